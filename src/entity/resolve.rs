//! Which mentions are the same: full names, short forms, acronyms in brackets, common nouns.
//!
//! Mentions are compared by the folded keys of their words, proclitics off. The order of evidence:
//! the same row of the lexicon, the same words, one name's words within the other's behind the same
//! first word, the name without its head, an alias in brackets directly behind.

use std::ops::Range;

use super::brackets::{joins, may_name, opening};
use super::forms::{
    Buffers, Known, TYPES, clear, form, is_part, is_purpose_of, is_same_but_article, is_short_of,
    is_within_itself,
};
use super::grammar::Grammar;
use super::organizations::{Candidate, Strength, kind_inside};
use super::pair;
use super::people;
use super::places;
use super::score;
use super::tagger::Tag;
use super::types::{
    CountryCode, Entities, Entity, EntityId, EntityKind, MentionForm, OrganizationMention,
    OrganizationType, PersonMention, PlaceMention, TypeEvidence,
};
use super::words::Words;
use crate::chars::LAM;
use crate::fold::{Key, without_marks};
use crate::lex::{TokenKind, mark};
use crate::rule::RuleId;
use crate::span::Span;

/// Makes the records of an article.
#[derive(Debug)]
pub(super) struct Resolver<'g, 'd> {
    grammar: &'g Grammar<'d>,
    /// What the tagger says of each token.
    tags: &'g [Tag],
    /// What is reused from article to article.
    buffers: &'g mut Buffers,
    /// The one named last of a type.
    by_kind: [Option<usize>; TYPES],
    out: Entities,
}

/// Entities that a short form is compared with: those named last.
const WINDOW: usize = 64;
/// Other forms kept of one entity.
const ALIASES: usize = 32;

impl<'g, 'd> Resolver<'g, 'd> {
    /// A resolver that expects as many mentions.
    pub(super) fn new(
        grammar: &'g Grammar<'d>,
        tags: &'g [Tag],
        buffers: &'g mut Buffers,
        mentions: usize,
    ) -> Self {
        buffers.pool.clear();
        buffers.known.clear();
        buffers.mentions.clear();
        clear(&mut buffers.by_row);
        clear(&mut buffers.by_form);
        clear(&mut buffers.by_head);
        Self {
            grammar,
            tags,
            buffers,
            by_kind: [None; TYPES],
            out: Entities {
                entities: Vec::with_capacity(mentions * 3 / 4),
                ..Entities::default()
            },
        }
    }

