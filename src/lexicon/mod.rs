//! The lexicon: TSV files that a linguist can edit, read into one trie over words.
//!
//! A single word is a path of one step; a phrase («كانون الثاني», «على حد قول») is a longer one. The
//! first step is one look-up by packed key and gives the word's classes as bits, which gate every
//! grammar; further steps are looked up only behind flagged words. An entry may stand in several
//! classes, each with a row of its own.

mod begins;
mod classes;
mod stance;
mod starts;
mod table;
mod tsv;
mod verbs;

pub(crate) mod clitics;
pub(crate) mod cues;
pub(crate) mod dates;
pub(crate) mod layouts;
pub(crate) mod names;
pub(crate) mod numbers;
pub(crate) mod stems;

use std::sync::{Arc, OnceLock};

pub(crate) use begins::Begins;
pub(crate) use classes::Class;
pub use stance::Stance;
pub(crate) use tsv::rows;

use crate::error::LexiconError;
use crate::fold::Key;
use crate::lex::{self, Token};
use table::Table;

/// The words and phrases of all classes, with the rows that they point to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    /// Key of a first word → its node.
    roots: Table,
    /// (node, key) → node.
    edges: Table,
    /// (node, class) → row.
    values: Table,
    /// Number of nodes; node 0 stands for no word.
    nodes: u32,
    /// Tokens of the surface being added.
    buffer: Vec<Token>,
    /// Rows of number words, approximators and units.
    pub(crate) numbers: numbers::NumberLexicon,
    /// Rows of date words.
    pub(crate) dates: dates::DateLexicon,
    /// Rows of reporting cues and function words.
    pub(crate) cues: cues::CueLexicon,
    /// Rows of layout words and abbreviations.
    pub(crate) layouts: layouts::LayoutLexicon,
    /// Rows of names, heads and roles.
    pub(crate) names: names::NameLexicon,
    /// The closed list of clitics.
    pub(crate) clitics: clitics::CliticLexicon,
}

/// A match of a word or phrase at a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Row in its class's table.
    pub(crate) row: u32,
    /// Index of the token behind the match.
    pub(crate) next: usize,
}

const fn pair(node: u32, key: u64) -> u64 {
    let mixed = (key ^ (node as u64).wrapping_mul(0xD6E8_FEB8_6659_FD93))
        .wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    (mixed ^ mixed >> 31) | 1
}

impl Lexicon {
    /// The lexicon shipped with the crate, read once per process.
    ///
    /// # Errors
    /// A fault in an embedded file, which a test excludes.
    pub(crate) fn embedded() -> Result<Arc<Self>, LexiconError> {
        static LEXICON: OnceLock<Result<Arc<Lexicon>, LexiconError>> = OnceLock::new();
        LEXICON
            .get_or_init(|| {
                let mut lexicon = Self::default();
                numbers::load(&mut lexicon)?;
                dates::load(&mut lexicon)?;
                cues::load(&mut lexicon)?;
                layouts::load(&mut lexicon)?;
                names::load(&mut lexicon)?;
                clitics::load(&mut lexicon)?;
                dates::complete(&mut lexicon)?;
                Ok(Arc::new(lexicon))
            })
            .clone()
    }

    /// Adds a word or phrase. An entry that stands in the class already keeps its first row, which
    /// is returned.
    pub(crate) fn add(&mut self, surface: &str, class: Class, row: u32) -> Option<u32> {
        let mut tokens = std::mem::take(&mut self.buffer);
        lex::scan(surface, &mut tokens);
        let mut node = 0;
        for (at, token) in tokens.iter().enumerate() {
            let key = token.key.0;
            let (found, composite) = if at == 0 {
                (self.roots.get(key), key)
            } else {
                let composite = pair(node, key);
                (self.edges.get(composite), composite)
            };
            node = if let Some(next) = found {
                next
            } else {
                self.nodes += 1;
                let table = if at == 0 {
                    &mut self.roots
                } else {
                    &mut self.edges
                };
                table.insert(composite, self.nodes);
                self.nodes
            };
            if at == 0 {
                self.roots.add_bits(key, class.bit());
            }
        }
        self.buffer = tokens;
        let slot = pair(node, class.slot());
        match self.values.get(slot) {
            Some(row) => Some(row),
            None if node == 0 => None,
            None => self.values.insert(slot, row),
        }
    }

    /// Adds a single word by its key, as [`add`](Self::add) does by its surface.
    pub(crate) fn add_key(&mut self, key: Key, class: Class, row: u32) -> Option<u32> {
        let node = if let Some(node) = self.roots.get(key.0) {
            node
        } else {
            self.nodes += 1;
            self.roots.insert(key.0, self.nodes);
            self.nodes
        };
        self.roots.add_bits(key.0, class.bit());
        let slot = pair(node, class.slot());
        match self.values.get(slot) {
            Some(row) => Some(row),
            None => self.values.insert(slot, row),
        }
    }

    /// Node and class bits of a first word.
    #[inline]
    pub(crate) fn root(&self, key: Key) -> Option<(u32, u16)> {
        self.roots.get_with_bits(key.0)
    }

    /// The row of a node in a class.
    pub(crate) fn row(&self, node: u32, class: Class) -> Option<u32> {
        self.values.get(pair(node, class.slot()))
    }

    /// The longest entry of the class that starts at token `at` in its chosen reading.
    pub(crate) fn longest(&self, tokens: &[Token], at: usize, class: Class) -> Option<Entry> {
        let first = tokens.get(at)?;
        if first.flags & class.bit() == 0 {
            return None;
        }
        self.longest_from(first.word, tokens, at, class)
    }

    /// The longest entry of the class whose first word is `node`, read at token `at`.
    pub(crate) fn longest_from(
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
            if let Some(row) = self.row(node, class) {
                best = Some(Entry { row, next });
            }
            let Some(deeper) = tokens
                .get(next)
                .and_then(|token| self.edges.get(pair(node, token.key.0)))
            else {
                return best;
            };
            node = deeper;
            next += 1;
        }
    }

    /// The row of a whole word or phrase in a class.
    pub(crate) fn find(&self, surface: &str, class: Class) -> Option<u32> {
        let mut tokens = Vec::new();
        lex::scan(surface, &mut tokens);
        let (node, _) = self.root(tokens.first()?.key)?;
        let entry = self.longest_from(node, &tokens, 0, class)?;
        (entry.next == tokens.len()).then_some(entry.row)
    }
}
