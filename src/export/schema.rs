//! JSON Schema of the JSON form.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{Schema, SchemaGenerator};
use serde_json::Value;

use super::json::Sent;

/// The JSON Schema (draft 2020-12) of what [`Article`](crate::Article) serialises to.
///
/// The same text is kept in `schema/khabar-1.schema.json`.
///
/// ```
/// let schema: serde_json::Value = serde_json::from_str(&khabar::json_schema())?;
/// assert_eq!(schema["title"], "Article");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn json_schema() -> String {
    let settings = SchemaSettings::draft2020_12()
        .for_serialize()
        .with_transform(RecursiveTransform(never_null))
        .with_transform(RecursiveTransform(any_unit));
    let schema = SchemaGenerator::new(settings).into_root_schema_for::<Sent<'_>>();
    let mut json = serde_json::to_string_pretty(&schema).unwrap_or_default();
    json.push('\n');
    json
}

/// Takes `null` out of a schema: what is absent is left out.
fn never_null(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|name| name != "null");
        if let [single] = types.as_slice() {
            let single = single.clone();
            object.insert("type".to_owned(), single);
        }
    }
    if let Some(Value::Array(choices)) = object.get_mut("anyOf") {
        choices.retain(|choice| choice.get("type").is_none_or(|name| name != "null"));
        if let [Value::Object(single)] = choices.as_slice() {
            let single = single.clone();
            object.remove("anyOf");
            object.extend(single);
        }
    }
}

/// The Rust records count in bytes, the JSON in its `offset_unit`; examples in Rust stay out.
fn any_unit(schema: &mut Schema) {
    let is_span = schema.get("$ref").and_then(Value::as_str) == Some("#/$defs/Span");
    if let Some(Value::String(description)) = schema.get_mut("description") {
        let first = description.split("\n\n").next().unwrap_or_default();
        let mut words = first.replace('\n', " ").replace(" of UTF-8 **bytes**", "");
        if is_span {
            words = words.replace(", in bytes", "").replace(" In bytes.", "");
        }
        // Links lead into the Rust documentation only.
        while let Some((before, link)) = words.split_once("](") {
            let behind = link.split_once(')').map_or("", |(_, behind)| behind);
            let (before, name) = before.rsplit_once('[').unwrap_or((before, ""));
            words = format!("{before}{name}{behind}");
        }
        *description = words;
    }
}
