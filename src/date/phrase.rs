//! A calendar expression as slots that pieces fill one after another: «مساء يوم الخميس 3 غشت 2023،
//! الساعة الثامنة». Any order that the press writes is one path through the same pieces.

use super::clock::{self, Clock, clock};
use super::grammar::{
    DASHES, FAIL, article, before, day_number, digits, era, exactly, goes_on, has, is_led, is_tail,
    joined, mark_of, month, month_name, numeric, prep, relation, spelled, unit_follows, unit_of,
    word, word_as, year,
};
use super::types::{Calendar, DateModifier};
use crate::doc::{PResult, Tokens};
use crate::lex::{TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::dates::{
    Count, DateWord, DayPart, Era, PartForm, Prep, Reference, Relation, Season, TimeUnit,
};
use crate::number;

/// A unit of time with its relation to the anchor: «الأسبوع الماضي».
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Period {
    pub(super) unit: TimeUnit,
    pub(super) relation: Relation,
    /// How many steps, or how many units when `several`.
    pub(super) count: i32,
    pub(super) several: bool,
}

/// What a calendar expression names.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Slots {
    pub(super) weekday: Option<u8>,
    pub(super) second_weekday: Option<u8>,
    pub(super) day: Option<u8>,
    pub(super) month: Option<u8>,
    pub(super) year: Option<i32>,
    pub(super) calendar: Option<Calendar>,
    pub(super) offset: Option<i8>,
    pub(super) period: Option<Period>,
    pub(super) relation: Option<(Relation, i8)>,
    /// Which one of its kind in the larger unit; -1 is the last.
    pub(super) nth: Option<i8>,
    pub(super) nth_unit: Option<TimeUnit>,
    pub(super) part: Option<DayPart>,
    pub(super) clock: Option<Clock>,
    pub(super) modifier: Option<DateModifier>,
    pub(super) season: Option<Season>,
    /// Of how many equal parts of the year which one.
    pub(super) division: Option<(u8, u8)>,
    pub(super) decade: Option<u8>,
    pub(super) century: Option<i32>,
    pub(super) holiday: Option<u16>,
    /// Whether «من الآن» or another sign shows that the words are a date.
    pub(super) sure: bool,
    /// Whether a bare year was named by «عام».
    pub(super) named_year: bool,
    /// Whether the part of day stands alone as an adverb.
    pub(super) adverb: bool,
}

impl Slots {
    /// Whether a single day is named.
    pub(super) fn has_day(&self) -> bool {
        self.weekday.is_some()
            || self.day.is_some()
            || self.offset.is_some()
            || self.holiday.is_some()
            || self
                .period
                .is_some_and(|p| p.unit == TimeUnit::Day && !p.several)
    }

    /// Whether anything of the calendar is named.
    pub(super) fn has_calendar(&self) -> bool {
        self.has_day()
            || self.month.is_some()
            || self.year.is_some()
            || self.period.is_some()
            || self.season.is_some()
            || self.division.is_some()
            || self.decade.is_some()
            || self.century.is_some()
            || self.nth.is_some()
    }

    fn is_bare(&self) -> bool {
        *self == Self::default()
    }
}

/// Kinds of pieces.
mod may {
    pub(super) const DAY: u16 = 1;
    pub(super) const MONTH: u16 = 2;
    pub(super) const YEAR: u16 = 4;
    pub(super) const WEEKDAY: u16 = 8;
    pub(super) const OFFSET: u16 = 16;
    pub(super) const PERIOD: u16 = 32;
    pub(super) const PART: u16 = 64;
    pub(super) const CLOCK: u16 = 128;
    pub(super) const RELATION: u16 = 256;
    pub(super) const REST: u16 = 512;
    pub(super) const ALL: u16 = 1023;
    pub(super) const DATE: u16 = DAY | MONTH | YEAR;
}

/// The longest calendar expression at the input; `None` when there is none or when it is one only
/// by form (a doubtful month without context is left to the caller).
pub(super) fn phrase(i: Tokens<'_>) -> Option<(Tokens<'_>, Slots)> {
    let mut slots = Slots::default();
    let mut rest = i;
    for _ in 0..14 {
        if let Some(next) = piece(rest, &mut slots, may::ALL) {
            rest = next;
        } else if slots.is_bare() {
            return None;
        } else if let Some(next) = connected(rest, &mut slots) {
            rest = next;
        } else {
            break;
        }
    }
    is_whole(&slots).then_some((rest, slots))
}

/// Whether the slots name something by themselves.
fn is_whole(slots: &Slots) -> bool {
    if slots.modifier.is_some() && !slots.has_calendar() && slots.part.is_none() {
        return false;
    }
    if slots.nth.is_some()
        && slots.month.is_none()
        && slots.year.is_none()
        && slots.period.is_none()
        && !(slots.weekday.is_some() && slots.nth_unit.is_none())
    {
        return false;
    }
    if slots.season.is_some() {
        return slots.year.is_some()
            || slots.period.is_some()
            || slots.relation.is_some()
            || slots.modifier.is_some();
    }
    slots.has_calendar() || slots.part.is_some() || slots.clock.is_some()
}

