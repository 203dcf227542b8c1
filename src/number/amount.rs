//! One numeral with its sign, article and measure: what ranges are made of.

use rust_decimal::Decimal;

use super::context;
use super::digits;
use super::measure::{self, Measure};
use super::numerals::{numeral, plain, scale_at};
use super::runs::is_dash;
use crate::chars::{ALEF, BA, FA, KAF, LAM, WAW};
use crate::doc::{Cardinal, Doc};
use crate::lex::{TokenKind, mark};
use crate::lexicon::numbers::{Form, UnitKind, UnitRow, WordKind};
use crate::span::Span;

/// A numeral with what it measures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount<'a> {
    /// First token, a sign or an article written apart among them.
    pub(super) first: usize,
    /// Start of the record in bytes.
    pub(super) start: usize,
    /// The numeral.
    pub(super) numeral: Span,
    /// As the grammar read it.
    pub(super) cardinal: Cardinal,
    /// The value with halves and sub-units.
    pub(super) value: Decimal,
    /// A fraction, exact.
    pub(super) ratio: Option<(u64, u64)>,
    /// With the article before its digits: «الـ70».
    pub(super) article: bool,
    /// What is measured.
    pub(super) measure: Option<Measure<'a>>,
    /// Whether the measure stands before the numeral.
    pub(super) prefixed: bool,
    /// End of the record in bytes.
    pub(super) end: usize,
    /// Index of the token behind it.
    pub(super) next: usize,
}

/// The sign before a numeral: «-3», «−٣».
fn minus(doc: &Doc<'_>, at: usize, floor: usize) -> Option<usize> {
    let before = at.checked_sub(1).filter(|before| *before >= floor)?;
    let sign = doc.token(before)?.character()?;
    if !matches!(sign, '-' | '\u{2212}') || !doc.is_glued(at) || is_joined(doc, before) {
        // «(-3)» is glued to its bracket alone.
        let bracket = before
            .checked_sub(1)
            .is_some_and(|open| doc.is_char(open, '('));
        if !(bracket && doc.is_glued(at) && is_dash(sign)) {
            return None;
        }
    }
    let earlier = before.checked_sub(1).and_then(|at| doc.token(at));
    if earlier.is_some_and(|token| token.kind == TokenKind::Number) {
        return None;
    }
    Some(before)
}

/// «+5» at the head of a word.
fn plus(doc: &Doc<'_>, at: usize, floor: usize) -> Option<usize> {
    at.checked_sub(1).filter(|&before| {
        before >= floor && doc.is_char(before, '+') && doc.is_glued(at) && !is_joined(doc, before)
    })
}

/// Whether a sign is glued to a word or mark before it; a line break is none.
fn is_joined(doc: &Doc<'_>, at: usize) -> bool {
    doc.is_glued(at) && !at.checked_sub(1).is_none_or(|before| doc.ends_line(before))
}

/// «الدورة ال(14)»: the article before digits in brackets.
fn article_in_brackets(doc: &Doc<'_>, at: usize, next: usize) -> Option<(usize, usize)> {
    let open = at.checked_sub(1).filter(|open| doc.is_char(*open, '('))?;
    let closed = doc.is_char(next, ')') && doc.is_glued(open);
    closed.then(|| article(doc, open)).flatten()
}

/// «(200) ألف», «(12) شهرا», ««10» ملايين»: a numeral of digits in marks of its own.
fn bracketed(doc: &Doc<'_>, at: usize, next: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| doc.token(at));
    let (Some(open), Some(close)) = (before, doc.token(next)) else {
        return false;
    };
    open.is_char('(') && close.is_char(')')
        || open.kind == TokenKind::Quote && close.kind == TokenKind::Quote
}

/// «- 2 درجة» at the head of a line: a sign set apart, before degrees alone.
fn detached_minus(doc: &Doc<'_>, row: &UnitRow, at: usize, floor: usize) -> Option<usize> {
    let before = at.checked_sub(1).filter(|before| *before >= floor)?;
    let sign = doc.token(before)?.character()?;
    let degrees = matches!(row.id, "deg" | "°C" | "°F");
    (degrees
        && matches!(sign, '-' | '\u{2212}')
        && !doc.is_glued(at)
        && context::opens_line(doc, before))
    .then_some(before)
}

