//! Names of the user's own lexicon stand against the tagger: who lists a name wants it found.

use super::Findings;
use super::organizations::{Candidate, Strength};
use super::tagger::{Named, Tagged};
use super::words::Words;
use crate::lex::Token;
use crate::span::Span;

/// The tagger's names with those of the user in the place of whatever shares words with them. A longer
/// name of an organization around one stays, and holds it.
pub(super) fn first(
    words: &Words<'_>,
    found: &Findings,
    names: impl Iterator<Item = Tagged>,
) -> Vec<Tagged> {
    let mut names: Vec<Tagged> = names.collect();
    let lexicon = words.names();
    let organizations = found.organizations.iter().filter(|o| {
        let own = o.row.is_some_and(|row| lexicon.is_own_organization(row));
        own && matches!(o.strength, Strength::Name | Strength::Acronym)
    });
    let places = found.places.iter().filter(|place| {
        let own = place.row.is_some_and(|row| lexicon.is_own_place(row));
        own && !is_inside(&found.organizations, place.first, place.end)
    });
    let mut own: Vec<_> = organizations
        .map(|o| (Named::Organization, o.first, o.end, o.start))
        .chain(places.map(|p| (Named::Place, p.first, p.end, p.start)))
        .collect();
    own.sort_by_key(|(_, first, end, _)| (*first, usize::MAX - end));
    let mut claimed: Vec<Tagged> = Vec::with_capacity(own.len());
    for (named, first, end, start) in own {
        let taken = claimed.last().is_some_and(|last| first < last.end);
        let over = names.get(names.partition_point(|name| name.end <= first));
        let held = over.is_some_and(|name| {
            name.named == Named::Organization && name.first <= first && end <= name.end
        });
        if taken || held {
            continue;
        }
        let last = end.checked_sub(1).and_then(|last| words.doc.token(last));
        let last = last.map_or(start, Token::end);
        claimed.push(Tagged {
            named,
            first,
            end,
            span: Span::new(start, last.max(start)),
            margin: i16::MAX,
        });
    }
    names.retain(|name| {
        let at = claimed.partition_point(|own| own.end <= name.first);
        claimed.get(at).is_none_or(|own| name.end <= own.first)
    });
    names.append(&mut claimed);
    names.sort_by_key(|name| name.first);
    names
}

/// Whether tokens lie inside a name of an organization; names nest at most a few deep.
fn is_inside(organizations: &[Candidate], first: usize, end: usize) -> bool {
    let behind = organizations.partition_point(|o| o.first <= first);
    let before = organizations.get(..behind).unwrap_or_default();
    let mut near = before.iter().rev().take(16);
    near.any(|o| o.strength != Strength::Nominal && end <= o.end)
}
