//! What people are: the title before or behind a name, with the organization in it.
//!
//! A title is read forward from a word of the role lexicon: «رئيس لجنة الصحة بمجلس النواب الدكتور …»,
//! «…، المدير العام لمنظمة الصحة العالمية». Once a word is definite, only what depends on it goes on:
//! adjectives with the article, further offices, names of organizations and places, and complements
//! behind a preposition. A title before the name must reach it; one behind ends where it can.

use super::Findings;
use super::grammar::Grammar;
use super::organizations::{Candidate, Strength};
use super::people::Found;
use super::types::Gender;
use super::words::{Word, Words};
use crate::chars::{BA, LAM};
use crate::lex::TokenKind;
use crate::lexicon::Class;
use crate::lexicon::cues::FunctionKind;
use crate::lexicon::names::{self, bits};

/// Longest title in tokens.
const LONGEST: usize = 20;

/// A title.
#[derive(Clone, Copy, Debug)]
struct Title {
    first: usize,
    /// Behind its last word, honorifics before a name left out.
    end: usize,
    /// Behind the last word read.
    read: usize,
    organization: Option<usize>,
    /// Nothing but honorifics: «الدكتور».
    honorific: bool,
    gender: Option<Gender>,
}

/// Reads titles beside names that were found.
#[derive(Debug)]
struct Reader<'g, 'd> {
    words: &'g Words<'d>,
    found: &'g Findings,
}

/// Gives each person the title beside the name.
pub(super) fn assign(grammar: &Grammar<'_>, found: &mut Findings) {
    let mut people = std::mem::take(&mut found.people);
    let reader = Reader {
        words: &grammar.words,
        found,
    };
    let mut before = 0;
    for index in 0..people.len() {
        let next = people.get(index + 1).map(|next| next.first);
        let Some(person) = people.get_mut(index) else {
            break;
        };
        reader.title(person, before, next);
        before = person.end;
    }
    found.people = people;
}

impl Reader<'_, '_> {
    /// Sets the title of a person; the name before it ends at `least`, the one behind begins at `next`.
    fn title(&self, person: &mut Found, least: usize, next: Option<usize>) {
        let before = self.before(person, least);
        let behind = || self.behind(person, next);
        let title = match before {
            // «وزير الصحة …»
            Some(title) if !title.honorific && !self.is_definite(title.first) => Some(title),
            // «الأمير …، رئيس الاتحاد»: an office says more than a rank.
            Some(rank) => behind()
                .filter(|office| {
                    let more = office.organization.is_some() && rank.organization.is_none();
                    let whole = office.end > office.first + 1;
                    rank.honorific || more || whole && !self.is_definite(office.first)
                })
                .or(Some(rank)),
            None => behind(),
        };
        person.role = title.map(|title| (title.first, title.end));
        person.organization = title.and_then(|title| title.organization);
        person.gender = person.gender.or(title.and_then(|title| title.gender));
    }

    /// The longest title that reaches the name.
    fn before(&self, person: &Found, least: usize) -> Option<Title> {
        let doc = self.words.doc;
        let mut until = person.first;
        // «مدير الطرق م. سلمان …»
        while let Some(letter) = until.checked_sub(2)
            && doc.is_char(until - 1, '.')
            && doc
                .token(letter)
                .is_some_and(|token| token.is_word() && token.letters < 3)
        {
            until = letter;
        }
        // «وزيرة الصحة، سميرة …»
        let comma = |at: usize| doc.is_char(at, '،') || doc.is_char(at, ',');
        if let Some(last) = until.checked_sub(1)
            && comma(last)
        {
            until = last;
        }
        let mut best = None;
        let mut at = until;
        while at > least.max(until.saturating_sub(LONGEST)) {
            at -= 1;
            let token = doc.token(at)?;
            match token.kind {
                TokenKind::Word | TokenKind::Latin | TokenKind::Quote => {}
                _ => break,
            }
            if self.words.read(at).has(bits::SAYING) && !doc.is(at, Class::Role) {
                break;
            }
            if let Some(title) = self.read(at, Some(until))
                && title.read == until
                && !(until < person.first && title.honorific)
            {
                best = Some(title);
                // «…، والرئيس محمد …»
                if self.words.read(at).conjunction {
                    break;
                }
            }
        }
        best
    }

