//! One scan of the text into tokens. Between tokens stands nothing but white space and format
//! controls, so tokens and gaps tile the text.

use unicode_segmentation::UnicodeSegmentation;

use super::token::{Token, TokenKind, character_key, mark, number_key};
use crate::chars::{Class, Family, NO_LETTER, PLAIN, class_at};
use crate::fold::{EXACT, Key, Packer};

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
            let (packed, letters) = plain_letters(bytes, at);
            let next = at + 2 * letters as usize;
            let behind = bytes.get(next).copied().unwrap_or(b' ');
            if letters > 0 && ends_word(behind, bytes, next) {
                let mut token = token(TokenKind::Word, at, next);
                token.key = Key(packed);
                token.letters = narrow(letters);
                if previous_end == at {
                    token.marks = mark::GLUED;
                }
                out.push(token);
                previous_end = next;
                at = next + usize::from(behind == b' ');
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
        key: Key(0),
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

/// Whether a byte and the one behind it end a word of plain letters: a space, line feed or visible ASCII
/// character, the comma, semicolon and question mark of Arabic, a guillemet.
#[inline]
fn ends_word(byte: u8, bytes: &[u8], at: usize) -> bool {
    (b' '..0x7F).contains(&byte)
        || byte == b'\n'
        || matches!(
            (byte, bytes.get(at + 1)),
            (0xD8, Some(0x8C | 0x9B | 0x9F)) | (0xC2, Some(0xAB | 0xBB))
        )
}

/// Whether a byte leads a character of U+0600..=U+06FF.
#[inline]
const fn is_letter_lead(byte: u8) -> bool {
    byte & 0xFC == 0xD8
}

/// The two leading bytes of plain letters, and the bits that tell them, in each of four lanes.
const LEADS: u64 = 0x80D8_80D8_80D8_80D8;
const LEAD_BITS: u64 = 0xC0FE_C0FE_C0FE_C0FE;

/// Packs the plain two-byte letters from `at` on, at most ten; returns them and their number.
#[inline]
fn plain_letters(bytes: &[u8], at: usize) -> (u64, u32) {
    let ahead = bytes.get(at..).unwrap_or_default();
    let Some(&[first, behind]) = ahead.as_chunks().0.first_chunk() else {
        return more_letters(bytes, at, 0, 0);
    };
    let (packed, letters) = four_letters(u64::from_le_bytes(first));
    if letters < 4 {
        return (packed, letters);
    }
    let (behind, more) = four_letters(u64::from_le_bytes(behind));
    let (packed, letters) = (packed << (6 * more) | behind, letters + more);
    if letters < 8 {
        return (packed, letters);
    }
    more_letters(bytes, at, packed, letters)
}

/// Goes on letter by letter behind those that were packed.
#[inline(never)]
fn more_letters(bytes: &[u8], at: usize, packed: u64, letters: u32) -> (u64, u32) {
    let (mut packed, mut letters) = (packed, letters);
    let ahead = bytes.get(at + 2 * letters as usize..).unwrap_or_default();
    for pair in ahead.chunks_exact(2) {
        let &[lead, next] = pair else { break };
        if lead & 0xFE != 0xD8 || letters >= u32::from(EXACT) {
            break;
        }
        let code = plain((u64::from(lead) & 9) << 6 | u64::from(next) & 0x3F);
        if code >= NO_LETTER {
            break;
        }
        packed = packed << 6 | code;
        letters += 1;
    }
    (packed, letters)
}

/// Packs the letters at the start of eight bytes of text; returns them and their number.
#[inline]
fn four_letters(word: u64) -> (u64, u32) {
    let others = (word ^ LEADS) & LEAD_BITS;
    let count = others.trailing_zeros() / 16;
    // Only bits of characters of the block stay: those below the first bit of another one.
    let block = word & others.wrapping_sub(1) & !others;
    let lanes = block >> 8 & 0x003F_003F_003F_003F | (block & 0x0009_0009_0009_0009) << 6;
    let (a, b) = (plain(lanes), plain(lanes >> 16));
    let (c, d) = (plain(lanes >> 32), plain(lanes >> 48));
    if a | b | c | d >= NO_LETTER {
        return letters_before_other([a, b, c, d], count);
    }
    let packed = a << 18 | b << 12 | c << 6 | d;
    (packed >> (6 * (4 - count)), count)
}

/// The letters before the first character of the block that is none, of `count` characters.
#[cold]
#[inline(never)]
fn letters_before_other(codes: [u64; 4], count: u32) -> (u64, u32) {
    let block = codes.into_iter().take(count as usize);
    block
        .take_while(|&code| code < NO_LETTER)
        .fold((0, 0), |(packed, letters), code| {
            (packed << 6 | code, letters + 1)
        })
}

/// The entry of a lane in the table of plain letters.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "the index has ten bits")]
fn plain(lane: u64) -> u64 {
    PLAIN
        .get((lane & 0x3FF) as usize)
        .map_or(NO_LETTER, |&code| u64::from(code))
}

fn word(text: &str, start: usize) -> (Token, usize) {
    let (packed, letters) = more_letters(text.as_bytes(), start, 0, 0);
    let mut packer = Packer::resume(packed, letters);
    let mut at = start + 2 * letters as usize;
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
        piece.key = segment.chars().next().map_or(Key(0), character_key);
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
