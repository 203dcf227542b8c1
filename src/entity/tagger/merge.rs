//! Rules and tagger together: the tagger, which saw what the rules found, draws the outermost names;
//! the rules' records give them types, heads, titles and what lies nested inside.

use super::super::grammar::Grammar;
use super::super::organizations::{Candidate, GENERIC, Strength, kind_inside, type_inside};
use super::super::people::{self, Finder};
use super::super::types::OrganizationType;
use super::super::words::Words;
use super::super::{Findings, brackets, kinds, later, places, tidy};
use super::{Named, Tagged};
use crate::lex::TokenKind;
use crate::lexicon::Class;
use crate::lexicon::names::bits;
use crate::span::Span;

/// The rule of an organization's short form behind its full one.
const KNOWN_SHORT: &str = "organization/known_short";
/// Most tokens of an organization's name that are looked over for another one.
const REACH: usize = 64;
/// Most tokens between a title and the name that it belongs to.
const TITLE: usize = 12;

/// The findings with the tagger's names in the place of the rules' outermost ones.
pub(in crate::entity) fn merge(
    grammar: &Grammar<'_>,
    found: &Findings,
    names: impl Iterator<Item = Tagged>,
) -> Findings {
    let mut names: Vec<Tagged> = with_room(names);
    let words = grammar.words;
    go_on(&words, &found.organizations, &mut names);
    numbered(&words, &mut names);
    let mut organizations = organizations(grammar, &found.organizations, &names);
    tidy::organizations(&words, &mut organizations);
    brackets::add(grammar, &mut organizations);
    brackets::yield_to(&mut organizations, &mut names);
    later::organizations(&words, &mut organizations);
    // A short form of an organization is taken for a person's name as a whole or not at all.
    organizations.retain(|o| {
        let at = names.partition_point(|name| name.end <= o.first);
        let other = names
            .get(at)
            .filter(|name| name.first < o.end && name.named != Named::Organization);
        o.rule != KNOWN_SHORT || other.is_none_or(|name| name.first == o.first && name.end == o.end)
    });
    kinds::settle(&words, &mut organizations);
    let mut people = people(&words, found, &organizations, &names);
    tidy::people(&words, &mut organizations, &mut people);
    let places = places(&words, &found.places, &organizations, &names);
    later::people(&words, &organizations, &mut people);
    Findings {
        organizations,
        people,
        places,
    }
}

/// The items in a list with room for those of most articles.
fn with_room<T>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut list = Vec::with_capacity(64);
    list.extend(items);
    list
}

/// Lets a name go on to where the rules saw its end when it stops before و: «… للدراسات [ومتابعة إنجاز
/// الاستثمارات]».
fn go_on(words: &Words<'_>, rules: &[Candidate], names: &mut [Tagged]) {
    let mut next = usize::MAX;
    for name in names.iter_mut().rev() {
        if name.named == Named::Organization && words.read(name.end).conjunction {
            let at = rules.partition_point(|rule| rule.first < name.first);
            let longer = rules
                .get(at)
                .filter(|rule| rule.first == name.first && rule.strength == Strength::Name)
                .filter(|rule| rule.end > name.end && rule.end <= next);
            if let Some(rule) = longer {
                name.end = rule.end;
                let end = words
                    .doc
                    .token(rule.end - 1)
                    .map_or(0, crate::lex::Token::end);
                name.span = Span::new(name.span.start(), end.max(name.span.end()));
            }
        }
        next = name.first;
    }
}

/// Lets a person's name take the ordinal behind it that tells a ruler from others: «عبد الله [الثاني]».
fn numbered(words: &Words<'_>, names: &mut [Tagged]) {
    let mut next = usize::MAX;
    for name in names.iter_mut().rev() {
        let at = name.end;
        let word = words.read(at);
        if name.named == Named::Person && at < next && word.has(bits::ORDINAL) && word.is_bare() {
            let end = words.doc.token(at).map_or(0, crate::lex::Token::end);
            name.end = at + 1;
            name.span = Span::new(name.span.start(), end.max(name.span.end()));
        }
        next = name.first;
    }
}

