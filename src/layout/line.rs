//! Lines of the article and what their shape says.

use crate::doc::Doc;
use crate::lex::{Token, TokenKind};
use crate::span::Span;

/// How a line ends, closing marks behind the punctuation left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Final {
    /// Full stop.
    Stop,
    /// Question or exclamation mark.
    Call,
    /// «..», «…».
    Ellipsis,
    /// Colon.
    Colon,
    /// Comma or semicolon.
    Comma,
    /// A word, number or anything else.
    Open,
}

/// A line: its tokens and their shape.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// First token.
    pub(super) first: usize,
    /// Token behind the last.
    pub(super) end: usize,
    /// Words and numbers.
    pub(super) words: usize,
    /// How it ends.
    pub(super) last: Final,
}

impl Line {
    /// Whether it reads like a paragraph: many words, or fewer that a full stop closes.
    pub(super) fn is_paragraph(&self) -> bool {
        self.words >= 25 || self.words >= 8 && self.last == Final::Stop
    }
}

/// The span of tokens `first..end`, proclitics inside.
pub(super) fn span_of(doc: &Doc<'_>, first: usize, end: usize) -> Span {
    let start = doc.token(first).map_or(0, Token::start);
    let last = end.checked_sub(1).and_then(|last| doc.token(last));
    Span::new(start, last.map_or(start, Token::end).max(start))
}

/// Lines of most articles: room for them.
const LINES: usize = 32;

/// The lines that hold any token.
pub(super) fn lines(doc: &Doc<'_>) -> Vec<Line> {
    let mut lines = Vec::with_capacity(LINES);
    let (mut first, mut others) = (0, 0);
    for (at, token) in doc.tokens.iter().enumerate() {
        if is_wordy(token) {
            continue;
        }
        if token.kind == TokenKind::Break {
            push(doc, first, at, at - first - others, &mut lines);
            first = at + 1;
            others = 0;
        } else {
            others += 1;
        }
    }
    let end = doc.tokens.len();
    push(doc, first, end, end - first - others, &mut lines);
    lines
}

fn push(doc: &Doc<'_>, first: usize, end: usize, words: usize, lines: &mut Vec<Line>) {
    if first < end {
        lines.push(Line {
            first,
            end,
            words,
            last: ending(doc, first, end),
        });
    }
}

/// Number of words and numbers among tokens.
pub(super) fn words(doc: &Doc<'_>, first: usize, end: usize) -> usize {
    let tokens = doc.tokens.get(first..end).unwrap_or_default();
    tokens.iter().filter(|token| is_wordy(token)).count()
}

pub(super) fn is_wordy(token: &Token) -> bool {
    matches!(
        token.kind,
        TokenKind::Word | TokenKind::Latin | TokenKind::Number
    )
}

pub(super) fn is_closer(token: &Token) -> bool {
    token.kind == TokenKind::Quote || [')', ']', '}'].into_iter().any(|c| token.is_char(c))
}

/// Whether the token can end a sentence.
pub(super) fn is_terminator(token: &Token) -> bool {
    matches!(token.character(), Some('.' | '!' | '?' | '؟' | '…' | '۔'))
}

fn ending(doc: &Doc<'_>, first: usize, end: usize) -> Final {
    let tokens = doc.tokens.get(first..end).unwrap_or_default();
    let mut back = tokens
        .iter()
        .rev()
        .take(24)
        .skip_while(|token| is_closer(token) || token.kind == TokenKind::Other);
    match back.next().and_then(Token::character) {
        Some('.' | '۔') => match back.next() {
            Some(token) if token.is_char('.') => Final::Ellipsis,
            _ => Final::Stop,
        },
        Some('؟' | '?' | '!') => Final::Call,
        Some('…') => Final::Ellipsis,
        Some(':') => Final::Colon,
        Some('،' | ',' | '؛' | ';') => Final::Comma,
        _ => Final::Open,
    }
}