/// The article written before digits: «الـ70», «بالـ70», «لل70»; its first byte.
pub(super) fn article(doc: &Doc<'_>, at: usize) -> Option<(usize, usize)> {
    let before = at.checked_sub(1)?;
    let token = doc.token(before)?;
    if !token.is_word() || token.letters > 4 || token.letters < 2 {
        return None;
    }
    let letters = u32::from(token.letters);
    let last = token.key.letter(letters - 1);
    let second = token.key.letter(letters - 2);
    let apart = !doc.is_glued(at);
    if apart && letters > 3 || last != LAM || !(second == ALEF || second == LAM && letters < 4) {
        return None;
    }
    // The article is inside, proclitics before it are not; «ريال2025» and «مال 70» have none.
    let skip = if second == ALEF {
        letters - 2
    } else {
        letters - 1
    };
    let proclitics = [WAW, FA, BA, KAF, LAM];
    if !(0..skip).all(|at| proclitics.contains(&token.key.letter(at))) {
        return None;
    }
    let surface = doc.slice(token.span());
    let start = surface
        .char_indices()
        .filter(|(_, c)| !crate::chars::is_ignorable(*c))
        .nth(skip as usize)?
        .0;
    Some((before, token.start() + start))
}

/// Reads the amount at a token.
#[allow(
    clippy::too_many_lines,
    reason = "one pass from sign to measure, each step moving the same end"
)]
pub(super) fn amount<'a>(doc: &'a Doc<'a>, at: usize, floor: usize) -> Option<Amount<'a>> {
    let (mut cardinal, ratio) = numeral(doc, at)?;
    let mut next = at + cardinal.len;
    let mut numeral = doc.cover(at, next);
    let digits = doc.token(at)?.kind == TokenKind::Number;
    let mut first = at;
    let mut start = numeral.start();
    let mut numeral_start = start;
    let mut with_article = false;
    if digits {
        if let Some(sign) = minus(doc, at, floor) {
            cardinal.value = -cardinal.value;
            first = sign;
            start = doc.token(sign)?.start();
            numeral_start = start;
        } else if let Some(sign) = plus(doc, at, floor) {
            first = sign;
            start = doc.token(sign)?.start();
            numeral_start = start;
        } else if let Some((token, byte)) = article(doc, at).filter(|found| found.0 >= floor) {
            first = token;
            start = byte;
            numeral_start = byte;
            with_article = true;
        } else if let Some((token, byte)) =
            article_in_brackets(doc, at, next).filter(|found| found.0 >= floor)
        {
            first = token;
            start = byte;
            numeral_start = byte;
            with_article = true;
            next += 1;
            numeral = doc.cover(at, next);
        }
    }
    let mut found = Amount {
        first,
        start,
        numeral: Span::new(numeral_start, numeral.end()),
        cardinal,
        value: cardinal.value,
        ratio,
        article: with_article,
        measure: None,
        prefixed: false,
        end: numeral.end(),
        next,
    };
    if let Some(sign) = first
        .checked_sub(1)
        .filter(|before| digits && *before >= floor && measure::is_percent_sign(doc, *before))
    {
        found.measure = Some(Measure::Percent(doc.cover(sign, sign + 1)));
        found.prefixed = true;
        found.first = sign;
        found.start = doc.token(sign)?.start();
        found.value = cardinal.decimal.unwrap_or(found.value);
        return Some(found);
    }
    if let Some(words) =
        measure::percent_before(doc, at).filter(|&words| digits && first == at && words >= floor)
    {
        found.measure = Some(Measure::Percent(doc.cover(words, at)));
        found.prefixed = true;
        found.first = words;
        found.start = doc.token(words)?.start();
        found.value = cardinal.decimal.unwrap_or(found.value);
        return Some(found);
    }
    let bracket = digits && !with_article && first == at && bracketed(doc, at, next);
    if bracket {
        if let Some(word) = scale_at(doc, next + 1) {
            let (scale, plural) = (Decimal::from(word.row.value), word.row.form == Form::Plural);
            let Cardinal {
                value,
                decimal,
                grouped,
                ..
            } = cardinal;
            cardinal.value = digits::scaled(value, decimal, grouped, scale, plural)?;
            cardinal.decimal = None;
            cardinal.scale = scale;
            found.cardinal = cardinal;
            found.value = cardinal.value;
            found.first = at - 1;
            found.start = doc.token(at - 1)?.start();
            found.end = doc.cover(at, next + 2).end();
            found.numeral = Span::new(found.start, found.end);
            next += 2;
            found.next = next;
        } else if measure::measure_begins(doc, next + 1).is_some() {
            found.first = at - 1;
            found.start = doc.token(at - 1)?.start();
            next += 1;
        } else if context::is_noun_counted(doc, next + 1) {
            found.next = next + 1;
        }
    }
    if let Some((measure, behind)) = measure::measure(doc, next, &cardinal) {
        found.measure = Some(measure);
        next = behind;
        match measure {
            Measure::Percent(_) => {
                found.value = cardinal.decimal.unwrap_or(found.value);
            }
            Measure::Unit(row, _) => {
                let tail = measure::tail(doc, row, found.value, cardinal.scale, next);
                found.value = tail.value;
                if tail.next > next && found.ratio.is_some() {
                    found.ratio = None;
                }
                if let Some(end) = tail.numeral {
                    found.numeral = found.numeral.cover(Span::new(start, end));
                }
                next = tail.next;
                if let Some(sign) = detached_minus(doc, row, at, floor) {
                    found.value = -found.value;
                    found.first = sign;
                    found.start = doc.token(sign)?.start();
                }
            }
        }
        found.next = next;
        found.end = doc.cover(at, next).end();
    } else if let Some((degree, behind)) = measure::below_zero(doc, next)
        .and_then(|behind| Some((doc.lexicon.numbers.unit_by_id("deg")?, behind)))
    {
        // «12 تحت الصفر»
        found.value = -found.value;
        found.measure = Some(Measure::Unit(degree, doc.cover(next, behind)));
        found.next = behind;
        found.end = doc.cover(at, behind).end();
    }
    Some(found)
}

