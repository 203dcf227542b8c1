//! Lengths of time: «خمس سنوات وستة أشهر», «ساعة ونصف الساعة», «ربع قرن», «بضع ساعات».

use std::fmt::Write;

use rust_decimal::Decimal;

use super::clock::wa;
use super::grammar::{FAIL, digits, exactly, has, joined, mark_of, word, word_as};
use super::types::{DateModifier, Grain};
use crate::doc::{PResult, Tokens};
use crate::lex::{TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::dates::{Count, DateWord, Prep, TimeUnit};
use crate::number;

/// A length of time, part by part.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Length {
    pub(super) years: Decimal,
    pub(super) months: Decimal,
    pub(super) weeks: Decimal,
    pub(super) days: Decimal,
    pub(super) hours: Decimal,
    pub(super) minutes: Decimal,
    pub(super) seconds: Decimal,
    /// The unit of a vague length: «سنوات».
    pub(super) vague: Option<TimeUnit>,
    pub(super) modifier: Option<DateModifier>,
    /// The smallest unit named.
    pub(super) unit: Option<TimeUnit>,
    /// Whether it is a unit's bare singular («عام»), which counts only in a context of time.
    pub(super) bare: bool,
    /// Whether it is a bare plural («سنوات»).
    pub(super) plural: bool,
    /// Whether a numeral in digits or words stands in it.
    pub(super) numeral: bool,
}

impl Length {
    fn add(&mut self, unit: TimeUnit, count: Decimal) -> Option<()> {
        let field = match unit {
            TimeUnit::Second => &mut self.seconds,
            TimeUnit::Minute => &mut self.minutes,
            TimeUnit::Hour => &mut self.hours,
            TimeUnit::Day | TimeUnit::Night => &mut self.days,
            TimeUnit::Week => &mut self.weeks,
            TimeUnit::Month => &mut self.months,
            TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century => &mut self.years,
            TimeUnit::Weekend => return None,
        };
        let scale = match unit {
            TimeUnit::Decade => Decimal::TEN,
            TimeUnit::Century => Decimal::ONE_HUNDRED,
            _ => Decimal::ONE,
        };
        *field = field.checked_add(count.checked_mul(scale)?)?;
        self.unit = Some(self.unit.map_or(unit, |smallest| smallest.min(unit)));
        Some(())
    }

    /// Adds one part of `parts` of a unit, in the next smaller unit: «ونصف» of a year is 6 months.
    fn add_part(&mut self, unit: TimeUnit, parts: u8) -> Option<()> {
        let (numerator, denominator) = if parts == 34 {
            (3, 4)
        } else {
            (1, i64::from(parts))
        };
        let of = |n: i64| Decimal::from(n * numerator).checked_div(Decimal::from(denominator));
        match unit {
            TimeUnit::Second => self.add(unit, of(1)?),
            TimeUnit::Minute => self.add(TimeUnit::Second, of(60)?),
            TimeUnit::Hour => self.add(TimeUnit::Minute, of(60)?),
            TimeUnit::Day | TimeUnit::Night => self.add(TimeUnit::Hour, of(24)?),
            TimeUnit::Week => self.add(TimeUnit::Week, of(1)?),
            TimeUnit::Month if parts == 2 => self.add(TimeUnit::Day, Decimal::from(15)),
            TimeUnit::Month => self.add(unit, of(1)?),
            TimeUnit::Year if parts != 34 => self.add(TimeUnit::Month, of(12)?),
            TimeUnit::Year => self.add(TimeUnit::Month, of(12)?),
            TimeUnit::Decade | TimeUnit::Century => self.add(unit, of(1)?),
            TimeUnit::Weekend => None,
        }
    }

