//! Offsets of an article's records in the unit of a format.

use crate::article::Article;
use crate::date::Date;
use crate::span::Span;
use crate::text::{OffsetMap, OffsetUnit};

/// The map of all spans that tables and standoff lines write; none for bytes.
pub(super) fn map(article: &Article<'_>, unit: OffsetUnit) -> Option<OffsetMap> {
    if unit == OffsetUnit::Byte {
        return None;
    }
    let mut offsets = Vec::new();
    let mut add = |span: Span| offsets.extend([span.start(), span.end()]);
    article.parts.iter().for_each(|part| add(part.span));
    article
        .sentences
        .iter()
        .for_each(|sentence| add(sentence.span));
    for quotation in &article.quotations {
        add(quotation.span);
        let speaker = quotation.speaker.as_ref();
        quotation.cue.iter().for_each(|cue| add(cue.span));
        let spans = speaker.map(|speaker| [speaker.span, speaker.role]);
        spans.into_iter().flatten().flatten().for_each(&mut add);
    }
    for number in &article.numbers {
        add(number.span);
        add(number.numeral);
        let unit = number.unit.as_ref().and_then(|unit| unit.span);
        let approx = number.approx.as_ref().map(|approx| approx.span);
        [unit, approx, number.counted]
            .into_iter()
            .flatten()
            .for_each(&mut add);
    }
    for date in &article.dates {
        dates(date, &mut add);
    }
    for mention in &article.named.organizations {
        add(mention.span);
        mention.core.into_iter().for_each(&mut add);
    }
    for mention in &article.named.people {
        add(mention.span);
        mention.role.into_iter().for_each(&mut add);
    }
    article
        .named
        .places
        .iter()
        .for_each(|mention| add(mention.span));
    Some(OffsetMap::new(&article.text, unit, offsets))
}

/// The spans of a date and of the dates in it.
fn dates(date: &Date, add: &mut impl FnMut(Span)) {
    add(date.span);
    // Ends and twins are whole dates, but hold none themselves.
    let inner = [&date.begin, &date.end, &date.twin];
    inner.into_iter().flatten().for_each(|date| add(date.span));
}

/// A span in the map's unit.
pub(super) fn at(map: Option<&OffsetMap>, span: Span) -> Span {
    map.map_or(span, |map| map.span_from_bytes(span))
}
