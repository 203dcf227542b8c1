//! Bounded looks to the left and right of a place in the text.

use crate::chars::{self, Class, class};
use crate::fold::{Key, Packer};
use crate::layout::{LineBreaks, soft_break};
use crate::lexicon::layouts::{StopWords, stop};

/// Letters of a word that is looked at; longer words are no abbreviations.
const LONGEST: u32 = 10;
/// Characters of white space that a look passes over.
const GAP: usize = 64;

/// A text between two places that no look leaves.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'t> {
    /// The text, or one part of it.
    pub(super) text: &'t str,
    /// Words that decide; without them every stop is judged by its shape alone.
    pub(super) words: Option<&'static StopWords>,
    /// Whether the caller declares single line breaks soft: then looks ahead pass over them.
    pub(super) crosses: bool,
}

/// A run of letters beside a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment {
    /// Folded letters; 0 for a longer word.
    pub(super) key: Key,
    /// Number of letters, at most one more than [`LONGEST`].
    pub(super) letters: u32,
    /// First byte (a segment to the left) or first byte behind it (to the right).
    pub(super) edge: usize,
    /// Whether it is in Latin letters.
    pub(super) latin: bool,
    /// Code of its first letter, 0 for a longer word to the left.
    pub(super) first: u8,
}

pub(super) fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '؟' | '…' | '۔')
}

pub(super) fn is_break(c: char) -> bool {
    class(c) == Class::Break
}

pub(super) fn is_space(c: char) -> bool {
    class(c) == Class::Space
}

pub(super) fn is_control(c: char) -> bool {
    class(c) == Class::Control
}

/// Whether a character stands between words on a line.
fn is_gap(class: Class) -> bool {
    matches!(class, Class::Space | Class::Control)
}

pub(super) fn is_digit(c: char) -> bool {
    matches!(class(c), Class::Digit(..))
}

pub(super) fn is_letter(c: char) -> bool {
    matches!(
        class(c),
        Class::Arabic(_) | Class::Ligature(..) | Class::Mark | Class::Latin(_)
    )
}

pub(super) fn is_latin(c: char) -> bool {
    matches!(class(c), Class::Latin(_))
}

impl<'t> Context<'t> {
    /// The character at a place.
    pub(super) fn at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// The character before a place.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// The place behind all characters of a kind, from `at` on.
    #[inline]
    pub(super) fn skip(&self, at: usize, kind: impl Fn(Class) -> bool) -> usize {
        let mut place = at;
        for _ in 0..GAP {
            match chars::class_at(self.text, place) {
                Some((class, len)) if kind(class) => place += len,
                _ => break,
            }
        }
        place
    }

    /// The place before all characters of a kind that end at `at`.
    #[inline]
    pub(super) fn skip_back(&self, at: usize, kind: impl Fn(Class) -> bool) -> usize {
        let mut place = at;
        for _ in 0..GAP {
            match chars::class_before(self.text, place) {
                Some((class, len)) if kind(class) => place -= len,
                _ => break,
            }
        }
        place
    }

    /// The place behind the controls that begin at a place.
    pub(super) fn skip_controls(&self, at: usize) -> usize {
        self.skip(at, |class| class == Class::Control)
    }

    /// The place before the controls that end at a place.
    pub(super) fn skip_controls_back(&self, at: usize) -> usize {
        self.skip_back(at, |class| class == Class::Control)
    }

    /// The place behind the spaces and controls that begin at a place.
    pub(super) fn skip_spaces(&self, at: usize) -> usize {
        self.skip(at, is_gap)
    }

    /// The character glued to the right of a place, controls passed over.
    pub(super) fn right(&self, at: usize) -> Option<char> {
        self.at(self.skip_controls(at))
    }

    /// The place of the next character that is no space or control; line breaks stay.
    pub(super) fn next_visible(&self, at: usize) -> usize {
        let place = self.skip_spaces(at);
        if self.crosses && self.at(place).is_some_and(is_break) {
            return soft_break(self.text, place, LineBreaks::Soft).unwrap_or(place);
        }
        place
    }

    /// The end of the last character before `at` that is no space or control; line breaks stay.
    pub(super) fn last_visible(&self, at: usize) -> usize {
        self.skip_back(at, is_gap)
    }

