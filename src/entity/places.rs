//! Places: lexicon with context for common words, and nouns such as «مدينة» or «ملعب» before a name.

use super::seen;
use super::words::{Word, Words};
use crate::lex::TokenKind;
use crate::lexicon::Class;
use crate::lexicon::names::bits;

/// A place found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// First token.
    pub(super) first: usize,
    /// Token behind the last.
    pub(super) end: usize,
    /// First byte.
    pub(super) start: usize,
    /// Row of the lexicon.
    pub(super) row: Option<u32>,
    /// The rule that found it.
    pub(super) rule: &'static str,
}

/// Finds places; `taken` says whether tokens belong to a person or an organization without nested
/// places.
pub(super) fn find(words: &Words<'_>, mut taken: impl FnMut(usize) -> bool) -> Vec<Found> {
    let doc = words.doc;
    let mut out: Vec<Found> = Vec::with_capacity(doc.tokens.len() / 32);
    let mut at = 0;
    while let Some(next) = words.next_seen(at, seen::PLACE) {
        at = next;
        if taken(at) {
            at += 1;
            continue;
        }
        let word = words.read(at);
        let found = listed(words, at, &word).or_else(|| headed(words, at, &word));
        match found {
            Some(place) if !taken(place.first) => {
                at = place.end.max(at + 1);
                out.push(place);
            }
            _ => at += 1,
        }
    }
    out
}

fn listed(words: &Words<'_>, at: usize, word: &Word) -> Option<Found> {
    let entry = words.entry(at, word, Class::Place)?;
    let (_, weak) = words.names().place(entry.row)?;
    let before = at
        .checked_sub(1)
        .map(|before| words.read(before))
        .unwrap_or_default();
    if weak && !before.has(bits::PLACE_OUTSIDE) || words.is_torn(at, word) {
        return None;
    }
    // «الصحة السعودية»: behind a definite noun it is the adjective.
    let adjective = word.article
        && before.article
        && word.is_bare()
        && entry.next == at + 1
        && words.stem_is(word, Class::Nisba);
    if adjective {
        return None;
    }
    Some(Found {
        first: at,
        end: entry.next,
        start: word.start,
        row: Some(entry.row >> 1),
        rule: if weak {
            "place/weak_behind_noun"
        } else {
            "place/lexicon"
        },
    })
}

fn headed(words: &Words<'_>, at: usize, word: &Word) -> Option<Found> {
    if word.article || !word.has(bits::PLACE_INSIDE | bits::PLACE_OUTSIDE) {
        return None;
    }
    let doc = words.doc;
    let next = at + 1;
    if doc.token(next)?.kind != TokenKind::Word {
        return None;
    }
    let name = words.read(next);
    if !name.is_bare() || name.has(bits::STOP) {
        return None;
    }
    let inside = word.has(bits::PLACE_INSIDE);
    let known = words
        .entry(next, &name, Class::Place)
        .map(|entry| entry.next);
    let end = if let Some(end) = known {
        end
    } else {
        let flags = name.flags;
        let listed = flags & (Class::Given.bit() | Class::Family.bit()) != 0;
        let unknown = !words.is_common(next) && (name.article || words.is_foreign(next));
        if !(unknown || listed && inside) {
            return None;
        }
        let mut end = next + 1;
        while end < next + 4 {
            let part = words.read(end);
            let flags = part.flags;
            let named = flags & (Class::Given.bit() | Class::Family.bit()) != 0
                || words.is_foreign(end) && inside;
            if !doc
                .token(end)
                .is_some_and(|token| token.kind == TokenKind::Word)
                || !part.is_bare()
                || part.has(bits::STOP | bits::COMMON)
                || !named
            {
                break;
            }
            end += 1;
        }
        end
    };
    Some(Found {
        first: if inside { at } else { next },
        end,
        start: if inside { word.start } else { name.start },
        row: None,
        rule: if inside {
            "place/noun_inside"
        } else {
            "place/noun_outside"
        },
    })
}
