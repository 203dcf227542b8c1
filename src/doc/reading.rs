//! Proclitic readings: which lexicon word a token is once و ف ب ل ك س, ال and لل and their stacks are
//! taken off. The surface as written is tried first, then ever longer stacks; a reading in a class
//! of function, number, date, cue, head or role words beats one that is a bare name.
//!
//! A reading is an annotation of the token, never a cut: offsets stay those of the text.
//! (Order of proclitics: conjunction, preposition or future particle, article; W. Wright, A Grammar
//! of the Arabic Language, 3rd ed., i. §§ 345-366.)

use crate::chars::{self, ALEF, BA, FA, KAF, LAM, NUN, SEEN, TA, WAW, YA};
use crate::fold::{Key, Packer};
use crate::lex::{Token, TokenKind, mark};
use crate::lexicon::{Class, Lexicon};

use super::Keys;

/// A candidate reading in one machine word: node, classes, letters stripped before the host, marks.
/// Nodes count from 1, so 0 is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Reading(u64);

impl Reading {
    const NONE: Self = Self(0);

    #[inline]
    fn new(word: u32, flags: u16, skip: u32, marks: u8) -> Self {
        Self(
            u64::from(word)
                | u64::from(flags) << 32
                | u64::from(skip & 0xFF) << 48
                | u64::from(marks) << 56,
        )
    }

    #[inline]
    const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// Whether it stands in a class that decides.
    #[inline]
    fn is_strong(self) -> bool {
        self.0 & STRONG != 0
    }

    /// This reading, or the other when there is none or only the other decides.
    #[inline]
    fn or(self, other: Self) -> Self {
        if self.is_none() || !self.is_strong() && other.is_strong() {
            other
        } else {
            self
        }
    }

    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "each field is cut out of the word"
    )]
    const fn fields(self) -> (u32, u16, u32, u8) {
        (
            self.0 as u32,
            (self.0 >> 32) as u16,
            (self.0 >> 48 & 0xFF) as u32,
            (self.0 >> 56) as u8,
        )
    }
}

/// The bits of classes that hold verbs.
const VERBS: u64 = ((Class::Cue.bit() | Class::Function.bit()) as u64) << 32;

/// The bits of a reading that decide.
const STRONG: u64 = (!Class::WEAK as u64) << 32;

/// Reads every token against the lexicon.
pub(crate) fn read(text: &str, tokens: &mut [Token], lexicon: &Lexicon) {
    read_with(text, tokens, lexicon, &mut Readings::default());
}

/// Reads every token against the lexicon, with the readings of the words met last at hand.
pub(crate) fn read_with(
    text: &str,
    tokens: &mut [Token],
    lexicon: &Lexicon,
    readings: &mut Readings,
) {
    readings.begin(text.len());
    for token in tokens {
        match token.kind {
            TokenKind::Word => {
                let key = token.key.0;
                let reading = match readings.slot(key) {
                    Some(slot) if slot.key == key => slot.reading,
                    Some(slot) => {
                        let reading = word(text, token, lexicon);
                        *slot = Met { key, reading };
                        reading
                    }
                    None => word(text, token, lexicon),
                };
                let (word, flags, skip, marks) = reading.fields();
                token.word = word;
                token.flags = flags;
                token.marks |= marks;
                token.clitic = clitic_bytes(text, token, skip);
            }
            TokenKind::Latin | TokenKind::Number | TokenKind::Punct | TokenKind::Other => {
                if let Some((word, flags)) = lexicon.root(token.key) {
                    token.word = word;
                    token.flags = flags;
                }
            }
            TokenKind::Quote
            | TokenKind::Break
            | TokenKind::Space
            | TokenKind::Address
            | TokenKind::Tag
            | TokenKind::Acronym => {}
        }
    }
}

/// Works out the keys of tokens that were read.
pub(crate) fn keys_of(text: &str, tokens: &[Token], out: &mut Vec<Keys>) {
    out.clear();
    out.extend(tokens.iter().map(|token| keys(text, token)));
}

/// The readings of the words met last, since half of all words come again soon. One place a key:
/// a word takes that of another. All uses of one must be with one lexicon.
#[derive(Debug, Default)]
pub(crate) struct Readings {
    /// Empty at the first short text: the room would cost more than it saves.
    slots: Vec<Met>,
    used: bool,
}

/// A word and its reading.
#[derive(Clone, Copy, Debug, Default)]
struct Met {
    key: u64,
    reading: Reading,
}

/// Places for words: 256 kB.
const PLACES: usize = 1 << 14;
/// Length of a text from which the room pays at once.
const LONG_TEXT: usize = 1 << 17;

