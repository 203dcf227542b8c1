//! What digits are beside a count: marks of lists, days, hours, editions, decrees, phones, verses.

use super::context::{self, has_role};
use super::runs::is_dash;
use crate::chars::{KAF, WAW};
use crate::doc::Doc;
use crate::lex::{Token, TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::numbers::role;

/// Tokens looked about for the mark before or behind another one.
const MARKS: usize = 12;

/// Tokens looked back for the head of a decree or an event.
const HEAD: usize = 4;

/// «14 مايو», «24 و25 مايو», «24 أو 25 مايو», «24-25 مايو»: a day of a month.
pub(super) fn is_day(doc: &Doc<'_>, at: usize) -> bool {
    if context::is_month(doc, at + 1) {
        return true;
    }
    let Some(between) = doc.token(at + 1) else {
        return false;
    };
    let and = between.is_word() && between.letters == 1 && between.key.letter(0) == WAW;
    let second = doc
        .token(at + 2)
        .is_some_and(|second| second.kind == TokenKind::Number && second.letters < 3);
    and && second && context::is_month(doc, at + 3)
}

/// «15- 8 - 1436»: a date with spaces about its marks; the index behind it.
pub(super) fn spaced_date(doc: &Doc<'_>, at: usize) -> Option<usize> {
    let digits = |at: usize, most: u8| {
        doc.token(at)
            .is_some_and(|token| token.kind == TokenKind::Number && token.letters <= most)
    };
    let mark = |at: usize| {
        let c = doc.token(at).and_then(Token::character);
        c.is_some_and(|c| is_dash(c) || c == '/')
    };
    let year = |at: usize| doc.token(at).is_some_and(|year| year.letters == 4);
    // «العام الجديد 1436 / 1437»
    let value = |at: usize| doc.token(at).and_then(Token::number);
    let follows = value(at)
        .zip(value(at + 2))
        .is_some_and(|(a, b)| b == a + 1);
    if year(at) && year(at + 2) && follows && mark(at + 1) {
        return Some(at + 3);
    }
    (digits(at, 2)
        && mark(at + 1)
        && digits(at + 2, 2)
        && mark(at + 3)
        && digits(at + 4, 4)
        && year(at + 4))
    .then_some(at + 5)
}

/// «( 7.15 مساء)»: an hour with its minutes.
pub(super) fn names_an_hour(doc: &Doc<'_>, at: usize, next: usize) -> bool {
    let digits = |at: usize, most: u64| {
        doc.token(at)
            .is_some_and(|token| token.letters < 3 && token.number().is_some_and(|n| n <= most))
    };
    next == at + 3
        && doc.is_char(at + 1, '.')
        && digits(at, 24)
        && digits(at + 2, 59)
        && context::is_part_of_day(doc, next)
}

/// «قرار مجلس الأمن 2216»: a decree with its issuer between.
pub(super) fn names_a_decree(doc: &Doc<'_>, at: usize, next: usize, floor: usize) -> bool {
    let digits = doc.token(at).map_or(0, |token| token.letters);
    let back = at.saturating_sub(HEAD).max(floor);
    (2..=4).contains(&digits)
        && next == at + 1
        && !(context::is_noun_counted(doc, next) && context::is_accusative(doc, next))
        && super::measure::measure_begins(doc, next).is_none()
        && head_behind(doc, back, at, role::DECREE)
}

/// «بحلول 2030», «أعوام 2015 و2016 و2017»: a word that years follow.
fn follows_year_head(doc: &Doc<'_>, at: usize) -> bool {
    let mut at = at;
    for _ in 0..4 {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        if has_role(doc, before, role::YEAR) {
            return true;
        }
        let and = doc
            .token(before)
            .is_some_and(|token| token.is_word() && token.letters == 1);
        let year = before
            .checked_sub(1)
            .and_then(|at| doc.token(at))
            .is_some_and(|year| year.kind == TokenKind::Number && year.letters == 4);
        if !(and && year) {
            return false;
        }
        at = before - 1;
    }
    false
}

/// «مهرجان صيف طيبة 36», «كأس العالم 2019», «بحلول 2030»: the edition of an event is part of its name.
pub(super) fn names_an_edition(doc: &Doc<'_>, at: usize, next: usize, floor: usize) -> bool {
    let token = doc.token(at);
    let digits = token.map_or(0, |token| token.letters);
    let year = token
        .and_then(Token::number)
        .is_some_and(|year| (1900..2100).contains(&year));
    if year && follows_year_head(doc, at) {
        let joined = doc
            .token(next)
            .is_some_and(|token| token.key.letter(0) == KAF && token.clitic == 0);
        return next == at + 1 && (!context::is_noun_counted(doc, next) || joined);
    }
    (digits < 3 || year)
        && next == at + 1
        && !(context::is_noun_counted(doc, next)
            && (digits < 2 || context::is_accusative_like(doc, next)))
        && !context::is_month(doc, next)
        && super::measure::measure_begins(doc, next).is_none()
        && doc
            .token(next)
            .is_none_or(|token| token.flags & Class::Number.bit() == 0)
        && head_behind(doc, at.saturating_sub(HEAD).max(floor), at, role::EVENT)
}

/// Whether a word of the role stands in `back..at` with nothing but nouns behind it.
fn head_behind(doc: &Doc<'_>, back: usize, at: usize, wanted: u32) -> bool {
    for earlier in (back..at).rev() {
        let Some(token) = doc.token(earlier) else {
            return false;
        };
        if wanted == role::EVENT && (token.kind == TokenKind::Quote || token.is_char('(')) {
            continue;
        }
        if !token.is_word() {
            return false;
        }
        if has_role(doc, earlier, wanted) {
            return earlier + 1 < at || wanted != role::EVENT;
        }
        let plain = token.flags
            & (Class::Function.bit()
                | Class::Number.bit()
                | Class::Unit.bit()
                | Class::Approximator.bit())
            == 0
            && !token.has(mark::CONJUNCTION | mark::PREPOSITION)
            && token.letters > 1;
        if !plain {
            return false;
        }
    }
    false
}

/// «+212 522 12 34 56»: groups of digits behind a plus; the index behind them.
pub(super) fn phone(doc: &Doc<'_>, at: usize) -> Option<usize> {
    let plus = at.checked_sub(1)?;
    let group = |at: usize| {
        doc.token(at)
            .is_some_and(|token| token.kind == TokenKind::Number && token.letters <= 4)
    };
    if !doc.is_char(plus, '+') || !doc.is_glued(at) || !group(at) {
        return None;
    }
    let mut next = at + 1;
    while next < at + 12 {
        let dash = doc
            .token(next)
            .and_then(Token::character)
            .is_some_and(is_dash);
        let step = usize::from(dash);
        let number = doc
            .token(next + step)
            .is_some_and(|token| token.kind == TokenKind::Number);
        if !number {
            break;
        }
        next += step + 1;
    }
    // «+1 000 000» is a number.
    let whole = super::grammar::cardinal(doc.from(at)).is_ok_and(|(rest, _)| rest.at() >= next);
    (next > at + 2 && (!whole || next > at + 3)).then_some(next)
}

/// «أرسل sms إلى 88548»: numbers of text messages.
pub(super) fn is_text_code(doc: &Doc<'_>, at: usize, token: &Token) -> bool {
    (4..=9).contains(&token.letters)
        && (at.saturating_sub(14)..at).any(|earlier| {
            doc.token(earlier).is_some_and(|word| {
                word.kind == TokenKind::Latin
                    && word.letters == 3
                    && doc.slice(word.span()).eq_ignore_ascii_case("sms")
            })
        })
}

/// «(تونس 1)»: one of several districts of a name.
pub(super) fn numbers_a_place(doc: &Doc<'_>, at: usize) -> bool {
    let place = Class::Place.bit();
    let small = doc.token(at).is_some_and(|token| token.letters == 1);
    let named = at
        .checked_sub(1)
        .and_then(|at| doc.token(at))
        .is_some_and(|token| {
            token.is_word() && token.flags & place != 0 && token.flags & !Class::WEAK == 0
        });
    small && named && doc.is_char(at + 1, ')')
}

/// «﴾ (44) سورة الزخرف»: the number of a verse.
pub(super) fn is_verse(doc: &Doc<'_>, at: usize, next: usize) -> bool {
    // «﴾ النساء: 93»
    let sura = at >= 3
        && doc.is_char(at - 1, ':')
        && doc.token(at - 2).is_some_and(|name| name.is_word())
        && doc.token(at - 3).is_some_and(|close| {
            doc.slice(close.span())
                .ends_with([')', '}', '﴾', '﴿', '[', ']'])
        });
    if sura {
        return true;
    }
    let quoted = at
        .checked_sub(2)
        .and_then(|at| doc.token(at))
        .is_some_and(|token| doc.slice(token.span()).ends_with(['}', '﴾', '﴿', '{']));
    let named = doc.is_char(next, ')')
        && has_role(doc, next + 1, role::CODE)
        && !context::is_definite(doc, next + 1);
    doc.is_char(at - 1, '(') && (quoted || named)
}

/// «المادة 25 / 2», «فقرة 4/ 2 - 1»: the sections of an identifier; the index behind them.
pub(super) fn sections(doc: &Doc<'_>, mut next: usize) -> usize {
    for _ in 0..2 {
        let mark = doc.token(next).and_then(Token::character);
        let number = doc
            .token(next + 1)
            .is_some_and(|token| token.kind == TokenKind::Number && token.letters < 4);
        let fits = mark.is_some_and(|c| is_dash(c) || c == '/');
        if !fits || !number || super::measure::measure_begins(doc, next + 2).is_some() {
            break;
        }
        next += 2;
    }
    next
}

/// «1- », «2. », «3) », «(4) » at the head of a line.
pub(super) fn is_list_mark(doc: &Doc<'_>, at: usize, token: &Token) -> bool {
    if token.letters > 2 {
        return false;
    }
    let bracket = at.checked_sub(1).filter(|before| doc.is_char(*before, '('));
    let opens = context::opens_line(doc, bracket.unwrap_or(at));
    let mark = doc.token(at + 1).and_then(Token::character);
    let fits = match mark {
        Some(')') => true,
        Some('.' | '_' | '/') => bracket.is_none(),
        Some(c) if is_dash(c) => bracket.is_none(),
        _ => false,
    };
    opens
        && fits
        && !(bracket.is_some() && super::measure::measure_begins(doc, at + 2).is_some())
        && doc
            .token(at + 2)
            .is_some_and(|next| !matches!(next.kind, TokenKind::Number | TokenKind::Break))
}

/// «1- الأول 30 نقطة 2- الثاني 26 نقطة»: marks of a list in one line, told by their order.
pub(super) fn is_mark_in_line(doc: &Doc<'_>, at: usize, token: &Token) -> bool {
    let shaped = |at: usize| {
        let mark = doc.token(at + 1);
        let digits = doc.token(at).filter(|token| {
            token.kind == TokenKind::Number && token.letters < 3 && !token.has(mark::GLUED)
        });
        let apart = doc.token(at + 2).is_some_and(|next| {
            !next.has(mark::GLUED) && next.kind == TokenKind::Word
                || next.has(mark::GLUED) && next.is_char('*')
                || next.is_char('*')
        });
        let dash = mark.and_then(Token::character).is_some_and(is_dash);
        digits.filter(|_| dash && apart).and_then(Token::number)
    };
    if token.letters > 2 {
        return false;
    }
    // «… عسيري. 6 – جندي متدرب», «– 2 – منصة»
    let opens = at
        .checked_sub(1)
        .and_then(|at| doc.token(at))
        .is_some_and(|before| {
            before.is_char('.')
                || before.character().is_some_and(is_dash) && !token.has(mark::GLUED)
        });
    let dash = doc
        .token(at + 1)
        .and_then(Token::character)
        .is_some_and(is_dash);
    if opens && dash && doc.token(at + 2).is_some_and(Token::is_word) {
        return true;
    }
    // «… التالي: 1. الاستفادة … مهمة. 2. مثاليا …»
    let before = at.checked_sub(1);
    let stop = before.is_some_and(|before| {
        doc.is_char(before, '.') || doc.is_char(before, ':') && token.number() == Some(1)
    });
    let dot = doc.is_char(at + 1, '.') && doc.is_glued(at + 1);
    let sentence = doc
        .token(at + 2)
        .is_some_and(|next| next.is_word() && !next.has(mark::GLUED));
    if stop && dot && sentence && !token.has(mark::GLUED) {
        return true;
    }
    let Some(own) = shaped(at) else { return false };
    (at + 2..at + MARKS)
        .chain(at.saturating_sub(MARKS)..at)
        .any(|other| {
            shaped(other).is_some_and(|value| {
                if other > at {
                    (own..=own + 1).contains(&value)
                } else {
                    value + 1 == own || value == own
                }
            })
        })
}

/// «منصة “بوهاي – 11”», «9د و28ث»: the end of a name in marks, or a time in letters.
pub(super) fn ends_in_marks(doc: &Doc<'_>, at: usize, next: usize) -> bool {
    let dash = at
        .checked_sub(1)
        .and_then(|at| doc.token(at))
        .and_then(Token::character)
        .is_some_and(is_dash);
    let named = at
        .checked_sub(2)
        .and_then(|at| doc.token(at))
        .is_some_and(|word| matches!(word.kind, TokenKind::Word | TokenKind::Latin));
    let Some(behind) = doc.token(next) else {
        return false;
    };
    let closes = matches!(behind.kind, TokenKind::Quote | TokenKind::Latin);
    let letter = behind.is_word()
        && behind.letters == 1
        && behind.has(mark::GLUED)
        && behind.flags & Class::Unit.bit() == 0
        && behind.key.letter(0) != WAW;
    // «(إم.إتش. 370)»: behind an abbreviation.
    let stop = |at: usize| doc.is_char(at, '.') && doc.is_glued(at);
    let abbreviated = at >= 3
        && stop(at - 1)
        && doc.is_glued(at - 2)
        && doc
            .token(at - 2)
            .is_some_and(|word| word.is_word() && word.letters < 5)
        && stop(at - 3);
    dash && named && closes || letter || abbreviated && !context::is_noun_counted(doc, next)
}

/// «645 ميلادي», «568 و645 ميلادي»: years with their era.
pub(super) fn names_a_year(doc: &Doc<'_>, at: usize, next: usize) -> bool {
    let era = |at: usize| has_role(doc, at, role::ERA);
    let and = doc
        .token(next)
        .is_some_and(|token| token.is_word() && token.letters == 1);
    next == at + 1
        && (era(next)
            || and
                && era(next + 2)
                && doc
                    .token(next + 1)
                    .is_some_and(|year| year.kind == TokenKind::Number))
}