fn organizations(grammar: &Grammar<'_>, rules: &[Candidate], names: &[Tagged]) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::with_capacity(rules.len());
    let mut left = rules.iter().peekable();
    for name in names {
        // What the rules found before it and the tagger does not know: common nouns only.
        while let Some(rule) = left.next_if(|rule| rule.end <= name.first) {
            if stays(rule) {
                out.push(*rule);
            }
        }
        let own = name.named == Named::Organization;
        let outer = out.len();
        if own {
            out.push(organization(grammar, rules, name));
        }
        while let Some(rule) = left.next_if(|rule| rule.first < name.end) {
            let inside = rule.first >= name.first && rule.end <= name.end;
            let same = rule.first == name.first;
            let named = rule.strength != Strength::Nominal;
            let tail = out.get(outer).is_some_and(|outer| outer.core == rule.first);
            if own && inside && !same && named && !(tail && rule.end == name.end) {
                out.push(*rule);
            }
        }
    }
    out.extend(left.filter(|rule| stays(rule)));
    out
}

/// Whether a candidate stays that the tagger does not know: common nouns, long listed names, names in
/// marks, and definite heads with an adjective of their own («الحكومة اللبنانية»).
fn stays(rule: &Candidate) -> bool {
    rule.strength == Strength::Nominal
        || matches!(
            rule.rule,
            "organization/definite_head_adjective" | "organization/marked_name"
        )
        || rule.row.is_some()
            && rule.strength == Strength::Name
            && rule.end > rule.first + 1
            && rule.rule == "organization/lexicon"
}

/// The record of an organization that the tagger found.
fn organization(grammar: &Grammar<'_>, rules: &[Candidate], name: &Tagged) -> Candidate {
    let words = grammar.words;
    let from = rules.partition_point(|rule| rule.first + REACH < name.first);
    let near = rules.get(from..).unwrap_or_default();
    let near = || near.iter().take_while(|rule| rule.first < name.end);
    let named = |rule: &&Candidate| rule.strength != Strength::Nominal;
    let exact = near()
        .filter(named)
        .find(|rule| rule.first == name.first && rule.end == name.end);
    if let Some(rule) = exact {
        return *rule;
    }
    let fresh = Candidate {
        first: name.first,
        end: name.end,
        core: name.first,
        start: name.span.start(),
        kind: OrganizationType::Other,
        row: None,
        head: None,
        strength: Strength::Name,
        rule: "organization/tagger",
    };
    let word = words.read(name.first);
    let listed = words
        .entry(name.first, &word, Class::Organization)
        .filter(|entry| entry.next == name.end && entry.row != GENERIC)
        .and_then(|entry| {
            Some((
                entry.row >> 2,
                words.names().organization(entry.row)?.0.kind,
            ))
        });
    if let Some((row, kind)) = listed {
        return Candidate {
            kind,
            row: Some(row),
            ..fresh
        };
    }
    if let Some(rule) = near().find(|rule| rule.first == name.first) {
        let core = if rule.core < name.end {
            rule.core
        } else {
            name.first
        };
        return Candidate {
            core,
            kind: kind_inside(&words, core, name.end, rule.kind),
            head: rule.head,
            ..fresh
        };
    }
    let head = words.doc.entry(name.first, Class::Head).and_then(|entry| {
        let head = words.names().head(entry.row)?;
        Some((head, entry.next))
    });
    if let Some((head, next)) = head {
        return Candidate {
            core: if next < name.end && !head.definite {
                next
            } else {
                name.first
            },
            kind: kind_inside(&words, next, name.end, head.row.kind),
            head: Some(head.index),
            ..fresh
        };
    }
    let overlapping = near().filter(named).find(|rule| rule.end > name.first);
    if let Some(rule) = overlapping {
        return Candidate {
            kind: rule.kind,
            ..fresh
        };
    }
    Candidate {
        kind: kind_before(&words, name)
            .or_else(|| type_inside(&words, name.first, name.end))
            .unwrap_or(OrganizationType::Other),
        ..fresh
    }
}

