//! Datelines and bylines: segments of places, agencies and names between dashes, slashes and colons.
//!
//! «الرباط (و م ع) -», «دمشق، سوريا (CNN) --», «محمد شعوان- سبق- متابعة:», «الرياض: رياض المسلم».
//! At least one segment must be a known place or agency; names are only accepted beside one.

use super::line::is_wordy;
use super::types::{Part, PartKind};
use crate::doc::Doc;
use crate::lex::{Token, TokenKind};
use crate::lexicon::Class;
use crate::lexicon::layouts::layout;
use crate::span::Span;

/// Tokens of a dateline at most.
const REACH: usize = 28;

/// What a segment between separators is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Holds an agency or a desk word, or nothing but places.
    Known,
    /// A few words that may be a name.
    Names,
    /// Digits and date words.
    Date,
    /// Anything else.
    Bad,
}

#[derive(Clone, Copy, Debug)]
struct Segment {
    kind: Kind,
    end: usize,
    words: usize,
    place: Option<Span>,
    agency: Option<Span>,
    /// From the first to the last of its digits and date words.
    date: Option<Span>,
    /// From the first to the last of its words that are none of these.
    unknown: Option<Span>,
    /// Its place is also the name of a newspaper: «الرياض».
    both: bool,
    /// A given name stands first.
    given: bool,
}

fn is_dash(token: &Token) -> bool {
    matches!(
        token.character(),
        Some('-' | '–' | '—' | '−' | '‒' | '―' | '‑' | '‐')
    )
}

/// Whether the token separates segments: a dash that is no minus or range, slash, bar, comma, colon
/// or a tatweel by itself.
fn is_separator(doc: &Doc<'_>, at: usize) -> bool {
    let Some(token) = doc.token(at) else {
        return false;
    };
    if is_dash(token) || token.is_char('/') {
        let digit = |at: usize| doc.token(at).is_some_and(|t| t.kind == TokenKind::Number);
        return !(at > 0 && digit(at - 1) && digit(at + 1) && doc.is_glued(at));
    }
    matches!(token.character(), Some(':' | '|' | '،' | ',' | '•' | '+')) || is_tatweel(doc, at)
}

/// Whether a token is a given name without a proclitic.
pub(super) fn is_given(doc: &Doc<'_>, at: usize) -> bool {
    doc.is(at, Class::Given) && doc.token(at).is_some_and(|token| token.clitic == 0)
}

fn is_tatweel(doc: &Doc<'_>, at: usize) -> bool {
    doc.token(at)
        .is_some_and(|t| t.kind == TokenKind::Other && doc.surface(at).chars().all(|c| c == 'ـ'))
}

/// Whether the separator may close a dateline.
fn is_strong(doc: &Doc<'_>, at: usize) -> bool {
    doc.token(at)
        .is_some_and(|token| is_dash(token) || token.is_char(':') || token.is_char('|'))
        || is_tatweel(doc, at)
}

/// Words of a segment of a dateline or byline at most.
const WORDS: usize = 9;

/// Reads the segment that begins at a token, up to a separator, bracket or `end`; to where it shows
/// that it is [`Kind::Bad`] if it is.
fn segment(doc: &Doc<'_>, first: usize, end: usize) -> Segment {
    read_segment(doc, first, end, |bad| bad)
}

/// Reads the segment to its end, be it bad.
fn whole_segment(doc: &Doc<'_>, first: usize, end: usize) -> Segment {
    read_segment(doc, first, end, |_| false)
}

