//! Public records of the layout layer.

use crate::span::{Span, spanned};

/// A part of the article. Every non-space character lies in exactly one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Part {
    /// Trimmed of white space, in bytes.
    pub span: Span,
    /// What the part is.
    pub kind: PartKind,
}

spanned!(Part);

/// What a part of an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum PartKind {
    /// The title of the article.
    Headline,
    /// A line that titles what follows.
    Subheading,
    /// A line that only names author or agency, perhaps with a place.
    Byline,
    /// The same inline before the first sentence, with its separator: «الرباط (و م ع) -».
    Dateline,
    /// A paragraph.
    Body,
    /// The words under a picture.
    Caption,
    /// «المصدر: …», or an agency alone at the end.
    SourceTrailer,
    /// Tags, links, boilerplate.
    Other,
}

impl PartKind {
    /// Whether sentences are looked for in such a part.
    #[must_use]
    pub const fn holds_sentences(self) -> bool {
        matches!(
            self,
            Self::Headline | Self::Subheading | Self::Caption | Self::Body
        )
    }
}
