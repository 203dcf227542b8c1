//! The files of names and titles whose form a user's lexicon has too: organizations, places, titles,
//! given and family names.

use super::Class;
use super::names::{KINDS, PlaceKind};
use super::tsv::{Row, rows};
use crate::error::LexiconError;

/// Takes the entries of a file.
pub(super) trait Sink {
    /// Adds a word or phrase. An entry that stands in the class already keeps its first row.
    fn add(&mut self, surface: &str, class: Class, row: u32);
    /// Adds an organization, its type as an index of [`KINDS`]; returns its index.
    fn organization(&mut self, kind: u8, country: &str, acronym: &str) -> u32;
    /// Adds a place; returns its index.
    fn place(&mut self, kind: PlaceKind, country: &str) -> u32;
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Organizations,
    Places,
    Roles,
    GivenNames,
    FamilyNames,
}

/// Every group with its columns.
const GROUPS: [(Group, &[&str]); 5] = [
    (
        Group::Organizations,
        &["name", "type", "country", "aliases", "acronyms", "weak"],
    ),
    (
        Group::Places,
        &["name", "kind", "country", "aliases", "weak"],
    ),
    (
        Group::Roles,
        &["surface", "kind", "gender", "number", "takes"],
    ),
    (Group::GivenNames, &["name", "gender", "aliases", "weak"]),
    (Group::FamilyNames, &["name", "aliases", "weak"]),
];

#[rustfmt::skip]
const PLACES: [&str; 13] = [
    "capital", "city", "continent", "country", "district", "governorate", "island", "mountain",
    "region", "river", "sea", "site", "strait",
];
const A_PLACE: &str = "capital, city, continent, country, district, governorate, island, mountain, region, \
                       river, sea, site or strait";

#[rustfmt::skip]
const ROLES: [&str; 16] = [
    "academic", "arts", "business", "civil", "generic", "honorific", "judicial", "kinship", "legal",
    "media", "medical", "military", "official", "political", "religious", "sports",
];
const A_ROLE: &str = "academic, arts, business, civil, generic, honorific, judicial, kinship, legal, media, \
                      medical, military, official, political, religious or sports";

const A_TYPE: &str = "intergovernmental, government, security, judicial, party, company, media, ngo, \
                      education, health, sports, religious, armed_group, finance or other";

/// The group whose columns a header names, the last ones perhaps left out; with those columns.
pub(super) fn group_of(header: &[&str]) -> Option<(Group, &'static [&'static str])> {
    // A name alone is a family name; the others have a column of their own behind it.
    let least = |group| if group == Group::FamilyNames { 1 } else { 2 };
    GROUPS.iter().find_map(|(group, columns)| {
        let named = columns.get(..header.len().min(columns.len()))?;
        (named.len() >= least(*group) && header.starts_with(named)).then_some((*group, named))
    })
}

impl Group {
    /// Reads a file that has all columns.
    #[cfg(test)]
    pub(super) fn read_all(
        self,
        file: &str,
        text: &str,
        sink: &mut impl Sink,
    ) -> Result<(), LexiconError> {
        let columns = GROUPS.iter().find(|(group, _)| *group == self);
        let columns = columns.map_or(&[][..], |(_, columns)| columns);
        self.read(file, text, columns, sink)
    }

    /// Reads a file.
    pub(super) fn read(
        self,
        file: &str,
        text: &str,
        columns: &'static [&'static str],
        sink: &mut impl Sink,
    ) -> Result<(), LexiconError> {
        for row in rows(file, text, columns) {
            let row = row?;
            match self {
                Self::Organizations => organization(&row, sink)?,
                Self::Places => place(&row, sink)?,
                Self::Roles => role(&row, sink)?,
                Self::GivenNames => given_name(&row, sink)?,
                Self::FamilyNames => family_name(&row, sink)?,
            }
        }
        Ok(())
    }
}

/// Adds the names of a column's list, with one row.
fn add(
    row: &Row<'_>,
    column: usize,
    class: Class,
    value: u32,
    sink: &mut impl Sink,
) -> Result<(), LexiconError> {
    row.list(column).try_for_each(|name| {
        if !name.contains(char::is_alphanumeric) {
            return Err(row.unexpected(column, "a name with letters"));
        }
        sink.add(name, class, value);
        Ok(())
    })
}

