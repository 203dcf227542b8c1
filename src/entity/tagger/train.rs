//! What the training program needs of the crate: the features of a text, and tagging with a model
//! that is not embedded.

use crate::doc::{self, Doc};
use crate::lex::{self, TokenKind};
use crate::lexicon::Lexicon;

use super::features;
use super::model::{self, Model};
use super::read;

/// A token of a line.
#[derive(Clone, Debug, Default)]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// First byte of the host.
    pub host: usize,
    /// Byte behind the last.
    pub end: usize,
    /// Class for transitions.
    pub edge: u8,
    /// Features, each with its template.
    pub features: Vec<(u8, u64)>,
}

/// The lines of a text with their tokens.
#[must_use]
pub fn lines(text: &str) -> Vec<Vec<Token>> {
    let lexicon = Lexicon::embedded().unwrap_or_default();
    let mut tokens = Vec::new();
    lex::scan(text, &mut tokens);
    doc::read(text, &mut tokens, &lexicon);
    let doc = Doc {
        text,
        tokens: &tokens,
        lexicon: &lexicon,
        keys: &[],
    };
    let mut units = Vec::new();
    let mut out = Vec::new();
    let mut from = 0;
    while from < tokens.len() {
        let end = tokens
            .iter()
            .skip(from)
            .position(|token| token.kind == TokenKind::Break)
            .map_or(tokens.len(), |n| from + n);
        features::line(&doc, from, end, &mut units);
        let line = units.iter().enumerate().filter_map(|(at, unit)| {
            let token = doc.token(from + at)?;
            let mut all = Vec::with_capacity(features::MOST);
            features::features(&units, at, |template, feature| {
                all.push((template, feature));
            });
            Some(Token {
                start: token.start(),
                host: read::host_start(&doc, token, unit.stripped),
                end: token.end(),
                edge: unit.edge,
                features: all,
            })
        });
        let line: Vec<_> = line.collect();
        if !line.is_empty() {
            out.push(line);
        }
        from = end + 1;
    }
    out
}

/// Writes a model file; the second value is the number of features that found no place.
#[must_use]
pub fn pack(features: &[(u64, [i8; 7])], steps: &[[[i16; 8]; 8]; 8]) -> (Vec<u8>, usize) {
    model::pack(features, steps)
}

/// The names that a model finds in a text: start, end in bytes, class, margin. An empty file stands
/// for the embedded model.
#[must_use]
pub fn names(text: &str, model: &[u8]) -> Vec<(usize, usize, &'static str, i16)> {
    let lexicon = Lexicon::embedded().unwrap_or_default();
    let mut tokens = Vec::new();
    lex::scan(text, &mut tokens);
    doc::read(text, &mut tokens, &lexicon);
    let doc = Doc {
        text,
        tokens: &tokens,
        lexicon: &lexicon,
        keys: &[],
    };
    let mut scratch = super::Scratch::default();
    let mut tags = Vec::new();
    match Model::new(model) {
        Some(model) => super::tag_with(&model, &doc, &mut scratch, &mut tags),
        None => super::tag(&doc, &mut scratch, &mut tags),
    }
    let names = super::spans(&doc, &tags).map(|name| {
        let class = match name.named {
            super::Named::Organization => "ORG",
            super::Named::Person => "PER",
            super::Named::Place => "LOC",
        };
        (name.span.start(), name.span.end(), class, name.margin)
    });
    names.collect()
}

/// Texts that are scanned and read, to measure what tagging them costs.
#[derive(Debug)]
pub struct Prepared<'t> {
    texts: Vec<(&'t str, Vec<lex::Token>)>,
    scratch: super::Scratch,
    tags: Vec<super::Tag>,
}

impl<'t> Prepared<'t> {
    /// Scans and reads texts.
    #[must_use]
    pub fn new(texts: &[&'t str]) -> Self {
        let lexicon = Lexicon::embedded().unwrap_or_default();
        let read = texts.iter().map(|text| {
            let mut tokens = Vec::new();
            lex::scan(text, &mut tokens);
            doc::read(text, &mut tokens, &lexicon);
            (*text, tokens)
        });
        Self {
            texts: read.collect(),
            scratch: super::Scratch::default(),
            tags: Vec::new(),
        }
    }

    /// Tags all with the embedded model; returns the number of tokens.
    pub fn tag(&mut self) -> usize {
        let lexicon = Lexicon::embedded().unwrap_or_default();
        let mut count = 0;
        for (text, tokens) in &self.texts {
            let doc = Doc {
                text,
                tokens,
                lexicon: &lexicon,
                keys: &[],
            };
            super::tag(&doc, &mut self.scratch, &mut self.tags);
            count += self.tags.len();
        }
        count
    }
}
