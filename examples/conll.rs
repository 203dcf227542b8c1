//! Names as CoNLL lines, for a tagger that learns from them: whole words, IOB2 tags.
//!
//! `cargo run --example conll -- FILE…` (without a file: articles that are part of the repository).

mod support;

use std::error::Error;
use std::io::{self, Write as _};

use khabar::{Layers, Parser};

fn main() -> Result<(), Box<dyn Error>> {
    // Only what the form needs is worked out.
    let layers = Layers::PARTS | Layers::SENTENCES | Layers::ENTITIES;
    let parser = Parser::builder().layers(layers).build()?;
    let mut out = io::stdout().lock();
    for (name, text) in support::articles()? {
        let article = parser.parse(&text)?;
        write!(out, "{}", article.conll().id(&name).whole_words())?;
    }
    Ok(())
}
