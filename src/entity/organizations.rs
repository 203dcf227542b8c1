//! Candidates for organizations: lexicon and heads, nested ones too, in text order.

use super::grammar::{Grammar, Reading};
use super::seen;
use super::types::OrganizationType;
use super::words::{Word, Words};
use crate::chars::{BA, LAM};
use crate::doc::Doc;
use crate::layout::{Part, PartKind};
use crate::lex::TokenKind;
use crate::lexicon::Class;
use crate::lexicon::names::{HeadSpan, Naming, SurfaceKind, bits};

/// How sure a candidate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strength {
    /// A name by itself.
    Name,
    /// An acronym.
    Acronym,
    /// A name in context only.
    Weak,
    /// A definite common noun.
    Nominal,
}

/// A candidate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// First token.
    pub(super) first: usize,
    /// Token behind the last.
    pub(super) end: usize,
    /// First token of the name without its head; `first` when it has none.
    pub(super) core: usize,
    /// First byte.
    pub(super) start: usize,
    /// Type.
    pub(super) kind: OrganizationType,
    /// Row of the lexicon.
    pub(super) row: Option<u32>,
    /// Head noun.
    pub(super) head: Option<u32>,
    /// How sure it is.
    pub(super) strength: Strength,
    /// The rule that found it.
    pub(super) rule: &'static str,
}

/// Finds the candidates.
pub(super) fn candidates(grammar: &Grammar<'_>) -> Vec<Candidate> {
    let words = grammar.words;
    let doc = words.doc;
    let mut out: Vec<Candidate> = Vec::with_capacity(doc.tokens.len() / 16);
    let mut outer = 0;
    let mut next = 0;
    while let Some(at) = words.next_seen(next, seen::ORGANIZATION) {
        next = at + 1;
        let Some(candidate) = candidate(grammar, at) else {
            continue;
        };
        if candidate.first < outer {
            // Nested names lie wholly inside, and are names themselves.
            let inside = candidate.end <= outer;
            let same = out.iter().rev().take(6).any(|other| {
                let around = other.first <= candidate.first && candidate.end <= other.end;
                let same_body = other.row.is_some()
                    && !(candidate.row.is_some() && candidate.kind == other.kind);
                around
                    && (other.start == candidate.start && other.end == candidate.end
                        || same_body
                        || is_core(other, &candidate)
                        || other.core == candidate.first
                            && other.first != other.core
                            && !is_nested_name(&words, other, &candidate))
            });
            if !inside || same || !matches!(candidate.strength, Strength::Name | Strength::Acronym)
            {
                continue;
            }
            if candidate.end - candidate.first < 2 && candidate.row.is_none() {
                continue;
            }
        } else if candidate.strength != Strength::Nominal && candidate.strength != Strength::Weak {
            outer = candidate.end;
        }
        if out
            .last()
            .is_none_or(|last| last.first != candidate.first || last.end != candidate.end)
        {
            out.push(candidate);
        }
    }
    out
}

/// The rest of a listed name behind its head is no name inside it: «البنك [المركزي الأمريكي]».
fn is_core(outer: &Candidate, inner: &Candidate) -> bool {
    let alone = matches!(
        outer.kind,
        OrganizationType::Media
            | OrganizationType::Finance
            | OrganizationType::Company
            | OrganizationType::Sports
            | OrganizationType::Party
            | OrganizationType::ArmedGroup
    );
    alone
        && outer.row.is_some()
        && inner.first == outer.first + 1
        && inner.end == outer.end
        && inner.kind == outer.kind
}

/// An inner name that follows its outer head directly is reported only when it has a head of its own
/// and the outer name is not one of the lexicon: «مستشفى [مدينة الملك …]», but «حركة نداء تونس».
fn is_nested_name(words: &Words<'_>, outer: &Candidate, inner: &Candidate) -> bool {
    if outer.row.is_some() {
        return false;
    }
    let word = words.read(inner.first);
    if word.preposition != 0 {
        return true;
    }
    // «البنك المركزي الأوروبي»: adjectives of the head.
    if word.article && word.is_bare() && words.read(outer.first).article {
        return false;
    }
    let organ = matches!(
        outer.kind,
        OrganizationType::Government
            | OrganizationType::Other
            | OrganizationType::Health
            | OrganizationType::Security
            | OrganizationType::Party
    );
    let body = inner.row.is_some() && inner.end > inner.first + 1 || inner.head.is_some();
    organ && body && inner.kind != outer.kind && !(word.article && inner.head.is_some())
        || organ && inner.head.is_some() && !word.article && inner.row.is_some()
}

