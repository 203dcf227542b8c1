//! Finds the numbers of a text: tries the rules at each token that can begin one.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::amount::{Amount, amount, unit_first};
use super::context::{self, bare_role, has_role};
use super::grammar::{self, Word};
use super::measure::{self, Measure, word_at};
use super::rules;
use super::runs::{self, Outcome, is_dash};
use super::types::{Approx, ApproxKind, Number, NumberKind, NumberValue, Unit, UnitId};
use crate::doc::Doc;
use crate::lex::{TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::numbers::{Form, UnitKind, WordKind, role};
use crate::rule::RuleId;
use crate::span::Span;

/// Finds the numbers of an article, in text order, none inside another.
pub(crate) fn numbers(doc: &Doc<'_>) -> Vec<Number> {
    const GATE: u16 = Class::Number.bit() | Class::Unit.bit();
    let mut out: Vec<Number> = Vec::new();
    let mut floor = 0;
    for (at, token) in doc.tokens.iter().enumerate() {
        if at < floor || token.kind != TokenKind::Number && token.flags & GATE == 0 {
            continue;
        }
        if let Some(outcome) = read(doc, at, floor) {
            floor = outcome.next.max(at + 1);
            out.extend(outcome.number);
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
    if let Some(outcome) = range_from(doc, &found, floor) {
        return Some(outcome);
    }
    let rule = match found.measure {
        Some(Measure::Unit(row, _)) if row.kind != UnitKind::Measure => rules::MONEY,
        _ => rules::UNIT_FIRST,
    };
    Some(record(doc, &found, floor, Some(rule)))
}

// ---------------------------------------------------------------- records

fn unit_of(measure: &Measure<'_>, shared: bool) -> Unit {
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

const fn kind_of(measure: Option<&Measure<'_>>) -> (NumberKind, Option<&'static str>) {
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
fn record(doc: &Doc<'_>, found: &Amount<'_>, floor: usize, rule: Option<&'static str>) -> Outcome {
    let (kind, measured) = kind_of(found.measure.as_ref());
    let (kind, value) = match found.ratio {
        Some((numerator, denominator)) if kind == NumberKind::Cardinal => (
            NumberKind::Fraction,
            NumberValue::Ratio {
                numerator: Decimal::from(numerator),
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
        _ => None,
    };
    let ahead = usize::from(counted.is_some()) + usize::from(kind == NumberKind::Cardinal);
    let approx = context::approximator_before(doc, found.first, floor)
        .or_else(|| context::approximator_behind(doc, found.next, ahead));
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

fn counted(doc: &Doc<'_>, found: &Amount<'_>) -> Option<Span> {
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

// ---------------------------------------------------------------- one amount

/// One numeral with its measure, if its context lets it count.
fn single(doc: &Doc<'_>, at: usize, found: &Amount<'_>, floor: usize) -> Option<Outcome> {
    if let Some(outcome) = ratio(doc, found, floor) {
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
fn counts(doc: &Doc<'_>, at: usize, found: &Amount<'_>) -> bool {
    if context::ends_name(doc, found.first) {
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
        return fraction_counts(doc, at, &word, next);
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
    // ثمن is the price of something, سدس and the rest are rare enough to be meant.
    noun && word.row.value != 8
}

/// «واحد من كل خمسة», «3 من أصل 10», «واحد على عشرين».
fn ratio(doc: &Doc<'_>, found: &Amount<'_>, floor: usize) -> Option<Outcome> {
    if found.measure.is_some() || found.ratio.is_some() {
        return None;
    }
    let next = found.next;
    let of = bare_role(doc, next, role::FROM)
        && doc.token(next + 1).is_some_and(|token| {
            doc.lexicon.numbers.roles(token.key) & (role::EACH | role::OF) != 0
        });
    let over = bare_role(doc, next, role::OVER);
    let plain = found.value == Decimal::ONE && bare_role(doc, next, role::FROM);
    let behind = match (of, over || plain) {
        (true, _) => next + 2,
        (_, true) => next + 1,
        _ => return None,
    };
    let (_, whole) = grammar::cardinal(doc.from(behind)).ok()?;
    // «واحد من مئة», but «واحد من 5 مرشحين» is one of them.
    if plain
        && !of
        && ![100, 1000, 1_000_000, 1_000_000_000, 1_000_000_000_000]
            .contains(&whole.value.to_i64()?)
        && whole.scale == Decimal::ONE
    {
        return None;
    }
    if over
        && (found.value >= whole.value
            || whole.scale > Decimal::ONE
            || found.value < Decimal::ONE
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
    let end = behind + whole.len;
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
            approx: context::approximator_before(doc, found.first, floor),
            counted: context::counted(doc, end),
            rule: RuleId::new(rules::RATIO),
        }),
        next: end,
    })
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
fn double(doc: &Doc<'_>, at: usize, word: &Word<'_>) -> Option<Outcome> {
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
fn vague(doc: &Doc<'_>, at: usize, word: &Word<'_>) -> Option<Outcome> {
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

// ---------------------------------------------------------------- ordinals

fn ordinal_record(
    doc: &Doc<'_>,
    span: Span,
    first: usize,
    next: usize,
    value: u64,
    counted: Option<Span>,
    rule: &'static str,
) -> Outcome {
    Outcome {
        number: Some(Number {
            span,
            numeral: span,
            kind: NumberKind::Ordinal,
            value: NumberValue::Exact {
                value: Decimal::from(value),
            },
            unit: None,
            approx: context::approximator_before(doc, first, 0),
            counted,
            rule: RuleId::new(rule),
        }),
        next,
    }
}

/// Ordinal words: «الجولة الثالثة», «رابع أكبر», «مرة ثانية».
fn ordinal(doc: &Doc<'_>, at: usize, word: &Word<'_>, floor: usize) -> Option<Outcome> {
    let (rest, value) = grammar::ordinal(doc.from(at)).ok()?;
    let next = rest.at();
    let silent = Some(Outcome::silent(next));
    let before = at.checked_sub(1).filter(|before| !doc.ends_line(*before));
    if !context::alone(doc, at, next) {
        if let Some(before) = before {
            if names_bearer(doc, before, at, value, word.definite, floor) {
                return silent;
            }
        }
        if next == at + 1 && !word.definite && !indefinite_counts(doc, at, word, before) {
            return silent;
        }
    }
    let counted = if word.definite || word.row.form == Form::Plain {
        before
            .filter(|before| context::is_noun_like(doc, *before))
            .map(|before| doc.cover(before, before + 1))
    } else {
        let behind = context::counted_any(doc, next);
        let before = before
            .filter(|before| value > 1 && context::is_noun_like(doc, *before))
            .map(|before| doc.cover(before, before + 1));
        if value == 1 {
            behind
        } else {
            before.or(behind)
        }
    };
    let span = doc.cover(at, next);
    let rule = rules::ORDINAL_WORDS;
    Some(ordinal_record(
        doc,
        span,
        at,
        next,
        value.into(),
        counted,
        rule,
    ))
}

/// «محمد السادس», «القناة الثانية», «الوزير الأول», «اليوم السابع»: a name, nothing counted.
fn names_bearer(
    doc: &Doc<'_>,
    before: usize,
    at: usize,
    value: u32,
    definite: bool,
    floor: usize,
) -> bool {
    if has_role(doc, before, role::NAME) {
        return true;
    }
    if doc.lexicon.numbers.is_lexical(doc.stem_key(before), value) {
        return true;
    }
    if !definite {
        return false;
    }
    let Some(token) = doc.token(before) else {
        return false;
    };
    let person = Class::Given.bit() | Class::Family.bit();
    if token.is_word()
        && !token.has(mark::ARTICLE)
        && token.flags & person != 0
        && !context::is_definite(doc, before)
        && token.flags & !(Class::WEAK) == 0
    {
        return true;
    }
    let back = at.saturating_sub(4).max(floor);
    let royal = (back..before).any(|at| has_role(doc, at, role::ROYAL))
        && !token.has(mark::ARTICLE)
        && !context::is_definite(doc, before);
    let paper = before
        .checked_sub(1)
        .is_some_and(|at| has_role(doc, at, role::PAPER));
    royal || paper
}

/// Whether an indefinite ordinal word counts: «أول إنذار», «رابع أكبر», «شريك ثالث».
fn indefinite_counts(doc: &Doc<'_>, at: usize, word: &Word<'_>, before: Option<usize>) -> bool {
    let next = doc.token(at + 1);
    let function = next.is_some_and(|token| token.flags & Class::Function.bit() != 0);
    let noun_behind = next.is_some_and(|token| {
        token.is_word()
            && token.letters > 2
            && !token.has(mark::CONJUNCTION | mark::PREPOSITION)
            && !function
    }) || next.is_some_and(|token| token.kind == TokenKind::Quote);
    if word.row.form == Form::Accusative {
        // «ثانيا» opens an argument; «حل ثالثا» is a place.
        return word.row.value > 2
            && before.is_some_and(|before| {
                doc.token(before).is_some_and(|token| {
                    token.is_word() && token.flags & Class::Function.bit() == 0
                })
            })
            && !doc.is_char(at + 1, ':');
    }
    if word.row.form == Form::Plain {
        return true;
    }
    if word.row.value == 1 {
        // «أولى اهتماما» is a verb.
        let verb = word.row.form == Form::Feminine
            && (context::is_accusative(doc, at + 1)
                || context::is_definite(doc, at + 1) && context::is_accusative(doc, at + 2));
        return noun_behind && !verb || bare_role(doc, at + 1, role::FROM);
    }
    if noun_behind && word.row.form == Form::Masculine && !context::is_accusative(doc, at + 1) {
        return true;
    }
    // «شخص رابع», «مرة ثانية»
    before.is_some_and(|before| {
        doc.token(before).is_some_and(|token| {
            token.is_word()
                && token.letters > 2
                && !token.has(mark::ARTICLE)
                && token.flags & (Class::Function.bit() | Class::Number.bit()) == 0
        }) && !context::is_definite(doc, before)
    })
}

/// Definite tens and hundreds behind a definite singular: «الذكرى العشرين», «نسخته المئة».
fn ordinal_of_definite(doc: &Doc<'_>, at: usize, word: &Word<'_>, floor: usize) -> Option<Outcome> {
    if !word.definite {
        return None;
    }
    let (rest, value) = grammar::ordinal(doc.from(at)).ok()?;
    let next = rest.at();
    if let Ok((_, cardinal)) = grammar::cardinal(doc.from(at)) {
        if cardinal.len > next - at {
            return None;
        }
    }
    let before = at.checked_sub(1).filter(|before| !doc.ends_line(*before));
    let fits = match before {
        Some(before) => {
            if names_bearer(doc, before, at, value, true, floor) {
                return Some(Outcome::silent(next));
            }
            context::is_definite(doc, before)
                && context::is_noun_like(doc, before)
                && !context::is_plural(doc, before)
        }
        None => false,
    } || context::alone(doc, at, next)
        || word.row.kind != WordKind::Ten && word.row.value < 3;
    if !fits {
        return None;
    }
    let counted = before
        .filter(|before| context::is_noun_like(doc, *before))
        .map(|before| doc.cover(before, before + 1));
    let span = doc.cover(at, next);
    Some(ordinal_record(
        doc,
        span,
        at,
        next,
        value.into(),
        counted,
        rules::ORDINAL_WORDS,
    ))
}

/// «ميلاده الـ70», «الدقيقة 60»: digits behind a definite singular, or behind a head of ordinals.
fn ordinal_digits(doc: &Doc<'_>, found: &Amount<'_>) -> Option<Outcome> {
    if found.ratio.is_some() || !found.value.is_integer() || found.cardinal.scale > Decimal::ONE {
        return None;
    }
    let before = found.first.checked_sub(1)?;
    if doc.ends_line(before) || context::is_noun_counted(doc, found.next) {
        return None;
    }
    let value = found.value.to_u64()?;
    let place = has_role(doc, before, role::PLACE) && value < 1000;
    let definite = context::is_definite(doc, before) && context::is_noun_like(doc, before);
    let fits = if found.article {
        definite
            && !context::is_plural(doc, before)
            && !context::ends_name(doc, found.first)
            && word_is_bare(doc, before)
    } else {
        place && definite
    };
    if !fits || value > 5000 {
        return None;
    }
    let counted = Some(doc.cover(before, before + 1));
    let span = found.numeral;
    let rule = rules::ORDINAL_DIGITS;
    Some(ordinal_record(
        doc,
        span,
        found.first,
        found.next,
        value,
        counted,
        rule,
    ))
}

fn word_is_bare(doc: &Doc<'_>, at: usize) -> bool {
    doc.token(at)
        .is_some_and(|token| token.is_word() && token.letters > 3)
}

// ---------------------------------------------------------------- ranges

/// A range that begins with the numeral at a token.
fn range(doc: &Doc<'_>, first: &Amount<'_>, floor: usize) -> Option<Outcome> {
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
        // «10- 15 ريالا» is a range for its unit; «10 -15» alone is a minus.
        let even = token.has(mark::GLUED) == next.has(mark::GLUED);
        if !even && (second.measure.is_none() || !token.has(mark::GLUED)) {
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
        // «من 131 إلى 123.5 مليار» falls: two values.
        if low >= counted {
            return None;
        }
        low = low.checked_mul(scale)?;
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
