//! Rows of the name lexicon: organizations, places, personal names, titles, nationality adjectives,
//! head nouns of organizations, and the small words that carry names or end them.
//!
//! Rows that only hold a few bits are packed into the row number itself; organizations and places
//! lie ready in the embedded block.

use super::blob::{Blob, Section};
use super::frozen::{Frozen, hash, u64_of};
use super::table::Table;
use super::{Class, Lexicon, rows};
use crate::error::LexiconError;
use crate::fold::Key;
use crate::kind::{CountryCode, Gender, OrganizationType};

/// What a surface of an organization is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SurfaceKind {
    /// A name or alias that stands for itself.
    Name,
    /// An acronym.
    Acronym,
    /// A common word, place or personal name too: counts only in context.
    Weak,
    /// No name at all, however much it looks like one: «قوات الأمن».
    Generic,
}

/// An organization of the lexicon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OrganizationRow<'l> {
    /// Its type.
    pub(crate) kind: OrganizationType,
    /// ISO 3166-1 alpha-2, `XX` when it has none.
    pub(crate) country: &'l str,
    /// First acronym.
    pub(crate) acronym: &'l str,
}

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlaceKind {
    /// A country.
    Country,
    /// A town, region, river or site.
    Other,
}

/// A place of the lexicon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlaceRow<'l> {
    /// What it is.
    pub(crate) kind: PlaceKind,
    /// ISO 3166-1 alpha-2, `XX` when it has none.
    pub(crate) country: &'l str,
}

/// Where a head noun stands to the name behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeadSpan {
    /// Inside the name: «وزارة الصحة».
    Inside,
    /// Outside: صحيفة «الأيام».
    Outside,
    /// Inside, and only the definite form heads a name: «الحماية المدنية».
    Definite,
    /// It makes a place: «ملعب رادس».
    Place,
}

/// What behind a head noun makes a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Naming {
    /// A complement that is a name itself: «حركة طالبان».
    Known,
    /// A proper complement, common nouns of names among them.
    Proper,
    /// A place too.
    Place,
    /// A nationality adjective too.
    Nisba,
    /// A name-making adjective too.
    Adjective,
    /// Any definite adjective.
    Free,
}

/// A head noun.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HeadRow {
    /// The singular.
    pub(crate) singular: &'static str,
    /// Gender of the singular.
    pub(crate) gender: Gender,
    /// Type of the organizations that it heads.
    pub(crate) kind: OrganizationType,
    /// Whether it is part of the name.
    pub(crate) span: HeadSpan,
    /// What makes a name.
    pub(crate) naming: Naming,
}

/// A head noun in one of its forms.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head<'l> {
    /// The noun.
    pub(crate) row: &'l HeadRow,
    /// Index of the noun.
    pub(crate) index: u32,
    /// The form has the article.
    pub(crate) definite: bool,
    /// The form is a dual or plural.
    pub(crate) many: bool,
}

/// What follows a title before the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    /// Nothing: «الدكتور».
    Nothing,
    /// An organization: «رئيس حزب …».
    Organization,
    /// A place: «والي …».
    Place,
}

/// A title or function.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Role {
    /// An honorific such as السيد.
    pub(crate) honorific: bool,
    /// A weak title: kinship or a generic noun (شاب، مواطن).
    pub(crate) generic: bool,
    /// Gender of its bearer, when the form shows it.
    pub(crate) gender: Option<Gender>,
    /// A plural.
    pub(crate) many: bool,
    /// What follows.
    pub(crate) takes: Takes,
}

