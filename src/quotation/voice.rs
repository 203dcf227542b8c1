//! Who the sources are: names at their fullest, functions and pronouns traced to the one they mean.

use super::hit::Hit;
use super::names::{Holder, Names};
use super::phrase::{Mention, MentionKind};
use super::scene::Scene;
use super::types::{Speaker, SpeakerKind};
use crate::entity::{EntityId, EntityKind, Gender};
use crate::fold::Key;
use crate::lexicon::Class;
use crate::lexicon::cues::{Agreement, FormKind, SpeakerNounKind};
use crate::span::Span;

/// Voices that are looked at for an antecedent.
pub(super) const BACK: usize = 24;
/// Trust in a function or noun without a name that a pronoun goes back to.
const VAGUE: u8 = 78;
/// Trust in a frequent word that is part of a longer name in the article.
const PART: u8 = 88;
/// Trust in a form of address without a name.
const NOBODY: u8 = 30;
/// The lowest scores with which a speaker is named: of words in marks, and of reports, which mostly
/// stand near whoever is reported.
pub(super) const LEAST: u8 = 70;
pub(super) const LEAST_OF_REPORT: u8 = 45;
/// Holders of a function that are looked at on either side.
const HOLDERS: usize = 256;

/// A source with all that is known of it.
#[derive(Clone, Debug)]
pub(super) struct Voice {
    pub(super) name: String,
    pub(super) kind: SpeakerKind,
    pub(super) agreement: Agreement,
    pub(super) span: Option<Span>,
    pub(super) role: Option<Span>,
    pub(super) entity: Option<EntityId>,
    pub(super) organization: Option<EntityId>,
    /// Key of the title's head noun, for «الوزير» later.
    head: Option<Key>,
    /// Key of the word behind it.
    second: Option<Key>,
    /// Key of the first word of the name.
    pub(super) first: Option<Key>,
    /// How far the phrase is to be trusted as a name of its bearer, in hundredths.
    pub(super) trust: u8,
    /// The noun phrase before it was resolved.
    pub(super) phrase: MentionKind,
}

impl Voice {
    /// The speaker, if phrase and way to it are to be trusted enough; `trust` is that of the way,
    /// `least` the lowest score.
    pub(super) fn speaker(&self, mentioned: bool, trust: u8, least: u8) -> Option<Speaker> {
        let vague = !mentioned && matches!(self.phrase, MentionKind::Role | MentionKind::Definite);
        let score = share(share(self.trust, trust), if vague { VAGUE } else { 100 });
        (score >= least && !self.name.is_empty()).then(|| Speaker {
            span: self.span.filter(|_| mentioned),
            name: self.name.clone(),
            kind: self.kind,
            entity: self.entity,
            organization: self.organization,
            role: self.role.filter(|_| mentioned),
            score,
        })
    }
}