/// A piece behind a sign or preposition that joins it to what stands before.
fn connected<'a>(i: Tokens<'a>, slots: &mut Slots) -> Option<Tokens<'a>> {
    let try_piece = |i: Tokens<'a>, slots: &mut Slots, mask: u16| {
        let mut copy = *slots;
        let rest = piece(i, &mut copy, mask)?;
        *slots = copy;
        Some(rest)
    };
    let dated = slots.has_day();
    if let Ok((rest, sign)) = mark_of(i, &['،', ',', '(', '-', '–', '—', '.']) {
        return match sign {
            '(' => {
                if !dated || slots.clock.is_some() {
                    return None;
                }
                let mut copy = *slots;
                let mut rest = piece(rest, &mut copy, may::WEEKDAY | may::OFFSET | may::DATE)?;
                for _ in 0..3 {
                    match piece(rest, &mut copy, may::DATE) {
                        Some(next) => rest = next,
                        None => break,
                    }
                }
                let (rest, _) = mark_of(rest, &[')']).ok()?;
                *slots = copy;
                Some(rest)
            }
            '،' | ',' => {
                let mask = if slots.clock.is_some() {
                    return None;
                } else if slots.weekday.is_some() && slots.day.is_none() && slots.month.is_none() {
                    may::DAY | may::MONTH | may::CLOCK
                } else if slots.month.is_some() && slots.year.is_none() {
                    may::YEAR | may::CLOCK
                } else if dated {
                    may::CLOCK
                } else {
                    return None;
                };
                let next = clock::lead(rest);
                try_piece(rest, slots, mask & !may::CLOCK)
                    .filter(|_| true)
                    .or_else(|| sure_clock(next, slots, mask))
            }
            '.' => {
                let dotted = slots.month.is_some() && slots.year.is_none() && slots.day.is_some();
                (dotted && super::grammar::year_digits(rest).is_ok() && ends_here(rest.skip(1)))
                    .then(|| try_piece(rest, slots, may::YEAR))
                    .flatten()
            }
            _ if dated && slots.clock.is_none() => sure_clock(rest, slots, may::CLOCK),
            _ => None,
        };
    }
    if let Ok((rest, which)) = prep(i, |_| true) {
        if joined(i) {
            return None;
        }
        let mask = match which {
            Prep::From | Prep::At => {
                let mut mask = 0;
                if slots.nth.is_some() || slots.division.is_some() || slots.season.is_some() {
                    mask |= may::MONTH | may::YEAR | may::PERIOD | may::OFFSET;
                }
                if which == Prep::From
                    && (slots.day.is_some()
                        || slots.month.is_some()
                        || slots.weekday.is_some()
                        || slots.modifier.is_some())
                {
                    mask |= may::MONTH | may::YEAR | may::PERIOD;
                }
                if (slots.clock.is_some() || slots.part.is_some()) && !dated {
                    mask |= may::DATE | may::WEEKDAY | may::OFFSET | may::PART;
                }
                if which == Prep::From && slots.modifier.is_some() && slots.part.is_none() {
                    mask |= may::PART;
                }
                if which == Prep::At
                    && slots.month.is_some()
                    && slots.year.is_none()
                    && year(rest).is_ok_and(|(_, found)| found.named)
                {
                    mask |= may::YEAR;
                }
                if which == Prep::At && dated && slots.part.is_none() {
                    mask |= may::PART;
                }
                if which == Prep::At
                    && slots.weekday.is_some()
                    && slots.day.is_none()
                    && slots.month.is_none()
                {
                    mask |= may::DAY | may::MONTH;
                }
                mask
            }
            _ => 0,
        };
        if mask != 0
            && let Some(rest) = try_piece(rest, slots, mask)
        {
            return Some(rest);
        }
        if (dated || slots.part.is_some()) && slots.clock.is_none() {
            return sure_clock(clock::lead(i), slots, may::CLOCK)
                .or_else(|| loose_hour(rest, slots, which));
        }
        return None;
    }
    if exactly(i, DateWord::Twin).is_ok() && slots.weekday.is_some() && slots.day.is_none() {
        let (rest, _) = word(i).ok()?;
        let rest =
            if month(rest).is_err() && day_number(rest).is_err() && rest.first()?.letters == 1 {
                rest.skip(1)
            } else {
                rest
            };
        return try_piece(rest, slots, may::DAY | may::MONTH);
    }
    None
}

/// «الليلة في 8»: an hour alone behind a part of day.
fn loose_hour<'a>(i: Tokens<'a>, slots: &mut Slots, which: Prep) -> Option<Tokens<'a>> {
    if which != Prep::At || slots.part.is_none() && slots.weekday.is_none() || slots.month.is_some()
    {
        return None;
    }
    let (rest, found) = clock(i, true).ok()?;
    let ends = rest
        .first()
        .is_none_or(|t| matches!(t.kind, TokenKind::Punct | TokenKind::Break));
    if !ends || found.hour == 0 || found.hour > 12 {
        return None;
    }
    slots.clock = Some(found);
    Some(rest)
}

fn sure_clock<'a>(i: Tokens<'a>, slots: &mut Slots, mask: u16) -> Option<Tokens<'a>> {
    if mask & may::CLOCK == 0 || slots.clock.is_some() {
        return None;
    }
    let (rest, found) = clock(i, false).ok()?;
    slots.clock = Some(found);
    Some(rest)
}

