//! The lexicon: TSV files that a linguist can edit, made into one trie over words.
//!
//! A single word is a path of one step; a phrase («كانون الثاني», «على حد قول») is a longer one. The
//! first step is one look-up by packed key and gives the word's classes as bits, which gate every
//! grammar; further steps are looked up only behind flagged words. An entry may stand in several
//! classes, each with a row of its own.
//!
//! The words of all files lie ready in `data/lexicon.bin`, which is made from the files by
//! `KHABAR_UPDATE=1 cargo test --lib lexicon::build`; without that, the crate does not compile once a
//! file has changed its length, and a test fails once it has changed at all. At start only the rows
//! of the smaller files are read.

#[cfg(test)]
mod begins;
mod blob;
#[cfg(test)]
mod build;
mod classes;
mod endings;
mod entries;
mod frozen;
mod overlay;
mod stance;
#[cfg(test)]
mod surfaces;
mod table;
mod tsv;
mod user;
mod verbs;
mod words;

pub(crate) mod clitics;
pub(crate) mod cues;
pub(crate) mod dates;
pub(crate) mod layouts;
pub(crate) mod names;
pub(crate) mod numbers;
pub(crate) mod stems;

use std::sync::{Arc, OnceLock};

pub(crate) use classes::Class;
pub(crate) use endings::Ending;
pub use stance::Stance;
pub(crate) use tsv::rows;
pub use user::UserLexicon;

use crate::error::LexiconError;
use crate::fold::Key;
use crate::lex::Token;
use blob::{BYTES, Blob};
use words::Words;

/// The words and phrases of all classes, with the rows that they point to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    /// The trie.
    words: Words,
    /// Takes the words of the files where the trie is made.
    #[cfg(test)]
    builder: Option<Box<build::Builder>>,
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

impl Lexicon {
    /// The lexicon shipped with the crate, read once per process.
    ///
    /// # Errors
    /// A fault in an embedded file, which a test excludes.
    pub(crate) fn embedded() -> Result<Arc<Self>, LexiconError> {
        static LEXICON: OnceLock<Result<Arc<Lexicon>, LexiconError>> = OnceLock::new();
        LEXICON
            .get_or_init(|| {
                let blob = Blob(BYTES);
                let mut lexicon = Self {
                    words: blob.words(),
                    ..Self::default()
                };
                lexicon.names.lie_in(blob);
                lexicon.load()?;
                Ok(Arc::new(lexicon))
            })
            .clone()
    }

    /// Reads the embedded files.
    fn load(&mut self) -> Result<(), LexiconError> {
        numbers::load(self)?;
        dates::load(self)?;
        cues::load(self)?;
        layouts::load(self)?;
        names::load(self)?;
        clitics::load(self)?;
        #[cfg(test)]
        dates::complete(self)?;
        Ok(())
    }

    /// Adds a word or phrase where the trie is made; one that stands in the class already keeps its
    /// first row. In a lexicon that lies ready it is there.
    #[inline]
    #[cfg_attr(
        not(test),
        expect(clippy::needless_pass_by_ref_mut, reason = "adds in tests")
    )]
    pub(crate) fn add(&mut self, surface: &str, class: Class, row: u32) {
        #[cfg(test)]
        if let Some(builder) = &mut self.builder {
            builder.add(surface, class, row);
        }
        #[cfg(not(test))]
        let _ = (surface, class, row);
    }

    /// Whether the trie is being made.
    pub(crate) const fn is_made(&self) -> bool {
        #[cfg(test)]
        return self.builder.is_some();
        #[cfg(not(test))]
        return false;
    }

    /// Node and class bits of a first word.
    #[inline]
    pub(crate) fn root(&self, key: Key) -> Option<(u32, u16)> {
        self.words.root(key)
    }

    /// The row of a node in a class.
    #[inline]
    pub(crate) fn row(&self, node: u32, class: Class) -> Option<u32> {
        self.words.row(node, class)
    }

    /// Whether phrases of the class may go on behind a node with this token.
    #[inline]
    pub(crate) fn goes_on(&self, node: u32, next: Option<&Token>, class: Class) -> bool {
        self.words.goes_on(node, next, class)
    }

    /// The longest entry of the class that starts at token `at` in its chosen reading.
    #[inline]
    pub(crate) fn longest(&self, tokens: &[Token], at: usize, class: Class) -> Option<Entry> {
        // Most words that are asked for stand in no such class: no call for them.
        if tokens.get(at)?.flags & class.bit() == 0 {
            return None;
        }
        self.words.longest(tokens, at, class)
    }

    /// The longest entry of the class whose first word is `node`, read at token `at`.
    pub(crate) fn longest_from(
        &self,
        node: u32,
        tokens: &[Token],
        at: usize,
        class: Class,
    ) -> Option<Entry> {
        self.words.longest_from(node, tokens, at, class)
    }

    /// The row of a whole word or phrase in a class.
    pub(crate) fn find(&self, surface: &str, class: Class) -> Option<u32> {
        let mut tokens = Vec::new();
        crate::lex::scan(surface, &mut tokens);
        let (node, _) = self.root(tokens.first()?.key)?;
        let entry = self.longest_from(node, &tokens, 0, class)?;
        (entry.next == tokens.len()).then_some(entry.row)
    }
}
