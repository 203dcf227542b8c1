//! One phrase that must be a number from end to end.

use super::context::bare_role;
use super::find;
use super::types::{Number, NumberKind, NumberValue};
use crate::chars::WAW;
use crate::doc::{self, Doc};
use crate::error::ParseNumberError;
use crate::lex::{self, TokenKind};
use crate::lexicon::numbers::role;
use crate::lexicon::{Class, Lexicon};

/// Reads a phrase that is a number and nothing else: digits or words, perhaps with a unit, a range
/// or an approximator.
///
/// ```
/// use khabar::{NumberValue, parse_number};
/// let value = parse_number("خمسة وعشرون ألفا")?;
/// assert_eq!(value, NumberValue::Exact { value: 25_000.into() });
/// let value = parse_number("2,5 مليون دولار")?;
/// assert_eq!(value, NumberValue::Exact { value: 2_500_000.into() });
/// let value = parse_number("ثلاثة أرباع")?;
/// assert_eq!(value, NumberValue::Ratio { numerator: 3.into(), denominator: 4.into() });
/// let value = parse_number("بين 3 و5 ملايين دولار")?;
/// assert!(matches!(value, NumberValue::Range { high: Some(high), .. } if high == 5_000_000.into()));
/// # Ok::<(), khabar::ParseNumberError>(())
/// ```
///
/// # Errors
/// [`ParseNumberError`] says where the phrase stops being a number, and what was expected there.
///
/// ```
/// let error = khabar::parse_number("خمسة كتاب جديد").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "unexpected \"كتاب\" at byte 9, expected a scale, a unit, و with a smaller number, or the end"
/// );
/// let error = khabar::parse_number("بين خمسة").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "unexpected end at byte 15, expected و with the upper bound"
/// );
/// ```
pub fn parse_number(text: &str) -> Result<NumberValue, ParseNumberError> {
    let lexicon = Lexicon::embedded().unwrap_or_default();
    let mut tokens = Vec::new();
    let limit = u32::MAX as usize;
    lex::scan(
        text.get(..text.len().min(limit)).unwrap_or_default(),
        &mut tokens,
    );
    tokens.retain(|token| token.kind != TokenKind::Break);
    doc::read(text, &mut tokens, &lexicon);
    let doc = Doc {
        text,
        tokens: &tokens,
        lexicon: &lexicon,
        keys: &[],
        cardinals: None,
    };
    let Some(first) = tokens.first() else {
        return Err(ParseNumberError::Empty);
    };
    let mut starts = Vec::new();
    doc::find_starts(&tokens, &mut starts);
    let found = find::numbers(&doc, &starts).into_iter().next();
    let opens = |number: &Number| number.bounded_span().start() <= first.host().start();
    let Some(number) = found.as_ref().filter(|number| opens(number)) else {
        return Err(no_number(&doc, found.as_ref()));
    };
    let end = number.bounded_span().end();
    match tokens.iter().position(|token| token.start() >= end) {
        None => Ok(number.value.clone()),
        Some(rest) => Err(goes_on(&doc, number, rest)),
    }
}

/// The error at a token, or at the end of the phrase.
fn unexpected(doc: &Doc<'_>, at: usize, expected: &'static str) -> ParseNumberError {
    match doc.token(at) {
        Some(token) => ParseNumberError::Unexpected {
            span: token.span(),
            found: doc.slice(token.span()).to_owned(),
            expected,
        },
        None => ParseNumberError::UnexpectedEnd {
            at: doc.text.trim_end().len(),
            expected,
        },
    }
}

/// No number opens the phrase: says what its first words want behind them.
fn no_number(doc: &Doc<'_>, found: Option<&Number>) -> ParseNumberError {
    const NUMBER: &str = "a number in digits or words";
    let between = bare_role(doc, 0, role::BETWEEN);
    let from = bare_role(doc, 0, role::FROM);
    let behind = match doc.lexicon.approximator_at(doc.tokens, 0) {
        Some(entry) => entry.next,
        None => usize::from(between || from),
    };
    if behind == 0 {
        let numeral = doc.is(0, Class::Number)
            || doc
                .token(0)
                .is_some_and(|token| token.kind == TokenKind::Number);
        let expected = if numeral {
            "a number by itself, no part of a date, a name or a list"
        } else {
            NUMBER
        };
        return unexpected(doc, 0, expected);
    }
    let number = found.filter(|number| doc.token_from(number.span.start()) == behind);
    match number {
        Some(number) if between => {
            let next = doc.token_from(number.span.end());
            if is_and(doc, next) {
                unexpected(doc, next + 1, "the upper bound")
            } else {
                unexpected(doc, next, "و with the upper bound")
            }
        }
        Some(number) if from => {
            let next = doc.token_from(number.span.end());
            if bare_role(doc, next, role::TO) {
                unexpected(doc, next + 1, "the upper bound")
            } else {
                unexpected(doc, next, "إلى with the upper bound")
            }
        }
        _ => unexpected(doc, behind, NUMBER),
    }
}

/// و apart from the word behind it.
fn is_and(doc: &Doc<'_>, at: usize) -> bool {
    doc.token(at)
        .is_some_and(|token| token.letters == 1 && token.key.letter(0) == WAW)
}

/// Something stands behind the number.
fn goes_on(doc: &Doc<'_>, number: &Number, rest: usize) -> ParseNumberError {
    if is_and(doc, rest) && doc.token(rest + 1).is_none() {
        return unexpected(doc, rest, "a further number behind it");
    }
    let expected = match number.kind {
        _ if number.unit.is_some() => "the end behind the unit",
        NumberKind::Ordinal => "the end behind the ordinal",
        NumberKind::Score => "the end behind the score",
        NumberKind::Identifier => "the end behind the identifier",
        _ => "a scale, a unit, و with a smaller number, or the end",
    };
    unexpected(doc, rest, expected)
}
