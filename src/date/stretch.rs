//! Values of stretches of time: decades, centuries, seasons, parts of a year, periods.

use jiff::civil::{Date as Day, Weekday};

use super::calendar as cal;
use super::resolve::{Context, Core, NO_DAY, year_core, year_of};
use super::slots::{Period, Slots};
use super::types::{Grain, Interval};
use crate::lexicon::dates::{Relation, Season, TimeUnit};

pub(super) fn decade_core(s: &Slots, anchor: Option<Day>, tens: u8) -> Option<Core> {
    let now = anchor.map_or(2000, |day| i32::from(day.year()));
    let century = match (s.century, s.period) {
        (Some(century), _) => century - 1,
        (None, Some(period)) if period.unit == TimeUnit::Century => match period.relation {
            Relation::Past | Relation::Latest => now / 100 - period.count,
            Relation::Next | Relation::Following => now / 100 + period.count,
            _ => now / 100,
        },
        _ if tens <= 20 && now % 100 >= 20 => now / 100,
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

pub(super) fn century_core(hundreds: i32) -> Option<Core> {
    let start = if hundreds == 0 { 1 } else { hundreds * 100 };
    Core::span(
        format!("{hundreds:02}"),
        Grain::Century,
        cal::year_start(start)?,
        cal::year_start(hundreds * 100 + 100)?,
    )
}

pub(super) const fn season_code(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

pub(super) fn season_core(s: &Slots, anchor: Option<Day>, season: Season) -> Option<Core> {
    let code = season_code(season);
    let month = match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
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

pub(super) fn division(
    s: &Slots,
    c: Context<'_>,
    anchor: Option<Day>,
    parts: u8,
    which: u8,
) -> Option<Core> {
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

pub(super) fn week_core(start: Day) -> Option<Core> {
    // A week from Saturday or Sunday bears the number of the ISO week that most of it lies in.
    let week = cal::days_on(start, 3)?.iso_week_date();
    Core::span(
        format!("{:04}-W{:02}", week.year(), week.week()),
        Grain::Week,
        start,
        cal::days_on(start, 7)?,
    )
}

/// «الأسبوع الماضي», «العقدين الماضيين».
pub(super) fn period_core(c: Context<'_>, anchor: Option<Day>, p: Period) -> Option<Core> {
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
