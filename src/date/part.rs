//! The first or last units of a larger one: «الأشهر التسعة الأولى من 2023», «أول مئة يوم من العام».

use super::Reader;
use super::calendar as cal;
use super::grammar::{article, exactly, has, prep, word_as};
use super::period::count;
use super::phrase::phrase;
use super::resolve::{Value, resolve};
use super::rules::Found;
use super::slots::Slots;
use super::types::DateKind;
use crate::doc::Tokens;
use crate::lex::mark;
use crate::lexicon::dates::{Count, DateWord, Prep, Relation, TimeUnit};
use crate::number;

/// Some units at an edge of a larger one.
#[derive(Clone, Copy, Debug)]
struct Edge {
    unit: TimeUnit,
    count: i32,
    /// Whether they are the last ones.
    last: bool,
}

fn unit(i: Tokens<'_>) -> Option<(Tokens<'_>, TimeUnit, Count)> {
    let (rest, (unit, count)) = word_as(i, |word| match word {
        DateWord::Unit { unit, count } if unit >= TimeUnit::Day && unit != TimeUnit::Weekend => {
            Some((unit, count))
        }
        _ => None,
    })
    .ok()?;
    Some((rest, unit, count))
}

/// «الأولى», «الأخيرة»: whether the last ones are meant.
fn side(i: Tokens<'_>) -> Option<(Tokens<'_>, bool)> {
    if let Ok((rest, 1)) = number::ordinal(i) {
        return Some((rest, false));
    }
    let (rest, ()) = exactly(i, DateWord::Relation(Relation::Latest)).ok()?;
    has(i, mark::ARTICLE).then_some((rest, true))
}

fn edge(i: Tokens<'_>) -> Option<(Tokens<'_>, Edge)> {
    if has(i, mark::ARTICLE)
        && let Some((rest, unit, number)) = unit(i)
    {
        // «الأشهر التسعة الأولى», «الشهرين الأولين»
        let (rest, count) = match number {
            Count::Many => count(rest).ok()?,
            Count::Two => (rest, 2),
            Count::One => return None,
        };
        let (rest, last) = side(rest)?;
        return Some((rest, Edge { unit, count, last }));
    }
    let definite = has(i, mark::ARTICLE) || article(i).at() != i.at();
    if !definite
        && let Ok((rest, 1)) = number::ordinal(i)
        && let Ok((rest, count)) = count(rest)
        && let Some((rest, unit, _)) = unit(rest)
    {
        // «أول ستة أشهر»
        let last = false;
        return Some((rest, Edge { unit, count, last }));
    }
    let (rest, count) = count(i).ok()?;
    let (rest, unit, _) = unit(rest)?;
    let (rest, last) = side(rest)?;
    Some((rest, Edge { unit, count, last }))
}

impl<'a> Reader<'a> {
    /// «الأشهر التسعة الأولى من 2023».
    pub(super) fn edge(&mut self, i: Tokens<'a>) -> Option<Found> {
        let (rest, edge) = edge(i)?;
        let (rest, _) = prep(rest, |p| matches!(p, Prep::From | Prep::At)).ok()?;
        let (rest, whole) = phrase(rest)?;
        let larger = whole.year.is_some() || whole.period.is_some() || whole.month.is_some();
        if !larger || whole.has_day() || whole.clock.is_some() || whole.part.is_some() {
            return None;
        }
        let value = self.edge_value(i.at(), rest.at(), edge, &whole)?;
        let mut found = self.made(i.at(), rest.at(), value, "date/edge")?;
        found.day = None;
        Some(found)
    }

    fn edge_value(&self, first: usize, next: usize, edge: Edge, whole: &Slots) -> Option<Value> {
        let whole = resolve(whole, self.context(first, next))?;
        let bounds = whole.interval?;
        let (start, end) = (bounds.begin?.date(), bounds.end?.date());
        let n = i64::from(edge.count);
        let step = |from: jiff::civil::Date, sign: i64| match edge.unit {
            TimeUnit::Week => cal::days_on(from, 7 * n * sign),
            TimeUnit::Month => cal::months_on(from, n * sign),
            TimeUnit::Year => cal::months_on(from, 12 * n * sign),
            TimeUnit::Decade => cal::months_on(from, 120 * n * sign),
            _ => cal::days_on(from, n * sign),
        };
        let (from, to) = if edge.last {
            (step(end, -1)?, end)
        } else {
            (start, step(start, 1)?)
        };
        if from < start || to > end {
            return None;
        }
        let last = cal::days_on(to, -1)?;
        let timex = match edge.unit {
            TimeUnit::Month => format!(
                "{:04}-{:02}/{:04}-{:02}",
                from.year(),
                from.month(),
                last.year(),
                last.month()
            ),
            TimeUnit::Year | TimeUnit::Decade => format!("{:04}/{:04}", from.year(), last.year()),
            _ => format!("{from}/{last}"),
        };
        Some(Value {
            kind: DateKind::Date,
            timex,
            grain: super::length::grain_of(edge.unit),
            interval: Some(cal::interval(from, to)),
            modifier: None,
            day: None,
            ..whole
        })
    }
}