fn candidate(grammar: &Grammar<'_>, at: usize) -> Option<Candidate> {
    let words = grammar.words;
    let doc = words.doc;
    let names = words.names();
    let word = words.read(at);
    if words.is_torn(at, &word) {
        return None;
    }
    let entry = words.entry(at, &word, Class::Organization);
    let generic = entry
        .filter(|entry| entry.row == GENERIC)
        .map(|entry| entry.next);
    let listed = entry
        .filter(|entry| entry.row != GENERIC)
        .and_then(|entry| {
            let (row, kind) = names.organization(entry.row)?;
            let strength = listed_strength(doc, at, entry.next, kind);
            Some(Candidate {
                first: at,
                end: entry.next,
                core: at,
                start: word.start,
                kind: row.kind,
                row: Some(entry.row >> 2),
                head: None,
                strength,
                rule: "organization/lexicon",
            })
        });
    let head = doc.entry(at, Class::Head).and_then(|entry| {
        let head = names.head(entry.row)?;
        Some((head, entry.next))
    });
    let Some((head, next)) = head else {
        return listed;
    };
    if let Some(mut known) = listed.filter(|known| known.strength == Strength::Name) {
        known.head = Some(head.index);
        if known.end > next && !head.definite {
            known.core = next;
        }
        let reading = grammar.read(at, head, next);
        if let Reading::Named(extent) = reading {
            // «هيئة الإذاعة البريطانية» is a name as a whole, «وكالة رويترز» is not.
            let whole = known.end >= extent.end
                && head.row.span != HeadSpan::Outside
                && words.read(extent.first).article;
            if whole && extent.first > at {
                return Some(known);
            }
            if extent.first > at && head.row.span == HeadSpan::Outside
                || extent.first > at && extent.rule != "organization/marked_name"
            {
                return behind_head(&words, extent.first, extent.end, extent.rule, head.row.kind);
            }
            if extent.end > known.end && grammar.takes_nisba(head) {
                // «البنك المركزي الأوروبي الفائدة»: any adjective makes a name, but does not go on
                // with a known one.
                if extent.rule == "organization/definite_head_purpose" {
                    // «اللجنة التنفيذية للاتحاد …» is another committee.
                    known.row = None;
                    known.kind = type_inside(&words, next, extent.end).unwrap_or(known.kind);
                }
                known.end = if extent.rule == "organization/definite_head_adjective" {
                    grammar.with_adjectives(known.end, at, true)
                } else {
                    extent.end
                };
            }
        }
        return Some(known);
    }
    match grammar.read(at, head, next) {
        Reading::Named(extent) if generic == Some(extent.end) => None,
        Reading::Named(_)
            if head.row.span == HeadSpan::Definite
                && head.row.naming == Naming::Nisba
                && follows_noun(&words, at) =>
        {
            None
        }
        Reading::Named(extent) if extent.first == at => Some(Candidate {
            first: at,
            end: extent.end,
            core: extent.core,
            start: word.start,
            kind: kind_inside(&words, extent.core, extent.end, head.row.kind),
            row: None,
            head: Some(head.index),
            strength: Strength::Name,
            rule: extent.rule,
        }),
        Reading::Named(extent) => {
            behind_head(&words, extent.first, extent.end, extent.rule, head.row.kind)
        }
        Reading::Bare if head.definite && !head.many => {
            let strength = listed.map_or(Strength::Nominal, |known| known.strength);
            Some(Candidate {
                first: at,
                end: next,
                core: at,
                start: word.start,
                kind: head.row.kind,
                row: listed.and_then(|known| known.row),
                head: Some(head.index),
                strength,
                rule: "organization/nominal",
            })
        }
        _ => listed,
    }
}

/// Whether a noun without article stands directly before: «وزير الداخلية المصري», «لجنة الداخلية».
fn follows_noun(words: &Words<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let word = words.read(before);

    words
        .doc
        .token(before)
        .is_some_and(|token| token.kind == TokenKind::Word)
        && !word.has(bits::VERB | bits::FUNCTION)
        && !words.doc.is(before, Class::Cue)
        && words.read(at).is_bare()
}

