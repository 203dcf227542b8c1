//! Rows of the lexicon read from the TSV files of this group.

use std::sync::OnceLock;

use super::Lexicon;
use super::table::Table;
use crate::error::LexiconError;
use crate::fold::Key;

/// Rows that entries of this group point to.
#[derive(Clone, Debug, Default)]
pub(crate) struct LayoutLexicon {}

/// Reads the embedded files of this group.
pub(crate) fn load(_lexicon: &mut Lexicon) -> Result<(), LexiconError> {
    stop_words_read().map(|_| ())
}

/// What a word is to a full stop beside it, one bit each.
pub(crate) mod stop {
    /// A name follows: «د.».
    pub(crate) const TITLE: u32 = 1;
    /// A number follows: «ص.».
    pub(crate) const REFERENCE: u32 = 2;
    /// Era, unit or currency, behind a number: «هـ.», «كم.».
    pub(crate) const MEASURE: u32 = 4;
    /// Dotted acronym: «أ.ف.ب.».
    pub(crate) const ACRONYM: u32 = 8;
    /// Name of a Latin letter: «سي».
    pub(crate) const LETTER: u32 = 16;
    /// Latin abbreviation: «Inc.».
    pub(crate) const LATIN: u32 = 32;
    /// Opens a clause of its own: «ثم».
    pub(crate) const OPENER: u32 = 64;
    /// Gives the quotation before it to its speaker: «سأل».
    pub(crate) const ATTRIBUTION: u32 = 128;
    /// Takes up the quotation before it: «بهذه» العبارة.
    pub(crate) const RESUMPTION: u32 = 256;
    /// Follows و at the start of a sentence: «وفي», «وكان».
    pub(crate) const FUNCTION: u32 = 512;
}

/// Bit that tells a dotted chain («ق.م») from the word of the same letters («قم»).
const DOTTED: u64 = 1 << 62;

/// The words that decide about full stops, by folded key. They stand apart from the trie because
/// [`sentences`](crate::sentences()) asks them without a parser and without tokens.
#[derive(Clone, Debug, Default)]
pub(crate) struct StopWords {
    table: Table,
}

impl StopWords {
    /// The [`stop`] bits of a word.
    pub(crate) fn word(&self, key: Key) -> u32 {
        self.table.get(key.0).unwrap_or(0)
    }

    /// The [`stop`] bits of a chain of dotted letters, whose key holds all its letters.
    pub(crate) fn chain(&self, key: Key) -> u32 {
        self.table.get(key.0 | DOTTED).unwrap_or(0)
    }

    fn add(&mut self, surface: &str, bits: u32) {
        let mut key = Key::of(surface).0;
        if surface.contains('.') {
            key |= DOTTED;
        }
        let old = self.table.get(key).unwrap_or(0);
        self.table.insert(key, old | bits);
    }
}

fn stop_words_read() -> Result<&'static StopWords, LexiconError> {
    static WORDS: OnceLock<Result<StopWords, LexiconError>> = OnceLock::new();
    WORDS
        .get_or_init(|| {
            let mut words = StopWords::default();
            let file = "abbreviations.tsv";
            let text = include_str!("data/abbreviations.tsv");
            for row in super::rows(file, text, &["surface", "kind", "note"]) {
                let row = row?;
                let bits = match row.cell(1) {
                    "title" => stop::TITLE,
                    "reference" => stop::REFERENCE,
                    "measure" => stop::MEASURE,
                    "acronym" => stop::ACRONYM,
                    "letter" => stop::LETTER,
                    "latin" => stop::LATIN,
                    _ => return Err(row.unexpected(1, "a kind of abbreviation")),
                };
                words.add(row.cell(0), bits);
            }
            let file = "layout_sentences.tsv";
            let text = include_str!("data/layout_sentences.tsv");
            for row in super::rows(file, text, &["surface", "kind"]) {
                let row = row?;
                let bits = match row.cell(1) {
                    "opener" => stop::OPENER,
                    "attribution" => stop::ATTRIBUTION,
                    "function" => stop::FUNCTION,
                    "resumption" => stop::RESUMPTION,
                    _ => return Err(row.unexpected(1, "a kind of sentence word")),
                };
                words.add(row.cell(0), bits);
            }
            Ok(words)
        })
        .as_ref()
        .map_err(Clone::clone)
}

/// The words that decide about full stops, read once per process.
pub(crate) fn stop_words() -> Option<&'static StopWords> {
    stop_words_read().ok()
}
