//! Finds candidates by a byte scan and cuts the text where the decision says so.

use super::context::{Context, is_break};
use super::decide::{Verdict, decide};
use super::rules::Rejection;
use super::types::Boundary;
use crate::chars;
use crate::lexicon::layouts;

/// Bytes scanned at a time.
const CHUNK: usize = 32;

/// One piece of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// First byte of the piece, white space included.
    pub(super) start: usize,
    /// Byte behind its last mark.
    pub(super) end: usize,
    /// Byte behind the white space that follows it: where the next one starts.
    pub(super) next: usize,
    /// Why it ends.
    pub(super) boundary: Boundary,
}

/// Cuts a text, or a part of one, into sentences.
#[derive(Clone, Debug)]
pub(super) struct Splitter<'t> {
    cx: Context<'t>,
    start: usize,
}

impl<'t> Splitter<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let words = layouts::stop_words();
        Self {
            cx: Context { text, words },
            start: 0,
        }
    }

    pub(super) const fn text(&self) -> &'t str {
        self.cx.text
    }

    /// The next piece; `keep` tells that a place lies in something that must not be cut, `rejected`
    /// hears of each candidate that ends nothing.
    pub(super) fn next_piece(
        &mut self,
        keep: impl Fn(usize) -> bool,
        mut rejected: impl FnMut(usize, Rejection),
    ) -> Option<Piece> {
        let text = self.cx.text;
        if self.start >= text.len() {
            return None;
        }
        let first = skip_blank(text, self.start);
        let mut at = first;
        while let Some(candidate) = find_candidate(text, at) {
            let Some(c) = self.cx.at(candidate) else {
                break;
            };
            if is_break(c) {
                return Some(self.cut(candidate, Boundary::LineEnd));
            }
            match decide(&self.cx, first, candidate) {
                Verdict::End { boundary, end } => {
                    if keep(end) {
                        at = end;
                    } else {
                        return Some(self.cut(end, boundary));
                    }
                }
                Verdict::Continue { rule, resume } => {
                    rejected(candidate, rule);
                    at = resume.max(candidate + 1);
                }
            }
        }
        Some(self.cut(text.len(), Boundary::PartEnd))
    }

    fn cut(&mut self, end: usize, boundary: Boundary) -> Piece {
        let piece = Piece {
            start: self.start,
            end,
            next: skip_blank(self.cx.text, end),
            boundary,
        };
        self.start = piece.next;
        piece
    }
}

/// The place of the first character at or behind `at` that is no white space or line break; controls
/// that stand before such are passed over, those before a character are left to it.
fn skip_blank(text: &str, at: usize) -> usize {
    let mut place = at;
    let mut end = at;
    while let Some((class, len)) = chars::class_at(text, place) {
        place += len;
        match class {
            chars::Class::Space | chars::Class::Break => end = place,
            chars::Class::Control => {
                if place == text.len() {
                    end = place;
                }
            }
            _ => break,
        }
    }
    end
}

/// Bytes that a terminator or line break begins or ends with, and no frequent Arabic letter has.
const fn is_candidate(byte: u8) -> bool {
    // . ! ? and line breaks; C2 85 (NEL); E2 80 A6 (…), E2 80 A8 and A9 (breaks); D8 9F (؟); DB 94 (۔)
    matches!(
        byte,
        b'.' | b'!' | b'?' | 0x0A..=0x0D | 0xC2 | 0xE2 | 0x9F | 0x94
    )
}

static CANDIDATES: [bool; 256] = {
    let mut table = [false; 256];
    let mut n = 0u8;
    loop {
        table[n as usize] = is_candidate(n);
        if n == u8::MAX {
            break;
        }
        n += 1;
    }
    table
};

/// The place of the next terminator or line break at or behind `at`.
fn find_candidate(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut from = at;
    loop {
        let rest = bytes.get(from..)?;
        let offset = scan(rest)?;
        let place = from + offset;
        match (
            bytes.get(place)?,
            bytes.get(place + 1),
            bytes.get(place + 2),
        ) {
            (b'.' | b'!' | b'?' | 0x0A..=0x0D, ..) => return Some(place),
            (0xC2, Some(0x85), _) | (0xE2, Some(0x80), Some(0xA6 | 0xA8 | 0xA9)) => {
                return Some(place);
            }
            (0x9F, ..) if place > at && bytes.get(place - 1) == Some(&0xD8) => {
                return Some(place - 1);
            }
            (0x94, ..) if place > at && bytes.get(place - 1) == Some(&0xDB) => {
                return Some(place - 1);
            }
            _ => from = place + 1,
        }
    }
}

/// The offset of the first candidate byte: whole chunks are passed over by vector comparisons.
fn scan(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    for chunk in bytes.chunks_exact(CHUNK) {
        let hit = chunk
            .iter()
            .fold(0u8, |hit, &byte| hit | u8::from(is_candidate(byte)));
        if hit != 0 {
            break;
        }
        from += CHUNK;
    }
    let rest = bytes.get(from..)?;
    let offset = rest
        .iter()
        .position(|&byte| CANDIDATES.get(usize::from(byte)).copied().unwrap_or(false))?;
    Some(from + offset)
}
