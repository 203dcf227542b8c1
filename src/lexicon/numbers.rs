//! Rows of the lexicon read from the TSV files of this group.

use super::table::Table;
use super::{Class, Entry, Lexicon, rows};
use crate::error::LexiconError;
use crate::fold::Key;
use crate::kind::ApproxKind;
use crate::lex::Token;

/// Rows that entries of this group point to.
#[derive(Clone, Debug, Default)]
pub(crate) struct NumberLexicon {
    /// Number words.
    pub(crate) words: Vec<NumberWord>,
    /// Units; an entry's row is twice the index here, and one more for a dual.
    pub(crate) units: Vec<UnitRow>,
    /// Approximators.
    pub(crate) approximators: Vec<ApproximatorRow>,
    /// Words with a role in number phrases.
    particles: Table,
    /// Head nouns with the ordinals that are lexical behind them, one bit each; sorted by key.
    stops: Vec<(Key, u32)>,
}

impl NumberLexicon {
    /// The roles of a word beside numbers, one bit each; 0 for none.
    pub(crate) fn roles(&self, key: Key) -> u32 {
        self.particles.get(key.0).unwrap_or(0)
    }

    /// Whether the ordinal counts nothing behind this head noun: «الوزير الأول».
    pub(crate) fn is_lexical(&self, head: Key, ordinal: u32) -> bool {
        ordinal < 32 && bits(&self.stops, head) & 1 << ordinal != 0
    }

    /// The unit of an id.
    pub(crate) fn unit_by_id(&self, id: &str) -> Option<&UnitRow> {
        self.units.iter().find(|row| row.id == id)
    }

    /// The unit of an entry, and whether the entry is its dual.
    pub(crate) fn unit(&self, row: u32) -> Option<(&UnitRow, bool)> {
        Some((self.units.get(row as usize / 2)?, row % 2 == 1))
    }
}

fn bits(table: &[(Key, u32)], key: Key) -> u32 {
    table
        .binary_search_by_key(&key, |entry| entry.0)
        .ok()
        .and_then(|at| table.get(at))
        .map_or(0, |entry| entry.1)
}

impl Lexicon {
    /// The longest number word or phrase at a token.
    pub(crate) fn number_at(&self, tokens: &[Token], at: usize) -> Option<Entry> {
        self.longest(tokens, at, Class::Number)
    }

    /// The longest unit at a token.
    pub(crate) fn unit_at(&self, tokens: &[Token], at: usize) -> Option<Entry> {
        self.longest(tokens, at, Class::Unit)
    }

    /// The longest approximator at a token.
    pub(crate) fn approximator_at(&self, tokens: &[Token], at: usize) -> Option<Entry> {
        self.longest(tokens, at, Class::Approximator)
    }
}

/// What a number word is to the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordKind {
    /// صفر
    Zero,
    /// واحد … عشرة
    Unit,
    /// أحد، إحدى: one only in compounds.
    One,
    /// اثنا، اثنتي: two only in compounds.
    Two,
    /// عشرون … تسعين
    Ten,
    /// مئة
    Hundred,
    /// مئتان، ثلاثمئة …
    Hundreds,
    /// مئات: vague alone, a hundred behind a unit.
    VagueHundreds,
    /// ألف، مليون …
    Scale,
    /// نصف، ثلث، أرباع …
    Fraction,
    /// أول، ثانية …
    Ordinal,
    /// حادي: first only in compounds.
    OrdinalOne,
    /// فاصلة
    Point,
    /// ناقص
    Negative,
    /// عشرات، بضعة
    Vague,
    /// عدة: vague before a scale, else no number.
    Several,
    /// نيف
    Nayyif,
    /// ضعف، أضعاف
    Multiplier,
    /// A word that only looks like a number with a proclitic: كمية.
    None,
}

