//! Joins the scanner's tokens to surface tokens and gives the space between them a token too.

use super::Token;
use crate::chars::{self, Class, class};
use crate::fold::Key;
use crate::lex::{self, TokenKind};
use crate::lexicon::layouts::{self, stop};
use crate::span::Span;

/// Tokens of an address at most.
const LONGEST: usize = 200;

/// Scanned tokens of a text.
struct Scanned<'t> {
    text: &'t str,
    tokens: Vec<lex::Token>,
}

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut scanned = Vec::new();
    lex::scan(text, &mut scanned);
    let scanned = Scanned {
        text,
        tokens: scanned,
    };
    let mut out = Vec::with_capacity(scanned.tokens.len() * 2);
    let mut push = |start: usize, end: usize, kind: TokenKind| {
        if let Some(piece) = text.get(start..end).filter(|piece| !piece.is_empty()) {
            out.push(Token {
                text: piece,
                span: Span::new(start, end),
                kind,
            });
        }
    };
    let (mut at, mut end) = (0, 0);
    while let Some(token) = scanned.token(at) {
        push(end, token.start(), TokenKind::Space);
        let (next, kind) = scanned.joined(at);
        end = scanned.end(next);
        push(token.start(), end, kind);
        at = next;
    }
    push(end, text.len(), TokenKind::Space);
    out
}

