//! The one decision: does the sentence end at this terminator? Asked by the parser's sentence layer
//! and by [`sentences`](crate::sentences()), so that they cannot disagree. It looks a bounded distance
//! to both sides and touches no heap.

use super::abbreviation::abbreviation;
use super::context::{
    Context, is_break, is_control, is_digit, is_latin, is_letter, is_space, is_terminator,
};
use super::rules::Rejection;
use super::types::Boundary;
use crate::chars::{Class, class};
use crate::lexicon::layouts::stop;

/// Bytes looked back for an opening mark.
const OPENER_REACH: usize = 600;
/// Emoji that belong to a sentence.
const EMOJI: usize = 64;
/// Bytes of a headline's answer.
const ANSWER: usize = 64;

/// Bytes of a sentence that an ellipsis may close before a word that opens none by itself.
const LONG: usize = 280;
/// Bytes of the words before a headline that announce it.
const KICKER: usize = 48;
/// Words of a title that ends in a question or exclamation mark, when no preposition follows it.
const TITLE_WORDS: usize = 3;

/// What a candidate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The sentence ends before the byte `end`.
    End { boundary: Boundary, end: usize },
    /// It goes on; the next candidate lies at or behind `resume`.
    Continue { rule: Rejection, resume: usize },
}

/// A run of terminators and the marks that close behind it.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    /// Byte behind the last terminator of the first group.
    stops_end: usize,
    /// Byte behind everything that belongs to the run.
    end: usize,
    dots: u32,
    /// Dots in the longest run without spaces.
    together: u32,
    /// Runs that spaces separate.
    groups: u32,
    /// Dots behind closing marks.
    late_dots: u32,
    ellipses: u32,
    questions: u32,
    exclamations: u32,
    /// A terminator stands behind closing marks: «القضاء.».».
    settled: bool,
    quote: bool,
    /// The last closing quotation mark.
    mark: Option<char>,
    /// The last closing mark is a single one.
    nested: bool,
    bracket: bool,
}

impl Run {
    fn count(&mut self, c: char) {
        match c {
            '.' | '۔' => self.dots += 1,
            '…' => self.ellipses += 1,
            '!' => self.exclamations += 1,
            _ => self.questions += 1,
        }
    }

    const fn boundary(&self) -> Boundary {
        if self.questions > 0 {
            Boundary::Question
        } else if self.exclamations > 0 {
            Boundary::Exclamation
        } else if self.is_ellipsis() {
            Boundary::Ellipsis
        } else {
            Boundary::FullStop
        }
    }

    const fn is_ellipsis(&self) -> bool {
        let several = self.together > 1 || self.groups > 2;
        self.questions == 0 && self.exclamations == 0 && (self.ellipses > 0 || several)
    }

    const fn is_stop(&self) -> bool {
        self.questions == 0
            && self.exclamations == 0
            && self.ellipses == 0
            && self.together <= 1
            && self.groups <= 2
    }
}

