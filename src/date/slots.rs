//! What a calendar expression names, slot by slot.

use super::clock::Clock;
use super::types::{Calendar, DateModifier};
use crate::lexicon::dates::{DayPart, Relation, Season, TimeUnit};

/// A unit of time with its relation to the anchor: «الأسبوع الماضي».
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Period {
    pub(super) unit: TimeUnit,
    pub(super) relation: Relation,
    /// How many steps, or how many units when `several`.
    pub(super) count: i32,
    pub(super) several: bool,
}

/// What a calendar expression names.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Slots {
    pub(super) weekday: Option<u8>,
    pub(super) second_weekday: Option<u8>,
    pub(super) day: Option<u8>,
    pub(super) month: Option<u8>,
    pub(super) year: Option<i32>,
    pub(super) calendar: Option<Calendar>,
    pub(super) offset: Option<i8>,
    pub(super) period: Option<Period>,
    pub(super) relation: Option<(Relation, i8)>,
    /// Which one of its kind in the larger unit; -1 is the last.
    pub(super) nth: Option<i8>,
    pub(super) nth_unit: Option<TimeUnit>,
    pub(super) part: Option<DayPart>,
    pub(super) clock: Option<Clock>,
    pub(super) modifier: Option<DateModifier>,
    pub(super) season: Option<Season>,
    /// Of how many equal parts of the year which one.
    pub(super) division: Option<(u8, u8)>,
    pub(super) decade: Option<u8>,
    pub(super) century: Option<i32>,
    /// The second of two centuries: «القرنين التاسع عشر والعشرين».
    pub(super) century_to: Option<i32>,
    pub(super) holiday: Option<u16>,
    /// Whether «من الآن» or another sign shows that the words are a date.
    pub(super) sure: bool,
    /// Whether a bare year was named by «عام».
    pub(super) named_year: bool,
    /// Whether day and month in digits may stand in the other order.
    pub(super) either: bool,
    /// Whether the part of day stands alone as an adverb.
    pub(super) adverb: bool,
}

impl Slots {
    /// Whether a single day is named.
    pub(super) fn has_day(&self) -> bool {
        self.weekday.is_some()
            || self.day.is_some()
            || self.offset.is_some()
            || self.holiday.is_some()
            || self
                .period
                .is_some_and(|p| p.unit == TimeUnit::Day && !p.several)
    }

    /// Whether anything of the calendar is named.
    pub(super) fn has_calendar(&self) -> bool {
        self.has_day()
            || self.month.is_some()
            || self.year.is_some()
            || self.period.is_some()
            || self.season.is_some()
            || self.division.is_some()
            || self.decade.is_some()
            || self.century.is_some()
            || self.nth.is_some()
    }

    /// Whether the parts are of the civil calendar.
    pub(super) fn calendar_is_civil(&self) -> bool {
        self.calendar != Some(Calendar::Hijri)
    }

    pub(super) fn is_bare(&self) -> bool {
        *self == Self::default()
    }
}

/// Kinds of pieces.
pub(super) mod may {
    pub(in crate::date) const DAY: u16 = 1;
    pub(in crate::date) const MONTH: u16 = 2;
    pub(in crate::date) const YEAR: u16 = 4;
    pub(in crate::date) const WEEKDAY: u16 = 8;
    pub(in crate::date) const OFFSET: u16 = 16;
    pub(in crate::date) const PERIOD: u16 = 32;
    pub(in crate::date) const PART: u16 = 64;
    pub(in crate::date) const CLOCK: u16 = 128;
    pub(in crate::date) const RELATION: u16 = 256;
    pub(in crate::date) const REST: u16 = 512;
    pub(in crate::date) const ALL: u16 = 1023;
    pub(in crate::date) const DATE: u16 = DAY | MONTH | YEAR;
}
