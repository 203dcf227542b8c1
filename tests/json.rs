//! The JSON form from outside: round trips of whole articles, hostile input, the committed schema.
#![cfg(feature = "json")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "helpers of tests"
)]

mod strategies;

use std::fs;
use std::path::{Path, PathBuf};

use khabar::{Anchor, Article, ArticleError, JsonError, OffsetUnit, Parser, SentencePolicy};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use serde_json::{Value, json};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The fixture articles, by name.
fn fixtures() -> Vec<(String, String)> {
    let mut files: Vec<PathBuf> = fs::read_dir(root().join("fixtures/articles"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(files.len() > 10);
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    files
        .iter()
        .map(|path| (name(path), fs::read_to_string(path).unwrap()))
        .collect()
}

fn parser() -> Parser {
    Parser::builder()
        .published("2024-05-14T18:30".parse::<Anchor>().unwrap())
        .sentence_policy(SentencePolicy::KeepQuotations)
        .build()
        .unwrap()
}

#[test]
fn fixtures_come_back_equal() {
    for (name, text) in fixtures() {
        let article = parser().parse(&text).unwrap();
        for unit in [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16] {
            let json = article.export().offset_unit(unit).to_json();
            let back = Article::from_json(&json).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(back, article, "{name} {unit:?}");
            assert_eq!(back.export().offset_unit(unit).to_json(), json, "{name}");
        }
    }
}

#[test]
fn any_text_comes_back_equal() {
    let nested = "«".repeat(2000);
    for text in [
        "",
        " \n\u{FEFF}\u{200F}",
        "\0\u{1}\u{7f} قال: \"\\ \u{2028}",
        "😀👨\u{200D}👩\u{200D}👧 قتل 3 جنود 😀 في 5 مدن",
        "English only, 25 dollars.",
        nested.as_str(),
    ] {
        let article = Parser::new().parse(text).unwrap();
        for unit in [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16] {
            let json = article.export().offset_unit(unit).to_json();
            assert_eq!(Article::from_json(&json).unwrap(), article, "{text:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))),
        ..ProptestConfig::with_cases(200)
    })]

    #[test]
    fn broken_texts_come_back_equal(
        text in prop_oneof![strategies::anything(), strategies::soup(), strategies::marks()],
    ) {
        let article = Parser::new().parse(&text).unwrap();
        for unit in [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16] {
            let json = article.export().offset_unit(unit).to_json();
            let back = Article::from_json(&json);
            prop_assert_eq!(back.as_ref(), Ok(&article));
        }
    }
}

/// Each number of a JSON text in turn becomes another one: what is accepted still fits its text.
#[test]
fn any_one_number_may_be_wrong() {
    let text = "قال وزير الصحة علي حسن أمس: «أصيب 25 شخصا في 3 مدن» 😀.";
    for unit in [OffsetUnit::Byte, OffsetUnit::Utf16] {
        let json = parser()
            .parse(text)
            .unwrap()
            .export()
            .offset_unit(unit)
            .to_json();
        let numbers: Vec<usize> = json
            .match_indices(':')
            .map(|(at, _)| at + 1)
            .filter(|&at| json.as_bytes()[at].is_ascii_digit())
            .collect();
        assert!(numbers.len() > 6);
        for at in numbers {
            let end = at + json[at..].find(|c: char| !c.is_ascii_digit()).unwrap();
            let old: u64 = json[at..end].parse().unwrap();
            for new in [
                0,
                1,
                old.saturating_sub(1),
                old + 1,
                old * 2,
                1 << 31,
                u64::MAX,
            ] {
                let changed = format!("{}{new}{}", &json[..at], &json[end..]);
                let Ok(article) = Article::from_json(&changed) else {
                    continue;
                };
                assert!(Article::from_json(&article.to_json()).is_ok(), "{changed}");
                for part in article.parts() {
                    assert!(text.get(part.span.range()).is_some(), "{changed}");
                }
                for quotation in article.quotations() {
                    assert!(text.get(quotation.span.range()).is_some(), "{changed}");
                    let _ = quotation
                        .parent
                        .and_then(|id| article.quotation(id))
                        .is_some();
                }
            }
        }
    }
}

#[test]
fn output_is_the_same_every_time() {
    for (name, text) in fixtures() {
        let first = parser().parse(&text).unwrap().to_json();
        assert_eq!(first, parser().parse(&text).unwrap().to_json(), "{name}");
    }
}

#[test]
fn fields_stand_in_their_order_and_nothing_is_null() {
    let article = parser().parse("قتل 3 جنود.").unwrap();
    let json = article.to_json();
    let places: Vec<usize> = [
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
    ]
    .map(|field| json.find(&format!("\"{field}\":")).expect(field))
    .to_vec();
    assert!(places.is_sorted(), "{json}");
    assert!(!json.contains("null"), "{json}");

    let bare = article_with(&json!({"parts": [{"span": {"start": 0, "end": 6}, "kind": "body"}]}));
    let value = serde_json::to_value(bare.unwrap().export().without_text()).unwrap();
    assert!(value.get("text").is_none() && value.get("anchor").is_none());
    assert_eq!(value["parts"][0]["text"], "قتل");
}

#[test]
fn without_text_there_is_no_article() {
    let article = Parser::new().parse("قتل 3 جنود.").unwrap();
    let json = article.export().without_text().to_json();
    assert_eq!(
        Article::from_json(&json),
        Err(JsonError::Article(ArticleError::MissingText))
    );
    let error = serde_json::from_str::<Article<'static>>(&json).unwrap_err();
    assert!(error.to_string().starts_with("missing field `text`"));
}

/// A small valid article with some fields replaced.
fn article_with(fields: &Value) -> Result<Article<'static>, JsonError> {
    let mut value = json!({"schema_version": "1", "text": "قتل 3 جنود."});
    for (name, field) in fields.as_object().unwrap() {
        value
            .as_object_mut()
            .unwrap()
            .insert(name.clone(), field.clone());
    }
    Article::from_json(&value.to_string())
}

#[test]
fn layers_may_be_missing_and_unknown_fields_are_passed_over() {
    let article = article_with(&json!({"id": 7, "country": ["JO"], "parts": [
        {"span": {"start": 0, "end": 6}, "kind": "body", "text": "قتل", "colour": null}
    ]}));
    assert_eq!(article.unwrap().parts().len(), 1);
}

#[test]
fn hostile_json_is_refused() {
    let part = |span: Value| json!({"parts": [{"span": span, "kind": "body"}]});
    let number = |value: Value| {
        json!({"numbers": [{"span": {"start": 7, "end": 8}, "numeral": {"start": 7, "end": 8},
            "kind": "cardinal", "value": value, "rule": "x/y"}]})
    };
    for fields in [
        json!({}),
        part(json!({"start": 0, "end": 6})),
        number(json!({"type": "exact", "value": "3"})),
    ] {
        article_with(&fields).unwrap();
    }
    for fields in [
        // Spans: behind the text, in a character, turned round, no numbers, too large.
        part(json!({"start": 0, "end": 999})),
        part(json!({"start": 1, "end": 6})),
        part(json!({"start": 6, "end": 0})),
        part(json!({"start": -1, "end": 6})),
        part(json!({"start": 0, "end": 4_294_967_296_u64})),
        part(json!({"start": 0, "end": 1e300})),
        part(json!({"start": 0, "end": 6.5})),
        part(json!({"start": "0", "end": "6"})),
        part(json!({"start": 0})),
        part(json!(null)),
        part(json!([0])),
        // Values that no such field holds.
        number(json!({"type": "exact", "value": "three"})),
        number(json!({"type": "exact", "value": "9".repeat(60)})),
        number(json!({"type": "score", "first": 4_294_967_296_u64, "second": 0})),
        number(json!({"type": "magic"})),
        json!({"parts": [{"span": {"start": 0, "end": 6}, "kind": "poem"}]}),
        json!({"dates": [{"span": {"start": 0, "end": 6}, "kind": "date", "value": 5,
            "calendar": "gregorian", "rule": "x/y"}]}),
        json!({"anchor": "2024-02-30"}),
        json!({"offset_unit": "nibble"}),
        json!({"options": {"max_bytes": -1}}),
        json!({"text": 5}),
        json!({"text": null}),
        json!({"schema_version": "2"}),
        json!({"schema_version": 1}),
        json!({"places": [{"span": {"start": 0, "end": 6}, "entity": 0}]}),
    ] {
        let error = article_with(&fields).expect_err(&fields.to_string());
        assert!(!error.to_string().is_empty());
    }
    for json in [
        "",
        "{}",
        "[]",
        "null",
        "{",
        "\u{FEFF}{}",
        r#"{"schema_version":"1","text":"a","text":"b"}"#,
        r#"{"schema_version":"1","text":"\ud800"}"#,
    ] {
        assert!(Article::from_json(json).is_err(), "{json:?}");
    }
}

#[test]
fn deep_nesting_is_refused() {
    let open = r#"{"span":{"start":0,"end":0},"kind":"date","value":"x","calendar":"hijri","rule":"r","twin":"#;
    let depth = 100_000;
    let json = format!(
        r#"{{"schema_version":"1","text":"","dates":[{}null{}]}}"#,
        open.repeat(depth),
        "}".repeat(depth)
    );
    assert!(matches!(
        Article::from_json(&json),
        Err(JsonError::Syntax { .. })
    ));
}

/// `KHABAR_UPDATE=1 cargo test --features schema` rewrites the committed file.
#[cfg(feature = "schema")]
#[test]
fn the_committed_schema_is_fresh() {
    let path = root().join("schema/khabar-1.schema.json");
    let schema = khabar::json_schema();
    if std::env::var_os("KHABAR_UPDATE").is_some() {
        fs::write(&path, &schema).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let differs = |(old, new): &(&str, &str)| old != new;
    let first = committed.lines().zip(schema.lines()).find(differs);
    assert!(
        committed.replace("\r\n", "\n") == schema,
        "run KHABAR_UPDATE=1 cargo test --features schema and record the change; first: {first:?}"
    );
}
