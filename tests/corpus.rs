//! Every article of a large corpus keeps every promise, and so does each prefix of two hundred of
//! them, and each article with broken marks, broken words and broken bytes. Run on request: `KHABAR_CORPUS=FILE.jsonl cargo test --release --test corpus -- --ignored`,
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

use std::time::Instant;

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

/// A source of chance (splitmix64): the same numbers everywhere.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % (n.max(1) as u64)).expect("a small number")
    }
}

/// Quotation marks and brackets: deleted, doubled or swapped for one another.
const MARKS: &[char] = &[
    '«', '»', '“', '”', '„', '"', '\'', '‘', '’', '‹', '›', '(', ')', '[', ']', '{', '}', '″',
];

/// A third of the marks deleted, doubled or swapped, and some put where none were; and how many.
fn broken_marks(text: &str, chance: &mut Chance) -> (String, usize) {
    let (mut out, mut changes) = (String::with_capacity(text.len() + 64), 0);
    for c in text.chars() {
        let is_mark = MARKS.contains(&c);
        let change = if is_mark {
            chance.below(9)
        } else {
            9 + chance.below(800)
        };
        let other = MARKS[chance.below(MARKS.len())];
        match change {
            0 => {}
            1 => out.extend([c, c]),
            2 => out.push(other),
            9 => out.extend([c, other]),
            _ => {
                out.push(c);
                continue;
            }
        }
        changes += 1;
    }
    (out, changes)
}

/// A twentieth of the words joined to the next, lines cut and joined; and how many.
fn broken_words(text: &str, chance: &mut Chance) -> (String, usize) {
    let (mut out, mut changes) = (String::with_capacity(text.len() + 64), 0);
    for c in text.chars() {
        match (c, chance.below(60)) {
            (' ', 0..3) => {}
            (' ', 3) | ('\n', 0..20) => out.push(if c == ' ' { '\n' } else { ' ' }),
            ('\n', 20..30) => {}
            ('0'..='9' | '٠'..='٩' | '.' | '،' | ':' | '-', 0..6) => out.extend([c, c]),
            (_, 59) if chance.below(10) == 0 => out.extend([c, '\n']),
            _ => {
                out.push(c);
                continue;
            }
        }
        changes += 1;
    }
    (out, changes)
}

/// Some bytes replaced by others, the rest read as text; and how many.
fn broken_bytes(text: &str, chance: &mut Chance) -> (String, usize) {
    let mut bytes = text.as_bytes().to_vec();
    let changes = bytes.len() / 200;
    for _ in 0..changes {
        let at = chance.below(bytes.len());
        bytes[at] = u8::try_from(chance.below(256)).expect("a byte");
    }
    (String::from_utf8_lossy(&bytes).into_owned(), changes)
}

#[test]
#[ignore = "needs a corpus"]
fn every_article_broken_in_three_ways() {
    type Breaker = fn(&str, &mut Chance) -> (String, usize);
    const BREAKERS: [(&str, Breaker); 3] = [
        ("marks", broken_marks),
        ("words and lines", broken_words),
        ("bytes", broken_bytes),
    ];
    let records = records();
    for (name, breaker) in BREAKERS {
        let start = Instant::now();
        let work = |share: &[Record], seed: u64| {
            let (parser, mut scratch) = (Parser::new(), Scratch::new());
            let (mut found, mut changes, mut bytes) = (Vec::new(), 0, 0);
            for (at, record) in share.iter().enumerate() {
                let mut chance = Chance(seed + at as u64);
                let (text, changed) = breaker(&record.text, &mut chance);
                changes += changed;
                bytes += text.len();
                check(&parser, &mut scratch, &text, &mut found);
            }
            (found, changes, bytes)
        };
        let half = records.len() / 2;
        let shares = std::thread::scope(|scope| {
            let other = scope.spawn(|| work(&records[half..], 1 << 32));
            [work(&records[..half], 0), other.join().expect("no panic")]
        });
        let found: Vec<&str> = shares
            .iter()
            .flat_map(|(found, ..)| found.iter().map(String::as_str))
            .collect();
        let changes: usize = shares.iter().map(|share| share.1).sum();
        let bytes: usize = shares.iter().map(|share| share.2).sum();
        println!(
            "{} articles with broken {name}: {changes} changes, {bytes} bytes, {} faults, {:.1} s",
            records.len(),
            found.len(),
            start.elapsed().as_secs_f64()
        );
        assert!(found.is_empty(), "broken {name}:\n{}", found.join("\n"));
    }
}
