//! Finds the numbers of a text: tries the rules at each token that can begin one.

use rust_decimal::Decimal;

use super::amount::{Amount, amount, unit_first};
use super::context;
use super::counting::{double, single, vague};
use super::measure::{Measure, word_at};
use super::ordinals::{ordinal, ordinal_of_definite};
use super::ranges::range;
use super::rules;
use super::runs::{self, Outcome};
use super::types::{ApproxKind, Number, NumberKind, NumberValue, Unit, UnitId};
use crate::doc::Doc;
use crate::lex::TokenKind;
use crate::lexicon::Class;
use crate::lexicon::numbers::{UnitKind, WordKind, role};
use crate::rule::RuleId;
use crate::span::Span;

/// Tokens for each number in the press, about: room for the numbers of most articles.
const TOKENS_A_NUMBER: usize = 16;

/// Finds the numbers of an article, in text order, none inside another; `starts` are the tokens that can
/// begin one, and others.
pub(crate) fn numbers(doc: &Doc<'_>, starts: &[u32]) -> Vec<Number> {
    const GATE: u16 = Class::Number.bit() | Class::Unit.bit();
    let mut out: Vec<Number> = Vec::with_capacity(doc.tokens.len() / TOKENS_A_NUMBER);
    let mut floor = 0;
    for &at in starts {
        let at = at as usize;
        let Some(token) = doc.token(at).filter(|_| at >= floor) else {
            continue;
        };
        if token.kind != TokenKind::Number && token.flags & GATE == 0 {
            continue;
        }
        if let Some(outcome) = read(doc, at, floor) {
            floor = outcome.next.max(at + 1);
            if let Some(mut number) = outcome.number {
                number.value = number.value.normalized();
                out.push(number);
                share_unit(doc, &mut out);
            }
        }
    }
    out
}

/// Reads what stands at a token; `floor` is the end of the record before.
fn read(doc: &Doc<'_>, at: usize, floor: usize) -> Option<Outcome> {
    let token = doc.token(at)?;
    if token.kind == TokenKind::Number {
        if let Some(outcome) = runs::digit_run(doc, at, floor) {
            return Some(outcome);
        }
        let found = amount(doc, at, floor)?;
        return range(doc, &found, floor).or_else(|| single(doc, at, &found, floor));
    }
    // «بالمئة 210»: the digits behind it take it for their unit.
    let digits = doc
        .token(at + 1)
        .is_some_and(|next| next.kind == TokenKind::Number);
    if digits && super::measure::percent_before(doc, at + 1) == Some(at) {
        return None;
    }
    if let Some(word) = word_at(doc, at) {
        let entry = doc.lexicon.number_at(doc.tokens, at);
        if let Some(entry) = entry.filter(|e| e.next > at + 1) {
            return Some(Outcome::silent(entry.next));
        }
        let zero = word.row.kind == WordKind::Zero;
        if let Some(outcome) = zero.then(|| runs::score(doc, at)).flatten() {
            return Some(outcome);
        }
        let outcome = match word.row.kind {
            WordKind::None | WordKind::Point | WordKind::Nayyif => None,
            WordKind::Ordinal | WordKind::OrdinalOne => ordinal(doc, at, &word, floor),
            WordKind::Vague | WordKind::VagueHundreds | WordKind::Several => vague(doc, at, &word),
            WordKind::Multiplier => double(doc, at, &word),
            _ => match amount(doc, at, floor) {
                Some(found) => range(doc, &found, floor)
                    .or_else(|| ordinal_of_definite(doc, at, &word, floor))
                    .or_else(|| single(doc, at, &found, floor)),
                None => {
                    ordinal_of_definite(doc, at, &word, floor).or_else(|| vague(doc, at, &word))
                }
            },
        };
        if outcome.is_some() {
            return outcome;
        }
    }
    let found = unit_first(doc, at, floor)?;
    if let Some(outcome) = range(doc, &found, floor) {
        return Some(outcome);
    }
    let rule = match found.measure {
        Some(Measure::Unit(row, _)) if row.kind != UnitKind::Measure => rules::MONEY,
        _ => rules::UNIT_FIRST,
    };
    Some(record(doc, &found, floor, Some(rule)))
}

pub(super) fn unit_of(measure: &Measure<'_>, shared: bool) -> Unit {
    let (id, span) = match measure {
        Measure::Percent(span) => ("%", *span),
        Measure::Unit(row, span) => (row.id, *span),
    };
    Unit {
        span: (!shared).then_some(span),
        id: UnitId::new(id),
        resolved: None,
    }
}

pub(super) const fn kind_of(measure: Option<&Measure<'_>>) -> (NumberKind, Option<&'static str>) {
    match measure {
        None => (NumberKind::Cardinal, None),
        Some(Measure::Percent(_)) => (NumberKind::Percent, Some(rules::PERCENT)),
        Some(Measure::Unit(row, _)) => match row.kind {
            UnitKind::Measure => (NumberKind::Quantity, Some(rules::QUANTITY)),
            UnitKind::Currency | UnitKind::Sub => (NumberKind::Money, Some(rules::MONEY)),
        },
    }
}

