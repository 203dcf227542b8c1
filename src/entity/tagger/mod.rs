//! The embedded tagger: a linear sequence model that marks names of organizations, persons and places.
//!
//! A line is tagged at once (B/I/O over three classes, Viterbi); the weights of some thirteen features a
//! token are small integers learned from annotated press text (see `data/MODEL.md`). Nothing is
//! decoded, compiled or allocated beyond the reused buffers; time is linear in the text.

mod decode;
mod features;
mod hints;
mod merge;
mod model;
#[cfg(feature = "train")]
pub mod train;

use std::sync::OnceLock;

use super::words::Words;
use crate::lex::TokenKind;
use crate::span::Span;

pub(super) use decode::Scratch;
pub(super) use hints::hints;
pub(super) use merge::merge;
use model::Model;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Named {
    /// An organization.
    Organization,
    /// A person.
    Person,
    /// A place.
    Place,
}

/// A token's part in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Label {
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
pub(super) struct Tag {
    /// Its part in a name.
    pub(super) label: Label,
    /// By how much the token's own features prefer the label to no name; 20 is a factor of e.
    pub(super) margin: i16,
}

/// A name that the tagger found: tokens `first..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tagged {
    /// What it names.
    pub(super) named: Named,
    /// Index of the first token.
    pub(super) first: usize,
    /// Index of the token behind the last.
    pub(super) end: usize,
    /// From the host of the first token.
    pub(super) span: Span,
    /// Mean of the tokens' margins.
    pub(super) margin: i16,
}

fn embedded() -> Option<&'static Model<'static>> {
    static MODEL: OnceLock<Option<Model<'static>>> = OnceLock::new();
    MODEL
        .get_or_init(|| Model::new(include_bytes!("../data/tagger.bin")))
        .as_ref()
}

/// Tags every token of an article, line by line, with the embedded model.
pub(super) fn tag(words: &Words<'_>, hints: &[u8], scratch: &mut Scratch, out: &mut Vec<Tag>) {
    out.clear();
    match embedded() {
        Some(model) => tag_with(model, words, hints, scratch, out),
        None => out.resize(words.doc.tokens.len(), OUTSIDE),
    }
}

const OUTSIDE: Tag = Tag {
    label: Label::Outside,
    margin: 0,
};

/// Longest line that is tagged at once, in tokens: longer ones are cut.
const LONGEST: usize = 4096;

fn tag_with(
    model: &Model<'_>,
    words: &Words<'_>,
    hints: &[u8],
    scratch: &mut Scratch,
    out: &mut Vec<Tag>,
) {
    let doc = words.doc;
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
        features::line(words, hints, from, end, model, &mut scratch.units);
        decode::decode(model, scratch, out);
        from = end;
        if doc.ends_line(from) && from < doc.tokens.len() {
            out.push(OUTSIDE);
            from += 1;
        }
    }
}

/// Most tokens of a name: no name of the annotated texts has half as many.
const LONGEST_NAME: usize = 64;

/// The names in the tags of an article.
pub(super) fn spans<'d>(words: &'d Words<'d>, tags: &'d [Tag]) -> Names<'d> {
    Names { words, tags, at: 0 }
}

/// Iterator over the names in the tags of an article.
#[derive(Clone, Debug)]
pub(super) struct Names<'d> {
    words: &'d Words<'d>,
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
                if further.label != Label::Inside(named) || self.at - first >= LONGEST_NAME {
                    break;
                }
                sum += i32::from(further.margin);
                self.at += 1;
            }
            let end = self.at;
            let count = i32::try_from(end - first).unwrap_or(i32::MAX);
            let start = self.words.start(first);
            let last = self
                .words
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::{self, Doc};
    use crate::lex;
    use crate::lexicon::Lexicon;

    fn names(text: &str) -> Vec<(Named, &str)> {
        let lexicon = Lexicon::embedded().unwrap();
        let mut tokens = Vec::new();
        lex::scan(text, &mut tokens);
        doc::read(text, &mut tokens, &lexicon);
        let doc = Doc {
            text,
            tokens: &tokens,
            lexicon: &lexicon,
            keys: &[],
            cardinals: None,
        };
        let cache = Words::cache(&doc);
        let words = Words::new(&doc, &cache);
        let mut tags = Vec::new();
        tag(&words, &[], &mut Scratch::default(), &mut tags);
        assert_eq!(tags.len(), tokens.len(), "one tag a token");
        let names = spans(&words, &tags);
        names
            .map(|name| (name.named, &text[name.span.range()]))
            .collect()
    }

    #[test]
    fn the_embedded_model_is_whole() {
        assert!(embedded().is_some());
        let file = include_bytes!("../data/tagger.bin");
        assert!(file.len() < 1_300_000, "{} bytes", file.len());
        for cut in [0, 7, 15, 500, file.len() - 1] {
            assert!(Model::new(&file[..cut]).is_none(), "{cut}");
        }
    }

    #[test]
    fn names_without_any_rule() {
        use Named::{Organization, Person, Place};
        for (text, expected) in [
            (
                "أعلنت وزارة الصحة التونسية في بيان أن الوضع مستقر.",
                &[(Organization, "وزارة الصحة التونسية")][..],
            ),
            (
                "وصل الرئيس محمود درواس إلى القاهرة اليوم.",
                &[(Person, "محمود درواس"), (Place, "القاهرة")],
            ),
            ("كان الجو باردا في الصباح.", &[]),
            ("", &[]),
            ("\n\n", &[]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn lines_are_tagged_each_for_itself() {
        let line = "أعلنت وزارة الصحة التونسية في بيان أن الوضع مستقر.";
        let both = format!("{line}\n{line}");
        assert_eq!(names(&both).len(), 2 * names(line).len());
    }
}
