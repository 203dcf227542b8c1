//! Puts the layers together: what lies inside something larger of another layer is not reported
//! twice, and references follow.

use std::borrow::Cow;

use super::Article;
use crate::date::Date;
use crate::entity::Entities;
use crate::number::Number;
use crate::span::Span;

/// Applies the overlap policy: numbers inside dates, names of organizations, people or places are
/// parts of those.
pub(crate) fn assemble(mut article: Article<'_>) -> Article<'_> {
    let dates = std::mem::take(&mut article.dates);
    article.numbers = outside(article.numbers, &dates, &article.named);
    article.dates = dates;
    if let Cow::Borrowed(text) = article.text {
        debug_assert!(
            article
                .parts
                .iter()
                .all(|part| part.span.end() <= text.len())
        );
    }
    article
}

fn outside(numbers: Vec<Number>, dates: &[Date], named: &Entities) -> Vec<Number> {
    let mut covers: Vec<Span> = dates
        .iter()
        .flat_map(|date| [Some(date.span), date.twin.as_ref().map(|twin| twin.span)])
        .flatten()
        .chain(named.organizations.iter().map(|mention| mention.span))
        .chain(named.people.iter().map(|mention| mention.span))
        .chain(named.places.iter().map(|mention| mention.span))
        .collect();
    covers.sort_unstable();
    // Greatest end of all covers up to each one: a number is inside a cover that starts before it
    // exactly when that end lies behind its start.
    let mut ends = Vec::with_capacity(covers.len());
    let mut furthest = 0;
    for cover in &covers {
        furthest = furthest.max(cover.end());
        ends.push(furthest);
    }
    numbers
        .into_iter()
        .filter(|number| {
            let numeral = number.numeral;
            let before = covers.partition_point(|cover| cover.start() < numeral.end());
            before
                .checked_sub(1)
                .and_then(|last| ends.get(last))
                .is_none_or(|&end| end <= numeral.start())
        })
        .collect()
}
