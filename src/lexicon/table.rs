//! Open-addressing table from a 64-bit key to a `u32`: the one container behind the lexicon.

/// Keys are packed words or mixed pairs; 0 marks an empty slot.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    slots: Vec<Slot>,
    len: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u64,
    value: u32,
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
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = spread(key) & mask;
        loop {
            let slot = self.slots.get(at)?;
            if slot.key == key {
                return (key != 0).then_some(slot.value);
            }
            if slot.key == 0 {
                return None;
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
                *slot = Slot { key, value };
                self.len += 1;
                return None;
            }
            at = (at + 1) & mask;
        }
        None
    }

    fn grow(&mut self) {
        let larger = vec![Slot::default(); (self.slots.len() * 2).max(16)];
        let old = std::mem::replace(&mut self.slots, larger);
        self.len = 0;
        for slot in old {
            if slot.key != 0 {
                self.insert(slot.key, slot.value);
            }
        }
    }

    /// Number of keys.
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
