//! Public records of the date layer.

use std::fmt;

use jiff::civil;

pub use crate::kind::DateModifier;
use crate::rule::RuleId;
use crate::span::{Span, spanned};

/// A date, time, duration or set with its TIMEX3 value.
///
/// ```
/// use khabar::{DateKind, Grain, parse_date};
/// let date = parse_date("الأسبوع الماضي", Some("2024-05-14".parse()?))?;
/// assert_eq!((date.kind, date.grain), (DateKind::Date, Some(Grain::Week)));
/// assert_eq!(date.value.as_str(), "2024-W19");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Date {
    /// The expression without prepositions, with «يوم», «شهر», «عام» and all modifiers, in bytes.
    /// A range holds its particles («من … إلى …», «بين … و…»).
    pub span: Span,
    /// TIMEX3 type.
    pub kind: DateKind,
    /// TIMEX3 value; X positions stand for what is unknown.
    pub value: Timex,
    /// TIMEX3 `mod`.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "mod", default, skip_serializing_if = "Option::is_none")
    )]
    pub modifier: Option<DateModifier>,
    /// Smallest unit that the expression names.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub grain: Option<Grain>,
    /// The interval on the local calendar, `begin` inside, `end` not.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub interval: Option<Interval>,
    /// The calendar in which the date is written.
    pub calendar: Calendar,
    /// The written Hijri parts.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub hijri: Option<HijriDate>,
    /// What a duration measures.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub role: Option<DurationRole>,
    /// First end of a range.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub begin: Option<Box<Date>>,
    /// Second end of a range, its unit inside the range.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub end: Option<Box<Date>>,
    /// The other calendar's twin of a date joined by «الموافق», with a span of its own.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub twin: Option<Box<Date>>,
    /// Further readings of a truly ambiguous expression, the likelier first; `value` is likelier than
    /// all: the other order of day and month in «03/04/2021», the coming one for a weekday without a
    /// verb, the neighbouring year of «2 أكتوبر».
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub alternatives: Vec<Alternative>,
    /// The rule that found it.
    pub rule: RuleId,
}

spanned!(Date);

/// Another value that an ambiguous expression may have.
///
/// ```
/// let date = khabar::parse_date("03/04/2021", None)?;
/// assert_eq!(date.value.as_str(), "2021-04-03");
/// assert_eq!(date.alternatives[0].value.as_str(), "2021-03-04");
/// # Ok::<(), khabar::ParseDateError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Alternative {
    /// TIMEX3 value.
    pub value: Timex,
    /// The interval on the local calendar.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub interval: Option<Interval>,
}

/// TIMEX3 type.
///
/// ```
/// use khabar::{DateKind, parse_date};
/// assert_eq!(parse_date("ثلاث سنوات", None)?.kind, DateKind::Duration);
/// assert_eq!(parse_date("كل جمعة", None)?.kind, DateKind::Set);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::exhaustive_enums, reason = "closed: the four types of TIMEX3")]
pub enum DateKind {
    /// Day or longer.
    Date,
    /// Part of a day or clock time.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

/// A TIMEX3 value: `2015-07-30`, `2015-W32`, `2015-07-31TEV`, `P3Y`, `PAST_REF`, `XXXX-06`.
///
/// ```
/// let date = khabar::parse_date("يونيو", None)?;
/// assert_eq!(date.value.to_string(), "XXXX-06");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(transparent)
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Timex(String);

impl Timex {
    pub(crate) fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value.
    ///
    /// ```
    /// assert_eq!(khabar::parse_date("3 سنوات", None)?.value.as_str(), "P3Y");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Timex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The smallest unit that an expression names.
///
/// ```
/// use khabar::{Grain, parse_date};
/// assert_eq!(parse_date("مايو 2021", None)?.grain, Some(Grain::Month));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Grain {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A part of a day.
    DayPart,
    /// A day.
    Day,
    /// A week, from Monday unless the options say otherwise.
    Week,
    /// A month.
    Month,
    /// A season of three months.
    Season,
    /// A quarter.
    Quarter,
    /// Half a year.
    Half,
    /// A year.
    Year,
    /// A decade.
    Decade,
    /// A century.
    Century,
}

/// Calendar in which a date is written.
///
/// ```
/// use khabar::{Calendar, parse_date};
/// assert_eq!(parse_date("9 رمضان 1445", None)?.calendar, Calendar::Hijri);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Calendar {
    /// The civil calendar of all countries.
    #[default]
    Gregorian,
    /// The Hijri calendar, converted by Umm al-Qura.
    Hijri,
}

