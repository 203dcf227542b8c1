//! What the size and the shape of texts do to the speed of the whole parse: articles of four sizes,
//! the slowest of many articles, hostile texts, a cold start, two threads.
//!
//! `cargo bench --bench shapes` reads generated articles, or those of `KHABAR_CORPUS=FILE.jsonl`.
//! `-- --hostile` times every hostile text and names the slowest ones.

#![allow(
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark prints, and fails by panicking"
)]

#[path = "support/adversarial.rs"]
mod adversarial;
#[path = "support/press.rs"]
mod press;
#[path = "support/texts.rs"]
mod texts;

use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use khabar::{Parser, Scratch};
use texts::{Job, median, quantile, time};
use unicode_segmentation::UnicodeSegmentation;

/// Names the process that measures a cold start.
const COLD: &str = "KHABAR_BENCH_COLD";

fn main() {
    if std::env::var_os(COLD).is_some() {
        return cold();
    }
    let (source, articles) = texts::articles(4_000_000);
    println!("{source}, thread CPU time");
    cold_starts();
    sizes(&articles);
    latencies(&articles);
    let all = std::env::args().any(|argument| argument == "--hostile");
    hostile(all);
    threads(&articles);
}

fn micros(seconds: f64) -> f64 {
    seconds * 1e6
}

/// One cold start: the parser, and its first article.
fn cold() {
    let text = press::Press::new(press::SEED).article(3000);
    let mut parser = None;
    let new = time(|| parser = Some(Parser::new()));
    let parser = parser.expect("a parser");
    let first = time(|| drop(black_box(parser.parse(&text))));
    println!("{} {}", new.as_nanos(), first.as_nanos());
}

/// Medians over processes that do nothing else.
fn cold_starts() {
    let own = std::env::current_exe().expect("the path of this program");
    let (mut new, mut first) = (Vec::new(), Vec::new());
    for _ in 0..21 {
        let output = Command::new(&own)
            .env(COLD, "1")
            .output()
            .expect("a process");
        let text = String::from_utf8(output.stdout).expect("digits");
        let mut nanos = text.split_whitespace().filter_map(|cell| cell.parse().ok());
        new.extend(nanos.next().map(Duration::from_nanos));
        first.extend(nanos.next().map(Duration::from_nanos));
    }
    println!(
        "cold start: Parser::new {:.0} µs, first parse of 3 kB {:.0} µs",
        micros(median(&mut new)),
        micros(median(&mut first))
    );
}

fn sizes(articles: &[String]) {
    for (name, size, count) in [
        ("130 B", 130, 4000),
        ("2 kB", 2000, 300),
        ("20 kB", 20_000, 30),
        ("1 MB", 1_000_000, 1),
    ] {
        let texts = texts::of_size(articles, size, count);
        let bytes: usize = texts.iter().map(String::len).sum();
        let (parser, mut scratch) = (Parser::new(), Scratch::new());
        let one_shot = parser.clone();
        let mut jobs: Vec<Job<'_>> = vec![
            (
                "swb",
                Box::new(|text| {
                    black_box(text.split_word_bounds().count());
                }),
            ),
            (
                "parse_with",
                Box::new(move |text| {
                    black_box(parser.parse_with(&mut scratch, text)).expect("short text");
                }),
            ),
            (
                "parse",
                Box::new(move |text| {
                    black_box(one_shot.parse(text)).expect("short text");
                }),
            ),
        ];
        let medians = texts::rounds(&mut jobs, &texts, 9);
        let per_byte = |at: usize| medians[at] * 1e9 / bytes as f64;
        println!(
            "articles of {name:>5}: swb {:5.1} ns/byte, parse_with {:5.1} (x swb {:.3}), parse {:5.1} (x swb {:.3})",
            per_byte(0),
            per_byte(1),
            medians[0] / medians[1],
            per_byte(2),
            medians[0] / medians[2],
        );
    }
}

