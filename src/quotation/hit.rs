//! Cue words in their context: which of them report, what they introduce, and their subjects.

use super::phrase::{Mention, MentionKind, is_occasion};
use super::scene::Scene;
use crate::chars::{LAM, MEEM};
use crate::lexicon::cues::{
    Agreement, CueGroup, CueNounKind, CueWord, Form, FormKind, FunctionKind, SpeakerNounKind,
};
use crate::lexicon::{Class, Ending, Stance};

/// Tokens from a cue to what it introduces.
pub(super) const REACH: usize = 64;

/// Tokens from a noun of saying to what it introduces.
const NEAR: usize = 14;

/// Tokens from a verb that hands on words to whom they come from.
const SOURCE: usize = 14;

/// What a cue introduces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Complement {
    None,
    /// A clause behind this complementizer.
    Clause(usize),
    /// What stands behind this colon.
    Colon(usize),
    /// The words of this pair, without complementizer or colon.
    Mark(usize),
}

/// A cue word that reports.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit<'l> {
    pub(super) at: usize,
    /// The token behind the cue word or phrase.
    pub(super) next: usize,
    pub(super) word: CueWord<'l>,
    pub(super) stretch: usize,
    /// The pair that holds it.
    pub(super) container: Option<usize>,
    pub(super) complement: Complement,
    /// The token behind its complement's introduction, or where the search for one ended.
    pub(super) stop: usize,
    pub(super) subject: Option<Mention>,
    /// A subject of its own stands before or behind it.
    pub(super) before: bool,
    /// Begins its clause.
    pub(super) initial: bool,
    /// A marked quotation has it as its cue.
    pub(super) used: bool,
    /// Index of the voice that it lends words to.
    pub(super) voice: Option<usize>,
    /// How far the way to that voice is to be trusted, in hundredths.
    pub(super) trust: u8,
}

impl Hit<'_> {
    /// How the speaker stands to the words.
    pub(super) fn stance(&self) -> Stance {
        match self.word {
            CueWord::Verb(verb, _) => verb.stance,
            CueWord::Noun(noun) => noun.stance,
        }
    }

    pub(super) fn form(&self) -> Option<Form> {
        match self.word {
            CueWord::Verb(_, form) => Some(form),
            CueWord::Noun(_) => None,
        }
    }

    pub(super) fn is_finite(&self) -> bool {
        self.form()
            .is_some_and(|form| matches!(form.kind, FormKind::Perfect | FormKind::Imperfect))
    }

    pub(super) fn is_verb(&self) -> bool {
        matches!(self.word, CueWord::Verb(..))
    }

    pub(super) fn group(&self) -> Option<CueGroup> {
        match self.word {
            CueWord::Verb(verb, _) => Some(verb.group),
            CueWord::Noun(_) => None,
        }
    }

    pub(super) fn noun_kind(&self) -> Option<CueNounKind> {
        match self.word {
            CueWord::Noun(noun) => Some(noun.kind),
            CueWord::Verb(..) => None,
        }
    }

    pub(super) fn needs_clause(&self) -> bool {
        matches!(self.word, CueWord::Verb(verb, _) if verb.needs_clause)
    }
}