/// Gender of the counted noun, or grammatical number of a scale or fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// No distinction.
    Plain,
    /// For masculine nouns; of an ordinal, masculine.
    Masculine,
    /// For feminine nouns; of an ordinal, feminine.
    Feminine,
    /// Singular.
    Singular,
    /// Accusative singular, or construct dual (ألفا).
    Accusative,
    /// Dual.
    Dual,
    /// Plural.
    Plural,
}

/// A number word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NumberWord {
    /// Kind.
    pub(crate) kind: WordKind,
    /// Value; of a fraction the denominator.
    pub(crate) value: u64,
    /// Form.
    pub(crate) form: Form,
    /// Denominator of the fraction that is written alike, or 0: «خمس السكان».
    pub(crate) fraction: u64,
}

/// Roles of words beside numbers, one bit each.
pub(crate) mod role {
    /// The names in the file, in the order of the bits.
    pub(super) const NAMES: [&str; 30] = [
        "from", "to", "between", "in", "each", "of", "below", "zero", "over", "radix", "what",
        "number", "code", "place", "name", "royal", "model", "sport", "final", "amount", "paper",
        "after", "part", "decree", "event", "heat", "plural", "year", "era", "kingdom",
    ];
    /// من
    pub(crate) const FROM: u32 = 1;
    /// إلى، حتى
    pub(crate) const TO: u32 = 1 << 1;
    /// بين
    pub(crate) const BETWEEN: u32 = 1 << 2;
    /// في
    pub(crate) const IN: u32 = 1 << 3;
    /// كل
    pub(crate) const EACH: u32 = 1 << 4;
    /// أصل
    pub(crate) const OF: u32 = 1 << 5;
    /// تحت
    pub(crate) const BELOW: u32 = 1 << 6;
    /// على
    pub(crate) const OVER: u32 = 1 << 8;
    /// ر, the decimal mark of some agencies
    pub(crate) const RADIX: u32 = 1 << 9;
    /// ما
    pub(crate) const WHAT: u32 = 1 << 10;
    /// رقم
    pub(crate) const NUMBER: u32 = 1 << 11;
    /// Heads of identifiers: مادة، قرار
    pub(crate) const CODE: u32 = 1 << 12;
    /// Heads of ordinals in digits: دورة، دقيقة
    pub(crate) const PLACE: u32 = 1 << 13;
    /// Heads of names that end in a number: مجموعة، قناة
    pub(crate) const NAME: u32 = 1 << 14;
    /// Titles of those who bear an ordinal: ملك، بابا
    pub(crate) const ROYAL: u32 = 1 << 15;
    /// Makes and models: بوينغ
    pub(crate) const MODEL: u32 = 1 << 16;
    /// Words of match reports.
    pub(crate) const SPORT: u32 = 1 << 17;
    /// نهائي
    pub(crate) const FINAL: u32 = 1 << 18;
    /// عدد، قيمة
    pub(crate) const AMOUNT: u32 = 1 << 19;
    /// صحيفة
    pub(crate) const PAPER: u32 = 1 << 20;
    /// بعد
    pub(crate) const AFTER: u32 = 1 << 21;
    /// جزء
    pub(crate) const PART: u32 = 1 << 22;
    /// Heads of decrees, with words before their number: «قرار مجلس الأمن 2216»
    pub(crate) const DECREE: u32 = 1 << 23;
    /// Heads of recurring events, with the edition behind their name: «مهرجان صيف طيبة 36»
    pub(crate) const EVENT: u32 = 1 << 24;
    /// حرارة: «م» behind it are degrees
    pub(crate) const HEAT: u32 = 1 << 25;
    /// Broken plurals: «الدول الـ27» are counted
    pub(crate) const PLURAL: u32 = 1 << 26;
    /// Words before a year in digits: «بحلول 2030», «مونديال 2022»
    pub(crate) const YEAR: u32 = 1 << 27;
    /// Eras behind a year: «645 ميلادي»
    pub(crate) const ERA: u32 = 1 << 28;
    /// مملكة: the country of the paper is a kingdom
    pub(crate) const KINGDOM: u32 = 1 << 29;
}

