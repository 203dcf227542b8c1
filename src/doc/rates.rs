//! What newspapers are made of, token by token, and whether the generated articles of the benchmarks
//! are made of the same.

#[path = "../../benches/support/press.rs"]
mod press;

use std::collections::HashSet;

use crate::lex::TokenKind;
use crate::lexicon::{Class, Lexicon};
use crate::parser::Parser;

/// Shares of a collection of articles; of a thousand tokens where nothing else is said.
#[derive(Debug, Default)]
struct Rates(Vec<(&'static str, f64)>);

/// Words that are looked at for how many of them differ.
const SAMPLE: usize = 20_000;

#[allow(clippy::cast_precision_loss, reason = "counts of texts in memory")]
fn rates(texts: &[String]) -> Rates {
    let lexicon = Lexicon::embedded().unwrap();
    let parser = Parser::new();
    let (mut bytes, mut all, mut words, mut unknown, mut letters) = (0, 0, 0, 0, 0);
    let mut kinds = [0; 6];
    let mut classes = [0; 13];
    let mut records = [0; 7];
    let mut distinct = HashSet::new();
    for text in texts {
        let mut tokens = Vec::new();
        crate::lex::scan(text, &mut tokens);
        super::read(text, &mut tokens, &lexicon);
        bytes += text.len();
        all += tokens.len();
        for token in &tokens {
            let kind = match token.kind {
                TokenKind::Word => 0,
                TokenKind::Number => 1,
                TokenKind::Punct => 2,
                TokenKind::Quote => 3,
                TokenKind::Break => 4,
                _ => 5,
            };
            kinds[kind] += 1;
            if kind == 0 {
                words += 1;
                letters += usize::from(token.letters);
                unknown += usize::from(token.word == 0);
                if words <= SAMPLE {
                    distinct.insert(token.key.0);
                }
            }
            for (class, count) in classes.iter_mut().enumerate() {
                *count += usize::from(token.flags & 1 << class != 0);
            }
        }
        let article = parser.parse(text).unwrap();
        let found = [
            article.sentences().len(),
            article.quotations().len(),
            article.numbers().len(),
            article.dates().len(),
            article.organizations().len(),
            article.people().len(),
            article.places().len(),
        ];
        for (sum, found) in records.iter_mut().zip(found) {
            *sum += found;
        }
    }
    let of = |count: usize| 1000.0 * count as f64 / all as f64;
    let mut rates = vec![
        ("bytes a token", bytes as f64 / all as f64),
        ("letters a word", letters as f64 / words as f64),
        (
            "unknown, of 1000 words",
            1000.0 * unknown as f64 / words as f64,
        ),
        (
            "different, of 1000 words",
            1000.0 * distinct.len() as f64 / words.min(SAMPLE) as f64,
        ),
        ("tokens an article", all as f64 / texts.len() as f64),
    ];
    let names = [
        "words",
        "digits",
        "punctuation",
        "quotation marks",
        "line breaks",
        "others",
    ];
    rates.extend(names.into_iter().zip(kinds.map(of)));
    let names = [
        (Class::Number, "number words"),
        (Class::Date, "date words"),
        (Class::Unit, "units"),
        (Class::Approximator, "approximators"),
        (Class::Cue, "cues"),
        (Class::Head, "heads"),
        (Class::Role, "roles"),
        (Class::Function, "function words"),
        (Class::Nisba, "nationalities"),
        (Class::Given, "given names"),
        (Class::Family, "family names"),
        (Class::Place, "places"),
        (Class::Organization, "organizations"),
    ];
    rates.extend(names.map(|(class, name)| (name, of(classes[class as usize]))));
    let names = [
        "sentences found",
        "quotations found",
        "numbers found",
        "dates found",
        "organizations found",
        "people found",
        "places found",
    ];
    rates.extend(names.into_iter().zip(records.map(of)));
    Rates(rates)
}

/// What 918 newspaper articles show: each seventeenth of 15,590 articles of 21 Arabic papers, 2015 to
/// 2017, counted by `rates_of_a_corpus`.
const PAPERS: &[(&str, f64)] = &[
    ("bytes a token", 9.6),
    ("letters a word", 4.9),
    ("unknown, of 1000 words", 361.9),
    ("different, of 1000 words", 413.2),
    ("tokens an article", 312.5),
    ("words", 860.0),
    ("digits", 17.1),
    ("punctuation", 90.5),
    ("quotation marks", 17.3),
    ("line breaks", 13.4),
    ("others", 1.7),
    ("number words", 14.4),
    ("date words", 194.9),
    ("units", 10.9),
    ("approximators", 76.4),
    ("cues", 72.8),
    ("heads", 32.8),
    ("roles", 43.7),
    ("function words", 230.4),
    ("nationalities", 14.5),
    ("given names", 68.7),
    ("family names", 58.6),
    ("places", 97.1),
    ("organizations", 189.7),
    ("sentences found", 27.3),
    ("quotations found", 15.6),
    ("numbers found", 14.4),
    ("dates found", 13.0),
    ("organizations found", 20.2),
    ("people found", 14.5),
    ("places found", 21.8),
];

/// Generated articles have each rate of the papers, a quarter more or less.
#[test]
fn generated_articles_are_made_like_papers() {
    let own = rates(&press::articles(press::SEED, 240, press::PAPER)).0;
    assert_eq!(own.len(), PAPERS.len());
    let mut faults = Vec::new();
    for ((name, own), (known, paper)) in own.into_iter().zip(PAPERS) {
        assert_eq!(name, *known);
        if !(0.75 * paper..=1.25 * paper).contains(&own) {
            faults.push(format!("{name}: {own:.1}, in papers {paper}"));
        }
    }
    assert!(faults.is_empty(), "other rates:\n  {}", faults.join("\n  "));
}

/// Prints the rates of a corpus beside those of generated articles.
#[test]
#[ignore = "needs a corpus"]
fn rates_of_a_corpus() {
    let path = std::env::var_os("KHABAR_CORPUS").expect("KHABAR_CORPUS names a file");
    let file = std::fs::read_to_string(path).unwrap();
    let text = |line: &str| -> Option<String> {
        let record: serde_json::Value = serde_json::from_str(line).ok()?;
        Some(record.get("text")?.as_str()?.to_owned())
    };
    let texts: Vec<String> = file.lines().filter_map(text).step_by(17).collect();
    let own = press::articles(press::SEED, 600, press::PAPER);
    for ((name, paper), (_, own)) in rates(&texts).0.into_iter().zip(rates(&own).0) {
        println!("    (\"{name}\", {paper:.1}), // {own:.1}");
    }
}
