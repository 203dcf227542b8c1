//! Which mentions are the same: full names, short forms, acronyms in brackets, common nouns.
//!
//! Mentions are compared by the folded keys of their words, proclitics off. The order of evidence:
//! the same row of the lexicon, the same words, one name's words within the other's behind the same
//! first word, the name without its head, an alias in brackets directly behind.

use super::grammar::Grammar;
use super::organizations::{Candidate, Strength};
use super::people;
use super::places;
use super::types::{
    Entities, Entity, EntityId, EntityKind, MentionForm, OrganizationMention, OrganizationType,
    PersonMention, PlaceMention,
};
use super::words::Words;
use crate::fold::{Key, without_marks};
use crate::lex::{TokenKind, mark};
use crate::span::Span;

/// An organization while mentions are linked.
#[derive(Debug, Default)]
struct Known {
    /// Words of the fullest form.
    keys: Vec<Key>,
    /// Words of other forms.
    others: Vec<Vec<Key>>,
    /// Number of words before the core in the fullest form.
    core: usize,
    row: Option<u32>,
    head: Option<u32>,
    kind: Option<OrganizationType>,
    /// Index of the entity.
    entity: usize,
    /// Token of the latest mention.
    latest: usize,
    /// Mention with the fullest form.
    fullest: (usize, usize, usize),
    acronym: Option<String>,
}

/// Makes the records of an article.
#[derive(Debug)]
pub(super) struct Resolver<'g, 'd> {
    grammar: &'g Grammar<'d>,
    known: Vec<Known>,
    out: Entities,
}

impl<'g, 'd> Resolver<'g, 'd> {
    pub(super) fn new(grammar: &'g Grammar<'d>) -> Self {
        Self {
            grammar,
            known: Vec::new(),
            out: Entities::default(),
        }
    }

