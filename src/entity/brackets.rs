//! Names in brackets behind an organization: acronyms, translations, short forms.
//!
//! A pair of brackets directly behind an organization holds another name of it when it shows one of
//! the forms of such names: Latin words, letters with points («د.ب.أ»), names of letters («سي إن
//! إن»), letters of the name before it («وطد»), a word of it («… وخدمات الطاقة (طاقة)»), a foreign
//! word. Latin letters and letters of the name show where a name that no rule could end ends.

use super::grammar::{Grammar, LONGEST};
use super::organizations::{Candidate, Strength};
use super::tagger::{Named, Tagged};
use super::types::OrganizationType;
use super::words::{Word, Words};
use crate::chars::{BA, HA, LAM};
use crate::doc::Doc;
use crate::fold::Key;
use crate::lex::{Token, TokenKind};
use crate::lexicon::Class;
use crate::lexicon::names::{Head, HeadSpan, bits};

/// The rule of letters in brackets.
pub(super) const ACRONYM: &str = "organization/bracket_acronym";
/// The rule of a name in brackets.
pub(super) const NAME: &str = "organization/bracket_name";
/// The rule of the body inside a name that brackets behind it name.
const TAIL: &str = "organization/bracket_tail";
/// Most tokens between brackets that can be another name.
const INSIDE: usize = 12;
/// Most tokens between an organization and its brackets: a closing mark, adjectives of nations, words
/// that lead to another name.
const GAP: usize = 5;

/// What brackets hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// Letters: «(WHO)», «(د.ب.أ)».
    Letters,
    /// Letters of the words before: «(وطد)».
    Initials,
    /// A name in Latin letters: «(World Health Organization)».
    Latin,
    /// A foreign word: «(الأونروا)».
    Foreign,
    /// Foreign words.
    Words,
    /// A part of the name before.
    Part,
    /// A common noun taken for a name.
    Noun,
    /// A name of the lexicon.
    Listed(OrganizationType),
}

/// Whether nothing but a closing mark, adjectives of nations and words that lead to another name
/// stands between an organization and the brackets behind it: «شركة "…" اليابانية (…)», «الهيئة …
/// المعروفة باسم (…)».
pub(super) fn joins(grammar: &Grammar<'_>, end: usize, open: usize) -> bool {
    let doc = grammar.doc();
    end <= open
        && open - end <= GAP
        && (end..open).all(|at| {
            let word = grammar.words.read(at);
            doc.token(at)
                .is_some_and(|token| token.kind == TokenKind::Quote)
                || word.article && word.is_bare() && grammar.nisba(at, &word).is_some()
                || at == end && word.preposition == BA && !word.conjunction
                || at > end
                    && word.is_bare()
                    && grammar.words.read(end).preposition == BA
                    && grammar.words.single(&word, Class::Place)
                || word.has(bits::CALLED)
                || at > end
                    && doc.token(at).is_some_and(|token| token.letters == 1)
                    && grammar.words.read(at - 1).has(bits::CALLED)
                || doc.is_char(at, '،') && grammar.words.read(at + 1).has(bits::CALLED)
        })
}

/// The token where a name's other name begins to be told: its bracket, or the first of the words
/// behind which it stands («المعروفة باسم داعش»).
pub(super) fn opening(grammar: &Grammar<'_>, first: usize) -> Option<usize> {
    let doc = grammar.doc();
    let mut left = first.checked_sub(1)?;
    if doc.token(left)?.kind == TokenKind::Quote {
        left = left.checked_sub(1)?;
    }
    if doc.is_char(left, '(') || doc.is_char(left, '[') {
        return Some(left);
    }
    if doc.token(left)?.letters == 1 {
        left = left.checked_sub(1)?;
    }
    grammar
        .words
        .read(left)
        .has(bits::CALLED)
        .then_some(left + 1)
}