/// An amount that begins with its unit: «دولارين», «لتر ونصف», «كيلومتر واحد», «$5», «د.ك5».
pub(super) fn unit_first<'a>(doc: &'a Doc<'a>, at: usize, floor: usize) -> Option<Amount<'a>> {
    let token = doc.token(at)?;
    let (row, dual, next) = measure::any_unit(doc, at)?;
    let span = doc.cover(at, next);
    let unit = Measure::Unit(row, span);
    let make = |value: Decimal, numeral: Span, next: usize, len: usize| Amount {
        first: at,
        start: span.start(),
        numeral,
        cardinal: plain(value, false, len),
        value,
        ratio: None,
        article: false,
        measure: Some(unit),
        prefixed: false,
        end: doc.cover(at, next).end(),
        next,
    };
    if dual {
        if token.has(mark::ARTICLE) {
            return None;
        }
        let tail = measure::tail(doc, row, Decimal::TWO, Decimal::ONE, next);
        return Some(make(tail.value, span, tail.next, next - at));
    }
    if doc
        .token(next)
        .is_some_and(|after| after.kind == TokenKind::Number)
    {
        let symbol = row.kind == UnitKind::Currency
            && (!token.is_word() || next > at + 1)
            && (!token.is_word() || doc.is_glued(next));
        if !symbol {
            return None;
        }
        let mut found = amount(doc, next, next)?;
        if found.measure.is_some_and(|other| !other.same(&unit)) {
            return None;
        }
        let sign = at
            .checked_sub(1)
            .filter(|before| *before >= floor && doc.is_glued(at) && doc.is_char(*before, '-'));
        if sign.is_some() {
            found.value = -found.value;
        }
        found.first = sign.unwrap_or(at);
        found.start = doc.token(found.first)?.host().start();
        found.prefixed = true;
        found.measure = Some(unit);
        return Some(found);
    }
    if token.has(mark::ARTICLE) || !token.is_word() || token.letters < 3 {
        return None;
    }
    // «كيلومتر واحد»
    if let Some(one) = measure::word_at(doc, next) {
        // «وطن واحد» is one homeland, no tonne.
        if !token.has(mark::CONJUNCTION)
            && one.row.kind == WordKind::Unit
            && one.row.value == 1
            && !one.definite
            && !one.and
            && !one.preposition
        {
            let numeral = doc.cover(next, next + 1);
            return Some(make(Decimal::ONE, numeral, next + 1, 1));
        }
    }
    if row.kind == UnitKind::Measure && context::alone(doc, at, next) {
        return Some(make(Decimal::ONE, span, next, 1));
    }
    let tail = measure::tail(doc, row, Decimal::ONE, Decimal::ONE, next);
    let fraction = tail.next > next && tail.value > Decimal::ONE;
    (fraction && !context::is_accusative(doc, at))
        .then(|| make(tail.value, doc.cover(at, tail.next), tail.next, 1))
}
