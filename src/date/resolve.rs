//! From what was read to a value: slots and an anchor give a TIMEX3 value, a grain and a half-open
//! interval of local time. Pure; without an anchor unknown positions stay X.

use std::fmt::Write;

use jiff::civil::{Date as Day, Weekday};
use rust_decimal::prelude::ToPrimitive;

use super::calendar as cal;
use super::length::{Length, grain_of};
use super::phrase::{Period, Slots};
use super::tense::Tense;
use super::types::{Anchor, Calendar, DateKind, DateModifier, Grain, HijriDate, Interval};
use crate::lexicon::dates::{DateLexicon, DayPart, Holiday, Relation, Season, TimeUnit};

/// What a value depends on beside its words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'a> {
    pub(super) anchor: Option<Anchor>,
    pub(super) week_start: Weekday,
    pub(super) tense: Tense,
    /// The day mentioned before, for «في اليوم التالي».
    pub(super) last: Option<Day>,
    /// Whether the words stand for an event: «أحداث 11 سبتمبر».
    pub(super) event: bool,
    /// Whether «منذ» stands before.
    pub(super) since: bool,
    pub(super) lexicon: &'a DateLexicon,
}

/// A resolved value.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) kind: DateKind,
    pub(super) timex: String,
    pub(super) grain: Grain,
    pub(super) interval: Option<Interval>,
    pub(super) modifier: Option<DateModifier>,
    pub(super) calendar: Calendar,
    pub(super) hijri: Option<HijriDate>,
    /// The weekday written contradicts the date.
    pub(super) contradiction: bool,
    /// The date does not exist.
    pub(super) impossible: bool,
    /// The day, for later mentions.
    pub(super) day: Option<Day>,
}

/// The calendar part of a value.
#[derive(Clone, Debug)]
struct Core {
    timex: String,
    grain: Grain,
    /// First day and the day behind the last.
    days: Option<(Day, Day)>,
}

impl Core {
    fn day(day: Day) -> Option<Self> {
        Some(Self {
            timex: day.to_string(),
            grain: Grain::Day,
            days: Some((day, cal::days_on(day, 1)?)),
        })
    }

    fn unknown(timex: impl Into<String>, grain: Grain) -> Option<Self> {
        Some(Self {
            timex: timex.into(),
            grain,
            days: None,
        })
    }

    fn span(timex: String, grain: Grain, start: Day, end: Day) -> Option<Self> {
        Some(Self {
            timex,
            grain,
            days: Some((start, end)),
        })
    }
}

const NO_DAY: &str = "XXXX-XX-XX";

/// The value of a calendar expression.
pub(super) fn resolve(s: &Slots, c: Context<'_>) -> Option<Value> {
    let anchor = c.anchor.map(Anchor::date);
    let mut value = Value {
        kind: DateKind::Date,
        timex: String::new(),
        grain: Grain::Day,
        interval: None,
        modifier: s.modifier,
        calendar: s.calendar.unwrap_or_default(),
        hijri: None,
        contradiction: false,
        impossible: false,
        day: None,
    };
    let core = core(s, c, anchor, &mut value)?;
    value.timex = core.timex;
    value.grain = core.grain;
    value.interval = core.days.map(|(start, end)| cal::interval(start, end));
    value.day = core.days.map(|(start, _)| start);
    if let Some((start, _)) = core.days.filter(|_| core.grain == Grain::Day)
        && let (Some(weekday), None) = (s.weekday, s.second_weekday)
    {
        value.contradiction |= cal::weekday(weekday) != Some(start.weekday());
    }
    time(
        s,
        core.days
            .filter(|_| core.grain == Grain::Day)
            .map(|(day, _)| day),
        &mut value,
    );
    narrow(s, core.days, &mut value);
    Some(value)
}

