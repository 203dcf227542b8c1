//! Visits every span of a record, nested ones too, so that offsets are converted and checked in one
//! place.

use crate::article::Article;
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::entity::{OrganizationMention, PersonMention, PlaceMention};
use crate::layout::Part;
use crate::number::{Approx, Number, Unit};
use crate::quotation::{Cue, Quotation, Speaker};
use crate::sentence::Sentence;
use crate::span::Span;
use crate::text::{OffsetMap, OffsetUnit};

/// All offsets of an article, in no order.
pub(super) fn offsets(article: &Article<'_>) -> Vec<usize> {
    let mut offsets = Vec::new();
    let visit = &mut |span: Span| offsets.extend([span.start(), span.end()]);
    article.parts.each_span(visit);
    article.sentences.each_span(visit);
    article.quotations.each_span(visit);
    article.numbers.each_span(visit);
    article.dates.each_span(visit);
    article.named.organizations.each_span(visit);
    article.named.people.each_span(visit);
    article.named.places.each_span(visit);
    article.diagnostics.each_span(visit);
    offsets
}

/// The map of all spans of an article to another unit; none for bytes.
pub(super) fn map(article: &Article<'_>, unit: OffsetUnit) -> Option<OffsetMap> {
    let is_byte = unit == OffsetUnit::Byte;
    (!is_byte).then(|| OffsetMap::new(&article.text, unit, offsets(article)))
}

/// A span in the map's unit.
pub(super) fn at(map: Option<&OffsetMap>, span: Span) -> Span {
    map.map_or(span, |map| map.span_from_bytes(span))
}

/// A record that holds spans.
pub(super) trait Spans {
    /// Shows every span to `visit`.
    fn each_span(&self, visit: &mut dyn FnMut(Span));
    /// Lets `visit` change every span.
    #[cfg_attr(
        not(feature = "serde"),
        allow(dead_code, reason = "only JSON changes spans")
    )]
    fn each_span_mut(&mut self, visit: &mut dyn FnMut(&mut Span));
}

impl Spans for Span {
    fn each_span(&self, visit: &mut dyn FnMut(Span)) {
        visit(*self);
    }

    fn each_span_mut(&mut self, visit: &mut dyn FnMut(&mut Span)) {
        visit(self);
    }
}

impl<T: Spans> Spans for Option<T> {
    fn each_span(&self, visit: &mut dyn FnMut(Span)) {
        if let Some(record) = self {
            record.each_span(visit);
        }
    }

    fn each_span_mut(&mut self, visit: &mut dyn FnMut(&mut Span)) {
        if let Some(record) = self {
            record.each_span_mut(visit);
        }
    }
}

impl<T: Spans> Spans for Box<T> {
    fn each_span(&self, visit: &mut dyn FnMut(Span)) {
        (**self).each_span(visit);
    }

    fn each_span_mut(&mut self, visit: &mut dyn FnMut(&mut Span)) {
        (**self).each_span_mut(visit);
    }
}

impl<T: Spans> Spans for Vec<T> {
    fn each_span(&self, visit: &mut dyn FnMut(Span)) {
        for record in self {
            record.each_span(visit);
        }
    }

    fn each_span_mut(&mut self, visit: &mut dyn FnMut(&mut Span)) {
        for record in self {
            record.each_span_mut(visit);
        }
    }
}

/// Names the fields of each record that hold spans. A test compares them with the JSON.
macro_rules! spans {
    ($($record:ty { $($field:ident),+ })+) => {$(
        impl Spans for $record {
            fn each_span(&self, visit: &mut dyn FnMut(Span)) {
                $(self.$field.each_span(visit);)+
            }

            fn each_span_mut(&mut self, visit: &mut dyn FnMut(&mut Span)) {
                $(self.$field.each_span_mut(visit);)+
            }
        }
    )+};
}

spans! {
    Part { span, place, agency, author, date }
    Sentence { span }
    Quotation { span, opening, closing, cue, speaker }
    Cue { span }
    Speaker { span, role }
    Number { span, numeral, unit, approx, counted }
    Unit { span }
    Approx { span }
    Date { span, begin, end, twin }
    OrganizationMention { span, core }
    PersonMention { span, role }
    PlaceMention { span }
    Diagnostic { span }
}