/// The type of the head noun before a name, marks between them: صحيفة «…».
fn kind_before(words: &Words<'_>, name: &Tagged) -> Option<OrganizationType> {
    let mut at = name.first;
    for _ in 0..3 {
        at = at.checked_sub(1)?;
        let token = words.doc.token(at)?;
        if token.kind == TokenKind::Break {
            return None;
        }
        if token.is_word() {
            if let Some(entry) = words.doc.entry(at, Class::Head) {
                return words.names().head(entry.row).map(|head| head.row.kind);
            }
            if !words.read(at).article {
                return None;
            }
        }
    }
    None
}

fn people(
    words: &Words<'_>,
    found: &Findings,
    organizations: &[Candidate],
    names: &[Tagged],
) -> Vec<people::Found> {
    let finder = Finder {
        words: *words,
        organizations,
    };
    let mut out = Vec::new();
    for name in names.iter().filter(|name| name.named == Named::Person) {
        let short = organizations.partition_point(|o| o.first < name.first);
        let short = organizations.get(short..).unwrap_or_default();
        if short
            .iter()
            .take_while(|o| o.first == name.first)
            .any(|o| o.rule == KNOWN_SHORT)
        {
            continue;
        }
        let at = found
            .people
            .partition_point(|person| person.end <= name.first);
        let rule = found
            .people
            .get(at)
            .filter(|person| person.first < name.end);
        let mut person = people::Found {
            first: name.first,
            end: name.end,
            start: name.span.start(),
            role: None,
            organization: None,
            gender: None,
            rule: "person/tagger",
        };
        if let Some(rule) = rule {
            person.gender = rule.gender;
            if rule.first == name.first {
                person.end = go_on_person(words, rule, name);
            }
            person.role = rule.role.filter(|(first, end)| {
                *end <= name.first && rule.first == name.first || *first >= person.end
            });
            person.organization = rule
                .organization
                .filter(|_| person.role.is_some())
                .and_then(|index| found.organizations.get(index))
                .and_then(|old| overlapping(organizations, old.first, old.end));
            if rule.first == name.first && rule.end == name.end {
                person.rule = rule.rule;
            }
        }
        if person.gender.is_none() {
            person.gender = words
                .entry(name.first, &words.read(name.first), Class::Given)
                .and_then(|entry| crate::lexicon::names::given(entry.row).0);
        }
        if person.role.is_none() {
            let before = out.last().map_or(0, |before: &people::Found| before.end);
            titled(&finder, organizations, &mut person, before);
        }
        if person.role.is_none() {
            person = finder.with_title_behind(person);
        }
        out.push(person);
    }
    let tagged = out.len();
    for rule in found
        .people
        .iter()
        .filter(|rule| full_behind_title(words, rule))
    {
        let at = names.partition_point(|name| name.end <= rule.first);
        let free = names.get(at).is_none_or(|name| name.first >= rule.end);
        if free && overlapping(organizations, rule.first, rule.end).is_none() {
            let organization = rule
                .organization
                .and_then(|index| found.organizations.get(index))
                .and_then(|old| overlapping(organizations, old.first, old.end));
            out.push(people::Found {
                organization,
                ..*rule
            });
        }
    }
    if out.len() > tagged {
        out.sort_by_key(|person| person.first);
    }
    out
}

/// Whether a name stays that the tagger does not know: a listed given name and a listed family name
/// behind a title, «الدكتور سامر الخطيب».
fn full_behind_title(words: &Words<'_>, person: &people::Found) -> bool {
    let is = |at: usize, class: Class| words.read(at).flags & class.bit() != 0;
    person.end >= person.first + 2
        && person.role.is_some_and(|(_, end)| end == person.first)
        && is(person.first, Class::Given)
        && is(person.end - 1, Class::Family)
}