impl Readings {
    fn begin(&mut self, len: usize) {
        if self.slots.is_empty() && (self.used || len >= LONG_TEXT) {
            self.slots = vec![Met::default(); PLACES];
        }
        self.used = true;
    }

    #[inline]
    fn slot(&mut self, key: u64) -> Option<&mut Met> {
        const SHIFT: u32 = 64 - PLACES.trailing_zeros();
        #[allow(clippy::cast_possible_truncation, reason = "as many bits as places")]
        let at = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> SHIFT) as usize;
        self.slots.get_mut(at)
    }
}

/// The reading of a word.
fn word(text: &str, token: &Token, lexicon: &Lexicon) -> Reading {
    let count = u32::from(token.letters);
    if token.key.is_hashed() {
        let surface = text.get(token.span().range()).unwrap_or_default();
        let letters = Long {
            key: token.key,
            count,
            surface,
        };
        of_letters(&letters, lexicon)
    } else {
        let letters = Exact {
            key: token.key,
            count,
        };
        of_letters(&letters, lexicon)
    }
}

#[inline]
fn of_letters<L: Letters>(letters: &L, lexicon: &Lexicon) -> Reading {
    if !matches!(letters.letter(0), ALEF | WAW | FA | BA | LAM | KAF | SEEN) {
        return match letters.key_from(0) {
            Some(key) => look_up(key, 0, 0, lexicon),
            None => Reading::NONE,
        };
    }
    let best = best(letters, lexicon);
    if best.is_none() && letters.count() >= 5 && letters.starts_with_article(0) {
        return Reading::new(0, 0, 0, mark::ARTICLE);
    }
    best
}

/// The reading of the shortest stack of proclitics that decides, else the first one.
#[inline]
fn best<L: Letters>(letters: &L, lexicon: &Lexicon) -> Reading {
    let mut best = host(letters, 0, 0, lexicon);
    if best.is_strong() {
        return best;
    }
    best = preposition(letters, 0, 0, lexicon, best);
    if best.is_strong() || letters.count() <= 2 || !matches!(letters.letter(0), WAW | FA) {
        return best;
    }
    best = best.or(host(letters, 1, mark::CONJUNCTION, lexicon));
    if best.is_strong() {
        return best;
    }
    preposition(letters, 1, mark::CONJUNCTION, lexicon, best)
}

/// The best of `best` and the readings with a preposition (or the future particle) taken off behind
/// `skip` letters.
#[inline]
fn preposition<L: Letters>(
    letters: &L,
    skip: u32,
    marks: u8,
    lexicon: &Lexicon,
    best: Reading,
) -> Reading {
    if letters.count() < skip + 3 {
        return best;
    }
    let first = letters.letter(skip);
    if !matches!(first, BA | LAM | KAF | SEEN) {
        return best;
    }
    // The future particle stands before a prefix of the imperfect only: «سعيد» is no future.
    if first == SEEN && !matches!(letters.letter(skip + 1), YA | TA | NUN | ALEF) {
        return best;
    }
    let marks = marks | mark::PREPOSITION;
    let mut best = best;
    if first == LAM && letters.letter(skip + 1) == LAM {
        // لل: the second lam is the article's, its alef is not written.
        let definite = marks | mark::ARTICLE | mark::LIL;
        let whole = letters.key_with_alef(skip + 1);
        let stem = letters.key_from(skip + 2);
        for key in [whole, stem].into_iter().flatten() {
            best = best.or(look_up(key, skip + 1, definite, lexicon));
            if best.is_strong() {
                return best;
            }
        }
    }
    let reading = host(letters, skip + 1, marks, lexicon);
    // Only verbs have a future, and a name that begins like one in the first person stays a name:
    // «سامر» is no «سآمر».
    let first_person = letters.letter(skip + 1) == ALEF && !best.is_none();
    if first == SEEN && (reading.0 & VERBS == 0 || first_person) {
        return best;
    }
    best.or(reading)
}

/// The host behind `skip` letters, as written and without its article.
#[inline]
fn host<L: Letters>(letters: &L, skip: u32, marks: u8, lexicon: &Lexicon) -> Reading {
    let Some(key) = letters.key_from(skip) else {
        return Reading::NONE;
    };
    if !letters.starts_with_article(skip) {
        return look_up(key, skip, marks, lexicon);
    }
    let marks = marks | mark::ARTICLE;
    let whole = look_up(key, skip, marks, lexicon);
    if whole.is_strong() {
        return whole;
    }
    match letters.key_from(skip + 2) {
        Some(stem) => whole.or(look_up(stem, skip, marks, lexicon)),
        None => whole,
    }
}

