//! Dates in digits.

use super::grammar::{FAIL, digits, goes_on, has, is_led, is_tail, mark_of, unit_follows};
use crate::doc::{PResult, Tokens};
use crate::lex::mark;

/// A date in digits.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Numeric {
    pub(super) day: Option<u8>,
    pub(super) month: u8,
    pub(super) year: Option<i32>,
    /// Whether day and month may stand in the other order.
    pub(super) either: bool,
}

/// A date in digits: D/M/Y, D-M-Y, D.M.Y, Y/M/D, Y-M-D, and D/M or M/Y where the context says that
/// it is a date. M/D is read only where the first number cannot be a month's day.
pub(super) fn numeric(i: Tokens<'_>) -> PResult<'_, Numeric> {
    if is_tail(i) {
        return Err(FAIL);
    }
    let (rest, first) = digits(i)?;
    if let Ok((behind, ())) = slash(rest)
        && let Ok((rest, second)) = digits(behind)
        && let Ok((behind, ())) = slash(rest)
        && let Ok((rest, third @ (_, 4))) = digits(behind)
        && !goes_on(rest)
    {
        return Ok((rest, full(first, second, third, '/').ok_or(FAIL)?));
    }
    let (behind, sign) = separator(rest)?;
    let (rest, second) = digits(behind)?;
    if let Ok((behind, again)) = separator(rest)
        && again == sign
        && let Ok((rest, third)) = digits(behind)
    {
        if goes_on(rest) && separator(rest).is_ok_and(|(_, c)| c == sign) {
            return Err(FAIL);
        }
        return Ok((rest, full(first, second, third, sign).ok_or(FAIL)?));
    }
    if goes_on(rest) || sign == '.' && !is_led(i) {
        return Err(FAIL);
    }
    let found = match (first, second) {
        ((year @ 1900..=2100, 4), (month @ 1..=12, 1..=2))
        | ((month @ 1..=12, 1..=2), (year @ 1900..=2100, 4)) => {
            if sign != '/' && !is_led(i) {
                return Err(FAIL);
            }
            Numeric {
                day: None,
                month: u8::try_from(month).map_err(|_| FAIL)?,
                year: i32::try_from(year).ok(),
                either: false,
            }
        }
        ((day @ 1..=31, n), (month @ 1..=12, m)) if n <= 2 && m <= 2 => {
            let padded = n == 2 && m == 2 && (day < 10 || month < 10) && sign == '/';
            let led = is_led(i) && (sign == '/' || n == 2 && m == 2);
            if sign == '.' || !(padded || led) || unit_follows(rest) {
                return Err(FAIL);
            }
            Numeric {
                day: u8::try_from(day).ok(),
                month: u8::try_from(month).map_err(|_| FAIL)?,
                year: None,
                either: day <= 12 && day != month,
            }
        }
        _ => return Err(FAIL),
    };
    Ok((rest, found))
}

/// A slash with or without spaces: «9 / 10 / 1436».
fn slash(i: Tokens<'_>) -> PResult<'_, ()> {
    let (rest, _) = mark_of(i, &['/'])?;
    Ok((rest, ()))
}

fn separator(i: Tokens<'_>) -> PResult<'_, char> {
    if !has(i, mark::GLUED) || !has(i.skip(1), mark::GLUED) {
        return Err(FAIL);
    }
    let (rest, c) = mark_of(i, &['/', '-', '–', '.', '\\'])?;
    Ok((rest, if c == '–' { '-' } else { c }))
}

fn full(first: (u64, u8), second: (u64, u8), third: (u64, u8), sign: char) -> Option<Numeric> {
    let small = |(value, letters): (u64, u8)| (letters <= 2).then(|| u8::try_from(value).ok())?;
    let (year, month, day) = if first.1 == 4 {
        (first, small(second)?, small(third)?)
    } else {
        (third, small(second)?, small(first)?)
    };
    let value = i32::try_from(year.0).ok()?;
    let year = match year.1 {
        4 if (1000..=2100).contains(&value) => value,
        2 if sign != '.' => {
            if value < 50 {
                2000 + value
            } else {
                1900 + value
            }
        }
        _ => return None,
    };
    let (month, day) = if month > 12 {
        (day, month)
    } else {
        (month, day)
    };
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Numeric {
        day: Some(day),
        month,
        year: Some(year),
        either: first.1 != 4 && day <= 12 && day != month,
    })
}
