//! Types of organizations that neither the lexicon nor a head noun settles: organs, names without a
//! head, names of an article about sports.

use super::organizations::{Candidate, Strength, is_sports};
use super::types::OrganizationType;
use super::words::Words;
use crate::doc::Doc;
use crate::lex::TokenKind;
use crate::lexicon::Class;
use crate::lexicon::names::{Naming, bits};

/// What a head noun alone says of the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Head {
    /// No head noun.
    None,
    /// An organ or a body of any kind: «لجنة», «مكتب», «هيئة», «مركز».
    Open,
    /// An organ of a body that is named behind it: «مجلس شورى حركة …».
    Organ,
    /// «اتحاد», «جمعية».
    Union,
    /// It says the type.
    Closed,
}

fn head(doc: &Doc<'_>, candidate: &Candidate) -> Head {
    let Some(head) = doc
        .entry(candidate.first, Class::Head)
        .and_then(|entry| doc.lexicon.names.head(entry.row))
    else {
        return Head::None;
    };
    match head.row.kind {
        OrganizationType::Government | OrganizationType::Other => match head.row.naming {
            Naming::Adjective | Naming::Proper | Naming::Known => Head::Open,
            Naming::Free => Head::Organ,
            _ => Head::Closed,
        },
        OrganizationType::Ngo => Head::Union,
        _ => Head::Closed,
    }
}

/// Settles the types of names that the lexicon does not hold.
pub(super) fn settle(words: &Words<'_>, candidates: &mut [Candidate]) {
    let open = |candidate: &Candidate| {
        candidate.row.is_none() && candidate.strength != Strength::Nominal
            || candidate.rule == "organization/weak_in_context"
    };
    if !candidates.iter().any(open) {
        return;
    }
    let doc = words.doc;
    let mut sports = None;
    for at in 0..candidates.len() {
        let Some(candidate) = candidates.get(at).copied() else {
            break;
        };
        if !open(&candidate) {
            continue;
        }
        let head = head(doc, &candidate);
        let mut kind = candidate.kind;
        if candidate.row.is_some() {
            // «الجزيرة» in a report of matches is the club.
            let club = matches!(kind, OrganizationType::Media | OrganizationType::Party)
                && !is_framed(words, &candidate)
                && candidate.end == candidate.first + 1
                && !is_announced(words, &candidate)
                && *sports.get_or_insert_with(|| is_sports(words));
            if club && let Some(candidate) = candidates.get_mut(at) {
                candidate.kind = OrganizationType::Sports;
                candidate.row = None;
            }
            continue;
        }
        if matches!(head, Head::Open | Head::Organ) {
            kind = owner(candidates, at, head).unwrap_or(kind);
        }
        if head == Head::None
            && kind == OrganizationType::Other
            && words.read(candidate.first).has(bits::PLACE_OUTSIDE)
        {
            // «إمارة منطقة …»
            kind = OrganizationType::Government;
        }
        let first = words.written(candidate.first);
        let paper = candidate.end == candidate.first + 1 && first.has(bits::PAPER);
        if kind == OrganizationType::Other && (paper || is_station(words, &candidate)) {
            kind = OrganizationType::Media;
        }
        let unsettled = match head {
            Head::None => {
                kind == OrganizationType::Other
                    || paper && kind == OrganizationType::Media && !is_framed(words, &candidate)
            }
            Head::Open => matches!(kind, OrganizationType::Government | OrganizationType::Other),
            Head::Union => kind == OrganizationType::Ngo,
            Head::Organ | Head::Closed => false,
        };
        if unsettled
            && !is_announced(words, &candidate)
            && *sports.get_or_insert_with(|| is_sports(words))
        {
            kind = OrganizationType::Sports;
        }
        if let Some(candidate) = candidates.get_mut(at) {
            candidate.kind = kind;
        }
    }
}

/// The type of the body that an organ's name ends in: «المكتب السياسي لحزب …».
fn owner(candidates: &[Candidate], at: usize, head: Head) -> Option<OrganizationType> {
    let organ = candidates.get(at)?;
    let inner = candidates.get(at + 1..)?;
    inner
        .iter()
        .take(4)
        .take_while(|inner| inner.first < organ.end)
        .filter(|inner| inner.end == organ.end && inner.strength != Strength::Nominal)
        .map(|inner| inner.kind)
        .find(|kind| match head {
            Head::Organ => *kind == OrganizationType::Party,
            _ => matches!(
                kind,
                OrganizationType::Party
                    | OrganizationType::Security
                    | OrganizationType::Sports
                    | OrganizationType::Intergovernmental
                    | OrganizationType::Ngo
                    | OrganizationType::Judicial
                    | OrganizationType::ArmedGroup
            ),
        })
}

/// «… أف أم», «… تي في»: names of letters end the names of stations.
fn is_station(words: &Words<'_>, candidate: &Candidate) -> bool {
    candidate.end > candidate.first + 2
        && (candidate.end - 2..candidate.end).all(|at| {
            words.read(at).has(bits::LETTER) || {
                let name = words.doc.token(at);
                name.is_some_and(|token| token.letters == 1)
            }
        })
}

/// In marks, or at the edge of a line: «علمت "الوطن" أن …».
fn is_framed(words: &Words<'_>, candidate: &Candidate) -> bool {
    let doc = words.doc;
    candidate.first.checked_sub(1).is_none_or(|before| {
        doc.ends_line(before)
            || doc
                .token(before)
                .is_some_and(|token| matches!(token.kind, TokenKind::Quote | TokenKind::Punct))
    })
}

/// Whether a head noun of another kind stands before a name: صحيفة «…».
fn is_announced(words: &Words<'_>, candidate: &Candidate) -> bool {
    let doc = words.doc;
    (1..4).any(|back| {
        candidate
            .first
            .checked_sub(back)
            .and_then(|at| doc.entry(at, Class::Head))
            .and_then(|entry| doc.lexicon.names.head(entry.row))
            .is_some_and(|head| head.row.kind != OrganizationType::Sports)
    })
}
