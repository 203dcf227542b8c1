//! Rows of the closed list of clitics.

use super::Lexicon;
use crate::error::LexiconError;
use crate::fold::Key;

/// What a clitic may be, one bit each.
pub(crate) mod clitic {
    /// و, ف.
    pub(crate) const CONJUNCTION: u8 = 1;
    /// ب, ل, ك.
    pub(crate) const PREPOSITION: u8 = 2;
    /// س.
    pub(crate) const FUTURE: u8 = 4;
    /// ال.
    pub(crate) const ARTICLE: u8 = 8;
    /// ه, ها, نا, …
    pub(crate) const PRONOUN: u8 = 16;
}

/// The clitics with their kinds.
#[derive(Clone, Debug, Default)]
pub(crate) struct CliticLexicon {
    rows: Vec<(Key, u8)>,
}

impl CliticLexicon {
    /// The kinds of a clitic; 0 for what is none.
    pub(crate) fn kinds(&self, key: Key) -> u8 {
        self.rows
            .iter()
            .find(|(clitic, _)| *clitic == key)
            .map_or(0, |(_, kinds)| *kinds)
    }
}

/// Reads the embedded file of this group.
pub(crate) fn load(lexicon: &mut Lexicon) -> Result<(), LexiconError> {
    let text = include_str!("data/clitics.tsv");
    for row in super::rows("clitics.tsv", text, &["surface", "kind", "note"]) {
        let row = row?;
        let mut kinds = 0;
        for kind in row.list(1) {
            kinds |= match kind {
                "conjunction" => clitic::CONJUNCTION,
                "preposition" => clitic::PREPOSITION,
                "future" => clitic::FUTURE,
                "article" => clitic::ARTICLE,
                "pronoun" => clitic::PRONOUN,
                _ => return Err(row.unexpected(1, "kinds of clitics")),
            };
        }
        lexicon.clitics.rows.push((Key::of(row.cell(0)), kinds));
    }
    Ok(())
}