/// Judges the terminator at byte `at` in a sentence that began at byte `start`.
pub(super) fn decide(cx: &Context<'_>, start: usize, at: usize) -> Verdict {
    let run = terminators(cx, at);
    let reject = |rule| Verdict::Continue {
        rule,
        resume: run.stops_end,
    };
    let before = cx.last_visible(at).max(start);
    let Some(last) = cx
        .before(before)
        .filter(|&c| before > start && !is_break(c))
    else {
        return reject(Rejection::Opening);
    };
    let glued = before == cx.skip_controls_back(at);
    if run.is_stop() && run.groups == 1 && cx.at(at) == Some('.') {
        if let Some(rule) = single_stop(cx, start, at, run.stops_end, last, glued) {
            return reject(rule);
        }
    } else if inside_address(cx, last, glued, run.stops_end) {
        return reject(Rejection::Address);
    }
    let run = closing_marks(cx, at, run);
    let resume = run.end;
    let go_on = |rule| Verdict::Continue { rule, resume };
    let next_at = cx.next_visible(run.end);
    let next = cx.at(next_at).filter(|&c| !is_break(c));
    let end = Verdict::End {
        boundary: run.boundary(),
        end: with_emoji(cx, run.end),
    };
    let Some(next) = next else { return end };
    if matches!(next, '،' | ',' | '؛' | ';' | ':') {
        return go_on(Rejection::Continuation);
    }
    if run.quote && matches!(next, '-' | '–' | '—' | 'ـ') {
        return go_on(Rejection::Continuation);
    }
    if matches!(last, '(' | '[' | '{') && run.bracket && !run.settled {
        return go_on(Rejection::Brackets);
    }
    if run.bracket && !run.settled && closes_inside(cx, start, at) {
        return go_on(Rejection::Brackets);
    }
    if run.is_stop() && !run.settled && glued && run.end > run.stops_end {
        if let Some(rule) = abbreviation(cx, at, run.end, last) {
            return go_on(rule);
        }
    }
    if run.nested && is_nested(cx, at) {
        return go_on(Rejection::Nested);
    }
    if run.quote && is_attribution(cx, start, at, next_at, &run) {
        return go_on(Rejection::Attribution);
    }
    if run.late_dots > 1 && !cx.opens_sentence(next_at) {
        return go_on(Rejection::Ellipsis);
    }
    if run.is_ellipsis() {
        if is_digit(last) && is_digit(next) && glued && next_at == run.end {
            return go_on(Rejection::Number);
        }
        if is_kicker(cx, start, at) {
            return end;
        }
        let opens = cx.opens_sentence(next_at)
            || cx.opens_dateline(next_at)
            || next_at > run.end && is_long(cx, start, at) && cx.may_open_sentence(next_at);
        if !opens || is_enumeration(cx, next_at) {
            return go_on(Rejection::Ellipsis);
        }
    } else if !run.quote && !run.is_stop() && is_title_line(cx, start, next_at, ANSWER) {
        return go_on(Rejection::Headline);
    }
    end
}

/// Whether so much stands before an ellipsis, without a bracket or mark that is open, that it closes a
/// sentence: columnists write «..» for the full stop.
fn is_long(cx: &Context<'_>, start: usize, at: usize) -> bool {
    if at - start < LONG {
        return false;
    }
    let line = cx.line_before(at, LONG);
    let count = |marks: &[char]| line.matches(marks).count();
    let open = count(&['(', '[', '«', '“']) > count(&[')', ']', '»', '”']);
    !open && count(&['"']) % 2 == 0 && !line.contains("..") && !line.contains('…')
}

/// Whether the line so far is a word or two that announce what the headline is about: «بالصور..».
fn is_kicker(cx: &Context<'_>, start: usize, at: usize) -> bool {
    let kicker = cx.text.get(start..at).unwrap_or_default();
    kicker.len() <= KICKER
        && kicker.chars().filter(|&c| is_space(c)).count() <= 1
        && cx.begins_line(start)
        && cx
            .segment_after(start)
            .is_some_and(|first| cx.bits(&first) & stop::KICKER != 0)
}

/// Whether one word and another ellipsis follow: «الذكي.. والمسيء.. والصعلوك».
fn is_enumeration(cx: &Context<'_>, at: usize) -> bool {
    let rest = cx.text.get(at..).unwrap_or_default();
    let mut spaces = 0;
    let mut dots = 0;
    for c in rest.chars().take(32) {
        if c == '.' || c == '…' {
            dots += if c == '…' { 2 } else { 1 };
            if dots > 1 {
                return true;
            }
        } else if is_space(c) {
            spaces += 1;
            if spaces > 1 {
                return false;
            }
        } else if dots > 0 || !is_letter(c) {
            return false;
        }
    }
    false
}