/// Bits of words that carry or end names.
pub(crate) mod bits {
    /// A frequent word that is no name.
    pub(crate) const COMMON: u32 = 1;
    /// Particle, preposition, pronoun.
    pub(crate) const FUNCTION: u32 = 2;
    /// Reporting or news verb.
    pub(crate) const VERB: u32 = 4;
    /// Weekday, month, time word.
    pub(crate) const DATE: u32 = 8;
    /// Adjective that is never part of a name.
    pub(crate) const STOP_ADJECTIVE: u32 = 16;
    /// Any word that ends a name.
    pub(crate) const STOP: u32 = FUNCTION | VERB | DATE | STOP_ADJECTIVE;
    /// Definite word of organization names.
    pub(crate) const DEFINITE: u32 = 32;
    /// Word behind و of organization names.
    pub(crate) const COORDINATED: u32 = 64;
    /// Noun of organization names that takes a complement.
    pub(crate) const CONSTRUCT: u32 = 128;
    /// Adjective that makes a name.
    pub(crate) const NAMING: u32 = 256;
    /// Noun inside place names.
    pub(crate) const PLACE_INSIDE: u32 = 512;
    /// Noun before place names.
    pub(crate) const PLACE_OUTSIDE: u32 = 1024;
    /// Particle between two parts of a personal name.
    pub(crate) const LINK: u32 = 2048;
    /// Particle that begins a part of a personal name.
    pub(crate) const OPEN: u32 = 4096;
    /// Word of sports reports.
    pub(crate) const SPORTS: u32 = 8192;
    /// Particle spelled with final ى, so that the same letters with ي are another word: «على», «علي».
    pub(crate) const FINAL_YA: u32 = 16_384;
    /// Ordinal behind the name of a monarch.
    pub(crate) const ORDINAL: u32 = 32_768;
    /// Reporting verb.
    pub(crate) const SAYING: u32 = 65_536;
    /// Definite noun that follows a head directly: «وزارة الصحة».
    pub(crate) const FIRST: u32 = 131_072;
    /// Name of a Latin letter: «سي».
    pub(crate) const LETTER: u32 = 262_144;
    /// Word that leads to another name: «المعروفة باسم …».
    pub(crate) const CALLED: u32 = 524_288;
    /// Paper or channel, where it is a name at all: «الوطن».
    pub(crate) const PAPER: u32 = 1_048_576;
}

/// Rows that entries of this group point to.
#[derive(Clone, Debug, Default)]
pub(crate) struct NameLexicon {
    /// Type (1), country (2), place (3) and length (1) of the acronym.
    organizations: &'static [[u8; 7]],
    /// Kind (1) and country (2).
    places: &'static [[u8; 3]],
    acronyms: &'static [u8],
    /// Key of a word (8) → its bits (4).
    words: Frozen<12>,
    heads: Vec<HeadRow>,
    types: Table,
    type_rows: Vec<OrganizationType>,
    /// Organizations that a user added, numbered behind the embedded ones.
    own_organizations: Vec<OwnOrganization>,
    /// Places that a user added, likewise.
    own_places: Vec<(PlaceKind, String)>,
}

/// An organization that a user added.
#[derive(Clone, Debug)]
struct OwnOrganization {
    kind: OrganizationType,
    country: String,
    acronym: String,
}

impl NameLexicon {
    /// The organization of a row and what its surface is.
    pub(crate) fn organization(&self, row: u32) -> Option<(OrganizationRow<'_>, SurfaceKind)> {
        let kind = match row & 3 {
            0 => SurfaceKind::Name,
            1 => SurfaceKind::Acronym,
            2 => SurfaceKind::Weak,
            _ => SurfaceKind::Generic,
        };
        let rows = self.organizations;
        let Some(&[own, ref code @ .., a, b, c, len]) = rows.get((row >> 2) as usize) else {
            let own = self
                .own_organizations
                .get((row >> 2) as usize - rows.len())?;
            let organization = OrganizationRow {
                kind: own.kind,
                country: &own.country,
                acronym: &own.acronym,
            };
            return Some((organization, kind));
        };
        let start = u32::from_le_bytes([a, b, c, 0]) as usize;
        let acronym = self.acronyms.get(start..start + usize::from(len))?;
        let organization = OrganizationRow {
            kind: KINDS.get(usize::from(own))?.1,
            country: std::str::from_utf8(code).unwrap_or("XX"),
            acronym: std::str::from_utf8(acronym).unwrap_or_default(),
        };
        Some((organization, kind))
    }

