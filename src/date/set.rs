//! Rules of recurring times.

use super::Reader;
use super::clock;
use super::grammar::{self, exactly, has, joined, prep, word, word_as};
use super::length::{every, length};
use super::resolve::{Context, resolve};
use super::rules::{Found, record};
use super::slots::{Period, Slots};
use super::stretch;
use super::types::DateKind;
use crate::doc::Tokens;
use crate::lex::mark;
use crate::lexicon::dates::{Count, DateWord, Prep, Relation, TimeUnit};
use crate::number;

impl<'a> Reader<'a> {
    /// «كل يوم», «شهريا», «مرتين في الأسبوع», «أيام الأحد».
    pub(super) fn set(&mut self, i: Tokens<'a>) -> Option<Found> {
        let first = i.at();
        if self.is_unit(first) {
            return None;
        }
        // «الساعة 3 مساء كل يوم»
        let (start, time) = match clock::clock(i, false) {
            Ok((rest, found)) if every(rest).is_ok() || weekdays(rest).is_some() => {
                (rest, Some(found))
            }
            _ => (i, None),
        };
        let (rest, mut value, rule) = self.set_value(start)?;
        let mut rest = rest;
        let mut time = time;
        if time.is_none()
            && let Ok((behind, found)) = clock::clock(clock::lead(rest), false)
        {
            rest = behind;
            time = Some(found);
        }
        if let Some(time) = time {
            let hour = time.hour24(None);
            let clock = match time.minute {
                Some(minute) => format!("T{hour:02}:{minute:02}"),
                None => format!("T{hour:02}"),
            };
            value = if value == "P1D" {
                clock
            } else {
                format!("{value}{clock}")
            };
        }
        let date = record(self.cover(first, rest.at()), DateKind::Set, value, rule);
        Some(Found {
            date,
            next: rest.at(),
            day: None,
            year_only: false,
        })
    }

    /// «في رمضان من كل عام», «الأول من يناير كل سنة».
    pub(super) fn yearly(&mut self, i: Tokens<'a>, rest: Tokens<'a>, s: &Slots) -> Option<Found> {
        let each = prep(rest, |p| matches!(p, Prep::From | Prep::At));
        let each = each.map_or(rest, |(rest, _)| rest);
        let (each, ()) = every(each).ok()?;
        let (behind, ()) = grammar::unit_of(each, TimeUnit::Year).ok()?;
        let open = s.year.is_none() && s.period.is_none() && s.relation.is_none();
        if !open || s.month.is_none() && s.season.is_none() && s.holiday.is_none() {
            return None;
        }
        let unknown = Context {
            anchor: None,
            ..self.context(i.at(), rest.at())
        };
        let value = resolve(s, unknown)?;
        let span = self.cover(i.at(), behind.at());
        let mut date = record(span, DateKind::Set, value.timex, "set/yearly");
        date.calendar = value.calendar;
        Some(Found {
            date,
            next: behind.at(),
            day: None,
            year_only: false,
        })
    }

    fn set_value(&self, i: Tokens<'a>) -> Option<(Tokens<'a>, String, &'static str)> {
        if let Some((rest, number)) = weekdays(i) {
            return Some((rest, format!("XXXX-WXX-{number}"), "set/weekdays"));
        }
        // «مرتين في الأسبوع», «ثلاث مرات كل شهر», «3 مرات يوميا»
        let times = match word(i) {
            Ok((rest, DateWord::Times)) => Some(rest),
            _ => number::cardinal(i)
                .ok()
                .and_then(|(rest, _)| exactly(rest, DateWord::Times).ok().map(|(rest, ())| rest)),
        };
        if let Some(rest) = times {
            if let Ok((rest, DateWord::Adverb(unit))) = word(rest) {
                return Some((rest, one(unit)?, "set/times"));
            }
            let (rest, each) = match prep(rest, |p| p == Prep::At) {
                Ok((rest, _)) => (rest, false),
                Err(_) => (every(rest).ok()?.0, true),
            };
            let definite = has(rest, mark::ARTICLE);
            let (rest, unit) = word_as(rest, |word| match word {
                DateWord::Unit {
                    unit,
                    count: Count::One,
                } => Some(unit),
                _ => None,
            })
            .ok()?;
            let related = grammar::relation(rest).is_ok();
            return (definite != each && !related)
                .then(|| Some((rest, one(unit)?, "set/times")))
                .flatten();
        }
        // «الأول من كل شهر»
        if let Ok((rest, day)) = grammar::day_number(i)
            && let Ok((rest, _)) = prep(rest, |p| p == Prep::From)
            && let Ok((rest, ())) = every(rest)
            && let Ok((rest, ())) = grammar::unit_of(rest, TimeUnit::Month)
            && day != grammar::LAST_DAY
        {
            return Some((rest, format!("XXXX-XX-{day:02}"), "set/monthly"));
        }
        let (rest, word) = word(i).ok()?;
        match word {
            DateWord::Adverb(unit) => Some((rest, one(unit)?, "set/adverb")),
            DateWord::Every if !has(i, mark::ARTICLE) => self.every_value(rest),
            _ => None,
        }
    }

    fn every_value(&self, i: Tokens<'a>) -> Option<(Tokens<'a>, String, &'static str)> {
        if joined(i) {
            return None;
        }
        let rule = "set/every";
        let day = grammar::unit_of(i, TimeUnit::Day)
            .ok()
            .map(|(rest, ())| rest);
        if let Ok((rest, number)) = word_as(day.unwrap_or(i), |word| match word {
            DateWord::Weekday(number) => Some(number),
            _ => None,
        }) {
            if day.is_some() || !has(i, mark::ARTICLE) {
                return Some((rest, format!("XXXX-WXX-{number}"), rule));
            }
        }
        if has(i, mark::ARTICLE) {
            return None;
        }
        if let Ok((rest, part)) = word_as(i, |word| match word {
            DateWord::Part { part, .. } => Some(part),
            _ => None,
        }) {
            use crate::lexicon::dates::DayPart;
            let code = match part {
                DayPart::Morning | DayPart::Dawn => "TMO",
                DayPart::Noon => "TMI",
                DayPart::Afternoon => "TAF",
                DayPart::Evening => "TEV",
                DayPart::Night => "TNI",
            };
            return Some((rest, code.to_owned(), rule));
        }
        if let Ok((rest, DateWord::Season(season))) = word(i) {
            let code = stretch::season_code(season);
            return Some((rest, format!("XXXX-{code}"), rule));
        }
        let (rest, found) = length(i).ok()?;
        (found.vague.is_none()).then(|| (rest, found.timex(), rule))
    }
}

/// «أيام الأحد».
pub(super) fn weekdays(i: Tokens<'_>) -> Option<(Tokens<'_>, u8)> {
    let (rest, ()) = exactly(
        i,
        DateWord::Unit {
            unit: TimeUnit::Day,
            count: Count::Many,
        },
    )
    .ok()?;
    if has(i, mark::ARTICLE) || !has(rest, mark::ARTICLE) || joined(rest) {
        return None;
    }
    word_as(rest, |word| match word {
        DateWord::Weekday(number) => Some(number),
        _ => None,
    })
    .ok()
}

/// The ISO 8601 duration of one unit.
pub(super) fn one(unit: TimeUnit) -> Option<String> {
    Some(stretch::length_of(Period {
        unit,
        relation: Relation::Current,
        count: 1,
        several: false,
    }))
}
