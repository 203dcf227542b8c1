//! Visits every span of a record, nested ones too, so that offsets are converted and checked in one
//! place.

use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::entity::{OrganizationMention, PersonMention, PlaceMention};
use crate::layout::Part;
use crate::number::{Approx, Number, Unit};
use crate::quotation::{Cue, Quotation, Speaker};
use crate::sentence::Sentence;
use crate::span::Span;

/// A record that holds spans.
pub(super) trait Spans {
    /// Shows every span to `visit`.
    fn each_span(&self, visit: &mut dyn FnMut(Span));
    /// Lets `visit` change every span.
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
