//! What the quotation layer sees of the article: sentences and pairs as token ranges, and questions
//! about single words.

use super::Sources;
use super::words::{Start, Words};
use crate::doc::Doc;
use crate::layout::PartKind;
use crate::lex::{Token, TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::cues::FunctionKind;
use crate::marks::MarkPair;
use crate::span::Span;

/// A pair of marks in tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quoted {
    /// First token of the opening mark.
    pub(super) open: usize,
    /// First token of the content.
    pub(super) first: usize,
    /// Token behind the content.
    pub(super) end: usize,
    /// Token behind the closing mark.
    pub(super) next: usize,
    pub(super) parent: Option<usize>,
    pub(super) closed: bool,
}

impl Quoted {
    pub(super) const fn len(&self) -> usize {
        self.end.saturating_sub(self.first)
    }
}

/// A sentence, or a line outside of them, in tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) first: usize,
    pub(super) end: usize,
    /// Number of its line.
    pub(super) line: usize,
    pub(super) kind: PartKind,
}

/// The article as this layer sees it.
#[derive(Debug)]
pub(super) struct Scene<'a> {
    pub(super) doc: &'a Doc<'a>,
    pub(super) sources: Sources<'a>,
    pub(super) quoted: Vec<Quoted>,
    /// Opening mark's token and its pair, in order.
    opens: Vec<(usize, usize)>,
    pub(super) stretches: Vec<Stretch>,
    /// The tokens of cues and functions in the stretches, in order.
    flagged: Vec<usize>,
    pub(super) words: Words,
}

/// Classes of the tokens at which a search starts.
const FLAGS: u16 = Class::Cue.bit() | Class::Role.bit();

impl<'a> Scene<'a> {
    pub(super) fn new(doc: &'a Doc<'a>, sources: Sources<'a>) -> Self {
        let quoted: Vec<Quoted> = sources.pairs.iter().map(|pair| quoted(doc, pair)).collect();
        let mut opens: Vec<(usize, usize)> = quoted
            .iter()
            .enumerate()
            .map(|(pair, quoted)| (quoted.open, pair))
            .collect();
        opens.sort_unstable();
        let (stretches, flagged) = stretches(doc, &sources);
        Self {
            doc,
            sources,
            quoted,
            opens,
            stretches,
            flagged,
            words: Words::new(doc, &sources),
        }
    }

    /// The tokens of a stretch that are cues or functions, in order.
    pub(super) fn flagged(&self, stretch: &Stretch, class: Class) -> impl Iterator<Item = usize> {
        let from = self.flagged.partition_point(|&at| at < stretch.first);
        let end = stretch.end;
        let rest = self.flagged.get(from..).unwrap_or_default();
        rest.iter()
            .copied()
            .take_while(move |&at| at < end)
            .filter(move |&at| self.doc.is(at, class))
    }

    /// The pair whose opening mark starts at a token.
    pub(super) fn opens_at(&self, at: usize) -> Option<usize> {
        if !matches!(self.token(at)?.kind, TokenKind::Quote | TokenKind::Punct) {
            return None;
        }
        let place = self
            .opens
            .binary_search_by_key(&at, |&(open, _)| open)
            .ok()?;
        self.opens.get(place).map(|&(_, pair)| pair)
    }

    /// The pairs whose opening marks lie in a range of tokens.
    pub(super) fn opening_in(&self, first: usize, end: usize) -> &[(usize, usize)] {
        let from = self.opens.partition_point(|&(open, _)| open < first);
        let to = self.opens.partition_point(|&(open, _)| open < end);
        self.opens.get(from..to).unwrap_or_default()
    }

    pub(super) fn pair(&self, at: usize) -> Option<&Quoted> {
        self.quoted.get(at)
    }

