//! The structure of every fixture article, as lines for people. `INSTA_UPDATE=always` writes them
//! anew after an intended change; the difference is then part of the review.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use khabar::{Parser, SentencePolicy};
use support::fixtures;

/// The snapshot that a fixture has in `tests/snapshots`.
fn snapshot(parser: &Parser, suffix: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for fixture in fixtures::articles() {
            let article = parser.at(fixture.published);
            let article = article.parse(&fixture.text).unwrap();
            let rendered = support::render::render(&article);
            insta::assert_snapshot!(format!("{}{suffix}", fixture.name), rendered);
        }
    });
}

#[test]
fn articles() {
    let parser = Parser::builder()
        .sentence_policy(SentencePolicy::KeepQuotations)
        .build()
        .unwrap();
    snapshot(&parser, "");
}

#[test]
fn no_snapshot_without_fixture() {
    let names: Vec<String> = fixtures::articles()
        .into_iter()
        .map(|fixture| fixture.name)
        .collect();
    let accepted = fixtures::files("tests/snapshots").into_iter();
    for path in accepted.filter(|path| path.extension().is_some_and(|e| e == "snap")) {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        assert!(
            names.iter().any(|name| *name == *stem),
            "{} is left over",
            path.display()
        );
    }
}

/// The list, the files and the lines of `articles.ndjson` are the same articles.
#[test]
fn fixtures_agree() {
    let articles = fixtures::articles();
    let files = fixtures::files("fixtures/articles");
    assert_eq!(
        files.len(),
        articles.len(),
        "fixtures/articles.tsv lists every file"
    );
    assert!(articles.len() >= 12);
    let lines = std::fs::read_to_string(fixtures::project("fixtures/articles.ndjson")).unwrap();
    let lines: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), articles.len());
    for (article, line) in articles.iter().zip(&lines) {
        assert_eq!(line["id"], article.name.as_str());
        assert_eq!(line["text"], article.text.as_str(), "{}", article.name);
        assert_eq!(line["date"], article.published.to_string());
    }
}
