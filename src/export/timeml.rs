//! `TimeML`: the text with its dates as TIMEX3 elements.
//!
//! The form of the TempEval-3 task: `DOCID`, `DCT` with the reference time as `t0`, and `TEXT` with the
//! whole article, white space as it stands. Of TimeML 1.2.1 only TIMEX3 is written, no events and links.
//!
//! - A date joined by «الموافق» to its twin in another calendar is two elements.
//! - Elements do not nest. A range with both ends is one element for each end, and behind them an empty
//!   one of type DURATION with `beginPoint` and `endPoint`. Of a range with one end («قبل يناير») that
//!   end alone is written; «قبل» and «بعد» are signals and stay outside.
//! - `temporalFunction="true"` and `anchorTimeID="t0"` stand where the words by themselves have another
//!   value than in the article: «أمس», «الثلاثاء», «3 مايو» without a year; and for the present, past
//!   and future. Without a reference time there is no anchor, and `t0` has the value `XXXX-XX-XX`.
//! - A date in the dateline or byline has `functionInDocument="PUBLICATION_TIME"`.
//! - `value` and `mod` are those of the JSON. What XML 1.0 does not allow (control characters but tab and
//!   line ends, U+FFFE, U+FFFF) becomes U+FFFD, one for one, so that offsets into `TEXT` stay those of the
//!   article. A carriage return is written as `&#13;`, or readers would drop it.

use std::fmt::{self, Write as _};

use jiff::civil::DateTime;

use super::words::Named as _;
use crate::article::Article;
use crate::date::{Anchor, Date, DateKind, Interval, parse_date};
use crate::span::Span;

/// The dates of an article as `TimeML`, by [`Article::timeml`].
///
/// A well-formed XML document: `DCT` with the reference time as `t0`, and `TEXT` with the whole text, dates
/// in it as TIMEX3 elements, not nested. Ranges are written by their ends.
///
/// ```
/// use khabar::{Anchor, Parser};
/// let anchor: Anchor = "2024-05-14".parse()?;
/// let article = Parser::new().at(anchor).parse("وصل أمس & غادر.")?;
/// let xml = article.timeml().id("a<1").to_string();
/// assert!(xml.contains("<DOCID>a&lt;1</DOCID>"));
/// assert!(xml.contains(
///     "<TEXT>وصل <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2024-05-13\" temporalFunction=\"true\" \
///      functionInDocument=\"NONE\" anchorTimeID=\"t0\">أمس</TIMEX3> &amp; غادر.</TEXT>"
/// ));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct TimeMl<'a> {
    article: &'a Article<'a>,
    id: &'a str,
}

impl Article<'_> {
    /// The dates of the article as `TimeML`.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("ولد عام 1980.")?;
    /// assert!(article.timeml().to_string().contains(" value=\"1980\" "));
    /// # Ok::<(), khabar::ParseError>(())
    /// ```
    pub fn timeml(&self) -> TimeMl<'_> {
        TimeMl {
            article: self,
            id: "",
        }
    }
}

impl<'a> TimeMl<'a> {
    /// Names the article in `DOCID`.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("خبر")?;
    /// assert!(article.timeml().id("7").to_string().contains("<DOCID>7</DOCID>"));
    /// # Ok::<(), khabar::ParseError>(())
    /// ```
    pub fn id(mut self, id: &'a str) -> Self {
        self.id = id;
        self
    }
}

/// An element around a span.
struct Element<'a> {
    date: &'a Date,
    relative: bool,
    /// The range of which it is the last end.
    closes: Option<&'a Date>,
}

impl fmt::Display for TimeMl<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let article = self.article;
        f.write_str(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <TimeML xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
             xsi:noNamespaceSchemaLocation=\"http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd\">\n\
             <DOCID>",
        )?;
        escape(f, self.id)?;
        f.write_str("</DOCID>\n<DCT><TIMEX3 tid=\"t0\" ")?;
        match article.anchor() {
            Some(anchor) => {
                let kind = if anchor.time().is_some() {
                    "TIME"
                } else {
                    "DATE"
                };
                write!(f, "type=\"{kind}\" value=\"")?;
                anchor_value(f, anchor)?;
            }
            None => f.write_str("type=\"DATE\" value=\"XXXX-XX-XX")?,
        }
        f.write_str("\" temporalFunction=\"false\" functionInDocument=\"CREATION_TIME\">")?;
        if let Some(anchor) = article.anchor() {
            write!(f, "{anchor}")?;
        }
        f.write_str("</TIMEX3></DCT>\n<TEXT>")?;
        let text = article.text();
        let (mut at, mut count) = (0, 0);
        for element in elements(article) {
            let span = element.date.span;
            escape(f, text.get(at..span.start()).unwrap_or_default())?;
            at = span.end();
            count += 1;
            self.element(f, count, &element)?;
            if let Some(range) = element.closes
                && let Some(value) = range.interval.and_then(length)
            {
                count += 1;
                write!(
                    f,
                    "<TIMEX3 tid=\"t{count}\" type=\"DURATION\" value=\"{value}\" \
                     beginPoint=\"t{}\" endPoint=\"t{}\" temporalFunction=\"true\" \
                     functionInDocument=\"NONE\"/>",
                    count - 2,
                    count - 1
                )?;
            }
        }
        escape(f, text.get(at..).unwrap_or_default())?;
        f.write_str("</TEXT>\n</TimeML>\n")
    }
}

