//! Offsets in every unit and back, against naive counting.
#![no_main]

use khabar::{OffsetMap, OffsetUnit};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let bytes: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    for unit in [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16] {
        let map = OffsetMap::new(text, unit, bytes.iter().copied());
        let mut counts = Vec::with_capacity(bytes.len());
        let mut count = 0;
        let mut characters = text.chars();
        for &byte in &bytes {
            assert_eq!(map.from_byte(byte), Some(count));
            counts.push(count);
            count += characters.next().map_or(0, |c| match unit {
                OffsetUnit::Byte => c.len_utf8(),
                OffsetUnit::Char => 1,
                OffsetUnit::Utf16 => c.len_utf16(),
            });
        }
        let back = OffsetMap::inverse(text, unit, counts.iter().copied());
        for (&byte, &count) in bytes.iter().zip(&counts) {
            assert_eq!(back.to_byte(count), Some(byte));
        }
        // Offsets that lie nowhere are answered, whatever the answer.
        let stray = OffsetMap::new(text, unit, [usize::MAX, text.len() + 1, text.len() / 2]);
        assert!(stray.from_byte(text.len() / 2).is_some());
    }
});
