//! Later mentions: a name introduced in full is found again by its family name or its core.

use super::organizations::{Candidate, Strength};
use super::people::Found;
use super::types::OrganizationType;
use super::words::Words;
use crate::fold::Key;
use crate::lex::TokenKind;
use crate::lexicon::Class;
use crate::lexicon::names::bits;

/// A name that may occur again: its words, and which record introduced it.
#[derive(Debug)]
struct Alias {
    keys: Vec<Key>,
    source: usize,
}

/// Names that may occur again, sorted by their first word, behind a filter: bit n stands for
/// keys whose hash ends in n.
#[derive(Debug, Default)]
struct Aliases {
    filter: [u64; 16],
    all: Vec<Alias>,
}

const fn slot(key: Key) -> (usize, u64) {
    let hash = key.0.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((hash >> 60) as usize, 1 << (hash >> 54 & 63))
}

/// Names with the same first word that are tried at a token.
const TRIED: usize = 16;

impl Aliases {
    fn add(&mut self, keys: Vec<Key>, source: usize) {
        if let Some(&first) = keys.first() {
            let (word, bit) = slot(first);
            if let Some(filter) = self.filter.get_mut(word) {
                *filter |= bit;
            }
            self.all.push(Alias { keys, source });
        }
    }

    /// Longer names first; of equal ones the first introduced stays.
    fn sort(&mut self) {
        self.all.sort_by(|a, b| {
            let first = |alias: &Alias| alias.keys.first().copied();
            first(a)
                .cmp(&first(b))
                .then(b.keys.len().cmp(&a.keys.len()))
                .then_with(|| a.keys.cmp(&b.keys))
                .then(a.source.cmp(&b.source))
        });
        self.all.dedup_by(|b, a| a.keys == b.keys);
    }

    fn may_hold(&self, key: Key) -> bool {
        let (word, bit) = slot(key);
        self.filter
            .get(word)
            .is_some_and(|filter| filter & bit != 0)
    }

    fn starting_with(&self, key: Key) -> impl Iterator<Item = &Alias> {
        let from = self
            .all
            .partition_point(|alias| alias.keys.first().is_some_and(|first| *first < key));
        self.all
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(move |alias| alias.keys.first() == Some(&key))
            .take(TRIED)
    }
}

fn keys(words: &Words<'_>, first: usize, end: usize) -> Vec<Key> {
    (first..end)
        .map(|at| {
            if at == first {
                words.read(at).host
            } else {
                words.doc.token(at).map_or(Key(0), |token| token.key)
            }
        })
        .collect()
}

/// The alias that starts at a token, and the token behind it; the host's first byte.
fn find<'a>(
    words: &Words<'_>,
    aliases: &'a Aliases,
    at: usize,
) -> Option<(&'a Alias, usize, usize)> {
    let token = words.doc.token(at)?;
    if !matches!(token.kind, TokenKind::Word | TokenKind::Latin) {
        return None;
    }
    let short = token.key;
    let may = aliases.may_hold(short)
        || token.clitic > 0 && aliases.may_hold(words.doc.host_key(at))
        || token.letters > 3
            && !short.is_hashed()
            && (aliases.may_hold(short.skip(1)) || aliases.may_hold(short.skip(2)))
        || short.is_hashed() && token.clitic == 0;
    if !may {
        return None;
    }
    let word = words.read(at);
    if word.has(bits::FUNCTION | bits::VERB) {
        return None;
    }
    // The host as read, the word as written, and the rest behind one or two proclitics.
    let [one, two] = if token.word == 0 || token.clitic == 0 {
        words.behind_proclitics(at)
    } else {
        [None, None]
    };
    let hosts = [
        Some((word.host, word.start)),
        Some((short, token.start())),
        one,
        two,
    ];
    hosts.into_iter().flatten().find_map(|(key, start)| {
        aliases
            .starting_with(key)
            .find(|alias| {
                alias.keys.iter().skip(1).enumerate().all(|(n, key)| {
                    words
                        .doc
                        .token(at + 1 + n)
                        .is_some_and(|token| token.key == *key)
                })
            })
            .map(|alias| (alias, at + alias.keys.len(), start))
    })
}

