//! The named reasons why a full stop, question mark, exclamation mark, ellipsis or line break ends
//! nothing.

use crate::rule::RuleId;

/// Why a sentence goes on behind something that could end it.
///
/// ```
/// use khabar::{Decision, Rejection, explain};
/// let first = explain("وصل د. علي.").next().expect("a full stop");
/// assert_eq!(first.decision, Decision::Rejected(Rejection::Abbreviation));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Rejection {
    /// Inside a number, date, clock time or section number: «3.5», «13.22», «20.30».
    Number,
    /// Inside an address, file name or Latin acronym: «www.example.ma», «U.S.».
    Address,
    /// Behind an abbreviation: «د. يوسف», «1200 ق.م. تقريبا».
    Abbreviation,
    /// Inside or behind a dotted acronym: «بي.بي.سي», «أ.ف.ب. أن».
    Acronym,
    /// Behind the first letter of a name: «ج. ك. رولينغ».
    Initial,
    /// Behind the number or letter of a list item: «1. إلغاء».
    ListMarker,
    /// An ellipsis in the middle of a clause: «قال إنه... لا يتذكر».
    Ellipsis,
    /// Alone in brackets, or closed by brackets inside a sentence: «(!)», «(م.ت.ف.)».
    Brackets,
    /// The quotation is given to its speaker: «متى؟» سأل.
    Attribution,
    /// A quotation inside another one ends: «كتبت: "قال: 'نعم.' ومضى"».
    Nested,
    /// A comma, semicolon or colon follows: «ف. ب.، وهو».
    Continuation,
    /// Nothing stands before it in the sentence.
    Opening,
    /// A question with its answer in one headline.
    Headline,
    /// A line break inside a sentence: «تساقطات في» at the end of one line, «الشمال» on the next.
    SoftWrap,
    /// Inside a closed quotation, under [`SentencePolicy::KeepQuotations`].
    ///
    /// [`SentencePolicy::KeepQuotations`]: crate::SentencePolicy::KeepQuotations
    Quotation,
}

impl Rejection {
    /// The name of the rule.
    ///
    /// ```
    /// assert_eq!(khabar::Rejection::Initial.rule().as_str(), "sentence/initial");
    /// ```
    #[must_use]
    pub const fn rule(self) -> RuleId {
        RuleId::new(self.name())
    }

    /// The rule's name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Number => "sentence/number",
            Self::Address => "sentence/address",
            Self::Abbreviation => "sentence/abbreviation",
            Self::Acronym => "sentence/acronym",
            Self::Initial => "sentence/initial",
            Self::ListMarker => "sentence/list_marker",
            Self::Ellipsis => "sentence/ellipsis",
            Self::Brackets => "sentence/brackets",
            Self::Attribution => "sentence/attribution",
            Self::Nested => "sentence/nested",
            Self::Continuation => "sentence/continuation",
            Self::Opening => "sentence/opening",
            Self::Headline => "sentence/headline",
            Self::SoftWrap => "sentence/soft_wrap",
            Self::Quotation => "sentence/quotation",
        }
    }
}

/// Names of all rules of this layer.
#[cfg(test)]
pub(crate) const ALL: &[Rejection] = &[
    Rejection::Number,
    Rejection::Address,
    Rejection::Abbreviation,
    Rejection::Acronym,
    Rejection::Initial,
    Rejection::ListMarker,
    Rejection::Ellipsis,
    Rejection::Brackets,
    Rejection::Attribution,
    Rejection::Nested,
    Rejection::Continuation,
    Rejection::Opening,
    Rejection::Headline,
    Rejection::SoftWrap,
    Rejection::Quotation,
];
