//! Borders of personal names that words beside them show: names joined by و, adverbs, clubs.

use super::organizations::{Candidate, Strength};
use super::people::Found;
use super::words::Words;
use crate::fold::Key;
use crate::lex::TokenKind;
use crate::lexicon::Class;
use crate::lexicon::names::bits;

/// Tanwin of the accusative, which ends adverbs and never a name.
const FATHATAN: char = '\u{64B}';

/// Parts names joined by و, cuts off adverbs, and drops what is an organization elsewhere.
pub(super) fn people(
    words: &Words<'_>,
    organizations: &mut Vec<Candidate>,
    people: &mut Vec<Found>,
) {
    let mut parts = Vec::new();
    let mut before = 0;
    people.retain(|person| {
        let prayer = is_prayer(words, person, before);
        before = person.end;
        !prayer
    });
    for person in people.iter_mut() {
        while person.end > person.first + 1 && is_adverb(words, person.end - 1) {
            person.end -= 1;
        }
        if let Some(start) = joined(words, person.first)
            && person.start < start
        {
            person.start = start;
        }
        let mut at = person.first + 1;
        while at < person.end {
            let two = at > person.first + 1 && person.end > at + 1;
            let start = joined(words, at).or_else(|| if two { unlisted(words, at) } else { None });
            if let Some(start) = start {
                parts.push(Found {
                    first: at,
                    start,
                    role: None,
                    organization: None,
                    gender: None,
                    rule: "person/joined_name",
                    ..*person
                });
                person.end = at;
            }
            at += 1;
        }
    }
    if !parts.is_empty() {
        people.append(&mut parts);
        people.sort_by_key(|person| person.first);
        // Of three names joined the second ends where the third begins.
        for at in 1..people.len() {
            let next = people.get(at).map_or(usize::MAX, |next| next.first);
            if let Some(person) = people.get_mut(at - 1) {
                person.end = person.end.min(next);
            }
        }
    }
    whole_families(words, people);
    as_elsewhere(words, organizations, people);
}

/// «بلحسن» alone is whole where a full name before ends in it.
fn whole_families(words: &Words<'_>, people: &mut [Found]) {
    let cut = |person: &Found| {
        let token = words.doc.token(person.first);
        person.end == person.first + 1 && token.is_some_and(|token| token.start() != person.start)
    };
    if !people.iter().any(cut) {
        return;
    }
    let mut families: Vec<(Key, usize)> = people
        .iter()
        .filter(|full| full.end > full.first + 1)
        .filter_map(|full| Some((words.doc.token(full.end - 1)?.key, full.first)))
        .collect();
    families.sort_unstable();
    for at in 0..people.len() {
        let Some(&person) = people.get(at) else {
            return;
        };
        let Some(token) = words.doc.token(person.first) else {
            continue;
        };
        if person.end != person.first + 1 || person.start == token.start() {
            continue;
        }
        let first = families.partition_point(|(key, _)| *key < token.key);
        let family = families
            .get(first)
            .is_some_and(|&(key, before)| key == token.key && before < person.first);
        if family && let Some(person) = people.get_mut(at) {
            person.start = token.start();
        }
    }
}

/// «- رحمه الله -»: a verb with its object behind a name or a dash.
fn is_prayer(words: &Words<'_>, person: &Found, before: usize) -> bool {
    let doc = words.doc;
    let behind = person.first > 0
        && (before == person.first
            || ['-', '\u{2013}', '(', '\u{FD3F}']
                .iter()
                .any(|&c| doc.is_char(person.first - 1, c)));
    behind
        && person.end == person.first + 2
        && person.role.is_none()
        && words.ends_in_pronoun(person.first)
        && words.ends_in_pronoun(person.first + 1)
        && words.read(person.first + 1).stem.letters() == 2
}

fn is_adverb(words: &Words<'_>, at: usize) -> bool {
    words.doc.surface(at).ends_with(['\u{627}', FATHATAN])
        && words.doc.surface(at).contains(FATHATAN)
}