/// The row of noun phrases that are no names.
pub(super) const GENERIC: u32 = 3;

/// A name behind a head noun that stays outside.
fn behind_head(
    words: &Words<'_>,
    first: usize,
    end: usize,
    rule: &'static str,
    kind: OrganizationType,
) -> Option<Candidate> {
    let word = words.read(first);
    let listed = words
        .entry(first, &word, Class::Organization)
        .filter(|entry| entry.next == end && entry.row != GENERIC)
        .and_then(|entry| {
            Some((
                entry.row >> 2,
                words.names().organization(entry.row)?.0.kind,
            ))
        });
    Some(Candidate {
        first,
        end,
        core: first,
        start: if rule == "organization/marked_name" {
            words.doc.token(first)?.start()
        } else {
            word.start
        },
        kind: listed.map_or(kind, |(_, kind)| kind),
        row: listed.map(|(row, _)| row),
        head: None,
        strength: Strength::Name,
        rule,
    })
}

/// The type that the words of a name show, else that of its head.
pub(super) fn kind_inside(
    words: &Words<'_>,
    core: usize,
    end: usize,
    head: OrganizationType,
) -> OrganizationType {
    let open = matches!(
        head,
        OrganizationType::Ngo
            | OrganizationType::Government
            | OrganizationType::Education
            | OrganizationType::Other
            | OrganizationType::Finance
    );
    if !open {
        return head;
    }
    let inside = type_inside(words, core, end);
    // «نقابة قوات الأمن» is a union all the same, «الهيئة العامة للاتصالات» no company.
    let kept = inside == Some(OrganizationType::Company)
        || head == OrganizationType::Ngo
            && matches!(
                inside,
                Some(
                    OrganizationType::Security
                        | OrganizationType::Judicial
                        | OrganizationType::Health
                        | OrganizationType::Religious
                )
            );
    inside.filter(|_| !kept).unwrap_or(head)
}

/// The type that the words of a name show.
pub(super) fn type_inside(words: &Words<'_>, core: usize, end: usize) -> Option<OrganizationType> {
    (core..end).find_map(|at| {
        let word = words.read(at);
        words
            .names()
            .type_of(word.host)
            .or_else(|| words.names().type_of(word.stem))
    })
}

fn listed_strength(doc: &Doc<'_>, at: usize, next: usize, kind: SurfaceKind) -> Strength {
    match kind {
        SurfaceKind::Weak | SurfaceKind::Generic => Strength::Weak,
        SurfaceKind::Name => Strength::Name,
        SurfaceKind::Acronym => {
            let surface = doc.surface(at);
            let latin = doc
                .token(at)
                .is_some_and(|token| token.kind == TokenKind::Latin);
            if latin {
                let capital = !surface.chars().any(char::is_lowercase);
                if capital && surface.len() > 2 || next > at + 1 {
                    Strength::Acronym
                } else {
                    Strength::Weak
                }
            } else if next > at + 1 {
                Strength::Acronym
            } else {
                Strength::Weak
            }
        }
    }
}

/// Decides the weak candidates: kept as names only in a context that names an organization.
pub(super) fn decide(grammar: &Grammar<'_>, parts: &[Part], candidates: &mut Vec<Candidate>) {
    if candidates.iter().all(|c| c.strength != Strength::Weak) {
        return;
    }
    let words = grammar.words;
    let mut sports = None;
    let named: Vec<u32> = {
        let mut rows: Vec<u32> = candidates
            .iter()
            .filter(|c| matches!(c.strength, Strength::Name | Strength::Acronym))
            .filter_map(|c| c.row)
            .collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    };
    for candidate in candidates.iter_mut() {
        if candidate.strength != Strength::Weak {
            continue;
        }
        let word = words.read(candidate.first);
        let known = candidate
            .row
            .is_some_and(|row| named.binary_search(&row).is_ok());
        if known && !is_place_here(&words, candidate, &word)
            || in_marks(&words, candidate)
            || candidate.kind == OrganizationType::Media && in_frame(&words, parts, candidate)
            || candidate.kind == OrganizationType::Sports
                && is_followed_by_country(grammar, candidate)
            || candidate.kind == OrganizationType::Sports
                && *sports.get_or_insert_with(|| is_sports(&words))
                && !is_place_here(&words, candidate, &word)
                && !is_person_here(&words, candidate, &word)
        {
            candidate.strength = Strength::Name;
            candidate.rule = "organization/weak_in_context";
        }
    }
    candidates.retain(|candidate| candidate.strength != Strength::Weak);
}

