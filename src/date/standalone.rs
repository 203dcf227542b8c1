//! One phrase by itself.

use super::types::{Anchor, Date, DateKind, Grain};
use super::{DateSettings, dates, grammar};
use crate::doc::{Doc, find_starts, read};
use crate::error::ParseDateError;
use crate::lex::{self, Token, TokenKind};
use crate::lexicon::Lexicon;
use crate::number;
use crate::span::Spanned;

/// Parses one date, time, duration or set that stands alone.
///
/// The anchor is an [`Anchor`], or `None` for values whose unknown positions stay X.
///
/// # Errors
/// [`ParseDateError`] when the text holds no date, or more than one expression.
///
/// ```
/// use khabar::{Anchor, parse_date};
/// let anchor: Anchor = "2024-03-11".parse()?;
/// assert_eq!(parse_date("أول أمس", anchor)?.value.as_str(), "2024-03-09");
/// assert_eq!(parse_date("14 تموز 2021", None)?.value.as_str(), "2021-07-14");
/// let anchor: Anchor = "2024-03-11T09:30".parse()?;
/// assert_eq!(parse_date("بعد خمس ساعات", anchor)?.value.as_str(), "2024-03-11T14:30");
/// let error = parse_date("مئة كتاب", None).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "no date in \"مئة كتاب\" from byte 0, expected a date, time, duration or set"
/// );
/// assert!(parse_date("31 فبراير 2021", None).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn parse_date(text: &str, anchor: impl Into<Option<Anchor>>) -> Result<Date, ParseDateError> {
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
        cardinals: None,
    };
    let mut diagnostics = Vec::new();
    let mut starts = Vec::new();
    find_starts(&tokens, &mut starts);
    let numbers = number::numbers(&doc, &starts, &mut diagnostics);
    let settings = DateSettings {
        anchor: anchor.into(),
        week_start: jiff::civil::Weekday::Monday,
    };
    let mut found = dates(&doc, &starts, &numbers, settings, &mut diagnostics).into_iter();
    let Some(date) = found.next() else {
        return Err(ParseDateError::NoDate {
            at: doc.tokens.first().map_or(0, Token::start),
            found: quoted(text),
        });
    };
    // «31 فبراير 2021» names no day.
    if date.kind == DateKind::Date
        && date.grain == Some(Grain::Day)
        && date.interval.is_none()
        && date.value.as_str().len() == "2021-02-31".len()
        && date
            .value
            .as_str()
            .bytes()
            .all(|b| b == b'-' || b.is_ascii_digit())
    {
        return Err(ParseDateError::NoDate {
            at: doc.tokens.first().map_or(0, Token::start),
            found: quoted(text),
        });
    }
    // A preposition may lead, marks and what they hold may stand round it; anything else beside the
    // date is too much.
    let covered = date
        .twin
        .as_ref()
        .map_or(date.span(), |twin| date.span().cover(twin.span()));
    let meant = |token: &Token| {
        matches!(
            token.kind,
            TokenKind::Word | TokenKind::Latin | TokenKind::Number
        )
    };
    let leads = |at: usize, token: &Token| {
        token.letters <= 1
            || grammar::prep(doc.from(at), |_| true)
                .is_ok_and(|(rest, _)| rest.at() <= doc.tokens_in(covered).start)
    };
    let mut at = 0;
    while let Some(token) = doc.tokens.get(at) {
        if token.end() <= covered.start() && meant(token) {
            if !leads(at, token) {
                return Err(ParseDateError::Unexpected {
                    at: token.start(),
                    found: doc.slice(token.span()).to_owned(),
                    expected: "a date",
                });
            }
            at = grammar::prep(doc.from(at), |_| true).map_or(at + 1, |(rest, _)| rest.at());
            continue;
        }
        if token.start() >= covered.end() && meant(token) {
            return Err(ParseDateError::Unexpected {
                at: token.start(),
                found: doc.slice(token.span()).to_owned(),
                expected: "the end behind the date",
            });
        }
        at += 1;
    }
    Ok(date)
}

/// The text for an error, cut behind its first characters.
fn quoted(text: &str) -> String {
    const LONGEST: usize = 40;
    let text = text.trim();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