#[inline]
fn look_up(key: Key, skip: u32, marks: u8, lexicon: &Lexicon) -> Reading {
    match lexicon.root(key) {
        Some((word, flags)) => Reading::new(word, flags, skip, marks),
        None => Reading::NONE,
    }
}

/// The folded letters of a word token.
trait Letters {
    /// Number of letters.
    fn count(&self) -> u32;
    /// Code of the `n`th letter, 0 behind the end.
    fn letter(&self, n: u32) -> u8;
    /// Whether the article and two letters more stand behind the first `skip`.
    fn starts_with_article(&self, skip: u32) -> bool {
        self.count() >= skip + 4 && self.letter(skip) == ALEF && self.letter(skip + 1) == LAM
    }
    /// The key of the letters behind the first `skip`; none when nothing is left.
    fn key_from(&self, skip: u32) -> Option<Key>;
    /// The same with ا before it.
    fn key_with_alef(&self, skip: u32) -> Option<Key>;
}

/// A word of at most ten letters, which its key holds: no look at the text.
struct Exact {
    key: Key,
    count: u32,
}

impl Letters for Exact {
    #[inline]
    fn count(&self) -> u32 {
        self.count
    }

    #[inline]
    fn letter(&self, n: u32) -> u8 {
        if n >= self.count {
            return 0;
        }
        (self.key.0 >> (6 * (self.count - 1 - n)) & 63) as u8
    }

    #[inline]
    fn starts_with_article(&self, skip: u32) -> bool {
        const ARTICLE: u64 = (ALEF as u64) << 6 | LAM as u64;
        self.count >= skip + 4 && self.key.0 >> (6 * (self.count - 2 - skip)) & 0xFFF == ARTICLE
    }

    #[inline]
    fn key_from(&self, skip: u32) -> Option<Key> {
        (skip < self.count).then(|| Key(self.key.0 & ((1 << (6 * (self.count - skip))) - 1)))
    }

    #[inline]
    fn key_with_alef(&self, skip: u32) -> Option<Key> {
        let key = self.key_from(skip)?;
        if skip > 0 {
            return Some(key.with_alef());
        }
        let mut packer = Packer::default();
        packer.push(ALEF);
        (0..self.count).for_each(|n| packer.push(self.letter(n)));
        Some(packer.finish())
    }
}

/// A longer word, whose letters are read from its surface.
struct Long<'t> {
    key: Key,
    count: u32,
    surface: &'t str,
}

impl Letters for Long<'_> {
    fn count(&self) -> u32 {
        self.count
    }

    fn letter(&self, n: u32) -> u8 {
        codes(self.surface).nth(n as usize).unwrap_or(0)
    }

    fn key_from(&self, skip: u32) -> Option<Key> {
        if skip >= self.count {
            return None;
        }
        if skip == 0 {
            return Some(self.key);
        }
        let mut packer = Packer::default();
        codes(self.surface)
            .skip(skip as usize)
            .for_each(|code| packer.push(code));
        Some(packer.finish())
    }

    fn key_with_alef(&self, skip: u32) -> Option<Key> {
        if skip >= self.count {
            return None;
        }
        let mut packer = Packer::default();
        packer.push(ALEF);
        codes(self.surface)
            .skip(skip as usize)
            .for_each(|code| packer.push(code));
        Some(packer.finish())
    }
}

/// The folded letter codes of a surface.
fn codes(surface: &str) -> impl Iterator<Item = u8> + '_ {
    surface.chars().flat_map(|c| {
        let (first, second) = match chars::class(c) {
            chars::Class::Arabic(code) | chars::Class::Latin(code) => (Some(code), None),
            chars::Class::Ligature(a, b) => (Some(a), Some(b)),
            _ => (None, None),
        };
        first.into_iter().chain(second)
    })
}

/// Bytes of the first `letters` letters with the marks behind them.
fn clitic_bytes(text: &str, token: &Token, letters: u32) -> u8 {
    if letters == 0 {
        return 0;
    }
    if !token.has(mark::MARKED) {
        // Each letter takes two bytes.
        return u8::try_from(2 * letters).unwrap_or(0);
    }
    let surface = text.get(token.span().range()).unwrap_or_default();
    let mut left = letters;
    for (at, c) in surface.char_indices() {
        if matches!(
            chars::class(c),
            chars::Class::Arabic(_) | chars::Class::Ligature(..)
        ) {
            if left == 0 {
                return u8::try_from(at).unwrap_or(0);
            }
            left -= 1;
        }
    }
    0
}

