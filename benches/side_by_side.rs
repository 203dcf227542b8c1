//! Speed of each layer and of the whole parse beside the Unicode word splitter, on the same texts in
//! the same run: medians of interleaved rounds in thread CPU time, so that ratios hold on a busy
//! machine.
//!
//! `cargo bench --bench side_by_side` reads the fixture articles; with `KHABAR_CORPUS=FILE.jsonl`
//! (one object with `text` a line) the first four megabytes of that file instead.
//! `--features json` adds the parse with JSON. `-- WORD` times only what has the word in
//! its name. `.ci/speed.py` compares the last line with the floors.

#![allow(
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::format_push_string,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::type_complexity,
    clippy::unwrap_used,
    reason = "a benchmark prints, and fails by panicking"
)]

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;
use khabar::{Layers, Parser, Scratch};
use unicode_segmentation::UnicodeSegmentation;

const ROUNDS: usize = 15;
const BYTES: usize = 4_000_000;

type Job<'a> = (&'static str, Box<dyn FnMut(&str) + 'a>);

fn main() {
    let (source, texts) = texts();
    let bytes: usize = texts.iter().map(String::len).sum();
    let with = |layers| {
        Parser::builder()
            .layers(layers)
            .build()
            .expect("embedded lexicon")
    };
    let parse = |layers| {
        let (parser, mut scratch) = (with(layers), Scratch::new());
        Box::new(move |text: &str| {
            black_box(parser.parse_with(&mut scratch, text)).expect("short text");
        })
    };
    let mut jobs: Vec<Job<'_>> = vec![
        (
            "split_word_bounds (swb)",
            Box::new(|text| {
                black_box(text.split_word_bounds().count());
            }),
        ),
        (
            "unicode_sentences",
            Box::new(|text| {
                black_box(text.unicode_sentences().count());
            }),
        ),
        (
            "khabar::sentences",
            Box::new(|text| {
                black_box(khabar::sentences(text).count());
            }),
        ),
        ("tokens and readings", parse(Layers::NONE)),
        ("+ parts", parse(Layers::PARTS)),
        (
            "+ numbers and dates",
            parse(Layers::NUMBERS | Layers::DATES),
        ),
        ("+ sentences", parse(Layers::SENTENCES)),
        ("+ entities", parse(Layers::ENTITIES)),
        ("whole parse", parse(Layers::ALL)),
    ];
    #[cfg(feature = "json")]
    {
        let (parser, mut scratch) = (with(Layers::ALL), Scratch::new());
        let mut buffer = Vec::new();
        jobs.push((
            "whole parse and JSON",
            Box::new(move |text: &str| {
                let article = parser.parse_with(&mut scratch, text).expect("short text");
                buffer.clear();
                serde_json::to_writer(&mut buffer, &article).expect("a buffer takes all");
                black_box(&buffer);
            }),
        ));
    }
    // `-- WORD` times only the jobs whose name holds the word, for a profiler.
    let word = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'));
    if let Some(word) = word {
        jobs.retain(|(name, _)| name.contains(&word));
    }
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); jobs.len()];
    for round in 0..=ROUNDS {
        for ((_, job), times) in jobs.iter_mut().zip(&mut times) {
            let start = ThreadTime::now();
            for text in &texts {
                job(text);
            }
            if round > 0 {
                times.push(start.elapsed());
            }
        }
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort_unstable();
        times[times.len() / 2].as_secs_f64()
    };
    let medians: Vec<f64> = times.iter_mut().map(median).collect();
    println!(
        "{source}: {} texts, {bytes} bytes, median of {ROUNDS} rounds, thread CPU time",
        texts.len()
    );
    println!("{:26} {:>8} {:>8} {:>8}", "", "MB/s", "x swb", "ns/byte");
    for ((name, _), &time) in jobs.iter().zip(&medians) {
        let ratio = medians[0] / time;
        let speed = bytes as f64 / time / 1e6;
        println!(
            "{name:26} {speed:8.1} {ratio:8.2} {:8.2}",
            time * 1e9 / bytes as f64
        );
    }
    if jobs.len() < 9 {
        return;
    }
    // The line that continuous integration reads.
    let ratio = |name: &str, base: usize| {
        let at = jobs
            .iter()
            .position(|(own, _)| *own == name)
            .expect("a job of that name");
        medians[base] / medians[at]
    };
    println!(
        "ratios: parse {:.3} sentences {:.3} numbers_dates {:.3}",
        ratio("whole parse", 0),
        ratio("khabar::sentences", 1),
        ratio("+ numbers and dates", 0),
    );
}

/// The texts, and where they come from.
fn texts() -> (String, Vec<String>) {
    if let Some(path) = std::env::var_os("KHABAR_CORPUS") {
        let file = std::fs::read_to_string(&path).expect("a readable KHABAR_CORPUS");
        let mut bytes = 0;
        let texts = file
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
            .filter_map(|record| Some(record.get("text")?.as_str()?.to_owned()))
            .take_while(|text| {
                bytes += text.len();
                bytes < BYTES
            })
            .collect();
        return (path.to_string_lossy().into_owned(), texts);
    }
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/articles");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the fixtures folder")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    let articles: Vec<String> = paths
        .iter()
        .map(|path| std::fs::read_to_string(path).expect("UTF-8"))
        .collect();
    let once: usize = articles.iter().map(String::len).sum();
    let texts = articles
        .iter()
        .cycle()
        .take(articles.len() * (BYTES / 4 / once).max(1));
    ("fixtures".to_owned(), texts.cloned().collect())
}
