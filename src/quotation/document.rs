//! Documents as sources: statements, reports and decisions with whoever issued them.

use super::phrase::{LONGEST, Mention, MentionKind};
use super::scene::Scene;
use crate::chars::{BA, LAM};
use crate::fold::Key;
use crate::lexicon::cues::{Agreement, FunctionKind};

impl Scene<'_> {
    /// The document whose noun stands at a token.
    pub(super) fn document_at(&self, at: usize, limit: usize) -> Option<Mention> {
        (at < limit).then(|| {
            let mut mention = self.document(at, limit.min(at + LONGEST));
            mention.agreement = self
                .noun(at)
                .map_or(Agreement::Unknown, |noun| noun.agreement);
            mention
        })
    }

    /// A document: «بلاغ صادر عن الوزارة», «تقرير لمنظمة كذا», «البيان».
    pub(super) fn document(&self, at: usize, limit: usize) -> Mention {
        let mut mention = Mention::new(MentionKind::Document, at, at + 1);
        let mut end = at + 1;
        let mut bound = true;
        while end < limit && end < at + 12 {
            if let Some(pair) = self.opens_at(end).and_then(|pair| self.pair(pair)) {
                if pair.closed && pair.len() <= 5 && pair.next < limit {
                    let before = end;
                    end = pair.next;
                    if mention.issuer.is_none() {
                        let head = self.continues(before - 1) && before - 1 > at;
                        mention.issuer =
                            Some((if head { before - 1 } else { pair.first }, pair.end));
                        mention.organization = self.organization_at(pair.first);
                    }
                    mention.end = end;
                    continue;
                }
                break;
            }
            // «المادة (27) من اللائحة»
            if end == at + 1 && self.is_char(end, '(') && self.is_char(end + 2, ')') {
                end += 3;
                mention.end = end;
                mention.next = end;
                break;
            }
            if self.is_punct(end) {
                break;
            }
            if let Some(person) = self.person_at(end) {
                let name = self.with_person(end, end, person, limit);
                mention.issuer = Some((name.first, name.end));
                mention.person = Some(person);
                mention.end = name.end;
                break;
            }
            // «طالب البيان الحكومة»: with the article it takes no genitive.
            if bound
                && self.definite(at)
                && self.definite(end)
                && !self.adjective(end)
                && self.proclitic(end).is_none()
            {
                break;
            }
            if let Some(organization) = self.organization_at(end) {
                if let Some(found) = self.sources.entities.organizations.get(organization) {
                    let behind = self.token_behind(found.span);
                    mention.organization = Some(organization);
                    mention.issuer = Some((end, behind));
                    mention.end = behind;
                    break;
                }
            }
            match self.function(end) {
                // «بيان له»: its issuer is known already.
                Some((FunctionKind::Adverb, next)) => {
                    if end == at + 1 {
                        mention.next = next;
                    }
                    break;
                }
                // «تقارير في البلاد»: where, not whose.
                Some((kind, next)) if kind.is_preposition() && self.place_at(next).is_some() => {
                    break;
                }
                Some((kind, next)) if kind.is_preposition() && issues(self, end) => {
                    end = next;
                    bound = false;
                    continue;
                }
                Some(_) => break,
                None => {}
            }
            if self.finite_cue(end) || self.looks_imperfect(end) || self.date_word(end) {
                break;
            }
            if self.conjoined(end) {
                break;
            }
            let issued = self.proclitic(end) == Some(LAM) || !bound;
            if issued {
                let name = self.noun_phrase(end, limit, MentionKind::Body);
                mention.issuer = Some((name.first, name.end));
                mention.end = name.end;
                break;
            }
            if self.proclitic(end).is_some() {
                break;
            }
            if end == at + 1 && self.definite(end) && !self.definite(at) && !self.adjective(end) {
                // «بيان الوزارة»: an annexed issuer.
                let name = self.noun_phrase(end, limit, MentionKind::Body);
                mention.issuer = Some((name.first, name.end));
                mention.end = name.end;
                break;
            }
            end += 1;
            if self.definite(at) || end == at + 2 {
                mention.end = end;
            }
        }
        if mention.issuer.is_none() && self.definite(at) && !self.is_char(at + 1, '(') {
            mention.end = at + 1;
        }
        mention.next = mention.next.max(mention.end);
        mention
    }
}

/// Prepositions before an issuer: عن، من، لدى.
fn issues(scene: &Scene<'_>, at: usize) -> bool {
    Key::of(scene.doc.host(at)).letters() <= 3
        && !scene.proclitic(at).is_some_and(|letter| letter == BA)
}
