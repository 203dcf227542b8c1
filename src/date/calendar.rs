//! Calendar arithmetic: civil dates by `jiff`, Hijri dates by the Umm al-Qura tables of
//! `icu_calendar` (tabular outside of them).

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, Weekday};

use super::types::Interval;

/// A Gregorian day; `None` when it does not exist.
pub(super) fn day(year: i32, month: i8, day: i8) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

/// First day of a year.
pub(super) fn year_start(year: i32) -> Option<Date> {
    day(year, 1, 1)
}

/// The day `n` days on.
pub(super) fn days_on(date: Date, n: i64) -> Option<Date> {
    date.checked_add(n.days()).ok()
}

/// The day `n` months on, the day of the month cut to the month's length.
pub(super) fn months_on(date: Date, n: i64) -> Option<Date> {
    date.checked_add(n.months()).ok()
}

/// First day of the month.
pub(super) fn month_start(date: Date) -> Date {
    date.first_of_month()
}

/// First day of the week.
pub(super) fn week_start(date: Date, first: Weekday) -> Option<Date> {
    days_on(date, -i64::from(date.weekday().since(first)))
}

/// Weekday from Monday 1.
pub(super) fn weekday(number: u8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(i8::try_from(number).ok()?).ok()
}

/// The first such weekday not before `date`.
pub(super) fn weekday_from(date: Date, weekday: Weekday) -> Option<Date> {
    days_on(date, i64::from(weekday.since(date.weekday())))
}

/// The last such weekday not behind `date`.
pub(super) fn weekday_until(date: Date, weekday: Weekday) -> Option<Date> {
    days_on(date, -i64::from(date.weekday().since(weekday)))
}

/// The interval of whole days.
pub(super) fn interval(start: Date, end: Date) -> Interval {
    Interval::new(
        Some(start.to_datetime(Time::midnight())),
        Some(end.to_datetime(Time::midnight())),
    )
}

/// The interval of hours on a day; an end of 24 or more lies on the next day.
pub(super) fn hours(date: Date, from: i64, to: i64) -> Option<Interval> {
    let midnight = date.to_datetime(Time::midnight());
    Some(Interval::new(
        Some(midnight.checked_add(from.hours()).ok()?),
        Some(midnight.checked_add(to.hours()).ok()?),
    ))
}

/// A moment.
pub(super) fn moment(date: Date, hour: i8, minute: i8, second: i8) -> Option<DateTime> {
    Some(date.to_datetime(Time::new(hour, minute, second, 0).ok()?))
}

/// Easter Sunday of the western churches (Meeus, Astronomical Algorithms, 2nd ed., ch. 8).
#[expect(clippy::many_single_char_names, reason = "the letters of the source")]
pub(super) fn easter(year: i32) -> Option<Date> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let date = (h + l - 7 * m + 33 * month + 19) % 32;
    day(year, i8::try_from(month).ok()?, i8::try_from(date).ok()?)
}

/// The civil day of a Hijri date by Umm al-Qura.
#[cfg(feature = "hijri")]
pub(super) fn hijri_day(year: i32, month: u8, day: u8) -> Option<Date> {
    use icu_calendar::cal::Hijri;
    use icu_calendar::types::Month;
    if !(1..=2000).contains(&year) || !(1..=12).contains(&month) {
        return None;
    }
    let calendar = Hijri::new_umm_al_qura();
    let iso = icu_calendar::Date::try_new(year.into(), Month::new(month), day, calendar)
        .ok()?
        .to_calendar(icu_calendar::Iso);
    Date::new(
        i16::try_from(iso.year().extended_year()).ok()?,
        i8::try_from(iso.month().ordinal).ok()?,
        i8::try_from(iso.day_of_month().0).ok()?,
    )
    .ok()
}

/// The Hijri year, month and day of a civil day by Umm al-Qura.
#[cfg(feature = "hijri")]
pub(super) fn hijri_of(date: Date) -> Option<(i32, u8, u8)> {
    use icu_calendar::cal::Hijri;
    use icu_calendar::types::Month;
    let month = Month::new(u8::try_from(date.month()).ok()?);
    let day = u8::try_from(date.day()).ok()?;
    let iso =
        icu_calendar::Date::try_new(i32::from(date.year()).into(), month, day, icu_calendar::Iso)
            .ok()?;
    let hijri = iso.to_calendar(Hijri::new_umm_al_qura());
    Some((
        hijri.year().extended_year(),
        hijri.month().ordinal,
        hijri.day_of_month().0,
    ))
}

/// Without the calendar tables a Hijri date keeps its written parts only.
#[cfg(not(feature = "hijri"))]
pub(super) fn hijri_day(_year: i32, _month: u8, _day: u8) -> Option<Date> {
    None
}

/// Without the calendar tables a civil day has no Hijri date.
#[cfg(not(feature = "hijri"))]
pub(super) fn hijri_of(_date: Date) -> Option<(i32, u8, u8)> {
    None
}

/// First days of a Hijri month and of the one behind it.
pub(super) fn hijri_month(year: i32, month: u8) -> Option<(Date, Date)> {
    let start = hijri_day(year, month, 1)?;
    let end = if month == 12 {
        hijri_day(year + 1, 1, 1)?
    } else {
        hijri_day(year, month + 1, 1)?
    };
    Some((start, end))
}

/// First days of a Hijri year and of the one behind it.
pub(super) fn hijri_year(year: i32) -> Option<(Date, Date)> {
    Some((hijri_day(year, 1, 1)?, hijri_day(year + 1, 1, 1)?))
}
