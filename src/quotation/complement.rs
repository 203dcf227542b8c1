//! What a cue introduces: a clause behind a complementizer, words behind a colon or in marks.

use super::hit::{Complement, Hit, REACH};
use super::phrase::MentionKind;
use super::scene::{Quoted, Scene};
use super::voice::agrees;
use crate::chars::LAM;
use crate::lex::{Token, TokenKind};
use crate::lexicon::Class;
use crate::lexicon::cues::{Agreement, CueGroup, CueWord, FormKind, FunctionKind};

impl Scene<'_> {
    /// Whether the complement follows the cue and its subject within a few words.
    pub(super) fn introduces_at_once(&self, hit: &Hit<'_>) -> bool {
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
        // «وبين الوزير سالم الحداد، في تصريح للجريدة، أن»
        let far = match hit.subject {
            Some(mention)
                if self.certain(&mention)
                    && hit.form().is_some_and(|form| {
                        form.kind == FormKind::Perfect
                            && (!hit.before || agrees(form.agreement, mention.agreement))
                    })
                    && matches!(
                        mention.kind,
                        MentionKind::Named | MentionKind::Role | MentionKind::Body
                    )
                    && (self.is_comma(from) || self.preposition(from).is_some()) =>
            {
                14
            }
            _ => 3,
        };
        at <= from + far
    }

    /// «ألمح»: its first letters are no article.
    pub(super) fn is_cue_as_written(&self, at: usize) -> bool {
        self.doc
            .lexicon
            .root(self.doc.host_key(at))
            .is_some_and(|(_, flags)| flags & Class::Cue.bit() != 0)
    }

    /// Whether a maṣdar reaches its words as one does: «بقوله "…"», «التأكيد على "…"», not «دعوة "…"».
    pub(super) fn introduces_as_noun(&self, hit: &Hit<'_>) -> bool {
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
    pub(super) fn introduces_soon(&self, hit: &Hit<'_>) -> bool {
        self.introduces_within(hit, self.soon(hit))
    }

    /// The tokens from a cue to the beginning of what it introduces soon.
    pub(super) fn soon(&self, hit: &Hit<'_>) -> usize {
        match hit.form().map(|form| form.kind) {
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
        }
    }

    /// Whether complementizer, colon or mark stand within some tokens.
    pub(super) fn introduces_within(&self, hit: &Hit<'_>, far: usize) -> bool {
        match hit.complement {
            Complement::None => false,
            Complement::Clause(at) | Complement::Colon(at) => at <= hit.next + far,
            Complement::Mark(pair) => self
                .pair(pair)
                .is_some_and(|pair| pair.open <= hit.next + far),
        }
    }

    /// What a cue introduces, and the token where that begins or the search ended: at the token
    /// `farthest` at the latest.
    pub(super) fn introduced(
        &self,
        hit: &Hit<'_>,
        limit: usize,
        farthest: usize,
    ) -> (Complement, usize) {
        let mut at = hit.next;
        let mut comma = false;
        let until = limit.min(farthest + 1);
        loop {
            at += self.idle(at, until);
            if at >= until {
                break;
            }
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
                    // «إذا نقلت كذا، فإن»: it opens the main clause, save behind «بحسب».
                    FunctionKind::Complementizer if self.conjoined_by_fa(at) && hit.is_verb() => {
                        break;
                    }
                    // «لكن السلطات تقول إن»: what the verb before it introduces.
                    FunctionKind::Complementizer if self.is_of_other_verb(at, hit) => break,
                    // «إن شاء الله»: a condition.
                    FunctionKind::Complementizer
                        if self.is_function(next, FunctionKind::Finite)
                            && self.doc.surface(at).starts_with('إ') => {}
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

    /// The number of tokens from `at` on that neither introduce anything nor report: words of neither
    /// kind, as most are.
    fn idle(&self, at: usize, limit: usize) -> usize {
        const TELLING: u16 = Class::Function.bit() | Class::Cue.bit();
        let tokens = self.doc.tokens.get(at..limit.min(self.doc.tokens.len()));
        let idle = |token: &&Token| {
            token.flags & TELLING == 0
                && !matches!(
                    token.kind,
                    TokenKind::Punct | TokenKind::Quote | TokenKind::Break
                )
        };
        tokens.unwrap_or_default().iter().take_while(idle).count()
    }

    /// Whether a short pair before the complement is a name: «قال "فلان" في», «لصحيفة "كذا"».
    pub(super) fn is_name_in_passing(
        &self,
        pair: &Quoted,
        at: usize,
        hit: &Hit<'_>,
        limit: usize,
    ) -> bool {
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

    /// Whether a complementizer stands right behind another finite cue, perhaps past its preposition.
    fn is_of_other_verb(&self, at: usize, hit: &Hit<'_>) -> bool {
        let mut before = at.wrapping_sub(1);
        if before > hit.next && self.is_function(before, FunctionKind::Governed) {
            before -= 1;
        }
        before > hit.next
            && before < at
            && self.finite_cue(before)
            && matches!(self.cue(before), Some((CueWord::Verb(_, form), next))
                if next <= at && form.kind == FormKind::Imperfect)
            && !self.is_name_word(before)
    }

    fn conjoined_by_fa(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            token.has(crate::lex::mark::CONJUNCTION)
                && !token.key.is_hashed()
                && token.key.letter(0) == crate::chars::FA
        })
    }

    /// Whether أن at a token belongs to another word: «بعد أن», «يجب أن».
    pub(super) fn is_subordinate(&self, at: usize, hit: &Hit<'_>) -> bool {
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
}
