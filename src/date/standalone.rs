//! One phrase by itself.

use super::types::{Anchor, Date};
use super::{DateSettings, dates};
use crate::doc::{Doc, read};
use crate::error::ParseDateError;
use crate::lex::{self, TokenKind};
use crate::lexicon::Lexicon;
use crate::number;
use crate::span::Spanned;

/// Parses one date, time, duration or set that stands alone.
///
/// # Errors
/// [`ParseDateError`] when the text holds no date, or more than one expression.
///
/// ```
/// use khabar::{Anchor, parse_date};
/// let anchor: Anchor = "2024-03-11".parse()?;
/// assert_eq!(parse_date("أول أمس", Some(anchor))?.value.as_str(), "2024-03-09");
/// assert_eq!(parse_date("14 تموز 2021", None)?.value.as_str(), "2021-07-14");
/// assert!(parse_date("مئة كتاب", None).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn parse_date(text: &str, anchor: Option<Anchor>) -> Result<Date, ParseDateError> {
    const LONGEST: usize = 1 << 16;
    if text.len() > LONGEST {
        return Err(ParseDateError::TooLong {
            len: text.len(),
            max: LONGEST,
        });
    }
    let lexicon = Lexicon::embedded().unwrap_or_default();
    let mut tokens = Vec::new();
    lex::scan(text, &mut tokens);
    read(text, &mut tokens, &lexicon);
    let doc = Doc {
        text,
        tokens: &tokens,
        lexicon: &lexicon,
        keys: &[],
    };
    let mut diagnostics = Vec::new();
    let numbers = number::numbers(&doc, &mut diagnostics);
    let settings = DateSettings {
        anchor,
        week_start: jiff::civil::Weekday::Monday,
    };
    let mut found = dates(&doc, &numbers, settings, &mut diagnostics).into_iter();
    let Some(date) = found.next() else {
        return Err(ParseDateError::NoDate {
            found: text.trim().to_owned(),
        });
    };
    // A preposition may lead; anything else beside the date is too much.
    let covered = date
        .twin
        .as_ref()
        .map_or(date.span(), |twin| date.span().cover(twin.span()));
    let rest = doc
        .tokens
        .iter()
        .find(|token| token.kind == TokenKind::Word && token.start() >= covered.end());
    match rest {
        Some(token) => Err(ParseDateError::Unexpected {
            at: token.start(),
            found: doc.slice(token.span()).to_owned(),
        }),
        None => Ok(date),
    }
}
