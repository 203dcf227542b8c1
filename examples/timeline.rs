//! A timeline: the dates of some articles with the sentences around them, the earliest first.
//!
//! `cargo run --example timeline -- FILE…` (without a file: articles that are part of the repository).
//! Dates are resolved against the article's dateline where it holds one; here the others keep `X` for
//! what is unknown and are left out. A caller who knows the day of publication says it by
//! `Parser::at`.

mod support;

use std::error::Error;
use std::io::{self, Write as _};

use khabar::{DateKind, Parser};

fn main() -> Result<(), Box<dyn Error>> {
    let parser = Parser::new();
    let mut events = Vec::new();
    for (_, text) in support::articles()? {
        let article = parser.parse(&text)?;
        for date in article.dates() {
            // Durations and sets («كل جمعة») have no place on a timeline.
            let placed = matches!(date.kind, DateKind::Date | DateKind::Time);
            let begin = date.interval.and_then(|interval| interval.begin);
            let (true, Some(begin), Some(sentence)) =
                (placed, begin, article.sentence_of(date.span))
            else {
                continue;
            };
            let sentence = article.slice(sentence.span).replace('\n', " ");
            events.push((begin, date.value.to_string(), sentence));
        }
    }
    events.sort();
    events.dedup();
    let mut out = io::stdout().lock();
    for (_, value, sentence) in events {
        writeln!(out, "{value:<12} {sentence}")?;
    }
    Ok(())
}
