//! Pieces of a calendar expression that begin with digits or number words.

use super::clock::clock;
use super::grammar::{
    article, day_number, digits, era, goes_on, has, is_led, joined, mark_of, month, month_name,
    prep, relation, spelled, unit_of, word_as, year,
};
use super::numeric::numeric;
use super::period::period;
use super::phrase::ends_here;
use super::slots::{Period, Slots, may};
use super::types::Calendar;
use crate::doc::Tokens;
use crate::lex::mark;
use crate::lexicon::dates::{DateWord, Era, Prep, Relation, TimeUnit};
use crate::number;

/// Pieces that begin with digits or number words.
pub(super) fn numeral_piece<'a>(
    i: Tokens<'a>,
    s: &mut Slots,
    mask: u16,
    starts: bool,
) -> Option<Tokens<'a>> {
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
            s.either = found.either;
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
        // «شتاء 2022-2023»
        if s.season.is_some()
            && let Ok((behind, _)) = mark_of(rest, &['-', '–', '/'])
            && let Ok((behind, second)) = super::grammar::year_digits(behind)
            && second == found.value + 1
        {
            return Some(behind);
        }
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
        // «الأحد الثاني» of the month; «الاثنين العاشر» and «الأحد 2» are its days.
        if day <= 4 && digits(plain).is_err() && ends_here(rest) {
            s.nth = i8::try_from(day).ok();
        } else {
            s.day = Some(day);
        }
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

/// A day with its month behind it: «14 يناير», «الرابع من شهر نيسان», «20 من الشهر المقبل».
pub(super) fn day_of_month<'a>(i: Tokens<'a>, s: &mut Slots) -> Option<Tokens<'a>> {
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
    // «14 الجاري», «20 من المقبل»: of the month.
    if (digits(article(i)).is_ok() || of)
        && (is_led(i) || s.sure)
        && let Ok((rest, (relation, 1))) = relation(behind)
        && has(behind, mark::ARTICLE)
        && matches!(
            relation,
            Relation::Past | Relation::Current | Relation::Next
        )
        && masculine(behind)
    {
        copy.period = Some(Period {
            unit: TimeUnit::Month,
            relation,
            count: 1,
            several: false,
        });
        *s = copy;
        return Some(rest);
    }
    None
}

/// Whether an adjective is masculine singular, as «الجاري» of the month is.
fn masculine(i: Tokens<'_>) -> bool {
    !i.doc.surface(i.at()).ends_with(['ة', 'ه', 'ت', 'ن'])
}

/// «صفر» is zero unless a year («1442», «عام 1442») or era follows.
fn era_far(i: Tokens<'_>) -> bool {
    let rest = i.skip(1);
    year(rest).is_err() && era(rest).is_err()
}

/// A month with its era.
pub(super) fn month_piece<'a>(i: Tokens<'a>, s: &mut Slots) -> Option<Tokens<'a>> {
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
pub(super) const HIJRI_YEARS: std::ops::RangeInclusive<i32> = 1425..=1455;

pub(super) fn fill_year(s: &mut Slots, found: super::grammar::Year) {
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
pub(super) fn nth<'a>(i: Tokens<'a>, s: &mut Slots) -> Option<Tokens<'a>> {
    let (rest, which) = number::ordinal(i).ok()?;
    let which = i8::try_from(which).ok().filter(|n| (1..=5).contains(n))?;
    let day = unit_of(rest, TimeUnit::Day);
    let start = day.map_or(rest, |(rest, ())| rest);
    let (behind, number) = word_as(start, |word| match word {
        DateWord::Weekday(number) => Some(number),
        _ => None,
    })
    .ok()?;
    // «الدرجة الأولى أحد» is no first Sunday.
    if joined(start) || has(start, mark::ARTICLE) || has(i, mark::ARTICLE) {
        return None;
    }
    s.nth = Some(which);
    s.weekday = Some(number);
    Some(behind)
}
