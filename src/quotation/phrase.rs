//! The noun phrase that names who speaks: title and name, body, document, unnamed source.
//!
//! Names are often unknown, so the phrase is read by its build: a title is a head noun with its
//! genitive («وزير الصحة», «رئيس مجلس الإدارة»), closed by a definite word, a place or a body; the
//! first indefinite word behind a closed title begins the name. (E. Badawi, M. Carter, A. Gully,
//! Modern Written Arabic, 2.3: annexation; 2.2: apposition.)

use super::scene::Scene;
use crate::chars::{BA, KAF};
use crate::fold::Key;
use crate::lex::{TokenKind, mark};
use crate::lexicon::cues::{
    Agreement, CueWord, FormKind, FunctionKind, SpeakerNoun, SpeakerNounKind,
};
use crate::lexicon::{Class, Ending};

/// Longest phrase in tokens.
pub(super) const LONGEST: usize = 28;
/// Longest name in tokens.
pub(super) const NAME: usize = 7;

/// A phrase that names a source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub(super) kind: MentionKind,
    /// The name; of an unnamed source its head phrase.
    pub(super) first: usize,
    pub(super) end: usize,
    /// Title or function beside the name.
    pub(super) title: Option<(usize, usize)>,
    pub(super) agreement: Agreement,
    /// The person of the entity layer.
    pub(super) person: Option<usize>,
    /// The organization of the entity layer: the source, its issuer, or the one in the title.
    pub(super) organization: Option<usize>,
    /// Who issued the document.
    pub(super) issuer: Option<(usize, usize)>,
    /// «ذاته», or a definite noun that was named before.
    pub(super) same: bool,
    /// The first word is a name as written, whatever proclitics its reading has.
    pub(super) raw: bool,
    /// The token behind the phrase.
    pub(super) next: usize,
}

/// What a phrase names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MentionKind {
    /// A name.
    Named,
    /// A function without name: «رئيس الحكومة».
    Role,
    /// An organization.
    Body,
    /// A definite noun that can be a body, a family name or a document.
    Definite,
    Document,
    Anonymous,
    Group,
}

impl Mention {
    pub(super) fn new(kind: MentionKind, first: usize, end: usize) -> Self {
        Self {
            kind,
            first,
            end,
            title: None,
            agreement: Agreement::Unknown,
            person: None,
            organization: None,
            issuer: None,
            same: false,
            raw: false,
            next: end,
        }
    }
}