/// The name of a row, which is none of a list.
fn add_name(
    row: &Row<'_>,
    class: Class,
    value: u32,
    sink: &mut impl Sink,
) -> Result<(), LexiconError> {
    let name = row.cell(0);
    if !name.contains(char::is_alphanumeric) {
        return Err(row.unexpected(0, "a name with letters"));
    }
    sink.add(name, class, value);
    Ok(())
}

fn country<'t>(row: &Row<'t>, column: usize) -> Result<&'t str, LexiconError> {
    match row.cell(column) {
        "" => Ok("XX"),
        code if code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()) => Ok(code),
        _ => Err(row.unexpected(column, "two capital letters of ISO 3166-1, XX for none")),
    }
}

fn gender(row: &Row<'_>, column: usize) -> Result<u32, LexiconError> {
    match row.cell(column) {
        "m" => Ok(1),
        "f" => Ok(2),
        "u" | "" => Ok(0),
        _ => Err(row.unexpected(column, "m, f or u")),
    }
}

fn organization(row: &Row<'_>, sink: &mut impl Sink) -> Result<(), LexiconError> {
    let kind = KINDS.iter().position(|(name, _)| *name == row.cell(1));
    let kind = kind
        .and_then(|kind| u8::try_from(kind).ok())
        .ok_or_else(|| row.unexpected(1, A_TYPE))?;
    let acronym = row.list(4).next().unwrap_or_default();
    if acronym.len() > usize::from(u8::MAX) {
        return Err(row.unexpected(4, "acronyms of at most 255 bytes"));
    }
    let value = sink.organization(kind, country(row, 2)?, acronym) << 2;
    add(row, 5, Class::Organization, value | 2, sink)?;
    add_name(row, Class::Organization, value, sink)?;
    add(row, 3, Class::Organization, value, sink)?;
    add(row, 4, Class::Organization, value | 1, sink)
}

fn place(row: &Row<'_>, sink: &mut impl Sink) -> Result<(), LexiconError> {
    let kind = match row.cell(1) {
        "country" => PlaceKind::Country,
        kind if PLACES.contains(&kind) => PlaceKind::Other,
        _ => return Err(row.unexpected(1, A_PLACE)),
    };
    let value = sink.place(kind, country(row, 2)?) << 1;
    add(row, 4, Class::Place, value | 1, sink)?;
    add_name(row, Class::Place, value, sink)?;
    add(row, 3, Class::Place, value, sink)
}

fn role(row: &Row<'_>, sink: &mut impl Sink) -> Result<(), LexiconError> {
    let kind = row.cell(1);
    if !ROLES.contains(&kind) {
        return Err(row.unexpected(1, A_ROLE));
    }
    let many = match row.cell(3) {
        "s" | "" => 0,
        "p" => 1,
        _ => return Err(row.unexpected(3, "s or p")),
    };
    let takes = match row.cell(4) {
        "org" => 1,
        "place" => 2,
        "none" | "" => 0,
        _ => return Err(row.unexpected(4, "org, place or none")),
    };
    let value = u32::from(kind == "honorific")
        | many << 1
        | u32::from(matches!(kind, "kinship" | "generic" | "civil")) << 2
        | takes << 3
        | gender(row, 2)? << 5;
    add_name(row, Class::Role, value, sink)
}

fn given_name(row: &Row<'_>, sink: &mut impl Sink) -> Result<(), LexiconError> {
    let value = gender(row, 1)? << 1;
    add(row, 3, Class::Given, value | 1, sink)?;
    add_name(row, Class::Given, value, sink)?;
    add(row, 2, Class::Given, value, sink)
}

fn family_name(row: &Row<'_>, sink: &mut impl Sink) -> Result<(), LexiconError> {
    add(row, 2, Class::Family, 1, sink)?;
    add_name(row, Class::Family, 0, sink)?;
    add(row, 1, Class::Family, 0, sink)
}
