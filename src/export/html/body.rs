//! The article's text with its layers as nested marks: nothing is lost or doubled.
//!
//! Records of different layers may cross. A mark that would reach over the end of the mark around it
//! is cut there and goes on behind it, so that elements nest; all fragments of a record carry its
//! layer and index, and only the first has its id.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fmt;

use crate::article::Article;
use crate::layout::PartKind;
use crate::span::Span;

/// What a mark shows. The order decides which of two equal spans is the outer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    Parts,
    Sentences,
    Quotations,
    /// Who says a quotation; its index is the quotation's.
    Speakers,
    Organizations,
    People,
    Places,
    Dates,
    Numbers,
    /// The word that reports a quotation; its index is the quotation's.
    Cues,
}

impl Layer {
    /// The name in `data-layer` and in ids, as in the JSON.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Parts => "parts",
            Self::Sentences => "sentences",
            Self::Quotations => "quotations",
            Self::Speakers => "speakers",
            Self::Organizations => "organizations",
            Self::People => "people",
            Self::Places => "places",
            Self::Dates => "dates",
            Self::Numbers => "numbers",
            Self::Cues => "cues",
        }
    }

    /// Whether its marks take the focus and have details.
    pub(super) const fn has_details(self) -> bool {
        !matches!(
            self,
            Self::Parts | Self::Sentences | Self::Speakers | Self::Cues
        )
    }
}

/// A record's place in the text.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) layer: Layer,
    pub(super) index: usize,
    pub(super) span: Span,
    /// Whether it is a further place of its record, which has its id elsewhere.
    pub(super) is_more: bool,
    /// Class of the element: the kind of record.
    pub(super) class: &'static str,
    /// Id of the row that tells about it.
    pub(super) row: String,
    /// One line about it.
    pub(super) summary: String,
}

/// A run of text in the page.
#[derive(Debug)]
pub(super) struct Block<'a> {
    /// What it is; absent between blocks.
    pub(super) kind: Option<PartKind>,
    pub(super) events: Vec<Event<'a>>,
}

impl Block<'_> {
    /// The element; none between blocks.
    pub(super) fn element(&self) -> Option<&'static str> {
        Some(match self.kind? {
            PartKind::Headline => "h1",
            PartKind::Subheading => "h2",
            _ => "p",
        })
    }

    pub(super) fn class(&self) -> &'static str {
        self.kind.map_or("", part_class)
    }
}

/// Class of a part's element.
pub(super) const fn part_class(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Headline => "headline",
        PartKind::Subheading => "subheading",
        PartKind::Byline => "byline",
        PartKind::Dateline => "dateline",
        PartKind::Body => "body",
        PartKind::Caption => "caption",
        PartKind::SourceTrailer => "source",
        PartKind::Other => "other",
    }
}

/// A step through a block.
#[derive(Debug)]
pub(super) enum Event<'a> {
    Text(Source<'a>),
    Open {
        mark: &'a Mark,
        /// Whether the record begins here.
        first: bool,
        /// Whether it ends with this fragment.
        last: bool,
    },
    Close,
}

/// Text of the article, written so that a browser's text is the same: a carriage return, which HTML
/// would read as a line feed, by its number. Only U+0000, which no page can hold, becomes U+FFFD. What
/// would turn the characters behind it round (2024 into 4202) stays, and is kept from doing so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a>(pub(super) &'a str);

impl askama::filters::HtmlSafe for Source<'_> {}

impl fmt::Display for Source<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) =
            rest.find(['&', '<', '>', '"', '\'', '\r', '\0', '\u{202D}', '\u{202E}'])
        {
            let (before, behind) = rest.split_at(at);
            f.write_str(before)?;
            let mut characters = behind.chars();
            f.write_str(match characters.next() {
                Some('&') => "&amp;",
                Some('<') => "&lt;",
                Some('>') => "&gt;",
                Some('"') => "&quot;",
                Some('\'') => "&#39;",
                Some('\r') => "&#13;",
                Some('\u{202D}') => "<bdi class=\"override\" title=\"U+202D\">&#8237;</bdi>",
                Some('\u{202E}') => "<bdi class=\"override\" title=\"U+202E\">&#8238;</bdi>",
                _ => "\u{FFFD}",
            })?;
            rest = characters.as_str();
        }
        f.write_str(rest)
    }
}

