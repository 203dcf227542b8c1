//! People: names behind titles, chains of given and family names, names before a title.

use super::chain::Evidence;
use super::organizations::{Candidate, Strength};
use super::seen;
use super::types::Gender;
use super::words::{Word, Words};
use crate::lex::{Token, TokenKind};
use crate::lexicon::Class;
use crate::lexicon::names::{self, SurfaceKind, bits};

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
    pub(super) rule: &'static str,
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
        let mut out: Vec<Found> = Vec::with_capacity(doc.tokens.len() / 32);
        let mut at = 0;
        let mut organization = 0;
        let gate = Class::Role.bit() | Class::Given.bit() | Class::Family.bit();
        while let Some((next, token)) = self.next_beginning(at) {
            at = next;
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

    /// The first token from `from` on where a name or its title can begin.
    fn next_beginning(&self, from: usize) -> Option<(usize, &Token)> {
        let mut from = from;
        loop {
            // A reporting verb speaks for the token behind it.
            let signs = seen::PERSON | seen::FOREIGN | seen::SAYING;
            let sign = self.words.next_seen(from.saturating_sub(1), signs)?;
            let begins = |at: &usize| *at >= from && self.may_begin(*at);
            if let Some(at) = [sign, sign + 1].into_iter().find(begins) {
                return Some((at, self.words.doc.token(at)?));
            }
            from = sign + 2;
        }
    }

    /// Whether a name or its title can begin at a token.
    #[inline]
    fn may_begin(&self, at: usize) -> bool {
        let own = self.words.seen(at);
        own & seen::PERSON != 0
            || own & seen::FOREIGN != 0 && self.words.seen(at + 1) & seen::FOREIGN != 0
            || at
                .checked_sub(1)
                .is_some_and(|before| self.words.seen(before) & seen::SAYING != 0)
                && self.words.doc.token(at).is_some_and(Token::is_word)
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

    pub(super) fn organization_at(&self, at: usize) -> Option<usize> {
        let index = self
            .organizations
            .partition_point(|candidate| candidate.first < at);
        self.organizations
            .get(index)
            .filter(|candidate| candidate.first == at)
            .map(|_| index)
    }

    pub(super) fn is_place(&self, at: usize, word: &Word) -> bool {
        self.words
            .entry(at, word, Class::Place)
            .and_then(|entry| self.words.names().place(entry.row))
            .is_some_and(|(_, weak)| !weak)
    }

    pub(super) fn is_organization(&self, at: usize, word: &Word) -> bool {
        self.words
            .entry(at, word, Class::Organization)
            .and_then(|entry| self.words.names().organization(entry.row))
            .is_some_and(|(_, kind)| kind != SurfaceKind::Weak)
    }

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
}