/// One piece; fills its slots and gives the rest.
#[expect(clippy::too_many_lines, reason = "one arm a kind of piece")]
fn piece<'a>(i: Tokens<'a>, s: &mut Slots, mask: u16) -> Option<Tokens<'a>> {
    let first = i.first()?;
    let may = |kind: u16| mask & kind != 0;
    let starts = s.is_bare();
    if !starts && first.has(mark::CONJUNCTION) {
        return None;
    }
    let attached = first.has(mark::PREPOSITION) && !starts;
    if attached {
        // «لعام 2015», «للعام»: only a larger unit follows its smaller one so.
        if !may(may::YEAR | may::PERIOD) || s.year.is_some() || !s.has_calendar() {
            return None;
        }
    }
    let numeral = first.kind == TokenKind::Number
        || first.flags & Class::Number.bit() != 0
        || first.key == i.doc.lexicon.dates.article;
    if numeral
        && !attached
        && let Some(rest) = numeral_piece(i, s, mask, starts)
    {
        return Some(rest);
    }
    let (rest, word) = word(i).ok()?;
    let definite = first.has(mark::ARTICLE);
    let fresh = s.month.is_none() && s.day.is_none();
    match word {
        DateWord::Month { .. } if may(may::MONTH) && s.month.is_none() && !attached => {
            if s.offset.is_some() || s.period.is_some_and(|p| p.unit != TimeUnit::Year) {
                return None;
            }
            month_piece(i, s)
        }
        DateWord::FirstDay | DateWord::LastDay if may(may::DAY) && fresh => day_of_month(i, s),
        DateWord::Weekday(number) if may(may::WEEKDAY) && !attached => {
            if s.weekday.is_some() {
                // «ليل الجمعة - السبت», «ليلة السبت الأحد»
                if s.part == Some(DayPart::Night) && s.second_weekday.is_none() && s.day.is_none() {
                    s.second_weekday = Some(number);
                    return Some(rest);
                }
                return None;
            }
            if !definite && !s.sure && s.nth.is_none() && s.part.is_none() {
                // Without the article a weekday needs the week behind it: «أحد الأسبوع الماضي».
                let (_, ()) = unit_of(rest, TimeUnit::Week).ok()?;
            }
            if first.flags & Class::Number.bit() != 0
                && number::cardinal(i).is_ok_and(|(behind, _)| behind.at() > rest.at())
            {
                return None;
            }
            s.weekday = Some(number);
            s.sure = true;
            if s.part == Some(DayPart::Night) || s.clock.is_some_and(|c| c.hour == 0) {
                return Some(night_to(rest, s));
            }
            Some(rest)
        }
        DateWord::Deictic(days) if may(may::OFFSET) && s.offset.is_none() && fresh && !attached => {
            s.offset = Some(days);
            Some(rest)
        }
        DateWord::Tonight(days)
            if may(may::OFFSET) && s.offset.is_none() && s.part.is_none() && fresh =>
        {
            // «الليلة الحزينة» is any night.
            let described = rest.first().is_some_and(|t| {
                t.is_word()
                    && t.has(mark::ARTICLE)
                    && t.flags & Class::Date.bit() == 0
                    && !joined(rest)
            });
            if described {
                return None;
            }
            s.offset = Some(days);
            s.part = Some(DayPart::Night);
            Some(rest)
        }
        DateWord::This if may(may::PERIOD) && s.period.is_none() && !attached => {
            this_piece(i, rest, s)
        }
        DateWord::That | DateWord::Itself
            if may(may::PERIOD) && s.period.is_none() && !attached =>
        {
            let (behind, unit) = word_as(rest, |word| match word {
                DateWord::Unit {
                    unit,
                    count: Count::One,
                } => Some(unit),
                _ => None,
            })
            .ok()?;
            if !has(rest, mark::ARTICLE) || joined(rest) || unit < TimeUnit::Day || s.has_day() {
                return None;
            }
            s.period = Some(Period {
                unit,
                relation: Relation::Same,
                count: 1,
                several: false,
            });
            Some(behind)
        }
        DateWord::Last if may(may::PERIOD) && s.is_bare() => last_piece(rest, s),
        DateWord::Modifier(modifier) if starts => {
            s.modifier = Some(modifier);
            // «منتصف شهر مارس»; the noun belongs to the month.
            let mut copy = *s;
            let rest = match piece(rest, &mut copy, may::ALL & !may::CLOCK) {
                Some(rest) => rest,
                None => connected(rest, &mut copy)?,
            };
            *s = copy;
            Some(rest)
        }
        DateWord::Rest if starts => {
            let (behind, period) = period(rest, true)?;
            s.period = Some(period);
            s.modifier = Some(DateModifier::End);
            Some(behind)
        }
        DateWord::Fraction(2) if starts && !definite => {
            // «نصف شهر مارس»
            let (_, ()) = unit_of(rest, TimeUnit::Month).ok()?;
            let mut copy = *s;
            copy.modifier = Some(DateModifier::Mid);
            let rest = month_piece(rest, &mut copy)?;
            *s = copy;
            Some(rest)
        }
        DateWord::Fraction(parts @ 2..=4) if definite && s.division.is_none() && fresh => {
            let (behind, which) = number::ordinal(rest).ok()?;
            let which = u8::try_from(which)
                .ok()
                .filter(|which| (1..=parts).contains(which))?;
            s.division = Some((parts, which));
            Some(behind)
        }
        DateWord::Decade(tens) if s.decade.is_none() && fresh => {
            s.decade = Some(tens);
            Some(rest)
        }
        DateWord::Season(season) if may(may::REST) && s.season.is_none() && fresh => {
            s.season = Some(season);
            Some(rest)
        }
        DateWord::Holiday(row) if may(may::REST) && s.holiday.is_none() && fresh => {
            s.holiday = Some(row);
            Some(rest)
        }
        DateWord::Part { part, form }
            if may(may::PART) && s.part.is_none() && s.clock.is_none() && !attached =>
        {
            part_piece(i, rest, s, part, form)
        }
        DateWord::Midnight | DateWord::Midday if may(may::CLOCK) && s.clock.is_none() => {
            sure_clock(i, s, may::CLOCK)
        }
        DateWord::Relation(_) | DateWord::Prep(Prep::Before | Prep::After)
            if may(may::RELATION)
                && s.relation.is_none()
                && s.period.is_none()
                && (s.weekday.is_some()
                    || s.month.is_some()
                    || s.season.is_some()
                    || s.holiday.is_some()) =>
        {
            let (rest, found) = relation(i).ok()?;
            s.relation = Some(found);
            Some(rest)
        }
        DateWord::Unit { unit, count } => unit_piece(i, rest, s, unit, count, mask, attached),
        _ => None,
    }
}

