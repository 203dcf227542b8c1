//! Words as the tagger sees them: proclitics and article taken off by bit operations on the packed key.
//!
//! A known word keeps the reading that the lexicon chose. An unknown word is read by its shape:
//! «والمستقلة» is و + ال + مستقلة, «لمساندة» is ل + مساندة when that is a word of the name lexicon.

use crate::chars::{self, ALEF, BA, FA, KAF, LAM, WAW};
use crate::doc::Doc;
use crate::fold::{Key, Packer};
use crate::lex::{Token, mark};

/// Most letters of a long word that are looked at.
const LONGEST: usize = 24;

/// A word without its proclitics.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    /// Letters taken off: و or ف, then ب ل ك س.
    pub(super) stripped: u8,
    /// Proclitics and article as a small number: see [`shape`].
    pub(super) shape: u8,
    /// Key with article.
    pub(super) host: Key,
    /// Key without article.
    pub(super) stem: Key,
}

/// Bits of [`Word::shape`].
pub(super) mod shape {
    /// و or ف.
    pub(crate) const CONJUNCTION: u8 = 1;
    /// ب, ك or س.
    pub(crate) const PREPOSITION: u8 = 2;
    /// ل.
    pub(crate) const LAM: u8 = 4;
    /// ال.
    pub(crate) const ARTICLE: u8 = 8;
}

/// The letters of a word: bits of the key, or the codes of a longer word.
enum Letters {
    Exact(Key, u32),
    Long([u8; LONGEST], u32),
}

impl Letters {
    fn of(doc: &Doc<'_>, token: &Token) -> Self {
        if !token.key.is_hashed() {
            return Self::Exact(token.key, u32::from(token.letters));
        }
        let mut codes = [0; LONGEST];
        let mut count = 0;
        let letters = doc
            .slice(token.span())
            .chars()
            .flat_map(|c| match chars::class(c) {
                chars::Class::Arabic(code) | chars::Class::Latin(code) => [code, 0],
                chars::Class::Ligature(a, b) => [a, b],
                _ => [0, 0],
            })
            .filter(|code| *code != 0);
        for (slot, code) in codes.iter_mut().zip(letters) {
            *slot = code;
            count += 1;
        }
        Self::Long(codes, count)
    }

    const fn count(&self) -> u32 {
        match self {
            Self::Exact(_, count) | Self::Long(_, count) => *count,
        }
    }

    fn code(&self, n: u32) -> u8 {
        match self {
            Self::Exact(_, count) if n >= *count => 0,
            Self::Exact(key, count) => (key.0 >> (6 * (count - 1 - n)) & 63) as u8,
            Self::Long(codes, _) => codes.get(n as usize).copied().unwrap_or(0),
        }
    }

    /// The key of the letters behind the first `skip`, with ا before them if its alef is not written.
    fn key(&self, skip: u32, alef: bool) -> Key {
        match self {
            Self::Exact(_, count) if skip >= *count => Key(0),
            Self::Exact(key, count) => {
                let key = Key(key.0 & ((1 << (6 * (count - skip))) - 1));
                if alef {
                    Key(key.0 | u64::from(ALEF) << (6 * (count - skip)))
                } else {
                    key
                }
            }
            Self::Long(codes, count) => {
                let mut packer = Packer::default();
                if alef {
                    packer.push(ALEF);
                }
                codes
                    .iter()
                    .take(*count as usize)
                    .skip(skip as usize)
                    .for_each(|code| packer.push(*code));
                packer.finish()
            }
        }
    }

    fn has_article(&self, at: u32) -> bool {
        self.code(at) == ALEF && self.code(at + 1) == LAM && self.count() >= at + 4
    }

    fn has_lil(&self, at: u32) -> bool {
        self.code(at) == LAM && self.code(at + 1) == LAM && self.count() >= at + 4
    }
}

/// Reads a word token.
pub(super) fn read(doc: &Doc<'_>, token: &Token) -> Word {
    let letters = Letters::of(doc, token);
    if token.word != 0 {
        let mut shape = 0;
        let mut at = 0;
        if token.has(mark::CONJUNCTION) {
            shape |= shape::CONJUNCTION;
            at += 1;
        }
        if token.has(mark::PREPOSITION) {
            shape |= if letters.code(at) == LAM {
                shape::LAM
            } else {
                shape::PREPOSITION
            };
            at += 1;
        }
        let lil = token.has(mark::LIL);
        if token.has(mark::ARTICLE) {
            shape |= shape::ARTICLE;
        }
        return finish(&letters, at, shape, lil);
    }
    let first = letters.code(0);
    let mut at = 0;
    let mut shape = 0;
    let names = &doc.lexicon.names;
    let known =
        |skip: u32| letters.count() >= skip + 3 && names.word(letters.key(skip, false)) != 0;
    if matches!(first, WAW | FA) {
        let behind = letters.has_article(1)
            || letters.has_lil(1)
            || matches!(letters.code(1), BA | KAF) && letters.has_article(2);
        if behind || known(1) && !known(0) {
            shape |= shape::CONJUNCTION;
            at = 1;
        }
    }
    let mut lil = false;
    let next = letters.code(at);
    if letters.has_lil(at) {
        shape |= shape::LAM | shape::ARTICLE;
        lil = true;
        at += 1;
    } else if matches!(next, BA | KAF) && letters.has_article(at + 1)
        || matches!(next, BA | LAM) && known(at + 1) && !known(at)
    {
        shape |= if next == LAM {
            shape::LAM
        } else {
            shape::PREPOSITION
        };
        at += 1;
    }
    if letters.has_article(at) {
        shape |= shape::ARTICLE;
    }
    finish(&letters, at, shape, lil)
}

#[allow(clippy::cast_possible_truncation, reason = "at most two proclitics")]
fn finish(letters: &Letters, at: u32, shape: u8, lil: bool) -> Word {
    let stem = match (shape & shape::ARTICLE != 0, lil) {
        (false, _) => letters.key(at, false),
        (true, true) => letters.key(at + 1, false),
        (true, false) => letters.key(at + 2, false),
    };
    Word {
        stripped: at as u8,
        shape,
        host: letters.key(at, lil),
        stem,
    }
}

/// The byte at which the host of a token begins, `stripped` letters behind its start.
pub(super) fn host_start(doc: &Doc<'_>, token: &Token, stripped: u8) -> usize {
    let mut left = stripped;
    for (offset, c) in doc.slice(token.span()).char_indices() {
        if matches!(
            chars::class(c),
            chars::Class::Arabic(_) | chars::Class::Ligature(..)
        ) {
            if left == 0 {
                return token.start() + offset;
            }
            left -= 1;
        }
    }
    token.start()
}
