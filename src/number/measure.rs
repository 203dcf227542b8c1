//! What a numeral measures: percent signs and words, currencies with their parts, units.

use nom::Parser as _;
use nom::sequence::preceded;
use rust_decimal::Decimal;

use super::context::{bare_role, has_role};
use super::grammar::{self, Word};
use crate::doc::{Cardinal, Doc};
use crate::lex::{TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::numbers::{Form, UnitKind, UnitRow, WordKind, role};
use crate::span::Span;

/// What stands behind (or before) a numeral.
#[derive(Clone, Copy, Debug)]
pub(super) enum Measure<'a> {
    /// A percent sign or «في المئة».
    Percent(Span),
    /// A unit or currency.
    Unit(&'a UnitRow, Span),
}

impl Measure<'_> {
    /// Whether two measures are the same.
    pub(super) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Percent(_), Self::Percent(_)) => true,
            (Self::Unit(a, _), Self::Unit(b, _)) => a.id == b.id,
            _ => false,
        }
    }
}

pub(super) fn is_percent_sign(doc: &Doc<'_>, at: usize) -> bool {
    doc.is_char(at, '%') || doc.is_char(at, '٪')
}

/// The number word at a token.
pub(super) fn word_at<'a>(doc: &'a Doc<'a>, at: usize) -> Option<Word<'a>> {
    grammar::word(doc.from(at)).ok().map(|(_, word)| word)
}

fn is_the_hundred(word: &Word<'_>) -> bool {
    word.row.kind == WordKind::Hundred && word.definite && !word.and
}

/// «في المئة», «بالمائة»: the index behind it.
pub(super) fn percent_words(doc: &Doc<'_>, at: usize) -> Option<usize> {
    let token = doc.token(at)?;
    if !token.is_word() {
        return None;
    }
    if bare_role(doc, at, role::IN) {
        let word = word_at(doc, at + 1)?;
        return (is_the_hundred(&word) && !word.preposition).then_some(at + 2);
    }
    let word = word_at(doc, at)?;
    (is_the_hundred(&word) && word.preposition && doc.slice(token.span()).starts_with('ب'))
        .then_some(at + 1)
}

/// The measure at a token, and the index behind it.
pub(super) fn measure<'a>(
    doc: &'a Doc<'a>,
    at: usize,
    numeral: &Cardinal,
) -> Option<(Measure<'a>, usize)> {
    if is_percent_sign(doc, at) {
        return Some((Measure::Percent(doc.cover(at, at + 1)), at + 1));
    }
    if let Some(next) = percent_words(doc, at) {
        let start = doc.token(at)?.span().start();
        let end = doc.cover(at, next).end();
        return Some((Measure::Percent(Span::new(start, end)), next));
    }
    if let Some(next) = per_mille_words(doc, at) {
        let row = doc.lexicon.numbers.unit_by_id("permille")?;
        let span = Span::new(doc.token(at)?.start(), doc.cover(at, next).end());
        return Some((Measure::Unit(row, span), next));
    }
    if bare_role(doc, at, role::OVER) {
        // «5.7 على مقياس ريختر»
        let (row, _, next) = unit(doc, at + 1).filter(|(row, ..)| row.id == "richter")?;
        return Some((Measure::Unit(row, doc.cover(at, next)), next));
    }
    let (mut row, dual, next) = unit(doc, at)?;
    if dual || !fits(doc, at, next, numeral) {
        return None;
    }
    let letter = doc.token(at).is_some_and(|token| token.letters == 1);
    if row.id == "m" && letter && is_heat(doc, at) {
        row = doc.lexicon.numbers.unit_by_id("°C")?;
    }
    Some((Measure::Unit(row, doc.cover(at, next)), next))
}