fn read_segment(
    doc: &Doc<'_>,
    first: usize,
    end: usize,
    stops_at: impl Fn(bool) -> bool,
) -> Segment {
    let mut found = Segment {
        kind: Kind::Bad,
        end: first,
        words: 0,
        place: None,
        agency: None,
        date: None,
        unknown: None,
        both: false,
        given: is_given(doc, first),
    };
    let cover = |slot: &mut Option<Span>, span: Span| {
        *slot = Some(slot.map_or(span, |old| old.cover(span)));
    };
    let (mut unknown, mut numbers, mut desks, mut bad) = (0, 0, 0, false);
    let mut made = false;
    let mut at = first;
    while at < end {
        let Some(token) = doc.token(at) else { break };
        if token.is_char('(') || token.is_char(')') || token.is_char('[') || token.is_char(']') {
            break;
        }
        if is_separator(doc, at) || stops_at(bad || found.words > WORDS) {
            break;
        }
        if let Some((bits, next)) = doc.lexicon.layouts.phrase(doc.tokens, at) {
            let span = super::line::span_of(doc, at, next);
            let known = bits & (layout::PLACE | layout::AGENCY | layout::DESK) != 0;
            if known && next <= end {
                if bits & layout::PLACE != 0 && found.place.is_none() {
                    found.place = Some(span);
                } else if bits & layout::AGENCY != 0 && found.agency.is_none() {
                    found.agency = Some(span);
                }
                made |= bits & layout::DESK != 0;
                found.both |= bits & layout::PLACE != 0 && bits & layout::AGENCY != 0;
                desks += usize::from(bits & (layout::DESK | layout::AGENCY) != 0);
                found.words += next - at;
                at = next;
                continue;
            }
        }
        if let Some(entry) = doc.entry(at, Class::Place) {
            if token.clitic == 0 && entry.next <= end {
                found.place = found
                    .place
                    .or(Some(super::line::span_of(doc, at, entry.next)));
                found.words += entry.next - at;
                at = entry.next;
                continue;
            }
        }
        match token.kind {
            TokenKind::Number => {
                numbers += 1;
                cover(&mut found.date, token.span());
            }
            TokenKind::Word if doc.is(at, Class::Date) => {
                numbers += 1;
                cover(&mut found.date, token.span());
            }
            TokenKind::Word | TokenKind::Latin => {
                unknown += 1;
                cover(&mut found.unknown, token.span());
            }
            TokenKind::Quote => {}
            TokenKind::Punct if token.is_char('.') || token.is_char('/') || is_dash(token) => {}
            _ => bad = true,
        }
        if is_wordy(token) {
            found.words += 1;
            bad |=
                doc.is(at, Class::Cue) && token.kind == TokenKind::Word && found.agency.is_none();
        }
        at += 1;
    }
    found.end = at;
    let known = found.place.is_some() || found.agency.is_some() || desks > 0;
    found.kind = if bad || found.words > WORDS {
        Kind::Bad
    } else if known && (unknown == 0 || desks > 0 && unknown <= 2 && (found.given || made)) {
        Kind::Known
    } else if found.words == 0 && numbers == 0 {
        Kind::Bad
    } else if unknown == 0 {
        Kind::Date
    } else if unknown <= 4 && numbers == 0 {
        Kind::Names
    } else if numbers > 0 && unknown <= 3 && found.words <= 8 {
        Kind::Date
    } else {
        Kind::Bad
    };
    found
}

/// What was read of a chain of segments.
#[derive(Clone, Copy, Debug, Default)]
struct Chain {
    end: usize,
    known: usize,
    agencies: usize,
    names: usize,
    segments: usize,
    /// A colon stood between a known segment and names.
    colon_before_names: bool,
    given: bool,
}

impl Chain {
    fn take(&mut self, found: &Segment) {
        self.segments += 1;
        self.given |= found.given;
        match found.kind {
            Kind::Known => {
                self.known += 1;
                self.agencies +=
                    usize::from(found.agency.is_some() || found.place.is_none() || found.both);
            }
            Kind::Names => self.names += 1,
            Kind::Date | Kind::Bad => {}
        }
    }
}

