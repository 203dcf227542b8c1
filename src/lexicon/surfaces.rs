//! The surfaces of names and the bits of words in names. They are read only where the embedded block
//! is made, which holds them ready.

use super::build::Builder;
use super::names::{KINDS, bits};
use super::{Class, rows};
use crate::error::LexiconError;

/// Reads the files of names that have no rows beside the block.
pub(super) fn load(builder: &mut Builder) -> Result<(), LexiconError> {
    load_words(builder)?;
    load_roles(builder)?;
    load_nisba(builder)?;
    load_people(builder)?;
    load_places(builder)?;
    load_organizations(builder)
}

fn gender_bits(cell: &str) -> u32 {
    match cell {
        "m" => 1,
        "f" => 2,
        _ => 0,
    }
}

fn load_words(builder: &mut Builder) -> Result<(), LexiconError> {
    for row in rows(
        "common_words.tsv",
        include_str!("data/common_words.tsv"),
        &["surface"],
    ) {
        builder.mark(row?.cell(0), bits::COMMON);
    }
    for row in rows(
        "name_stops.tsv",
        include_str!("data/name_stops.tsv"),
        &["surface", "kind"],
    ) {
        let row = row?;
        let bit = match row.cell(1) {
            "function" => bits::FUNCTION,
            "homograph" => bits::FUNCTION | bits::FINAL_YA,
            "verb" => bits::VERB,
            "saying" => bits::VERB | bits::SAYING,
            "date" => bits::DATE,
            "adjective" => bits::STOP_ADJECTIVE,
            "ordinal" => bits::STOP_ADJECTIVE | bits::ORDINAL,
            _ => {
                return Err(row.unexpected(
                    1,
                    "homograph, function, saying, verb, date, adjective or ordinal",
                ));
            }
        };
        builder.mark(row.cell(0), bit);
    }
    for row in rows(
        "name_parts.tsv",
        include_str!("data/name_parts.tsv"),
        &["surface", "kinds"],
    ) {
        let row = row?;
        for kind in row.list(1) {
            let bit = match kind {
                "first" => bits::FIRST,
                "definite" => bits::DEFINITE,
                "coordinated" => bits::COORDINATED,
                "construct" => bits::CONSTRUCT,
                _ => return Err(row.unexpected(1, "first, definite, coordinated or construct")),
            };
            builder.mark(row.cell(0), bit);
        }
    }
    let mut buffer = String::new();
    for row in rows(
        "name_adjectives.tsv",
        include_str!("data/name_adjectives.tsv"),
        &["surface"],
    ) {
        let row = row?;
        builder.mark(row.cell(0), bits::NAMING);
        buffer.clear();
        buffer.push_str(row.cell(0));
        buffer.push('ة');
        builder.mark(&buffer, bits::NAMING);
    }
    for row in rows(
        "place_heads.tsv",
        include_str!("data/place_heads.tsv"),
        &["surface", "span"],
    ) {
        let row = row?;
        let bit = match row.cell(1) {
            "inside" => bits::PLACE_INSIDE,
            "outside" => bits::PLACE_OUTSIDE,
            _ => return Err(row.unexpected(1, "inside or outside")),
        };
        builder.mark(row.cell(0), bit);
    }
    for row in rows(
        "name_particles.tsv",
        include_str!("data/name_particles.tsv"),
        &["surface", "kind"],
    ) {
        let row = row?;
        let bit = match row.cell(1) {
            "link" => bits::LINK,
            "open" => bits::OPEN,
            _ => return Err(row.unexpected(1, "link or open")),
        };
        builder.mark(row.cell(0), bit);
    }
    for row in rows(
        "name_topics.tsv",
        include_str!("data/name_topics.tsv"),
        &["surface", "topic"],
    ) {
        let row = row?;
        let bit = match row.cell(1) {
            "sports" => bits::SPORTS,
            _ => return Err(row.unexpected(1, "sports")),
        };
        builder.mark(row.cell(0), bit);
    }
    Ok(())
}