/// «في الألف», «بالألف»: the index behind it.
fn per_mille_words(doc: &Doc<'_>, at: usize) -> Option<usize> {
    let token = doc.token(at).filter(|token| token.is_word())?;
    let thousand = |word: &Word<'_>| word.row.kind == WordKind::Scale && word.row.value == 1000;
    if bare_role(doc, at, role::IN) {
        let word = word_at(doc, at + 1).filter(thousand)?;
        return (word.definite && word.bare()).then_some(at + 2);
    }
    let word = word_at(doc, at).filter(thousand)?;
    (word.definite && !word.and && word.preposition && doc.slice(token.span()).starts_with('ب'))
        .then_some(at + 1)
}

/// «درجة الحرارة 46م»: heat is spoken of in the line before.
fn is_heat(doc: &Doc<'_>, at: usize) -> bool {
    for back in at.saturating_sub(14)..at {
        if has_role(doc, back, role::HEAT) && !(back..at).any(|at| doc.ends_line(at)) {
            return true;
        }
    }
    false
}

/// «بالمئة 210»: percent words before their number, at the index behind them.
pub(super) fn percent_before(doc: &Doc<'_>, at: usize) -> Option<usize> {
    let words = at.checked_sub(1)?;
    let earlier = words.checked_sub(1).and_then(|at| doc.token(at));
    let counted = earlier.is_some_and(|token| {
        token.kind == TokenKind::Number
            || token.flags & Class::Number.bit() != 0
            || token.is_char(')')
    });
    (percent_words(doc, words) == Some(at) && !counted).then_some(words)
}

/// The unit at a token without clitics, whether it is a dual, and the index behind it.
pub(super) fn unit<'a>(doc: &'a Doc<'a>, at: usize) -> Option<(&'a UnitRow, bool, usize)> {
    let token = doc.token(at)?;
    if token.has(mark::CONJUNCTION | mark::PREPOSITION) {
        return None;
    }
    any_unit(doc, at)
}

/// The unit at a token, perhaps with clitics.
pub(super) fn any_unit<'a>(doc: &'a Doc<'a>, at: usize) -> Option<(&'a UnitRow, bool, usize)> {
    let token = doc.token(at)?;
    if token.flags & Class::Unit.bit() == 0 {
        return None;
    }
    let entry = doc.lexicon.unit_at(doc.tokens, at)?;
    let (row, dual) = doc.lexicon.numbers.unit(entry.row)?;
    Some((row, dual, entry.next))
}

/// Abbreviations of one letter need digits before them, and none that look like a year («2015م»).
fn fits(doc: &Doc<'_>, at: usize, next: usize, numeral: &Cardinal) -> bool {
    let Some(token) = doc.token(at) else {
        return false;
    };
    if token.has(mark::ARTICLE) {
        return false;
    }
    if token.letters > 1
        || next > at + 1
        || !matches!(token.kind, TokenKind::Word | TokenKind::Latin)
    {
        return true;
    }
    let year = Decimal::from(1000) <= numeral.value
        && numeral.value <= Decimal::from(2200)
        && numeral.scale == Decimal::ONE
        && numeral.value.is_integer();
    // «17 م د» is millions of dinars, no metres.
    let abbreviated = doc
        .token(next)
        .is_some_and(|after| after.is_word() && after.letters == 1 && !doc.is_glued(next));
    numeral.digits
        && !year
        && !abbreviated
        && !(doc.is_char(next, '.') && doc.is_glued(next + 1))
        && (token.is_word() || doc.is_glued(at))
}

/// A numeral's value after what stands behind its unit: «ونصف», «وخمسين سنتا», «تحت الصفر».
#[derive(Clone, Copy, Debug)]
pub(super) struct Tail {
    pub(super) value: Decimal,
    pub(super) next: usize,
    /// End of the numeral where a half behind the unit belongs to it: «20 طنا ونصف الطن».
    pub(super) numeral: Option<usize>,
}