    /// The ISO 8601 duration; X for the count of a vague one.
    pub(super) fn timex(&self) -> String {
        if let Some(unit) = self.vague {
            let value = match unit {
                TimeUnit::Second => "PTXS",
                TimeUnit::Minute => "PTXM",
                TimeUnit::Hour => "PTXH",
                TimeUnit::Day | TimeUnit::Night | TimeUnit::Weekend => "PXD",
                TimeUnit::Week => "PXW",
                TimeUnit::Month => "PXM",
                TimeUnit::Year => "PXY",
                TimeUnit::Decade => "PXDE",
                TimeUnit::Century => "PXCE",
            };
            return value.to_owned();
        }
        let mut out = String::with_capacity(12);
        out.push('P');
        let only_weeks = self.years.is_zero()
            && self.months.is_zero()
            && self.days.is_zero()
            && self.hours.is_zero()
            && self.minutes.is_zero();
        let days = if only_weeks {
            self.days
        } else {
            self.days + self.weeks * Decimal::from(7)
        };
        let put = |out: &mut String, value: Decimal, letter: char| {
            if !value.is_zero() {
                // Writing to a string cannot fail.
                let _ = write!(out, "{}{letter}", value.normalize());
            }
        };
        put(&mut out, self.years, 'Y');
        put(&mut out, self.months, 'M');
        if only_weeks {
            put(&mut out, self.weeks, 'W');
        }
        put(&mut out, days, 'D');
        if !(self.hours.is_zero() && self.minutes.is_zero() && self.seconds.is_zero()) {
            out.push('T');
            put(&mut out, self.hours, 'H');
            put(&mut out, self.minutes, 'M');
            put(&mut out, self.seconds, 'S');
        }
        if out.len() == 1 {
            out.push_str("T0S");
        }
        out
    }

    /// Its smallest unit.
    pub(super) fn grain(&self) -> Grain {
        grain_of(self.unit.or(self.vague).unwrap_or(TimeUnit::Day))
    }
}

/// The grain of a unit.
pub(super) const fn grain_of(unit: TimeUnit) -> Grain {
    match unit {
        TimeUnit::Second => Grain::Second,
        TimeUnit::Minute => Grain::Minute,
        TimeUnit::Hour => Grain::Hour,
        TimeUnit::Day | TimeUnit::Night | TimeUnit::Weekend => Grain::Day,
        TimeUnit::Week => Grain::Week,
        TimeUnit::Month => Grain::Month,
        TimeUnit::Year => Grain::Year,
        TimeUnit::Decade => Grain::Decade,
        TimeUnit::Century => Grain::Century,
    }
}

/// A length of time.
pub(super) fn length(i: Tokens<'_>) -> PResult<'_, Length> {
    let mut found = Length::default();
    let mut rest = i;
    if let Ok((behind, word)) = word(rest) {
        found.modifier = match word {
            DateWord::Prep(Prep::More) => Some(DateModifier::MoreThan),
            DateWord::Prep(Prep::Less) => Some(DateModifier::LessThan),
            _ => None,
        };
        if found.modifier.is_some() {
            rest = behind;
        }
    }
    // «هذين اليومين»
    if let Ok((inner, ())) = exactly(rest, DateWord::This)
        && has(inner, mark::ARTICLE)
        && let Ok((behind, unit)) = word_as(inner, |word| match word {
            DateWord::Unit {
                unit,
                count: Count::Two,
            } => Some(unit),
            _ => None,
        })
    {
        found.add(unit, Decimal::TWO).ok_or(FAIL)?;
        return Ok((behind, found));
    }
    let (behind, unit) = term(rest, &mut found)?;
    rest = tail(behind, unit, &mut found);
    for _ in 0..5 {
        let Ok((inner, ())) = wa(rest) else { break };
        let mut copy = found;
        copy.bare = false;
        let Ok((behind, next)) = term(inner, &mut copy) else {
            break;
        };
        let bare_plural = copy.plural && !found.plural;
        if next == unit || bare_plural || found.vague.is_some() || copy.vague.is_some() {
            break;
        }
        found = Length {
            bare: false,
            ..copy
        };
        rest = tail(behind, next, &mut found);
    }
    Ok((rest, found))
}

/// A numeral with its unit, a dual, a part of a unit, or a unit alone.
fn term<'a>(i: Tokens<'a>, found: &mut Length) -> PResult<'a, TimeUnit> {
    let first = i.first().ok_or(FAIL)?;
    let unit = |i| {
        word_as(i, |word| match word {
            DateWord::Unit { unit, count } if unit != TimeUnit::Weekend => Some((unit, count)),
            _ => None,
        })
    };
    if first.kind == TokenKind::Number
        && let Ok((rest, unit)) = written_fraction(i, found)
    {
        return Ok((rest, unit));
    }
    if let Ok((rest, DateWord::Fraction(parts))) = word(i)
        && let Ok((behind, (unit, Count::One))) = unit(rest)
        && !has(i, mark::ARTICLE)
    {
        found.add_part(unit, parts).ok_or(FAIL)?;
        return Ok((behind, unit));
    }
    if let Ok((rest, DateWord::Few)) = word(i)
        && let Ok((behind, (unit, Count::Many))) = unit(rest)
    {
        found.vague = Some(unit);
        found.unit = Some(unit);
        return Ok((behind, unit));
    }
    if first.kind == TokenKind::Number || first.flags & Class::Number.bit() != 0 {
        let counted = number::cardinal(i).and_then(|(rest, value)| {
            let (behind, found) = unit(rest)?;
            if joined(rest) {
                return Err(FAIL);
            }
            Ok((behind, (value, found.0, has(rest, mark::ARTICLE))))
        });
        if let Ok((rest, (value, unit, definite))) = counted {
            let count = value.decimal.unwrap_or(value.value);
            if definite && !value.definite || count.is_sign_negative() {
                return Err(FAIL);
            }
            found.add(unit, count).ok_or(FAIL)?;
            found.numeral = true;
            return Ok((rest, unit));
        }
    }
    let definite = has(i, mark::ARTICLE);
    let (rest, (unit, count)) = unit(i)?;
    if definite {
        return Err(FAIL);
    }
    match count {
        // «سنتي 2017 و2018», «عامي»: the construct is half of a phrase.
        Count::Two if i.doc.surface(i.at()).ends_with('ي') => return Err(FAIL),
        Count::Two => found.add(unit, Decimal::TWO).ok_or(FAIL)?,
        Count::One => {
            found.add(unit, Decimal::ONE).ok_or(FAIL)?;
            found.bare = true;
        }
        Count::Many => {
            found.vague = Some(unit);
            found.unit = Some(unit);
            found.plural = true;
        }
    }
    Ok((rest, unit))
}