/// «ليلة الأحد إلى الاثنين», «منتصف ليل الجمعة - السبت»: the second name of one night.
fn night_to<'a>(i: Tokens<'a>, s: &mut Slots) -> Tokens<'a> {
    let rest = match mark_of(i, DASHES) {
        Ok((rest, _)) => rest,
        Err(_) => match prep(i, |prep| prep == Prep::To) {
            Ok((rest, _)) => rest,
            Err(_) => i,
        },
    };
    let second = word_as(rest, |word| match word {
        DateWord::Weekday(number) => Some(number),
        _ => None,
    });
    match second {
        Ok((behind, number))
            if Some(number) == s.weekday.map(|first| first % 7 + 1) && !joined(rest) =>
        {
            s.second_weekday = Some(number);
            behind
        }
        _ => i,
    }
}

/// Pieces that begin with digits or number words.
fn numeral_piece<'a>(i: Tokens<'a>, s: &mut Slots, mask: u16, starts: bool) -> Option<Tokens<'a>> {
    let may = |kind: u16| mask & kind != 0;
    let plain = article(i);
    if may(may::DAY)
        && s.day.is_none()
        && s.month.is_none()
        && s.year.is_none()
        && s.period.is_none()
    {
        if s.weekday.is_some()
            && s.nth.is_none()
            && let Some((rest, which)) = feminine(i)
        {
            s.nth = Some(which);
            return Some(rest);
        }
        if let Ok((rest, found)) = numeric(plain) {
            s.day = found.day;
            s.month = Some(found.month);
            s.year = found.year;
            if found.year.is_some_and(|year| (1300..1500).contains(&year)) {
                s.calendar = Some(Calendar::Hijri);
            }
            s.sure = true;
            return Some(with_era(rest, s));
        }
        if let Some(rest) = day_of_month(i, s) {
            return Some(rest);
        }
    }
    if may(may::CLOCK)
        && s.clock.is_none()
        && (starts || s.has_day() || s.part.is_some())
        && let Ok((rest, found)) = clock(i, false)
    {
        s.clock = Some(found);
        return Some(rest);
    }
    if may(may::DAY)
        && starts
        && let Some(rest) = nth(i, s)
    {
        return Some(rest);
    }
    if may(may::DAY)
        && s.month.is_some()
        && s.day.is_none()
        && s.year.is_none()
        && s.nth.is_none()
        && s.modifier.is_none()
        && s.relation.is_none()
        && let Ok((rest, day)) = day_number(i)
        && month_first(i, rest)
    {
        s.day = Some(day);
        return Some(rest);
    }
    if may(may::YEAR)
        && s.year.is_none()
        && s.period.is_none()
        && (s.month.is_some()
            || s.season.is_some()
            || s.division.is_some()
            || s.holiday.is_some()
            || s.modifier.is_some()
            || s.nth.is_some()
            || starts)
        && !(starts && plain.at() != i.at())
        && let Ok((rest, found)) = year(i)
    {
        if starts && found.era.is_none() && digits(i).is_err() {
            return None;
        }
        fill_year(s, found);
        return Some(rest);
    }
    if may(may::DAY)
        && s.weekday.is_some()
        && s.day.is_none()
        && s.month.is_none()
        && s.period.is_none()
        && s.nth.is_none()
        && let Ok((rest, day)) = day_number(i)
        && (ends_here(rest) || prep(rest, |prep| matches!(prep, Prep::To | Prep::Until)).is_ok())
    {
        s.day = Some(day);
        return Some(rest);
    }
    None
}

/// Whether a number behind a month is its day: «شباط الرابع عشر», «يناير 1, 2016», not «يناير 12 شخصا».
fn month_first(i: Tokens<'_>, rest: Tokens<'_>) -> bool {
    if goes_on(rest) && mark_of(rest, &['.', '/', ':']).is_ok() {
        return false;
    }
    digits(i).is_err() && spelled(i).is_ok() && has(i, mark::ARTICLE)
        || ends_here(rest)
        || mark_of(rest, &[',', '،']).is_ok()
        || super::grammar::year_digits(rest).is_ok()
        || prep(rest, |prep| {
            matches!(prep, Prep::To | Prep::Until | Prep::From)
        })
        .is_ok()
}