/// «تحت الصفر» ⇒ the index behind it.
pub(super) fn below_zero(doc: &Doc<'_>, at: usize) -> Option<usize> {
    let zero = word_at(doc, at + 1)?;
    (bare_role(doc, at, role::BELOW) && zero.row.kind == WordKind::Zero && zero.definite)
        .then_some(at + 2)
}

/// Reads what stands behind a unit and belongs to its value.
pub(super) fn tail(
    doc: &Doc<'_>,
    row: &UnitRow,
    value: Decimal,
    scale: Decimal,
    at: usize,
) -> Tail {
    let mut tail = Tail {
        value,
        next: at,
        numeral: None,
    };
    if let Some(next) = below_zero(doc, at) {
        return Tail {
            value: -value,
            next,
            numeral: None,
        };
    }
    if let Some((part, word, next)) = half(doc, row, scale, at) {
        if let Some(sum) = value.checked_add(part) {
            tail = Tail {
                value: sum,
                next,
                numeral: Some(doc.cover(at, word).end()),
            };
        }
    } else if row.kind == UnitKind::Currency {
        if let Some((part, next)) = sub_unit(doc, row, at) {
            if let Some(sum) = value.checked_add(part) {
                tail = Tail {
                    value: sum,
                    next,
                    numeral: None,
                };
            }
        }
    }
    tail
}

/// «ونصف», «ونصف الطن», «ونصف المليون» behind a unit.
fn half(
    doc: &Doc<'_>,
    row: &UnitRow,
    scale: Decimal,
    at: usize,
) -> Option<(Decimal, usize, usize)> {
    let (rest, (count, parts)) = preceded(grammar::and, grammar::fraction)
        .parse(doc.from(at))
        .ok()?;
    let fraction = Decimal::from(count).checked_div(Decimal::from(parts))?;
    let next = rest.at();
    if let Some(word) = word_at(doc, next) {
        if word.row.kind == WordKind::Scale && word.row.form != Form::Plural {
            let own = Decimal::from(word.row.value);
            return (own == scale || scale == Decimal::ONE)
                .then(|| Some((fraction.checked_mul(own)?, next + 1, next + 1)))?;
        }
    }
    if let Some((other, false, behind)) = unit(doc, next) {
        return (other.id == row.id).then_some((fraction, next, behind));
    }
    let token = doc.token(next);
    if token.is_some_and(|token| {
        token.is_word() && token.has(mark::ARTICLE) && !token.has(mark::PREPOSITION)
    }) {
        return None;
    }
    Some((fraction.checked_mul(scale)?, next, next))
}

/// «وخمسين سنتا» behind dollars.
fn sub_unit(doc: &Doc<'_>, row: &UnitRow, at: usize) -> Option<(Decimal, usize)> {
    let (rest, count) = preceded(grammar::and, grammar::cardinal)
        .parse(doc.from(at))
        .ok()?;
    let (sub, dual, next) = unit(doc, rest.at())?;
    if sub.kind != UnitKind::Sub || dual {
        return None;
    }
    let share = share(sub, row)?;
    let part = count.value.checked_div(share)?;
    (part < Decimal::ONE).then_some((part, next))
}

/// How many of the part make one of the currency.
fn share(sub: &UnitRow, whole: &UnitRow) -> Option<Decimal> {
    let generic = whole.parts.first().map(|(generic, _)| *generic);
    sub.parts
        .iter()
        .find(|(name, _)| *name == whole.id || Some(*name) == generic)
        .map(|(_, count)| Decimal::from(*count))
}

/// Whether a measure begins at the token: the index behind it.
pub(super) fn measure_begins(doc: &Doc<'_>, at: usize) -> Option<usize> {
    if is_percent_sign(doc, at) {
        return Some(at + 1);
    }
    percent_words(doc, at).or_else(|| {
        let token = doc.token(at)?;
        let short = token.letters < 2 && token.is_word();
        unit(doc, at)
            .filter(|_| !short && !token.has(mark::ARTICLE))
            .map(|(_, _, next)| next)
    })
}