/// «منتصف مارس» is its fifteenth, «مطلع مارس» its first ten days.
fn narrow(s: &Slots, days: Option<(Day, Day)>, value: &mut Value) {
    let (Some(modifier), Some((start, end)), Grain::Month) = (s.modifier, days, value.grain) else {
        return;
    };
    let day = |n: i64| cal::days_on(start, n - 1);
    let bounds = match modifier {
        DateModifier::Start => day(1).zip(day(11)),
        DateModifier::Mid => day(15).zip(day(16)),
        DateModifier::End => day(21).zip(Some(end)),
        _ => None,
    };
    if let Some((from, to)) = bounds {
        value.interval = Some(cal::interval(from, to));
    }
}

/// Puts a part of day or a clock time on the day.
fn time(s: &Slots, day: Option<Day>, value: &mut Value) {
    if let Some(clock) = s.clock {
        let hour = clock.hour24(s.part);
        let minute = clock.minute.and_then(|m| i8::try_from(m).ok());
        let second = clock.second.and_then(|m| i8::try_from(m).ok());
        let mut timex = format!("T{hour:02}:{:02}", minute.unwrap_or(0));
        if let Some(second) = second {
            let _ = write!(timex, ":{second:02}");
        }
        let midnight_of_next = s.second_weekday.is_some();
        let day = if midnight_of_next {
            day.and_then(|day| cal::days_on(day, 1))
        } else {
            day
        };
        if let (true, Some(day)) = (midnight_of_next, day) {
            value.timex = day.to_string();
        }
        value.kind = DateKind::Time;
        value.grain = match (minute, second) {
            (_, Some(_)) => Grain::Second,
            (Some(_), _) => Grain::Minute,
            _ => Grain::Hour,
        };
        let dateless = !s.has_calendar() && value.timex == NO_DAY;
        value.timex = if dateless {
            timex
        } else {
            format!("{}{timex}", value.timex)
        };
        value.interval = day.and_then(|day| {
            let begin = cal::moment(day, hour, minute.unwrap_or(0), second.unwrap_or(0))?;
            let step = match value.grain {
                Grain::Second => jiff::Span::new().seconds(1),
                Grain::Minute => jiff::Span::new().minutes(1),
                _ => jiff::Span::new().hours(1),
            };
            Some(Interval::new(Some(begin), begin.checked_add(step).ok()))
        });
        return;
    }
    let Some(part) = s.part else { return };
    let (code, from, to) = match part {
        DayPart::Morning | DayPart::Dawn => ("TMO", 4, 12),
        DayPart::Noon => ("TMI", 11, 14),
        DayPart::Afternoon => ("TAF", 12, 18),
        DayPart::Evening => ("TEV", 18, 24),
        DayPart::Night => ("TNI", 18, 28),
    };
    value.kind = DateKind::Time;
    value.grain = Grain::DayPart;
    value.timex.push_str(code);
    value.interval = day.and_then(|day| cal::hours(day, from, to));
}

fn core(s: &Slots, c: Context<'_>, anchor: Option<Day>, value: &mut Value) -> Option<Core> {
    if let Some(row) = s.holiday {
        return holiday(s, c, anchor, row, value);
    }
    if s.calendar == Some(Calendar::Hijri) {
        return hijri(s, c, anchor, value);
    }
    if let Some(month) = s.month {
        return month_core(s, c, anchor, i8::try_from(month).ok()?, value);
    }
    if let Some(decade) = s.decade {
        return decade_core(s, anchor, decade);
    }
    if let Some(century) = s.century {
        if century < 0 {
            return Core::unknown(format!("-{:02}", -century - 1), Grain::Century);
        }
        return century_core(century - 1);
    }
    if let Some(season) = s.season {
        return season_core(s, anchor, season);
    }
    if let Some((parts, which)) = s.division {
        return division(s, c, anchor, parts, which);
    }
    if s.nth.is_some() {
        return nth(s, c, anchor);
    }
    if let Some(offset) = s.offset {
        return match anchor {
            Some(anchor) => {
                let day = cal::days_on(anchor, i64::from(offset))?;
                // «اليوم (الاثنين)» on a Tuesday: the text is older than its date.
                let named = s
                    .weekday
                    .filter(|_| s.second_weekday.is_none())
                    .and_then(cal::weekday);
                match named {
                    Some(weekday) if weekday != day.weekday() => {
                        value.contradiction = true;
                        let near = cal::weekday_until(cal::days_on(day, 3)?, weekday)?;
                        Core::day(near)
                    }
                    _ => Core::day(day),
                }
            }
            None => Core::unknown(NO_DAY, Grain::Day),
        };
    }
    if let Some(weekday) = s.weekday {
        return weekday_core(s, c, anchor, weekday);
    }
    if let (Some(day), period) = (s.day, s.period) {
        return bare_day(c, anchor, day, period, value);
    }
    if let Some(year) = s.year {
        return year_core(year);
    }
    if let Some(period) = s.period {
        return period_core(c, anchor, period);
    }
    match anchor {
        Some(anchor) => Core::day(anchor),
        None => Core::unknown(NO_DAY, Grain::Day),
    }
}

