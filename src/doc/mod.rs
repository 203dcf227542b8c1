//! The text with its tokens read against the lexicon: what every layer above works on.

mod cardinals;
mod input;
#[cfg(test)]
mod rates;
mod reading;
mod starts;
#[cfg(test)]
pub(crate) mod steps;

pub(crate) use cardinals::{Cardinal, Cardinals};
pub(crate) use input::{PResult, Tokens};
pub(crate) use reading::{Readings, keys_of, read, read_with};
pub(crate) use starts::{EARLY, find_starts};

use crate::fold::Key;
use crate::lex::{Forms, Token, TokenKind, mark};
use crate::lexicon::{Class, Entry, Lexicon};
use crate::span::Span;

/// One article under the parser: text, tokens in their chosen reading, lexicon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Doc<'a> {
    /// The text as given.
    pub(crate) text: &'a str,
    /// All tokens; gaps between them are white space and controls.
    pub(crate) tokens: &'a [Token],
    /// The lexicon.
    pub(crate) lexicon: &'a Lexicon,
    /// Keys of hosts and stems, token by token; worked out on demand where they are missing.
    pub(crate) keys: &'a [Keys],
    /// The cardinals read last; without them each reading works them out.
    pub(crate) cardinals: Option<&'a Cardinals>,
}

/// Folded keys of a token in its chosen reading.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Keys {
    /// Proclitics off, article kept: «للمنظمة» gives «المنظمة».
    host: Key,
    /// Proclitics and article off.
    stem: Key,
}

impl<'a> Doc<'a> {
    /// The token at an index.
    #[inline]
    pub(crate) fn token(&self, at: usize) -> Option<&'a Token> {
        #[cfg(test)]
        steps::step();
        self.tokens.get(at)
    }

    /// The text of a span; empty when it does not fit.
    pub(crate) fn slice(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The surface of a token, proclitics included; empty behind the end.
    pub(crate) fn surface(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| self.slice(token.span()))
    }

    /// The surface of a token without the proclitics of its reading.
    pub(crate) fn host(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| self.slice(token.host()))
    }

    /// Whether the token's word stands in the class or begins a phrase there.
    #[inline]
    pub(crate) fn is(&self, at: usize, class: Class) -> bool {
        self.token(at)
            .is_some_and(|token| token.flags & class.bit() != 0)
    }

    /// The longest entry of the class at a token, in its chosen reading.
    pub(crate) fn entry(&self, at: usize, class: Class) -> Option<Entry> {
        self.lexicon.longest(self.tokens, at, class)
    }

    /// Whether the token is the character given.
    pub(crate) fn is_char(&self, at: usize, c: char) -> bool {
        self.token(at).is_some_and(|token| token.is_char(c))
    }

    /// Whether the token is a line break, or lies behind the end.
    pub(crate) fn ends_line(&self, at: usize) -> bool {
        self.token(at)
            .is_none_or(|token| token.kind == TokenKind::Break)
    }

    /// Whether nothing stands between the token and the one before it.
    pub(crate) fn is_glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.has(mark::GLUED))
    }

    /// The span from the host of the first token to the end of the last one before `end`.
    pub(crate) fn cover(&self, first: usize, end: usize) -> Span {
        let start = self.token(first).map_or(0, |token| token.host().start());
        let end = end
            .checked_sub(1)
            .and_then(|last| self.token(last))
            .map_or(start, Token::end);
        Span::new(start, end.max(start))
    }

    /// The index of the first token that starts at or behind a byte.
    pub(crate) fn token_from(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| token.start() < byte)
    }

    /// The tokens that lie inside a span, proclitics before its start included.
    pub(crate) fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let first = self
            .tokens
            .partition_point(|token| token.end() <= span.start());
        let end = self
            .tokens
            .partition_point(|token| token.start() < span.end());
        first..end.max(first)
    }

    /// The folded key of a token's host (proclitics off, article kept: «للمنظمة» and «والمنظمة»
    /// give that of «المنظمة»).
    #[inline]
    pub(crate) fn host_key(&self, at: usize) -> Key {
        self.keys_of(at).host
    }

    /// The folded key of a token's stem: proclitics and article off.
    #[inline]
    pub(crate) fn stem_key(&self, at: usize) -> Key {
        self.keys_of(at).stem
    }

    /// A token with both keys.
    pub(crate) fn forms(&self, at: usize) -> Option<Forms<'a>> {
        let Keys { host, stem } = self.keys_of(at);
        self.token(at).map(|token| Forms { token, host, stem })
    }

    #[inline]
    fn keys_of(&self, at: usize) -> Keys {
        match (self.keys.get(at), self.token(at)) {
            (Some(&keys), _) => keys,
            (None, Some(token)) => reading::keys(self.text, token),
            (None, None) => Keys::default(),
        }
    }

    /// The tokens from `at` as input of a grammar.
    pub(crate) fn from(&'a self, at: usize) -> Tokens<'a> {
        Tokens::new(self, at, self.tokens.len())
    }
}
