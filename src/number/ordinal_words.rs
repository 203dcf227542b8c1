//! Grammar of ordinals in words.

use nom::Parser as _;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;

use super::grammar::{FAIL, and, below_hundred, hundreds, teen_tail, ten, word, word_where};
use crate::doc::{PResult, Tokens};
use crate::lexicon::numbers::{Form, WordKind, role};

/// An ordinal number in words: «الخامس والعشرين», «الثالثة عشرة», «رابع», «المئة والخمسين».
/// Definite tens and hundreds («العشرين», «المئة») count as ordinals here.
pub(crate) fn ordinal(i: Tokens<'_>) -> PResult<'_, u32> {
    let (_, head) = word(i)?;
    if !head.definite && !matches!(head.row.kind, WordKind::Ordinal | WordKind::OrdinalOne) {
        return Err(FAIL);
    }
    let (rest, value) = alt((hundredth, ordinal_below_hundred)).parse(i)?;
    let (rest, value) = match beyond(rest) {
        Ok((behind, base)) if base > value => (behind, base + value),
        _ => (rest, value),
    };
    Ok((rest, u32::try_from(value).map_err(|_| FAIL)?))
}

/// «بعد المئة», «بعد الألف» behind a smaller ordinal.
fn beyond(i: Tokens<'_>) -> PResult<'_, u64> {
    let after = i.first().ok_or(FAIL)?;
    if i.doc.lexicon.numbers.roles(after.key) & role::AFTER == 0 {
        return Err(FAIL);
    }
    word_where(|w| {
        w.definite
            && w.bare()
            && matches!(
                w.row.kind,
                WordKind::Hundred | WordKind::Hundreds | WordKind::Scale
            )
    })
    .map(|w| w.row.value)
    .parse(i.skip(1))
}

/// «المئة», «المئتين والخمسين», «المئة والخامسة والعشرين».
fn hundredth(i: Tokens<'_>) -> PResult<'_, u64> {
    let (_, head) = word(i)?;
    if !head.definite {
        return Err(FAIL);
    }
    if head.row.kind == WordKind::Scale && head.row.form != Form::Plural {
        return Ok((i.skip(1), head.row.value));
    }
    (
        hundreds,
        opt(preceded(and, alt((ordinal_below_hundred, below_hundred)))),
    )
        .map(|(hundreds, rest)| hundreds + rest.unwrap_or(0))
        .parse(i)
}

fn ordinal_below_hundred(i: Tokens<'_>) -> PResult<'_, u64> {
    let (rest, head) = word(i)?;
    let value = head.row.value;
    let unit = match head.row.kind {
        WordKind::Ordinal => true,
        WordKind::OrdinalOne => false,
        WordKind::Ten if head.definite => return Ok((rest, value)),
        WordKind::Unit | WordKind::One | WordKind::Two if head.definite && value < 3 => false,
        _ => return Err(FAIL),
    };
    if value < 10 {
        if !(unit && value == 1) {
            if let Ok((behind, _)) = teen_tail(rest) {
                return Ok((behind, value + 10));
            }
        }
        if let Ok((behind, tens)) = preceded(and, ten).parse(rest) {
            if tens.definite || head.definite {
                return Ok((behind, value + tens.row.value));
            }
        }
    }
    if unit { Ok((rest, value)) } else { Err(FAIL) }
}
