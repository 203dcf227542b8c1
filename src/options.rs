//! Options that change results, as data: an output can say how it was made.

use jiff::civil::Weekday;

use crate::sentence::SentencePolicy;

/// Options of a parser.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default)
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Options {
    /// Longest text that is parsed, in bytes.
    pub max_bytes: u32,
    /// Whether closed quotations are cut into sentences.
    pub sentence_policy: SentencePolicy,
    /// First day of a week.
    pub week_start: WeekStart,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            max_bytes: 64 << 20,
            sentence_policy: SentencePolicy::default(),
            week_start: WeekStart::default(),
        }
    }
}

/// First day of a week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum WeekStart {
    /// ISO 8601.
    #[default]
    Monday,
    /// Most Arab countries' working week.
    Sunday,
    /// Some Arab countries' calendars.
    Saturday,
}

impl WeekStart {
    /// The day.
    #[must_use]
    pub const fn weekday(self) -> Weekday {
        match self {
            Self::Monday => Weekday::Monday,
            Self::Sunday => Weekday::Sunday,
            Self::Saturday => Weekday::Saturday,
        }
    }
}
