//! Time grows with the text, not faster: every hostile text at two sizes.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::fmt::Write;
use std::time::Duration;

use cpu_time::ThreadTime;
use khabar::{Anchor, Layers, Parser, Scratch};
use support::adversarial::{ALL, Hostile};

/// The small size and how many times larger the other one is.
const SMALL: usize = if cfg!(debug_assertions) {
    10_000
} else {
    250_000
};
const TIMES: usize = 4;
/// Four times the text may take this many times as long.
const RATIO: u32 = if cfg!(debug_assertions) { 6 } else { 8 };
/// Nothing may take longer than this for each byte, whatever its growth.
const SLOWEST: Duration = Duration::from_nanos(if cfg!(debug_assertions) {
    16_000
} else {
    1_000
});
/// What is faster than this is not worth a look: it would measure the clock.
const FAST: Duration = Duration::from_millis(if cfg!(debug_assertions) { 8 } else { 10 });

fn time(mut work: impl FnMut()) -> Duration {
    let start = ThreadTime::now();
    work();
    start.elapsed()
}

/// Times the work on both sizes of every text; a suspect is measured again before it is named.
fn linear(what: &str, mut work: impl FnMut(&str), mut blame: impl FnMut(&str, &str) -> String) {
    let verbose = std::env::var_os("KHABAR_TIMES").is_some();
    let mut faults = Vec::new();
    for hostile in ALL {
        let (small, large) = (hostile.text(SMALL), hostile.text(SMALL * TIMES));
        let mut once = || (time(|| work(&small)), time(|| work(&large)));
        let mut fault = judge(*hostile, once());
        for _ in 0..2 {
            if fault.is_none() {
                break;
            }
            fault = judge(*hostile, once());
        }
        if verbose {
            let (small, large) = once();
            let nanos = large.as_nanos() / (SMALL * TIMES) as u128;
            println!(
                "{what}\t{}\t{small:?}\t{large:?}\t{nanos} ns/byte",
                hostile.name
            );
        }
        faults.extend(fault.map(|fault| format!("{fault}{}", blame(&small, &large))));
    }
    assert!(
        faults.is_empty(),
        "{what} is not linear:\n  {}",
        faults.join("\n  ")
    );
}

fn judge(hostile: Hostile, (small, large): (Duration, Duration)) -> Option<String> {
    let bytes = u32::try_from(SMALL * TIMES).unwrap_or(u32::MAX);
    let grows = large > FAST && large > small.max(FAST / RATIO) * RATIO;
    let crawls = large > SLOWEST * bytes;
    (grows || crawls).then(|| {
        format!(
            "{}: {small:?} for {SMALL} bytes, {large:?} for {TIMES} times as many",
            hostile.name
        )
    })
}

#[test]
fn parsing_is_linear() {
    let anchor: Anchor = "2024-03-11".parse().unwrap();
    let (parser, mut scratch) = (Parser::new().at(anchor), Scratch::new());
    let layers = [
        "parts",
        "sentences",
        "numbers",
        "dates",
        "entities",
        "quotations",
    ]
    .map(|name| {
        let parser = Parser::builder().layers(Layers::by_name(name).unwrap());
        (name, parser.published(anchor).build().unwrap())
    });
    let blame = |small: &str, large: &str| {
        let mut scratch = Scratch::new();
        let mut shares = String::new();
        for (name, parser) in &layers {
            let mut once = |text| time(|| drop(parser.parse_with(&mut scratch, text).unwrap()));
            let (small, large) = (once(small), once(large));
            let growth = large.as_secs_f64() / small.as_secs_f64().max(1e-9);
            let _ = write!(shares, "; {name} {large:.1?} ×{growth:.1}");
        }
        shares
    };
    let parse = |text: &str| {
        parser.parse_with(&mut scratch, text).unwrap();
    };
    linear("parse", parse, blame);
}

#[test]
fn sentences_are_linear() {
    linear(
        "sentences",
        |text| {
            khabar::sentences(text).for_each(drop);
        },
        |_, _| String::new(),
    );
}

/// The hostile texts hold the invariants too, at a small size.
#[test]
fn hostile_texts_hold() {
    let parser = Parser::new();
    let mut broken = Vec::new();
    for hostile in ALL {
        let text = hostile.text(600);
        let article = parser.parse(&text).unwrap();
        let faults = support::invariants::faults(&text, &article);
        broken.extend(
            faults
                .into_iter()
                .take(2)
                .map(|fault| format!("{}: {fault}", hostile.name)),
        );
        support::invariants::check_sentences(&text);
    }
    assert!(
        broken.is_empty(),
        "broken invariants:\n  {}",
        broken.join("\n  ")
    );
}
