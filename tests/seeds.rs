//! The fuzz targets' seeds on the stable toolchain: each whole, cut everywhere, and joined to every
//! other.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "../benches/support/press.rs"]
mod press;
mod support;

use std::fs;

use khabar::Scratch;
use support::fixtures::files;
use support::invariants::{Parsers, check_date, check_number, check_text};

fn seeds() -> Vec<String> {
    let seeds = files("fuzz/seeds").into_iter();
    seeds
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

#[test]
fn seeds_and_their_pieces_hold() {
    let (parsers, mut scratch) = (Parsers::default(), Scratch::new());
    let seeds = seeds();
    assert!(seeds.len() > 30);
    for seed in seeds {
        check_text(&parsers, &mut scratch, &seed);
        check_number(&seed);
        check_date(&seed);
        let cuts: Vec<usize> = seed.char_indices().map(|(at, _)| at).collect();
        for &cut in cuts.iter().step_by(cuts.len() / 60 + 1) {
            check_text(&parsers, &mut scratch, &seed[..cut]);
            check_text(&parsers, &mut scratch, &seed[cut..]);
        }
    }
}

#[test]
fn seeds_hold_behind_one_another() {
    let (parsers, mut scratch) = (Parsers::default(), Scratch::new());
    let seeds = seeds();
    for (at, seed) in seeds.iter().enumerate() {
        for (step, joint) in ["\n", " ", ""].into_iter().enumerate() {
            let other = &seeds[(at + 7 * step + 1) % seeds.len()];
            check_text(&parsers, &mut scratch, &format!("{seed}{joint}{other}"));
        }
    }
}

/// Articles made by chance as seeds for fuzzing, written to the folder that `KHABAR_SEEDS` names.
#[test]
#[ignore = "writes files on request"]
fn generated_articles_become_seeds() {
    let folder = std::path::PathBuf::from(std::env::var_os("KHABAR_SEEDS").unwrap());
    fs::create_dir_all(&folder).unwrap();
    let articles = press::articles(press::SEED, 400, &[200, 400, 800, 1500, 2500]);
    for (number, article) in articles.iter().enumerate() {
        fs::write(folder.join(format!("generated-{number}")), article).unwrap();
    }
}
