//! Ranges: two numerals that rise and measure the same.

use rust_decimal::Decimal;

use super::amount::{Amount, amount, unit_first};
use super::context::{self, bare_role, has_role};
use super::find::{kind_of, unit_of};
use super::grammar;
use super::measure::Measure;
use super::rules;
use super::runs::{Outcome, is_dash};
use super::types::{ApproxKind, Number, NumberKind, NumberValue};
use crate::doc::Doc;
use crate::lex::mark;
use crate::lexicon::numbers::{WordKind, role};
use crate::rule::RuleId;
use crate::span::Span;

/// A range that begins with the numeral at a token.
pub(super) fn range(doc: &Doc<'_>, first: &Amount<'_>, floor: usize) -> Option<Outcome> {
    if let Some(outcome) = range_of_bounds(doc, first, floor) {
        return Some(outcome);
    }
    if first.article || first.ratio.is_some() && first.measure.is_none() && first.cardinal.digits {
        return None;
    }
    let between = first
        .first
        .checked_sub(1)
        .filter(|before| *before >= floor && has_role(doc, *before, role::BETWEEN));
    if let Some(before) = between {
        if let Some(outcome) = range_between(doc, first, before, floor) {
            return Some(outcome);
        }
    }
    range_from(doc, first, floor)
}

/// «أكثر من 100 وأقل من 300»: a lower and an upper bound of one number.
fn range_of_bounds(doc: &Doc<'_>, first: &Amount<'_>, floor: usize) -> Option<Outcome> {
    use ApproxKind::{AtLeast, AtMost, LessThan, MoreThan};
    let lower = |kind| matches!(kind, MoreThan | AtLeast);
    let upper = |kind| matches!(kind, LessThan | AtMost);
    let mut at = first.next;
    let joined = doc.token(at)?;
    if !joined.is_word() {
        return None;
    }
    if joined.letters == 1 && joined.key.letter(0) == crate::chars::WAW {
        at += 1;
    } else if !joined.has(mark::CONJUNCTION) {
        return None;
    }
    let entry = doc.lexicon.approximator_at(doc.tokens, at)?;
    let row = doc.lexicon.numbers.approximators.get(entry.row as usize)?;
    let second_kind = row.before?;
    let bound = context::approximator_before(doc, first.first, floor)?;
    let second = amount(doc, entry.next, entry.next)?;
    let (low, high) = if lower(bound.kind) && upper(second_kind) {
        (first.value, second.value)
    } else if upper(bound.kind) && lower(second_kind) {
        (second.value, first.value)
    } else {
        return None;
    };
    let measure = match (&first.measure, &second.measure) {
        (Some(a), Some(b)) if !a.same(b) => return None,
        (Some(_), None) => return None,
        (_, measure) => *measure,
    };
    if low >= high || first.cardinal.scale != second.cardinal.scale {
        return None;
    }
    let (kind, _) = kind_of(measure.as_ref());
    Some(Outcome {
        number: Some(Number {
            span: Span::new(bound.span.start(), second.end),
            numeral: first.numeral.cover(second.numeral),
            kind,
            value: NumberValue::Range {
                low: Some(low),
                high: Some(high),
            },
            unit: measure.map(|measure| unit_of(&measure, false)),
            approx: None,
            counted: match kind {
                NumberKind::Cardinal => context::counted(doc, second.next),
                _ => None,
            },
            rule: RuleId::new(rules::RANGE_OF_BOUNDS),
        }),
        next: second.next,
    })
}

/// «بين 300 و400», «ما بين عشرة وعشرين».
fn range_between(
    doc: &Doc<'_>,
    first: &Amount<'_>,
    before: usize,
    floor: usize,
) -> Option<Outcome> {
    let second = match grammar::and(doc.from(first.next)) {
        Ok((rest, ())) => Some(amount(doc, rest.at(), rest.at())?),
        Err(_) => {
            let to = bare_role(doc, first.next, role::TO);
            let dash = doc
                .token(first.next)
                .and_then(crate::lex::Token::character)
                .is_some_and(is_dash);
            (to || dash)
                .then(|| amount(doc, first.next + 1, first.next + 1))
                .flatten()
        }
    };
    let what = before
        .checked_sub(1)
        .filter(|at| *at >= floor && bare_role(doc, *at, role::WHAT));
    let start = what.unwrap_or(before);
    join(
        doc,
        first,
        &second?,
        Some(start),
        floor,
        rules::RANGE_BETWEEN,
    )
}

