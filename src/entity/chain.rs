//! Chains of name parts: how much each word looks like a name, and how far the name runs.

use super::organizations::Strength;
use super::people::Finder;
use super::types::Gender;
use super::words::Word;
use crate::chars;
use crate::lex::{Token, TokenKind};
use crate::lexicon::Class;
use crate::lexicon::names::{self, bits};

/// Longest chain of name parts.
const PARTS: usize = 8;

/// Evidence that a word is part of a personal name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Evidence {
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
pub(super) struct Chain {
    /// Token behind the chain.
    pub(super) end: usize,
    /// Number of parts.
    pub(super) parts: usize,
    /// Evidence of the first part.
    pub(super) first: Evidence,
    /// Parts that are surely names.
    pub(super) strong: usize,
    /// Gender that the given name shows.
    pub(super) gender: Option<Gender>,
}

impl Finder<'_, '_> {
    /// The evidence of one part, with the token behind it.
    pub(super) fn evidence(&self, at: usize, word: &Word) -> (Evidence, usize) {
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
        if let Some(entry) = self.words.entry_either(at, word, Class::Given) {
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
        if let Some(entry) = self.words.entry_either(at, word, Class::Family) {
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
    pub(super) fn chain(&self, at: usize, titled: bool) -> Option<Chain> {
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
            let mut word = self.words.read(next);
            if chain.parts > 0 && !word.is_bare() {
                if !self.name_as_written(next) {
                    break;
                }
                // «كيري» is no verb behind ك.
                word = self.words.written(next);
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
                if let Some(entry) = self.words.entry_either(next, &word, Class::Given) {
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
    pub(super) fn precedes_part(&self, at: usize) -> bool {
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
    pub(super) fn looks_like_verb(&self, at: usize) -> bool {
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
