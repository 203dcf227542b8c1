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

const fn shape_of(word: &Word) -> u8 {
    let preposition = (word.preposition != 0) as u8;
    word.conjunction as u8
        | preposition << (1 + (word.preposition == LAM) as u8)
        | (word.article as u8) << 3
}

/// Number of classes of tokens that have transition weights of their own.
pub(super) const EDGES: usize = 8;

/// What the text and the lexicon say of a token by itself.
#[derive(Clone, Copy, Debug, Default)]
struct Traits {
    /// The word without proclitics and article, mixed.
    stem: u64,
    /// Packed host for affixes, 0 unless exact.
    host_key: u64,
    /// Classes of the lexicon.
    classes: u16,
    /// Bits of the word in the name lexicon, as far as they are looked at.
    bits: u16,
    /// Proclitics and article.
    shape: u8,
    /// What kind of token.
    kind: u8,
}

/// What the gate looks at in a token: three of four tokens are shut out and never become a [`Unit`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Glance {
    /// What the model knows of the stem.
    known: Known,
    /// The gate's weights for the token by itself, but for those of the rules' findings.
    own: i16,
    /// What neighbours see: the brief kind and the shape.
    kind: u16,
    /// What the rules found here: see [`super::hints`].
    hint: u8,
    /// Distance from the last head noun.
    head: u8,
    /// See [`glance`].
    marks: u8,
}

/// Marks of a [`Glance`].
mod glance {
    /// A head noun begins here.
    pub(super) const HEAD: u8 = 1;
    /// The complement of a head noun ends before it.
    pub(super) const STOP: u8 = 2;
    /// An organization or place of the lexicon may begin here.
    pub(super) const LISTED: u8 = 4;
    /// A quotation mark that closes.
    pub(super) const CLOSES: u8 = 8;
    /// The gate shuts it out: it stands in no name.
    pub(super) const SHUT: u8 = 16;
}

/// What the features of a token are made of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Unit {
    traits: Traits,
    /// What the model knows of the stem.
    pub(super) known: Known,
    /// The stem of the last head noun, where one is near.
    head_stem: u64,
    /// Words and phrases of the lexicon that begin here or go on here.
    phrases: u16,
    /// The most important part of what is known of the word's kind.
    brief: u16,
    /// Distance from the last head noun.
    head: u8,
    /// What the rules found here: see [`super::hints`].
    hint: u8,
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

/// The tokens of a line as the gate saw them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'d> {
    words: Words<'d>,
    /// Index of its first token.
    from: usize,
    glances: &'d [Glance],
    /// By token, the phrases of the lexicon that begin or go on there.
    phrases: &'d [u16],
}

/// Buffers of a [`Line`].
#[derive(Debug, Default)]
pub(super) struct Buffers {
    glances: Vec<Glance>,
    phrases: Vec<u16>,
}

impl<'d> Line<'d> {
    /// Reads the tokens `from..end`.
    pub(super) fn new(
        words: &Words<'d>,
        hints: &[u8],
        from: usize,
        end: usize,
        source: &impl Source,
        buffers: &'d mut Buffers,
    ) -> Self {
        let Buffers { glances, phrases } = buffers;
        let mut open = false;
        let tokens = words.doc.tokens.get(from..end).unwrap_or_default();
        glances.clear();
        glances.extend(tokens.iter().zip(from..).map(|(token, at)| {
            let hint = hints.get(at).copied().unwrap_or(0);
            Glance::of(words, token, at, hint, &mut open, source)
        }));
        shut(glances, source);
        phrases.clear();
        phrases.resize(glances.len(), 0);
        find_phrases(words, from, glances, phrases);
        Self {
            words: *words,
            from,
            glances,
            phrases,
        }
    }

    /// Number of tokens.
    pub(super) const fn len(&self) -> usize {
        self.glances.len()
    }

    /// The first token from `at` on that the gate lets in.
    #[inline]
    pub(super) fn next_open(&self, at: usize) -> Option<usize> {
        let rest = self.glances.get(at..)?;
        let behind = rest.iter().position(|glance| !glance.is_shut())?;
        Some(at + behind)
    }

    /// Whether there is a token at `at` that the gate lets in.
    #[inline]
    pub(super) fn is_open(&self, at: usize) -> bool {
        self.glances.get(at).is_some_and(|glance| !glance.is_shut())
    }

