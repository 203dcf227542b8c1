//! The bare numeral: cardinals, fractions in words and digits, mixed and scientific notation.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::context::bare_role;
use super::digits;
use super::grammar::{self, Word};
use super::measure;
use crate::doc::{Cardinal, Doc};
use crate::lex::{TokenKind, mark};
use crate::lexicon::numbers::{Form, WordKind, role};

pub(super) const fn plain(value: Decimal, digits: bool, len: usize) -> Cardinal {
    Cardinal {
        value,
        decimal: None,
        grouped: false,
        digits,
        definite: false,
        scale: Decimal::ONE,
        head: WordKind::Zero,
        len,
    }
}

/// The bare numeral at a token: cardinal, fraction, or «3/4», and its fraction where it is one.
pub(super) fn numeral(doc: &Doc<'_>, at: usize) -> Option<(Cardinal, Option<(u64, u64)>)> {
    let token = doc.token(at)?;
    if token.kind == TokenKind::Number {
        return in_digits(doc, at);
    }
    let cardinal = grammar::cardinal(doc.from(at)).ok().map(|(_, found)| found);
    if let Some((count, parts, len)) = cardinal.and_then(|found| of_parts(doc, at, &found)) {
        return fraction(count, parts, len, false);
    }
    if let Ok((rest, (count, parts))) = grammar::fraction(doc.from(at)) {
        let len = rest.at() - at;
        if cardinal.is_none_or(|found| found.len < len) {
            return fraction(count, parts, len, false);
        }
    }
    if let Some(parts) = homograph(doc, at) {
        return fraction(1, parts, 1, false);
    }
    cardinal.map(|found| (tens_first(doc, at, &found).unwrap_or(found), None))
}

fn fraction(
    count: u64,
    parts: u64,
    len: usize,
    digits: bool,
) -> Option<(Cardinal, Option<(u64, u64)>)> {
    let value = Decimal::from(count).checked_div(Decimal::from(parts))?;
    Some((plain(value, digits, len), Some((count, parts))))
}

/// A numeral that begins with digits.
fn in_digits(doc: &Doc<'_>, at: usize) -> Option<(Cardinal, Option<(u64, u64)>)> {
    if let Some(value) = radix(doc, at) {
        return Some((scaled(doc, value, at, 3), None));
    }
    if let Some((count, parts)) = slashed(doc, at) {
        return fraction(count, parts, 3, true);
    }
    if let Some((value, len)) = mixed(doc, at).or_else(|| scientific(doc, at)) {
        return Some((plain(value, true, len), None));
    }
    let (_, found) = grammar::cardinal(doc.from(at)).ok()?;
    if let Some((count, parts, len)) = of_parts(doc, at, &found) {
        return fraction(count, parts, len, true);
    }
    Some((hundreds_behind(doc, at, &found).unwrap_or(found), None))
}

/// «3 أرباع», «عشرون خُمسا» in the plural «أخماس»: as many parts as the cardinal says.
fn of_parts(doc: &Doc<'_>, at: usize, found: &Cardinal) -> Option<(u64, u64, usize)> {
    let word = measure::word_at(doc, at + found.len)?;
    let parts = word.row.kind == WordKind::Fraction && word.row.form == Form::Plural && word.bare();
    let count = found.value.is_integer().then(|| found.value.to_u64())??;
    (parts && count > 2).then_some((count, word.row.value, found.len + 1))
}

/// «أربعين وخمسة»: the tens before the unit, against the grammar, where nothing follows.
fn tens_first(doc: &Doc<'_>, at: usize, found: &Cardinal) -> Option<Cardinal> {
    if found.head != WordKind::Ten || found.len != 1 {
        return None;
    }
    let (rest, ()) = grammar::and(doc.from(at + 1)).ok()?;
    let unit = measure::word_at(doc, rest.at())?;
    let next = rest.at() + 1;
    let ends = doc.ends_line(next) || doc.token(next)?.kind == TokenKind::Punct;
    (unit.row.kind == WordKind::Unit && unit.row.value < 10 && !unit.definite && ends).then(|| {
        Cardinal {
            value: found.value + Decimal::from(unit.row.value),
            len: next - at,
            ..*found
        }
    })
}

/// «5 مئة», «3 مئة و21»: hundreds counted in digits.
fn hundreds_behind(doc: &Doc<'_>, at: usize, found: &Cardinal) -> Option<Cardinal> {
    let word = measure::word_at(doc, at + found.len)?;
    let fits = word.row.kind == WordKind::Hundred && word.bare() && !word.definite;
    if !fits || found.len > 1 || found.value >= Decimal::ONE_THOUSAND {
        return None;
    }
    let mut value = found.value.checked_mul(Decimal::ONE_HUNDRED)?;
    let mut len = 2;
    if let Ok((rest, ())) = grammar::and(doc.from(at + len)) {
        if let Ok((_, more)) = grammar::cardinal(rest) {
            if more.value < Decimal::ONE_HUNDRED && more.scale == Decimal::ONE {
                value += more.value;
                len = rest.at() + more.len - at;
            }
        }
    }
    Some(Cardinal {
        value,
        len,
        ..*found
    })
}

