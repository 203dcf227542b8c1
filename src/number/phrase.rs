//! One phrase that must be a number from end to end.

use super::find;
use super::types::NumberValue;
use crate::doc::{self, Doc};
use crate::error::ParseNumberError;
use crate::lex::{self, TokenKind};
use crate::lexicon::{Class, Lexicon};
use crate::span::Span;

/// Reads a phrase that is a number and nothing else: digits or words, perhaps with a unit, a range
/// or an approximator.
///
/// ```
/// use khabar::{NumberValue, parse_number};
/// let value = parse_number("ثلاثة آلاف وخمسمئة")?;
/// assert!(matches!(value, NumberValue::Exact { value } if value == 3500.into()));
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
    };
    let Some(first) = tokens.first() else {
        return Err(ParseNumberError::Empty);
    };
    let unexpected = |span: Span, expected: &'static str| ParseNumberError::Unexpected {
        span,
        found: doc.slice(span).to_owned(),
        expected,
    };
    let number = find::numbers(&doc).into_iter().next().filter(|number| {
        let start = number
            .approx
            .as_ref()
            .map_or(number.span, |approx| approx.span.cover(number.span));
        start.start() <= first.host().start()
    });
    let Some(number) = number else {
        let numeral = first.kind == TokenKind::Number || first.flags & Class::Number.bit() != 0;
        let expected = if numeral {
            "a number by itself, no part of a date, a name or a list"
        } else {
            "a number in digits or words"
        };
        return Err(unexpected(first.span(), expected));
    };
    let end = number.approx.as_ref().map_or(number.span.end(), |approx| {
        approx.span.end().max(number.span.end())
    });
    match tokens.iter().find(|token| token.start() >= end) {
        None => Ok(number.value),
        Some(rest) if rest.end() == text.trim_end().len() && doc.slice(rest.span()) == "و" => {
            Err(unexpected(rest.span(), "a further number behind it"))
        }
        Some(rest) => Err(unexpected(
            rest.span(),
            "a scale, a unit, و with a smaller number, or the end",
        )),
    }
}
