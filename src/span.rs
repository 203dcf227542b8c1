//! Half-open ranges of UTF-8 bytes in the article's text.

use core::fmt;
use core::ops::Range;

/// A half-open range `start..end` of UTF-8 **bytes** in the text that was parsed.
///
/// `start <= end` always holds. Texts are limited to 4 GiB, so a span takes eight bytes.
///
/// ```
/// use khabar::Span;
/// let span = Span::new(3, 17);
/// assert_eq!(span.len(), 14);
/// assert!(span.contains_offset(3) && !span.contains_offset(17));
/// assert_eq!(format!("{span:?}"), "3..17");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "RawSpan"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Span {
    start: u32,
    end: u32,
}

#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct RawSpan {
    start: u32,
    end: u32,
}

#[cfg(feature = "serde")]
impl TryFrom<RawSpan> for Span {
    type Error = &'static str;

    fn try_from(raw: RawSpan) -> Result<Self, Self::Error> {
        if raw.start <= raw.end {
            Ok(Self {
                start: raw.start,
                end: raw.end,
            })
        } else {
            Err("a span ends before it starts, expected start <= end")
        }
    }
}

impl Span {
    /// A span from `start` to `end`, in bytes. The ends are swapped when they are out of order.
    ///
    /// ```
    /// use khabar::Span;
    /// assert_eq!(Span::new(17, 3), Span::new(3, 17));
    /// ```
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (start, end) = if start <= end {
            (start, end)
        } else {
            (end, start)
        };
        Self {
            start: clamp(start),
            end: clamp(end),
        }
    }

    pub(crate) const fn from_u32(start: u32, end: u32) -> Self {
        if start <= end {
            Self { start, end }
        } else {
            Self {
                start: end,
                end: start,
            }
        }
    }

    /// First byte.
    ///
    /// ```
    /// use khabar::Span;
    /// assert_eq!(Span::new(3, 17).start(), 3);
    /// ```
    #[must_use]
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// Byte behind the last one.
    ///
    /// ```
    /// use khabar::Span;
    /// assert_eq!(Span::new(3, 17).end(), 17);
    /// ```
    #[must_use]
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// The span as a range that slices the text: `text.get(span.range())`.
    ///
    /// ```
    /// use khabar::Span;
    /// assert_eq!("خبر عاجل".get(Span::new(0, 6).range()), Some("خبر"));
    /// ```
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Length in bytes.
    ///
    /// ```
    /// use khabar::Span;
    /// assert_eq!(Span::new(3, 17).len(), 14);
    /// ```
    #[must_use]
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    ///
    /// ```
    /// use khabar::Span;
    /// assert!(Span::new(3, 3).is_empty());
    /// ```
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside this span; equal ends count as inside.
    ///
    /// ```
    /// use khabar::Span;
    /// assert!(Span::new(3, 17).contains(Span::new(3, 5)));
    /// ```
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` lies inside.
    ///
    /// ```
    /// use khabar::Span;
    /// assert!(Span::new(3, 17).contains_offset(16));
    /// ```
    #[must_use]
    pub const fn contains_offset(self, offset: usize) -> bool {
        self.start() <= offset && offset < self.end()
    }

    /// Whether the two share at least one byte.
    ///
    /// ```
    /// use khabar::Span;
    /// assert!(!Span::new(3, 17).intersects(Span::new(17, 20)));
    /// ```
    #[must_use]
    pub const fn intersects(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end && !self.is_empty() && !other.is_empty()
    }

    /// The smallest span that holds both.
    ///
    /// ```
    /// use khabar::Span;
    /// assert_eq!(Span::new(3, 5).cover(Span::new(9, 17)), Span::new(3, 17));
    /// ```
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The span moved `by` bytes to the right.
    ///
    /// ```
    /// use khabar::Span;
    /// assert_eq!(Span::new(3, 5).shifted(10), Span::new(13, 15));
    /// ```
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self::new(
            self.start().saturating_add(by),
            self.end().saturating_add(by),
        )
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.range()
    }
}

/// Whatever has a place in the text.
///
/// ```
/// use khabar::{Parser, Spanned};
/// let article = Parser::new().parse("بلغ عدد الضحايا 25 قتيلا.")?;
/// let number = &article.numbers()[0];
/// assert_eq!(article.slice(number.span()), "25");
/// # Ok::<(), khabar::ParseError>(())
/// ```
pub trait Spanned: sealed::Sealed {
    /// The span in bytes.
    fn span(&self) -> Span;
}

pub(crate) mod sealed {
    pub trait Sealed {}
}

/// Implements [`Spanned`] for records with a field `span`.
macro_rules! spanned {
    ($($record:ty),+ $(,)?) => {$(
        impl $crate::span::sealed::Sealed for $record {}
        impl $crate::span::Spanned for $record {
            fn span(&self) -> $crate::span::Span { self.span }
        }
    )+};
}
pub(crate) use spanned;

#[cfg(test)]
mod tests {
    use super::Span;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn cover_contains_both(a in 0usize..99, b in 0usize..99, c in 0usize..99, d in 0usize..99) {
            let (x, y) = (Span::new(a, b), Span::new(c, d));
            prop_assert!(x.cover(y).contains(x) && x.cover(y).contains(y));
            prop_assert_eq!(x.intersects(y), x.range().any(|i| y.contains_offset(i)));
            prop_assert_eq!(x.intersects(y), y.intersects(x));
            prop_assert_eq!(x.shifted(5).len(), x.len());
            prop_assert_eq!(x.is_empty(), x.range().is_empty());
        }
    }
}