/// Adds the other names that stand in brackets behind organizations.
pub(super) fn add(grammar: &Grammar<'_>, candidates: &mut Vec<Candidate>) {
    let doc = grammar.doc();
    let mut added = Vec::new();
    for (open, token) in doc.tokens.iter().enumerate() {
        if token.kind != TokenKind::Punct || !(token.is_char('(') || token.is_char('[')) {
            continue;
        }
        let Some((first, end)) = inside(doc, open) else {
            continue;
        };
        let from = candidates.partition_point(|candidate| candidate.first < first);
        let known = candidates
            .get(from)
            .filter(|candidate| candidate.first == first && candidate.end <= end);
        if let Some(&known) = known {
            if known.row.is_none() && known.strength != Strength::Nominal {
                take_whole(grammar, candidates, from, (open, first, end));
            }
            if let Some(tail) = tail(grammar, candidates, from, open, &known) {
                added.push(tail);
            } else if known.end == end && before(grammar, candidates, from, open).is_none() {
                let shape = Shape::Listed(known.kind);
                let both = (candidates.as_mut_slice(), &mut added);
                let _ = extend(grammar, both, from, open, (first, end, shape));
            }
            continue;
        }
        let both = (candidates.as_mut_slice(), &mut added);
        if let Some(candidate) = alias(grammar, both, from, (open, first, end)) {
            added.push(candidate);
        }
    }
    if !added.is_empty() {
        candidates.append(&mut added);
        candidates.sort_by_key(|candidate| {
            let span = (candidate.first, usize::MAX - candidate.end);
            (span, candidate.rule != TAIL)
        });
        candidates.dedup_by_key(|candidate| (candidate.first, candidate.end));
    }
}

/// Drops names in brackets that the tagger takes for other things, and what it takes letters for.
pub(super) fn yield_to(candidates: &mut Vec<Candidate>, names: &mut Vec<Tagged>) {
    // Names lie apart, in text order.
    candidates.retain(|candidate| {
        let at = names.partition_point(|name| name.end <= candidate.first);
        let person = names
            .get(at)
            .is_some_and(|name| name.named == Named::Person && name.first < candidate.end);
        candidate.rule != NAME || !person
    });
    let ours: Vec<(usize, usize)> = candidates
        .iter()
        .filter(|candidate| matches!(candidate.rule, NAME | ACRONYM))
        .map(|candidate| (candidate.first, candidate.end))
        .collect();
    if !ours.is_empty() {
        names.retain(|name| {
            let at = ours.partition_point(|&(_, end)| end <= name.first);
            let held = ours.get(at).is_some_and(|&(first, _)| first < name.end);
            name.named == Named::Organization || !held
        });
    }
}

/// The tokens between brackets on one line, quotation marks off.
fn inside(doc: &Doc<'_>, open: usize) -> Option<(usize, usize)> {
    let close = (open + 1..open + 2 + INSIDE).find(|&at| {
        doc.ends_line(at) || doc.is_char(at, ')') || doc.is_char(at, ']') || doc.is_char(at, '(')
    })?;
    if doc.ends_line(close) || doc.is_char(close, '(') {
        return None;
    }
    let quote = |at: usize| {
        doc.token(at)
            .is_some_and(|token| token.kind == TokenKind::Quote)
    };
    let first = open + 1 + usize::from(quote(open + 1));
    let end = close - usize::from(quote(close - 1));
    (first < end).then_some((first, end))
}

/// The name that stands in brackets behind a head noun: «شركة (ميتا)».
pub(super) fn marked(grammar: &Grammar<'_>, head: Head<'_>, open: usize) -> Option<(usize, usize)> {
    let doc = grammar.doc();
    if !doc.is_char(open, '(') {
        return None;
    }
    let kind = matches!(
        head.row.kind,
        OrganizationType::Company
            | OrganizationType::Media
            | OrganizationType::Party
            | OrganizationType::ArmedGroup
            | OrganizationType::Ngo
            | OrganizationType::Finance
            | OrganizationType::Sports
    );
    let (first, end) = inside(doc, open).filter(|_| kind)?;
    let word = grammar.words.read(first);
    let listed = grammar
        .words
        .entry(first, &word, Class::Organization)
        .is_some_and(|entry| entry.next == end);
    let named = listed
        || matches!(
            shape(grammar, (open, open), first, end),
            Some(Shape::Letters | Shape::Foreign | Shape::Words | Shape::Latin)
        )
        || end - first < 5
            && (end - first > 1 && word.article
                || head.row.kind == OrganizationType::Media
                || (first..end).any(|at| grammar.words.is_foreign(at)))
            && (first..end).all(|at| {
                let word = grammar.words.read(at);
                (grammar.is_joined(at) || doc.is_char(at, '-')) && !word.has(bits::STOP)
            });
    named.then_some((first, end))
}