/// Makes the record of one amount.
pub(super) fn record(
    doc: &Doc<'_>,
    found: &Amount<'_>,
    floor: usize,
    rule: Option<&'static str>,
) -> Outcome {
    let (kind, measured) = kind_of(found.measure.as_ref());
    let (kind, value) = match found.ratio {
        Some((numerator, denominator)) if kind == NumberKind::Cardinal => (
            NumberKind::Fraction,
            NumberValue::Ratio {
                numerator: if found.value.is_sign_negative() {
                    -Decimal::from(numerator)
                } else {
                    Decimal::from(numerator)
                },
                denominator: Decimal::from(denominator),
            },
        ),
        _ => (kind, NumberValue::Exact { value: found.value }),
    };
    let rule = rule.or(measured).unwrap_or(match kind {
        NumberKind::Fraction => rules::FRACTION,
        _ if found.cardinal.digits && found.cardinal.head == WordKind::Zero => {
            rules::CARDINAL_DIGITS
        }
        _ => rules::CARDINAL_WORDS,
    });
    let counted = match kind {
        NumberKind::Cardinal | NumberKind::Fraction => counted(doc, found),
        NumberKind::Quantity => substance(doc, found),
        _ => None,
    };
    let ahead = usize::from(counted.is_some()) + usize::from(kind == NumberKind::Cardinal);
    let before = context::approximator_before(doc, found.first, floor);
    // «نحو 500 أو أقل»: the bound says more.
    let approx = match &before {
        Some(approx) if !matches!(approx.kind, ApproxKind::About | ApproxKind::Exactly) => before,
        _ => context::approximator_behind(doc, found.next, ahead).or(before),
    };
    Outcome {
        number: Some(Number {
            span: Span::new(found.start, found.end),
            numeral: found.numeral,
            kind,
            value,
            unit: found
                .measure
                .as_ref()
                .map(|measure| unit_of(measure, false)),
            approx,
            counted,
            rule: RuleId::new(rule),
        }),
        next: found.next,
    }
}

/// «خمسة أطنان من القمح»: what a unit of mass or volume measures.
fn substance(doc: &Doc<'_>, found: &Amount<'_>) -> Option<Span> {
    let stuff = matches!(found.measure, Some(Measure::Unit(row, _)) if row.is_stuff());
    let from = context::bare_role(doc, found.next, role::FROM);
    (stuff && from)
        .then(|| context::counted(doc, found.next))
        .flatten()
}

/// The scale word at the end of a numeral.
fn scale_in(doc: &Doc<'_>, numeral: Span) -> Option<Decimal> {
    let last = doc.tokens_in(numeral).last()?;
    let word = word_at(doc, last)?;
    (word.row.kind == WordKind::Scale).then(|| Decimal::from(word.row.value))
}

/// «80 و85 دولارا»: the number before shares the unit, which stands once.
fn share_unit(doc: &Doc<'_>, out: &mut [Number]) {
    let Some((last, before)) = out.split_last_mut() else {
        return;
    };
    let Some(first) = before.last_mut() else {
        return;
    };
    let measured = matches!(
        last.kind,
        NumberKind::Money | NumberKind::Percent | NumberKind::Quantity
    );
    let digits = |number: &Number| {
        let mut characters = doc.slice(number.numeral).chars();
        characters.any(|c| matches!(crate::chars::class(c), crate::chars::Class::Digit(..)))
    };
    if !measured
        || first.kind != NumberKind::Cardinal
        || first.unit.is_some()
        || first.counted.is_some()
        || !matches!(first.value, NumberValue::Exact { .. })
        || !matches!(last.value, NumberValue::Exact { .. })
        || last.span.start() > last.numeral.start()
        || !digits(first)
        || !digits(last)
    {
        return;
    }
    let gap = Span::new(first.span.end(), last.span.start());
    let joined = doc.slice(gap).trim();
    if matches!(joined, "و" | "أو" | "او") {
        // «3.8 و3.9 مليون برميل» share the scale as well.
        let scale = scale_in(doc, last.numeral);
        if let (None, Some(scale), NumberValue::Exact { value }) =
            (scale_in(doc, first.numeral), scale, &mut first.value)
        {
            if *value < scale {
                *value = value.checked_mul(scale).unwrap_or(*value).normalize();
            }
        }
        first.kind = last.kind;
        first.rule = last.rule.clone();
        first.unit = last.unit.as_ref().map(|unit| Unit {
            span: None,
            ..unit.clone()
        });
    }
}

pub(super) fn counted(doc: &Doc<'_>, found: &Amount<'_>) -> Option<Span> {
    let definite = found.cardinal.definite || found.article;
    found
        .first
        .checked_sub(1)
        .filter(|&before| {
            definite && context::is_definite(doc, before) && context::is_noun_like(doc, before)
        })
        .map(|before| doc.cover(before, before + 1))
        .or_else(|| context::counted(doc, found.next))
}
