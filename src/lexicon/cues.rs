//! Rows of the lexicon read from the TSV files of this group: reporting cues, function words, and
//! the nouns that announce a name or title in quotation marks.

use super::table::Table;
use super::{Lexicon, rows};
use crate::doc::Doc;
use crate::error::LexiconError;
use crate::fold::Key;

/// Rows that entries of this group point to.
#[derive(Clone, Debug, Default)]
pub(crate) struct CueLexicon {
    /// Stem of a noun before a mark → row of `announcers`, from 1.
    heads: Table,
    announcers: Vec<Announcer>,
}

/// What a noun before a quotation mark announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Announces {
    /// Its bearer's name: «صحيفة».
    Name,
    /// A title, slogan or word: «بعنوان».
    Title,
    /// Words of somebody: «هتاف».
    Speech,
}

#[derive(Clone, Copy, Debug)]
struct Announcer {
    announces: Announces,
    brackets: bool,
}

impl CueLexicon {
    /// What the word at a token announces, if it stands before a mark.
    pub(crate) fn announces(&self, doc: &Doc<'_>, at: usize) -> Option<Announces> {
        self.announcer(doc, at).map(|row| row.announces)
    }

    /// Whether a name behind the word before token `at` may stand in round brackets.
    pub(crate) fn brackets_behind(&self, doc: &Doc<'_>, at: usize) -> bool {
        at.checked_sub(1)
            .and_then(|before| self.announcer(doc, before))
            .is_some_and(|row| row.brackets)
    }

    fn announcer(&self, doc: &Doc<'_>, at: usize) -> Option<Announcer> {
        let token = doc.token(at).filter(|token| token.is_word())?;
        let row = stems(token.key)
            .chain([doc.host_key(at), doc.stem_key(at)])
            .find_map(|key| self.heads.get(key.0))?;
        self.announcers.get(row as usize).copied()
    }
}

/// The ways to take و ف, ب ل ك and ال off a word of at most ten letters, the word itself first.
fn stems(key: Key) -> impl Iterator<Item = Key> {
    use crate::chars::{ALEF, BA, FA, KAF, LAM, WAW};
    let exact = !key.is_hashed();
    let conjunction = u32::from(exact && matches!(key.letter(0), WAW | FA));
    (0..=conjunction).flat_map(move |conjunction| {
        let preposition = u32::from(exact && matches!(key.letter(conjunction), BA | LAM | KAF));
        (0..=preposition).flat_map(move |preposition| {
            let host = if exact {
                key.skip(conjunction + preposition)
            } else {
                key
            };
            let article = match (host.letter(0), host.letter(1)) {
                _ if !exact => None,
                (ALEF, LAM) => Some(host.skip(2)),
                (LAM, _) if preposition == 1 => Some(host.skip(1)),
                _ => None,
            };
            [Some(host), article].into_iter().flatten()
        })
    })
}

/// Reads the embedded files of this group.
pub(crate) fn load(lexicon: &mut Lexicon) -> Result<(), LexiconError> {
    for row in rows(
        "quotation_heads.tsv",
        include_str!("data/quotation_heads.tsv"),
        &["stem", "kind", "brackets"],
    ) {
        let row = row?;
        let announces = match row.cell(1) {
            "name" => Announces::Name,
            "title" => Announces::Title,
            "speech" => Announces::Speech,
            _ => return Err(row.unexpected(1, "name, title or speech")),
        };
        let cues = &mut lexicon.cues;
        let at = u32::try_from(cues.announcers.len()).unwrap_or(u32::MAX);
        cues.announcers.push(Announcer {
            announces,
            brackets: row.cell(2) == "yes",
        });
        cues.heads.insert(Key::of(row.cell(0)).0, at);
    }
    Ok(())
}
