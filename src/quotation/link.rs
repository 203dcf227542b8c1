//! Which cue governs a pair of marks, and how it reaches it.

use super::hit::{Complement, Hit};
use super::scene::{Quoted, Scene};
use crate::lexicon::cues::{CueGroup, CueNounKind, FormKind, FunctionKind};

/// Tokens from a cue without complement to the words in marks that it takes.
const OBJECT: usize = 22;
/// Cues of a sentence that are looked at for a pair.
const CUES: usize = 12;
/// Pairs between a cue and a later pair of its list.
const LISTED: usize = 24;

/// How a cue reaches the words in marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Behind a colon.
    Colon,
    /// Right behind the cue and its subject.
    Bare,
    /// Right behind a complementizer.
    Complementizer,
    /// Later in the reported clause.
    Clause,
    /// Joined to words that the cue reaches.
    List,
    /// As object of the cue, perhaps behind its preposition.
    Object,
    /// The cue stands behind the words.
    Behind,
    /// «فلان: "…"»
    Title,
}

/// A cue for a pair.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) hit: usize,
    pub(super) reach: Reach,
}

impl Scene<'_> {
    /// The cue of a pair, before or behind it.
    pub(super) fn link(&self, number: usize, hits: &[Hit<'_>]) -> Option<Link> {
        let pair = *self.pair(number)?;
        self.link_before(number, &pair, hits)
            .or_else(|| self.link_behind(&pair, hits))
    }

    fn link_before(&self, number: usize, pair: &Quoted, hits: &[Hit<'_>]) -> Option<Link> {
        let stretch = self.stretch_of(pair.open)?;
        let behind = hits.partition_point(|hit| hit.at < pair.open);
        let mut found: Option<Link> = None;
        let candidates = hits
            .get(..behind)?
            .iter()
            .enumerate()
            .rev()
            .take(CUES * 16)
            .filter(|(_, hit)| hit.container == pair.parent || self.wraps(hit, pair))
            .take(CUES);
        for (at, hit) in candidates {
            if hit.stretch != stretch {
                // «… وقال:» at the end of the line before.
                let ends = self
                    .stretches
                    .get(hit.stretch)
                    .is_some_and(|before| hit.stop >= before.end);
                let starts = self
                    .stretches
                    .get(stretch)
                    .is_some_and(|here| pair.open <= here.first + 1);
                if found.is_none()
                    && hit.stretch + 1 == stretch
                    && ends
                    && starts
                    && matches!(hit.complement, Complement::Colon(_))
                {
                    return Some(Link {
                        hit: at,
                        reach: Reach::Colon,
                    });
                }
                break;
            }
            if hit.next > pair.open {
                continue;
            }
            let Some(reach) = self.reach(hit, number, pair, hits) else {
                if hit.is_verb() && found.is_none() && hit.initial && hit.is_finite() {
                    // An own statement of the reporter stands between.
                    if hit.complement == Complement::None {
                        continue;
                    }
                }
                continue;
            };
            match found {
                None => found = Some(Link { hit: at, reach }),
                Some(noun) => {
                    // A verb outranks a noun that introduces the same words, or one inside its clause
                    // that is no occasion: «أكد أن خطاب الوزير "يميز بوضوح"».
                    let same = hits.get(noun.hit).is_some_and(|noun| {
                        noun.complement == hit.complement
                            || matches!(hit.complement, Complement::Clause(at) if at < noun.at)
                                && matches!(noun.complement, Complement::Mark(_))
                                && noun.noun_kind() == Some(CueNounKind::Noun)
                                && self.preposition(noun.at.wrapping_sub(1)).is_none()
                    });
                    if hit.is_verb() && same {
                        return Some(Link { hit: at, reach });
                    }
                    continue;
                }
            }
            if hit.is_verb() {
                break;
            }
        }
        found
    }

    /// Whether the pair around both is a name or the like, not a turn of its own.
    fn wraps(&self, hit: &Hit<'_>, pair: &Quoted) -> bool {
        hit.container.is_none()
            && pair
                .parent
                .and_then(|parent| self.pair(parent))
                .is_some_and(|parent| parent.len() <= 2)
    }

    fn reach(
        &self,
        hit: &Hit<'_>,
        number: usize,
        pair: &Quoted,
        _hits: &[Hit<'_>],
    ) -> Option<Reach> {
        match hit.complement {
            Complement::Mark(marked) if marked == number => Some(self.bare(hit, pair)),
            Complement::Mark(marked) => {
                let first = self.pair(marked)?;
                if first.next > pair.open {
                    return None;
                }
                self.is_listed(first.next, pair.open).then_some(Reach::List)
            }
            Complement::Clause(at) => {
                if at >= pair.open {
                    return None;
                }
                if hit.stop >= pair.open {
                    return Some(Reach::Complementizer);
                }
                self.stays_in_clause(hit.stop, pair.open)
                    .then(|| self.inside_clause(pair))
            }
            Complement::Colon(at) => {
                if at >= pair.open {
                    return None;
                }
                if at + 1 >= pair.open {
                    return Some(Reach::Colon);
                }
                if self.complements(at + 1) && at + 2 >= pair.open {
                    return Some(Reach::Complementizer);
                }
                self.stays_in_clause(at + 1, pair.open)
                    .then(|| self.inside_clause(pair))
            }
            Complement::None => {
                let near = pair.open <= hit.next + OBJECT;
                let takes = hit.group().is_some_and(|group| {
                    matches!(
                        group,
                        CueGroup::Label
                            | CueGroup::Accuse
                            | CueGroup::Voice
                            | CueGroup::Call
                            | CueGroup::Opine
                            | CueGroup::Say
                    )
                });
                (near && takes && !hit.needs_clause() && self.stays_in_clause(hit.next, pair.open))
                    .then_some(Reach::Object)
            }
        }
    }

    /// A pair later in a reported clause, or the second clause of it: «أن …، وأن "…"».
    fn inside_clause(&self, pair: &Quoted) -> Reach {
        if self.complements(pair.open.wrapping_sub(1)) {
            Reach::Complementizer
        } else {
            Reach::Clause
        }
    }

    fn bare(&self, hit: &Hit<'_>, pair: &Quoted) -> Reach {
        let before = pair.open.wrapping_sub(1);
        let preposition = self.preposition(before).is_some()
            || self.proclitic(before).is_some()
                && self.token(before).is_some_and(|token| token.letters == 1);
        if preposition {
            return Reach::Object;
        }
        let label = matches!(
            hit.group(),
            Some(
                CueGroup::Label
                    | CueGroup::Accuse
                    | CueGroup::Voice
                    | CueGroup::Call
                    | CueGroup::Speak
                    | CueGroup::Opine
            )
        );
        if label { Reach::Object } else { Reach::Bare }
    }

    /// Whether only و, commas and more pairs stand between two pairs.
    fn is_listed(&self, from: usize, to: usize) -> bool {
        let mut at = from;
        let mut words = 0;
        let mut steps = 0;
        while at < to && steps < LISTED {
            steps += 1;
            if let Some(pair) = self.opens_at(at).and_then(|pair| self.pair(pair)) {
                at = pair.next.max(at + 1);
                continue;
            }
            if self.is_comma(at) || self.token(at).is_some_and(|token| token.letters <= 1) {
                at += 1;
                continue;
            }
            words += 1;
            if words > 2 || self.is_char(at, '.') || self.is_char(at, ':') {
                return false;
            }
            at += 1;
        }
        at >= to
    }

    /// Whether the reported clause goes on from one token to another.
    fn stays_in_clause(&self, from: usize, to: usize) -> bool {
        let mut at = from;
        while at < to {
            if self.is_char(at, '؛') || self.is_char(at, '.') && self.is_sentence_stop(at) {
                return false;
            }
            if let Some((kind, next)) = self.function(at) {
                let behind = at > from && self.is_punct(at - 1);
                if kind == FunctionKind::Break && behind {
                    return false;
                }
                at = next.max(at + 1);
                continue;
            }
            at += 1;
        }
        true
    }

    fn is_sentence_stop(&self, at: usize) -> bool {
        !self.is_char(at + 1, '.') && !self.is_char(at.wrapping_sub(1), '.')
    }

    /// «"…"، يقول فلان», «"…" بحسب البيان», «"…" هذا ما أعلنه فلان».
    fn link_behind(&self, pair: &Quoted, hits: &[Hit<'_>]) -> Option<Link> {
        if !pair.closed {
            return None;
        }
        let mut at = pair.next;
        let mut steps = 0;
        while steps < 4 {
            let dash = self.is_char(at, '-') || self.is_char(at, '–');
            if self.is_comma(at) || dash {
                at += 1;
            } else if let Some((kind, next)) = self.function(at) {
                if !matches!(
                    kind,
                    FunctionKind::Pronoun | FunctionKind::Relative | FunctionKind::Conjunction
                ) || self.doc.is(at, crate::lexicon::Class::Cue)
                {
                    break;
                }
                at = next;
            } else {
                break;
            }
            steps += 1;
        }
        let found = hits.binary_search_by_key(&at, |hit| hit.at).ok()?;
        let hit = hits.get(found)?;
        if hit.container != pair.parent || self.conjoined(at) && steps == 0 {
            return None;
        }
        let fits = match hit.noun_kind() {
            Some(CueNounKind::Particle) => hit.complement == Complement::None || hit.stop > at,
            Some(CueNounKind::Phrase) => true,
            Some(CueNounKind::Noun) => false,
            None => {
                let form = hit.form()?;
                let finite = matches!(form.kind, FormKind::Perfect | FormKind::Imperfect);
                finite
                    && !self.conjoined(at)
                    && matches!(hit.group(), Some(CueGroup::Say | CueGroup::Relay))
                    && (hit.subject.is_some() && !hit.before || form.suffixed)
                    && (hit.complement == Complement::None || form.suffixed)
            }
        };
        fits.then_some(Link {
            hit: found,
            reach: Reach::Behind,
        })
    }
}
