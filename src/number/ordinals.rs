//! Ordinals in words and digits, and the names that only look like them.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::amount::Amount;
use super::context::{self, bare_role, has_role};
use super::grammar::Word;
use super::rules;
use super::runs::Outcome;
use super::types::{Number, NumberKind, NumberValue};
use super::{grammar, ordinal_words};
use crate::chars::WAW;
use crate::doc::Doc;
use crate::lex::{TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::numbers::{Form, WordKind, role};
use crate::rule::RuleId;
use crate::span::Span;

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
pub(super) fn ordinal(doc: &Doc<'_>, at: usize, word: &Word<'_>, floor: usize) -> Option<Outcome> {
    let (rest, value) = ordinal_words::ordinal(doc.from(at)).ok()?;
    let next = rest.at();
    let silent = Some(Outcome::silent(next));
    let before = at.checked_sub(1).filter(|before| !doc.ends_line(*before));
    let unit = at
        .checked_sub(2)
        .is_some_and(|unit| doc.is(unit, Class::Unit) && bare_role(doc, at - 1, role::IN));
    if unit && value == 2 {
        // «10 أقدام في الثانية»: the second.
        return silent;
    }
    // «الفريق أول صدقي صبحي»: a rank.
    let rank = before
        .and_then(|before| doc.token(before))
        .is_some_and(|head| head.has(mark::ARTICLE))
        && !word.definite
        && doc.token(next).is_some_and(|name| {
            let person = Class::Given.bit() | Class::Family.bit();
            name.flags & person != 0 && name.flags & !Class::WEAK == 0
        });
    if value == 1 && rank && word.row.form == Form::Masculine {
        return silent;
    }
    if value == 1 && before.is_some_and(|before| context::is_initial(doc, before, at)) {
        return silent;
    }
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
            .map(|before| context::noun_span(doc, before))
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
    let graded = next.is_some_and(|token| context::is_superlative(doc, at + 1, token));
    if noun_behind
        && word.row.form == Form::Masculine
        && (graded || !context::is_accusative(doc, at + 1))
    {
        return true;
    }
    // «يظهر ثانية»: once again.
    if word.row.value == 2 && word.row.form == Form::Feminine {
        let verb = before.is_some_and(|before| context::is_imperfect(doc, before));
        if verb {
            return false;
        }
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
pub(super) fn ordinal_of_definite(
    doc: &Doc<'_>,
    at: usize,
    word: &Word<'_>,
    floor: usize,
) -> Option<Outcome> {
    if !word.definite {
        return None;
    }
    let (rest, value) = ordinal_words::ordinal(doc.from(at)).ok()?;
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
        .map(|before| context::noun_span(doc, before));
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
pub(super) fn ordinal_digits(doc: &Doc<'_>, found: &Amount<'_>) -> Option<Outcome> {
    if found.ratio.is_some() || !found.value.is_integer() || found.cardinal.scale > Decimal::ONE {
        return None;
    }
    let mut before = found.first.checked_sub(1)?;
    if !found.article && doc.is_char(before, '(') && doc.is_char(found.next, ')') {
        // «الدورة (31)»
        before = before.checked_sub(1)?;
        if !has_role(doc, before, role::PLACE) || context::is_noun(doc, found.next + 1) {
            return None;
        }
    }
    // «يوم الأربعاء الـ27 تنظم محاضرة»
    let day = found.article && doc.is(before, Class::Date);
    // «في الدقيقة 14 وضاعف النتيجة»
    let and = doc
        .token(found.next)
        .is_some_and(|next| next.clitic == 0 && next.key.letter(0) == WAW);
    let free = day || and && has_role(doc, before, role::PLACE);
    if doc.ends_line(before) || !free && context::is_noun_counted(doc, found.next) {
        return None;
    }
    let value = found.value.to_u64()?;
    let place = has_role(doc, before, role::PLACE) && value < 1000;
    let definite = context::is_definite(doc, before)
        && (doc.is(before, Class::Date) || context::is_noun_like(doc, before));
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
    let counted = Some(context::noun_span(doc, before));
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
