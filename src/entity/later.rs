//! Later mentions: a name introduced in full is found again by its family name or its core.

use super::organizations::{Candidate, Strength};
use super::people::Found;
use super::types::OrganizationType;
use super::words::Words;
use crate::fold::Key;
use crate::lex::{Token, TokenKind};
use crate::lexicon::Class;
use crate::lexicon::names::bits;

/// A name that may occur again: its tokens where it was introduced, and which record did.
#[derive(Debug)]
struct Alias {
    /// The host of its first word.
    key: Key,
    first: usize,
    end: usize,
    source: usize,
}

impl Alias {
    const fn len(&self) -> usize {
        self.end - self.first
    }

    /// Keys of the words behind the first.
    fn rest<'d>(&self, tokens: &'d [Token]) -> impl Iterator<Item = Key> + 'd {
        let rest = tokens.get(self.first + 1..self.end).unwrap_or_default();
        rest.iter().map(|token| token.key)
    }
}

/// Names that may occur again, sorted by their first word, behind two filters.
#[derive(Debug)]
struct Aliases<'d> {
    words: Words<'d>,
    /// Bits of keys by their last three letters, which proclitics leave as they are.
    tails: [u64; 64],
    /// Bits of keys by their hash.
    filter: [u64; 16],
    all: Vec<Alias>,
}

const fn slot(key: Key) -> (usize, u64) {
    let hash = key.0.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((hash >> 60) as usize, 1 << (hash >> 54 & 63))
}

/// The same by the last three letters.
const fn tail(key: Key) -> (usize, u64) {
    let hash = (key.0 & 0x3_FFFF).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((hash >> 58) as usize, 1 << (hash >> 52 & 63))
}

/// Names with the same first word that are tried at a token.
const TRIED: usize = 16;

impl<'d> Aliases<'d> {
    fn new(words: Words<'d>, names: usize) -> Self {
        Self {
            words,
            tails: [0; 64],
            filter: [0; 16],
            all: Vec::with_capacity(2 * names),
        }
    }

    fn add(&mut self, first: usize, end: usize, source: usize) {
        let start = self.words.read(first).start;
        self.add_from(first, end, source, start);
    }

    /// Adds a name whose first word starts at a byte.
    fn add_from(&mut self, first: usize, end: usize, source: usize, start: usize) {
        if first >= end {
            return;
        }
        let key = self.words.key_from(first, start);
        let (word, bit) = slot(key);
        if let Some(filter) = self.filter.get_mut(word) {
            *filter |= bit;
        }
        let (word, bit) = tail(key);
        if let Some(tails) = self.tails.get_mut(word) {
            *tails |= bit;
        }
        self.all.push(Alias {
            key,
            first,
            end,
            source,
        });
    }

    /// Longer names first; of equal ones the first introduced stays.
    fn sort(&mut self) {
        let tokens = self.words.doc.tokens;
        self.all.sort_unstable_by(|a, b| {
            (a.key.cmp(&b.key))
                .then(b.len().cmp(&a.len()))
                .then_with(|| a.rest(tokens).cmp(b.rest(tokens)))
                .then(a.source.cmp(&b.source))
        });
        self.all.dedup_by(|b, a| {
            a.key == b.key && a.len() == b.len() && a.rest(tokens).eq(b.rest(tokens))
        });
    }

    fn may_hold(&self, key: Key) -> bool {
        let (word, bit) = slot(key);
        self.filter
            .get(word)
            .is_some_and(|filter| filter & bit != 0)
    }

    #[inline]
    fn may_end(&self, key: Key) -> bool {
        let (word, bit) = tail(key);
        self.tails.get(word).is_some_and(|tails| tails & bit != 0)
    }

    /// Whether a name may start at a token: one test for most words.
    #[inline]
    fn may_start(&self, at: usize, token: &Token) -> bool {
        matches!(token.kind, TokenKind::Word | TokenKind::Latin)
            && (self.may_end(token.key)
                || token.key.is_hashed()
                || token.clitic > 0
                    && token.letters < 6
                    && self.may_end(self.words.doc.host_key(at)))
    }

