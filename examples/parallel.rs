//! A batch on all cores with rayon: one parser for all threads, one set of buffers for each.
//!
//! `cargo run --release --example parallel -- FILE…` (without a file: articles that are part of the
//! repository, a thousand times).

mod support;

use std::error::Error;
use std::io::{self, Write as _};
use std::time::Instant;

use khabar::{ParseError, Parser, Scratch};
use rayon::prelude::*;

fn main() -> Result<(), Box<dyn Error>> {
    let parser = Parser::new();
    let texts: Vec<String> = support::articles()?
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    let batch: Vec<&str> = texts
        .iter()
        .map(String::as_str)
        .cycle()
        .take(1000)
        .collect();
    let bytes: usize = batch.iter().map(|text| text.len()).sum();

    let begun = Instant::now();
    let counts: Vec<usize> = batch
        .par_iter()
        .map_init(Scratch::new, |scratch, text| {
            Ok(parser.parse_with(scratch, text)?.quotations().len())
        })
        .collect::<Result<_, ParseError>>()?;
    let seconds = begun.elapsed().as_secs_f64();

    #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
    let megabytes = bytes as f64 / 1e6;
    writeln!(
        io::stdout(),
        "{} articles, {} quotations, {:.1} MB/s on {} threads",
        counts.len(),
        counts.iter().sum::<usize>(),
        megabytes / seconds,
        rayon::current_num_threads(),
    )?;
    Ok(())
}
