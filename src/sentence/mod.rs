//! Sentence boundaries with their reason.
//!
//! `.` `!` `?` `؟` `…` `۔` may end a sentence, a line break always does; `،` `؛` `:` never do. Closing
//! quotation marks and brackets, direction marks and emoji behind a terminator belong to its sentence.
//! Each candidate is judged by what stands a bounded distance to its left and right
//! ([`rules`] names the reasons for going on); the parser and [`sentences_of`] share that decision.
//! Conventions: Unicode Standard Annex #29 (sentence boundaries) and Universal Dependencies for what a
//! sentence is, Arabic press practice for abbreviations, ellipses and attribution.

mod abbreviation;
mod context;
mod decide;
pub(crate) mod rules;
mod split;
mod types;

#[cfg(test)]
mod corpus;

pub use types::{Boundary, Sentence, SentencePolicy};

use crate::chars::is_blank;
use crate::doc::Doc;
use crate::layout::Part;
use crate::marks::MarkPair;
use crate::span::Span;
use split::{Piece, Splitter};

/// The sentences under one policy or both.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cuts {
    /// Those of [`SentencePolicy::SplitQuotations`].
    pub(crate) split: Vec<Sentence>,
    /// Those of [`SentencePolicy::KeepQuotations`].
    pub(crate) kept: Vec<Sentence>,
}

/// Which lists of [`Cuts`] are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// [`Cuts::split`].
    pub(crate) split: bool,
    /// [`Cuts::kept`].
    pub(crate) kept: bool,
}

/// The sentences of the parts that hold sentences, in text order. Where both lists are wanted, one
/// walk fills them; only a sentence that a closed quotation keeps together is walked again.
pub(crate) fn sentences(doc: &Doc<'_>, parts: &[Part], pairs: &[MarkPair], wanted: Wanted) -> Cuts {
    if !wanted.split && !wanted.kept {
        return Cuts::default();
    }
    let closed = if wanted.kept {
        closed_spans(pairs)
    } else {
        Vec::new()
    };
    let mut cuts = Cuts::default();
    let mut near = 0;
    for part in parts.iter().filter(|part| part.kind.holds_sentences()) {
        let text = doc.slice(part.span);
        let base = part.span.start();
        while closed.get(near).is_some_and(|span| span.end() <= base) {
            near += 1;
        }
        let from = closed.get(near..).unwrap_or_default();
        let inside = |end: usize| {
            let place = base + end;
            let before = from.partition_point(|span| span.start() < place);
            before
                .checked_sub(1)
                .and_then(|last| from.get(last))
                .is_some_and(|span| place < span.end())
        };
        let add = |list: &mut Vec<Sentence>, piece: Piece| {
            if let Some(span) = trimmed(text, piece.start, piece.end) {
                list.push(Sentence {
                    span: span.shifted(base),
                    boundary: piece.boundary,
                });
            }
        };
        let mut split = Splitter::new(text);
        if !wanted.kept {
            while let Some(piece) = split.next_piece(|_| false, |_, _| {}) {
                add(&mut cuts.split, piece);
            }
            continue;
        }
        let mut kept = split.clone();
        if !wanted.split {
            while let Some(piece) = kept.next_piece(inside, |_, _| {}) {
                add(&mut cuts.kept, piece);
            }
            continue;
        }
        loop {
            if kept.start() < split.start() {
                if let Some(piece) = kept.next_piece(inside, |_, _| {}) {
                    add(&mut cuts.kept, piece);
                }
                continue;
            }
            let together = kept.start() == split.start();
            let mut differs = false;
            let watch = |end| {
                differs = inside(end);
                false
            };
            let Some(piece) = split.next_piece(watch, |_, _| {}) else {
                break;
            };
            add(&mut cuts.split, piece);
            if together && !differs {
                add(&mut cuts.kept, piece);
                kept.go_to(piece.next);
            }
        }
    }
    cuts
}

/// The outermost closed pairs with their marks, in text order.
fn closed_spans(pairs: &[MarkPair]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for pair in pairs.iter().filter(|pair| pair.is_closed()) {
        let span = Span::new(pair.opening.start(), pair.closing.end());
        match spans.last_mut() {
            Some(last) if span.start() < last.end() => *last = last.cover(span),
            _ => spans.push(span),
        }
    }
    spans
}

/// A span without blanks and controls at its ends; `None` when nothing is left.
fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let piece = text.get(start..end)?;
    let front = piece.trim_start_matches(is_blank);
    let inner = front.trim_end_matches(is_blank);
    let start = end - front.len();
    (!inner.is_empty()).then(|| Span::new(start, start + inner.len()))
}

/// The sentences of a plain text, one string slice each; together they are the whole text.
///
/// ```
/// let all: Vec<&str> = khabar::sentences("وصل د. محمد أمس. ثم غادر.").collect();
/// assert_eq!(all, ["وصل د. محمد أمس. ", "ثم غادر."]);
/// ```
#[must_use]
pub fn sentences_of(text: &str) -> Sentences<'_> {
    Sentences {
        splitter: Splitter::new(text),
    }
}

/// Iterator over the sentences of a plain text; see [`sentences`](crate::sentences()).
#[derive(Clone, Debug)]
pub struct Sentences<'t> {
    splitter: Splitter<'t>,
}

impl<'t> Iterator for Sentences<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let piece = self.splitter.next_piece(|_| false, |_, _| {})?;
        self.splitter.text().get(piece.start..piece.next)
    }
}