/// The terminators from `at` on, also those that single spaces separate.
fn terminators(cx: &Context<'_>, at: usize) -> Run {
    let mut run = Run {
        groups: 1,
        ..Run::default()
    };
    let mut from = at;
    let mut dots = 0;
    loop {
        let next = cx.skip_spaces(from);
        let Some(c) = cx.at(next).filter(|&c| is_terminator(c)) else {
            run.stops_end = from;
            run.end = from;
            return run;
        };
        if cx.skip_controls(from) < next {
            run.groups += 1;
            // «بيضاء. ..كل»: a full stop, whatever dots follow it.
            dots = if run.is_stop() { u32::MAX / 2 } else { 0 };
        }
        run.count(c);
        dots += u32::from(c == '.');
        if dots < u32::MAX / 2 {
            run.together = run.together.max(dots);
        }
        from = next + c.len_utf8();
    }
}

/// Closing quotation marks, brackets and controls behind the terminators, and terminators behind those.
fn closing_marks(cx: &Context<'_>, at: usize, mut run: Run) -> Run {
    for _ in 0..16 {
        let glued_at = cx.skip_controls(run.end);
        if glued_at > run.end
            && !matches!(
                cx.before(glued_at),
                Some('\u{202A}'..='\u{202B}' | '\u{202D}'..='\u{202E}' | '\u{2066}'..='\u{2068}')
            )
        {
            run.end = glued_at;
        }
        let place = cx.next_visible(run.end);
        let Some(c) = cx.at(place) else { break };
        let spaced = place > glued_at;
        let behind = place + c.len_utf8();
        if is_terminator(c) && run.end > run.stops_end {
            run.count_settled(c);
            run.end = behind;
            continue;
        }
        if matches!(c, ')' | ']' | '}' | '﴾') {
            run.bracket = true;
        } else if class(c) == Class::Quote && closes(cx, at, c, spaced, behind) {
            run.quote = true;
            run.mark = Some(c);
            run.nested = matches!(c, '\'' | '’' | '›');
        } else {
            break;
        }
        run.end = behind;
    }
    run
}

impl Run {
    fn count_settled(&mut self, c: char) {
        self.settled = true;
        self.late_dots += match c {
            '.' => 1,
            '…' => 2,
            _ => 0,
        };
        if matches!(c, '!' | '?' | '؟') {
            self.count(c);
        }
    }
}

/// Whether the quotation mark behind a terminator closes. `behind` is the place after it.
fn closes(cx: &Context<'_>, at: usize, mark: char, spaced: bool, behind: usize) -> bool {
    let open_to_right = cx
        .right(behind)
        .is_some_and(|c| is_letter(c) || is_digit(c) || class(c) == Class::Other);
    match mark {
        '»' | '”' | '’' | '›' => !(spaced && open_to_right),
        '«' | '“' | '‘' | '‹' | '„' => !spaced && !open_to_right,
        _ if !spaced && !open_to_right => true,
        _ if spaced && open_to_right => false,
        _ => {
            let line = cx.line_before(at, OPENER_REACH);
            if line.contains(mark) {
                is_open(line, mark)
            } else {
                // Nothing is open; but an opening mark would have its closing one on the line.
                let rest = cx.line_after(behind, OPENER_REACH);
                !rest.contains(mark)
            }
        }
    }
}

/// Whether the last mark of a kind that opens and closes alike stands open at the end of a line's
/// start, by its shape, else by the number of marks.
fn is_open(line: &str, mark: char) -> bool {
    let Some((before, behind)) = line.rsplit_once(mark) else {
        return false;
    };
    let free = |c: Option<char>| c.is_none_or(|c| is_space(c) || is_break(c));
    let mut outwards = before.chars().rev().filter(|&c| !is_control(c));
    let mut left = outwards.next();
    if left == Some('و') && free(outwards.next()) {
        // «و"» joins a quotation to the one before.
        left = None;
    }
    let right = behind.chars().find(|&c| !is_control(c));
    match (free(left) || left == Some(':'), free(right)) {
        (true, false) => true,
        (false, true) => false,
        _ => line.matches(mark).count() % 2 == 1,
    }
}

/// Whether the bracket closed behind the terminator at `at` was opened inside the sentence, not at
/// its start: «قال الخبير (وهو مستشار!) إن».
fn closes_inside(cx: &Context<'_>, start: usize, at: usize) -> bool {
    let line = cx.line_before(at, OPENER_REACH);
    let Some(open) = line.rfind(['(', '[', '{']) else {
        return false;
    };
    let open = at - line.len() + open;
    cx.last_visible(open) > start && open > start
}

