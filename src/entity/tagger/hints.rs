//! What the rules found, as a small number for each token: features of the tagger.

use super::super::Findings;
use super::super::organizations::Strength;

/// How the rules found an organization.
const LISTED: u8 = 8;
const WEAK: u8 = 16;
const ACRONYM: u8 = 24;
const MARKED: u8 = 32;
const TITLED: u8 = 8;

/// A number for each of `count` tokens: 0 for nothing, else the part in the outermost name that the
/// rules found (1 and 2 organization, 3 and 4 person, 5 and 6 place, 7 a common noun for an
/// organization) and how they found it.
pub(in crate::entity) fn hints(found: &Findings, count: usize, out: &mut Vec<u8>) {
    out.clear();
    out.resize(count, 0);
    let mut put = |first: usize, end: usize, begin: u8, inside: u8| {
        let free = out
            .get(first..end)
            .is_some_and(|name| name.iter().all(|hint| *hint == 0 || *hint == 7));
        if free {
            for (at, hint) in out.iter_mut().enumerate().take(end).skip(first) {
                *hint = if at == first { begin } else { inside };
            }
        }
    };
    for name in &found.organizations {
        if name.strength == Strength::Nominal {
            put(name.first, name.end, 7, 7);
            continue;
        }
        let how = match name.strength {
            Strength::Acronym => ACRONYM,
            _ if name.rule == "organization/weak_in_context" => WEAK,
            _ if name.rule == "organization/marked_name" => MARKED,
            _ if name.row.is_some() => LISTED,
            _ => 0,
        };
        put(name.first, name.end, 1 | how, 2 | how);
    }
    for name in &found.people {
        let how = if name.role.is_some() { TITLED } else { 0 };
        put(name.first, name.end, 3 | how, 4 | how);
    }
    for name in &found.places {
        let how = if name.row.is_some() { LISTED } else { 0 };
        put(name.first, name.end, 5 | how, 6 | how);
    }
}