    /// The title behind a name: «…، الأمين العام للمنظمة».
    fn behind(&self, person: &Found, next: Option<usize>) -> Option<Title> {
        let doc = self.words.doc;
        let mut at = person.end;
        let marked = ['،', ',', '(', '-', '–']
            .into_iter()
            .any(|mark| doc.is_char(at, mark));
        at += usize::from(marked);
        if !self.words.read(at).is_bare() {
            return None;
        }
        let title = self.read(at, None)?;
        // «… أحمد، الوزير يوسف …»: the title of the next one.
        if title.honorific || next.is_some_and(|next| next <= title.read) {
            return None;
        }
        // «أبلغ أحمد الوزير أن …»
        let bare = title.end == at + 1;
        let comma = doc.is_char(at - usize::from(marked), '،');
        (comma || !bare).then_some(title)
    }

    /// Whether a title begins at a token. «أمام» is written as «إمام» only without its hamza.
    fn is_role(&self, at: usize) -> bool {
        let doc = self.words.doc;
        let function = doc.is(at, Class::Function) || self.words.read(at).has(bits::FUNCTION);
        doc.is(at, Class::Role) && !(function && !doc.host(at).starts_with('\u{625}'))
    }

    /// Reads a title forward from its first word; no further than `until`.
    fn read(&self, first: usize, until: Option<usize>) -> Option<Title> {
        let doc = self.words.doc;
        if !self.is_role(first) {
            return None;
        }
        let entry = doc.entry(first, Class::Role)?;
        let role = names::role(entry.row);
        // «نجل الرئيس …» is no title of the president, «نائب الرئيس» an office.
        if role.generic && self.is_role(entry.next) && self.words.read(entry.next).is_bare() {
            return None;
        }
        // «كتاب إدوارد …», «أبناء عائلة …»: of several people, not of one.
        if role.many && !self.is_definite(first) {
            return None;
        }
        let mut title = Title {
            first,
            end: entry.next,
            read: entry.next,
            organization: None,
            honorific: role.honorific,
            gender: role.gender,
        };
        // «رئيس [البنك الدولي]»
        if let Some((index, candidate)) = self.organization_in(first + 1, entry.next) {
            title.organization = Some(index);
            title.end = candidate.end.max(entry.next);
            title.read = title.end;
        }
        let mut definite = self.is_definite(entry.next - 1);
        while until.is_none_or(|until| title.read < until) && title.read < first + LONGEST {
            let at = title.read;
            let token = doc.token(at)?;
            if token.kind == TokenKind::Quote {
                // «رئيس تحرير صحيفة «المسار»»
                let Some((index, candidate)) = self.organization_at(at + 1) else {
                    break;
                };
                let close = doc.token(candidate.end);
                if !close.is_some_and(|token| token.kind == TokenKind::Quote) {
                    break;
                }
                title.organization = title.organization.or(Some(index));
                title.read = candidate.end + 1;
                title.end = title.read;
                continue;
            }
            if !matches!(token.kind, TokenKind::Word | TokenKind::Latin) {
                break;
            }
            let word = self.words.read(at);
            if self.goes_on_with_name(at, &word, until.is_some(), &mut title) {
                definite = true;
                continue;
            }
            if self.is_role(at) && !word.conjunction && (word.is_bare() || word.preposition == LAM)
            {
                let entry = doc.entry(at, Class::Role)?;
                let further = names::role(entry.row);
                title.read = entry.next;
                if !further.honorific {
                    title.end = entry.next;
                    title.honorific = false;
                }
                title.gender = title.gender.or(further.gender);
                definite |= self.is_definite(entry.next - 1);
                continue;
            }
            if !(self.goes_on(at, &word, definite)
                || (until.is_some() || !word.article) && self.may_go_on(at, &word, definite))
            {
                break;
            }
            // «المتحدث الرسمي [لقيادة] حرس الحدود»: a new construct begins.
            definite = word.article || definite && word.preposition == 0;
            title.read += 1;
            title.end = title.read;
        }
        Some(title)
    }