/// Draws the borders of organizations: spelled letters stand together («إن.بي.سي»), and a month is
/// none.
pub(super) fn organizations(words: &Words<'_>, organizations: &mut Vec<Candidate>) {
    let doc = words.doc;
    let letters = |at: usize| {
        doc.token(at).is_some_and(|token| {
            token.kind == TokenKind::Word
                && (token.letters == 1 || words.read(at).has(bits::LETTER))
        })
    };
    organizations.retain(|candidate| {
        let marks = candidate.rule == "organization/tagger"
            && !(candidate.first..candidate.end).any(|at| words.is_wordlike(at));
        let noun = candidate.rule == "organization/tagger"
            && candidate.end == candidate.first + 1
            && doc
                .entry(candidate.first, Class::Head)
                .is_some_and(|entry| entry.next == candidate.end)
            && !words.read(candidate.first).article;
        if marks || noun {
            return false;
        }
        candidate.rule != "organization/tagger"
            || candidate.end > candidate.first + 1
            || !doc.is(candidate.first, Class::Date)
            || candidate.first == 0
            || !doc.is_char(candidate.first - 1, '(')
    });
    for candidate in organizations.iter_mut() {
        if candidate.strength == Strength::Nominal || !letters(candidate.end - 1) {
            continue;
        }
        while doc.is_char(candidate.end, '.')
            && doc.is_glued(candidate.end + 1)
            && letters(candidate.end + 1)
        {
            candidate.end += 2;
        }
        let mut first = candidate.first;
        while letters(first)
            && first > 1
            && doc.is_glued(first)
            && doc.is_char(first - 1, '.')
            && letters(first - 2)
        {
            first -= 2;
        }
        if first < candidate.first {
            candidate.first = first;
            candidate.core = first;
            candidate.start = doc
                .token(first)
                .map_or(candidate.start, |token| token.start());
        }
    }
}

/// The first byte behind و where it joins a listed name: «وسيرخيو».
fn joined(words: &Words<'_>, at: usize) -> Option<usize> {
    let token = words.doc.token(at)?;
    if token.kind != TokenKind::Word || !words.may_be_joined(at) {
        return None;
    }
    let listed = |word: &super::words::Word| {
        words.single(word, Class::Given) || words.single(word, Class::Family)
    };
    if words.entry_as_written(at, Class::Given).is_some()
        || words.entry_as_written(at, Class::Family).is_some()
    {
        return None;
    }
    let word = words.without_conjunction(at)?;
    (listed(&word) && !word.has(bits::STOP)).then_some(word.start)
}

/// The same between two names of two words, whatever the word is: «… رونالدو وسيرخيو راموس».
fn unlisted(words: &Words<'_>, at: usize) -> Option<usize> {
    let as_written = words.entry_as_written(at, Class::Given).is_some()
        || words.entry_as_written(at, Class::Family).is_some();
    let token = words.doc.token(at)?;
    if as_written || !words.may_be_joined(at) || token.letters < 5 {
        return None;
    }
    Some(words.without_conjunction(at)?.start)
}

/// A single name without a title is the club or firm of that name that the article knows.
fn as_elsewhere(words: &Words<'_>, organizations: &mut Vec<Candidate>, people: &mut Vec<Found>) {
    let before = organizations.len();
    let alone = |person: &Found| {
        person.end == person.first + 1 && person.role.is_none() && person.rule == "person/tagger"
    };
    if !people.iter().any(alone) {
        return;
    }
    let mut names: Vec<(Key, usize)> = organizations
        .iter()
        .enumerate()
        .filter(|(_, known)| known.strength == Strength::Name && known.end == known.first + 1)
        .map(|(at, known)| (words.key_from(known.first, known.start), at))
        .collect();
    names.sort_unstable();
    people.retain(|person| {
        if !alone(person) {
            return true;
        }
        let key = words.key_from(person.first, person.start);
        let first = names.partition_point(|(name, _)| *name < key);
        let known = names
            .get(first)
            .filter(|(name, _)| *name == key)
            .and_then(|&(_, at)| organizations.get(at))
            .copied();
        let Some(known) = known else {
            return true;
        };
        organizations.push(Candidate {
            first: person.first,
            end: person.end,
            core: person.first,
            start: person.start,
            head: None,
            rule: "organization/known_short",
            ..known
        });
        false
    });
    if organizations.len() > before {
        organizations.sort_by_key(|candidate| (candidate.first, usize::MAX - candidate.end));
    }
}
