//! Lines that could not be parsed, as objects in their places.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::ser::{SerializeMap, Serializer};
use serde_json::value::RawValue;

use crate::record::is_ours;

/// Characters of a line that are shown where it has no `id`.
const SHOWN: usize = 200;

/// Writes `{"id":…,"error":…,"line":…}`: the line's own fields as far as it has some, as an article's
/// object would carry them, and where no `id` is among them the start of the line as `input`.
pub(crate) fn write(
    out: &mut Vec<u8>,
    line: &[u8],
    number: usize,
    message: &str,
) -> serde_json::Result<()> {
    let text = String::from_utf8_lossy(line);
    let text = text.trim_end_matches(['\r', '\n']);
    let fields: BTreeMap<Cow<'_, str>, &RawValue> = serde_json::from_str(text).unwrap_or_default();
    let mut serializer = serde_json::Serializer::new(&mut *out);
    let mut map = serializer.serialize_map(None)?;
    let is_kept = |name: &str| !is_ours(name) && !matches!(name, "error" | "line" | "input");
    if let Some(id) = fields.get("id") {
        map.serialize_entry("id", id)?;
    }
    for (name, value) in &fields {
        if name != "id" && is_kept(name) {
            map.serialize_entry(name, value)?;
        }
    }
    map.serialize_entry("error", message)?;
    map.serialize_entry("line", &number)?;
    if !fields.contains_key("id") && !text.is_empty() {
        let end = text
            .char_indices()
            .nth(SHOWN)
            .map_or(text.len(), |(end, _)| end);
        map.serialize_entry("input", text.get(..end).unwrap_or_default())?;
    }
    map.end()?;
    out.push(b'\n');
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &[u8]) -> String {
        let mut out = Vec::new();
        write(&mut out, line, 7, "bad").unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn lines_are_named_as_well_as_they_can_be() {
        for (line, object) in [
            (
                r#"{"x":1,"id":"a","text":5}"#,
                r#"{"id":"a","x":1,"error":"bad","line":7}"#,
            ),
            (
                r#"{"id":1.10,"error":2}"#,
                r#"{"id":1.10,"error":"bad","line":7}"#,
            ),
            (
                r#"{"y":2}"#,
                r#"{"y":2,"error":"bad","line":7,"input":"{\"y\":2}"}"#,
            ),
            ("{\r", r#"{"error":"bad","line":7,"input":"{"}"#),
            ("", r#"{"error":"bad","line":7}"#),
        ] {
            assert_eq!(shown(line.as_bytes()), format!("{object}\n"), "{line}");
        }
        assert!(shown(b"\xFF").contains("\"input\":\"\u{FFFD}\""));
        assert!(shown("م".repeat(999).as_bytes()).len() < 600);
    }
}