/// Takes all that stands in brackets for the name whose beginning or host was found there: «(وام)».
fn take_whole(
    grammar: &Grammar<'_>,
    candidates: &mut [Candidate],
    from: usize,
    (open, first, end): (usize, usize, usize),
) {
    let Some((_, outer)) = before(grammar, candidates, from, open) else {
        return;
    };
    let shape = shape(grammar, (outer.first, outer.end), first, end);
    let fits = shape.is_some_and(|shape| fits(shape, outer));
    let word = grammar.words.read(first);
    if let Some(known) = candidates.get_mut(from)
        && fits
    {
        known.end = end;
        if let Some(token) = grammar.doc().token(first)
            && !word.article
        {
            known.start = token.start();
        }
    }
}

/// Whether a name can be another name of the organization before its brackets.
pub(super) fn may_name(grammar: &Grammar<'_>, outer: &Candidate, other: &Candidate) -> bool {
    let doc = grammar.doc();
    let whole = doc
        .token(other.end)
        .is_none_or(|token| token.kind != TokenKind::Word)
        || grammar.words.read(other.end).has(bits::FUNCTION);
    if !whole || is_event(grammar, outer, other) {
        return false;
    }
    let heads = other.head.is_some() && other.head != outer.head && other.end > other.first + 1;
    if heads {
        // «وزارة … (أمانة …)» names an office of the ministry.
        let organ = matches!(
            outer.kind,
            OrganizationType::Government
                | OrganizationType::Education
                | OrganizationType::Health
                | OrganizationType::Judicial
        );
        let listed = other.row.is_some();
        let rows = listed && outer.row.is_some();
        let foreign = match outer.kind {
            OrganizationType::Security => !listed && other.kind != outer.kind,
            OrganizationType::Ngo => listed && other.row != outer.row,
            _ => organ && (!listed || rows && other.row != outer.row),
        };
        return !foreign;
    }
    if other.row.is_some() || other.head.is_some() {
        return true;
    }
    other.rule != "organization/tagger"
        || shape(grammar, (outer.first, outer.end), other.first, other.end)
            .is_some_and(|shape| fits(shape, outer))
}

/// «كأس الاتحاد … (الكونفدرالية)»: the brackets name the cup.
fn is_event(grammar: &Grammar<'_>, outer: &Candidate, other: &Candidate) -> bool {
    let before = outer
        .first
        .checked_sub(1)
        .map(|at| grammar.words.read(at))
        .unwrap_or_default();
    other.row.is_none()
        && other.strength != Strength::Acronym
        && outer.kind != OrganizationType::Company
        && !before.article
        && before.is_bare()
        && before.has(bits::SPORTS)
        && !grammar.doc().is(outer.first - 1, Class::Head)
}

/// The outermost organization that ends before brackets, among the candidates before `from`.
fn before<'c>(
    grammar: &Grammar<'_>,
    candidates: &'c [Candidate],
    from: usize,
    open: usize,
) -> Option<(usize, &'c Candidate)> {
    candidates
        .get(..from)?
        .iter()
        .enumerate()
        .rev()
        .take(8)
        .filter(|(_, candidate)| {
            matches!(candidate.strength, Strength::Name | Strength::Acronym)
                && joins(grammar, candidate.end, open)
        })
        .min_by_key(|(_, candidate)| (open - candidate.end, candidate.first))
}

