//! Quotations and reported speech: who said what.
//!
//! Words in quotation marks are told apart by what they are (speech, a part of it, a name or title,
//! words set apart), linked to the cue that reports them and to whoever speaks; reported speech
//! without marks («أكد الوزير أن …») is found by its cue. The layers of the work:
//!
//! * `scene` — sentences and pairs of marks as token ranges;
//! * `phrase`, `document` — the noun phrase that names a source: title and name, body, document,
//!   unnamed source;
//! * `words` — what is known of single words;
//! * `title`, `given` — titles with their names, and where names begin and end;
//! * `hit`, `weed`, `complement`, `subject`, `relative` — cue words in context: what they introduce,
//!   and their subject behind or before them;
//! * `names`, `voice`, `antecedent`, `source` — names at their fullest, functions and dropped
//!   subjects traced to whom they mean;
//! * `link`, `kind` — the cue that reaches a pair, and what the pair's words are;
//! * `interview`, `headline` — answers and headlines;
//! * `turn`, `nest`, `same` — records, indirect speech, continued turns, words that come again.
//!
//! Word order, complementizers and agreement: W. Wright, A Grammar of the Arabic Language, 3rd ed.,
//! ii. §§ 35-38, 112-130, 141-152; E. Badawi, M. Carter, A. Gully, Modern Written Arabic, chapters 3
//! and 5. Not done: maṣdar complements («طالب بفتح تحقيق»), irony, speech of several people at once.

mod antecedent;
mod complement;
#[cfg(test)]
mod corpus;
mod document;
mod given;
mod headline;
mod hit;
mod interview;
mod kind;
mod link;
mod names;
mod nest;
mod phrase;
mod relative;
pub(crate) mod rules;
mod same;
mod scene;
mod source;
mod subject;
mod title;
mod turn;
mod types;
mod voice;
mod weed;
mod words;

pub use crate::lexicon::Stance;
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
    doc: &Doc<'_>,
    sources: Sources<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Quotation> {
    turn::quotations(doc, sources, diagnostics)
}
