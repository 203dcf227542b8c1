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
        own && !found
            .organizations
            .iter()
            .any(|o| is_around(o, place.first, place.end))
    });
    let own = organizations
        .map(|o| (Named::Organization, o.first, o.end, o.start))
        .chain(places.map(|p| (Named::Place, p.first, p.end, p.start)));
    for (named, first, end, start) in own {
        let at = names.partition_point(|name| name.end <= first);
        let behind = names.partition_point(|name| name.first < end);
        let over = names.get(at..behind.max(at)).unwrap_or_default();
        let held = over.iter().any(|name| {
            name.named == Named::Organization && name.first <= first && end <= name.end
        });
        if held {
            continue;
        }
        let last = end.checked_sub(1).and_then(|last| words.doc.token(last));
        let last = last.map_or(start, Token::end);
        let name = Tagged {
            named,
            first,
            end,
            span: Span::new(start, last.max(start)),
            margin: i16::MAX,
        };
        names.splice(at..behind.max(at), [name]);
    }
    names
}

fn is_around(organization: &Candidate, first: usize, end: usize) -> bool {
    organization.strength != Strength::Nominal
        && organization.first <= first
        && end <= organization.end
}
