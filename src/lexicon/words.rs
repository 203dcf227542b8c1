//! The trie over words in embedded bytes: first words by key, further words of phrases as edges,
//! rows by node and class.

use super::frozen::{Frozen, hash, u32_of, u64_of};
use super::overlay::Overlay;
use super::{Class, Entry};
use crate::fold::Key;
use crate::lex::Token;

/// Sections of the embedded bytes that hold the trie, and what a user laid over it.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// Key of a first word (8 bytes) → its node (3) and class bits (2).
    pub(super) roots: Frozen<13>,
    /// Half the hash of node and key (4) → node (3).
    pub(super) edges: Frozen<7>,
    /// By node, place of its first row (3), the classes of its rows (2) and those of longer phrases
    /// that go on behind it (2).
    pub(super) nodes: &'static [[u8; 7]],
    /// Bits by the hash of a step: clear where no phrase takes it. Most look-ups fail.
    pub(super) steps: &'static [[u8; 8]],
    /// Rows, those of one node in the order of their classes.
    pub(super) rows: &'static [[u8; 4]],
    /// What a user added.
    pub(super) own: Option<Box<Overlay>>,
}

/// Words of the filter, 64 bits each.
pub(super) const FILTER: usize = 2048;

/// Where a step stands in the filter.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "some bits of it are meant")]
pub(super) const fn filter_bit(step: u64) -> (usize, u64) {
    let hash = (step >> 40) as usize;
    (hash / 64 % FILTER, 1 << (hash % 64))
}

/// What a node holds.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// Place of its first row.
    start: u32,
    /// Classes of its rows, which lie in their order.
    bits: u16,
    /// Classes of the phrases that go on behind it.
    inner: u16,
}

/// The hash of a step from a node.
#[inline]
pub(super) const fn step(node: u32, key: u64) -> u64 {
    let mixed = (key ^ (node as u64).wrapping_mul(0xD6E8_FEB8_6659_FD93))
        .wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    mixed ^ mixed >> 31
}

/// What of a step's hash stands in its slot.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "half of it is meant")]
pub(super) const fn half(step: u64) -> u32 {
    step as u32
}

impl Words {
    /// Node and class bits of a first word.
    #[inline]
    pub(super) fn root(&self, key: Key) -> Option<(u32, u16)> {
        if let Some(own) = &self.own
            && let Some(found) = own.root(key)
        {
            return Some(found);
        }
        let slot = self.roots.find(hash(key.0), |slot| u64_of(slot) == key.0)?;
        let &[.., a, b, c, low, high] = slot;
        Some((
            u32::from_le_bytes([a, b, c, 0]),
            u16::from_le_bytes([low, high]),
        ))
    }

    /// The node behind a word of a phrase of the class.
    #[inline]
    pub(super) fn edge(&self, node: u32, key: Key, class: Class) -> Option<u32> {
        if self.is_own(node) {
            return self.own_edge(node, key, class);
        }
        let step = step(node, key.0);
        if !self.may_step(step) {
            return None;
        }
        let slot = self.edges.find(step, |slot| u32_of(slot) == half(step))?;
        let &[.., a, b, c] = slot;
        Some(u32::from_le_bytes([a, b, c, 0]))
    }

    /// Whether a node was added by a user.
    #[inline]
    const fn is_own(&self, node: u32) -> bool {
        node as usize >= self.nodes.len()
    }

    /// [`edge`](Self::edge) of a node that a user added.
    #[cold]
    fn own_edge(&self, node: u32, key: Key, class: Class) -> Option<u32> {
        let own = self.own.as_ref()?;
        own.edge(node, key).or_else(|| {
            let (under, _) = own.below(node as usize - self.nodes.len())?;
            (under != 0 && !self.is_own(under))
                .then(|| self.edge(under, key, class))
                .flatten()
        })
    }

