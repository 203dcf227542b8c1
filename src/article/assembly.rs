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

fn outside(mut numbers: Vec<Number>, dates: &[Date], named: &Entities) -> Vec<Number> {
    if numbers.is_empty() {
        return numbers;
    }
    let twin = |date: &Date| date.twin.as_ref().map(|twin| twin.span);
    let mut twins: Vec<Span> = dates.iter().filter_map(twin).collect();
    twins.sort_unstable();
    let mut inside = vec![false; numbers.len()];
    note_inside(&numbers, dates.iter().map(|date| date.span), &mut inside);
    note_inside(&numbers, twins.into_iter(), &mut inside);
    let organizations = named.organizations.iter().map(|mention| mention.span);
    note_inside(&numbers, organizations, &mut inside);
    note_inside(&numbers, named.people.iter().map(|m| m.span), &mut inside);
    note_inside(&numbers, named.places.iter().map(|m| m.span), &mut inside);
    let mut inside = inside.into_iter();
    numbers.retain(|_| !inside.next().unwrap_or(false));
    numbers
}

/// Notes the numbers that lie in one of the covers, which are in text order, as the numbers nearly
/// are.
fn note_inside(
    numbers: &[Number],
    covers: impl Iterator<Item = Span> + Clone,
    inside: &mut [bool],
) {
    let all = covers;
    let mut covers = all.clone().peekable();
    // Greatest end of all covers that start before the number: it is inside one of them exactly when
    // that end lies behind its start.
    let mut furthest = 0;
    let mut behind = 0;
    for (number, inside) in numbers.iter().zip(inside) {
        let numeral = number.numeral;
        if numeral.end() < behind {
            (covers, furthest) = (all.clone().peekable(), 0);
        }
        behind = numeral.end();
        while let Some(cover) = covers.next_if(|cover| cover.start() < numeral.end()) {
            furthest = furthest.max(cover.end());
        }
        *inside |= furthest > numeral.start();
    }
}
