//! Public records of the entity layer: mentions, and the entities that they refer to.

pub use crate::kind::{Gender, OrganizationType};
use crate::span::{Span, spanned};

/// Index of an entity in [`Article::entities`](crate::Article::entities).
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
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A real organization, person or place that the article names.
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
    /// ISO 3166-1 alpha-2 code of the country, when known.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub country: Option<String>,
}

/// What an entity is.
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
}

/// How a mention names its organization.
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
}

/// A mention of a place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlaceMention {
    /// Without proclitics, with ال, in bytes.
    pub span: Span,
    /// The entity.
    pub entity: EntityId,
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
