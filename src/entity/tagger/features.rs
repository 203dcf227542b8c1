//! The features of a token: a number each, made of packed keys, affixes, classes and what stands beside.
//!
//! Training and tagging call the same functions, so the two cannot differ.

use crate::chars::LAM;
use crate::entity::words::{Word, Words};
use crate::fold::Key;
use crate::lex::{Token, TokenKind};
use crate::lexicon::Class;
use crate::lexicon::names::{SurfaceKind, bits};

/// What becomes of the features of a token: the program for training lists them, the tagger adds their
/// weights up.
///
/// Features that are made of one key lie together, so that one look-up serves them all: a word's weights
/// for itself and for the word behind it; a pair's for its first and its second word.
pub(super) trait Sink {
    /// Weights of a word for a token beside it: see [`Slot`].
    fn word(&mut self, template: u8, slot: Slot, word: &Unit);
    /// Weights of a pair of neighbours for its first (0) or second word (1).
    fn pair(&mut self, template: u8, key: u64, slot: usize);
    /// Weights of a feature.
    fn single(&mut self, template: u8, key: u64);
}

/// For whom a word's weights are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// The word itself.
    Own,
    /// The word behind it.
    Behind,
}

/// What the model knows of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    /// Place of its weights.
    pub(super) place: u32,
    /// Its weights in the gate: for itself, the word behind it and the one before.
    pub(super) gate: [i8; 3],
    /// Whether it is so frequent that its letters tell nothing more.
    pub(super) frequent: bool,
}

/// What the features of a text need of the model.
pub(super) trait Source {
    /// What is known of a word.
    fn known(&self, key: u64) -> Known;
    /// A weight of the gate for a token by itself; places are below [`OWN`].
    fn own(&self, at: usize) -> i8;
    /// Weights of the gate for the second and the first of two neighbours; places are below [`PAIRS`].
    fn neighbours(&self, at: usize) -> [i8; 2];
    /// The sum from which on the gate lets a word in.
    fn least(&self) -> i8;
}

/// Number of the gate's weights for tokens by themselves, and of those for neighbours.
pub(super) const OWN: usize = 1 << OWN_BITS;
pub(super) const PAIRS: usize = 1 << PAIR_BITS;
const OWN_BITS: u32 = 12;
const PAIR_BITS: u32 = 11;

/// Bits of a word's shape.
mod shape {
    /// و or ف.
    pub(super) const CONJUNCTION: u8 = 1;
    /// ب, ك or س.
    pub(super) const PREPOSITION: u8 = 2;
    /// ل.
    pub(super) const LAM: u8 = 4;
    /// ال.
    pub(super) const ARTICLE: u8 = 8;
}

fn shape_of(word: &Word) -> u8 {
    let mut shape = 0;
    if word.conjunction {
        shape |= shape::CONJUNCTION;
    }
    if word.preposition == LAM {
        shape |= shape::LAM;
    } else if word.preposition != 0 {
        shape |= shape::PREPOSITION;
    }
    if word.article {
        shape |= shape::ARTICLE;
    }
    shape
}

/// Number of classes of tokens that have transition weights of their own.
pub(super) const EDGES: usize = 8;

/// What the features of a token are made of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Unit {
    /// The word without proclitics and article, mixed.
    pub(super) stem: u64,
    /// Packed host for affixes, 0 unless exact.
    host_key: u64,
    /// What the model knows of the stem.
    pub(super) known: Known,
    /// Classes of the lexicon.
    classes: u16,
    /// Words and phrases of the lexicon that begin here or go on here.
    phrases: u16,
    /// Bits of the word in the name lexicon, as far as they are looked at.
    bits: u16,
    /// The most important part of what is known of the word's kind.
    brief: u16,
    /// Proclitics and article.
    shape: u8,
    /// What kind of token.
    kind: u8,
    /// Distance from the last head noun.
    head: u8,
    /// What the rules found here: see [`super::hints`].
    hint: u8,
    /// Class of the token for transitions.
    pub(super) edge: u8,
    /// Whether few features are enough: a mark, a number, a word that ends names.
    plain: bool,
    /// Whether the gate shuts it out: it stands in no name.
    pub(super) shut: bool,
}

const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

