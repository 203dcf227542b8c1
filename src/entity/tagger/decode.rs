//! The best sequence of tags of a line.

use super::features::{self, KINDS, PAIRS, SINGLES, Sink, Slot, Unit};
use super::model::{LANES, Model, NEVER, Scores, Sum, TAGS};
use super::{Label, Tag};

/// Buffers reused from line to line.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(super) units: Vec<Unit>,
    scores: Vec<Scores>,
    best: Vec<Scores>,
}

/// Scores of a token that is surely in no name.
const OUTSIDE: Scores = [0, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER];

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
    let mut adder = Adder::new(model);
    let edge = features::edge(model);
    for (at, unit) in units.iter().enumerate() {
        if unit.shut {
            // Whatever stands before, this token is in no name: the sequence begins anew.
            scores.push(OUTSIDE);
            best.push(OUTSIDE);
            before = OUTSIDE;
            continue;
        }
        features::features(units, &edge, at, &mut adder);
        let own = adder.finish();
        let mut row = [i16::MIN; LANES];
        let steps = model.steps.get(usize::from(unit.edge));
        if before == OUTSIDE {
            row = steps
                .and_then(|steps| steps.first())
                .copied()
                .unwrap_or(OUTSIDE);
        } else if let Some(steps) = steps {
            for (before, step) in before.iter().zip(steps) {
                for (best, step) in row.iter_mut().zip(step) {
                    *best = (*best).max(before.saturating_add(*step));
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
        let edge = units.get(at).map_or(0, |unit| usize::from(unit.edge));
        let outside = own.first().copied().unwrap_or(0);
        let score = own.get(tag).copied().unwrap_or(0);
        out.push(Tag {
            label: Label::of(tag),
            margin: score.saturating_sub(outside),
        });
        if let Some(before) = at.checked_sub(1).and_then(|at| best.get(at)) {
            if *before == OUTSIDE {
                tag = 0;
                continue;
            }
            let mut reached = *before;
            if let Some(steps) = model.steps.get(edge) {
                for (reached, step) in reached.iter_mut().zip(steps) {
                    let step = step.get(tag).copied().unwrap_or(0);
                    *reached = reached.saturating_add(step);
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

/// Adds up the weights of a token's features. All rows are found before the first is read, so that the
/// memory is asked for many at once.
#[derive(Debug)]
struct Adder<'a> {
    model: &'a Model<'a>,
    sum: Sum,
    singles: Few<SINGLES>,
    pairs: Few<PAIRS>,
    /// The pair of each kind that was looked up last: the next token asks for it again.
    last: [(u64, usize); KINDS],
}

impl<'a> Adder<'a> {
    fn new(model: &'a Model<'a>) -> Self {
        Self {
            model,
            sum: Sum::default(),
            singles: Few::new(),
            pairs: Few::new(),
            last: [(0, 0); KINDS],
        }
    }

    /// The scores of the token; the next one begins.
    #[inline]
    fn finish(&mut self) -> Scores {
        let mut sum = std::mem::take(&mut self.sum);
        for (key, place, slot) in self.pairs.all() {
            sum.add_own(self.model.pair(*key, *place, *slot));
        }
        for (key, place, _) in self.singles.all() {
            sum.add_own(self.model.single(*key, *place));
        }
        self.pairs.count = 0;
        self.singles.count = 0;
        sum.scores()
    }
}

impl Sink for Adder<'_> {
    #[inline]
    fn word(&mut self, _: u8, slot: Slot, word: &Unit) {
        self.sum
            .add(self.model.word(word.known.place as usize, slot as usize));
    }

    #[inline]
    fn pair(&mut self, _: u8, kind: usize, key: u64, slot: usize) {
        let place = match self.last.get_mut(kind) {
            Some(last) if last.0 == key => last.1,
            Some(last) => {
                *last = (key, self.model.pair_place(key));
                last.1
            }
            None => return,
        };
        self.pairs.push((key, place, slot));
    }

    #[inline]
    fn single(&mut self, _: u8, key: u64) {
        self.singles.push((key, self.model.single_place(key), 0));
    }
}

/// A short list.
#[derive(Clone, Copy, Debug)]
struct Few<const N: usize> {
    all: [(u64, usize, usize); N],
    count: usize,
}

impl<const N: usize> Few<N> {
    const fn new() -> Self {
        Self {
            all: [(0, 0, 0); N],
            count: 0,
        }
    }

    #[inline]
    fn push(&mut self, one: (u64, usize, usize)) {
        if let Some(slot) = self.all.get_mut(self.count) {
            *slot = one;
            self.count += 1;
        }
    }

    #[inline]
    fn all(&self) -> &[(u64, usize, usize)] {
        self.all.get(..self.count).unwrap_or_default()
    }
}
