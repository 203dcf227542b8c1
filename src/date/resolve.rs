//! From what was read to a value: slots and an anchor give a TIMEX3 value, a grain and a half-open
//! interval of local time. Pure; without an anchor unknown positions stay X.

use std::fmt::Write as _;

use jiff::civil::{Date as Day, Weekday};

use super::calendar as cal;
use super::holiday::{hijri, holiday};
use super::slots::{Period, Slots};
use super::stretch::{century_core, decade_core, division, period_core, season_core, week_core};
use super::tense::Tense;
use super::types::{Anchor, Calendar, DateKind, DateModifier, Grain, HijriDate, Interval};
use crate::lexicon::dates::{DateLexicon, DayPart, Relation, TimeUnit};

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
pub(super) struct Core {
    pub(super) timex: String,
    pub(super) grain: Grain,
    /// First day and the day behind the last.
    pub(super) days: Option<(Day, Day)>,
}

impl Core {
    pub(super) fn day(day: Day) -> Option<Self> {
        Some(Self {
            timex: day.to_string(),
            grain: Grain::Day,
            days: Some((day, cal::days_on(day, 1)?)),
        })
    }

    pub(super) fn unknown(timex: impl Into<String>, grain: Grain) -> Option<Self> {
        Some(Self {
            timex: timex.into(),
            grain,
            days: None,
        })
    }

    pub(super) fn span(timex: String, grain: Grain, start: Day, end: Day) -> Option<Self> {
        Some(Self {
            timex,
            grain,
            days: Some((start, end)),
        })
    }
}

pub(super) const NO_DAY: &str = "XXXX-XX-XX";

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
pub(super) fn time(s: &Slots, day: Option<Day>, value: &mut Value) {
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

pub(super) fn core(
    s: &Slots,
    c: Context<'_>,
    anchor: Option<Day>,
    value: &mut Value,
) -> Option<Core> {
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
        let first = century_core(century - 1)?;
        let Some(last) = s.century_to.and_then(|to| century_core(to - 1)) else {
            return Some(first);
        };
        let timex = format!("{}/{}", first.timex, last.timex);
        let (start, end) = (first.days?.0, last.days?.1);
        return Core::span(timex, Grain::Century, start, end);
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

pub(super) fn year_core(year: i32) -> Option<Core> {
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

/// Days within which a day that bears a weekday is looked for.
const NEAR: i64 = 200;
/// Days from the anchor that a report without a year does not look ahead or back.
const FAR: i64 = 270;

fn month_span(year: i32, month: i8) -> Option<(Day, Day)> {
    let start = cal::day(year, month, 1)?;
    Some((start, cal::months_on(start, 1)?))
}

/// The year of a year-like period: «العام المقبل».
pub(super) fn year_of(period: Option<Period>, anchor: Day, last: Option<Day>) -> Option<i32> {
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
    let bounds = |year: i32| match day {
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
        _ => {
            // A written weekday tells the year: «الخميس 28 ديسمبر» in a text of January.
            let weekday = s.weekday.filter(|_| day.is_some()).and_then(cal::weekday);
            let near = |year: i32| {
                let (date, _) = bounds(year)?;
                let days = date.duration_since(anchor).as_hours().abs() / 24;
                (days <= NEAR && Some(date.weekday()) == weekday).then_some(year)
            };
            if weekday.is_some()
                && let Some(year) = [year, year - 1, year + 1].into_iter().find_map(near)
            {
                return year;
            }
            let days = |year: i32| {
                bounds(year).map(|(start, _)| start.duration_since(anchor).as_hours() / 24)
            };
            match c.tense {
                // What was reported in January as of December is of the year before.
                Tense::Past if days(year).is_some_and(|days| days > FAR) => year - 1,
                Tense::Future if days(year).is_some_and(|days| days < -FAR) => year + 1,
                _ => year,
            }
        }
    }
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
