//! Orthographic folding: equal words get equal keys, whatever their vowel signs, tatweel, hamza
//! seats, presentation forms or direction marks.

use crate::chars::{self, Class};

/// A word packed into 64 bits: six bits a folded letter for up to ten letters, so that the key *is*
/// the word; longer words are a 63-bit hash with the top bit set. Two different long words share a
/// key with a chance of about 2⁻⁶³, which is accepted: a key never decides offsets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Key(pub(crate) u64);

/// Letters that fit into an exact key.
pub(crate) const EXACT: u8 = 10;
const HASHED: u64 = 1 << 63;

impl Key {
    /// The key of the letters in `text`, marks and everything else left out.
    pub(crate) fn of(text: &str) -> Self {
        let mut packer = Packer::default();
        for c in text.chars() {
            packer.push_char(c);
        }
        packer.finish()
    }

    /// Whether the key is a hash of a word of more than ten letters.
    pub(crate) const fn is_hashed(self) -> bool {
        self.0 & HASHED != 0
    }

    /// The keys of words that single spaces separate.
    pub(crate) fn of_words(text: &str) -> impl Iterator<Item = Self> {
        let mut chars = text.chars();
        let mut more = true;
        std::iter::from_fn(move || {
            let mut packer = Packer::default();
            while more {
                match chars.next() {
                    Some(' ') => return Some(packer.finish()),
                    Some(c) => packer.push_char(c),
                    None => {
                        more = false;
                        return Some(packer.finish());
                    }
                }
            }
            None
        })
    }

    /// Number of letters of an exact key.
    #[inline]
    pub(crate) const fn letters(self) -> u32 {
        (69 - self.0.leading_zeros()) / 6
    }

    /// Code of the `n`th letter of an exact key, 0 behind its end.
    pub(crate) const fn letter(self, n: u32) -> u8 {
        let letters = self.letters();
        if n >= letters {
            0
        } else {
            (self.0 >> (6 * (letters - 1 - n)) & 63) as u8
        }
    }

    /// Letters of an exact key, six bits each, the first at the top.
    #[inline]
    pub(crate) const fn leading(self) -> u64 {
        let letters = self.letters();
        let letters = if letters > EXACT as u32 {
            EXACT as u32
        } else {
            letters
        };
        self.0 << (60 - 6 * letters) << 4
    }

    /// Codes of the first two letters of an exact key, 0 for none.
    #[inline]
    pub(crate) const fn first_two(self) -> (u8, u8) {
        let letters = self.leading();
        ((letters >> 58) as u8, (letters >> 52 & 63) as u8)
    }

    /// Code of the last letter of an exact key, 0 for none.
    #[inline]
    pub(crate) const fn last(self) -> u8 {
        (self.0 & 63) as u8
    }

    /// An exact key without its first `n` letters.
    pub(crate) const fn skip(self, n: u32) -> Self {
        let letters = self.letters();
        if n >= letters {
            Self(0)
        } else {
            Self(self.0 & ((1 << (6 * (letters - n))) - 1))
        }
    }

    /// An exact key of at most nine letters with ا put before it.
    pub(crate) const fn with_alef(self) -> Self {
        Self(self.0 | (chars::ALEF as u64) << (6 * self.letters()))
    }
}

/// Packs letter codes into a [`Key`].
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Packer {
    /// The letters, or for a long word the hash of all so far.
    state: u64,
    letters: u32,
}

impl Packer {
    /// Goes on behind letters that were packed elsewhere, at most ten.
    #[inline]
    pub(crate) const fn resume(state: u64, letters: u32) -> Self {
        Self { state, letters }
    }

    #[inline]
    pub(crate) fn push(&mut self, code: u8) {
        self.state = if self.letters < u32::from(EXACT) {
            self.state << 6 | u64::from(code)
        } else {
            (self.state ^ u64::from(code))
                .wrapping_mul(0xA076_1D64_78BD_642F)
                .rotate_left(23)
        };
        self.letters += 1;
    }

    pub(crate) fn push_char(&mut self, c: char) {
        match chars::class(c) {
            Class::Arabic(code) | Class::Latin(code) => self.push(code),
            Class::Ligature(a, b) => {
                self.push(a);
                self.push(b);
            }
            _ => {}
        }
    }

    pub(crate) const fn letters(&self) -> u32 {
        self.letters
    }

    #[inline]
    pub(crate) const fn finish(self) -> Key {
        if self.letters <= EXACT as u32 {
            Key(self.state)
        } else {
            let mixed = (self.state ^ self.state >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            Key(mixed ^ mixed >> 32 | HASHED)
        }
    }
}

/// The text without vowel signs, tatweel and format controls: the normal form of names and lemmas.
///
/// ```
/// assert_eq!(khabar::without_marks("مُضيفًا"), "مضيفا");
/// ```
#[must_use]
pub fn without_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut spaced = true;
    for c in text.chars() {
        match chars::class(c) {
            Class::Mark | Class::Control => {}
            Class::Space | Class::Break => {
                if !spaced {
                    out.push(' ');
                }
                spaced = true;
            }
            _ => {
                out.push(c);
                spaced = false;
            }
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_words_have_equal_keys() {
        for group in [
            &[
                "أربعة",
                "اربعه",
                "أَرْبَعَة",
                "أربـــعة",
                "\u{200F}أربعة",
                "ا\u{654}ربعة",
            ][..],
            &["آلاف", "الاف", "ا\u{653}لاف", "اَلاف"],
            &["مئة", "مئه", "مية"],
            &["المسؤولية", "المسوولية"],
            &["ﻻ", "لا"],
            &["WHO", "who"],
        ] {
            for word in group {
                assert_eq!(Key::of(word), Key::of(group[0]), "{word}");
            }
        }
        assert_ne!(Key::of("وزير"), Key::of("وزيرة"));
    }

    #[test]
    fn keys_can_be_taken_apart() {
        let key = Key::of("والمنظمة");
        assert_eq!(key.letters(), 8);
        assert_eq!(key.skip(1), Key::of("المنظمة"));
        assert_eq!(key.skip(3), Key::of("منظمة"));
        assert_eq!(Key::of("لمنظمة").with_alef(), Key::of("المنظمة"));
        assert_eq!(key.letter(0), chars::WAW);
        assert_eq!(Key::of("").letters(), 0);
        assert!(Key::of("الاستراتيجيات").is_hashed());
    }
}
