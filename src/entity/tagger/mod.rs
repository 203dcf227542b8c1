//! The embedded tagger: a linear sequence model that marks names of organizations, persons and places.
//!
//! A line is tagged at once (B/I/O over three classes, Viterbi); the weights of some forty features a
//! token are small integers learned from annotated press text (see `data/MODEL.md`). Nothing is
//! decoded, compiled or allocated beyond the reused buffers; time is linear in the text.

mod decode;
mod features;
mod model;
mod read;
#[cfg(feature = "train")]
pub mod train;

use std::sync::OnceLock;

use crate::doc::Doc;
use crate::lex::TokenKind;
use crate::span::Span;

pub(crate) use decode::Scratch;
use model::Model;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Named {
    /// An organization.
    Organization,
    /// A person.
    Person,
    /// A place.
    Place,
}

/// A token's part in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Label {
    /// In no name.
    Outside,
    /// First token of a name.
    Begin(Named),
    /// Further token of a name.
    Inside(Named),
}

impl Label {
    const fn of(tag: usize) -> Self {
        match tag {
            1 => Self::Begin(Named::Organization),
            2 => Self::Inside(Named::Organization),
            3 => Self::Begin(Named::Person),
            4 => Self::Inside(Named::Person),
            5 => Self::Begin(Named::Place),
            6 => Self::Inside(Named::Place),
            _ => Self::Outside,
        }
    }
}

/// The tag of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    /// Its part in a name.
    pub(crate) label: Label,
    /// Letters of proclitics before the name, as the tagger read the token.
    pub(crate) stripped: u8,
    /// By how much the token's own features prefer the label to no name; 20 is a factor of e.
    pub(crate) margin: i16,
}

/// A name that the tagger found: tokens `first..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tagged {
    /// What it names.
    pub(crate) named: Named,
    /// Index of the first token.
    pub(crate) first: usize,
    /// Index of the token behind the last.
    pub(crate) end: usize,
    /// From the host of the first token.
    pub(crate) span: Span,
    /// Mean of the tokens' margins.
    pub(crate) margin: i16,
}

fn embedded() -> Option<&'static Model<'static>> {
    static MODEL: OnceLock<Option<Model<'static>>> = OnceLock::new();
    MODEL
        .get_or_init(|| Model::new(include_bytes!("../data/tagger.bin")))
        .as_ref()
}

/// Tags every token of an article, line by line, with the embedded model.
pub(crate) fn tag(doc: &Doc<'_>, scratch: &mut Scratch, out: &mut Vec<Tag>) {
    out.clear();
    match embedded() {
        Some(model) => tag_with(model, doc, scratch, out),
        None => out.resize(doc.tokens.len(), OUTSIDE),
    }
}

const OUTSIDE: Tag = Tag {
    label: Label::Outside,
    stripped: 0,
    margin: 0,
};

/// Longest line that is tagged at once, in tokens: longer ones are cut.
const LONGEST: usize = 4096;

fn tag_with(model: &Model<'_>, doc: &Doc<'_>, scratch: &mut Scratch, out: &mut Vec<Tag>) {
    out.clear();
    out.reserve(doc.tokens.len());
    let mut from = 0;
    while from < doc.tokens.len() {
        let end = doc
            .tokens
            .iter()
            .skip(from)
            .take(LONGEST)
            .position(|token| token.kind == TokenKind::Break)
            .map_or(doc.tokens.len().min(from + LONGEST), |n| from + n);
        features::line(doc, from, end, &mut scratch.units);
        decode::decode(model, scratch, out);
        from = end;
        if doc.ends_line(from) && from < doc.tokens.len() {
            out.push(OUTSIDE);
            from += 1;
        }
    }
}

/// The names in the tags of an article.
pub(crate) fn spans<'d>(doc: &'d Doc<'d>, tags: &'d [Tag]) -> Names<'d> {
    Names { doc, tags, at: 0 }
}

/// Iterator over the names in the tags of an article.
#[derive(Clone, Debug)]
pub(crate) struct Names<'d> {
    doc: &'d Doc<'d>,
    tags: &'d [Tag],
    at: usize,
}

impl Iterator for Names<'_> {
    type Item = Tagged;

    fn next(&mut self) -> Option<Tagged> {
        loop {
            let first = self.at;
            let tag = self.tags.get(first)?;
            self.at += 1;
            let Label::Begin(named) = tag.label else {
                continue;
            };
            let mut sum = i32::from(tag.margin);
            while let Some(further) = self.tags.get(self.at) {
                if further.label != Label::Inside(named) {
                    break;
                }
                sum += i32::from(further.margin);
                self.at += 1;
            }
            let end = self.at;
            let count = i32::try_from(end - first).unwrap_or(i32::MAX);
            let token = self.doc.token(first)?;
            let start = read::host_start(self.doc, token, tag.stripped);
            let last = self
                .doc
                .token(end - 1)
                .map_or(start, crate::lex::Token::end);
            return Some(Tagged {
                named,
                first,
                end,
                span: Span::new(start, last.max(start)),
                margin: i16::try_from(sum / count).unwrap_or(i16::MAX),
            });
        }
    }
}
