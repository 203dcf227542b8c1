//! Lists that write once what their members share: «في 20 و21 نوفمبر 2023», «مارس وأبريل 2023»,
//! «يومي السبت والأحد المقبلين».

use super::Reader;
use super::clock::wa;
use super::grammar::{LAST_DAY, before, day_number, has, mark_of, word};
use super::phrase::phrase;
use super::rules::Found;
use super::slots::Slots;
use crate::doc::Tokens;
use crate::lex::mark;
use crate::lexicon::dates::{DateWord, Prep, TimeUnit};
use crate::rule::RuleId;

/// Members that are looked through for the month.
const MEMBERS: usize = 6;

/// The input behind what joins two members: «و», «أو», a comma.
fn joint(i: Tokens<'_>) -> Option<Tokens<'_>> {
    if let Ok((rest, ())) = wa(i) {
        return Some(rest);
    }
    if let Ok((rest, DateWord::Or)) = word(i) {
        return Some(rest);
    }
    let (rest, _) = mark_of(i, &['،', ',']).ok()?;
    Some(wa(rest).map_or(rest, |(rest, ())| rest))
}

impl<'a> Reader<'a> {
    /// A day whose month stands behind a later member: the first of «20 و21 نوفمبر».
    pub(super) fn member(&mut self, i: Tokens<'a>) -> Option<Found> {
        let first = i.at();
        let (rest, day) = day_number(i).ok().filter(|(_, day)| *day != LAST_DAY)?;
        if !self.is_member(i) {
            return None;
        }
        let mut at = rest;
        let mut last = day;
        for _ in 0..MEMBERS {
            let inner = joint(at)?;
            if let Some((_, s)) = phrase(inner)
                && s.day.is_some_and(|next| next > last && next != LAST_DAY)
                && (s.month.is_some() || s.period.is_some_and(|p| p.unit == TimeUnit::Month))
            {
                let own = Slots {
                    day: Some(day),
                    weekday: None,
                    second_weekday: None,
                    part: None,
                    clock: None,
                    either: false,
                    ..s
                };
                let mut found = self.dated(first, rest.at(), &own)?;
                found.date.rule = RuleId::new("date/listed");
                self.listed = Some(rest.at());
                return Some(found);
            }
            let (behind, next) = day_number(inner).ok()?;
            if next <= last || next == LAST_DAY {
                return None;
            }
            (at, last) = (behind, next);
        }
        None
    }

    /// Whether a member of a list of days may stand at the input.
    fn is_member(&self, i: Tokens<'a>) -> bool {
        let behind_member = self
            .listed
            .and_then(|end| i.at().checked_sub(end))
            .is_some_and(|gap| gap <= 2);
        behind_member
            || has(i, mark::PREPOSITION)
            || matches!(
                before(i),
                Some(
                    DateWord::Prep(
                        Prep::At | Prep::Since | Prep::During | Prep::Until | Prep::Between
                    ) | DateWord::Unit {
                        unit: TimeUnit::Day,
                        ..
                    } | DateWord::Construct(TimeUnit::Day)
                        | DateWord::Weekday(_)
                )
            )
    }
}

/// A member with what a later one says for both: the year in «مارس وأبريل 2023», the adjective in
/// «السبت والأحد المقبلين».
pub(super) fn lent(rest: Tokens<'_>, s: Slots) -> Slots {
    let open = s.year.is_none() && s.relation.is_none() && s.period.is_none() && s.clock.is_none();
    let named = s.month.is_some() || s.weekday.is_some() && s.day.is_none();
    if !open || !named || s.holiday.is_some() || s.nth.is_some() {
        return s;
    }
    let Some((_, other)) = joint(rest).and_then(phrase) else {
        return s;
    };
    let same = s.month.is_some() == other.month.is_some()
        && s.day.is_some() == other.day.is_some()
        && s.weekday.is_some() == other.weekday.is_some()
        && (s.calendar == other.calendar || s.month.is_none());
    if !same {
        return s;
    }
    // «ديسمبر ويناير 2024»
    let earlier = i32::from(s.month > other.month);
    Slots {
        year: other.year.map(|year| year - earlier),
        relation: other.relation,
        period: other.period.filter(|_| s.month.is_some()),
        ..s
    }
}