    /// The letters that end at a place.
    pub(super) fn segment_before(&self, at: usize) -> Option<Segment> {
        let mut codes = [0u8; LONGEST as usize];
        let mut letters = 0u32;
        let mut edge = self.skip_controls_back(at);
        let mut latin = false;
        let mut place = edge;
        let mut push = |code: u8| {
            if let Some(slot) = codes.get_mut(letters as usize) {
                *slot = code;
            }
            letters += 1;
            letters <= LONGEST
        };
        for _ in 0..GAP {
            let Some((class, len)) = chars::class_before(self.text, place) else {
                break;
            };
            place -= len;
            let goes_on = match class {
                Class::Arabic(code) => push(code),
                Class::Ligature(first, code) => {
                    push(code);
                    push(first)
                }
                Class::Latin(code) => {
                    latin = true;
                    push(code)
                }
                Class::Mark => true,
                Class::Control => continue,
                _ => break,
            };
            edge = place;
            if !goes_on {
                break;
            }
        }
        if letters == 0 {
            return None;
        }
        let mut packer = Packer::default();
        let mut first = 0;
        if let Some(known) = codes.get(..letters as usize) {
            known.iter().rev().for_each(|&code| packer.push(code));
            first = known.last().copied().unwrap_or(0);
        }
        Some(Segment {
            key: packer.finish(),
            letters,
            edge,
            latin,
            first,
        })
    }

    /// The letters that begin at a place.
    pub(super) fn segment_after(&self, at: usize) -> Option<Segment> {
        let from = self.skip_controls(at);
        let mut packer = Packer::default();
        let (mut latin, mut first, mut edge) = (false, 0, from);
        let mut place = from;
        for _ in 0..GAP {
            let Some((class, len)) = chars::class_at(self.text, place) else {
                break;
            };
            place += len;
            match class {
                Class::Arabic(code) => {
                    if packer.letters() == 0 {
                        first = code;
                    }
                    packer.push(code);
                }
                Class::Ligature(a, b) => {
                    packer.push(a);
                    packer.push(b);
                }
                Class::Latin(code) => {
                    latin = true;
                    packer.push(code);
                }
                Class::Mark | Class::Control => continue,
                _ => break,
            }
            edge = place;
        }
        let letters = packer.letters();
        if letters == 0 {
            return None;
        }
        Some(Segment {
            key: if letters <= LONGEST {
                packer.finish()
            } else {
                Key(0)
            },
            letters,
            edge,
            latin,
            first,
        })
    }

    /// The [`stop`] bits of a segment.
    pub(super) fn bits(&self, segment: &Segment) -> u32 {
        match self.words {
            Some(words) if segment.letters <= LONGEST => words.word(segment.key),
            _ => 0,
        }
    }

    /// The [`stop`] bits of a segment without its first letter.
    pub(super) fn bits_behind_proclitic(&self, segment: &Segment) -> u32 {
        match self.words {
            Some(words) if segment.letters <= LONGEST => words.word(segment.key.skip(1)),
            _ => 0,
        }
    }

    /// Whether the word that begins at a place, spaces passed over, plainly opens a new sentence:
    /// it is joined by و, or one that opens clauses.
    pub(super) fn opens_sentence(&self, at: usize) -> bool {
        let from = self.next_visible(at);
        self.segment_after(from).is_some_and(|next| {
            !next.latin
                && !self.is_complementizer(from, &next)
                && (next.first == chars::WAW && next.letters >= 3
                    || self.bits(&next) & stop::OPENER != 0
                    || next.first == chars::FA
                        && next.letters <= LONGEST
                        && next.letters >= 5
                        && next.key.letter(1) == chars::ALEF
                        && next.key.letter(2) == chars::LAM
                    || next.first == chars::FA
                        && self.bits_behind_proclitic(&next) & stop::OPENER != 0)
        })
    }

    /// Whether a dateline begins at a place, spaces passed over: «القاهرة - ».
    pub(super) fn opens_dateline(&self, at: usize) -> bool {
        self.segment_after(self.next_visible(at))
            .is_some_and(|next| {
                let behind = self.next_visible(next.edge);
                self.bits(&next) & stop::PLACE != 0
                    && behind > next.edge
                    && matches!(self.at(behind), Some('-' | '–' | '—' | '('))
            })
    }