/// The first organization that shares a token with `first..end`.
fn overlapping(organizations: &[Candidate], first: usize, end: usize) -> Option<usize> {
    let from = organizations.partition_point(|o| o.first + REACH < first);
    let near = organizations.get(from..)?;
    let at = near
        .iter()
        .take_while(|o| o.first < end)
        .position(|o| first < o.end)?;
    Some(from + at)
}

/// The end of a person's name that goes on with listed family names: «جون [كيري]».
fn go_on_person(words: &Words<'_>, rule: &people::Found, name: &Tagged) -> usize {
    let listed = rule.end > name.end
        && (name.end..rule.end).all(|at| {
            let word = words.written(at);
            word.is_bare()
                && (words.single(&word, Class::Family) || words.single(&word, Class::Given))
                && !word.has(bits::STOP)
                && !words.is_common(at)
        });
    if listed { rule.end } else { name.end }
}

/// Gives a person the title that stands directly before the name, behind the person before.
fn titled(
    finder: &Finder<'_, '_>,
    organizations: &[Candidate],
    person: &mut people::Found,
    behind: usize,
) {
    let words = &finder.words;
    let mut at = person.first;
    let mut title = None;
    let word = words.read(person.first);
    if word.conjunction && word.start == person.start {
        return;
    }
    for _ in 0..TITLE {
        let Some(before) = at.checked_sub(1).filter(|&before| before >= behind) else {
            break;
        };
        let Some(token) = words.doc.token(before) else {
            break;
        };
        let word = words.read(before);
        if !token.is_word() || word.has(bits::VERB | bits::DATE) {
            break;
        }
        at = before;
        if let Some(entry) = words.doc.entry(at, Class::Role)
            && entry.next <= person.first
        {
            let role = crate::lexicon::names::role(entry.row);
            if !role.honorific {
                let direct = entry.next == person.first;
                let whole = direct || !role.generic;
                if whole {
                    title = Some((at, entry.next, role));
                }
            }
            if word.conjunction {
                break;
            }
            continue;
        }
        if word.conjunction || word.has(bits::FUNCTION) {
            break;
        }
    }
    let Some((first, mut end, role)) = title else {
        return;
    };
    let inside = organizations
        .iter()
        .position(|o| o.first >= end && o.end <= person.first && o.strength != Strength::Nominal);
    if let Some(organization) = inside.and_then(|index| organizations.get(index)) {
        end = organization.end;
        person.organization = inside;
    } else if !finder.is_title(end, person.first) {
        return;
    } else {
        while end < person.first {
            let word = words.read(end);
            let honorific = words
                .doc
                .entry(end, Class::Role)
                .is_some_and(|entry| crate::lexicon::names::role(entry.row).honorific);
            if word.conjunction || honorific {
                break;
            }
            end += 1;
        }
    }
    person.role = Some((first, end));
    person.gender = person.gender.or(role.gender);
}

fn places(
    words: &Words<'_>,
    rules: &[places::Found],
    organizations: &[Candidate],
    names: &[Tagged],
) -> Vec<places::Found> {
    let mut out: Vec<places::Found> = Vec::new();
    for name in names {
        let at = rules.partition_point(|place| place.end <= name.first);
        let near = rules.get(at..).unwrap_or_default();
        let mut near = near.iter().take_while(|place| place.first < name.end);
        match name.named {
            Named::Person => {}
            // Places inside names of organizations stay.
            Named::Organization => out.extend(near.filter(|place| {
                place.first > name.first
                    && place.end <= name.end
                    && !organizations
                        .iter()
                        .any(|o| o.first == place.first && o.end == place.end)
            })),
            Named::Place => {
                let rule = near.find(|place| place.first == name.first && place.end == name.end);
                out.push(rule.copied().unwrap_or_else(|| {
                    let row = words
                        .entry(name.first, &words.read(name.first), Class::Place)
                        .filter(|entry| entry.next == name.end)
                        .map(|entry| entry.row >> 1);
                    places::Found {
                        first: name.first,
                        end: name.end,
                        start: name.span.start(),
                        row,
                        rule: "place/tagger",
                    }
                }));
            }
        }
    }
    out
}