    /// The unit of a token; none outside of the line.
    #[inline]
    pub(super) fn unit(&self, at: usize) -> Option<Unit> {
        let glance = self.glances.get(at)?;
        let traits = self.traits(at)?;
        let mut phrases = self.phrases.get(at).copied().unwrap_or(0);
        if traits.classes & Class::Role.bit() != 0 {
            phrases |= ROLE;
        }
        if traits.classes & Class::Head.bit() != 0 {
            phrases |= HEAD;
        }
        let head_stem = if glance.head < FAR {
            let head = at.checked_sub(1 + usize::from(glance.head));
            head.and_then(|head| self.traits(head))
                .map_or(0, |head| head.stem)
        } else {
            0
        };
        Some(Unit {
            edge: traits.edge(),
            brief: traits.brief(),
            traits,
            known: glance.known,
            head_stem,
            phrases,
            head: glance.head,
            hint: glance.hint,
        })
    }

    #[inline]
    fn traits(&self, at: usize) -> Option<Traits> {
        let closes = self.glances.get(at)?.marks & glance::CLOSES != 0;
        let at = self.from + at;
        let token = self.words.doc.token(at)?;
        Some(Traits::of(&self.words, token, at, closes))
    }

    /// The words of the gate and the places of its other weights, for training: those of neighbours lie
    /// behind those of tokens by themselves.
    #[cfg(feature = "train")]
    pub(super) fn gate(&self, edge: &Unit, at: usize) -> ([u64; 3], [usize; 5]) {
        let unit = |at: Option<usize>| at.and_then(|at| self.unit(at)).unwrap_or(*edge);
        let (a, u, b) = (unit(at.checked_sub(1)), unit(Some(at)), unit(Some(at + 1)));
        let [kind, ending] = u.traits.cells(u.known.frequent);
        let cells = [
            kind,
            ending,
            hints_around(a.hint, u.hint, b.hint),
            OWN + 2 * neighbours(a.traits.outside(), u.traits.outside()),
            OWN + 2 * neighbours(u.traits.outside(), b.traits.outside()) + 1,
        ];
        ([u.traits.stem, a.traits.stem, b.traits.stem], cells)
    }
}

/// Shuts out words that stand in no name, and counts how far the last head noun is.
fn shut(glances: &mut [Glance], source: &impl Source) {
    let edge = Glance::edge(source);
    let least = i16::from(source.least());
    let no_hints = source.own(hints_around(0, 0, 0));
    let mut before = edge;
    let first = glances.first().map_or(0, |first| first.kind);
    let mut link = source.neighbours(neighbours(before.kind, first));
    let mut head = FAR;
    let mut rest = &mut *glances;
    while let [own, behind @ ..] = rest {
        let next = behind.first().unwrap_or(&edge);
        let [with_last, _] = link;
        link = source.neighbours(neighbours(own.kind, next.kind));
        let [_, with_next] = link;
        let [_, from_last, _] = before.known.gate;
        let [_, _, from_next] = next.known.gate;
        let hints = if before.hint | own.hint | next.hint == 0 {
            no_hints
        } else {
            source.own(hints_around(before.hint, own.hint, next.hint))
        };
        let score = own.own
            + i16::from(from_last)
            + i16::from(from_next)
            + i16::from(with_last)
            + i16::from(with_next)
            + i16::from(hints);
        if score < least {
            own.marks |= glance::SHUT;
        }
        own.head = head;
        head = if own.marks & glance::HEAD != 0 {
            0
        } else if own.marks & glance::STOP != 0 {
            FAR
        } else {
            FAR.min(head + 1)
        };
        before = *own;
        rest = behind;
    }
}

/// Distance of what is not near.
const FAR: u8 = 7;

impl Glance {
    #[inline]
    fn of(
        words: &Words<'_>,
        token: &Token,
        at: usize,
        hint: u8,
        open: &mut bool,
        source: &impl Source,
    ) -> Self {
        let mut marks = 0;
        if token.kind == TokenKind::Quote {
            let closes = match token.character() {
                Some('»' | '”' | '’') => true,
                Some('«' | '“' | '‘') => false,
                _ => *open,
            };
            *open = !closes;
            if closes {
                marks = glance::CLOSES;
            }
        }
        let traits = Traits::of(words, token, at, marks != 0);
        if traits.classes & Class::Head.bit() != 0 {
            marks |= glance::HEAD;
        }
        if traits.kind == 5 || traits.is_stop() {
            marks |= glance::STOP;
        }
        if traits.classes & (Class::Organization.bit() | Class::Place.bit()) != 0 {
            marks |= glance::LISTED;
        }
        let known = source.known(traits.stem);
        let [kind, ending] = traits.cells(known.frequent);
        let [weight, ..] = known.gate;
        Self {
            known,
            own: i16::from(weight) + i16::from(source.own(kind)) + i16::from(source.own(ending)),
            kind: traits.outside(),
            hint,
            head: FAR,
            marks,
        }
    }

