//! Options that change results, as data: an output can say how it was made.

use jiff::civil::Weekday;

use crate::layout::LineBreaks;
use crate::sentence::SentencePolicy;

/// Options of a parser.
///
/// ```
/// use khabar::{Layers, Options};
/// let options = Options::default();
/// assert_eq!((options.max_bytes, options.layers), (64 << 20, Layers::ALL));
/// ```
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
    /// Which line breaks end a paragraph.
    pub line_breaks: LineBreaks,
    /// First day of a week.
    pub week_start: WeekStart,
    /// The layers that are filled.
    pub layers: Layers,
    /// Whether the embedded model draws the names of organizations, people and places. Without it the
    /// rules and the lexicon find them alone: faster, and less of them.
    pub tagger: bool,
    /// Country of the paper, two letters of ISO 3166-1 (`TN`): it decides which currency a generic
    /// name («دينار») means. Without it the countries that the text names decide.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub country: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            max_bytes: 64 << 20,
            sentence_policy: SentencePolicy::default(),
            line_breaks: LineBreaks::default(),
            week_start: WeekStart::default(),
            layers: Layers::ALL,
            tagger: true,
            country: None,
        }
    }
}

/// First day of a week.
///
/// ```
/// use khabar::{Anchor, Parser, WeekStart};
/// let parser = Parser::builder().week_start(WeekStart::Sunday).published("2024-05-14".parse::<Anchor>()?);
/// let article = parser.build()?.parse("عقد الاجتماع الأسبوع الماضي.")?;
/// let begin = article.dates()[0].interval.and_then(|week| week.begin).expect("a known week");
/// assert_eq!(begin.date().to_string(), "2024-05-05");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
    ///
    /// ```
    /// assert_eq!(khabar::WeekStart::Sunday.weekday(), jiff::civil::Weekday::Sunday);
    /// ```
    #[must_use]
    pub const fn weekday(self) -> Weekday {
        match self {
            Self::Monday => Weekday::Monday,
            Self::Sunday => Weekday::Sunday,
            Self::Saturday => Weekday::Saturday,
        }
    }
}

/// A set of layers. A layer that another one reads is worked out too, but not reported.
///
/// ```
/// use khabar::{Layers, Parser};
/// let parser = Parser::builder().layers(Layers::NUMBERS | Layers::DATES).build()?;
/// let article = parser.parse("وصل 25 لاجئا أمس.")?;
/// assert!(article.sentences().is_empty() && !article.numbers().is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Layers(u8);

impl Layers {
    /// No layer: tokens only, for measuring.
    pub const NONE: Self = Self(0);
    /// Parts of the article.
    pub const PARTS: Self = Self(1);
    /// Sentences.
    pub const SENTENCES: Self = Self(2);
    /// Numbers.
    pub const NUMBERS: Self = Self(4);
    /// Dates.
    pub const DATES: Self = Self(8);
    /// Organizations, people, places.
    pub const ENTITIES: Self = Self(16);
    /// Quotations.
    pub const QUOTATIONS: Self = Self(32);
    /// All layers.
    pub const ALL: Self = Self(63);

    const NAMES: [(&'static str, Self); 6] = [
        ("parts", Self::PARTS),
        ("sentences", Self::SENTENCES),
        ("numbers", Self::NUMBERS),
        ("dates", Self::DATES),
        ("entities", Self::ENTITIES),
        ("quotations", Self::QUOTATIONS),
    ];

    /// Whether all layers of `other` are in this set.
    ///
    /// ```
    /// use khabar::Layers;
    /// assert!(Layers::ALL.contains(Layers::DATES));
    /// assert!(!Layers::DATES.contains(Layers::DATES | Layers::NUMBERS));
    /// ```
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any layer of `other` is in this set.
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The names of the layers in the set, as in the JSON.
    ///
    /// ```
    /// use khabar::Layers;
    /// let names: Vec<_> = (Layers::DATES | Layers::PARTS).names().collect();
    /// assert_eq!(names, ["parts", "dates"]);
    /// ```
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES
            .into_iter()
            .filter(move |(_, layer)| self.contains(*layer))
            .map(|(name, _)| name)
    }

    /// The layer of a name.
    ///
    /// ```
    /// use khabar::Layers;
    /// assert_eq!(Layers::by_name("dates"), Some(Layers::DATES));
    /// assert_eq!(Layers::by_name("verses"), None);
    /// ```
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::NAMES
            .into_iter()
            .find(|(own, _)| *own == name)
            .map(|(_, layer)| layer)
    }
}

impl Default for Layers {
    fn default() -> Self {
        Self::ALL
    }
}

impl std::ops::BitOr for Layers {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Layers {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.names())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Layers {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = Vec::<String>::deserialize(deserializer)?;
        names
            .iter()
            .try_fold(Self::NONE, |set, name| match Self::by_name(name) {
                Some(layer) => Ok(set | layer),
                None => Err(serde::de::Error::custom(format_args!(
                    "unknown layer {name:?}"
                ))),
            })
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Layers {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Layers".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <Vec<String>>::json_schema(generator)
    }
}