/// «اللجنة التنفيذية للاتحاد الدولي (الفيفا)»: the brackets name the body inside the name.
fn tail(
    grammar: &Grammar<'_>,
    candidates: &[Candidate],
    from: usize,
    open: usize,
    known: &Candidate,
) -> Option<Candidate> {
    known.row?;
    let (_, outer) = before(grammar, candidates, from, open)?;
    if outer.kind == known.kind || outer.row.is_some() {
        return None;
    }
    let doc = grammar.doc();
    let at = (outer.first + 1..outer.end).rev().find(|&at| {
        let word = grammar.words.read(at);
        word.article && word.preposition == LAM && doc.is(at, Class::Head)
    })?;
    Some(Candidate {
        first: at,
        end: outer.end,
        core: at,
        start: grammar.words.read(at).start,
        head: doc
            .entry(at, Class::Head)
            .and_then(|entry| grammar.words.names().head(entry.row))
            .map(|head| head.index),
        rule: TAIL,
        ..*known
    })
}

/// Another name in brackets of the organization before them.
fn alias(
    grammar: &Grammar<'_>,
    (candidates, added): (&mut [Candidate], &mut Vec<Candidate>),
    from: usize,
    (open, first, end): (usize, usize, usize),
) -> Option<Candidate> {
    let words = grammar.words;
    let outer = before(grammar, candidates, from, open).map(|(_, outer)| *outer);
    let word = words.written(first);
    let listed = words
        .entry(first, &word, Class::Organization)
        .filter(|entry| entry.next == end && entry.row & 3 != 3)
        .and_then(|entry| {
            let (known, _) = words.names().organization(entry.row)?;
            Some((entry.row >> 2, known.kind))
        });
    let fitting = |outer: &Candidate| listed.filter(|&(_, kind)| kind == outer.kind);
    let shape = match &outer {
        Some(outer) => fitting(outer)
            .map(|(_, kind)| Shape::Listed(kind))
            .or_else(|| shape(grammar, (outer.first, outer.end), first, end))
            .filter(|&shape| fits(shape, outer))?,
        None => shape(grammar, (open, open), first, end)
            .filter(|shape| matches!(shape, Shape::Letters | Shape::Latin))
            .or(listed.map(|(_, kind)| Shape::Listed(kind)))
            .or_else(|| {
                let from = open.saturating_sub(LONGEST);
                initials(&words, (from, open), first, end).then_some(Shape::Initials)
            })
            .or_else(|| {
                let part = end == first + 1
                    && words.is_wordlike(first)
                    && !word.article
                    && !word.has(bits::STOP)
                    && is_part(&words, (open.saturating_sub(4), open), first, end);
                part.then_some(Shape::Part)
            })?,
    };
    let outer = match outer {
        Some(outer) => outer,
        None => extend(
            grammar,
            (candidates, added),
            from,
            open,
            (first, end, shape),
        )?,
    };
    let row = fitting(&outer).map(|(row, _)| row);
    let letters = matches!(shape, Shape::Letters | Shape::Initials);
    Some(Candidate {
        first,
        end,
        core: first,
        start: words.doc.token(first)?.start(),
        kind: outer.kind,
        row,
        head: None,
        strength: if letters {
            Strength::Acronym
        } else {
            Strength::Name
        },
        rule: if letters { ACRONYM } else { NAME },
    })
}

/// Whether names of a shape are given to organizations of a kind.
fn fits(shape: Shape, outer: &Candidate) -> bool {
    match shape {
        Shape::Letters | Shape::Initials | Shape::Latin | Shape::Part | Shape::Listed(_) => true,
        Shape::Foreign => !matches!(
            outer.kind,
            OrganizationType::Judicial
                | OrganizationType::Religious
                | OrganizationType::Education
                | OrganizationType::Health
        ),
        Shape::Words => !matches!(
            outer.kind,
            OrganizationType::Judicial
                | OrganizationType::Religious
                | OrganizationType::Education
                | OrganizationType::Health
                | OrganizationType::Party
                | OrganizationType::Government
        ),
        Shape::Noun => {
            outer.end - outer.first > 2
                && matches!(
                    outer.kind,
                    OrganizationType::Ngo | OrganizationType::Other | OrganizationType::Media
                )
        }
    }
}

