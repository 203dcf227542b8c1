//! What stands behind the last paragraph: source lines, tags, links.

use super::dateline;
use super::line::{Final, Line, is_closer, is_terminator, is_wordy, words};
use super::types::PartKind;
use crate::doc::Doc;
use crate::lex::TokenKind;
use crate::lexicon::Class;
use crate::lexicon::layouts::layout;

/// Lines looked at from the end.
const REACH: usize = 12;

/// Names the lines behind the last paragraph and returns the index of the first of them.
pub(super) fn back(doc: &Doc<'_>, lines: &[Line], kinds: &mut [PartKind]) -> usize {
    let mut first = lines.len();
    let lowest = lines.len().saturating_sub(REACH).max(1);
    // Lines under a heading of links belong to it, whatever they are.
    let heading = (lowest..lines.len()).find(|&at| {
        lines.get(at).is_some_and(|line| {
            opens_links(doc, line)
                && lines
                    .get(at + 1..)
                    .unwrap_or_default()
                    .iter()
                    .all(|line| line.last == Final::Open)
        })
    });
    if let Some(heading) = heading {
        first = heading;
        for kind in kinds.iter_mut().skip(heading) {
            *kind = PartKind::Other;
        }
    }
    while first > lowest {
        let at = first - 1;
        let Some(line) = lines.get(at) else { break };
        let next_is_last = at + 2 == lines.len();
        let kind = if is_source(doc, line, next_is_last) || is_agencies(doc, line) {
            PartKind::SourceTrailer
        } else if is_boilerplate(doc, line) || is_stamp(doc, line) {
            PartKind::Other
        } else if next_is_last_or_last(lines, at) && is_signature(doc, line) {
            PartKind::Byline
        } else if at > 1
            && line.words <= 8
            && line.last != Final::Stop
            && lines
                .get(at - 1)
                .is_some_and(|before| is_source_alone(doc, before))
        {
            PartKind::SourceTrailer
        } else {
            break;
        };
        if let Some(slot) = kinds.get_mut(at) {
            *slot = kind;
        }
        first = at;
    }
    first
}

fn next_is_last_or_last(lines: &[Line], at: usize) -> bool {
    at + 2 >= lines.len()
}

/// Whether the line is a name or place by itself, with which an author signs: «- ليلى العمري»,
/// «عمان - الأردن».
fn is_signature(doc: &Doc<'_>, line: &Line) -> bool {
    let first = first_word(doc, line);
    let name = line.words <= 4
        && dateline::is_given(doc, first)
        && (first..line.end).all(|at| doc.token(at).is_some_and(|t| t.kind == TokenKind::Word));
    // «* أستاذ في كلية الآداب»: what the author is.
    let role = line.words <= 10
        && doc.is_char(line.first, '*')
        && doc.is(first, Class::Role)
        && !doc.is(first, Class::Cue);
    line.last == Final::Open
        && (name || role || line.words <= 6 && dateline::is_byline(doc, first, line.end, false))
}

fn bits(doc: &Doc<'_>, at: usize) -> (u32, usize) {
    doc.lexicon
        .layouts
        .phrase(doc.tokens, at)
        .unwrap_or((0, at))
}

/// The first token that is no opening bracket, bullet or the like.
fn first_word(doc: &Doc<'_>, line: &Line) -> usize {
    (line.first..line.end)
        .take(6)
        .find(|&at| doc.token(at).is_some_and(is_wordy))
        .unwrap_or(line.first)
}

/// Whether the line is «المصدر:» by itself.
fn is_source_alone(doc: &Doc<'_>, line: &Line) -> bool {
    let (bits, next) = bits(doc, first_word(doc, line));
    bits & layout::SOURCE != 0
        && (next..line.end).all(|at| doc.token(at).is_some_and(|t| !is_wordy(t)))
}

