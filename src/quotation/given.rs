//! Where a person's name begins, and where it goes on.

use super::scene::Scene;
use crate::chars::{BA, FA, KAF, LAM, WAW};
use crate::lexicon::Class;
use crate::lexicon::cues::{FunctionKind, SpeakerNounKind};

impl Scene<'_> {
    /// Whether a person's name begins at a token, by the lexicon or the entity layer.
    pub(super) fn is_given_name(&self, at: usize) -> bool {
        self.person_at(at).is_some()
            || self.given_as_written(at)
            || self.doc.is(at, Class::Given)
                && !self.definite(at)
                && self.function(at).is_none()
                && self.proclitic(at).is_none()
                && !self.conjoined(at)
                && !self.doc.is(at, Class::Date)
    }

    /// «فيصل», «وسام»: a given name whose reading takes its first letter for و or ف.
    pub(super) fn given_as_written(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            token.has(crate::lex::mark::CONJUNCTION)
                && !token.has(crate::lex::mark::PREPOSITION)
                && !self.definite(at)
                && self
                    .doc
                    .lexicon
                    .root(token.key)
                    .is_some_and(|(_, flags)| flags & Class::Given.bit() != 0)
        })
    }

    /// «م. عصام», «د. سالم», «أ.د. سالم»: the token behind abbreviated titles, where a name begins.
    pub(super) fn behind_abbreviation(&self, at: usize, limit: usize) -> Option<usize> {
        let mut here = at;
        while here + 2 < limit
            && self.token(here).is_some_and(|token| {
                token.is_word()
                    && token.letters == 1
                    && !matches!(token.key.letter(0), BA | FA | KAF | LAM | WAW)
            })
            && (self.is_char(here + 1, '.') || self.is_char(here + 1, '/'))
        {
            here += 2;
        }
        (here > at && self.is_word(here) && self.function(here).is_none()).then_some(here)
    }

    /// A name of one word goes on with a word that nobody knows, if that closes the phrase.
    pub(super) fn name_goes_on(&self, first: usize, end: usize, limit: usize) -> usize {
        if end != first + 1 || end >= limit {
            return end;
        }
        let Some(token) = self.token(end) else {
            return end;
        };
        let behind = end + 1;
        let titled = self.definite(behind)
            && (self.doc.is(behind, Class::Role)
                || self
                    .noun(behind)
                    .is_some_and(|noun| noun.kind == SpeakerNounKind::Person));
        let closed = titled
            || behind >= limit
            || self.is_punct(behind)
            || self.complements(behind)
            || self.definite(end)
                && (self.preposition(behind).is_some()
                    || self.is_function(behind, FunctionKind::Adverb));
        let plain = self.continues(end)
            && self.noun(end).is_none()
            && token.flags & !Class::WEAK == 0
            && (self.definite(end) || !self.is_common(end));
        let unknown = plain
            && closed
            && if self.definite(end) {
                !self.adjective(end) && !self.sound_plural(end)
            } else {
                token.flags == 0 && (titled || !self.suffixed(end))
            };
        // «مايكل فرومان»: its ف is no conjunction.
        let cut = self.is_punct(behind)
            && token.has(crate::lex::mark::CONJUNCTION)
            && token.flags & !Class::WEAK == 0
            && token.key.letter(0) == FA;
        if unknown || cut { behind } else { end }
    }
}
