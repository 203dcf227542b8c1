//! Offsets in characters and UTF-16 units against naive counting.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use khabar::{OffsetMap, OffsetUnit, Span};
use support::fixtures;

fn naive(text: &str, unit: OffsetUnit, byte: usize) -> usize {
    let before = &text[..byte];
    match unit {
        OffsetUnit::Byte => byte,
        OffsetUnit::Char => before.chars().count(),
        OffsetUnit::Utf16 => before.encode_utf16().count(),
    }
}

const UNITS: [OffsetUnit; 3] = [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16];

/// Every fixture, and two texts with characters of one to four bytes.
fn texts() -> Vec<String> {
    let mut texts: Vec<String> = fixtures::articles().into_iter().map(|f| f.text).collect();
    texts.push("a\u{E9}ب…😀👩\u{200D}👧 ٢٠١٥\u{FEFF}\n".repeat(3));
    texts.push(String::new());
    texts
}

#[test]
fn maps_count_like_a_loop() {
    for text in texts() {
        let bytes: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        for unit in UNITS {
            let map = OffsetMap::new(&text, unit, bytes.iter().rev().copied());
            let units: Vec<usize> = bytes
                .iter()
                .map(|&byte| map.from_byte(byte).unwrap())
                .collect();
            for (&byte, &count) in bytes.iter().zip(&units).step_by(17) {
                assert_eq!(count, naive(&text, unit, byte));
            }
            assert_eq!(units.last(), Some(&naive(&text, unit, text.len())));
            let back = OffsetMap::inverse(&text, unit, units.iter().copied());
            for (&byte, &count) in bytes.iter().zip(&units) {
                assert_eq!(back.to_byte(count), Some(byte));
            }
        }
    }
}

#[test]
fn spans_keep_their_text() {
    for text in texts() {
        let words = text.split_whitespace().map(|word| {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            Span::new(start, start + word.len())
        });
        let words: Vec<Span> = words.collect();
        let ends = || words.iter().flat_map(|span| [span.start(), span.end()]);
        let chars: Vec<char> = text.chars().collect();
        let wide: Vec<u16> = text.encode_utf16().collect();
        let in_chars = OffsetMap::new(&text, OffsetUnit::Char, ends());
        let in_utf16 = OffsetMap::new(&text, OffsetUnit::Utf16, ends());
        for &span in &words {
            let word = &text[span.range()];
            let there = in_chars.span_from_bytes(span);
            assert_eq!(chars[there.range()].iter().collect::<String>(), word);
            let there = in_utf16.span_from_bytes(span);
            assert_eq!(String::from_utf16(&wide[there.range()]).unwrap(), word);
        }
    }
}

#[test]
fn offsets_inside_characters_and_behind_the_text() {
    let text = "ب😀";
    let map = OffsetMap::new(text, OffsetUnit::Utf16, 0..9);
    let counts: Vec<_> = (0..9).map(|byte| map.from_byte(byte)).collect();
    let expected = [0, 0, 1, 1, 1, 1, 3, 3, 3].map(Some);
    assert_eq!(counts, expected);
    let back = OffsetMap::inverse(text, OffsetUnit::Char, [0, 1, 2]);
    assert_eq!(
        [0, 1, 2].map(|count| back.to_byte(count)),
        [0, 2, 6].map(Some)
    );
    assert_eq!(map.from_byte(99), None, "the map was not made for it");
}
