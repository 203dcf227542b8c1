//! Public records of the sentence layer.

use super::rules::Rejection;
use crate::span::{Span, spanned};

/// A sentence.
///
/// ```
/// use khabar::{Boundary, Parser};
/// let article = Parser::new().parse("متى وصل؟ أمس.")?;
/// assert_eq!(article.sentences()[0].boundary, Boundary::Question);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
///
/// ```
/// use khabar::{Boundary, Parser};
/// let article = Parser::new().parse("وصل الوفد")?;
/// assert_eq!(article.sentences()[0].boundary, Boundary::PartEnd);
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
///
/// ```
/// use khabar::{Parser, SentencePolicy};
/// let parser = Parser::builder().sentence_policy(SentencePolicy::KeepQuotations).build()?;
/// let article = parser.parse("قال: «انتهى العمل. سنعود غدا» ثم مضى.")?;
/// assert_eq!(article.sentences().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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

/// A place where a sentence could end, and what was decided about it.
///
/// In JSON: `{"span":{"start":6,"end":7},"decision":"rejected","reason":"abbreviation"}`.
///
/// ```
/// let text = "وصل د. علي.";
/// let first = khabar::explain(text).next().expect("a full stop");
/// assert_eq!(&text[first.span.range()], ".");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Candidate {
    /// The terminator or line break with the marks behind it that belong to it, in bytes; empty at the
    /// end of a text or part that nothing closes.
    pub span: Span,
    /// What was decided, and why.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub decision: Decision,
}

spanned!(Candidate);

/// What was decided about a [`Candidate`].
///
/// ```
/// use khabar::{Boundary, Decision, explain};
/// let last = explain("وصل د. علي.").last().expect("a full stop");
/// assert_eq!(last.decision, Decision::Boundary(Boundary::FullStop));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "decision", content = "reason", rename_all = "snake_case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Decision {
    /// The sentence ends here.
    Boundary(Boundary),
    /// The sentence goes on.
    Rejected(Rejection),
}