fn year_core(year: i32) -> Option<Core> {
    if year < 1 {
        return Core::unknown(format!("-{:04}", -year), Grain::Year);
    }
    Core::span(
        format!("{year:04}"),
        Grain::Year,
        cal::year_start(year)?,
        cal::year_start(year + 1)?,
    )
}

fn month_span(year: i32, month: i8) -> Option<(Day, Day)> {
    let start = cal::day(year, month, 1)?;
    Some((start, cal::months_on(start, 1)?))
}

/// The year of a year-like period: «العام المقبل».
fn year_of(period: Option<Period>, anchor: Day, last: Option<Day>) -> Option<i32> {
    let period = period.filter(|period| period.unit == TimeUnit::Year && !period.several)?;
    let year = i32::from(anchor.year());
    Some(match period.relation {
        Relation::Past | Relation::Latest => year - period.count,
        Relation::Current => year,
        Relation::Next => year + period.count,
        Relation::Following => i32::from(last.unwrap_or(anchor).year()) + period.count,
        Relation::Same => i32::from(last.unwrap_or(anchor).year()),
    })
}

fn month_core(
    s: &Slots,
    c: Context<'_>,
    anchor: Option<Day>,
    month: i8,
    value: &mut Value,
) -> Option<Core> {
    if s.nth.is_some() {
        return nth(s, c, anchor);
    }
    let day = s.day.map(|day| i8::try_from(day).unwrap_or(i8::MAX));
    let year = match (s.year, anchor) {
        (Some(year), _) => year,
        (None, None) => {
            let timex = match day {
                Some(day) => format!("XXXX-{month:02}-{day:02}"),
                None => format!("XXXX-{month:02}"),
            };
            let grain = if day.is_some() {
                Grain::Day
            } else {
                Grain::Month
            };
            return Core::unknown(timex, grain);
        }
        (None, Some(anchor)) => match year_of(s.period, anchor, c.last) {
            Some(year) => year,
            None => nearest_year(s, c, anchor, month, day),
        },
    };
    match day {
        Some(day) => {
            let last = || month_span(year, month).and_then(|(_, end)| cal::days_on(end, -1));
            let found = if i64::from(day) >= i64::from(super::grammar::LAST_DAY) {
                last()
            } else {
                cal::day(year, month, day)
            };
            match found {
                Some(day) => Core::day(day),
                None => {
                    value.impossible = true;
                    Core::unknown(format!("{year:04}-{month:02}-{day:02}"), Grain::Day)
                }
            }
        }
        None => {
            let (start, end) = month_span(year, month)?;
            Core::span(format!("{year:04}-{month:02}"), Grain::Month, start, end)
        }
    }
}

