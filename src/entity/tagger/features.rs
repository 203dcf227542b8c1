//! The features of a token: a number each, made of packed keys, affixes, classes and what stands beside.
//!
//! Training and tagging call the same functions, so the two cannot differ.

use crate::doc::Doc;
use crate::fold::Key;
use crate::lex::{TokenKind, mark};
use crate::lexicon::Class;

use super::read::{self, shape};

/// Most features of a token.
#[cfg(feature = "train")]
pub(super) const MOST: usize = 64;

/// Number of classes of tokens that have transition weights of their own.
pub(super) const EDGES: usize = 8;

/// What the features of a token are made of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Unit {
    /// The word with its proclitics, mixed.
    word: u64,
    /// The word without proclitics, mixed.
    host: u64,
    /// The word without article too, mixed.
    stem: u64,
    /// Packed host and stem for affixes, 0 unless exact.
    host_key: u64,
    stem_key: u64,
    /// Classes of the lexicon.
    classes: u32,
    /// Words and phrases of the lexicon that begin here or go on here.
    phrases: u32,
    /// Bits of the word in the name lexicon.
    bits: u32,
    /// Proclitics and article.
    shape: u8,
    /// What kind of token, and whether it stands close to the one before.
    kind: u8,
    /// Quotation mark or bracket open before it.
    inside: u8,
    /// Distance from the last title and head noun.
    role: u8,
    head: u8,
    /// Stem of that head noun, mixed.
    head_stem: u64,
    /// Place in the line.
    place: u8,
    /// Letters taken off before the host.
    pub(super) stripped: u8,
    /// Class of the token for transitions.
    pub(super) edge: u8,
}

const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

