//! Allocations are counted, not timed: the same text always needs the same number.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::alloc::System;

use khabar::{Anchor, Parser, Scratch};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

mod support;

#[global_allocator]
static GLOBAL: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Allocations of a warm parse, beside one for each record; and those of new buffers on top.
const FIXED: usize = 70;
const NEW_SCRATCH: usize = 40;
/// Allocations over all fixtures, warm and one-shot: a little above what was counted. Only ever lowered.
const WARM_SUM: usize = 1830;
const COLD_SUM: usize = 2430;

/// Allocations of one run, reallocations included.
fn count(work: impl FnOnce()) -> usize {
    let region = Region::new(GLOBAL);
    work();
    let change = region.change();
    change.allocations + change.reallocations
}

/// One test alone in this file: the counter is the whole process's.
#[test]
fn warm_parses_allocate_little_and_sentences_nothing() {
    let anchor: Anchor = "2024-03-11".parse().unwrap();
    let parser = Parser::new().at(anchor);
    let mut scratch = Scratch::new();
    let articles = support::fixtures::articles();
    for fixture in &articles {
        parser.parse_with(&mut scratch, &fixture.text).unwrap();
    }
    let mut report = Vec::new();
    let (mut warm_sum, mut cold_sum, mut record_sum) = (0, 0, 0);
    for fixture in &articles {
        let mut records = 0;
        let mut warm = || {
            count(|| {
                let article = parser.parse_with(&mut scratch, &fixture.text).unwrap();
                records = article.parts().len()
                    + article.sentences().len()
                    + article.quotations().len()
                    + article.numbers().len()
                    + article.dates().len()
                    + article.organizations().len()
                    + article.people().len()
                    + article.places().len()
                    + article.entities().len();
            })
        };
        let (first, second) = (warm(), warm());
        assert_eq!(
            first, second,
            "{}: the number of allocations changes",
            fixture.name
        );
        let cold = count(|| drop(parser.parse(&fixture.text).unwrap()));
        report.push(format!(
            "{}: {first} allocations, {cold} without scratch, {records} records, {} bytes",
            fixture.name,
            fixture.text.len()
        ));
        assert!(
            first <= FIXED + records && cold <= FIXED + records + NEW_SCRATCH,
            "more allocations:\n{}",
            report.join("\n")
        );
        warm_sum += first;
        cold_sum += cold;
        record_sum += records;
    }
    let report = report.join("\n");
    println!("{report}");
    println!("sums: {warm_sum} warm, {cold_sum} without scratch, {record_sum} records");
    assert!(
        warm_sum <= WARM_SUM,
        "{warm_sum} allocations of warm parses"
    );
    assert!(
        cold_sum <= COLD_SUM,
        "{cold_sum} allocations of one-shot parses"
    );
    for fixture in &articles {
        let text = &fixture.text;
        let mut found = 0;
        let allocated = count(|| {
            found = khabar::sentences(text).count()
                + khabar::sentence_indices(text).count()
                + khabar::explain(text).count();
        });
        assert!(found > 0 && allocated == 0, "{}: {allocated}", fixture.name);
    }
    assert!(
        count(|| drop(parser.clone())) == 0,
        "a clone of the parser allocates"
    );
}
