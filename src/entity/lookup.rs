//! Questions that the quotation layer asks: which mention stands at an offset.

use super::types::{Entities, EntityId, EntityKind, Gender, OrganizationMention, PersonMention};
use crate::span::Span;

#[allow(dead_code, reason = "asked by the quotation layer")]
impl Entities {
    /// The person whose name (or title before it) starts at a byte.
    pub(crate) fn person_at(&self, start: usize) -> Option<&PersonMention> {
        let at = self
            .people
            .partition_point(|mention| mention.span.start() < start);
        let named = self
            .people
            .get(at)
            .filter(|mention| mention.span.start() == start);
        named.or_else(|| {
            self.people
                .get(at)
                .filter(|mention| mention.role.is_some_and(|role| role.start() == start))
        })
    }

    /// The person whose name covers a byte.
    pub(crate) fn person_over(&self, offset: usize) -> Option<&PersonMention> {
        let at = self
            .people
            .partition_point(|mention| mention.span.end() <= offset);
        self.people
            .get(at)
            .filter(|mention| mention.span.contains_offset(offset))
    }

    /// The outermost organization that starts at a byte.
    pub(crate) fn organization_at(&self, start: usize) -> Option<&OrganizationMention> {
        let at = self
            .organizations
            .partition_point(|mention| mention.span.start() < start);
        self.organizations
            .get(at)
            .filter(|mention| mention.span.start() == start)
    }

    /// The people whose names start inside a span, in text order.
    pub(crate) fn people_in(&self, span: Span) -> &[PersonMention] {
        let from = self
            .people
            .partition_point(|mention| mention.span.start() < span.start());
        let to = self
            .people
            .partition_point(|mention| mention.span.start() < span.end());
        self.people.get(from..to.max(from)).unwrap_or_default()
    }

    /// The organizations that start inside a span, in text order.
    pub(crate) fn organizations_in(&self, span: Span) -> &[OrganizationMention] {
        let from = self
            .organizations
            .partition_point(|mention| mention.span.start() < span.start());
        let to = self
            .organizations
            .partition_point(|mention| mention.span.start() < span.end());
        self.organizations
            .get(from..to.max(from))
            .unwrap_or_default()
    }

    /// The fullest name of an entity; empty for an unknown one.
    pub(crate) fn name(&self, id: EntityId) -> &str {
        self.entities
            .get(id.index())
            .map_or("", |entity| entity.name.as_str())
    }

    /// The gender of a person.
    pub(crate) fn gender(&self, id: EntityId) -> Option<Gender> {
        match self.entities.get(id.index())?.kind {
            EntityKind::Person { gender } => gender,
            _ => None,
        }
    }
}
