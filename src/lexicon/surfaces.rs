//! The surfaces of names and the bits of words in names. They are read only where the embedded block
//! is made, which holds them ready.

use super::build::Builder;
use super::entries::Group;
use super::names::bits;
use super::{Class, rows};
use crate::error::LexiconError;

/// Reads the files of names that have no rows beside the block.
pub(super) fn load(builder: &mut Builder) -> Result<(), LexiconError> {
    load_words(builder)?;
    Group::Roles.read_all("roles.tsv", include_str!("data/roles.tsv"), builder)?;
    load_nisba(builder)?;
    Group::GivenNames.read_all(
        "given_names.tsv",
        include_str!("data/given_names.tsv"),
        builder,
    )?;
    Group::FamilyNames.read_all(
        "family_names.tsv",
        include_str!("data/family_names.tsv"),
        builder,
    )?;
    Group::Places.read_all("places.tsv", include_str!("data/places.tsv"), builder)?;
    load_organizations(builder)
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
                "letter" => bits::LETTER,
                "called" => bits::CALLED,
                "paper" => bits::PAPER,
                _ => {
                    return Err(row.unexpected(
                        1,
                        "first, definite, coordinated, construct, letter, called or paper",
                    ));
                }
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

fn load_organizations(builder: &mut Builder) -> Result<(), LexiconError> {
    for row in rows(
        "generic_bodies.tsv",
        include_str!("data/generic_bodies.tsv"),
        &["surface"],
    ) {
        builder.add(row?.cell(0), Class::Organization, 3);
    }
    Group::Organizations.read_all(
        "organizations.tsv",
        include_str!("data/organizations.tsv"),
        builder,
    )
}
