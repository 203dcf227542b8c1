//! A calendar expression as slots that pieces fill one after another: «مساء يوم الخميس 3 غشت 2023،
//! الساعة الثامنة». Any order that the press writes is one path through the same pieces.

use super::clock::{self, clock};
use super::grammar::{
    DASHES, before, day_number, digits, exactly, goes_on, has, is_led, is_tail, joined, mark_of,
    month, prep, relation, unit_of, word, word_as, year,
};
use super::numeral::{day_of_month, month_piece, numeral_piece};
use super::period::{last_piece, period, unit_piece};
use super::slots::{Period, Slots, may};
use super::types::{Calendar, DateModifier};
use crate::doc::Tokens;
use crate::lex::{TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::dates::{Count, DateWord, DayPart, PartForm, Prep, Relation, TimeUnit};
use crate::number;

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
                    .or_else(|| sure_clock(next, slots, mask))
                    .or_else(|| {
                        // «الثلاثاء، في الصباح»
                        let (inner, _) = prep(rest, |p| p == Prep::At).ok()?;
                        let part = dated && slots.part.is_none() && has(inner, mark::ARTICLE);
                        part.then(|| try_piece(inner, slots, may::PART)).flatten()
                    })
            }
            '.' => {
                let dotted = slots.month.is_some() && slots.year.is_none() && slots.day.is_some();
                (dotted && super::grammar::year_digits(rest).is_ok() && ends_here(rest.skip(1)))
                    .then(|| try_piece(rest, slots, may::YEAR))
                    .flatten()
            }
            '-' | '–' if slots.month.is_some() && slots.day.is_none() && slots.year.is_none() => {
                // «يناير-1», but «صفر-1» is a score.
                let glued = has(i, mark::GLUED)
                    && has(rest, mark::GLUED)
                    && slots.calendar != Some(Calendar::Hijri);
                let (behind, (day, letters)) = digits(rest).ok().filter(|_| glued)?;
                let day = u8::try_from(day)
                    .ok()
                    .filter(|day| (1..=31).contains(day))?;
                if letters > 2 {
                    return None;
                }
                slots.day = Some(day);
                ends_here(behind).then_some(behind)
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
                if slots.nth.is_some()
                    || slots.division.is_some()
                    || slots.season.is_some()
                    || slots.decade.is_some()
                {
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

pub(super) fn sure_clock<'a>(i: Tokens<'a>, slots: &mut Slots, mask: u16) -> Option<Tokens<'a>> {
    if mask & may::CLOCK == 0 || slots.clock.is_some() {
        return None;
    }
    let (rest, found) = clock(i, false).ok()?;
    slots.clock = Some(found);
    Some(rest)
}

/// One piece; fills its slots and gives the rest.
#[expect(clippy::too_many_lines, reason = "one arm a kind of piece")]
pub(super) fn piece<'a>(i: Tokens<'a>, s: &mut Slots, mask: u16) -> Option<Tokens<'a>> {
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
            // «الدرجة الأولى أحد» is no first Sunday.
            let behind_definite = i
                .at()
                .checked_sub(1)
                .and_then(|at| i.doc.token(at))
                .is_some_and(|before| before.has(mark::ARTICLE));
            if !definite && s.nth.is_some() && behind_definite {
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
            let (behind, which) = match number::ordinal(rest) {
                Ok(found) => found,
                // «الربع الأخير»
                Err(_) => {
                    let latest = DateWord::Relation(Relation::Latest);
                    let (behind, ()) = exactly(rest, latest).ok()?;
                    (behind, u32::from(parts))
                }
            };
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

/// Whether the clause ends at the input.
pub(super) fn ends_here(i: Tokens<'_>) -> bool {
    !goes_on(i)
        && i.first().is_none_or(|token| {
            matches!(token.kind, TokenKind::Break | TokenKind::Quote)
                || token.kind == TokenKind::Punct && !token.is_char('%') && !token.is_char('٪')
        })
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
            unit: TimeUnit::Month,
            count: Count::One,
        } if !definite && s.is_bare() => {
            // «هذا شهر يناير»
            let rest = month_piece(i, s)?;
            s.sure = true;
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
        if definite && s.modifier.is_some() {
            // «وقت متأخر من الليل»
            s.part = Some(part);
            return Some(rest);
        }
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
