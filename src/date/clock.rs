//! Clock times: «الساعة الثامنة والنصف مساء بتوقيت غرينتش», «14:00», «الخامسة إلا ربعا فجرا».

use nom::Input;
use rust_decimal::prelude::ToPrimitive;

use super::grammar::{
    FAIL, digits, exactly, goes_on, has, is_led, is_tail, joined, mark_of, prep, word, word_as,
};
use crate::doc::{PResult, Tokens};
use crate::lex::{TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::dates::{Count, DateWord, DayPart, Era, PartForm, Prep, TimeUnit};
use crate::number;

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: Option<u8>,
    pub(super) second: Option<u8>,
    pub(super) part: Option<DayPart>,
    /// Whether «الساعة», a colon or a part of day proves that it is a time.
    pub(super) sure: bool,
}

impl Clock {
    /// The hour from 0 to 23 once the part of day is known.
    pub(super) fn hour24(self, part: Option<DayPart>) -> i8 {
        let hour = i8::try_from(self.hour).unwrap_or(0) % 24;
        if hour > 12 || self.hour >= 24 {
            return hour;
        }
        match self.part.or(part) {
            None => hour,
            Some(DayPart::Morning | DayPart::Dawn) => hour % 12,
            Some(DayPart::Noon) if hour < 6 => hour + 12,
            Some(DayPart::Noon) => hour,
            Some(DayPart::Afternoon) if hour < 12 => hour + 12,
            Some(DayPart::Afternoon) => hour,
            Some(DayPart::Evening) => (hour + 12) % 24,
            Some(DayPart::Night) if (5..=12).contains(&hour) => (hour + 12) % 24,
            Some(DayPart::Night) => hour,
        }
    }
}

