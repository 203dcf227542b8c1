//! Fixed work for a program that counts instructions: `.ci/instructions.py` runs it under valgrind and
//! compares the counts of `measured` with a committed baseline.
//!
//! `counted WHAT` with WHAT one of `split`, `sentences`, `numbers_dates`, `parse`, `json`, `new`.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and fails by panicking"
)]

#[path = "support/press.rs"]
mod press;

use std::hint::black_box;

use khabar::{Layers, Parser, Scratch};
use unicode_segmentation::UnicodeSegmentation;

/// What is counted.
#[inline(never)]
fn measured(work: &mut dyn FnMut()) {
    work();
    black_box(());
}

fn main() {
    let what = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let Some(what) = what else {
        println!("say what to count: split, sentences, numbers_dates, parse, json or new");
        return;
    };
    if what == "new" {
        return measured(&mut || drop(black_box(Parser::new())));
    }
    let texts = press::articles(press::SEED, 80, press::PAPER);
    let bytes: usize = texts.iter().map(String::len).sum();
    let layers = match &*what {
        "numbers_dates" => Layers::NUMBERS | Layers::DATES,
        _ => Layers::ALL,
    };
    let parser = Parser::builder().layers(layers).build().expect("a parser");
    let mut scratch = Scratch::new();
    #[cfg(feature = "json")]
    let mut buffer = Vec::new();
    let mut work = || {
        for text in &texts {
            match &*what {
                "split" => {
                    black_box(text.split_word_bounds().count());
                }
                "sentences" => {
                    black_box(khabar::sentences(text).count());
                }
                _ => {
                    let article = parser.parse_with(&mut scratch, text).expect("short text");
                    #[cfg(feature = "json")]
                    if what == "json" {
                        buffer.clear();
                        serde_json::to_writer(&mut buffer, &article).expect("a buffer takes all");
                    }
                    drop(black_box(article));
                }
            }
        }
    };
    work();
    measured(&mut work);
    println!("bytes: {bytes}");
}
