//! The best sequence of tags of a line.

use super::features::{self, Line, Sink, Slot, Unit};
use super::model::{LANES, Model, NEVER, Scores, Sum, TAGS, Weights};
use super::{Label, OUTSIDE, Tag};

/// Buffers reused from line to line.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(super) line: features::Buffers,
    /// The run of tokens that is decoded, and the tokens before and behind it.
    pub(super) units: Vec<Unit>,
    pub(super) run: Vec<Column>,
}

/// A token of a run.
#[derive(Clone, Copy, Debug, Default)]
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
    units: &mut Vec<Unit>,
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
        // The run with what stands before and behind it.
        let before = start.checked_sub(1).and_then(|before| line.unit(before));
        units.clear();
        units.push(before.unwrap_or(edge));
        next = start;
        while line.is_open(next) {
            units.extend(line.unit(next));
            next += 1;
        }
        let behind = line.unit(next);
        units.push(behind.unwrap_or(edge));

        let mut best = if start == 0 { START } else { IN_NO_NAME };
        let mut shared = None;
        run.clear();
        run.extend(units.windows(3).map(|around| {
            let [a, u, b] = around else {
                return Column::default();
            };
            let with_last = shared.unwrap_or_else(|| links(model, a, u));
            let with_next = links(model, u, b);
            shared = Some(with_next);
            let mut adder = Adder::new(model);
            for ([_, second], [first, _]) in with_last.into_iter().zip(with_next) {
                adder.sum.add(second);
                adder.sum.add(first);
            }
            features::words(a, u, &mut adder);
            features::others(a, u, b, &mut adder);
            let own = adder.scores();
            best = step(model, u.edge, &best, &own);
            Column {
                own,
                best,
                edge: u.edge,
            }
        }));
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

/// The best sequences that end in each tag of a token of a class, to the best of them.
#[inline]
fn step(model: &Model<'_>, edge: u8, before: &Scores, own: &Scores) -> Scores {
    let mut row = *model.steps_from(edge, 0);
    if *before != IN_NO_NAME {
        row = [i16::MIN; LANES];
        for (tag, before) in before.iter().enumerate() {
            // Few tags can be reached in a run's first words.
            if *before > NEVER {
                raise(&mut row, *before, model.steps_from(edge, tag));
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

/// Raises the scores of tags to those reached from one tag before.
///
/// Not inlined: the loop over the tags before would be taken apart lane by lane.
#[inline(never)]
fn raise(row: &mut Scores, before: i16, steps: &Scores) {
    for (best, step) in row.iter_mut().zip(steps) {
        *best = (*best).max(before.saturating_add(*step));
    }
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
    /// Single features, which are looked up all at once.
    singles: [u64; SINGLES],
    count: usize,
}

/// Most single features of a token.
const SINGLES: usize = 9;

impl<'a> Adder<'a> {
    fn new(model: &'a Model<'a>) -> Self {
        Self {
            model,
            sum: Sum::default(),
            singles: [0; SINGLES],
            count: 0,
        }
    }

    fn scores(mut self) -> Scores {
        for key in self.singles.iter().take(self.count) {
            self.sum.add(self.model.single(*key));
        }
        self.sum.scores()
    }
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
        if let Some(single) = self.singles.get_mut(self.count) {
            *single = key;
            self.count += 1;
        }
    }
}