/// The token behind the dateline at the start of a line, if any: everything up to a separator behind
/// known segments.
pub(super) fn dateline(doc: &Doc<'_>, first: usize, line_end: usize) -> Option<usize> {
    let end = line_end.min(first + REACH);
    let mut chain = Chain::default();
    let mut best: Option<(usize, Chain)> = None;
    let mut at = first;
    while at < end {
        let bracketed = doc.is_char(at, '(') || doc.is_char(at, '[');
        let found = segment(doc, at + usize::from(bracketed), end);
        if bracketed {
            let closed = doc.is_char(found.end, ')') || doc.is_char(found.end, ']');
            let follows = segment_after_bracket(doc, &found, end);
            let (found, next) = match (closed, follows) {
                (true, _) => (found, found.end + 1),
                (false, Some((found, next))) => (found, next),
                _ => break,
            };
            if found.kind == Kind::Bad {
                break;
            }
            chain.take(&found);
            at = next;
            if !is_separator(doc, at) && doc.token(at).is_none_or(|t| t.kind != TokenKind::Number) {
                break;
            }
            if !is_separator(doc, at) {
                continue;
            }
        } else {
            let separated = found.end < end && is_separator(doc, found.end);
            let opens = doc.is_char(found.end, '(') || doc.is_char(found.end, '[');
            if found.end >= end || !(separated || opens) {
                break;
            }
            let colon = doc.is_char(found.end, ':');
            let acceptable = match found.kind {
                Kind::Known => true,
                Kind::Names => {
                    chain.segments == 0
                        || colon && chain.known > 0 && found.words <= 3
                        || opens && found.words <= 4
                }
                Kind::Date => chain.known > 0,
                Kind::Bad => false,
            };
            if !acceptable {
                break;
            }
            chain.take(&found);
            at = found.end;
            if opens {
                continue;
            }
        }
        // A separator stands at `at`; more may follow: « :-», «--».
        let colon = doc.is_char(at, ':');
        let strong = is_strong(doc, at);
        while at < end
            && is_separator(doc, at)
            && (doc.token(at).is_some_and(is_dash) || doc.is_char(at, ':') || !strong)
        {
            at += 1;
            if !strong {
                break;
            }
        }
        chain.end = at;
        if strong && chain.known > 0 {
            best = Some((at, chain));
        }
        if colon {
            break;
        }
    }
    let (end, chain) = best?;
    // A lone place before a dash may open an inserted clause: «القاهرة - وهي العاصمة - تستضيف».
    if chain.known == 1 && chain.segments == 1 && chain.agencies == 0 && !doc.is_char(end - 1, ':')
    {
        let tokens = doc
            .tokens
            .get(end..line_end.min(end + 16))
            .unwrap_or_default();
        if tokens.iter().any(is_dash) {
            return None;
        }
    }
    Some(end)
}

/// Brackets that hold two segments: «(رويترز - خاص)».
fn segment_after_bracket(doc: &Doc<'_>, first: &Segment, end: usize) -> Option<(Segment, usize)> {
    if !is_separator(doc, first.end) {
        return None;
    }
    let second = segment(doc, first.end + 1, end);
    let closed = doc.is_char(second.end, ')') || doc.is_char(second.end, ']');
    let known = [first.kind, second.kind].contains(&Kind::Known);
    (closed && known && first.kind != Kind::Bad && second.kind != Kind::Bad).then_some((
        Segment {
            kind: Kind::Known,
            place: first.place.or(second.place),
            agency: first.agency.or(second.agency),
            ..second
        },
        second.end + 1,
    ))
}

/// Whether all tokens are segments of a byline: places, agencies and names beside them.
/// `behind_headline` tells that a headline stands before the line.
pub(super) fn is_byline(doc: &Doc<'_>, first: usize, end: usize, behind_headline: bool) -> bool {
    if end - first > REACH {
        return false;
    }
    let mut chain = Chain::default();
    let mut at = first;
    while at < end {
        if is_separator(doc, at) || ['(', ')', '[', ']'].into_iter().any(|c| doc.is_char(at, c)) {
            if doc.is_char(at, ':') && chain.known > 0 {
                chain.colon_before_names = true;
            }
            at += 1;
            continue;
        }
        let found = segment(doc, at, end);
        if found.kind == Kind::Bad || found.end <= at {
            return false;
        }
        if found.kind == Kind::Names && found.words > 4 {
            return false;
        }
        chain.take(&found);
        at = found.end;
    }
    if chain.known == 0 {
        // «محمد السالمي – بيشة» before the text: a person and an unknown place.
        return chain.given && chain.names == 2 && chain.segments == 2;
    }
    if chain.names > 0 && !behind_headline {
        // «محمد السالمي – جدة», without a headline before it.
        if chain.given && chain.names == 1 && chain.segments == 2 && !chain.colon_before_names {
            return true;
        }
        // «سبق: القبض على لص» is a headline, «عين اليوم – داليا العمري» is not.
        return chain.agencies > 0 && (!chain.colon_before_names || chain.given);
    }
    chain.names <= 2
}

