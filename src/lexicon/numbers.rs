//! Rows of the lexicon read from the TSV files of this group.

use super::{Class, Lexicon, rows};
use crate::error::LexiconError;
use crate::fold::Key;

/// Rows that entries of this group point to.
#[derive(Clone, Debug, Default)]
pub(crate) struct NumberLexicon {
    /// Number words.
    pub(crate) words: Vec<NumberWord>,
    /// Words with a role in number phrases, sorted by key.
    particles: Vec<(Key, u32)>,
}

impl NumberLexicon {
    /// The roles of a word beside numbers, one bit each; 0 for none.
    pub(crate) fn roles(&self, key: Key) -> u32 {
        self.particles
            .binary_search_by_key(&key, |entry| entry.0)
            .ok()
            .and_then(|at| self.particles.get(at))
            .map_or(0, |entry| entry.1)
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
    /// Denominator of the fraction that is written alike, or 0.
    pub(crate) fraction: u64,
}

/// Roles of particles, one bit each.
pub(crate) mod role {
    /// The names in the file, in the order of the bits.
    pub(super) const NAMES: [&str; 8] = [
        "from", "to", "between", "in", "each", "of", "below", "zero",
    ];
    /// من
    pub(crate) const FROM: u32 = 1;
    /// إلى، حتى
    pub(crate) const TO: u32 = 2;
    /// بين
    pub(crate) const BETWEEN: u32 = 4;
    /// في
    pub(crate) const IN: u32 = 8;
    /// كل
    pub(crate) const EACH: u32 = 16;
    /// أصل
    pub(crate) const OF: u32 = 32;
    /// تحت
    pub(crate) const BELOW: u32 = 64;
    /// الصفر
    pub(crate) const ZERO: u32 = 128;
}

/// Reads the embedded files of this group.
pub(crate) fn load(lexicon: &mut Lexicon) -> Result<(), LexiconError> {
    words(lexicon)?;
    particles(lexicon)
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
            "" | "few" => Form::Plain,
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
    let particles = &mut lexicon.numbers.particles;
    for row in rows("number_particles.tsv", text, &["surface", "role"]) {
        let row = row?;
        let mut roles = 0;
        for name in row.list(1) {
            let bit = role::NAMES.iter().position(|known| *known == name);
            roles |= 1 << bit.ok_or_else(|| row.unexpected(1, "a role of particles"))?;
        }
        particles.push((Key::of(row.cell(0)), roles));
    }
    particles.sort_unstable();
    Ok(())
}
