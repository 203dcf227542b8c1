//! Offset units, and the linear conversion of byte offsets into them.

use crate::span::Span;

/// The unit in which spans are counted outside this crate. Inside it is always the byte.
///
/// ```
/// use khabar::{OffsetMap, OffsetUnit};
/// let map = OffsetMap::new("في 🌙", OffsetUnit::Utf16, [9]);
/// assert_eq!(map.from_byte(9), Some(5));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(
    clippy::exhaustive_enums,
    reason = "closed: the three units that string types use"
)]
pub enum OffsetUnit {
    /// UTF-8 bytes (Rust, Go).
    #[default]
    Byte,
    /// Unicode code points (Python).
    Char,
    /// UTF-16 code units (JavaScript, Java, C#).
    Utf16,
}

/// Converts offsets of one text between bytes and another unit, one pass over the text for all.
///
/// ```
/// use khabar::{OffsetMap, OffsetUnit};
/// let map = OffsetMap::new("في 5", OffsetUnit::Char, [5, 0]);
/// assert_eq!(map.from_byte(5), Some(3));
/// assert_eq!(map.from_byte(0), Some(0));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffsetMap {
    /// Sorted pairs (byte, unit).
    pairs: Vec<(u32, u32)>,
}

impl OffsetMap {
    /// A map for the byte offsets given, in any order. Offsets inside a character count as its
    /// start, offsets behind the text as its end. O(text + n log n).
    ///
    /// ```
    /// use khabar::{OffsetMap, OffsetUnit};
    /// let map = OffsetMap::new("في 5", OffsetUnit::Char, [5]);
    /// assert_eq!(map.from_byte(5), Some(3));
    /// ```
    #[must_use]
    #[expect(
        clippy::stable_sort_primitive,
        reason = "layer after layer in text order: a stable sort merges runs"
    )]
    pub fn new(text: &str, unit: OffsetUnit, offsets: impl IntoIterator<Item = usize>) -> Self {
        let mut bytes: Vec<usize> = offsets.into_iter().collect();
        bytes.sort();
        bytes.dedup();
        let mut pairs = Vec::with_capacity(bytes.len());
        let (mut at, mut count) = (0, 0u32);
        for offset in bytes {
            let mut here = offset.min(text.len());
            while !text.is_char_boundary(here) {
                here = here.saturating_sub(1);
            }
            let between = text.as_bytes().get(at..here).unwrap_or_default();
            count = count.saturating_add(narrow(units(between, unit)));
            at = here;
            pairs.push((narrow(offset), count));
        }
        Self { pairs }
    }

    /// A map for offsets counted in `unit`, back to bytes. An offset inside a character, or behind
    /// the text, becomes a byte that is inside it, or behind the text, too.
    ///
    /// ```
    /// use khabar::{OffsetMap, OffsetUnit};
    /// let map = OffsetMap::inverse("في 5", OffsetUnit::Char, [3]);
    /// assert_eq!(map.to_byte(3), Some(5));
    /// ```
    #[must_use]
    pub fn inverse(text: &str, unit: OffsetUnit, offsets: impl IntoIterator<Item = usize>) -> Self {
        let mut units: Vec<usize> = offsets.into_iter().collect();
        units.sort_unstable();
        units.dedup();
        let mut pairs = Vec::with_capacity(units.len());
        let mut wanted = units.into_iter().peekable();
        walk(text, unit, |byte, next_byte, count, next_count| {
            while let Some(&offset) = wanted.peek() {
                if offset >= next_count as usize && next_byte != byte {
                    break;
                }
                // Half a character and what lies behind the text are kept apart, to be refused.
                let beyond = offset.saturating_sub(count as usize);
                pairs.push((narrow(byte.saturating_add(beyond)), narrow(offset)));
                wanted.next();
            }
        });
        pairs.sort_unstable();
        Self { pairs }
    }

    /// The offset in the map's unit of a byte offset that the map was made for.
    ///
    /// ```
    /// use khabar::{OffsetMap, OffsetUnit};
    /// let map = OffsetMap::new("في 5", OffsetUnit::Char, [5]);
    /// assert_eq!((map.from_byte(5), map.from_byte(4)), (Some(3), None));
    /// ```
    #[must_use]
    pub fn from_byte(&self, byte: usize) -> Option<usize> {
        let byte = u32::try_from(byte).ok()?;
        let at = self.pairs.binary_search_by_key(&byte, |pair| pair.0).ok()?;
        self.pairs.get(at).map(|pair| pair.1 as usize)
    }

    /// The byte offset of an offset in the map's unit that the map was made for.
    ///
    /// ```
    /// use khabar::{OffsetMap, OffsetUnit};
    /// let map = OffsetMap::new("في 5", OffsetUnit::Char, [5]);
    /// assert_eq!(map.to_byte(3), Some(5));
    /// ```
    #[must_use]
    pub fn to_byte(&self, unit: usize) -> Option<usize> {
        let unit = u32::try_from(unit).ok()?;
        let at = self.pairs.binary_search_by_key(&unit, |pair| pair.1).ok()?;
        self.pairs.get(at).map(|pair| pair.0 as usize)
    }

    /// A span of bytes, counted in the map's unit; ends that the map was not made for stay.
    ///
    /// ```
    /// use khabar::{OffsetMap, OffsetUnit, Span};
    /// let map = OffsetMap::new("في 5", OffsetUnit::Char, [5, 6]);
    /// assert_eq!(map.span_from_bytes(Span::new(5, 6)), Span::new(3, 4));
    /// ```
    #[must_use]
    pub fn span_from_bytes(&self, span: Span) -> Span {
        Span::new(
            self.from_byte(span.start()).unwrap_or(span.start()),
            self.from_byte(span.end()).unwrap_or(span.end()),
        )
    }

    /// A span counted in the map's unit, in bytes.
    ///
    /// ```
    /// use khabar::{OffsetMap, OffsetUnit, Span};
    /// let map = OffsetMap::inverse("في 5", OffsetUnit::Char, [3, 4]);
    /// assert_eq!(map.span_to_bytes(Span::new(3, 4)), Span::new(5, 6));
    /// ```
    #[must_use]
    pub fn span_to_bytes(&self, span: Span) -> Span {
        Span::new(
            self.to_byte(span.start()).unwrap_or(span.start()),
            self.to_byte(span.end()).unwrap_or(span.end()),
        )
    }
}