    /// A name of an organization or place in a title, behind a preposition too; a place behind «في» only
    /// `before` the name.
    fn goes_on_with_name(&self, at: usize, word: &Word, before: bool, title: &mut Title) -> bool {
        let doc = self.words.doc;
        let function = doc
            .entry(at, Class::Function)
            .and_then(|entry| Some((doc.lexicon.cues.function(entry.row)?, entry.next)));
        let (name, place) = match function {
            Some((FunctionKind::Governed, next)) if word.is_bare() => (next, before),
            Some((FunctionKind::Behalf, next)) => (next, true),
            _ => (at, true),
        };
        let inner = self.words.read(name);
        if inner.conjunction || !(inner.is_bare() || matches!(inner.preposition, LAM | BA)) {
            return false;
        }
        if let Some((index, candidate)) = self.organization_at(name) {
            title.organization = title.organization.or(Some(index));
            title.read = candidate.end;
            title.end = title.read;
            return true;
        }
        let places = &self.found.places;
        let from = places.partition_point(|place| place.first < name);
        let found = places
            .get(from)
            .filter(|found| place && found.first == name);
        if let Some(found) = found {
            title.read = found.end;
            title.end = title.read;
        }
        found.is_some()
    }

    /// Whether a word goes on inside a title: adjectives, nouns and complements of offices.
    fn goes_on(&self, at: usize, word: &Word, definite: bool) -> bool {
        let doc = self.words.doc;
        let Some(token) = doc.token(at) else {
            return false;
        };
        if token.kind != TokenKind::Word
            || word.has(bits::FUNCTION | bits::VERB | bits::DATE)
            || doc.is(at, Class::Cue)
        {
            return false;
        }
        let known = token.flags & (Class::Nisba.bit() | Class::Head.bit()) != 0;
        if word.conjunction {
            return word.article
                && word.preposition == 0
                && word.has(bits::COORDINATED | bits::DEFINITE | bits::COMMON);
        }
        match (word.article, word.preposition) {
            (true, 0 | LAM) => {
                known
                    || self.words.ends_like_relation(at)
                    || word.has(
                        bits::STOP_ADJECTIVE
                            | bits::DEFINITE
                            | bits::COORDINATED
                            | bits::NAMING
                            | bits::COMMON,
                    )
            }
            (true, BA) => known || word.has(bits::DEFINITE | bits::COORDINATED | bits::COMMON),
            (false, LAM | BA) => known || word.has(bits::CONSTRUCT),
            (false, 0) => !definite && (known || word.has(bits::CONSTRUCT | bits::COMMON)),
            _ => false,
        }
    }

    /// The same for words that no list knows, before a name that shows that they did: definite ones, and
    /// a noun directly before one: «حرس الحدود».
    fn may_go_on(&self, at: usize, word: &Word, definite: bool) -> bool {
        let doc = self.words.doc;
        let next = self.words.read(at + 1);
        let governed = word.preposition != 0;
        let construct = (governed || !definite && next.article)
            && next.is_bare()
            && !doc.host(at).starts_with('ي');
        let others = Class::Function.bit() | Class::Date.bit() | Class::Cue.bit();
        !word.conjunction
            && matches!(word.preposition, 0 | LAM | BA)
            && (word.article || construct)
            && !word.has(bits::FUNCTION | bits::VERB | bits::DATE)
            && doc
                .token(at)
                .is_some_and(|token| token.is_word() && token.flags & others == 0)
    }

    fn is_definite(&self, at: usize) -> bool {
        self.words.read(at).article
    }

    /// The outermost organization that begins at a token, with its index.
    fn organization_at(&self, at: usize) -> Option<(usize, &Candidate)> {
        let all = &self.found.organizations;
        let from = all.partition_point(|o| o.first < at);
        let here = all.iter().enumerate().skip(from);
        here.take_while(|(_, o)| o.first == at)
            .max_by_key(|(_, o)| (o.strength != Strength::Nominal, o.end))
    }

    /// The first organization that begins inside `first..end`.
    fn organization_in(&self, first: usize, end: usize) -> Option<(usize, &Candidate)> {
        let from = self
            .found
            .organizations
            .partition_point(|o| o.first < first);
        let found = self.found.organizations.get(from)?;
        (found.first < end).then_some((from, found))
    }
}