/// The year of a month or day that names none.
fn nearest_year(s: &Slots, c: Context<'_>, anchor: Day, month: i8, day: Option<i8>) -> i32 {
    let year = i32::from(anchor.year());
    if c.event
        && let Some(day) = day
    {
        if let Some(event) = c.lexicon.event(month, day).map(i32::from)
            && event <= year
        {
            return event;
        }
        let ahead = cal::day(year, month, day).is_some_and(|date| date > anchor);
        return if ahead { year - 1 } else { year };
    }
    let bounds = |year| match day {
        Some(day) => {
            let date = cal::day(year, month, day)?;
            Some((date, cal::days_on(date, 1)?))
        }
        None => month_span(year, month),
    };
    match s.relation {
        Some((Relation::Past | Relation::Latest, steps)) => {
            let over = bounds(year).is_some_and(|(_, end)| end <= anchor);
            year - i32::from(!over) - (i32::from(steps) - 1)
        }
        Some((Relation::Next | Relation::Following, steps)) => {
            let ahead = bounds(year).is_some_and(|(start, _)| start > anchor);
            year + i32::from(!ahead) + i32::from(steps) - 1
        }
        _ if c.since && bounds(year).is_some_and(|(start, _)| start > anchor) => year - 1,
        _ => year,
    }
}

