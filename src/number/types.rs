//! Public records of the number layer.

use std::borrow::Cow;

use rust_decimal::Decimal;

pub use crate::kind::ApproxKind;
use crate::rule::RuleId;
use crate::span::{Span, spanned};

/// A number with its value, unit and counted noun.
///
/// ```
/// use khabar::{NumberKind, NumberValue, Parser};
/// let article = Parser::new().parse("بلغت الكلفة نحو 180 مليون درهم.")?;
/// let number = &article.numbers()[0];
/// assert_eq!(number.kind, NumberKind::Money);
/// assert_eq!(number.value, NumberValue::Exact { value: 180_000_000.into() });
/// assert_eq!(article.slice(number.numeral), "180 مليون");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Number {
    /// The whole expression with its unit, and with the particles of a range («بين 3 و5 في المئة»);
    /// without proclitics, approximator and counted noun. In bytes.
    pub span: Span,
    /// The numeral alone: digits, number words and scales («180 مليون»); of a range from its first
    /// numeral to its last, the particle between them inside.
    pub numeral: Span,
    /// What kind of number it is.
    pub kind: NumberKind,
    /// Its exact value.
    pub value: NumberValue,
    /// Unit of measure, currency or percent sign.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub unit: Option<Unit>,
    /// «نحو», «أكثر من» and their like.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub approx: Option<Approx>,
    /// The noun that is counted, one word or a compound head.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub counted: Option<Span>,
    /// The rule that found it.
    pub rule: RuleId,
}

spanned!(Number);

impl Number {
    /// The bounds within which the number lies, by its range or by the bound beside it; a missing
    /// one is open. `None` for a number without bounds.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("حضر أكثر من 500 موظف.")?;
    /// let (low, high) = article.numbers()[0].bounds().expect("a bound");
    /// assert_eq!((low, high), (Some(500.into()), None));
    /// # Ok::<(), khabar::ParseError>(())
    /// ```
    #[must_use]
    pub fn bounds(&self) -> Option<(Option<Decimal>, Option<Decimal>)> {
        let value = match self.value {
            NumberValue::Range { low, high } => return Some((low, high)),
            NumberValue::Exact { value } => value,
            NumberValue::Ratio {
                numerator,
                denominator,
            } => numerator.checked_div(denominator)?,
            _ => return None,
        };
        match self.approx.as_ref()?.kind {
            ApproxKind::MoreThan | ApproxKind::AtLeast => Some((Some(value), None)),
            ApproxKind::LessThan | ApproxKind::AtMost | ApproxKind::UpTo => {
                Some((None, Some(value)))
            }
            ApproxKind::Exactly => Some((Some(value), Some(value))),
            _ => None,
        }
    }

    /// The span with the approximator or bound beside the number: «أكثر من 500».
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("حضر أكثر من 500 موظف.")?;
    /// assert_eq!(article.slice(article.numbers()[0].bounded_span()), "أكثر من 500");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn bounded_span(&self) -> Span {
        match &self.approx {
            Some(approx) => self.span.cover(approx.span),
            None => self.span,
        }
    }
}

/// What kind of number a record is. Ranges are values, not kinds.
///
/// ```
/// use khabar::{NumberKind, Parser};
/// let article = Parser::new().parse("ارتفع السعر 25 في المئة.")?;
/// assert_eq!(article.numbers()[0].kind, NumberKind::Percent);
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
pub enum NumberKind {
    /// A count.
    Cardinal,
    /// A place in an order: «الثالثة والتسعين».
    Ordinal,
    /// A percentage; the value is as written, 3.4 for 3.4 %.
    Percent,
    /// A sum of money; the unit is a currency.
    Money,
    /// A measured quantity.
    Quantity,
    /// A fraction: «ثلاثة أرباع».
    Fraction,
    /// How many times: «ضعف», «3 أضعاف».
    Multiplier,
    /// A match result.
    Score,
    /// Law, room, phone, flight: digits that count nothing.
    Identifier,
}

/// The value of a number, exact.
///
/// ```
/// use khabar::{NumberValue, parse_number};
/// let value = NumberValue::Ratio { numerator: 3.into(), denominator: 4.into() };
/// assert_eq!(parse_number("ثلاثة أرباع")?, value);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "type", rename_all = "snake_case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum NumberValue {
    /// One value, scale words multiplied out.
    Exact {
        /// The value.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        value: Decimal,
    },
    /// A range; a missing bound is open.
    Range {
        /// Lower bound.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        low: Option<Decimal>,
        /// Upper bound.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        high: Option<Decimal>,
    },
    /// A fraction, as written: «ثلاثة أرباع» 3/4.
    Ratio {
        /// Above the line.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        numerator: Decimal,
        /// Below the line.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        denominator: Decimal,
    },
    /// A match result.
    Score {
        /// Goals named first.
        first: u32,
        /// Goals named second.
        second: u32,
    },
    /// A vague plural («عشرات»): no value, at most a hint.
    Vague {
        /// Probable lower bound.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        low: Option<Decimal>,
    },
    /// An identifier as written, digits in ASCII.
    Text {
        /// The identifier.
        text: String,
    },
}

impl NumberValue {
    /// The value without trailing zeros: 2.5 million is 2500000, not 2500000.0.
    pub(super) fn normalized(self) -> Self {
        match self {
            Self::Exact { value } => Self::Exact {
                value: value.normalize(),
            },
            Self::Range { low, high } => Self::Range {
                low: low.map(|low| low.normalize()),
                high: high.map(|high| high.normalize()),
            },
            Self::Ratio {
                numerator,
                denominator,
            } => Self::Ratio {
                numerator: numerator.normalize(),
                denominator: denominator.normalize(),
            },
            other => other,
        }
    }
}

/// A unit of measure, currency or percent sign beside a number.
///
/// ```
/// let article = khabar::Parser::new().parse("على مساحة 4,5 هكتارات.")?;
/// let unit = article.numbers()[0].unit.as_ref().expect("hectares");
/// assert_eq!(unit.id.as_str(), "ha");
/// assert_eq!(unit.span.map(|span| article.slice(span)), Some("هكتارات"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Unit {
    /// Where it stands, in bytes; absent where another number's unit counts for this one too.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub span: Option<Span>,
    /// `km`, `°C`, `%`, an ISO 4217 code, or a generic currency (`dinar`).
    pub id: UnitId,
    /// For a generic currency: the code that the article's country decides.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub resolved: Option<UnitId>,
}

/// Identifier of a unit, an open set listed in `src/lexicon/data/units.tsv`.
///
/// ```
/// let article = khabar::Parser::new().parse("بسعر 20 دولارا أمريكيا.")?;
/// let unit = article.numbers()[0].unit.as_ref().expect("a currency");
/// assert_eq!(unit.id.as_str(), "USD");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(transparent)
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnitId(Cow<'static, str>);

impl UnitId {
    pub(crate) fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Self(id.into())
    }

    /// The identifier.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("على بعد 12 كيلومترا.")?;
    /// let unit = article.numbers()[0].unit.as_ref().expect("a length");
    /// assert_eq!(unit.id.as_str(), "km");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An approximator or bound beside a number.
///
/// ```
/// let article = khabar::Parser::new().parse("حضر نحو 500 موظف.")?;
/// let approx = article.numbers()[0].approx.as_ref().expect("one");
/// assert_eq!(article.slice(approx.span), "نحو");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Approx {
    /// Where it stands, in bytes. For a vague plural the numeral itself.
    pub span: Span,
    /// What it says.
    pub kind: ApproxKind,
}
