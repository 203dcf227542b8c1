//! The best sequence of tags of a line.

use super::features::{self, Line, Sink, Slot, Unit};
use super::model::{LANES, Model, NEVER, Scores, Steps, Sum, TAGS, Weights};
use super::{Label, OUTSIDE, Tag};

/// Buffers reused from line to line.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(super) line: features::Buffers,
    /// The run of tokens that is decoded.
    pub(super) run: Vec<Column>,
}

/// A token of a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// What its features say for each tag.
    own: Scores,
    /// The best sequence that ends in each tag, to its best.
    best: Scores,
    /// Class of the token for transitions.
    edge: u8,
}

/// Tags the tokens of a line and appends a tag for each to `out`.
///
/// A word that is shut out stands in no name, whatever is around it: the runs of words between two such
/// are decoded each for itself.
pub(super) fn decode(
    model: &Model<'_>,
    line: &Line<'_>,
    run: &mut Vec<Column>,
    out: &mut Vec<Tag>,
) {
    let first = out.len();
    out.resize(first + line.len(), OUTSIDE);
    let Some(tags) = out.get_mut(first..) else {
        return;
    };
    let edge = Unit::edge(model);
    let mut next = 0;
    while let Some(start) = line.next_open(next) {
        let Some(mut unit) = line.unit(start) else {
            return;
        };
        let before_it = start.checked_sub(1).and_then(|before| line.unit(before));
        let mut last = before_it.unwrap_or(edge);
        let mut link = links(model, &last, &unit);
        let mut before = if start == 0 { START } else { IN_NO_NAME };
        run.clear();
        next = start;
        let behind = loop {
            let behind = line.unit(next + 1);
            let following = behind.unwrap_or(edge);
            let link_behind = links(model, &unit, &following);
            let mut adder = Adder {
                model,
                sum: Sum::default(),
            };
            for ([_, second], [first, _]) in link.into_iter().zip(link_behind) {
                adder.sum.add(second);
                adder.sum.add(first);
            }
            features::words(&last, &unit, &mut adder);
            features::others(&last, &unit, &following, &mut adder);
            let own = adder.sum.scores();
            before = step(&before, &own, model.steps(unit.edge));
            run.push(Column {
                own,
                best: before,
                edge: unit.edge,
            });
            next += 1;
            if !line.is_open(next) {
                break behind;
            }
            (last, unit, link) = (unit, following, link_behind);
        };
        if let Some(tags) = tags.get_mut(start..next) {
            go_back(model, behind.map(|unit| unit.edge), run, tags);
        }
    }
}

/// The weights of what two neighbours share, each for both of them.
#[inline]
fn links(model: &Model<'_>, a: &Unit, b: &Unit) -> [[Weights; 2]; 2] {
    features::links(a, b).map(|key| model.pair(key))
}

/// Where a line begins.
const START: Scores = {
    let mut scores = [NEVER; LANES];
    scores[TAGS] = 0;
    scores
};

/// Behind a word that is in no name.
const IN_NO_NAME: Scores = [0, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER];

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

/// Follows the best sequence of a run back from its end, `behind` which stands a token of a class that
/// is in no name.
fn go_back(model: &Model<'_>, behind: Option<u8>, run: &[Column], tags: &mut [Tag]) {
    // The step to the word behind the run counts too.
    let mut behind = behind.map(|edge| (edge, 0));
    for (column, tag) in run.iter().zip(tags).rev() {
        let mut reached = column.best;
        if let Some((edge, tag)) = behind {
            for (reached, step) in reached.iter_mut().zip(model.steps_to(edge, tag)) {
                *reached = reached.saturating_add(*step);
            }
        }
        let best = first_best(&reached);
        let own = |tag: usize| column.own.get(tag).copied().unwrap_or(0);
        *tag = Tag {
            label: Label::of(best),
            margin: own(best).saturating_sub(own(0)),
        };
        behind = Some((column.edge, best));
    }
}

/// The first tag with the highest score.
#[inline]
fn first_best(scores: &Scores) -> usize {
    let top = scores.iter().fold(i16::MIN, |top, score| top.max(*score));
    let best = scores.iter().position(|score| *score == top);
    best.filter(|best| *best < TAGS).unwrap_or(0)
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
            .add(self.model.word(word.stem(), place, slot as usize));
    }

    #[inline]
    fn pair(&mut self, _: u8, key: u64, slot: usize) {
        let [first, second] = self.model.pair(key);
        self.sum.add(if slot == 0 { first } else { second });
    }

    #[inline]
    fn single(&mut self, _: u8, key: u64) {
        self.sum.add(self.model.single(key));
    }
}
