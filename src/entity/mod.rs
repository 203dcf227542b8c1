//! Organizations, people and places.

mod types;

pub(crate) use types::Entities;
pub use types::{
    Entity, EntityId, EntityKind, Gender, MentionForm, OrganizationMention, OrganizationType,
    PersonMention, PlaceMention,
};

use crate::doc::Doc;
use crate::layout::Part;
use crate::marks::MarkPair;

/// Finds the named entities of an article; mentions in text order.
pub(crate) fn entities(_doc: &Doc<'_>, _parts: &[Part], _pairs: &[MarkPair]) -> Entities {
    Entities::default()
}
