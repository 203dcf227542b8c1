//! Headlines that report: «فلان: كذا وكذا».

use std::borrow::Cow;

use super::hit::Hit;
use super::names::Names;
use super::scene::Scene;
use super::turn::{Draft, NAMED, named_before, record};
use super::types::{Cue, QuotationKind, QuotationStyle};
use super::voice::{LEAST, Voice};
use super::{rules, source};
use crate::layout::PartKind;
use crate::lexicon::Stance;

/// «فلان: كذا وكذا» in titles, without marks.
pub(super) fn headlines(
    scene: &Scene<'_>,
    hits: &[Hit<'_>],
    voices: &mut Vec<Voice>,
    names: &Names<'_>,
    drafts: &mut Vec<Draft>,
) {
    for (number, stretch) in scene.stretches.iter().enumerate() {
        if !matches!(stretch.kind, PartKind::Headline | PartKind::Subheading) {
            continue;
        }
        let last = stretch.end.min(stretch.first + NAMED);
        let Some(colon) = (stretch.first..last).find(|&at| scene.is_char(at, ':')) else {
            continue;
        };
        let behind = colon + 1;
        if scene.opens_at(behind).is_some()
            || behind + 2 >= stretch.end
            || hits
                .get(hits.partition_point(|hit| hit.at < stretch.first))
                .is_some_and(|hit| hit.stretch == number && hit.at < colon)
        {
            continue;
        }
        let Some(mention) = named_before(scene, stretch.first, colon) else {
            continue;
        };
        let mut end = stretch.end;
        while end > behind
            && scene
                .token(end - 1)
                .is_some_and(|token| matches!(token.character(), Some('.')))
        {
            end -= 1;
        }
        let voice = scene.voice_of(&mention, None, names, voices);
        let mut quotation = record(
            scene.cover(behind, end),
            QuotationKind::Speech,
            rules::HEADLINE,
        );
        quotation.style = Some(QuotationStyle::Indirect);
        quotation.cue = Some(Cue {
            span: scene.cover(colon, behind),
            lemma: Cow::Borrowed(":"),
            stance: Stance::Neutral,
        });
        quotation.speaker = voice.speaker(true, source::OWN, LEAST);
        voices.push(voice);
        drafts.push(Draft {
            quotation,
            voice: Some(voices.len() - 1),
            hit: None,
            pair: None,
            inherited: false,
            line: stretch.line,
        });
    }
}