    /// What stands before a line's first token and behind its last.
    fn edge(source: &impl Source) -> Self {
        Self {
            known: source.known(0),
            ..Self::default()
        }
    }

    #[inline]
    const fn is_shut(&self) -> bool {
        self.marks & glance::SHUT != 0
    }
}

/// The place of the gate's weights for two neighbours.
#[inline]
fn neighbours(a: u16, b: u16) -> usize {
    cell(3, u64::from(a) << 16 | u64::from(b), PAIR_BITS)
}

/// The place of the gate's weight for what the rules found at a token, and before and behind it.
#[inline]
fn hints_around(before: u8, own: u8, behind: u8) -> usize {
    let hints = u64::from(own) << 16 | u64::from(before) << 8 | u64::from(behind);
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

impl Traits {
    /// The traits of the token at `at`; a quotation mark `closes` or not.
    #[inline]
    fn of(words: &Words<'_>, token: &Token, at: usize, closes: bool) -> Self {
        let without_letters = |stem: u64, kind: u8| Self {
            stem: mixed(stem),
            kind,
            ..Self::default()
        };
        match token.kind {
            TokenKind::Word => {
                let Some(word) = words.cached(at) else {
                    return Self::default();
                };
                Self {
                    stem: mixed(word.stem.0 ^ 1 << 60),
                    host_key: exact(word.host),
                    classes: (token.flags | word.flags) & LOOKED_AT,
                    bits: u16::try_from(word.bits & BITS).unwrap_or(0),
                    shape: shape_of(word),
                    kind: 1,
                }
            }
            TokenKind::Latin => Self {
                classes: token.flags & LOOKED_AT,
                ..without_letters(token.key.0 ^ 2 << 60, 2)
            },
            TokenKind::Number => without_letters(u64::from(token.letters.min(5)) ^ 3 << 60, 3),
            TokenKind::Quote => without_letters(5 << 60 ^ u64::from(closes), 4),
            _ => without_letters(token.key.0 ^ 4 << 60, 5),
        }
    }

    /// Whether the word ends names.
    #[inline]
    const fn is_stop(&self) -> bool {
        self.bits as u32 & bits::STOP != 0
    }

    /// The most important part of what is known of the word's kind.
    #[inline]
    const fn brief(&self) -> u16 {
        self.classes >> 6
            | ((self.shape & shape::ARTICLE) as u16) << 4
            | (self.kind as u16) << 8
            | (self.is_stop() as u16) << 11
    }

    /// What neighbours see.
    #[inline]
    const fn outside(&self) -> u16 {
        self.brief() | (self.shape as u16) << 12
    }

    /// All that is known of the word's kind.
    #[inline]
    const fn signature(&self) -> u64 {
        self.classes as u64
            | (self.shape as u64) << 16
            | (self.bits as u64) << 20
            | (self.kind as u64) << 33
    }

    /// The places of the weights that speak for or against a name at the token by itself.
    #[inline]
    const fn cells(&self, is_frequent: bool) -> [usize; 2] {
        let suffix = if is_frequent {
            0
        } else {
            self.host_key & 0o77_7777
        };
        [
            cell(1, self.signature(), OWN_BITS),
            cell(2, suffix, OWN_BITS),
        ]
    }

    /// Class of the token for transitions.
    const fn edge(&self) -> u8 {
        match self.kind {
            1 if self.shape & (shape::PREPOSITION | shape::LAM) != 0 => 1,
            1 if self.shape & shape::CONJUNCTION != 0 => 2,
            1 if self.shape & shape::ARTICLE != 0 => 3,
            2 => 4,
            3 => 5,
            4 => 7,
            5 => 6,
            _ => 0,
        }
    }
}

const fn exact(key: Key) -> u64 {
    if key.is_hashed() { 0 } else { key.0 }
}

/// Marks the words and phrases of the lexicon that begin at words that may be in a name.
fn find_phrases(words: &Words<'_>, from: usize, glances: &[Glance], phrases: &mut [u16]) {
    let rows = words.names();
    let listed = |glance: &Glance| glance.marks & (glance::LISTED | glance::SHUT) == glance::LISTED;
    let mut next = 0;
    while let Some(behind) = glances
        .get(next..)
        .and_then(|rest| rest.iter().position(listed))
    {
        let at = next + behind;
        next = at + 1;
        let word = words.read(from + at);
        for (class, first, further) in MATCHED {
            let Some(entry) = words.entry(from + at, &word, class) else {
                continue;
            };
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
            for phrases in phrases.iter_mut().skip(at).take(length) {
                *phrases |= bits;
                bits = further;
            }
        }
    }
}

/// Classes of names.
const NAMES: u16 =
    Class::Organization.bit() | Class::Place.bit() | Class::Given.bit() | Class::Family.bit();

impl Unit {
    /// What stands before a line's first token and behind its last.
    pub(super) fn edge(source: &impl Source) -> Self {
        Self {
            known: source.known(0),
            ..Self::default()
        }
    }

    /// The word without proclitics and article, mixed.
    #[inline]
    pub(super) const fn stem(&self) -> u64 {
        self.traits.stem
    }

    /// Whether few features are enough: a mark, a number, a word that ends names.
    #[inline]
    const fn is_plain(&self) -> bool {
        let traits = &self.traits;
        let plain = traits.kind > 2 || traits.is_stop() && traits.classes & NAMES == 0;
        plain && self.hint == 0 && self.phrases == 0
    }
}

/// The templates of [`links`] for the second word of two and for the first.
#[cfg(feature = "train")]
const LINKS: [(u8, u8); 2] = [(3, 4), (18, 19)];

/// The features that two neighbours share: each is read once for both.
#[inline]
pub(super) const fn links(a: &Unit, b: &Unit) -> [u64; 2] {
    [
        two(3, a.traits.stem, b.traits.stem),
        one(18, (a.brief as u64) << 16 | b.brief as u64),
    ]
}

/// Gives `sink` all features of `u`, which stands between `a` and `b`.
#[cfg(feature = "train")]
pub(super) fn features(a: &Unit, u: &Unit, b: &Unit, sink: &mut impl Sink) {
    words(a, u, sink);
    let keys = links(a, u).into_iter().zip(links(u, b));
    for ((second, first), (before, behind)) in LINKS.into_iter().zip(keys) {
        sink.pair(second, before, 1);
        sink.pair(first, behind, 0);
    }
    others(a, u, b, sink);
}

/// Gives `sink` the words of `u` and of `a` before it.
#[inline]
pub(super) fn words(a: &Unit, u: &Unit, sink: &mut impl Sink) {
    sink.word(1, Slot::Own, u);
    sink.word(2, Slot::Behind, a);
}

/// Gives `sink` the features of `u`, which stands between `a` and `b`, that are neither [`words`] nor
/// [`links`].
#[inline]
pub(super) fn others(a: &Unit, u: &Unit, b: &Unit, sink: &mut impl Sink) {
    let pair = |a: u16, b: u16| u64::from(a) << 16 | u64::from(b);
    let Traits {
        host_key, shape, ..
    } = u.traits;
    sink.single(5, one(5, u.traits.signature()));
    if u.is_plain() {
        return;
    }
    if a.hint | u.hint | b.hint != 0 {
        let hints = u64::from(u.hint) << 16 | u64::from(a.hint) << 8 | u64::from(b.hint);
        sink.single(6, one(6, hints << 8 | u64::from(shape)));
        sink.single(7, one(7, u64::from(u.brief) << 8 | u64::from(u.hint)));
    }
    if host_key != 0 && !u.known.frequent {
        sink.single(8, one(8, host_key & 0o77_7777));
        sink.single(9, one(9, host_key & 0o7777_7777));
        let stem = if shape & shape::ARTICLE == 0 {
            Key(host_key)
        } else {
            Key(host_key).skip(2)
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
        sink.single(15, two(15, u.head_stem, u64::from(u.head)));
    }
    let (before, behind) = (&a.traits, &b.traits);
    sink.single(
        16,
        one(16, u64::from(before.shape) << 12 | before.host_key & 0o7777),
    );
    let shapes = u64::from(before.shape) << 16 | u64::from(shape) << 8 | u64::from(behind.shape);
    sink.single(17, one(17, shapes));
}