/// Whether the line names the source: «المصدر: هسبريس», «(إعداد فلان للنشرة العربية)».
fn is_source(doc: &Doc<'_>, line: &Line, next_is_last: bool) -> bool {
    let word = first_word(doc, line);
    let (bits, next) = bits(doc, word);
    let colon = doc.is_char(next, ':');
    let stops = line.last == Final::Stop;
    if bits & layout::SOURCE != 0 {
        return is_source_alone(doc, line) && next_is_last
            || colon && line.words <= 16
            || line.words <= 6 && !stops;
    }
    let bracketed = word > line.first
        && (doc.is_char(line.first, '(') || doc.is_char(line.first, '['))
        && (doc.is_char(line.end - 1, ')') || doc.is_char(line.end - 1, ']'));
    bits & layout::BYLINE_START != 0 && line.words <= 16 && (bracketed || colon && line.words <= 8)
}

/// Whether the line holds agencies and nothing else: «(و م ع)», «هسبريس - و م ع».
fn is_agencies(doc: &Doc<'_>, line: &Line) -> bool {
    line.words <= 12 && only_agencies(doc, line.first, line.end)
}

fn only_agencies(doc: &Doc<'_>, first: usize, end: usize) -> bool {
    let mut at = first;
    let mut agencies = 0;
    while at < end {
        let Some(token) = doc.token(at) else { break };
        if token.letters == 1 && !doc.is_char(at + 1, '.') && doc.is_glued(at + 1) {
            // «خاص بـ«الشرق الأوسط»»
            at += 1;
        } else if is_wordy(token) {
            let (bits, next) = bits(doc, at);
            if bits & (layout::AGENCY | layout::DESK) == 0 || next > end {
                return false;
            }
            agencies += usize::from(bits & layout::AGENCY != 0);
            at = next;
        } else {
            at += 1;
        }
    }
    agencies > 0
}

/// Whether the second line of «المصدر:\nهسبريس» joins the part of the first.
pub(super) fn continues_source(
    doc: &Doc<'_>,
    lines: &[Line],
    at: usize,
    kinds: &[PartKind],
) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    kinds.get(before) == Some(&PartKind::SourceTrailer)
        && lines
            .get(before)
            .is_some_and(|line| is_source_alone(doc, line))
}

/// Whether the line heads a list of links: «مواضيع ذات صلة».
fn opens_links(doc: &Doc<'_>, line: &Line) -> bool {
    let (bits, next) = bits(doc, first_word(doc, line));
    let alone = (next..line.end).all(|at| doc.token(at).is_some_and(|t| !is_wordy(t)));
    bits & (layout::OTHER_START | layout::TAIL) != 0 && alone
}

/// Whether the line is a link, a list of tags or the like.
pub(super) fn is_boilerplate(doc: &Doc<'_>, line: &Line) -> bool {
    if line.words == 0 {
        return line.last != Final::Ellipsis && line.end - line.first > 2 || is_rule(doc, line);
    }
    let word = first_word(doc, line);
    let (bits, next) = bits(doc, word);
    let alone = (next..line.end).all(|at| doc.token(at).is_some_and(|t| !is_wordy(t)));
    let open = line.last != Final::Stop && line.last != Final::Comma;
    if bits & layout::OTHER_WORD != 0 && alone || bits & layout::END != 0 && alone {
        return true;
    }
    if bits & (layout::OTHER_START | layout::TAIL) != 0
        && (alone || doc.is_char(next, ':') || open && (line.words <= 24))
    {
        return true;
    }
    is_address(doc, line) || is_tags(doc, line)
}

/// A line of nothing but dashes or stars.
fn is_rule(doc: &Doc<'_>, line: &Line) -> bool {
    (line.first..line.end).all(|at| {
        doc.token(at).is_some_and(|t| {
            matches!(
                t.character(),
                Some('-' | '*' | '_' | '=' | '/' | '–' | '—' | '.' | '#')
            )
        })
    })
}