/// A half-open interval of local time; a missing end is open.
///
/// ```
/// let date = khabar::parse_date("مايو 2021", None)?;
/// let interval = date.interval.expect("a known month");
/// assert_eq!(interval.begin.map(|day| day.to_string()).as_deref(), Some("2021-05-01T00:00:00"));
/// assert_eq!(interval.end.map(|day| day.to_string()).as_deref(), Some("2021-06-01T00:00:00"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Interval {
    /// First moment inside.
    #[cfg_attr(
        feature = "serde",
        serde(default, with = "iso", skip_serializing_if = "Option::is_none")
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub begin: Option<civil::DateTime>,
    /// First moment behind.
    #[cfg_attr(
        feature = "serde",
        serde(default, with = "iso", skip_serializing_if = "Option::is_none")
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub end: Option<civil::DateTime>,
}

impl Interval {
    pub(crate) const fn new(begin: Option<civil::DateTime>, end: Option<civil::DateTime>) -> Self {
        Self { begin, end }
    }
}

/// Date-times as ISO 8601 strings without zone.
#[cfg(feature = "serde")]
mod iso {
    use jiff::civil::DateTime;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[allow(clippy::ref_option, reason = "the signature that serde asks for")]
    pub(super) fn serialize<S: Serializer>(
        value: &Option<DateTime>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(moment) => serializer.collect_str(moment),
            None => serializer.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<DateTime>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| text.parse().map_err(D::Error::custom))
            .transpose()
    }
}

/// Hijri parts as written.
///
/// ```
/// let hijri = khabar::parse_date("9 رمضان 1445", None)?.hijri.expect("a Hijri date");
/// assert_eq!((hijri.year, hijri.month, hijri.day), (Some(1445), Some(9), Some(9)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct HijriDate {
    /// Year of the Hijra.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub year: Option<u16>,
    /// Month, 1 to 12.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub month: Option<u8>,
    /// Day, 1 to 30.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub day: Option<u8>,
}

/// What a duration measures.
///
/// ```
/// use khabar::{DurationRole, Parser};
/// let article = Parser::new().parse("أوقف شاب يبلغ من العمر 23 عاما.")?;
/// assert_eq!(article.dates()[0].role, Some(DurationRole::Age));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum DurationRole {
    /// The age of somebody or something: «البالغ من العمر 23 عاما».
    Age,
    /// A term of imprisonment.
    Sentence,
}

/// The reference time of relative expressions: a civil day, perhaps with the time of day.
///
/// ```
/// use khabar::{Anchor, Parser};
/// let anchor: Anchor = "2015-07-31".parse()?;
/// let article = Parser::new().at(anchor).parse("وصل الوفد أمس إلى القاهرة.")?;
/// assert_eq!(article.dates()[0].value.as_str(), "2015-07-30");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Anchor {
    date: civil::Date,
    time: Option<civil::Time>,
}

impl Anchor {
    /// The day.
    ///
    /// ```
    /// let anchor: khabar::Anchor = "2024-05-14T18:30".parse()?;
    /// assert_eq!(anchor.date().to_string(), "2024-05-14");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn date(self) -> civil::Date {
        self.date
    }

    /// The time of day, when it is known.
    ///
    /// ```
    /// let anchor: khabar::Anchor = "2024-05-14".parse()?;
    /// assert_eq!(anchor.time(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn time(self) -> Option<civil::Time> {
        self.time
    }
}

impl From<civil::Date> for Anchor {
    fn from(date: civil::Date) -> Self {
        Self { date, time: None }
    }
}

impl From<civil::DateTime> for Anchor {
    fn from(moment: civil::DateTime) -> Self {
        Self {
            date: moment.date(),
            time: Some(moment.time()),
        }
    }
}

/// Reads `2015-07-31` and `2015-07-31T18:30`, with or without seconds; a zone behind is ignored.
impl std::str::FromStr for Anchor {
    type Err = crate::error::AnchorError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fail = || crate::error::AnchorError {
            found: text.to_owned(),
        };
        let trimmed = text.trim();
        let (date, time) = match trimmed.split_once(['T', ' ']) {
            Some((date, time)) => (date, Some(time)),
            None => (trimmed, None),
        };
        let date: civil::Date = date.parse().map_err(|_| fail())?;
        let Some(time) = time else {
            return Ok(date.into());
        };
        let local = time.split(['Z', 'z', '+', '-']).next().unwrap_or_default();
        let time: civil::Time = local.parse().map_err(|_| fail())?;
        Ok(date.to_datetime(time).into())
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            Some(time) => write!(f, "{}T{time}", self.date),
            None => write!(f, "{}", self.date),
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Anchor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Anchor {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'_, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
