//! Whom a cue without subject of its own goes on with: whoever spoke before in its sentence, or in the
//! sentences before it.

use super::hit::{Complement, Hit};
use super::phrase::MentionKind;
use super::scene::Scene;
use super::voice::{BACK, Voice, agrees, share};
use crate::fold::Key;
use crate::lexicon::cues::{Agreement, CueNounKind};

/// Trust in a pronoun that goes back to an earlier cue's voice; the same where somebody else is named
/// between.
const PRONOUN: u8 = 96;
const RIVAL: u8 = 70;
/// Sentences before a pronoun that are searched for somebody else.
const BETWEEN: usize = 4;
/// Tokens of a sentence in which its subject is sought.
const SUBJECT: usize = 24;

/// The cues before one that stand in the same quotation or in none with it, the nearest first.
fn earlier<'h, 't>(
    hit: &Hit<'t>,
    hits: &'h [Hit<'t>],
) -> impl Iterator<Item = &'h Hit<'t>> + use<'h, 't> {
    let container = hit.container;
    hits.iter()
        .rev()
        .take(BACK * 8)
        .filter(move |before| before.container == container && !is_aside(before))
        .take(BACK)
}

impl Scene<'_> {
    /// The voice that a cue without subject of its own continues.
    pub(super) fn antecedent(
        &self,
        hit: &Hit<'_>,
        hits: &[Hit<'_>],
        voices: &[Voice],
    ) -> Option<(usize, u8)> {
        let wanted = hit.form().map_or(Agreement::Unknown, |form| form.agreement);
        let fits = |voice: &usize| {
            voices
                .get(*voice)
                .is_some_and(|voice| agrees(wanted, voice.agreement))
        };
        // In the same sentence, whoever spoke last, rather than a thing that something was done to.
        let find = |thing: bool| {
            earlier(hit, hits)
                .take_while(|before| before.stretch == hit.stretch)
                .filter_map(|before| Some((before.voice.filter(fits)?, before)))
                .find(|&(voice, before)| {
                    thing
                        || before.complement != Complement::None
                        || voices
                            .get(voice)
                            .is_some_and(|voice| voice.phrase != MentionKind::Definite)
                })
                .map(|(voice, before)| (voice, before.trust))
        };
        find(false).or_else(|| find(true))
    }

    /// The last voice before a cue that its verb agrees with.
    pub(super) fn last_voice(
        &self,
        hit: &Hit<'_>,
        hits: &[Hit<'_>],
        voices: &[Voice],
    ) -> Option<(usize, u8)> {
        let wanted = hit.form().map_or(Agreement::Unknown, |form| form.agreement);
        // Whoever said something rather than did something.
        let find = |reporting: bool| {
            earlier(hit, hits)
                .filter(|before| !reporting || before.complement != Complement::None)
                .filter_map(|before| Some((before.voice?, before)))
                .find(|&(voice, _)| {
                    voices
                        .get(voice)
                        .is_some_and(|voice| agrees(wanted, voice.agreement))
                })
        };
        let (voice, before) = find(true).or_else(|| find(false))?;
        let way = if self.has_rival(hit, before, voices.get(voice)?, wanted) {
            RIVAL
        } else {
            PRONOUN
        };
        Some((voice, share(before.trust, way)))
    }

    /// Whether somebody else is named between an earlier cue and a pronoun that goes back to it.
    fn has_rival(&self, hit: &Hit<'_>, before: &Hit<'_>, voice: &Voice, wanted: Agreement) -> bool {
        let from = hit.stretch.saturating_sub(BETWEEN).max(before.stretch + 1);
        (from..=hit.stretch).any(|number| {
            let Some(stretch) = self.stretches.get(number) else {
                return false;
            };
            let end = stretch.end.min(stretch.first + SUBJECT).min(hit.at);
            self.first_named(stretch.first, end, false)
                .is_some_and(|mention| {
                    let entity = mention
                        .person
                        .and_then(|person| self.sources.entities.people.get(person))
                        .map(|person| person.entity);
                    let same = entity.is_some() && entity == voice.entity
                        || voice.first == Some(self.stem(mention.first))
                        || voice
                            .name
                            .split(' ')
                            .any(|word| Key::of(word) == self.doc.host_key(mention.first));
                    !same && agrees(wanted, mention.agreement)
                })
        })
    }
}

/// «وفق القانون» in passing: a source that nothing goes on with.
fn is_aside(hit: &Hit<'_>) -> bool {
    hit.noun_kind() == Some(CueNounKind::Particle)
        && hit.complement == Complement::None
        && !hit.initial
        && hit
            .subject
            .is_none_or(|mention| !matches!(mention.kind, MentionKind::Named | MentionKind::Role))
}
