//! The best sequence of tags of a line.

use super::features::{self, Unit};
use super::model::{LANES, Model, Scores, TAGS};
use super::{Label, Tag};

/// Far below every score that can arise.
const NEVER: i16 = -16_000;

/// Buffers reused from line to line.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(super) units: Vec<Unit>,
    scores: Vec<Scores>,
    best: Vec<Scores>,
}

/// Transitions that no sequence has: a name goes on only behind its own beginning.
const BANNED: [Scores; LANES] = {
    let mut banned = [[0; LANES]; LANES];
    let mut before = 0;
    while before < LANES {
        let mut tag = 2;
        while tag < TAGS {
            if before != tag && before + 1 != tag {
                banned[before][tag] = NEVER;
            }
            tag += 2;
        }
        banned[before][7] = NEVER;
        before += 1;
    }
    banned
};

/// Tags the units of a line and appends a tag for each to `out`.
pub(super) fn decode(model: &Model<'_>, scratch: &mut Scratch, out: &mut Vec<Tag>) {
    let Scratch {
        units,
        scores,
        best,
    } = scratch;
    scores.clear();
    best.clear();
    let mut before = [NEVER; LANES];
    if let Some(start) = before.last_mut() {
        *start = 0;
    }
    for (at, unit) in units.iter().enumerate() {
        let mut own = [0; LANES];
        features::features(units, at, |_, feature| model.add(feature, &mut own));
        let mut row = [i16::MIN; LANES];
        if let Some(steps) = model.steps.get(usize::from(unit.edge)) {
            for ((before, step), banned) in before.iter().zip(steps).zip(&BANNED) {
                for ((best, step), banned) in row.iter_mut().zip(step).zip(banned) {
                    let score = before.saturating_add(*step).saturating_add(*banned);
                    *best = (*best).max(score);
                }
            }
        }
        let mut top = i16::MIN;
        for (best, own) in row.iter_mut().zip(&own) {
            *best = best.saturating_add(*own);
            top = top.max(*best);
        }
        for best in &mut row {
            *best = best.saturating_sub(top).max(NEVER);
        }
        scores.push(own);
        best.push(row);
        before = row;
    }
    let first = out.len();
    let mut tag = argmax(&before);
    for (at, own) in scores.iter().enumerate().rev() {
        let unit = units.get(at).copied().unwrap_or_default();
        let outside = own.first().copied().unwrap_or(0);
        let score = own.get(tag).copied().unwrap_or(0);
        out.push(Tag {
            label: Label::of(tag),
            stripped: unit.stripped,
            margin: score.saturating_sub(outside),
        });
        if let Some(before) = at.checked_sub(1).and_then(|at| best.get(at)) {
            let mut reached = *before;
            if let Some(steps) = model.steps.get(usize::from(unit.edge)) {
                for ((reached, step), banned) in reached.iter_mut().zip(steps).zip(&BANNED) {
                    let step = step.get(tag).copied().unwrap_or(0);
                    let banned = banned.get(tag).copied().unwrap_or(0);
                    *reached = reached.saturating_add(step).saturating_add(banned);
                }
            }
            tag = argmax(&reached);
        }
    }
    if let Some(line) = out.get_mut(first..) {
        line.reverse();
    }
}

/// The first tag with the highest score.
fn argmax(scores: &Scores) -> usize {
    let mut best = 0;
    let mut top = i16::MIN;
    for (tag, score) in scores.iter().take(TAGS).enumerate() {
        if *score > top {
            best = tag;
            top = *score;
        }
    }
    best
}
