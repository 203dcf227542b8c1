//! Which readings a token can begin, told from its first word and a few tokens behind it, so that
//! no grammar is entered in vain.

use super::grammar::{DASHES, before, goes_on, has, joined, word};
use crate::doc::{Doc, EARLY, Tokens};
use crate::lex::{Token, TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::dates::{Count, DateWord, DayPart, PartForm, Prep, Relation, TimeUnit};

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
    if flags & Class::IDLE_DATE == 0 && next.is_some_and(|next| may_lead(doc, next)) {
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
    let mut linked = false;
    let found = match word(i) {
        Ok((rest, DateWord::NotDate)) => return (0, rest.at().max(behind)),
        Ok((rest, word)) => {
            linked = matches!(
                word,
                DateWord::Prep(Prep::Before | Prep::After | Prep::Since | Prep::Between)
            );
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
    if found & RANGE != 0 && !linked && !is_linked(i) {
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

/// The readings of a date word, by what must stand beside it.
fn of_word(i: Tokens<'_>, rest: Tokens<'_>, word: DateWord) -> u8 {
    let definite = has(i, mark::ARTICLE);
    match word {
        DateWord::Prep(prep) => of_prep(i, rest, prep),
        // Without the article a weekday needs the week: «أحد الأسبوع الماضي».
        DateWord::Weekday(_) if !definite && !is_unit(rest, TimeUnit::Week) => 0,
        DateWord::Month { .. }
        | DateWord::Weekday(_)
        | DateWord::Deictic(_)
        | DateWord::Tonight(_)
        | DateWord::Season(_)
        | DateWord::Decade(_)
        | DateWord::Holiday(_)
        | DateWord::FirstDay
        | DateWord::LastDay
        | DateWord::Midday => RANGE | CALENDAR,
        DateWord::Part { part, form } => of_part(i, rest, part, form),
        DateWord::Modifier(_)
        | DateWord::Rest
        | DateWord::That
        | DateWord::Itself
        | DateWord::Last
            if !has_its_noun(rest, word) =>
        {
            0
        }
        DateWord::Modifier(_) | DateWord::Rest | DateWord::That | DateWord::Itself => {
            RANGE | CALENDAR
        }
        DateWord::Midnight => RANGE | CALENDAR | SET,
        DateWord::This if !has_its_noun(rest, word) => 0,
        DateWord::This | DateWord::Last => RANGE | CALENDAR | DURATION,
        DateWord::Fraction(_) if !has_its_noun(rest, word) && !is_numeral(rest) => 0,
        DateWord::Fraction(_) if definite => RANGE | CALENDAR,
        DateWord::Fraction(_) => RANGE | CALENDAR | DURATION | OFFSET,
        DateWord::Unit { unit, count } => of_unit(i, rest, unit, count),
        DateWord::Every if joined(rest) || !opens(rest) => 0,
        DateWord::Adverb(_) | DateWord::Every => SET,
        DateWord::Times if has_its_noun(rest, word) => SET,
        DateWord::Few if has_its_noun(rest, word) => DURATION,
        DateWord::Anaphor(_) => OFFSET,
        DateWord::Reference(_) => REFERENCE,
        // «في السابق»
        DateWord::Relation(Relation::Past)
            if definite && before(i) == Some(DateWord::Prep(Prep::At)) =>
        {
            REFERENCE
        }
        _ => 0,
    }
}

/// The readings of a preposition, which leads to nothing but an expression.
fn of_prep(i: Tokens<'_>, rest: Tokens<'_>, prep: Prep) -> u8 {
    if !rest.first().is_some_and(|next| may_lead(i.doc, next)) {
        return 0;
    }
    let alone = if i.at() <= EARLY { OFFSET } else { 0 };
    let (alone, led) = match prep {
        Prep::Before | Prep::After => (0, OFFSET | RANGE),
        Prep::Since if may_be_clock(rest) => (alone, RANGE),
        Prep::Since | Prep::At => (alone, 0),
        Prep::From => (alone, RANGE),
        Prep::Between => (0, RANGE),
        Prep::More | Prep::Less => (0, DURATION),
        _ => return 0,
    };
    if led != 0 && opens(rest) {
        alone | led
    } else {
        alone
    }
}

/// The readings of a part of day: with its article before an hour alone, without it before a day.
fn of_part(i: Tokens<'_>, rest: Tokens<'_>, part: DayPart, form: PartForm) -> u8 {
    let stands = match form {
        PartForm::Clock => false,
        _ if has(i, mark::ARTICLE) => may_be_clock(rest),
        PartForm::Adverb => true,
        PartForm::Noun => part == DayPart::Evening || is_numeral(rest) || may_open(rest),
    };
    if stands { RANGE | CALENDAR } else { 0 }
}

/// The readings of a unit of time.
fn of_unit(i: Tokens<'_>, rest: Tokens<'_>, unit: TimeUnit, count: Count) -> u8 {
    if has(i, mark::ARTICLE) {
        let found = match (count, unit) {
            (Count::One, TimeUnit::Hour) => RANGE | CALENDAR | SET,
            (Count::Many, _) => CALENDAR | REFERENCE,
            _ => RANGE | CALENDAR,
        };
        let alone = count == Count::One && matches!(unit, TimeUnit::Day | TimeUnit::Weekend);
        return if alone || i.at() <= 1 || is_described(rest) {
            found
        } else {
            0
        };
    }
    match count {
        // «أيام الأحد», and lengths behind «منذ», «بين», «استمر»
        Count::Many => {
            let set = if unit == TimeUnit::Day { SET } else { 0 };
            let led = || {
                matches!(
                    before(i),
                    Some(DateWord::Prep(Prep::Between) | DateWord::Lasting)
                )
            };
            if is_timed(i) || led() {
                DURATION | set
            } else {
                set
            }
        }
        Count::One | Count::Two => {
            let dated = match unit {
                TimeUnit::Day => is_numeral(rest) || may_open(rest),
                TimeUnit::Month => {
                    is_numeral(rest) || matches!(word(rest), Ok((_, DateWord::Month { .. })))
                }
                TimeUnit::Year => is_described(rest),
                TimeUnit::Weekend => true,
                _ => false,
            };
            let calendar = if dated { RANGE | CALENDAR } else { 0 };
            if count == Count::Two
                || i.at() <= EARLY
                || has(i, mark::PREPOSITION)
                || is_timed(i)
                || is_extended(rest)
            {
                calendar | DURATION | OFFSET
            } else {
                calendar
            }
        }
    }
}

/// Whether a preposition or bound of time stands before: one unit is a length behind it.
fn is_timed(i: Tokens<'_>) -> bool {
    matches!(
        before(i),
        Some(DateWord::Prep(
            Prep::Since
                | Prep::Before
                | Prep::After
                | Prep::During
                | Prep::About
                | Prep::More
                | Prep::Less
        ))
    )
}

/// Whether what stands behind a bare unit makes it a length or an offset: «عام كامل», «شهر ونصف»,
/// «ساعة من الآن».
fn is_extended(i: Tokens<'_>) -> bool {
    has(i, mark::CONJUNCTION)
        || i.first().is_some_and(|token| token.letters == 1)
        || matches!(
            word(i),
            Ok((_, DateWord::Whole | DateWord::Last | DateWord::FromNow))
        )
}

/// Whether what stands behind a definite unit may say which one is meant: «العام الماضي», «الشهر
/// الثاني», «الساعة 3», «الأشهر القليلة المقبلة».
fn is_described(i: Tokens<'_>) -> bool {
    is_numeral(i)
        || i.first().is_some_and(|token| token.is_char('('))
        || matches!(
            word(i),
            Ok((
                _,
                DateWord::Relation(_)
                    | DateWord::Prep(Prep::Before | Prep::After)
                    | DateWord::This
                    | DateWord::Month { .. }
                    | DateWord::Few
            ))
        )
}

/// Whether digits, a number word or the article of digits stand at the input.
fn is_numeral(i: Tokens<'_>) -> bool {
    i.first().is_some_and(|token| {
        token.kind == TokenKind::Number
            || token.flags & Class::Number.bit() != 0
            || token.key == i.doc.lexicon.dates.article
    })
}

fn is_unit(i: Tokens<'_>, wanted: TimeUnit) -> bool {
    matches!(word(i), Ok((_, DateWord::Unit { unit, .. })) if unit == wanted)
}

/// Whether the noun that a word cannot do without stands behind it: «هذا الأسبوع», «ذلك اليوم», «آخر 3
/// سنوات», «نهاية مارس», «بضعة أيام».
fn has_its_noun(rest: Tokens<'_>, first: DateWord) -> bool {
    let noun = word(rest).ok().map(|(_, noun)| noun);
    let definite = has(rest, mark::ARTICLE);
    match first {
        DateWord::This => match noun {
            Some(DateWord::Unit {
                count: Count::Two, ..
            }) => definite,
            Some(DateWord::Unit { unit, .. }) => {
                !joined(rest) && (definite || matches!(unit, TimeUnit::Day | TimeUnit::Month))
            }
            Some(
                DateWord::Weekday(_)
                | DateWord::Season(_)
                | DateWord::Month { .. }
                | DateWord::Part { .. }
                | DateWord::Tonight(_),
            ) => !joined(rest),
            _ => false,
        },
        DateWord::That | DateWord::Itself => {
            definite
                && !joined(rest)
                && matches!(
                    noun,
                    Some(DateWord::Unit {
                        count: Count::One,
                        ..
                    })
                )
        }
        DateWord::Last => {
            is_numeral(rest) || matches!(noun, Some(DateWord::Unit { .. } | DateWord::Weekday(_)))
        }
        DateWord::Few => matches!(
            noun,
            Some(DateWord::Unit {
                count: Count::Many,
                ..
            })
        ),
        DateWord::Fraction(_) => matches!(
            noun,
            Some(DateWord::Unit { .. } | DateWord::Relation(Relation::Latest))
        ),
        DateWord::Times => matches!(
            noun,
            Some(DateWord::Adverb(_) | DateWord::Prep(Prep::At) | DateWord::Every)
        ),
        DateWord::Modifier(_) | DateWord::Rest => match (noun, word(rest)) {
            (Some(DateWord::Prep(Prep::From)), Ok((behind, _))) => may_open(behind),
            _ => may_open(rest),
        },
        _ => true,
    }
}

/// Whether a calendar expression or a length may stand at the input behind a preposition, told from its
/// first word and the one behind that.
fn opens(i: Tokens<'_>) -> bool {
    match word(i) {
        // «قبل نحو عامين»
        Ok((rest, DateWord::Prep(Prep::About | Prep::More | Prep::Less))) => may_open(rest),
        Ok((
            rest,
            found @ (DateWord::This
            | DateWord::That
            | DateWord::Itself
            | DateWord::Last
            | DateWord::Few
            | DateWord::Fraction(_)
            | DateWord::Modifier(_)
            | DateWord::Rest),
        )) if !is_numeral(i) => has_its_noun(rest, found),
        _ => may_open(i),
    }
}

/// The same from the first word alone, but for numerals.
fn may_open(i: Tokens<'_>) -> bool {
    let Some(first) = i.first() else {
        return false;
    };
    match word(i) {
        Ok((
            _,
            DateWord::Month { .. }
            | DateWord::Weekday(_)
            | DateWord::Unit { .. }
            | DateWord::Deictic(_)
            | DateWord::Tonight(_)
            | DateWord::This
            | DateWord::Last
            | DateWord::That
            | DateWord::Itself
            | DateWord::Modifier(_)
            | DateWord::Rest
            | DateWord::Part { .. }
            | DateWord::Midnight
            | DateWord::Midday
            | DateWord::Season(_)
            | DateWord::Fraction(_)
            | DateWord::Decade(_)
            | DateWord::FirstDay
            | DateWord::LastDay
            | DateWord::Few
            | DateWord::Holiday(_)
            | DateWord::Prep(Prep::About | Prep::More | Prep::Less),
        )) => true,
        _ if first.key == i.doc.lexicon.dates.article => true,
        _ => is_numeral(i) && numeral(i, first) != 0,
    }
}

/// Whether a clock time without a day may stand at the input, as behind «منذ».
fn may_be_clock(i: Tokens<'_>) -> bool {
    is_numeral(i)
        || matches!(
            word(i),
            Ok((
                _,
                DateWord::Unit {
                    unit: TimeUnit::Hour,
                    ..
                } | DateWord::Midnight
                    | DateWord::Midday
                    | DateWord::Part { .. }
                    | DateWord::Modifier(_)
            ))
        )
}

/// Whether a token can begin an expression or a numeral.
fn may_begin(token: &Token) -> bool {
    token.kind == TokenKind::Number
        || token.flags & (Class::Date.bit() | Class::Number.bit()) != 0
        || token.letters <= 2 && token.kind == TokenKind::Word
}

/// Whether a token can begin an expression or a numeral directly behind a preposition.
fn may_lead(doc: &Doc<'_>, token: &Token) -> bool {
    token.kind == TokenKind::Number
        || token.flags & (Class::Date.bit() | Class::Number.bit()) != 0
        || token.key == doc.lexicon.dates.article
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
    // Whether nothing but number words stands between, and whether a mark stands before.
    let (mut plain, mut marked) = (true, false);
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
                } else if marked && matches!(word(i.skip(n)), Ok((_, DateWord::Prep(_)))) {
                    // «الأولى، على»
                    alone
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
        marked = token.kind == TokenKind::Punct;
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
        DateWord::EventHead
        | DateWord::YearHead
        | DateWord::NameHead { .. }
        | DateWord::NotDate
        | DateWord::NotDay { .. }
        | DateWord::Twin
        | DateWord::Died
        | DateWord::Prison
        | DateWord::Lasting
        | DateWord::Future
        | DateWord::Anaphor(_) => 0,
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

/// Whether the link of a range follows not far: «إلى», «حتى», a dash.
fn is_linked(i: Tokens<'_>) -> bool {
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
