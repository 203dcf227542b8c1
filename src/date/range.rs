//! Ranges: two ends with what they share written once, and open ends.

use super::Reader;
use super::clock::{Clock, clock, wa};
use super::grammar::{
    DASHES, before, day_number, digits, goes_on, has, joined, mark_of, prep, year, year_digits,
};
use super::phrase::{ends_here, phrase};
use super::rules::{Found, Here, record};
use super::slots::Slots;
use super::types::{Grain, Interval, Timex};
use crate::doc::Tokens;
use crate::lex::mark;
use crate::lexicon::dates::{DateWord, Prep, TimeUnit};
use jiff::civil;

/// One end of a range as written.
#[derive(Clone, Copy, Debug)]
struct Side<'a> {
    first: usize,
    rest: Tokens<'a>,
    slots: Slots,
    /// A number whose meaning the other end gives: «من 13 إلى 15 يوليو».
    bare: Option<u8>,
}

/// The same hour on the day after.
fn next_day(moment: civil::DateTime) -> Option<civil::DateTime> {
    moment.checked_add(jiff::Span::new().days(1)).ok()
}

impl Reader<'_> {
    /// The record of a range, open or with both ends.
    fn ranged(
        &self,
        first: usize,
        next: usize,
        begin: Option<Found>,
        end: Option<Found>,
        open: bool,
    ) -> Option<Found> {
        let side = |found: &Option<Found>| found.as_ref().map(|f| f.date.value.as_str().to_owned());
        let kind = begin.as_ref().or(end.as_ref())?.date.kind;
        let rule = if open {
            "date/open_range"
        } else {
            "date/range"
        };
        let mut date = record(self.cover(first, next), kind, String::new(), rule);
        if !open {
            date.grain = begin.as_ref().or(end.as_ref())?.date.grain;
        }
        let clock = |found: &Found| {
            matches!(
                found.date.grain,
                Some(Grain::Hour | Grain::Minute | Grain::Second)
            )
        };
        let from = match (&begin, open) {
            (Some(found), true) if !clock(found) => found.date.interval.and_then(|v| v.end),
            (Some(found), _) => found.date.interval.and_then(|v| v.begin),
            (None, _) => None,
        };
        let to = match (&end, open) {
            (Some(found), true) => found.date.interval.and_then(|v| v.begin),
            (Some(found), false) if clock(found) => found.date.interval.and_then(|v| v.begin),
            (Some(found), false) => found.date.interval.and_then(|v| v.end),
            (None, _) => None,
        };
        // «من العاشرة مساء إلى الخامسة صباحا»: over midnight.
        let (mut to, mut end) = (to, end);
        if let (false, Some(start), Some(stop), Some(last)) = (open, from, to, end.as_mut())
            && begin.as_ref().is_some_and(clock)
            && clock(last)
            && stop <= start
            && stop.date() == start.date()
        {
            to = next_day(stop);
            if let (Some(to), Some((day, time))) = (to, last.date.value.as_str().split_once('T'))
                && day == stop.date().to_string()
            {
                last.date.value = Timex::new(format!("{}T{time}", to.date()));
                last.date.interval = last
                    .date
                    .interval
                    .map(|v| Interval::new(v.begin.and_then(next_day), v.end.and_then(next_day)));
                last.day = Some(to.date());
            }
        }
        let value = format!(
            "{}/{}",
            side(&begin).unwrap_or_else(|| "..".into()),
            side(&end).unwrap_or_else(|| "..".into())
        );
        date.value = Timex::new(value);
        // «كانون الأول - غشت» names two months, but no stretch between them.
        if from.zip(to).is_some_and(|(from, to)| to <= from) {
            return None;
        }
        if from.is_some() || to.is_some() {
            date.interval = Some(Interval::new(from, to));
        }
        let day = end
            .as_ref()
            .and_then(|f| f.day)
            .or(begin.as_ref().and_then(|f| f.day));
        date.calendar = begin.as_ref().or(end.as_ref())?.date.calendar;
        date.begin = begin.map(|found| Box::new(found.date));
        date.end = end.map(|found| Box::new(found.date));
        Some(Found {
            date,
            next,
            day,
            year_only: false,
        })
    }
}

