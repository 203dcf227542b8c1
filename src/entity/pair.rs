//! Two organizations behind one head in the dual: «وزارتي الداخلية والعدل».

use super::Findings;
use super::grammar::{Grammar, LONGEST};
use super::organizations::{Candidate, Strength};
use crate::lex::TokenKind;
use crate::lexicon::Class;
use crate::lexicon::names::bits;

/// The rule of the second one.
pub(super) const SECOND: &str = "organization/second_of_two";

/// The singular of the head noun in the dual with which a name begins: «كتائب» is no dual.
pub(super) fn singular<'d>(grammar: &Grammar<'d>, first: usize) -> Option<&'d str> {
    let doc = grammar.words.doc;
    let entry = doc.entry(first, Class::Head)?;
    let head = grammar.words.names().head(entry.row)?;
    // Duals before a complement end in ا or ي.
    let dual = head.many && !head.definite && doc.host(first).ends_with(['ا', 'ي']);
    (dual && entry.next == first + 1).then_some(head.row.singular)
}

/// Leaves a nationality at the end of a name to the person behind it where it does not agree: «رئيس
/// [اللجنة الأولمبية الدولية] الألماني توماس باخ».
pub(super) fn agree(grammar: &Grammar<'_>, organizations: &mut [Candidate]) {
    let words = &grammar.words;
    for candidate in organizations {
        let last = candidate.end.saturating_sub(1);
        if last < candidate.first + 2 {
            continue;
        }
        let feminine = |at: usize| words.doc.host(at).ends_with('ة');
        let (before, word) = (words.read(last - 1), words.read(last));
        let adjectives = before.article
            && word.article
            && words.ends_like_relation(last - 1)
            && words.doc.is(last, Class::Nisba);
        if adjectives && word.is_bare() && feminine(last - 1) && !feminine(last) {
            candidate.end = last;
        }
    }
}

/// Cuts names of two, and finds the second one where only the first was found. Titles are read behind
/// it, for it changes the places of organizations in their list.
pub(super) fn split(grammar: &Grammar<'_>, found: &mut Findings) {
    let words = &grammar.words;
    let mut seconds = Vec::new();
    let mut at = 0;
    while let Some(&one) = found.organizations.get(at) {
        at += 1;
        let two = one.strength == Strength::Name
            && one.row.is_none()
            && one.head.is_some()
            && one.core > one.first
            && singular(grammar, one.first).is_some();
        if !two {
            continue;
        }
        let joins = |at: usize| {
            let word = words.read(at);
            word.conjunction && word.article && word.preposition == 0 && !word.has(bits::STOP)
        };
        // «… الزراعة [والشؤون] البلدية والقروية»: a noun begins the second name, not an adjective.
        let inner = (one.core + 1..one.end).filter(|&at| joins(at));
        let noun = inner.clone().rfind(|&at| !words.ends_like_relation(at));
        let (cut, end) = match noun.or_else(|| inner.clone().next()) {
            Some(cut) => (cut, one.end),
            None if joins(one.end) => {
                let more = (one.end + 1..one.end + LONGEST).take_while(|&at| {
                    let word = words.read(at);
                    let adjective = word.article
                        && word.preposition == 0
                        && words.ends_like_relation(at)
                        && !words.doc.is(at, Class::Role);
                    words
                        .doc
                        .token(at)
                        .is_some_and(|t| t.kind == TokenKind::Word)
                        && adjective
                });
                (one.end, one.end + 1 + more.count())
            }
            None => continue,
        };
        let begun = |o: &Candidate| o.first == cut && o.strength != Strength::Nominal;
        if found.organizations.iter().skip(at).take(8).any(begun) {
            continue;
        }
        if let Some(one) = found.organizations.get_mut(at - 1) {
            one.end = cut;
        }
        let second = Candidate {
            first: cut,
            end,
            core: cut,
            start: words.read(cut).start,
            rule: SECOND,
            ..one
        };
        seconds.push(second);
    }
    if !seconds.is_empty() {
        let organizations = &mut found.organizations;
        organizations.append(&mut seconds);
        organizations.sort_by_key(|o| (o.first, usize::MAX - o.end));
    }
}
