//! Titles before and behind a name: «وزير الصحة الدكتور …», «…، الأمين العام للمنظمة».

use super::chain::Evidence;
use super::people::{Finder, Found};
use super::words::Word;
use crate::chars::LAM;
use crate::lex::TokenKind;
use crate::lexicon::Class;
use crate::lexicon::names::{self, Role, Takes, bits};

/// Longest title in tokens.
const TITLE: usize = 14;

/// A title with what stands in it.
#[derive(Clone, Copy, Debug)]
struct Title {
    first: usize,
    end: usize,
    role: Role,
    organization: Option<usize>,
}

impl Finder<'_, '_> {
    pub(super) fn by_title(&self, at: usize) -> Option<Found> {
        let (title, start) = self.title(at)?;
        let chain = self.chain(start, true)?;
        let word = self.words.read(start);
        if title.role.generic && chain.strong == 0 {
            return None;
        }
        if title.role.many && chain.strong == 0 {
            return None;
        }
        if chain.first <= Evidence::Listed && chain.parts < 2 && !title.role.honorific {
            return None;
        }
        let gender = chain.gender.or(title.role.gender);
        Some(Found {
            first: start,
            end: chain.end,
            start: word.start,
            role: Some((title.first, title.end)),
            organization: title.organization,
            gender,
            rule: "person/title_name",
        })
    }

    /// Reads a title; returns it with the token where the name starts.
    fn title(&self, at: usize) -> Option<(Title, usize)> {
        let doc = self.words.doc;
        let entry = doc.entry(at, Class::Role)?;
        let mut title = Title {
            first: at,
            end: entry.next,
            role: names::role(entry.row),
            organization: None,
        };
        let mut next = entry.next;
        while next < at + TITLE {
            let token = doc.token(next)?;
            if token.is_char('،') || token.is_char(',') {
                // «وزيرة الصحة، سميرة …»
                let word = self.words.read(next + 1);
                let (evidence, behind) = self.evidence(next + 1, &word);
                let name = word.is_bare()
                    && (evidence >= Evidence::Given
                        || evidence == Evidence::Listed && self.precedes_part(behind))
                    && !title.role.generic;
                return (name && title.end == next).then_some((title, next + 1));
            }
            if token.kind != TokenKind::Word {
                return None;
            }
            let word = self.words.read(next);
            // A further title: «وزير الصحة الدكتور …».
            if token.flags & Class::Role.bit() != 0 && !word.conjunction {
                let strong_name = self.evidence(next, &word).0 >= Evidence::Family
                    && !word.article
                    && next > at + 1;
                if !strong_name {
                    let entry = doc.entry(next, Class::Role)?;
                    let role = names::role(entry.row);
                    title.role.gender = title.role.gender.or(role.gender);
                    title.role.generic &= role.generic;
                    if !role.honorific {
                        title.end = entry.next;
                    }
                    next = entry.next;
                    continue;
                }
            }
            if let Some(index) = self.organization_at(next) {
                let candidate = self.organizations.get(index)?;
                if word.is_bare() || word.preposition == LAM {
                    title.organization = title.organization.or(Some(index));
                    title.end = candidate.end;
                    next = candidate.end;
                    continue;
                }
            }
            if word.conjunction || word.has(bits::VERB | bits::DATE) {
                return None;
            }
            if word.article
                && word.is_bare()
                && token.flags & Class::Nisba.bit() != 0
                && self.in_title(next, &word)
            {
                // «رئيس الوزراء السويدي …»
                next += 1;
                title.end = next;
                continue;
            }
            let (evidence, end) = self.evidence(next, &word);
            if evidence >= Evidence::Family
                && !(title.role.takes == Takes::Place && self.is_place(next, &word))
            {
                return Some((title, next));
            }
            if evidence == Evidence::Listed && word.is_bare() && self.precedes_part(end) {
                return Some((title, next));
            }
            if self.is_place(next, &word) {
                let entry = self.words.entry(next, &word, Class::Place)?;
                next = entry.next;
                title.end = next;
                continue;
            }
            if self.in_title(next, &word) {
                next += 1;
                title.end = next;
                continue;
            }
            if evidence > Evidence::None && end > next {
                return Some((title, next));
            }
            return None;
        }
        None
    }

    /// Whether a title can go on over tokens: words of titles, places.
    pub(super) fn is_title(&self, from: usize, to: usize) -> bool {
        (from..to).all(|at| {
            let word = self.words.read(at);
            self.in_title(at, &word)
                || self.words.doc.is(at, Class::Role)
                || self.is_place(at, &word)
                || self.words.single(&word, Class::Organization)
        })
    }

    /// Words that go on inside a title: adjectives, nouns and complements of offices.
    fn in_title(&self, at: usize, word: &Word) -> bool {
        let Some(token) = self.words.doc.token(at) else {
            return false;
        };
        if token.flags & (Class::Nisba.bit() | Class::Head.bit()) != 0 {
            return true;
        }
        if word.has(bits::FUNCTION | bits::VERB | bits::DATE) {
            return false;
        }
        if word.article {
            return word.has(
                bits::STOP_ADJECTIVE
                    | bits::DEFINITE
                    | bits::COORDINATED
                    | bits::NAMING
                    | bits::COMMON,
            );
        }
        (word.is_bare() || word.preposition == LAM) && word.has(bits::CONSTRUCT | bits::COMMON)
    }

    /// A title behind the name: «…، الأمين العام للمنظمة».
    pub(super) fn with_title_behind(&self, mut person: Found) -> Found {
        if person.role.is_some() {
            return person;
        }
        let doc = self.words.doc;
        let mut at = person.end;
        if doc.is_char(at, '،') || doc.is_char(at, ',') || doc.is_char(at, '(') {
            at += 1;
        }
        if !doc.is(at, Class::Role) {
            return person;
        }
        let Some(entry) = doc.entry(at, Class::Role) else {
            return person;
        };
        let role = names::role(entry.row);
        let mut end = entry.next;
        while end < at + TITLE {
            if let Some(index) = self.organization_at(end) {
                let word = self.words.read(end);
                if !word.conjunction
                    && let Some(candidate) = self.organizations.get(index)
                {
                    person.organization = person.organization.or(Some(index));
                    end = candidate.end;
                    continue;
                }
            }
            let word = self.words.read(end);
            let joined = doc
                .token(end)
                .is_some_and(|token| token.kind == TokenKind::Word);
            if !joined || word.conjunction || !self.in_title(end, &word) {
                break;
            }
            end += 1;
        }
        person.role = Some((at, end));
        person.gender = person.gender.or(role.gender);
        person
    }
}
