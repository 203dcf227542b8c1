//! Values of the Hijri calendar and of holidays.

use std::fmt::Write as _;

use jiff::civil::Date as Day;

use super::calendar as cal;
use super::resolve::{Context, Core, NO_DAY, Value, year_of};
use super::slots::Slots;
use super::tense::Tense;
use super::types::{Calendar, Grain, HijriDate};
use crate::lexicon::dates::{Holiday, Relation};

pub(super) fn hijri(
    s: &Slots,
    c: Context<'_>,
    anchor: Option<Day>,
    value: &mut Value,
) -> Option<Core> {
    let today = anchor.and_then(cal::hijri_of);
    let year = s.year.or_else(|| {
        let (year, month, day) = today?;
        if let (Some(anchor), Some(period)) = (anchor, s.period) {
            let shift = year_of(Some(period), anchor, c.last)? - i32::from(anchor.year());
            return Some(year + shift);
        }
        let wanted = (s.month?, s.day.unwrap_or(0));
        Some(match s.relation {
            Some((Relation::Past | Relation::Latest, steps)) => {
                let over = wanted.0 < month || wanted.0 == month && wanted.1 > 0 && wanted.1 < day;
                year - i32::from(!over) - (i32::from(steps) - 1)
            }
            Some((Relation::Next | Relation::Following, steps)) => {
                let ahead = wanted.0 > month || wanted.0 == month && wanted.1 > day;
                year + i32::from(!ahead) + i32::from(steps) - 1
            }
            _ => year,
        })
    });
    let day = s
        .day
        .filter(|&day| day != super::grammar::LAST_DAY && day <= 30);
    value.calendar = Calendar::Hijri;
    value.hijri = Some(HijriDate {
        year: year.and_then(|year| u16::try_from(year).ok()),
        month: s.month,
        day,
    });
    let grain = match (s.month, s.day) {
        (_, Some(_)) => Grain::Day,
        (Some(_), None) => Grain::Month,
        (None, None) => Grain::Year,
    };
    let days = year.and_then(|year| match (s.month, s.day) {
        (Some(month), Some(day)) => {
            let start = if day == super::grammar::LAST_DAY {
                cal::days_on(cal::hijri_month(year, month)?.1, -1)?
            } else {
                let found = cal::hijri_day(year, month, day);
                value.impossible = found.is_none() && cfg!(feature = "hijri");
                found?
            };
            Some((start, cal::days_on(start, 1)?))
        }
        (Some(month), None) => cal::hijri_month(year, month),
        _ => cal::hijri_year(year),
    });
    let timex = match (days, grain) {
        (Some((start, _)), Grain::Day) => start.to_string(),
        (Some((start, end)), _) => format!("{start}/{end}"),
        (None, _) => hijri_text(year, s.month, day),
    };
    Some(Core { timex, grain, days })
}

/// A Hijri date in ISO form behind `H`.
fn hijri_text(year: Option<i32>, month: Option<u8>, day: Option<u8>) -> String {
    let mut out = year.map_or("HXXXX".to_owned(), |year| format!("H{year:04}"));
    if let Some(month) = month {
        let _ = write!(out, "-{month:02}");
        if let Some(day) = day {
            let _ = write!(out, "-{day:02}");
        }
    }
    out
}

pub(super) fn holiday(
    s: &Slots,
    c: Context<'_>,
    anchor: Option<Day>,
    row: u16,
    value: &mut Value,
) -> Option<Core> {
    let rule = c.lexicon.holiday(row)?;
    let on = |year: i32| -> Option<(Day, Day)> {
        let day = match rule {
            Holiday::Gregorian(month, day) => cal::day(year, month, day)?,
            Holiday::Easter(days) => cal::days_on(cal::easter(year)?, i64::from(days))?,
            Holiday::Hijri(month, day) => hijri_in(year, month, day)?,
            Holiday::HijriMonth(month) => {
                let first = hijri_in(year, month, 1)?;
                let (hijri, ..) = cal::hijri_of(first)?;
                return cal::hijri_month(hijri, month);
            }
            Holiday::National => return None,
        };
        Some((day, cal::days_on(day, 1)?))
    };
    if let Holiday::Hijri(month, day) = rule {
        value.hijri = None;
        if anchor.is_none() && s.year.is_none() {
            return Core::unknown(hijri_text(None, Some(month), Some(day)), Grain::Day);
        }
    }
    let made = |(start, end): (Day, Day)| {
        if matches!(rule, Holiday::HijriMonth(_)) {
            Core::span(format!("{start}/{end}"), Grain::Month, start, end)
        } else {
            Core::day(start)
        }
    };
    if let Some(year) = s.year {
        return made(on(year)?);
    }
    let Some(anchor) = anchor else {
        return match rule {
            Holiday::Gregorian(month, day) => {
                Core::unknown(format!("XXXX-{month:02}-{day:02}"), Grain::Day)
            }
            _ => Core::unknown(NO_DAY, Grain::Day),
        };
    };
    if rule == Holiday::National {
        return Core::unknown(NO_DAY, Grain::Day);
    }
    let year = i32::from(anchor.year());
    if let Some(year) = year_of(s.period, anchor, c.last) {
        return made(on(year)?);
    }
    let years = [year - 1, year, year + 1];
    let past = matches!(s.relation, Some((Relation::Past | Relation::Latest, _)));
    let found = if s.relation.is_none() && c.tense == Tense::Past {
        years
            .iter()
            .filter_map(|&y| on(y))
            .min_by_key(|(start, _)| start.duration_since(anchor).as_hours().abs())
    } else if past {
        years
            .iter()
            .rev()
            .filter_map(|&y| on(y))
            .find(|(_, end)| *end <= anchor)
    } else {
        years
            .iter()
            .filter_map(|&y| on(y))
            .find(|(_, end)| *end > anchor)
    };
    made(found?)
}

/// The day in a Gregorian year on which a Hijri day falls (its first one).
fn hijri_in(year: i32, month: u8, day: u8) -> Option<Day> {
    let (hijri, ..) = cal::hijri_of(cal::year_start(year)?)?;
    (hijri..=hijri + 1)
        .filter_map(|hijri| cal::hijri_day(hijri, month, day))
        .find(|day| i32::from(day.year()) == year)
}