    /// The row of a node that a user added, and the classes that go on behind it.
    #[cold]
    fn own_node(&self, node: u32, class: Class) -> (Option<u32>, u16) {
        let Some(own) = &self.own else {
            return (None, 0);
        };
        let at = (node as usize).saturating_sub(self.nodes.len());
        let (under, inner) = own.below(at).unwrap_or_default();
        let below = if self.is_own(under) {
            Node::default()
        } else {
            self.node(under)
        };
        let row = own.row(node, class).or_else(|| self.row_at(below, class));
        (row, inner | below.inner)
    }

    /// The row of a node in a class, and the classes that go on behind it.
    #[inline]
    fn row_and_inner(&self, node: u32, class: Class) -> (Option<u32>, u16) {
        if self.is_own(node) {
            return self.own_node(node, class);
        }
        let node = self.node(node);
        (self.row_at(node, class), node.inner)
    }

    /// Whether a phrase may take a step.
    #[inline]
    fn may_step(&self, step: u64) -> bool {
        let (word, bit) = filter_bit(step);
        let filter = self.steps.get(word);
        filter.is_some_and(|word| u64::from_le_bytes(*word) & bit != 0)
    }

    #[inline]
    fn node(&self, node: u32) -> Node {
        let Some(&[a, b, c, ref bits @ ..]) = self.nodes.get(node as usize) else {
            return Node::default();
        };
        let [_, _, inner @ ..] = *bits;
        let [bits @ .., _, _] = *bits;
        Node {
            start: u32::from_le_bytes([a, b, c, 0]),
            bits: u16::from_le_bytes(bits),
            inner: u16::from_le_bytes(inner),
        }
    }

    #[inline]
    fn row_at(&self, node: Node, class: Class) -> Option<u32> {
        let bit = class.bit();
        if node.bits & bit == 0 {
            return None;
        }
        // Most words stand in no class before it.
        let before = match node.bits & (bit - 1) {
            0 => 0,
            before => before.count_ones(),
        };
        let row = self.rows.get((node.start + before) as usize)?;
        Some(u32::from_le_bytes(*row))
    }

    /// The row of a node in a class.
    #[inline]
    pub(super) fn row(&self, node: u32, class: Class) -> Option<u32> {
        self.row_and_inner(node, class).0
    }

    /// Whether phrases of the class may go on behind a node with this word.
    #[inline]
    pub(super) fn goes_on(&self, node: u32, next: Option<&Token>, class: Class) -> bool {
        self.row_and_inner(node, class).1 & class.bit() != 0
            && next.is_some_and(|token| self.edge(node, token.key, class).is_some())
    }

    /// The longest entry of the class that starts at token `at` in its chosen reading.
    #[inline]
    pub(super) fn longest(&self, tokens: &[Token], at: usize, class: Class) -> Option<Entry> {
        let first = tokens.get(at)?;
        if first.flags & class.bit() == 0 {
            return None;
        }
        if self.is_own(first.word) {
            return self.longest_from(first.word, tokens, at, class);
        }
        // Most words begin no phrase with the word behind them.
        let node = self.node(first.word);
        if node.inner & class.bit() != 0
            && let Some(second) = tokens.get(at + 1)
            && self.may_step(step(first.word, second.key.0))
        {
            return self.longest_from(first.word, tokens, at, class);
        }
        let row = self.row_at(node, class)?;
        Some(Entry { row, next: at + 1 })
    }

    /// The longest entry of the class whose first word is `node`, read at token `at`.
    #[inline(never)]
    pub(super) fn longest_from(
        &self,
        node: u32,
        tokens: &[Token],
        at: usize,
        class: Class,
    ) -> Option<Entry> {
        let mut node = node;
        let mut best = None;
        let mut next = at + 1;
        loop {
            let (row, inner) = self.row_and_inner(node, class);
            if let Some(row) = row {
                best = Some(Entry { row, next });
            }
            if inner & class.bit() == 0 {
                return best;
            }
            let Some(deeper) = tokens
                .get(next)
                .and_then(|token| self.edge(node, token.key, class))
            else {
                return best;
            };
            node = deeper;
            next += 1;
        }
    }
}
