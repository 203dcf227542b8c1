//! Cue words in their context: which of them report, what they introduce, and their subjects.

use super::phrase::{Mention, MentionKind, is_occasion};
use super::scene::{Quoted, Scene};
use crate::chars::LAM;
use crate::lex::TokenKind;
use crate::lexicon::Class;
use crate::lexicon::cues::{
    Agreement, CueGroup, CueNounKind, CueWord, Form, FormKind, FunctionKind, SpeakerNounKind,
};

/// Tokens from a cue to what it introduces.
const REACH: usize = 64;
/// Tokens from a verb back to its subject.
const BEFORE: usize = 40;

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
}

impl Hit<'_> {
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
        let mut hits = Vec::new();
        let mut around: Vec<usize> = Vec::new();
        let mut pairs = self.opening_in(0, usize::MAX).iter().peekable();
        for (number, stretch) in self.stretches.iter().enumerate() {
            let mut from = stretch.first;
            while let Some(at) = self.next_cue(from, stretch.end) {
                from = at + 1;
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
                from = next.max(at + 1);
            }
        }
        self.weed(&mut hits);
        hits
    }

    /// The next word in `from..end` that can be a cue.
    fn next_cue(&self, from: usize, end: usize) -> Option<usize> {
        self.doc
            .tokens
            .get(from..end)?
            .iter()
            .position(|token| token.flags & Class::Cue.bit() != 0)
            .map(|step| from + step)
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

    /// Drops cues inside the clause that another one reports, and nouns beside a verb that introduces
    /// the same words: «وقال في تصريح: …».
    fn weed(&self, hits: &mut Vec<Hit<'a>>) {
        let mut keep = vec![true; hits.len()];
        for (at, hit) in hits.iter().enumerate() {
            let near = hits
                .get(at.saturating_sub(4)..)
                .unwrap_or_default()
                .iter()
                .take(9)
                .filter(|other| other.stretch == hit.stretch && other.container == hit.container);
            let nominal =
                !hit.is_verb() || hit.form().is_some_and(|form| form.kind == FormKind::Masdar);
            let announced = nominal
                && near.clone().any(|other| {
                    other.noun_kind() == Some(CueNounKind::Particle) && other.next == hit.at
                });
            let weak = nominal
                && hit.complement != Complement::None
                && hit.noun_kind() != Some(CueNounKind::Phrase)
                && near.clone().any(|other| {
                    other.at != hit.at
                        && other.is_verb()
                        && other
                            .form()
                            .is_some_and(|form| form.kind != FormKind::Masdar)
                        && other.complement == hit.complement
                });
            // «أن الأرقام تبرز أن», «أن النقاش أظهر أن»
            let named = hit.subject.is_some_and(|mention| {
                matches!(
                    mention.kind,
                    MentionKind::Named | MentionKind::Role | MentionKind::Anonymous
                ) && self.certain(&mention)
            });
            let embedded = !hit.initial
                && hit.is_verb()
                && hit.group() != Some(CueGroup::Label)
                && !named
                && near.clone().any(|other| {
                    other.at < hit.at
                        && matches!(other.complement, Complement::Clause(comp) if comp < hit.at)
                });
            // «وكتب مغردا»: the verb before it is the cue.
            let doubled = hit
                .form()
                .is_some_and(|form| form.kind == FormKind::Participle)
                && near.clone().any(|other| {
                    other.next == hit.at && other.is_finite() && other.complement == hit.complement
                });
            if weak || announced || embedded || doubled {
                if let Some(slot) = keep.get_mut(at) {
                    *slot = false;
                }
            }
        }
        let mut kept = keep.into_iter();
        hits.retain(|_| kept.next().unwrap_or(true));
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
        };
        if !self.can_report(&hit, first) {
            return None;
        }
        let limit = end.min(next + REACH);
        let (complement, stop) = self.introduced(&hit, limit);
        hit.complement = complement;
        hit.stop = stop;
        match word {
            CueWord::Verb(verb, form) => {
                let near = self.introduces_soon(&hit);
                match form.kind {
                    FormKind::Masdar if !near || !self.introduces_as_noun(&hit) => return None,
                    FormKind::Participle
                        if !(near || initial && form.agreement == Agreement::Masculine) =>
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
                    if hit.complement == Complement::None {
                        hit.stop = own;
                    }
                }
                CueNounKind::Noun => {
                    let near = match complement {
                        Complement::None => false,
                        Complement::Clause(at) | Complement::Colon(at) => at <= next + 14,
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
                CueNounKind::Phrase => {}
            },
        }
        Some(hit)
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
            && self.doc.surface(at).ends_with('ه')
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
            if verb.formula
                && form.kind == FormKind::Imperfect
                && form.agreement == Agreement::Masculine
                && !form.suffixed
                && (self.complements(hit.next) || hit.initial && at <= first + 1)
            {
                return false;
            }
        } else if form.kind == FormKind::Participle
            && (self.definite(at)
                // «خارج مدينة "كذا"»
                || form.agreement != Agreement::Masculine
                    && at > first
                    && self.preposition(at - 1) == Some(at))
        {
            return false;
        }
        true
    }

    /// Whether the complement follows the cue and its subject within a few words.
    fn introduces_at_once(&self, hit: &Hit<'_>) -> bool {
        let from = hit
            .subject
            .filter(|_| !hit.before)
            .map_or(hit.next, |mention| {
                let title = mention.title.map_or(0, |(_, end)| end);
                mention.next.max(hit.next).max(title)
            });
        let at = match hit.complement {
            Complement::None => return false,
            Complement::Clause(at) | Complement::Colon(at) => at,
            Complement::Mark(pair) => self.pair(pair).map_or(usize::MAX, |pair| pair.open),
        };
        at <= from + 3
    }

    /// «ألمح»: its first letters are no article.
    pub(super) fn is_cue_as_written(&self, at: usize) -> bool {
        self.doc
            .lexicon
            .root(self.doc.host_key(at))
            .is_some_and(|(_, flags)| flags & Class::Cue.bit() != 0)
    }

    /// Whether a maṣdar reaches its words as one does: «بقوله "…"», «التأكيد على "…"», not «دعوة "…"».
    fn introduces_as_noun(&self, hit: &Hit<'_>) -> bool {
        let Complement::Mark(pair) = hit.complement else {
            return true;
        };
        let Some(pair) = self.pair(pair) else {
            return false;
        };
        let before = pair.open.wrapping_sub(1);
        hit.form().is_some_and(|form| form.suffixed)
            || self.definite(hit.at)
            || before >= hit.next
                && (self.preposition(before).is_some()
                    || self.proclitic(before).is_some()
                        && self.token(before).is_some_and(|token| token.letters == 1))
    }

    /// Whether complementizer, colon or mark stand within a few words behind a nominal form.
    fn introduces_soon(&self, hit: &Hit<'_>) -> bool {
        let far = match hit.form().map(|form| form.kind) {
            Some(FormKind::Masdar) => 3,
            // «براءة مسجلة في البلاد»: an adjective.
            Some(FormKind::Participle)
                if !hit.initial
                    && hit
                        .form()
                        .is_some_and(|form| form.agreement != Agreement::Masculine) =>
            {
                2
            }
            _ => 12,
        };
        match hit.complement {
            Complement::None => false,
            Complement::Clause(at) | Complement::Colon(at) => at <= hit.next + far,
            Complement::Mark(pair) => self
                .pair(pair)
                .is_some_and(|pair| pair.open <= hit.next + far),
        }
    }

    /// What a cue introduces, and the token where that begins or the search ended.
    fn introduced(&self, hit: &Hit<'_>, limit: usize) -> (Complement, usize) {
        let mut at = hit.next;
        let mut comma = false;
        while at < limit {
            let Some(token) = self.token(at) else { break };
            if let Some(number) = self.opens_at(at) {
                let Some(pair) = self.pair(number) else { break };
                if self.is_name_in_passing(pair, at, hit, limit) {
                    at = pair.next.max(at + 1);
                    continue;
                }
                return (Complement::Mark(number), at);
            }
            match token.kind {
                TokenKind::Punct => {
                    match token.character() {
                        Some(':') => return (Complement::Colon(at), at + 1),
                        Some('؛' | ';' | '؟' | '?' | '!') => break,
                        Some('(') => {
                            if let Some(next) = self.behind_bracket(at, limit) {
                                at = next;
                                continue;
                            }
                        }
                        _ => comma = true,
                    }
                    at += 1;
                    continue;
                }
                TokenKind::Break | TokenKind::Quote => break,
                _ => {}
            }
            if let Some((kind, next)) = self.function(at) {
                match kind {
                    FunctionKind::Complementizer if !self.is_subordinate(at, hit) => {
                        return (Complement::Clause(at), next);
                    }
                    FunctionKind::Break if comma => break,
                    // «تقول فلانة، قبل أن تشدد على أن»: what follows is what the other verb says.
                    FunctionKind::Complementizer if comma && self.finite_cue(next) => break,
                    _ => {}
                }
                at = next;
                continue;
            }
            if at > hit.next && self.doc.is(at, Class::Cue) {
                if let Some((CueWord::Verb(verb, form), next)) = self.cue(at) {
                    let finite = matches!(form.kind, FormKind::Perfect | FormKind::Imperfect);
                    let begins = self.conjoined(at) || self.is_punct(at - 1);
                    let opens = finite && begins && !self.definite(at)
                        || form.kind == FormKind::Participle
                            && self.participle(at)
                            && self.is_punct(at - 1);
                    if opens && !(verb.needs_clause && form.suffixed) {
                        let _ = next;
                        break;
                    }
                }
            }
            at += 1;
        }
        (Complement::None, at)
    }

    /// Whether a short pair before the complement is a name: «قال "فلان" في», «لصحيفة "كذا"».
    fn is_name_in_passing(&self, pair: &Quoted, at: usize, hit: &Hit<'_>, limit: usize) -> bool {
        if !pair.closed || pair.len() > 6 || pair.next >= limit {
            return false;
        }
        // «ما أسموه "كذا"»: the name is what it says.
        let named =
            hit.group() == Some(CueGroup::Label) && hit.form().is_some_and(|form| form.suffixed);
        if at == hit.next && named {
            return false;
        }
        let behind = pair.next;
        // Something must follow that can still introduce speech.
        let goes_on = (behind..limit.min(behind + REACH))
            .any(|at| self.is_char(at, ':') || self.complements(at) || self.opens_at(at).is_some());
        if !goes_on {
            return false;
        }
        let before = at.wrapping_sub(1);
        if self.is_char(before, ':') || self.complements(before) {
            return false;
        }
        self.doc
            .lexicon
            .cues
            .announces(self.doc.forms(before))
            .is_some()
            || self.proclitic(before) == Some(LAM)
            || at == hit.next
            || self.noun(before).is_some()
            || self.preposition(before).is_some()
            || pair.len() <= 3 && self.is_word(before)
    }

    /// Whether أن at a token belongs to another word: «بعد أن», «يجب أن».
    fn is_subordinate(&self, at: usize, hit: &Hit<'_>) -> bool {
        let before = at.wrapping_sub(1);
        if before < hit.next {
            return false;
        }
        match self.function(before) {
            // إلى أن، على أن: the cue's own preposition; قبل أن، بعد أن are not.
            Some((FunctionKind::Governed, _)) => return false,
            Some((FunctionKind::Preposition, _)) => return true,
            _ => {}
        }
        matches!(
            self.function(before),
            Some((FunctionKind::Finite | FunctionKind::Conjunction, _))
        ) || self.looks_imperfect(before)
    }

    /// Finds the subject of a finite verb: behind it, else before it.
    fn set_subject(&self, hit: &mut Hit<'_>, first: usize, stop: usize) {
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
        let joined = self.conjoined(hit.at);
        let topic = joined && self.is_function(first, FunctionKind::Topic);
        if !hit.initial || topic {
            // «وكان فلان وصف المشكلة»: the subject stands before, the object behind.
            if let Some(mention) = self.subject_before(hit.at, first) {
                hit.subject = Some(mention);
                hit.before = true;
                return;
            }
        }
        // «وعبر عن مخاوفه»: what the verb governs follows at once, so its subject is known.
        if self.governs_at_once(hit) {
            return;
        }
        let firm = matches!(hit.group(), Some(CueGroup::Say | CueGroup::Ask));
        hit.subject = self
            .subject_behind(hit.next, stop)
            .filter(|mention| firm || self.certain(mention));
    }

    /// Whether the preposition of the verb stands right behind it.
    fn governs_at_once(&self, hit: &Hit<'_>) -> bool {
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
                && self
                    .token(at)
                    .is_some_and(|token| token.flags & !Class::Nisba.bit() & !Class::WEAK == 0)
                && (self.complements(at + 1) || self.is_char(at + 1, ':') || at + 1 >= stop)
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
    fn behind_prepositional(&self, at: usize, from: usize, stop: usize) -> usize {
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
    fn annexed(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        if !self.is_word(before) || self.function(before).is_some() {
            return false;
        }
        let closed = self.definite(before)
            || self.doc.is(before, Class::Place)
            || self.doc.is(before, Class::Date)
            || self.doc.is(before, Class::Nisba)
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
                    if !self.is_word(next) || next + 1 >= verb && at + 1 == next {
                        continue;
                    }
                    from = next;
                    firm = true;
                    break;
                }
                _ => {}
            }
        }
        if !firm && floor > first {
            return None;
        }
        let strong = |mention: &Mention| {
            firm || mention.kind != MentionKind::Named && mention.kind != MentionKind::Definite
                || Self::is_titled(mention)
                || mention.person.is_some()
                || self.doc.is(mention.first, Class::Given)
        };
        let found = self
            .subject_behind(from, verb)
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
    fn contains(&self, hit: &mut Hit<'_>, first: usize, end: usize) -> bool {
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