/// What kind of unit a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnitKind {
    /// Unit of measure.
    Measure,
    /// Currency.
    Currency,
    /// Part of a currency.
    Sub,
}

/// A unit of measure, a currency or a part of one.
#[derive(Clone, Debug)]
pub(crate) struct UnitRow {
    /// Id: `km`, `USD`, `dinar`.
    pub(crate) id: &'static str,
    /// Kind.
    pub(crate) kind: UnitKind,
    /// Of a currency its generic name; of a part how many make one of which.
    pub(crate) parts: Vec<(&'static str, u32)>,
}

impl UnitRow {
    /// Whether it measures mass or volume, of something.
    pub(crate) fn is_stuff(&self) -> bool {
        self.parts.iter().any(|(name, _)| *name == "stuff")
    }
}

/// What an approximator says before and behind a number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ApproximatorRow {
    /// Before a number.
    pub(crate) before: Option<ApproxKind>,
    /// Behind a number.
    pub(crate) behind: Option<ApproxKind>,
}

/// Reads the embedded files of this group.
pub(crate) fn load(lexicon: &mut Lexicon) -> Result<(), LexiconError> {
    words(lexicon)?;
    particles(lexicon)?;
    stops(lexicon)?;
    units(lexicon)?;
    approximators(lexicon)
}

fn words(lexicon: &mut Lexicon) -> Result<(), LexiconError> {
    let columns = &["surface", "kind", "value", "form", "fraction"];
    for row in rows("numbers.tsv", include_str!("data/numbers.tsv"), columns) {
        let row = row?;
        let kind = match row.cell(1) {
            "zero" => WordKind::Zero,
            "unit" => WordKind::Unit,
            "one" => WordKind::One,
            "two" => WordKind::Two,
            "ten" => WordKind::Ten,
            "hundred" => WordKind::Hundred,
            "hundreds" => WordKind::Hundreds,
            "vague_hundreds" => WordKind::VagueHundreds,
            "scale" => WordKind::Scale,
            "fraction" => WordKind::Fraction,
            "ordinal" => WordKind::Ordinal,
            "ordinal_one" => WordKind::OrdinalOne,
            "point" => WordKind::Point,
            "negative" => WordKind::Negative,
            "vague" => WordKind::Vague,
            "several" => WordKind::Several,
            "nayyif" => WordKind::Nayyif,
            "multiplier" => WordKind::Multiplier,
            "none" => WordKind::None,
            _ => return Err(row.unexpected(1, "a kind of number word")),
        };
        let number = |column: usize| match row.cell(column) {
            "" => Ok(0),
            cell => cell
                .parse()
                .map_err(|_| row.unexpected(column, "a whole number")),
        };
        let form = match row.cell(3) {
            "" | "pron" => Form::Plain,
            "m" => Form::Masculine,
            "f" => Form::Feminine,
            "sg" => Form::Singular,
            "acc" => Form::Accusative,
            "dual" => Form::Dual,
            "pl" => Form::Plural,
            _ => return Err(row.unexpected(3, "m, f, sg, acc, dual or pl")),
        };
        let word = NumberWord {
            kind,
            value: number(2)?,
            form,
            fraction: number(4)?,
        };
        let at = u32::try_from(lexicon.numbers.words.len()).unwrap_or(u32::MAX);
        lexicon.numbers.words.push(word);
        lexicon.add(row.cell(0), Class::Number, at);
    }
    Ok(())
}

fn particles(lexicon: &mut Lexicon) -> Result<(), LexiconError> {
    let text = include_str!("data/number_particles.tsv");
    for row in rows("number_particles.tsv", text, &["surface", "roles"]) {
        let row = row?;
        let mut roles = 0;
        for name in row.list(1) {
            let bit = role::NAMES.iter().position(|known| *known == name);
            roles |= 1 << bit.ok_or_else(|| row.unexpected(1, "a role of particles"))?;
        }
        lexicon
            .numbers
            .particles
            .insert(Key::of(row.cell(0)).0, roles);
    }
    Ok(())
}

