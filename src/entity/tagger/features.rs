//! The features of a token: a number each, made of packed keys, affixes, classes and what stands beside.
//!
//! Training and tagging call the same functions, so the two cannot differ.

use crate::chars::LAM;
use crate::entity::words::{Word, Words};
use crate::fold::Key;
use crate::lex::{TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::names::{SurfaceKind, bits};

/// Most features of a token that have a row of their own, and most pairs.
pub(super) const SINGLES: usize = 24;
pub(super) const PAIRS: usize = 6;

/// Kinds of pairs: stems, classes, phrases.
pub(super) const KINDS: usize = 3;

/// What becomes of the features of a token: the program for training lists them, the tagger adds their
/// weights up.
///
/// Features that are made of one key lie together, so that one look-up serves them all: a word's weights
/// for itself, for the word behind it, the one before and the one after next; a pair's for its first and
/// its second word.
pub(super) trait Sink {
    /// Weights of a word for a token beside it: see [`Slot`].
    fn word(&mut self, template: u8, slot: Slot, word: &Unit);
    /// Weights of a pair of neighbours for its first (0) or second word (1).
    fn pair(&mut self, template: u8, kind: usize, key: u64, slot: usize);
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
    /// The word before it.
    Before,
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
    /// A weight of the gate that no word has, by its place in a table of [`CELLS`]; behind these lies the
    /// sum from which on a word is let in.
    fn cell(&self, at: usize) -> i8;
}

/// Number of weights of the gate that no word has.
pub(super) const CELLS: usize = 4096;
/// How many of them count for a token.
pub(super) const CELLS_EACH: usize = 6;

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
    /// Packed host and stem for affixes, 0 unless exact.
    host_key: u64,
    stem_key: u64,
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
    /// What kind of token, and whether it stands close to the one before.
    kind: u8,
    /// Quotation mark or bracket open before it.
    inside: u8,
    /// Distance from the last title and head noun.
    role: u8,
    head: u8,
    /// Place in the line.
    place: u8,
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
    units.reserve(end.saturating_sub(from));
    let mut open = Open::default();
    for at in from..end {
        let mut unit = unit(words, at, at - from, &mut open);
        unit.hint = hints.get(at).copied().unwrap_or(0);
        unit.known = source.known(unit.stem);
        units.push(unit);
    }
    shut(units, source);
    phrases(words, from, units);
    chains(units);
}

/// Shuts out words that stand in no name.
fn shut(units: &mut [Unit], source: &impl Source) {
    let edge = edge(source);
    let mut before = edge;
    let least = i16::from(source.cell(CELLS));
    for at in 0..units.len() {
        let behind = units.get(at + 1).copied().unwrap_or(edge);
        let Some(unit) = units.get_mut(at) else { break };
        let sum = |a: i8, b: i8, c: i8| i16::from(a) + i16::from(b) + i16::from(c);
        let [own, ..] = unit.known.gate;
        let [_, last, _] = before.known.gate;
        let [.., next] = behind.known.gate;
        let mut score = sum(own, last, next);
        for cell in cells(&before, unit, &behind) {
            score += i16::from(source.cell(cell));
        }
        unit.shut = score < least;
        before = *unit;
    }
}

/// The places of the weights that speak for or against a name at `u`, between `a` and `b`.
#[inline]
fn cells(a: &Unit, u: &Unit, b: &Unit) -> [usize; CELLS_EACH] {
    let pair = |a: &Unit, b: &Unit| u64::from(a.brief) << 16 | u64::from(b.brief);
    let suffix = if u.known.frequent {
        0
    } else {
        u.host_key & 0o77_7777
    };
    [
        one(60, u.signature()),
        one(61, pair(a, u)),
        one(62, pair(u, b)),
        one(
            63,
            u64::from(u.hint) << 16 | u64::from(a.hint) << 8 | u64::from(b.hint),
        ),
        one(64, suffix),
        one(
            65,
            u64::from(u.hint != 0) << 16 | u64::from(a.shape) << 8 | u64::from(u.shape),
        ),
    ]
    .map(|key| usize::try_from(key >> 40).unwrap_or(0) % CELLS)
}

/// The words of the gate and the places of its other weights, for training.
#[cfg(feature = "train")]
pub(super) fn gate(units: &[Unit], edge: &Unit, at: usize) -> ([u64; 3], [usize; CELLS_EACH]) {
    let get = |at: Option<usize>| at.and_then(|at| units.get(at)).unwrap_or(edge);
    let (a, u, b) = (get(at.checked_sub(1)), get(Some(at)), get(Some(at + 1)));
    ([u.stem, a.stem, b.stem], cells(a, u, b))
}

/// Marks that stand open.
#[derive(Clone, Copy, Debug, Default)]
struct Open {
    quote: u8,
    bracket: u8,
}

