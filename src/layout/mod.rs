//! The parts of an article: headline, subheadings, bylines, datelines, paragraphs, captions, source
//! lines and the boilerplate that comes with a web page.
//!
//! A line is a paragraph. What it is follows from its place, length and final punctuation and from the
//! words that open it ([`crate::lexicon::layouts`]); a text without a headline is as good as one with it.
//! It does not look at the sense of a line: a short first line with a full stop is a paragraph.

mod back;
mod dateline;
mod line;
mod types;
mod wrap;

#[cfg(test)]
mod corpus;

pub use types::{LineBreaks, Part, PartKind};
pub(crate) use wrap::{LONGEST as LONGEST_LINE, join_lines, soft_break};

use crate::doc::Doc;
use crate::lex::TokenKind;
use crate::lexicon::Class;
use crate::lexicon::layouts::layout;
use line::{Final, Line, lines, span_of};

/// Words of a headline at most.
const HEADLINE: usize = 24;
/// Words of a subheading at most.
const SUBHEADING: usize = 12;

/// Finds the parts, in text order; every non-space character lies in exactly one.
pub(crate) fn parts(doc: &Doc<'_>) -> Vec<Part> {
    let lines = lines(doc);
    let mut kinds = vec![PartKind::Body; lines.len()];
    let back = back::back(doc, &lines, &mut kinds);
    let body = front(doc, lines.get(..back).unwrap_or_default(), &mut kinds);
    for at in body..back {
        let kind = middle(doc, &lines, at);
        if let (Some(kind), Some(slot)) = (kind, kinds.get_mut(at)) {
            *slot = kind;
        }
    }
    let mut parts = Vec::with_capacity(lines.len() + 2);
    let mut dateline_may_come = true;
    let last_body = kinds.iter().rposition(|kind| *kind == PartKind::Body);
    for (at, (line, kind)) in lines.iter().zip(&kinds).enumerate() {
        let mut first = line.first;
        let mut end = line.end;
        if *kind == PartKind::Body {
            if std::mem::take(&mut dateline_may_come) {
                if let Some(behind) = dateline::dateline(doc, first, end) {
                    if behind < end {
                        push(doc, first, behind, PartKind::Dateline, &mut parts);
                        first = behind;
                    }
                }
            }
            if last_body == Some(at) {
                let tail = back::inline_tail(doc, first, end);
                end = tail.map_or(end, |(from, _)| from);
                push(doc, first, end, PartKind::Body, &mut parts);
                if let Some((from, kind)) = tail {
                    push(doc, from, line.end, kind, &mut parts);
                }
                continue;
            }
        } else if *kind == PartKind::SourceTrailer
            && back::continues_source(doc, &lines, at, &kinds)
        {
            if let Some(part) = parts.last_mut() {
                part.span = part.span.cover(span_of(doc, first, end));
                dateline::fill(doc, first, end, part);
                continue;
            }
        }
        push(doc, first, end, *kind, &mut parts);
    }
    parts
}

fn push(doc: &Doc<'_>, first: usize, end: usize, kind: PartKind, parts: &mut Vec<Part>) {
    if first < end {
        let span = span_of(doc, first, end);
        let mut part = Part::new(span, kind);
        if matches!(
            kind,
            PartKind::Dateline | PartKind::Byline | PartKind::SourceTrailer
        ) {
            dateline::fill(doc, first, end, &mut part);
        }
        parts.push(part);
    }
}

/// Names the lines before the first paragraph and returns its index.
fn front(doc: &Doc<'_>, lines: &[Line], kinds: &mut [PartKind]) -> usize {
    let (mut titled, mut signed) = (false, false);
    for (at, line) in lines.iter().enumerate() {
        let rest = lines.get(at + 1..).unwrap_or_default();
        let kind = if at > 4 {
            None
        } else if is_caption(doc, line) && bracketed(doc, line) {
            Some(PartKind::Caption)
        } else if !rest.is_empty() && back::is_label(doc, line) {
            Some(PartKind::Other)
        } else if is_byline_line(doc, line, titled || signed, rest)
            || !titled && is_name(doc, line, rest)
        {
            signed = true;
            Some(PartKind::Byline)
        } else if is_caption(doc, line) {
            Some(PartKind::Caption)
        } else if !titled && is_headline(doc, line, rest) {
            titled = true;
            Some(PartKind::Headline)
        } else if titled && is_second_title(line, rest) {
            Some(PartKind::Subheading)
        } else {
            None
        };
        let (Some(kind), Some(slot)) = (kind, kinds.get_mut(at)) else {
            return at;
        };
        *slot = kind;
    }
    lines.len()
}

/// Whether the first line titles what follows: not long, no full stop, and something longer, or a
/// byline, behind it.
fn is_headline(doc: &Doc<'_>, line: &Line, rest: &[Line]) -> bool {
    let Some(next) = rest.first() else {
        return false;
    };
    if line.words == 0 || line.words > HEADLINE || is_item(doc, line) {
        return false;
    }
    let longer = rest
        .iter()
        .take(4)
        .any(|other| other.is_paragraph() && other.words > line.words);
    let byline = is_byline_line(doc, next, true, rest.get(1..).unwrap_or_default());
    match line.last {
        Final::Open => longer || byline || next.is_paragraph(),
        Final::Call | Final::Ellipsis => line.words <= 16 && (longer || byline),
        Final::Stop => line.words <= 12 && byline,
        Final::Colon | Final::Comma => false,
    }
}