/// Whether the clause ends at the input.
pub(super) fn ends_here(i: Tokens<'_>) -> bool {
    !goes_on(i)
        && i.first().is_none_or(|token| {
            matches!(token.kind, TokenKind::Break | TokenKind::Quote)
                || token.kind == TokenKind::Punct && !token.is_char('%') && !token.is_char('٪')
        })
}

/// A day with its month behind it: «14 يناير», «الرابع من شهر نيسان», «20 من الشهر المقبل».
fn day_of_month<'a>(i: Tokens<'a>, s: &mut Slots) -> Option<Tokens<'a>> {
    let (rest, day) = day_number(i).ok()?;
    let behind = match mark_of(rest, &['-', '–', '.', '/']) {
        Ok((behind, _)) if month_name(behind).is_ok() => behind,
        _ => rest,
    };
    let (behind, of) = match prep(behind, |prep| prep == Prep::From) {
        Ok((behind, _)) => (behind, true),
        Err(_) => (behind, false),
    };
    if joined(behind) && !has(behind, mark::LIL) && !has(behind, mark::PREPOSITION) {
        return None;
    }
    let mut copy = *s;
    copy.day = Some(day);
    copy.sure = true;
    if let Ok((_, month)) = month(behind) {
        if has(behind, mark::CONJUNCTION)
            || month.hijri && month.doubtful && month.number == 2 && !of && era_far(behind)
        {
            return None;
        }
        let rest = month_piece(behind, &mut copy)?;
        *s = copy;
        return Some(rest);
    }
    if of
        && let Some((behind, period)) = period(behind, false)
        && period.unit == TimeUnit::Month
        && !period.several
    {
        copy.period = Some(period);
        *s = copy;
        return Some(behind);
    }
    None
}

/// «صفر» is zero unless a year or era follows.
fn era_far(i: Tokens<'_>) -> bool {
    let rest = i.skip(1);
    super::grammar::year_digits(rest).is_err() && era(rest).is_err()
}

/// A month with its era.
fn month_piece<'a>(i: Tokens<'a>, s: &mut Slots) -> Option<Tokens<'a>> {
    let (rest, found) = month(i).ok()?;
    if s.calendar
        .is_some_and(|calendar| (calendar == Calendar::Hijri) != found.hijri)
    {
        return None;
    }
    s.month = Some(found.number);
    s.calendar = Some(if found.hijri {
        Calendar::Hijri
    } else {
        Calendar::Gregorian
    });
    s.sure |= !found.doubtful;
    Some(rest)
}

fn with_era<'a>(i: Tokens<'a>, s: &mut Slots) -> Tokens<'a> {
    match era(i) {
        Ok((rest, Era::Hijri)) => {
            s.calendar = Some(Calendar::Hijri);
            rest
        }
        Ok((rest, Era::Gregorian)) => {
            s.calendar = Some(Calendar::Gregorian);
            rest
        }
        _ => i,
    }
}

/// Years of the Hijra that are written without their era.
const HIJRI_YEARS: std::ops::RangeInclusive<i32> = 1425..=1455;

fn fill_year(s: &mut Slots, found: super::grammar::Year) {
    s.year = Some(match found.era {
        Some(Era::BeforeChrist) => -found.value,
        _ => found.value,
    });
    s.named_year = found.named;
    match found.era {
        Some(Era::Hijri) => s.calendar = Some(Calendar::Hijri),
        Some(_) => s.calendar = Some(Calendar::Gregorian),
        None if s.calendar.is_none()
            && HIJRI_YEARS.contains(&found.value)
            && s.holiday.is_none()
            && found.named =>
        {
            s.calendar = Some(Calendar::Hijri);
        }
        None => {}
    }
}

/// «الأربعاء الثانية من أكتوبر»: the feminine counts weekdays, the masculine is the month's day.
fn feminine(i: Tokens<'_>) -> Option<(Tokens<'_>, i8)> {
    let (rest, which) = number::ordinal(i).ok()?;
    let which = i8::try_from(which).ok().filter(|n| (1..=5).contains(n))?;
    let surface = i
        .doc
        .surface(i.at())
        .trim_end_matches(|c: char| !c.is_alphabetic());
    let (behind, _) = prep(rest, |prep| prep == Prep::From).ok()?;
    (surface.ends_with(['ة', 'ه', 'ى']) && month(behind).is_ok()).then_some((rest, which))
}

/// «ثالث جمعة من»، «أول يوم جمعة من», «اليوم الأول من شهر».
fn nth<'a>(i: Tokens<'a>, s: &mut Slots) -> Option<Tokens<'a>> {
    let (rest, which) = number::ordinal(i).ok()?;
    let which = i8::try_from(which).ok().filter(|n| (1..=5).contains(n))?;
    let day = unit_of(rest, TimeUnit::Day);
    let start = day.map_or(rest, |(rest, ())| rest);
    let (behind, number) = word_as(start, |word| match word {
        DateWord::Weekday(number) => Some(number),
        _ => None,
    })
    .ok()?;
    if joined(start) || has(start, mark::ARTICLE) {
        return None;
    }
    s.nth = Some(which);
    s.weekday = Some(number);
    Some(behind)
}