/// Length in units of whole characters.
fn units(bytes: &[u8], unit: OffsetUnit) -> usize {
    // All bytes but continuations begin a character; above U+FFFF a character is two UTF-16 units.
    let begins = |byte: &&u8| **byte & 0xC0 != 0x80;
    match unit {
        OffsetUnit::Byte => bytes.len(),
        OffsetUnit::Char => bytes.iter().filter(begins).count(),
        OffsetUnit::Utf16 => {
            let pairs = bytes.iter().filter(|byte| **byte >= 0xF0).count();
            bytes.iter().filter(begins).count() + pairs
        }
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Calls `visit(byte, next byte, count, next count)` at each character and once at the end, there
/// with `byte == next byte`.
fn walk(text: &str, unit: OffsetUnit, mut visit: impl FnMut(usize, usize, u32, u32)) {
    let mut count = 0u32;
    for (byte, c) in text.char_indices() {
        let width = match unit {
            OffsetUnit::Byte => c.len_utf8(),
            OffsetUnit::Char => 1,
            OffsetUnit::Utf16 => c.len_utf16(),
        };
        let next = count.saturating_add(narrow(width));
        visit(byte, byte + c.len_utf8(), count, next);
        count = next;
    }
    visit(text.len(), text.len(), count, count);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn both_ways(text in "\\PC{0,40}") {
            for unit in [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16] {
                let bytes: Vec<usize> =
                    text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
                let map = OffsetMap::new(&text, unit, bytes.iter().copied());
                let units: Vec<usize> = bytes.iter().map(|&b| map.from_byte(b).unwrap()).collect();
                let back = OffsetMap::inverse(&text, unit, units.iter().copied());
                for (b, u) in bytes.iter().zip(&units) {
                    prop_assert_eq!(back.to_byte(*u), Some(*b));
                    let expected = match unit {
                        OffsetUnit::Byte => *b,
                        OffsetUnit::Char => text.get(..*b).unwrap().chars().count(),
                        OffsetUnit::Utf16 => text.get(..*b).unwrap().encode_utf16().count(),
                    };
                    prop_assert_eq!(*u, expected);
                }
            }
        }
    }
}