/// A range at the input.
pub(super) fn range<'a>(reader: &mut Reader<'a>, here: &Here<'a>) -> Option<Found> {
    let i = here.i;
    if let Ok((behind, which)) = prep(i, |p| matches!(p, Prep::Before | Prep::After | Prep::Since))
        && (which != Prep::Since
            || phrase(behind).is_some_and(|(_, s)| s.clock.is_some() && !s.has_calendar()))
    {
        return open(reader, i, behind, which);
    }
    if let Some(found) = season_years(reader, i) {
        return Some(found);
    }
    let prefix = prep(i, |p| matches!(p, Prep::From | Prep::Between)).ok();
    if let Some((behind, which)) = prefix {
        let start = side(behind, || phrase(behind))?;
        let found = ends(start, which == Prep::Between, true, None)?;
        return made(reader, i.at(), behind, found);
    }
    // «اليوم من الخامسة إلى السابعة»
    if let Some((rest, day)) = here.phrase()
        && (day.has_day() || day.month.is_some() || is_week(&day))
        && day.clock.is_none()
        && let Ok((behind, which)) = prep(rest, |p| matches!(p, Prep::From | Prep::Between))
        && let Some(start) = side(behind, || phrase(behind))
        && let Some(found) = ends(start, which == Prep::Between, true, Some(day))
        && (found.0.slots.clock.is_some() || !day.has_day())
    {
        return made(reader, i.at(), behind, found);
    }
    let found = ends(side(i, || here.phrase())?, false, false, None)?;
    made(reader, i.at(), i, found)
}

fn made<'a>(
    reader: &mut Reader<'a>,
    first: usize,
    start: Tokens<'a>,
    (a, b): (Side<'a>, Side<'a>),
) -> Option<Found> {
    let whole = first < start.at();
    if !whole && !reader.accepts_end(start, b.rest, &b.slots) && !years(&a.slots, &b.slots) {
        return None;
    }
    reader.clause = Some((first, b.rest.at()));
    let begin = reader.end(a.first, a.rest.at(), &a.slots);
    let mut end = reader.end(b.first, b.rest.at(), &b.slots);
    reader.clause = None;
    if let (Some(from), Some(to)) = (&begin, &end)
        && b.slots.weekday.is_some()
        && b.slots.relation.is_none()
        && to.day < from.day
    {
        // «من غد إلى الجمعة»: the Friday behind it.
        let mut slots = b.slots;
        slots.relation = Some((crate::lexicon::dates::Relation::Following, 1));
        let anchor = reader.settings.anchor;
        reader.settings.anchor = from.day.map(Into::into);
        end = reader.end(b.first, b.rest.at(), &slots);
        reader.settings.anchor = anchor;
    }
    if let (Some(from), Some(to)) = (&begin, &end)
        && b.slots.month.is_some()
        && b.slots.year.is_none()
        && b.slots.relation.is_none()
        && let (Some(start), Some(stop)) = (from.date.interval, to.date.interval)
        && let (Some(start), Some(stop)) = (start.begin, stop.end)
        && stop <= start
    {
        // «من ديسمبر إلى يناير»: the January behind it.
        let mut slots = b.slots;
        slots.relation = Some((crate::lexicon::dates::Relation::Following, 1));
        let anchor = reader.settings.anchor;
        reader.settings.anchor = Some(start.date().into());
        end = reader.end(b.first, b.rest.at(), &slots);
        reader.settings.anchor = anchor;
    }
    let (begin, end) = (begin?, end?);
    reader.ranged(first, b.rest.at(), Some(begin), Some(end), false)
}

fn years(a: &Slots, b: &Slots) -> bool {
    a.year.is_some() && b.year.is_some() && !a.has_day() && a.month.is_none()
}

