//! People: names behind titles, chains of given and family names, names before a title.

use super::organizations::{Candidate, Strength};
use super::types::Gender;
use super::words::{Word, Words};
use crate::chars::{self, LAM};
use crate::lex::{Token, TokenKind};
use crate::lexicon::Class;
use crate::lexicon::names::{self, Role, SurfaceKind, Takes, bits};

/// Longest chain of name parts.
const PARTS: usize = 8;
/// Longest title in tokens.
const TITLE: usize = 14;

/// A person found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// First token of the name.
    pub(super) first: usize,
    /// Token behind the name.
    pub(super) end: usize,
    /// First byte of the name.
    pub(super) start: usize,
    /// Tokens of the title.
    pub(super) role: Option<(usize, usize)>,
    /// Index of the organization candidate in the title.
    pub(super) organization: Option<usize>,
    /// Gender that name or title shows.
    pub(super) gender: Option<Gender>,
    /// The rule that found it.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "tests ask which rule found a name")
    )]
    pub(super) rule: &'static str,
}

/// Evidence that a word is part of a personal name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Evidence {
    /// None.
    None,
    /// Could be one: an unknown word with article.
    Weak,
    /// A listed name that is a common word too.
    Listed,
    /// Unknown word without article and Arabic endings.
    Foreign,
    /// In the family names.
    Family,
    /// In the given names.
    Given,
}

/// A chain of name parts.
#[derive(Clone, Copy, Debug)]
struct Chain {
    end: usize,
    parts: usize,
    first: Evidence,
    strong: usize,
    gender: Option<Gender>,
}

/// A title with what stands in it.
#[derive(Clone, Copy, Debug)]
struct Title {
    first: usize,
    end: usize,
    role: Role,
    organization: Option<usize>,
}

/// Finds people by titles and names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Finder<'d, 'o> {
    pub(super) words: Words<'d>,
    pub(super) organizations: &'o [Candidate],
}

impl Finder<'_, '_> {
    /// All people named in full, in text order.
    pub(super) fn find(&self) -> Vec<Found> {
        let doc = self.words.doc;
        let mut out: Vec<Found> = Vec::new();
        let mut at = 0;
        let mut organization = 0;
        let gate = Class::Role.bit() | Class::Given.bit() | Class::Family.bit();
        while let Some(token) = doc.token(at) {
            if token.kind != TokenKind::Word {
                at += 1;
                continue;
            }
            // Names inside organizations are theirs.
            while self
                .organizations
                .get(organization)
                .is_some_and(|o| o.end <= at)
            {
                organization += 1;
            }
            let inside = self
                .organizations
                .get(organization)
                .is_some_and(|o| o.first <= at && o.strength != Strength::Nominal);
            if inside {
                at += 1;
                continue;
            }
            let mut found = None;
            // «سيدي بوزيد» is a town, not a gentleman.
            if token.flags & (Class::Role.bit() | Class::Given.bit()) != 0 {
                let word = self.words.read(at);
                let place = self
                    .words
                    .entry(at, &word, Class::Place)
                    .filter(|entry| entry.next > at + 1);
                if let Some(entry) = place {
                    at = entry.next;
                    continue;
                }
            }
            if token.flags & Class::Role.bit() != 0 {
                found = self.by_title(at);
            }
            if found.is_none() {
                let word = self.words.read(at);
                let flags = token.flags | word.flags;
                if flags & gate != 0 || word.has(bits::OPEN) {
                    found = self.by_name(at, &word);
                }
                if found.is_none() && token.flags & !Class::WEAK == 0 {
                    found = self.foreign(at).or_else(|| self.after_saying(at));
                }
            }
            match found {
                Some(person) => {
                    at = person.end.max(at + 1);
                    out.push(self.with_title_behind(person));
                    while let Some(next) = self.joined(at) {
                        at = next.end;
                        out.push(self.with_title_behind(next));
                    }
                }
                None => at += 1,
            }
        }
        out
    }