/// Adds later mentions of people by a part of their name.
pub(super) fn people(words: &Words<'_>, organizations: &[Candidate], people: &mut Vec<Found>) {
    let mut aliases = Aliases::default();
    for (source, person) in people.iter().enumerate() {
        let all = keys(words, person.first, person.end);
        let tail_start = (person.first + 1..person.end).rev();
        let mut add = |keys: Vec<Key>| aliases.add(keys, source);
        for at in tail_start {
            let word = words.read(at);
            let bare = !word.has(bits::LINK | bits::OPEN) || at + 1 < person.end;
            if bare && !word.has(bits::STOP) {
                let single = at + 1 == person.end;
                let common = single
                    && words.names().word(word.host) & (bits::COMMON | bits::CONSTRUCT) != 0
                    && !word.article;
                let begins_link = at
                    .checked_sub(1)
                    .is_some_and(|before| words.read(before).has(bits::LINK | bits::OPEN));
                let place = words.single(&word, Class::Place) && single;
                if !common && !begins_link && !place {
                    add(keys(words, at, person.end));
                }
            }
        }
        if person.end - person.first == 1 || all.len() > 1 {
            add(all);
        }
        // A first name that is rare as a word: «كوفي».
        let first = words.read(person.first);
        if person.end - person.first > 1
            && !words.is_common(person.first)
            && !words.single(&first, Class::Given)
            && !words.single(&first, Class::Place)
            && !first.has(bits::LINK | bits::OPEN)
        {
            add(keys(words, person.first, person.first + 1));
        }
    }
    if aliases.all.is_empty() {
        return;
    }
    aliases.sort();
    let mut added: Vec<Found> = Vec::new();
    let (mut person, mut organization) = (0, 0);
    let mut at = 0;
    while at < words.doc.tokens.len() {
        while people.get(person).is_some_and(|p| p.end <= at) {
            person += 1;
        }
        if let Some(known) = people.get(person).filter(|p| p.first <= at) {
            at = known.end;
            continue;
        }
        while organizations.get(organization).is_some_and(|o| o.end <= at) {
            organization += 1;
        }
        let inside = organizations
            .get(organization)
            .is_some_and(|o| o.first <= at && o.strength != Strength::Nominal);
        if inside {
            at += 1;
            continue;
        }
        let Some((alias, end, start)) = find(words, &aliases, at) else {
            at += 1;
            continue;
        };
        let Some(source) = people.get(alias.source) else {
            break;
        };
        added.push(Found {
            first: at,
            end,
            start,
            role: None,
            organization: None,
            gender: source.gender,
            rule: "person/known_short",
        });
        at = end;
    }
    people.append(&mut added);
    people.sort_by_key(|person| (person.first, usize::MAX - person.end));
    // Of two that share words the one that begins first stands.
    let mut end = 0;
    people.retain(|person| {
        let free = person.first >= end;
        if free {
            end = person.end;
        }
        free
    });
}

/// Adds later mentions of organizations by their name without the head, and by names in marks.
pub(super) fn organizations(words: &Words<'_>, candidates: &mut Vec<Candidate>) {
    let mut aliases = Aliases::default();
    for (source, candidate) in candidates.iter().enumerate() {
        if candidate.strength != Strength::Name {
            continue;
        }
        let alone = matches!(
            candidate.kind,
            OrganizationType::Party
                | OrganizationType::ArmedGroup
                | OrganizationType::Company
                | OrganizationType::Sports
                | OrganizationType::Media
                | OrganizationType::Finance
                | OrganizationType::Ngo
        );
        let from = candidate.core;
        let whole = candidate.rule == "organization/marked_name"
            || candidate.rule == "organization/outside_head"
            || candidate.rule == "organization/weak_in_context";
        if !(alone && from > candidate.first || whole) || from >= candidate.end {
            continue;
        }
        let word = words.read(from);
        let length = candidate.end - from;
        if length == 1 {
            let place = [Class::Place, Class::Given, Class::Family]
                .into_iter()
                .any(|class| words.single(&word, class));
            let common = words.names().word(word.host) & (bits::COMMON | bits::STOP) != 0
                || words.names().word(word.stem) & (bits::COMMON | bits::STOP) != 0;
            if place || common {
                continue;
            }
        }
        let keys = keys(words, from, candidate.end);
        aliases.add(keys, source);
    }
    if aliases.all.is_empty() {
        return;
    }
    aliases.sort();
    let mut added: Vec<Candidate> = Vec::new();
    let mut organization = 0;
    let mut at = 0;
    while at < words.doc.tokens.len() {
        while candidates.get(organization).is_some_and(|o| o.end <= at) {
            organization += 1;
        }
        let taken = candidates.get(organization).is_some_and(|o| o.first <= at);
        let found = if taken {
            None
        } else {
            find(words, &aliases, at)
        };
        let Some((alias, end, start)) = found else {
            at += 1;
            continue;
        };
        if let Some(source) = candidates.get(alias.source) {
            added.push(Candidate {
                first: at,
                end,
                core: at,
                start,
                kind: source.kind,
                row: source.row,
                head: None,
                strength: Strength::Name,
                rule: "organization/known_short",
            });
        }
        at = end;
    }
    candidates.append(&mut added);
    candidates.sort_by_key(|candidate| (candidate.first, usize::MAX - candidate.end));
}
