//! Named rules: which readings count in their context, and the records that they make.

use std::cell::OnceCell;

use jiff::civil::Date as Day;

use super::alternatives::alternatives;
use super::grammar::{self, before, digits, exactly, has, is_tail, prep, word, word_as};
use super::length::{Length, length};
use super::period::{counted_period, vague_period};
use super::phrase::{is_time_context, phrase};
use super::resolve::{Context, Value, resolve};
use super::slots::{Period, Slots};
use super::tense::tense;
use super::types::{Calendar, Date, DateKind, DateModifier, Grain, Timex};
use super::{Reader, gate, offset, stretch};
use crate::diagnostic::{Diagnostic, DiagnosticCode};
use crate::doc::Tokens;
use crate::lex::{TokenKind, mark};
use crate::lexicon::dates::{Count, DateWord, Prep, Reference, Relation, TimeUnit};
use crate::rule::RuleId;
use crate::span::Span;

/// Names of all rules.
#[cfg_attr(not(test), expect(dead_code, reason = "read by tests"))]
pub(crate) const ALL: &[&str] = &[
    "date/century",
    "date/day",
    "date/decade",
    "date/deictic",
    "date/division",
    "date/edge",
    "date/holiday",
    "date/listed",
    "date/month",
    "date/nth",
    "date/numeric",
    "date/offset",
    "date/open_range",
    "date/period",
    "date/range",
    "date/reference",
    "date/season",
    "date/twin",
    "date/vague",
    "date/weekday",
    "date/year",
    "duration/age",
    "duration/ago",
    "duration/length",
    "duration/sentence",
    "duration/several",
    "duration/since",
    "set/adverb",
    "set/every",
    "set/monthly",
    "set/times",
    "set/weekdays",
    "set/yearly",
    "time/clock",
    "time/part",
];

/// A record with what later rules need of it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) date: Date,
    /// Token behind it.
    pub(super) next: usize,
    /// The day that «في اليوم التالي» would count from.
    pub(super) day: Option<Day>,
    /// Whether a year is all that it names.
    pub(super) year_only: bool,
}

