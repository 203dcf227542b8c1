//! How far a name runs behind a head noun.
//!
//! A definite head takes adjectives and a complement with ل («المنظمة الدولية للشرطة الجنائية»), an
//! indefinite one is the first part of a genitive construction («وزارة التربية والتعليم»). The chain
//! goes on while words agree, and stops at verbs, particles, time words, titles, relative pronouns
//! and punctuation: a condition on words, never a count of them.
//! (Genitive construction and agreement: K. C. Ryding, A Reference Grammar of Modern Standard
//! Arabic, chs. 8-10.)

use super::brackets;
use super::types::OrganizationType;
use super::words::{Word, Words};
use crate::chars::LAM;
use crate::doc::Doc;
use crate::lex::TokenKind;
use crate::lexicon::Class;
use crate::lexicon::names::{Head, HeadSpan, Naming, bits};

/// Longest name in words, a bound against runaway chains in text without punctuation.
pub(super) const LONGEST: usize = 14;

/// What a head noun's name is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    /// First token of the name.
    pub(super) first: usize,
    /// Token behind it.
    pub(super) end: usize,
    /// First token of the name without its head.
    pub(super) core: usize,
    /// The rule that found it.
    pub(super) rule: &'static str,
}

/// What a definite common noun without complement is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reading {
    /// A name.
    Named(Extent),
    /// A definite noun alone: «المنظمة».
    Bare,
    /// Nothing.
    None,
}

/// The grammar over an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grammar<'d> {
    pub(super) words: Words<'d>,
}

impl<'d> Grammar<'d> {
    pub(super) const fn doc(&self) -> &'d Doc<'d> {
        self.words.doc
    }

    /// Reads the name that starts with a head noun at token `at`, whose entry ends before `next`.
    pub(super) fn read(&self, at: usize, head: Head<'_>, next: usize) -> Reading {
        if head.row.span == HeadSpan::Outside {
            return self.outside(head, next);
        }
        if head.row.span == HeadSpan::Place {
            return Reading::None;
        }
        if head.definite {
            return self.definite(at, head, next);
        }
        if head.row.span == HeadSpan::Definite {
            return Reading::None;
        }
        if head.many && !self.is_dual(at) {
            return Reading::None;
        }
        if let Some((first, end)) = self
            .quoted(next)
            .or_else(|| brackets::marked(self, head, next))
        {
            return Reading::Named(Extent {
                first,
                end,
                core: first,
                rule: "organization/marked_name",
            });
        }
        // «وكالة رويترز»: the medium's own name is the name.
        let word = self.words.read(next);
        if let Some(entry) = self.words.entry(next, &word, Class::Organization)
            && let Some((row, _)) = self.words.names().organization(entry.row)
            && word.is_bare()
        {
            if row.kind == OrganizationType::Media {
                return named(next, entry.next, "organization/outside_head");
            }
            if row.kind == head.row.kind {
                return Reading::Named(Extent {
                    first: at,
                    end: self.with_adjectives(entry.next, at, self.takes_nisba(head)),
                    core: next,
                    rule: "organization/construct_name",
                });
            }
        }
        match self.complement(next, head) {
            Some((end, rule)) => Reading::Named(Extent {
                first: at,
                end,
                core: next,
                rule,
            }),
            None => Reading::None,
        }
    }

    fn is_dual(&self, at: usize) -> bool {
        // Duals in the construct state end in ا or ي behind ت or the stem; sound plurals in ات.
        let host = self.doc().host(at);
        host.ends_with(['ي', 'ا'])
    }

    // ------------------------------------------------------------ definite heads

    fn definite(&self, at: usize, head: Head<'_>, next: usize) -> Reading {
        let mut end = next;
        let mut strength: Option<Naming> = None;
        while end < at + LONGEST {
            let word = self.words.read(end);
            if !self.is_definite_word(end, &word) || self.stops(end, &word) {
                break;
            }
            let adjective = self.adjective(end, &word);
            let Some(adjective) = adjective else { break };
            if word.conjunction && (strength.is_none() || adjective == Naming::Free) {
                break;
            }
            strength = Some(match strength {
                Some(old) if old < adjective => old,
                _ => adjective,
            });
            end += 1;
        }
        // Complement with ل.
        let word = self.words.read(end);
        if word.preposition == LAM && !word.conjunction && self.takes_purpose(head) && !head.many {
            let certain = strength.is_some();
            if let Some(behind) = self.purpose(end, &word, certain) {
                return Reading::Named(Extent {
                    first: at,
                    end: behind,
                    core: next,
                    rule: "organization/definite_head_purpose",
                });
            }
        }
        if end == next && self.words.is_latin(next) && !self.doc().is_glued(next) {
            return Reading::Bare;
        }
        let Some(strength) = strength else {
            return Reading::Bare;
        };
        let enough = match head.row.naming {
            Naming::Free => true,
            Naming::Adjective => strength != Naming::Free,
            Naming::Nisba => {
                strength == Naming::Nisba || strength == Naming::Adjective && end > next + 1
            }
            Naming::Known | Naming::Place | Naming::Proper => {
                end > next + 1 && strength != Naming::Free
            }
        };
        if enough && !head.many {
            Reading::Named(Extent {
                first: at,
                end,
                core: next,
                rule: "organization/definite_head_adjective",
            })
        } else {
            Reading::None
        }
    }

    pub(super) fn is_definite_word(&self, at: usize, word: &Word) -> bool {
        word.article && word.preposition == 0 && self.is_joined(at)
    }