impl<'a> Scene<'a> {
    /// All cue words that can report, in text order.
    pub(super) fn hits(&self) -> Vec<Hit<'a>> {
        let mut hits = Vec::with_capacity(16);
        let mut around: Vec<usize> = Vec::new();
        let mut pairs = self.opening_in(0, usize::MAX).iter().peekable();
        for (number, stretch) in self.stretches.iter().enumerate() {
            let mut behind = stretch.first;
            for at in self.flagged(stretch, Class::Cue) {
                // Inside a longer cue.
                if at < behind {
                    continue;
                }
                let Some((word, next)) = self.cue(at) else {
                    continue;
                };
                while let Some(&&(open, pair)) = pairs.peek() {
                    if open > at {
                        break;
                    }
                    self.leave(&mut around, open.saturating_sub(1));
                    around.push(pair);
                    pairs.next();
                }
                self.leave(&mut around, at);
                let container = around
                    .iter()
                    .rev()
                    .copied()
                    .find(|&pair| self.pair(pair).is_some_and(|pair| pair.first <= at));
                let end = container
                    .and_then(|pair| self.pair(pair))
                    .map_or(stretch.end, |pair| pair.end.min(stretch.end));
                let first = container
                    .and_then(|pair| self.pair(pair))
                    .map_or(stretch.first, |pair| pair.first.max(stretch.first));
                if let Some(hit) = self.hit(at, next, word, (first, end), number, container) {
                    hits.push(hit);
                }
                behind = next;
            }
        }
        self.weed(&mut hits);
        hits
    }

    /// Takes the pairs off the stack that end at a token or before it.
    fn leave(&self, around: &mut Vec<usize>, at: usize) {
        while around
            .last()
            .and_then(|&pair| self.pair(pair))
            .is_some_and(|pair| pair.end <= at)
        {
            around.pop();
        }
    }

    fn hit(
        &self,
        at: usize,
        next: usize,
        word: CueWord<'a>,
        (first, end): (usize, usize),
        stretch: usize,
        container: Option<usize>,
    ) -> Option<Hit<'a>> {
        let initial = self.begins_clause(at, first);
        let mut hit = Hit {
            at,
            next,
            word,
            stretch,
            container,
            complement: Complement::None,
            stop: next,
            subject: None,
            before: false,
            initial,
            used: false,
            voice: None,
            trust: 0,
        };
        if !self.can_report(&hit, first) {
            return None;
        }
        let limit = end.min(next + REACH);
        let (complement, stop) = self.introduced(&hit, limit, self.farthest(&hit));
        hit.complement = complement;
        hit.stop = stop;
        match word {
            CueWord::Verb(verb, form) => {
                let near = self.introduces_soon(&hit);
                match form.kind {
                    FormKind::Masdar
                        if !near
                            || !self.introduces_as_noun(&hit)
                            || verb.needs_clause && !form.suffixed && !self.definite(at) =>
                    {
                        return None;
                    }
                    FormKind::Participle
                        if !(near || initial && form.agreement == Agreement::Masculine) =>
                    {
                        return None;
                    }
                    // «متابعة الأشغال، أن»: a feminine participle may be a noun of action.
                    FormKind::Participle
                        if form.agreement == Agreement::Feminine
                            && !self.is_punct(at.wrapping_sub(1))
                            && !self.introduces_within(&hit, 2) =>
                    {
                        return None;
                    }
                    _ => {}
                }
                if verb.needs_clause && (complement == Complement::None || !initial && !near) {
                    return None;
                }
                let needs = verb.needs_clause;
                // «الأرقام تبرز أن»: things show, they do not say.
                if form.kind == FormKind::Imperfect
                    && !initial
                    && verb.group != CueGroup::Contain
                    && !matches!(verb.lemma.chars().count(), 0..=3)
                    && !self.is_punct(at.wrapping_sub(1))
                    && self
                        .subject_before(at, first)
                        .is_none_or(|mention| mention.kind == MentionKind::Definite)
                    && self.function(at.wrapping_sub(1)).is_none()
                {
                    return None;
                }
                if matches!(form.kind, FormKind::Perfect | FormKind::Imperfect) {
                    self.set_subject(&mut hit, first, stop);
                }
                if needs && !self.introduces_at_once(&hit) {
                    return None;
                }
                // «ما يؤكد أن»: something shows it.
                if form.kind == FormKind::Imperfect
                    && !form.suffixed
                    && at > first
                    && matches!(complement, Complement::Clause(_))
                    && self.is_function(at - 1, FunctionKind::Relative)
                    && self.doc.host_key(at - 1).letter(0) == MEEM
                    && !self.definite(at - 1)
                    && hit.subject.is_none_or(|mention| mention.first < at)
                {
                    return None;
                }
                if verb.group == CueGroup::Relay && !self.relays(&hit) {
                    return None;
                }
                if verb.group == CueGroup::Contain && !self.contains(&mut hit, first, end) {
                    return None;
                }
            }
            CueWord::Noun(noun) => match noun.kind {
                CueNounKind::Particle => {
                    let from = self.preposition(next).unwrap_or(next);
                    hit.subject = self
                        .phrase_behind_preposition(from, limit)
                        .filter(|mention| mention.first < limit);
                    let own = hit.subject.map_or(next, |mention| mention.next);
                    hit.subject?;
                    // «وفق الألوان التي يختارونها، وسمي "كذا"»: marks that belong to another clause.
                    let far = matches!(hit.complement, Complement::Mark(pair)
                        if self.pair(pair).is_some_and(|pair| pair.open > own + 4));
                    if far {
                        hit.complement = Complement::None;
                    }
                    if hit.complement == Complement::None {
                        hit.stop = own;
                    }
                }
                CueNounKind::Noun => {
                    let near = match complement {
                        Complement::None => false,
                        Complement::Clause(at) | Complement::Colon(at) => at <= next + NEAR,
                        Complement::Mark(pair) => {
                            self.pair(pair).is_some_and(|pair| pair.open <= next + 6)
                        }
                    };
                    if !near {
                        return None;
                    }
                    if self
                        .noun(at)
                        .is_some_and(|noun| noun.kind == SpeakerNounKind::Document)
                    {
                        hit.subject = self.document_at(at, stop);
                    }
                }
                // «على حد قول فلان»; «حسب التعبير الرسمي» names nobody.
                CueNounKind::Phrase if self.pronoun_of(next - 1).is_none() => {
                    hit.subject = self.phrase(next, limit.min(next + 8));
                }
                CueNounKind::Phrase => {}
            },
        }
        Some(hit)
    }

    /// The last token at which what a cue introduces can begin: what begins later leaves a cue idle
    /// that reports only near its words.
    fn farthest(&self, hit: &Hit<'_>) -> usize {
        let far = match hit.word {
            CueWord::Verb(verb, form) => match form.kind {
                FormKind::Participle if hit.initial && form.agreement == Agreement::Masculine => {
                    REACH
                }
                FormKind::Masdar | FormKind::Participle => self.soon(hit),
                _ if verb.needs_clause && !hit.initial => self.soon(hit),
                _ => REACH,
            },
            CueWord::Noun(noun) if noun.kind == CueNounKind::Noun => NEAR,
            CueWord::Noun(_) => REACH,
        };
        hit.next + far
    }

    /// Whether a verb that hands on words has whom they come from, or somebody who can hand them on:
    /// «نقل الفائدة والإضافة» does not.
    fn relays(&self, hit: &Hit<'_>) -> bool {
        let CueWord::Verb(verb, _) = hit.word else {
            return true;
        };
        verb.preposition.is_some_and(|own| {
            (hit.next..hit.stop.min(hit.next + SOURCE)).any(|at| {
                self.doc.host_key(at) == own
                    || own.letters() == 1 && self.proclitic(at) == Some(own.letter(0))
            })
        }) || hit
            .subject
            .is_some_and(|mention| mention.kind != MentionKind::Definite && self.certain(&mention))
    }

    /// A phrase whose first word may carry the preposition: «وفقا للوزارة».
    fn phrase_behind_preposition(&self, at: usize, limit: usize) -> Option<Mention> {
        if let Some(mention) = self.phrase(at, limit) {
            return Some(mention);
        }
        if self.proclitic(at).is_some() {
            return self.prefixed(at, limit);
        }
        None
    }

    /// A phrase whose first word carries a preposition, read as if it did not.
    fn prefixed(&self, at: usize, limit: usize) -> Option<Mention> {
        let noun = self.noun(at);
        if noun.is_some_and(is_occasion) {
            return None;
        }
        self.phrase_at_prefixed(at, limit)
    }

    /// Whether a clause can begin at a token: behind punctuation, و, or a word that opens one.
    fn begins_clause(&self, at: usize, first: usize) -> bool {
        if at <= first || self.conjoined(at) {
            return true;
        }
        let before = at - 1;
        if self.is_punct(before) {
            return true;
        }
        if self.is_function(before, FunctionKind::Particle) {
            return !self.is_word(before.wrapping_sub(1)) || before <= first;
        }
        matches!(
            self.function(before).or_else(|| {
                // A phrase of two or three words can end here: «من جهته أكد».
                (2..=3).find_map(|n| {
                    let from = at.checked_sub(n).filter(|&from| from >= first)?;
                    self.function(from).filter(|(_, next)| *next == at)
                })
            }),
            Some((
                FunctionKind::Conjunction
                    | FunctionKind::Adverb
                    | FunctionKind::Topic
                    | FunctionKind::Break,
                _
            ))
        )
    }

    /// Whether the word stands where its form can report.
    fn can_report(&self, hit: &Hit<'_>, first: usize) -> bool {
        let at = hit.at;
        let Some(token) = self.token(at) else {
            return false;
        };
        let CueWord::Verb(verb, form) = hit.word else {
            return true;
        };
        let finite = matches!(form.kind, FormKind::Perfect | FormKind::Imperfect);
        // «بينها»
        if form.suffixed && self.function(at).is_some() {
            return false;
        }
        // «ما أسموه "كذا"», but «شاهد سموه»
        if form.suffixed
            && form.kind == FormKind::Perfect
            && form.agreement == Agreement::Plural
            && !self.is_function(at.wrapping_sub(1), FunctionKind::Relative)
        {
            return false;
        }
        // «القرار، الذي اقترحته الدولة، إلى»: what was said, in passing.
        if form.suffixed
            && finite
            && self.is_function(at.wrapping_sub(1), FunctionKind::Relative)
            && self.definite(at - 1)
        {
            return false;
        }
        // «أمله» is no «آملة».
        if form.kind == FormKind::Participle
            && form.agreement == Agreement::Feminine
            && self.ends(self.doc.surface(at), Ending::PronounMasculine)
        {
            return false;
        }
        if form.kind == FormKind::Masdar
            && matches!(
                verb.group,
                CueGroup::Speak | CueGroup::Contain | CueGroup::Relay | CueGroup::Title
            )
            || form.kind == FormKind::Masdar && verb.group == CueGroup::Opine && !form.suffixed
        {
            return false;
        }
        // «للتعبير عن»: a purpose, no report.
        if form.kind == FormKind::Masdar && self.proclitic(at) == Some(LAM) {
            return false;
        }
        if finite {
            // «بين البلدين»
            if !hit.initial && self.preposition(at).is_some() {
                return false;
            }
            // «وبين دمشق»: before a place or an indefinite word it is the preposition.
            if self.preposition(at).is_some()
                && (self.place_at(hit.next).is_some() && !self.is_name_word(hit.next))
            {
                return false;
            }
            if self.definite(at) && !self.is_cue_as_written(at) {
                return false;
            }
            if form.agreement == Agreement::Speaker && hit.container.is_none() {
                return false;
            }
            // ب and ك stand before nouns, ل and س before imperfects.
            if token.has(crate::lex::mark::PREPOSITION)
                && (form.kind == FormKind::Perfect
                    || matches!(self.proclitic(at), Some(letter) if letter != LAM))
            {
                return false;
            }
            if at > first {
                let before = at - 1;
                if self.preposition(before) == Some(at) {
                    return false;
                }
                // «عدم ذكر اسمه»
                if self.is_function(before, FunctionKind::Absence) {
                    return false;
                }
                // A bare letter with tatweel is a preposition too.
                if self.proclitic(before).is_some()
                    && self.token(before).is_some_and(|token| token.letters == 1)
                {
                    return false;
                }
            }
            // «يمكن أن يقول إن»: what may be said, unless «قبل أن يقول».
            if form.kind == FormKind::Imperfect
                && at > first + 1
                && self.complements(at - 1)
                && self.preposition(at - 2).is_none()
                && self
                    .function(at - 2)
                    .is_none_or(|(kind, _)| kind != FunctionKind::Adverb)
            {
                return false;
            }
            // «رفض ذكر اسمه»: no perfect stands right behind another.
            if form.kind == FormKind::Perfect
                && !hit.initial
                && at > first
                && self.finite_cue(at - 1)
                && !self.conjoined(at)
            {
                return false;
            }
            if form.kind == FormKind::Imperfect
                && verb.formula == Some(form.agreement)
                && !form.suffixed
                && (self.complements(self.skip_adverbs(hit.next, hit.next + 4))
                    || form.agreement == Agreement::Masculine && hit.initial && at <= first + 1)
            {
                return false;
            }
        } else if form.kind == FormKind::Participle
            && (self.definite(at)
                // «طالبا عدم كشف اسمه»
                || self.is_function(hit.next, FunctionKind::Absence)
                // «خارج مدينة "كذا"»
                || form.agreement != Agreement::Masculine
                    && at > first
                    && self.preposition(at - 1) == Some(at))
        {
            return false;
        }
        true
    }
}
