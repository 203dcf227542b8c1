//! Quotations and reported speech: who said what.

mod types;

pub use types::{Cue, Quotation, QuotationId, QuotationKind, QuotationStyle, Speaker, SpeakerKind};

use crate::diagnostic::Diagnostic;
use crate::doc::Doc;
use crate::entity::Entities;
use crate::layout::Part;
use crate::marks::MarkPair;
use crate::sentence::Sentence;

/// What the quotation layer reads.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sources<'a> {
    pub(crate) parts: &'a [Part],
    /// Sentences under the policy that keeps closed quotations whole.
    pub(crate) sentences: &'a [Sentence],
    pub(crate) pairs: &'a [MarkPair],
    pub(crate) entities: &'a Entities,
}

/// Finds the quotations of an article, in the order of their contents' starts.
pub(crate) fn quotations(
    _doc: &Doc<'_>,
    _sources: Sources<'_>,
    _diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Quotation> {
    Vec::new()
}
