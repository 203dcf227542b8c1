//! Complements of a head noun: genitive chains, coordinated nouns, adjectives, names of people and
//! places.

use super::grammar::{Grammar, LONGEST};
use super::types::{CountryCode, Gender, OrganizationType};
use super::words::Word;
use crate::chars::{BA, LAM};
use crate::lex::TokenKind;
use crate::lexicon::Class;
use crate::lexicon::names::{self, Head, Naming, PlaceKind, SurfaceKind, bits};

impl Grammar<'_> {
    /// The end of the complement that starts at a token, and the rule.
    pub(super) fn complement(&self, at: usize, head: Head<'_>) -> Option<(usize, &'static str)> {
        let (required, many) = (head.row.naming, head.many);
        let token = self.doc().token(at)?;
        match token.kind {
            TokenKind::Latin => {
                let mut end = at + 1;
                while end < at + 5 && self.words.is_latin(end) {
                    end += 1;
                }
                return Some((end, "organization/foreign_name"));
            }
            TokenKind::Word => {}
            _ => return None,
        }
        let word = self.words.read(at);
        if word.conjunction && !word.has(bits::CONSTRUCT) || word.has(bits::STOP) {
            return None;
        }
        if let Some(end) = self.known_name(at, &word) {
            let end = self.with_adjectives(end, at, head.row.naming >= Naming::Nisba);
            return Some((end, "organization/construct_name"));
        }
        if word.preposition != 0 {
            return None;
        }
        if word.article {
            if self.stops(at, &word) {
                // «مستشفى الأمير …»
                let end = (self.takes_people(head) && self.doc().is(at, Class::Role))
                    .then(|| self.person_name(at + 1))
                    .flatten()?;
                return Some((end, "organization/construct_person"));
            }
            let nisba_only = self.nisba(at, &word).is_some();
            let fits = match required {
                Naming::Free => true,
                Naming::Adjective => word.has(bits::FIRST) || nisba_only,
                Naming::Known => false,
                _ => word.has(bits::FIRST) && !self.is_person_noun(at),
            };
            if !fits {
                return None;
            }
            if self.doc().is(at, Class::Role)
                && let Some(end) = self.person_name(at + 1)
            {
                return Some((end, "organization/construct_person"));
            }
            if required != Naming::Free && self.person_name(at).is_some_and(|end| end > at + 1) {
                return None;
            }
            let end = if many {
                at + 1
            } else {
                self.branch(self.chain(at + 1, at, self.takes_nisba(head)), head)
            };
            return Some((end, "organization/construct_noun"));
        }
        if self.nisba(at, &word).is_some() {
            return None;
        }
        if word.has(bits::CONSTRUCT)
            && let Some(end) = self.construct(at, required >= Naming::Adjective)
        {
            let end = self.branch(end, head);
            return Some((end, "organization/construct_chain"));
        }
        if self.takes_people(head)
            && let Some(end) = self.person_name(at)
        {
            return Some((end, "organization/construct_person"));
        }
        if self.words.is_foreign(at)
            && !word.has(bits::NAMING)
            && (self.takes_people(head) || !self.words.single(&word, Class::Given))
        {
            let mut end = at + 1;
            while end < at + 4 && self.words.is_wordlike(end) && self.words.is_foreign(end) {
                end += 1;
            }
            let end = self.with_adjectives(end, at, false);
            return Some((end, "organization/foreign_name"));
        }
        None
    }

    /// «مركز القيادة والتحكم بوزارة الصحة»: an organ named with the body that it belongs to.
    fn branch(&self, end: usize, head: Head<'_>) -> usize {
        let word = self.words.read(end);
        if word.preposition != BA || word.conjunction || head.row.naming == Naming::Free {
            return end;
        }
        let organ = matches!(
            head.row.kind,
            OrganizationType::Government | OrganizationType::Other | OrganizationType::Health
        );
        let Some(entry) = self.doc().entry(end, Class::Head).filter(|_| organ) else {
            return end;
        };
        let inner = self.words.names().head(entry.row);
        let Some(inner) = inner.filter(|inner| inner.row.naming >= Naming::Adjective) else {
            return end;
        };
        if let Some(listed) = self.known_name(end, &word) {
            return self.with_adjectives(listed, end, true);
        }
        if inner.definite {
            return end;
        }
        match self.complement(
            entry.next,
            Head {
                many: false,
                ..inner
            },
        ) {
            Some((behind, _)) => behind,
            None => end,
        }
    }

    /// Whether a nationality adjective belongs to the names of a head: «وزارة الدفاع اليمنية», but
    /// «حزب الأمة» السوداني.
    pub(super) const fn takes_nisba(&self, head: Head<'_>) -> bool {
        !matches!(
            head.row.kind,
            OrganizationType::Party
                | OrganizationType::ArmedGroup
                | OrganizationType::Company
                | OrganizationType::Media
        ) && !(matches!(head.row.kind, OrganizationType::Sports)
            && matches!(head.row.gender, Gender::Masculine)
            && matches!(head.row.naming, Naming::Nisba))
    }

    /// Whether a head takes a complement with ل.
    pub(super) const fn takes_purpose(&self, head: Head<'_>) -> bool {
        !matches!(
            head.row.kind,
            OrganizationType::Security
                | OrganizationType::Party
                | OrganizationType::ArmedGroup
                | OrganizationType::Judicial
        ) && !matches!(head.row.naming, Naming::Nisba)
    }

    /// The adjective of a country at a token.
    fn country_nisba(&self, at: usize, word: &Word) -> bool {
        self.nisba(at, word).is_some_and(names::nisba_of_country) && !word.has(bits::NAMING)
    }

    /// Whether names of people stand behind a head: hospitals, schools, foundations, not governments.
    const fn takes_people(&self, head: Head<'_>) -> bool {
        matches!(
            head.row.kind,
            OrganizationType::Health
                | OrganizationType::Education
                | OrganizationType::Ngo
                | OrganizationType::Company
                | OrganizationType::ArmedGroup
                | OrganizationType::Religious
                | OrganizationType::Other
        )
    }

    /// A construct noun and its own complement: «مكافحة الفساد», «كرة القدم», «حقوق الإنسان».
    pub(super) fn construct(&self, at: usize, free: bool) -> Option<usize> {
        let mut end = at + 1;
        while end < at + 5 {
            let word = self.words.read(end);
            if !self.is_joined(end)
                || word.has(bits::FUNCTION | bits::VERB | bits::DATE)
                || self.is_person_noun(end) && !word.article
            {
                return None;
            }
            if word.article && word.preposition == 0 {
                if self.stops(end, &word) {
                    return None;
                }
                if !free && !word.has(bits::DEFINITE | bits::COORDINATED) {
                    return None;
                }
                return Some(self.chain(end + 1, at, true));
            }
            if let Some(next) = self.known_name(end, &word) {
                return Some(self.with_adjectives(next, at, true));
            }
            if !word.has(bits::CONSTRUCT | bits::COMMON) {
                return None;
            }
            end += 1;
        }
        None
    }

    /// Goes on behind a definite noun: adjectives, coordinated nouns, complements with ل.
    pub(super) fn chain(&self, from: usize, at: usize, nisba: bool) -> usize {
        let mut end = from;
        while end < at + LONGEST {
            let word = self.words.read(end);
            if !self.is_joined(end) || self.stops(end, &word) {
                break;
            }
            if word.article && word.is_bare() {
                let country = self.country_nisba(end, &word);
                if country && !nisba {
                    break;
                }
                let fits = country
                    || word.has(bits::NAMING)
                    || word.has(bits::DEFINITE) && self.words.ends_like_adjective(end)
                    || self.words.ends_like_relation(end);
                if !fits || self.begins_person(end, &word) {
                    break;
                }
                end += 1;
                continue;
            }
            if word.conjunction && word.preposition == 0 {
                if word.article
                    && word.has(bits::COORDINATED)
                    && !self.begins_organization(end, &word)
                {
                    end += 1;
                    continue;
                }
                if !word.article
                    && self
                        .doc()
                        .token(end)
                        .is_some_and(|token| token.letters == 1)
                {
                    // «هيئة الحقيقة و الكرامة»
                    let next = self.words.read(end + 1);
                    if next.article
                        && next.is_bare()
                        && next.has(bits::COORDINATED)
                        && self.is_joined(end + 1)
                        && !self.begins_organization(end + 1, &next)
                    {
                        end += 2;
                        continue;
                    }
                }
                if !word.article
                    && word.has(bits::CONSTRUCT)
                    && !self.doc().is(end, Class::Head)
                    && let Some(next) = self.construct(end, false)
                {
                    end = next;
                    continue;
                }
                break;
            }
            if word.preposition == LAM && !word.conjunction {
                if word.article && word.has(bits::DEFINITE) && !self.is_person_noun(end) {
                    end += 1;
                    continue;
                }
                if word.has(bits::CONSTRUCT)
                    && !word.article
                    && let Some(next) = self.construct(end, false)
                {
                    end = next;
                    continue;
                }
            }
            break;
        }
        end
    }

    pub(super) fn with_adjectives(&self, from: usize, at: usize, nisba: bool) -> usize {
        let mut end = from;
        while end < at + LONGEST {
            let word = self.words.read(end);
            if !self.is_definite_word(end, &word) || word.conjunction || self.stops(end, &word) {
                break;
            }
            let country = self.country_nisba(end, &word);
            let fits = if country {
                nisba
            } else {
                word.has(bits::NAMING)
            };
            if !fits {
                break;
            }
            end += 1;
        }
        end
    }

    fn begins_person(&self, at: usize, word: &Word) -> bool {
        let flags = word.flags;
        let own = self.nisba(at, word).is_none() && !word.has(bits::NAMING | bits::DEFINITE);
        own && flags & (Class::Given.bit() | Class::Family.bit()) != 0
    }

    fn begins_organization(&self, at: usize, word: &Word) -> bool {
        if self.doc().is(at, Class::Head) && !word.has(bits::COORDINATED) {
            return true;
        }
        self.words
            .entry(at, word, Class::Organization)
            .is_some_and(|entry| entry.next > at + 1)
    }

    /// The end of an organization or place of the lexicon at a token.
    pub(super) fn known_name(&self, at: usize, word: &Word) -> Option<usize> {
        let names = self.words.names();
        let organization = self
            .words
            .entry(at, word, Class::Organization)
            .filter(|entry| {
                names.organization(entry.row).is_some_and(|(_, kind)| {
                    !matches!(kind, SurfaceKind::Weak | SurfaceKind::Generic)
                })
            })
            .map(|entry| entry.next);
        let place = self
            .words
            .entry(at, word, Class::Place)
            .filter(|entry| names.place(entry.row).is_some_and(|(_, weak)| !weak))
            .map(|entry| entry.next);
        organization.max(place)
    }

    /// The end of a personal name inside an organization's: «مستشفى شارل نيكول».
    fn person_name(&self, at: usize) -> Option<usize> {
        let mut end = at;
        while end < at + 5 && self.is_joined(end) {
            let word = self.words.read(end);
            let flags = word.flags;
            let name = flags & (Class::Given.bit() | Class::Family.bit()) != 0;
            let particle = word.has(bits::LINK | bits::OPEN);
            if !word.is_bare() || word.has(bits::STOP) || !(name || particle) {
                break;
            }
            if let Some(entry) = self.words.entry(end, &word, Class::Given) {
                end = entry.next;
                continue;
            }
            end += 1;
        }
        (end > at && !self.words.read(at).has(bits::STOP)).then_some(end)
    }

    /// The country that a name shows: by a nationality adjective or a country's name, else by a town when
    /// `towns` count.
    pub(super) fn country(&self, first: usize, end: usize, towns: bool) -> Option<CountryCode> {
        let mut town = None;
        for at in first..end.min(first + LONGEST) {
            let word = self.words.read(at);
            if let Some(row) = self.nisba(at, &word)
                && names::nisba_of_country(row)
                && let Some(country) = names::nisba_country(row)
            {
                return Some(country);
            }
            let Some(entry) = self.words.entry(at, &word, Class::Place) else {
                continue;
            };
            let Some((place, false)) = self.words.names().place(entry.row) else {
                continue;
            };
            if place.country != "XX" && entry.next <= end {
                if place.kind == PlaceKind::Country {
                    return CountryCode::new(place.country.as_bytes());
                }
                town = town.or_else(|| CountryCode::new(place.country.as_bytes()));
            }
        }
        town.filter(|_| towns)
    }
}