/// Whether the line is one address, perhaps with a word before it.
fn is_address(doc: &Doc<'_>, line: &Line) -> bool {
    let is_start = |at: usize| {
        // «amal@example.com»
        let mail = doc.is_char(at + 1, '@') && doc.is_glued(at + 1) && doc.is_glued(at + 2);
        doc.token(at).is_some_and(|t| t.kind == TokenKind::Latin)
            && (mail || matches!(doc.surface(at), "http" | "https" | "www" | "HTTP" | "WWW"))
    };
    let Some(start) = (line.first..line.end.min(line.first + 8)).find(|&at| is_start(at)) else {
        return false;
    };
    words(doc, line.first, start) <= 4
        && (start..line.end).all(|at| doc.token(at).is_some_and(|t| t.kind != TokenKind::Word))
}

/// Whether the line is a label of a page by itself: «طباعة».
pub(super) fn is_label(doc: &Doc<'_>, line: &Line) -> bool {
    let (bits, next) = bits(doc, line.first);
    bits & layout::OTHER_WORD != 0 && next == line.end
}

/// Whether the line is hashtags.
fn is_tags(doc: &Doc<'_>, line: &Line) -> bool {
    let hashes = || {
        (line.first..line.end)
            .filter(|&at| doc.is_char(at, '#'))
            .count()
    };
    doc.is_char(line.first, '#')
        && hashes() * 4 >= line.words
        && !matches!(line.last, Final::Stop | Final::Colon)
}

/// Whether the line is a time stamp, «14:18 ت م NNNN», perhaps behind «// يتبع //», or a number of a
/// service: «737221 - Zain».
fn is_stamp(doc: &Doc<'_>, line: &Line) -> bool {
    let word = first_word(doc, line);
    let (bits, next) = bits(doc, word);
    if bits & layout::END != 0 {
        return line.words <= 8
            && (next..line.end).all(|at| {
                doc.token(at)
                    .is_some_and(|t| t.kind != TokenKind::Word || t.letters <= 2)
            });
    }
    let kind = |at: usize| doc.token(at).map(|token| token.kind);
    if kind(word) == Some(TokenKind::Number)
        && line.words == 2
        && kind(line.end - 1) == Some(TokenKind::Latin)
    {
        return true;
    }
    line.words <= 6
        && doc
            .token(line.first)
            .is_some_and(|t| t.kind == TokenKind::Number)
        && doc.is_char(line.first + 1, ':')
        && (line.first..line.end).all(|at| {
            doc.token(at)
                .is_some_and(|t| t.kind != TokenKind::Word || t.letters <= 2)
        })
}

/// Tags, a link or an agency behind the last sentence of the last paragraph, on its line: where they
/// begin and what they are.
pub(super) fn inline_tail(doc: &Doc<'_>, first: usize, end: usize) -> Option<(usize, PartKind)> {
    // Backwards to the last terminator: what follows it is the candidate.
    let lowest = first.max(end.saturating_sub(60));
    let mut at = end;
    while at > lowest {
        let token = doc.token(at - 1)?;
        if is_terminator(token) && !(doc.is_glued(at) && doc.token(at).is_some_and(is_wordy)) {
            let mut from = at;
            while from < end && doc.token(from).is_some_and(is_closer) {
                from += 1;
            }
            return (from < end && from > first)
                .then(|| tail(doc, from, end))
                .flatten();
        }
        at -= 1;
    }
    None
}

fn tail(doc: &Doc<'_>, from: usize, end: usize) -> Option<(usize, PartKind)> {
    let word = (from..end)
        .take(3)
        .find(|&at| doc.token(at).is_some_and(is_wordy))?;
    let (bits, next) = bits(doc, word);
    if bits & layout::TAIL != 0 {
        return Some((from, PartKind::Other));
    }
    if bits & layout::SOURCE != 0 && doc.is_char(next, ':') {
        return Some((from, PartKind::SourceTrailer));
    }
    if only_agencies(doc, from, end) && words(doc, from, end) <= 8 {
        return Some((from, PartKind::SourceTrailer));
    }
    let bracketed = doc.is_char(from, '(') && doc.is_char(end - 1, ')');
    if bracketed && bits & layout::CAPTION_START != 0 && words(doc, from, end) <= 12 {
        return Some((from, PartKind::Caption));
    }
    (bracketed && bits & layout::BYLINE_START != 0 && words(doc, from, end) <= 14)
        .then_some((from, PartKind::SourceTrailer))
}
