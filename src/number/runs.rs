//! Digits that count nothing: identifiers, phones, models, list marks, clock times, dates, scores.

use super::codes::{
    ends_in_marks, is_day, is_list_mark, is_mark_in_line, is_text_code, is_verse, names_a_decree,
    names_a_year, names_an_edition, names_an_hour, numbers_a_place, phone, sections, spaced_date,
};
use super::context::{self, has_role, roles};
use super::numerals::exponent;
use super::rules;
use super::types::{Number, NumberKind, NumberValue};
use crate::chars::ALEF;
use crate::doc::Doc;
use crate::lex::{Token, TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::numbers::{WordKind, role};
use crate::rule::RuleId;
use crate::span::Span;

/// What a reading found: a record, or nothing but tokens to pass over.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) number: Option<Number>,
    pub(super) next: usize,
}

impl Outcome {
    pub(super) const fn silent(next: usize) -> Self {
        Self { number: None, next }
    }
}

/// Longest run of groups looked at.
const LONGEST: usize = 12;

/// A run of digit groups joined without spaces: «24/02/2022», «0522-123456», «13.22».
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    /// Index behind it.
    next: usize,
    slashes: usize,
    colons: usize,
    dashes: usize,
}

pub(super) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '~')
}

fn run(doc: &Doc<'_>, at: usize) -> Run {
    let mut run = Run {
        next: at + 1,
        ..Run::default()
    };
    for _ in 0..LONGEST {
        let (Some(separator), Some(group)) = (doc.token(run.next), doc.token(run.next + 1)) else {
            break;
        };
        if group.kind != TokenKind::Number || !separator.has(mark::GLUED) || !group.has(mark::GLUED)
        {
            break;
        }
        match separator.character() {
            Some('/') => run.slashes += 1,
            Some(':' | '+' | '=') => run.colons += 1,
            Some(c) if is_dash(c) => run.dashes += 1,
            Some('.' | ',' | '،' | '٫' | '٬') => {}
            _ => break,
        }
        run.next += 2;
    }
    run
}

/// Reads a digit token that is no count. `None` leaves it to the numeral rules.
pub(super) fn digit_run(doc: &Doc<'_>, at: usize, floor: usize) -> Option<Outcome> {
    let token = doc.token(at)?;
    let run = run(doc, at);
    if belongs_to_a_word(doc, at) {
        return Some(Outcome::silent(run.next));
    }
    if is_list_mark(doc, at, token) || is_mark_in_line(doc, at, token) {
        return Some(Outcome::silent(at + 1));
    }
    if run.next == at + 1 && token.letters < 3 && is_day(doc, at) {
        // A day: the date layer's, or part of a street's name.
        return Some(Outcome::silent(at + 1));
    }
    let plus = doc.is_char(at + 1, '+')
        && doc
            .token(at + 2)
            .is_some_and(|second| second.kind == TokenKind::Number);
    if plus {
        // «دول الـ5 + 1»
        return Some(Outcome::silent(at + 3));
    }
    if doc.is_char(run.next, '=') {
        // «1358 = 1429هـ»: two names of one year.
        return Some(Outcome::silent(run.next));
    }
    if names_an_hour(doc, at, run.next) || ends_in_marks(doc, at, run.next) {
        return Some(Outcome::silent(run.next));
    }
    if let Some(next) = spaced_date(doc, at) {
        return Some(Outcome::silent(next));
    }
    let zero = token.letters > 2
        && leading_zero(doc, token)
        && !(token.letters < 6 && context::alone(doc, at, run.next));
    if names_an_identifier(doc, at, run.next, floor)
        || zero && run.slashes == 0 && run.colons == 0 && (run.dashes > 0 || run.next == at + 1)
        || token.letters > 15
        || run.dashes == 1 && run.slashes == 0 && run.next == at + 3 && token.letters > 5
    {
        return Some(identifier(doc, at, sections(doc, run.next)));
    }
    if let Some(next) = phone(doc, at) {
        return Some(identifier(doc, at, next));
    }
    if is_text_code(doc, at, token) {
        return Some(identifier(doc, at, run.next));
    }
    if let Some(outcome) = score(doc, at) {
        return Some(outcome);
    }
    let date = run.colons > 0 || run.slashes > 1 || run.dashes > 1 || run.slashes + run.dashes > 1;
    if date || run.slashes == 1 && !is_fraction(doc, at, run.next) {
        return Some(Outcome::silent(run.next));
    }
    let measured =
        super::measure::measure_begins(doc, run.next).is_some() || doc.is(run.next, Class::Number);
    if context::ends_name(doc, at)
        && !measured
        && (run.dashes == 1 || !context::is_noun(doc, run.next))
        || names_a_year(doc, at, run.next)
        || numbers_a_place(doc, at)
        || names_an_edition(doc, at, run.next, floor)
    {
        return Some(Outcome::silent(run.next));
    }
    None
}