/// «قبل عام 2020», «بعد الساعة 8 مساء».
fn open<'a>(
    reader: &mut Reader<'a>,
    i: Tokens<'a>,
    behind: Tokens<'a>,
    which: Prep,
) -> Option<Found> {
    if joined(behind) || has(i, mark::ARTICLE) {
        return None;
    }
    let (rest, s) = phrase(behind)?;
    if s.period.is_some_and(|p| p.several) || !reader.accepts_end(behind, rest, &s) {
        return None;
    }
    reader.clause = Some((i.at(), rest.at()));
    let end = reader.end(behind.at(), rest.at(), &s);
    reader.clause = None;
    let end = end?;
    match which {
        Prep::Before => reader.ranged(i.at(), rest.at(), None, Some(end), true),
        _ => reader.ranged(i.at(), rest.at(), Some(end), None, true),
    }
}

/// An end of a range; `phrase` reads the calendar expression at the input.
fn side<'a>(i: Tokens<'a>, phrase: impl Fn() -> Option<(Tokens<'a>, Slots)>) -> Option<Side<'a>> {
    let made = |rest, slots, bare| Side {
        first: i.at(),
        rest,
        slots,
        bare,
    };
    if let Ok((rest, found)) = year(i)
        && (found.named || year_digits(i).is_ok())
        && phrase().is_none_or(|(longer, _)| longer.at() <= rest.at())
    {
        let mut slots = Slots {
            year: Some(found.value),
            named_year: found.named,
            ..Slots::default()
        };
        if let Some(era) = found.era {
            slots.calendar = Some(match era {
                crate::lexicon::dates::Era::Hijri => super::types::Calendar::Hijri,
                _ => super::types::Calendar::Gregorian,
            });
        }
        return Some(made(rest, slots, None));
    }
    if let Some((rest, slots)) = phrase() {
        return Some(made(rest, slots, None));
    }
    if let Ok((rest, day)) = day_number(i) {
        // «الثامنة والنصف» is more than its hour.
        if let Ok((longer, found)) = clock(i, true)
            && longer.at() > rest.at()
        {
            return Some(made(longer, of_clock(found), None));
        }
        return Some(made(rest, Slots::default(), Some(day)));
    }
    None
}

fn of_clock(clock: Clock) -> Slots {
    Slots {
        clock: Some(clock),
        ..Slots::default()
    }
}

/// What stands between two ends.
fn between(i: Tokens<'_>, and: bool) -> Option<Tokens<'_>> {
    if and && let Ok((rest, ())) = wa(i) {
        return Some(rest);
    }
    if let Ok((rest, _)) = prep(i, |p| matches!(p, Prep::To | Prep::Until)) {
        return Some(rest);
    }
    let (rest, _) = mark_of(i, DASHES).ok()?;
    Some(rest)
}

/// Both ends, each completed by the other.
fn ends(
    mut a: Side<'_>,
    and: bool,
    prefixed: bool,
    day: Option<Slots>,
) -> Option<(Side<'_>, Side<'_>)> {
    let behind = between(a.rest, and)?;
    let dash = mark_of(a.rest, DASHES).is_ok();
    let mut b = match side(behind, || phrase(behind)) {
        Some(b) => b,
        None if dash || mark_of(a.rest, &['/']).is_ok() => return None,
        None => return None,
    };
    complete(&mut a, &mut b, prefixed, day)?;
    if let Some(day) = day {
        for side in [&mut a.slots, &mut b.slots] {
            // «الأسبوع المقبل من الاثنين إلى الخميس»
            if is_week(&day) && side.weekday.is_some() && side.period.is_none() {
                side.period = day.period;
            }
            share(side, &day);
        }
    }
    if a.slots.clock.is_some() && !a.slots.has_calendar() && !b.slots.has_calendar() {
        // «من 5 إلى 6 من 22 أبريل», «من الخامسة إلى السابعة من الغد»
        let rest =
            prep(b.rest, |p| matches!(p, Prep::From | Prep::At)).map_or(b.rest, |(rest, _)| rest);
        if let Some((rest, found)) = phrase(rest)
            && found.has_day()
            && found.clock.is_none()
            && !joined(b.rest)
        {
            share(&mut a.slots, &found);
            share(&mut b.slots, &found);
            b.rest = rest;
        }
    }
    let calendar = |s: &Slots| (s.has_day(), s.clock.is_some());
    let fits = match (calendar(&a.slots), calendar(&b.slots)) {
        ((_, true), (_, true)) => true,
        ((_, true), _) | (_, (_, true)) => false,
        ((true, _), (true, _)) => true,
        ((false, _), (false, _)) => {
            let year = |s: &Slots| s.year.is_some() && s.month.is_none() && s.division.is_none();
            let month = |s: &Slots| s.month.is_some();
            year(&a.slots) && year(&b.slots)
                || month(&a.slots) && month(&b.slots)
                || a.slots.period.is_some() && b.slots.period.is_some()
                || a.slots.division.is_some() && b.slots.division.is_some()
                || a.slots.modifier.is_some() && b.slots.modifier.is_some()
                || a.slots.modifier.is_some() && year(&b.slots)
                || year(&a.slots) && b.slots.modifier.is_some()
                || a.slots.decade.is_some() && b.slots.decade.is_some()
                || a.slots.part.is_some() && b.slots.part.is_some()
        }
        _ => {
            b.slots.period.is_some() && a.slots.has_day()
                || a.slots.month.is_some() && b.slots.offset.is_some()
        }
    };
    if !fits {
        return None;
    }
    if years(&a.slots, &b.slots) {
        let (from, to) = (a.slots.year?, b.slots.year?);
        let plain = !a.slots.named_year && !b.slots.named_year;
        if to < from
            || plain
                && !prefixed
                && !(dash
                    && to - from <= 120
                    && ((1900..=2100).contains(&from)
                        || b.slots.calendar == Some(super::types::Calendar::Hijri)))
        {
            return None;
        }
        if plain && prefixed && !(1000..=2100).contains(&from) {
            return None;
        }
        if plain && prefixed && !ends_here(b.rest) && noun(b.rest) {
            return None;
        }
    }
    Some((a, b))
}

/// Whether an indefinite noun follows, as behind counts: «بين 1500 و2000 شخص».
fn noun(i: Tokens<'_>) -> bool {
    use crate::lexicon::Class;
    i.first().is_some_and(|t| {
        t.is_word()
            && !t.has(mark::ARTICLE | mark::CONJUNCTION | mark::PREPOSITION)
            && t.flags & (Class::Function.bit() | Class::Date.bit() | Class::Cue.bit()) == 0
    })
}

fn is_week(s: &Slots) -> bool {
    s.period
        .is_some_and(|p| p.unit == TimeUnit::Week && !p.several)
}

/// «موسم 2023/2024», «2023/24»: the year behind a slash or dash is the next one.
fn season_years<'a>(reader: &mut Reader<'a>, i: Tokens<'a>) -> Option<Found> {
    let (rest, from) = year_digits(i).ok()?;
    let (behind, sign) = mark_of(rest, &['/', '-', '–']).ok()?;
    if !has(rest, mark::GLUED) || !has(behind, mark::GLUED) || !(1950..=2099).contains(&from) {
        return None;
    }
    let (end, (number, letters)) = digits(behind).ok()?;
    let next = u64::try_from(from + 1).ok()?;
    let named = matches!(before(i), Some(DateWord::YearHead)) || has(i, mark::ARTICLE);
    let follows = match letters {
        4 => number == next && (named || sign == '/'),
        2 => number == next % 100 && named,
        _ => false,
    };
    if !follows || goes_on(end) {
        return None;
    }
    let year = |value: i32| Slots {
        year: Some(value),
        ..Slots::default()
    };
    let begin = reader.end(i.at(), rest.at(), &year(from));
    let last = reader.end(behind.at(), end.at(), &year(from + 1));
    reader.ranged(i.at(), end.at(), Some(begin?), Some(last?), false)
}

/// Gives `to` the calendar slots of `from` that it lacks.
fn share(to: &mut Slots, from: &Slots) {
    if to.has_calendar() {
        return;
    }
    let clock = to.clock;
    *to = Slots { clock, ..*from };
}

/// The month that two bare days stand in: «من 4 إلى 22 هذا الشهر», «شهر نوفمبر بين 19 و20».
fn month_of<'a>(a: &Side<'a>, b: &Side<'a>, day: Option<Slots>) -> Option<(Tokens<'a>, Slots)> {
    if let Some(month) = day.filter(|s| s.month.is_some() && s.day.is_none()) {
        return Some((b.rest, month));
    }
    let _ = a;
    let rest =
        prep(b.rest, |p| matches!(p, Prep::From | Prep::At)).map_or(b.rest, |(rest, _)| rest);
    let (rest, found) = super::period::period(rest, false)?;
    (found.unit == TimeUnit::Month && !found.several).then_some((
        rest,
        Slots {
            period: Some(found),
            ..Slots::default()
        },
    ))
}

