//! Open-addressing table from a 64-bit key to a `u32` and sixteen bits beside it: the one container
//! behind the lexicon. A bit filter in front answers most look-ups of words that are not there
//! from the nearest cache.

/// Keys are packed words or mixed pairs; 0 marks an empty slot.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    slots: Vec<Slot>,
    /// One bit a hash: clear where no key with that hash is.
    filter: Vec<u64>,
    len: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u64,
    value: u32,
    bits: u16,
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "the value is masked to the table's size"
)]
const fn spread(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize
}

impl Table {
    /// The value of `key`.
    #[inline]
    pub(crate) fn get(&self, key: u64) -> Option<u32> {
        self.get_with_bits(key).map(|(value, _)| value)
    }

    /// The value of `key` and the bits beside it.
    #[inline]
    pub(crate) fn get_with_bits(&self, key: u64) -> Option<(u32, u16)> {
        let (word, bit) = self.filter_bit(key);
        if self.filter.get(word)? & bit == 0 {
            return None;
        }
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = spread(key) & mask;
        loop {
            let slot = self.slots.get(at)?;
            if slot.key == key {
                return (key != 0).then_some((slot.value, slot.bits));
            }
            if slot.key == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
    }

    /// Place of a key in the filter, which has sixteen bits for each slot in use at most.
    #[inline]
    const fn filter_bit(&self, key: u64) -> (usize, u64) {
        let mask = (self.filter.len() * 64).wrapping_sub(1);
        let hash = (spread(key) >> 7) & mask;
        (hash / 64, 1 << (hash % 64))
    }

    /// Sets bits beside the value of a key that is there.
    pub(crate) fn add_bits(&mut self, key: u64, bits: u16) {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = spread(key) & mask;
        while let Some(slot) = self.slots.get_mut(at) {
            if slot.key == key {
                slot.bits |= bits;
                return;
            }
            if slot.key == 0 {
                return;
            }
            at = (at + 1) & mask;
        }
    }

    /// Sets the value of `key` (not 0), returning the old one.
    pub(crate) fn insert(&mut self, key: u64, value: u32) -> Option<u32> {
        if self.len * 2 >= self.slots.len() {
            self.grow();
        }
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = spread(key) & mask;
        while let Some(slot) = self.slots.get_mut(at) {
            if slot.key == key {
                return Some(std::mem::replace(&mut slot.value, value));
            }
            if slot.key == 0 {
                *slot = Slot {
                    key,
                    value,
                    bits: 0,
                };
                self.len += 1;
                let (word, bit) = self.filter_bit(key);
                if let Some(word) = self.filter.get_mut(word) {
                    *word |= bit;
                }
                return None;
            }
            at = (at + 1) & mask;
        }
        None
    }

    fn grow(&mut self) {
        let larger = vec![Slot::default(); (self.slots.len() * 2).max(16)];
        self.filter = vec![0; (larger.len() / 8).max(1)];
        let old = std::mem::replace(&mut self.slots, larger);
        self.len = 0;
        for slot in old {
            if slot.key != 0 {
                self.insert(slot.key, slot.value);
                self.add_bits(slot.key, slot.bits);
            }
        }
    }

    /// Number of keys.
    #[cfg(test)]
    pub(crate) const fn len(&self) -> usize {
        self.len
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn holds_what_was_put_in() {
        let mut table = Table::default();
        assert_eq!(table.get(7), None);
        for n in 1..1000u32 {
            assert_eq!(table.insert(u64::from(n) << 30, n), None);
        }
        for n in 1..1000u32 {
            assert_eq!(table.get(u64::from(n) << 30), Some(n));
        }
        assert_eq!(table.insert(1 << 30, 5), Some(1));
        assert_eq!(table.get(1), None);
        assert_eq!(table.len(), 999);
    }
}
