//! Public records of the sentence layer.

use crate::span::{Span, spanned};

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Sentence {
    /// From the first character to the final punctuation and the marks directly behind it, in bytes.
    pub span: Span,
    /// Why it ends there.
    pub boundary: Boundary,
}

spanned!(Sentence);

/// Why a sentence ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Boundary {
    /// A full stop.
    FullStop,
    /// A question mark.
    Question,
    /// An exclamation mark.
    Exclamation,
    /// An ellipsis before an evident new sentence.
    Ellipsis,
    /// The line or paragraph ends.
    LineEnd,
    /// The text or its part ends.
    PartEnd,
}

/// Whether a full stop inside a closed quotation ends a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum SentencePolicy {
    /// It does, as in Universal Dependencies and UAX #29.
    #[default]
    SplitQuotations,
    /// It does not: a closed quotation is one argument of its verb and is never cut.
    KeepQuotations,
}