    /// The stretch that holds a token.
    pub(super) fn stretch_of(&self, at: usize) -> Option<usize> {
        self.stretches
            .partition_point(|stretch| stretch.first <= at)
            .checked_sub(1)
    }

    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.doc.token(at)
    }

    pub(super) fn is_char(&self, at: usize, c: char) -> bool {
        self.doc.is_char(at, c)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_word)
    }

    pub(super) fn is_comma(&self, at: usize) -> bool {
        self.is_char(at, '،') || self.is_char(at, ',')
    }

    /// Punctuation or a mark, no word.
    pub(super) fn is_punct(&self, at: usize) -> bool {
        self.token(at).is_none_or(|token| {
            matches!(
                token.kind,
                TokenKind::Punct | TokenKind::Quote | TokenKind::Break
            )
        })
    }

    pub(super) fn is_function(&self, at: usize, kind: FunctionKind) -> bool {
        self.function(at).is_some_and(|(found, _)| found == kind)
    }

    /// Whether a preposition stands at a token; the token behind it.
    pub(super) fn preposition(&self, at: usize) -> Option<usize> {
        self.function(at)
            .filter(|(kind, _)| kind.is_preposition())
            .map(|(_, next)| next)
    }

    /// Whether the word is a complementizer.
    pub(super) fn complements(&self, at: usize) -> bool {
        self.is_function(at, FunctionKind::Complementizer)
    }

    /// The person whose mention starts at a token.
    pub(super) fn person_at(&self, at: usize) -> Option<usize> {
        if !self.words.starts(at, Start::Person) {
            return None;
        }
        let people = &self.sources.entities.people;
        let token = self.token(at)?;
        let before = people.partition_point(|mention| mention.span.start() < token.start());
        people
            .get(before)
            .filter(|mention| mention.span.start() < token.end())
            // A name that lost its first letter as و or ف is not trusted: «فرومان».
            .filter(|mention| {
                mention.span.start() == token.start()
                    || !token.has(mark::CONJUNCTION)
                    || self.definite(at)
            })
            .map(|_| before)
    }

    /// The longest organization whose mention starts at a token.
    pub(super) fn organization_at(&self, at: usize) -> Option<usize> {
        if !self.words.starts(at, Start::Organization) {
            return None;
        }
        let organizations = &self.sources.entities.organizations;
        let token = self.token(at)?;
        let first = organizations.partition_point(|mention| mention.span.start() < token.start());
        organizations
            .iter()
            .enumerate()
            .skip(first)
            .take_while(|(_, mention)| mention.span.start() < token.end())
            .max_by_key(|(_, mention)| mention.span.end())
            .map(|(at, _)| at)
    }

    /// Whether a place starts at a token; the token behind it.
    pub(super) fn place_at(&self, at: usize) -> Option<usize> {
        if self.words.starts(at, Start::Place) {
            let places = &self.sources.entities.places;
            let token = self.token(at)?;
            let first = places.partition_point(|mention| mention.span.start() < token.start());
            if let Some(mention) = places
                .get(first)
                .filter(|mention| mention.span.start() < token.end())
            {
                return Some(self.token_behind(mention.span));
            }
        }
        self.doc.entry(at, Class::Place).map(|entry| entry.next)
    }

    /// The token behind a span.
    pub(super) fn token_behind(&self, span: Span) -> usize {
        self.doc.tokens_in(span).end
    }

    /// The stretch's tokens as a span without final punctuation.
    pub(super) fn cover(&self, first: usize, end: usize) -> Span {
        self.doc.cover(first, end)
    }
}

fn quoted(doc: &Doc<'_>, pair: &MarkPair) -> Quoted {
    let content = doc.tokens_in(pair.content);
    let open = doc.token_from(pair.opening.start());
    let next = if pair.closing.is_empty() {
        content.end
    } else {
        doc.token_from(pair.closing.end())
    };
    Quoted {
        open,
        first: content.start,
        end: content.end,
        next,
        parent: pair.parent,
        closed: pair.is_closed(),
    }
}

/// Sentences in tokens, and the lines between them; and the tokens with [`FLAGS`] in them.
fn stretches(doc: &Doc<'_>, sources: &Sources<'_>) -> (Vec<Stretch>, Vec<usize>) {
    // One word of twelve or so.
    let mut flagged = Vec::with_capacity(doc.tokens.len() / 8);
    let mut found = Vec::with_capacity(sources.sentences.len());
    let mut at = 0;
    let mut line = 0;
    let mut part = 0;
    let mut kind_of = |byte: usize| {
        while sources
            .parts
            .get(part + 1)
            .is_some_and(|next| next.span.start() <= byte)
        {
            part += 1;
        }
        sources
            .parts
            .get(part)
            .map_or(PartKind::Body, |part| part.kind)
    };
    let rest = |at: usize| doc.tokens.get(at..).unwrap_or_default();
    let mut sentences = sources.sentences.iter().peekable();
    while let Some(token) = doc.token(at) {
        if token.kind == TokenKind::Break {
            line += 1;
            at += 1;
            continue;
        }
        let first = at;
        let (limit, sentence) = match sentences.peek() {
            Some(sentence) if sentence.span.start() <= token.start() => {
                let end = sentence.span.end();
                sentences.next();
                (end, true)
            }
            Some(sentence) => (sentence.span.start(), false),
            None => (usize::MAX, false),
        };
        let started = line;
        let behind = at + rest(at).partition_point(|token| token.start() < limit);
        let inside = doc.tokens.get(at..behind).unwrap_or_default();
        at = behind;
        for (offset, token) in inside.iter().enumerate() {
            if token.flags & FLAGS != 0 {
                flagged.push(first + offset);
            } else if token.kind == TokenKind::Break {
                // Only a closed quotation carries a sentence over a line's end.
                if !sentence || first + offset + 1 >= behind {
                    at = first + offset;
                    break;
                }
                line += 1;
            }
        }
        if at == first {
            if token.flags & FLAGS != 0 {
                flagged.push(at);
            }
            at += 1;
        }
        found.push(Stretch {
            first,
            end: at,
            line: started,
            kind: kind_of(token.start()),
        });
    }
    (found, flagged)
}
