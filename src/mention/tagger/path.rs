//! The best labels of a row of tokens, and how certain they are.
//!
//! All in integers: sums of weights and the greatest of them, never a probability, so that every
//! machine finds the same. What tells how certain a label is: by how much the best row of labels is
//! better than the best one that has another label there.

use std::ops::Range;

use super::label::{self, COUNT, Part};
use super::model::{Model, NEVER, Scores, raise, sum};

/// A name in a row of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The place of its kind among [`label::KINDS`].
    pub kind: usize,
    /// How certain it is: as its least certain token.
    pub margin: i32,
}

/// Room for the sums, kept from row to row.
#[derive(Debug, Default)]
pub struct Paths {
    /// For each token what speaks for each label.
    pub scores: Vec<Scores>,
    /// The best row of labels up to a token that ends with a label.
    before: Vec<Scores>,
    /// The best one behind it.
    after: Vec<Scores>,
}

impl Paths {
    /// The names in the row of tokens whose scores are given.
    pub fn spans(&mut self, model: &Model) -> Vec<Span> {
        let count = self.scores.len();
        if count == 0 {
            return Vec::new();
        }
        self.forward(model);
        self.backward(model);
        let labels = self.labels(model);
        let mut spans = Vec::new();
        let mut first = 0;
        for (at, &found) in labels.iter().enumerate() {
            let part = label::part(found);
            if matches!(part, Part::First | Part::Whole) {
                first = at;
            }
            if matches!(part, Part::Last | Part::Whole) {
                let tokens = first..at + 1;
                let margins = tokens.clone().map(|at| self.margin(at, labels[at]));
                spans.push(Span {
                    margin: margins.min().unwrap_or_default(),
                    kind: label::kind(found),
                    tokens,
                });
            }
        }
        spans
    }

    /// By how much the best row of labels that has a token outside of names is better than the best
    /// other one; for the row whose names were asked for last.
    pub fn outside(&self, at: usize) -> i32 {
        self.margin(at, 0)
    }

    fn forward(&mut self, model: &Model) {
        self.before.clear();
        for (at, scores) in self.scores.iter().enumerate() {
            let mut sums = [NEVER; 16];
            if let Some(last) = at.checked_sub(1) {
                for (from, steps) in model.transitions.iter().enumerate() {
                    raise(&mut sums, self.before[last][from], steps);
                }
            } else {
                for (label, sum) in sums.iter_mut().enumerate().take(COUNT) {
                    *sum = if label::begins(label) { 0 } else { NEVER };
                }
            }
            sum(&mut sums, scores);
            self.before.push(sums);
        }
    }

    fn backward(&mut self, model: &Model) {
        let count = self.scores.len();
        self.after.clear();
        self.after.resize(count, [NEVER; 16]);
        for (label, sum) in self.after[count - 1].iter_mut().enumerate().take(COUNT) {
            *sum = if label::ends(label) { 0 } else { NEVER };
        }
        for at in (0..count - 1).rev() {
            let mut sums = [NEVER; 16];
            let (next, scores) = (&self.after[at + 1], &self.scores[at + 1]);
            for (to, steps) in model.backward.iter().enumerate() {
                raise(&mut sums, next[to] + scores[to], steps);
            }
            self.after[at] = sums;
        }
    }

    /// The best labels, followed from the last token back to the first; of equal ones the first.
    fn labels(&self, model: &Model) -> Vec<usize> {
        let count = self.before.len();
        let mut labels = vec![0; count];
        let best = |sum: &dyn Fn(usize) -> i32| {
            let mut best = 0;
            for label in 1..COUNT {
                if sum(label) > sum(best) {
                    best = label;
                }
            }
            best
        };
        let last = count - 1;
        labels[last] = best(&|label| self.before[last][label] + self.after[last][label]);
        for at in (0..last).rev() {
            let next = labels[at + 1];
            labels[at] = best(&|label| self.before[at][label] + model.transitions[label][next]);
        }
        labels
    }

    /// By how much the best row of labels is better than the best one with another label here.
    fn margin(&self, at: usize, found: usize) -> i32 {
        let sum = |label: usize| self.before[at][label] + self.after[at][label];
        let others = (0..COUNT).filter(|&label| label != found).map(sum);
        sum(found) - others.fold(NEVER, i32::max)
    }
}