fn hijri(s: &Slots, c: Context<'_>, anchor: Option<Day>, value: &mut Value) -> Option<Core> {
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

fn holiday(
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

fn decade_core(s: &Slots, anchor: Option<Day>, tens: u8) -> Option<Core> {
    let now = anchor.map_or(2000, |day| i32::from(day.year()));
    let century = match (s.century, s.period) {
        (Some(century), _) => century - 1,
        (None, Some(period)) if period.unit == TimeUnit::Century => match period.relation {
            Relation::Past | Relation::Latest => now / 100 - period.count,
            Relation::Next | Relation::Following => now / 100 + period.count,
            _ => now / 100,
        },
        _ if tens == 20 && now % 100 >= 20 => now / 100,
        _ => 19,
    };
    let decade = century * 10 + i32::from(tens) / 10;
    Core::span(
        decade.to_string(),
        Grain::Decade,
        cal::year_start(decade * 10)?,
        cal::year_start(decade * 10 + 10)?,
    )
}

fn century_core(hundreds: i32) -> Option<Core> {
    let start = if hundreds == 0 { 1 } else { hundreds * 100 };
    Core::span(
        format!("{hundreds:02}"),
        Grain::Century,
        cal::year_start(start)?,
        cal::year_start(hundreds * 100 + 100)?,
    )
}

fn season_core(s: &Slots, anchor: Option<Day>, season: Season) -> Option<Core> {
    let (code, month) = match season {
        Season::Spring => ("SP", 3),
        Season::Summer => ("SU", 6),
        Season::Autumn => ("FA", 9),
        Season::Winter => ("WI", 12),
    };
    let bounds = |year: i32| {
        let start = cal::day(year, month, 1)?;
        Some((start, cal::months_on(start, 3)?))
    };
    let year = match (s.year, anchor) {
        (Some(year), _) => year,
        (None, None) => return Core::unknown(format!("XXXX-{code}"), Grain::Season),
        (None, Some(anchor)) => {
            let year = i32::from(anchor.year());
            match s.relation {
                Some((Relation::Past | Relation::Latest, _)) => {
                    let over = bounds(year)?.1 <= anchor;
                    year - i32::from(!over)
                }
                Some((Relation::Next | Relation::Following, _)) => {
                    let ahead = bounds(year)?.0 > anchor;
                    year + i32::from(!ahead)
                }
                _ => year_of(s.period, anchor, None).unwrap_or(year),
            }
        }
    };
    let (start, end) = bounds(year)?;
    Core::span(format!("{year:04}-{code}"), Grain::Season, start, end)
}

fn division(s: &Slots, c: Context<'_>, anchor: Option<Day>, parts: u8, which: u8) -> Option<Core> {
    let (code, grain) = match parts {
        2 => ('H', Grain::Half),
        3 => ('T', Grain::Quarter),
        _ => ('Q', Grain::Quarter),
    };
    let year = s.year.or_else(|| {
        let anchor = anchor?;
        year_of(s.period, anchor, c.last).or(Some(i32::from(c.last.unwrap_or(anchor).year())))
    });
    let Some(year) = year else {
        return Core::unknown(format!("XXXX-{code}{which}"), grain);
    };
    let months = 12 / i64::from(parts);
    let start = cal::months_on(cal::year_start(year)?, months * (i64::from(which) - 1))?;
    Core::span(
        format!("{year:04}-{code}{which}"),
        grain,
        start,
        cal::months_on(start, months)?,
    )
}

/// «ثالث جمعة من مايو», «الأسبوع الأول من 2027», «آخر يوم من الشهر».
fn nth(s: &Slots, c: Context<'_>, anchor: Option<Day>) -> Option<Core> {
    let which = i64::from(s.nth?);
    let Some(anchor) = anchor.or_else(|| cal::year_start(s.year?)) else {
        return Core::unknown(NO_DAY, Grain::Day);
    };
    let year = s
        .year
        .or_else(|| year_of(s.period, anchor, c.last))
        .unwrap_or_else(|| i32::from(anchor.year()));
    let (start, end) = match (s.month, s.period) {
        (Some(month), _) => {
            let month = i8::try_from(month).ok()?;
            let year = if s.year.is_some() || s.period.is_some() {
                year
            } else {
                nearest_year(s, c, anchor, month, None)
            };
            month_span(year, month)?
        }
        (None, Some(period)) if period.unit != TimeUnit::Year => {
            period_core(c, Some(anchor), period)?.days?
        }
        (None, None) if s.year.is_none() => {
            let start = cal::month_start(anchor);
            (start, cal::months_on(start, 1)?)
        }
        _ => (cal::year_start(year)?, cal::year_start(year + 1)?),
    };
    match s.nth_unit {
        Some(TimeUnit::Week) => {
            // Weeks that begin inside, as ISO months have them.
            let first = cal::weekday_from(start, c.week_start)?;
            let monday = if which > 0 {
                cal::days_on(first, 7 * (which - 1))?
            } else {
                let last = cal::weekday_until(cal::days_on(end, -7)?, c.week_start)?;
                last.max(first)
            };
            week_core(monday)
        }
        Some(_) => Core::day(cal::days_on(end, which)?),
        None => {
            let weekday = cal::weekday(s.weekday?)?;
            if which > 0 {
                Core::day(cal::days_on(
                    cal::weekday_from(start, weekday)?,
                    7 * (which - 1),
                )?)
            } else {
                Core::day(cal::weekday_until(cal::days_on(end, -1)?, weekday)?)
            }
        }
    }
}

fn week_core(start: Day) -> Option<Core> {
    // A week from Saturday or Sunday bears the number of the ISO week that most of it lies in.
    let week = cal::days_on(start, 3)?.iso_week_date();
    Core::span(
        format!("{:04}-W{:02}", week.year(), week.week()),
        Grain::Week,
        start,
        cal::days_on(start, 7)?,
    )
}

fn weekday_core(s: &Slots, c: Context<'_>, anchor: Option<Day>, number: u8) -> Option<Core> {
    let Some(anchor) = anchor else {
        return Core::unknown(format!("XXXX-WXX-{number}"), Grain::Day);
    };
    let weekday = cal::weekday(number)?;
    if let Some(period) = s.period.filter(|period| period.unit == TimeUnit::Week) {
        let (start, _) = period_core(c, Some(anchor), period)?.days?;
        return Core::day(cal::weekday_from(start, weekday)?);
    }
    if let Some(day) = s.day {
        let day = i8::try_from(day).ok()?;
        let near = (-1..=1)
            .filter_map(|n| {
                let month = cal::months_on(cal::month_start(anchor), n)?;
                cal::day(i32::from(month.year()), month.month(), day)
            })
            .filter(|date| date.weekday() == weekday)
            .min_by_key(|date| (date.duration_since(anchor)).as_hours().abs());
        return match near {
            Some(day) => Core::day(day),
            None => Core::day(cal::day(i32::from(anchor.year()), anchor.month(), day)?),
        };
    }
    let latest = cal::weekday_until(anchor, weekday)?;
    let next = cal::weekday_from(anchor, weekday)?;
    let strictly = |date: Day, step: i64| {
        if date == anchor {
            cal::days_on(date, step)
        } else {
            Some(date)
        }
    };
    let day = match s.relation {
        Some((Relation::Past | Relation::Latest, steps)) => {
            cal::days_on(strictly(latest, -7)?, -7 * (i64::from(steps) - 1))?
        }
        Some((Relation::Next | Relation::Following, steps)) => {
            cal::days_on(strictly(next, 7)?, 7 * (i64::from(steps) - 1))?
        }
        Some((Relation::Same, _)) => c.last.unwrap_or(latest),
        Some((Relation::Current, _)) => next,
        None => match c.tense {
            Tense::Past => latest,
            Tense::Future | Tense::None => next,
        },
    };
    Core::day(day)
}

/// «يوم 27», «20 من الشهر المقبل».
fn bare_day(
    c: Context<'_>,
    anchor: Option<Day>,
    day: u8,
    period: Option<Period>,
    value: &mut Value,
) -> Option<Core> {
    let Some(anchor) = anchor else {
        return Core::unknown(format!("XXXX-XX-{day:02}"), Grain::Day);
    };
    let start = match period {
        Some(period) => period_core(c, Some(anchor), period)?.days?.0,
        None => cal::month_start(anchor),
    };
    let number = i8::try_from(day).ok()?;
    match cal::day(i32::from(start.year()), start.month(), number) {
        Some(day) => Core::day(day),
        None => {
            value.impossible = true;
            let timex = format!("{:04}-{:02}-{day:02}", start.year(), start.month());
            Core::unknown(timex, Grain::Day)
        }
    }
}

/// «الأسبوع الماضي», «العقدين الماضيين».
fn period_core(c: Context<'_>, anchor: Option<Day>, p: Period) -> Option<Core> {
    let Some(anchor) = anchor else {
        let (timex, grain) = match p.unit {
            TimeUnit::Day | TimeUnit::Night => (NO_DAY, Grain::Day),
            TimeUnit::Week => ("XXXX-WXX", Grain::Week),
            TimeUnit::Weekend => ("XXXX-WXX-WE", Grain::Week),
            TimeUnit::Month => ("XXXX-XX", Grain::Month),
            TimeUnit::Year => ("XXXX", Grain::Year),
            TimeUnit::Decade => ("XXX", Grain::Decade),
            TimeUnit::Century => ("XX", Grain::Century),
            TimeUnit::Hour => ("XXXX-XX-XXTXX", Grain::Hour),
            TimeUnit::Minute => ("XXXX-XX-XXTXX:XX", Grain::Minute),
            TimeUnit::Second => ("XXXX-XX-XXTXX:XX:XX", Grain::Second),
        };
        return Core::unknown(timex, grain);
    };
    let relative = matches!(p.relation, Relation::Following | Relation::Same);
    let base = if relative {
        c.last.unwrap_or(anchor)
    } else {
        anchor
    };
    let steps = match p.relation {
        Relation::Past | Relation::Latest => -p.count,
        Relation::Current | Relation::Same => 0,
        Relation::Next | Relation::Following => p.count,
    };
    let n = i64::from(steps);
    let year = i32::from(base.year());
    match p.unit {
        TimeUnit::Day | TimeUnit::Night => Core::day(cal::days_on(base, n)?),
        TimeUnit::Week => week_core(cal::days_on(cal::week_start(base, c.week_start)?, 7 * n)?),
        TimeUnit::Weekend => {
            let start = cal::days_on(cal::week_start(base, Weekday::Monday)?, 7 * n + 5)?;
            let week = start.iso_week_date();
            let timex = format!("{:04}-W{:02}-WE", week.year(), week.week());
            Core::span(timex, Grain::Week, start, cal::days_on(start, 2)?)
        }
        TimeUnit::Month => {
            let start = cal::months_on(cal::month_start(base), n)?;
            let timex = format!("{:04}-{:02}", start.year(), start.month());
            Core::span(timex, Grain::Month, start, cal::months_on(start, 1)?)
        }
        TimeUnit::Year => year_core(year + steps),
        TimeUnit::Decade => {
            let decade = year / 10 + steps;
            Core::span(
                decade.to_string(),
                Grain::Decade,
                cal::year_start(decade * 10)?,
                cal::year_start(decade * 10 + 10)?,
            )
        }
        TimeUnit::Century => century_core(year / 100 + steps),
        TimeUnit::Hour | TimeUnit::Minute | TimeUnit::Second => None,
    }
}

/// The value of a period of hours or smaller, which depends on the anchor's time.
pub(super) fn moment(c: Context<'_>, p: Period) -> Option<Value> {
    let anchor = c.anchor?;
    let steps = match p.relation {
        Relation::Past | Relation::Latest => -p.count,
        Relation::Current | Relation::Same => 0,
        Relation::Next | Relation::Following => p.count,
    };
    let n = i64::from(steps);
    let span = match p.unit {
        TimeUnit::Hour => jiff::Span::new().hours(n),
        TimeUnit::Minute => jiff::Span::new().minutes(n),
        TimeUnit::Second => jiff::Span::new().seconds(n),
        _ => return None,
    };
    at_moment(anchor, span, p.unit)
}

fn at_moment(anchor: Anchor, span: jiff::Span, unit: TimeUnit) -> Option<Value> {
    let time = anchor.time().unwrap_or(jiff::civil::Time::midnight());
    let found = anchor.date().to_datetime(time).checked_add(span).ok()?;
    let second = if unit == TimeUnit::Second {
        found.second()
    } else {
        0
    };
    let begin = cal::moment(found.date(), found.hour(), found.minute(), second)?;
    let step = if unit == TimeUnit::Second {
        jiff::Span::new().seconds(1)
    } else {
        jiff::Span::new().minutes(1)
    };
    let mut timex = format!("{}T{:02}:{:02}", found.date(), found.hour(), found.minute());
    if unit == TimeUnit::Second {
        let _ = write!(timex, ":{second:02}");
    }
    Some(Value {
        kind: DateKind::Time,
        timex,
        grain: grain_of(unit),
        interval: Some(Interval::new(Some(begin), begin.checked_add(step).ok())),
        modifier: None,
        calendar: Calendar::Gregorian,
        hijri: None,
        contradiction: false,
        impossible: false,
        day: Some(found.date()),
    })
}

fn whole(value: rust_decimal::Decimal) -> Option<i64> {
    value.round().to_i64().filter(|n| n.abs() < 100_000)
}

/// A length as a span of the calendar, forwards or backwards.
fn span_of(length: &Length, forward: bool) -> Option<jiff::Span> {
    let sign = if forward { 1 } else { -1 };
    let part = |value| Some(sign * whole(value)?);
    jiff::Span::new()
        .try_years(part(length.years)?)
        .ok()?
        .try_months(part(length.months)?)
        .ok()?
        .try_weeks(part(length.weeks)?)
        .ok()?
        .try_days(part(length.days)?)
        .ok()?
        .try_hours(part(length.hours)?)
        .ok()?
        .try_minutes(part(length.minutes)?)
        .ok()?
        .try_seconds(part(length.seconds)?)
        .ok()
}

/// The moment a length before or behind the base: «قبل أسبوعين», «بعدها بيومين».
pub(super) fn offset(
    length: &Length,
    forward: bool,
    c: Context<'_>,
    from_last: bool,
) -> Option<Value> {
    let unit = length.unit?;
    let base = if from_last {
        c.last.map(Anchor::from).or(c.anchor)
    } else {
        c.anchor
    };
    let span = span_of(length, forward)?;
    let mut value = Value {
        kind: if unit < TimeUnit::Day {
            DateKind::Time
        } else {
            DateKind::Date
        },
        timex: String::new(),
        grain: length.grain(),
        interval: None,
        modifier: length.modifier,
        calendar: Calendar::Gregorian,
        hijri: None,
        contradiction: false,
        impossible: false,
        day: None,
    };
    let Some(base) = base else {
        let unknown = match value.grain {
            Grain::Year | Grain::Decade | Grain::Century => "XXXX",
            Grain::Month => "XXXX-XX",
            Grain::Week => "XXXX-WXX",
            Grain::Day => NO_DAY,
            _ => "XXXX-XX-XXTXX:XX",
        };
        value.timex = unknown.into();
        return Some(value);
    };
    if unit < TimeUnit::Day {
        return at_moment(base, span, unit);
    }
    let day = base.date().checked_add(span).ok()?;
    let core = match unit {
        TimeUnit::Week => week_core(cal::week_start(day, c.week_start)?)?,
        TimeUnit::Month => {
            let start = cal::month_start(day);
            let timex = format!("{:04}-{:02}", day.year(), day.month());
            Core::span(timex, Grain::Month, start, cal::months_on(start, 1)?)?
        }
        TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century => year_core(i32::from(day.year()))?,
        _ => Core::day(day)?,
    };
    value.timex = core.timex;
    value.grain = core.grain;
    value.interval = core.days.map(|(start, end)| cal::interval(start, end));
    value.day = Some(day);
    Some(value)
}

/// When a length that ends at the anchor began.
pub(super) fn began(length: &Length, c: Context<'_>) -> Option<Interval> {
    let anchor = c.anchor?;
    if length.vague.is_some() {
        return None;
    }
    let time = anchor.time().unwrap_or(jiff::civil::Time::midnight());
    let begin = anchor
        .date()
        .to_datetime(time)
        .checked_add(span_of(length, false)?)
        .ok()?;
    Some(Interval::new(Some(begin), None))
}

/// The interval of several units before or behind the anchor: «الأسابيع الثلاثة المقبلة».
pub(super) fn several(p: Period, c: Context<'_>) -> Option<Interval> {
    let anchor = c.anchor?;
    let today = anchor.date();
    let n = i64::from(p.count);
    let forward = match p.relation {
        Relation::Past | Relation::Latest => false,
        Relation::Next | Relation::Following => true,
        _ => return None,
    };
    let step = |start: Day, months: i64, days: i64| -> Option<Day> {
        cal::days_on(cal::months_on(start, months)?, days)
    };
    // The unit that runs is left out.
    let (start, months, days) = match p.unit {
        TimeUnit::Day | TimeUnit::Night => (today, 0, 1),
        TimeUnit::Week => (cal::week_start(today, c.week_start)?, 0, 7),
        TimeUnit::Month => (cal::month_start(today), 1, 0),
        TimeUnit::Year => (cal::year_start(i32::from(today.year()))?, 12, 0),
        TimeUnit::Decade => (cal::year_start(i32::from(today.year()) / 10 * 10)?, 120, 0),
        TimeUnit::Century => (
            cal::year_start(i32::from(today.year()) / 100 * 100)?,
            1200,
            0,
        ),
        TimeUnit::Hour | TimeUnit::Minute | TimeUnit::Second => {
            let time = anchor.time()?;
            let now = today.to_datetime(time);
            let span = match p.unit {
                TimeUnit::Hour => jiff::Span::new().hours(n),
                TimeUnit::Minute => jiff::Span::new().minutes(n),
                _ => jiff::Span::new().seconds(n),
            };
            return Some(if forward {
                Interval::new(Some(now), now.checked_add(span).ok())
            } else {
                Interval::new(now.checked_sub(span).ok(), Some(now))
            });
        }
        TimeUnit::Weekend => return None,
    };
    let (from, to) = if forward {
        let from = step(start, months, days)?;
        (from, step(from, months * n, days * n)?)
    } else {
        (step(start, -months * n, -days * n)?, start)
    };
    Some(cal::interval(from, to))
}

/// The length that several units last.
pub(super) fn length_of(p: Period) -> String {
    let (n, unit) = match p.unit {
        TimeUnit::Decade => (p.count * 10, 'Y'),
        TimeUnit::Century => (p.count * 100, 'Y'),
        TimeUnit::Year => (p.count, 'Y'),
        TimeUnit::Month => (p.count, 'M'),
        TimeUnit::Week => (p.count, 'W'),
        TimeUnit::Day | TimeUnit::Night | TimeUnit::Weekend => (p.count, 'D'),
        TimeUnit::Hour => return format!("PT{}H", p.count),
        TimeUnit::Minute => return format!("PT{}M", p.count),
        TimeUnit::Second => return format!("PT{}S", p.count),
    };
    format!("P{n}{unit}")
}
