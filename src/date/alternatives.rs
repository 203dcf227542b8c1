//! Further values of ambiguous expressions.

use super::resolve::{Context, Value, resolve};
use super::slots::Slots;
use super::tense::Tense;
use super::types::{Alternative, Grain};
use crate::lexicon::dates::Relation;

/// The values beside the likeliest one: day and month in digits the other way round; a weekday or a
/// day or month without year on the other side of the anchor.
pub(super) fn alternatives(s: &Slots, c: Context<'_>, value: &Value) -> Vec<Alternative> {
    let mut found = Vec::new();
    let mut push = |slots: Slots, c: Context<'_>| {
        if let Some(other) = resolve(&slots, c)
            && !other.impossible
            && !other.contradiction
            && other.timex != value.timex
        {
            found.push(Alternative {
                value: super::types::Timex::new(other.timex),
                interval: other.interval,
            });
        }
    };
    if s.either {
        push(
            Slots {
                day: s.month,
                month: s.day,
                either: false,
                ..*s
            },
            c,
        );
    }
    let related = s.relation.is_some() || s.period.is_some() || s.offset.is_some();
    if related || s.nth.is_some() || s.holiday.is_some() || s.part.is_some() || s.clock.is_some() {
        return found;
    }
    let Some((anchor, day)) = c.anchor.map(super::Anchor::date).zip(value.day) else {
        return found;
    };
    if s.weekday.is_some() && s.day.is_none() && s.month.is_none() {
        if c.tense == Tense::None && anchor != day {
            let relation = if day > anchor {
                Relation::Past
            } else {
                Relation::Next
            };
            push(
                Slots {
                    relation: Some((relation, 1)),
                    ..*s
                },
                c,
            );
        }
        return found;
    }
    let undated = s.month.is_some() && s.year.is_none() && !c.event && s.calendar_is_civil();
    let certain = s.weekday.is_some() && !value.contradiction;
    if undated && !certain && matches!(value.grain, Grain::Day | Grain::Month) {
        let year = i32::from(day.year());
        let year = if day > anchor { year - 1 } else { year + 1 };
        push(
            Slots {
                year: Some(year),
                ..*s
            },
            c,
        );
    }
    found
}
