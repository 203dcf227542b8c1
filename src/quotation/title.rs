//! Titles with their names: before a name, in apposition behind it, and where the name ends.

use super::phrase::{Mention, MentionKind, NAME, is_occasion};
use super::scene::Scene;
use crate::chars::LAM;
use crate::fold::Key;
use crate::lexicon::cues::{Agreement, FunctionKind, SpeakerNounKind};
use crate::lexicon::names::bits;
use crate::lexicon::{Class, Ending};

/// Letters that no single word of a name has behind its first.
const LONG: u8 = 10;

impl Scene<'_> {
    /// A title, with the name behind it or in apposition.
    pub(super) fn titled(&self, at: usize, limit: usize) -> Mention {
        let mut closed = self.definite(at)
            || self
                .noun(at)
                .is_some_and(|noun| noun.kind == SpeakerNounKind::Honorific);
        let mut agreement = self
            .noun(at)
            .map_or(Agreement::Unknown, |noun| noun.agreement);
        let mut organization = None;
        let mut end = at + 1;
        // Behind a preposition a mark holds no name of the person.
        let mut direct = true;
        let mut head_end = None;
        if !self.definite(at) && self.noun(at).is_some_and(|noun| noun.kin) {
            // «والد الطفل سالم»: known by him, not called so.
            let other = self
                .phrase(end, limit)
                .filter(|other| other.kind == MentionKind::Named);
            if let Some(other) = other {
                let mut mention = Mention::new(MentionKind::Role, at, other.end);
                mention.agreement = agreement;
                mention.next = other.next.max(other.end);
                return mention;
            }
        }
        // The last noun behind a preposition that nothing has closed.
        let mut governed = None;
        while end < limit {
            if let Some(person) = self.person_at(end) {
                let inside = organization.is_some_and(|found: usize| {
                    self.sources
                        .entities
                        .organizations
                        .get(found)
                        .is_some_and(|o| self.token_behind(o.span) > end)
                });
                // «المصاب بمرض نادر»: an adjective of an indefinite noun.
                let adjective = !closed
                    && governed == end.checked_sub(1)
                    && self
                        .sources
                        .entities
                        .people
                        .get(person)
                        .is_some_and(|person| self.token_behind(person.span) == end + 1);
                if !inside && (adjective || self.annexed_to_place(end, at)) {
                    // «مطار الملك فهد الدولي»
                    let behind = self
                        .sources
                        .entities
                        .people
                        .get(person)
                        .map_or(end + 1, |person| self.token_behind(person.span));
                    end = behind.max(end + 1);
                    closed = true;
                    continue;
                }
                if !inside {
                    let mut mention = self.with_person(at, end, person, limit);
                    mention.organization = organization;
                    return mention;
                }
            }
            if let Some(pair) = self.opens_at(end).and_then(|pair| self.pair(pair)) {
                if !pair.closed || pair.len() > NAME || pair.next > limit {
                    break;
                }
                let last = !self.continues(pair.next) || pair.next >= limit;
                if closed && direct && last {
                    let mut mention = self.named(pair.first, pair.end);
                    mention.title = Some((at, end));
                    mention.organization = organization;
                    mention.next = pair.next;
                    return mention;
                }
                end = pair.next;
                closed = true;
                continue;
            }
            if self.is_char(end, '(') {
                match self.behind_bracket(end, limit) {
                    Some(next) => {
                        end = next;
                        continue;
                    }
                    None => break,
                }
            }
            // «الأستاذ / سالم الحداد»
            if self.is_char(end, '/')
                && end + 1 < limit
                && self
                    .noun(end - 1)
                    .is_some_and(|noun| noun.kind == SpeakerNounKind::Honorific)
            {
                end += 1;
                closed = true;
                direct = true;
                continue;
            }
            if self.is_punct(end) {
                break;
            }
            if let Some(name) = self.behind_abbreviation(end, limit) {
                end = name;
                closed = true;
                direct = true;
                continue;
            }
            if let Some((kind, next)) = self.function(end) {
                if kind == FunctionKind::Behalf && next < limit {
                    end = next;
                    closed = false;
                    continue;
                }
                if kind.is_preposition()
                    && next < limit
                    && !self.noun(next).is_some_and(is_occasion)
                    && self.title_preposition(end)
                {
                    head_end.get_or_insert(end);
                    end = next;
                    closed = false;
                    direct = false;
                    continue;
                }
                break;
            }
            if let Some(found) = self.organization_at(end) {
                if let Some(mention) = self.sources.entities.organizations.get(found) {
                    organization = Some(found);
                    end = self.token_behind(mention.span).max(end + 1);
                    closed = true;
                    continue;
                }
            }
            let noun = self.noun(end);
            // «علم الاجتماع»: annexed to a definite word that is no family name; «المصاب بمرض نادر».
            let annexes = !closed
                && (self.definite(end + 1)
                    && !self.doc.is(end + 1, Class::Family)
                    && !self.doc.is(end + 1, Class::Role)
                    || governed.is_some() && governed == end.checked_sub(1));
            if self.doc.is(end, Class::Given)
                && !self.definite(end)
                && (closed || noun.is_none())
                && !annexes
                && !self.is_function_before_more(end)
            {
                if self.annexed_to_place(end, at) {
                    end += 1;
                    closed = true;
                    continue;
                }
                return self.name_behind(at, end, limit, agreement, organization);
            }
            if let Some(next) = self.place_at(end) {
                if noun.is_none() && !(closed && self.doc.is(end, Class::Family)) {
                    end = next.max(end + 1);
                    closed = true;
                    continue;
                }
            }
            if noun.is_some_and(|noun| noun.kind == SpeakerNounKind::Honorific) {
                closed = true;
                direct = true;
                end += 1;
                continue;
            }
            if self.date_word(end) && !self.definite(end) && closed
                || self.finite_cue(end)
                || self.participle(end)
                || self.looks_imperfect(end)
                || self.masdar_with_pronoun(end)
            {
                break;
            }
            if closed && self.given_as_written(end) && self.person_at(end).is_none() {
                return self.name_behind(at, end, limit, agreement, organization);
            }
            if self.conjoined(end) {
                // «وزير الخارجية والتعاون»
                if !self.definite(end) {
                    break;
                }
                end += 1;
                continue;
            }
            if let Some(letter) = self.proclitic(end) {
                if noun.is_some_and(|noun| {
                    matches!(
                        noun.kind,
                        SpeakerNounKind::Occasion | SpeakerNounKind::Addressee
                    )
                }) {
                    break;
                }
                head_end.get_or_insert(end);
                closed = self.definite(end);
                governed = Some(end);
                direct = letter == crate::chars::BA && closed;
                end += 1;
                continue;
            }
            if self.definite(end) {
                closed = true;
                end += 1;
                continue;
            }
            if let Some(noun) = noun.filter(|noun| !noun.stem.article) {
                if noun.kind == SpeakerNounKind::Occasion {
                    break;
                }
                if agreement == Agreement::Unknown {
                    agreement = noun.agreement;
                }
                closed = false;
                end += 1;
                continue;
            }
            if self.doc.is(end, Class::Role)
                || self.doc.is(end, Class::Head)
                || self.doc.is(end, Class::Nisba) && !closed
            {
                closed = false;
                end += 1;
                continue;
            }
            if closed && self.suffixed(end) && end + 1 < limit && self.is_given_name(end + 1) {
                // «الوزير المنتهية مهامه فلان»
                end += 1;
                continue;
            }
            if closed && (self.suffixed(end) || self.is_thing(end)) {
                break;
            }
            if closed && self.governs_unseen(end) {
                // «المكلف بحقوق الإنسان»
                head_end.get_or_insert(end);
                closed = false;
                governed = Some(end);
                direct = false;
                end += 1;
                continue;
            }
            if closed {
                return self.name_behind(at, end, limit, agreement, organization);
            }
            end += 1;
        }
        // «الأستاذ الشايع»
        let honorific = self
            .noun(at)
            .is_some_and(|noun| noun.kind == SpeakerNounKind::Honorific);
        if honorific
            && end > at + 1
            && end <= at + 3
            && head_end.is_none()
            && self.noun(at + 1).is_none()
            && !self.adjective(at + 1)
            && !self.doc.is(at + 1, Class::Role)
        {
            let mut mention = self.named(at + 1, end);
            mention.title = Some((at, at + 1));
            mention.agreement = agreement;
            return mention;
        }
        let mut mention = Mention::new(MentionKind::Role, at, head_end.unwrap_or(end).min(end));
        mention.agreement = agreement;
        mention.organization = organization;
        mention.next = end;
        mention.same = (self.definite(at) || self.suffixed(at)) && mention.end == at + 1;
        // «رئيس الخبراء في البنك، شانتا ديفيرجان، أن»
        if let Some(comma) = self.next_comma(end, limit) {
            if let Some((first, last)) = self.apposed_name(comma + 1, limit) {
                let mut named = self.named(first, last);
                named.title = Some((at, mention.end));
                named.agreement = agreement;
                named.organization = organization;
                return named;
            }
        }
        mention
    }

    /// Whether a name inside a title belongs to the place or body before it: «مطار الملك فهد
    /// الدولي», «جامعة فلان».
    fn annexed_to_place(&self, name: usize, title: usize) -> bool {
        let mut head = name.wrapping_sub(1);
        if head > title
            && self
                .noun(head)
                .is_some_and(|noun| noun.kind == SpeakerNounKind::Honorific)
            || self.doc.is(head, Class::Role) && self.definite(head)
        {
            head = head.wrapping_sub(1);
        }
        head > title
            && !self.definite(head)
            && (self.doc.is(head, Class::Head)
                || self.doc.lexicon.names.word(self.doc.host_key(head)) & bits::PLACE_INSIDE != 0)
            && !self.doc.is(head, Class::Role)
    }

    /// «رئيس الحكومة استقالة فلان»: a frequent noun in ة behind a title is no name.
    fn is_thing(&self, at: usize) -> bool {
        self.is_common(at) && self.ends(self.doc.surface(at), Ending::Feminine)
    }

    /// Whether an unknown word carries a preposition: ب or ل before an annexed noun, behind a
    /// definite word.
    fn governs_unseen(&self, at: usize) -> bool {
        // «بوزارةالتربية»: words written together.
        let long = self
            .token(at)
            .is_some_and(|token| token.letters >= LONG && token.flags == 0)
            && self.doc.surface(at).starts_with(['ب', 'ل']);
        if long {
            return true;
        }
        let names = &self.doc.lexicon.names;
        self.token(at).is_some_and(|token| {
            token.flags == 0
                && !token.key.is_hashed()
                && token.letters >= 4
                && matches!(token.key.letter(0), crate::chars::BA | LAM)
                && self.definite(at.wrapping_sub(1))
                && (self.definite(at + 1) && !self.doc.is(at + 1, Class::Family)
                    || names.word(token.key.skip(1)) & bits::COMMON != 0)
        })
    }

    pub(super) fn name_behind(
        &self,
        at: usize,
        name: usize,
        limit: usize,
        agreement: Agreement,
        organization: Option<usize>,
    ) -> Mention {
        let mut mention = self.named(name, self.name_end(name, limit));
        mention.title = Some((at, name));
        mention.agreement = agreement;
        mention.organization = organization;
        mention
    }

    /// Prepositions that go on a title: «المدير في الشركة», «المسؤول عن المفاوضات».
    pub(super) fn title_preposition(&self, at: usize) -> bool {
        let surface = self.doc.host(at);
        Key::of(surface).letters() <= 3
    }

    /// The token behind a round bracket.
    pub(super) fn behind_bracket(&self, at: usize, limit: usize) -> Option<usize> {
        (at + 1..limit.min(at + 12))
            .find(|&end| self.is_char(end, ')'))
            .map(|end| end + 1)
    }

    /// The end of the name that starts at a token.
    pub(super) fn name_end(&self, at: usize, limit: usize) -> usize {
        if let Some(person) = self.person_at(at) {
            if let Some(mention) = self.sources.entities.people.get(person) {
                return self.token_behind(mention.span);
            }
        }
        let mut end = at + 1;
        while end < limit && end < at + NAME {
            let known = (self.doc.is(end, Class::Given) || self.doc.is(end, Class::Family))
                && !self.complements(end);
            if self.is_char(end, '-') && self.doc.is_glued(end) && self.doc.is_glued(end + 1) {
                end += 2;
                continue;
            }
            if !known && (!self.continues(end) || self.suffixed(end) || self.conjoined(end)) {
                break;
            }
            // «عصام الملا رئيس البلدية»: a family name that is a title as well.
            let family = end == at + 1
                && self.definite(end)
                && self.doc.is(at, Class::Given)
                && (self.doc.is(end + 1, Class::Role) || self.complements(end + 1));
            if family {
                return end + 1;
            }
            if self.noun(end).is_some() && !known
                || self.doc.is(end, Class::Role)
                || self.organization_at(end).is_some_and(|found| {
                    let organizations = &self.sources.entities.organizations;
                    organizations
                        .get(found)
                        .is_some_and(|found| self.token_behind(found.span) > end + 1)
                })
            {
                break;
            }
            if self.definite(end) && !known {
                // A family name with ال closes the name; an adjective or title would go on.
                let closes = self.is_punct(end + 1)
                    || self.function(end + 1).is_some()
                    || end + 1 >= limit
                    || self.proclitic(end + 1).is_some()
                    || self.doc.is(end + 1, Class::Role)
                    || self
                        .noun(end + 1)
                        .is_some_and(|noun| noun.kind == SpeakerNounKind::Person);
                if closes && !self.adjective(end) && !self.sound_plural(end) {
                    end += 1;
                }
                break;
            }
            end += 1;
        }
        end
    }

    /// The comma that closes a long title.
    pub(super) fn next_comma(&self, from: usize, limit: usize) -> Option<usize> {
        let mut at = from;
        while at < limit && at < from + 14 {
            if self.is_comma(at) {
                return Some(at);
            }
            let stops = self.is_punct(at)
                || matches!(
                    self.function(at),
                    Some((kind, _)) if !kind.is_preposition() && kind != FunctionKind::Adverb
                )
                || self.finite_cue(at)
                || self.noun(at).is_some_and(is_occasion);
            if stops {
                return None;
            }
            at += 1;
        }
        None
    }

    /// «المواطنين», «السلطات»
    pub(super) fn sound_plural(&self, at: usize) -> bool {
        let host = self.doc.host(at);
        self.ends(host, Ending::MasculinePlural) || self.ends(host, Ending::FemininePlural)
    }

    /// A name between commas behind a title.
    pub(super) fn apposed_name(&self, at: usize, limit: usize) -> Option<(usize, usize)> {
        if at >= limit || !self.is_word(at) {
            return None;
        }
        if let Some(person) = self.person_at(at) {
            let mention = self.sources.entities.people.get(person)?;
            return Some((at, self.token_behind(mention.span)));
        }
        if self.function(at).is_some()
            || self.cue(at).is_some()
            || self.date_word(at)
            || self.definite(at) && !self.is_full_name(at, limit)
            || self.noun(at).is_some() && !self.doc.is(at, Class::Given)
            || self.doc.is(at, Class::Role)
            || self.proclitic(at).is_some() && !self.doc.is(at, Class::Given)
            || self.conjoined(at)
            || self.looks_imperfect(at)
        {
            return None;
        }
        let end = if self.definite(at) {
            at + 2
        } else {
            self.name_end(at, limit)
        };
        let closed = self.is_punct(end) || end >= limit || self.function(end).is_some();
        (end > at + 1 && closed).then_some((at, end))
    }

    /// «كاتب عام مساعد نقابة التعليم»: a given name that is a function here, before no name.
    fn is_function_before_more(&self, at: usize) -> bool {
        let function = self.doc.is(at, Class::Role)
            || self
                .noun(at)
                .is_some_and(|noun| noun.kind == SpeakerNounKind::Person);
        function
            && self.is_word(at + 1)
            && self.function(at + 1).is_none()
            && (self.doc.is(at + 1, Class::Head) || self.is_common(at + 1))
    }

    /// «المنجي الحرباوي،»: two definite words that no lexicon knows, between commas.
    fn is_full_name(&self, at: usize, limit: usize) -> bool {
        let unknown = |at: usize| {
            self.continues(at)
                && self.definite(at)
                && self.noun(at).is_none()
                && !self.adjective(at)
                && !self.sound_plural(at)
                && (self.is_name_word(at)
                    || !self.is_common(at)
                        && self
                            .token(at)
                            .is_some_and(|token| token.flags & !Class::WEAK == 0))
        };
        at + 2 < limit && unknown(at) && unknown(at + 1) && self.is_comma(at + 2)
    }

    /// Notes a title in apposition: «فلان، الأمين العام للمنظمة،».
    pub(super) fn apposition(&self, mention: &mut Mention, limit: usize) {
        if mention.title.is_some() {
            return;
        }
        let mut at = mention.next.max(mention.end);
        if self.is_char(at, '(') {
            if let Some(next) = self.behind_bracket(at, limit) {
                at = next;
            }
        }
        let comma = self.is_comma(at);
        let first = at + usize::from(comma);
        let titled = first < limit
            && self.function(first).is_none()
            && (self.doc.is(first, Class::Role)
                || self.noun(first).is_some_and(|noun| {
                    noun.kind == SpeakerNounKind::Person && !noun.stem.preposition
                }));
        if titled {
            let title = self.titled_end(first, limit);
            mention.title = Some((first, title));
            mention.organization = (first..title).find_map(|at| self.organization_at(at));
            if mention.agreement == Agreement::Unknown {
                mention.agreement = self
                    .noun(first)
                    .map_or(Agreement::Unknown, |noun| noun.agreement);
            }
        }
    }

    pub(super) fn titled_end(&self, at: usize, limit: usize) -> usize {
        (at + 1..limit)
            .find(|&end| {
                self.is_punct(end)
                    || matches!(
                        self.function(end),
                        Some((kind, _)) if !kind.is_preposition() && kind != FunctionKind::Behalf
                    )
                    || self.finite_cue(end)
            })
            .unwrap_or(limit)
    }
}
