//! Subjects of cues: behind the verb, past adverbs, media and places, or before it.

use super::hit::{Complement, Hit};
use super::phrase::{Mention, MentionKind, is_occasion};
use super::scene::Scene;
use super::voice::agrees;
use crate::chars::{KAF, LAM};
use crate::lexicon::cues::{Agreement, CueGroup, CueWord, FunctionKind, SpeakerNounKind};
use crate::lexicon::{Class, Ending};

/// Tokens from a verb back to its subject.
const BEFORE: usize = 40;

impl Scene<'_> {
    /// Finds the subject of a finite verb: behind it, else before it.
    pub(super) fn set_subject(&self, hit: &mut Hit<'_>, first: usize, stop: usize) {
        let about = match hit.word {
            CueWord::Verb(verb, _) if verb.group == CueGroup::Relay => verb.preposition,
            _ => None,
        };
        if let Some(about) = about {
            // «نقلت الصحيفة عن فلان قوله»: the words are those of the one behind عن.
            let about = (hit.next..stop).find(|&at| self.doc.host_key(at) == about);
            if let Some(about) = about {
                hit.subject = self.phrase(about + 1, stop.max(about + 8));
                return;
            }
        }
        if let Some(relative) = self.relative_before(hit.at, first) {
            hit.subject = self.relative_subject(hit, relative, first, stop);
            hit.before = hit.subject.is_some_and(|mention| mention.first < hit.at);
            return;
        }
        let joined = self.conjoined(hit.at);
        let topic = joined && self.is_function(first, FunctionKind::Topic);
        // «لكن الوزير سالم الحداد، قال إن»
        if hit.initial && !joined && hit.at > first && self.is_comma(hit.at - 1) {
            let found = self
                .introduces_within(hit, 1)
                .then(|| self.subject_before(hit.at - 1, first))
                .flatten()
                .filter(|mention| {
                    let title = mention.title.map_or(0, |(_, end)| end);
                    self.certain(mention)
                        && mention.kind != MentionKind::Definite
                        && mention.next.max(mention.end).max(title) + 1 == hit.at
                });
            if found.is_some() {
                hit.subject = found;
                hit.before = true;
                return;
            }
        }
        let firm = matches!(hit.group(), Some(CueGroup::Say | CueGroup::Ask));
        let person = self.person_at(hit.next).is_some()
            || self.doc.is(hit.next, Class::Role)
            || self.noun(hit.next).is_some_and(|noun| {
                matches!(
                    noun.kind,
                    SpeakerNounKind::Person
                        | SpeakerNounKind::Honorific
                        | SpeakerNounKind::Anonymous
                        | SpeakerNounKind::Group
                )
            });
        if !hit.initial && !topic && firm && person && !hit.needs_clause() {
            // «وحول هذا قالت الدكتورة سلمى الحداد»
            let wanted = hit.form().map_or(Agreement::Unknown, |form| form.agreement);
            let named = self
                .phrase(hit.next, stop)
                .filter(|mention| match mention.kind {
                    MentionKind::Named => {
                        (mention.person.is_some() || Self::is_titled(mention))
                            && agrees(wanted, mention.agreement)
                    }
                    MentionKind::Anonymous | MentionKind::Group => true,
                    _ => false,
                });
            if named.is_some() {
                hit.subject = named;
                return;
            }
        }
        if !hit.initial || topic {
            // «وكان فلان وصف المشكلة»: the subject stands before, the object behind.
            // «بضمان شيك … كتب عليه»: the verb shows that it is somebody else's.
            let wanted = hit.form().map_or(Agreement::Unknown, |form| form.agreement);
            let agreed = |mention: &Mention| {
                mention.kind != MentionKind::Definite
                    && (mention.kind != MentionKind::Named
                        || mention.person.is_some()
                        || mention.title.is_some()
                        || self.is_name_word(mention.first))
                    || wanted != Agreement::Masculine
                    || !self.ends(self.doc.host(mention.first), Ending::Feminine)
            };
            if let Some(mention) = self.subject_before(hit.at, first).filter(agreed) {
                hit.subject = Some(mention);
                hit.before = true;
                return;
            }
        }
        // «وعبر عن مخاوفه»: what the verb governs follows at once, so its subject is known.
        if self.governs_at_once(hit) {
            return;
        }
        hit.subject = self
            .subject_behind(hit.next, stop)
            .filter(|mention| firm || self.certain(mention))
            .filter(|mention| !self.is_labelled(hit, mention));
    }

    /// «ويصف هذا التحرك بأنه»: what is named so, not who names it.
    fn is_labelled(&self, hit: &Hit<'_>, mention: &Mention) -> bool {
        hit.group() == Some(CueGroup::Label)
            && mention.kind == MentionKind::Definite
            && match hit.complement {
                Complement::Clause(at) => mention.next.max(mention.end) + 1 >= at,
                Complement::Mark(pair) => self
                    .pair(pair)
                    .is_some_and(|pair| mention.next.max(mention.end) + 2 >= pair.open),
                _ => false,
            }
    }

    /// Whether the preposition of the verb stands right behind it.
    pub(super) fn governs_at_once(&self, hit: &Hit<'_>) -> bool {
        matches!(self.function(hit.next), Some((FunctionKind::Governed, _)))
            && matches!(hit.word, CueWord::Verb(verb, _)
                if verb.preposition.is_some_and(|own| own == self.doc.host_key(hit.next)))
    }

    /// Whether a phrase names somebody beyond doubt, not an object.
    pub(super) fn certain(&self, mention: &Mention) -> bool {
        match mention.kind {
            MentionKind::Named => {
                mention.person.is_some()
                    || Self::is_titled(mention)
                    || self.is_name_word(mention.first)
            }
            MentionKind::Definite => {
                mention.organization.is_some() || mention.end == mention.first + 1
            }
            _ => true,
        }
    }

    /// The subject in `at..stop`, behind adverbs, media and places.
    pub(super) fn subject_behind(&self, at: usize, stop: usize) -> Option<Mention> {
        let start = at;
        let mut at = at;
        for _ in 0..8 {
            at = self.skip_adverbs(at, stop);
            if at >= stop {
                return None;
            }
            if self.is_comma(at) || self.is_char(at, '-') || self.is_char(at, '–') {
                at += 1;
                continue;
            }
            if self.is_char(at, '(') {
                let next = self.behind_bracket(at, stop)?;
                if at == start && next <= at + 6 && self.is_word(at + 1) {
                    return self.phrase(at + 1, next - 1);
                }
                at = next;
                continue;
            }
            if let Some((kind, next)) = self.function(at) {
                match kind {
                    FunctionKind::Preposition | FunctionKind::Governed => {
                        at = self.behind_prepositional(at, next, stop);
                        continue;
                    }
                    FunctionKind::Pronoun if self.definite(next) => {}
                    FunctionKind::Conjunction if self.proclitic(at).is_none() && next == at + 1 => {
                        at = next;
                        continue;
                    }
                    _ => return None,
                }
            }
            // «أعلن بلاتيني أنه»: its ب is no preposition.
            if at == start
                && self.proclitic(at).is_some()
                && !self.definite(at)
                && self.noun(at).is_none()
                && self.token(at).is_some_and(|token| {
                    let verb = if self.proclitic(at) == Some(KAF) {
                        Class::Cue.bit()
                    } else {
                        0
                    };
                    token.flags & !Class::Nisba.bit() & !Class::WEAK & !verb == 0
                })
                && (self.proclitic(at) == Some(KAF)
                    || self.complements(at + 1)
                    || self.is_char(at + 1, ':')
                    || at + 1 >= stop)
            {
                return Some(self.raw_name(at));
            }
            if self.proclitic(at).is_some() && !self.doc.is(at, Class::Given) {
                at = self.behind_prepositional(at, at + 1, stop);
                continue;
            }
            if self.participle(at)
                || self.conjoined(at) && at != start && !self.doc.is(at, Class::Given)
            {
                return None;
            }
            let noun = self.noun(at);
            if noun.is_some_and(is_occasion) && !self.doc.is(at, Class::Role) {
                let same = self.phrase(at, stop);
                if same.is_some() {
                    return same;
                }
                // «خطوة», «أول»: an object, no subject.
                return None;
            }
            return self.phrase(at, stop);
        }
        None
    }

    /// The token behind a prepositional phrase: at a comma, or where a subject evidently begins.
    pub(super) fn behind_prepositional(&self, at: usize, from: usize, stop: usize) -> usize {
        let medium = self.proclitic(at) == Some(LAM)
            || self.token(at).is_some_and(|token| token.letters == 1);
        let mut here = from;
        if let Some(pair) = self.opens_at(here).and_then(|pair| self.pair(pair)) {
            if pair.next <= stop {
                return pair.next;
            }
        }
        if medium {
            if let Some(organization) = self.organization_at(at) {
                if let Some(found) = self.sources.entities.organizations.get(organization) {
                    return self.token_behind(found.span).max(from);
                }
            }
        }
        let mut after_preposition = from == at + 1 && !medium && self.function(at).is_some();
        while here < stop {
            if self.is_comma(here) {
                return here;
            }
            if let Some(pair) = self.opens_at(here).and_then(|pair| self.pair(pair)) {
                here = pair.next.max(here + 1);
                after_preposition = false;
                continue;
            }
            if self.is_char(here, '(') {
                here = self.behind_bracket(here, stop).unwrap_or(here + 1);
                continue;
            }
            if let Some((kind, next)) = self.function(here) {
                match kind {
                    FunctionKind::Preposition | FunctionKind::Governed => {
                        after_preposition = true;
                        here = next;
                        continue;
                    }
                    FunctionKind::Adverb => {
                        after_preposition = false;
                        here = next;
                        continue;
                    }
                    FunctionKind::Relative | FunctionKind::Complementizer => return stop,
                    _ => {
                        here = next;
                        continue;
                    }
                }
            }
            let noun = self.noun(here);
            let starts = self.person_at(here).is_some()
                || noun.is_some_and(|noun| {
                    matches!(
                        noun.kind,
                        SpeakerNounKind::Person
                            | SpeakerNounKind::Honorific
                            | SpeakerNounKind::Anonymous
                    ) && !noun.stem.preposition
                        && !noun.stem.conjunction
                })
                || self.doc.is(here, Class::Role) && self.proclitic(here).is_none();
            if starts {
                if after_preposition || self.conjoined(here) || self.annexed(here) {
                    // «في لقاء مع رئيس الحكومة»: the other party.
                    let next = self.phrase(here, stop).map_or(here + 1, |m| m.next);
                    here = next.max(here + 1);
                    after_preposition = false;
                    continue;
                }
                return here;
            }
            after_preposition = self.proclitic(here).is_some();
            here += 1;
        }
        stop
    }

    /// Whether the word before is an indefinite noun or has a pronoun, to which this one belongs:
    /// «حديث رئيس الحكومة», «لقائه رئيس الحكومة».
    pub(super) fn annexed(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        if !self.is_word(before) || self.function(before).is_some() {
            return false;
        }
        let closed = self.definite(before)
            || self.doc.is(before, Class::Place)
            || self.doc.is(before, Class::Date)
            || self.doc.is(before, Class::Nisba)
            || self.is_news_verb(before)
            || self.is_name_word(before);
        !closed
            || self
                .noun(before)
                .is_some_and(|noun| is_occasion(noun) && !noun.stem.article)
    }

    /// The subject before a verb: behind أن, أما, كان, or at the beginning of the sentence.
    pub(super) fn subject_before(&self, verb: usize, first: usize) -> Option<Mention> {
        let floor = first.max(verb.saturating_sub(BEFORE));
        let mut from = floor;
        let mut firm = false;
        if self.is_function(first, FunctionKind::Topic) && floor == first {
            let next = self.function(first).map_or(first + 1, |(_, next)| next);
            if let Some(found) = self
                .subject_behind(next, verb)
                .filter(|mention| mention.next <= verb)
            {
                return Some(found);
            }
        }
        for at in (floor..verb).rev() {
            let Some((kind, next)) = self.function(at) else {
                if self.is_char(at, '؛') || self.is_char(at, ':') {
                    from = at + 1;
                    firm = true;
                    break;
                }
                continue;
            };
            if next > verb {
                continue;
            }
            match kind {
                FunctionKind::Complementizer | FunctionKind::Topic => {
                    from = next;
                    firm = true;
                    break;
                }
                FunctionKind::Break | FunctionKind::Conjunction if next < verb && at > floor => {
                    // «قد» stands between subject and verb.
                    let single = next + 1 >= verb && at + 1 == next && !self.definite(next);
                    if !self.is_word(next) || single {
                        continue;
                    }
                    from = next;
                    firm = true;
                    break;
                }
                _ => {}
            }
        }
        if !firm {
            if floor > first {
                return None;
            }
            from = self.past_openings(from, verb);
            // «وعن الهدف من نشر هذه الأفكار قال»: what is spoken of, no subject.
            if self.preposition(from).is_some() {
                let comma = (from..verb).find(|&at| self.is_comma(at))?;
                from = self.past_openings(comma + 1, verb);
            }
        }
        // «في حين طالب نواب»: a verb that is a noun as well.
        if from + 1 < verb && self.finite_cue(from) {
            from += 1;
        }
        let strong = |mention: &Mention| {
            firm || mention.kind != MentionKind::Named && mention.kind != MentionKind::Definite
                || Self::is_titled(mention)
                || mention.person.is_some()
                || self.doc.is(mention.first, Class::Given)
        };
        let found = Some(from)
            .filter(|&from| !self.is_news_verb(from))
            .and_then(|from| self.subject_behind(from, verb))
            .filter(|mention| strong(mention) && mention.next <= verb);
        if found.is_some() {
            return found;
        }
        // The verb of the sentence stands first: «ودافع فلان عن كذا قائلا».
        if !firm && from + 1 < verb && self.is_word(from) && self.function(from).is_none() {
            let strict = |mention: &Mention| {
                mention.kind != MentionKind::Definite
                    && (mention.kind != MentionKind::Named
                        || Self::is_titled(mention)
                        || mention.person.is_some()
                        || self.doc.is(mention.first, Class::Given))
            };
            return self
                .subject_behind(from + 1, verb)
                .filter(|mention| strict(mention) && mention.next <= verb);
        }
        None
    }

    /// Completes «جاء في»: its document, behind في or before «جاء فيها».
    pub(super) fn contains(&self, hit: &mut Hit<'_>, first: usize, end: usize) -> bool {
        let Some((kind, next)) = self.function(hit.next) else {
            return false;
        };
        let CueWord::Verb(verb, _) = hit.word else {
            return false;
        };
        let host = self.doc.host_key(hit.next);
        let Some(own) = verb.preposition else {
            return false;
        };
        if host == own {
            hit.subject = self.phrase(next, end);
            hit.before = false;
            return hit.complement != Complement::None;
        }
        // «فيه», «فيها»
        let with_pronoun = (0..own.letters()).all(|n| host.letter(n) == own.letter(n));
        if kind == FunctionKind::Adverb && with_pronoun {
            let from = first.max(hit.at.saturating_sub(14));
            let document = (from..hit.at).rev().find(|&at| {
                self.noun(at).is_some_and(|noun| {
                    noun.kind == SpeakerNounKind::Document
                        || is_occasion(noun) && !self.definite(at)
                })
            });
            hit.subject = document.and_then(|at| self.document_at(at, hit.at));
            hit.before = true;
            return hit.complement != Complement::None;
        }
        false
    }
}