    const fn words(&self) -> Words<'d> {
        self.grammar.words
    }

    /// Puts the words of a name behind those in the pool.
    fn push(&mut self, first: usize, start: usize, end: usize) -> Range<usize> {
        let words = self.words();
        let from = self.buffers.pool.len();
        let tokens = words.doc.tokens.get(first..end).unwrap_or_default();
        for (n, token) in tokens.iter().enumerate() {
            if matches!(
                token.kind,
                TokenKind::Word | TokenKind::Latin | TokenKind::Number
            ) {
                let key = if n == 0 {
                    self.first_key(first, start, end)
                } else if token.has(mark::LIL) {
                    words.read(first + n).host
                } else {
                    token.key
                };
                self.buffers.pool.push(key);
            }
        }
        from..self.buffers.pool.len()
    }

    /// The same for an organization: of two behind one head, each has the singular of the head.
    fn push_name(&mut self, candidate: &Candidate) -> Range<usize> {
        if candidate.rule == pair::SECOND {
            let head = candidate.head.unwrap_or(u32::MAX);
            let row = self.words().names().head_row(head);
            let key = row.map(|row| Key::of(row.singular)).unwrap_or_default();
            let from = self.buffers.pool.len();
            self.buffers.pool.push(key);
            self.push(candidate.first, candidate.start, candidate.end);
            return from..self.buffers.pool.len();
        }
        let keys = self.push(candidate.first, candidate.start, candidate.end);
        if candidate.head.is_some()
            && candidate.row.is_none()
            && let Some(singular) = pair::singular(self.grammar, candidate.first)
            && let Some(key) = self.buffers.pool.get_mut(keys.start)
        {
            *key = Key::of(singular);
        }
        keys
    }

    /// The key of a name's first word, with its article.
    fn first_key(&self, first: usize, start: usize, end: usize) -> Key {
        let words = self.words();
        if self.hides_article(first, end) {
            return Key::of(&format!("ال{}", words.doc.host(first)));
        }
        words.key_from(first, start)
    }

    fn keys(&self, range: &Range<usize>) -> &[Key] {
        self.buffers.pool.get(range.clone()).unwrap_or_default()
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
        let text = self.words().doc.slice(self.span(start, end));
        let plain = if self.is_plain(first, end) {
            text.to_owned()
        } else {
            without_marks(text)
        };
        if self.hides_article(first, end) {
            return format!("ال{plain}");
        }
        if self.is_lil(first) && plain.starts_with('ل') && !plain.starts_with("ال") {
            let mut restored = String::with_capacity(plain.len() + 2);
            restored.push('ا');
            restored.push_str(&plain);
            restored
        } else {
            plain
        }
    }

    /// «للجنة الدولية»: ل before a noun that begins with ل hides the article, which the adjective shows.
    fn hides_article(&self, first: usize, end: usize) -> bool {
        let words = self.words();
        let word = words.read(first);
        if word.preposition != LAM || word.article || end < first + 2 {
            return false;
        }
        let next = words.read(first + 1);
        words.doc.host(first).starts_with('ل')
            && next.article
            && next.is_bare()
            && words.ends_like_relation(first + 1)
    }

    fn is_lil(&self, first: usize) -> bool {
        self.words().doc.token(first).is_some_and(|token| {
            token.has(mark::LIL) || token.word == 0 && self.words().read(first).article
        })
    }

    /// Whether the text of tokens holds no marks, and nothing but single spaces between them.
    fn is_plain(&self, first: usize, end: usize) -> bool {
        let doc = self.words().doc;
        let tokens = doc.tokens.get(first..end).unwrap_or_default();
        let mut behind = None;
        tokens.iter().all(|token| {
            let gap = token.start().wrapping_sub(behind.unwrap_or(token.start()));
            behind = Some(token.end());
            let spaced =
                gap == 0 || gap == 1 && doc.text.as_bytes().get(token.start() - 1) == Some(&b' ');
            spaced
                && match token.kind {
                    TokenKind::Word => !token.has(mark::MARKED),
                    TokenKind::Punct | TokenKind::Quote => true,
                    _ => doc
                        .slice(token.span())
                        .bytes()
                        .all(|b| b.is_ascii_graphic()),
                }
        })
    }

    /// Whether a mention's text is one of the forms that an entity has already.
    fn is_noted(&self, first: usize, start: usize, end: usize, entity: &Entity) -> bool {
        let text = self.words().doc.slice(self.span(start, end));
        (entity.name == text || entity.aliases.iter().any(|alias| alias == text))
            && !self.is_lil(first)
            && !self.hides_article(first, end)
    }

    // ------------------------------------------------------------ organizations

    /// Links organization candidates, in text order, to entities; returns the mention's entity for
    /// each candidate.
    pub(super) fn organizations(&mut self, candidates: &[Candidate]) -> Vec<Option<EntityId>> {
        let mut ids = Vec::with_capacity(candidates.len());
        self.out.organizations.reserve_exact(candidates.len());
        for (index, candidate) in candidates.iter().enumerate() {
            let candidate = &self.typed(candidate);
            let mut length = 0;
            let id = if candidate.strength == Strength::Nominal {
                self.nominal(candidate)
            } else {
                let bracket = index
                    .checked_sub(1)
                    .and_then(|before| candidates.get(..=before))
                    .unwrap_or_default();
                let (id, words) = self.named(candidate, bracket, &ids);
                length = words;
                Some(id)
            };
            let before = candidates.get(..index).unwrap_or_default();
            if id.is_some() && is_within_itself(candidate, id, before, &ids) {
                ids.push(id);
                continue;
            }
            if let Some(entity) = id {
                self.buffers.mentions.push((index, length));
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
                    rule: RuleId::new(candidate.rule),
                    score: self.score(candidate),
                });
            }
            ids.push(id);
        }
        self.finish_organizations(candidates);
        ids
    }

    fn named(
        &mut self,
        candidate: &Candidate,
        before: &[Candidate],
        ids: &[Option<EntityId>],
    ) -> (EntityId, usize) {
        let keys = self.push_name(candidate);
        let length = keys.len();
        let hash = form(self.keys(&keys));
        let second = candidate.rule == pair::SECOND;
        let core = candidate.core - candidate.first + usize::from(second);
        let alias = self.in_bracket_behind(candidate, before, ids);
        let index = alias
            .map(EntityId::index)
            .or_else(|| self.same(candidate, self.keys(&keys), hash, core));
        if let Some(index) = index {
            self.buffers.by_form.entry(hash).or_insert(index);
            let own = (candidate.first, candidate.start, candidate.end);
            let from = keys.start;
            let (mut kept, mut retyped) = (false, false);
            if let Some(known) = self.buffers.known.get_mut(index) {
                if keys.len() > known.keys.len() && alias.is_none() {
                    known.keys = keys;
                    known.core = core;
                    known.fullest = own;
                    known.second = second;
                    known.head = candidate.head.or(known.head);
                    kept = true;
                }
                let shown =
                    candidate.row.is_some() || kept && candidate.kind != OrganizationType::Other;
                if known.row.is_none() && shown {
                    known.kind = Some(candidate.kind);
                    retyped = true;
                }
                known.row = known.row.or(candidate.row);
            }
            if retyped {
                self.describe(index, candidate);
            }
            self.named_again(index, candidate);
            if !kept {
                self.buffers.pool.truncate(from);
            }
            self.named_last(index);
            return (EntityId::new(index), length);
        }
        let entity = self.out.entities.len();
        let id = EntityId::new(entity);
        let acronym = candidate
            .row
            .and_then(|row| self.words().names().organization(row << 2))
            .map(|(row, _)| row.acronym)
            .filter(|acronym| !acronym.is_empty())
            .map(str::to_owned);
        let country = self.country(candidate);
        let evidence = self.evidence(candidate);
        self.out.entities.push(Entity {
            kind: EntityKind::Organization {
                organization_type: candidate.kind,
            },
            name: String::new(),
            aliases: Vec::new(),
            acronym: None,
            country,
            evidence,
        });
        self.buffers.by_form.insert(hash, entity);
        self.buffers.known.push(Known {
            keys,
            core,
            row: candidate.row,
            head: candidate.head,
            kind: Some(candidate.kind),
            fullest: (candidate.first, candidate.start, candidate.end),
            second,
            acronym,
        });
        self.named_last(entity);
        (id, length)
    }

    /// Takes type and acronym from a fuller or listed form.
    fn describe(&mut self, index: usize, candidate: &Candidate) {
        let evidence = self.evidence(candidate);
        if let Some(entity) = self.out.entities.get_mut(index) {
            entity.kind = EntityKind::Organization {
                organization_type: candidate.kind,
            };
            entity.evidence = evidence;
        }
        let acronym = candidate
            .row
            .and_then(|row| self.words().names().organization(row << 2))
            .map(|(row, _)| row.acronym)
            .filter(|acronym| !acronym.is_empty());
        if let Some(acronym) = acronym
            && let Some(known) = self.buffers.known.get_mut(index)
            && known.acronym.is_none()
        {
            known.acronym = Some(acronym.to_owned());
        }
    }

    /// A candidate with the type that the words of its name show.
    fn typed(&self, candidate: &Candidate) -> Candidate {
        let mut typed = *candidate;
        let (from, end) = (candidate.core, candidate.end);
        if candidate.row.is_none() && candidate.strength == Strength::Name {
            typed.kind = kind_inside(&self.words(), from, end, candidate.kind);
        }
        typed
    }

    fn score(&self, candidate: &Candidate) -> u8 {
        let names = self.words().names();
        let own = candidate.strength != Strength::Nominal
            && candidate
                .row
                .is_some_and(|row| names.is_own_organization(row));
        if own {
            return score::OWN;
        }
        score::of(candidate.rule, self.tags, candidate.first, candidate.end)
    }

    /// The country of the lexicon's row, else the one that the name shows.
    fn country(&self, candidate: &Candidate) -> Option<CountryCode> {
        let names = self.words().names();
        let listed = candidate
            .row
            .and_then(|row| names.organization(row << 2))
            .map(|(row, _)| row.country)
            .filter(|country| *country != "XX");
        match listed {
            Some(country) => CountryCode::new(country.as_bytes()),
            None => {
                // «ألوية فجر الكرمل» are named for a mountain, not at home there.
                let towns = !matches!(
                    candidate.kind,
                    OrganizationType::Other | OrganizationType::ArmedGroup
                );
                self.grammar.country(candidate.first, candidate.end, towns)
            }
        }
    }

    /// What shows the type of a candidate.
    fn evidence(&self, candidate: &Candidate) -> Option<TypeEvidence> {
        let names = self.words().names();
        if candidate.row.is_some() {
            return Some(TypeEvidence::Lexicon);
        }
        let headed = candidate
            .head
            .and_then(|head| names.head_row(head))
            .map(|row| row.kind);
        if headed == Some(candidate.kind) {
            return Some(TypeEvidence::Head);
        }
        let other = OrganizationType::Other;
        if candidate.kind == other {
            return None;
        }
        let shown = kind_inside(&self.words(), candidate.core, candidate.end, other);
        Some(if shown == candidate.kind {
            TypeEvidence::Word
        } else {
            TypeEvidence::Context
        })
    }

    /// Takes the country that a further name of an organization shows, and a type with better evidence.
    fn named_again(&mut self, index: usize, candidate: &Candidate) {
        let unplaced = self
            .out
            .entities
            .get(index)
            .is_some_and(|entity| entity.country.is_none());
        let country = unplaced.then(|| self.country(candidate)).flatten();
        let evidence = self.evidence(candidate);
        let Some(entity) = self.out.entities.get_mut(index) else {
            return;
        };
        if country.is_some() {
            entity.country = country;
        }
        let shown = entity.evidence >= Some(TypeEvidence::Head);
        if evidence > entity.evidence
            && !shown
            && let EntityKind::Organization { organization_type } = &mut entity.kind
        {
            *organization_type = candidate.kind;
            entity.evidence = evidence;
            if let Some(known) = self.buffers.known.get_mut(index) {
                known.kind = Some(candidate.kind);
            }
        }
    }

    /// Notes an organization as the one that common nouns behind it stand for.
    fn named_last(&mut self, index: usize) {
        let Some(known) = self.buffers.known.get(index) else {
            return;
        };
        if let Some(head) = known.head {
            self.buffers.by_head.insert(head, index);
        }
        if let Some(last) = known
            .kind
            .and_then(|kind| self.by_kind.get_mut(kind as usize))
        {
            *last = Some(index);
        }
        if let Some(row) = known.row {
            self.buffers.by_row.entry(row).or_insert(index);
        }
    }

    /// «… (إنتربول)»: a name alone in brackets directly behind another of the same kind.
    fn in_bracket_behind(
        &self,
        candidate: &Candidate,
        before: &[Candidate],
        ids: &[Option<EntityId>],
    ) -> Option<EntityId> {
        let left = opening(self.grammar, candidate.first)?;
        // The outermost name that ends there, of those with a kind that fits first.
        let at = before
            .iter()
            .enumerate()
            .rev()
            .take(8)
            .filter(|(_, other)| {
                // «مكتب إحصاءات الاتحاد الأوروبي (يوروستات)»: the name of the office.
                let others = candidate.row.is_some()
                    && other.row.is_some_and(|row| candidate.row != Some(row))
                    && (self.words().read(other.first).preposition == LAM
                        || before.iter().rev().take(8).any(|office| {
                            office.end == other.first && office.strength == Strength::Name
                        }));
                other.strength != Strength::Nominal
                    && !others
                    && joins(self.grammar, other.end, left)
                    && may_name(self.grammar, other, candidate)
            })
            .min_by_key(|(_, other)| {
                let row = candidate.row.is_some() && candidate.row == other.row;
                let kind = other.kind != candidate.kind && !row;
                (!row, kind, left - other.end, other.first)
            })
            .map(|(at, _)| at)?;
        ids.get(at).copied().flatten()
    }

    fn same(&self, candidate: &Candidate, keys: &[Key], hash: u64, core: usize) -> Option<usize> {
        if let Some(&found) = candidate.row.and_then(|row| self.buffers.by_row.get(&row)) {
            return Some(found);
        }
        if let Some(&found) = self.buffers.by_form.get(&hash) {
            return Some(found);
        }
        let window = self.buffers.known.iter().enumerate().rev().take(WINDOW);
        window
            .filter(|(_, known)| {
                known.kind == Some(candidate.kind) || known.row.is_none() || candidate.row.is_none()
            })
            .find(|(_, known)| {
                let full = self.keys(&known.keys);
                is_short_of(keys, full, known.core, known.kind.unwrap_or(candidate.kind))
                    || is_same_but_article(keys, full)
                    || is_purpose_of(keys, full)
                        && candidate.row.is_none()
                        && candidate.head.is_none()
                    || is_short_of(full, keys, core, candidate.kind)
            })
            .map(|(index, _)| index)
    }

    /// «المنظمة»: the entity named last before it that has this head, or this kind.
    fn nominal(&mut self, candidate: &Candidate) -> Option<EntityId> {
        let by_head = candidate
            .head
            .and_then(|head| self.buffers.by_head.get(&head).copied());
        let by_kind = || {
            let open = matches!(
                candidate.kind,
                OrganizationType::Party
                    | OrganizationType::Company
                    | OrganizationType::ArmedGroup
                    | OrganizationType::Intergovernmental
            );
            let last = self.by_kind.get(candidate.kind as usize).copied().flatten();
            last.filter(|_| open)
        };
        let index = by_head.or_else(by_kind)?;
        self.named_last(index);
        Some(EntityId::new(index))
    }

    fn finish_organizations(&mut self, candidates: &[Candidate]) {
        let mut known = std::mem::take(&mut self.buffers.known);
        for (index, known) in known.iter_mut().enumerate() {
            let (first, start, end) = known.fullest;
            let name = self.name(first, start, end);
            let name = self.of_one(known.head, first, known.second, name);
            if let Some(entity) = self.out.entities.get_mut(index) {
                entity.name = name;
                entity.acronym = known.acronym.take();
            }
        }
        let mut mentions = std::mem::take(&mut self.out.organizations);
        let made = std::mem::take(&mut self.buffers.mentions);
        for (mention, &(index, keys)) in mentions.iter_mut().zip(&made) {
            let Some(candidate) = candidates.get(index) else {
                continue;
            };
            if mention.form != MentionForm::Full {
                if mention.form == MentionForm::Acronym {
                    self.alias(mention.entity, candidate, true);
                }
                continue;
            }
            let full = known
                .get(mention.entity.index())
                .map_or(0, |known| known.keys.len());
            if keys < full {
                mention.form = MentionForm::Short;
            }
            self.alias(mention.entity, candidate, false);
        }
        self.out.organizations = mentions;
        self.buffers.mentions = made;
        self.buffers.known = known;
    }

    /// «وزارتي الداخلية والعدل» name two: the name of each has the singular of the head.
    fn of_one(&self, head: Option<u32>, first: usize, second: bool, name: String) -> String {
        if second {
            let row = head.and_then(|head| self.words().names().head_row(head));
            return match row {
                Some(row) => format!("{} {name}", row.singular),
                None => name,
            };
        }
        let singular = head.and_then(|_| pair::singular(self.grammar, first));
        match (singular, name.split_once(' ')) {
            (Some(singular), Some((_, rest))) => format!("{singular} {rest}"),
            _ => name,
        }
    }

    fn alias(&mut self, id: EntityId, candidate: &Candidate, acronym: bool) {
        let (first, start, end) = (candidate.first, candidate.start, candidate.end);
        let noted = self
            .out
            .entities
            .get(id.index())
            .is_none_or(|entity| self.is_noted(first, start, end, entity));
        if noted && !acronym {
            return;
        }
        let form = self.name(first, start, end);
        if let Some(entity) = self.out.entities.get_mut(id.index()) {
            if acronym && form.is_ascii() {
                entity.acronym = Some(form.clone());
            }
            if entity.aliases.len() < ALIASES
                && entity.name != form
                && !entity.aliases.contains(&form)
            {
                // «الحوثيين» is another case of «الحوثيون», which stands for the name.
                let nominative = form.strip_suffix("ون").is_some_and(|stem| {
                    entity.name.strip_suffix("ين") == Some(stem) && !stem.contains(' ')
                });
                if nominative {
                    let other = std::mem::replace(&mut entity.name, form);
                    entity.aliases.push(other);
                } else {
                    entity.aliases.push(form);
                }
            }
        }
    }

    // ------------------------------------------------------------ people

    /// Links people: later family names and short forms go to the full name.
    pub(super) fn people(&mut self, found: &[people::Found], ids: &[Option<EntityId>]) {
        let mut known = std::mem::take(&mut self.buffers.people);
        let mut by_form = std::mem::take(&mut self.buffers.by_form);
        let mut by_part = std::mem::take(&mut self.buffers.by_part);
        known.clear();
        clear(&mut by_form);
        clear(&mut by_part);
        self.buffers.pool.clear();
        self.out.people.reserve_exact(found.len());
        for person in found {
            let own = self.push(person.first, person.start, person.end);
            let keys = self.keys(&own);
            let hash = form(keys);
            let index = by_form.get(&hash).copied().or_else(|| {
                keys.iter().rev().find_map(|key| {
                    let index = *by_part.get(&key.0)?;
                    let full = self.keys(&known.get(index)?.0);
                    (is_part(keys, full) || is_part(full, keys)).then_some(index)
                })
            });
            let place = index.unwrap_or(known.len());
            by_form.entry(hash).or_insert(place);
            for key in keys {
                by_part.insert(key.0, place);
            }
            let entity = if let Some(index) = index {
                let (full, entity) = known.get(index).cloned().unwrap_or_default();
                let longer = own.len() > full.len();
                self.person_again(entity, person, longer);
                if longer {
                    if let Some(entry) = known.get_mut(index) {
                        entry.0 = own;
                    }
                } else {
                    self.buffers.pool.truncate(own.start);
                }
                entity
            } else {
                let entity = self.out.entities.len();
                let name = self.name(person.first, person.start, person.end);
                self.out.entities.push(Entity {
                    kind: EntityKind::Person {
                        gender: person.gender,
                    },
                    name,
                    aliases: Vec::new(),
                    acronym: None,
                    country: None,
                    evidence: None,
                });
                known.push((own, entity));
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
                rule: RuleId::new(person.rule),
                score: score::of(person.rule, self.tags, person.first, person.end),
            });
        }
        self.buffers.people = known;
        self.buffers.by_form = by_form;
        self.buffers.by_part = by_part;
    }

    /// Notes a further mention of a person, whose name is the fullest so far or another form.
    fn person_again(&mut self, entity: usize, person: &people::Found, longer: bool) {
        let Some(record) = self.out.entities.get(entity) else {
            return;
        };
        let noted = !longer && self.is_noted(person.first, person.start, person.end, record);
        let name = (!noted).then(|| self.name(person.first, person.start, person.end));
        let Some(record) = self.out.entities.get_mut(entity) else {
            return;
        };
        if let EntityKind::Person { gender } = &mut record.kind {
            *gender = gender.or(person.gender);
        }
        let Some(name) = name else { return };
        let other = if longer {
            std::mem::replace(&mut record.name, name)
        } else {
            name
        };
        if record.aliases.len() < ALIASES
            && record.name != other
            && !record.aliases.contains(&other)
        {
            record.aliases.push(other);
        }
    }

    // ------------------------------------------------------------ places

    /// Links places by row or surface.
    pub(super) fn places(&mut self, found: &[places::Found]) {
        let mut by_row = std::mem::take(&mut self.buffers.by_row);
        let mut by_form = std::mem::take(&mut self.buffers.by_form);
        clear(&mut by_row);
        clear(&mut by_form);
        self.out.places.reserve_exact(found.len());
        for place in found {
            self.buffers.pool.clear();
            let keys = self.push(place.first, place.start, place.end);
            let own = form(self.keys(&keys));
            let index = place
                .row
                .and_then(|row| by_row.get(&row))
                .or_else(|| by_form.get(&own))
                .copied();
            let entity = index.unwrap_or_else(|| {
                let entity = self.out.entities.len();
                let country = place
                    .row
                    .and_then(|row| self.words().names().place(row << 1))
                    .filter(|(row, _)| row.country != "XX")
                    .and_then(|(row, _)| CountryCode::new(row.country.as_bytes()));
                self.out.entities.push(Entity {
                    kind: EntityKind::Place,
                    name: self.name(place.first, place.start, place.end),
                    aliases: Vec::new(),
                    acronym: None,
                    country,
                    evidence: None,
                });
                entity
            });
            if let Some(row) = place.row {
                by_row.entry(row).or_insert(entity);
            }
            by_form.entry(own).or_insert(entity);
            self.out.places.push(PlaceMention {
                span: self.span(place.start, place.end),
                entity: EntityId::new(entity),
                rule: RuleId::new(place.rule),
                score: if place
                    .row
                    .is_some_and(|row| self.words().names().is_own_place(row))
                {
                    score::OWN
                } else {
                    score::of(place.rule, self.tags, place.first, place.end)
                },
            });
        }
        self.buffers.by_row = by_row;
        self.buffers.by_form = by_form;
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
