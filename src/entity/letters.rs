//! The letters of a token: cut out of its key where the key holds them, else read from the text.

use crate::chars::{self, ALEF, BA, FA, HA, KAF, LAM, MEEM, SEEN, WAW, YA};
use crate::doc::Doc;
use crate::fold::{Key, Packer};
use crate::lex::{Token, mark};

/// Longest word that is looked at letter by letter.
const LONGEST: usize = 24;

/// Letters of a token with their bytes in the text.
pub(super) trait Letters {
    /// Number of letters.
    fn count(&self) -> usize;
    /// The code of a letter, 0 behind the end.
    fn code(&self, at: usize) -> u8;
    /// First byte of a letter.
    fn start(&self, at: usize) -> usize;
    /// The key of the letters from one on, ا put before them if asked.
    fn key(&self, from: usize, alef: bool) -> Key;
}

/// A word of at most ten letters of two bytes each, which its key holds.
pub(super) struct Exact {
    key: Key,
    count: usize,
    start: usize,
}

impl Exact {
    #[inline]
    pub(super) const fn of(token: &Token) -> Option<Self> {
        if token.is_word() && !token.key.is_hashed() && !token.has(mark::MARKED) {
            Some(Self {
                key: token.key,
                count: token.letters as usize,
                start: token.start(),
            })
        } else {
            None
        }
    }
}

impl Letters for Exact {
    #[inline]
    fn count(&self) -> usize {
        self.count
    }

    #[inline]
    fn code(&self, at: usize) -> u8 {
        if at < self.count {
            (self.key.0 >> (6 * (self.count - 1 - at)) & 63) as u8
        } else {
            0
        }
    }

    #[inline]
    fn start(&self, at: usize) -> usize {
        self.start + 2 * at
    }

    #[inline]
    fn key(&self, from: usize, alef: bool) -> Key {
        let left = self.count.saturating_sub(from);
        let rest = Key(self.key.0 & ((1 << (6 * left)) - 1));
        if alef { rest.with_alef() } else { rest }
    }
}

/// The first letters of any other word, read from the text.
pub(super) struct Spelled {
    codes: [u8; LONGEST],
    starts: [usize; LONGEST],
    count: usize,
}

impl Spelled {
    pub(super) fn of(doc: &Doc<'_>, token: &Token) -> Self {
        let mut letters = Self {
            codes: [0; LONGEST],
            starts: [0; LONGEST],
            count: 0,
        };
        let mut push = |code: u8, at: usize| {
            if let (Some(c), Some(s)) = (
                letters.codes.get_mut(letters.count),
                letters.starts.get_mut(letters.count),
            ) {
                *c = code;
                *s = at;
                letters.count += 1;
            }
        };
        for (offset, c) in doc.slice(token.span()).char_indices() {
            let at = token.start() + offset;
            match chars::class(c) {
                chars::Class::Arabic(code) | chars::Class::Latin(code) => push(code, at),
                chars::Class::Ligature(a, b) => {
                    push(a, at);
                    push(b, at);
                }
                _ => {}
            }
        }
        letters
    }
}

impl Letters for Spelled {
    fn count(&self) -> usize {
        self.count
    }

    fn code(&self, at: usize) -> u8 {
        self.codes.get(at).copied().unwrap_or(0)
    }

    fn start(&self, at: usize) -> usize {
        self.starts.get(at).copied().unwrap_or(0)
    }

    fn key(&self, from: usize, alef: bool) -> Key {
        let mut packer = Packer::default();
        if alef {
            packer.push(ALEF);
        }
        let rest = self.codes.get(from..self.count).unwrap_or_default();
        for &code in rest {
            packer.push(code);
        }
        packer.finish()
    }
}

/// The answer to a question about the letters of a token, whichever way they are read.
macro_rules! with_letters {
    ($doc:expr, $token:expr, $letters:ident => $answer:expr) => {
        if let Some($letters) = &Exact::of($token) {
            $answer
        } else {
            let $letters = &Spelled::of($doc, $token);
            $answer
        }
    };
}

pub(super) use with_letters;

/// Whether a word has the endings of Arabic morphology.
#[inline]
pub(super) fn inflected<L: Letters>(letters: &L) -> bool {
    let n = letters.count();
    if n < 3 {
        return true;
    }
    let (last, before) = (letters.code(n - 1), letters.code(n - 2));
    last == HA
        || letters.code(0) == WAW && n > 3
        || last == MEEM && before == HA
        || last == ALEF && before == HA
        || last == ALEF && before == WAW && n > 4
        || letters.code(0) == YA && letters.code(1) != ALEF && letters.code(1) != WAW
        || letters.code(0) == SEEN && letters.code(1) == YA && n > 5
        || letters.code(0) == ALEF && letters.code(1) == LAM && n > 4
}

/// What is left behind one and two letters that can be proclitics.
pub(super) fn rests<L: Letters>(letters: &L) -> [Option<(Key, usize)>; 2] {
    let proclitic = |n| matches!(letters.code(n), WAW | FA | BA | LAM | KAF);
    let rest = |n| (letters.key(n, false), letters.start(n));
    let one = proclitic(0) && letters.count() > 3;
    let two = one && proclitic(1) && letters.count() > 4;
    [one.then(|| rest(1)), two.then(|| rest(2))]
}
