//! Endings of words, as hints of what the words are.

use super::rows;
use crate::error::LexiconError;

/// What an ending shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    Feminine,
    /// An attached pronoun of the masculine, feminine or plural.
    PronounMasculine,
    PronounFeminine,
    PronounPlural,
    MasculinePlural,
    FemininePlural,
    /// The indefinite accusative.
    Accusative,
}

/// The endings of the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Endings(Vec<(&'static str, Ending)>);

impl Endings {
    pub(super) fn load() -> Result<Self, LexiconError> {
        let mut endings = Vec::new();
        for row in rows(
            "endings.tsv",
            include_str!("data/endings.tsv"),
            &["ending", "kind"],
        ) {
            let row = row?;
            let kind = match row.cell(1) {
                "feminine" => Ending::Feminine,
                "pronoun_m" => Ending::PronounMasculine,
                "pronoun_f" => Ending::PronounFeminine,
                "pronoun_p" => Ending::PronounPlural,
                "masculine_plural" => Ending::MasculinePlural,
                "feminine_plural" => Ending::FemininePlural,
                "accusative" => Ending::Accusative,
                _ => return Err(row.unexpected(1, "a kind of ending")),
            };
            endings.push((row.cell(0), kind));
        }
        Ok(Self(endings))
    }

    /// Whether a word as it is written has an ending of a kind.
    pub(super) fn show(&self, word: &str, kind: Ending) -> bool {
        self.0
            .iter()
            .any(|(ending, of)| *of == kind && word.ends_with(ending))
    }
}