impl Scene<'_> {
    /// The voice of a phrase; `hit` is the cue whose subject it is.
    pub(super) fn voice_of(
        &self,
        mention: &Mention,
        hit: Option<&Hit<'_>>,
        names: &Names<'_>,
        voices: &[Voice],
    ) -> Voice {
        let (first, end) = (mention.first, mention.end);
        let mut voice = Voice {
            name: self.name_text(mention),
            kind: SpeakerKind::Person,
            agreement: self.agreement_of(mention, hit),
            span: Some(self.span(first, end)),
            role: mention.title.map(|(from, to)| self.trimmed_title(from, to)),
            entity: None,
            organization: mention
                .organization
                .and_then(|at| self.sources.entities.organizations.get(at))
                .map(|found| found.entity),
            head: mention.title.map(|(from, _)| self.doc.stem_key(from)),
            second: mention
                .title
                .filter(|(from, to)| to > &(from + 1))
                .map(|(from, _)| self.doc.stem_key(from + 1)),
            first: Some(self.stem(first)),
            trust: self.trust_in(mention),
            phrase: mention.kind,
        };
        if mention.raw {
            voice.span = self
                .token(first)
                .map(|token| Span::new(token.start(), self.cover(first, end).end()));
        }
        match mention.kind {
            MentionKind::Named => self.name_person(&mut voice, mention, names),
            MentionKind::Role => self.resolve_role(&mut voice, mention, names, voices),
            MentionKind::Body => {
                // «الراعي»: a body elsewhere, but the family name of somebody here.
                let single = mention.end == mention.first + 1 && mention.organization.is_none();
                let family = single
                    .then(|| names.fullest(&self.keys(mention.first, mention.end)))
                    .flatten()
                    .filter(|(keys, _)| keys.last() == Some(&self.doc.host_key(mention.first)));
                if let Some((_, name)) = family {
                    name.clone_into(&mut voice.name);
                    voice.phrase = MentionKind::Named;
                    voice.trust = PART;
                } else {
                    voice.kind = SpeakerKind::Org;
                    self.name_body(&mut voice, mention, voices);
                }
            }
            MentionKind::Definite => self.resolve_definite(&mut voice, mention, names, voices),
            MentionKind::Document => self.name_document(&mut voice, mention, voices),
            MentionKind::Anonymous => {
                voice.kind = SpeakerKind::Anonymous;
                if mention.same {
                    if let Some(before) = voices
                        .iter()
                        .rev()
                        .take(BACK)
                        .find(|before| before.kind == SpeakerKind::Anonymous)
                    {
                        voice.name.clone_from(&before.name);
                    } else if let Some(before) = voices
                        .last()
                        .filter(|before| before.kind == SpeakerKind::Person)
                    {
                        // «المصدر ذاته» for a named speaker.
                        let span = voice.span;
                        voice = before.clone();
                        voice.span = span;
                    }
                }
            }
            MentionKind::Group => voice.kind = SpeakerKind::Group,
        }
        voice
    }

    /// How far a phrase is to be trusted as one that names who speaks.
    fn trust_in(&self, mention: &Mention) -> u8 {
        match mention.kind {
            MentionKind::Named if mention.raw && !Self::is_titled(mention) => 80,
            MentionKind::Named
                if mention.end == mention.first + 1 && self.is_common(mention.first) =>
            {
                30
            }
            MentionKind::Named if mention.person.is_some() => 95,
            MentionKind::Named if Self::is_titled(mention) => 94,
            MentionKind::Named if self.is_name_word(mention.first) => 85,
            MentionKind::Named if mention.title.is_some() => 84,
            MentionKind::Named if self.is_common(mention.first) => 40,
            MentionKind::Named => 84,
            MentionKind::Role => 88,
            MentionKind::Body if mention.organization.is_some() => 93,
            MentionKind::Body => 80,
            MentionKind::Definite => 78,
            MentionKind::Document => 89,
            MentionKind::Anonymous => 90,
            MentionKind::Group => 86,
        }
    }

    fn trimmed_title(&self, from: usize, to: usize) -> Span {
        let mut to = to;
        while to > from + 1
            && self
                .noun(to - 1)
                .is_some_and(|noun| noun.kind == SpeakerNounKind::Honorific)
        {
            to -= 1;
        }
        self.cover(from, to)
    }

    /// Gender and number, from the verb before its subject, else from the noun.
    fn agreement_of(&self, mention: &Mention, hit: Option<&Hit<'_>>) -> Agreement {
        if let Some(person) = mention.person {
            let entity = self
                .sources
                .entities
                .people
                .get(person)
                .and_then(|mention| self.sources.entities.entities.get(mention.entity.index()));
            if let Some(entity) = entity {
                match entity.kind {
                    EntityKind::Person {
                        gender: Some(Gender::Feminine),
                    } => return Agreement::Feminine,
                    EntityKind::Person {
                        gender: Some(Gender::Masculine),
                    } => return Agreement::Masculine,
                    _ => {}
                }
            }
        }
        // «قال المؤيدون»: the verb before its subject shows no number.
        let many = self.is_masculine_plural(mention.title.map_or(mention.first, |(from, _)| from));
        if mention.agreement == Agreement::Plural || many {
            return Agreement::Plural;
        }
        match hit.and_then(Hit::form) {
            Some(form)
                if matches!(form.kind, FormKind::Perfect | FormKind::Imperfect)
                    && matches!(form.agreement, Agreement::Masculine | Agreement::Feminine) =>
            {
                form.agreement
            }
            _ => mention.agreement,
        }
    }

    fn name_person(&self, voice: &mut Voice, mention: &Mention, names: &Names<'_>) {
        let person = mention
            .person
            .and_then(|person| self.sources.entities.people.get(person));
        if let Some(found) = person {
            voice.entity = Some(found.entity);
            // «فيصل»: the mention knows where its name begins.
            voice.span = voice.span.map(|span| {
                let start = found.span.start();
                if start < span.start() && self.doc.token_from(start) == mention.first {
                    Span::new(start, span.end())
                } else {
                    span
                }
            });
            if let Some(entity) = self.sources.entities.entities.get(found.entity.index()) {
                // A name that was read further than the entity's is the fuller one.
                // «جون بيلي» is no other «جون».
                let read_on = self.token_behind(found.span)..mention.end;
                let mut beyond = read_on.map(|at| self.doc.host_key(at));
                let same = !self.doc.is(mention.first, Class::Given)
                    || beyond.all(|key| entity.name.split(' ').any(|word| Key::of(word) == key));
                if same && entity.name.split(' ').count() >= mention.end - mention.first {
                    voice.name.clone_from(&entity.name);
                }
            }
            if voice.organization.is_none() {
                voice.organization = found.organization;
            }
            if voice.role.is_none() {
                voice.role = found.role;
            }
        }
        if let Some(name) = names.fullest_of(&voice.name) {
            name.clone_into(&mut voice.name);
        }
        // A frequent word that is part of a longer name here.
        let part = mention.end == mention.first + 1 && mention.person.is_some();
        if part && voice.trust < PART && voice.name.contains(' ') {
            voice.trust = PART;
        }
    }

    /// «رئيس الحكومة», «الوزير»: the person who was named with that function.
    fn resolve_role(
        &self,
        voice: &mut Voice,
        mention: &Mention,
        names: &Names<'_>,
        voices: &[Voice],
    ) {
        let head = self.stem(mention.first);
        let second = (mention.end > mention.first + 1).then(|| self.stem(mention.first + 1));
        voice.head = Some(head);
        voice.second = second;
        // «والد سالم» is nobody else's function.
        if !self.definite(mention.first) && self.noun(mention.first).is_some_and(|noun| noun.kin) {
            return;
        }
        let span = voice.span;
        let by_title = voices.iter().rev().take(BACK).find(|before| {
            before.kind == SpeakerKind::Person
                && before.phrase == MentionKind::Named
                && before.head == Some(head)
                && (second.is_none() || before.second == second || before.second.is_none())
        });
        let known = by_title
            .cloned()
            .or_else(|| self.holder_by_title(mention, head, second, names))
            .or_else(|| self.holder(mention, head, second, names));
        let known = known.or_else(|| {
            // «الخبير», «المتحدث ذاته»: the last one who spoke.
            mention
                .same
                .then(|| {
                    voices
                        .last()
                        .filter(|before| {
                            before.kind == SpeakerKind::Person
                                && agrees(voice.agreement, before.agreement)
                        })
                        .cloned()
                })
                .flatten()
        });
        if let Some(known) = known {
            *voice = known;
            voice.span = span;
            voice.phrase = MentionKind::Named;
        } else if mention.end == mention.first + 1
            && self.suffixed(mention.first)
            && self
                .noun(mention.first)
                .is_some_and(|noun| noun.kind == SpeakerNounKind::Honorific)
        {
            // «معاليه» names nobody by itself.
            voice.trust = NOBODY;
        }
    }

    /// The one who is named with the function of the phrase, before it rather than behind.
    fn holder_by_title(
        &self,
        mention: &Mention,
        head: Key,
        second: Option<Key>,
        names: &Names<'_>,
    ) -> Option<Voice> {
        let fits = |holder: &&Holder| {
            holder.head == head && (second.is_none() || holder.second == second) && !holder.former
        };
        let before = names
            .holders
            .partition_point(|holder| holder.mention.first < mention.first);
        // The same title first, then one with an adjective more.
        let words = mention.end - mention.first;
        let same = |holder: &&Holder| {
            fits(holder)
                && holder
                    .mention
                    .title
                    .is_some_and(|(from, to)| to - from == words)
        };
        let (earlier, later) = (names.holders.get(..before)?, names.holders.get(before..)?);
        let found = earlier
            .iter()
            .rev()
            .take(HOLDERS)
            .find(same)
            .or_else(|| later.iter().take(HOLDERS).find(same))
            .or_else(|| earlier.iter().rev().take(HOLDERS).find(fits))
            .or_else(|| later.iter().take(HOLDERS).find(fits))?;
        Some(self.voice_of(&found.mention, None, names, &[]))
    }

    /// A person of the entity layer whose function is the one of the phrase.
    fn holder(
        &self,
        mention: &Mention,
        head: Key,
        second: Option<Key>,
        names: &Names<'_>,
    ) -> Option<Voice> {
        let entities = self.sources.entities;
        let start = self.token(mention.first)?.start();
        let fits = |person: &&crate::entity::PersonMention| {
            // «أم» and the like are no whole names.
            let named = self
                .doc
                .tokens_in(person.span)
                .any(|at| self.token(at).is_some_and(|token| token.letters > 2));
            named
                && person.role.is_some_and(|role| {
                    let tokens = self.doc.tokens_in(role);
                    let start = tokens.start;
                    tokens.clone().any(|at| {
                        // «الرئيس التنفيذي لمؤسسة كذا» is no «مؤسسة كذا».
                        (at == start
                            || self.doc.is(at, Class::Role) && self.proclitic(at).is_none())
                            && self.stem(at) == head
                            && second.is_none_or(|second| {
                                at + 1 < tokens.end && self.stem(at + 1) == second
                            })
                    })
                })
        };
        let before = entities
            .people
            .partition_point(|person| person.span.start() < start);
        let near = entities
            .people
            .get(..before)?
            .iter()
            .rev()
            .take(BACK * 2)
            .find(fits)
            .or_else(|| entities.people.get(before..)?.iter().take(BACK).find(fits))?;
        let at = self.doc.token_from(near.span.start());
        let at = if self
            .token(at)
            .is_some_and(|t| t.start() > near.span.start())
        {
            at.saturating_sub(1)
        } else {
            at
        };
        let mut found = Mention {
            kind: MentionKind::Named,
            first: at,
            end: self.token_behind(near.span),
            ..*mention
        };
        found.person = entities
            .people
            .iter()
            .position(|person| person.span == near.span);
        found.title = near.role.map(|role| {
            let tokens = self.doc.tokens_in(role);
            (tokens.start, tokens.end)
        });
        Some(self.voice_of(&found, None, names, &[]))
    }

    fn name_body(&self, voice: &mut Voice, mention: &Mention, voices: &[Voice]) {
        if let Some(id) = voice.organization {
            voice.entity = Some(id);
            if let Some(entity) = self.sources.entities.entities.get(id.index()) {
                voice.name.clone_from(&entity.name);
                return;
            }
        }
        self.as_before(voice, mention, voices);
    }

    /// «الحزب» for «حزب العمال»: a definite head noun of a body that spoke.
    fn as_before(&self, voice: &mut Voice, mention: &Mention, voices: &[Voice]) -> bool {
        if mention.end != mention.first + 1 || !self.definite(mention.first) {
            return false;
        }
        let stem = self.stem(mention.first);
        let before = voices.iter().rev().take(BACK).find(|before| {
            before.first == Some(stem)
                && matches!(before.kind, SpeakerKind::Org | SpeakerKind::Group)
        });
        if let Some(before) = before {
            voice.name.clone_from(&before.name);
            voice.kind = before.kind;
            voice.entity = before.entity;
            voice.organization = before.organization;
            return true;
        }
        false
    }

    /// A definite noun that no lexicon knows: family name, body, group or thing.
    fn resolve_definite(
        &self,
        voice: &mut Voice,
        mention: &Mention,
        names: &Names<'_>,
        voices: &[Voice],
    ) {
        let first = self.words_in(mention.first, mention.end).next();
        if let Some(key) = first {
            if let Some((_, name)) = names.fullest(&[key]) {
                name.clone_into(&mut voice.name);
                voice.span = Some(self.span(mention.first, mention.first + 1));
                voice.phrase = MentionKind::Named;
                return;
            }
        }
        if let Some(id) = voice.organization {
            voice.kind = SpeakerKind::Org;
            voice.entity = Some(id);
            return;
        }
        voice.kind = SpeakerKind::Org;
        if self.as_before(voice, mention, voices) {
            return;
        }
        if self.sound_plural(mention.first) && mention.agreement != Agreement::Masculine {
            voice.kind = SpeakerKind::Group;
        }
    }

    fn name_document(&self, voice: &mut Voice, mention: &Mention, voices: &[Voice]) {
        voice.kind = SpeakerKind::Document;
        if let Some((from, to)) = mention.issuer {
            voice.name = self.text(from, to);
            if let Some(id) = voice.organization {
                if let Some(entity) = self.sources.entities.entities.get(id.index()) {
                    voice.name.clone_from(&entity.name);
                }
                voice.entity = Some(id);
            } else if let Some(person) = mention
                .person
                .and_then(|person| self.sources.entities.people.get(person))
            {
                voice.entity = Some(person.entity);
                if let Some(entity) = self.sources.entities.entities.get(person.entity.index()) {
                    voice.name.clone_from(&entity.name);
                }
            } else if let Some(before) = voices.iter().rev().take(BACK).find(|before| {
                before.first == Some(self.stem(from)) && before.kind == SpeakerKind::Org
            }) {
                voice.name.clone_from(&before.name);
            }
        } else if mention.next > mention.end
            || !self.definite(mention.first)
                && (mention.first + 1..mention.end).all(|at| self.adjective(at))
        {
            // «في بيان لها»: the body that the article speaks of.
            if let Some(before) = voices
                .last()
                .filter(|before| before.kind == SpeakerKind::Org)
            {
                voice.name.clone_from(&before.name);
                voice.entity = before.entity;
                voice.organization = before.organization;
            }
        }
    }

    /// Whether a token's word is a name in the lexicon.
    pub(super) fn is_name_word(&self, at: usize) -> bool {
        self.doc.is(at, Class::Given) || self.doc.is(at, Class::Family)
    }
}

/// Whether a verb form can have such a subject.
pub(super) const fn agrees(verb: Agreement, subject: Agreement) -> bool {
    !matches!(
        (verb, subject),
        (Agreement::Masculine, Agreement::Feminine)
            | (Agreement::Feminine, Agreement::Masculine)
            | (
                Agreement::Plural,
                Agreement::Masculine | Agreement::Feminine
            )
            | (
                Agreement::Masculine | Agreement::Feminine,
                Agreement::Plural
            )
    )
}

/// A share of a trust, both in hundredths.
pub(super) fn share(trust: u8, of: u8) -> u8 {
    u8::try_from(u16::from(trust) * u16::from(of) / 100).unwrap_or(100)
}
