//! What stands beside a number: approximators, the counted noun, and the words that make it a name,
//! an identifier or a score.

use super::grammar;
use super::types::{Approx, ApproxKind};
use crate::chars::{ALEF, BA, FA, KAF, LAM, WAW};
use crate::doc::Doc;
use crate::lex::{Token, TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::dates::DateWord;
use crate::lexicon::numbers::role;
use crate::span::Span;

/// Tokens looked back for an approximator: «ما لا يقل عن».
const BEFORE: usize = 5;

/// The roles of the word at a token, proclitics and article off.
pub(super) fn roles(doc: &Doc<'_>, at: usize) -> u32 {
    let Some(token) = doc.token(at).filter(|token| token.is_word()) else {
        return 0;
    };
    let numbers = &doc.lexicon.numbers;
    let exact = numbers.roles(token.key);
    if exact != 0 {
        return exact;
    }
    if token.clitic != 0 || token.has(mark::ARTICLE) {
        return numbers.roles(doc.stem_key(at));
    }
    // A word that the lexicon does not know keeps its clitics: «برقم».
    let mut key = token.key;
    if key.is_hashed() {
        return 0;
    }
    for stack in [&[WAW, FA][..], &[BA, LAM, KAF]] {
        if key.letters() > 3 && stack.contains(&key.letter(0)) {
            key = key.skip(1);
        }
    }
    if key.letters() > 4 && key.letter(0) == ALEF && key.letter(1) == LAM {
        key = key.skip(2);
    } else if key.letters() > 3 && key.letter(0) == LAM {
        key = key.skip(1);
    }
    numbers.roles(key)
}

pub(super) fn has_role(doc: &Doc<'_>, at: usize, wanted: u32) -> bool {
    roles(doc, at) & wanted != 0
}

/// The roles of the word as it is written, without looking under clitics.
pub(super) fn bare_role(doc: &Doc<'_>, at: usize, wanted: u32) -> bool {
    doc.token(at)
        .is_some_and(|token| token.is_word() && doc.lexicon.numbers.roles(token.key) & wanted != 0)
}

/// Whether nothing but the line's edge or punctuation stands before the token.
pub(super) fn opens_line(doc: &Doc<'_>, at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| doc.ends_line(before))
}

/// Whether the tokens `first..next` are all words and numbers of their line.
pub(super) fn alone(doc: &Doc<'_>, first: usize, next: usize) -> bool {
    let edge = |at: usize| {
        doc.token(at)
            .is_none_or(|token| matches!(token.kind, TokenKind::Break | TokenKind::Punct))
    };
    let ends = |at: usize| edge(at) && doc.ends_line(at + 1);
    let start = match first.checked_sub(1) {
        None => true,
        Some(before) => {
            doc.ends_line(before)
                || edge(before) && before.checked_sub(1).is_none_or(|b| doc.ends_line(b))
        }
    };
    start && (doc.ends_line(next) || ends(next))
}

/// The approximator that ends before token `first`, not before token `floor`.
pub(super) fn approximator_before(doc: &Doc<'_>, first: usize, floor: usize) -> Option<Approx> {
    let mut best = None;
    for back in 1..=BEFORE {
        let Some(at) = first.checked_sub(back).filter(|at| *at >= floor) else {
            break;
        };
        if doc.ends_line(at) {
            break;
        }
        let Some(entry) = doc.lexicon.approximator_at(doc.tokens, at) else {
            continue;
        };
        // «=>30» and «<>30» are no bounds that a reader knows.
        let torn = doc.token(at).is_some_and(|token| {
            !token.is_word()
                && token.has(mark::GLUED)
                && doc
                    .token(at.wrapping_sub(1))
                    .is_some_and(|before| before.character().is_some())
        });
        if entry.next != first || torn {
            continue;
        }
        let row = doc.lexicon.numbers.approximators.get(entry.row as usize);
        if let Some(kind) = row.and_then(|row| row.before) {
            best = Some(approx(doc, at, first, kind));
        }
    }
    best
}

/// The approximator at one of the tokens behind a number or its counted noun.
pub(super) fn approximator_behind(doc: &Doc<'_>, next: usize, ahead: usize) -> Option<Approx> {
    for at in next..=next + ahead {
        if doc.ends_line(at) {
            break;
        }
        if let Some(entry) = doc.lexicon.approximator_at(doc.tokens, at) {
            let row = doc.lexicon.numbers.approximators.get(entry.row as usize)?;
            // «5000 أو أقل من 6000»: the bound is the next number's.
            let number = |at: usize| {
                doc.token(at).is_some_and(|token| {
                    token.kind == TokenKind::Number || token.flags & Class::Number.bit() != 0
                })
            };
            let next_number = number(entry.next)
                || bare_role(doc, entry.next, role::FROM) && number(entry.next + 1);
            return row
                .behind
                .filter(|_| !next_number)
                .map(|kind| approx(doc, at, entry.next, kind));
        }
        if !doc.token(at).is_some_and(Token::is_word) {
            break;
        }
    }
    None
}

fn approx(doc: &Doc<'_>, first: usize, next: usize, kind: ApproxKind) -> Approx {
    Approx {
        span: doc.cover(first, next),
        kind,
    }
}

/// The last letter of a word as written, without marks.
fn last_letter(doc: &Doc<'_>, at: usize) -> Option<char> {
    doc.host(at)
        .chars()
        .rev()
        .find(|c| !crate::chars::is_ignorable(*c))
}

/// Whether the word ends in tanwin alef: «شخصا», «يوماً».
pub(super) fn is_accusative(doc: &Doc<'_>, at: usize) -> bool {
    doc.token(at)
        .is_some_and(|token| token.is_word() && token.letters > 2)
        && matches!(last_letter(doc, at), Some('ا' | 'ى'))
}

/// A word that can be counted as it stands behind a number: no function word, nothing joined to it.
pub(super) fn is_noun(doc: &Doc<'_>, at: usize) -> bool {
    doc.token(at).is_some_and(|token| {
        token.is_word()
            && token.letters > 1
            && (!token.has(mark::CONJUNCTION | mark::PREPOSITION) || is_torn(doc, token))
            && !opens_with_lil(token)
            && !opens_with_and_article(token)
            && token.flags & (Class::Function.bit() | Class::Number.bit()) == 0
            && doc.lexicon.numbers.roles(token.key)
                & !(role::AMOUNT
                    | role::SPORT
                    | role::CODE
                    | role::PLACE
                    | role::NAME
                    | role::PAPER
                    | role::MODEL
                    | role::ROYAL
                    | role::NUMBER
                    | role::PART
                    | role::DECREE
                    | role::EVENT
                    | role::HEAT
                    | role::PLURAL
                    | role::YEAR
                    | role::KINGDOM)
                == 0
    })
}

/// Whether the word has the article, or a pronoun suffix that makes it definite as well.
pub(super) fn is_definite(doc: &Doc<'_>, at: usize) -> bool {
    doc.token(at).is_some_and(|token| {
        token.is_word()
            && (token.has(mark::ARTICLE) || has_pronoun(doc, at, token) || opens_with_lil(token))
    })
}

/// «للدورة», a word that the lexicon does not know and so leaves whole.
fn opens_with_lil(token: &Token) -> bool {
    let key = token.key;
    token.clitic == 0
        && !key.is_hashed()
        && key.letters() > 4
        && key.letter(0) == LAM
        && key.letter(1) == LAM
}

/// «والمادة», a word that the lexicon does not know and so leaves whole.
fn opens_with_and_article(token: &Token) -> bool {
    let key = token.key;
    token.clitic == 0
        && !key.is_hashed()
        && key.letters() > 5
        && matches!(key.letter(0), WAW | FA)
        && key.letter(1) == ALEF
        && key.letter(2) == LAM
}

fn has_pronoun(doc: &Doc<'_>, at: usize, token: &Token) -> bool {
    if token.letters < 4 {
        return false;
    }
    let mut letters = doc
        .host(at)
        .chars()
        .rev()
        .filter(|c| !crate::chars::is_ignorable(*c));
    match letters.next() {
        Some('ه') => true,
        Some('ا') => matches!(letters.next(), Some('ه' | 'ن' | 'م')),
        Some('م' | 'ن') => letters.next() == Some('ه'),
        _ => false,
    }
}

/// Whether a definite word is a plural: «الدول» by the lexicon, «المنتخبات», «اللاعبين» and
/// «الأطفال» by their shapes.
pub(super) fn is_plural(doc: &Doc<'_>, at: usize) -> bool {
    let Some(token) = doc.token(at) else {
        return false;
    };
    let key = doc.stem_key(at);
    if key.is_hashed() || !token.is_word() || has_role(doc, at, role::PLURAL) {
        return true;
    }
    let letters = key.letters();
    let letter = |n: u32| key.letter(n);
    let (alef, waw, ya, noon, ta) = (ALEF, WAW, crate::chars::YA, 26, 4);
    let ends = |a: u8, b: u8| letters > 4 && letter(letters - 2) == a && letter(letters - 1) == b;
    ends(alef, ta)
        || ends(ya, noon)
        || ends(waw, noon)
        || {
            // أفعال, فعلاء
            letters == 5 && letter(0) == alef && letter(3) == alef
        }
        || letters == 5 && letter(3) == alef && letter(4) == 1
        || {
            // مفاعل, مفاعيل
            let feminine = matches!(last_letter(doc, at), Some('ة' | 'ه'));
            let shape = letters == 5 || letters == 6 && letter(4) == ya;
            letter(2) == alef && shape && !feminine
        }
        || {
            // «الفوانيس الرمضانية»
            let adjective = letters > 4
                && letter(letters - 2) == ya
                && matches!(last_letter(doc, at), Some('ة'));
            adjective
                && at.checked_sub(1).is_some_and(|noun| {
                    !matches!(last_letter(doc, noun), Some('ة' | 'ه' | 'ي'))
                        && is_definite(doc, noun)
                        && is_plural(doc, noun)
                })
        }
}

/// The counted noun behind a cardinal: one word, or two of one shape joined by و («طفلا وطفلة»).
pub(super) fn counted(doc: &Doc<'_>, next: usize) -> Option<Span> {
    let noun = if is_noun(doc, next) {
        // «87 شهريا»
        if doc.is(next, Class::Date) && is_accusative(doc, next) && ends_in_nisba(doc, next) {
            return None;
        }
        next
    } else if bare_role(doc, next, role::FROM)
        && doc
            .token(next + 1)
            .is_some_and(|token| token.is_word() && token.has(mark::ARTICLE))
    {
        next + 1
    } else {
        return None;
    };
    let end = if joined_noun(doc, noun) {
        noun + 2
    } else {
        noun + 1
    };
    let span = doc.cover(noun, end);
    match doc.token(noun).filter(|token| is_torn(doc, token)) {
        Some(token) => Some(Span::new(token.start(), span.end())),
        None => Some(span),
    }
}

/// «فنانا», which the reading takes for ف and the name «نانا».
fn is_torn(doc: &Doc<'_>, token: &Token) -> bool {
    token.has(mark::CONJUNCTION)
        && !token.has(mark::PREPOSITION | mark::ARTICLE)
        && token.flags & !Class::WEAK == 0
        && token.letters > 3
        && doc.slice(token.span()).starts_with('ف')
}

fn joined_noun(doc: &Doc<'_>, noun: usize) -> bool {
    let (Some(first), Some(second)) = (doc.token(noun), doc.token(noun + 1)) else {
        return false;
    };
    if !second.has(mark::CONJUNCTION) || second.has(mark::ARTICLE | mark::PREPOSITION) {
        // و is stripped only before known words: «وطفلة» may stand whole.
        let key = second.key;
        if !second.is_word() || second.clitic != 0 || key.is_hashed() || key.letter(0) != WAW {
            return false;
        }
        return key.letters() > 3 && (0..2).all(|n| key.letter(n + 1) == first.key.letter(n));
    }
    let key = doc.host_key(noun + 1);
    key.letters() > 2 && (0..2).all(|n| key.letter(n) == first.key.letter(n))
}

/// Words of match reports near the tokens `first..next`.
pub(super) fn is_match_report(doc: &Doc<'_>, first: usize, next: usize) -> bool {
    let back = first.saturating_sub(14);
    (back..first)
        .chain(next..next + 8)
        .any(|at| has_role(doc, at, role::SPORT))
}

/// Whether the number at token `first` belongs to a name: «مجموعة الـ20», «بوينغ 737».
pub(super) fn ends_name(doc: &Doc<'_>, first: usize) -> bool {
    let Some(mut before) = first.checked_sub(1) else {
        return false;
    };
    if doc.is_char(before, '(') {
        before = before.saturating_sub(1);
        let article = doc.token(before).is_some_and(|token| {
            token.letters == 2 && token.key.letter(0) == ALEF && token.key.letter(1) == LAM
        });
        if article {
            before = before.saturating_sub(1);
        }
    }
    // «ما مجموعه 300 اتصال» is a sum: folded, it is the group of «مجموعة السبع».
    let sum = doc.surface(before).ends_with('ه')
        && before + 1 == first
        && !grammar::word(doc.from(first)).is_ok_and(|(_, word)| word.definite);
    !sum && has_role(doc, before, role::NAME | role::MODEL)
        || before
            .checked_sub(1)
            .map(|at| {
                // «معالج “إكسينوس 7420”»
                let quote = doc
                    .token(at)
                    .is_some_and(|token| token.kind == TokenKind::Quote);
                at.saturating_sub(usize::from(quote))
            })
            .is_some_and(|at| bare_role(doc, at, role::MODEL))
            && doc.token(before).is_some_and(|token| {
                matches!(token.kind, TokenKind::Word | TokenKind::Latin)
                    && !token.has(mark::ARTICLE)
            })
}

/// Whether a counted noun, indefinite, stands at the token.
pub(super) fn is_noun_counted(doc: &Doc<'_>, at: usize) -> bool {
    is_noun(doc, at) && doc.token(at).is_some_and(|token| !token.has(mark::ARTICLE))
}

/// A word that can be the head of an ordinal or of a definite numeral.
pub(super) fn is_noun_like(doc: &Doc<'_>, at: usize) -> bool {
    doc.token(at).is_some_and(|token| {
        token.is_word()
            && token.letters > 2
            && token.flags & (Class::Function.bit() | Class::Number.bit()) == 0
    })
}

/// The noun behind a vague numeral or أول, definite or not.
pub(super) fn counted_any(doc: &Doc<'_>, next: usize) -> Option<Span> {
    if doc
        .token(next)
        .is_some_and(|token| token.kind == TokenKind::Quote)
    {
        return counted(doc, next + 1);
    }
    counted(doc, next)
}

/// Whether a part of day stands at the token: «مساء».
pub(super) fn is_part_of_day(doc: &Doc<'_>, at: usize) -> bool {
    date_word(doc, at).is_some_and(|word| matches!(word, DateWord::Part { .. }))
}

/// Whether a month's name stands at the token: a number before it is a day.
pub(super) fn is_month(doc: &Doc<'_>, at: usize) -> bool {
    date_word(doc, at).is_some_and(|word| matches!(word, DateWord::Month { .. }))
}

fn date_word(doc: &Doc<'_>, at: usize) -> Option<DateWord> {
    let entry = doc.lexicon.longest(doc.tokens, at, Class::Date)?;
    Some(doc.lexicon.dates.row(entry.row)?.word)
}

/// Whether a word has the shape of a verb in the imperfect: «يظهر», no noun in ة or ات.
pub(super) fn is_imperfect(doc: &Doc<'_>, at: usize) -> bool {
    let Some(token) = doc.token(at).filter(|token| token.is_word()) else {
        return false;
    };
    let key = token.key;
    !key.is_hashed()
        && (4..=7).contains(&key.letters())
        && key.letter(0) == crate::chars::YA
        && !token.has(mark::ARTICLE)
        && !matches!(last_letter(doc, at), Some('ة' | 'ه'))
}

/// «أعلى», «أقوى»: a superlative in ى, no accusative.
pub(super) fn is_superlative(doc: &Doc<'_>, at: usize, token: &Token) -> bool {
    let key = token.key;
    !key.is_hashed()
        && key.letters() == 4
        && key.letter(0) == ALEF
        && matches!(last_letter(doc, at), Some('ى'))
}

/// The span of a noun without proclitics: «لدورة» of «للدورة», known to the lexicon or not.
pub(super) fn noun_span(doc: &Doc<'_>, at: usize) -> Span {
    let span = doc.cover(at, at + 1);
    match doc.token(at) {
        Some(token) if opens_with_lil(token) && !token.has(mark::MARKED) => {
            Span::new(span.start() + 'ل'.len_utf8(), span.end())
        }
        _ => span,
    }
}

/// «شهريا», «سنويا».
fn ends_in_nisba(doc: &Doc<'_>, at: usize) -> bool {
    let Some(token) = doc.token(at).filter(|token| !token.key.is_hashed()) else {
        return false;
    };
    let letters = token.key.letters();
    letters > 3 && token.key.letter(letters - 2) == crate::chars::YA
}

/// «النجاح الأولي»: initial, behind a masculine noun; «المرة الأولي» is the feminine first, typed so.
pub(super) fn is_initial(doc: &Doc<'_>, before: usize, at: usize) -> bool {
    last_letter(doc, at) == Some('ي')
        && !matches!(last_letter(doc, before), Some('ة' | 'ه' | 'ى' | 'ت'))
}

/// The shapes of a noun behind 11 to 99: tanwin alef, ة, اء.
pub(super) fn is_accusative_like(doc: &Doc<'_>, at: usize) -> bool {
    matches!(last_letter(doc, at), Some('ا' | 'ى' | 'ة' | 'ه' | 'ء'))
}
