//! Makes `data/lexicon.bin` from the TSV files: `KHABAR_UPDATE=1 cargo test --lib lexicon::build`
//! writes it, and without the variable the same test compares it.

use std::collections::{BTreeMap, HashMap};

use super::blob::{Blob, LENGTHS, SECTIONS, Section};
use super::entries::Sink;
use super::frozen::{GROUP, group, hash, mark};
use super::names::PlaceKind;
use super::words::{FILTER, filter_bit, half, step};
use super::{Class, Lexicon};
use crate::fold::Key;
use crate::lex::{self, Token};

/// Words and phrases as they are read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Builder {
    /// First words in the order in which they came: key, node.
    roots: Vec<(u64, u32)>,
    root_of: HashMap<u64, u32>,
    /// Class bits of first words, by node.
    bits: BTreeMap<u32, u16>,
    /// Classes of the phrases that go on behind a node.
    inner: BTreeMap<u32, u16>,
    /// Further words: node before, key, node behind.
    edges: Vec<(u32, u64, u32)>,
    edge_of: HashMap<(u32, u64), usize>,
    /// Rows by node and class.
    rows: BTreeMap<(u32, u8), u32>,
    /// Number of nodes; node 0 stands for no word.
    nodes: u32,
    /// Bits of words in names.
    marks: BTreeMap<u64, u32>,
    organizations: Vec<u8>,
    places: Vec<u8>,
    text: Vec<u8>,
}

impl Builder {
    /// Adds a word or phrase. An entry that stands in the class already keeps its first row.
    pub(crate) fn add(&mut self, surface: &str, class: Class, row: u32) {
        let mut tokens = Vec::new();
        lex::scan(surface, &mut tokens);
        let keys: Vec<Key> = tokens.iter().map(|token: &Token| token.key).collect();
        self.add_keys(&keys, class, row);
    }

    /// The same by the keys of the words.
    pub(crate) fn add_keys(&mut self, keys: &[Key], class: Class, row: u32) {
        let Some((first, behind)) = keys.split_first() else {
            return;
        };
        let mut node = self.root(first.0);
        *self.bits.entry(node).or_default() |= class.bit();
        for key in behind {
            *self.inner.entry(node).or_default() |= class.bit();
            let edges = &mut self.edges;
            let nodes = &mut self.nodes;
            let edge = *self.edge_of.entry((node, key.0)).or_insert_with(|| {
                *nodes += 1;
                edges.push((node, key.0, *nodes));
                edges.len() - 1
            });
            node = self.edges[edge].2;
        }
        self.rows.entry((node, class as u8)).or_insert(row);
    }

    /// Whether a word begins an entry.
    pub(crate) fn begins(&self, key: Key) -> bool {
        self.root_of.contains_key(&key.0)
    }

    fn root(&mut self, key: u64) -> u32 {
        let (nodes, roots) = (&mut self.nodes, &mut self.roots);
        *self.root_of.entry(key).or_insert_with(|| {
            *nodes += 1;
            roots.push((key, *nodes));
            *nodes
        })
    }

    /// Sets the bits beside those of the classes that a first word gets by its row in a class, none where
    /// it only begins phrases, and `phrase` when it begins one, unless it stands in one of the `others`.
    pub(crate) fn set_bits(
        &mut self,
        class: Class,
        others: u16,
        phrase: u16,
        bits: impl Fn(Option<u32>) -> u16,
    ) {
        for (_, node) in &self.roots {
            let own = self.bits.get_mut(node).expect("a first word has bits");
            let inner = self.inner.get(node).copied().unwrap_or(0);
            if *own & class.bit() != 0 && *own & others == 0 {
                *own |= bits(self.rows.get(&(*node, class as u8)).copied());
                if inner & class.bit() != 0 {
                    *own |= phrase;
                }
            }
        }
    }

    /// Sets a bit of a word in names.
    pub(crate) fn mark(&mut self, surface: &str, bit: u32) {
        let key = Key::of(surface).0;
        if key != 0 {
            *self.marks.entry(key).or_default() |= bit;
        }
    }

