//! Public records of the layout layer.

use crate::span::{Span, spanned};

/// A part of the article. Every non-space character lies in exactly one.
///
/// ```
/// let article = khabar::Parser::new().parse("الرباط (و م ع) - افتتح المعرض أمس.")?;
/// let dateline = &article.parts()[0];
/// assert_eq!(dateline.place.map(|place| article.slice(place)), Some("الرباط"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Part {
    /// Trimmed of white space, in bytes.
    pub span: Span,
    /// What the part is.
    pub kind: PartKind,
    /// The first place that a dateline or byline names: «دمشق» in «دمشق، سوريا (CNN) --».
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub place: Option<Span>,
    /// The first agency, newspaper or station that a dateline, byline or source line names: «CNN».
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub agency: Option<Span>,
    /// Who signs a dateline or byline: «رياض المسلم» in «الرياض: رياض المسلم».
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub author: Option<Span>,
    /// The date in a dateline or byline: «3 مايو 2021» in «تونس، 3 مايو 2021 (رويترز) -». Its value
    /// stands in [`Article::dates`](crate::Article::dates).
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub date: Option<Span>,
}

impl Part {
    /// A part without fields.
    pub(crate) const fn new(span: Span, kind: PartKind) -> Self {
        Self {
            span,
            kind,
            place: None,
            agency: None,
            author: None,
            date: None,
        }
    }
}

spanned!(Part);

/// What a part of an article is.
///
/// ```
/// use khabar::{Parser, PartKind};
/// let article = Parser::new().parse("الرباط (و م ع) - افتتح المعرض أمس.")?;
/// assert_eq!(article.parts()[0].kind, PartKind::Dateline);
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
    ///
    /// ```
    /// use khabar::PartKind;
    /// assert!(PartKind::Body.holds_sentences());
    /// assert!(!PartKind::Byline.holds_sentences());
    /// ```
    #[must_use]
    pub const fn holds_sentences(self) -> bool {
        matches!(
            self,
            Self::Headline | Self::Subheading | Self::Caption | Self::Body
        )
    }
}

/// Whether a single line break may stand inside a sentence. A blank line never does.
///
/// ```
/// use khabar::{LineBreaks, sentences};
/// let text = "تساقطات\nمطرية قوية.";
/// assert_eq!(sentences(text).line_breaks(LineBreaks::Soft).count(), 1);
/// assert_eq!(sentences(text).line_breaks(LineBreaks::Hard).count(), 2);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum LineBreaks {
    /// Where the text shows it: the line ends in a word that ends no sentence («في», «التي»), or its
    /// neighbours are all filled up to one width.
    #[default]
    Evident,
    /// Never: each line is a paragraph.
    Hard,
    /// Always: lines were wrapped, and blank lines part paragraphs.
    Soft,
}
