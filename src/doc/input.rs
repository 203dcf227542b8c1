//! The token slice as nom input; the only place that knows nom's input traits.

use nom::{Input, Needed};

use super::Doc;
use crate::lex::Token;

/// Tokens `at..end` of an article.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tokens<'a> {
    /// The article.
    pub(crate) doc: &'a Doc<'a>,
    at: usize,
    end: usize,
}

/// The outcome of a grammar: the rest and what was read. Failing costs nothing.
pub(crate) type PResult<'a, T> = nom::IResult<Tokens<'a>, T, ()>;

impl<'a> Tokens<'a> {
    pub(crate) fn new(doc: &'a Doc<'a>, at: usize, end: usize) -> Self {
        let end = end.min(doc.tokens.len());
        Self {
            doc,
            at: at.min(end),
            end,
        }
    }

    /// Index of the first token.
    pub(crate) const fn at(&self) -> usize {
        self.at
    }

    /// Index behind the last token.
    pub(crate) const fn end(&self) -> usize {
        self.end
    }

    /// The first token.
    pub(crate) fn first(&self) -> Option<&'a Token> {
        #[cfg(test)]
        super::steps::step();
        if self.at < self.end {
            self.doc.tokens.get(self.at)
        } else {
            None
        }
    }

    /// The input behind the first `n` tokens.
    pub(crate) fn skip(self, n: usize) -> Self {
        Self {
            at: (self.at + n).min(self.end),
            ..self
        }
    }

    /// The input moved so that it starts at token `at`, never backwards.
    pub(crate) fn moved_to(self, at: usize) -> Self {
        Self {
            at: at.clamp(self.at, self.end),
            ..self
        }
    }
}

impl<'a> Input for Tokens<'a> {
    type Item = &'a Token;
    type Iter = std::slice::Iter<'a, Token>;
    type IterIndices = std::iter::Enumerate<std::slice::Iter<'a, Token>>;

    fn input_len(&self) -> usize {
        self.end - self.at
    }

    fn take(&self, index: usize) -> Self {
        Self {
            end: (self.at + index).min(self.end),
            ..*self
        }
    }

    fn take_from(&self, index: usize) -> Self {
        self.skip(index)
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.take(index))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.iter_elements().position(predicate)
    }

    fn iter_elements(&self) -> Self::Iter {
        self.doc
            .tokens
            .get(self.at..self.end)
            .unwrap_or_default()
            .iter()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        let missing = count.saturating_sub(self.input_len());
        if missing == 0 {
            Ok(count)
        } else {
            Err(Needed::new(missing))
        }
    }
}
