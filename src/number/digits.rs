//! Digits with separators: thousands or decimals are told by the lengths of the groups.

use rust_decimal::Decimal;

use crate::doc::{PResult, Tokens};
use crate::lex::{Token, TokenKind};

/// A number in digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digits {
    /// Its value.
    pub(super) value: Decimal,
    /// The value if the point of «3.400» is a decimal point.
    pub(super) decimal: Option<Decimal>,
    /// Whether three or more groups are written out: «6.671.878».
    pub(super) grouped: bool,
}

impl Digits {
    /// A value with one reading.
    pub(super) const fn whole(value: Decimal) -> Self {
        Self {
            value,
            decimal: None,
            grouped: false,
        }
    }
}

/// Longest run of groups looked at.
const GROUPS: usize = 8;

/// A group of digits with the separator before it.
#[derive(Clone, Copy, Debug)]
struct Group {
    separator: char,
    value: u64,
    len: u32,
}

const FAIL: nom::Err<()> = nom::Err::Error(());

/// Digits with their separators: «1.250.000», «7,5», «٣٫٢», «12 500».
///
/// A mark between groups of three digits separates thousands, any other single mark is the decimal
/// mark. Several marks that fit neither reading («13.22.45») make no number.
pub(super) fn digits(i: Tokens<'_>) -> PResult<'_, Digits> {
    let first = i.first().ok_or(FAIL)?;
    let head = first.number().ok_or(FAIL)?;
    let head_len = u32::from(first.letters);
    let mut groups = [Group {
        separator: ' ',
        value: head,
        len: head_len,
    }; GROUPS];
    let mut count = 1;
    while let Some(slot) = groups.get_mut(count) {
        let Some(group) = next_group(i.skip(2 * count - 1)) else {
            break;
        };
        *slot = group;
        count += 1;
    }
    let groups = groups.get(..count).unwrap_or_default();
    if count == 1 {
        if let Some(value) = swapped(i, first) {
            return Ok((i.skip(3), Digits::whole(value)));
        }
        return Ok(spaced(i, first, head));
    }
    if let Some(found) = read(groups) {
        return Ok((i.skip(2 * count - 1), found));
    }
    // «2010،2011» is a list, «1.2.3» a version, a law or a date.
    let listed = groups
        .get(1)
        .is_some_and(|group| matches!(group.separator, ',' | '،'));
    if listed {
        Ok((i.skip(1), whole(head)))
    } else {
        Err(FAIL)
    }
}

/// Whether digits may go on behind a group of them.
pub(super) fn may_go_on(i: Tokens<'_>) -> bool {
    i.first().is_some_and(|next| match next.kind {
        TokenKind::Number => true,
        TokenKind::Punct | TokenKind::Quote => i
            .skip(1)
            .first()
            .is_some_and(|second| second.kind == TokenKind::Number),
        _ => false,
    })
}

fn whole(value: u64) -> Digits {
    Digits::whole(Decimal::from(value))
}

/// A glued separator and the glued digits behind it.
fn next_group(i: Tokens<'_>) -> Option<Group> {
    let mark = i.first()?;
    let number = i.skip(1).first()?;
    let glued = |token: &Token| token.has(crate::lex::mark::GLUED);
    if !glued(mark) || number.kind != TokenKind::Number {
        return None;
    }
    if !glued(number) {
        // Controls between the mark and its digits count for nothing, but see `swapped`.
        let gap = i.doc.text.get(mark.end()..number.start())?;
        if gap.contains('\u{200F}') || !gap.chars().all(crate::chars::is_ignorable) {
            return None;
        }
    }
    let separator = mark.character()?;
    if !matches!(separator, '.' | ',' | '،' | '٫' | '٬') {
        return None;
    }
    Some(Group {
        separator,
        value: number.number()?,
        len: u32::from(number.letters),
    })
}

fn read(groups: &[Group]) -> Option<Digits> {
    let (first, rest) = groups.split_first()?;
    let (last, middle) = rest.split_last()?;
    let head_fits = (1..=3).contains(&first.len) && !(first.value == 0 || first.len == 0);
    if middle.is_empty() {
        let thousands = head_fits && last.len == 3;
        let decimal = decimal(&[*first], *last);
        return match last.separator {
            '٬' if thousands => joined(groups).map(whole),
            '٬' => None,
            '،' if !thousands && last.len > 2 => None,
            '،' | ',' if thousands => joined(groups).map(whole),
            '.' if thousands => Some(Digits {
                decimal,
                ..whole(joined(groups)?)
            }),
            ',' if last.len > 3 && first.len > 2 && first.len + 1 >= last.len => None,
            _ => decimal.map(Digits::whole),
        };
    }
    let separator = middle.first()?.separator;
    let same = head_fits
        && middle
            .iter()
            .all(|group| group.separator == separator && group.len == 3);
    if !same || separator == '٫' {
        return None;
    }
    if last.separator == separator {
        return (last.len == 3).then(|| {
            joined(groups).map(|value| Digits {
                grouped: true,
                ..whole(value)
            })
        })?;
    }
    if last.separator == '٬' {
        return None;
    }
    let mut whole_groups = [*first; GROUPS];
    let count = 1 + middle.len();
    whole_groups
        .get_mut(..count)?
        .copy_from_slice(groups.get(..count)?);
    decimal(whole_groups.get(..count)?, *last).map(Digits::whole)
}

/// «5.\u{200F}10»: a right-to-left mark behind the point sets the parts in the order of the line, so
/// that the reader sees «10.5»; newspapers that set numbers so write the decimals first.
fn swapped(i: Tokens<'_>, first: &Token) -> Option<Decimal> {
    let (mark, number) = (i.skip(1).first()?, i.skip(2).first()?);
    let gap = i.doc.text.get(mark.end()..number.start())?;
    let set_apart = mark.has(crate::lex::mark::GLUED)
        && matches!(mark.character(), Some('.' | ','))
        && number.kind == TokenKind::Number
        && gap.contains('\u{200F}')
        && gap.chars().all(crate::chars::is_ignorable);
    if !set_apart || continues(i.skip(3)) {
        return None;
    }
    let part = Group {
        separator: '.',
        value: first.number()?,
        len: u32::from(first.letters),
    };
    let whole = Group {
        separator: ' ',
        value: number.number()?,
        len: u32::from(number.letters),
    };
    decimal(&[whole], part)
}

/// Groups of three read as one number.
fn joined(groups: &[Group]) -> Option<u64> {
    groups.iter().try_fold(0u64, |sum, group| {
        let power = if sum == 0 { 1 } else { 1000 };
        sum.checked_mul(power)?.checked_add(group.value)
    })
}

/// Whole groups with a decimal part behind them.
fn decimal(whole: &[Group], part: Group) -> Option<Decimal> {
    if part.len > 12 {
        return None;
    }
    let fraction = Decimal::try_new(i64::try_from(part.value).ok()?, part.len).ok()?;
    Decimal::from(joined(whole)?).checked_add(fraction)
}

/// «1 250 000», «1 250 000,75»: groups of three behind one space.
fn spaced<'a>(i: Tokens<'a>, first: &Token, head: u64) -> (Tokens<'a>, Digits) {
    let mut rest = i.skip(1);
    let mut value = head;
    let mut end = first.end();
    if first.letters <= 3 && head > 0 {
        while let Some(next) = rest.first() {
            let gap = i.doc.text.get(end..next.start()).unwrap_or_default();
            if next.kind != TokenKind::Number
                || next.letters != 3
                || !matches!(gap, " " | "\u{A0}" | "\u{202F}" | "\u{2009}")
            {
                break;
            }
            let part = next_group(rest.skip(1));
            // «5 250.000» is two numbers, «1 250.75» one.
            if part.is_some_and(|part| part.len > 2 && part.separator != '٫')
                || part.is_some() && continues(rest.skip(3))
            {
                break;
            }
            let grown = value
                .checked_mul(1000)
                .and_then(|value| value.checked_add(next.number().unwrap_or(0)));
            let Some(grown) = grown else { break };
            value = grown;
            end = next.end();
            rest = rest.skip(1);
            if let Some(part) = part {
                let whole = Group {
                    separator: ' ',
                    value,
                    len: 3,
                };
                return match decimal(&[whole], part) {
                    Some(value) => (rest.skip(2), Digits::whole(value)),
                    None => (rest, Digits::whole(Decimal::from(value))),
                };
            }
        }
    }
    (rest, whole(value))
}

/// Whether a glued mark and more digits follow: the group begins another number.
fn continues(i: Tokens<'_>) -> bool {
    next_group(i).is_some()
}

/// Digits times the scale behind them. «12.500 مليون» and «60.417 ألف» count it in decimals;
/// «6.671.878 مليون» and «4000 آلاف» have written it out already.
pub(super) fn scaled(
    value: Decimal,
    decimal: Option<Decimal>,
    grouped: bool,
    factor: Decimal,
    plural: bool,
) -> Option<Decimal> {
    if value >= factor && (grouped || plural && value > Decimal::TEN) {
        return Some(value);
    }
    let own = match decimal {
        Some(decimal) if factor > Decimal::ONE_THOUSAND || decimal > Decimal::TEN => decimal,
        _ => value,
    };
    own.checked_mul(factor)
}