/// «هذا الأسبوع», «هذا الخميس», «هذا الصيف», «هذا المساء».
fn this_piece<'a>(_start: Tokens<'a>, i: Tokens<'a>, s: &mut Slots) -> Option<Tokens<'a>> {
    if joined(i) {
        return None;
    }
    let (rest, word) = word(i).ok()?;
    let definite = has(i, mark::ARTICLE);
    match word {
        DateWord::Unit {
            unit: TimeUnit::Day,
            count: Count::One,
        } => {
            if s.offset.is_some() || !s.has_calendar() && s.is_bare() && !definite {
                // «هذا يوم الجمعة»
                return piece(i, s, may::ALL);
            }
            s.offset = Some(0);
            Some(rest)
        }
        DateWord::Unit {
            unit,
            count: Count::One,
        } if definite => {
            s.period = Some(Period {
                unit,
                relation: Relation::Current,
                count: 1,
                several: false,
            });
            Some(rest)
        }
        DateWord::Weekday(number) if definite && s.weekday.is_none() => {
            s.weekday = Some(number);
            s.relation = Some((Relation::Current, 1));
            Some(rest)
        }
        DateWord::Season(season) if definite && s.season.is_none() => {
            s.season = Some(season);
            s.relation = Some((Relation::Current, 1));
            Some(rest)
        }
        DateWord::Month { .. } if s.is_bare() => {
            let rest = month_piece(i, s)?;
            s.sure = true;
            s.relation = Some((Relation::Current, 1));
            Some(rest)
        }
        DateWord::Part { part, .. } if definite && s.part.is_none() => {
            s.part = Some(part);
            if !s.has_day() {
                s.offset = Some(0);
            }
            Some(rest)
        }
        DateWord::Tonight(days) if s.part.is_none() => {
            s.part = Some(DayPart::Night);
            s.offset = Some(days);
            Some(rest)
        }
        _ => None,
    }
}

/// «آخر اثنين من», «آخر يوم من», «آخر 3 سنوات».
fn last_piece<'a>(i: Tokens<'a>, s: &mut Slots) -> Option<Tokens<'a>> {
    if let Ok((rest, count)) = count(i)
        && let Ok((rest, unit)) = word_as(rest, |word| match word {
            DateWord::Unit { unit, .. } => Some(unit),
            _ => None,
        })
    {
        s.period = Some(Period {
            unit,
            relation: Relation::Past,
            count,
            several: true,
        });
        return Some(rest);
    }
    let day = unit_of(i, TimeUnit::Day).ok().map(|(rest, ())| rest);
    let start = day.unwrap_or(i);
    if let Ok((rest, number)) = word_as(start, |word| match word {
        DateWord::Weekday(number) => Some(number),
        _ => None,
    }) {
        s.weekday = Some(number);
        s.nth = Some(-1);
        return Some(rest);
    }
    let (rest, unit) = word_as(i, |word| match word {
        DateWord::Unit {
            unit: unit @ (TimeUnit::Day | TimeUnit::Week),
            count: Count::One,
        } => Some(unit),
        _ => None,
    })
    .ok()?;
    s.nth = Some(-1);
    s.nth_unit = Some(unit);
    Some(rest)
}

/// A count of units: «الثلاثة», «3», «ثلاث».
fn count(i: Tokens<'_>) -> PResult<'_, i32> {
    let i = article(i);
    let (rest, found) = number::cardinal(i)?;
    let value = rust_decimal::prelude::ToPrimitive::to_i32(&found.value).ok_or(FAIL)?;
    if (1..=1000).contains(&value) && found.value.is_integer() {
        Ok((rest, value))
    } else {
        Err(FAIL)
    }
}

/// A part of day, alone or with its day.
fn part_piece<'a>(
    i: Tokens<'a>,
    rest: Tokens<'a>,
    s: &mut Slots,
    part: DayPart,
    form: PartForm,
) -> Option<Tokens<'a>> {
    if form == PartForm::Clock {
        return None;
    }
    let before_day = s.is_bare() || s.modifier.is_some() && !s.has_calendar();
    let definite = has(i, mark::ARTICLE);
    if before_day {
        if definite {
            // «الظهر الساعة 7»
            let (behind, found) = clock(rest, false).ok()?;
            s.part = Some(part);
            s.clock = Some(found);
            return Some(behind);
        }
        let mut copy = *s;
        copy.part = Some(part);
        copy.sure = true;
        let direct = piece(
            rest,
            &mut copy,
            may::WEEKDAY | may::OFFSET | may::DAY | may::PERIOD | may::REST,
        )
        .filter(|_| copy.has_day());
        if let Some(behind) = direct {
            *s = copy;
            return Some(behind);
        }
        if form == PartForm::Adverb || part == DayPart::Evening {
            s.part = Some(part);
            s.adverb = true;
            return Some(rest);
        }
        if s.modifier.is_some() {
            s.part = Some(part);
            return Some(rest);
        }
        // «الظهر الساعة 7», «بعد الظهر 7:00:05»
        let (behind, found) = clock(rest, false).ok()?;
        s.part = Some(part);
        s.clock = Some(found);
        return Some(behind);
    }
    if !s.has_day() {
        return None;
    }
    s.part = Some(part);
    Some(rest)
}

