//! What the training program needs of the crate: the features of a text, and tagging with a model
//! that is not embedded.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::grammar::Grammar;
use super::super::words::{Cached, Words};
use super::super::{Findings, findings};
use super::features::{Known, Sink, Slot, Source, Unit};
use super::model::{self, Model};
pub use super::model::{PairRow, SingleRow, WordRow};
use super::{features, hints};
use crate::doc::{self, Doc, Keys};
use crate::layout::{self, LineBreaks};
use crate::lex::{self, TokenKind};
use crate::lexicon::Lexicon;

/// A token of a line.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// First byte of the host.
    pub host: usize,
    /// Byte behind the last.
    pub end: usize,
    /// Class for transitions.
    pub edge: u8,
    /// Keys in the table of words: the token's, those of the one before and the one behind.
    pub words: [u64; 3],
    /// Places of the gate's weights that no word has.
    pub cells: [usize; 5],
    /// Whether the gate shuts it out.
    pub shut: bool,
    /// All features.
    pub features: Vec<Feature>,
}

/// A feature: weights in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Feature {
    /// Which kind of feature.
    pub template: u8,
    /// The table: 0 words, 1 pairs, 2 single features.
    pub table: u8,
    /// The group of weights in the row.
    pub slot: u8,
    /// The row's key.
    pub key: u64,
}

/// Lists the features of a token.
#[derive(Debug, Default)]
struct Lister {
    features: Vec<Feature>,
}

impl Sink for Lister {
    fn word(&mut self, template: u8, slot: Slot, word: &Unit) {
        self.features.push(Feature {
            template,
            table: 0,
            slot: slot as u8,
            key: word.stem,
        });
    }

    fn pair(&mut self, template: u8, key: u64, slot: usize) {
        self.features.push(Feature {
            template,
            table: 1,
            slot: u8::from(slot == 1),
            key,
        });
    }

    fn single(&mut self, template: u8, key: u64) {
        self.features.push(Feature {
            template,
            table: 2,
            slot: 0,
            key,
        });
    }
}

/// A text that is scanned and read.
#[derive(Debug)]
struct Read<'t> {
    text: &'t str,
    tokens: Vec<lex::Token>,
    keys: Vec<Keys>,
    lexicon: Arc<Lexicon>,
}

impl<'t> Read<'t> {
    fn new(text: &'t str) -> Self {
        let lexicon = Lexicon::embedded().unwrap_or_default();
        let mut tokens = Vec::new();
        let mut keys = Vec::new();
        lex::scan(text, &mut tokens);
        layout::join_lines(text, &mut tokens, LineBreaks::default());
        doc::read(text, &mut tokens, &lexicon);
        doc::keys_of(text, &tokens, &mut keys);
        Self {
            text,
            tokens,
            keys,
            lexicon,
        }
    }

    fn doc(&self) -> Doc<'_> {
        Doc {
            text: self.text,
            tokens: &self.tokens,
            lexicon: &self.lexicon,
            keys: &self.keys,
            cardinals: None,
        }
    }
}

fn found(words: Words<'_>) -> Findings {
    findings(&Grammar { words }, &layout::parts(words.doc))
}

/// What is known before the weights are: frequent words and the gate.
#[derive(Clone, Debug, Default)]
#[allow(clippy::exhaustive_structs, reason = "the training program makes it")]
pub struct Gate {
    /// Keys of frequent words.
    pub frequent: BTreeSet<u64>,
    /// Weights of words: for themselves, the word behind, the word before.
    pub words: BTreeMap<u64, [i8; 3]>,
    /// The other weights, and the sum from which on a word is let in.
    pub cells: Vec<i8>,
}

impl Source for Gate {
    fn known(&self, key: u64) -> Known {
        Known {
            place: 0,
            gate: self.words.get(&key).copied().unwrap_or_default(),
            frequent: self.frequent.contains(&key),
        }
    }

    fn own(&self, at: usize) -> i8 {
        self.cell(at)
    }

    fn neighbours(&self, at: usize) -> [i8; 2] {
        [0, 1].map(|side| self.cell(features::OWN + 2 * at + side))
    }

    fn least(&self) -> i8 {
        self.cell(CELLS)
    }
}

