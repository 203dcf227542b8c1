//! Whether the words before and behind let a phrase be a date.

use super::Reader;
use super::grammar::{before, digits, exactly, has, prep, word};
use super::numeral::HIJRI_YEARS;
use super::phrase::{ends_here, is_time_context};
use super::rules::name_of;
use super::slots::Slots;
use super::types::Calendar;
use crate::doc::Tokens;
use crate::lex::{TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::dates::{DateWord, Prep, Relation, TimeUnit};
use crate::number;

impl<'a> Reader<'a> {
    /// Whether the words before and behind let the phrase be a date.
    pub(super) fn accepts(&mut self, i: Tokens<'a>, rest: Tokens<'a>, s: &Slots) -> bool {
        let whole = self.is_whole(i.at(), rest.at());
        if whole {
            return true;
        }
        let led = before(i);
        // «شارع 9 أبريل» is a name, «نشرت الصحيفة اليوم» and «معرض للكتاب يوم 3 غشت» are not: the
        // head of a name stands without the article.
        let definite = i
            .at()
            .checked_sub(1)
            .and_then(|at| self.doc.token(at))
            .is_some_and(|head| head.has(mark::ARTICLE | mark::LIL));
        if let Some(DateWord::NameHead { all }) = led
            && !definite
            && (all || s.month.is_some() && s.day.is_some() && s.weekday.is_none())
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
            Some(
                DateWord::Modifier(_)
                | DateWord::Unit { .. }
                | DateWord::Season(_)
                | DateWord::Construct(_)
                | DateWord::EventHead,
            ) => true,
            _ => has(i, mark::PREPOSITION) && !named && s.calendar != Some(Calendar::Hijri),
        }
    }

    /// «"كسكسي بالبوري" (2007)»: a year alone in brackets behind a title in marks.
    fn dates_a_title(&self, i: Tokens<'a>, rest: Tokens<'a>) -> bool {
        let before = |n| i.at().checked_sub(n).and_then(|at| self.doc.token(at));
        rest.first().is_some_and(|token| token.is_char(')'))
            && !noun_follows(rest.skip(1))
            && before(1).is_some_and(|token| token.is_char('('))
            && before(2).is_some_and(|token| token.kind == TokenKind::Quote)
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
            // «أعوام 2010 و2012»
            Some(DateWord::Unit {
                unit: TimeUnit::Year,
                ..
            }) => {
                !noun_follows(rest)
                    && !i32::try_from(value).is_ok_and(|value| HIJRI_YEARS.contains(&value))
            }
            // «رؤية 2040», «بحلول 2050»
            Some(DateWord::YearHead) => (1900..=2100).contains(&value) && !noun_follows(rest),
            Some(DateWord::EventHead) => likely && !noun_follows(rest),
            _ => likely && (glued_prep && !noun_follows(rest) || self.dates_a_title(i, rest)),
        }
    }

    /// Whether the word stands in a number's unit: «300 ألف برميل يوميا».
    pub(super) fn is_unit(&self, at: usize) -> bool {
        let Some(token) = self.doc.token(at) else {
            return false;
        };
        let nearest = self
            .numbers
            .partition_point(|number| number.span.end() < token.end());
        self.numbers.get(nearest).is_some_and(|number| {
            number
                .unit
                .as_ref()
                .and_then(|unit| unit.span)
                .is_some_and(|unit| unit.start() < token.start() && unit.end() >= token.end())
        })
    }

    /// Whether digits stand behind others and a letter that parts them: the second of «44ر04».
    pub(super) fn is_fraction(&self, at: usize) -> bool {
        let number = |at: usize| {
            self.doc
                .token(at)
                .is_some_and(|token| token.kind == TokenKind::Number)
        };
        let Some(letter) = at.checked_sub(1) else {
            return false;
        };
        letter > 0
            && number(at)
            && number(letter - 1)
            && self.doc.is_glued(at)
            && self.doc.is_glued(letter)
            && self.doc.token(letter).is_some_and(|token| {
                token.kind == TokenKind::Word
                    && token.letters == 1
                    && token.key != self.doc.lexicon.dates.wa
            })
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
}

/// Whether an indefinite noun follows, as behind a count: «2000 شخص».
fn noun_follows(i: Tokens<'_>) -> bool {
    i.first().is_some_and(|token| {
        token.kind == TokenKind::Word
            && !token.has(mark::ARTICLE | mark::CONJUNCTION | mark::PREPOSITION)
            && token.flags & (Class::Function.bit() | Class::Date.bit() | Class::Cue.bit()) == 0
    })
}