    /// A word on the same line as the one before it, without punctuation between.
    pub(super) fn is_joined(&self, at: usize) -> bool {
        self.doc()
            .token(at)
            .is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// How far an adjective goes to make a name; `None` when it is none.
    fn adjective(&self, at: usize, word: &Word) -> Option<Naming> {
        if self.nisba(at, word).is_some() {
            return Some(Naming::Nisba);
        }
        if word.has(bits::NAMING) {
            return Some(Naming::Adjective);
        }
        let known = word.has(bits::DEFINITE) && self.words.ends_like_adjective(at);
        if known || self.words.ends_like_adjective(at) && word.is_bare() {
            return Some(Naming::Free);
        }
        None
    }

    /// The nationality adjective at a token: its row.
    pub(super) fn nisba(&self, at: usize, word: &Word) -> Option<u32> {
        let token = self.doc().token(at)?;

        if token.flags & Class::Nisba.bit() != 0 {
            self.doc().lexicon.row(token.word, Class::Nisba)
        } else {
            let (node, flags) = self.doc().lexicon.root(word.stem)?;
            if flags & Class::Nisba.bit() == 0 {
                return None;
            }
            self.doc().lexicon.row(node, Class::Nisba)
        }
    }

    /// Whether a name cannot go on with this word.
    pub(super) fn stops(&self, at: usize, word: &Word) -> bool {
        let Some(token) = self.doc().token(at) else {
            return true;
        };
        if token.kind != TokenKind::Word || word.has(bits::STOP) {
            return true;
        }
        let others = Class::Function.bit() | Class::Date.bit() | Class::Cue.bit();
        if token.flags & others != 0 && !word.has(bits::DEFINITE | bits::CONSTRUCT) {
            return true;
        }
        token.flags & Class::Role.bit() != 0
            && word.article
            && !word.has(bits::DEFINITE | bits::COORDINATED)
    }

    /// The end of a complement with ل behind a definite head.
    fn purpose(&self, at: usize, word: &Word, certain: bool) -> Option<usize> {
        if !self.is_joined(at) || word.has(bits::STOP) {
            return None;
        }
        if let Some(end) = self.known_name(at, word) {
            return certain.then_some(end);
        }
        if word.article && self.doc().is(at, Class::Head) && !word.has(bits::COORDINATED) {
            // «المكتب السياسي للحزب» names a part of what was named before.
            let next = self.words.read(at + 1);
            if !self.is_definite_word(at + 1, &next) || next.conjunction {
                return None;
            }
        }
        if word.article {
            let fits =
                word.has(bits::DEFINITE | bits::COORDINATED) || certain && !self.is_person_noun(at);
            return fits.then(|| self.chain(at + 1, at, true));
        }
        let noun = word.has(bits::CONSTRUCT) || self.doc().is(at, Class::Head);
        if noun || certain && word.has(bits::COMMON) {
            return self.construct(at, certain);
        }
        None
    }

    pub(super) fn is_person_noun(&self, at: usize) -> bool {
        self.doc().is(at, Class::Role)
    }

    // ------------------------------------------------------------ heads outside the name

    /// صحيفة, قناة, موقع: the name stands behind them.
    fn outside(&self, head: Head<'_>, next: usize) -> Reading {
        let mut from = next;
        if head.definite {
            // «الصحيفة» alone, or «القناة "…"».
            if let Some((first, end)) = self.quoted(next) {
                return named(first, end, "organization/marked_name");
            }
            return Reading::Bare;
        }
        if head.many {
            return Reading::None;
        }
        // «صحيفة أمريكية», «مجلة دير شبيغل».
        if let Some((first, end)) = self
            .quoted(from)
            .or_else(|| brackets::marked(self, head, from))
        {
            return named(first, end, "organization/marked_name");
        }
        let word = self.words.read(from);
        if !word.article && self.nisba(from, &word).is_some() {
            return Reading::None;
        }
        if word.conjunction || word.preposition != 0 || word.has(bits::FUNCTION | bits::VERB) {
            return Reading::None;
        }
        if let Some(entry) = self.words.entry(from, &word, Class::Organization) {
            return named(from, entry.next, "organization/outside_head");
        }
        let start = from;
        if self.is_joined(from) && word.article && !word.has(bits::STOP) {
            if self.nisba(from, &word).is_some() || head.row.naming != Naming::Proper {
                return Reading::None;
            }
            if head.row.kind != OrganizationType::Media {
                return Reading::None;
            }
            from += 1;
            return named(start, from, "organization/outside_head");
        }
        while from < start + 4
            && self.words.is_wordlike(from)
            && (self.words.is_latin(from) || self.words.is_foreign(from))
        {
            from += 1;
        }
        if from > start {
            return named(start, from, "organization/outside_head");
        }
        Reading::None
    }

    /// The tokens between quotation marks that open at a token, at most seven words on one line.
    pub(super) fn quoted(&self, at: usize) -> Option<(usize, usize)> {
        let doc = self.doc();
        let open = doc.token(at)?;
        if open.kind != TokenKind::Quote {
            return None;
        }
        let mut end = at + 1;
        while end < at + 9 {
            let token = doc.token(end)?;
            match token.kind {
                TokenKind::Quote => break,
                TokenKind::Break => return None,
                TokenKind::Punct if !token.is_char('-') && !token.is_char('.') => return None,
                _ => end += 1,
            }
        }
        if doc.token(end)?.kind != TokenKind::Quote || end == at + 1 {
            return None;
        }
        let first = self.words.read(at + 1);
        (!first.has(bits::FUNCTION | bits::VERB)).then_some((at + 1, end))
    }
}

const fn named(first: usize, end: usize, rule: &'static str) -> Reading {
    Reading::Named(Extent {
        first,
        end,
        core: first,
        rule,
    })
}
