//! The weights of a model, found by the hashes of features.

use super::hash::{self, Number};
use super::label;

/// How much speaks for each label; a few places more than labels, for the sake of the processor.
pub type Scores = [i32; 16];

/// What says that a feature has a row of weights, where else their number stands.
const ALL: usize = 15;

/// What an impossible step costs: more than all features of two tokens can bring.
pub const NEVER: i32 = -1 << 24;

/// The model of a language.
#[derive(Clone, Debug)]
pub struct Model {
    /// How many bits of a hash name its bucket.
    bits: u32,
    /// Where the entries of each bucket begin, and where those of the last one end.
    heads: &'static [Number],
    /// For each feature a part of its hash, and where its weights are.
    entries: &'static [[Number; 2]],
    /// A weight for each label, of features that have many.
    rows: &'static [[[u8; 2]; 16]],
    /// The weights of the others, twelve bits each, with four for the label.
    weights: &'static [[u8; 2]],
    /// What it is worth that one label follows another.
    pub transitions: [Scores; label::COUNT],
    /// The same by the label that follows.
    pub backward: [Scores; label::COUNT],
    /// How certain a name of each kind must be.
    pub thresholds: [i32; label::KINDS.len()],
    /// How certain it must be to stand against what a rule guessed; and last, how certain it must be
    /// that there is no name.
    pub against_rules: [i32; label::KINDS.len() + 1],
}

/// Adds scores to others.
///
/// Counted, not zipped: of two arrays beside each other the compiler calls a function for each pair of
/// iterators, thirty times a token.
#[inline]
pub fn sum(scores: &mut Scores, more: &Scores) {
    for (at, score) in scores.iter_mut().enumerate() {
        *score += more[at];
    }
}

/// Raises scores to what a sum and the steps from it make, where that is more.
#[inline]
pub fn raise(scores: &mut Scores, sum: i32, steps: &Scores) {
    for (at, score) in scores.iter_mut().enumerate() {
        *score = (*score).max(sum + steps[at]);
    }
}

fn read(number: Number) -> usize {
    u32::from_le_bytes(number) as usize
}

impl Model {
    /// Reads what build.rs made of a table.
    pub fn stored(bytes: &'static [u8]) -> Self {
        let (numbers, _) = bytes.as_chunks::<4>();
        let (layout, rest) = numbers.split_at(3);
        let [bits, count, rows] = [0, 1, 2].map(|at| read(layout[at]));
        let (thresholds, rest) = rest.split_at(label::KINDS.len());
        let (against_rules, rest) = rest.split_at(label::KINDS.len() + 1);
        let (steps, rest) = rest.split_at(label::COUNT * label::COUNT);
        let (heads, rest) = rest.split_at((1 << bits) + 1);
        let (entries, _) = rest.split_at(2 * count);
        let parts = [layout, thresholds, against_rules, steps, heads];
        let before = parts.map(<[_]>::len).iter().sum::<usize>() + entries.len();
        let (rows, weights) = bytes[4 * before..].split_at(32 * rows);
        let mut transitions = [[NEVER; 16]; label::COUNT];
        for (from, row) in transitions.iter_mut().enumerate() {
            for to in (0..label::COUNT).filter(|&to| label::follows(from, to)) {
                row[to] = i32::from_le_bytes(steps[from * label::COUNT + to]);
            }
        }
        Self {
            bits: u32::try_from(bits).unwrap_or_default(),
            heads,
            entries: entries.as_chunks().0,
            rows: rows.as_chunks().0.as_chunks().0,
            weights: weights.as_chunks().0,
            backward: std::array::from_fn(|to| {
                std::array::from_fn(|from| transitions.get(from).map_or(NEVER, |row| row[to]))
            }),
            transitions,
            against_rules: std::array::from_fn(|kind| i32::from_le_bytes(against_rules[kind])),
            thresholds: std::array::from_fn(|kind| i32::from_le_bytes(thresholds[kind])),
        }
    }

    /// Adds the weights of a feature.
    #[inline]
    pub fn add(&self, feature: u64, scores: &mut Scores) {
        let (entries, key) = hash::bucket(self.heads, self.bits, feature);
        for [known, place] in &self.entries[entries] {
            if *known != key {
                continue;
            }
            let place = read(*place);
            let (at, count) = (place >> 4, place & 15);
            if count == ALL {
                let weights = &self.rows[at];
                for (label, score) in scores.iter_mut().enumerate() {
                    *score += i32::from(i16::from_le_bytes(weights[label]));
                }
            } else {
                for &packed in &self.weights[at..at + count] {
                    let packed = i16::from_le_bytes(packed);
                    let score = &mut scores[usize::from((packed & 15).cast_unsigned())];
                    *score += i32::from(packed >> 4);
                }
            }
            return;
        }
    }
}
