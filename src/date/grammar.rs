//! The smallest phrases: words, day numbers, months with their double names, years with their era,
//! dates in digits.
//!
//! Order of a written date: day, month, year (W. Wright, A Grammar of the Arabic Language, 3rd ed.,
//! ii. §§ 103-111, for ordinals and years in words); the month systems are those of the press of
//! Egypt and the Gulf, the Levant and Iraq, Morocco, Algeria and Tunisia, and of the Hijra.

use crate::doc::{PResult, Tokens};
use crate::lex::{Token, TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::dates::{Count, DateWord, Era, Prep, Relation, TimeUnit};
use crate::number;
use nom::Input as _;
use rust_decimal::prelude::ToPrimitive as _;

pub(super) const FAIL: nom::Err<()> = nom::Err::Error(());

/// Number that stands for the last day of a month: «سلخ شعبان».
pub(super) const LAST_DAY: u8 = 99;

/// A name of a month.
#[derive(Clone, Copy, Debug)]
pub(super) struct Month {
    pub(super) number: u8,
    pub(super) hijri: bool,
    /// Whether the word alone may be something else.
    pub(super) doubtful: bool,
}

/// A year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Year {
    pub(super) value: i32,
    pub(super) era: Option<Era>,
    /// Whether «عام» or «سنة» stands before it.
    pub(super) named: bool,
}

/// The longest date word or phrase at the input.
#[inline]
pub(super) fn word(i: Tokens<'_>) -> PResult<'_, DateWord> {
    match i.first() {
        Some(first) if first.flags & Class::Date.bit() != 0 => known_word(i, first),
        _ => Err(FAIL),
    }
}

fn known_word<'a>(i: Tokens<'a>, first: &Token) -> PResult<'a, DateWord> {
    let lexicon = i.doc.lexicon;
    let entry = lexicon
        .longest(i.doc.tokens, i.at(), Class::Date)
        .ok_or(FAIL)?;
    let row = lexicon.dates.row(entry.row).ok_or(FAIL)?;
    if !row.definite || first.has(mark::ARTICLE) {
        return Ok((i.moved_to(entry.next), row.word));
    }
    // The phrase needs the article; its first word may be one by itself.
    let row = lexicon.row(first.word, Class::Date).ok_or(FAIL)?;
    let row = lexicon.dates.row(row).ok_or(FAIL)?;
    if row.definite || entry.next == i.at() + 1 {
        return Err(FAIL);
    }
    Ok((i.skip(1), row.word))
}