/// Whether a line opens with a place, holds digits and closes with an agency:
/// «الطائف 25 شوال 1436 هـ واس».
pub(super) fn is_agency_stamp(doc: &Doc<'_>, first: usize, end: usize) -> bool {
    let bits = |at: usize| doc.lexicon.layouts.phrase(doc.tokens, at);
    let opens = bits(first).is_some_and(|(bits, _)| bits & layout::PLACE != 0)
        || doc.is(first, Class::Place);
    let digits = (first..end).any(|at| doc.token(at).is_some_and(|t| t.kind == TokenKind::Number));
    let closes = (end.saturating_sub(3).max(first + 1)..end)
        .any(|at| bits(at).is_some_and(|(bits, next)| bits & layout::AGENCY != 0 && next == end));
    end - first <= 16 && opens && digits && closes
}

/// Fills in what a dateline, byline or source line of tokens `first..end` names.
pub(super) fn fill(doc: &Doc<'_>, first: usize, end: usize, part: &mut Part) {
    let mut at = first;
    let mut signed = false;
    // A segment of unknown words: place or person, as the others decide.
    let mut names: Option<Segment> = None;
    let mut segments = 0;
    while at < end && segments < REACH {
        let bracket = ['(', ')', '[', ']'].into_iter().any(|c| doc.is_char(at, c));
        if bracket || is_separator(doc, at) {
            at += 1;
            continue;
        }
        if let Some((bits, next)) = doc.lexicon.layouts.phrase(doc.tokens, at) {
            if bits & (layout::BYLINE_START | layout::SOURCE) != 0 && next <= end {
                signed |= bits & layout::BYLINE_START != 0;
                at = next;
                continue;
            }
        }
        let mut found = whole_segment(doc, at, end);
        segments += 1;
        if doc.is_char(found.end, '(') && part.kind == PartKind::Dateline {
            // A place stands before the agency in brackets, whatever its name looks like.
            found.given = false;
            if let (Some(name), Some(place)) = (found.unknown, found.place)
                && doc
                    .slice(Span::new(name.end(), place.start()))
                    .trim()
                    .is_empty()
            {
                // «سيدي واسط»: a place's first word that no list holds.
                found.place = Some(name.cover(place));
                found.unknown = None;
            }
        }
        if found.kind == Kind::Names && found.given {
            // «محمد الجبيلي»: a name that is a place's too.
            let place = found.place.take();
            found.unknown = found
                .unknown
                .map(|name| place.map_or(name, |place| name.cover(place)));
        }
        if found.both && part.kind == PartKind::SourceTrailer {
            part.agency = part.agency.or(found.place.take());
        }
        part.place = part.place.or(found.place);
        part.agency = part.agency.or(found.agency);
        if found
            .date
            .is_some_and(|date| part.date.is_none() && is_dated(doc, date))
        {
            part.date = found.date;
        }
        if found.kind == Kind::Names {
            let named = signed || found.given;
            if named && part.author.is_none() {
                part.author = found.unknown;
            } else if names.is_none() {
                names = Some(found);
            }
            signed = false;
        } else if found.kind == Kind::Known && found.agency.is_none() && part.author.is_none() {
            // «متابعة محمد شعوان»
            part.author = found.unknown.filter(|_| found.place.is_none());
        }
        at = found.end.max(at + 1);
    }
    // «سيدي واسط (و م ع) -», «الرياض: سلمان»
    if let Some(names) = names {
        let latin = doc.tokens_in(names.unknown.unwrap_or_default()).all(|at| {
            doc.token(at)
                .is_some_and(|token| token.kind == TokenKind::Latin)
        });
        if latin && part.agency.is_none() {
            part.agency = names.unknown;
        } else if part.place.is_none() {
            part.place = names.unknown;
        } else if part.author.is_none() && part.kind != PartKind::SourceTrailer {
            part.author = names.unknown;
        }
    }
}

/// Whether a span holds more than one number by itself: a month, a year or two numbers.
fn is_dated(doc: &Doc<'_>, span: Span) -> bool {
    let mut tokens = doc.tokens_in(span);
    tokens.len() > 1 || tokens.any(|at| doc.is(at, Class::Date))
}