/// The blocks of an article: they tile its text.
pub(super) fn blocks<'a>(article: &'a Article<'_>, marks: &'a [Mark]) -> Vec<Block<'a>> {
    let text = article.text();
    let ranges = ranges(article);
    let mut order: Vec<&Mark> = marks.iter().collect();
    order.sort_by_key(|mark| {
        (
            mark.span.start(),
            Reverse(mark.span.end()),
            mark.layer,
            mark.index,
        )
    });
    let mut waiting = order.into_iter().peekable();
    // Marks that began in an earlier block and go on.
    let mut going_on: Vec<Piece<'a>> = Vec::new();
    let mut blocks = Vec::with_capacity(ranges.len());
    let count = ranges.len();
    for (number, (kind, range)) in ranges.into_iter().enumerate() {
        let mut pieces: BinaryHeap<Reverse<Piece<'a>>> = BinaryHeap::new();
        going_on.retain(|piece| piece.mark.span.end() > range.start());
        let mut carried = std::mem::take(&mut going_on);
        let is_last = number + 1 == count;
        while let Some(mark) = waiting.next_if(|mark| is_last || mark.span.start() < range.end()) {
            carried.push(Piece {
                start: mark.span.start(),
                end: mark.span.end(),
                mark,
                first: true,
            });
        }
        for mut piece in carried {
            let beyond = piece.mark.span.end() > range.end() && !is_last;
            // Blank space between blocks is marked for what lies in it alone.
            if kind.is_none() && beyond {
                going_on.push(piece);
                continue;
            }
            piece.start = piece.start.max(range.start());
            piece.end = piece.mark.span.end().min(range.end()).max(piece.start);
            let shown = kind.is_some() || piece.first;
            if beyond {
                let mut rest = piece;
                rest.first = piece.first && !shown;
                rest.start = range.end();
                going_on.push(rest);
            }
            if shown {
                pieces.push(Reverse(piece));
            }
        }
        blocks.push(Block {
            kind,
            events: nest(text, range, pieces),
        });
    }
    blocks
}

/// A mark, or what is left of it.
#[derive(Clone, Copy, Debug)]
struct Piece<'a> {
    start: usize,
    end: usize,
    mark: &'a Mark,
    first: bool,
}

impl Piece<'_> {
    /// Outer pieces before inner ones.
    fn key(&self) -> (usize, Reverse<usize>, Layer, usize) {
        (
            self.start,
            Reverse(self.end),
            self.mark.layer,
            self.mark.index,
        )
    }
}

impl PartialEq for Piece<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Piece<'_> {}

impl PartialOrd for Piece<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Piece<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

/// The events of one block: pieces that cross the end of the one around them are cut there.
fn nest<'a>(
    text: &'a str,
    range: Span,
    mut pieces: BinaryHeap<Reverse<Piece<'a>>>,
) -> Vec<Event<'a>> {
    let mut events = Vec::new();
    let mut at = range.start();
    let mut open: Vec<usize> = Vec::new();
    let until = |events: &mut Vec<Event<'a>>, at: &mut usize, end: usize| {
        if let Some(run) = text.get(*at..end)
            && !run.is_empty()
        {
            events.push(Event::Text(Source(run)));
            *at = end;
        }
    };
    while let Some(Reverse(mut piece)) = pieces.pop() {
        while let Some(&end) = open.last()
            && end <= piece.start
            // What is empty at the end of a mark lies in it.
            && !(piece.start == piece.end && end == piece.start)
        {
            until(&mut events, &mut at, end);
            events.push(Event::Close);
            open.pop();
        }
        until(&mut events, &mut at, piece.start);
        if let Some(&end) = open.last()
            && end < piece.end
        {
            let mut rest = piece;
            rest.start = end;
            rest.first = false;
            piece.end = end;
            pieces.push(Reverse(rest));
        }
        events.push(Event::Open {
            mark: piece.mark,
            first: piece.first,
            last: piece.end == piece.mark.span.end(),
        });
        open.push(piece.end);
    }
    while let Some(end) = open.pop() {
        until(&mut events, &mut at, end);
        events.push(Event::Close);
    }
    until(&mut events, &mut at, range.end());
    events
}

/// Where the blocks are: parts that share a line make one, and what lies between is none.
fn ranges(article: &Article<'_>) -> Vec<(Option<PartKind>, Span)> {
    let text = article.text();
    let mut blocks: Vec<(PartKind, Span)> = Vec::new();
    if article.parts().is_empty() {
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let trimmed = line.trim_end();
            if !trimmed.is_empty() {
                blocks.push((PartKind::Body, Span::new(start, start + trimmed.len())));
            }
            start += line.len();
        }
    }
    for part in article.parts() {
        match blocks.last_mut() {
            Some((kind, last)) if shares_line(text, *last, part.span) => {
                *last = last.cover(part.span);
                if *kind == PartKind::Dateline {
                    *kind = part.kind;
                }
            }
            _ => blocks.push((part.kind, part.span)),
        }
    }
    let mut ranges = Vec::with_capacity(2 * blocks.len() + 1);
    let mut at = 0;
    for (kind, span) in blocks {
        if at < span.start() {
            ranges.push((None, Span::new(at, span.start())));
        }
        at = span.end();
        ranges.push((Some(kind), span));
    }
    if at < text.len() || ranges.is_empty() {
        ranges.push((None, Span::new(at, text.len())));
    }
    ranges
}

/// Whether a part begins on the line on which the last block ends, or inside it.
fn shares_line(text: &str, last: Span, part: Span) -> bool {
    text.get(last.end()..part.start()).is_none_or(|between| {
        !between.contains([
            '\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}',
        ])
    })
}
