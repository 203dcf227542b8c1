//! Public records of the entity layer: mentions, and the entities that they refer to.

pub use crate::kind::{CountryCode, Gender, OrganizationType};
use crate::rule::RuleId;
use crate::span::{Span, spanned};

/// Index of an entity in [`Article::entities`](crate::Article::entities).
///
/// ```
/// let article = khabar::Parser::new().parse("وصل الوفد إلى القاهرة.")?;
/// let id = article.places()[0].entity;
/// assert_eq!(article.entities()[id.index()].name, "القاهرة");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(transparent)
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EntityId(u32);

impl EntityId {
    #[allow(dead_code, reason = "made by the entity layer")]
    pub(crate) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The index.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("وصل الوفد إلى القاهرة.")?;
    /// assert_eq!(article.places()[0].entity.index(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A real organization, person or place that the article names.
///
/// ```
/// let text = "دعت منظمة الصحة العالمية (WHO) إلى التلقيح.";
/// let article = khabar::Parser::new().parse(text)?;
/// let entity = &article.entities()[0];
/// assert_eq!(entity.name, "منظمة الصحة العالمية");
/// assert_eq!(entity.acronym.as_deref(), Some("WHO"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Entity {
    /// What it is.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub kind: EntityKind,
    /// The fullest form in the article, the article restored, without marks.
    pub name: String,
    /// Other forms in the article.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub aliases: Vec<String>,
    /// Acronym, from the article or the lexicon.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub acronym: Option<String>,
    /// ISO 3166-1 alpha-2 code of the country, when known: that of the lexicon's entry, else that of a
    /// nationality adjective, country or town inside a name of it («وزارة الصحة التونسية»).
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub country: Option<CountryCode>,
    /// What shows the type of an organization; absent where nothing does, and its type is `other`.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub evidence: Option<TypeEvidence>,
}

/// What shows the type of an organization.
///
/// ```
/// use khabar::{Parser, TypeEvidence};
/// let article = Parser::new().parse("أعلنت وزارة السعادة القومية ذلك.")?;
/// assert_eq!(article.entities()[0].evidence, Some(TypeEvidence::Head));
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
pub enum TypeEvidence {
    /// What stands around the name: a head noun that is no part of it, or a name that it shares words
    /// with.
    Context,
    /// The head noun of the name: «وزارة الصحة», «حزب النور».
    Head,
    /// A word inside the name: «الاتحاد الأردني لكرة القدم» does sports.
    Word,
    /// An entry of the lexicon, embedded or the user's.
    Lexicon,
}

/// What an entity is.
///
/// ```
/// use khabar::{EntityKind, Parser};
/// let article = Parser::new().parse("وصل الوفد إلى القاهرة.")?;
/// assert_eq!(article.entities()[0].kind, EntityKind::Place);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "kind", rename_all = "snake_case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum EntityKind {
    /// An organization.
    Organization {
        /// Its type.
        #[cfg_attr(feature = "serde", serde(rename = "type"))]
        organization_type: OrganizationType,
    },
    /// A person.
    Person {
        /// Gender, where name or title shows it.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        gender: Option<Gender>,
    },
    /// A place.
    Place,
}

/// A mention of an organization.
///
/// ```
/// use khabar::{MentionForm, Parser};
/// let article = Parser::new().parse("أعلنت منظمة الصحة العالمية ذلك.")?;
/// let mention = &article.organizations()[0];
/// assert_eq!(mention.form, MentionForm::Full);
/// assert_eq!(mention.core.map(|core| article.slice(core)), Some("الصحة العالمية"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OrganizationMention {
    /// Without proclitics, with ال, in bytes.
    pub span: Span,
    /// The entity.
    pub entity: EntityId,
    /// How it is named.
    pub form: MentionForm,
    /// The name without its generic head («منظمة»), where it has one.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub core: Option<Span>,
    /// The rule that found it.
    pub rule: RuleId,
    /// How sure it is that exactly these words name an organization: hundredths from 0 to 100, about the
    /// share of such mentions that hold on articles read by hand.
    #[cfg_attr(feature = "serde", serde(default))]
    pub score: u8,
}

/// How a mention names its organization.
///
/// ```
/// use khabar::{MentionForm, Parser};
/// let text = "دعت منظمة الصحة العالمية إلى التلقيح. وقالت المنظمة إنه آمن.";
/// let article = Parser::new().parse(text)?;
/// let forms: Vec<_> = article.organizations().iter().map(|mention| mention.form).collect();
/// assert_eq!(forms, [MentionForm::Full, MentionForm::Nominal]);
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
pub enum MentionForm {
    /// The full name.
    Full,
    /// A shorter name.
    Short,
    /// An acronym.
    Acronym,
    /// A definite common noun: «المنظمة».
    Nominal,
}

/// A mention of a person.
///
/// ```
/// let article = khabar::Parser::new().parse("استقبل وزير الصحة أحمد عماد الوفد.")?;
/// let person = &article.people()[0];
/// assert_eq!(article.slice(person.span), "أحمد عماد");
/// assert_eq!(person.role.map(|role| article.slice(role)), Some("وزير الصحة"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PersonMention {
    /// The name alone, without title, in bytes.
    pub span: Span,
    /// The entity.
    pub entity: EntityId,
    /// Title or function phrase beside the name.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub role: Option<Span>,
    /// The organization in the role phrase.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub organization: Option<EntityId>,
    /// The rule that found it.
    pub rule: RuleId,
    /// How sure it is that exactly these words name a person: hundredths from 0 to 100, about the share
    /// of such mentions that hold on articles read by hand.
    #[cfg_attr(feature = "serde", serde(default))]
    pub score: u8,
}

/// A mention of a place.
///
/// ```
/// let article = khabar::Parser::new().parse("وصل الوفد إلى القاهرة.")?;
/// let place = &article.places()[0];
/// assert_eq!(article.slice(place.span), "القاهرة");
/// assert!(place.score > 50);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlaceMention {
    /// Without proclitics, with ال, in bytes.
    pub span: Span,
    /// The entity.
    pub entity: EntityId,
    /// The rule that found it.
    pub rule: RuleId,
    /// How sure it is that exactly these words name a place: hundredths from 0 to 100, about the share of
    /// such mentions that hold on articles read by hand.
    #[cfg_attr(feature = "serde", serde(default))]
    pub score: u8,
}

spanned!(OrganizationMention, PersonMention, PlaceMention);

/// Everything that the entity layer finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Entities {
    pub(crate) entities: Vec<Entity>,
    pub(crate) organizations: Vec<OrganizationMention>,
    pub(crate) people: Vec<PersonMention>,
    pub(crate) places: Vec<PlaceMention>,
}