/// The organization whose name runs to the brackets, made longer where it ended before.
fn extend(
    grammar: &Grammar<'_>,
    (candidates, added): (&mut [Candidate], &mut Vec<Candidate>),
    from: usize,
    open: usize,
    (first, end, shape): (usize, usize, Shape),
) -> Option<Candidate> {
    if matches!(shape, Shape::Foreign | Shape::Words | Shape::Noun) {
        return None;
    }
    let words = grammar.words;
    let index = candidates
        .get(..from)?
        .iter()
        .enumerate()
        .rev()
        .take_while(|(_, candidate)| candidate.first + LONGEST > open)
        .find(|(_, candidate)| candidate.strength == Strength::Name)
        .map(|(index, _)| index);
    let Some(index) = index else {
        return begun(grammar, candidates, added, open, (first, end, shape));
    };
    // The outermost of those that hold it.
    let inner = candidates.get(index)?.end;
    let index = (0..index)
        .rev()
        .take(4)
        .take_while(|&n| {
            candidates.get(n).is_some_and(|outer| {
                outer.strength == Strength::Name
                    && outer.end >= inner
                    && outer.first + LONGEST > open
            })
        })
        .last()
        .unwrap_or(index);
    let outer = *candidates.get(index)?;
    let good = outer.end < open
        && outer.head.is_some()
        && runs(grammar, outer.end, open)
        && !matches!(shape, Shape::Listed(kind) if kind != outer.kind)
        && (shape != Shape::Initials || initials(&words, (outer.first, open), first, end))
        && (shape != Shape::Part || is_part(&words, (outer.first, open), first, end));
    if !good {
        return begun(grammar, candidates, added, open, (first, end, shape));
    }
    let outer = candidates.get_mut(index)?;
    outer.end = open;
    outer.row = None;
    Some(*outer)
}

/// The organization that a definite noun begins, as it is known by what the brackets hold: «الحركة
/// الانعتاقية (إيرا)».
fn begun(
    grammar: &Grammar<'_>,
    candidates: &mut [Candidate],
    added: &mut Vec<Candidate>,
    open: usize,
    (first, end, shape): (usize, usize, Shape),
) -> Option<Candidate> {
    let doc = grammar.doc();
    let start = open.saturating_sub(LONGEST / 2);
    let (at, next, head) = (start..open).rev().find_map(|at| {
        let entry = doc.entry(at, Class::Head)?;
        let head = grammar.words.names().head(entry.row)?;
        Some((at, entry.next, head))
    })?;
    let good = head.definite
        && !head.many
        && head.row.span == HeadSpan::Inside
        && next < open
        && runs(grammar, next, open)
        && (next..open).all(|at| {
            let word = grammar.words.read(at);
            grammar.is_definite_word(at, &word) || word.preposition == LAM
        })
        && match shape {
            Shape::Listed(kind) => kind == head.row.kind,
            Shape::Initials => initials(&grammar.words, (at, open), first, end),
            Shape::Letters => true,
            _ => false,
        };
    if !good {
        return None;
    }
    let named = Candidate {
        first: at,
        end: open,
        core: next,
        start: grammar.words.read(at).start,
        kind: head.row.kind,
        row: None,
        head: Some(head.index),
        strength: Strength::Name,
        rule: "organization/before_bracket",
    };
    let index = candidates.partition_point(|candidate| candidate.first < at);
    match candidates.get_mut(index) {
        Some(bare) if bare.first == at => *bare = named,
        _ => added.push(named),
    }
    Some(named)
}

/// Whether a name can run over tokens: words alone, no particle, verb or title among them.
fn runs(grammar: &Grammar<'_>, from: usize, to: usize) -> bool {
    (from..to).all(|at| {
        let word = grammar.words.read(at);
        let doc = grammar.doc();
        let head = doc
            .entry(at, Class::Head)
            .and_then(|entry| grammar.words.names().head(entry.row));
        grammar.is_joined(at)
            && doc.token(at).is_some_and(|token| token.letters > 1)
            && !word.has(bits::FUNCTION | bits::VERB | bits::DATE)
            && !doc.is(at, Class::Cue)
            && !(doc.is(at, Class::Role) && word.is_bare() && !word.has(bits::DEFINITE))
            && !(head.is_some_and(|head| head.row.span == HeadSpan::Inside)
                && (word.conjunction || at + 1 == to))
    })
}

