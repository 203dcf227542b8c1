//! One scan of the text into tokens. Between tokens stands nothing but white space and format
//! controls, so tokens and gaps tile the text.

use unicode_segmentation::UnicodeSegmentation;

use super::token::{Token, TokenKind, character_key, mark, number_key};
use crate::chars::{Class, Family, PLAIN, class_at};
use crate::fold::{EXACT, Packer};

/// Longest token in bytes; longer runs are cut at a character.
const LONGEST: usize = 60_000;

/// Scans `text` and appends its tokens to `out`, which is cleared first. Offsets fit into `u32`
/// because callers refuse longer texts.
pub(crate) fn scan(text: &str, out: &mut Vec<Token>) {
    out.clear();
    out.reserve(text.len() / 9);
    let mut at = 0;
    let mut previous_end = usize::MAX;
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        if byte == b' ' {
            at += 1;
            continue;
        }
        if is_letter_lead(byte) {
            let (packer, next) = plain_letters(bytes, at);
            // A space, line feed or visible ASCII character ends the word.
            let ends = bytes
                .get(next)
                .is_none_or(|&behind| (b' '..0x7F).contains(&behind) || behind == b'\n');
            if ends && next > at {
                let mut token = token(TokenKind::Word, at, next);
                token.key = packer.finish();
                token.letters = narrow(packer.letters());
                if previous_end == at {
                    token.marks |= mark::GLUED;
                }
                out.push(token);
                at = next;
                previous_end = next;
                continue;
            }
        }
        let Some((class, len)) = class_at(text, at) else {
            break;
        };
        let (token, next) = match class {
            Class::Space | Class::Control => {
                at += len;
                continue;
            }
            Class::Break => line_break(text, at),
            Class::Arabic(_) | Class::Ligature(..) | Class::Mark => word(text, at),
            Class::Latin(_) => latin(text, at),
            Class::Digit(..) => number(text, at),
            Class::Quote => character(text, at, len, TokenKind::Quote),
            Class::Punct => character(text, at, len, TokenKind::Punct),
            Class::Other => {
                at = other(text, at, previous_end, out);
                previous_end = at;
                continue;
            }
        };
        let mut token = token;
        if previous_end == at {
            token.marks |= mark::GLUED;
        }
        out.push(token);
        at = next;
        previous_end = next;
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "texts are below 4 GiB, tokens below 64 kB"
)]
fn token(kind: TokenKind, start: usize, end: usize) -> Token {
    Token {
        key: crate::fold::Key(0),
        start: start as u32,
        word: 0,
        len: (end - start) as u16,
        flags: 0,
        kind,
        letters: 0,
        clitic: 0,
        marks: 0,
    }
}

fn narrow(n: u32) -> u8 {
    u8::try_from(n).unwrap_or(u8::MAX)
}

/// Whether a byte leads a character of U+0600..=U+06FF.
#[inline]
const fn is_letter_lead(byte: u8) -> bool {
    byte & 0xFC == 0xD8
}

/// Packs the plain two-byte letters from `at` on, at most ten; returns the place behind them.
#[inline]
fn plain_letters(bytes: &[u8], at: usize) -> (Packer, usize) {
    let mut packed = 0u64;
    let mut letters = 0;
    let ahead = bytes.get(at..).unwrap_or_default();
    for pair in ahead.chunks_exact(2).take(usize::from(EXACT)) {
        let &[lead, next] = pair else { break };
        if !is_letter_lead(lead) {
            break;
        }
        let code = PLAIN
            .get(usize::from(lead << 6 | next & 0x3F))
            .copied()
            .unwrap_or(0);
        if code == 0 {
            break;
        }
        packed = packed << 6 | u64::from(code);
        letters += 1;
    }
    (Packer::resume(packed, letters), at + 2 * letters as usize)
}

fn word(text: &str, start: usize) -> (Token, usize) {
    let (mut packer, mut at) = plain_letters(text.as_bytes(), start);
    let mut end = at;
    let mut marked = false;
    while let Some((class, len)) = class_at(text, at) {
        match class {
            Class::Arabic(code) => {
                packer.push(code);
                // Presentation forms take three bytes.
                marked |= len != 2;
            }
            Class::Ligature(a, b) => {
                packer.push(a);
                packer.push(b);
                marked = true;
            }
            Class::Mark => marked = true,
            Class::Control => {
                at += len;
                if at - start > LONGEST {
                    break;
                }
                continue;
            }
            _ => break,
        }
        if end != at && end != start {
            marked = true;
        }
        at += len;
        end = at;
        if at - start > LONGEST {
            break;
        }
    }
    let letters = packer.letters();
    let kind = if letters == 0 {
        TokenKind::Other
    } else {
        TokenKind::Word
    };
    let mut token = token(kind, start, end);
    token.key = packer.finish();
    token.letters = narrow(letters);
    if marked {
        token.marks |= mark::MARKED;
    }
    (token, end)
}

