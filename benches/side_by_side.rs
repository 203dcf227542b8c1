//! Speed of each layer and of the whole parse beside the Unicode splitters, on the same texts in the
//! same run: medians of interleaved rounds in thread CPU time, so that ratios hold on a busy machine.
//!
//! `cargo bench --bench side_by_side` reads generated articles; with `KHABAR_CORPUS=FILE.jsonl` (one
//! object with `text` a line) the first four megabytes of that file instead. `--features json` adds
//! the parse with JSON. `-- WORD` times only what has the word in its name. `.ci/speed.py` compares
//! the last line with the floors.

#![allow(
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark prints, and fails by panicking"
)]

#[path = "support/press.rs"]
mod press;
#[path = "support/texts.rs"]
mod texts;

use std::hint::black_box;

use icu_segmenter::options::{SentenceBreakInvariantOptions, WordBreakInvariantOptions};
use icu_segmenter::{SentenceSegmenter, WordSegmenter};
use khabar::{Layers, Parser, Scratch};
use texts::Job;
use unicode_segmentation::UnicodeSegmentation;

const ROUNDS: usize = 15;
const BYTES: usize = 4_000_000;

fn main() {
    let generated = std::env::var_os("KHABAR_CORPUS").is_none();
    let (source, texts) = texts::articles(if generated { BYTES / 4 } else { BYTES });
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
    let by_rules = {
        let parser = Parser::builder()
            .tagger(false)
            .build()
            .expect("embedded lexicon");
        let mut scratch = Scratch::new();
        Box::new(move |text: &str| {
            black_box(parser.parse_with(&mut scratch, text)).expect("short text");
        })
    };
    let icu_words =
        WordSegmenter::new_for_non_complex_scripts(WordBreakInvariantOptions::default());
    let icu_sentences = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
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
            "icu_segmenter, words",
            Box::new(|text| {
                black_box(icu_words.segment_str(text).count());
            }),
        ),
        (
            "icu_segmenter, sentences",
            Box::new(|text| {
                black_box(icu_sentences.segment_str(text).count());
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
        ("whole, names by rules alone", by_rules),
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
    if let Some(word) = &word {
        jobs.retain(|(name, _)| name.contains(word));
    }
    let medians = texts::rounds(&mut jobs, &texts, ROUNDS);
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
    if word.is_some() {
        return;
    }
    // The line that continuous integration reads.
    let of = |name: &str| {
        let at = jobs.iter().position(|(own, _)| *own == name);
        at.map_or(f64::INFINITY, |at| medians[at])
    };
    println!(
        "ratios: parse {:.3} with_tagger {:.3} json {:.3} sentences {:.3} numbers_dates {:.3}",
        medians[0] / of("whole, names by rules alone"),
        medians[0] / of("whole parse"),
        medians[0] / of("whole parse and JSON"),
        of("unicode_sentences") / of("khabar::sentences"),
        medians[0] / of("+ numbers and dates"),
    );
}
