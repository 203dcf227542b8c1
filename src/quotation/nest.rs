//! Holds the records beside or inside one another.

use super::types::{Quotation, QuotationId};
use crate::diagnostic::{Diagnostic, DiagnosticCode};
use crate::span::Span;

/// Lets the reports without marks around a closed quotation hold the whole of it: «قال إن "…"», where
/// the words in marks run on over the sentence's end.
fn stretch(quotations: &mut [Quotation], at: usize, open: &mut [(usize, Span)]) {
    let Some(end) = quotations
        .get(at)
        .filter(|quotation| quotation.opening.is_some())
        .and_then(|quotation| quotation.closing)
        .map(Span::end)
    else {
        return;
    };
    let crossed = open
        .iter()
        .rev()
        .take_while(|(_, around)| around.end() < end)
        .count();
    let from = open.len() - crossed;
    let reports = open.iter().skip(from).all(|&(index, _)| {
        quotations
            .get(index)
            .is_some_and(|around| around.opening.is_none())
    });
    if !reports {
        return;
    }
    for (index, span) in open.iter_mut().skip(from) {
        *span = Span::new(span.start(), end);
        if let Some(around) = quotations.get_mut(*index) {
            around.span = *span;
        }
    }
}

/// Holds every quotation beside or inside the others: a parent that was shortened lets go of what
/// lies behind it, and what was never closed ends with what is around it. Quotations are in the
/// order of their starts.
pub(super) fn nest(quotations: &mut [Quotation], diagnostics: &mut Vec<Diagnostic>) {
    let mut open: Vec<(usize, Span)> = Vec::new();
    for at in 0..quotations.len() {
        let Some(span) = quotations.get(at).map(|quotation| quotation.span) else {
            return;
        };
        while open
            .last()
            .is_some_and(|(_, around)| around.end() <= span.start())
        {
            open.pop();
        }
        stretch(quotations, at, &mut open);
        let Some(quotation) = quotations.get_mut(at) else {
            return;
        };
        if let Some(&(_, around)) = open.last() {
            if around.end() < quotation.span.end() {
                quotation.span = Span::new(quotation.span.start(), around.end());
                diagnostics.extend(quotation.closing.take().map(|mark| {
                    Diagnostic::new(
                        mark,
                        DiagnosticCode::StrayMark,
                        "the quotation ends with the one around it",
                    )
                }));
            }
        }
        let marks = [quotation.opening, quotation.closing];
        let whole = marks
            .into_iter()
            .flatten()
            .fold(quotation.span, Span::cover);
        let inside = |id: QuotationId| {
            open.iter()
                .any(|&(index, around)| index == id.index() && around.contains(whole))
        };
        if !quotation.parent.is_some_and(inside) {
            // A report around it, or a quotation around a report.
            quotation.parent = open
                .last()
                .filter(|(_, around)| around.contains(whole))
                .map(|&(index, _)| QuotationId::new(index));
        }
        open.push((at, quotation.span));
    }
}