impl TimeMl<'_> {
    fn element(
        &self,
        f: &mut fmt::Formatter<'_>,
        tid: usize,
        element: &Element<'_>,
    ) -> fmt::Result {
        let date = element.date;
        let kind = match date.kind {
            DateKind::Date => "DATE",
            DateKind::Time => "TIME",
            DateKind::Duration => "DURATION",
            DateKind::Set => "SET",
        };
        write!(f, "<TIMEX3 tid=\"t{tid}\" type=\"{kind}\" value=\"")?;
        escape(f, date.value.as_str())?;
        f.write_char('"')?;
        if let Some(modifier) = date.modifier {
            write!(f, " mod=\"{}\"", modifier.name())?;
        }
        let function = if self.is_publication(date.span) {
            "PUBLICATION_TIME"
        } else {
            "NONE"
        };
        write!(
            f,
            " temporalFunction=\"{}\" functionInDocument=\"{function}\"",
            element.relative
        )?;
        if element.relative && self.article.anchor().is_some() {
            f.write_str(" anchorTimeID=\"t0\"")?;
        }
        f.write_char('>')?;
        escape(f, self.article.slice(date.span))?;
        f.write_str("</TIMEX3>")
    }

    fn is_publication(&self, span: Span) -> bool {
        let part = self.article.part_of(span);
        part.and_then(|part| part.date)
            .is_some_and(|date| date.contains(span))
    }
}

/// What is written, in text order and without overlap.
fn elements<'a>(article: &'a Article<'_>) -> Vec<Element<'a>> {
    let mut elements = Vec::with_capacity(article.dates().len());
    for date in article.dates() {
        let alone = parse_date(article.slice(date.span), None).ok();
        let alone = alone.as_ref();
        let ends = [&date.begin, &date.end].map(Option::as_deref);
        let ends_alone = [
            alone.and_then(|alone| alone.begin.as_deref()),
            alone.and_then(|alone| alone.end.as_deref()),
        ];
        if let [None, None] = ends {
            elements.push(Element {
                date,
                relative: is_relative(date, alone),
                closes: None,
            });
        }
        let is_closed = ends.iter().all(Option::is_some);
        for (end, alone) in ends.into_iter().zip(ends_alone) {
            elements.extend(end.map(|end| Element {
                date: end,
                relative: is_relative(end, alone),
                closes: None,
            }));
        }
        if is_closed && let Some(last) = elements.last_mut() {
            last.closes = Some(date);
        }
        if let Some(twin) = &date.twin {
            elements.push(Element {
                date: twin,
                relative: false,
                closes: None,
            });
        }
    }
    // Twins may stand before their dates; elements without words have no place.
    elements.sort_by_key(|element| element.date.span.start());
    let mut reached = 0;
    elements.retain(|element| {
        let span = element.date.span;
        let is_free = span.start() >= reached && !span.is_empty();
        if is_free {
            reached = span.end();
        }
        is_free
    });
    // A range closes only directly behind its first end.
    let mut before: Option<Span> = None;
    for element in &mut elements {
        let begin = element.closes.and_then(|range| range.begin.as_ref());
        if begin.map(|begin| begin.span) != before {
            element.closes = None;
        }
        before = Some(element.date.span);
    }
    elements
}

/// Whether the reference time decides the value: the words alone have another one.
fn is_relative(date: &Date, alone: Option<&Date>) -> bool {
    date.value.as_str().ends_with("_REF")
        || alone.is_some_and(|alone| alone.kind == date.kind && alone.value != date.value)
}

/// The length of a closed interval in whole years, months, days or seconds.
fn length(interval: Interval) -> Option<String> {
    let (begin, end) = (interval.begin?, interval.end?);
    let midnight = |moment: DateTime| moment.time() == jiff::civil::Time::midnight();
    if !midnight(begin) || !midnight(end) {
        let seconds = end.duration_since(begin).as_secs();
        return Some(match (seconds % 60, seconds / 60 % 60) {
            (0, 0) => format!("PT{}H", seconds / 3600),
            (0, _) => format!("PT{}M", seconds / 60),
            _ => format!("PT{seconds}S"),
        });
    }
    let (begin, end) = (begin.date(), end.date());
    let months = (i32::from(end.year()) - i32::from(begin.year())) * 12 + i32::from(end.month())
        - i32::from(begin.month());
    Some(if begin.day() != end.day() {
        format!("P{}D", end.duration_since(begin).as_hours() / 24)
    } else if months % 12 == 0 {
        format!("P{}Y", months / 12)
    } else {
        format!("P{months}M")
    })
}

/// `2024-05-14T18:30`, seconds only where there are some.
fn anchor_value(f: &mut fmt::Formatter<'_>, anchor: Anchor) -> fmt::Result {
    write!(f, "{}", anchor.date())?;
    let Some(time) = anchor.time() else {
        return Ok(());
    };
    write!(f, "T{:02}:{:02}", time.hour(), time.minute())?;
    if time.second() != 0 {
        write!(f, ":{:02}", time.second())?;
    }
    Ok(())
}

/// Text as XML 1.0, in an element or an attribute.
fn escape(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let mut rest = text;
    while let Some(at) = rest.find(|c| replacement(c).is_some()) {
        let (plain, special) = rest.split_at_checked(at).unwrap_or((rest, ""));
        f.write_str(plain)?;
        let mut behind = special.chars();
        if let Some(c) = behind.next() {
            f.write_str(replacement(c).unwrap_or_default())?;
        }
        rest = behind.as_str();
    }
    f.write_str(rest)
}

fn replacement(c: char) -> Option<&'static str> {
    Some(match c {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\r' => "&#13;",
        '\t' | '\n' => return None,
        '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => "\u{FFFD}",
        _ => return None,
    })
}
