//! Names that the tagger alone finds: `tag_names MODEL IN OUT` writes {"id", "entities"} a line.
//! MODEL `-` is the embedded one. `tag_names time IN` measures its speed.

#![allow(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_precision_loss,
    clippy::print_stdout,
    reason = "a tool of the workshop: offsets are those that the library gave"
)]

use std::error::Error;
use std::fs;

use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [time, input] = arguments.as_slice()
        && time == "time"
    {
        let records = fs::read_to_string(input)?;
        let records: Vec<Value> = records
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()?;
        let texts: Vec<&str> = records
            .iter()
            .filter_map(|record| record["text"].as_str())
            .collect();
        let (mut best, mut words, mut tokens) = (f64::MAX, f64::MAX, 0);
        for _ in 0..7 {
            let mut time = 0.0;
            tokens = 0;
            for text in &texts {
                // Each text is tagged right behind its reading, as in a parse.
                let mut prepared = khabar::train::Prepared::new(text);
                let begun = cpu_time::ThreadTime::now();
                tokens += prepared.tag();
                time += begun.elapsed().as_secs_f64();
            }
            best = best.min(time);
            let begun = cpu_time::ThreadTime::now();
            let count: usize = texts
                .iter()
                .map(|text| text.split_word_bounds().count())
                .sum();
            std::hint::black_box(count);
            words = words.min(begun.elapsed().as_secs_f64());
        }
        let each = 1e9 / tokens as f64;
        println!(
            "{tokens} tokens: tagging {:.1} ns a token, Unicode word bounds {:.1}",
            best * each,
            words * each
        );
        return Ok(());
    }
    let [model, input, output] = arguments.as_slice() else {
        return Err("usage: tag_names MODEL IN OUT".into());
    };
    let model = if model == "-" {
        Vec::new()
    } else {
        fs::read(model)?
    };
    let mut out = String::new();
    for line in fs::read_to_string(input)?.lines() {
        let record: Value = serde_json::from_str(line)?;
        let text = record["text"].as_str().unwrap_or_default();
        let chars = |byte: usize| text[..byte].chars().count();
        let entities: Vec<Value> = khabar::train::names(text, &model)
            .into_iter()
            .map(|(start, end, class, margin)| {
                json!({"start": chars(start), "end": chars(end), "type": class, "margin": margin, "surface": &text[start..end]})
            })
            .collect();
        out += &json!({"id": record["id"], "entities": entities}).to_string();
        out.push('\n');
    }
    fs::write(output, out)?;
    Ok(())
}