/// Pieces that begin with a unit of time.
fn unit_piece<'a>(
    i: Tokens<'a>,
    rest: Tokens<'a>,
    s: &mut Slots,
    unit: TimeUnit,
    count: Count,
    mask: u16,
    attached: bool,
) -> Option<Tokens<'a>> {
    let may = |kind: u16| mask & kind != 0;
    let definite = has(i, mark::ARTICLE);
    match (unit, count) {
        (TimeUnit::Day, Count::One) if !definite && !attached => {
            // «يوم الخميس», «يوم أمس», «يوم 14 يناير»: the noun belongs to the day.
            if s.has_day() && s.period.is_none() {
                return None;
            }
            let mut copy = *s;
            copy.sure = true;
            let inner = may::WEEKDAY | may::OFFSET | may::DAY | may::REST;
            if let Some(behind) = piece(rest, &mut copy, inner & mask)
                && copy.has_day()
            {
                *s = copy;
                return Some(behind);
            }
            let (behind, day) = day_number(rest).ok()?;
            if may(may::DAY)
                && s.day.is_none()
                && (digits(rest).is_ok() || ends_here(behind))
                && !goes_on(behind)
                && !unit_follows(behind)
                && (ends_here(behind) || s.clock.is_some())
            {
                s.day = Some(day);
                return Some(behind);
            }
            None
        }
        (TimeUnit::Day, Count::One) if definite && !attached => {
            if let Ok((behind, (found, count))) = relation(rest)
                && may(may::PERIOD)
                && s.is_bare()
            {
                s.period = Some(Period {
                    unit,
                    relation: found,
                    count: i32::from(count),
                    several: false,
                });
                return Some(behind);
            }
            if let Ok((behind, which)) = number::ordinal(rest) {
                // «اليوم الأول من شهر»; «اليوم الثالث للمعرض» is no date.
                if !s.is_bare() {
                    return None;
                }
                let (behind, _) = prep(behind, |prep| prep == Prep::From).ok()?;
                let (_, _) = month(behind).ok()?;
                s.day = Some(
                    u8::try_from(which)
                        .ok()
                        .filter(|day| (1..=31).contains(day))?,
                );
                return month_piece(behind, s);
            }
            if !may(may::OFFSET)
                || s.offset.is_some()
                || s.weekday.is_some() && s.day.is_none() && s.part.is_none() && s.clock.is_none()
            {
                return None;
            }
            if word_as(rest, |word| {
                matches!(word, DateWord::NotDay { .. }).then_some(())
            })
            .is_ok()
                && has(rest, mark::ARTICLE)
            {
                return None;
            }
            s.offset = Some(0);
            // «اليوم هذا»
            Some(exactly(rest, DateWord::This).map_or(rest, |(behind, ())| {
                if joined(rest) || behind.first().is_some_and(|t| t.has(mark::ARTICLE)) {
                    rest
                } else {
                    behind
                }
            }))
        }
        (TimeUnit::Hour, Count::One)
            if definite && may(may::CLOCK) && s.clock.is_none() && !attached =>
        {
            if let Some(behind) = sure_clock(i, s, may::CLOCK) {
                return Some(behind);
            }
            if !s.is_bare() {
                return None;
            }
            let (behind, found) = period(i, false)?;
            s.period = Some(found);
            Some(behind)
        }
        (TimeUnit::Month, Count::One)
            if may(may::MONTH)
                && s.month.is_none()
                && s.offset.is_none()
                && s.period.is_none_or(|p| p.unit == TimeUnit::Year)
                && month(i).is_ok()
                && !attached =>
        {
            let behind = month_piece(i, s)?;
            s.sure = true;
            Some(behind)
        }
        (TimeUnit::Year, Count::One) if may(may::YEAR) && s.year.is_none() && year(i).is_ok() => {
            if s.offset.is_some() || s.period.is_some() {
                return None;
            }
            let (behind, found) = year(i).ok()?;
            fill_year(s, found);
            s.sure = true;
            Some(behind)
        }
        (TimeUnit::Week, Count::One) if definite && s.is_bare() && nth_week(rest).is_some() => {
            let (behind, which) = nth_week(rest)?;
            s.nth = Some(which);
            s.nth_unit = Some(TimeUnit::Week);
            Some(behind)
        }
        (TimeUnit::Century, Count::One) if definite && s.century.is_none() => {
            let plain = article(rest);
            let ordinal = number::ordinal(plain).map(|(behind, n)| (behind, u64::from(n)));
            let ordinal =
                ordinal.or_else(|_| digits(plain).map(|(behind, (value, _))| (behind, value)));
            if let Ok((behind, which @ 1..=30)) = ordinal {
                s.century = i32::try_from(which).ok();
                return Some(match era(behind) {
                    Ok((behind, Era::BeforeChrist)) => {
                        s.century = s.century.map(|century| -century);
                        behind
                    }
                    Ok((behind, _)) => behind,
                    Err(_) => behind,
                });
            }
            if !may(may::PERIOD) || s.period.is_some() {
                return None;
            }
            let (behind, found) = period(i, false)?;
            s.period = Some(found);
            Some(behind)
        }
        _ if may(may::PERIOD) && s.period.is_none() => {
            if s.offset.is_some() || s.year.is_some() {
                return None;
            }
            let larger = s.has_calendar() || s.modifier.is_some();
            let (behind, found) = period(i, larger)?;
            if s.month.is_some() && found.unit != TimeUnit::Year
                || s.weekday.is_some() && s.nth.is_none() && found.unit < TimeUnit::Week
                || s.has_calendar() && found.several
            {
                return None;
            }
            s.period = Some(found);
            Some(behind)
        }
        _ => None,
    }
}

