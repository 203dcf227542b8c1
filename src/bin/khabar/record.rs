//! One line of NDJSON in, one object out: fields that are not ours go through unread.

use std::borrow::Cow;
use std::fmt;

use khabar::{Anchor, Export};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use crate::input::Origin;

/// Fields that the article's own JSON writes.
const OURS: [&str; 16] = [
    "schema_version",
    "offset_unit",
    "generator",
    "options",
    "anchor",
    "text",
    "parts",
    "sentences",
    "quotations",
    "numbers",
    "dates",
    "organizations",
    "people",
    "places",
    "entities",
    "diagnostics",
];

/// Whether the article's own JSON writes a field of this name.
pub(crate) fn is_ours(name: &str) -> bool {
    OURS.contains(&name)
}

/// An object of the input.
#[derive(Debug)]
pub(crate) struct Line<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) anchor: Option<Anchor>,
    pub(crate) carried: Carried<'a>,
}

/// The input's other fields, as they were written and in their order.
#[derive(Debug, Default)]
pub(crate) struct Carried<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

/// A string that borrows where it can.
#[derive(serde::Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'a> Line<'a> {
    /// Reads a line; the message says what is wrong and in which column.
    pub(crate) fn read(line: &'a str) -> Result<Self, String> {
        serde_json::from_str(line).map_err(|error| {
            let message = error.to_string();
            let place = format!(" at line {} column {}", error.line(), error.column());
            match message.strip_suffix(&place) {
                Some(message) => format!("{message} at column {}", error.column()),
                None => message,
            }
        })
    }
}

impl<'de> Deserialize<'de> for Line<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(LineVisitor)
    }
}

struct LineVisitor;

impl<'de> Visitor<'de> for LineVisitor {
    type Value = Line<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a field `text`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Line<'de>, A::Error> {
        let mut text = None;
        let mut anchor = None;
        let mut carried = Vec::new();
        while let Some(Text(name)) = map.next_key::<Text<'de>>()? {
            if name == "text" {
                if text.is_some() {
                    return Err(A::Error::duplicate_field("text"));
                }
                let Text(value) = map.next_value()?;
                text = Some(value);
                continue;
            }
            let value: &'de RawValue = map.next_value()?;
            if name == "date" {
                anchor = day(value).map_err(A::Error::custom)?;
            }
            if !is_ours(&name) {
                carried.push((name, value));
            }
        }
        Ok(Line {
            text: text.ok_or_else(|| A::Error::missing_field("text"))?,
            anchor,
            carried: Carried(carried),
        })
    }
}

/// The anchor in a field `date`; none when it is null or empty.
fn day(value: &RawValue) -> Result<Option<Anchor>, String> {
    let unexpected =
        || format!("unexpected date {value}, expected a string such as \"2015-07-31\"");
    let text: Option<Text<'_>> = serde_json::from_str(value.get()).map_err(|_| unexpected())?;
    match text {
        Some(Text(text)) if !text.trim().is_empty() => {
            let anchor = text.parse::<Anchor>();
            anchor.map(Some).map_err(|error| error.to_string())
        }
        _ => Ok(None),
    }
}

impl Serialize for Carried<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl Carried<'_> {
    /// The field `id`, for people.
    pub(crate) fn id(&self) -> Option<String> {
        let (_, value) = self.0.iter().find(|(name, _)| name == "id")?;
        Some(value.get().trim_matches('"').to_owned())
    }

    /// The field `id`, for programs: a string without its quotes and escapes.
    pub(crate) fn key(&self) -> Option<String> {
        let (_, value) = self.0.iter().find(|(name, _)| name == "id")?;
        let text = serde_json::from_str(value.get());
        Some(text.unwrap_or_else(|_| value.get().to_owned()))
    }
}

/// An object of the output.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Record<'a> {
    /// Which file of several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<&'a str>,
    /// Where the text comes from, if that is no plain UTF-8. Lines have none: `source` is theirs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<&'a Origin>,
    #[serde(flatten)]
    pub(crate) carried: &'a Carried<'a>,
    #[serde(flatten)]
    pub(crate) article: Export<'a>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_fields_go_through_as_written() {
        let line = r#"{"id": 12345678901234567890123, "text": "\u0642", "x": {"b": 1.10, "a": [null]}, "date": "2024-05-14", "parts": 3}"#;
        let line = Line::read(line).unwrap();
        assert_eq!(line.text, "ق");
        assert_eq!(line.anchor.unwrap().to_string(), "2024-05-14");
        assert_eq!(
            serde_json::to_string(&line.carried).unwrap(),
            r#"{"id":12345678901234567890123,"x":{"b": 1.10, "a": [null]},"date":"2024-05-14"}"#
        );
    }

    #[test]
    fn faults_say_what_was_expected() {
        for (line, message) in [
            ("{", "EOF while parsing an object at column 1"),
            (
                "[]",
                "invalid type: sequence, expected an object with a field `text` at column 0",
            ),
            (r#"{"id":1}"#, "missing field `text` at column 8"),
            (
                r#"{"text":"","text":""}"#,
                "duplicate field `text` at column 17",
            ),
            (
                r#"{"text":"","date":5}"#,
                "unexpected date 5, expected a string such as \"2015-07-31\" at column 20",
            ),
            (
                r#"{"text":5}"#,
                "invalid type: integer `5`, expected a string at column 9",
            ),
        ] {
            assert_eq!(Line::read(line).unwrap_err(), message, "{line}");
        }
        for day in ["null", r#""""#, r#"" ""#] {
            let line = format!(r#"{{"date":{day},"text":""}}"#);
            assert_eq!(Line::read(&line).unwrap().anchor, None);
        }
    }
}