    const fn words(&self) -> Words<'d> {
        self.grammar.words
    }

    fn keys(&self, first: usize, end: usize) -> Vec<Key> {
        let words = self.words();
        (first..end)
            .filter(|&at| {
                words.doc.token(at).is_some_and(|token| {
                    matches!(
                        token.kind,
                        TokenKind::Word | TokenKind::Latin | TokenKind::Number
                    )
                })
            })
            .map(|at| {
                if at == first {
                    words.read(at).host
                } else {
                    words.doc.token(at).map_or(Key(0), |token| token.key)
                }
            })
            .collect()
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let last = end
            .checked_sub(1)
            .and_then(|at| self.words().doc.token(at))
            .map_or(start, |token| token.end());
        Span::new(start, last.max(start))
    }

    /// The name as a value: marks off, the article of لل restored.
    fn name(&self, first: usize, start: usize, end: usize) -> String {
        let doc = self.words().doc;
        let plain = without_marks(doc.slice(self.span(start, end)));
        let token = doc.token(first);
        let lil = token.is_some_and(|token| {
            token.has(mark::LIL) || token.word == 0 && self.words().read(first).article
        });
        if lil && plain.starts_with('ل') && !plain.starts_with("ال") {
            let mut restored = String::with_capacity(plain.len() + 2);
            restored.push('ا');
            restored.push_str(&plain);
            restored
        } else {
            plain
        }
    }

    // ------------------------------------------------------------ organizations

    /// Links organization candidates, in text order, to entities; returns the mention's entity for
    /// each candidate.
    pub(super) fn organizations(&mut self, candidates: &[Candidate]) -> Vec<Option<EntityId>> {
        let mut ids = Vec::with_capacity(candidates.len());
        for (index, candidate) in candidates.iter().enumerate() {
            let id = if candidate.strength == Strength::Nominal {
                self.nominal(candidate)
            } else {
                let bracket = index
                    .checked_sub(1)
                    .and_then(|before| candidates.get(..=before))
                    .unwrap_or_default();
                Some(self.named(candidate, bracket, &ids))
            };
            if let Some(entity) = id {
                let form = match candidate.strength {
                    Strength::Nominal => MentionForm::Nominal,
                    Strength::Acronym => MentionForm::Acronym,
                    _ => MentionForm::Full,
                };
                let span = self.span(candidate.start, candidate.end);
                let core = (candidate.core > candidate.first
                    && candidate.strength == Strength::Name)
                    .then(|| {
                        let start = self
                            .words()
                            .doc
                            .token(candidate.core)
                            .map_or(0, |t| t.start());
                        Span::new(start, span.end())
                    });
                self.out.organizations.push(OrganizationMention {
                    span,
                    entity,
                    form,
                    core,
                });
            }
            ids.push(id);
        }
        self.finish_organizations(candidates, &ids);
        ids
    }

    fn named(
        &mut self,
        candidate: &Candidate,
        before: &[Candidate],
        ids: &[Option<EntityId>],
    ) -> EntityId {
        let keys = self.keys(candidate.first, candidate.end);
        let core = candidate.core - candidate.first;
        let alias = self.in_bracket_behind(candidate, before, ids);
        let index = alias
            .and_then(|id| {
                self.known
                    .iter()
                    .position(|known| known.entity == id.index())
            })
            .or_else(|| self.same(candidate, &keys, core));
        if let Some(index) = index {
            let own = (candidate.first, candidate.start, candidate.end);
            if let Some(known) = self.known.get_mut(index) {
                known.latest = candidate.first;
                if keys.len() > known.keys.len() && alias.is_none() {
                    let old = std::mem::replace(&mut known.keys, keys);
                    known.others.push(old);
                    known.core = core;
                    known.fullest = own;
                    known.head = candidate.head.or(known.head);
                } else if keys != known.keys && !known.others.contains(&keys) {
                    known.others.push(keys);
                }
                known.row = known.row.or(candidate.row);
                return EntityId::new(known.entity);
            }
        }
        let entity = self.out.entities.len();
        let id = EntityId::new(entity);
        let (country, acronym) = candidate
            .row
            .and_then(|row| self.words().names().organization(row << 2))
            .map_or((None, None), |(row, _)| {
                let country = (row.country != "XX").then(|| row.country.to_owned());
                let acronym = (!row.acronym.is_empty()).then(|| row.acronym.to_owned());
                (country, acronym)
            });
        let country = country.or_else(|| self.grammar.country(candidate.first, candidate.end));
        self.out.entities.push(Entity {
            kind: EntityKind::Organization {
                organization_type: candidate.kind,
            },
            name: String::new(),
            aliases: Vec::new(),
            acronym: None,
            country,
        });
        self.known.push(Known {
            keys,
            others: Vec::new(),
            core,
            row: candidate.row,
            head: candidate.head,
            kind: Some(candidate.kind),
            entity,
            latest: candidate.first,
            fullest: (candidate.first, candidate.start, candidate.end),
            acronym,
        });
        id
    }

    /// «… (إنتربول)»: a name alone in brackets directly behind another of the same kind.
    fn in_bracket_behind(
        &self,
        candidate: &Candidate,
        before: &[Candidate],
        ids: &[Option<EntityId>],
    ) -> Option<EntityId> {
        let doc = self.words().doc;
        let open = candidate.first.checked_sub(1)?;
        let mut left = open;
        if doc.token(left)?.kind == TokenKind::Quote {
            left = left.checked_sub(1)?;
        }
        if !doc.is_char(left, '(') && !doc.is_char(left, '[') {
            return None;
        }
        // The outermost name that ends there, of those with a kind that fits first.
        let at = before
            .iter()
            .enumerate()
            .filter(|(_, other)| other.end == left && other.strength != Strength::Nominal)
            .min_by_key(|(_, other)| {
                let row = candidate.row.is_some() && candidate.row == other.row;
                (!row, other.kind != candidate.kind && !row, other.first)
            })
            .map(|(at, _)| at)?;
        ids.get(at).copied().flatten()
    }

    fn same(&self, candidate: &Candidate, keys: &[Key], core: usize) -> Option<usize> {
        if let Some(row) = candidate.row {
            if let Some(found) = self.known.iter().position(|k| k.row == Some(row)) {
                return Some(found);
            }
        }
        let exact = self
            .known
            .iter()
            .position(|known| known.keys == keys || known.others.iter().any(|o| o == keys));
        if exact.is_some() {
            return exact;
        }
        self.known.iter().rposition(|known| {
            if known.kind != Some(candidate.kind) && known.row.is_some() && candidate.row.is_some()
            {
                return false;
            }
            is_short_of(keys, &known.keys, known.core, candidate.kind)
                || is_short_of(&known.keys, keys, core, candidate.kind)
        })
    }

    /// «المنظمة»: the entity named last before it that has this head, or this kind.
    fn nominal(&mut self, candidate: &Candidate) -> Option<EntityId> {
        let by_head = self
            .known
            .iter_mut()
            .filter(|known| known.head.is_some() && known.head == candidate.head)
            .max_by_key(|known| known.latest);
        let found = match by_head {
            Some(known) => Some(known),
            None => self
                .known
                .iter_mut()
                .filter(|known| {
                    known.kind == Some(candidate.kind)
                        && matches!(
                            candidate.kind,
                            OrganizationType::Party
                                | OrganizationType::Company
                                | OrganizationType::ArmedGroup
                                | OrganizationType::Intergovernmental
                        )
                })
                .max_by_key(|known| known.latest),
        }?;
        found.latest = candidate.first;
        Some(EntityId::new(found.entity))
    }

    fn finish_organizations(&mut self, candidates: &[Candidate], ids: &[Option<EntityId>]) {
        for known in &self.known {
            let (first, start, end) = known.fullest;
            let name = self.name(first, start, end);
            if let Some(entity) = self.out.entities.get_mut(known.entity) {
                entity.name = name;
                entity.acronym.clone_from(&known.acronym);
            }
        }
        let mut mentions = std::mem::take(&mut self.out.organizations);
        let named = candidates.iter().zip(ids).filter(|(_, id)| id.is_some());
        for (mention, (candidate, _)) in mentions.iter_mut().zip(named) {
            if mention.form != MentionForm::Full {
                if mention.form == MentionForm::Acronym {
                    self.alias(mention.entity, candidate, true);
                }
                continue;
            }
            let keys = self.keys(candidate.first, candidate.end).len();
            let full = self
                .known
                .iter()
                .find(|known| known.entity == mention.entity.index())
                .map_or(0, |known| known.keys.len());
            if keys < full {
                mention.form = MentionForm::Short;
            }
            self.alias(mention.entity, candidate, false);
        }
        self.out.organizations = mentions;
    }

    fn alias(&mut self, id: EntityId, candidate: &Candidate, acronym: bool) {
        let form = self.name(candidate.first, candidate.start, candidate.end);
        if let Some(entity) = self.out.entities.get_mut(id.index()) {
            if acronym && form.is_ascii() {
                entity.acronym = Some(form.clone());
            }
            if entity.name != form && !entity.aliases.contains(&form) {
                entity.aliases.push(form);
            }
        }
    }

    // ------------------------------------------------------------ people

    /// Links people: later family names and short forms go to the full name.
    pub(super) fn people(&mut self, found: &[people::Found], ids: &[Option<EntityId>]) {
        let mut known: Vec<(Vec<Key>, usize)> = Vec::new();
        for person in found {
            let keys = self.keys(person.first, person.end);
            let index = known.iter().position(|(full, _)| {
                *full == keys || is_part(&keys, full) || is_part(full, &keys)
            });
            let name = self.name(person.first, person.start, person.end);
            let entity = if let Some(index) = index {
                let longer = known
                    .get(index)
                    .is_some_and(|(full, _)| keys.len() > full.len());
                let entity = known.get(index).map_or(0, |(_, entity)| *entity);
                if let Some(record) = self.out.entities.get_mut(entity) {
                    let other = if longer {
                        std::mem::replace(&mut record.name, name)
                    } else {
                        name
                    };
                    if record.name != other && !record.aliases.contains(&other) {
                        record.aliases.push(other);
                    }
                    if let EntityKind::Person { gender } = &mut record.kind {
                        *gender = gender.or(person.gender);
                    }
                }
                if longer {
                    if let Some(entry) = known.get_mut(index) {
                        entry.0 = keys;
                    }
                }
                entity
            } else {
                let entity = self.out.entities.len();
                self.out.entities.push(Entity {
                    kind: EntityKind::Person {
                        gender: person.gender,
                    },
                    name,
                    aliases: Vec::new(),
                    acronym: None,
                    country: None,
                });
                known.push((keys, entity));
                entity
            };
            let role = person.role.map(|(first, end)| {
                let start = self.words().read(first).start;
                self.span(start, end)
            });
            self.out.people.push(PersonMention {
                span: self.span(person.start, person.end),
                entity: EntityId::new(entity),
                role,
                organization: person
                    .organization
                    .and_then(|index| ids.get(index).copied().flatten()),
            });
        }
    }

    // ------------------------------------------------------------ places

    /// Links places by row or surface.
    pub(super) fn places(&mut self, found: &[places::Found]) {
        let mut known: Vec<(Option<u32>, Vec<Key>, usize)> = Vec::new();
        for place in found {
            let keys = self.keys(place.first, place.end);
            let index = known
                .iter()
                .find(|(row, full, _)| row.is_some() && *row == place.row || *full == keys)
                .map(|(_, _, entity)| *entity);
            let entity = index.unwrap_or_else(|| {
                let entity = self.out.entities.len();
                let country = place
                    .row
                    .and_then(|row| self.words().names().place(row << 1))
                    .filter(|(row, _)| row.country != "XX")
                    .map(|(row, _)| row.country.to_owned());
                self.out.entities.push(Entity {
                    kind: EntityKind::Place,
                    name: self.name(place.first, place.start, place.end),
                    aliases: Vec::new(),
                    acronym: None,
                    country,
                });
                known.push((place.row, keys, entity));
                entity
            });
            self.out.places.push(PlaceMention {
                span: self.span(place.start, place.end),
                entity: EntityId::new(entity),
            });
        }
    }

    /// The records, mentions in text order.
    pub(super) fn finish(mut self) -> Entities {
        let order = |span: Span| (span.start(), usize::MAX - span.end());
        self.out.organizations.sort_by_key(|m| order(m.span));
        self.out.people.sort_by_key(|m| order(m.span));
        self.out.places.sort_by_key(|m| order(m.span));
        self.out
    }
}

/// Whether `short` is a shorter form of `full`: its words in the same order behind the same first
/// word, or the name without its head where that can stand alone.
fn is_short_of(short: &[Key], full: &[Key], core: usize, kind: OrganizationType) -> bool {
    if short.len() >= full.len() || short.is_empty() {
        return false;
    }
    if core > 0 && full.get(core..).is_some_and(|rest| rest == short) {
        return matches!(
            kind,
            OrganizationType::Party
                | OrganizationType::ArmedGroup
                | OrganizationType::Company
                | OrganizationType::Sports
                | OrganizationType::Media
                | OrganizationType::Finance
                | OrganizationType::Ngo
        );
    }
    if short.first() != full.first() {
        return false;
    }
    short.len() >= 2 && is_part(short, full)
}

/// Whether the words of `short` stand in `full` in the same order.
fn is_part(short: &[Key], full: &[Key]) -> bool {
    if short.is_empty() || short.len() >= full.len() {
        return false;
    }
    let mut rest = full.iter();
    short.iter().all(|key| rest.any(|other| other == key))
}
