//! Named rules: which readings count in their context, and the records that they make.

use std::cell::OnceCell;

use jiff::civil::Date as Day;
use nom::Input;

use super::clock::{self, wa};
use super::grammar::{self, before, digits, exactly, has, is_tail, joined, prep, word, word_as};
use super::length::{Length, every, length};
use super::phrase::{
    Period, Slots, counted_period, ends_here, is_time_context, phrase, vague_period,
};
use super::resolve::{self, Context, Value, resolve};
use super::tense::tense;
use super::types::{Calendar, Date, DateKind, DateModifier, DurationRole, Grain, Timex};
use super::{Reader, gate};
use crate::diagnostic::{Diagnostic, DiagnosticCode};
use crate::doc::Tokens;
use crate::lex::{TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::dates::{Count, DateWord, Prep, Reference, Relation, TimeUnit};
use crate::number;
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
    "date/holiday",
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
    "set/times",
    "set/weekdays",
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
    fn length(&self) -> Option<(Tokens<'a>, Length)> {
        *self.length.get_or_init(|| length(self.i).ok())
    }
}

/// A record with the fields that every rule gives.
fn record(span: Span, kind: DateKind, value: String, rule: &'static str) -> Date {
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
        rule: RuleId::new(rule),
    }
}

impl<'a> Reader<'a> {
    fn context(&self, first: usize, next: usize) -> Context<'a> {
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
    fn dated(&mut self, first: usize, next: usize, s: &Slots) -> Option<Found> {
        let mut context = self.context(first, next);
        if (s.weekday.is_some() || s.holiday.is_some()) && s.relation.is_none() {
            let (from, to) = self.clause.unwrap_or((first, next));
            context.tense = tense(self.doc, from, to.max(next));
        }
        let span = self.cover(first, next);
        let hours = s
            .period
            .filter(|p| !p.several && p.unit < TimeUnit::Day && !has_more(s));
        let value = match (s.period.filter(|p| p.several), hours) {
            (Some(p), _) => return self.several(first, next, p),
            (None, Some(p)) if self.settings.anchor.is_some() => resolve::moment(context, p)?,
            _ => resolve(s, context)?,
        };
        self.remark(span, s, &value);
        let day = value.day;
        let mut date = record(span, value.kind, value.timex, name_of(s));
        date.grain = Some(value.grain);
        date.interval = value.interval;
        date.modifier = value.modifier;
        date.calendar = value.calendar;
        date.hijri = value.hijri;
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
    fn about(&self, first: usize) -> Option<DateModifier> {
        match before(self.doc.from(first)) {
            Some(DateWord::Prep(Prep::About)) => Some(DateModifier::Approx),
            _ => None,
        }
    }

    fn cover(&self, first: usize, next: usize) -> Span {
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
            resolve::length_of(p),
            "duration/several",
        );
        date.grain = Some(super::length::grain_of(p.unit));
        date.interval = resolve::several(p, context);
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
        if possible == 0 || is_tail(i) {
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
            let own: Vec<Diagnostic> = self.diagnostics.drain(remarks..).collect();
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
    fn calendar(&mut self, here: &Here<'a>) -> Option<Found> {
        let i = here.i;
        if let Some(found) = self.alone(i) {
            return Some(found);
        }
        if let Some((rest, period)) = counted_period(i) {
            return self.several(i.at(), rest.at(), period);
        }
        let (rest, s) = here.phrase()?;
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
        let mut value = resolve::moment(context, period)?;
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

    /// Whether the words before and behind let the phrase be a date.
    fn accepts(&mut self, i: Tokens<'a>, rest: Tokens<'a>, s: &Slots) -> bool {
        let whole = self.is_whole(i.at(), rest.at());
        if whole {
            return true;
        }
        let led = before(i);
        if let Some(DateWord::NameHead { all }) = led
            && (all || s.month.is_some() && s.day.is_some())
        {
            // The whole phrase is a name's.
            self.behind = rest.at();
            return false;
        }
        if !self.word_accepts(i, rest, s, led) {
            return false;
        }
        match name_of(s) {
            "date/month" => self.month_accepts(i, s),
            "date/year" => self.year_accepts(i, rest, s, led),
            "date/weekday" => {
                !(led == Some(DateWord::Prep(Prep::Between))
                    && s.weekday == Some(1)
                    && s.part.is_none())
            }
            "date/division" if exactly(rest, DateWord::NotDay { school: true }).is_ok() => false,
            "date/division" => {
                s.year.is_some()
                    || s.period.is_some()
                    || matches!(led, Some(DateWord::Prep(Prep::During | Prep::At)))
                        && ends_here(rest)
            }
            "date/holiday" => {
                !(s.year.is_none() && s.relation.is_none() && s.period.is_none())
                    || is_time_context(i)
                    || rest.at() > i.at() + 1
            }
            "time/part" => !s.adverb || s.has_calendar(),
            _ => true,
        }
    }

    fn word_accepts(
        &self,
        i: Tokens<'a>,
        rest: Tokens<'a>,
        s: &Slots,
        led: Option<DateWord>,
    ) -> bool {
        let Ok((_, first)) = word(i) else {
            return true;
        };
        let single = rest.at() == i.at() + 1;
        match first {
            // «في اليوم»: a rate.
            DateWord::Unit {
                unit: TimeUnit::Day,
                ..
            } if single && s.offset == Some(0) => {
                !matches!(led, Some(DateWord::Prep(Prep::At | Prep::During)))
                    && !has(i, mark::PREPOSITION)
            }
            DateWord::Unit {
                unit: TimeUnit::Day,
                ..
            } if s.period.is_some_and(|p| p.relation == Relation::Latest) => false,
            DateWord::Decade(_) => {
                // «في العشرينيات من عمره»
                let of = prep(rest, |p| p == Prep::From);
                !of.is_ok_and(|(behind, _)| exactly(behind, DateWord::Age { near: false }).is_ok())
            }
            _ => true,
        }
    }

    fn month_accepts(&self, i: Tokens<'a>, s: &Slots) -> bool {
        if s.day.is_some()
            || s.year.is_some()
            || s.relation.is_some()
            || s.modifier.is_some()
            || s.nth.is_some()
            || s.sure && s.period.is_some()
        {
            return true;
        }
        let token = i.first();
        let named = i
            .at()
            .checked_sub(1)
            .and_then(|at| self.doc.token(at))
            .is_some_and(|t| {
                t.flags & (Class::Given.bit() | Class::Role.bit()) != 0
                    && t.flags & Class::Date.bit() == 0
            });
        if s.sure {
            return !named || token.is_some_and(|t| t.has(mark::PREPOSITION));
        }
        if s.period.is_some() {
            return true;
        }
        // «باب», «لاب»: too short to strip a preposition or to stand without its madda.
        let short = token
            .is_some_and(|t| t.letters <= 3 && !self.doc.slice(t.host()).starts_with('آ'))
            && s.month == Some(8);
        if short {
            return false;
        }
        match before(i) {
            Some(DateWord::Prep(p)) => match p {
                Prep::On => false,
                Prep::From | Prep::To => s.calendar != Some(Calendar::Hijri),
                _ => true,
            },
            Some(DateWord::Modifier(_) | DateWord::Unit { .. } | DateWord::Season(_)) => true,
            _ => has(i, mark::PREPOSITION) && !named && s.calendar != Some(Calendar::Hijri),
        }
    }

    fn year_accepts(
        &self,
        i: Tokens<'a>,
        rest: Tokens<'a>,
        s: &Slots,
        led: Option<DateWord>,
    ) -> bool {
        if s.named_year || s.calendar.is_some() || s.modifier.is_some() {
            return true;
        }
        let Ok((_, (value, _))) = digits(i) else {
            return false;
        };
        if self.measured(i) {
            return false;
        }
        // «2013 و2014»
        let at = i.at();
        let joined_to_year = self.year_end.is_some_and(|end| {
            end < at
                && at - end <= 2
                && (end..at).all(|n| {
                    self.doc
                        .token(n)
                        .is_some_and(|t| t.key == self.doc.lexicon.dates.wa || t.is_char('،'))
                })
        });
        if joined_to_year {
            return true;
        }
        let likely = (1900..=2035).contains(&value);
        let glued_prep = at
            .checked_sub(1)
            .and_then(|n| self.doc.token(n))
            .is_some_and(|t| {
                t.kind == TokenKind::Word
                    && t.letters == 1
                    && t.key != self.doc.lexicon.dates.wa
                    && has(i, mark::GLUED)
            });
        match led {
            Some(DateWord::Prep(
                Prep::Since | Prep::During | Prep::Until | Prep::Before | Prep::After | Prep::At,
            )) => likely || ends_here(rest),
            Some(DateWord::Prep(Prep::From | Prep::To | Prep::Between)) => {
                likely && !noun_follows(rest)
            }
            Some(DateWord::Modifier(_) | DateWord::Season(_)) => true,
            _ => glued_prep && likely && !noun_follows(rest),
        }
    }

    /// Whether the number layer gave the digits a unit, or read them as something else.
    fn measured(&self, i: Tokens<'a>) -> bool {
        let Some(token) = i.first() else { return false };
        let at = self
            .numbers
            .partition_point(|number| number.span.end() <= token.start());
        self.numbers.get(at).is_some_and(|number| {
            number.span.start() <= token.start()
                && (number.unit.is_some()
                    || !matches!(
                        number.kind,
                        number::NumberKind::Cardinal | number::NumberKind::Ordinal
                    ) && number.numeral.start() <= token.start())
        })
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

    /// «قبل أسبوعين», «بعدها بيومين», «بعد أسبوعين من الآن».
    fn offset(&mut self, here: &Here<'a>) -> Option<Found> {
        let i = here.i;
        let first = i.at();
        if let Ok((rest, DateWord::Anaphor(forward))) = word(i) {
            let by = rest.first()?;
            if !by.has(mark::PREPOSITION) && by.kind != TokenKind::Number {
                return None;
            }
            let (rest, found) = length(rest).ok()?;
            if found.vague.is_some() {
                return None;
            }
            let context = self.context(first, rest.at());
            let value = resolve::offset(&found, forward, context, true)?;
            return self.made(first, rest.at(), value, "date/offset");
        }
        if let Ok((behind, which)) = prep(i, |p| {
            matches!(
                p,
                Prep::Before | Prep::After | Prep::At | Prep::From | Prep::Since
            )
        }) {
            let (rest, found) = length(behind).ok()?;
            if found.vague.is_some() || found.unit.is_none() {
                return None;
            }
            let whole = self.is_whole(first, rest.at());
            let forward = match which {
                Prep::After => true,
                Prep::Before => false,
                Prep::At if whole => true,
                Prep::From if whole => false,
                Prep::Since if whole => {
                    return self.ago(first, behind, rest, &found);
                }
                _ => return None,
            };
            let (rest, now) = match exactly(rest, DateWord::FromNow) {
                Ok((rest, ())) => (rest, true),
                Err(_) => (rest, false),
            };
            // «بعد ساعة من توقف المباراة»: a length from something else.
            let from = prep(rest, |p| matches!(p, Prep::From | Prep::On)).is_ok();
            if from && !now {
                return None;
            }
            let context = self.context(first, rest.at());
            let value = resolve::offset(&found, forward, context, false)?;
            return self.made(first, rest.at(), value, "date/offset");
        }
        let (rest, found) = here.length()?;
        let (rest, ()) = exactly(rest, DateWord::FromNow).ok()?;
        if found.vague.is_some() {
            return None;
        }
        let past = tense(self.doc, first, rest.at()) == super::tense::Tense::Past;
        let context = self.context(first, rest.at());
        let value = resolve::offset(&found, !past, context, false)?;
        self.made(first, rest.at(), value, "date/offset")
    }

    /// «منذ 3 أيام» alone: the day on which the length began.
    fn ago(
        &mut self,
        first: usize,
        behind: Tokens<'a>,
        rest: Tokens<'a>,
        found: &Length,
    ) -> Option<Found> {
        let context = self.context(first, rest.at());
        let mut date = record(
            self.cover(behind.at(), rest.at()),
            DateKind::Duration,
            found.timex(),
            "duration/ago",
        );
        date.grain = Some(found.grain());
        date.interval =
            resolve::offset(found, false, context, false).and_then(|value| value.interval);
        Some(Found {
            date,
            next: rest.at(),
            day: None,
            year_only: false,
        })
    }

    fn made(
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

    /// A length of time: «خمس سنوات وستة أشهر».
    fn duration(&mut self, here: &Here<'a>) -> Option<Found> {
        let i = here.i;
        let first = i.at();
        let (rest, found) = here.length()?;
        let led = before(i);
        let whole = self.is_whole(first, rest.at());
        let spans_time = matches!(
            led,
            Some(DateWord::Prep(
                Prep::Since
                    | Prep::Before
                    | Prep::After
                    | Prep::During
                    | Prep::About
                    | Prep::More
                    | Prep::Less
            ))
        );
        if let Some(DateWord::NameHead { all: true }) = led {
            return None;
        }
        let attached = has(i, mark::PREPOSITION);
        let modified = found.modifier.is_some();
        let accepted = if found.plural && genitive_follows(rest, found.unit) {
            false
        } else if found.plural {
            spans_time
                || modified
                || matches!(led, Some(DateWord::Prep(Prep::Between)))
                || self.lasts(first)
        } else if found.bare {
            // «شهر رمضان» and «عام 2010» are longer readings; «يوم الأحد» too.
            (spans_time
                || modified
                || attached
                    && found.unit >= Some(TimeUnit::Hour)
                    && found.unit < Some(TimeUnit::Decade))
                && !genitive_follows(rest, found.unit)
                || whole
        } else {
            let contract = found.unit == Some(TimeUnit::Decade) && found.numeral && !spans_time;
            let second = found.unit == Some(TimeUnit::Second) && !found.numeral;
            !contract && (!second || whole)
        };
        if !accepted {
            return None;
        }
        // «أول 3 أيام» stays a length; «الدقيقة 60» is no length.
        let role = self.role(i, rest, &found);
        let rule = match role {
            Some(DurationRole::Age) => "duration/age",
            Some(DurationRole::Sentence) => "duration/sentence",
            None if led == Some(DateWord::Prep(Prep::Since)) => "duration/since",
            None => "duration/length",
        };
        let mut date = record(
            self.cover(first, rest.at()),
            DateKind::Duration,
            found.timex(),
            rule,
        );
        date.grain = Some(found.grain());
        date.modifier = found.modifier.or_else(|| self.about(first));
        date.role = role;
        if rule == "duration/since" {
            date.interval = resolve::began(&found, self.context(first, rest.at()));
        }
        Some(Found {
            date,
            next: rest.at(),
            day: None,
            year_only: false,
        })
    }

    /// Whether a verb of lasting stands directly before: «استمر سنوات».
    fn lasts(&self, first: usize) -> bool {
        matches!(before(self.doc.from(first)), Some(DateWord::Lasting))
    }

    /// The age or prison term that a length is.
    fn role(&self, i: Tokens<'a>, rest: Tokens<'a>, found: &Length) -> Option<DurationRole> {
        let first = i.at();
        let aged = matches!(found.unit, Some(TimeUnit::Year | TimeUnit::Month)) && found.numeral;
        let bracket = first
            .checked_sub(1)
            .is_some_and(|at| self.doc.is_char(at, '('));
        if aged && bracket && self.doc.is_char(rest.at(), ')') {
            return Some(DurationRole::Age);
        }
        let comma = |at: usize| self.doc.is_char(at, '،') || self.doc.is_char(at, ',');
        if aged
            && first.checked_sub(1).is_some_and(comma)
            && comma(rest.at())
            && found.unit == Some(TimeUnit::Year)
        {
            return Some(DurationRole::Age);
        }
        let sized = found.unit >= Some(TimeUnit::Day);
        for at in (first.saturating_sub(6)..first).rev() {
            let token = self.doc.token(at)?;
            match token.kind {
                TokenKind::Break => return None,
                TokenKind::Punct if token.is_char('.') || token.is_char('،') => return None,
                _ => {}
            }
            if token.flags & Class::Date.bit() == 0 {
                continue;
            }
            match word(self.doc.from(at).take(2)) {
                Ok((_, DateWord::Age { near })) if aged && (!near || at + 2 >= first) => {
                    return Some(DurationRole::Age);
                }
                Ok((_, DateWord::Itself)) if aged && at + 2 >= first => {
                    return Some(DurationRole::Age);
                }
                Ok((_, DateWord::Prison)) if sized => return Some(DurationRole::Sentence),
                Ok((_, DateWord::Died)) if aged && before(i) == Some(DateWord::Prep(Prep::On)) => {
                    return Some(DurationRole::Age);
                }
                _ => {}
            }
        }
        // «عن ثمانين عاما»
        (aged
            && before(i) == Some(DateWord::Prep(Prep::On))
            && found.unit == Some(TimeUnit::Year)
            && self.is_about_death(first))
        .then_some(DurationRole::Age)
    }

    /// Whether «عن» itself stands before («على» would be a price or a span).
    fn is_about_death(&self, first: usize) -> bool {
        first
            .checked_sub(1)
            .is_some_and(|at| self.doc.host_key(at) == self.doc.lexicon.dates.about)
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

    /// «كل يوم», «شهريا», «مرتين في الأسبوع», «أيام الأحد».
    fn set(&mut self, i: Tokens<'a>) -> Option<Found> {
        let first = i.at();
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
        let (rest, found) = length(i).ok()?;
        (found.vague.is_none()).then(|| (rest, found.timex(), rule))
    }

    /// One record over both ends: «من 3 إلى 5 مارس», «بين عامي 2010 و2015», «قبل عام 2020».
    fn range(&mut self, here: &Here<'a>) -> Option<Found> {
        super::range::range(self, here)
    }

    /// A date of the slots, as an end of a range.
    pub(super) fn end(&mut self, first: usize, next: usize, s: &Slots) -> Option<Found> {
        self.dated(first, next, s)
    }

    pub(super) fn ranged(
        &self,
        first: usize,
        next: usize,
        begin: Option<Found>,
        end: Option<Found>,
        open: bool,
    ) -> Option<Found> {
        let side = |found: &Option<Found>| found.as_ref().map(|f| f.date.value.as_str().to_owned());
        let value = format!(
            "{}/{}",
            side(&begin).unwrap_or_else(|| "..".into()),
            side(&end).unwrap_or_else(|| "..".into())
        );
        let kind = begin.as_ref().or(end.as_ref())?.date.kind;
        let rule = if open {
            "date/open_range"
        } else {
            "date/range"
        };
        let mut date = record(self.cover(first, next), kind, value, rule);
        if !open {
            date.grain = begin.as_ref().or(end.as_ref())?.date.grain;
        }
        let clock = |found: &Found| {
            matches!(
                found.date.grain,
                Some(Grain::Hour | Grain::Minute | Grain::Second)
            )
        };
        let from = match (&begin, open) {
            (Some(found), true) if !clock(found) => found.date.interval.and_then(|v| v.end),
            (Some(found), _) => found.date.interval.and_then(|v| v.begin),
            (None, _) => None,
        };
        let to = match (&end, open) {
            (Some(found), true) => found.date.interval.and_then(|v| v.begin),
            (Some(found), false) if clock(found) => found.date.interval.and_then(|v| v.begin),
            (Some(found), false) => found.date.interval.and_then(|v| v.end),
            (None, _) => None,
        };
        // «كانون الأول - غشت» names two months, but no stretch between them.
        if from.zip(to).is_some_and(|(from, to)| to <= from) {
            return None;
        }
        if from.is_some() || to.is_some() {
            date.interval = Some(super::types::Interval::new(from, to));
        }
        let day = end
            .as_ref()
            .and_then(|f| f.day)
            .or(begin.as_ref().and_then(|f| f.day));
        date.calendar = begin.as_ref().or(end.as_ref())?.date.calendar;
        date.begin = begin.map(|found| Box::new(found.date));
        date.end = end.map(|found| Box::new(found.date));
        Some(Found {
            date,
            next,
            day,
            year_only: false,
        })
    }

    pub(super) fn accepts_end(&mut self, i: Tokens<'a>, rest: Tokens<'a>, s: &Slots) -> bool {
        self.accepts(i, rest, s)
    }
}

/// «أيام الأحد».
fn weekdays(i: Tokens<'_>) -> Option<(Tokens<'_>, u8)> {
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
fn one(unit: TimeUnit) -> Option<String> {
    Some(resolve::length_of(Period {
        unit,
        relation: Relation::Current,
        count: 1,
        several: false,
    }))
}

fn has_more(s: &Slots) -> bool {
    s.has_day() || s.month.is_some() || s.clock.is_some()
}

/// Whether an indefinite noun follows, as behind a count: «2000 شخص».
fn noun_follows(i: Tokens<'_>) -> bool {
    i.first().is_some_and(|token| {
        token.kind == TokenKind::Word
            && !token.has(mark::ARTICLE | mark::CONJUNCTION | mark::PREPOSITION)
            && token.flags & (Class::Function.bit() | Class::Date.bit() | Class::Cue.bit()) == 0
    })
}

/// Whether a definite noun follows a bare unit, whose genitive it is: «بعد ساعة الذروة».
fn genitive_follows(i: Tokens<'_>, unit: Option<TimeUnit>) -> bool {
    let definite = i.first().is_some_and(|token| {
        token.kind == TokenKind::Word
            && token.has(mark::ARTICLE)
            && !token.has(mark::CONJUNCTION | mark::PREPOSITION)
    });
    definite && unit <= Some(TimeUnit::Year)
        || wa(i).is_ok_and(|(rest, ())| {
            // «خلال عام وأنتم» and other set phrases are entries; a second unit belongs to the length.
            word_as(rest, |word| matches!(word, DateWord::NotDate).then_some(())).is_ok()
        })
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
