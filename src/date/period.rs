//! Units of time within a calendar expression, and in relation to the anchor.

use super::grammar::{
    FAIL, article, day_number, digits, era, exactly, goes_on, has, joined, month, prep, relation,
    unit_follows, unit_of, word_as, year,
};
use super::numeral::{fill_year, month_piece};
use super::phrase::{ends_here, piece, sure_clock};
use super::slots::{Period, Slots, may};
use crate::doc::{PResult, Tokens};
use crate::lex::mark;
use crate::lexicon::dates::{Count, DateWord, Era, Prep, Reference, Relation, TimeUnit};
use crate::number;

/// «آخر اثنين من», «آخر يوم من», «آخر 3 سنوات».
pub(super) fn last_piece<'a>(i: Tokens<'a>, s: &mut Slots) -> Option<Tokens<'a>> {
    if let Ok((rest, count)) = count(i)
        && let Ok((rest, unit)) = word_as(rest, |word| match word {
            DateWord::Unit { unit, .. } => Some(unit),
            _ => None,
        })
    {
        s.period = Some(Period {
            unit,
            relation: Relation::Past,
            count,
            several: true,
        });
        return Some(rest);
    }
    let day = unit_of(i, TimeUnit::Day).ok().map(|(rest, ())| rest);
    let start = day.unwrap_or(i);
    if let Ok((rest, number)) = word_as(start, |word| match word {
        DateWord::Weekday(number) => Some(number),
        _ => None,
    }) {
        s.weekday = Some(number);
        s.nth = Some(-1);
        return Some(rest);
    }
    let (rest, unit) = word_as(i, |word| match word {
        DateWord::Unit {
            unit: unit @ (TimeUnit::Day | TimeUnit::Week),
            count: Count::One,
        } => Some(unit),
        _ => None,
    })
    .ok()?;
    s.nth = Some(-1);
    s.nth_unit = Some(unit);
    Some(rest)
}