fn leading_zero(doc: &Doc<'_>, token: &Token) -> bool {
    doc.slice(token.span()).starts_with(['0', '٠', '۰'])
}

/// «G20», «إف-16», «كوفيد-19», «4G», «iPhone 15»: part of a word.
fn belongs_to_a_word(doc: &Doc<'_>, at: usize) -> bool {
    let token = |at: usize| doc.token(at);
    let after_latin = token(at + 1).is_some_and(|next| {
        next.kind == TokenKind::Latin
            && next.has(mark::GLUED)
            && next.flags & Class::Unit.bit() == 0
            && exponent(doc, at + 1).is_none()
    });
    let Some(before) = at.checked_sub(1).and_then(token) else {
        return after_latin;
    };
    let english = |at: usize| {
        token(at).is_some_and(|next| {
            next.kind == TokenKind::Latin && next.flags & Class::Unit.bit() == 0
        })
    };
    if english(at + 1) && (english(at + 2) || before.kind == TokenKind::Quote)
        || before.is_char('=')
    {
        return true;
    }
    // «الصنف أ2»: a letter that is no proclitic.
    if before.is_word() && before.letters == 1 && before.key.letter(0) == ALEF {
        return true;
    }
    if !doc.is_glued(at) {
        // «Boeing 737» and «iPhone 15» are names unless something is counted.
        let latin = before.kind == TokenKind::Latin
            && before.flags & Class::Unit.bit() == 0
            && !context::is_noun(doc, at + 1)
            && doc
                .token(at + 1)
                .is_none_or(|next| next.flags & (Class::Unit.bit() | Class::Number.bit()) == 0)
            && !super::measure::is_percent_sign(doc, at + 1);
        return after_latin || latin;
    }
    match before.kind {
        // «C4», but «USD5»
        TokenKind::Latin => before.flags & Class::Unit.bit() == 0 || before.letters == 1,
        // «ام1», but «ب120», «الـ70» and «نحو20 شخصا» count.
        TokenKind::Word => {
            after_latin
                || before.letters > 1
                    && before.flags & (Class::Unit.bit() | Class::Approximator.bit()) == 0
                    && super::amount::article(doc, at).is_none()
                    && (before.letters < 4
                        && !context::bare_role(
                            doc,
                            at - 1,
                            role::FROM | role::TO | role::IN | role::OVER | role::BETWEEN,
                        )
                        || !context::is_noun(doc, at + 1)
                            && super::measure::measure_begins(doc, at + 1).is_none())
        }
        TokenKind::Punct => match before.character() {
            Some('#' | '@' | '_' | '=') => true,
            // «مخطط (د/6)»
            Some('/') => {
                doc.is_glued(at - 1)
                    && at.checked_sub(2).and_then(token).is_some_and(|word| {
                        word.letters == 1 && matches!(word.kind, TokenKind::Word | TokenKind::Latin)
                    })
            }
            Some(c) if is_dash(c) => {
                doc.is_glued(at - 1)
                    && at
                        .checked_sub(2)
                        .and_then(token)
                        .is_some_and(|word| match word.kind {
                            TokenKind::Latin => true,
                            TokenKind::Word => word.letters > 1,
                            _ => false,
                        })
            }
            _ => after_latin,
        },
        _ => after_latin,
    }
}

/// «القانون رقم 13.22», «القرار 833», «رقم الطوارئ الموحد «112»».
fn names_an_identifier(doc: &Doc<'_>, at: usize, next: usize, floor: usize) -> bool {
    let Some(mut before) = at.checked_sub(1) else {
        return false;
    };
    let mark = doc.token(before).is_some_and(|token| {
        token.kind == TokenKind::Quote || matches!(token.character(), Some('(' | ':'))
    });
    if mark {
        let Some(earlier) = before.checked_sub(1) else {
            return false;
        };
        before = earlier;
    }
    if before + 1 < floor {
        return false;
    }
    if has_role(doc, before, role::NUMBER) {
        // «سجل برقم 12 عقارا»
        return !(context::is_noun_counted(doc, next) && context::is_accusative(doc, next));
    }
    if mark && is_verse(doc, at, next) {
        return true;
    }
    if mark {
        let back = before.saturating_sub(3).max(floor);
        return (back..before).any(|at| has_role(doc, at, role::NUMBER))
            && !(back..=before).any(|at| has_role(doc, at, role::BETWEEN | role::TO))
            && !context::is_noun(doc, next + 1)
            && doc
                .token(next + 1)
                .is_none_or(|token| token.flags & Class::Number.bit() == 0)
            && super::measure::measure_begins(doc, next + 1).is_none()
            || is_code(doc, before, next + 1)
                && !context::is_noun(doc, next + 1)
                && doc.token(at - 1).is_some_and(|open| open.is_char('('))
                && super::measure::measure_begins(doc, next).is_none()
                && super::measure::measure_begins(doc, next + 1).is_none()
                && !context::is_noun(doc, next);
    }
    if names_a_decree(doc, at, next, floor) {
        return true;
    }
    is_code(doc, before, next)
        && !context::is_noun_counted(doc, next)
        && super::measure::measure_begins(doc, next).is_none()
}

