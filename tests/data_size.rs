//! What the program carries: only ever less.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::fs;

use support::fixtures::project;

/// Bytes of the two blocks.
const BLOCKS: u64 = 2_600_000;
/// Bytes of the files that are read at start.
const FILES: u64 = 210_000;

/// Files of the lexicon that the program holds as they are; the words of the others lie in the block.
const AT_START: [&str; 19] = [
    "abbreviations",
    "approximators",
    "clitics",
    "cue_nouns",
    "cues",
    "dates",
    "dates_events",
    "endings",
    "function_words",
    "heads",
    "layout_sentences",
    "layout_words",
    "name_types",
    "number_particles",
    "number_stops",
    "numbers",
    "quotation_heads",
    "speaker_nouns",
    "units",
];

fn size(path: &str) -> u64 {
    fs::metadata(project(path)).map_or(0, |file| file.len())
}

#[test]
fn embedded_data_stays_small() {
    let blocks = ["src/lexicon/data/lexicon.bin", "src/entity/data/tagger.bin"].map(size);
    assert!(blocks.iter().all(|&bytes| bytes > 0));
    let files = AT_START.map(|name| size(&format!("src/lexicon/data/{name}.tsv")));
    assert!(files.iter().all(|&bytes| bytes > 0));
    let (blocks, files) = (blocks.iter().sum::<u64>(), files.iter().sum::<u64>());
    println!("{blocks} bytes of blocks, {files} bytes of files read at start");
    assert!(blocks <= BLOCKS, "{blocks} bytes of blocks");
    assert!(files <= FILES, "{files} bytes of files read at start");
}
