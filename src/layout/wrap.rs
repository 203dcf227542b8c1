//! Line breaks inside a sentence: by option, or where the text shows that its lines were wrapped.
//!
//! Two things show it. A line ends in a word that needs another one («في», «التي», «أن»), or the lines
//! round the break were filled up to one width: the first word of each would not have fitted on the
//! line before. It does not guess from grammar whether a short line goes on.

use super::types::LineBreaks;
use crate::chars::{self, Class, class};
use crate::fold::{Key, Packer};
use crate::lex::{Token, TokenKind};
use crate::lexicon::layouts::{self, stop};

/// Bytes of the longest wrapped line.
pub(crate) const LONGEST: usize = 280;
/// Characters of the shortest line that a filled block may hold, its last one apart.
const SHORTEST: u32 = 36;
/// Lines looked at on either side of a break.
const AROUND: usize = 3;
/// Lines of a wrapped paragraph that end inside a sentence, at least.
const OPEN: usize = 2;
/// Letters of the longest word that is looked up.
const LETTERS: u32 = 10;

/// Takes the tokens of line breaks inside sentences out: no layer above sees a break there.
pub(crate) fn join_lines(text: &str, tokens: &mut Vec<Token>, breaks: LineBreaks) {
    if breaks == LineBreaks::Hard {
        return;
    }
    let is_soft = |token: &Token| {
        token.kind == TokenKind::Break && soft_break(text, token.start(), breaks).is_some()
    };
    if tokens.iter().any(is_soft) {
        tokens.retain(|token| !is_soft(token));
    }
}

/// If the line break at `at` stands inside a sentence, the place of the next visible character.
pub(crate) fn soft_break(text: &str, at: usize, breaks: LineBreaks) -> Option<usize> {
    if breaks == LineBreaks::Hard {
        return None;
    }
    let next = single(text, at)?;
    if breaks == LineBreaks::Soft {
        return Some(next);
    }
    let (_, line) = line_before(text, at)?;
    (wants_another_word(line) || is_filled(text, at, next)).then_some(next)
}

/// The visible character behind one line break, if it can go on a sentence: no bullet, no dash.
fn single(text: &str, at: usize) -> Option<usize> {
    let mut chars = text.get(at..)?.char_indices().peekable();
    let (_, first) = chars.next().filter(|&(_, c)| class(c) == Class::Break)?;
    let before = text.get(..at)?.chars().rev();
    if before
        .take(64)
        .find(|&c| !matches!(class(c), Class::Space | Class::Control))
        .is_none_or(|c| class(c) == Class::Break)
    {
        return None;
    }
    if first == '\r' {
        chars.next_if(|&(_, c)| c == '\n');
    }
    let (offset, c) = chars.find(|&(_, c)| !matches!(class(c), Class::Space | Class::Control))?;
    let goes_on = match class(c) {
        Class::Arabic(_) | Class::Ligature(..) | Class::Latin(_) => true,
        Class::Quote => true,
        // «2. فلان» is an item.
        Class::Digit(..) => {
            let rest = text.get(at + offset..)?;
            let digits = rest.trim_start_matches(|c| matches!(class(c), Class::Digit(..)));
            !digits.trim_start().starts_with(['.', '-', '–', ')', '/'])
        }
        Class::Punct => matches!(c, '(' | '['),
        _ => false,
    };
    goes_on.then_some(at + offset)
}

/// Whether a line ends in a word that ends no sentence: «من», «وفي», «التي». Three words stand
/// before it at least, so that no label or title of one word is meant.
fn wants_another_word(line: &str) -> bool {
    let mut codes = [0u8; LETTERS as usize];
    let (mut letters, mut spaces) = (0usize, 0);
    for c in line.chars().rev().take(64) {
        match class(c) {
            Class::Space if letters > 0 => {
                spaces += 1;
                if spaces > 2 {
                    break;
                }
            }
            _ if spaces > 0 && class(c) != Class::Break => {}
            Class::Space | Class::Control | Class::Mark => {}
            Class::Arabic(code) => {
                let Some(slot) = codes.get_mut(letters) else {
                    return false;
                };
                *slot = code;
                letters += 1;
            }
            _ => return false,
        }
    }
    if spaces < 2 {
        return false;
    }
    let mut packer = Packer::default();
    let word = codes.get(..letters).unwrap_or_default();
    word.iter().rev().for_each(|&code| packer.push(code));
    let key = packer.finish();
    let Some(words) = layouts::stop_words() else {
        return false;
    };
    let needs_more = |key: Key| words.word(key) & stop::UNFINISHED != 0;
    // «تي في» is a name made of letters.
    let before = line.trim_end_matches(chars::is_blank);
    let before = before.trim_end_matches(|c| class(c) != Class::Space);
    let spelled = before
        .split_whitespace()
        .next_back()
        .is_some_and(|word| words.word(Key::of(word)) & words.word(key) & stop::LETTER != 0);
    !spelled && needs_more(key)
        || key.letter(0) == chars::WAW && letters > 2 && needs_more(key.skip(1))
}