const fn mixed(key: u64) -> u64 {
    let key = (key ^ key >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    key ^ key >> 29
}

/// A feature: its template and one value.
#[inline]
const fn one(template: u64, value: u64) -> u64 {
    let mixed = (value ^ template.wrapping_mul(0xA24B_AED4_963E_E407)).wrapping_mul(MIX);
    mixed ^ mixed >> 32
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

/// Classes whose words and phrases are looked up, with the bits of a match's first and further words.
const MATCHED: [(Class, u16, u16); 2] = [(Class::Organization, 1, 2), (Class::Place, 4, 8)];
/// A phrase of two or more words begins here.
const LONG_ORGANIZATION: u16 = 16;
const LONG_PLACE: u16 = 32;
/// A name that is a common word too.
const WEAK_ORGANIZATION: u16 = 64;
const WEAK_PLACE: u16 = 128;
const ACRONYM: u16 = 256;
/// A body that many countries have.
const GENERIC: u16 = 512;
/// A title, a head noun begins here.
const ROLE: u16 = 1024;
const HEAD: u16 = 2048;

/// Bits of the name lexicon that features look at.
const BITS: u32 = 0x1FFF;

/// Fills `units` with one unit for each token of `from..end`, a line.
pub(super) fn line(
    words: &Words<'_>,
    hints: &[u8],
    from: usize,
    end: usize,
    source: &impl Source,
    units: &mut Vec<Unit>,
) {
    units.clear();
    let mut open = false;
    let tokens = words.doc.tokens.get(from..end).unwrap_or_default();
    units.extend(tokens.iter().zip(from..).map(|(token, at)| {
        let mut unit = unit(words, token, at, &mut open);
        unit.hint = hints.get(at).copied().unwrap_or(0);
        unit.known = source.known(unit.stem);
        unit
    }));
    shut(units, source);
    phrases(words, from, units);
}

/// Shuts out words that stand in no name, and counts how far the last head noun is.
fn shut(units: &mut [Unit], source: &impl Source) {
    let edge = edge(source);
    let least = i16::from(source.least());
    let mut before = edge.side();
    let first = units.first().map_or(before, Unit::side);
    let mut link = source.neighbours(pair(before, first));
    let mut head = FAR;
    let mut rest = &mut *units;
    while let [unit, behind @ ..] = rest {
        let own = unit.side();
        let next = behind.first().map_or_else(|| edge.side(), Unit::side);
        let [with_last, _] = link;
        link = source.neighbours(pair(own, next));
        let [_, with_next] = link;
        let [weight, ..] = unit.known.gate;
        let [kind, ending] = unit.cells();
        let weights = [
            weight,
            before.behind,
            next.before,
            with_last,
            with_next,
            source.own(kind),
            source.own(ending),
            source.own(hints_around(before, own, next)),
        ];
        let score: i16 = weights.into_iter().map(i16::from).sum();
        unit.shut = score < least;
        unit.head = head;
        let stop = unit.kind == 5;
        head = match head {
            _ if unit.phrases & HEAD != 0 => 0,
            _ if stop || u32::from(unit.bits) & bits::STOP != 0 => FAR,
            FAR => FAR,
            near => near + 1,
        };
        before = own;
        rest = behind;
    }
}

/// Distance of what is not near.
const FAR: u8 = 7;

/// What the gate looks at in a neighbour.
#[derive(Clone, Copy, Debug)]
struct Side {
    brief: u16,
    shape: u8,
    hint: u8,
    /// The word's weights for the one behind it and the one before it.
    behind: i8,
    before: i8,
}

impl Unit {
    #[inline]
    const fn side(&self) -> Side {
        let [_, behind, before] = self.known.gate;
        Side {
            brief: self.brief,
            shape: self.shape,
            hint: self.hint,
            behind,
            before,
        }
    }

    /// The places of the weights that speak for or against a name at the unit by itself.
    #[inline]
    const fn cells(&self) -> [usize; 2] {
        let suffix = if self.known.frequent {
            0
        } else {
            self.host_key & 0o77_7777
        };
        [
            cell(1, self.signature(), OWN_BITS),
            cell(2, suffix, OWN_BITS),
        ]
    }
}

/// The place of the gate's weights for two neighbours.
#[inline]
fn pair(a: Side, b: Side) -> usize {
    let kind = |side: Side| u64::from(side.brief) | u64::from(side.shape) << 12;
    cell(3, kind(a) << 16 | kind(b), PAIR_BITS)
}

/// The place of the gate's weight for what the rules found at `u` and beside it.
#[inline]
fn hints_around(a: Side, u: Side, b: Side) -> usize {
    let hints = u64::from(u.hint) << 16 | u64::from(a.hint) << 8 | u64::from(b.hint);
    cell(4, hints, OWN_BITS)
}

/// The place of a weight of the gate: what it looks at and one value.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "a few upper bits")]
const fn cell(what: u64, value: u64, bits: u32) -> usize {
    (value ^ what << 48)
        .wrapping_mul(MIX)
        .wrapping_shr(64 - bits) as usize
}

/// The words of the gate and the places of its other weights, for training: those of neighbours lie
/// behind those of tokens by themselves.
#[cfg(feature = "train")]
pub(super) fn gate(units: &[Unit], edge: &Unit, at: usize) -> ([u64; 3], [usize; 5]) {
    let get = |at: Option<usize>| at.and_then(|at| units.get(at)).unwrap_or(edge);
    let (a, u, b) = (get(at.checked_sub(1)), get(Some(at)), get(Some(at + 1)));
    let [kind, ending] = u.cells();
    let sides = (a.side(), u.side(), b.side());
    let cells = [
        kind,
        ending,
        hints_around(sides.0, sides.1, sides.2),
        OWN + 2 * pair(sides.0, sides.1),
        OWN + 2 * pair(sides.1, sides.2) + 1,
    ];
    ([u.stem, a.stem, b.stem], cells)
}

/// The unit of the token at `at`; `open` says whether a quotation mark stands open.
#[inline]
fn unit(words: &Words<'_>, token: &Token, at: usize, open: &mut bool) -> Unit {
    let mut unit = Unit::default();
    match token.kind {
        TokenKind::Word => {
            let Some(word) = words.cached(at) else {
                return unit;
            };
            unit.stem = mixed(word.stem.0 ^ 1 << 60);
            unit.host_key = exact(word.host);
            unit.classes = (token.flags | word.flags) & LOOKED_AT;
            unit.bits = u16::try_from(word.bits & BITS).unwrap_or(0);
            unit.shape = shape_of(word);
            unit.kind = 1;
            unit.edge = if unit.shape & (shape::PREPOSITION | shape::LAM) != 0 {
                1
            } else if unit.shape & shape::CONJUNCTION != 0 {
                2
            } else if unit.shape & shape::ARTICLE != 0 {
                3
            } else {
                0
            };
        }
        TokenKind::Latin => {
            unit.stem = mixed(token.key.0 ^ 2 << 60);
            unit.classes = token.flags & LOOKED_AT;
            unit.kind = 2;
            unit.edge = 4;
        }
        TokenKind::Number => {
            unit.stem = mixed(u64::from(token.letters.min(5)) ^ 3 << 60);
            unit.kind = 3;
            unit.edge = 5;
        }
        TokenKind::Quote => {
            let closes = match token.character() {
                Some('»' | '”' | '’') => true,
                Some('«' | '“' | '‘') => false,
                _ => *open,
            };
            *open = !closes;
            unit.stem = mixed(5 << 60 ^ u64::from(closes));
            unit.kind = 4;
            unit.edge = 7;
        }
        _ => {
            unit.stem = mixed(token.key.0 ^ 4 << 60);
            unit.kind = 5;
            unit.edge = 6;
        }
    }
    unit.summarize();
    unit
}

const fn exact(key: Key) -> u64 {
    if key.is_hashed() { 0 } else { key.0 }
}

/// Marks the words and phrases of the lexicon that begin at words that may be in a name.
fn phrases(words: &Words<'_>, from: usize, units: &mut [Unit]) {
    let rows = words.names();
    let gates = Class::Organization.bit() | Class::Place.bit();
    let mut next = 0;
    while let Some(behind) = units
        .get(next..)
        .and_then(|rest| rest.iter().position(|u| !u.shut && u.classes & gates != 0))
    {
        let at = next + behind;
        next = at + 1;
        let Some(unit) = units.get(at) else { break };
        let classes = unit.classes;
        for (class, first, further) in MATCHED {
            if classes & class.bit() == 0 {
                continue;
            }
            let at = from + at;
            let Some(entry) = words.entry(at, &words.read(at), class) else {
                continue;
            };
            let at = at - from;
            let length = entry.next - (from + at);
            let extra = match class {
                Class::Organization => {
                    let long = if length > 1 { LONG_ORGANIZATION } else { 0 };
                    long | rows
                        .organization(entry.row)
                        .map_or(0, |(_, kind)| match kind {
                            SurfaceKind::Name => 0,
                            SurfaceKind::Acronym => ACRONYM,
                            SurfaceKind::Weak => WEAK_ORGANIZATION,
                            SurfaceKind::Generic => GENERIC,
                        })
                }
                Class::Place => {
                    let long = if length > 1 { LONG_PLACE } else { 0 };
                    let weak = rows.place(entry.row).is_some_and(|(_, weak)| weak);
                    long | if weak { WEAK_PLACE } else { 0 }
                }
                _ => 0,
            };
            let mut bits = first | extra;
            for unit in units.iter_mut().skip(at).take(length) {
                unit.phrases |= bits;
                bits = further;
            }
        }
    }
}

/// Classes of names.
const NAMES: u16 =
    Class::Organization.bit() | Class::Place.bit() | Class::Given.bit() | Class::Family.bit();

impl Unit {
    /// Works out what several features need.
    #[inline]
    fn summarize(&mut self) {
        let stop = u32::from(self.bits) & bits::STOP != 0;
        self.brief = self.classes >> 6
            | u16::from(self.shape & shape::ARTICLE) << 4
            | u16::from(self.kind) << 8
            | u16::from(stop) << 11;
        if self.classes & Class::Role.bit() != 0 {
            self.phrases |= ROLE;
        }
        if self.classes & Class::Head.bit() != 0 {
            self.phrases |= HEAD;
        }
        self.plain = self.kind > 2 || stop && self.classes & NAMES == 0;
    }

    /// All that is known of the word's kind.
    #[inline]
    const fn signature(&self) -> u64 {
        self.classes as u64
            | (self.shape as u64) << 16
            | (self.bits as u64) << 20
            | ((self.kind) as u64) << 33
    }

    /// Whether few features are enough.
    #[inline]
    const fn is_plain(&self) -> bool {
        self.plain && self.hint == 0 && self.phrases == 0
    }
}

/// What stands before a line's first token and behind its last.
pub(super) fn edge(source: &impl Source) -> Unit {
    Unit {
        known: source.known(0),
        ..Unit::default()
    }
}

/// Gives `sink` the features of the unit at `at`; `edge` stands around the line.
#[inline]
pub(super) fn features(units: &[Unit], edge: &Unit, at: usize, sink: &mut impl Sink) {
    let get = |at: Option<usize>| at.and_then(|at| units.get(at)).unwrap_or(edge);
    let (a, u, b) = (get(at.checked_sub(1)), get(Some(at)), get(Some(at + 1)));
    let pair = |a: u16, b: u16| u64::from(a) << 16 | u64::from(b);
    sink.word(1, Slot::Own, u);
    sink.word(2, Slot::Behind, a);
    sink.pair(3, two(3, a.stem, u.stem), 1);
    sink.pair(4, two(3, u.stem, b.stem), 0);
    sink.pair(18, one(18, pair(a.brief, u.brief)), 1);
    sink.pair(19, one(18, pair(u.brief, b.brief)), 0);
    sink.single(5, one(5, u.signature()));
    if u.is_plain() {
        return;
    }
    if a.hint | u.hint | b.hint != 0 {
        let hints = u64::from(u.hint) << 16 | u64::from(a.hint) << 8 | u64::from(b.hint);
        sink.single(6, one(6, hints << 8 | u64::from(u.shape)));
        sink.single(7, one(7, u64::from(u.brief) << 8 | u64::from(u.hint)));
    }
    if u.host_key != 0 && !u.known.frequent {
        sink.single(8, one(8, u.host_key & 0o77_7777));
        sink.single(9, one(9, u.host_key & 0o7777_7777));
        let stem = if u.shape & shape::ARTICLE == 0 {
            Key(u.host_key)
        } else {
            Key(u.host_key).skip(2)
        };
        let letters = stem.letters();
        let prefix = stem.0 >> (6 * letters.saturating_sub(3));
        sink.single(10, one(10, prefix));
    }
    if a.phrases | u.phrases | b.phrases != 0 {
        sink.pair(12, one(12, pair(a.phrases, u.phrases)), 1);
        sink.pair(13, one(12, pair(u.phrases, b.phrases)), 0);
    }
    if u.head < FAR {
        let head = get(at.checked_sub(1 + usize::from(u.head)));
        sink.single(15, two(15, head.stem, u64::from(u.head)));
    }
    sink.single(16, one(16, u64::from(a.shape) << 12 | a.host_key & 0o7777));
    let shapes = u64::from(a.shape) << 16 | u64::from(u.shape) << 8 | u64::from(b.shape);
    sink.single(17, one(17, shapes));
}