impl Scanned<'_> {
    fn token(&self, at: usize) -> Option<&lex::Token> {
        self.tokens.get(at)
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.token(at).map(|token| token.kind)
    }

    /// Where the last token before `next` ends.
    fn end(&self, next: usize) -> usize {
        next.checked_sub(1)
            .and_then(|last| self.token(last))
            .map_or(0, lex::Token::end)
    }

    fn character(&self, at: usize) -> Option<char> {
        self.token(at)?.character()
    }

    /// Whether nothing stands between a token and the one before it.
    fn is_glued(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| token.has(lex::mark::GLUED))
    }

    /// Whether nothing but direction marks stands between a token and the one before it.
    fn touches(&self, at: usize) -> bool {
        self.is_glued(at)
            || self.token(at).is_some_and(|token| {
                let gap = self.text.get(self.end(at)..token.start());
                at > 0 && gap.is_some_and(|gap| gap.chars().all(|c| class(c) == Class::Control))
            })
    }

    /// The surface token that begins at a scanned one: the one behind it, and its kind.
    fn joined(&self, at: usize) -> (usize, TokenKind) {
        let kind = self.kind(at).unwrap_or(TokenKind::Other);
        match kind {
            TokenKind::Latin | TokenKind::Number => self
                .address(at)
                .map(|next| (next, TokenKind::Address))
                .or_else(|| self.acronym(at))
                .unwrap_or_else(|| self.run(at, kind)),
            TokenKind::Word => self
                .address(at)
                .map(|next| (next, TokenKind::Address))
                .or_else(|| self.acronym(at))
                .unwrap_or_else(|| (self.underscored(at + 1), kind)),
            TokenKind::Punct => self
                .tag(at)
                .map_or((at + 1, kind), |next| (next, TokenKind::Tag)),
            _ => (at + 1, kind),
        }
    }

    /// `#كأس_العالم`, `@wam_news`: the sign and what is glued to it.
    fn tag(&self, at: usize) -> Option<usize> {
        let is_sign = matches!(self.character(at), Some('#' | '@'));
        let begins = matches!(
            self.kind(at + 1),
            Some(TokenKind::Word | TokenKind::Latin | TokenKind::Number)
        );
        let free = at == 0 || !self.is_glued(at) || !self.is_wordy(at - 1);
        if !is_sign || !begins || !free || !self.is_glued(at + 1) {
            return None;
        }
        let mut next = at + 2;
        while self.is_glued(next)
            && (self.is_wordy(next)
                || self.character(next) == Some('_')
                || self.character(next) == Some('.')
                    && self.character(at) == Some('@')
                    && self.is_glued(next + 1)
                    && self.kind(next + 1) == Some(TokenKind::Latin))
        {
            next += 1;
        }
        Some(next)
    }

    fn is_wordy(&self, at: usize) -> bool {
        matches!(
            self.kind(at),
            Some(TokenKind::Word | TokenKind::Latin | TokenKind::Number)
        )
    }

    /// Words that underscores join.
    fn underscored(&self, from: usize) -> usize {
        let mut next = from;
        while self.character(next) == Some('_')
            && self.is_glued(next)
            && self.is_wordy(next + 1)
            && self.is_glued(next + 1)
        {
            next += 2;
        }
        next
    }

    /// Digits with their separators, or Latin letters with digits and apostrophes: «1.250,5»,
    /// «G20», «don't».
    fn run(&self, at: usize, kind: TokenKind) -> (usize, TokenKind) {
        let mut next = at + 1;
        let mut kind = kind;
        loop {
            let mark = self.character(next);
            let number_goes_on = self.kind(next - 1) == Some(TokenKind::Number)
                && matches!(mark, Some('.' | ',' | '٫' | '٬' | '\''))
                && self.touches(next)
                && self.kind(next + 1) == Some(TokenKind::Number)
                && self.touches(next + 1);
            let word_goes_on = self.kind(next - 1) == Some(TokenKind::Latin)
                && matches!(mark, Some('\'' | '’'))
                && self.is_glued(next)
                && self.kind(next + 1) == Some(TokenKind::Latin)
                && self.is_glued(next + 1);
            if number_goes_on || word_goes_on {
                next += 2;
            } else if self.is_glued(next)
                && matches!(
                    (self.kind(next - 1), self.kind(next)),
                    (Some(TokenKind::Latin), Some(TokenKind::Number))
                        | (Some(TokenKind::Number), Some(TokenKind::Latin))
                )
            {
                kind = TokenKind::Latin;
                next += 1;
            } else {
                return (self.underscored(next), kind);
            }
        }
    }

    /// Dotted letters or names of letters: «أ.ف.ب», «بي.بي.سي», «U.S»; the last dot stays outside.
    fn acronym(&self, at: usize) -> Option<(usize, TokenKind)> {
        let kind = self.kind(at).filter(|kind| *kind != TokenKind::Number)?;
        let mut next = at + 1;
        let mut members = u32::from(self.is_member(at, at));
        while members > 0
            && self.character(next) == Some('.')
            && self.is_glued(next)
            && self.is_glued(next + 1)
            && self.kind(next + 1) == Some(kind)
            && self.is_member(next + 1, at)
        {
            members += 1;
            next += 2;
        }
        (members > 1).then_some((next, TokenKind::Acronym))
    }

    /// Whether a token is a letter or the name of one, و before the first not counted.
    fn is_member(&self, at: usize, first: usize) -> bool {
        let Some(token) = self.token(at) else {
            return false;
        };
        let names_letter = |key: Key| {
            layouts::stop_words().is_some_and(|words| words.word(key) & stop::LETTER != 0)
        };
        token.letters == 1
            || token.letters == 2 && at == first && token.key.letter(0) == chars::WAW
            || names_letter(token.key)
            || at == first
                && token.letters > 2
                && token.letters <= 10
                && matches!(token.key.letter(0), chars::WAW | chars::BA | chars::LAM)
                && names_letter(token.key.skip(1))
    }

    /// The token behind an address, e-mail or file name that begins here.
    fn address(&self, at: usize) -> Option<usize> {
        if at > 0 && self.is_glued(at) && self.is_wordy(at - 1) {
            return None;
        }
        // Before «http://…» an Arabic word is a label; before «.com» it is a name.
        let labelled = self.kind(at) == Some(TokenKind::Word)
            && (self.character(at + 1) != Some('.') || self.kind(at + 2) != Some(TokenKind::Latin));
        if labelled {
            return None;
        }
        let mut next = at + 1;
        // Letters of another script belong to an address only behind its first slash.
        let mut path = false;
        while next < at + LONGEST && self.is_glued(next) {
            let belongs = match self.kind(next) {
                Some(TokenKind::Latin | TokenKind::Number) => true,
                Some(TokenKind::Word) => path,
                Some(TokenKind::Punct) => match self.character(next) {
                    Some('/') => {
                        path = true;
                        true
                    }
                    Some('.' | ':' | '@' | '_' | '-' | '?' | '=' | '&' | '%' | '#' | '~' | '+') => {
                        true
                    }
                    _ => false,
                },
                Some(TokenKind::Other) => matches!(self.slice(next), "=" | "+" | "~" | "&"),
                _ => false,
            };
            if !belongs {
                break;
            }
            next += 1;
        }
        while next > at + 1 && !self.is_wordy(next - 1) && self.character(next - 1) != Some('/') {
            next -= 1;
        }
        self.is_address(at, next).then_some(next)
    }

    fn slice(&self, at: usize) -> &str {
        self.token(at)
            .and_then(|token| self.text.get(token.span().range()))
            .unwrap_or_default()
    }

    fn is_address(&self, at: usize, next: usize) -> bool {
        if next < at + 3 {
            return false;
        }
        let surface = self
            .text
            .get(self.token(at).map_or(0, lex::Token::start)..self.end(next))
            .unwrap_or_default();
        let host = surface.split(['/', '?', '#']).next().unwrap_or_default();
        if surface.contains("://") || host.starts_with("www.") {
            return true;
        }
        let Some((name, ending)) = host.rsplit_once('.') else {
            return false;
        };
        // A known shape of ending: two to five small letters, digits only in file names («mp3»).
        let capital = |c: char| c.is_ascii_uppercase() || c == '.';
        if (2..=5).contains(&ending.len()) && name.len() > 2 && host.chars().all(capital) {
            // «AKHBAR.INFO»
            return true;
        }
        let short = (2..=5).contains(&ending.len())
            && ending
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
            && ending.starts_with(|c: char| c.is_ascii_lowercase());
        let named =
            name.chars().any(|c| c.is_ascii_alphabetic()) || self.kind(at) == Some(TokenKind::Word);
        short
            && named
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@' | '+'))
    }
}