/// A count of units: «الثلاثة», «3», «ثلاث».
pub(super) fn count(i: Tokens<'_>) -> PResult<'_, i32> {
    let i = article(i);
    let (rest, found) = number::cardinal(i)?;
    let value = rust_decimal::prelude::ToPrimitive::to_i32(&found.value).ok_or(FAIL)?;
    if (1..=1000).contains(&value) && found.value.is_integer() {
        Ok((rest, value))
    } else {
        Err(FAIL)
    }
}

/// Pieces that begin with a unit of time.
pub(super) fn unit_piece<'a>(
    i: Tokens<'a>,
    rest: Tokens<'a>,
    s: &mut Slots,
    unit: TimeUnit,
    count: Count,
    mask: u16,
    attached: bool,
) -> Option<Tokens<'a>> {
    let may = |kind: u16| mask & kind != 0;
    let definite = has(i, mark::ARTICLE);
    match (unit, count) {
        (TimeUnit::Day, Count::One) if !definite && !attached => {
            // «يوم الخميس», «يوم أمس», «يوم 14 يناير»: the noun belongs to the day.
            if s.has_day() && s.period.is_none() {
                return None;
            }
            let mut copy = *s;
            copy.sure = true;
            let inner = may::WEEKDAY | may::OFFSET | may::DAY | may::REST;
            if let Some(behind) = piece(rest, &mut copy, inner & mask)
                && copy.has_day()
            {
                *s = copy;
                return Some(behind);
            }
            let (behind, day) = day_number(rest).ok()?;
            if may(may::DAY)
                && s.day.is_none()
                && (digits(rest).is_ok() || ends_here(behind))
                && !goes_on(behind)
                && !unit_follows(behind)
                && (ends_here(behind) || s.clock.is_some())
            {
                s.day = Some(day);
                return Some(behind);
            }
            None
        }
        (TimeUnit::Day, Count::One) if definite && !attached => {
            if let Ok((behind, (found, count))) = relation(rest)
                && may(may::PERIOD)
                && s.is_bare()
            {
                s.period = Some(Period {
                    unit,
                    relation: found,
                    count: i32::from(count),
                    several: false,
                });
                return Some(behind);
            }
            if let Ok((behind, which)) = number::ordinal(rest) {
                // «اليوم الأول من شهر»; «اليوم الثالث للمعرض» is no date.
                if !s.is_bare() {
                    return None;
                }
                let (behind, _) = prep(behind, |prep| prep == Prep::From).ok()?;
                let (_, _) = month(behind).ok()?;
                s.day = Some(
                    u8::try_from(which)
                        .ok()
                        .filter(|day| (1..=31).contains(day))?,
                );
                return month_piece(behind, s);
            }
            if !may(may::OFFSET)
                || s.offset.is_some()
                || s.weekday.is_some() && s.day.is_none() && s.part.is_none() && s.clock.is_none()
            {
                return None;
            }
            if word_as(rest, |word| {
                matches!(word, DateWord::NotDay { .. }).then_some(())
            })
            .is_ok()
                && has(rest, mark::ARTICLE)
            {
                return None;
            }
            s.offset = Some(0);
            // «اليوم هذا»
            Some(exactly(rest, DateWord::This).map_or(rest, |(behind, ())| {
                if joined(rest) || behind.first().is_some_and(|t| t.has(mark::ARTICLE)) {
                    rest
                } else {
                    behind
                }
            }))
        }
        (TimeUnit::Hour, Count::One)
            if definite && may(may::CLOCK) && s.clock.is_none() && !attached =>
        {
            if let Some(behind) = sure_clock(i, s, may::CLOCK) {
                return Some(behind);
            }
            if !s.is_bare() {
                return None;
            }
            let (behind, found) = period(i, false)?;
            s.period = Some(found);
            Some(behind)
        }
        (TimeUnit::Month, Count::One)
            if may(may::MONTH)
                && s.month.is_none()
                && s.offset.is_none()
                && s.period.is_none_or(|p| p.unit == TimeUnit::Year)
                && month(i).is_ok()
                && !attached =>
        {
            let behind = month_piece(i, s)?;
            s.sure = true;
            Some(behind)
        }
        (TimeUnit::Year, _) if may(may::YEAR) && s.year.is_none() && year(i).is_ok() => {
            if s.offset.is_some() || s.period.is_some() {
                return None;
            }
            let (behind, found) = year(i).ok()?;
            fill_year(s, found);
            s.sure = true;
            Some(behind)
        }
        (TimeUnit::Week, Count::One) if definite && s.is_bare() && nth_week(rest).is_some() => {
            let (behind, which) = nth_week(rest)?;
            s.nth = Some(which);
            s.nth_unit = Some(TimeUnit::Week);
            Some(behind)
        }
        (TimeUnit::Decade, Count::One) if definite && s.decade.is_none() && !attached => {
            if let Some((behind, tens)) = nth_decade(rest) {
                s.decade = Some(tens);
                return Some(behind);
            }
            if !may(may::PERIOD) || s.period.is_some() || s.offset.is_some() || s.year.is_some() {
                return None;
            }
            let (behind, found) = period(i, s.has_calendar() || s.modifier.is_some())?;
            s.period = Some(found);
            Some(behind)
        }
        (TimeUnit::Century, Count::Two) if definite && s.century.is_none() => {
            if let Ok((behind, first)) = number::ordinal(rest)
                && let Ok((inner, ())) = super::clock::wa(behind)
                && let Ok((behind, second)) = number::ordinal(inner)
                && second == first + 1
                && (1..=30).contains(&second)
            {
                s.century = i32::try_from(first).ok();
                s.century_to = i32::try_from(second).ok();
                return Some(behind);
            }
            if !may(may::PERIOD) || s.period.is_some() || s.has_calendar() {
                return None;
            }
            let (behind, found) = period(i, false)?;
            s.period = Some(found);
            Some(behind)
        }
        (TimeUnit::Century, Count::One) if definite && s.century.is_none() => {
            let plain = article(rest);
            let ordinal = number::ordinal(plain).map(|(behind, n)| (behind, u64::from(n)));
            let ordinal =
                ordinal.or_else(|_| digits(plain).map(|(behind, (value, _))| (behind, value)));
            if let Ok((behind, which @ 1..=30)) = ordinal {
                s.century = i32::try_from(which).ok();
                return Some(match era(behind) {
                    Ok((behind, Era::BeforeChrist)) => {
                        s.century = s.century.map(|century| -century);
                        behind
                    }
                    Ok((behind, _)) => behind,
                    Err(_) => behind,
                });
            }
            if !may(may::PERIOD) || s.period.is_some() {
                return None;
            }
            let (behind, found) = period(i, false)?;
            s.period = Some(found);
            Some(behind)
        }
        _ if may(may::PERIOD) && s.period.is_none() => {
            if s.offset.is_some() || s.year.is_some() {
                return None;
            }
            let larger = s.has_calendar() || s.modifier.is_some();
            let (behind, found) = period(i, larger)?;
            if s.month.is_some() && found.unit != TimeUnit::Year
                || s.weekday.is_some() && s.nth.is_none() && found.unit < TimeUnit::Week
                || s.has_calendar() && found.several
            {
                return None;
            }
            s.period = Some(found);
            Some(behind)
        }
        _ => None,
    }
}

/// «الأول», «الأخير» behind «العقد», when its century follows.
fn nth_decade(i: Tokens<'_>) -> Option<(Tokens<'_>, u8)> {
    let (behind, which) = match number::ordinal(i) {
        Ok((behind, which)) => (behind, which),
        Err(_) => {
            let (behind, ()) = exactly(i, DateWord::Relation(Relation::Latest)).ok()?;
            (behind, 10)
        }
    };
    let which = u8::try_from(which).ok().filter(|n| (1..=10).contains(n))?;
    let (of, _) = prep(behind, |prep| prep == Prep::From).ok()?;
    unit_of(of, TimeUnit::Century).ok()?;
    Some((behind, (which - 1) * 10))
}