/// «2 1/4», «2½», «2 ½».
fn mixed(doc: &Doc<'_>, at: usize) -> Option<(Decimal, usize)> {
    let whole = Decimal::from(doc.token(at)?.number()?);
    let second = doc.token(at + 1)?;
    let (count, parts, len) = match second.kind {
        TokenKind::Other => {
            let word = measure::word_at(doc, at + 1)?;
            (word.row.kind == WordKind::Fraction).then_some((1, word.row.value, 1))?
        }
        TokenKind::Number if !second.has(mark::GLUED) => {
            let (count, parts) = slashed(doc, at + 1)?;
            let more = doc.is_char(at + 4, '/') && doc.is_glued(at + 4);
            (count < parts && parts <= 100 && !more).then_some((count, parts, 3))?
        }
        _ => return None,
    };
    let part = Decimal::from(count).checked_div(Decimal::from(parts))?;
    Some((whole.checked_add(part)?, 1 + len))
}

/// «1e10», «1.5e-3»: scientific notation.
fn scientific(doc: &Doc<'_>, at: usize) -> Option<(Decimal, usize)> {
    let (rest, found) = digits::digits(doc.from(at)).ok()?;
    let (exponent, next) = exponent(doc, rest.at())?;
    let mantissa = found.decimal.unwrap_or(found.value);
    let mut value = mantissa;
    for _ in 0..exponent.unsigned_abs() {
        value = if exponent > 0 {
            value.checked_mul(Decimal::TEN)?
        } else {
            value.checked_div(Decimal::TEN)?
        };
    }
    Some((value, next - at))
}

/// «e10», «e-3» glued behind digits, and the index behind it.
pub(super) fn exponent(doc: &Doc<'_>, at: usize) -> Option<(i32, usize)> {
    let letter = doc.token(at)?;
    let written = letter.kind == TokenKind::Latin && letter.has(mark::GLUED);
    if !written || !doc.slice(letter.span()).eq_ignore_ascii_case("e") {
        return None;
    }
    let sign = doc.token(at + 1)?;
    let (negative, at) = match sign.character() {
        Some('-' | '\u{2212}') if sign.has(mark::GLUED) => (true, at + 2),
        Some('+') if sign.has(mark::GLUED) => (false, at + 2),
        _ => (false, at + 1),
    };
    let power = doc.token(at).filter(|token| token.has(mark::GLUED))?;
    let power = i32::try_from(power.number().filter(|power| *power <= 18)?).ok()?;
    Some((if negative { -power } else { power }, at + 1))
}

/// «خمس السكان»: before a definite noun خُمس, a fifth; a count would stand before an indefinite one.
fn homograph(doc: &Doc<'_>, at: usize) -> Option<u64> {
    let word = measure::word_at(doc, at)?;
    let parts = word.row.fraction;
    let next = doc.token(at + 1)?;
    let definite = next.is_word()
        && next.has(mark::ARTICLE)
        && !next.has(mark::PREPOSITION | mark::CONJUNCTION)
        // ألف and آلاف begin with the letters of the article.
        && measure::word_at(doc, at + 1).is_none_or(|word| word.definite);
    (parts > 0 && !word.definite && definite).then_some(parts)
}

/// «5ر27»: the decimal mark of some agencies, which write the decimals first; 27.5.
fn radix(doc: &Doc<'_>, at: usize) -> Option<Decimal> {
    let (decimals, mark, whole) = (doc.token(at)?, doc.token(at + 1)?, doc.token(at + 2)?);
    let glued = mark.has(mark::GLUED) && whole.has(mark::GLUED);
    if !glued || mark.letters != 1 || !bare_role(doc, at + 1, role::RADIX) || decimals.letters > 4 {
        return None;
    }
    let part = Decimal::try_new(
        i64::try_from(decimals.number()?).ok()?,
        u32::from(decimals.letters),
    );
    Decimal::from(whole.number()?).checked_add(part.ok()?)
}

fn scaled(doc: &Doc<'_>, value: Decimal, at: usize, len: usize) -> Cardinal {
    let found = plain(value, true, len);
    match scale_at(doc, at + len) {
        Some(scale) => {
            let scale = Decimal::from(scale.row.value);
            Cardinal {
                value: value.checked_mul(scale).unwrap_or(value),
                scale,
                len: len + 1,
                ..found
            }
        }
        None => found,
    }
}

fn slashed(doc: &Doc<'_>, at: usize) -> Option<(u64, u64)> {
    let second = doc.token(at + 2)?;
    let fits = doc.is_char(at + 1, '/') && doc.is_glued(at + 1) && second.has(mark::GLUED);
    let (count, parts) = (doc.token(at)?.number()?, second.number()?);
    (fits && parts > 0 && parts < 1_000_000).then_some((count, parts))
}

/// The scale word at a token that can stand behind a count.
pub(super) fn scale_at<'a>(doc: &'a Doc<'a>, at: usize) -> Option<Word<'a>> {
    let word = measure::word_at(doc, at)?;
    (word.row.kind == WordKind::Scale
        && word.row.form != Form::Dual
        && !word.and
        && !word.preposition
        && !word.definite)
        .then_some(word)
}
