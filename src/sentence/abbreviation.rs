//! Abbreviations, dotted acronyms and initials before a full stop.

use super::context::{Context, Segment, is_break, is_digit, is_letter};
use super::rules::Rejection;
use crate::chars;
use crate::fold::{Key, Packer};
use crate::lexicon::layouts::stop;

/// A chain of dotted letters that ends at a full stop: «ق.م», «بي.بي.سي», «ج. ك».
#[derive(Clone, Copy, Debug)]
struct Chain {
    /// Its members.
    count: u32,
    /// All letters.
    key: Key,
    /// First byte.
    start: usize,
    latin: bool,
}

/// Whether a segment can be a member of a dotted acronym: a letter or the name of one.
/// A proclitic before it does not count: «وتي.إن.تي».
fn is_member(cx: &Context<'_>, segment: &Segment) -> bool {
    segment.letters == 1
        || cx.bits(segment) & stop::LETTER != 0
        || segment.letters >= 3
            && !segment.latin
            && matches!(segment.first, chars::WAW | chars::BA | chars::LAM)
            && cx.bits_behind_proclitic(segment) & stop::LETTER != 0
}

/// Whether a segment is the name of a letter, with a dot and another such name glued behind it:
/// «إن» in «تي.إن.تي».
fn is_acronym_part(cx: &Context<'_>, segment: &Segment) -> bool {
    let is_name = |segment: &Segment| cx.bits(segment) & stop::LETTER != 0;
    is_name(segment)
        && cx.at(segment.edge) == Some('.')
        && cx
            .segment_after(segment.edge + 1)
            .is_some_and(|next| is_name(&next))
}

/// Letters of the longest name of a letter.
const LETTER_NAME: u32 = 4;

/// Whether the two words beside a full stop without spaces, with a third on either side, spell an
/// acronym, one of whose letters is known: «إيه.زد.كيو».
fn is_dotted_run(cx: &Context<'_>, left: &Segment, right: &Segment) -> bool {
    let fits = |segment: &Segment| segment.letters <= LETTER_NAME && segment.latin == left.latin;
    let third = if cx.before(left.edge) == Some('.') {
        cx.segment_before(left.edge - 1)
    } else if cx.at(right.edge) == Some('.') {
        cx.segment_after(right.edge + 1)
            .filter(|_| cx.skip_controls(right.edge + 1) == right.edge + 1)
    } else {
        None
    };
    third.is_some_and(|third| {
        let all = [left, right, &third];
        all.iter().all(|segment| fits(segment))
            && all.iter().filter(|segment| is_member(cx, segment)).count() > 1
    })
}

fn chain_before(cx: &Context<'_>, last: &Segment) -> Chain {
    let mut keys = [last.key; 6];
    let mut count = 1;
    let mut start = last.edge;
    while count < keys.len() {
        let place = cx.last_visible(start);
        let spaced = place < cx.skip_controls_back(start);
        if cx.before(place) != Some('.') {
            break;
        }
        let Some(previous) = cx.segment_before(place - 1) else {
            break;
        };
        if !is_member(cx, &previous)
            || spaced && previous.letters > 1
            || previous.latin != last.latin
        {
            break;
        }
        if let Some(slot) = keys.get_mut(count) {
            *slot = previous.key;
        }
        count += 1;
        start = previous.edge;
    }
    let mut packer = Packer::default();
    for key in keys.iter().take(count).rev() {
        (0..key.letters()).for_each(|n| packer.push(key.letter(n)));
    }
    Chain {
        count: u32::try_from(count).unwrap_or(1),
        key: packer.finish(),
        start,
        latin: last.latin,
    }
}

/// Whether a digit stands before a place, perhaps with a space between.
fn behind_number(cx: &Context<'_>, at: usize) -> bool {
    cx.before(cx.last_visible(at)).is_some_and(is_digit)
}

