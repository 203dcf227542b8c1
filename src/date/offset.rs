//! Values counted from the anchor: offsets, moments, lengths that began.

use std::fmt::Write as _;

use rust_decimal::prelude::ToPrimitive as _;

use super::calendar as cal;
use super::length::{Length, grain_of};
use super::resolve::{Context, Core, NO_DAY, Value, year_core};
use super::slots::Period;
use super::stretch::week_core;
use super::types::{Anchor, Calendar, DateKind, Grain, Interval};
use crate::lexicon::dates::{Relation, TimeUnit};

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
