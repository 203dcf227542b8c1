//! The parts of an article.

mod types;

pub use types::{Part, PartKind};

use crate::doc::Doc;

/// Finds the parts, in text order; every non-space character lies in exactly one.
pub(crate) fn parts(doc: &Doc<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut at = 0;
    while at < doc.tokens.len() {
        let mut end = at;
        while !doc.ends_line(end) {
            end += 1;
        }
        if end > at {
            let start = doc.token(at).map_or(0, crate::lex::Token::start);
            let span = crate::Span::new(start, doc.cover(at, end).end());
            parts.push(Part {
                span,
                kind: PartKind::Body,
            });
        }
        at = end + 1;
    }
    parts
}