    /// A further name behind و: «… وكوشنر».
    fn joined(&self, at: usize) -> Option<Found> {
        let token = self.words.doc.token(at)?;
        if token.kind != TokenKind::Word || token.flags & !Class::WEAK != 0 {
            return None;
        }
        let word = self.words.without_conjunction(at)?;
        if word.has(bits::COMMON | bits::STOP | bits::CONSTRUCT) || self.words.is_common(at) {
            return None;
        }
        let single = |class| self.words.single(&word, class);
        if single(Class::Place) || single(Class::Organization) {
            return None;
        }
        let listed = single(Class::Given) || single(Class::Family);
        if !listed && word.article || !listed && self.words.looks_inflected(at) {
            return None;
        }
        let mut end = at + 1;
        let mut gender = None;
        if let Some(entry) = self.words.entry(at, &word, Class::Given) {
            gender = names::given(entry.row).0;
            end = entry.next;
        }
        if let Some(chain) = self.chain(end, true)
            && chain.end > end
            && !self.words.may_be_joined(end)
        {
            end = chain.end;
        }
        (end > at + 1).then_some(Found {
            first: at,
            end,
            start: word.start,
            role: None,
            organization: None,
            gender,
            rule: "person/joined_name",
        })
    }

    // ------------------------------------------------------------ titles