/// The shape of the tokens between brackets, when it is one of other names.
fn shape(grammar: &Grammar<'_>, outer: (usize, usize), first: usize, end: usize) -> Option<Shape> {
    let doc = grammar.doc();
    let words = grammar.words;
    if doc.token(first)?.kind == TokenKind::Latin {
        return latin(doc, first, end);
    }
    let tokens = doc.tokens.get(first..end)?;
    let points = tokens.iter().any(|token| token.is_char('.'));
    let all = |fits: &dyn Fn(usize, &Token) -> bool| {
        tokens
            .iter()
            .enumerate()
            .all(|(n, token)| fits(first + n, token))
    };
    if tokens.len() > 1 {
        let spelled = all(&|at, token| {
            token.is_char('.')
                || token.is_char('-')
                || token.kind == TokenKind::Word
                    && (token.letters == 1 || words.read(at).has(bits::LETTER))
        });
        if spelled {
            return Some(Shape::Letters);
        }
    }
    if points || !all(&|_, token| token.kind == TokenKind::Word || token.is_char('-')) {
        return None;
    }
    let word = words.written(first);
    if tokens.len() == 1 {
        return single(grammar, outer, first, &word);
    }
    if outer.0 < outer.1 && tokens.len() < 5 && is_part(&words, outer, first, end) {
        return Some(Shape::Part);
    }
    let foreign = tokens.len() < 6
        && all(&|at, token| {
            token.kind != TokenKind::Word
                || words.is_foreign(at) && token.flags == 0 && !words.read(at).has(bits::LINK)
        });
    foreign.then_some(Shape::Words)
}

/// One word in brackets.
fn single(grammar: &Grammar<'_>, outer: (usize, usize), at: usize, word: &Word) -> Option<Shape> {
    let words = grammar.words;
    let token = words.doc.token(at)?;
    let other = Class::Role.bit() | Class::Date.bit() | Class::Number.bit() | Class::Unit.bit();
    if word.has(bits::FUNCTION) || token.flags & other != 0 || token.letters < 2 {
        return None;
    }
    if outer.0 < outer.1 && initials(&words, outer, at, at + 1) {
        return Some(Shape::Initials);
    }
    if word.has(bits::STOP) {
        return None;
    }
    if grammar.nisba(at, word).is_some() || words.single(word, Class::Place) {
        return None;
    }
    if outer.0 < outer.1 && is_part(&words, outer, at, at + 1) {
        return Some(Shape::Part);
    }
    let person = words.single(word, Class::Given) || words.single(word, Class::Family);
    if person {
        return (token.letters < 5).then_some(Shape::Noun);
    }
    if words.doc.is(at, Class::Head) {
        return None;
    }
    if words.is_foreign(at) {
        return Some(Shape::Foreign);
    }
    if word.article && !words.is_common(at) && word.is_bare() {
        return (!words.ends_like_adjective(at)).then_some(Shape::Foreign);
    }
    let noun = !word.article
        && word.is_bare()
        && !word.has(bits::NAMING)
        && !words.ends_like_adjective(at)
        && token.letters > 2;
    noun.then_some(Shape::Noun)
}

/// Latin words: an acronym, or a name with capitals; no address.
fn latin(doc: &Doc<'_>, first: usize, end: usize) -> Option<Shape> {
    let tokens = doc.tokens.get(first..end)?;
    let address = |token: &Token| {
        ['@', '/', ':', '_', '%', '=', '+']
            .iter()
            .any(|&c| token.is_char(c))
            || matches!(
                token.kind,
                TokenKind::Word | TokenKind::Break | TokenKind::Other
            )
            || token.is_char('.') && token.has(crate::lex::mark::GLUED)
    };
    let dotted = tokens
        .iter()
        .all(|token| token.is_char('.') || token.kind == TokenKind::Latin && token.letters < 3);
    if dotted && tokens.len() > 2 {
        return Some(Shape::Letters);
    }
    if tokens.iter().any(address) {
        return None;
    }
    let name = doc.surface(first);
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    if tokens.len() == 1 {
        if capitals > 1 && name.len() < 9 || capitals == 0 && name.len() < 7 {
            return Some(Shape::Letters);
        }
    }
    (capitals > 0 || tokens.len() > 1).then_some(Shape::Latin)
}

