//! Which readings a token can begin, told from its first word and a few tokens behind it, so that
//! no grammar is entered in vain.

use super::grammar::{DASHES, goes_on, has, word};
use crate::doc::{Doc, Tokens};
use crate::lex::{Token, TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::dates::{Count, DateWord, Prep, Relation, TimeUnit};

pub(super) const SET: u8 = 1;
pub(super) const OFFSET: u8 = 2;
pub(super) const RANGE: u8 = 4;
pub(super) const CALENDAR: u8 = 8;
pub(super) const DURATION: u8 = 16;
pub(super) const REFERENCE: u8 = 32;
const ALL: u8 = 63;
/// What a numeral can begin.
const NUMERIC: u8 = SET | OFFSET | RANGE | CALENDAR | DURATION;

/// Tokens that may stand between a numeral's start and the word that makes it a date.
const NUMERAL: usize = 10;
/// The last token at which a preposition may begin an offset.
const EARLY: usize = 3;
/// Tokens behind which the link of a range is not looked for.
const LINK: usize = 12;

/// Whether a token begins nothing, told from its word and the token behind it alone; most are
/// prepositions before other words.
#[inline]
pub(super) fn begins_nothing(doc: &Doc<'_>, at: usize, token: &Token) -> bool {
    let flags = token.flags;
    if at <= EARLY || flags & (Class::IDLE_DATE | Class::LEADING_DATE) == 0 {
        return false;
    }
    let next = doc.token(at + 1);
    if flags & Class::IDLE_DATE == 0 && next.is_some_and(may_begin) {
        return false;
    }
    flags & Class::DATE_PHRASE == 0 || !doc.lexicon.goes_on(token.word, next, Class::Date)
}

/// The readings that the token at the input can begin, and the token behind it, or behind the phrase
/// that is no date.
pub(super) fn readings(i: Tokens<'_>) -> (u8, usize) {
    let behind = i.at() + 1;
    let Some(first) = i.first() else {
        return (0, behind);
    };
    let number = first.kind == TokenKind::Number || first.flags & Class::Number.bit() != 0;
    let found = match word(i) {
        Ok((rest, DateWord::NotDate)) => return (0, rest.at().max(behind)),
        Ok((rest, word)) => {
            let found = of_word(i, rest, word);
            if number || i.at() <= 1 {
                found
            } else {
                found & goes_with(rest, word)
            }
        }
        Err(_) => 0,
    };
    let found = if number {
        found | numeral(i, first)
    } else {
        found
    };
    if found & RANGE != 0 && !is_linked(i) {
        (found & !RANGE, behind)
    } else {
        (found, behind)
    }
}

/// The readings of a date word that does without the words behind it, or has those that it needs.
fn goes_with(rest: Tokens<'_>, word: DateWord) -> u8 {
    let alone = match word {
        DateWord::This
        | DateWord::Last
        | DateWord::Modifier(_)
        | DateWord::Rest
        | DateWord::That
        | DateWord::Itself
        | DateWord::Every
        | DateWord::Times
        | DateWord::Few
        | DateWord::Season(_)
        | DateWord::Anaphor(_) => 0,
        DateWord::Unit {
            unit: TimeUnit::Weekend,
            ..
        } => ALL,
        DateWord::Unit {
            unit: TimeUnit::Day,
            count: Count::One,
        } => CALENDAR | RANGE | DURATION,
        DateWord::Unit { .. } => DURATION,
        _ => return ALL,
    };
    let next = rest.first();
    if next.is_some_and(|next| may_begin(next) || next.is_char('(')) {
        ALL
    } else {
        alone
    }
}

fn of_word(i: Tokens<'_>, rest: Tokens<'_>, word: DateWord) -> u8 {
    match word {
        DateWord::Prep(prep) => {
            let next = rest.first();
            if !next.is_some_and(may_begin) {
                return 0;
            }
            let alone = if i.at() <= EARLY { OFFSET } else { 0 };
            match prep {
                Prep::Before | Prep::After => OFFSET | RANGE,
                Prep::Since => alone | RANGE,
                Prep::From => alone | RANGE,
                Prep::Between => RANGE,
                Prep::At => alone,
                Prep::More | Prep::Less => DURATION,
                _ => 0,
            }
        }
        DateWord::Month { .. }
        | DateWord::Weekday(_)
        | DateWord::Deictic(_)
        | DateWord::Tonight(_)
        | DateWord::Season(_)
        | DateWord::Decade(_)
        | DateWord::Modifier(_)
        | DateWord::Rest
        | DateWord::Holiday(_)
        | DateWord::That
        | DateWord::Itself
        | DateWord::FirstDay
        | DateWord::LastDay
        | DateWord::Part { .. }
        | DateWord::Midday => RANGE | CALENDAR,
        DateWord::Midnight => RANGE | CALENDAR | SET,
        DateWord::This | DateWord::Last => RANGE | CALENDAR | DURATION,
        DateWord::Fraction(_) => {
            if has(i, mark::ARTICLE) {
                RANGE | CALENDAR
            } else {
                RANGE | CALENDAR | DURATION | OFFSET
            }
        }
        DateWord::Unit { unit, count } => match count {
            Count::One if has(i, mark::ARTICLE) && unit == TimeUnit::Hour => RANGE | CALENDAR | SET,
            Count::One if has(i, mark::ARTICLE) => RANGE | CALENDAR,
            Count::Many if has(i, mark::ARTICLE) => CALENDAR | REFERENCE,
            Count::Many => DURATION | SET,
            Count::One | Count::Two => RANGE | CALENDAR | DURATION | OFFSET,
        },
        DateWord::Adverb(_) | DateWord::Every | DateWord::Times => SET,
        DateWord::Few => DURATION,
        DateWord::Anaphor(_) => OFFSET,
        DateWord::Reference(_) => REFERENCE,
        DateWord::Relation(Relation::Past) if has(i, mark::ARTICLE) => REFERENCE,
        _ => 0,
    }
}

/// Whether a token can begin an expression or a numeral.
fn may_begin(token: &Token) -> bool {
    token.kind == TokenKind::Number
        || token.flags & (Class::Date.bit() | Class::Number.bit()) != 0
        || token.letters <= 2 && token.kind == TokenKind::Word
}

/// The readings of a numeral, from the first token behind it that is none of its own.
fn numeral(i: Tokens<'_>, first: &Token) -> u8 {
    let mut start = 1;
    let mut alone = 0;
    if first.kind == TokenKind::Number {
        if goes_on(i.skip(1)) {
            if !is_decimal(i, first) {
                return NUMERIC;
            }
            start = 3;
        } else if [1, 3]
            .iter()
            .all(|n| i.skip(*n).first().is_some_and(|sign| sign.is_char('/')))
        {
            // «9 / 10 / 1436»
            return NUMERIC;
        } else if first.letters == 4 && first.number().is_some_and(|n| (1000..=2100).contains(&n)) {
            alone = RANGE | CALENDAR;
        }
    }
    // Whether nothing but number words stands between.
    let mut plain = true;
    if i.skip(1).first().is_some_and(|next| {
        first.kind == TokenKind::Number && next.kind == TokenKind::Latin && next.has(mark::GLUED)
    }) {
        // «14h30»
        alone |= RANGE | CALENDAR;
    }
    for n in start..NUMERAL {
        let Some(token) = i.skip(n).first() else {
            return alone;
        };
        match token.kind {
            TokenKind::Word if token.flags & Class::Date.bit() != 0 => {
                return if plain {
                    alone | before_word(i.skip(n))
                } else {
                    NUMERIC
                };
            }
            TokenKind::Word if token.flags & Class::Number.bit() != 0 => {}
            TokenKind::Word if token.letters == 1 => plain = false,
            TokenKind::Punct
                if token.character().is_some_and(|c| {
                    DASHES.contains(&c) || matches!(c, '/' | '\\' | ':' | '.' | ',' | '،' | '(')
                }) =>
            {
                plain = false;
            }
            TokenKind::Number => plain = false,
            _ => return alone,
        }
    }
    alone
}

/// Whether digits behind a point or comma end a number that is no date: «3.5», not «3.5.2010».
fn is_decimal(i: Tokens<'_>, first: &Token) -> bool {
    let sign = i.skip(1).first().and_then(|sign| sign.character());
    let second = i.skip(2).first();
    first.letters != 4
        && matches!(sign, Some('.' | ',' | '٫' | '٬' | '،'))
        && second.is_some_and(|second| second.letters != 4)
        && !goes_on(i.skip(3))
}

/// The readings of a numeral with the date word at the input directly behind it: none with «3 في
/// المئة», «خمسة من الجنود», a length alone with «خمسة أيام».
fn before_word(i: Tokens<'_>) -> u8 {
    let Ok((rest, found)) = word(i) else {
        return NUMERIC;
    };
    let next = rest.first();
    match found {
        DateWord::Month { .. } | DateWord::Weekday(_) => RANGE | CALENDAR,
        _ if next.is_some_and(|next| next.has(mark::CONJUNCTION)) => NUMERIC,
        DateWord::Prep(prep) if next.is_some_and(may_begin) => {
            let behind = word(rest).ok().map(|(_, word)| word);
            let used = match prep {
                Prep::To | Prep::Until => true,
                Prep::From => matches!(
                    behind,
                    Some(
                        DateWord::Month { .. }
                            | DateWord::Unit { .. }
                            | DateWord::Part { .. }
                            | DateWord::This
                            | DateWord::Age { .. }
                            | DateWord::Every
                            | DateWord::Relation(_)
                    )
                ),
                Prep::At => matches!(behind, Some(DateWord::Part { .. })),
                _ => false,
            };
            if used { NUMERIC } else { 0 }
        }
        DateWord::Prep(_) => 0,
        DateWord::Unit { .. } if !next.is_some_and(may_begin) => DURATION,
        _ => NUMERIC,
    }
}

/// Whether the link of a range follows not far: «إلى», «حتى», a dash, or with «بين» the conjunction.
fn is_linked(i: Tokens<'_>) -> bool {
    if let Ok((_, DateWord::Prep(Prep::Before | Prep::After | Prep::Since | Prep::Between))) =
        word(i)
    {
        return true;
    }
    for n in 1..LINK {
        let Some(token) = i.skip(n).first() else {
            return false;
        };
        match token.kind {
            TokenKind::Break => return false,
            TokenKind::Punct
                if token
                    .character()
                    .is_some_and(|c| DASHES.contains(&c) || c == '/' && n == 1) =>
            {
                return true;
            }
            TokenKind::Word if token.flags & Class::Date.bit() != 0 => {
                let dates = &i.doc.lexicon.dates;
                let row = i.doc.lexicon.row(token.word, Class::Date);
                let row = row.and_then(|row| dates.row(row));
                let link =
                    |word| matches!(word, DateWord::Prep(Prep::To | Prep::Until | Prep::Between));
                if row.is_some_and(|row| link(row.word)) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}
