//! Sentences by the rules of UAX #29, for comparison: `splitters unicode|icu IN OUT` reads JSON lines
//! with `id` and `text` and writes `{"id", "sentences"}` with offsets in code points, as `evaluate`.

use std::error::Error;
use std::fs;
use std::io::Write as _;

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;
use khabar::{OffsetMap, OffsetUnit};
use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation as _;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [rules, input, output] = arguments.as_slice() else {
        return Err("expected unicode|icu IN OUT".into());
    };
    let icu = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let mut out = fs::File::create(output)?;
    for line in fs::read_to_string(input)?.lines() {
        let record: Value = serde_json::from_str(line)?;
        let text = record
            .get("text")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let mut cuts: Vec<usize> = match rules.as_str() {
            "unicode" => text
                .split_sentence_bound_indices()
                .map(|(at, _)| at)
                .collect(),
            "icu" => icu.segment_str(text).collect(),
            other => return Err(format!("unexpected {other:?}, expected unicode or icu").into()),
        };
        cuts.push(text.len());
        cuts.dedup();
        let map = OffsetMap::new(text, OffsetUnit::Char, cuts.iter().copied());
        let sentences: Vec<_> = cuts
            .windows(2)
            .filter_map(|pair| {
                Some(json!([
                    map.from_byte(*pair.first()?)?,
                    map.from_byte(*pair.last()?)?
                ]))
            })
            .collect();
        writeln!(
            out,
            "{}",
            json!({"id": record.get("id"), "sentences": sentences})
        )?;
    }
    Ok(())
}
