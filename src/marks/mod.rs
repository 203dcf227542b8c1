//! Pairing of quotation marks by position and shape, per paragraph, with a bounded stack.
//!
//! Both the sentence layer (a closed quotation is not cut) and the quotation layer stand on it.

use crate::diagnostic::Diagnostic;
use crate::doc::Doc;
use crate::layout::Part;
use crate::span::Span;

/// Words between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MarkPair {
    /// The content without marks, trimmed of white space, in bytes. For an unclosed pair it runs to
    /// the end of the line; the quotation layer shortens it to what was evidently said.
    pub(crate) content: Span,
    /// The opening mark; empty when it is missing.
    pub(crate) opening: Span,
    /// The closing mark; empty when it is missing.
    pub(crate) closing: Span,
    /// Index of the pair around this one.
    pub(crate) parent: Option<usize>,
}

impl MarkPair {
    /// Whether both marks are there.
    pub(crate) const fn is_closed(&self) -> bool {
        !self.opening.is_empty() && !self.closing.is_empty()
    }
}

/// Pairs the marks of the article, in the order of their contents' starts.
pub(crate) fn pairs(
    _doc: &Doc<'_>,
    _parts: &[Part],
    _diagnostics: &mut Vec<Diagnostic>,
) -> Vec<MarkPair> {
    Vec::new()
}