/// Number of weights of the gate that no word has.
pub const CELLS: usize = features::OWN + 2 * features::PAIRS;

impl Gate {
    fn cell(&self, at: usize) -> i8 {
        self.cells.get(at).copied().unwrap_or(0)
    }
}

/// The lines of a text with their tokens.
#[must_use]
pub fn lines(text: &str, gate: &Gate) -> Vec<Vec<Token>> {
    let read = Read::new(text);
    let doc = read.doc();
    let cache = Words::cache(&doc);
    let words = Words::new(&doc, &cache);
    let mut hints = Vec::new();
    hints::hints(&found(words), doc.tokens.len(), &mut hints);
    let mut units = Vec::new();
    let mut out = Vec::new();
    let edge = features::edge(gate);
    let mut from = 0;
    while from < doc.tokens.len() {
        let end = doc
            .tokens
            .iter()
            .skip(from)
            .position(|token| token.kind == TokenKind::Break)
            .map_or(doc.tokens.len(), |n| from + n);
        features::line(&words, &hints, from, end, gate, &mut units);
        let line = units.iter().enumerate().filter_map(|(at, unit)| {
            let token = doc.token(from + at)?;
            let mut lister = Lister::default();
            features::features(&units, &edge, at, &mut lister);
            let (words_of, cells) = features::gate(&units, &edge, at);
            Some(Token {
                start: token.start(),
                host: words.start(from + at),
                end: token.end(),
                edge: unit.edge,
                words: words_of,
                cells,
                shut: unit.shut,
                features: lister.features,
            })
        });
        let line: Vec<_> = line.collect();
        if !line.is_empty() {
            out.push(line);
        }
        from = end + 1;
    }
    out
}

/// Writes a model file; the second value is the number of rows that found no place.
#[must_use]
pub fn pack(
    words: &[WordRow],
    pairs: &[PairRow],
    singles: &[SingleRow],
    steps: &[[[i16; 8]; 8]; 8],
    cells: &[i8],
) -> (Vec<u8>, usize) {
    model::pack(words, pairs, singles, steps, cells)
}

/// The names that a model finds in a text: start, end in bytes, class, margin. An empty file stands
/// for the embedded model.
#[must_use]
pub fn names(text: &str, model: &[u8]) -> Vec<(usize, usize, &'static str, i16)> {
    let read = Read::new(text);
    let doc = read.doc();
    let cache = Words::cache(&doc);
    let words = Words::new(&doc, &cache);
    let mut hints = Vec::new();
    hints::hints(&found(words), doc.tokens.len(), &mut hints);
    let mut scratch = super::Scratch::default();
    let mut tags = Vec::new();
    match Model::new(model) {
        Some(model) => super::tag_with(&model, &words, &hints, &mut scratch, &mut tags),
        None => super::tag(&words, &hints, &mut scratch, &mut tags),
    }
    let names = super::spans(&words, &tags).map(|name| {
        let class = match name.named {
            super::Named::Organization => "ORG",
            super::Named::Person => "PER",
            super::Named::Place => "LOC",
        };
        (name.span.start(), name.span.end(), class, name.margin)
    });
    names.collect()
}

/// A text that is scanned, read and searched by rules, to measure what tagging it costs.
#[derive(Debug)]
pub struct Prepared<'t> {
    read: Read<'t>,
    cache: Vec<Cached>,
    hints: Vec<u8>,
    scratch: super::Scratch,
    tags: Vec<super::Tag>,
}

impl<'t> Prepared<'t> {
    /// Scans and reads a text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let read = Read::new(text);
        let doc = read.doc();
        let cache = Words::cache(&doc);
        let mut hints = Vec::new();
        hints::hints(
            &found(Words::new(&doc, &cache)),
            doc.tokens.len(),
            &mut hints,
        );
        Self {
            read,
            cache,
            hints,
            scratch: super::Scratch::default(),
            tags: Vec::new(),
        }
    }

    /// Tags it with the embedded model; returns the number of tokens.
    pub fn tag(&mut self) -> usize {
        let doc = self.read.doc();
        let words = Words::new(&doc, &self.cache);
        super::tag(&words, &self.hints, &mut self.scratch, &mut self.tags);
        self.tags.len()
    }
}