    /// The place of a row, and whether the surface is a common word too.
    pub(crate) fn place(&self, row: u32) -> Option<(PlaceRow<'_>, bool)> {
        let rows = self.places;
        let weak = row & 1 != 0;
        let Some(&[kind, ref code @ ..]) = rows.get((row >> 1) as usize) else {
            let (kind, country) = self.own_places.get((row >> 1) as usize - rows.len())?;
            let place = PlaceRow {
                kind: *kind,
                country,
            };
            return Some((place, weak));
        };
        let place = PlaceRow {
            kind: if kind == 0 {
                PlaceKind::Other
            } else {
                PlaceKind::Country
            },
            country: std::str::from_utf8(code).unwrap_or("XX"),
        };
        Some((place, weak))
    }

    /// Whether the organization of an index was added by a user.
    pub(crate) const fn is_own_organization(&self, index: u32) -> bool {
        index as usize >= self.organizations.len()
    }

    /// Whether the place of an index was added by a user.
    pub(crate) const fn is_own_place(&self, index: u32) -> bool {
        index as usize >= self.places.len()
    }

    /// Adds an organization of a user; returns its index.
    pub(super) fn add_organization(&mut self, kind: u8, country: &str, acronym: &str) -> u32 {
        let index = self.organizations.len() + self.own_organizations.len();
        let kind = KINDS.get(usize::from(kind)).map(|(_, kind)| *kind);
        self.own_organizations.push(OwnOrganization {
            kind: kind.unwrap_or(OrganizationType::Other),
            country: country.to_owned(),
            acronym: acronym.to_owned(),
        });
        row_number(index)
    }

    /// Adds a place of a user; returns its index.
    pub(super) fn add_place(&mut self, kind: PlaceKind, country: &str) -> u32 {
        let index = self.places.len() + self.own_places.len();
        self.own_places.push((kind, country.to_owned()));
        row_number(index)
    }

    /// The head noun of a row.
    pub(crate) fn head(&self, row: u32) -> Option<Head<'_>> {
        Some(Head {
            row: self.heads.get((row >> 2) as usize)?,
            index: row >> 2,
            definite: row & 1 != 0,
            many: row & 2 != 0,
        })
    }

    /// The noun of an index.
    pub(crate) fn head_row(&self, index: u32) -> Option<&HeadRow> {
        self.heads.get(index as usize)
    }

    /// The bits of a word.
    pub(crate) fn word(&self, key: Key) -> u32 {
        let slot = self.words.find(hash(key.0), |slot| u64_of(slot) == key.0);
        slot.map_or(0, |&[.., a, b, c, d]| u32::from_le_bytes([a, b, c, d]))
    }

    /// The type that a word inside a name shows: «لكرة القدم» is sports.
    pub(crate) fn type_of(&self, key: Key) -> Option<OrganizationType> {
        let row = self.types.get(key.0)?;
        self.type_rows.get(row as usize).copied()
    }

    /// Takes what lies ready in the block.
    pub(super) fn lie_in(&mut self, blob: Blob) {
        self.organizations = blob.section(Section::Organizations).as_chunks().0;
        self.places = blob.section(Section::Places).as_chunks().0;
        self.acronyms = blob.section(Section::Text);
        self.words = blob.bits();
    }
}

/// The gender of a given name's row, and whether it is a common word too.
pub(crate) const fn given(row: u32) -> (Option<Gender>, bool) {
    (gender_of(row >> 1), row & 1 != 0)
}

/// Whether a family name's row is a common word too.
pub(crate) const fn family_is_weak(row: u32) -> bool {
    row & 1 != 0
}

/// The title of a row.
pub(crate) const fn role(row: u32) -> Role {
    Role {
        honorific: row & 1 != 0,
        many: row & 2 != 0,
        generic: row & 4 != 0,
        takes: match row >> 3 & 3 {
            1 => Takes::Organization,
            2 => Takes::Place,
            _ => Takes::Nothing,
        },
        gender: gender_of(row >> 5),
    }
}

/// Whether a nationality adjective belongs to a country (not to a town).
pub(crate) const fn nisba_of_country(row: u32) -> bool {
    row & 1 == 0
}

/// The country of a nationality adjective.
pub(crate) fn nisba_country(row: u32) -> Option<CountryCode> {
    let letter = |shift: u32| (row >> shift & 0xFF) as u8;
    CountryCode::new(&[letter(16), letter(8)]).filter(|country| country.as_str() != "XX")
}