impl Scene<'_> {
    /// Whether a title stands before the name.
    pub(super) fn is_titled(mention: &Mention) -> bool {
        mention.title.is_some_and(|(from, _)| from < mention.first)
    }

    /// Reads the phrase at `at`, which ends before `limit` at the latest.
    pub(super) fn phrase(&self, at: usize, limit: usize) -> Option<Mention> {
        self.phrase_from(at, limit, false)
    }

    /// The same for a word that carries a preposition: «وفقا للوزارة».
    pub(super) fn phrase_at_prefixed(&self, at: usize, limit: usize) -> Option<Mention> {
        self.phrase_from(at, limit, true)
    }

    fn phrase_from(&self, at: usize, limit: usize, prefixed: bool) -> Option<Mention> {
        let limit = limit.min(at + LONGEST);
        let at = self.skip_adverbs(at, limit);
        if at >= limit {
            return None;
        }
        if let Some(pair) = self.opens_at(at).and_then(|pair| self.pair(pair)) {
            let words = (pair.first..pair.end).any(|at| {
                self.token(at)
                    .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Latin))
            });
            return (words && pair.closed && pair.len() <= NAME && pair.next <= limit).then(|| {
                // «"الدكتور سالم الحداد"»
                let titled = self
                    .noun(pair.first)
                    .is_some_and(|noun| noun.kind == SpeakerNounKind::Honorific)
                    .then(|| self.titled(pair.first, pair.end))
                    .filter(|mention| mention.kind == MentionKind::Named);
                let mut mention = titled.unwrap_or_else(|| self.named(pair.first, pair.end));
                mention.next = pair.next;
                self.apposition(&mut mention, limit);
                mention
            });
        }
        if !self
            .token(at)
            .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Latin))
        {
            return None;
        }
        let noun = self
            .noun(at)
            .filter(|noun| prefixed || !noun.stem.preposition);
        let role = self.doc.is(at, Class::Role);
        if let Some((kind, next)) = self.function(at) {
            return match kind {
                // «هذا الأخير», «هؤلاء الخبراء»
                FunctionKind::Pronoun if self.definite(next) => {
                    let mut mention = self.phrase(next, limit)?;
                    mention.same = true;
                    Some(mention)
                }
                _ => None,
            };
        }
        if let Some(person) = self.person_at(at) {
            return Some(self.with_person(at, at, person, limit));
        }
        if let Some(name) = self.behind_abbreviation(at, limit) {
            let mut mention = self.phrase(name, limit)?;
            if mention.kind == MentionKind::Definite {
                mention.kind = MentionKind::Named;
            }
            mention.title.get_or_insert((at, name));
            return Some(mention);
        }
        // «نفس المصدر», «ذات المتحدث»
        if self.is_same_word(at) && self.definite(at + 1) {
            let mut mention = self.phrase(at + 1, limit)?;
            mention.same = true;
            return Some(mention);
        }
        let kind = noun.map(|noun| noun.kind);
        let mut mention = match kind {
            Some(SpeakerNounKind::Document) if !role => self.document(at, limit),
            Some(SpeakerNounKind::Anonymous) if !role || !self.definite(at) => {
                self.unnamed(at, limit, MentionKind::Anonymous)
            }
            Some(SpeakerNounKind::Group) => self.unnamed(at, limit, MentionKind::Group),
            Some(SpeakerNounKind::Occasion) => return None,
            Some(
                SpeakerNounKind::Person | SpeakerNounKind::Honorific | SpeakerNounKind::Anonymous,
            ) => self.titled(at, limit),
            _ if role && !self.is_body_head(at) => self.titled(at, limit),
            _ => {
                if let Some(found) = self.body(at, limit) {
                    found
                } else if matches!(kind, Some(SpeakerNounKind::Addressee)) {
                    self.noun_phrase(at, limit, MentionKind::Body)
                } else if self.date_word(at) || self.finite_cue(at) {
                    return None;
                } else if self.suffixed(at) {
                    // «عن مخاوفه» is a thing of somebody's; «شقيقتها شيماء» has a name.
                    return (at + 1 < limit && self.is_given_name(at + 1))
                        .then(|| self.name_behind(at, at + 1, limit, Agreement::Unknown, None));
                } else if self.begins_with_article(at, prefixed) {
                    let named = (self.doc.is(at, Class::Family) || self.doc.is(at, Class::Given))
                        && !self.doc.is(at, Class::Date);
                    let mut mention = if named {
                        self.named(at, self.name_end(at, limit))
                    } else {
                        self.noun_phrase(at, limit, MentionKind::Definite)
                    };
                    let end = mention.end;
                    if !named && end < limit && self.is_given_name(end) {
                        // «الزائر عبدالله بن سعيد»
                        return Some(self.name_behind(at, end, limit, mention.agreement, None));
                    }
                    self.apposition(&mut mention, limit);
                    mention
                } else if self.is_plural_noun(at) {
                    // «مراقبون», «مختصون»
                    self.unnamed(at, limit, MentionKind::Group)
                } else if self.ends(self.doc.surface(at), Ending::Accusative) {
                    return None;
                } else {
                    let mut mention = self.named(at, self.name_end(at, limit));
                    self.apposition(&mut mention, limit);
                    mention
                }
            }
        };
        if let Some(noun) = noun {
            if mention.agreement == Agreement::Unknown {
                mention.agreement = noun.agreement;
            }
        }
        if self.is_function(mention.next, FunctionKind::Same) {
            mention.same = true;
            mention.next += 1;
        }
        Some(mention)
    }

    /// Words that may stand before the subject: «قال أمس», «وأضاف أيضا».
    pub(super) fn suffixed(&self, at: usize) -> bool {
        use crate::chars::{ALEF, HA};
        const MIM: u8 = 25;
        if self.is_name_word_here(at) {
            return false;
        }
        let host = self.doc.host(at);
        let key = match self.token(at) {
            // That of «للوزارة» has the article in full.
            Some(token) if token.is_word() && !token.has(mark::LIL) => self.doc.host_key(at),
            _ => Key::of(host),
        };
        let pronoun = |kind| {
            // ة is no pronoun, though it folds to the same letter.
            self.ends(host, kind) && !self.ends(host, Ending::Feminine)
        };
        if key.is_hashed() {
            return pronoun(Ending::PronounMasculine)
                || pronoun(Ending::PronounFeminine)
                || pronoun(Ending::PronounPlural);
        }
        let count = key.letters();
        if count < 4 {
            return false;
        }
        let (before, last) = (key.letter(count - 2), key.letter(count - 1));
        last == HA && pronoun(Ending::PronounMasculine)
            || before == HA && matches!(last, ALEF | MIM) && !self.ends(host, Ending::Feminine)
    }

    pub(super) fn is_name_word_here(&self, at: usize) -> bool {
        self.doc.is(at, Class::Given)
            || self.doc.is(at, Class::Family)
            || self.doc.is(at, Class::Place)
            || self.doc.is(at, Class::Organization)
    }

    pub(super) fn skip_adverbs(&self, at: usize, limit: usize) -> usize {
        let mut at = at;
        while at < limit {
            match self.function(at) {
                Some((FunctionKind::Adverb, next)) => at = next,
                // «قال الأحد إن», but «قال أحد السكان»
                _ if self.date_word(at)
                    && (self.noun(at).is_none() || self.definite(at) && self.is_unnamed(at)) =>
                {
                    at += 1;
                }
                _ => break,
            }
        }
        at
    }

    fn is_unnamed(&self, at: usize) -> bool {
        self.noun(at)
            .is_some_and(|noun| noun.kind == SpeakerNounKind::Anonymous)
    }

    pub(super) fn date_word(&self, at: usize) -> bool {
        self.doc.is(at, Class::Date)
            && !self.doc.is(at, Class::Given)
            && !self.doc.is(at, Class::Head)
            && self.function(at).is_none()
    }

    fn is_same_word(&self, at: usize) -> bool {
        self.noun(at)
            .is_some_and(|noun| noun.kind == SpeakerNounKind::Occasion)
            && Key::of(self.doc.host(at)).letters() <= 3
    }

    /// Whether a finite verb that reports stands at a token.
    pub(super) fn finite_cue(&self, at: usize) -> bool {
        // «وزير النقل»: with the article it is a noun.
        (!self.definite(at) || self.is_cue_as_written(at))
            // «كيري»: ك and ب stand before no verb.
            && !matches!(self.proclitic(at), Some(BA | KAF))
            && matches!(
                self.cue(at),
                Some((CueWord::Verb(_, form), _))
                    if matches!(form.kind, FormKind::Perfect | FormKind::Imperfect)
            )
    }

    /// One word taken as a name as it is written.
    pub(super) fn raw_name(&self, at: usize) -> Mention {
        let mut mention = Mention::new(MentionKind::Named, at, at + 1);
        mention.raw = true;
        mention
    }

    pub(super) fn named(&self, first: usize, end: usize) -> Mention {
        let mut mention = Mention::new(MentionKind::Named, first, end);
        mention.person = self.person_at(first);
        mention.raw = mention.person.is_none() && self.given_as_written(first);
        mention
    }

    /// A phrase from `at` whose name is a person that the entity layer found.
    pub(super) fn with_person(
        &self,
        at: usize,
        name: usize,
        person: usize,
        limit: usize,
    ) -> Mention {
        let end = self
            .sources
            .entities
            .people
            .get(person)
            .map_or(name + 1, |mention| self.token_behind(mention.span));
        // «كيلي على أن»: function words that are names too.
        let cut = (name + 1..end).find(|&at| self.complements(at)).map(|at| {
            if at > name + 1 && self.preposition(at - 1).is_some() {
                at - 1
            } else {
                at
            }
        });
        // «الشيخ علي الردفاني»: a form of address is no part of the name.
        let mut name = name;
        while name + 1 < end
            && self.definite(name)
            && self
                .noun(name)
                .is_some_and(|noun| noun.kind == SpeakerNounKind::Honorific)
        {
            name += 1;
        }
        let end = cut.unwrap_or_else(|| self.name_goes_on(name, end, limit));
        let mut mention = Mention::new(MentionKind::Named, name, end);
        mention.person = cut.is_none().then_some(person);
        if name > at {
            mention.title = Some((at, name));
        }
        self.apposition(&mut mention, limit);
        mention
    }

    /// «مؤسسة مطارات المدينة»: a function that heads the name of a body as well.
    fn is_body_head(&self, at: usize) -> bool {
        self.doc.is(at, Class::Head) && self.organization_at(at).is_some()
    }

    /// A body: an organization that the entity layer found, or a phrase with a head noun of one.
    fn body(&self, at: usize, limit: usize) -> Option<Mention> {
        if let Some(organization) = self.organization_at(at) {
            let span = self.sources.entities.organizations.get(organization)?.span;
            let end = self.token_behind(span);
            let mut mention = Mention::new(MentionKind::Body, at, end);
            mention.organization = Some(organization);
            return Some(mention);
        }
        if let Some(entry) = self.doc.entry(at, Class::Organization) {
            return Some(Mention::new(MentionKind::Body, at, entry.next));
        }
        if self.doc.is(at, Class::Head) {
            return Some(self.noun_phrase(at, limit, MentionKind::Body));
        }
        self.place_at(at)
            .filter(|_| !self.doc.is(at, Class::Given))
            .map(|next| Mention::new(MentionKind::Body, at, next))
    }

    /// A head noun with its genitives and adjectives.
    pub(super) fn noun_phrase(&self, at: usize, limit: usize, kind: MentionKind) -> Mention {
        let mut definite = self.definite(at);
        let mut end = at + 1;
        while end < limit && end < at + 8 {
            if let Some(pair) = self.opens_at(end).and_then(|pair| self.pair(pair)) {
                if pair.closed && pair.len() <= 4 && pair.next < limit && kind == MentionKind::Body
                {
                    end = pair.next;
                    // «جريدة "كذا" أكبر صحيفة»: the name closes the phrase.
                    definite = true;
                    continue;
                }
                break;
            }
            if !self.continues(end)
                || definite && !self.definite(end)
                || !self.definite(end) && self.is_news_verb(end)
            {
                break;
            }
            // An indefinite head is closed by one more word, or by a definite one.
            if end > at + 1
                && !self.definite(end)
                && !self.definite(end - 1)
                && kind == MentionKind::Group
            {
                break;
            }
            end += 1;
        }
        Mention::new(kind, at, end)
    }

    /// Whether a word can go on a phrase: no function word, verb, date, conjunction, preposition.
    pub(super) fn continues(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Latin))
            && self.function(at).is_none()
            && !self.conjoined(at)
            && self.proclitic(at).is_none()
            && !self.date_word(at)
            && !self.finite_cue(at)
            && !self.participle(at)
            && !self.masdar_with_pronoun(at)
            && !self.looks_imperfect(at)
    }

    /// «قوله»
    pub(super) fn masdar_with_pronoun(&self, at: usize) -> bool {
        matches!(
            self.cue(at),
            Some((CueWord::Verb(_, form), _)) if form.kind == FormKind::Masdar && form.suffixed
        )
    }

    /// Whether an adverbial participle that reports stands at a token.
    pub(super) fn participle(&self, at: usize) -> bool {
        matches!(
            self.cue(at),
            Some((CueWord::Verb(_, form), _))
                if form.kind == FormKind::Participle
                    && form.agreement == Agreement::Masculine
                    && !self.definite(at)
        )
    }

    /// «مصدر أمني», «السكان المحليون»: the head with its adjectives and genitives.
    fn unnamed(&self, at: usize, limit: usize, kind: MentionKind) -> Mention {
        let mut mention = self.noun_phrase(at, limit, kind);
        let single = mention.end == at + 1;
        if self.definite(at) && single {
            mention.same = kind == MentionKind::Anonymous;
        }
        // «مصادر من الوزارة», «مسؤول في الشركة», «عدد من السكان»
        let group = kind == MentionKind::Group && !self.function(at + 1).is_none();
        if (kind == MentionKind::Anonymous || group) && single && (group || !self.definite(at)) {
            if let Some(next) = self.preposition(mention.end) {
                if next < limit
                    && (group && self.continues(next) || self.definite(next))
                    && !self.noun(next).is_some_and(is_occasion)
                    && self.proclitic(next).is_none()
                {
                    mention.end = self.noun_phrase(next, limit, kind).end;
                    mention.next = mention.end;
                }
            }
        }
        // «مسؤول بالوزارة يدعى فلان» stays unnamed; «مسؤولو» takes a genitive.
        mention
    }

    pub(super) fn adjective(&self, at: usize) -> bool {
        self.doc.is(at, Class::Nisba)
    }
}

pub(super) fn is_occasion(noun: SpeakerNoun) -> bool {
    noun.kind == SpeakerNounKind::Occasion
}
