//! What the words in marks are: speech, part of it, a name or title, a scare quote.
//!
//! The order of questions is that of press practice: are they somebody's words (a cue reaches them),
//! a clause or less; else do they name something (a head noun stands before them, the lexicon knows
//! them, they come again and again); else they are set apart.

use super::hit::Hit;
use super::link::{Link, Reach};
use super::rules::{self, Decision};
use super::scene::{Quoted, Scene};
use super::types::QuotationKind::{NameOrTitle, PartialSpeech, Scare, Speech};
use crate::fold::Key;
use crate::lex::TokenKind;
use crate::lexicon::cues::{
    Announces, CueGroup, CueNounKind, CueWord, FormKind, FunctionKind, SpeakerNounKind,
};
use crate::lexicon::{Class, Ending};

/// What is seen of a pair's content and surroundings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Features {
    /// Words inside.
    words: usize,
    /// Begins with a verb, negation or complementizer.
    verbal_start: bool,
    /// A verb or the like stands inside.
    verbal: bool,
    /// The noun before announces a name or title.
    announces: Option<Announces>,
    /// The lexicon or the article knows it as a name.
    known: bool,
    /// A word, no punctuation, follows.
    goes_on: bool,
    definite: bool,
    latin: bool,
    /// A preposition or ب ل ك stands right before it.
    governed: bool,
    /// The word before is definite, or a noun that it explains.
    apposed: bool,
    /// An indefinite word behind a definite noun or place, or in the accusative: what is said of it.
    predicate: bool,
}

/// Contents that come again, by the keys of their first words.
#[derive(Debug, Default)]
pub(super) struct Repeated(Vec<u64>);

impl Repeated {
    fn holds(&self, key: u64) -> bool {
        self.0.binary_search(&key).is_ok()
    }
}