fn latin(text: &str, start: usize) -> (Token, usize) {
    let mut packer = Packer::default();
    let mut end = start;
    let mut at = start;
    while let Some((class, len)) = class_at(text, at) {
        match class {
            Class::Latin(code) => packer.push(code),
            Class::Mark => {}
            Class::Control if at - start <= LONGEST => {
                at += len;
                continue;
            }
            _ => break,
        }
        at += len;
        end = at;
        if at - start > LONGEST {
            break;
        }
    }
    let mut token = token(TokenKind::Latin, start, end);
    token.key = packer.finish();
    token.letters = narrow(packer.letters());
    (token, end)
}

fn number(text: &str, start: usize) -> (Token, usize) {
    let mut value = 0u64;
    let mut digits = 0u32;
    let mut family: Option<Family> = None;
    let mut mixed = false;
    let mut end = start;
    let mut at = start;
    while let Some((class, len)) = class_at(text, at) {
        match class {
            Class::Digit(own, digit) => {
                mixed |= family.is_some_and(|first| first != own);
                family = Some(own);
                value = value.saturating_mul(10).saturating_add(u64::from(digit));
                digits += 1;
            }
            Class::Control if at - start <= LONGEST => {
                at += len;
                continue;
            }
            _ => break,
        }
        at += len;
        end = at;
        if at - start > LONGEST {
            break;
        }
    }
    let mut token = token(TokenKind::Number, start, end);
    token.key = number_key(value);
    token.letters = narrow(digits);
    if mixed {
        token.marks |= mark::MIXED;
    }
    (token, end)
}

fn character(text: &str, start: usize, len: usize, kind: TokenKind) -> (Token, usize) {
    let mut token = token(kind, start, start + len);
    let c = text
        .get(start..)
        .and_then(|rest| rest.chars().next())
        .unwrap_or('\0');
    token.key = character_key(c);
    (token, start + len)
}

fn line_break(text: &str, start: usize) -> (Token, usize) {
    let mut end = start;
    let mut at = start;
    while let Some((class, len)) = class_at(text, at) {
        match class {
            Class::Break => end = at + len,
            Class::Space | Class::Control => {}
            _ => break,
        }
        at += len;
        if at - start > LONGEST {
            break;
        }
    }
    (token(TokenKind::Break, start, end), end)
}

/// A run that the tables do not know is cut by the Unicode word rules; returns its end.
fn other(text: &str, start: usize, previous_end: usize, out: &mut Vec<Token>) -> usize {
    let mut end = start;
    let mut at = start;
    while let Some((class, len)) = class_at(text, at) {
        match class {
            Class::Other | Class::Mark => end = at + len,
            Class::Control if at - start <= LONGEST => {}
            _ => break,
        }
        at += len;
        if at - start > LONGEST {
            break;
        }
    }
    let run = text.get(start..end).unwrap_or_default();
    for (offset, segment) in run.split_word_bound_indices() {
        let from = start + offset;
        let mut piece = token(TokenKind::Other, from, from + segment.len());
        if offset > 0 || previous_end == start {
            piece.marks |= mark::GLUED;
        }
        piece.letters = 1;
        piece.key = segment
            .chars()
            .next()
            .map_or(crate::fold::Key(0), character_key);
        out.push(piece);
    }
    end.max(start + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(&str, TokenKind)> {
        let mut out = Vec::new();
        scan(text, &mut out);
        out.iter()
            .map(|t| (&text[t.start()..t.end()], t.kind))
            .collect()
    }

    #[test]
    fn tokens_of_a_line() {
        use TokenKind::{Break, Latin, Number, Other, Punct, Quote, Word};
        assert_eq!(
            kinds("قال الـ70: «CNN 2.5%»\n\n 😀 ok"),
            [
                ("قال", Word),
                ("الـ", Word),
                ("70", Number),
                (":", Punct),
                ("«", Quote),
                ("CNN", Latin),
                ("2", Number),
                (".", Punct),
                ("5", Number),
                ("%", Punct),
                ("»", Quote),
                ("\n\n", Break),
                ("😀", Other),
                ("ok", Latin),
            ]
        );
    }

    #[test]
    fn controls_stay_inside_words_and_numbers_and_outside_their_ends() {
        assert_eq!(
            kinds("\u{200F}كت\u{200D}اب\u{200F} 1\u{200E}2")[0].0,
            "كت\u{200D}اب"
        );
        let mut out = Vec::new();
        scan("1\u{200E}٢۳", &mut out);
        assert_eq!(out[0].number(), Some(123));
        assert!(out[0].has(mark::MIXED));
    }
}
