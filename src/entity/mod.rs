//! Organizations, people and places.
//!
//! The lexicon of names, head nouns with a grammar of their complements ([`grammar`]) and titles before
//! or behind personal names ([`people`]) find candidates. A small statistical model that sees them
//! ([`tagger`]) draws the outermost names; the candidates give these their types, heads and titles, and
//! what is nested inside. Mentions are then linked to entities ([`resolve`]): full and short forms,
//! acronyms in brackets, and common nouns («المنظمة») that stand for what was named before.
//!
//! Not covered: events and works.

mod brackets;
mod chain;
mod complement;
mod forms;
mod grammar;
mod kinds;
mod later;
mod letters;
mod organizations;
mod own;
mod pair;
mod people;
mod places;
mod resolve;
mod roles;
mod rules;
mod score;
mod seen;
pub(crate) mod tagger;
mod tidy;
mod titles;
mod types;
mod words;

#[cfg(test)]
mod corpus;

pub(crate) use types::Entities;
pub use types::{
    CountryCode, Entity, EntityId, EntityKind, Gender, MentionForm, OrganizationMention,
    OrganizationType, PersonMention, PlaceMention, TypeEvidence,
};

use crate::doc::Doc;
use crate::layout::Part;
use forms::Buffers;
use grammar::Grammar;
use organizations::Strength;
use resolve::Resolver;
use words::{Cached, Words};

/// Everything found, before it becomes records.
#[derive(Debug, Default)]
struct Findings {
    organizations: Vec<organizations::Candidate>,
    people: Vec<people::Found>,
    places: Vec<places::Found>,
}

impl Findings {
    const fn len(&self) -> usize {
        self.organizations.len() + self.people.len() + self.places.len()
    }
}

fn findings(grammar: &Grammar<'_>, parts: &[Part]) -> Findings {
    let words = grammar.words;
    let mut organizations = organizations::candidates(grammar);
    organizations::decide(grammar, parts, &mut organizations);
    brackets::add(grammar, &mut organizations);
    later::organizations(&words, &mut organizations);
    let finder = people::Finder {
        words,
        organizations: &organizations,
    };
    let mut people = finder.find();
    later::people(&words, &organizations, &mut people);
    let (mut person, mut organization) = (0, 0);
    let places = places::find(&words, |at| {
        while people.get(person).is_some_and(|p| p.end <= at) {
            person += 1;
        }
        while organizations.get(organization).is_some_and(|o| o.end <= at) {
            organization += 1;
        }
        people.get(person).is_some_and(|p| p.first <= at)
            || organizations
                .get(organization..)
                .unwrap_or_default()
                .iter()
                .take_while(|o| o.first <= at)
                .any(|o| {
                    at < o.end
                        && o.strength != Strength::Nominal
                        && (o.end - o.first == 1 || o.first == at)
                })
    });
    Findings {
        organizations,
        people,
        places,
    }
}

/// Buffers that are reused from article to article.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    cache: Vec<Cached>,
    linking: Buffers,
    hints: Vec<u8>,
    tags: Vec<tagger::Tag>,
    tagging: tagger::Scratch,
}

/// Finds the named entities of an article, `with_tagger` by the model too; mentions in text order.
pub(crate) fn entities(
    doc: &Doc<'_>,
    parts: &[Part],
    with_tagger: bool,
    scratch: &mut Scratch,
) -> Entities {
    let Scratch {
        cache,
        linking,
        hints,
        tags,
        tagging,
    } = scratch;
    Words::fill(doc, cache);
    let grammar = Grammar {
        words: Words::new(doc, cache),
    };
    let mut found = findings(&grammar, parts);
    tags.clear();
    if with_tagger {
        tagger::hints(&found, doc.tokens.len(), hints);
        tagger::tag(&grammar.words, hints, tagging, tags);
        let names = tagger::spans(&grammar.words, tags);
        found = if doc.lexicon.has_own() {
            let names = own::first(&grammar.words, &found, names);
            tagger::merge(&grammar, &found, names.into_iter())
        } else {
            tagger::merge(&grammar, &found, names)
        };
    }
    pair::agree(&grammar, &mut found.organizations);
    pair::split(&grammar, &mut found);
    roles::assign(&grammar, &mut found);
    let mut resolver = Resolver::new(&grammar, tags, linking, found.len());
    let ids = resolver.organizations(&found.organizations);
    resolver.people(&found.people, &ids);
    resolver.places(&found.places);
    resolver.finish()
}
