//! A hash table that lies in embedded bytes as it stands: nothing is built or copied at start.

/// Eight slots make a group, whose marks lie in one word: 0 for an empty slot, else seven bits of the
/// hash with the top bit set. Most look-ups of what is not there read that word alone.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Frozen<const N: usize> {
    marks: &'static [[u8; 8]],
    slots: &'static [[u8; N]],
}

/// Slots of a group.
pub(super) const GROUP: usize = 8;
const ONES: u64 = 0x0101_0101_0101_0101;
const TOPS: u64 = 0x8080_8080_8080_8080;

/// Spreads a key over 64 bits.
#[inline]
pub(super) const fn hash(key: u64) -> u64 {
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The group of a hash among `groups`.
#[inline]
#[allow(
    clippy::cast_possible_truncation,
    reason = "below the number of groups"
)]
pub(super) const fn group(hash: u64, groups: usize) -> usize {
    (((hash >> 32) * groups as u64) >> 32) as usize
}

/// The mark of a hash.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "eight bits are meant")]
pub(super) const fn mark(hash: u64) -> u8 {
    (hash >> 24) as u8 | 0x80
}

impl<const N: usize> Frozen<N> {
    pub(super) const fn new(marks: &'static [u8], slots: &'static [u8]) -> Self {
        Self {
            marks: marks.as_chunks().0,
            slots: slots.as_chunks().0,
        }
    }

    /// The slot of a hash that `is` the one looked for.
    #[inline]
    pub(crate) fn find(
        &self,
        hash: u64,
        is: impl Fn(&[u8; N]) -> bool,
    ) -> Option<&'static [u8; N]> {
        let wanted = u64::from(mark(hash)) * ONES;
        let mut at = group(hash, self.marks.len().saturating_sub(1));
        loop {
            let marks = u64::from_le_bytes(*self.marks.get(at)?);
            let differs = marks ^ wanted;
            let mut equal = differs.wrapping_sub(ONES) & !differs & TOPS;
            while equal != 0 {
                let slot = self
                    .slots
                    .get(at * GROUP + equal.trailing_zeros() as usize / 8)?;
                if is(slot) {
                    return Some(slot);
                }
                equal &= equal - 1;
            }
            // The last group is never full.
            if marks & TOPS != TOPS {
                return None;
            }
            at += 1;
        }
    }
}

/// The first four bytes as a number.
#[inline]
pub(super) fn u32_of(bytes: &[u8]) -> u32 {
    bytes.first_chunk().copied().map_or(0, u32::from_le_bytes)
}

/// The first eight bytes as a number.
#[inline]
pub(super) fn u64_of(bytes: &[u8]) -> u64 {
    bytes.first_chunk().copied().map_or(0, u64::from_le_bytes)
}
