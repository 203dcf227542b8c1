//! Rows of the lexicon read from the TSV files of this group.

use std::sync::OnceLock;

use super::Lexicon;
use super::table::Table;
use crate::error::LexiconError;
use crate::fold::Key;
use crate::lex::{self, Token, TokenKind};

/// What a word or phrase is to the layout, one bit each.
pub(crate) mod layout {
    /// A capital, large city or country.
    pub(crate) const PLACE: u32 = 1;
    /// News agency, newspaper, station or site.
    pub(crate) const AGENCY: u32 = 2;
    /// How or by whom a report was made: «متابعة».
    pub(crate) const DESK: u32 = 4;
    /// Begins a source line: «المصدر».
    pub(crate) const SOURCE: u32 = 8;
    /// Begins a line of links or tags: «اقرأ أيضا».
    pub(crate) const OTHER_START: u32 = 16;
    /// Such a line by itself: «طباعة».
    pub(crate) const OTHER_WORD: u32 = 32;
    /// Begins tags or a link behind the last sentence: «سمات».
    pub(crate) const TAIL: u32 = 64;
    /// Begins a byline: «بقلم».
    pub(crate) const BYLINE_START: u32 = 128;
    /// Begins the words under a picture: «صورة أرشيفية».
    pub(crate) const CAPTION_START: u32 = 256;
    /// Says that the text ends: «انتهى».
    pub(crate) const END: u32 = 512;
}

/// Words of a layout phrase, dots left out.
const LONGEST_PHRASE: usize = 6;

/// The phrases of layouts. They stand apart from the trie because many are common words («الخبر»,
/// «الوطن»), whose readings they must not change.
#[derive(Clone, Debug, Default)]
pub(crate) struct LayoutLexicon {
    /// Phrases with their bits, and their beginnings with none.
    phrases: Table,
}

impl LayoutLexicon {
    /// The longest phrase that begins with token `at`: its [`layout`] bits and the token behind it.
    /// Full stops between letters are passed over: «أ.ف.ب» is «أ ف ب».
    pub(crate) fn phrase(&self, tokens: &[Token], at: usize) -> Option<(u32, usize)> {
        let mut best = None;
        let mut mixed = 0;
        let mut next = at;
        for _ in 0..LONGEST_PHRASE {
            let token = tokens.get(next)?;
            if !matches!(
                token.kind,
                TokenKind::Word | TokenKind::Latin | TokenKind::Number
            ) {
                return best;
            }
            mixed = mix(mixed, token.key);
            next += 1;
            match self.phrases.get(mixed) {
                // No phrase begins like this.
                None => return best,
                Some(0) => {}
                Some(bits) => best = Some((bits, next)),
            }
            let single = token.letters == 1;
            if single && tokens.get(next).is_some_and(|token| token.is_char('.')) {
                next += 1;
                if let Some((_, end)) = best.as_mut().filter(|(_, end)| *end + 1 == next) {
                    *end = next;
                }
            }
            if next >= tokens.len() {
                return best;
            }
        }
        best
    }

    fn add(&mut self, surface: &str, bits: u32) {
        let mut tokens = Vec::new();
        lex::scan(surface, &mut tokens);
        let mut mixed = 0;
        for (left, token) in (0..tokens.len()).rev().zip(&tokens) {
            mixed = mix(mixed, token.key);
            let old = self.phrases.get(mixed).unwrap_or(0);
            self.phrases
                .insert(mixed, if left == 0 { old | bits } else { old });
        }
    }
}

/// The key of a phrase that grew by a word.
const fn mix(phrase: u64, word: Key) -> u64 {
    let mixed = (phrase.rotate_left(23) ^ word.0).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    (mixed ^ mixed >> 32) | 1
}

/// Reads the embedded files of this group.
pub(crate) fn load(lexicon: &mut Lexicon) -> Result<(), LexiconError> {
    let text = include_str!("data/layout_words.tsv");
    for row in super::rows("layout_words.tsv", text, &["surface", "kind"]) {
        let row = row?;
        let mut bits = 0;
        for kind in row.list(1) {
            bits |= match kind {
                "place" => layout::PLACE,
                "agency" => layout::AGENCY,
                "desk" => layout::DESK,
                "source" => layout::SOURCE,
                "other_start" => layout::OTHER_START,
                "other_word" => layout::OTHER_WORD,
                "tail" => layout::TAIL,
                "byline_start" => layout::BYLINE_START,
                "caption_start" => layout::CAPTION_START,
                "end" => layout::END,
                _ => return Err(row.unexpected(1, "kinds of layout words")),
            };
        }
        lexicon.layouts.add(row.cell(0), bits);
    }
    Ok(())
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
    /// Ends an address in Arabic letters: «كوم».
    pub(crate) const DOMAIN: u32 = 1024;
    /// Goes on behind a quoted title: «"لماذا؟" على قناة».
    pub(crate) const PREPOSITION: u32 = 2048;
    /// A letter behind it is a label and no initial: «المجموعة أ».
    pub(crate) const LABELLED: u32 = 4096;
    /// Ends no sentence, so that a line break behind it stands inside one: «التي».
    pub(crate) const UNFINISHED: u32 = 8192;
    /// Announces pictures or news before a headline: «بالصور..».
    pub(crate) const KICKER: u32 = 16384;
    /// A place of datelines.
    pub(crate) const PLACE: u32 = 32768;
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
                    "domain" => stop::DOMAIN,
                    _ => return Err(row.unexpected(1, "a kind of abbreviation")),
                };
                words.add(row.cell(0), bits);
            }
            let file = "layout_sentences.tsv";
            let text = include_str!("data/layout_sentences.tsv");
            for row in super::rows(file, text, &["surface", "kind"]) {
                let row = row?;
                let mut bits = 0;
                for kind in row.list(1) {
                    bits |= match kind {
                        "opener" => stop::OPENER,
                        "attribution" => stop::ATTRIBUTION,
                        "function" => stop::FUNCTION,
                        "preposition" => stop::FUNCTION | stop::PREPOSITION,
                        "labelled" => stop::LABELLED,
                        "resumption" => stop::RESUMPTION,
                        "unfinished" => stop::UNFINISHED,
                        "kicker" => stop::KICKER,
                        _ => return Err(row.unexpected(1, "kinds of sentence words")),
                    };
                }
                words.add(row.cell(0), bits);
            }
            let file = "layout_words.tsv";
            let text = include_str!("data/layout_words.tsv");
            for row in super::rows(file, text, &["surface", "kind"]) {
                let row = row?;
                if row.list(1).any(|kind| kind == "place") && !row.cell(0).contains(' ') {
                    words.add(row.cell(0), stop::PLACE);
                }
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