/// What a line is to the width of its block.
#[derive(Clone, Copy, Debug, Default)]
struct Shape {
    /// Characters, marks and controls left out.
    width: u32,
    /// Characters of its first word.
    first: u32,
    /// It ends in a terminator or colon.
    closed: bool,
    /// A comma or terminator stands inside.
    running: bool,
}

fn shape(line: &str) -> Option<Shape> {
    let mut found = Shape::default();
    let mut first = None;
    let mut pending = false;
    for c in line.trim_matches(chars::is_blank).chars() {
        match class(c) {
            Class::Mark | Class::Control => continue,
            Class::Quote => pending = false,
            class => {
                found.running |= pending;
                // Most characters are letters and spaces.
                let letter = matches!(class, Class::Arabic(_) | Class::Space);
                pending = !letter && matches!(c, '.' | '،' | '؛' | '؟' | '!' | ',' | ';' | '…');
                found.closed = !letter && is_terminator(c);
                if class == Class::Space && first.is_none() {
                    first = Some(found.width);
                }
            }
        }
        found.width += 1;
    }
    found.first = first.unwrap_or(found.width);
    (found.width > 0).then_some(found)
}

/// The line that ends before `end`, and where it begins; none when it is too long or empty.
fn line_before(text: &str, end: usize) -> Option<(usize, &str)> {
    let mut from = end.saturating_sub(LONGEST);
    let bytes = text.as_bytes();
    if let Some(offset) = memchr::memrchr2(b'\n', b'\r', bytes.get(from..end)?) {
        let start = from + offset + 1;
        return Some((start, text.get(start..end)?));
    }
    if from > 0 {
        return None;
    }
    while !text.is_char_boundary(from) {
        from += 1;
    }
    Some((from, text.get(from..end)?))
}

/// The line that begins at `start`, and where it ends.
fn line_at(text: &str, start: usize) -> Option<(usize, &str)> {
    let bytes = text.as_bytes();
    let limit = (start + LONGEST).min(bytes.len());
    match memchr::memchr2(b'\n', b'\r', bytes.get(start..limit)?) {
        Some(offset) => Some((start + offset, text.get(start..start + offset)?)),
        None if limit == bytes.len() => Some((limit, text.get(start..)?)),
        None => None,
    }
}

/// The place behind a line feed, a carriage return or both.
fn behind_break(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + if rest.starts_with("\r\n") { 2 } else { 1 }
}

/// The place before a line feed, a carriage return or both that end at `at`.
fn before_break(text: &str, at: usize) -> usize {
    let rest = text.get(..at).unwrap_or_default();
    at.saturating_sub(if rest.ends_with("\r\n") { 2 } else { 1 })
}

/// Whether the lines round the break were filled up to one width.
fn is_filled(text: &str, at: usize, next: usize) -> bool {
    // The line before, and up to two more above it; then those below. A block of one paragraph.
    let mut shapes = [Shape::default(); 2 * AROUND];
    let (Some((start, line)), Some((_, below))) = (line_before(text, at), line_at(text, next))
    else {
        // A line too long for a wrapped one.
        return false;
    };
    // Most breaks fall here: paragraphs end in full stops, wrapped lines seldom do.
    if line.len() < SHORTEST as usize || open_lines(text, start, next, line) < OPEN {
        return false;
    }
    let Some(own) = shape(line).filter(|own| own.width >= SHORTEST) else {
        return false;
    };
    // Others fall here: the next line alone shows that its first word would have fitted.
    if shape(below).is_none_or(|below| own.width + 1 + below.first <= below.width) {
        return false;
    }
    let mut above = [own; AROUND];
    let mut count_above = 1;
    let mut start = start;
    while count_above < AROUND && start > 0 {
        let found = line_before(text, before_break(text, start));
        let Some((from, line)) = found else { break };
        let Some(shape) = shape(line) else { break };
        if let Some(slot) = above.get_mut(count_above) {
            *slot = shape;
        }
        count_above += 1;
        start = from;
    }
    let mut count = 0;
    for shape in above.iter().take(count_above).rev() {
        if let Some(slot) = shapes.get_mut(count) {
            *slot = *shape;
        }
        count += 1;
    }
    let mut start = next;
    for _ in 0..AROUND {
        let Some((end, line)) = line_at(text, start) else {
            // A line too long for a wrapped one.
            return false;
        };
        let Some(shape) = shape(line) else { break };
        if let Some(slot) = shapes.get_mut(count) {
            *slot = shape;
        }
        count += 1;
        start = behind_break(text, end);
        if start >= text.len() {
            break;
        }
    }
    forced(shapes.get(..count).unwrap_or_default(), count_above - 1)
}