/// «الأول», «الأخير» behind «الأسبوع», when its month or year follows.
fn nth_week(i: Tokens<'_>) -> Option<(Tokens<'_>, i8)> {
    let (behind, which) = match number::ordinal(i) {
        Ok((behind, which)) => (
            behind,
            i8::try_from(which).ok().filter(|n| (1..=53).contains(n))?,
        ),
        Err(_) => {
            let (behind, ()) = exactly(i, DateWord::Relation(Relation::Latest)).ok()?;
            (behind, -1)
        }
    };
    let of = prep(behind, |prep| matches!(prep, Prep::From | Prep::At));
    let inner = of.map_or(behind, |(inner, _)| inner);
    let larger = month(inner).is_ok()
        || year(inner).is_ok_and(|(_, found)| found.named)
        || period(inner, false)
            .is_some_and(|(_, p)| matches!(p.unit, TimeUnit::Month | TimeUnit::Year));
    larger.then_some((behind, which))
}

/// A unit in relation to the anchor: «الأسبوع الماضي», «هذا العام», «العقدين الماضيين», «الأشهر
/// الثلاثة المقبلة», «3 أيام القادمة». With `larger` the bare definite unit counts: «نهاية الشهر».
pub(super) fn period(i: Tokens<'_>, larger: bool) -> Option<(Tokens<'_>, Period)> {
    if let Ok((rest, ())) = exactly(i, DateWord::This) {
        let (rest, unit) = word_as(rest, |word| match word {
            DateWord::Unit {
                unit,
                count: Count::One,
            } => Some(unit),
            _ => None,
        })
        .ok()?;
        let period = Period {
            unit,
            relation: Relation::Current,
            count: 1,
            several: false,
        };
        return Some((rest, period));
    }
    let definite = has(i, mark::ARTICLE);
    let (rest, (unit, number)) = word_as(i, |word| match word {
        DateWord::Unit { unit, count } => Some((unit, count)),
        _ => None,
    })
    .ok()?;
    let weekend = unit == TimeUnit::Weekend;
    if !definite && !weekend {
        return None;
    }
    match number {
        Count::One => {
            if let Ok((behind, (relation, count))) = relation(rest) {
                let period = Period {
                    unit,
                    relation,
                    count: i32::from(count),
                    several: false,
                };
                return Some((behind, period));
            }
            let current = Period {
                unit,
                relation: Relation::Current,
                count: 1,
                several: false,
            };
            if let Ok((behind, ())) = exactly(rest, DateWord::This)
                && !behind.first().is_some_and(|t| t.has(mark::ARTICLE))
                && unit != TimeUnit::Weekend
            {
                return Some((behind, current));
            }
            (larger || weekend).then_some((rest, current))
        }
        Count::Two => {
            let (behind, (relation, _)) = relation(rest).ok()?;
            let period = Period {
                unit,
                relation,
                count: 2,
                several: true,
            };
            Some((behind, period))
        }
        Count::Many => {
            let (behind, count) = count(rest).ok()?;
            let (behind, (relation, _)) = relation(behind).ok()?;
            let period = Period {
                unit,
                relation,
                count,
                several: true,
            };
            Some((behind, period))
        }
    }
}

/// «الأيام القليلة الماضية», «العقود المقبلة»: a plural without number points before or behind.
pub(super) fn vague_period(i: Tokens<'_>) -> Option<(Tokens<'_>, Reference)> {
    if !has(i, mark::ARTICLE) {
        return None;
    }
    let (rest, ()) = word_as(i, |word| match word {
        DateWord::Unit {
            count: Count::Many, ..
        } => Some(()),
        _ => None,
    })
    .ok()?;
    let rest = exactly(rest, DateWord::Few).map_or(rest, |(rest, ())| rest);
    let (rest, (relation, _)) = relation(rest).ok()?;
    let value = match relation {
        Relation::Past | Relation::Latest => Reference::Past,
        Relation::Next | Relation::Following => Reference::Future,
        Relation::Current => Reference::Present,
        Relation::Same => return None,
    };
    Some((rest, value))
}

/// «3 أيام القادمة», «الثلاثة عقود القادمة»: the number before its unit.
pub(super) fn counted_period(i: Tokens<'_>) -> Option<(Tokens<'_>, Period)> {
    let (rest, count) = count(i).ok()?;
    let (rest, unit) = word_as(rest, |word| match word {
        DateWord::Unit { unit, .. } => Some(unit),
        _ => None,
    })
    .ok()?;
    let (rest, (relation, _)) = relation(rest).ok()?;
    let period = Period {
        unit,
        relation,
        count,
        several: true,
    };
    Some((rest, period))
}

/// Whether the text before shows that a bare month, weekday or year is a date.
pub(super) fn is_time_context(i: Tokens<'_>) -> bool {
    if has(i, mark::PREPOSITION) {
        return true;
    }
    !is_tail(i)
        && (is_led(i)
            || matches!(
                before(i),
                Some(
                    DateWord::Modifier(_)
                        | DateWord::Season(_)
                        | DateWord::EventHead
                        | DateWord::Weekday(_)
                )
            ))
}