/// «الأول», «الأخير» behind «الأسبوع», when its month or year follows.
fn nth_week(i: Tokens<'_>) -> Option<(Tokens<'_>, i8)> {
    let (behind, which) = match number::ordinal(i) {
        Ok((behind, which)) => (
            behind,
            i8::try_from(which).ok().filter(|n| (1..=53).contains(n))?,
        ),
        Err(_) => {
            let (behind, ()) = exactly(i, DateWord::Relation(Relation::Latest)).ok()?;
            (behind, -1)
        }
    };
    let of = prep(behind, |prep| matches!(prep, Prep::From | Prep::At));
    let inner = of.map_or(behind, |(inner, _)| inner);
    let larger = month(inner).is_ok()
        || year(inner).is_ok_and(|(_, found)| found.named)
        || period(inner, false)
            .is_some_and(|(_, p)| matches!(p.unit, TimeUnit::Month | TimeUnit::Year));
    larger.then_some((behind, which))
}

/// A unit in relation to the anchor: «الأسبوع الماضي», «هذا العام», «العقدين الماضيين», «الأشهر
/// الثلاثة المقبلة», «3 أيام القادمة». With `larger` the bare definite unit counts: «نهاية الشهر».
pub(super) fn period(i: Tokens<'_>, larger: bool) -> Option<(Tokens<'_>, Period)> {
    if let Ok((rest, ())) = exactly(i, DateWord::This) {
        let (rest, unit) = word_as(rest, |word| match word {
            DateWord::Unit {
                unit,
                count: Count::One,
            } => Some(unit),
            _ => None,
        })
        .ok()?;
        let period = Period {
            unit,
            relation: Relation::Current,
            count: 1,
            several: false,
        };
        return Some((rest, period));
    }
    let definite = has(i, mark::ARTICLE);
    let (rest, (unit, number)) = word_as(i, |word| match word {
        DateWord::Unit { unit, count } => Some((unit, count)),
        _ => None,
    })
    .ok()?;
    let weekend = unit == TimeUnit::Weekend;
    if !definite && !weekend {
        return None;
    }
    match number {
        Count::One => {
            if let Ok((behind, (relation, count))) = relation(rest) {
                let period = Period {
                    unit,
                    relation,
                    count: i32::from(count),
                    several: false,
                };
                return Some((behind, period));
            }
            let current = Period {
                unit,
                relation: Relation::Current,
                count: 1,
                several: false,
            };
            if let Ok((behind, ())) = exactly(rest, DateWord::This)
                && !behind.first().is_some_and(|t| t.has(mark::ARTICLE))
                && unit != TimeUnit::Weekend
            {
                return Some((behind, current));
            }
            (larger || weekend).then_some((rest, current))
        }
        Count::Two => {
            let (behind, (relation, _)) = relation(rest).ok()?;
            let period = Period {
                unit,
                relation,
                count: 2,
                several: true,
            };
            Some((behind, period))
        }
        Count::Many => {
            let (behind, count) = count(rest).ok()?;
            let (behind, (relation, _)) = relation(behind).ok()?;
            let period = Period {
                unit,
                relation,
                count,
                several: true,
            };
            Some((behind, period))
        }
    }
}

/// «الأيام القليلة الماضية», «العقود المقبلة»: a plural without number points before or behind.
pub(super) fn vague_period(i: Tokens<'_>) -> Option<(Tokens<'_>, Reference)> {
    if !has(i, mark::ARTICLE) {
        return None;
    }
    let (rest, ()) = word_as(i, |word| match word {
        DateWord::Unit {
            count: Count::Many, ..
        } => Some(()),
        _ => None,
    })
    .ok()?;
    let rest = exactly(rest, DateWord::Few).map_or(rest, |(rest, ())| rest);
    let (rest, (relation, _)) = relation(rest).ok()?;
    let value = match relation {
        Relation::Past | Relation::Latest => Reference::Past,
        Relation::Next | Relation::Following => Reference::Future,
        Relation::Current => Reference::Present,
        Relation::Same => return None,
    };
    Some((rest, value))
}

/// «3 أيام القادمة», «الثلاثة عقود القادمة»: the number before its unit.
pub(super) fn counted_period(i: Tokens<'_>) -> Option<(Tokens<'_>, Period)> {
    let (rest, count) = count(i).ok()?;
    let (rest, unit) = word_as(rest, |word| match word {
        DateWord::Unit { unit, .. } => Some(unit),
        _ => None,
    })
    .ok()?;
    let (rest, (relation, _)) = relation(rest).ok()?;
    let period = Period {
        unit,
        relation,
        count,
        several: true,
    };
    Some((rest, period))
}