/// Whether a quotation stands open round the single marks that were closed.
fn is_nested(cx: &Context<'_>, at: usize) -> bool {
    let line = cx.line_before(at, OPENER_REACH);
    let unmatched =
        |open: char, close: char| line.matches(open).count() > line.matches(close).count();
    is_open(line, '"') || unmatched('«', '»') || unmatched('“', '”')
}

/// Whether what follows a closed quotation says whose it is: «متى تنتهي؟» سأل.
fn is_attribution(cx: &Context<'_>, start: usize, at: usize, next_at: usize, run: &Run) -> bool {
    let Some(next) = cx.segment_after(next_at) else {
        return false;
    };
    let bits = cx.bits(&next);
    if bits & stop::RESUMPTION != 0 {
        return true;
    }
    if run.settled || run.is_stop() {
        return false;
    }
    (bits | cx.bits_before_pronoun(&next)) & stop::ATTRIBUTION != 0
        && !introduces_speech(cx, next.edge)
        || !cx.opens_sentence(next_at)
            && is_embedded(cx, start, at, run.mark, bits & stop::PREPOSITION != 0)
}

/// Whether the quotation that closes behind `at` stands inside a clause, not behind a colon nor at the
/// start of the sentence: a title with a question mark.
fn is_embedded(
    cx: &Context<'_>,
    start: usize,
    at: usize,
    mark: Option<char>,
    goes_on: bool,
) -> bool {
    let open = match mark {
        Some('»') => '«',
        Some('”') => '“',
        Some(mark) => mark,
        None => return false,
    };
    let line = cx.line_before(at, OPENER_REACH);
    let Some(place) = line.rfind(open).map(|place| at - line.len() + place) else {
        return false;
    };
    let content = cx.text.get(place..at).unwrap_or_default();
    let short = content.chars().filter(|&c| is_space(c)).count() < TITLE_WORDS;
    let before = cx.last_visible(place);
    (goes_on || short)
        && place > start
        && before > start
        && cx
            .before(before)
            .is_some_and(|c| is_letter(c) || is_digit(c))
}

/// Whether a colon follows in the clause: «أجاب المدرب: …» gives the words behind it to its subject,
/// not those before.
fn introduces_speech(cx: &Context<'_>, at: usize) -> bool {
    let rest = cx.text.get(at..).unwrap_or_default();
    rest.chars()
        .take(60)
        .find(|&c| is_break(c) || is_terminator(c) || matches!(c, ':' | '،' | '"' | '«' | '“'))
        == Some(':')
}

/// Whether the sentence began with its line, which ends soon behind `at` without a terminator.
fn is_title_line(cx: &Context<'_>, start: usize, at: usize, limit: usize) -> bool {
    cx.begins_line(start)
        && cx
            .rest_of_line(at, limit)
            .is_some_and(|rest| !rest.contains(is_terminator))
}

/// Whether a question mark, exclamation mark or ellipsis stands inside an address.
fn inside_address(cx: &Context<'_>, last: char, glued: bool, end: usize) -> bool {
    let latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '=' | '&' | '_' | '-');
    glued
        && latin(last)
        && cx.at(end).is_some_and(latin)
        && !(is_digit(last) && cx.at(end).is_some_and(is_digit))
}