    /// The block of bytes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut sections: [Vec<u8>; SECTIONS] = Default::default();
        sections[Section::Files as usize] = LENGTHS
            .iter()
            .flat_map(|&len| u32::try_from(len).unwrap().to_le_bytes())
            .collect();
        let three = |n: u32| {
            assert!(n < 1 << 24);
            let [a, b, c, _] = n.to_le_bytes();
            [a, b, c]
        };
        let roots = self.roots.iter().map(|&(key, node)| {
            let mut slot = key.to_le_bytes().to_vec();
            slot.extend(three(node));
            slot.extend(self.bits[&node].to_le_bytes());
            (hash(key), slot)
        });
        let (marks, slots) = table(roots.collect());
        sections[Section::RootMarks as usize] = marks;
        sections[Section::Roots as usize] = slots;
        let edges = self.edges.iter().map(|&(from, key, to)| {
            let step = step(from, key);
            let mut slot = half(step).to_le_bytes().to_vec();
            slot.extend(three(to));
            (step, slot)
        });
        let (marks, slots) = table(edges.collect());
        sections[Section::EdgeMarks as usize] = marks;
        sections[Section::Edges as usize] = slots;
        let mut filter = [0u64; FILTER];
        for &(from, key, _) in &self.edges {
            let (word, bit) = filter_bit(step(from, key));
            filter[word] |= bit;
        }
        let filter = filter.iter().flat_map(|word| word.to_le_bytes());
        sections[Section::Steps as usize] = filter.collect();
        let mut rows = self.rows.iter().peekable();
        let mut count = 0;
        for node in 0..=self.nodes {
            let start = count;
            let mut bits = 0u16;
            while let Some(((_, class), row)) = rows.next_if(|((own, _), _)| *own == node) {
                bits |= 1 << class;
                sections[Section::Rows as usize].extend(row.to_le_bytes());
                count += 1;
            }
            let section = &mut sections[Section::Nodes as usize];
            section.extend(three(start));
            section.extend(bits.to_le_bytes());
            let inner = self.inner.get(&node).copied().unwrap_or(0);
            section.extend(inner.to_le_bytes());
        }
        let words = self.marks.iter().map(|(&key, bits)| {
            let mut slot = key.to_le_bytes().to_vec();
            slot.extend(bits.to_le_bytes());
            (hash(key), slot)
        });
        let (marks, slots) = table(words.collect());
        sections[Section::BitMarks as usize] = marks;
        sections[Section::Bits as usize] = slots;
        sections[Section::Organizations as usize].clone_from(&self.organizations);
        sections[Section::Places as usize].clone_from(&self.places);
        sections[Section::Text as usize].clone_from(&self.text);
        let lengths = sections
            .iter()
            .flat_map(|section| u32::try_from(section.len()).unwrap().to_le_bytes());
        let mut bytes: Vec<u8> = lengths.collect();
        bytes.extend(sections.iter().flatten());
        bytes
    }
}

impl Sink for Builder {
    fn add(&mut self, surface: &str, class: Class, row: u32) {
        Self::add(self, surface, class, row);
    }

    fn organization(&mut self, kind: u8, country: &str, acronym: &str) -> u32 {
        let index = self.organizations.len() / 7;
        let country: [u8; 2] = country.as_bytes().try_into().expect("two letters");
        let [a, b, c, _] = u32::try_from(self.text.len()).unwrap().to_le_bytes();
        let len = u8::try_from(acronym.len()).expect("a short acronym");
        self.organizations
            .extend([kind, country[0], country[1], a, b, c, len]);
        self.text.extend(acronym.as_bytes());
        u32::try_from(index).unwrap()
    }

    fn place(&mut self, kind: PlaceKind, country: &str) -> u32 {
        let index = self.places.len() / 3;
        let country: [u8; 2] = country.as_bytes().try_into().expect("two letters");
        let kind = u8::from(kind == PlaceKind::Country);
        self.places.extend([kind, country[0], country[1]]);
        u32::try_from(index).unwrap()
    }
}

/// Marks and slots of a table, filled to three quarters. What a group has no room for stands in the
/// next one; no hash points to the last one.
fn table(entries: Vec<(u64, Vec<u8>)>) -> (Vec<u8>, Vec<u8>) {
    let width = entries.first().map_or(1, |(_, slot)| slot.len());
    let groups = entries.len() * 4 / 3 / GROUP + 1;
    let mut marks = vec![0; (groups + 1) * GROUP];
    let mut slots = vec![0; marks.len() * width];
    for (hash, slot) in entries {
        let mut at = group(hash, groups) * GROUP;
        while marks[at] != 0 {
            at += 1;
        }
        marks[at] = mark(hash);
        slots[at * width..(at + 1) * width].copy_from_slice(&slot);
    }
    assert_eq!(marks.last(), Some(&0));
    (marks, slots)
}

impl Lexicon {
    /// A lexicon of the entries given, without rows.
    pub(crate) fn of(entries: &[(&str, Class)]) -> Self {
        let mut builder = Builder::default();
        for (row, (surface, class)) in (0..).zip(entries) {
            builder.add(surface, *class, row);
        }
        Self::of_builder(&builder)
    }

    fn of_builder(builder: &Builder) -> Self {
        Self {
            words: Blob(builder.bytes().leak()).words(),
            ..Self::default()
        }
    }
}

#[test]
fn the_block_is_that_of_the_files() {
    let mut lexicon = Lexicon {
        builder: Some(Box::default()),
        ..Lexicon::default()
    };
    lexicon.load().unwrap();
    let bytes = lexicon.builder.unwrap().bytes();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lexicon/data/lexicon.bin");
    if std::env::var_os("KHABAR_UPDATE").is_some() {
        std::fs::write(path, &bytes).unwrap();
        return;
    }
    assert!(
        bytes == std::fs::read(path).unwrap(),
        "the files changed: KHABAR_UPDATE=1 cargo test --lib lexicon::build"
    );
}

#[test]
fn the_block_is_small() {
    let kilobytes = super::blob::BYTES.len() / 1000;
    assert!(kilobytes < 2500, "{kilobytes} kB");
}