/// Heads of identifiers: «المادة 25», «الأمر عدد 2369»; «عدد 750 من العمال» and «بلغ العدد 9» count.
fn is_code(doc: &Doc<'_>, at: usize, next: usize) -> bool {
    let roles = roles(doc, at);
    let long = next
        .checked_sub(1)
        .and_then(|last| doc.token(last))
        .is_some_and(|digits| digits.letters > 2);
    roles & role::CODE != 0
        && (roles & role::AMOUNT == 0
            || long
                && (context::is_definite(doc, at) || !context::bare_role(doc, next, role::FROM)))
}

fn identifier(doc: &Doc<'_>, at: usize, next: usize) -> Outcome {
    let plus = at
        .checked_sub(1)
        .filter(|before| doc.is_char(*before, '+') && doc.is_glued(at));
    let span = doc.cover(plus.unwrap_or(at), next);
    let number = Number {
        span,
        numeral: span,
        kind: NumberKind::Identifier,
        value: NumberValue::Text {
            text: ascii(doc.slice(span)),
        },
        unit: None,
        approx: None,
        counted: None,
        rule: RuleId::new(rules::IDENTIFIER),
    };
    Outcome {
        number: Some(number),
        next,
    }
}

fn ascii(text: &str) -> String {
    text.chars()
        .filter(|c| !crate::chars::is_ignorable(*c))
        .map(|c| match crate::chars::class(c) {
            crate::chars::Class::Digit(_, digit) => char::from(b'0' + digit),
            _ => c,
        })
        .collect()
}

/// Goals in digits or as «صفر».
fn goals(doc: &Doc<'_>, at: usize) -> Option<u64> {
    let token = doc.token(at)?;
    token.number().or_else(|| {
        super::measure::word_at(doc, at)
            .filter(|word| word.row.kind == WordKind::Zero && !word.definite)
            .map(|_| 0)
    })
}

/// «3-1», «2 - 0», «4-صفر» in a match report, or falling where no range can fall.
pub(super) fn score(doc: &Doc<'_>, at: usize) -> Option<Outcome> {
    let (first, dash, second) = (doc.token(at)?, doc.token(at + 1)?, doc.token(at + 2)?);
    let c = dash.character()?;
    if !(is_dash(c) || matches!(c, '/' | ':')) {
        return None;
    }
    let (a, b) = (goals(doc, at)?, goals(doc, at + 2)?);
    if a > 199 || b > 199 {
        return None;
    }
    let words = first.is_word() || second.is_word();
    if !words && second.has(mark::GLUED) != dash.has(mark::GLUED) {
        return None;
    }
    // «3-1.5» and «3-1-2» are none.
    let goes_on = doc.token(at + 3).is_some_and(|mark| {
        mark.has(mark::GLUED)
            && mark.character().is_some()
            && doc
                .token(at + 4)
                .is_some_and(|next| next.kind == TokenKind::Number && next.has(mark::GLUED))
    });
    if goes_on || super::measure::measure_begins(doc, at + 3).is_some() {
        return None;
    }
    let report = words || context::is_match_report(doc, at, at + 3);
    let small = a < 20 && b < 20;
    let reads = if is_dash(c) {
        report && (small || a > 40 && b > 40)
            || small && a >= b && !context::is_noun_counted(doc, at + 3)
    } else {
        report && a < 10 && b < 10 && (second.letters == 1 || second.is_word())
    };
    if !reads {
        return None;
    }
    let span = Span::new(first.host().start(), second.end());
    Some(Outcome {
        number: Some(Number {
            span,
            numeral: span,
            kind: NumberKind::Score,
            value: NumberValue::Score {
                first: u32::try_from(a).ok()?,
                second: u32::try_from(b).ok()?,
            },
            unit: None,
            approx: None,
            counted: None,
            rule: RuleId::new(rules::SCORE),
        }),
        next: at + 3,
    })
}

/// «3/4 كوب», «أكثر من 1/2»: a fraction measures something, stands behind a bound, or alone.
fn is_fraction(doc: &Doc<'_>, at: usize, next: usize) -> bool {
    let value = |at: usize| doc.token(at).and_then(Token::number);
    let proper = value(at) < value(at + 2) && value(at + 2) <= Some(10);
    super::measure::measure_begins(doc, next).is_some()
        || context::alone(doc, at, next)
        || proper && context::approximator_before(doc, at, 0).is_some()
}
