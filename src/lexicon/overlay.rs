//! Words and phrases that a user adds, laid over the embedded trie: nothing of it is copied.
//!
//! Own nodes are numbered behind the embedded ones. One that stands for the same words as an embedded
//! node knows it, and whatever it does not hold itself is asked there.

use super::Class;
use super::table::Table;
use super::words::{Words, step};
use crate::fold::Key;

/// A trie over the embedded one.
#[derive(Clone, Debug, Default)]
pub(super) struct Overlay {
    /// Key of a first word → node and class bits, the embedded ones among them.
    roots: Table,
    /// Hash of node and key → node.
    edges: Table,
    /// Node and class → row.
    rows: Table,
    nodes: Vec<Own>,
}

/// A node of its own.
#[derive(Clone, Copy, Debug)]
struct Own {
    /// The embedded node for the same words, 0 for none.
    under: u32,
    /// Classes of the own phrases that go on behind it.
    inner: u16,
}

/// A key of the table of edges.
const fn edge_key(node: u32, key: Key) -> u64 {
    match step(node, key.0) {
        0 => 1,
        step => step,
    }
}

/// A key of the table of rows.
const fn row_key(node: u32, class: Class) -> u64 {
    (node as u64) << 4 | class as u64 | 1 << 60
}

/// A class whose steps are not filtered.
const ANY: Class = Class::Organization;

impl Overlay {
    /// Adds a word or phrase over the embedded words. One that was added to the class before keeps its
    /// first row.
    pub(super) fn add(&mut self, embedded: &Words, keys: &[Key], class: Class, row: u32) {
        let Some((first, behind)) = keys.split_first() else {
            return;
        };
        let mut node = self.root_of(embedded, *first);
        self.roots.add_bits(first.0, class.bit());
        for key in behind {
            let under = match self.own(embedded, node) {
                Some(own) => {
                    own.inner |= class.bit();
                    own.under
                }
                None => 0,
            };
            let edge = edge_key(node, *key);
            node = match self.edges.get(edge) {
                Some(node) => node,
                None => {
                    let under = (under != 0)
                        .then(|| embedded.edge(under, *key, ANY))
                        .flatten();
                    let node = self.node(embedded, under.unwrap_or(0));
                    self.edges.insert(edge, node);
                    node
                }
            };
        }
        if self.rows.get(row_key(node, class)).is_none() {
            self.rows.insert(row_key(node, class), row);
        }
    }

    fn root_of(&mut self, embedded: &Words, key: Key) -> u32 {
        if let Some(node) = self.roots.get(key.0) {
            return node;
        }
        let (under, bits) = embedded.root(key).unwrap_or_default();
        let node = self.node(embedded, under);
        self.roots.insert(key.0, node);
        self.roots.add_bits(key.0, bits);
        node
    }

    /// A new node.
    fn node(&mut self, embedded: &Words, under: u32) -> u32 {
        let node = embedded.nodes.len() + self.nodes.len();
        self.nodes.push(Own { under, inner: 0 });
        u32::try_from(node).unwrap_or(u32::MAX)
    }

    fn own(&mut self, embedded: &Words, node: u32) -> Option<&mut Own> {
        let at = (node as usize).checked_sub(embedded.nodes.len())?;
        self.nodes.get_mut(at)
    }

    /// Node and class bits of a first word.
    pub(super) fn root(&self, key: Key) -> Option<(u32, u16)> {
        self.roots.get_with_bits(key.0)
    }

    /// The embedded node below the `at`th own one, and the classes that go on behind that.
    pub(super) fn below(&self, at: usize) -> Option<(u32, u16)> {
        self.nodes.get(at).map(|own| (own.under, own.inner))
    }

    /// The own node behind a word.
    pub(super) fn edge(&self, node: u32, key: Key) -> Option<u32> {
        self.edges.get(edge_key(node, key))
    }

    /// The own row of a node in a class.
    pub(super) fn row(&self, node: u32, class: Class) -> Option<u32> {
        self.rows.get(row_key(node, class))
    }
}
