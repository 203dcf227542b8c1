//! Sentence boundaries with their reason.

mod types;

pub use types::{Boundary, Sentence, SentencePolicy};

use crate::doc::Doc;
use crate::layout::Part;
use crate::marks::MarkPair;
use crate::number::Number;

/// The sentences of the parts that hold sentences, in text order.
pub(crate) fn sentences(
    _doc: &Doc<'_>,
    parts: &[Part],
    _pairs: &[MarkPair],
    _numbers: &[Number],
    _policy: SentencePolicy,
) -> Vec<Sentence> {
    parts
        .iter()
        .filter(|part| part.kind.holds_sentences())
        .map(|part| Sentence {
            span: part.span,
            boundary: Boundary::PartEnd,
        })
        .collect()
}

/// The sentences of a plain text, one string slice each; together they are the whole text.
///
/// ```
/// let all: Vec<&str> = khabar::sentences("وصل د. محمد أمس. ثم غادر.").collect();
/// assert_eq!(all.concat(), "وصل د. محمد أمس. ثم غادر.");
/// ```
#[must_use]
pub fn sentences_of(text: &str) -> Sentences<'_> {
    Sentences { rest: text }
}

/// Iterator over the sentences of a plain text; see [`sentences`](crate::sentences()).
#[derive(Clone, Debug)]
pub struct Sentences<'t> {
    rest: &'t str,
}

impl<'t> Iterator for Sentences<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let all = std::mem::take(&mut self.rest);
        (!all.is_empty()).then_some(all)
    }
}