/// «الهلال السعودي»
fn is_followed_by_country(grammar: &Grammar<'_>, candidate: &Candidate) -> bool {
    let words = grammar.words;
    let word = words.read(candidate.end);
    word.article && word.is_bare() && grammar.nisba(candidate.end, &word).is_some()
}

/// Whether the article reports sports: enough of its words do.
pub(super) fn is_sports(words: &Words<'_>) -> bool {
    let mut count = 0;
    let mut all = 0;
    for (at, token) in words.doc.tokens.iter().enumerate() {
        if token.kind == TokenKind::Word {
            all += 1;
            count += u32::from(words.seen(at) & seen::SPORTS != 0);
            if all == 400 {
                break;
            }
        }
    }
    count >= 4 && count * 30 > all
}

fn is_place_here(words: &Words<'_>, candidate: &Candidate, word: &Word) -> bool {
    if !words.single(word, Class::Place) {
        return false;
    }
    if word.preposition == BA {
        return true;
    }
    let before = candidate
        .first
        .checked_sub(1)
        .map(|at| words.read(at))
        .unwrap_or_default();
    before.has(bits::PLACE_INSIDE | bits::PLACE_OUTSIDE)
        || before.has(bits::FUNCTION) && word.preposition != LAM
}

fn is_person_here(words: &Words<'_>, candidate: &Candidate, word: &Word) -> bool {
    let names = Class::Given.bit() | Class::Family.bit();
    if !words.single(word, Class::Given) && !words.single(word, Class::Family) {
        return false;
    }
    let before = candidate
        .first
        .checked_sub(1)
        .map(|at| words.read(at).flags)
        .unwrap_or_default();
    before & names != 0
}

/// In a byline, dateline or trailer, or on a line of a few words: «الرياض - واس».
fn in_frame(words: &Words<'_>, parts: &[Part], candidate: &Candidate) -> bool {
    let at = parts.partition_point(|part| part.span.end() <= candidate.start);
    if parts.get(at).is_some_and(|part| {
        matches!(
            part.kind,
            PartKind::Byline | PartKind::Dateline | PartKind::SourceTrailer
        )
    }) {
        return true;
    }
    let doc = words.doc;
    let before = (0..4).find(|n| {
        candidate
            .first
            .checked_sub(n + 1)
            .is_none_or(|at| doc.ends_line(at))
    });
    let after = (0..3).find(|n| doc.ends_line(candidate.end + n));
    before.is_some() && after.is_some()
}

/// In quotation marks or brackets by itself: «(واج)», لـ"الشرق الأوسط".
fn in_marks(words: &Words<'_>, candidate: &Candidate) -> bool {
    let doc = words.doc;
    let Some(before) = candidate.first.checked_sub(1).and_then(|at| doc.token(at)) else {
        return false;
    };
    let Some(after) = doc.token(candidate.end) else {
        return false;
    };
    let role = doc.is(candidate.first - 1, Class::Role)
        && words.read(candidate.first).is_bare()
        && candidate.kind == OrganizationType::Media;
    if role {
        return true;
    }
    let bracket = before.is_char('(') && after.is_char(')');
    let quote = before.kind == TokenKind::Quote && after.kind == TokenKind::Quote;
    bracket && matches!(candidate.kind, OrganizationType::Media)
        || quote && candidate.kind == OrganizationType::Media && speaks(words, candidate)
        || (bracket || quote) && words.is_latin(candidate.first)
}

/// Whether a name in marks stands where a paper does: «قال لـ"المدينة"», «علمت "الوطن"», not «كلمة
/// "الوطن"».
fn speaks(words: &Words<'_>, candidate: &Candidate) -> bool {
    if candidate.end > candidate.first + 1 {
        return true;
    }
    let doc = words.doc;
    let Some(at) = candidate.first.checked_sub(2) else {
        return true;
    };
    let word = words.read(at);
    let other = doc
        .token(at)
        .is_none_or(|token| token.kind != TokenKind::Word || token.letters == 1);
    other
        || word.has(bits::VERB | bits::FUNCTION)
        || word.conjunction
        || doc.is(at, Class::Cue)
        || doc.is(at, Class::Role)
        || doc.is(at, Class::Head)
}
