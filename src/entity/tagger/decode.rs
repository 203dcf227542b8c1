//! The best sequence of tags of a line.

use super::features::{self, Sink, Slot, Unit};
use super::model::{LANES, Model, NEVER, Scores, Steps, Sum, TAGS};
use super::{Label, OUTSIDE, Tag};

/// Buffers reused from line to line.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(super) units: Vec<Unit>,
    /// The run of tokens that is decoded.
    run: Vec<Column>,
}

/// A token of a run.
#[derive(Clone, Copy, Debug)]
struct Column {
    /// What its features say for each tag.
    own: Scores,
    /// The best sequence that ends in each tag, to its best.
    best: Scores,
}

/// Tags the units of a line and appends a tag for each to `out`.
///
/// A word that is shut out stands in no name, whatever is around it: the runs of words between two such
/// are decoded each for itself.
pub(super) fn decode(model: &Model<'_>, scratch: &mut Scratch, out: &mut Vec<Tag>) {
    let Scratch { units, run } = scratch;
    let first = out.len();
    out.resize(first + units.len(), OUTSIDE);
    let Some(tags) = out.get_mut(first..) else {
        return;
    };
    let edge = features::edge(model);
    let mut next = 0;
    while let Some(skipped) = units
        .get(next..)
        .and_then(|rest| rest.iter().position(|unit| !unit.shut))
    {
        let start = next + skipped;
        run.clear();
        let mut before = if start == 0 { START } else { IN_NO_NAME };
        let mut end = start;
        while let Some(unit) = units.get(end).filter(|unit| !unit.shut) {
            let mut adder = Adder {
                model,
                sum: Sum::default(),
            };
            features::features(units, &edge, end, &mut adder);
            let own = adder.sum.scores();
            before = step(&before, &own, steps(model, unit));
            run.push(Column { own, best: before });
            end += 1;
        }
        if let Some(tags) = tags.get_mut(start..end) {
            go_back(model, units, start, run, tags);
        }
        next = end;
    }
}

/// Where a line begins.
const START: Scores = {
    let mut scores = [NEVER; LANES];
    scores[TAGS] = 0;
    scores
};

/// Behind a word that is in no name.
const IN_NO_NAME: Scores = [0, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER];

static NO_STEPS: Steps = [[0; LANES]; LANES];

fn steps<'m>(model: &'m Model<'_>, unit: &Unit) -> &'m Steps {
    model.steps.get(usize::from(unit.edge)).unwrap_or(&NO_STEPS)
}

/// The best sequences that end in each tag of a token, to the best of them.
#[inline]
fn step(before: &Scores, own: &Scores, steps: &Steps) -> Scores {
    let mut row = [i16::MIN; LANES];
    if *before == IN_NO_NAME {
        row = *steps.first().unwrap_or(&row);
    } else {
        for (before, step) in before.iter().zip(steps) {
            for (best, step) in row.iter_mut().zip(step) {
                *best = (*best).max(before.saturating_add(*step));
            }
        }
    }
    let mut top = i16::MIN;
    for (best, own) in row.iter_mut().zip(own) {
        *best = best.saturating_add(*own);
        top = top.max(*best);
    }
    for best in &mut row {
        *best = best.saturating_sub(top).max(NEVER);
    }
    row
}

/// Follows the best sequence of a run back from its end.
fn go_back(model: &Model<'_>, units: &[Unit], start: usize, run: &[Column], tags: &mut [Tag]) {
    // The step to the word behind the run counts too; it is in no name.
    let mut behind = units.get(start + run.len()).map(|unit| (unit, 0));
    for ((at, column), tag) in run.iter().enumerate().zip(tags).rev() {
        let mut reached = column.best;
        if let Some((unit, tag)) = behind {
            for (reached, step) in reached.iter_mut().zip(steps(model, unit)) {
                *reached = reached.saturating_add(step.get(tag).copied().unwrap_or(0));
            }
        }
        let best = argmax(&reached);
        let own = |tag: usize| column.own.get(tag).copied().unwrap_or(0);
        *tag = Tag {
            label: Label::of(best),
            margin: own(best).saturating_sub(own(0)),
        };
        behind = units.get(start + at).map(|unit| (unit, best));
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

/// Adds up the weights of a token's features.
#[derive(Debug)]
struct Adder<'a> {
    model: &'a Model<'a>,
    sum: Sum,
}

impl Sink for Adder<'_> {
    #[inline]
    fn word(&mut self, _: u8, slot: Slot, word: &Unit) {
        let place = word.known.place as usize;
        self.sum
            .add(self.model.word(word.stem, place, slot as usize));
    }

    #[inline]
    fn pair(&mut self, _: u8, key: u64, slot: usize) {
        self.sum.add(self.model.pair(key, slot));
    }

    #[inline]
    fn single(&mut self, _: u8, key: u64) {
        self.sum.add(self.model.single(key));
    }
}