/// The keys of a token's host and stem, the article's alef restored in لل.
#[inline]
pub(super) fn keys(text: &str, token: &Token) -> Keys {
    if token.clitic == 0 && !token.has(mark::ARTICLE) {
        return Keys {
            host: token.key,
            stem: token.key,
        };
    }
    if token.key.is_hashed() || token.has(mark::MARKED) {
        return keys_of_long(text, token);
    }
    // Without marks the proclitics' letters take two bytes each, the stem's as well.
    let skip = u32::from(token.clitic) / 2;
    let rest = token.key.skip(skip);
    let host = if token.has(mark::LIL) {
        rest.with_alef()
    } else {
        rest
    };
    let stem = match (token.has(mark::ARTICLE), token.has(mark::LIL)) {
        (false, _) => host,
        (true, true) => rest.skip(1),
        (true, false) => rest.skip(2),
    };
    Keys { host, stem }
}

/// The same from the surface.
fn keys_of_long(text: &str, token: &Token) -> Keys {
    let host = text.get(token.host().range()).unwrap_or_default();
    let pack = |alef: bool, skip: usize| {
        let mut packer = Packer::default();
        if alef {
            packer.push(ALEF);
        }
        codes(host).skip(skip).for_each(|code| packer.push(code));
        packer.finish()
    };
    let lil = token.has(mark::LIL);
    let stem = match (token.has(mark::ARTICLE), lil) {
        (false, _) => 0,
        (true, true) => 1,
        (true, false) => 2,
    };
    Keys {
        host: pack(lil, 0),
        stem: pack(false, stem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lex::scan;

    fn reading(word: &str, entries: &[(&str, Class)]) -> (String, bool, u16) {
        let lexicon = Lexicon::of(entries);
        let mut tokens = Vec::new();
        scan(word, &mut tokens);
        read(word, &mut tokens, &lexicon);
        let token = tokens[0];
        (
            word[token.host().range()].to_owned(),
            token.has(mark::ARTICLE),
            token.flags,
        )
    }

    #[test]
    fn keys_of_hosts_and_stems() {
        let heads = ["منظمة", "مستوطنات", "استراتيجية"];
        let lexicon = Lexicon::of(&heads.map(|word| (word, Class::Head)));
        for (word, host, stem) in [
            ("منظمة", "منظمة", "منظمة"),
            ("وبالمنظمة", "المنظمة", "منظمة"),
            ("ولِلمنظمة", "المنظمة", "منظمة"),
            ("وللمستوطنات", "المستوطنات", "مستوطنات"),
            ("وللاستراتيجية", "الاستراتيجية", "استراتيجية"),
            ("الفلانية", "الفلانية", "فلانية"),
            ("وفلان", "وفلان", "وفلان"),
            ("\u{FEED}\u{FE8D}\u{FEDF}منظمة", "المنظمة", "منظمة"),
        ] {
            let mut tokens = Vec::new();
            scan(word, &mut tokens);
            read(word, &mut tokens, &lexicon);
            let keys = keys(word, &tokens[0]);
            assert_eq!(keys.host, Key::of(host), "{word}");
            assert_eq!(keys.stem, Key::of(stem), "{word}");
        }
    }

    #[test]
    fn stacks_of_proclitics() {
        let entries = [
            ("منظمة", Class::Head),
            ("الرباط", Class::Place),
            ("وان", Class::Family),
            ("أن", Class::Function),
            ("قال", Class::Cue),
            ("استراتيجية", Class::Head),
        ];
        for (word, host, article, class) in [
            ("منظمة", "منظمة", false, Class::Head),
            ("والمنظمة", "المنظمة", true, Class::Head),
            ("وبالمنظمة", "المنظمة", true, Class::Head),
            ("للمنظمة", "لمنظمة", true, Class::Head),
            ("وللمنظمة", "لمنظمة", true, Class::Head),
            ("لِلْمنظمة", "لْمنظمة", true, Class::Head),
            ("بالرباط", "الرباط", true, Class::Place),
            ("للرباط", "لرباط", true, Class::Place),
            ("وأن", "أن", false, Class::Function),
            ("فقال", "قال", false, Class::Cue),
            ("والاستراتيجية", "الاستراتيجية", true, Class::Head),
            ("وللاستراتيجية", "لاستراتيجية", true, Class::Head),
        ] {
            let got = reading(word, &entries);
            assert_eq!(got, (host.to_owned(), article, class.bit()), "{word}");
        }
    }
}
