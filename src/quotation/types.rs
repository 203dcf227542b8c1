//! Public records of the quotation layer.

use std::borrow::Cow;

use crate::entity::EntityId;
use crate::lexicon::Stance;
use crate::rule::RuleId;
use crate::span::{Span, spanned};

/// Index of a quotation in [`Article::quotations`](crate::Article::quotations).
///
/// ```
/// let article = khabar::Parser::new().parse("قال الوزير إن الوضع جيد، مضيفا: «سنعمل معا».")?;
/// let id = article.quotations()[1].continuation_of.expect("the same turn");
/// assert_eq!(article.slice(article.quotations()[id.index()].content()), "الوضع جيد");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(transparent)
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuotationId(u32);

impl QuotationId {
    #[allow(dead_code, reason = "made by the quotation layer")]
    pub(crate) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The index.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("قال الوزير إن الوضع جيد، مضيفا: «سنعمل معا».")?;
    /// assert_eq!(article.quotations()[1].continuation_of.map(|id| id.index()), Some(0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Words between quotation marks, or reported speech without marks.
///
/// ```
/// use khabar::{Parser, QuotationKind, QuotationStyle};
/// let article = Parser::new().parse("قال الوزير أحمد عماد: «سنعمل معا».")?;
/// let quotation = &article.quotations()[0];
/// assert_eq!((quotation.kind, quotation.style), (QuotationKind::Speech, Some(QuotationStyle::Direct)));
/// assert_eq!(quotation.speaker().map(|speaker| speaker.name()), Some("أحمد عماد"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Quotation {
    /// The content without its marks, in bytes.
    pub span: Span,
    /// What the words are.
    pub kind: QuotationKind,
    /// How speech is rendered; absent for names and scare quotes.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub style: Option<QuotationStyle>,
    /// The opening mark, absent when it is missing or the speech has no marks.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub opening: Option<Span>,
    /// The closing mark, absent when it is missing or the speech has no marks.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub closing: Option<Span>,
    /// The word that reports.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub cue: Option<Cue>,
    /// Who says it.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub speaker: Option<Speaker>,
    /// The quotation of the same turn that this one continues.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub continuation_of: Option<QuotationId>,
    /// An earlier quotation of the same words, such as the headline's.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub same_as: Option<QuotationId>,
    /// The quotation around this one.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub parent: Option<QuotationId>,
    /// The rule that decided its kind.
    pub rule: RuleId,
    /// How sure it is whether the words are speech, and which kind: hundredths from 0 to 100, about
    /// the share of such decisions that hold on articles read by hand.
    #[cfg_attr(feature = "serde", serde(default))]
    pub score: u8,
}

spanned!(Quotation);

impl Quotation {
    /// The content without its marks, in bytes.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("قال الوزير: «سنعمل معا».")?;
    /// assert_eq!(article.slice(article.quotations()[0].content()), "سنعمل معا");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn content(&self) -> Span {
        self.span
    }

    /// Who says it.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("قال الوزير: «سنعمل معا».")?;
    /// let speaker = article.quotations()[0].speaker().expect("the minister");
    /// assert_eq!(speaker.name(), "الوزير");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn speaker(&self) -> Option<&Speaker> {
        self.speaker.as_ref()
    }

    /// Whether the words are somebody's: speech or partial speech.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("قرأ رواية «زقاق المدق» أمس.")?;
    /// assert!(!article.quotations()[0].is_speech());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn is_speech(&self) -> bool {
        matches!(
            self.kind,
            QuotationKind::Speech | QuotationKind::PartialSpeech
        )
    }
}

/// What the words of a quotation are.
///
/// ```
/// use khabar::{Parser, QuotationKind};
/// let article = Parser::new().parse("قرأ رواية «زقاق المدق» أمس.")?;
/// assert_eq!(article.quotations()[0].kind, QuotationKind::NameOrTitle);
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
pub enum QuotationKind {
    /// Words of an identifiable source, a clause.
    Speech,
    /// Words of such a source, less than a clause.
    PartialSpeech,
    /// Name of an organization, person, work, product; title; slogan.
    NameOrTitle,
    /// Term, irony, distance, emphasis.
    Scare,
}

/// How speech is rendered.
///
/// ```
/// use khabar::{Parser, QuotationStyle};
/// let article = Parser::new().parse("قال الوزير إن الوضع جيد.")?;
/// assert_eq!(article.quotations()[0].style, Some(QuotationStyle::Indirect));
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
pub enum QuotationStyle {
    /// After a colon, or standing by itself.
    Direct,
    /// Marks inside the reporter's own syntax.
    Mixed,
    /// No marks.
    Indirect,
}

/// The word that reports.
///
/// ```
/// let article = khabar::Parser::new().parse("وأشار الوزير إلى أن الوضع جيد.")?;
/// let cue = article.quotations()[0].cue.as_ref().expect("«أشار»");
/// assert_eq!((article.slice(cue.span), cue.lemma.as_ref()), ("أشار", "أشار إلى"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Cue {
    /// Without clitics, complementizer and preposition, in bytes.
    pub span: Span,
    /// Third person masculine singular perfect with its preposition («أشار إلى»); nouns and
    /// particles their own form; `:` for a bare colon.
    pub lemma: Cow<'static, str>,
    /// How the speaker stands to the words: a denial, a warning, a question …
    #[cfg_attr(feature = "serde", serde(default))]
    pub stance: Stance,
}

/// Who says it.
///
/// ```
/// let article = khabar::Parser::new().parse("قال وزير الصحة أحمد عماد: «سنعمل معا».")?;
/// let speaker = article.quotations()[0].speaker().expect("a person");
/// assert_eq!(speaker.role.map(|role| article.slice(role)), Some("وزير الصحة"));
/// assert_eq!(speaker.entity, Some(article.people()[0].entity));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Speaker {
    /// The mention nearest the cue, in bytes; absent for a dropped subject or a pronoun.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub span: Option<Span>,
    /// The fullest form of the name in the article; of a document its issuer; of an unnamed source
    /// its words.
    pub name: String,
    /// What kind of source it is.
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    pub kind: SpeakerKind,
    /// The person or organization.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub entity: Option<EntityId>,
    /// The organization that speaks, for which the person speaks, or that issued the document.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub organization: Option<EntityId>,
    /// Title or function phrase.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub role: Option<Span>,
    /// How sure the choice is: hundredths from 0 to 100. A speaker whose score would be low is left
    /// out, for an unknown speaker is better than a wrong one.
    #[cfg_attr(feature = "serde", serde(default))]
    pub score: u8,
}

impl Speaker {
    /// The fullest form of the name in the article.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("قال الوزير أحمد عماد: «سنعمل معا».")?;
    /// assert_eq!(article.quotations()[0].speaker().map(|speaker| speaker.name()), Some("أحمد عماد"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// What kind of source speaks.
///
/// ```
/// use khabar::{Parser, SpeakerKind};
/// let article = Parser::new().parse("قال مصدر أمني إن الوضع جيد.")?;
/// let kind = article.quotations()[0].speaker().map(|speaker| speaker.kind);
/// assert_eq!(kind, Some(SpeakerKind::Anonymous));
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
pub enum SpeakerKind {
    /// A named person, or one known by function.
    Person,
    /// An organization.
    Org,
    /// A statement, decision, report.
    Document,
    /// «مصدر أمني».
    Anonymous,
    /// «السكان المحليون».
    Group,
}
