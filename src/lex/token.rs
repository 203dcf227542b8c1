//! The token: twenty-four bytes that stand for one word, number, mark or break.

use crate::fold::Key;
use crate::span::Span;

/// What a token is.
///
/// ```
/// use khabar::{TokenKind, tokens};
/// let kinds: Vec<_> = tokens("في 5").iter().map(|token| token.kind).collect();
/// assert_eq!(kinds, [TokenKind::Word, TokenKind::Space, TokenKind::Number]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum TokenKind {
    /// Word in Arabic letters, vowel signs and tatweel included.
    Word,
    /// Word in Latin letters.
    Latin,
    /// Run of digits of one or more families.
    Number,
    /// One punctuation character.
    Punct,
    /// One quotation mark.
    Quote,
    /// One or more line breaks with the white space between them.
    Break,
    /// A segment of anything else: symbol, emoji, other script, stray mark.
    Other,
    /// White space and format controls between tokens; only in public token lists, as the following.
    Space,
    /// Address, e-mail, domain or file name: «www.example.ma».
    Address,
    /// Hashtag or handle with its sign: `#كأس_العالم`.
    Tag,
    /// Dotted letters or names of letters: «أ.ف.ب», «بي.بي.سي».
    Acronym,
}

/// Bits of [`Token::marks`].
pub(crate) mod mark {
    /// The host of the reading begins with the article.
    pub(crate) const ARTICLE: u8 = 1;
    /// The article's alef is not written: لل.
    pub(crate) const LIL: u8 = 2;
    /// Nothing stands between this token and the one before.
    pub(crate) const GLUED: u8 = 4;
    /// Vowel signs, tatweel, controls or presentation forms inside; without it each letter takes
    /// two bytes.
    pub(crate) const MARKED: u8 = 8;
    /// Digits of more than one family.
    pub(crate) const MIXED: u8 = 16;
    /// The reading strips و or ف.
    pub(crate) const CONJUNCTION: u8 = 32;
    /// The reading strips ب, ل, ك or س.
    pub(crate) const PREPOSITION: u8 = 64;
}

/// Number keys carry this bit and the value below it.
const NUMBER: u64 = 1 << 62;
/// Character keys (punctuation, quotes) carry this bit and the code point.
const CHARACTER: u64 = 1 << 61;

/// A token. Offsets are bytes of the article's text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// Packed folded letters, number value, or character.
    pub(crate) key: Key,
    /// First byte.
    pub(crate) start: u32,
    /// Node of the lexicon's first word that the chosen reading is; 0 when unknown.
    pub(crate) word: u32,
    /// Length in bytes; longer runs are cut.
    pub(crate) len: u16,
    /// Lexicon classes of the reading, one bit a class.
    pub(crate) flags: u16,
    /// What it is.
    pub(crate) kind: TokenKind,
    /// Letters or digits, 255 for more.
    pub(crate) letters: u8,
    /// Bytes of the proclitics that the reading strips, up to the host (the article belongs to it).
    pub(crate) clitic: u8,
    /// See [`mark`].
    pub(crate) marks: u8,
}

impl Token {
    pub(crate) const fn start(&self) -> usize {
        self.start as usize
    }

    pub(crate) const fn end(&self) -> usize {
        self.start as usize + self.len as usize
    }

    pub(crate) const fn span(&self) -> Span {
        Span::from_u32(self.start, self.start + self.len as u32)
    }

    /// The span without proclitics: «للمنظمة» gives its last seven letters.
    pub(crate) const fn host(&self) -> Span {
        Span::from_u32(
            self.start + self.clitic as u32,
            self.start + self.len as u32,
        )
    }

    pub(crate) const fn has(&self, mark: u8) -> bool {
        self.marks & mark != 0
    }

    pub(crate) const fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word)
    }

    /// The value of a digit token of at most 18 digits.
    pub(crate) const fn number(&self) -> Option<u64> {
        match self.kind {
            TokenKind::Number if self.letters <= 18 => Some(self.key.0 & !NUMBER),
            _ => None,
        }
    }

    /// The character of a punctuation or quotation token.
    pub(crate) fn character(&self) -> Option<char> {
        match self.kind {
            TokenKind::Punct | TokenKind::Quote => {
                char::from_u32((self.key.0 & 0xFFFF_FFFF) as u32)
            }
            _ => None,
        }
    }

    /// Whether this is the punctuation or quotation character given.
    pub(crate) fn is_char(&self, c: char) -> bool {
        self.key.0 == CHARACTER | u64::from(u32::from(c))
            && matches!(self.kind, TokenKind::Punct | TokenKind::Quote)
    }
}

/// A token with the keys of its chosen reading.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Forms<'t> {
    /// The token.
    pub(crate) token: &'t Token,
    /// Proclitics off, article kept.
    pub(crate) host: Key,
    /// Proclitics and article off.
    pub(crate) stem: Key,
}

pub(crate) const fn number_key(value: u64) -> Key {
    Key(NUMBER | value & (NUMBER - 1))
}

pub(crate) const fn character_key(c: char) -> Key {
    Key(CHARACTER | c as u64)
}

const _: () = assert!(size_of::<Token>() == 24, "a token is 24 bytes");