/// A second line without a full stop between headline and text.
fn is_second_title(line: &Line, rest: &[Line]) -> bool {
    line.last == Final::Open
        && line.words > 0
        && line.words <= HEADLINE
        && rest
            .first()
            .is_some_and(|next| next.is_paragraph() && next.words > line.words)
}

/// Whether a line names nothing but author, agency and place.
fn is_byline_line(doc: &Doc<'_>, line: &Line, titled: bool, rest: &[Line]) -> bool {
    if line.words == 0 || line.words > 14 || matches!(line.last, Final::Call | Final::Ellipsis) {
        return false;
    }
    let (mut first, end) = (line.first, line.end);
    // «Next Previous محمد السالمي – جدة»
    match doc.lexicon.layouts.phrase(doc.tokens, first) {
        Some((bits, next)) if bits & layout::OTHER_WORD != 0 && next < end => first = next,
        _ => {}
    }
    if rest.is_empty() {
        return false;
    }
    if is_domain(doc, first, end) || dateline::is_agency_stamp(doc, first, end) {
        return true;
    }
    if line.last != Final::Stop && dateline::is_byline(doc, first, end, titled) {
        return true;
    }
    if let Some((bits, next)) = doc.lexicon.layouts.phrase(doc.tokens, first) {
        let marked = doc.is_char(next, ':') || titled;
        if bits & layout::BYLINE_START != 0 && line.words <= 7 && marked && line.last != Final::Stop
        {
            return true;
        }
    }
    // A name by itself behind the headline: «محمد العلمي».
    titled
        && line.words <= 4
        && line.last != Final::Stop
        && dateline::is_given(doc, first)
        && rest.first().is_some_and(Line::is_paragraph)
        && (first..end).all(|at| {
            doc.token(at).is_some_and(|t| {
                t.kind == TokenKind::Word || t.is_char(':') || t.is_char('.') || t.is_char('-')
            })
        })
}

/// Whether a first line is a name and nothing else, before a paragraph: «صالح الجديع».
fn is_name(doc: &Doc<'_>, line: &Line, rest: &[Line]) -> bool {
    let part_of_name = |at: usize| {
        let class = |class| doc.is(at, class);
        doc.token(at)
            .is_some_and(|token| token.kind == TokenKind::Word && token.clitic == 0)
            && (class(Class::Family) || class(Class::Given))
            && !class(Class::Cue)
            && !class(Class::Role)
    };
    (2..=4).contains(&line.words)
        && line.last == Final::Open
        && dateline::is_given(doc, line.first)
        && (line.first..line.end).all(part_of_name)
        && rest.first().is_some_and(Line::is_paragraph)
}

/// Whether tokens are one Latin name with dots: «AKHBAR.INFO».
fn is_domain(doc: &Doc<'_>, first: usize, end: usize) -> bool {
    end - first >= 3
        && (first..end).all(|at| {
            doc.token(at).is_some_and(|token| {
                (token.kind == TokenKind::Latin || token.is_char('.') || token.is_char('-'))
                    && (at == first || doc.is_glued(at))
            })
        })
}

/// Whether a line is an item of a list: it opens with a bullet, dash or counter.
fn is_item(doc: &Doc<'_>, line: &Line) -> bool {
    let Some(token) = doc.token(line.first) else {
        return false;
    };
    match token.kind {
        TokenKind::Punct => !matches!(token.character(), Some('(' | '[' | '#' | '/')),
        TokenKind::Number => [".", ")", "-", "–", "/"].contains(&doc.surface(line.first + 1)),
        TokenKind::Word => {
            token.letters == 1 && ["-", "–", ")", "."].contains(&doc.surface(line.first + 1))
        }
        TokenKind::Other => true,
        _ => false,
    }
}

/// Whether a line stands in brackets.
fn bracketed(doc: &Doc<'_>, line: &Line) -> bool {
    doc.is_char(line.first, '(') || doc.is_char(line.first, '[')
}

/// Whether a line gives the words under a picture: «صورة أرشيفية», «(الصورة: رويترز)».
fn is_caption(doc: &Doc<'_>, line: &Line) -> bool {
    let bracketed = bracketed(doc, line);
    let Some((bits, next)) = doc
        .lexicon
        .layouts
        .phrase(doc.tokens, line.first + usize::from(bracketed))
    else {
        return false;
    };
    let closed = next >= line.end || doc.is_char(next, ')') || doc.is_char(next, ']');
    bits & layout::CAPTION_START != 0
        && line.words <= 30
        && (doc.is_char(next, ':')
            || bracketed
            || closed
            || next > line.first + 1 && line.words <= 15)
}

/// What a line between the first paragraph and the end is, if no paragraph.
fn middle(doc: &Doc<'_>, lines: &[Line], at: usize) -> Option<PartKind> {
    let line = lines.get(at)?;
    if is_caption(doc, line) {
        return Some(PartKind::Caption);
    }
    if back::is_boilerplate(doc, line) {
        return Some(PartKind::Other);
    }
    let next = lines.get(at + 1)?;
    let before = at.checked_sub(1).and_then(|before| lines.get(before));
    let title = line.last == Final::Open || line.last == Final::Call && line.words > 2;
    let begins = before.is_none_or(|before| {
        matches!(before.last, Final::Stop | Final::Call | Final::Ellipsis) || before.words >= 25
    });
    let waw = doc.token(line.first).is_some_and(|token| {
        token.key.letter(0) == crate::chars::WAW && !token.key.is_hashed() && token.letters > 2
    });
    (title
        && begins
        && !waw
        && (1..=SUBHEADING).contains(&line.words)
        && !is_item(doc, line)
        && next.is_paragraph()
        && next.words >= line.words * 2)
        .then_some(PartKind::Subheading)
}