fn stops(lexicon: &mut Lexicon) -> Result<(), LexiconError> {
    let text = include_str!("data/number_stops.tsv");
    for row in rows("number_stops.tsv", text, &["head", "ordinals"]) {
        let row = row?;
        let mut ordinals = 0;
        for ordinal in row.list(1) {
            let ordinal: u32 = ordinal
                .parse()
                .map_err(|_| row.unexpected(1, "ordinals below 32"))?;
            ordinals |= 1u32
                .checked_shl(ordinal)
                .ok_or_else(|| row.unexpected(1, "ordinals below 32"))?;
        }
        lexicon.numbers.stops.push((Key::of(row.cell(0)), ordinals));
    }
    lexicon.numbers.stops.sort_unstable();
    Ok(())
}

const UNITS: &str = include_str!("data/units.tsv");
const UNIT_COLUMNS: &[&str] = &[
    "id", "kind", "english", "ucum", "surfaces", "duals", "parts",
];

fn units(lexicon: &mut Lexicon) -> Result<(), LexiconError> {
    for row in rows("units.tsv", UNITS, UNIT_COLUMNS) {
        let row = row?;
        let kind = match row.cell(1) {
            "unit" => UnitKind::Measure,
            "currency" => UnitKind::Currency,
            "sub" => UnitKind::Sub,
            _ => return Err(row.unexpected(1, "unit, currency or sub")),
        };
        let mut parts = Vec::new();
        for part in row.list(6) {
            let (whole, count) = part.split_once(':').unwrap_or((part, "0"));
            let count = count
                .parse()
                .map_err(|_| row.unexpected(6, "parts such as dollar:100"))?;
            parts.push((whole, count));
        }
        let at = u32::try_from(lexicon.numbers.units.len()).unwrap_or(u32::MAX / 2);
        lexicon.numbers.units.push(UnitRow {
            id: row.cell(0),
            kind,
            parts,
        });
        for surface in row.list(4) {
            lexicon.add(surface, Class::Unit, at * 2);
        }
        for surface in row.list(5) {
            lexicon.add(surface, Class::Unit, at * 2 + 1);
        }
    }
    Ok(())
}

/// The English singular name of a unit id.
pub(crate) fn unit_english(id: &str) -> Option<&'static str> {
    rows("units.tsv", UNITS, UNIT_COLUMNS)
        .filter_map(Result::ok)
        .find(|row| row.cell(0) == id)
        .map(|row| row.cell(2))
}

fn approximators(lexicon: &mut Lexicon) -> Result<(), LexiconError> {
    let columns = &["surface", "before", "behind"];
    let text = include_str!("data/approximators.tsv");
    for row in rows("approximators.tsv", text, columns) {
        let row = row?;
        let kind = |column: usize| {
            Ok(Some(match row.cell(column) {
                "" => return Ok(None),
                "more_than" => ApproxKind::MoreThan,
                "less_than" => ApproxKind::LessThan,
                "about" => ApproxKind::About,
                "at_least" => ApproxKind::AtLeast,
                "at_most" => ApproxKind::AtMost,
                "up_to" => ApproxKind::UpTo,
                "exactly" => ApproxKind::Exactly,
                _ => return Err(row.unexpected(column, "a kind of approximator")),
            }))
        };
        let entry = ApproximatorRow {
            before: kind(1)?,
            behind: kind(2)?,
        };
        let at = u32::try_from(lexicon.numbers.approximators.len()).unwrap_or(u32::MAX);
        lexicon.numbers.approximators.push(entry);
        lexicon.add(row.cell(0), Class::Approximator, at);
    }
    Ok(())
}
