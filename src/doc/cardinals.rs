//! The cardinals that were read last, so that no reading pays for them again.

use std::cell::Cell;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::lexicon::numbers::WordKind;

/// A cardinal number in digits or words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cardinal {
    /// Its value.
    pub(crate) value: Decimal,
    /// The value if the point of «3.400» is a decimal point and not a thousands separator.
    pub(crate) decimal: Option<Decimal>,
    /// Whether three or more groups of digits are written out: «6.671.878».
    pub(crate) grouped: bool,
    /// Whether digits stand in it.
    pub(crate) digits: bool,
    /// Whether the first word has the article.
    pub(crate) definite: bool,
    /// The last scale («مليون»), 1 without one.
    pub(crate) scale: Decimal,
    /// Kind of the first word, `Zero` for digits.
    pub(crate) head: WordKind,
    /// Number of tokens.
    pub(crate) len: usize,
}

/// The cardinals read last, by first token and end of the input: tokens that follow one another have
/// places of their own, and so have inputs cut short.
#[derive(Debug, Default)]
pub(crate) struct Cardinals([Cell<(usize, usize, Option<Cardinal>)>; 8]);

impl Cardinals {
    /// The cardinal at the head of some tokens, if there is one; read where it is not remembered.
    pub(crate) fn get_or(
        &self,
        tokens: Range<usize>,
        read: impl FnOnce() -> Option<Cardinal>,
    ) -> Option<Cardinal> {
        let place = self.0.get((tokens.start + tokens.end) % self.0.len())?;
        let (start, end, known) = place.get();
        if start == tokens.start && end == tokens.end {
            return known;
        }
        let found = read();
        place.set((tokens.start, tokens.end, found));
        found
    }
}
