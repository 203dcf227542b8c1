//! Sentence boundaries with their reason.
//!
//! `.` `!` `?` `؟` `…` `۔` may end a sentence, a line break does save where lines were wrapped
//! ([`LineBreaks`](crate::LineBreaks)); `،` `؛` `:` never do. Closing
//! quotation marks and brackets, direction marks and emoji behind a terminator belong to its sentence.
//! Each candidate is judged by what stands a bounded distance to its left and right
//! ([`rules`] names the reasons for going on); the parser and [`sentences_of`] share that decision.
//! Conventions: Unicode Standard Annex #29 (sentence boundaries) and Universal Dependencies for what a
//! sentence is, Arabic press practice for abbreviations, ellipses and attribution.

mod abbreviation;
mod context;
mod decide;
mod rules;
mod split;
mod text;
mod types;

#[cfg(test)]
mod corpus;

pub use rules::Rejection;
pub use text::{
    Candidates, SentenceIndices, Sentences, explain, sentence_indices_of, sentences_of,
};
pub use types::{Boundary, Candidate, Decision, Sentence, SentencePolicy};

use crate::chars::{Class, class_at, class_before};
use crate::doc::Doc;
use crate::layout::{LineBreaks, Part};
use crate::lex::TokenKind;
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

/// A splitter of a part, whose line breaks are soft: the parser took them out of the tokens.
fn splitter<'t>(doc: &Doc<'t>, part: &Part, breaks: LineBreaks) -> Splitter<'t> {
    let text = doc.slice(part.span);
    let holds_breaks = || {
        let tokens = doc.tokens.get(doc.tokens_in(part.span)).unwrap_or_default();
        tokens.iter().any(|token| token.kind == TokenKind::Break)
    };
    if breaks == LineBreaks::Hard || holds_breaks() {
        Splitter::new(text, breaks)
    } else {
        Splitter::of_wrapped_part(text, breaks)
    }
}

/// All places of the parts that hold sentences where one could end.
pub(crate) fn candidates(
    doc: &Doc<'_>,
    parts: &[Part],
    pairs: &[MarkPair],
    policy: SentencePolicy,
    breaks: LineBreaks,
) -> Vec<Candidate> {
    let closed = match policy {
        SentencePolicy::KeepQuotations => closed_spans(pairs),
        SentencePolicy::SplitQuotations => Vec::new(),
    };
    let mut found = Vec::new();
    for part in parts.iter().filter(|part| part.kind.holds_sentences()) {
        let base = part.span.start();
        for mut candidate in Candidates::new(splitter(doc, part, breaks)) {
            candidate.span = candidate.span.shifted(base);
            if candidate.decision != Decision::Boundary(Boundary::LineEnd)
                && covered(&closed, candidate.span.end())
            {
                if let Decision::Boundary(_) = candidate.decision {
                    candidate.decision = Decision::Rejected(Rejection::Quotation);
                }
            }
            found.push(candidate);
        }
    }
    found
}

/// Whether a place lies in one of the spans, which are sorted and apart.
fn covered(spans: &[Span], place: usize) -> bool {
    let before = spans.partition_point(|span| span.start() < place);
    before
        .checked_sub(1)
        .and_then(|last| spans.get(last))
        .is_some_and(|span| place < span.end())
}

/// The sentences of the parts that hold sentences, in text order. Where both lists are wanted, one
/// walk fills them; only a sentence that a closed quotation keeps together is walked again.
pub(crate) fn sentences(
    doc: &Doc<'_>,
    parts: &[Part],
    pairs: &[MarkPair],
    wanted: Wanted,
    breaks: LineBreaks,
) -> Cuts {
    if !wanted.split && !wanted.kept {
        return Cuts::default();
    }
    let closed = if wanted.kept {
        closed_spans(pairs)
    } else {
        Vec::new()
    };
    // Most paragraphs are one sentence or two.
    let room = |wanted: bool| Vec::with_capacity(if wanted { 2 * parts.len() } else { 0 });
    let mut cuts = Cuts {
        split: room(wanted.split),
        kept: room(wanted.kept),
    };
    let mut near = 0;
    for part in parts.iter().filter(|part| part.kind.holds_sentences()) {
        let text = doc.slice(part.span);
        let base = part.span.start();
        while closed.get(near).is_some_and(|span| span.end() <= base) {
            near += 1;
        }
        let from = closed.get(near..).unwrap_or_default();
        let inside = |end: usize| covered(from, base + end);
        let add = |list: &mut Vec<Sentence>, piece: Piece| {
            if let Some(span) = trimmed(text, piece.start, piece.end) {
                list.push(Sentence {
                    span: span.shifted(base),
                    boundary: piece.boundary,
                });
            }
        };
        let mut split = splitter(doc, part, breaks);
        if !wanted.kept {
            while let Some(piece) = split.next_piece(|_| false) {
                add(&mut cuts.split, piece);
            }
            continue;
        }
        let mut kept = split.clone();
        if !wanted.split {
            while let Some(piece) = kept.next_piece(inside) {
                add(&mut cuts.kept, piece);
            }
            continue;
        }
        loop {
            if kept.start() < split.start() {
                if let Some(piece) = kept.next_piece(inside) {
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
            let Some(piece) = split.next_piece(watch) else {
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
    let mut spans: Vec<Span> = Vec::with_capacity(pairs.len());
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
    let is_blank = |class: Class| matches!(class, Class::Space | Class::Break | Class::Control);
    let (mut start, mut end) = (start, end);
    while let Some((class, len)) = class_at(text, start).filter(|_| start < end) {
        if !is_blank(class) {
            break;
        }
        start += len;
    }
    while let Some((class, len)) = class_before(text, end).filter(|_| start < end) {
        if !is_blank(class) {
            break;
        }
        end -= len;
    }
    (start < end).then(|| Span::new(start, end))
}