/// «1/2 ساعة».
fn written_fraction<'a>(i: Tokens<'a>, found: &mut Length) -> PResult<'a, TimeUnit> {
    let (rest, (above, _)) = digits(i)?;
    let (rest, _) = mark_of(rest, &['/', '⁄'])?;
    let (rest, (below, _)) = digits(rest)?;
    let (rest, unit) = word_as(rest, |word| match word {
        DateWord::Unit {
            unit,
            count: Count::One,
        } => Some(unit),
        _ => None,
    })?;
    let parts = match (above, below) {
        (1, below @ 2..=10) => u8::try_from(below).map_err(|_| FAIL)?,
        (3, 4) => 34,
        _ => return Err(FAIL),
    };
    found.add_part(unit, parts).ok_or(FAIL)?;
    Ok((rest, unit))
}

/// «ونصف الساعة», «كاملين», «واحدة», «آخر» behind a term.
fn tail<'a>(i: Tokens<'a>, unit: TimeUnit, found: &mut Length) -> Tokens<'a> {
    let mut rest = i;
    if let Ok((inner, ())) = wa(rest)
        && let Ok((behind, DateWord::Fraction(parts))) = word(inner)
        && found.vague.is_none()
        && found.add_part(unit, parts).is_some()
    {
        found.bare = false;
        let again = word_as(behind, |word| match word {
            DateWord::Unit {
                unit: same,
                count: Count::One,
            } if same == unit => Some(()),
            _ => None,
        });
        rest = again.map_or(behind, |(behind, ())| behind);
    }
    for _ in 0..2 {
        let Ok((behind, word)) = word(rest) else {
            break;
        };
        match word {
            DateWord::Whole if !joined(rest) && !has(rest, mark::ARTICLE) => {
                found.bare = false;
                rest = behind;
            }
            DateWord::Few if found.plural && !joined(rest) && !has(rest, mark::ARTICLE) => {
                rest = behind;
            }
            DateWord::Last if found.bare && behind.at() == rest.at() + 1 => rest = behind,
            _ => break,
        }
    }
    rest
}

/// Whether «كل» stands at the input.
pub(super) fn every(i: Tokens<'_>) -> PResult<'_, ()> {
    if has(i, mark::ARTICLE) {
        return Err(FAIL);
    }
    exactly(i, DateWord::Every)
}
