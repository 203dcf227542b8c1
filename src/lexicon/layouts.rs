//! Rows of the lexicon read from the TSV files of this group.

use super::Lexicon;
use crate::error::LexiconError;

/// Rows that entries of this group point to.
#[derive(Clone, Debug, Default)]
pub(crate) struct LayoutLexicon {}

/// Reads the embedded files of this group.
pub(crate) fn load(_lexicon: &mut Lexicon) -> Result<(), LexiconError> {
    Ok(())
}