    fn by_title(&self, at: usize) -> Option<Found> {
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

    fn organization_at(&self, at: usize) -> Option<usize> {
        let index = self
            .organizations
            .partition_point(|candidate| candidate.first < at);
        self.organizations
            .get(index)
            .filter(|candidate| candidate.first == at)
            .map(|_| index)
    }

    fn is_place(&self, at: usize, word: &Word) -> bool {
        self.words
            .entry(at, word, Class::Place)
            .and_then(|entry| self.words.names().place(entry.row))
            .is_some_and(|(_, weak)| !weak)
    }

    fn is_organization(&self, at: usize, word: &Word) -> bool {
        self.words
            .entry(at, word, Class::Organization)
            .and_then(|entry| self.words.names().organization(entry.row))
            .is_some_and(|(_, kind)| kind != SurfaceKind::Weak)
    }

    /// A title behind the name: «…، الأمين العام للمنظمة».
    fn with_title_behind(&self, mut person: Found) -> Found {
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

    // ------------------------------------------------------------ names

    fn by_name(&self, at: usize, word: &Word) -> Option<Found> {
        let chain = self.chain(at, false)?;
        let single = chain.parts == 1;
        let place = self.is_place(at, word) || self.is_organization(at, word);
        let good = if single {
            chain.first >= Evidence::Family && !place && self.stands_alone(at, word)
        } else {
            matches!(chain.first, Evidence::Given | Evidence::Listed)
                && chain.strong >= 1
                && chain.parts >= 2
                || chain.first == Evidence::Family && chain.strong >= 2 && !place
        };
        good.then_some(Found {
            first: at,
            end: chain.end,
            start: word.start,
            role: None,
            organization: None,
            gender: chain.gender,
            rule: if single {
                "person/single_name"
            } else {
                "person/name_chain"
            },
        })
    }

    /// A single name counts where the lexicon holds it as a family name that is no given name, and
    /// no place: «ماكرون».
    fn stands_alone(&self, at: usize, word: &Word) -> bool {
        let single = |class| self.words.single(word, class);
        if single(Class::Given)
            || !single(Class::Family)
            || single(Class::Place)
            || single(Class::Organization)
        {
            return false;
        }
        let token = self.words.doc.token(at);
        token.is_some_and(|token| token.flags & !Class::WEAK == 0) && !word.article
    }

    /// Two unknown foreign words: a name when a verb stands before or a title behind them.
    fn foreign(&self, at: usize) -> Option<Found> {
        let doc = self.words.doc;
        if !self.words.is_foreign(at)
            || !self.words.is_foreign(at + 1)
            || self.words.may_be_joined(at)
        {
            return None;
        }
        let word = self.words.read(at);
        if self.is_place(at, &word) || self.is_organization(at, &word) {
            return None;
        }
        let chain = self.chain(at, true)?;
        if chain.parts < 2 {
            return None;
        }
        let before = at
            .checked_sub(1)
            .map(|before| self.words.read(before))
            .unwrap_or_default();
        let verb = before.has(bits::VERB)
            || at
                .checked_sub(1)
                .is_some_and(|before| doc.is(before, Class::Cue));
        let behind = chain.end;
        let title = (doc.is_char(behind, '،') || doc.is_char(behind, ','))
            && doc.is(behind + 1, Class::Role);
        (verb || title || chain.strong >= 1).then_some(Found {
            first: at,
            end: chain.end,
            start: word.start,
            role: None,
            organization: None,
            gender: chain.gender,
            rule: "person/foreign_name",
        })
    }

    /// One unknown word between a reporting verb and its clause: «وأوضحت دوغان أن …».
    fn after_saying(&self, at: usize) -> Option<Found> {
        let doc = self.words.doc;
        let before = self.words.read(at.checked_sub(1)?);
        if !before.has(bits::SAYING) {
            return None;
        }
        let word = self.words.read(at);
        let unknown = self.words.is_foreign(at) || word.article && !self.words.is_common(at);
        if !unknown || !word.is_bare() || self.words.may_be_joined(at) || self.looks_like_verb(at) {
            return None;
        }
        let single = |class| self.words.single(&word, class);
        if single(Class::Place) || single(Class::Organization) {
            return None;
        }
        let behind = self.words.read(at + 1);
        let clause = behind.has(bits::FUNCTION)
            || doc
                .token(at + 1)
                .is_none_or(|token| token.kind != TokenKind::Word);
        clause.then_some(Found {
            first: at,
            end: at + 1,
            start: word.start,
            role: None,
            organization: None,
            gender: None,
            rule: "person/after_saying",
        })
    }

    /// The evidence of one part, with the token behind it.
    fn evidence(&self, at: usize, word: &Word) -> (Evidence, usize) {
        if self
            .words
            .doc
            .token(at)
            .is_none_or(|token| token.letters < 2)
        {
            return (Evidence::None, at);
        }
        if word.has(bits::FUNCTION | bits::VERB) || word.has(bits::DATE) && word.article {
            return (Evidence::None, at);
        }
        if self.words.is_torn(at, word) && self.words.entry_as_written(at, Class::Given).is_none() {
            return (Evidence::None, at);
        }
        if let Some(entry) = self
            .words
            .entry(at, word, Class::Given)
            .or_else(|| self.words.entry_as_written(at, Class::Given))
        {
            let (_, weak) = names::given(entry.row);
            let evidence = if weak {
                Evidence::Listed
            } else {
                Evidence::Given
            };
            let family = self.words.entry(at, word, Class::Family);
            let end = entry.next.max(family.map_or(0, |family| family.next));
            return (evidence, end);
        }
        if let Some(entry) = self
            .words
            .entry(at, word, Class::Family)
            .or_else(|| self.words.entry_as_written(at, Class::Family))
        {
            let evidence = if names::family_is_weak(entry.row) {
                Evidence::Listed
            } else {
                Evidence::Family
            };
            return (evidence, entry.next);
        }
        if self.words.is_foreign(at) {
            return (Evidence::Foreign, at + 1);
        }
        if word.article
            && let Some((node, flags)) = self.words.doc.lexicon.root(word.stem)
            && flags & Class::Given.bit() != 0
            && let Some(row) = self.words.doc.lexicon.row(node, Class::Given)
            && self
                .words
                .doc
                .token(at)
                .is_some_and(|token| token.flags & !Class::WEAK == 0)
            && !names::given(row).1
            && !word.has(bits::COMMON | bits::STOP | bits::DEFINITE)
        {
            return (Evidence::Given, at + 1);
        }
        if word.article && !self.words.is_common(at) {
            return (Evidence::Weak, at + 1);
        }
        (Evidence::None, at)
    }

    /// A chain of name parts from a token. With `titled`, its first part may be unknown.
    fn chain(&self, at: usize, titled: bool) -> Option<Chain> {
        let doc = self.words.doc;
        let mut chain = Chain {
            end: at,
            parts: 0,
            first: Evidence::None,
            strong: 0,
            gender: None,
        };
        let mut next = at;
        while chain.parts < PARTS {
            let Some(token) = doc.token(next) else { break };
            if token.kind != TokenKind::Word {
                // «جورج و. بوش», «سي-إن»: initials and hyphens are not read here.
                break;
            }
            let word = self.words.read(next);
            if chain.parts > 0 && !(word.is_bare() || self.name_as_written(next)) {
                break;
            }
            if word.has(bits::VERB) && chain.parts > 0 {
                break;
            }
            if chain.parts > 1 && self.begins_title(next, &word) {
                break;
            }
            if word.has(bits::LINK | bits::OPEN) && word.is_bare() {
                let link = word.has(bits::LINK);
                let listed = self.evidence(next, &word).0;
                if chain.parts == 0 && link && !titled {
                    break;
                }
                let behind = self.words.read(next + 1);
                let follows = doc
                    .token(next + 1)
                    .is_some_and(|token| token.kind == TokenKind::Word)
                    && !behind.has(bits::FUNCTION | bits::VERB | bits::DATE)
                    && !behind.conjunction
                    && behind.preposition == 0;
                let plain = !link && listed >= Evidence::Family && !behind.article;
                if follows && !plain && (link || behind.article || !self.words.is_common(next + 1))
                {
                    if chain.parts == 0 {
                        chain.first = if titled || behind.article || listed >= Evidence::Family {
                            Evidence::Given
                        } else {
                            Evidence::Weak
                        };
                        if let Some(entry) = self.words.entry(next, &word, Class::Given) {
                            chain.gender = names::given(entry.row).0;
                        }
                    }
                    let (_, mut end) = self.evidence(next + 1, &behind);
                    let third = doc.token(next + 2).is_some_and(Token::is_word);
                    if link && behind.has(bits::OPEN) && behind.is_bare() && third {
                        // «بن أبي طالب»
                        end = end.max(next + 3);
                    }
                    chain.parts += 1;
                    chain.strong += 1;
                    next = end.max(next + 2);
                    chain.end = next;
                    continue;
                }
                if link {
                    break;
                }
            }
            if titled && chain.parts == 1 && word.has(bits::ORDINAL) && word.is_bare() {
                // «الملك عبد الله الثاني»
                chain.parts += 1;
                next += 1;
                chain.end = next;
                break;
            }
            let (evidence, end) = self.evidence(next, &word);
            let accepted = match evidence {
                Evidence::Given | Evidence::Family => true,
                Evidence::Foreign => {
                    (titled || chain.parts > 0)
                        && (chain.parts == 0 || !self.words.may_be_joined(next))
                }
                Evidence::Listed => {
                    chain.strong > 0 || titled || chain.parts == 0 && self.precedes_name(end)
                }
                Evidence::Weak => {
                    chain.parts > 0 && (chain.strong > 0 || titled)
                        || titled && word.article && !self.words.is_common(next)
                }
                Evidence::None => {
                    chain.strong > 0
                        && chain.parts < 4
                        && word.is_bare()
                        && !self.words.is_common(next)
                        && !self.words.may_be_joined(next)
                        && !self.looks_like_verb(next)
                        && !self.words.ends_in_pronoun(next)
                }
            };
            if !accepted {
                break;
            }
            if chain.parts > 0
                && (evidence <= Evidence::Listed || self.is_other_entity(next, &word))
                && !self.allows(next, &word, evidence)
            {
                break;
            }
            if chain.parts == 0 {
                let behind = self.words.read(end);
                if word.has(bits::DATE) && behind.article {
                    // «رمضان المبارك»
                    break;
                }
                // «علي مصر» in the spelling without ى is the preposition.
                let preposition = self.words.names().word(word.host) & bits::FINAL_YA != 0;
                if preposition
                    && (!self.precedes_name(end) || self.is_place(end, &self.words.read(end)))
                {
                    break;
                }
                chain.first = evidence;
                let entry = self
                    .words
                    .entry(next, &word, Class::Given)
                    .or_else(|| self.words.entry_as_written(next, Class::Given));
                if let Some(entry) = entry {
                    chain.gender = names::given(entry.row).0;
                }
            }
            if evidence >= Evidence::Family {
                chain.strong += 1;
            }
            chain.parts += 1;
            next = end.max(next + 1);
            chain.end = next;
        }
        (chain.parts > 0).then_some(chain)
    }

    /// Whether a part of a name that is none but a name follows.
    fn precedes_name(&self, at: usize) -> bool {
        let word = self.words.read(at);
        word.is_bare()
            && !word.has(bits::STOP)
            && (self.evidence(at, &word).0 >= Evidence::Family || word.has(bits::LINK))
    }

    /// Whether anything follows that could be a part of a name.
    fn precedes_part(&self, at: usize) -> bool {
        let word = self.words.read(at);
        word.is_bare()
            && !word.has(bits::STOP)
            && self
                .words
                .doc
                .token(at)
                .is_some_and(|token| token.flags & !Class::WEAK == 0)
            && self.evidence(at, &word).0 > Evidence::None
    }

    /// A title behind the name without comma: «حسين العباسي أمين عام المنظمة».
    fn begins_title(&self, at: usize, word: &Word) -> bool {
        self.words.doc.is(at, Class::Role) && !word.article
            || word.has(bits::COMMON) && !word.article && !word.has(bits::LINK | bits::OPEN)
    }

    /// An unknown word that begins as imperfect verbs do.
    fn looks_like_verb(&self, at: usize) -> bool {
        let surface = self.words.doc.surface(at);
        let key = crate::fold::Key::of(surface.get(..2).unwrap_or_default());
        matches!(key.letter(0), chars::YA | chars::SEEN | chars::TA)
    }

    fn name_as_written(&self, at: usize) -> bool {
        self.words.entry_as_written(at, Class::Given).is_some()
            || self.words.entry_as_written(at, Class::Family).is_some()
    }

    fn is_other_entity(&self, at: usize, word: &Word) -> bool {
        self.organization_at(at)
            .and_then(|index| self.organizations.get(index))
            .is_some_and(|candidate| candidate.strength != Strength::Nominal)
            || self.is_place(at, word)
    }

    /// Whether a doubtful part goes on: no title, no head, no weekday, no nationality.
    fn allows(&self, at: usize, word: &Word, evidence: Evidence) -> bool {
        let Some(token) = self.words.doc.token(at) else {
            return false;
        };
        if word.has(bits::STOP & !bits::STOP_ADJECTIVE) {
            return false;
        }
        if let Some(candidate) = self
            .organization_at(at)
            .and_then(|index| self.organizations.get(index))
            && candidate.end > at + 1
            && candidate.strength != Strength::Nominal
        {
            return false;
        }
        let strong_other =
            Class::Role.bit() | Class::Head.bit() | Class::Nisba.bit() | Class::Date.bit();
        if word.article && token.flags & Class::Nisba.bit() != 0 {
            // A town's adjective is a family name behind a given name; a country's one only when it is
            // listed: «محمد الجندوبي», but «محمد صلاح المصري».
            let local = self
                .words
                .doc
                .lexicon
                .row(token.word, Class::Nisba)
                .is_some_and(|row| !names::nisba_of_country(row));
            return local || evidence == Evidence::Listed || evidence >= Evidence::Family;
        }
        if evidence <= Evidence::Listed && token.flags & strong_other != 0 {
            // «الرئيس», «التونسي» behind a name describe it; a family name of that form is kept
            // only behind another family part.
            return false;
        }
        true
    }
}