impl Scene<'_> {
    /// The short contents that stand in marks more than once.
    pub(super) fn repeated(&self) -> Repeated {
        let mut keys: Vec<u64> = self
            .quoted
            .iter()
            .filter(|pair| pair.len() <= 4)
            .map(|pair| self.content_key(pair))
            .collect();
        keys.sort_unstable();
        let mut twice: Vec<u64> = keys
            .windows(2)
            .filter(|pair| pair.first() == pair.last())
            .filter_map(|pair| pair.first().copied())
            .collect();
        twice.dedup();
        Repeated(twice)
    }

    fn content_key(&self, pair: &Quoted) -> u64 {
        (pair.first..pair.end).fold(0u64, |hash, at| {
            let key: Key = self.token(at).map_or(Key(0), |token| token.key);
            (hash.rotate_left(7) ^ key.0).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        })
    }

    fn features(&self, pair: &Quoted, repeated: &Repeated) -> Features {
        let mut words = 0;
        let mut latin = true;
        for at in pair.first..pair.end.min(pair.first + 400) {
            match self.token(at).map(|token| token.kind) {
                Some(TokenKind::Word) => {
                    words += 1;
                    latin = false;
                }
                Some(TokenKind::Latin) => words += 1,
                _ => {}
            }
        }
        let mut first = pair.first;
        while first < pair.end && !self.is_word(first) {
            first += 1;
        }
        let before = pair.open.wrapping_sub(1);
        let mut verbal = false;
        for at in first..pair.end.min(first + 14) {
            if self.is_verbal(at, at == first) {
                verbal = true;
                break;
            }
        }
        let announces = self.announced(pair.open);
        let governed = self.preposition(before).is_some()
            || self.proclitic(before).is_some()
                && self.token(before).is_some_and(|token| token.letters == 1);
        Features {
            words,
            verbal_start: self.is_verbal(first, true),
            verbal,
            announces,
            known: words <= 6 && (repeated.holds(self.content_key(pair)) || self.known(pair)),
            goes_on: self.is_word(pair.next) || self.opens_at(pair.next).is_some(),
            definite: self.definite(first),
            latin,
            governed,
            predicate: self.is_predicate(pair.open, first),
            apposed: self.is_word(before)
                && !governed
                && self.function(before).is_none()
                && self.cue(before).is_none()
                && !self.conjoined_letter(before),
        }
    }

    /// «الوضع في اليمن "كارثي"», «حلا أكثر "دواما"»: no name stands so.
    fn is_predicate(&self, open: usize, first: usize) -> bool {
        let before = open.wrapping_sub(1);
        if !self.is_word(first) || self.definite(first) || self.is_name_word(first) {
            return false;
        }
        let surface = self.doc.surface(first);
        let accusative = self.ends(surface, Ending::Accusative);
        let adjective = self.doc.is(first, Class::Nisba);
        // «يوتيوب», «سيتي»: many foreign names begin as imperfects do.
        let verb = self.looks_imperfect(first)
            && self.token(first).is_some_and(|token| {
                !token.key.is_hashed()
                    && token.key.letter(0) == crate::chars::YA
                    && token.key.letter(1) != crate::chars::WAW
            });
        let closed = self.definite(before) || self.doc.is(before, Class::Place);
        accusative || closed && (adjective || verb)
    }

    fn conjoined_letter(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.letters == 1)
    }

    /// What the noun before a mark announces; an adjective may stand between.
    fn announced(&self, open: usize) -> Option<Announces> {
        let mut before = open.wrapping_sub(1);
        let cues = &self.doc.lexicon.cues;
        // «ما يعرف بـ"…"»
        let joined = self.proclitic(before).is_some() && self.conjoined_letter(before);
        if joined {
            before = before.wrapping_sub(1);
        }
        if self.is_char(before, ':') {
            return cues
                .announces(self.doc.forms(before.wrapping_sub(1)))
                .filter(|found| *found == Announces::Title);
        }
        if !self.is_word(before) {
            return None;
        }
        cues.announces(self.doc.forms(before)).or_else(|| {
            let noun = before.wrapping_sub(1);
            let adjective = self.function(before).is_none()
                && self.cue(before).is_none()
                && self.proclitic(before).is_none()
                && !self.conjoined(before);
            (adjective && self.is_word(noun))
                .then(|| cues.announces(self.doc.forms(noun)))
                .flatten()
                .filter(|found| *found != Announces::Speech)
        })
    }

    /// Whether the lexicon or the entity layer knows the content as a whole as a name.
    fn known(&self, pair: &Quoted) -> bool {
        let covers = |next: usize| next >= pair.end;
        [Class::Organization, Class::Place]
            .into_iter()
            .any(|class| {
                self.doc
                    .entry(pair.first, class)
                    .is_some_and(|entry| covers(entry.next))
            })
            || self
                .organization_at(pair.first)
                .and_then(|at| self.sources.entities.organizations.get(at))
                .is_some_and(|found| covers(self.token_behind(found.span)))
            || self
                .person_at(pair.first)
                .and_then(|at| self.sources.entities.people.get(at))
                .is_some_and(|found| covers(self.token_behind(found.span)))
    }

    /// Whether the word shows a clause: verb, negation, complementizer, كان.
    fn is_verbal(&self, at: usize, first: bool) -> bool {
        if let Some((kind, _)) = self.function(at) {
            return matches!(
                kind,
                FunctionKind::Negation | FunctionKind::Finite | FunctionKind::Topic
            ) || first
                && matches!(
                    kind,
                    FunctionKind::Complementizer
                        | FunctionKind::Conjunction
                        | FunctionKind::Particle
                        | FunctionKind::Pronoun
                );
        }
        if let Some((CueWord::Verb(verb, form), _)) = self.cue(at) {
            let finite = matches!(form.kind, FormKind::Perfect | FormKind::Imperfect);
            if finite
                && !self.definite(at)
                && (first && !verb.needs_clause || form.kind == FormKind::Imperfect)
            {
                return true;
            }
        }
        self.looks_imperfect(at) || first && self.looks_feminine_imperfect(at)
    }

    /// «تطعن في», «تشكل واحدا»: an imperfect with ت at the beginning, no maṣdar.
    fn looks_feminine_imperfect(&self, at: usize) -> bool {
        use crate::chars::{TA, WAW};
        let Some(token) = self.token(at) else {
            return false;
        };
        let key = if token.key.letter(0) == WAW {
            token.key.skip(1)
        } else {
            token.key
        };
        if key.is_hashed() || key.letter(0) != TA || key.letters() < 4 || self.definite(at) {
            return false;
        }
        if key.letter(1) == TA {
            return true;
        }
        if token.flags & !Class::Cue.bit() != 0 {
            return false;
        }
        let count = key.letters();
        let last = key.letter(count - 1);
        let masdar = key.letter(count - 2) == crate::chars::YA;
        !masdar && last != crate::chars::ALEF && last != crate::chars::HA
    }

    /// Decides what the words of a pair are.
    pub(super) fn kind(
        &self,
        pair: &Quoted,
        link: Option<Link>,
        hits: &[Hit<'_>],
        repeated: &Repeated,
    ) -> Decision {
        let f = self.features(pair, repeated);
        let hit = link.and_then(|link| hits.get(link.hit));
        if f.words == 0 {
            return (Scare, rules::DIGITS);
        }
        let clause = f.verbal && f.words >= 2 || f.words >= 7;
        match f.announces {
            Some(Announces::Name)
                if f.words <= 6 && !f.predicate && !(f.verbal_start && f.words > 3) =>
            {
                return (NameOrTitle, rules::ANNOUNCED_NAME);
            }
            Some(Announces::Title)
                if f.words <= 16
                    && !(f.verbal_start
                        && f.words >= 4
                        && link.is_some_and(|link| {
                            matches!(link.reach, Reach::Bare | Reach::Colon)
                        })) =>
            {
                return (NameOrTitle, rules::ANNOUNCED_TITLE);
            }
            _ => {}
        }
        if f.known && f.words <= 4 && !f.verbal_start && !f.predicate {
            return (NameOrTitle, rules::KNOWN_NAME);
        }
        if f.announces == Some(Announces::Speech) {
            return (Speech, rules::ANNOUNCED_SPEECH);
        }
        // «لـ"الجريدة"»: to whom it was said.
        let before = pair.open.wrapping_sub(1);
        if f.governed
            && f.words <= 4
            && self.proclitic(before) == Some(crate::chars::LAM)
            && self.conjoined_letter(before)
        {
            return (NameOrTitle, rules::ADDRESSED_NAME);
        }
        // «في اتصال هاتفي مع "الجريدة"»
        if f.governed && f.words <= 3 && !f.verbal_start && self.is_addressed(before) {
            return (NameOrTitle, rules::ADDRESSED_NAME);
        }
        let Some(link) = link else {
            return self.unlinked(pair, &f);
        };
        if !clause && hit.is_some_and(|hit| self.passes_by(hit, link.reach, pair, &f)) {
            return self.unlinked(pair, &f);
        }
        let label = hit
            .and_then(Hit::group)
            .is_some_and(|group| matches!(group, CueGroup::Label | CueGroup::Accuse));
        let says = hit.and_then(Hit::group) == Some(CueGroup::Say);
        let follows = hit
            .and_then(|hit| hit.subject)
            .is_some_and(|mention| mention.next == pair.open);
        if hit.and_then(Hit::group) == Some(CueGroup::Label) {
            return (PartialSpeech, rules::LABEL);
        }
        match link.reach {
            Reach::Colon | Reach::Title => (Speech, rules::COLON),
            Reach::Complementizer => {
                if clause && !(f.words <= 3 && f.goes_on && !f.verbal_start) {
                    (Speech, rules::COMPLEMENTIZER)
                } else if f.goes_on && f.definite && f.words <= 2 {
                    (NameOrTitle, rules::SUBJECT_NAME)
                } else if !f.goes_on && f.words >= 3 {
                    (Speech, rules::COMPLEMENTIZER)
                } else {
                    (PartialSpeech, rules::COMPLEMENTIZER_PART)
                }
            }
            Reach::Bare | Reach::Behind | Reach::List => {
                if clause || f.verbal_start || f.words >= 5 || says && f.words >= 2 && !f.goes_on {
                    (Speech, rules::BARE)
                } else if f.words == 1 && f.apposed && !(says && follows) {
                    (NameOrTitle, rules::APPOSED_NAME)
                } else if f.words <= 3 && f.goes_on && f.apposed && !(says && follows) {
                    (NameOrTitle, rules::APPOSED_NAME)
                } else {
                    (PartialSpeech, rules::BARE_PART)
                }
            }
            Reach::Object => {
                if f.verbal_start && f.words >= 4 && !label {
                    (Speech, rules::OBJECT_CLAUSE)
                } else if f.words >= 2 || label && f.governed {
                    if f.words <= 3 && f.apposed && !label {
                        (NameOrTitle, rules::APPOSED_NAME)
                    } else {
                        (PartialSpeech, rules::OBJECT)
                    }
                } else if f.latin || f.apposed || f.definite && !f.governed {
                    (NameOrTitle, rules::APPOSED_NAME)
                } else {
                    (PartialSpeech, rules::OBJECT)
                }
            }
            Reach::Clause => {
                if f.verbal_start && f.words >= 2 || f.verbal && f.words >= 8 {
                    (Speech, rules::CLAUSE)
                } else if f.words >= 4 {
                    (PartialSpeech, rules::CLAUSE_PART)
                } else if f.words == 1 && f.predicate {
                    (PartialSpeech, rules::CLAUSE_PART)
                } else if f.latin || f.apposed && f.words == 1 || f.definite && f.apposed {
                    (NameOrTitle, rules::APPOSED_NAME)
                } else {
                    (PartialSpeech, rules::CLAUSE_PART)
                }
            }
        }
    }

    /// Whether an occasion of speech stands before a preposition, perhaps with an adjective.
    fn is_addressed(&self, preposition: usize) -> bool {
        (1..=2).any(|back| {
            preposition.checked_sub(back).is_some_and(|at| {
                !self.definite(at)
                    && self.token(at).is_some_and(|token| token.letters > 3)
                    && self
                        .noun(at)
                        .is_some_and(|noun| noun.kind == SpeakerNounKind::Occasion)
            })
        })
    }

    /// Whether a cue does not mean the few words in marks that follow it.
    fn passes_by(&self, hit: &Hit<'_>, reach: Reach, pair: &Quoted, f: &Features) -> bool {
        if f.verbal_start || f.words > 4 || !matches!(reach, Reach::Bare | Reach::Object) {
            return false;
        }
        match hit.word {
            // «وبحسب تقرير "الجريدة"»: in the name of the source; «الحوار مع "الجريدة"».
            CueWord::Noun(noun) => match noun.kind {
                CueNounKind::Noun => true,
                CueNounKind::Particle => hit
                    .subject
                    .is_some_and(|mention| pair.open <= mention.next.max(mention.end)),
                CueNounKind::Phrase => false,
            },
            CueWord::Verb(verb, form) => {
                // «وفق ما أكده مصدر لإذاعة "الغد"»: the pronoun stands for what was said.
                let told = form.suffixed && reach == Reach::Bare && self.is_source(hit.at);
                // «ويعد "فلان" من أمهر اللاعبين»: no promise without ب.
                let ungoverned = verb.preposition.is_some_and(|own| {
                    !(hit.next..pair.open).any(|at| self.is_preposition(at, own))
                });
                told || ungoverned
            }
        }
    }

    /// Whether a verb names the source of what stands before it: «وفق ما أكده».
    fn is_source(&self, at: usize) -> bool {
        let particle = |from: Option<usize>| {
            from.and_then(|from| self.cue(from))
                .is_some_and(|(word, next)| {
                    next <= at
                        && matches!(word, CueWord::Noun(noun) if noun.kind == CueNounKind::Particle)
                })
        };
        particle(at.checked_sub(1)) || particle(at.checked_sub(2))
    }

    /// Whether a word is a preposition, or carries it.
    fn is_preposition(&self, at: usize, own: Key) -> bool {
        self.doc.host_key(at) == own
            || own.letters() == 1 && self.proclitic(at) == Some(own.letter(0))
            || self.token(at).is_some_and(|token| token.key == own)
    }

    /// Whether the first word has the ending of an indefinite common noun or adjective.
    fn common(&self, pair: &Quoted) -> bool {
        let word = self.doc.surface(pair.first);
        let count = self.token(pair.first).map_or(0, |token| token.letters);
        count >= 4
            && !self.is_name_word(pair.first)
            && [Ending::Feminine, Ending::FemininePlural, Ending::Accusative]
                .into_iter()
                .any(|kind| self.ends(word, kind))
    }

    /// Words that no cue reaches.
    fn unlinked(&self, pair: &Quoted, f: &Features) -> Decision {
        let colon = self.is_char(pair.open.wrapping_sub(1), ':');
        if colon && (f.verbal && f.words >= 3 || f.words >= 6) {
            return (Speech, rules::COLON);
        }
        if f.verbal && f.words >= 7 || f.words >= 12 {
            return (Speech, rules::LONG);
        }
        if f.verbal_start && f.words >= 4 && !f.apposed {
            return (Speech, rules::LONG);
        }
        // «عاصفة الحزم»: annexed to a definite word, as names are.
        let annexed = f.words >= 2 && pair.end > 0 && self.definite(pair.end - 1);
        if !f.definite && !f.latin && !annexed && f.words <= 4 && (!f.apposed || self.common(pair))
        {
            return (Scare, rules::SET_APART);
        }
        (NameOrTitle, rules::NAME)
    }
}