    /// Whether the word that begins at a place, spaces passed over, may open a new sentence: it is no
    /// preposition, conjunction or participle that goes on with the one before.
    pub(super) fn may_open_sentence(&self, at: usize) -> bool {
        let from = self.next_visible(at);
        let Some(next) = self.segment_after(from) else {
            return false;
        };
        if next.letters < 3 || next.latin || next.first == chars::FA {
            return false;
        }
        let goes_on = stop::FUNCTION | stop::PREPOSITION | stop::UNFINISHED | stop::ATTRIBUTION;
        if self.bits(&next) & goes_on != 0 {
            return false;
        }
        let exact = next.letters <= LONGEST;
        let letter = |n| next.key.letter(n);
        // «بالإضافة», «للوزارة»
        let article = letter(1) == chars::ALEF && letter(2) == chars::LAM;
        let governed = exact
            && (matches!(next.first, chars::BA | chars::KAF) && article
                || next.first == chars::LAM && letter(1) == chars::LAM);
        // «مشيرا», «مؤكدة»
        let participle = exact
            && next.first == chars::MEEM
            && next.letters >= 5
            && matches!(letter(next.letters - 1), chars::ALEF | chars::HA);
        !governed && !participle
    }

    /// Whether a word is «أن», «أنه» by its hamza: it never opens a sentence, as «إن», «إنه» do.
    fn is_complementizer(&self, at: usize, word: &Segment) -> bool {
        word.letters <= 5
            && word.key.letter(0) == chars::ALEF
            && word.key.letter(1) == chars::NUN
            && self.right(at) == Some('أ')
    }

    /// The [`stop`] bits of a segment without a pronoun of one or two letters behind it: «سألته».
    pub(super) fn bits_before_pronoun(&self, segment: &Segment) -> u32 {
        let Some(words) = self.words.filter(|_| segment.letters <= LONGEST) else {
            return 0;
        };
        let letters = segment.letters;
        let last = |n| segment.key.letter(letters - n);
        let without = |n: u32| words.word(Key(segment.key.0 >> (6 * n)));
        match letters {
            5.. if matches!(last(1), chars::HA) => without(1),
            5.. if matches!(
                (last(2), last(1)),
                (chars::HA, chars::ALEF | chars::MEEM) | (chars::NUN, chars::ALEF | chars::YA)
            ) =>
            {
                without(2)
            }
            4 if last(1) == chars::HA => without(1),
            _ => 0,
        }
    }

    /// Whether the word that begins at a place is و with a word that opens clauses or reports speech:
    /// «وقال», «وفي», and so no name.
    pub(super) fn opens_clause(&self, at: usize) -> bool {
        self.segment_after(at).is_some_and(|next| {
            if next.letters > LONGEST || next.latin {
                return false;
            }
            let opener = self.bits(&next) & stop::OPENER != 0;
            let bits = self.bits_behind_proclitic(&next);
            let joined = stop::OPENER | stop::ATTRIBUTION | stop::FUNCTION;
            opener || next.first == chars::WAW && bits & joined != 0
        })
    }

    /// Whether a place, spaces and bullets passed over, begins a line.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        let passed = |c: char| {
            is_space(c)
                || is_control(c)
                || matches!(c, '-' | '–' | '—' | '•' | '*' | '(' | '[' | '▪' | '●' | '·')
        };
        let line = self.text.get(..at).unwrap_or_default().chars().rev();
        line.enumerate()
            .find(|&(count, c)| count >= GAP || !passed(c))
            .is_none_or(|(_, c)| is_break(c))
    }

    /// The rest of the line behind a place, at most `limit` bytes; `None` when it is longer.
    pub(super) fn rest_of_line(&self, at: usize, limit: usize) -> Option<&'t str> {
        let rest = self.text.get(at..)?;
        let mut len = 0;
        for c in rest.chars() {
            if is_break(c) {
                break;
            }
            len += c.len_utf8();
            if len > limit {
                return None;
            }
        }
        rest.get(..len)
    }

    /// The line behind a place, at most its first `limit` bytes or so.
    pub(super) fn line_after(&self, at: usize, limit: usize) -> &'t str {
        let mut end = (at + limit).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let line = self.text.get(at..end).unwrap_or_default();
        line.split(['\n', '\r']).next().unwrap_or_default()
    }

    /// The line up to a place, at most its last `limit` bytes or so.
    pub(super) fn line_before(&self, at: usize, limit: usize) -> &'t str {
        let mut from = at.saturating_sub(limit);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        let line = self.text.get(from..at).unwrap_or_default();
        line.rsplit(['\n', '\r']).next().unwrap_or_default()
    }
}
