//! What mentions are compared by: the words of their names, and maps from them to entities.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use super::organizations::Candidate;
use super::types::{EntityId, OrganizationType};
use crate::chars::{ALEF, LAM};
use crate::fold::Key;

/// An organization while mentions are linked.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Words of the fullest form, in the pool.
    pub(super) keys: Range<usize>,
    /// Number of words before the core in the fullest form.
    pub(super) core: usize,
    pub(super) row: Option<u32>,
    pub(super) head: Option<u32>,
    pub(super) kind: Option<OrganizationType>,
    /// Mention with the fullest form.
    pub(super) fullest: (usize, usize, usize),
    /// Whether that one shares the head of another: «وزارتي الداخلية [والعدل]».
    pub(super) second: bool,
    pub(super) acronym: Option<String>,
}

/// A hasher for numbers that are spread already, or few.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(byte.into());
        }
    }

    fn write_u32(&mut self, n: u32) {
        self.write_u64(n.into());
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0.rotate_left(5) ^ n).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

/// Indices by number.
pub(super) type Index<K> = HashMap<K, usize, BuildHasherDefault<Spread>>;

/// Number of types.
pub(super) const TYPES: usize = OrganizationType::Other as usize + 1;

/// Buffers of the resolver that are reused from article to article.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    /// Words of the names that mentions are compared with.
    pub(super) pool: Vec<Key>,
    /// Organizations, by the index of their entity.
    pub(super) known: Vec<Known>,
    /// Candidate and number of words of each mention of an organization.
    pub(super) mentions: Vec<(usize, usize)>,
    /// Rows of organizations, and of places, in the lexicon.
    pub(super) by_row: Index<u32>,
    /// Names and other forms, by a hash of the words.
    pub(super) by_form: Index<u64>,
    /// The organization named last with a head noun.
    pub(super) by_head: Index<u32>,
    /// The person with a name's part.
    pub(super) by_part: Index<u64>,
    /// Words and entity of each person.
    pub(super) people: Vec<(Range<usize>, usize)>,
}

/// Empties a map; one that a long text left large is given back.
pub(super) fn clear<K>(map: &mut Index<K>) {
    if map.capacity() > 1 << 10 {
        *map = Index::default();
    } else {
        map.clear();
    }
}

/// A hash of the words of a name.
pub(super) fn form(keys: &[Key]) -> u64 {
    keys.iter().fold(keys.len() as u64, |hash, key| {
        (hash.rotate_left(23) ^ key.0).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

/// Whether a candidate lies inside another mention of its entity: «البنك [المركزي الأوروبي]».
pub(super) fn is_within_itself(
    candidate: &Candidate,
    id: Option<EntityId>,
    before: &[Candidate],
    ids: &[Option<EntityId>],
) -> bool {
    let around = before.iter().zip(ids).rev().take(6);
    around
        .filter(|(other, _)| other.first <= candidate.first && candidate.end <= other.end)
        .any(|(_, other)| *other == id)
}

/// Whether `short` is a shorter form of `full`: its words in the same order behind the same first
/// word, or the name without its head where that can stand alone.
pub(super) fn is_short_of(
    short: &[Key],
    full: &[Key],
    core: usize,
    kind: OrganizationType,
) -> bool {
    if short.len() >= full.len() || short.is_empty() {
        return false;
    }
    if core > 0 && full.get(core..).is_some_and(|rest| rest == short) {
        return matches!(
            kind,
            OrganizationType::Party
                | OrganizationType::ArmedGroup
                | OrganizationType::Company
                | OrganizationType::Sports
                | OrganizationType::Media
                | OrganizationType::Finance
                | OrganizationType::Ngo
        );
    }
    let (Some(&one), Some(&other)) = (short.first(), full.first()) else {
        return false;
    };
    if bare(one) != bare(other) {
        return false;
    }
    let (one, other) = (short.get(1..), full.get(1..));
    one.zip(other)
        .is_some_and(|(one, other)| is_part(one, other))
}

/// The key of a word without its article.
fn bare(key: Key) -> Key {
    if !key.is_hashed() && key.letters() > 4 && key.letter(0) == ALEF && key.letter(1) == LAM {
        key.skip(2)
    } else {
        key
    }
}

/// Whether two names differ by the article of the first word alone: «الشركة الوطنية للنقل», «شركة
/// الوطنية للنقل».
pub(super) fn is_same_but_article(one: &[Key], other: &[Key]) -> bool {
    one.len() > 1
        && one.len() == other.len()
        && one.get(1..) == other.get(1..)
        && one
            .first()
            .zip(other.first())
            .is_some_and(|(one, other)| bare(*one) == bare(*other))
}

/// Whether `short` is what stands behind a noun and its adjectives: «التأمينات الاجتماعية» for
/// «المؤسسة العامة للتأمينات الاجتماعية».
pub(super) fn is_purpose_of(short: &[Key], full: &[Key]) -> bool {
    short.len() > 1 && short.len() < full.len() && full.ends_with(short)
}

/// Whether the words of `short` stand in `full` in the same order.
pub(super) fn is_part(short: &[Key], full: &[Key]) -> bool {
    if short.is_empty() || short.len() >= full.len() {
        return false;
    }
    let mut rest = full.iter();
    short.iter().all(|key| rest.any(|other| other == key))
}