const fn mixed(key: u64) -> u64 {
    let key = (key ^ key >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    key ^ key >> 29
}

/// A feature: its template and one value.
#[inline]
const fn one(template: u64, value: u64) -> u64 {
    (value ^ template.wrapping_mul(0xA24B_AED4_963E_E407)).wrapping_mul(MIX)
}

/// A feature of two values.
#[inline]
const fn two(template: u64, a: u64, b: u64) -> u64 {
    one(template, a.rotate_left(23) ^ b)
}

/// Classes that features look at; the order of the bits is that of [`Class`].
const LOOKED_AT: u16 = Class::Number.bit()
    | Class::Date.bit()
    | Class::Head.bit()
    | Class::Role.bit()
    | Class::Nisba.bit()
    | Class::Given.bit()
    | Class::Family.bit()
    | Class::Place.bit()
    | Class::Organization.bit();

/// Classes whose phrases are matched, with the bits of a match's first and further words.
const PHRASES: [(Class, u32, u32); 6] = [
    (Class::Organization, 1, 2),
    (Class::Place, 4, 8),
    (Class::Given, 16, 32),
    (Class::Family, 64, 128),
    (Class::Role, 256, 512),
    (Class::Head, 1024, 2048),
];
/// A phrase of two or more words begins here.
const LONG_ORGANIZATION: u32 = 1 << 12;
const LONG_PLACE: u32 = 1 << 13;
/// A name that is a common word too.
const WEAK_ORGANIZATION: u32 = 1 << 14;
const WEAK_PLACE: u32 = 1 << 15;
const WEAK_GIVEN: u32 = 1 << 16;
const WEAK_FAMILY: u32 = 1 << 17;
const ACRONYM: u32 = 1 << 18;
/// A body that many countries have.
const GENERIC: u32 = 1 << 20;
/// A title that takes an organization.
const TAKES: u32 = 1 << 19;

/// Fills `units` with one unit for each token of `from..end`, a line.
pub(super) fn line(doc: &Doc<'_>, from: usize, end: usize, units: &mut Vec<Unit>) {
    units.clear();
    units.reserve(end.saturating_sub(from));
    let mut open = Open::default();
    for at in from..end {
        units.push(unit(doc, at, at - from, &mut open));
    }
    phrases(doc, from, units);
    chains(units);
}

/// Marks that stand open.
#[derive(Clone, Copy, Debug, Default)]
struct Open {
    quote: u8,
    bracket: u8,
}

fn unit(doc: &Doc<'_>, at: usize, place: usize, open: &mut Open) -> Unit {
    let Some(token) = doc.token(at) else {
        return Unit::default();
    };
    let glued = u8::from(token.has(mark::GLUED)) << 3;
    let mut unit = Unit {
        place: u8::try_from(place.min(3)).unwrap_or(3),
        inside: open.quote.min(1) | open.bracket.min(1) << 1,
        ..Unit::default()
    };
    match token.kind {
        TokenKind::Word => {
            let word = read::read(doc, token);
            let names = &doc.lexicon.names;
            unit.word = mixed(token.key.0);
            unit.host = mixed(word.host.0);
            unit.stem = mixed(word.stem.0 ^ 1 << 60);
            unit.host_key = exact(word.host);
            unit.stem_key = exact(word.stem);
            unit.classes = u32::from(token.flags & LOOKED_AT);
            unit.bits = names.word(word.host);
            if word.stem != word.host {
                unit.bits |= names.word(word.stem);
            }
            unit.shape = word.shape;
            unit.stripped = word.stripped;
            unit.kind = 1 | glued;
            unit.edge = if word.shape & (shape::PREPOSITION | shape::LAM) != 0 {
                1
            } else if word.shape & shape::CONJUNCTION != 0 {
                2
            } else if word.shape & shape::ARTICLE != 0 {
                3
            } else {
                0
            };
        }
        TokenKind::Latin => {
            unit.word = mixed(token.key.0 ^ 2 << 60);
            unit.host = unit.word;
            unit.stem = unit.word;
            unit.classes = u32::from(token.flags & LOOKED_AT);
            unit.kind = 2 | glued;
            unit.edge = 4;
        }
        TokenKind::Number => {
            unit.word = mixed(u64::from(token.letters.min(5)) ^ 3 << 60);
            unit.kind = 3 | glued;
            unit.edge = 5;
        }
        TokenKind::Quote => {
            let closes = match token.character() {
                Some('»' | '”' | '’') => true,
                Some('«' | '“' | '‘') => false,
                _ => open.quote != 0,
            };
            open.quote = u8::from(!closes);
            unit.word = mixed(5 << 60 ^ u64::from(closes));
            unit.kind = 4 | glued;
            unit.edge = 7;
        }
        _ => {
            if token.is_char('(') {
                open.bracket = 1;
            } else if token.is_char(')') {
                open.bracket = 0;
            }
            unit.word = mixed(token.key.0 ^ 4 << 60);
            unit.kind = 5 | glued;
            unit.edge = 6;
        }
    }
    if unit.kind & 7 > 2 {
        unit.host = unit.word;
        unit.stem = unit.word;
    }
    unit
}

const fn exact(key: Key) -> u64 {
    if key.is_hashed() { 0 } else { key.0 }
}

/// Marks the words and phrases of the lexicon.
fn phrases(doc: &Doc<'_>, from: usize, units: &mut [Unit]) {
    let names = &doc.lexicon.names;
    for at in 0..units.len() {
        let Some(unit) = units.get(at) else { break };
        let classes = unit.classes;
        for (class, first, further) in PHRASES {
            if classes & u32::from(class.bit()) == 0 {
                continue;
            }
            let Some(entry) = doc.entry(from + at, class) else {
                continue;
            };
            let words = entry.next - (from + at);
            let extra = match class {
                Class::Organization => {
                    let long = if words > 1 { LONG_ORGANIZATION } else { 0 };
                    long | names
                        .organization(entry.row)
                        .map_or(0, |(_, kind)| match kind {
                            crate::lexicon::names::SurfaceKind::Name => 0,
                            crate::lexicon::names::SurfaceKind::Acronym => ACRONYM,
                            crate::lexicon::names::SurfaceKind::Weak => WEAK_ORGANIZATION,
                            crate::lexicon::names::SurfaceKind::Generic => GENERIC,
                        })
                }
                Class::Place => {
                    let long = if words > 1 { LONG_PLACE } else { 0 };
                    let weak = names.place(entry.row).is_some_and(|(_, weak)| weak);
                    long | if weak { WEAK_PLACE } else { 0 }
                }
                Class::Given if crate::lexicon::names::given(entry.row).1 => WEAK_GIVEN,
                Class::Family if crate::lexicon::names::family_is_weak(entry.row) => WEAK_FAMILY,
                Class::Role
                    if crate::lexicon::names::role(entry.row).takes
                        == crate::lexicon::names::Takes::Organization =>
                {
                    TAKES
                }
                _ => 0,
            };
            let mut bits = first | extra;
            for unit in units.iter_mut().skip(at).take(words) {
                unit.phrases |= bits;
                bits = further;
            }
        }
    }
}

/// Distances from the last title and the last head noun.
fn chains(units: &mut [Unit]) {
    let (mut role, mut head, mut head_stem) = (7u8, 7u8, 0u64);
    for unit in units {
        unit.role = role;
        unit.head = head;
        unit.head_stem = head_stem;
        let stop = unit.kind & 7 == 5;
        if unit.phrases & (256 | 512) != 0 {
            role = 0;
        } else if stop {
            role = 7;
        } else {
            role = (role + 1).min(7);
        }
        if unit.phrases & 1024 != 0 {
            head = 0;
            head_stem = unit.stem;
        } else if stop || unit.bits & crate::lexicon::names::bits::STOP != 0 {
            head = 7;
            head_stem = 0;
        } else {
            head = (head + 1).min(7);
        }
    }
}

/// Gives `sink` the features of the unit at `at`.
#[inline]
pub(super) fn features(units: &[Unit], at: usize, mut sink: impl FnMut(u8, u64)) {
    let edge = Unit::default();
    let get = |at: Option<usize>| at.and_then(|at| units.get(at)).unwrap_or(&edge);
    let u = get(Some(at));
    let (a, aa) = (get(at.checked_sub(1)), get(at.checked_sub(2)));
    let (b, bb) = (get(Some(at + 1)), get(Some(at + 2)));
    let signature = |u: &Unit| {
        u64::from(u.classes)
            | u64::from(u.shape) << 16
            | u64::from(u.bits & 0x1FFF) << 20
            | u64::from(u.kind & 7) << 33
    };
    let brief = |u: &Unit| {
        u64::from(u.classes >> 6)
            | u64::from(u.shape & shape::ARTICLE) << 16
            | u64::from(u.kind & 7) << 33
            | u64::from(u.bits & 30 != 0) << 40
    };
    let phrase = |u: &Unit| u64::from(u.phrases);

    sink(1, one(1, u.stem));
    sink(2, two(2, u.host, u64::from(u.shape)));
    sink(3, one(3, a.stem));
    sink(4, one(4, b.stem));
    sink(5, one(5, aa.stem));
    sink(6, one(6, bb.stem));
    sink(7, two(7, a.stem, u.stem));
    sink(8, two(8, u.stem, b.stem));
    sink(9, two(9, aa.stem, a.stem));
    sink(10, two(10, b.stem, bb.stem));
    sink(11, one(11, a.word));
    if u.host_key != 0 {
        sink(12, one(12, u.host_key & 0o77));
        sink(13, one(13, u.host_key & 0o7777));
        sink(14, one(14, u.host_key & 0o77_7777));
        sink(15, one(15, u.host_key & 0o7777_7777));
        let letters = Key(u.stem_key).letters();
        let prefix = |n: u32| u.stem_key >> (6 * letters.saturating_sub(n));
        sink(16, one(16, prefix(1)));
        sink(17, one(17, prefix(2)));
        sink(18, one(18, prefix(3)));
        sink(19, one(19, prefix(4)));
        sink(20, two(20, u64::from(letters.min(9)), u64::from(u.shape)));
    }
    let (s, sa, sb) = (signature(u), signature(a), signature(b));
    sink(21, one(21, s));
    sink(22, one(22, sa));
    sink(23, one(23, sb));
    sink(24, one(24, brief(aa)));
    sink(25, one(25, brief(bb)));
    sink(26, two(26, mixed(brief(a)), brief(u)));
    sink(27, two(27, mixed(brief(u)), brief(b)));
    sink(
        28,
        two(
            28,
            mixed(brief(a)),
            mixed(brief(u)).rotate_left(11) ^ brief(b),
        ),
    );
    sink(29, two(29, phrase(u), u64::from(u.shape)));
    sink(30, two(30, mixed(phrase(a)), phrase(u)));
    sink(31, two(31, mixed(phrase(u)), phrase(b)));
    sink(32, two(32, a.stem, brief(u)));
    sink(33, two(33, b.stem, brief(u)));
    sink(
        34,
        two(34, aa.stem, mixed(brief(a)).rotate_left(7) ^ brief(u)),
    );
    sink(
        35,
        one(
            35,
            u64::from(u.place)
                | u64::from(u.inside) << 4
                | u64::from(u.kind) << 8
                | u64::from(a.kind) << 12
                | u64::from(b.kind) << 16,
        ),
    );
    sink(
        36,
        two(36, u64::from(u.role) << 8 | u64::from(u.shape), brief(u)),
    );
    sink(37, two(37, u.head_stem, u64::from(u.head)));
    sink(
        38,
        two(
            38,
            u64::from(u.head) << 8 | u64::from(u.shape),
            brief(u) | u64::from(u.bits & 480) << 44,
        ),
    );
    sink(39, two(39, a.host_key & 0o7777, u64::from(a.shape)));
    sink(40, two(40, b.host_key & 0o7777, u64::from(b.shape)));
    sink(
        41,
        two(
            41,
            u64::from(a.shape) << 8 | u64::from(u.shape),
            u64::from(b.shape),
        ),
    );
    sink(
        42,
        two(42, u64::from(u.head) << 4 | u64::from(u.role), phrase(u)),
    );
    sink(43, two(43, u.host_key & 0o7777, a.host_key & 0o7777));
    sink(44, two(44, u64::from(u.inside), a.stem));
}