/// «من 5 إلى 10», «10-20», «10 إلى 20».
fn range_from(doc: &Doc<'_>, first: &Amount<'_>, floor: usize) -> Option<Outcome> {
    let connector = first.next;
    let token = doc.token(connector)?;
    let from = first
        .first
        .checked_sub(1)
        .filter(|before| *before >= floor && bare_role(doc, *before, role::FROM));
    if bare_role(doc, connector, role::TO) {
        let second = amount(doc, connector + 1, connector + 1)?;
        // «ارتفع من 5 ملايين إلى 7 ملايين»: two values, each with its own measure.
        if first.measure.is_some() && (second.measure.is_some() || from.is_none()) {
            return None;
        }
        return join(doc, first, &second, from, floor, rules::RANGE_TO);
    }
    if token.character().is_some_and(is_dash) {
        let next = doc.token(connector + 1)?;
        let second = amount(doc, connector + 1, connector + 2)
            .or_else(|| unit_first(doc, connector + 1, connector + 2))?;
        // «10- 15 ريالا» is a range for its unit or noun; «10 -15» alone is a minus.
        let even = token.has(mark::GLUED) == next.has(mark::GLUED);
        let counted = second.measure.is_some() || context::is_noun_counted(doc, second.next);
        if !even && (!counted || !token.has(mark::GLUED)) {
            return None;
        }
        return join(doc, first, &second, None, floor, rules::RANGE_DASH);
    }
    // «من عشرة لعشرين»
    if from.is_some() && token.has(mark::PREPOSITION) && !token.has(mark::CONJUNCTION) {
        let second = amount(doc, connector, connector)?;
        if doc.slice(token.span()).starts_with('ل') {
            return join(doc, first, &second, from, floor, rules::RANGE_TO);
        }
    }
    None
}

/// «2013-2014», «7-9 محرم»: seasons and days are the date layer's.
fn is_season(doc: &Doc<'_>, first: &Amount<'_>, second: &Amount<'_>) -> bool {
    let year = |amount: &Amount<'_>| {
        amount.measure.is_none()
            && amount.cardinal.digits
            && amount.cardinal.scale == Decimal::ONE
            && (Decimal::from(1900)..Decimal::from(2100)).contains(&amount.value)
    };
    year(first) && second.value - first.value == Decimal::ONE || context::is_month(doc, second.next)
}

/// Joins two amounts to a range when they rise and measure the same.
fn join(
    doc: &Doc<'_>,
    first: &Amount<'_>,
    second: &Amount<'_>,
    particle: Option<usize>,
    floor: usize,
    rule: &'static str,
) -> Option<Outcome> {
    let mut low = first.value;
    let high = second.value;
    let shared_scale = first.cardinal.scale == Decimal::ONE
        && second.cardinal.scale > Decimal::ONE
        && first.measure.is_none()
        && second.cardinal.head != WordKind::Scale;
    if shared_scale {
        let scale = second.cardinal.scale;
        let counted = high.checked_div(scale)?;
        if low < counted {
            low = low.checked_mul(scale)?;
        } else if low < scale {
            // «من 131 إلى 123.5 مليار» falls: two values. «بين 8000 و12 ألفا» rises as it stands.
            return None;
        }
    }
    if low >= high || is_season(doc, first, second) {
        return None;
    }
    let measure = match (&first.measure, &second.measure) {
        (Some(a), Some(b)) if !a.same(b) => return None,
        (Some(Measure::Percent(_)), None) => return None,
        (Some(a), _) if second.measure.is_none() && !second.prefixed => Some((*a, false)),
        (_, Some(b)) => Some((*b, false)),
        (Some(a), None) => Some((*a, false)),
        (None, None) => None,
    };
    let (kind, _) = kind_of(measure.as_ref().map(|(measure, _)| measure));
    let (kind, low) = (kind, Some(low));
    let start = match particle {
        Some(at) => doc.token(at)?.host().start().min(first.start),
        None => first.start,
    };
    let numeral = first.numeral.cover(second.numeral);
    let before = particle.unwrap_or(first.first);
    let counted = if kind == NumberKind::Cardinal {
        context::counted(doc, second.next)
    } else {
        None
    };
    Some(Outcome {
        number: Some(Number {
            span: Span::new(start, second.end),
            numeral,
            kind,
            value: NumberValue::Range {
                low,
                high: Some(high),
            },
            unit: measure.map(|(measure, shared)| unit_of(&measure, shared)),
            approx: context::approximator_before(doc, before, floor),
            counted,
            rule: RuleId::new(rule),
        }),
        next: second.next,
    })
}
