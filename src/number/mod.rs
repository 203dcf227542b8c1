//! Numbers, money, percentages, quantities, ordinals, ranges, scores and identifiers.
//!
//! Read are Western, Arabic and Eastern digits with their separators, and number words of Modern
//! Standard Arabic up to 10^15 in all genders and cases (W. Wright, A Grammar of the Arabic
//! Language, 3rd ed., i. §§ 318-337; spellings and habits of newspapers: errors of gender, split
//! hundreds, missing hamza). Not read are dialect forms (خمستاشر), Roman numerals and numbers in
//! other scripts. Numbers inside names («مجموعة السبع», «محمد السادس») are passed over.

mod amount;
mod codes;
mod context;
#[cfg(test)]
mod corpus;
mod counting;
mod country;
mod digits;
mod find;
mod grammar;
#[cfg(test)]
mod grammar_tests;
mod measure;
mod numerals;
mod ordinal_words;
mod ordinals;
mod phrase;
mod ranges;
mod rules;
mod runs;
mod types;

pub use phrase::parse_number;
pub use types::{Approx, ApproxKind, Number, NumberKind, NumberValue, Unit, UnitId};

pub(crate) use grammar::cardinal;
pub(crate) use ordinal_words::ordinal;

use crate::diagnostic::Diagnostic;
use crate::doc::Doc;

/// Sets the codes of generic currencies by the article's country: the one given, or the one that
/// the text names most.
pub(crate) fn resolve_currencies(doc: &Doc<'_>, numbers: &mut [Number], country: Option<&str>) {
    country::resolve(doc, numbers, country);
}

/// Finds the numbers of an article, in text order, none inside another; `starts` are the tokens that can
/// begin one.
pub(crate) fn numbers(
    doc: &Doc<'_>,
    starts: &[u32],
    _diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Number> {
    find::numbers(doc, starts)
}

/// The English singular name of a unit id, such as `kilometre` for `km`.
///
/// ```
/// assert_eq!(khabar::unit_english("km"), Some("kilometre"));
/// assert_eq!(khabar::unit_english("no such unit"), None);
/// ```
#[must_use]
pub fn unit_english(id: &str) -> Option<&'static str> {
    crate::lexicon::numbers::unit_english(id)
}
