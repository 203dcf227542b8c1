//! Whether the clause around a bare weekday looks back or ahead.
//!
//! News reports what happened: a clause with a word in it looks back unless it shows the future
//! (سـ before an imperfect, سوف، لن، «المقرر») or begins with an imperfect verb, as announcements of
//! coming events do.

use super::grammar::word;
use crate::chars::{FA, SEEN, TA, WAW, YA};
use crate::doc::Doc;
use crate::lex::{Token, TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::dates::DateWord;

/// What a clause says of its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    /// No clause: a phrase that stands alone.
    None,
}

/// Most tokens looked at on each side.
const WINDOW: usize = 40;

/// The tense of the clause around tokens `first..next`.
pub(super) fn tense(doc: &Doc<'_>, first: usize, next: usize) -> Tense {
    let mut words = 0usize;
    let mut start = first;
    if is_announced(doc, first) {
        return Tense::Future;
    }
    for at in (first.saturating_sub(WINDOW)..first).rev() {
        let Some(token) = doc.token(at) else { break };
        if ends_clause(doc, at, token) {
            break;
        }
        start = at;
        if token.kind != TokenKind::Word {
            continue;
        }
        words += 1;
        if looks_ahead(doc, at, token) {
            return Tense::Future;
        }
        if token.flags & Class::Cue.bit() != 0
            && !token.has(mark::ARTICLE)
            && !is_imperfect(doc, at)
        {
            return Tense::Past;
        }
    }
    for at in next..(next + 12) {
        let Some(token) = doc.token(at) else { break };
        if ends_clause(doc, at, token) {
            break;
        }
        if token.kind == TokenKind::Word {
            words += 1;
            if at < next + 3 && looks_ahead(doc, at, token) {
                return Tense::Future;
            }
        }
    }
    if words == 0 {
        return Tense::None;
    }
    if start < first && is_imperfect(doc, start) {
        return Tense::Future;
    }
    Tense::Past
}

/// An imperfect verb directly before the day, at a clause's start or behind a relative pronoun:
/// «التي تقام السبت».
fn is_announced(doc: &Doc<'_>, first: usize) -> bool {
    let Some(verb) = first.checked_sub(1) else {
        return false;
    };
    let Some(lead) = verb.checked_sub(1).and_then(|at| doc.token(at)) else {
        return false;
    };
    is_imperfect(doc, verb)
        && lead.letters >= 4
        && lead.flags & Class::Function.bit() != 0
        && doc.surface(verb - 1).starts_with('ا')
}

fn ends_clause(doc: &Doc<'_>, at: usize, token: &Token) -> bool {
    match token.kind {
        TokenKind::Break => true,
        TokenKind::Punct => match token.character() {
            Some('.') => !doc.is_glued(at + 1),
            Some('؟' | '!' | '؛' | '|' | ':') => true,
            _ => false,
        },
        _ => false,
    }
}

fn looks_ahead(doc: &Doc<'_>, at: usize, token: &Token) -> bool {
    if token.flags & Class::Date.bit() != 0 {
        return matches!(word(doc.from(at)), Ok((_, DateWord::Future)));
    }
    let key = token.key;
    (key.is_hashed() || matches!(key.letter(0), SEEN | WAW | FA)) && is_future_verb(doc.surface(at))
}

/// سـ with an imperfect: «سيعقد», «ستبدأ», «سنعود», «سأعود». Nouns such as «سيارة» and «سياسة» are
/// told by their endings and their third letter.
fn is_future_verb(surface: &str) -> bool {
    let mut letters = surface.chars().filter(|c| c.is_alphabetic());
    let mut first = letters.next();
    if matches!(first, Some('و' | 'ف')) {
        first = letters.next();
    }
    if first != Some('س') {
        return false;
    }
    let (second, third) = (letters.next(), letters.next());
    let rest = letters.clone().count();
    let last = surface.chars().rfind(|c| c.is_alphabetic());
    match second {
        Some('أ' | 'ي' | 'ت' | 'ن') if rest >= 1 => {
            !matches!(third, Some('ا' | 'و' | 'ّ'))
                && !matches!(last, Some('ة' | 'ه'))
                && !(second == Some('ن') && matches!(third, Some('و' | 'ة')))
                && !(last == Some('ن') && third == Some('ت'))
                && !(second == Some('ي') && matches!(third, Some('د' | 'ط' | 'ن')) && rest < 2)
        }
        _ => false,
    }
}

/// An imperfect verb at a clause's start: «يعقد», and «تنطلق» before its subject with the article.
fn is_imperfect(doc: &Doc<'_>, at: usize) -> bool {
    let Some(token) = doc.token(at) else {
        return false;
    };
    let names = Class::Given.bit()
        | Class::Family.bit()
        | Class::Place.bit()
        | Class::Date.bit()
        | Class::Number.bit();
    if token.kind != TokenKind::Word || token.flags & names != 0 || token.has(mark::ARTICLE) {
        return false;
    }
    let key = token.key;
    if !key.is_hashed() && !matches!(key.letter(0), YA | TA) {
        return false;
    }
    let mut first = ['\0'; 9];
    let spelled = doc.surface(at).chars().filter(|c| c.is_alphabetic());
    let mut count = 0;
    for (place, letter) in first.iter_mut().zip(spelled) {
        *place = letter;
        count += 1;
    }
    let letters = first.get(..count).unwrap_or_default();
    if !(4..=8).contains(&letters.len()) {
        return false;
    }
    let ends = !matches!(letters.last(), Some('ة' | 'ه' | 'ا'));
    match letters.first() {
        Some('ي') => ends && letters.get(1) != Some(&'و') || letters.len() > 4 && ends,
        Some('ت') => {
            ends && letters.get(3) != Some(&'ي')
                // «تقام», not «تكرار»
                && (letters.len() == 4 || letters.get(letters.len() - 2) != Some(&'ا'))
                && doc
                    .token(at + 1)
                    .is_some_and(|next| next.has(mark::ARTICLE))
        }
        _ => false,
    }
}
