//! Numbers, money, percentages, quantities.

mod digits;
mod grammar;
#[cfg(test)]
mod grammar_tests;
mod types;

pub use types::{Approx, ApproxKind, Number, NumberKind, NumberValue, Unit, UnitId};

pub(crate) use grammar::{Cardinal, cardinal, ordinal};

use crate::diagnostic::Diagnostic;
use crate::doc::Doc;

/// Finds the numbers of an article, in text order, none inside another.
pub(crate) fn numbers(_doc: &Doc<'_>, _diagnostics: &mut Vec<Diagnostic>) -> Vec<Number> {
    Vec::new()
}

/// The English singular name of a unit id, such as `kilometre` for `km`.
///
/// ```
/// assert_eq!(khabar::unit_english("no such unit"), None);
/// ```
#[must_use]
pub fn unit_english(_id: &str) -> Option<&'static str> {
    None
}
