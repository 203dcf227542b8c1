//! Rules of lengths and of offsets by them.

use nom::Input as _;

use super::Reader;
use super::clock::wa;
use super::grammar::{before, exactly, has, joined, prep, word, word_as};
use super::length::{Length, length};
use super::offset;
use super::rules::{Found, Here, record};
use super::tense::tense;
use super::types::{DateKind, DateModifier, DurationRole};
use crate::doc::Tokens;
use crate::lex::{TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::dates::{DateWord, Prep, TimeUnit};

impl<'a> Reader<'a> {
    /// «قبل أسبوعين», «بعدها بيومين», «بعد أسبوعين من الآن».
    pub(super) fn offset(&mut self, here: &Here<'a>) -> Option<Found> {
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
            let value = offset::offset(&found, forward, context, true)?;
            return self.made(first, rest.at(), value, "date/offset");
        }
        if let Ok((behind, which)) = prep(i, |p| {
            matches!(
                p,
                Prep::Before | Prep::After | Prep::At | Prep::From | Prep::Since
            )
        }) {
            // «قبل نحو عامين»
            let about = prep(behind, |p| p == Prep::About).ok();
            let start = about.map_or(behind, |(rest, _)| rest);
            let (rest, mut found) = length(start).ok()?;
            if found.vague.is_some() || found.unit.is_none() {
                return None;
            }
            if about.is_some() {
                found.modifier = Some(DateModifier::Approx);
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
            // «بعد يومين من ذلك», not «من ذلك الهجوم»
            if let Ok((rest, ())) = exactly(rest, DateWord::FromThen)
                && !has(rest, mark::ARTICLE)
            {
                let context = self.context(first, rest.at());
                let value = offset::offset(&found, forward, context, true)?;
                return self.made(first, rest.at(), value, "date/offset");
            }
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
            let value = offset::offset(&found, forward, context, false)?;
            return self.made(first, rest.at(), value, "date/offset");
        }
        let (rest, found) = here.length()?;
        let (rest, ()) = exactly(rest, DateWord::FromNow).ok()?;
        if found.vague.is_some() {
            return None;
        }
        let past = tense(self.doc, first, rest.at()) == super::tense::Tense::Past;
        let context = self.context(first, rest.at());
        let value = offset::offset(&found, !past, context, false)?;
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
            offset::offset(found, false, context, false).and_then(|value| value.interval);
        Some(Found {
            date,
            next: rest.at(),
            day: None,
            year_only: false,
        })
    }

    /// A length of time: «خمس سنوات وستة أشهر».
    pub(super) fn duration(&mut self, here: &Here<'a>) -> Option<Found> {
        let i = here.i;
        let first = i.at();
        if let Some(found) = self.age_in_words(i) {
            return Some(found);
        }
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
            date.interval = offset::began(&found, self.context(first, rest.at()));
        }
        Some(Found {
            date,
            next: rest.at(),
            day: None,
            year_only: false,
        })
    }

    /// «في الثلاثين من عمره»: an age in years.
    fn age_in_words(&self, i: Tokens<'a>) -> Option<Found> {
        let (rest, years) = super::grammar::spelled(i).ok()?;
        let (age, _) = prep(rest, |p| p == Prep::From).ok()?;
        let (_, ()) = exactly(age, DateWord::Age { near: false }).ok()?;
        if !has(i, mark::ARTICLE) || joined(age) || !(1..=120).contains(&years) {
            return None;
        }
        let span = self.cover(i.at(), rest.at());
        let mut date = record(
            span,
            DateKind::Duration,
            format!("P{years}Y"),
            "duration/age",
        );
        date.grain = Some(super::types::Grain::Year);
        date.role = Some(DurationRole::Age);
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
