//! Cues that another one near them makes idle.

use super::hit::{Complement, Hit};
use super::phrase::MentionKind;
use super::scene::Scene;
use crate::lexicon::cues::{CueGroup, CueNounKind, FormKind, FunctionKind};

impl<'a> Scene<'a> {
    /// Drops cues inside the clause that another one reports, and nouns beside a verb that introduces
    /// the same words: «وقال في تصريح: …».
    pub(super) fn weed(&self, hits: &mut Vec<Hit<'a>>) {
        self.lend_sources(hits);
        let mut keep = vec![true; hits.len()];
        for (at, hit) in hits.iter().enumerate() {
            let near = hits
                .get(at.saturating_sub(4)..)
                .unwrap_or_default()
                .iter()
                .take(9)
                .filter(|other| other.stretch == hit.stretch && other.container == hit.container);
            let nominal =
                !hit.is_verb() || hit.form().is_some_and(|form| form.kind == FormKind::Masdar);
            let announced = nominal
                && near.clone().any(|other| {
                    other.noun_kind() == Some(CueNounKind::Particle) && other.next == hit.at
                });
            let weak = nominal
                && hit.complement != Complement::None
                && hit.noun_kind() != Some(CueNounKind::Phrase)
                && near.clone().any(|other| {
                    other.at != hit.at
                        && other.is_verb()
                        && other
                            .form()
                            .is_some_and(|form| form.kind != FormKind::Masdar)
                        && other.complement == hit.complement
                });
            // «أن الأرقام تبرز أن», «أن النقاش أظهر أن»
            let named = hit.subject.is_some_and(|mention| {
                matches!(
                    mention.kind,
                    MentionKind::Named | MentionKind::Role | MentionKind::Anonymous
                ) && self.certain(&mention)
            });
            let embedded = !hit.initial
                && hit.is_verb()
                && hit.group() != Some(CueGroup::Label)
                && !named
                && near.clone().any(|other| {
                    other.at < hit.at
                        && matches!(other.complement, Complement::Clause(comp) if comp < hit.at)
                });
            // «وكتب مغردا»: the verb before it is the cue.
            let doubled = hit
                .form()
                .is_some_and(|form| form.kind == FormKind::Participle)
                && near.clone().any(|other| {
                    other.next == hit.at && other.is_finite() && other.complement == hit.complement
                });
            // «قائلا، وهو يحمل الصورة: "…"»
            let beside = hit.needs_clause()
                && hit.is_finite()
                && hit.complement != Complement::None
                && self.is_function(hit.at.wrapping_sub(1), FunctionKind::Relative)
                && self.conjoined(hit.at.wrapping_sub(1))
                && near
                    .clone()
                    .any(|other| other.at < hit.at && other.complement == hit.complement);
            // «قال دبلوماسي يتابع الأحداث إن»: a clause that describes somebody on the way.
            let describes = hit
                .form()
                .is_some_and(|form| form.kind == FormKind::Imperfect && !form.suffixed)
                && !hit.initial
                && hit.complement != Complement::None
                && near.clone().any(|other| {
                    other.at < hit.at && other.is_finite() && other.complement == hit.complement
                });
            // «مصادر مطلعة»: a part of the phrase that names who speaks.
            let named_by_it = !hit.initial
                && hit
                    .form()
                    .is_some_and(|form| form.kind == FormKind::Participle)
                && near.clone().any(|other| {
                    other.at != hit.at
                        && other
                            .subject
                            .is_some_and(|mention| (mention.first..mention.end).contains(&hit.at))
                });
            if weak || announced || embedded || doubled || beside || describes || named_by_it {
                if let Some(slot) = keep.get_mut(at) {
                    *slot = false;
                }
            }
        }
        let mut kept = keep.into_iter();
        hits.retain(|_| kept.next().unwrap_or(true));
    }

    /// «حسب مصدر عسكري أوضح أن»: the source of the particle is the subject of the verb behind it.
    fn lend_sources(&self, hits: &mut [Hit<'a>]) {
        for at in 1..hits.len() {
            let Some((before, rest)) = hits.split_at_mut_checked(at) else {
                return;
            };
            let (Some(particle), Some(hit)) = (before.last(), rest.first_mut()) else {
                return;
            };
            let lends = particle.noun_kind() == Some(CueNounKind::Particle)
                && hit.subject.is_none()
                && hit.is_finite()
                && particle
                    .subject
                    .is_some_and(|mention| mention.next.max(mention.end) == hit.at);
            if lends {
                hit.subject = particle.subject;
                hit.before = true;
            }
        }
    }
}
