//! What was worked out for the words met last: half of all words come again soon.

/// Answers for keys met last. One place a key: a key takes that of another. All uses of one must be
/// with one lexicon.
#[derive(Debug)]
pub(super) struct Recent<T> {
    /// Empty at the first short text: the room would cost more than it saves.
    slots: Vec<Met<T>>,
    used: bool,
}

/// A key and the answer for it.
#[derive(Clone, Copy, Debug, Default)]
struct Met<T> {
    /// 0 for none.
    key: u64,
    answer: T,
}

/// Places for keys.
const PLACES: usize = 1 << 12;
/// Number of tokens from which the room pays at once.
const LONG_TEXT: usize = 1 << 14;

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self {
            slots: Vec::new(),
            used: false,
        }
    }
}

impl<T: Copy + Default> Recent<T> {
    /// Makes room before a text of so many tokens.
    pub(super) fn begin(&mut self, tokens: usize) {
        if self.slots.is_empty() && (self.used || tokens >= LONG_TEXT) {
            self.slots = vec![Met::default(); PLACES];
        }
        self.used = true;
    }

    /// The answer for a key, worked out unless it is at hand; key 0 is never kept.
    #[inline]
    pub(super) fn get(&mut self, key: u64, work_out: impl FnOnce() -> T) -> T {
        const SHIFT: u32 = 64 - PLACES.trailing_zeros();
        #[allow(clippy::cast_possible_truncation, reason = "as many bits as places")]
        let at = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> SHIFT) as usize;
        match self.slots.get_mut(at) {
            Some(met) if key != 0 => {
                if met.key != key {
                    *met = Met {
                        key,
                        answer: work_out(),
                    };
                }
                met.answer
            }
            _ => work_out(),
        }
    }
}