/// Whether each word between brackets is one of the name before them or its beginning, in its
/// order: «… الزجاجية الوطنية (زجاج)».
fn is_part(words: &Words<'_>, outer: (usize, usize), first: usize, end: usize) -> bool {
    let mut at = outer.0 + 1;
    end - first < outer.1 - outer.0
        && (first..end).all(|n| {
            let own = words.written(n).stem;
            let found = (at..outer.1).find(|&at| begins(own, words.read(at).stem));
            at = found.map_or(outer.1, |found| found + 1);
            found.is_some()
        })
}

/// Whether a word is another or, with four letters at least, its beginning.
fn begins(short: Key, long: Key) -> bool {
    if short == long {
        return true;
    }
    let exact = !short.is_hashed() && !long.is_hashed() && short.letters() > 3;
    let feminine = exact && short.letters() > 4 && short.0 & 63 == u64::from(HA);
    if feminine {
        return begins(Key(short.0 >> 6), long);
    }
    exact
        && long.letters() > short.letters()
        && long.0 >> (6 * (long.letters() - short.letters())) == short.0
}

/// Letters of a name and which of them begin words.
struct Spelling {
    letters: [(u8, bool); 96],
    count: usize,
}

impl Spelling {
    fn of(words: &Words<'_>, from: usize, to: usize) -> Self {
        let mut spelling = Self {
            letters: [(0, false); 96],
            count: 0,
        };
        for at in from..to {
            let word = words.read(at);
            let key: Key = word.stem;
            if key.is_hashed() || key.0 == 0 {
                continue;
            }
            for n in 0..key.letters() {
                if let Some(slot) = spelling.letters.get_mut(spelling.count) {
                    *slot = (key.letter(n), n == 0);
                    spelling.count += 1;
                }
            }
        }
        spelling
    }

    /// Whether letters stand here in order, the first and at least two of them (half, if there are
    /// more) beginning words, the others directly behind one that was taken.
    fn holds(&self, letters: &[u8]) -> bool {
        let all = self.letters.get(..self.count).unwrap_or_default();
        // The most words begun by the letters so far, where the last of them is this one.
        let mut best = [0_u8; 96];
        for (nth, &letter) in letters.iter().enumerate() {
            let mut next = [0_u8; 96];
            let (mut before, mut last) = (0, 0);
            for ((&(own, begins), slot), &old) in all.iter().zip(&mut next).zip(&best) {
                if own == letter {
                    *slot = match (nth, begins) {
                        (0, true) => 1,
                        (_, true) if before > 0 => before + 1,
                        (_, false) => last,
                        _ => 0,
                    };
                }
                before = before.max(old);
                last = old;
            }
            best = next;
        }
        let most = usize::from(best.into_iter().max().unwrap_or(0));
        most >= 2 && most * 2 >= letters.len()
    }
}

/// Whether a word is made of first letters of the words before: «حركة المقاومة الإسلامية (حماس)».
fn initials(words: &Words<'_>, outer: (usize, usize), first: usize, end: usize) -> bool {
    if end != first + 1 {
        return false;
    }
    let word = words.written(first);
    let key = word.stem;
    if key.is_hashed() || !(2..=6).contains(&key.letters()) || !word.is_bare() {
        return false;
    }
    let mut letters = [0; 6];
    for (n, slot) in (0..key.letters()).zip(letters.iter_mut()) {
        *slot = key.letter(n);
    }
    let letters = letters.get(..key.letters() as usize).unwrap_or_default();
    Spelling::of(words, outer.0, outer.1).holds(letters)
}
