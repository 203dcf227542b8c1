//! Finds candidates by a byte scan and cuts the text where the decision says so.

use super::context::{Context, is_break};
use super::decide::{Verdict, decide};
use super::rules::Rejection;
use super::types::Boundary;
use crate::chars;
use crate::layout::{LONGEST_LINE, LineBreaks, soft_break};
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

/// A place where a sentence could end, and the verdict.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judged {
    /// First byte of the terminator or break.
    pub(super) at: usize,
    /// What is decided.
    pub(super) verdict: Verdict,
}

/// Cuts a text, or a part of one, into sentences.
#[derive(Clone, Debug)]
pub(super) struct Splitter<'t> {
    cx: Context<'t>,
    breaks: LineBreaks,
    start: usize,
}

impl<'t> Splitter<'t> {
    pub(super) fn new(text: &'t str, breaks: LineBreaks) -> Self {
        let words = layouts::stop_words();
        Self {
            cx: Context {
                text,
                words,
                crosses: breaks == LineBreaks::Soft,
            },
            breaks,
            start: 0,
        }
    }

    pub(super) const fn text(&self) -> &'t str {
        self.cx.text
    }

    /// Cuts a part in which every line break is soft, for what reason ever.
    pub(super) fn of_wrapped_part(text: &'t str, breaks: LineBreaks) -> Self {
        Self {
            breaks: LineBreaks::Soft,
            ..Self::new(text, breaks)
        }
    }

    /// Where the next piece starts.
    pub(super) const fn start(&self) -> usize {
        self.start
    }

    /// Lets the next piece start at a place where another splitter of the same text does.
    pub(super) const fn go_to(&mut self, start: usize) {
        self.start = start;
    }

    /// The place of the first visible character of the next piece; none at the end.
    pub(super) fn first(&self) -> Option<usize> {
        let text = self.cx.text;
        (self.start < text.len()).then(|| skip_blank(text, self.start))
    }

    /// The first candidate at or behind `at` in a sentence whose first character stands at `first`.
    #[inline]
    pub(super) fn judge(&self, first: usize, at: usize) -> Option<Judged> {
        let at = find_candidate(self.cx.text, at)?;
        let c = self.cx.at(at)?;
        let verdict = if is_break(c) {
            // A line that is longer than any wrapped one needs no look at its neighbours.
            let long = self.breaks == LineBreaks::Evident && at > first + LONGEST_LINE;
            let soft = (!long).then(|| soft_break(self.cx.text, at, self.breaks));
            match soft.flatten() {
                Some(resume) => Verdict::Continue {
                    rule: Rejection::SoftWrap,
                    resume,
                },
                None => Verdict::End {
                    boundary: Boundary::LineEnd,
                    end: at,
                },
            }
        } else {
            decide(&self.cx, first, at)
        };
        Some(Judged { at, verdict })
    }

    /// The place behind the line break at `at`.
    pub(super) fn behind_break(&self, at: usize) -> usize {
        let rest = self.cx.text.get(at..).unwrap_or_default();
        if rest.starts_with("\r\n") {
            return at + 2;
        }
        at + rest.chars().next().map_or(0, char::len_utf8)
    }

    /// The next piece; `keep` tells that a place lies in something that must not be cut.
    pub(super) fn next_piece(&mut self, mut keep: impl FnMut(usize) -> bool) -> Option<Piece> {
        let first = self.first()?;
        let mut at = first;
        while let Some(judged) = self.judge(first, at) {
            match judged.verdict {
                Verdict::End { boundary, end } => {
                    if boundary == Boundary::LineEnd || !keep(end) {
                        return Some(self.cut(end, boundary));
                    }
                    at = end;
                }
                Verdict::Continue { resume, .. } => at = resume.max(judged.at + 1),
            }
        }
        Some(self.cut(self.cx.text.len(), Boundary::PartEnd))
    }

    pub(super) fn cut(&mut self, end: usize, boundary: Boundary) -> Piece {
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

#[expect(
    clippy::indexing_slicing,
    reason = "in a constant: a fault does not compile"
)]
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

/// The offset of the first candidate byte: whole chunks are passed over by comparisons without
/// branches, which the compiler turns into vector instructions.
fn scan(bytes: &[u8]) -> Option<usize> {
    let is_candidate = |&byte: &u8| CANDIDATES.get(usize::from(byte)).copied().unwrap_or(false);
    let (chunks, rest) = bytes.as_chunks::<CHUNK>();
    let mut from = 0;
    for chunk in chunks {
        if may_hold_candidate(chunk) {
            if let Some(offset) = chunk.iter().position(is_candidate) {
                return Some(from + offset);
            }
        }
        from += CHUNK;
    }
    Some(from + rest.iter().position(is_candidate)?)
}

/// Whether a chunk may hold one of the bytes of [`is_candidate`]: one comparison stands for several
/// bytes that differ in few bits, and for some rare ones that are no candidates.
#[inline]
fn may_hold_candidate(chunk: &[u8; CHUNK]) -> bool {
    let mut hit = [0u8; CHUNK];
    for (hit, &byte) in hit.iter_mut().zip(chunk) {
        // . ? (and / >); !; line breaks (and tab); C2 E2; 94 9F (and six more).
        *hit = u8::from(byte | 0x11 == b'?')
            | u8::from(byte == b'!')
            | u8::from(byte & 0xF8 == 0x08)
            | u8::from(byte & 0xDF == 0xC2)
            | u8::from(byte & 0xF4 == 0x94);
    }
    hit.iter().fold(0, |all, &one| all | one) != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_and_single_bytes_agree() {
        for byte in 0..=u8::MAX {
            let mut chunk = [b'a'; CHUNK];
            chunk[17] = byte;
            assert!(
                !is_candidate(byte) || may_hold_candidate(&chunk),
                "{byte:#x}"
            );
            assert_eq!(scan(&chunk), is_candidate(byte).then_some(17), "{byte:#x}");
        }
    }

    #[test]
    fn candidates_are_terminators_and_breaks() {
        let text = "م؟ئ…\u{6D4}«»“ٔ\u{85}\u{2028}.!?\n";
        let mut found = String::new();
        let mut at = 0;
        while let Some(place) = find_candidate(text, at) {
            let c = text[place..].chars().next().unwrap();
            found.push(c);
            at = place + c.len_utf8();
        }
        assert_eq!(found, "؟…\u{6D4}\u{85}\u{2028}.!?\n");
    }
}
