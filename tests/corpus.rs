//! Every article of a large corpus keeps every promise, and so does each prefix of two hundred of
//! them. Run on request: `KHABAR_CORPUS=FILE.jsonl cargo test --release --test corpus -- --ignored`,
//! the file holding one object with `text` (and perhaps `date`) a line.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use khabar::{Anchor, Parser, Scratch};
use support::invariants::faults;

/// Articles whose prefixes are parsed too.
const PREFIXED: usize = 200;
/// Prefixes of one article; longer texts are cut at every second, third … code point.
const PREFIXES: usize = 1500;

struct Record {
    text: String,
    anchor: Option<Anchor>,
}

fn records() -> Vec<Record> {
    let path = std::env::var_os("KHABAR_CORPUS").expect("KHABAR_CORPUS names a file");
    let file = std::fs::read_to_string(path).expect("a readable file");
    let parse = |line: &str| -> Option<Record> {
        let record: serde_json::Value = serde_json::from_str(line).ok()?;
        let text = record.get("text")?.as_str()?.to_owned();
        let anchor = record
            .get("date")
            .and_then(|date| date.as_str()?.parse().ok());
        Some(Record { text, anchor })
    };
    file.lines().filter_map(parse).collect()
}

/// The faults of a parse, at most a few.
fn check(parser: &Parser, scratch: &mut Scratch, text: &str, found: &mut Vec<String>) {
    let article = parser.parse_with(scratch, text).expect("a short text");
    for fault in faults(text, &article) {
        if found.len() < 20 {
            let start: String = text.chars().take(80).collect();
            found.push(format!("{fault} in {} bytes of {start:?}", text.len()));
        }
    }
}

#[test]
#[ignore = "needs a corpus"]
fn every_article_and_every_prefix_of_two_hundred() {
    let records = records();
    let step = (records.len() / PREFIXED).max(1);
    let half = records.len() / 2;
    let found: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = [&records[..half], &records[half..]]
            .into_iter()
            .map(|share| {
                scope.spawn(move || {
                    let (parser, mut scratch) = (Parser::new(), Scratch::new());
                    let mut found = Vec::new();
                    for (at, record) in share.iter().enumerate() {
                        let parser = match record.anchor {
                            Some(anchor) => parser.at(anchor),
                            None => parser.clone(),
                        };
                        check(&parser, &mut scratch, &record.text, &mut found);
                        if at % step == 0 {
                            let cuts: Vec<usize> =
                                record.text.char_indices().map(|(cut, _)| cut).collect();
                            for &cut in cuts.iter().step_by(cuts.len() / PREFIXES + 1) {
                                check(&parser, &mut scratch, &record.text[..cut], &mut found);
                            }
                        }
                    }
                    found
                })
            })
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().expect("no panic"))
            .collect()
    });
    assert!(
        found.is_empty(),
        "{} faults:\n{}",
        found.len(),
        found.join("\n")
    );
    println!(
        "{} articles without a fault, prefixes of {PREFIXED} of them too",
        records.len()
    );
}