fn load_roles(builder: &mut Builder) -> Result<(), LexiconError> {
    for row in rows(
        "roles.tsv",
        include_str!("data/roles.tsv"),
        &["surface", "kind", "gender", "number", "takes"],
    ) {
        let row = row?;
        let takes = match row.cell(4) {
            "org" => 1,
            "place" => 2,
            "none" => 0,
            _ => return Err(row.unexpected(4, "org, place or none")),
        };
        let value = u32::from(row.cell(1) == "honorific")
            | u32::from(row.cell(3) == "p") << 1
            | u32::from(matches!(row.cell(1), "kinship" | "generic" | "civil")) << 2
            | takes << 3
            | gender_bits(row.cell(2)) << 5;
        builder.add(row.cell(0), Class::Role, value);
    }
    Ok(())
}

fn load_nisba(builder: &mut Builder) -> Result<(), LexiconError> {
    let mut buffer = String::new();
    for row in rows(
        "nisba.tsv",
        include_str!("data/nisba.tsv"),
        &["name", "country", "kind"],
    ) {
        let row = row?;
        let mut letters = row.cell(1).bytes().map(u32::from);
        let (first, second) = (letters.next().unwrap_or(0), letters.next().unwrap_or(0));
        let value = first << 16 | second << 8 | u32::from(row.cell(2) == "local");
        for ending in ["", "ة", "ون", "ين", "ات", "تين", "تان", "ان"] {
            buffer.clear();
            buffer.push_str(row.cell(0));
            buffer.push_str(ending);
            builder.add(&buffer, Class::Nisba, value);
        }
    }
    Ok(())
}

fn load_people(builder: &mut Builder) -> Result<(), LexiconError> {
    for row in rows(
        "given_names.tsv",
        include_str!("data/given_names.tsv"),
        &["name", "gender", "aliases", "weak"],
    ) {
        let row = row?;
        let value = gender_bits(row.cell(1)) << 1;
        for name in row.list(3) {
            builder.add(name, Class::Given, value | 1);
        }
        for name in std::iter::once(row.cell(0)).chain(row.list(2)) {
            builder.add(name, Class::Given, value);
        }
    }
    for row in rows(
        "family_names.tsv",
        include_str!("data/family_names.tsv"),
        &["name", "aliases", "weak"],
    ) {
        let row = row?;
        for name in row.list(2) {
            builder.add(name, Class::Family, 1);
        }
        for name in std::iter::once(row.cell(0)).chain(row.list(1)) {
            builder.add(name, Class::Family, 0);
        }
    }
    Ok(())
}

fn load_places(builder: &mut Builder) -> Result<(), LexiconError> {
    for row in rows(
        "places.tsv",
        include_str!("data/places.tsv"),
        &["name", "kind", "country", "aliases", "weak"],
    ) {
        let row = row?;
        let kind = u8::from(row.cell(1) == "country");
        let value = builder.place(kind, row.cell(2)) << 1;
        for name in row.list(4) {
            builder.add(name, Class::Place, value | 1);
        }
        for name in std::iter::once(row.cell(0)).chain(row.list(3)) {
            builder.add(name, Class::Place, value);
        }
    }
    Ok(())
}

fn load_organizations(builder: &mut Builder) -> Result<(), LexiconError> {
    for row in rows(
        "generic_bodies.tsv",
        include_str!("data/generic_bodies.tsv"),
        &["surface"],
    ) {
        builder.add(row?.cell(0), Class::Organization, 3);
    }
    for row in rows(
        "organizations.tsv",
        include_str!("data/organizations.tsv"),
        &["name", "type", "country", "aliases", "acronyms", "weak"],
    ) {
        let row = row?;
        let kind = KINDS.iter().position(|(name, _)| *name == row.cell(1));
        let kind = kind.ok_or_else(|| row.unexpected(1, "a type of organizations"))?;
        let acronym = row.list(4).next().unwrap_or_default();
        let kind = u8::try_from(kind).unwrap_or(u8::MAX);
        let value = builder.organization(kind, row.cell(2), acronym) << 2;
        for name in row.list(5) {
            builder.add(name, Class::Organization, value | 2);
        }
        for name in std::iter::once(row.cell(0)).chain(row.list(3)) {
            builder.add(name, Class::Organization, value);
        }
        for name in row.list(4) {
            builder.add(name, Class::Organization, value | 1);
        }
    }
    Ok(())
}
