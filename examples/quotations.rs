//! Who said what, as CSV: one row a quotation, grouped by speaker.
//!
//! `cargo run --example quotations -- FILE…` (without a file: articles that are part of the repository).
//! The fields are those that a newsroom asks for; `khabar parse --format csv` writes all of them.

mod support;

use std::error::Error;
use std::io;

use khabar::{Article, Parser, Quotation};

fn main() -> Result<(), Box<dyn Error>> {
    let parser = Parser::new();
    let mut table = csv::Writer::from_writer(io::stdout().lock());
    table.write_record(["article", "speaker", "role", "cue", "stance", "words"])?;
    for (name, text) in support::articles()? {
        let article = parser.parse(&text)?;
        let mut said: Vec<&Quotation> = article
            .quotations()
            .iter()
            .filter(|quotation| quotation.is_speech())
            .collect();
        // A stable sort: each speaker's words stay in the order of the article.
        said.sort_by_key(|quotation| speaker(quotation));
        for quotation in said {
            table.write_record(row(&article, &name, quotation))?;
        }
    }
    table.flush()?;
    Ok(())
}

fn speaker(quotation: &Quotation) -> &str {
    quotation.speaker().map_or("", |speaker| speaker.name())
}

fn row<'a>(article: &'a Article<'_>, name: &'a str, quotation: &'a Quotation) -> [String; 6] {
    let role = quotation.speaker().and_then(|speaker| speaker.role);
    let cue = quotation.cue.as_ref();
    [
        name.to_owned(),
        speaker(quotation).to_owned(),
        role.map_or("", |role| article.slice(role)).to_owned(),
        cue.map_or("", |cue| &cue.lemma).to_owned(),
        cue.map_or_else(String::new, |cue| format!("{:?}", cue.stance)),
        article.slice(quotation.content()).to_owned(),
    ]
}
