//! Counts looks at tokens, in tests alone: what time would tell on a quiet machine, the same on every
//! one.

use std::cell::Cell;

thread_local! {
    static STEPS: Cell<u64> = const { Cell::new(0) };
}

/// Counts one look at a token.
pub(crate) fn step() {
    STEPS.with(|steps| steps.set(steps.get() + 1));
}

/// Looks at tokens during some work on this thread.
pub(crate) fn count(work: impl FnOnce()) -> u64 {
    let before = STEPS.with(Cell::get);
    work();
    STEPS.with(Cell::get) - before
}

#[path = "../../benches/support/adversarial.rs"]
mod adversarial;

use crate::date::Anchor;
use crate::parser::{Parser, Scratch};
use adversarial::ALL;

/// The small size, and how many times larger the other one is.
const SMALL: usize = 2_000;
const TIMES: usize = 4;
/// Looks at tokens for each byte, on any text.
const MOST: u64 = 120;

/// Four times the text takes at most five times as many looks, and none takes many. A suspect is judged
/// by larger texts, in which no window that looks ahead or behind is cut short by an end.
#[test]
fn looks_at_tokens_are_linear() {
    let anchor: Anchor = "2024-03-11".parse().unwrap();
    let (parser, mut scratch) = (Parser::new().at(anchor), Scratch::new());
    let mut rows = Vec::new();
    let mut faults = Vec::new();
    for hostile in ALL {
        let mut looks = |size| {
            let text = hostile.text(size);
            let steps = count(|| {
                parser.parse_with(&mut scratch, &text).unwrap();
            });
            (steps, text.len() as u64)
        };
        let mut size = SMALL;
        let mut small = looks(size);
        let row = loop {
            let large = looks(size * TIMES);
            let row = format!(
                "{}: {} looks in {} bytes, {} in {}",
                hostile.name, small.0, small.1, large.0, large.1
            );
            let grows = large.0 > small.0.max(small.1) * (TIMES as u64 + 1);
            if grows && size == SMALL {
                (size, small) = (size * TIMES, large);
                continue;
            }
            if grows || large.0 > large.1 * MOST {
                faults.push(row.clone());
            }
            break (large.0 / large.1, row);
        };
        rows.push(row);
    }
    rows.sort();
    for (_, row) in rows.iter().rev().take(8) {
        println!("{row}");
    }
    assert!(faults.is_empty(), "more looks:\n  {}", faults.join("\n  "));
}
