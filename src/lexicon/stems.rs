//! Looks words up without the proclitics that they may carry.

use super::table::Table;
use crate::chars::{ALEF, BA, FA, KAF, LAM, WAW};
use crate::fold::Key;
use crate::lex::{Forms, mark};

/// The row of a word, whatever proclitics it carries, and what they are.
pub(super) fn stem_row(table: &Table, word: Option<Forms<'_>>) -> Option<(u32, Stem)> {
    let word = word.filter(|word| word.token.is_word())?;
    let token = word.token;
    if token.key.is_hashed() || token.clitic > 0 && token.has(mark::ARTICLE) {
        let stem = Stem {
            conjunction: token.has(mark::CONJUNCTION),
            preposition: token.has(mark::PREPOSITION),
            article: token.has(mark::ARTICLE),
        };
        return [token.key, word.host, word.stem]
            .into_iter()
            .find_map(|key| table.get(key.0))
            .map(|row| (row, stem));
    }
    known_stem(table, token.key)
}

/// What was taken off a word to find it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stem {
    /// و or ف.
    pub(crate) conjunction: bool,
    /// ب, ل or ك.
    pub(crate) preposition: bool,
    /// ال.
    pub(crate) article: bool,
}

/// The ways to take و ف, ب ل ك and ال off a word of at most ten letters, the word itself first.
pub(crate) fn stems(key: Key) -> impl Iterator<Item = (Key, Stem)> {
    let conjunction = takes_conjunction(key);
    (0..=u32::from(conjunction)).flat_map(move |conjunction| {
        let behind = key.skip(conjunction);
        let preposition = takes_preposition(behind);
        (0..=u32::from(preposition)).flat_map(move |preposition| {
            let (bare, definite) = hosts(behind, conjunction == 1, preposition == 1);
            [Some(bare), definite].into_iter().flatten()
        })
    })
}

/// The first stem, in the order of [`stems`], that a table knows.
pub(super) fn known_stem(table: &Table, key: Key) -> Option<(u32, Stem)> {
    let in_table = |(key, stem): (Key, Stem)| table.get(key.0).map(|row| (row, stem));
    // Most words begin with no letter that can be a proclitic, save the article.
    let (first, second) = key.first_two();
    if !is_conjunction(first) && !is_preposition(first) {
        return in_table((key, Stem::default())).or_else(|| {
            let article = Stem {
                article: true,
                ..Stem::default()
            };
            (first == ALEF && second == LAM)
                .then(|| in_table((key.skip(2), article)))
                .flatten()
        });
    }
    let from = |behind: Key, conjunction: bool| {
        let (bare, definite) = hosts(behind, conjunction, false);
        let found = in_table(bare).or_else(|| definite.and_then(in_table));
        if found.is_some() || !takes_preposition(behind) {
            return found;
        }
        let (bare, definite) = hosts(behind, conjunction, true);
        in_table(bare).or_else(|| definite.and_then(in_table))
    };
    let found = from(key, false);
    if found.is_some() || !takes_conjunction(key) {
        return found;
    }
    from(key.skip(1), true)
}

const fn takes_conjunction(key: Key) -> bool {
    is_conjunction(key.letter(0))
}

const fn takes_preposition(key: Key) -> bool {
    is_preposition(key.letter(0))
}

const fn is_conjunction(letter: u8) -> bool {
    matches!(letter, WAW | FA)
}

const fn is_preposition(letter: u8) -> bool {
    matches!(letter, BA | LAM | KAF)
}

/// A word behind its conjunction without and with its preposition taken off, and that without the
/// article where one is written.
#[inline]
fn hosts(behind: Key, conjunction: bool, preposition: bool) -> ((Key, Stem), Option<(Key, Stem)>) {
    let host = if preposition { behind.skip(1) } else { behind };
    let bare = Stem {
        conjunction,
        preposition,
        article: false,
    };
    let article = match host.letter(0) {
        ALEF if host.letter(1) == LAM => Some(host.skip(2)),
        LAM if preposition => Some(host.skip(1)),
        _ => None,
    };
    let definite = Stem {
        article: true,
        ..bare
    };
    ((host, bare), article.map(|key| (key, definite)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_looked_up_in_their_order() {
        let word = |surface: &str| Key::of(surface);
        for surface in [
            "وللوزارة",
            "فبالبيان",
            "ولد",
            "البيان",
            "بلد",
            "والي",
            "لل",
            "و",
            "كلام",
        ] {
            let all: Vec<(Key, Stem)> = stems(word(surface)).collect();
            for skipped in 0..all.len() {
                let mut table = Table::default();
                for (row, (key, _)) in (0..).zip(&all).skip(skipped) {
                    if key.0 != 0 && table.get(key.0).is_none() {
                        table.insert(key.0, row);
                    }
                }
                let expected = all
                    .iter()
                    .find_map(|&(key, stem)| table.get(key.0).map(|row| (row, stem)));
                assert_eq!(known_stem(&table, word(surface)), expected, "{surface}");
            }
        }
    }
}