/// Times of single articles of 3 kB, each the median of some rounds, over the median of the splitter's.
fn latencies(articles: &[String]) {
    let texts = texts::of_size(articles, 3000, 400);
    let (parser, mut scratch) = (Parser::new(), Scratch::new());
    let (mut splits, mut parses) = (Vec::new(), Vec::new());
    for text in &texts {
        let (mut split, mut parse) = (Vec::new(), Vec::new());
        for _ in 0..7 {
            split.push(time(|| {
                black_box(text.split_word_bounds().count());
            }));
            parse.push(time(|| {
                drop(black_box(parser.parse_with(&mut scratch, text)));
            }));
        }
        splits.push(Duration::from_secs_f64(median(&mut split)));
        parses.push(Duration::from_secs_f64(median(&mut parse)));
    }
    let unit = median(&mut splits);
    let (middle, slow) = (median(&mut parses), quantile(&mut parses, 99));
    println!(
        "articles of 3 kB: swb {:.1} µs, parse p50 {:.1} µs (over swb {:.2}), p99 {:.1} µs (over swb {:.2})",
        micros(unit),
        micros(middle),
        middle / unit,
        micros(slow),
        slow / unit
    );
}

/// Kinds of hostile texts that are always timed.
const KINDS: [&str; 18] = [
    "words never closed",
    "brackets never closed",
    "guillemets open",
    "round brackets open",
    "digits",
    "number words joined",
    "words of one letter",
    "nested pairs",
    "one word of proclitics",
    "long words",
    "different names",
    "one sentence of commas",
    "scores",
    "weekdays",
    "clock times",
    "one paragraph of news",
    "chains of titles",
    "HTML",
];

/// Hostile texts of 250 kB and of four times that.
fn hostile(all: bool) {
    let (parser, mut scratch) = (Parser::new(), Scratch::new());
    let mut rows = Vec::new();
    for hostile in adversarial::ALL {
        if !all && !KINDS.contains(&hostile.name) {
            continue;
        }
        let (small, large) = (hostile.text(250_000), hostile.text(1_000_000));
        let mut once = |text: &str| time(|| drop(black_box(parser.parse_with(&mut scratch, text))));
        let (mut smalls, mut larges) = (Vec::new(), Vec::new());
        for _ in 0..3 {
            smalls.push(once(&small));
            larges.push(once(&large));
        }
        let (short, long) = (median(&mut smalls), median(&mut larges));
        rows.push((long * 1e9 / large.len() as f64, long / short, hostile.name));
    }
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    println!("hostile texts of 1 MB: ns/byte, and the time over that of 250 kB");
    for (nanos, growth, name) in rows.iter().take(if all { 24 } else { KINDS.len() }) {
        println!("  {nanos:7.1} {growth:6.2}  {name}");
    }
    let growth = rows.iter().map(|row| row.1).fold(0.0, f64::max);
    let worst = rows.first().map_or(0.0, |row| row.0);
    println!("hostile: worst {worst:.1} ns/byte, growth at most {growth:.2}");
}

/// Wall-clock speed of two threads over one, each with its own scratch and half of the articles.
fn threads(articles: &[String]) {
    let parser = Parser::new();
    let run = |threads: usize| {
        let start = Instant::now();
        std::thread::scope(|scope| {
            for thread in 0..threads {
                let parser = parser.clone();
                scope.spawn(move || {
                    let mut scratch = Scratch::new();
                    for text in articles.iter().skip(thread).step_by(threads) {
                        drop(black_box(parser.parse_with(&mut scratch, text)));
                    }
                });
            }
        });
        start.elapsed()
    };
    let best = |threads| (0..5).map(|_| run(threads)).min().unwrap_or_default();
    let (one, two) = (best(1).as_secs_f64(), best(2).as_secs_f64());
    println!("threads, wall clock: two over one {:.2}", one / two);
}
