//! Who is meant by a relative clause, and what precedes a clause: «التيارات التي رأت أن», «المادة (32)
//! التي نصت على أن».

use super::hit::Hit;
use super::phrase::{Mention, MentionKind};
use super::scene::Scene;
use super::voice::agrees;
use crate::chars::{LAM, TA};
use crate::lexicon::cues::{Agreement, FunctionKind, SpeakerNounKind};
use crate::lexicon::{Class, Ending};

/// Tokens of a sentence in which somebody named is sought.
const NAMED: usize = 48;
/// Tokens from a relative pronoun back to the beginning of its noun phrase.
const BACK: usize = 14;

impl Scene<'_> {
    /// The relative pronoun before a verb: «الذي», «الذي قد».
    pub(super) fn relative_before(&self, verb: usize, first: usize) -> Option<usize> {
        let mut at = verb.checked_sub(1)?;
        if self.is_function(at, FunctionKind::Particle) {
            at = at.checked_sub(1)?;
        }
        (at > first && self.is_function(at, FunctionKind::Relative) && self.definite(at))
            .then_some(at)
    }

    /// The subject of a verb in a relative clause: behind it if that names somebody beyond doubt,
    /// else what the clause describes.
    pub(super) fn relative_subject(
        &self,
        hit: &Hit<'_>,
        relative: usize,
        first: usize,
        stop: usize,
    ) -> Option<Mention> {
        let behind = self.subject_behind(hit.next, stop).filter(|mention| {
            self.certain(mention)
                && !matches!(mention.kind, MentionKind::Definite | MentionKind::Document)
        });
        if behind.is_some() {
            return behind;
        }
        let wanted = hit.form().map_or(Agreement::Unknown, |form| form.agreement);
        // «المناطق التي قال إن»: the verb agrees with somebody else than the clause describes.
        if wanted == Agreement::Masculine && self.is_feminine_relative(relative) {
            return None;
        }
        self.described(relative, first).filter(|mention| {
            agrees(wanted, mention.agreement) || mention.agreement == Agreement::Plural
        })
    }

    /// Whether a noun goes with a relative pronoun by its ending: no masculine plural with «الذي» or
    /// «التي», nothing else with «الذين».
    fn goes_with(&self, relative: usize, noun: usize) -> bool {
        let feminine = self.is_feminine_relative(relative);
        let plural = self.ends(self.doc.host(relative), Ending::MasculinePlural);
        let word = self.doc.host(noun);
        if plural {
            self.ends(word, Ending::MasculinePlural)
        } else if feminine {
            self.ends(word, Ending::Feminine) || self.ends(word, Ending::FemininePlural)
        } else {
            !self.ends(word, Ending::Feminine) && !self.sound_plural(noun)
        }
    }

    /// «التي», «اللتان»
    fn is_feminine_relative(&self, at: usize) -> bool {
        let key = self.doc.stem_key(at);
        let first = u32::from(key.letter(0) == LAM);
        !key.is_hashed() && key.letter(first) == TA || self.doc.host_key(at).letter(2) == TA
    }

    /// Whether a word that is no name ends as a masculine plural in the nominative.
    pub(super) fn is_masculine_plural(&self, at: usize) -> bool {
        let word = self.doc.host_key(at);
        !word.is_hashed()
            && word.letters() >= 5
            && word.letter(word.letters() - 2) == crate::chars::WAW
            && !self.is_name_word_here(at)
            && self.ends(self.doc.host(at), Ending::MasculinePlural)
    }

    /// Whether an indefinite word that no lexicon knows as a name has the ending of people in the
    /// plural.
    pub(super) fn is_plural_noun(&self, at: usize) -> bool {
        use crate::chars::WAW;
        let Some(token) = self.token(at).filter(|token| token.letters >= 6) else {
            return false;
        };
        let weak = token.flags & !Class::Role.bit() == 0;
        let key = token.key;
        let ends = !key.is_hashed()
            && key.letter(key.letters() - 2) == WAW
            && self.ends(self.doc.host(at), Ending::MasculinePlural);
        weak && ends && self.is_common(at)
    }

    /// The gender and number of the pronoun at a word's end: «قولها».
    pub(super) fn pronoun_of(&self, at: usize) -> Option<Agreement> {
        let word = self.doc.surface(at);
        [
            (Ending::PronounMasculine, Agreement::Masculine),
            (Ending::PronounFeminine, Agreement::Feminine),
            (Ending::PronounPlural, Agreement::Plural),
        ]
        .into_iter()
        .find(|(ending, _)| self.ends(word, *ending))
        .map(|(_, agreement)| agreement)
    }

    /// The noun phrase that ends before a relative pronoun, as long as it can be read.
    fn described(&self, relative: usize, first: usize) -> Option<Mention> {
        let mut end = relative;
        if end > first && self.is_comma(end - 1) {
            end -= 1;
        }
        let floor = first.max(end.saturating_sub(BACK));
        let mut found = None;
        for at in (floor..end).rev() {
            // «موقف ضد الأصوليين الذين»: the nearest noun, if it goes with the pronoun.
            if found.is_some() && self.preposition(at).is_some() && self.goes_with(relative, at + 1)
            {
                break;
            }
            if self.is_comma(at)
                || self.complements(at)
                || self.is_char(at, '؛')
                || self.is_char(at, ':')
                || self.finite_cue(at)
            {
                break;
            }
            let reached = self
                .phrase_at_prefixed(at, end)
                .filter(|mention| mention.next.max(mention.end) >= end);
            if let Some(mention) = reached {
                let weak = mention.kind == MentionKind::Named
                    && mention.person.is_none()
                    && !Self::is_titled(&mention)
                    && self.opens_at(at).is_none();
                if !weak {
                    found = Some(mention);
                }
            }
        }
        found
    }

    /// Where the clause begins whose verb has its subject before it: past «من جهته،» and the like.
    pub(super) fn past_openings(&self, from: usize, verb: usize) -> usize {
        let mut at = from;
        while at < verb {
            if self.is_comma(at) {
                at += 1;
                continue;
            }
            match self.function(at) {
                Some((
                    FunctionKind::Break
                    | FunctionKind::Adverb
                    | FunctionKind::Conjunction
                    | FunctionKind::Particle,
                    next,
                )) if next > at => at = next,
                _ => break,
            }
        }
        if at < verb { at } else { from }
    }

    /// The first one named in a sentence who does not stand behind a preposition, nor, unless
    /// `annexed` is set, behind a noun that belongs to him: «وبينما لم يشتبك الجنرال فلان مع أحد».
    pub(super) fn first_named(&self, first: usize, end: usize, annexed: bool) -> Option<Mention> {
        let end = end.min(first + NAMED);
        let mut at = first;
        while at < end {
            if let Some(pair) = self.opens_at(at).and_then(|pair| self.pair(pair)) {
                at = pair.next.max(at + 1);
                continue;
            }
            let starts = self.person_at(at).is_some()
                || self.doc.is(at, Class::Role)
                || self
                    .noun(at)
                    .is_some_and(|noun| noun.kind == SpeakerNounKind::Honorific);
            if !starts {
                at += 1;
                continue;
            }
            let before = at.wrapping_sub(1);
            let governed = self.proclitic(at).is_some()
                || at > first
                    && (self.preposition(before).is_some() || !annexed && self.annexed(at));
            let Some(mention) = self.phrase_at_prefixed(at, end) else {
                at += 1;
                continue;
            };
            let named = mention.kind == MentionKind::Named
                && (mention.person.is_some() || Self::is_titled(&mention));
            if named && !governed && !self.conjoined(at) {
                return Some(mention);
            }
            at = mention.next.max(at + 1);
        }
        None
    }
}