/// Why the full stop at `at` belongs to an abbreviation, acronym or initial. What follows begins at
/// `behind`.
pub(super) fn abbreviation(
    cx: &Context<'_>,
    at: usize,
    behind: usize,
    last: char,
) -> Option<Rejection> {
    if !is_letter(last) {
        return None;
    }
    let segment = cx.segment_before(at)?;
    let bits = cx.bits(&segment);
    let next_at = cx.next_visible(behind);
    let next_char = cx.at(next_at).filter(|&c| !is_break(c))?;
    let next = cx.segment_after(next_at);
    let glued = next_at == cx.skip_controls(behind);
    let dotted = cx.before(segment.edge) == Some('.')
        || segment.letters == 1 && cx.before(cx.last_visible(segment.edge)) == Some('.');
    if glued && next.is_some_and(|next| is_acronym_part(cx, &next)) {
        return Some(Rejection::Acronym);
    }
    let lone = |next: &Segment| {
        next.letters == 1
            && next.first != chars::WAW
            && !next.latin
            && cx
                .at(next.edge)
                .is_none_or(|c| !is_digit(c) && c != '.' && c != '-')
    };
    let signs = |next: &Segment| lone(next) && ends_line(cx, next.edge);
    if next
        .as_ref()
        .is_some_and(|next| glued && lone(next) || signs(next))
    {
        return Some(Rejection::Initial);
    }
    if glued && next.is_some_and(|next| cx.bits(&next) & stop::DOMAIN != 0) {
        return Some(Rejection::Address);
    }
    if segment.letters > 2 && !dotted && bits == 0 && !is_member(cx, &segment) {
        return None;
    }
    let next_is_dotted_member = next.is_some_and(|next| {
        is_member(cx, &next) && next.latin == segment.latin && cx.at(next.edge) == Some('.')
    });
    if glued
        && next
            .as_ref()
            .is_some_and(|next| is_dotted_run(cx, &segment, next))
    {
        return Some(Rejection::Acronym);
    }
    let member = is_member(cx, &segment);
    if member && next_is_dotted_member && (glued || segment.letters == 1) {
        return Some(if glued {
            Rejection::Acronym
        } else {
            Rejection::Initial
        });
    }
    if member
        && glued
        && next.is_some_and(|next| is_member(cx, &next) && next.latin == segment.latin)
    {
        return Some(Rejection::Acronym);
    }
    if member && dotted {
        let chain = chain_before(cx, &segment);
        if chain.count > 1 {
            return behind_chain(cx, &chain, behind, next.as_ref(), next_char);
        }
    }
    if segment.latin {
        let initial = segment.letters == 1
            && last.is_uppercase()
            && next.is_some_and(|next| next.latin)
            && next_char.is_uppercase();
        return if initial {
            Some(Rejection::Initial)
        } else {
            (bits & stop::LATIN != 0).then_some(Rejection::Abbreviation)
        };
    }
    if cx.begins_line(segment.edge) && segment.letters == 1 {
        return Some(Rejection::ListMarker);
    }
    let after_number = behind_number(cx, segment.edge);
    if segment.letters == 1 && is_label(cx, segment.edge) {
        return None;
    }
    let joined_title = segment.letters == 2
        && matches!(segment.first, chars::WAW | chars::LAM)
        && segment.key.letter(1) != chars::ALEF
        && cx.bits_behind_proclitic(&segment) & stop::TITLE != 0;
    let bits = bits | if joined_title { stop::TITLE } else { 0 };
    if bits & stop::TITLE != 0 && !after_number && !cx.opens_clause(next_at) {
        return Some(Rejection::Abbreviation);
    }
    if bits & stop::REFERENCE != 0 && is_digit(next_char) {
        return Some(Rejection::Abbreviation);
    }
    if segment.letters == 1 && !cx.opens_sentence(next_at) {
        return Some(if after_number || bits & stop::MEASURE != 0 {
            Rejection::Abbreviation
        } else {
            Rejection::Initial
        });
    }
    None
}

/// Whether nothing but a full stop stands between a place and the end of its line: «صابر. م».
fn ends_line(cx: &Context<'_>, at: usize) -> bool {
    let at = if cx.at(at) == Some('.') { at + 1 } else { at };
    cx.at(cx.next_visible(at)).is_none_or(is_break)
}

/// Whether the word before a letter is one that letters tell apart: «المجموعة أ».
fn is_label(cx: &Context<'_>, at: usize) -> bool {
    cx.segment_before(cx.last_visible(at))
        .is_some_and(|word| cx.bits(&word) & stop::LABELLED != 0)
}

/// The stop behind a chain: a title never ends a sentence, anything else does before a word that
/// plainly opens one.
fn behind_chain(
    cx: &Context<'_>,
    chain: &Chain,
    behind: usize,
    next: Option<&Segment>,
    next_char: char,
) -> Option<Rejection> {
    let bits = cx.words.map_or(0, |words| words.chain(chain.key));
    if bits & stop::TITLE != 0 {
        return Some(Rejection::Abbreviation);
    }
    let opens = if chain.latin {
        next.is_some_and(|next| !next.latin) && cx.opens_sentence(behind)
    } else {
        cx.opens_sentence(behind)
    };
    if opens || behind_number(cx, chain.start) && bits & stop::MEASURE == 0 {
        return None;
    }
    if bits & stop::MEASURE != 0 || is_digit(next_char) {
        return Some(Rejection::Abbreviation);
    }
    Some(Rejection::Acronym)
}