/// Why a single full stop at `at`, its next character at `behind`, ends nothing by what is glued to
/// it or by the word before it.
fn single_stop(
    cx: &Context<'_>,
    start: usize,
    at: usize,
    behind: usize,
    last: char,
    glued: bool,
) -> Option<Rejection> {
    let right = cx.right(behind);
    let right_digit = right.is_some_and(is_digit);
    let right_latin = right.is_some_and(is_latin);
    if !glued {
        // « .com», « .5»
        return match right {
            Some(c) if is_latin(c) && c.is_lowercase() => Some(Rejection::Address),
            Some(c) if is_digit(c) => Some(Rejection::Number),
            _ => None,
        };
    }
    if is_digit(last) {
        if right_digit {
            return Some(Rejection::Number);
        }
        if right == Some('+') {
            // «90.+3»
            return Some(Rejection::Number);
        }
        if right_latin {
            return Some(Rejection::Address);
        }
        if is_spaced_decimal(cx, at, behind) {
            return Some(Rejection::Number);
        }
        return list_number(cx, start, at, behind);
    }
    if is_latin(last) || matches!(last, '/' | '_' | '-' | '@' | '=' | '&') {
        if right_latin || right_digit || matches!(right, Some('/' | '_' | '@')) {
            return Some(Rejection::Address);
        }
    } else if right_latin && is_letter(last) && is_domain(cx, behind) {
        return Some(Rejection::Address);
    }
    if is_letter(last) {
        return abbreviation(cx, at, behind, last);
    }
    None
}

/// Whether a superfluous space stands behind the decimal point of a percentage: «2. 8 %».
fn is_spaced_decimal(cx: &Context<'_>, at: usize, behind: usize) -> bool {
    let end = cx.skip_controls_back(at);
    let whole = end - cx.skip_back(end, is_digit_class);
    let from = cx.next_visible(behind);
    let to = cx.skip(from, is_digit_class);
    // Three digits at most on either side, which take one or two bytes each: no year stands there.
    let width = cx.at(from).map_or(1, char::len_utf8);
    let sign = cx.at(cx.next_visible(to));
    to > from
        && to - from <= 3 * width
        && whole <= 3 * width
        && matches!(sign, Some('%' | '٪' | '\u{FF05}'))
}

/// Whether a short word in lower-case Latin letters follows: «هسبريس.com».
fn is_domain(cx: &Context<'_>, at: usize) -> bool {
    let from = cx.skip_controls(at);
    cx.at(from).is_some_and(char::is_lowercase)
        && cx.segment_after(from).is_some_and(|word| word.letters <= 4)
}

/// Whether a number before a full stop counts an item: at the start of a line or sentence, «1.»
/// behind a colon, or a higher one behind a comma.
fn list_number(cx: &Context<'_>, start: usize, at: usize, behind: usize) -> Option<Rejection> {
    let end = cx.skip_controls_back(at);
    let from = cx.skip_back(end, |class| {
        is_digit_class(class) || class == Class::Control
    });
    let digits = cx.text.get(from..end)?.chars().filter(|&c| is_digit(c));
    let count = digits.clone().count();
    let next = cx.at(cx.next_visible(behind)).filter(|&c| !is_break(c))?;
    if count > 2 || is_terminator(next) {
        return None;
    }
    let first = digits.clone().next().map(class);
    let is_one = count == 1 && matches!(first, Some(Class::Digit(_, 1)));
    if cx.begins_line(from) {
        return Some(Rejection::ListMarker);
    }
    let before = cx.last_visible(from);
    let counts = match cx.before(before) {
        _ if before <= start => is_letter(next) && is_space(cx.right(behind)?),
        Some(':') => is_one,
        Some('،' | '؛' | ',' | ';') => !is_one && !cx.opens_sentence(behind),
        _ => false,
    };
    counts.then_some(Rejection::ListMarker)
}

fn is_digit_class(class: Class) -> bool {
    matches!(class, Class::Digit(..))
}

/// The end of a sentence moved behind emoji that follow it.
fn with_emoji(cx: &Context<'_>, end: usize) -> usize {
    let is_emoji = |c: char| matches!(c as u32, 0x1F000..=0x1FAFF | 0x2600..=0x26FF | 0x2764 | 0xFE0F | 0x200D);
    let from = cx.next_visible(end);
    if cx.at(from).is_some_and(is_emoji) {
        let rest = cx.text.get(from..).unwrap_or_default();
        let emoji = rest.chars().take(EMOJI).take_while(|&c| is_emoji(c));
        from + emoji.map(char::len_utf8).sum::<usize>()
    } else {
        end
    }
}
