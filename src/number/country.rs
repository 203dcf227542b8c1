//! The country whose currency a generic name means: «600 دينار» in a Tunisian article is TND.

use super::context::has_role;
use super::types::{Number, NumberKind, Unit, UnitId};
use crate::doc::Doc;
use crate::lex::{TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::numbers::{UnitKind, role};

/// What a mention counts in the first line, where headline and dateline stand.
const FIRST_LINE: u32 = 3;

/// «المملكة» stands for each of them.
const KINGDOMS: [[u8; 2]; 4] = [*b"SA", *b"MA", *b"JO", *b"BH"];

/// Sets [`Unit::resolved`] of generic currencies.
///
/// The country given wins, if it has a currency of the name. Otherwise each place and each adjective
/// of a country counts for it, three times in the first line, and among the countries with a
/// currency of the name the one counted most decides, if it is named more than once and has half as
/// much again as the next. An
/// ISO 4217 code begins with the code of its country, so that no table is needed.
pub(super) fn resolve(doc: &Doc<'_>, numbers: &mut [Number], country: Option<&str>) {
    let mut votes = None;
    let mut last: Option<(UnitId, Option<&'static str>)> = None;
    for number in numbers {
        let Some(unit) = generic(number) else {
            continue;
        };
        let code = match &last {
            Some((known, code)) if *known == unit.id => *code,
            _ => {
                let name = unit.id.as_str();
                let given = country.and_then(|country| currency(doc, name, country));
                let code = given.or_else(|| {
                    let votes = votes.get_or_insert_with(|| count(doc));
                    winner(doc, name, votes)
                });
                last = Some((unit.id.clone(), code));
                code
            }
        };
        unit.resolved = code.map(UnitId::new);
    }
}

/// The unit of a sum of money under a generic name; codes are in capitals.
fn generic(number: &mut Number) -> Option<&mut Unit> {
    let money = number.kind == NumberKind::Money;
    let unit = number.unit.as_mut().filter(|_| money)?;
    let name = unit.id.as_str();
    name.starts_with(|c: char| c.is_ascii_lowercase())
        .then_some(unit)
}

/// The currency of a country under a generic name.
fn currency(doc: &Doc<'_>, generic: &str, country: &str) -> Option<&'static str> {
    let rows = doc.lexicon.numbers.units.iter();
    rows.filter(|row| row.kind == UnitKind::Currency)
        .filter(|row| row.parts.iter().any(|(name, _)| *name == generic))
        .map(|row| row.id)
        .find(|id| {
            id.get(..2)
                .is_some_and(|own| own.eq_ignore_ascii_case(country))
        })
}

/// The countries that the text names, and how much.
fn count(doc: &Doc<'_>) -> Vec<([u8; 2], u32)> {
    const GATE: u16 = Class::Place.bit() | Class::Nisba.bit();
    let mut votes: Vec<([u8; 2], u32)> = Vec::new();
    let mut weight = FIRST_LINE;
    let mut next = 0;
    for (at, token) in doc.tokens.iter().enumerate() {
        if token.kind == TokenKind::Break && at > 0 {
            weight = 1;
        }
        if at < next {
            continue;
        }
        if token.has(mark::ARTICLE) && has_role(doc, at, role::KINGDOM) {
            for kingdom in KINGDOMS {
                vote(&mut votes, kingdom, 1);
            }
        }
        if token.flags & GATE == 0 {
            continue;
        }
        let place = doc
            .entry(at, Class::Place)
            .filter(|entry| entry.row & 1 == 0);
        let code = match place {
            Some(entry) => {
                next = entry.next;
                let place = doc.lexicon.names.place(entry.row);
                place.and_then(|(row, _)| row.country.as_bytes().first_chunk().copied())
            }
            None => doc.entry(at, Class::Nisba).map(|entry| {
                let [_, first, second, _] = entry.row.to_be_bytes();
                [first, second]
            }),
        };
        let Some(code) = code else { continue };
        vote(&mut votes, code, weight);
    }
    votes
}

fn vote(votes: &mut Vec<([u8; 2], u32)>, code: [u8; 2], weight: u32) {
    match votes.iter_mut().find(|(own, _)| *own == code) {
        Some((_, count)) => *count += weight,
        None => votes.push((code, weight)),
    }
}

/// The currency of the country that is named most among those that have one of the name.
fn winner(doc: &Doc<'_>, generic: &str, votes: &[([u8; 2], u32)]) -> Option<&'static str> {
    let mut best: Option<(&'static str, u32)> = None;
    let mut second = 0;
    for (country, count) in votes {
        let code = std::str::from_utf8(country).unwrap_or_default();
        let Some(found) = currency(doc, generic, code) else {
            continue;
        };
        match best {
            Some((_, most)) if *count <= most => second = second.max(*count),
            _ => {
                second = best.map_or(0, |(_, most)| most);
                best = Some((found, *count));
            }
        }
    }
    // One mention in the body is too little.
    best.filter(|(_, most)| *most > 1 && 2 * most >= 3 * second && *most > second)
        .map(|(code, _)| code)
}