const fn gender_of(n: u32) -> Option<Gender> {
    match n & 3 {
        1 => Some(Gender::Masculine),
        2 => Some(Gender::Feminine),
        _ => None,
    }
}

/// The types of organizations with their names in the files.
#[rustfmt::skip]
pub(super) const KINDS: [(&str, OrganizationType); 15] = [
    ("intergovernmental", OrganizationType::Intergovernmental),
    ("government", OrganizationType::Government), ("security", OrganizationType::Security),
    ("judicial", OrganizationType::Judicial), ("party", OrganizationType::Party),
    ("company", OrganizationType::Company), ("media", OrganizationType::Media),
    ("ngo", OrganizationType::Ngo), ("education", OrganizationType::Education),
    ("health", OrganizationType::Health), ("sports", OrganizationType::Sports),
    ("religious", OrganizationType::Religious), ("armed_group", OrganizationType::ArmedGroup),
    ("finance", OrganizationType::Finance), ("other", OrganizationType::Other),
];

fn kind_of(cell: &str) -> Option<OrganizationType> {
    let kind = KINDS.iter().find(|(name, _)| *name == cell)?;
    Some(kind.1)
}

fn row_number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX >> 3)
}

/// Reads the embedded files of this group.
pub(crate) fn load(lexicon: &mut Lexicon) -> Result<(), LexiconError> {
    let mut names = std::mem::take(&mut lexicon.names);
    load_types(&mut names)?;
    load_heads(lexicon, &mut names)?;
    lexicon.names = names;
    #[cfg(test)]
    if let Some(builder) = &mut lexicon.builder {
        super::surfaces::load(builder)?;
    }
    Ok(())
}

fn load_types(names: &mut NameLexicon) -> Result<(), LexiconError> {
    for row in rows(
        "name_types.tsv",
        include_str!("data/name_types.tsv"),
        &["surface", "type"],
    ) {
        let row = row?;
        let kind =
            kind_of(row.cell(1)).ok_or_else(|| row.unexpected(1, "a type of organizations"))?;
        let key = Key::of(row.cell(0)).0;
        if key != 0 {
            names.types.insert(key, row_number(names.type_rows.len()));
            names.type_rows.push(kind);
        }
    }
    Ok(())
}

fn load_heads(lexicon: &mut Lexicon, names: &mut NameLexicon) -> Result<(), LexiconError> {
    let mut buffer = String::new();
    for row in rows(
        "heads.tsv",
        include_str!("data/heads.tsv"),
        &[
            "singular", "gender", "type", "span", "names", "dual", "plural",
        ],
    ) {
        let row = row?;
        let index = row_number(names.heads.len());
        names.heads.push(HeadRow {
            singular: row.list(0).next().unwrap_or_default(),
            gender: match row.cell(1) {
                "m" => Gender::Masculine,
                "f" => Gender::Feminine,
                _ => return Err(row.unexpected(1, "m or f")),
            },
            kind: kind_of(row.cell(2))
                .ok_or_else(|| row.unexpected(2, "a type of organizations"))?,
            span: match row.cell(3) {
                "inside" => HeadSpan::Inside,
                "outside" => HeadSpan::Outside,
                "definite" => HeadSpan::Definite,
                "place" => HeadSpan::Place,
                _ => return Err(row.unexpected(3, "inside, outside, definite or place")),
            },
            naming: match row.cell(4) {
                "known" => Naming::Known,
                "proper" => Naming::Proper,
                "place" => Naming::Place,
                "nisba" => Naming::Nisba,
                "adjective" => Naming::Adjective,
                "free" => Naming::Free,
                _ => {
                    return Err(row.unexpected(4, "known, proper, place, nisba, adjective or free"));
                }
            },
        });
        if !lexicon.is_made() {
            continue;
        }
        let singular = row.list(0).map(|form| (form, 0));
        let many = row.list(5).chain(row.list(6)).map(|form| (form, 2));
        for (form, number) in singular.chain(many) {
            lexicon.add(form, Class::Head, index << 2 | number);
            buffer.clear();
            buffer.push_str("ال");
            buffer.push_str(form);
            lexicon.add(&buffer, Class::Head, index << 2 | number | 1);
        }
    }
    Ok(())
}
