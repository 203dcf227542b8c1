//! Dates in the JSON form: the record, its value as EDTF, and the text of its span.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::json::converted;
use crate::date::Date;
use crate::span::Spanned;
use crate::text::OffsetMap;

/// The dates of an article.
pub(super) struct DateLayer<'a> {
    pub(super) text: &'a str,
    pub(super) records: &'a [Date],
    pub(super) map: Option<&'a OffsetMap>,
}

/// A date with what is told from it.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "DateWithText"))]
struct DateMention<'a> {
    #[serde(flatten)]
    record: Cow<'a, Date>,
    /// The value in the Extended Date/Time Format (ISO 8601-2), where that has a form for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    edtf: Option<String>,
    /// The text of the span.
    text: &'a str,
}

impl Serialize for DateLayer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.records.iter().map(|record| DateMention {
            record: match self.map {
                None => Cow::Borrowed(record),
                Some(map) => Cow::Owned(converted(record, map)),
            },
            edtf: record.edtf(),
            text: self.text.get(record.span().range()).unwrap_or_default(),
        }))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for DateLayer<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "DateLayer".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <Vec<DateMention<'_>>>::json_schema(generator)
    }
}