fn hour(n: u8, like: Clock) -> Option<Clock> {
    (n <= 24).then_some(Clock {
        hour: n,
        minute: None,
        second: None,
        ..like
    })
}

fn complete<'a>(
    a: &mut Side<'a>,
    b: &mut Side<'a>,
    prefixed: bool,
    day: Option<Slots>,
) -> Option<()> {
    match (a.bare, b.bare) {
        (Some(n), None) => {
            let other = b.slots;
            if let Some(clock) = other.clock {
                a.slots = Slots {
                    clock: hour(n, clock),
                    ..other
                };
                a.slots.clock?;
            } else if other.day.is_some() && (other.month.is_some() || other.period.is_some()) {
                if n >= other.day? && n != other.day? {
                    return None;
                }
                a.slots = Slots {
                    day: Some(n),
                    weekday: None,
                    ..other
                };
            } else {
                return None;
            }
        }
        (None, Some(n)) => {
            let other = a.slots;
            if let Some(clock) = other.clock {
                b.slots = Slots {
                    clock: hour(n, clock),
                    ..other
                };
                b.slots.clock?;
            } else if other.day.is_some_and(|day| day < n)
                && other.month.is_some()
                && other.year.is_none()
            {
                b.slots = Slots {
                    day: Some(n),
                    weekday: None,
                    ..other
                };
            } else {
                return None;
            }
        }
        (Some(x), Some(y)) if x < y && y <= 31 && month_of(a, b, day).is_some() => {
            let (rest, month) = month_of(a, b, day)?;
            a.slots = Slots {
                day: Some(x),
                ..month
            };
            b.slots = Slots {
                day: Some(y),
                ..month
            };
            b.rest = rest;
        }
        (Some(x), Some(y)) => {
            // Hours need a day beside them to be hours: «من الخامسة إلى السابعة من الغد».
            let start = a.rest;
            let worded = digits(start.doc.from(a.first)).is_err();
            let followed =
                prep(b.rest, |p| matches!(p, Prep::From)).map_or(b.rest, |(rest, _)| rest);
            let dated = day.is_some()
                || phrase(followed).is_some_and(|(_, s)| s.has_day() && s.clock.is_none());
            if !(prefixed && dated && (worded || y <= 24) && x < 25) || joined(b.rest) {
                return None;
            }
            let plain = Clock {
                hour: x,
                minute: None,
                second: None,
                part: None,
                sure: true,
            };
            a.slots = of_clock(plain);
            b.slots = of_clock(hour(y, plain)?);
        }
        (None, None) => {
            let (x, y) = (&mut a.slots, &mut b.slots);
            if x.month.is_some() && x.year.is_none() && y.year.is_some() && x.relation.is_none() {
                x.year = y.year;
                if x.calendar.is_none() {
                    x.calendar = y.calendar;
                }
            }
            if x.month.is_some() && x.year.is_none() && x.relation.is_none() && y.month.is_some() {
                x.relation = y.relation;
                x.period = y.period;
            }
            if let (Some(first), Some(second)) = (x.clock.as_mut(), y.clock.as_mut()) {
                if first.part.is_none() && first.hour <= 12 {
                    first.part = second.part;
                } else if second.part.is_none() && second.hour > first.hour && second.hour <= 12 {
                    second.part = first.part;
                }
            }
            if x.clock.is_some() && y.clock.is_some() {
                if x.has_calendar() {
                    let day = *x;
                    share(y, &day);
                } else if y.has_calendar() {
                    let day = *y;
                    share(x, &day);
                }
            }
            // The calendar of both years is that of the second.
            if x.month.is_none() && x.year.is_some() && x.calendar.is_none() {
                x.calendar = y.calendar;
            }
        }
    }
    Some(())
}
