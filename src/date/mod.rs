//! Dates, times, durations and sets.
//!
//! Scope: calendar dates in the six month systems of the Arabic press and in digits, Gregorian and
//! Hijri; weekdays; what is told from the day of publication («أمس», «الأسبوع الماضي», «قبل
//! عامين») or from the date before («في اليوم التالي»); parts of the year, decades and centuries;
//! clock times and parts of day; lengths, ages and prison terms; recurring times; holidays. Values
//! are TIMEX3 (ISO-TimeML, ISO 24617-1) with a half-open interval of local time beside it.
//!
//! A word is read by the tokens round it, since months, weekdays and units are homographs of verbs
//! and names: «مارس» is a month behind a preposition, a day or before a year; «اليوم» is no date in
//! «صحيفة اليوم»; «شارع 9 أبريل» is a street. Left out: proverbial times («بين ليلة وضحاها»), dates
//! inside titles of works, calendars other than these two.

mod accept;
mod alternatives;
mod calendar;
mod clock;
mod duration;
mod edtf;
mod gate;
mod grammar;
mod holiday;
mod length;
mod list;
mod numeral;
mod numeric;
mod offset;
mod part;
mod period;
mod phrase;
mod range;
mod resolve;
mod rules;
mod set;
mod slots;
mod standalone;
mod stretch;
mod tense;
mod types;

#[cfg(test)]
mod corpus;
#[cfg(test)]
mod properties;

pub use standalone::parse_date;
pub use types::{
    Alternative, Anchor, Calendar, Date, DateKind, DateModifier, DurationRole, Grain, HijriDate,
    Interval, Timex,
};

use crate::diagnostic::Diagnostic;
use crate::doc::Doc;
use crate::lex::TokenKind;
use crate::lexicon::Class;
use crate::number::Number;
use crate::span::Span;

/// Settings of the date layer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DateSettings {
    /// Reference time of relative expressions.
    pub(crate) anchor: Option<Anchor>,
    /// First day of a week.
    pub(crate) week_start: jiff::civil::Weekday,
}

/// Reads one article from left to right.
#[derive(Debug)]
struct Reader<'a> {
    doc: &'a Doc<'a>,
    numbers: &'a [Number],
    settings: DateSettings,
    diagnostics: Vec<Diagnostic>,
    /// The day mentioned last.
    last: Option<jiff::civil::Date>,
    /// Token behind a bare year that was just read.
    year_end: Option<usize>,
    /// Token behind the member of a list of days that was just read.
    listed: Option<usize>,
    /// Token behind a name that looks like a date.
    behind: usize,
    /// Tokens of the range whose ends are being read.
    clause: Option<(usize, usize)>,
}

/// Tokens for each date in the press, about: room for the dates of most articles.
const TOKENS_A_DATE: usize = 48;

/// Finds the dates of an article, in text order, none inside another. Numbers are those that the
/// number layer found; those inside dates are dropped later. `starts` are the tokens that can begin
/// either.
pub(crate) fn dates(
    doc: &Doc<'_>,
    starts: &[u32],
    numbers: &[Number],
    settings: DateSettings,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Date> {
    let mut reader = Reader {
        doc,
        numbers,
        settings,
        diagnostics: Vec::new(),
        last: None,
        year_end: None,
        listed: None,
        behind: 0,
        clause: None,
    };
    let mut dates = Vec::with_capacity(doc.tokens.len() / TOKENS_A_DATE);
    let gate = Class::Date.bit() | Class::Number.bit();
    let mut next = 0;
    for &at in starts {
        let at = at as usize;
        let Some(token) = doc.token(at).filter(|_| at >= next) else {
            continue;
        };
        if token.flags & gate == 0 && token.kind != TokenKind::Number
            || gate::begins_nothing(doc, at, token)
        {
            continue;
        }
        match reader.expression(at) {
            Some(found) => {
                next = found.next.max(at + 1);
                reader.last = found.day.or(reader.last);
                reader.year_end = found.year_only.then_some(next);
                dates.push(found.date);
            }
            None => next = reader.behind,
        }
    }
    diagnostics.append(&mut reader.diagnostics);
    dates
}

/// The day that a span of the article (its dateline) names in full.
pub(crate) fn anchor_in(doc: &Doc<'_>, span: Span) -> Option<Anchor> {
    let tokens = doc.tokens_in(span);
    let settings = DateSettings {
        anchor: None,
        week_start: jiff::civil::Weekday::Monday,
    };
    let part = Doc {
        tokens: doc.tokens.get(..tokens.end).unwrap_or_default(),
        ..*doc
    };
    let mut reader = Reader {
        doc: &part,
        numbers: &[],
        settings,
        diagnostics: Vec::new(),
        last: None,
        year_end: None,
        listed: None,
        behind: 0,
        clause: None,
    };
    let mut at = tokens.start;
    while at < tokens.end {
        match reader.expression(at) {
            Some(found) => {
                let whole = found.date.kind == DateKind::Date
                    && found.date.grain == Some(Grain::Day)
                    && found.date.begin.is_none()
                    && found.date.end.is_none();
                if let (true, Some(day)) = (whole, found.day) {
                    return Some(day.into());
                }
                at = found.next.max(at + 1);
            }
            None => at += 1,
        }
    }
    None
}
