//! What was seen but not resolved, as data beside the result.

use std::borrow::Cow;

use crate::span::Span;

/// A remark on the text: something was repaired, contradicts itself, or could not be resolved.
///
/// ```
/// let article = khabar::Parser::new().parse("قال الوزير: «سنعمل معا.")?;
/// let diagnostic = &article.diagnostics()[0];
/// assert_eq!(article.slice(diagnostic.span), "«");
/// assert!(!diagnostic.message.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Diagnostic {
    /// Where, in bytes.
    pub span: Span,
    /// What, for programs.
    pub code: DiagnosticCode,
    /// What, for people: lower case, no final stop.
    pub message: Cow<'static, str>,
}

impl Diagnostic {
    pub(crate) fn new(
        span: Span,
        code: DiagnosticCode,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            span,
            code,
            message: message.into(),
        }
    }
}

/// The kinds of remarks.
///
/// ```
/// use khabar::{DiagnosticCode, Parser};
/// let article = Parser::new().parse("وصل الوفد أمس.")?;
/// assert_eq!(article.diagnostics()[0].code, DiagnosticCode::NoAnchor);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum DiagnosticCode {
    /// An opening mark was never closed; the quotation's end is inferred.
    UnclosedMark,
    /// A closing mark without an opening one.
    StrayMark,
    /// A mark's direction was inferred against its shape.
    AmbiguousMark,
    /// A relative date without an anchor keeps X positions.
    NoAnchor,
    /// A full date in the dateline became the anchor.
    AnchorFromDateline,
    /// A weekday contradicts the date beside it.
    WeekdayMismatch,
    /// Two calendars of one date differ by more than a day.
    CalendarMismatch,
    /// A number's value does not fit or its digits mix families.
    NumberOverflow,
    /// Digits of two families stand in one number.
    MixedDigits,
    /// The text holds little or no Arabic.
    NotArabic,
    /// A date that does not exist, such as 31 April.
    ImpossibleDate,
}