/// Whether each line was broken because the next word did not fit, save behind the end of a paragraph;
/// `own` is the line before the break in question.
fn forced(shapes: &[Shape], own: usize) -> bool {
    let width = shapes.iter().map(|shape| shape.width).max().unwrap_or(0);
    let mut open = 0;
    for (at, pair) in shapes.windows(2).enumerate() {
        let [line, next] = pair else { return false };
        let full = line.width >= SHORTEST && line.width + 1 + next.first > width;
        if !full && (at == own || !line.closed) {
            return false;
        }
        open += usize::from(full && !line.closed);
    }
    // Prose has commas and stops inside its lines; verses and lists have them at the ends.
    let running = shapes.iter().filter(|shape| shape.running).count();
    open >= OPEN && running >= 2
}

/// Lines round a break that no terminator closes, counted by their ends alone: `line` begins at `start`,
/// the one behind the break at `next`. Never fewer than [`forced`] would count.
fn open_lines(text: &str, start: usize, next: usize, line: &str) -> usize {
    let mut open = usize::from(!is_closed(line));
    let mut start = start;
    for _ in 1..AROUND {
        let found = (start > 0).then(|| line_before(text, before_break(text, start)));
        let Some((from, line)) = found.flatten() else {
            break;
        };
        open += usize::from(!is_closed(line));
        start = from;
    }
    let mut next = next;
    for _ in 0..AROUND {
        if open >= OPEN || next >= text.len() {
            break;
        }
        let Some((end, line)) = line_at(text, next) else {
            break;
        };
        open += usize::from(!is_closed(line));
        next = behind_break(text, end);
    }
    open
}

/// Whether a line ends in a terminator or colon, as [`Shape::closed`] says.
fn is_closed(line: &str) -> bool {
    let mut back = line.trim_end_matches(chars::is_blank).chars().rev();
    let last = back.find(|&c| !matches!(class(c), Class::Mark | Class::Control | Class::Quote));
    last.is_some_and(is_terminator)
}

const fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '؟' | '!' | '…' | ':' | '?' | '۔')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Breaks that stand inside a sentence, as ⏎ in place of them.
    fn shown(text: &str, breaks: LineBreaks) -> String {
        let mut out = String::new();
        let mut at = 0;
        for (place, _) in text.match_indices('\n') {
            if place < at {
                continue;
            }
            out += &text[at..place];
            at = if let Some(next) = soft_break(text, place, breaks) {
                out += "⏎";
                next
            } else {
                out += "\n";
                place + 1
            };
        }
        out + &text[at..]
    }

    #[test]
    fn an_option_decides_about_single_breaks_only() {
        let text = "سطر\nسطر\n\nفقرة\n- بند";
        assert_eq!(shown(text, LineBreaks::Hard), text);
        assert_eq!(shown(text, LineBreaks::Soft), "سطر⏎سطر\n\nفقرة\n- بند");
        assert_eq!(soft_break("سطر\r\nسطر", 6, LineBreaks::Soft), Some(8));
    }

    #[test]
    fn a_word_that_needs_another_one_goes_on() {
        for text in [
            "وصلت القافلة صباح اليوم إلى⏎مدينة أكادير.",
            "قررت الوزارة أن⏎\"تعيد فتح المعبر\".",
            "افتتح الجسر الذي⏎انتظره السكان.",
            "تراجعت الأسعار في تونس وفي⏎الجزائر.",
        ] {
            assert_eq!(shown(&text.replace('⏎', "\n"), LineBreaks::Evident), text);
        }
        for text in [
            "وصلت القافلة صباح اليوم\nمدينة أكادير.",
            "وصلت القافلة صباح اليوم إلى:\nمدينة أكادير.",
            "وصلت القافلة صباح اليوم إلى\n- مدينة أكادير.",
            "من\nالقاهرة",
            "بقلم محمد علي\nوصلت القافلة.",
            "متابعة عن شوف تي في\nوصلت القافلة.",
            "قال إنه لم يصل بعد\nوصلت القافلة.",
        ] {
            assert_eq!(shown(text, LineBreaks::Evident), text);
        }
    }

    #[test]
    fn lines_filled_to_one_width_go_on() {
        let wrapped = "أعلنت بلدية الوادي الكبير، اليوم، عن فتح\n\
                       حديقة عامة جديدة وسط الحي القديم. وحضر عدد\n\
                       كبير من سكان المنطقة الذين طالبوا بها منذ\n\
                       سنوات طويلة.";
        assert_eq!(
            shown(wrapped, LineBreaks::Evident),
            wrapped.replace('\n', "⏎")
        );
        let carried = format!("عنوان\n\n{wrapped}\n\nفقرة أخرى.");
        assert_eq!(
            shown(&carried, LineBreaks::Evident),
            format!("عنوان\n\n{}\n\nفقرة أخرى.", wrapped.replace('\n', "⏎"))
        );
        let listed = "أعلنت بلدية الوادي الكبير، اليوم، عن فتح\n\
                      حديقة\n\
                      وحضر عدد كبير من السكان الذين طالبوا بها\n\
                      سنوات طويلة.";
        assert_eq!(shown(listed, LineBreaks::Evident), listed);
    }
}
