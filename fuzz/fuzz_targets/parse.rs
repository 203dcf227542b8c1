//! Any bytes that are text parse, and the article keeps every promise.
#![no_main]

#[path = "../../tests/support/invariants.rs"]
mod invariants;

use std::cell::RefCell;

use invariants::{Parsers, check_text};
use khabar::{ParseError, Scratch};
use libfuzzer_sys::fuzz_target;

thread_local! {
    static SHARED: (Parsers, RefCell<Scratch>) = (Parsers::default(), RefCell::default());
}

fuzz_target!(|bytes: &[u8]| {
    SHARED.with(|(parsers, scratch)| match std::str::from_utf8(bytes) {
        Ok(text) => check_text(parsers, &mut scratch.borrow_mut(), text),
        Err(error) => assert_eq!(
            parsers.plain.parse_bytes(bytes).err(),
            Some(ParseError::InvalidUtf8 {
                valid_up_to: error.valid_up_to()
            })
        ),
    });
});
