//! Dates, times, durations and sets.

mod types;

pub use types::{
    Anchor, Calendar, Date, DateKind, DateModifier, DurationRole, Grain, HijriDate, Interval, Timex,
};

use crate::diagnostic::Diagnostic;
use crate::doc::Doc;
use crate::number::Number;

/// Settings of the date layer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DateSettings {
    /// Reference time of relative expressions.
    pub(crate) anchor: Option<Anchor>,
    /// First day of a week.
    pub(crate) week_start: jiff::civil::Weekday,
}

/// Finds the dates of an article, in text order, none inside another. Numbers are those that the
/// number layer found; those inside dates are dropped later.
pub(crate) fn dates(
    _doc: &Doc<'_>,
    _numbers: &[Number],
    _settings: DateSettings,
    _diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Date> {
    Vec::new()
}