/// A word that `pick` takes.
pub(super) fn word_as<T>(i: Tokens<'_>, pick: impl Fn(DateWord) -> Option<T>) -> PResult<'_, T> {
    let (rest, word) = word(i)?;
    Ok((rest, pick(word).ok_or(FAIL)?))
}

/// The word given.
pub(super) fn exactly(i: Tokens<'_>, wanted: DateWord) -> PResult<'_, ()> {
    word_as(i, |word| (word == wanted).then_some(()))
}

/// A preposition.
pub(super) fn prep(i: Tokens<'_>, wanted: impl Fn(Prep) -> bool) -> PResult<'_, Prep> {
    word_as(i, |word| match word {
        DateWord::Prep(prep) if wanted(prep) => Some(prep),
        _ => None,
    })
}

/// A punctuation character.
pub(super) fn mark_of<'a>(i: Tokens<'a>, chars: &[char]) -> PResult<'a, char> {
    let c = i.first().and_then(|token| token.character()).ok_or(FAIL)?;
    if chars.contains(&c) {
        Ok((i.skip(1), c))
    } else {
        Err(FAIL)
    }
}

/// What separates the parts of a date in digits, and two names of one month.
pub(super) const DASHES: &[char] = &['-', '–', '—', '−', '‑', '‐'];

/// Whether the first token has a mark.
pub(super) fn has(i: Tokens<'_>, mark: u8) -> bool {
    i.first().is_some_and(|token| token.has(mark))
}

/// Whether the first token's reading takes off a conjunction or preposition.
pub(super) fn joined(i: Tokens<'_>) -> bool {
    has(i, mark::CONJUNCTION | mark::PREPOSITION)
}

/// The word before the input, if it is a date word.
pub(super) fn before(i: Tokens<'_>) -> Option<DateWord> {
    let at = i.at().checked_sub(1)?;
    if let Some(word) = single(i, at) {
        return Some(word);
    }
    // «بداية من», «ما بين», «أكثر من»: phrases of two words that end here.
    let (rest, word) = word(i.doc.from(at.checked_sub(1)?)).ok()?;
    (rest.at() == i.at()).then_some(word)
}

/// The date word that one token alone is.
fn single(i: Tokens<'_>, at: usize) -> Option<DateWord> {
    let (rest, word) = word(i.doc.from(at).take(1)).ok()?;
    (rest.at() <= at + 1).then_some(word)
}

/// A number in digits with its count of digits.
pub(super) fn digits(i: Tokens<'_>) -> PResult<'_, (u64, u8)> {
    let first = i.first().ok_or(FAIL)?;
    let value = first.number().ok_or(FAIL)?;
    if first.has(mark::MIXED) {
        return Err(FAIL);
    }
    Ok((i.skip(1), (value, first.letters)))
}

/// The article apart before digits: «الـ3».
pub(super) fn article(i: Tokens<'_>) -> Tokens<'_> {
    let apart = i.first().is_some_and(|token| {
        token.kind == TokenKind::Word && token.key == i.doc.lexicon.dates.article
    });
    if apart && i.doc.is_glued(i.at() + 1) {
        i.skip(1)
    } else {
        i
    }
}

/// Whether digits go on behind the input's start: «.5», «/12», «:30».
pub(super) fn goes_on(i: Tokens<'_>) -> bool {
    let sign = i.first().is_some_and(|token| {
        token.has(mark::GLUED)
            && matches!(
                token.character(),
                Some('.' | ',' | '٫' | '٬' | '،' | '/' | ':' | '-' | '–')
            )
    });
    sign && i
        .skip(1)
        .first()
        .is_some_and(|token| token.kind == TokenKind::Number && token.has(mark::GLUED))
}

/// Whether digits or a sign are glued before the input: the tail of something longer.
pub(super) fn is_tail(i: Tokens<'_>) -> bool {
    is_tail_within(i, LINKS)
}

/// Links of a chain such as «1-2-3-4» that are looked at.
const LINKS: u8 = 4;

fn is_tail_within(i: Tokens<'_>, links: u8) -> bool {
    let Some(at) = i.at().checked_sub(1) else {
        return false;
    };
    has(i, mark::GLUED)
        && i.doc.token(at).is_some_and(|token| match token.kind {
            TokenKind::Number | TokenKind::Latin => true,
            TokenKind::Punct if matches!(token.character(), Some('-' | '–' | '−')) => {
                token.has(mark::GLUED) && !is_second(i, links)
            }
            TokenKind::Punct => {
                matches!(
                    token.character(),
                    Some('.' | ',' | '/' | ':' | '-' | '٫' | '$' | '#' | '%')
                ) && token.has(mark::GLUED)
                    && at
                        .checked_sub(1)
                        .and_then(|at| i.doc.token(at))
                        .is_some_and(|token| {
                            matches!(token.kind, TokenKind::Number | TokenKind::Latin)
                        })
            }
            _ => false,
        })
}

/// Whether a number behind a dash may be the second end of a range: «13-15», «2014-2018».
fn is_second(i: Tokens<'_>, links: u8) -> bool {
    let Some(links) = links.checked_sub(1) else {
        return false;
    };
    let size = |at: Option<usize>| {
        at.and_then(|at| i.doc.token(at))
            .filter(|token| token.kind == TokenKind::Number)
            .map(|token| token.letters)
    };
    let at = i.at();
    let (Some(first), Some(second)) = (size(at.checked_sub(2)), size(Some(at))) else {
        return false;
    };
    let alone = at
        .checked_sub(2)
        .is_some_and(|at| !is_tail_within(i.doc.from(at), links));
    alone && (first <= 2 && second <= 2 || first == 4 && second == 4)
}

/// A day of a month: «14», «الـ14», «الرابع عشر», «أربعة عشر», «فاتح», «غرة».
pub(super) fn day_number(i: Tokens<'_>) -> PResult<'_, u8> {
    let i = article(i);
    if let Ok((rest, (value, letters))) = digits(i) {
        let day = u8::try_from(value).map_err(|_| FAIL)?;
        if letters > 2 || !(1..=31).contains(&day) || is_tail(i) {
            return Err(FAIL);
        }
        return Ok((rest, day));
    }
    if let Ok((rest, word)) = word(i) {
        match word {
            DateWord::FirstDay => return Ok((rest, 1)),
            DateWord::LastDay => return Ok((rest, LAST_DAY)),
            _ => {}
        }
    }
    let (rest, value) = spelled(i)?;
    let day = u8::try_from(value).map_err(|_| FAIL)?;
    if (1..=31).contains(&day) {
        Ok((rest, day))
    } else {
        Err(FAIL)
    }
}

/// An ordinal, or else a cardinal, in words.
pub(super) fn spelled(i: Tokens<'_>) -> PResult<'_, u32> {
    if i.first().is_none_or(|t| t.flags & Class::Number.bit() == 0) {
        return Err(FAIL);
    }
    match number::ordinal(i) {
        Ok(found) => Ok(found),
        Err(_) => {
            let (rest, found) = number::cardinal(i)?;
            Ok((
                rest,
                found
                    .value
                    .to_u32()
                    .filter(|_| found.value.is_integer())
                    .ok_or(FAIL)?,
            ))
        }
    }
}

/// A month's name, with the other system's name beside it: «آب/أغسطس», «يوليو (تموز)».
pub(super) fn month_name(i: Tokens<'_>) -> PResult<'_, Month> {
    fn one(i: Tokens<'_>) -> PResult<'_, Month> {
        // «آب» is a month, «أب» a father.
        if i.first()
            .is_some_and(|t| t.is_word() && i.doc.slice(t.host()).starts_with('أ'))
            && i.doc.host_key(i.at()).letters() == 2
        {
            return Err(FAIL);
        }
        word_as(i, |word| match word {
            DateWord::Month {
                number,
                hijri,
                doubtful,
            } => Some(Month {
                number,
                hijri,
                doubtful,
            }),
            _ => None,
        })
    }
    let (rest, month) = one(i)?;
    let Ok((behind, sign)) = mark_of(rest, &['/', '(', '-', '–', '—', '\\', '،']) else {
        // «يناير كانون الثاني»
        return Ok(match one(rest) {
            Ok((behind, second))
                if second.number == month.number
                    && second.hijri == month.hijri
                    && !joined(rest) =>
            {
                let doubtful = false;
                (behind, Month { doubtful, ..month })
            }
            _ => (rest, month),
        });
    };
    match one(behind) {
        Ok((behind, second)) if second.number == month.number && second.hijri == month.hijri => {
            let twice = Month {
                doubtful: false,
                ..month
            };
            if sign == '(' {
                match mark_of(behind, &[')']) {
                    Ok((behind, _)) => Ok((behind, twice)),
                    Err(_) => Ok((rest, month)),
                }
            } else {
                Ok((behind, twice))
            }
        }
        _ => Ok((rest, month)),
    }
}

/// A month: a name, «شهر يناير», «شهر 9», «الشهر التاسع».
pub(super) fn month(i: Tokens<'_>) -> PResult<'_, Month> {
    if let Ok(found) = month_name(i) {
        return Ok(found);
    }
    let (rest, ()) = unit_of(i, TimeUnit::Month)?;
    let sure = |number, hijri| Month {
        number,
        hijri,
        doubtful: false,
    };
    if let Ok((rest, name)) = month_name(rest) {
        return Ok((rest, sure(name.number, name.hijri)));
    }
    let definite = has(i, mark::ARTICLE);
    let (rest, number) = if definite {
        number::ordinal(rest)?
    } else if let Ok((behind, (value, letters))) = digits(rest) {
        if letters > 2 || goes_on(behind) {
            return Err(FAIL);
        }
        (behind, u32::try_from(value).map_err(|_| FAIL)?)
    } else {
        let (behind, found) = number::cardinal(rest)?;
        let value = found.value.to_u32().ok_or(FAIL)?;
        if value < 3 {
            return Err(FAIL);
        }
        (behind, value)
    };
    match u8::try_from(number) {
        Ok(number @ 1..=12) => Ok((rest, sure(number, false))),
        _ => Err(FAIL),
    }
}

/// A unit's noun in the singular.
pub(super) fn unit_of(i: Tokens<'_>, wanted: TimeUnit) -> PResult<'_, ()> {
    exactly(
        i,
        DateWord::Unit {
            unit: wanted,
            count: Count::One,
        },
    )
}

/// An era behind a year: «هـ», «للهجرة», «م», «ق.م».
pub(super) fn era(i: Tokens<'_>) -> PResult<'_, Era> {
    word_as(i, |word| match word {
        DateWord::Era(era) => Some(era),
        _ => None,
    })
}

/// A relative adjective: «الماضي», «قبل الماضي» (two steps), «هذا» behind its noun.
pub(super) fn relation(i: Tokens<'_>) -> PResult<'_, (Relation, i8)> {
    let adjective = |i| {
        if joined(i) {
            return Err(FAIL);
        }
        let definite = has(i, mark::ARTICLE);
        word_as(i, |word| match word {
            DateWord::Relation(relation) if definite || relation == Relation::Same => {
                Some(relation)
            }
            _ => None,
        })
    };
    if let Ok((rest, relation)) = adjective(i) {
        return Ok((rest, (relation, 1)));
    }
    let (rest, step) = prep(i, |prep| matches!(prep, Prep::Before | Prep::After))?;
    let (rest, relation) = adjective(rest)?;
    match (step, relation) {
        (Prep::Before, Relation::Past | Relation::Latest)
        | (Prep::After, Relation::Next | Relation::Following) => Ok((rest, (relation, 2))),
        _ => Err(FAIL),
    }
}

/// A year in digits: four digits from 1000 to 2100.
pub(super) fn year_digits(i: Tokens<'_>) -> PResult<'_, i32> {
    let (rest, (value, letters)) = digits(i)?;
    if letters != 4 || !(1000..=2100).contains(&value) || is_tail(i) {
        return Err(FAIL);
    }
    if goes_on(rest) && !mark_of(rest, &['-', '–', '/', '،']).is_ok_and(|(next, _)| year_tail(next))
    {
        return Err(FAIL);
    }
    Ok((rest, i32::try_from(value).map_err(|_| FAIL)?))
}

/// Whether another year or a short number follows: «2023-2024», «2023/24».
fn year_tail(i: Tokens<'_>) -> bool {
    digits(i).is_ok_and(|(rest, (_, letters))| {
        (letters == 4 || letters == 2 || letters == 1) && mark_of(rest, &['/']).is_err()
    })
}

/// A year: «عام 2010», «العام الماضي 1435», «سنة ألف وتسعمئة», and bare ones.
pub(super) fn year(i: Tokens<'_>) -> PResult<'_, Year> {
    let noun = word_as(i, |word| match word {
        DateWord::Unit {
            unit: TimeUnit::Year,
            count,
        } => Some(count),
        _ => None,
    });
    let (mut rest, named) = match noun {
        // «أعوام 2010 و2012»
        Ok((rest, Count::Many)) if year_digits(rest).is_err() => return Err(FAIL),
        Ok((rest, _)) => (rest, true),
        Err(_) => (i, false),
    };
    let mut related = false;
    if named && let Ok((behind, (_, 1))) = relation(rest) {
        (rest, related) = (behind, true);
    }
    if named
        && let Ok((inner, _)) = mark_of(rest, &['('])
        && let Ok((behind, value)) = year_digits(inner)
        && let Ok((behind, _)) = mark_of(behind, &[')'])
    {
        let year = Year {
            value,
            era: None,
            named,
        };
        return Ok((behind, year));
    }
    let rest = article(rest);
    let (behind, value) = if let Ok(found) = year_digits(rest) {
        found
    } else if named && let Ok((behind, (value, letters))) = digits(rest) {
        if goes_on(behind) || related {
            return Err(FAIL);
        }
        let definite = has(i, mark::ARTICLE);
        match (letters, value) {
            (3.., _) if definite && era(behind).is_err() => return Err(FAIL),
            (2, 40..=99) => (behind, 1900 + i32::try_from(value).map_err(|_| FAIL)?),
            (3.., 100..=3000) => (behind, i32::try_from(value).map_err(|_| FAIL)?),
            _ if era(behind).is_ok() => (behind, i32::try_from(value).map_err(|_| FAIL)?),
            _ => return Err(FAIL),
        }
    } else {
        year_words(rest, named)?
    };
    let (rest, era) = match era(behind) {
        Ok((rest, era)) => (rest, Some(era)),
        Err(_) => (behind, None),
    };
    if !named && era.is_none() && unit_word(rest) && digits(i).is_ok() {
        return Err(FAIL);
    }
    Ok((rest, Year { value, era, named }))
}

/// Whether a unit of measure follows; «ب» before a price is a preposition.
fn unit_word(i: Tokens<'_>) -> bool {
    i.doc.is(i.at(), Class::Unit) && i.first().is_some_and(|t| !t.is_word() || t.letters > 1)
}

/// A year in words: «ألفين وأربعة وعشرين»; behind «عام» any from 100.
fn year_words(i: Tokens<'_>, named: bool) -> PResult<'_, i32> {
    if i.first().is_none_or(|t| t.flags & Class::Number.bit() == 0) {
        return Err(FAIL);
    }
    let (rest, found) = number::cardinal(i)?;
    if found.digits {
        return Err(FAIL);
    }
    let value = found
        .value
        .to_i32()
        .filter(|_| found.value.is_integer())
        .ok_or(FAIL)?;
    let least = if named { 100 } else { 1000 };
    if (least..=2100).contains(&value) {
        Ok((rest, value))
    } else {
        Err(FAIL)
    }
}

/// Whether what stands before the input leads to a date: a preposition of time, «يوم», a weekday,
/// or the text's start.
pub(super) fn is_led(i: Tokens<'_>) -> bool {
    i.at() == 0
        || matches!(
            before(i),
            Some(
                DateWord::Prep(_)
                    | DateWord::Weekday(_)
                    | DateWord::Every
                    | DateWord::Unit {
                        unit: TimeUnit::Day,
                        ..
                    }
            )
        )
}

/// Whether a unit of time follows, so that digits before it count: «3/4 ساعة».
pub(super) fn unit_follows(i: Tokens<'_>) -> bool {
    i.doc.is(i.at(), Class::Unit)
        || word_as(i, |word| match word {
            DateWord::Unit { .. } | DateWord::Part { .. } | DateWord::Month { .. } => Some(()),
            _ => None,
        })
        .is_ok()
            && !has(i, mark::ARTICLE)
}