    /// The first token from `at` on where a name may start.
    #[inline]
    fn next(&self, at: usize) -> Option<usize> {
        let tokens = self.words.doc.tokens.get(at..)?;
        tokens
            .iter()
            .enumerate()
            .find(|(n, token)| self.may_start(at + n, token))
            .map(|(n, _)| at + n)
    }

    fn starting_with(&self, key: Key) -> impl Iterator<Item = &Alias> {
        let from = self.all.partition_point(|alias| alias.key < key);
        self.all
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(move |alias| alias.key == key)
            .take(TRIED)
    }
}

/// The alias that starts at a token, and the token behind it; the host's first byte.
fn find<'a>(aliases: &'a Aliases<'_>, at: usize) -> Option<(&'a Alias, usize, usize)> {
    let words = &aliases.words;
    let tokens = words.doc.tokens;
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
                let behind = tokens.get(at + 1..at + alias.len()).unwrap_or_default();
                behind.len() + 1 == alias.len()
                    && alias.rest(tokens).eq(behind.iter().map(|token| token.key))
            })
            .map(|alias| (alias, at + alias.len(), start))
    })
}

/// Adds later mentions of people by a part of their name.
pub(super) fn people(words: &Words<'_>, organizations: &[Candidate], people: &mut Vec<Found>) {
    let mut aliases = Aliases::new(*words, people.len());
    for (source, person) in people.iter().enumerate() {
        let tail_start = (person.first + 1..person.end).rev();
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
                // «الأعمال» is a common word, not a family.
                let start = words.doc.token(at).map_or(0, Token::start);
                let common = common
                    || single
                        && words.is_common(at)
                        && word.start == start
                        && !words.single(&word, Class::Family)
                        && !words.single(&word, Class::Given)
                        && !words.stem_is(&word, Class::Given);
                if !common && !begins_link && !place {
                    // A further part has no proclitics: «توماس باخ» is no «أخ» behind ب.
                    aliases.add_from(at, person.end, source, start);
                }
            }
        }
        aliases.add_from(person.first, person.end, source, person.start);
        // A first name that is rare as a word: «كوفي».
        let first = words.read(person.first);
        if person.end - person.first > 1
            && !words.is_common(person.first)
            && !words.single(&first, Class::Given)
            && !words.single(&first, Class::Place)
            && !first.has(bits::LINK | bits::OPEN)
        {
            aliases.add(person.first, person.first + 1, source);
        }
    }
    if aliases.all.is_empty() {
        return;
    }
    aliases.sort();
    let mut added: Vec<Found> = Vec::new();
    let (mut person, mut organization) = (0, 0);
    let mut at = 0;
    while let Some(next) = aliases.next(at) {
        at = next;
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
        let Some((alias, end, start)) = find(&aliases, at) else {
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
    let mut aliases = Aliases::new(*words, candidates.len() / 2);
    for (source, candidate) in candidates.iter().enumerate() {
        let bracket = matches!(
            candidate.rule,
            "organization/bracket_name" | "organization/bracket_acronym"
        );
        if candidate.strength != Strength::Name && !bracket {
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
        let whole = bracket
            || candidate.rule == "organization/marked_name"
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
        let start = if from == candidate.first {
            candidate.start
        } else {
            word.start
        };
        aliases.add_from(from, candidate.end, source, start);
    }
    if aliases.all.is_empty() {
        return;
    }
    aliases.sort();
    let mut added: Vec<Candidate> = Vec::new();
    let mut organization = 0;
    let mut at = 0;
    while let Some(next) = aliases.next(at) {
        at = next;
        while candidates.get(organization).is_some_and(|o| o.end <= at) {
            organization += 1;
        }
        let taken = candidates.get(organization).is_some_and(|o| o.first <= at);
        let found = if taken { None } else { find(&aliases, at) };
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
                strength: source.strength,
                rule: "organization/known_short",
            });
        }
        at = end;
    }
    candidates.append(&mut added);
    candidates.sort_by_key(|candidate| (candidate.first, usize::MAX - candidate.end));
}
