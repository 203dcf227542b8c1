//! Numerals where they stand: ratios, multiples, and whether a numeral without measure counts.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::amount::Amount;
use super::context::{self, bare_role, has_role};
use super::find::record;
use super::grammar::{self, Word};
use super::measure::{self, word_at};
use super::ordinals::ordinal_digits;
use super::rules;
use super::runs::Outcome;
use super::types::{Approx, ApproxKind, Number, NumberKind, NumberValue};
use crate::doc::Doc;
use crate::lex::{TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::numbers::{Form, WordKind, role};
use crate::rule::RuleId;
use crate::span::Span;

/// One numeral with its measure, if its context lets it count.
pub(super) fn single(
    doc: &Doc<'_>,
    at: usize,
    found: &Amount<'_>,
    floor: usize,
) -> Option<Outcome> {
    if let Some(outcome) = ratio(doc, found, floor).or_else(|| part(doc, found, floor)) {
        return Some(outcome);
    }
    if let Some(outcome) = multiple(doc, found, floor) {
        return Some(outcome);
    }
    if found.measure.is_none() {
        let digits = found.article || found.cardinal.digits;
        if let Some(outcome) = digits.then(|| ordinal_digits(doc, found)).flatten() {
            return Some(outcome);
        }
        if !counts(doc, at, found) {
            return Some(Outcome::silent(found.next));
        }
    }
    Some(record(doc, found, floor, None))
}

/// Whether a numeral without measure counts where it stands.
pub(super) fn counts(doc: &Doc<'_>, at: usize, found: &Amount<'_>) -> bool {
    if context::ends_name(doc, found.first) && found.cardinal.scale == Decimal::ONE {
        return false;
    }
    if found.cardinal.digits {
        return true;
    }
    let Some(word) = word_at(doc, at) else {
        return true;
    };
    let next = found.next;
    let single = next == at + 1;
    if context::alone(doc, at, next) {
        return true;
    }
    if found.ratio.is_some() {
        return context::approximator_before(doc, found.first, 0).is_some()
            && !(single && is_price(&word))
            || fraction_counts(doc, at, &word, next);
    }
    if !single {
        return true;
    }
    match word.row.kind {
        // «حملة واحدة», «واحد من الشهود»: an article or a pronoun.
        WordKind::Unit if word.row.value == 1 => false,
        // «العشر الأواخر»
        WordKind::Unit if word.definite && word.row.form == Form::Feminine => {
            at.checked_sub(1).is_some_and(|before| {
                context::is_definite(doc, before) && context::is_noun_like(doc, before)
            }) || doc
                .token(next)
                .is_none_or(|token| !token.has(mark::ARTICLE) || !token.is_word())
        }
        // «ست» is a lady, «سبع» a lion, «خمس السكان» a fifth.
        WordKind::Unit if word.row.form == Form::Feminine && !word.definite => {
            context::is_noun(doc, next)
                || context::approximator_before(doc, at, 0).is_some()
                || bare_role(doc, next, role::FROM)
                || doc.token(at).is_some_and(|token| token.letters > 4)
        }
        WordKind::Scale if word.row.form == Form::Singular && word.row.value == 1000 => {
            thousand_counts(doc, at, &word)
        }
        // «منصة “بيبر ألفا”»
        WordKind::Scale
            if word.row.form == Form::Accusative
                && doc
                    .token(next)
                    .is_some_and(|token| token.kind == TokenKind::Quote) =>
        {
            false
        }
        WordKind::Hundred | WordKind::Scale => {
            !word.definite || context::approximator_before(doc, at, 0).is_some()
        }
        WordKind::Zero => !word.definite,
        _ => true,
    }
}

/// «ألف» as 1000, not «he wrote» or a letter: an indefinite genitive noun, or a numeral's company.
fn thousand_counts(doc: &Doc<'_>, at: usize, word: &Word<'_>) -> bool {
    if word.definite {
        return false;
    }
    if word.preposition || context::approximator_before(doc, at, 0).is_some() {
        return true;
    }
    context::is_noun_counted(doc, at + 1) && !context::is_accusative(doc, at + 1)
        || bare_role(doc, at + 1, role::FROM)
}

/// «نصف السكان», «ثلاثة أرباع الأعضاء», but not «ربع النهائي», «ثمن التذكرة», «النصف الأول».
fn fraction_counts(doc: &Doc<'_>, at: usize, word: &Word<'_>, next: usize) -> bool {
    if word.definite || has_role(doc, next, role::FINAL) {
        return false;
    }
    if next > at + 1 || word.row.form == Form::Dual {
        return true;
    }
    let token = doc.token(next);
    let noun = token.is_some_and(|token| {
        token.is_word()
            && !token.has(mark::CONJUNCTION | mark::PREPOSITION)
            && token.flags & Class::Function.bit() == 0
            && token.letters > 2
    });
    noun && !is_price(word)
}

/// ثمن is the price of something, the eighth only by its article; سدس and the rest are rare enough to
/// be meant.
fn is_price(word: &Word<'_>) -> bool {
    word.row.value == 8 && !word.definite
}

/// «واحد من كل خمسة», «3 من أصل 10», «واحد على عشرين».
pub(super) fn ratio(doc: &Doc<'_>, found: &Amount<'_>, floor: usize) -> Option<Outcome> {
    if found.measure.is_some() || found.ratio.is_some() {
        return None;
    }
    let next = found.next;
    let of = bare_role(doc, next, role::FROM)
        && doc.token(next + 1).is_some_and(|token| {
            doc.lexicon.numbers.roles(token.key) & (role::EACH | role::OF) != 0
        });
    let over = bare_role(doc, next, role::OVER);
    let plain = bare_role(doc, next, role::FROM);
    let behind = match (of, over || plain) {
        (true, _) => next + 2,
        (_, true) => next + 1,
        _ => return None,
    };
    let (_, whole) = grammar::cardinal(doc.from(behind)).ok()?;
    let end = behind + whole.len;
    let ends = doc.ends_line(end)
        || doc.token(end)?.kind == TokenKind::Punct
        || context::approximator_behind(doc, end, 0).is_some();
    let year = Decimal::from(1900) < whole.value && whole.value < Decimal::from(2100);
    // «واحد من مئة», but «واحد من 5 مرشحين» is one of them; «3 من 10» where nothing is counted.
    if plain
        && !of
        && !(found.value == Decimal::ONE
            && ([100, 1000, 1_000_000, 1_000_000_000, 1_000_000_000_000]
                .contains(&whole.value.to_i64()?)
                || whole.scale != Decimal::ONE))
        && !(ends && !year && found.value < whole.value && found.value >= Decimal::ONE)
    {
        return None;
    }
    let improper = found.value >= whole.value && !(ends && !found.cardinal.digits)
        || found.value < Decimal::ONE && !found.value.is_sign_negative();
    if over
        && (improper
            || whole.scale > Decimal::ONE
            || measure::measure(doc, behind + whole.len, &whole).is_some()
            || doc
                .token(behind)?
                .has(mark::PREPOSITION | mark::CONJUNCTION))
    {
        return None;
    }
    if whole.value.is_zero() {
        return None;
    }
    let span = Span::new(found.start, doc.cover(behind, end).end());
    Some(Outcome {
        number: Some(Number {
            span,
            numeral: span,
            kind: NumberKind::Fraction,
            value: NumberValue::Ratio {
                numerator: found.value,
                denominator: whole.value,
            },
            unit: None,
            approx: context::approximator_before(doc, found.first, floor)
                .or_else(|| context::approximator_behind(doc, end, 0)),
            counted: context::counted(doc, end),
            rule: RuleId::new(rules::RATIO),
        }),
        next: end,
    })
}

/// «جزء من ألف», «ثلاثة أجزاء من مئة», «جزء من عشرين جزءا»: so many of so many parts.
fn part(doc: &Doc<'_>, found: &Amount<'_>, floor: usize) -> Option<Outcome> {
    if found.measure.is_some() || found.ratio.is_some() {
        return None;
    }
    if has_role(doc, found.next, role::PART) && bare_role(doc, found.next + 1, role::FROM) {
        let (_, whole) = grammar::cardinal(doc.from(found.next + 2)).ok()?;
        let end = found.next + 2 + whole.len;
        let value = found.value.to_u64().filter(|value| *value > 0)?;
        let parts = is_power_of_ten(whole.value)?;
        if context::is_noun(doc, end) {
            return None;
        }
        // «مئتان وثلاثة أجزاء من مئة»: 200 and 3/100.
        let numerator = if value >= parts {
            (value - value % parts)
                .checked_mul(parts)?
                .checked_add(value % parts)?
        } else {
            value
        };
        let span = Span::new(found.start, doc.cover(found.next, end).end());
        return Some(parts_record(
            doc,
            span,
            found.first,
            end,
            numerator,
            whole.value,
            floor,
        ));
    }
    let first = found.first.checked_sub(2).filter(|at| *at >= floor)?;
    if !bare_role(doc, found.first - 1, role::FROM) || !has_role(doc, first, role::PART) {
        return None;
    }
    let named = has_role(doc, found.next, role::PART);
    if !named && (is_power_of_ten(found.value).is_none() || context::is_noun(doc, found.next)) {
        return None;
    }
    let span = Span::new(doc.token(first)?.host().start(), found.end);
    Some(parts_record(
        doc,
        span,
        first,
        found.next,
        1,
        found.value,
        floor,
    ))
}

fn is_power_of_ten(value: Decimal) -> Option<u64> {
    let value = value.to_u64().filter(|value| *value >= 10)?;
    (10u64.checked_pow(value.ilog10()) == Some(value)).then_some(value)
}

fn parts_record(
    doc: &Doc<'_>,
    span: Span,
    first: usize,
    next: usize,
    numerator: u64,
    denominator: Decimal,
    floor: usize,
) -> Outcome {
    Outcome {
        number: Some(Number {
            span,
            numeral: span,
            kind: NumberKind::Fraction,
            value: NumberValue::Ratio {
                numerator: Decimal::from(numerator),
                denominator,
            },
            unit: None,
            approx: context::approximator_before(doc, first, floor),
            counted: None,
            rule: RuleId::new(rules::RATIO),
        }),
        next,
    }
}

/// «3 أضعاف», «خمسة أضعاف».
fn multiple(doc: &Doc<'_>, found: &Amount<'_>, floor: usize) -> Option<Outcome> {
    if found.measure.is_some() {
        return None;
    }
    let word = word_at(doc, found.next)?;
    if word.row.kind != WordKind::Multiplier
        || word.row.form == Form::Dual
        || word.and
        || word.preposition
        || word.definite
    {
        return None;
    }
    let next = found.next + 1;
    let span = Span::new(found.start, doc.cover(found.next, next).end());
    Some(Outcome {
        number: Some(Number {
            span,
            numeral: span,
            kind: NumberKind::Multiplier,
            value: NumberValue::Exact { value: found.value },
            unit: None,
            approx: context::approximator_before(doc, found.first, floor),
            counted: context::counted(doc, next),
            rule: RuleId::new(rules::MULTIPLIER),
        }),
        next,
    })
}

/// «ضعف عدد …», «ضعفي القيمة»: twice, not weakness.
pub(super) fn double(doc: &Doc<'_>, at: usize, word: &Word<'_>) -> Option<Outcome> {
    if word.definite || word.row.form == Form::Plural {
        return None;
    }
    let amount = has_role(doc, at + 1, role::AMOUNT);
    let dual = word.row.form == Form::Dual && (context::is_noun(doc, at + 1) || word.preposition);
    if !amount && !dual {
        return None;
    }
    let span = doc.cover(at, at + 1);
    Some(Outcome {
        number: Some(Number {
            span,
            numeral: span,
            kind: NumberKind::Multiplier,
            value: NumberValue::Exact {
                value: Decimal::TWO,
            },
            unit: None,
            approx: context::approximator_before(doc, at, 0),
            counted: context::counted(doc, at + 1),
            rule: RuleId::new(rules::MULTIPLIER),
        }),
        next: at + 1,
    })
}

/// «عشرات», «مئات الآلاف», «بضعة ملايين»: many, without a value.
pub(super) fn vague(doc: &Doc<'_>, at: usize, word: &Word<'_>) -> Option<Outcome> {
    let mut low = match word.row.kind {
        WordKind::Vague | WordKind::VagueHundreds | WordKind::Several => {
            Decimal::from(word.row.value)
        }
        WordKind::Scale if word.row.form == Form::Plural => Decimal::from(word.row.value),
        _ => return None,
    };
    let mut next = at + 1;
    for _ in 0..2 {
        let Some(more) = word_at(doc, next) else {
            break;
        };
        let plural = matches!(
            (more.row.kind, more.row.form),
            (
                WordKind::Scale,
                Form::Plural | Form::Singular | Form::Accusative
            )
        ) || matches!(more.row.kind, WordKind::VagueHundreds)
            || more.row.kind == WordKind::Vague && more.row.value == 10;
        if !plural || more.and || more.preposition {
            break;
        }
        low = low.checked_mul(Decimal::from(more.row.value))?;
        next += 1;
    }
    // «عدة كتائب» is «several», no number.
    if word.row.kind == WordKind::Several && next == at + 1 {
        return None;
    }
    if word.definite && word.row.value == 3 {
        return None;
    }
    let span = doc.cover(at, next);
    Some(Outcome {
        number: Some(Number {
            span,
            numeral: span,
            kind: NumberKind::Cardinal,
            value: NumberValue::Vague { low: Some(low) },
            unit: None,
            approx: Some(Approx {
                span,
                kind: ApproxKind::Vague,
            }),
            counted: context::counted_any(doc, next),
            rule: RuleId::new(rules::VAGUE),
        }),
        next,
    })
}
