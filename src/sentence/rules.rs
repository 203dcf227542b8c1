//! The named reasons why a full stop, question mark, exclamation mark or ellipsis ends nothing.

/// A reason for going on. Its name stands in [`ALL`] and behind each is an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rejection {
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
}

impl Rejection {
    /// The rule's name.
    #[cfg(test)]
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
];