/// What several readings of one token share, read once.
#[derive(Debug)]
pub(super) struct Here<'a> {
    pub(super) i: Tokens<'a>,
    phrase: OnceCell<Option<(Tokens<'a>, Slots)>>,
    length: OnceCell<Option<(Tokens<'a>, Length)>>,
}

impl<'a> Here<'a> {
    /// The calendar expression.
    pub(super) fn phrase(&self) -> Option<(Tokens<'a>, Slots)> {
        *self.phrase.get_or_init(|| phrase(self.i))
    }

    /// The length of time.
    pub(super) fn length(&self) -> Option<(Tokens<'a>, Length)> {
        *self.length.get_or_init(|| length(self.i).ok())
    }
}

/// A record with the fields that every rule gives.
pub(super) fn record(span: Span, kind: DateKind, value: String, rule: &'static str) -> Date {
    Date {
        span,
        kind,
        value: Timex::new(value),
        modifier: None,
        grain: None,
        interval: None,
        calendar: Calendar::Gregorian,
        hijri: None,
        role: None,
        begin: None,
        end: None,
        twin: None,
        alternatives: Vec::new(),
        rule: RuleId::new(rule),
    }
}

impl<'a> Reader<'a> {
    pub(super) fn context(&self, first: usize, next: usize) -> Context<'a> {
        let input = self.doc.from(first);
        let event = matches!(before(input), Some(DateWord::EventHead));
        Context {
            anchor: self.settings.anchor,
            week_start: self.settings.week_start,
            tense: super::tense::Tense::None,
            last: self.last,
            event,
            since: self.since(first, next),
            lexicon: &self.doc.lexicon.dates,
        }
    }

    fn since(&self, first: usize, _next: usize) -> bool {
        (1..=2).any(|back| {
            first
                .checked_sub(back)
                .and_then(|at| prep(self.doc.from(at), |p| p == Prep::Since).ok())
                .is_some_and(|(rest, _)| rest.at() <= first)
        })
    }

    /// The record of slots over tokens `first..next`.
    pub(super) fn dated(&mut self, first: usize, next: usize, s: &Slots) -> Option<Found> {
        let mut context = self.context(first, next);
        let undated = s.month.is_some() && s.year.is_none() && s.period.is_none();
        if (s.weekday.is_some() || s.holiday.is_some() || undated) && s.relation.is_none() {
            let (from, to) = self.clause.unwrap_or((first, next));
            context.tense = tense(self.doc, from, to.max(next));
        }
        let span = self.cover(first, next);
        let hours = s
            .period
            .filter(|p| !p.several && p.unit < TimeUnit::Day && !has_more(s));
        let value = match (s.period.filter(|p| p.several), hours) {
            (Some(p), _) => return self.several(first, next, p),
            (None, Some(p)) if self.settings.anchor.is_some() => offset::moment(context, p)?,
            _ => resolve(s, context)?,
        };
        self.remark(span, s, &value);
        let day = value.day;
        let alternatives = alternatives(s, context, &value);
        let mut date = record(span, value.kind, value.timex, name_of(s));
        date.grain = Some(value.grain);
        date.interval = value.interval;
        date.modifier = value.modifier;
        date.calendar = value.calendar;
        date.hijri = value.hijri;
        date.alternatives = alternatives;
        if date.modifier.is_none() && s.clock.is_some() {
            date.modifier = self.about(first);
        }
        Some(Found {
            date,
            next,
            day,
            year_only: name_of(s) == "date/year",
        })
    }

    /// APPROX for «حوالي», «قرابة» before an expression.
    pub(super) fn about(&self, first: usize) -> Option<DateModifier> {
        match before(self.doc.from(first)) {
            Some(DateWord::Prep(Prep::About)) => Some(DateModifier::Approx),
            _ => None,
        }
    }

    pub(super) fn cover(&self, first: usize, next: usize) -> Span {
        let apart = first.checked_sub(1).filter(|&at| {
            self.doc.is_glued(first) && grammar::article(self.doc.from(at)).at() == first
        });
        self.doc.cover(apart.unwrap_or(first), next)
    }

    fn remark(&mut self, span: Span, s: &Slots, value: &Value) {
        if value.contradiction {
            self.diagnostics.push(Diagnostic::new(
                span,
                DiagnosticCode::WeekdayMismatch,
                "the weekday is not that of the date",
            ));
        }
        if value.impossible {
            self.diagnostics.push(Diagnostic::new(
                span,
                DiagnosticCode::ImpossibleDate,
                "no such day in that month",
            ));
        }
        let relative = self.settings.anchor.is_none()
            && s.year.is_none()
            && (s.has_calendar() || s.part.is_some());
        if relative {
            self.diagnostics.push(Diagnostic::new(
                span,
                DiagnosticCode::NoAnchor,
                "a relative date without a reference date",
            ));
        }
    }

    /// «الأسابيع الثلاثة المقبلة»: a length with its interval.
    fn several(&mut self, first: usize, next: usize, p: Period) -> Option<Found> {
        let span = self.cover(first, next);
        let context = self.context(first, next);
        let mut date = record(
            span,
            DateKind::Duration,
            stretch::length_of(p),
            "duration/several",
        );
        date.grain = Some(super::length::grain_of(p.unit));
        date.interval = stretch::several(p, context);
        Some(Found {
            date,
            next,
            day: None,
            year_only: false,
        })
    }

    /// The best reading at a token.
    #[inline]
    pub(super) fn expression(&mut self, at: usize) -> Option<Found> {
        let i = self.doc.from(at);
        let (possible, behind) = gate::readings(i);
        self.behind = behind;
        if possible == 0 || is_tail(i) || self.is_fraction(at) {
            return None;
        }
        self.best(i, possible)
    }

    #[inline(never)]
    fn best(&mut self, i: Tokens<'a>, possible: u8) -> Option<Found> {
        let here = Here {
            i,
            phrase: OnceCell::new(),
            length: OnceCell::new(),
        };
        let remarks = self.diagnostics.len();
        let mut best: Option<(Found, Vec<Diagnostic>)> = None;
        for bit in [
            gate::SET,
            gate::OFFSET,
            gate::RANGE,
            gate::CALENDAR,
            gate::DURATION,
            gate::REFERENCE,
        ] {
            if possible & bit == 0 {
                continue;
            }
            let found = match bit {
                gate::SET => self.set(i),
                gate::OFFSET => self.offset(&here),
                gate::RANGE => self.range(&here),
                gate::CALENDAR => self.calendar(&here),
                gate::DURATION => self.duration(&here),
                _ => self.reference(i),
            };
            let own = self.diagnostics.split_off(remarks);
            if let Some(found) = found
                && best.as_ref().is_none_or(|(best, _)| found.next > best.next)
            {
                best = Some((found, own));
            }
        }
        let (found, own) = best?;
        self.diagnostics.extend(own);
        Some(found)
    }

    /// A calendar expression with its twin.
    pub(super) fn calendar(&mut self, here: &Here<'a>) -> Option<Found> {
        let i = here.i;
        if let Some(found) = self.alone(i) {
            return Some(found);
        }
        if let Some((rest, period)) = counted_period(i) {
            return self.several(i.at(), rest.at(), period);
        }
        if let Some(found) = self.edge(i) {
            return Some(found);
        }
        let Some((rest, s)) = here.phrase() else {
            return self.member(i);
        };
        let s = super::list::lent(rest, s);
        if let Some(found) = self.yearly(i, rest, &s) {
            return Some(found);
        }
        if !self.accepts(i, rest, &s) {
            return None;
        }
        let mut found = self.dated(i.at(), rest.at(), &s)?;
        if let Some((next, twin)) = self.twin(rest, &s) {
            if let (Some(a), Some(b)) = (found.day, twin.day)
                && (a.duration_since(b)).as_hours().abs() > 24
            {
                self.diagnostics.push(Diagnostic::new(
                    found.date.span.cover(twin.date.span),
                    DiagnosticCode::CalendarMismatch,
                    "the two calendars' dates are more than a day apart",
                ));
            }
            // The Gregorian part wins.
            if found.date.calendar == Calendar::Hijri {
                found.date.interval = twin.date.interval.or(found.date.interval);
                if twin.date.interval.is_some() {
                    found.date.value = twin.date.value.clone();
                }
            }
            found.date.twin = Some(Box::new(twin.date));
            found.date.rule = RuleId::new("date/twin");
            found.day = twin.day.or(found.day);
            found.next = next;
        }
        Some(found)
    }

    /// A phrase that is a time only when nothing stands beside it: «الدقيقة العاشرة» of this hour,
    /// «الأسبوع» for this week.
    fn alone(&mut self, i: Tokens<'a>) -> Option<Found> {
        if i.at() > 1 || !has(i, mark::ARTICLE) {
            return None;
        }
        let (rest, unit) = word_as(i, |word| match word {
            DateWord::Unit {
                unit,
                count: Count::One,
            } if unit != TimeUnit::Day => Some(unit),
            _ => None,
        })
        .ok()?;
        let context = self.context(i.at(), rest.at());
        let period = Period {
            unit,
            relation: Relation::Current,
            count: 1,
            several: false,
        };
        if self.is_whole(i.at(), rest.at()) {
            let s = Slots {
                period: Some(period),
                ..Slots::default()
            };
            return self.dated(i.at(), rest.at(), &s);
        }
        let (rest, minute) = match digits(rest) {
            Ok((rest, (value, _))) => (rest, value),
            Err(_) => {
                let (rest, value) = grammar::spelled(rest).ok()?;
                (rest, u64::from(value))
            }
        };
        if unit != TimeUnit::Minute || minute > 59 || !self.is_whole(i.at(), rest.at()) {
            return None;
        }
        let now = self.settings.anchor?;
        let hour = now.time()?.hour();
        let begin = super::calendar::moment(now.date(), hour, i8::try_from(minute).ok()?, 0)?;
        let mut value = offset::moment(context, period)?;
        value.timex = format!("{}T{hour:02}:{minute:02}", now.date());
        let end = begin.checked_add(jiff::Span::new().minutes(1)).ok();
        value.interval = Some(super::types::Interval::new(Some(begin), end));
        self.made(i.at(), rest.at(), value, "time/clock")
    }

    /// «الموافق 10 أغسطس 2015» behind a date of the other calendar; also in brackets or behind a dash.
    fn twin(&mut self, i: Tokens<'a>, s: &Slots) -> Option<(usize, Found)> {
        s.day?;
        let mut rest = i;
        let mut bracket = false;
        if let Ok((behind, sign)) = grammar::mark_of(rest, &['،', ',', '(', '-', '–', '/']) {
            bracket = sign == '(';
            rest = behind;
        }
        let said = match exactly(rest, DateWord::Twin) {
            Ok((behind, ())) => {
                rest = behind;
                true
            }
            Err(_) => rest.at() > i.at(),
        };
        if !said {
            return None;
        }
        // «الموافق ل 10», «الموافق يوم»
        if rest
            .first()
            .is_some_and(|t| t.kind == TokenKind::Word && t.letters == 1)
        {
            rest = rest.skip(1);
        }
        let first = rest.at();
        let (rest, other) = phrase(rest)?;
        let hijri = |s: &Slots| s.calendar == Some(Calendar::Hijri);
        if hijri(&other) == hijri(s) || other.day.is_none() || other.month.is_none() {
            return None;
        }
        let found = self.dated(first, rest.at(), &other)?;
        let rest = if bracket {
            grammar::mark_of(rest, &[')']).map_or(rest, |(rest, _)| rest)
        } else {
            rest
        };
        Some((rest.at(), found))
    }

    /// Whether tokens `first..next` are the whole text, but for punctuation.
    pub(super) fn is_whole(&self, first: usize, next: usize) -> bool {
        let plain = |range: std::ops::Range<usize>| {
            range.len() <= 3
                && range.into_iter().all(|at| {
                    self.doc.token(at).is_none_or(|t| {
                        matches!(
                            t.kind,
                            TokenKind::Punct | TokenKind::Break | TokenKind::Quote
                        )
                    })
                })
        };
        plain(0..first) && plain(next..self.doc.tokens.len())
    }

    pub(super) fn made(
        &mut self,
        first: usize,
        next: usize,
        value: Value,
        rule: &'static str,
    ) -> Option<Found> {
        let span = self.cover(first, next);
        if self.settings.anchor.is_none() {
            self.diagnostics.push(Diagnostic::new(
                span,
                DiagnosticCode::NoAnchor,
                "a relative date without a reference date",
            ));
        }
        let mut date = record(span, value.kind, value.timex, rule);
        date.grain = Some(value.grain);
        date.interval = value.interval;
        date.modifier = value.modifier;
        Some(Found {
            date,
            next,
            day: value.day,
            year_only: false,
        })
    }

    /// «الآن», «سابقا», «الفترة المقبلة», «العقود الماضية».
    fn reference(&mut self, i: Tokens<'a>) -> Option<Found> {
        let first = i.at();
        let (rest, value, rule) = if let Some((rest, value)) = vague_period(i) {
            (rest, value, "date/vague")
        } else {
            let (rest, found) = word(i).ok()?;
            let single = rest.at() == first + 1;
            let definite = has(i, mark::ARTICLE);
            match found {
                DateWord::Reference(value) => {
                    if prep(rest, |p| p == Prep::From).is_ok() && !definite {
                        return None;
                    }
                    if single
                        && definite
                        && !is_time_context(i)
                        && !self.is_whole(first, rest.at())
                        && self.doc.host_key(first) != self.doc.lexicon.dates.now
                    {
                        return None;
                    }
                    (rest, value, "date/reference")
                }
                DateWord::Relation(Relation::Past)
                    if single && definite && before(i) == Some(DateWord::Prep(Prep::At)) =>
                {
                    (rest, Reference::Past, "date/reference")
                }
                _ => return None,
            }
        };
        let timex = match value {
            Reference::Present => "PRESENT_REF",
            Reference::Past => "PAST_REF",
            Reference::Future => "FUTURE_REF",
        };
        let mut date = record(
            self.cover(first, rest.at()),
            DateKind::Date,
            timex.to_owned(),
            rule,
        );
        if value == Reference::Present
            && let Some(anchor) = self.settings.anchor
            && let Some(time) = anchor.time()
        {
            let now = anchor.date().to_datetime(time);
            let end = now.checked_add(jiff::Span::new().seconds(1)).ok();
            date.interval = Some(super::types::Interval::new(Some(now), end));
            date.grain = Some(Grain::Second);
        }
        Some(Found {
            date,
            next: rest.at(),
            day: None,
            year_only: false,
        })
    }

    /// One record over both ends: «من 3 إلى 5 مارس», «بين عامي 2010 و2015», «قبل عام 2020».
    fn range(&mut self, here: &Here<'a>) -> Option<Found> {
        super::range::range(self, here)
    }

    /// A date of the slots, as an end of a range.
    pub(super) fn end(&mut self, first: usize, next: usize, s: &Slots) -> Option<Found> {
        self.dated(first, next, s)
    }

    pub(super) fn accepts_end(&mut self, i: Tokens<'a>, rest: Tokens<'a>, s: &Slots) -> bool {
        self.accepts(i, rest, s)
    }
}

fn has_more(s: &Slots) -> bool {
    s.has_day() || s.month.is_some() || s.clock.is_some()
}

/// The rule that the slots fall under.
pub(super) fn name_of(s: &Slots) -> &'static str {
    if s.holiday.is_some() {
        "date/holiday"
    } else if s.clock.is_some() {
        "time/clock"
    } else if s.part.is_some() {
        "time/part"
    } else if s.nth.is_some() {
        "date/nth"
    } else if s.day.is_some() && s.month.is_some() {
        if s.calendar.is_none() {
            "date/numeric"
        } else {
            "date/day"
        }
    } else if s.month.is_some() {
        "date/month"
    } else if s.decade.is_some() {
        "date/decade"
    } else if s.century.is_some() {
        "date/century"
    } else if s.season.is_some() {
        "date/season"
    } else if s.division.is_some() {
        "date/division"
    } else if s.offset.is_some() {
        "date/deictic"
    } else if s.weekday.is_some() {
        "date/weekday"
    } else if s.day.is_some() {
        "date/day"
    } else if s.year.is_some() {
        "date/year"
    } else {
        "date/period"
    }
}