/// The conjunction و, as a proclitic of the next word or a word of its own.
pub(super) fn wa(i: Tokens<'_>) -> PResult<'_, ()> {
    let first = i.first().ok_or(FAIL)?;
    if first.kind == TokenKind::Word && first.key == i.doc.lexicon.dates.wa {
        return Ok((i.skip(1), ()));
    }
    if first.has(mark::CONJUNCTION) {
        Ok((i, ()))
    } else {
        Err(FAIL)
    }
}

/// A clock time. With `loose` an hour alone counts: «من الخامسة إلى السابعة».
pub(super) fn clock(i: Tokens<'_>, loose: bool) -> PResult<'_, Clock> {
    let first = i.first().ok_or(FAIL)?;
    if !loose && first.kind == TokenKind::Number && !may_prove(i.skip(1)) {
        return Err(FAIL);
    }
    if let Ok((rest, word)) = word(i) {
        let hour = match word {
            DateWord::Midnight => Some(0),
            DateWord::Midday => Some(12),
            _ => None,
        };
        if let Some(hour) = hour {
            let clock = Clock {
                hour,
                minute: None,
                second: None,
                part: None,
                sure: true,
            };
            return Ok((zone(rest), clock));
        }
    }
    let named = hour_noun(i);
    let start = named.unwrap_or(i);
    let named = named.is_some();
    let (mut rest, mut clock) = match digital(start, named) {
        Ok(found) => found,
        Err(_) => hour_word(start)?,
    };
    clock.sure |= named;
    let mut spelled = false;
    if clock.minute.is_none() {
        if let Ok((behind, minutes)) = except(rest) {
            rest = behind;
            clock.hour = (clock.hour + 23) % 24;
            if clock.hour == 0 {
                clock.hour = 12;
            }
            clock.minute = Some(60 - minutes);
            clock.sure |= digits(start).is_err();
        } else if let Ok((behind, minutes)) = addition(rest) {
            let part = wa(rest).and_then(|(inner, ())| fraction(inner)).is_ok();
            rest = behind;
            clock.minute = Some(minutes);
            spelled = !part;
        }
    }
    let added = clock.minute.is_some() && !spelled;
    if let Ok((behind, part)) = part_behind(rest) {
        let weak = !clock.sure && digits(start).is_ok() && !is_led(i) && day_follows(behind);
        if !weak {
            rest = behind;
            clock.part = Some(part);
            clock.sure = true;
        }
    }
    if !(clock.sure || loose || added && digits(start).is_err() && i.at() > 0 && is_led(i)) {
        return Err(FAIL);
    }
    Ok((zone(rest), clock))
}

/// Whether what stands behind an hour in digits may prove that it is one: a sign, و or a word that
/// leads to a part of day.
fn may_prove(i: Tokens<'_>) -> bool {
    i.first().is_some_and(|token| {
        matches!(token.kind, TokenKind::Punct | TokenKind::Latin)
            || token.has(mark::CONJUNCTION)
            || token.key == i.doc.lexicon.dates.wa
    }) || matches!(
        word(i),
        Ok((
            _,
            DateWord::Part { .. }
                | DateWord::Meridiem(_)
                | DateWord::Era(_)
                | DateWord::Tonight(_)
                | DateWord::This
                | DateWord::Prep(Prep::At | Prep::From)
                | DateWord::Except
        ))
    )
}

/// Whether a weekday or deictic follows: in «قتل 5 مساء الجمعة» the digits count people.
fn day_follows(i: Tokens<'_>) -> bool {
    word_as(i, |word| match word {
        DateWord::Weekday(_) | DateWord::Deictic(_) => Some(()),
        _ => None,
    })
    .is_ok()
}

/// «الساعة», with a preposition perhaps; gives the input behind.
fn hour_noun(i: Tokens<'_>) -> Option<Tokens<'_>> {
    let (rest, ()) = exactly(
        i,
        DateWord::Unit {
            unit: TimeUnit::Hour,
            count: Count::One,
        },
    )
    .ok()?;
    has(i, mark::ARTICLE).then_some(rest)
}

/// An hour in digits, with minutes and seconds behind `:`, and behind «الساعة» also behind `.` or `,`.
fn digital(i: Tokens<'_>, named: bool) -> PResult<'_, Clock> {
    if is_tail(i) {
        return Err(FAIL);
    }
    let (rest, (hour, letters)) = digits(i)?;
    if letters > 2 || hour > 24 {
        return Err(FAIL);
    }
    let mut clock = Clock {
        hour: u8::try_from(hour).map_err(|_| FAIL)?,
        minute: None,
        second: None,
        part: None,
        sure: false,
    };
    let signs: &[char] = if named {
        &[':', '.', ',', '،', '٫']
    } else {
        &[':']
    };
    // «14,30 ت غ»
    let zoned = !named
        && sixtieth(rest, &['.', ',', '،']).is_ok_and(|(rest, _)| zone(rest).at() > rest.at());
    let signs = if zoned { &[':', '.', ',', '،'] } else { signs };
    if let Some((rest, minute)) = lettered(rest) {
        clock.minute = minute;
        clock.sure = true;
        return Ok((rest, clock));
    }
    let Ok((rest, minute)) = sixtieth(rest, signs) else {
        if goes_on(rest) && mark_of(rest, &['-', '–', '،']).is_err() {
            return Err(FAIL);
        }
        return Ok((rest, clock));
    };
    clock.minute = Some(minute);
    clock.sure = true;
    let rest = match sixtieth(rest, &[':']) {
        Ok((rest, second)) => {
            clock.second = Some(second);
            rest
        }
        Err(_) => rest,
    };
    if goes_on(rest) && mark_of(rest, &[':', '.', '/']).is_ok() {
        return Err(FAIL);
    }
    Ok((rest, clock))
}

/// «14h30», «14h»: hours and minutes as the French press parts them.
fn lettered(i: Tokens<'_>) -> Option<(Tokens<'_>, Option<u8>)> {
    let letter = i.first().filter(|t| t.kind == TokenKind::Latin)?;
    if !letter.has(mark::GLUED) {
        return None;
    }
    let text = i.doc.slice(letter.span());
    let digits_of = text.strip_prefix(['h', 'H'])?;
    if !digits_of.is_empty() {
        let minute = digits_of.parse().ok().filter(|m| *m < 60)?;
        return (digits_of.len() == 2).then_some((i.skip(1), Some(minute)));
    }
    let rest = i.skip(1);
    match digits(rest) {
        Ok((behind, (minute @ 0..60, 2))) if has(rest, mark::GLUED) => {
            Some((behind, u8::try_from(minute).ok()))
        }
        _ => Some((rest, None)),
    }
}

/// A sign and two digits below 60.
fn sixtieth<'a>(i: Tokens<'a>, signs: &[char]) -> PResult<'a, u8> {
    if !has(i, mark::GLUED) || !has(i.skip(1), mark::GLUED) {
        return Err(FAIL);
    }
    let (rest, _) = mark_of(i, signs)?;
    let (rest, (value, letters)) = digits(rest)?;
    if letters == 2 && value < 60 {
        Ok((rest, u8::try_from(value).map_err(|_| FAIL)?))
    } else {
        Err(FAIL)
    }
}

/// An hour in words, one word or eleven and twelve: in «الثامنة وعشرين دقيقة» the tens are minutes.
fn hour_word(i: Tokens<'_>) -> PResult<'_, Clock> {
    if i.first().is_none_or(|t| t.flags & Class::Number.bit() == 0) {
        return Err(FAIL);
    }
    let read = |count: usize| -> Option<u8> {
        let short = i.take(count);
        let (rest, value) = match number::ordinal(short) {
            Ok(found) => found,
            Err(_) => {
                let (rest, found) = number::cardinal(short).ok()?;
                (rest, found.value.to_u32()?)
            }
        };
        (rest.at() == i.at() + count)
            .then(|| u8::try_from(value).ok())
            .flatten()
    };
    let second = i.skip(1).first();
    let two = second.filter(|token| token.flags & Class::Number.bit() != 0);
    let (count, hour) = match two.and_then(|_| read(2)) {
        Some(hour @ 11..=12) => (2, hour),
        _ => (
            1,
            read(1).filter(|hour| (1..=12).contains(hour)).ok_or(FAIL)?,
        ),
    };
    // Hours are feminine: «الأول مساء» is no hour.
    let feminine = || {
        let surface = i.doc.surface(i.at());
        surface
            .trim_end_matches(|c: char| !c.is_alphabetic())
            .ends_with(['ة', 'ه', 'ى', 'ي'])
    };
    if has(i, mark::ARTICLE) && !feminine() {
        return Err(FAIL);
    }
    let clock = Clock {
        hour,
        minute: None,
        second: None,
        part: None,
        sure: false,
    };
    Ok((i.skip(count), clock))
}

/// Minutes of a fraction of an hour.
fn fraction(i: Tokens<'_>) -> PResult<'_, u8> {
    word_as(i, |word| match word {
        DateWord::Fraction(parts @ 2..=4) => Some(60 / parts),
        DateWord::Fraction(34) => Some(45),
        _ => None,
    })
}

fn minutes(i: Tokens<'_>, bare: bool) -> PResult<'_, u8> {
    let (rest, value) = match digits(i) {
        Ok((rest, (value, _))) => (rest, value),
        Err(_) => {
            let (rest, found) = number::cardinal(i)?;
            (rest, found.value.to_u64().ok_or(FAIL)?)
        }
    };
    let minute = u8::try_from(value)
        .ok()
        .filter(|v| (1..60).contains(v))
        .ok_or(FAIL)?;
    let noun = word_as(rest, |word| match word {
        DateWord::Unit {
            unit: TimeUnit::Minute,
            ..
        } => Some(()),
        _ => None,
    });
    match noun {
        Ok((rest, ())) => Ok((rest, minute)),
        Err(_) if bare && digits(i).is_err() => Ok((rest, minute)),
        Err(_) => Err(FAIL),
    }
}

/// «إلا ربعا», «إلا خمس دقائق».
fn except(i: Tokens<'_>) -> PResult<'_, u8> {
    let (rest, ()) = exactly(i, DateWord::Except)?;
    fraction(rest).or_else(|_| minutes(rest, true))
}

/// «والنصف», «وعشرين دقيقة», «و20 دقيقة».
fn addition(i: Tokens<'_>) -> PResult<'_, u8> {
    let (rest, ()) = wa(i)?;
    fraction(rest).or_else(|_| minutes(rest, true))
}

/// A part of day behind an hour: «مساء», «بعد الظهر», «في الصباح», «هذا المساء», «ص».
fn part_behind(i: Tokens<'_>) -> PResult<'_, DayPart> {
    if let Ok((rest, word)) = word(i) {
        match word {
            DateWord::Part { part, .. } if !joined(i) => return Ok((rest, part)),
            DateWord::Meridiem(morning) => {
                let part = if morning {
                    DayPart::Morning
                } else {
                    DayPart::Afternoon
                };
                return Ok((rest, part));
            }
            DateWord::Era(Era::Gregorian)
                if rest.at() == i.at() + 1 && i.first().is_some_and(|t| t.letters == 1) =>
            {
                return Ok((rest, DayPart::Afternoon));
            }
            DateWord::Tonight(0) => return Ok((rest, DayPart::Evening)),
            DateWord::This => {
                return word_as(rest, |word| match word {
                    DateWord::Part { part, .. } => Some(part),
                    DateWord::Tonight(0) => Some(DayPart::Evening),
                    _ => None,
                });
            }
            DateWord::Prep(Prep::At | Prep::From) => {
                let (behind, part) = word_as(rest, |word| match word {
                    DateWord::Part {
                        part,
                        form: PartForm::Noun | PartForm::Adverb,
                    } => Some(part),
                    _ => None,
                })?;
                return Ok((behind, part));
            }
            _ => {}
        }
    }
    Err(FAIL)
}

/// The input behind a time zone, if there is one: «بتوقيت غرينتش», «بالتوقيت المحلي», «ت غ».
fn zone(i: Tokens<'_>) -> Tokens<'_> {
    let Ok((rest, open)) = word_as(i, |word| match word {
        DateWord::Zone { open } => Some(open),
        _ => None,
    }) else {
        return i;
    };
    if !open {
        return rest;
    }
    let is_word = |i: Tokens<'_>| {
        i.first()
            .is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Latin))
    };
    if !is_word(rest) {
        return i;
    }
    let second = rest.skip(1);
    let more = is_word(second)
        && has(second, mark::ARTICLE)
        && !has(rest, mark::ARTICLE)
        && word(second).is_err()
        && !joined(second);
    if more { second.skip(1) } else { second }
}

/// Words that lead to a clock time behind a day: «في», «عند», «في تمام», «حوالي».
pub(super) fn lead(i: Tokens<'_>) -> Tokens<'_> {
    match prep(i, |prep| matches!(prep, Prep::At | Prep::About | Prep::On)) {
        Ok((rest, _)) => {
            // «في تمام الساعة»: a noun stands between.
            if clock(rest, false).is_err() && hour_noun(rest.skip(1)).is_some() {
                rest.skip(1)
            } else {
                rest
            }
        }
        Err(_) => i,
    }
}