fn unit(words: &Words<'_>, at: usize, place: usize, open: &mut Open) -> Unit {
    let Some(token) = words.doc.token(at) else {
        return Unit::default();
    };
    let glued = u8::from(place > 0 && token.has(mark::GLUED)) << 3;
    let mut unit = Unit {
        place: u8::try_from(place.min(3)).unwrap_or(3),
        inside: open.quote.min(1) | open.bracket.min(1) << 1,
        ..Unit::default()
    };
    match token.kind {
        TokenKind::Word => {
            let word = words.read(at);
            unit.stem = mixed(word.stem.0 ^ 1 << 60);
            unit.host_key = exact(word.host);
            unit.stem_key = exact(word.stem);
            unit.classes = (token.flags | word.flags) & LOOKED_AT;
            unit.bits = u16::try_from(word.bits & BITS).unwrap_or(0);
            unit.shape = shape_of(&word);
            unit.kind = 1 | glued;
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
            unit.kind = 2 | glued;
            unit.edge = 4;
        }
        TokenKind::Number => {
            unit.stem = mixed(u64::from(token.letters.min(5)) ^ 3 << 60);
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
            unit.stem = mixed(5 << 60 ^ u64::from(closes));
            unit.kind = 4 | glued;
            unit.edge = 7;
        }
        _ => {
            if token.is_char('(') {
                open.bracket = 1;
            } else if token.is_char(')') {
                open.bracket = 0;
            }
            unit.stem = mixed(token.key.0 ^ 4 << 60);
            unit.kind = 5 | glued;
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
    for at in 0..units.len() {
        let Some(unit) = units.get(at) else { break };
        let classes = unit.classes;
        if unit.shut || classes & (Class::Organization.bit() | Class::Place.bit()) == 0 {
            continue;
        }
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
            | u16::from(self.kind & 7) << 8
            | u16::from(stop) << 11;
        if self.classes & Class::Role.bit() != 0 {
            self.phrases |= ROLE;
        }
        if self.classes & Class::Head.bit() != 0 {
            self.phrases |= HEAD;
        }
        self.plain = self.kind & 7 > 2 || stop && self.classes & NAMES == 0;
    }

    /// All that is known of the word's kind.
    #[inline]
    const fn signature(&self) -> u64 {
        self.classes as u64
            | (self.shape as u64) << 16
            | (self.bits as u64) << 20
            | ((self.kind & 7) as u64) << 33
    }

    /// Whether few features are enough.
    #[inline]
    const fn is_plain(&self) -> bool {
        self.plain && self.hint == 0 && self.phrases == 0
    }
}

/// Distances from the last title and the last head noun.
fn chains(units: &mut [Unit]) {
    let (mut role, mut head) = (7u8, 7u8);
    for unit in units {
        unit.role = role;
        unit.head = head;
        let stop = unit.kind & 7 == 5;
        if unit.phrases & ROLE != 0 {
            role = 0;
        } else if stop {
            role = 7;
        } else {
            role = (role + 1).min(7);
        }
        if unit.phrases & HEAD != 0 {
            head = 0;
        } else if stop || u32::from(unit.bits) & bits::STOP != 0 {
            head = 7;
        } else {
            head = (head + 1).min(7);
        }
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
    sink.word(1, Slot::Own, u);
    sink.word(3, Slot::Behind, a);
    sink.word(4, Slot::Before, b);
    sink.pair(7, 0, two(7, a.stem, u.stem), 1);
    sink.pair(8, 0, two(7, u.stem, b.stem), 0);
    let pair = |a: u16, b: u16| u64::from(a) << 16 | u64::from(b);
    sink.pair(26, 1, one(26, pair(a.brief, u.brief)), 1);
    sink.pair(27, 1, one(26, pair(u.brief, b.brief)), 0);
    sink.single(21, one(21, u.signature()));
    if u.is_plain() {
        return;
    }
    if a.hint | u.hint | b.hint != 0 {
        sink.single(
            46,
            one(
                46,
                u64::from(u.hint) << 24
                    | u64::from(a.hint) << 16
                    | u64::from(b.hint) << 8
                    | u64::from(u.shape),
            ),
        );
        sink.single(47, one(47, u64::from(u.brief) << 8 | u64::from(u.hint)));
        sink.single(48, two(48, u.stem, u64::from(u.hint)));
    }
    if u.host_key != 0 && !u.known.frequent {
        sink.single(12, one(12, u.host_key & 0o77));
        sink.single(14, one(14, u.host_key & 0o77_7777));
        sink.single(15, one(15, u.host_key & 0o7777_7777));
        let letters = Key(u.stem_key).letters();
        let prefix = |n: u32| u.stem_key >> (6 * letters.saturating_sub(n));
        sink.single(16, one(16, prefix(1)));
        sink.single(18, one(18, prefix(3)));
        sink.single(19, one(19, prefix(4)));
    }
    if a.phrases | u.phrases | b.phrases != 0 {
        sink.single(29, one(29, u64::from(u.phrases) << 8 | u64::from(u.shape)));
        sink.pair(30, 2, one(30, pair(a.phrases, u.phrases)), 1);
        sink.pair(31, 2, one(30, pair(u.phrases, b.phrases)), 0);
    }
    sink.single(
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
    if u.role < 7 {
        sink.single(
            36,
            one(
                36,
                u64::from(u.role) << 24 | u64::from(u.shape) << 16 | u64::from(u.brief),
            ),
        );
    }
    if u.head < 7 {
        let head = get(at.checked_sub(1 + usize::from(u.head)));
        sink.single(37, two(37, head.stem, u64::from(u.head)));
    }
    sink.single(39, one(39, u64::from(a.shape) << 12 | a.host_key & 0o7777));
    sink.single(
        41,
        one(
            41,
            u64::from(a.shape) << 16 | u64::from(u.shape) << 8 | u64::from(b.shape),
        ),
    );
}
