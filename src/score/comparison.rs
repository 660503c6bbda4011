//! What was expected beside what was given, and what can be counted then.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::align::{Edge, align};

/// One thing, date, number or fact of either side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Its id in the gold file, or its path in the graph.
    pub id: String,
    /// What to call it in a list.
    pub name: String,
    /// What it is or says, where one can be mistaken about that: its kind, value or role.
    pub what: String,
    /// The line where it stands, from 1.
    pub line: Option<usize>,
    /// In gold, whether to give it neither helps nor hurts. Of what was given, whether it counts
    /// only where it is right.
    pub optional: bool,
}

/// Both sides, paired.
#[derive(Clone, Debug)]
pub struct Comparison {
    expected: Vec<Item>,
    given: Vec<Item>,
    edges: Vec<Edge>,
    /// For each expected one the edge to what it was paired with.
    of_expected: BTreeMap<usize, Edge>,
    /// The same for each given one.
    of_given: BTreeMap<usize, Edge>,
}

/// What the pairing values most: each level outweighs any number of what is below it.
const WANTED: i128 = 1 << 96;
const OPTIONAL: i128 = 1 << 64;
const MISTAKEN: i128 = 1 << 32;

impl Comparison {
    /// Pairs the two sides one to one: as many right pairs as possible, then as many with
    /// optional ones, then as many mistaken ones; of equal pairings, the one that shares most.
    pub fn new(expected: Vec<Item>, given: Vec<Item>, edges: Vec<Edge>) -> Self {
        let pairs = align(&edges, |edge| {
            let level = match (edge.hit, expected[edge.gold].optional) {
                (true, false) => WANTED,
                (true, true) => OPTIONAL,
                (false, _) => MISTAKEN,
            };
            // Beyond some point it does not matter that two share still more.
            level + i128::from(u16::try_from(edge.weight).unwrap_or(u16::MAX))
        });
        Self {
            expected,
            given,
            edges,
            of_expected: pairs.iter().map(|edge| (edge.gold, *edge)).collect(),
            of_given: pairs.iter().map(|edge| (edge.given, *edge)).collect(),
        }
    }

    /// For each given one that was paired, rightly or not, what was expected.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        self.of_given
            .iter()
            .map(|(&given, edge)| (given, edge.gold))
    }

    /// Whether a given one was paired rightly.
    pub fn is_right(&self, given: usize) -> bool {
        self.of_given.get(&given).is_some_and(|edge| edge.hit)
    }

    /// Counts all of both sides.
    pub fn measure(&self, level: Level, kind: &'static str) -> Measure {
        self.measure_of(level, kind, |_| true, |_| true)
    }

    /// Counts what the two functions select; a right pair is selected by both or by none.
    pub fn measure_of(
        &self,
        level: Level,
        kind: &'static str,
        in_expected: impl Fn(usize) -> bool,
        in_given: impl Fn(usize) -> bool,
    ) -> Measure {
        let mut measure = self.recall_of(level, kind, in_expected);
        let mut count = 0;
        for given in (0..self.given.len()).filter(|&given| in_given(given)) {
            let pair = self.of_given.get(&given);
            match pair {
                Some(edge) if edge.hit && self.expected[edge.gold].optional => {}
                Some(edge) if edge.hit => count += 1,
                _ if self.given[given].optional => {}
                _ => {
                    count += 1;
                    measure.spurious.push(self.spurious(given, pair));
                }
            }
        }
        measure.given = Some(count);
        measure.right = Some(count - measure.spurious.len());
        measure.sort();
        measure
    }

    /// Counts what was expected only: for parts of a kind that the answer does not tell apart.
    pub fn recall_of(
        &self,
        level: Level,
        kind: &'static str,
        in_expected: impl Fn(usize) -> bool,
    ) -> Measure {
        let mut measure = Measure::new(level, kind);
        for (index, item) in self.expected.iter().enumerate() {
            if item.optional || !in_expected(index) {
                continue;
            }
            measure.gold += 1;
            match self.of_expected.get(&index) {
                Some(edge) if edge.hit => measure.hits += 1,
                Some(edge) => measure.mistaken.push(Difference {
                    expected: some(&item.what),
                    found: some(&self.given[edge.given].what),
                    ..Difference::new(item)
                }),
                None => measure.missed.push(Difference {
                    expected: some(&item.what),
                    ..Difference::new(item)
                }),
            }
        }
        measure.sort();
        measure
    }

    fn spurious(&self, given: usize, pair: Option<&Edge>) -> Difference {
        let item = &self.given[given];
        // A right partner that is another's: the same thing a second time.
        let twice = || {
            self.edges
                .iter()
                .find(|edge| edge.given == given && edge.hit)
        };
        let duplicate = match pair {
            Some(_) => None,
            None => twice().map(|edge| self.expected[edge.gold].id.clone()),
        };
        Difference {
            expected: pair.and_then(|edge| some(&self.expected[edge.gold].what)),
            found: some(&item.what),
            duplicate_of: duplicate,
            ..Difference::new(item)
        }
    }
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Things, each once.
    Entity,
    /// Places in the text, exactly.
    MentionExact,
    /// Places in the text that share a character.
    MentionOverlap,
    /// Places in the text with the value that they give.
    Value,
    /// What is said of things.
    Fact,
    /// All links between things, and from things to words.
    Relation,
}

/// The counts of one kind at one level.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// What was compared.
    pub level: Level,
    /// The kind.
    pub kind: Cow<'static, str>,
    /// How many are in the gold file, without optional ones.
    pub gold: usize,
    /// How many were given, without those that stand for optional ones; none for parts of a
    /// kind that the answer does not tell apart.
    pub given: Option<usize>,
    /// How many of the former were among the latter.
    pub hits: usize,
    /// How many of the latter are right: as many as hits where both sides are paired one to one;
    /// none for parts of a kind that the answer does not tell apart.
    pub right: Option<usize>,
    /// What was not given.
    pub missed: Vec<Difference>,
    /// What was given as something else; together with `missed`, all of gold that is no hit.
    pub mistaken: Vec<Difference>,
    /// What was given and is no hit.
    pub spurious: Vec<Difference>,
}

/// A difference between the sides.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Difference {
    /// The line where it stands, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Its id in the gold file, or its path in the graph.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// What to call it.
    pub name: String,
    /// What it is or says in the gold file, where that can be mistaken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// What it was given as, if it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// The id of what was given a second time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duplicate_of: Option<String>,
}

impl Difference {
    fn new(item: &Item) -> Self {
        Self {
            line: item.line,
            id: item.id.clone(),
            name: item.name.clone(),
            ..Self::default()
        }
    }
}

impl Measure {
    pub(super) fn new(level: Level, kind: impl Into<Cow<'static, str>>) -> Self {
        Self {
            level,
            kind: kind.into(),
            gold: 0,
            given: None,
            hits: 0,
            right: None,
            missed: Vec::new(),
            mistaken: Vec::new(),
            spurious: Vec::new(),
        }
    }

    pub(super) fn sort(&mut self) {
        for list in [&mut self.missed, &mut self.mistaken, &mut self.spurious] {
            list.sort();
        }
    }

    /// Which part of what was given is right; none if nothing was given.
    pub fn precision(&self) -> Option<f64> {
        ratio(self.right?, self.given?)
    }

    /// Which part of what is in the gold file was given; none if that is nothing.
    pub fn recall(&self) -> Option<f64> {
        ratio(self.hits, self.gold)
    }

    /// The harmonic mean of precision and recall, 0 if nothing is right; none if both sides
    /// are empty.
    pub fn f1(&self) -> Option<f64> {
        let given = self.given?;
        if self.right == Some(self.hits) {
            return ratio(2 * self.hits, given + self.gold);
        }
        match (self.precision()?, self.recall()?) {
            (0.0, _) | (_, 0.0) => Some(0.0),
            (precision, recall) => Some(2.0 * precision * recall / (precision + recall)),
        }
    }
}

/// A word, if there is one.
fn some(word: &str) -> Option<String> {
    (!word.is_empty()).then(|| word.to_owned())
}

/// A ratio of counts; none where there is nothing to count.
pub(super) fn ratio(part: usize, whole: usize) -> Option<f64> {
    let [part, whole] =
        [part, whole].map(|count| f64::from(u32::try_from(count).unwrap_or(u32::MAX)));
    (whole > 0.0).then(|| part / whole)
}

/// A ratio with four decimals, enough for any gold file and the same on any machine.
pub(super) fn rounded(ratio: Option<f64>) -> Option<f64> {
    ratio.map(|ratio| (ratio * 1e4).round() / 1e4)
}

impl Serialize for Measure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Measure", 12)?;
        object.serialize_field("level", &self.level)?;
        object.serialize_field("kind", &self.kind)?;
        object.serialize_field("gold", &self.gold)?;
        object.serialize_field("given", &self.given)?;
        object.serialize_field("hits", &self.hits)?;
        object.serialize_field("right", &self.right)?;
        object.serialize_field("precision", &rounded(self.precision()))?;
        object.serialize_field("recall", &rounded(self.recall()))?;
        object.serialize_field("f1", &rounded(self.f1()))?;
        object.serialize_field("missed", &self.missed)?;
        object.serialize_field("mistaken", &self.mistaken)?;
        object.serialize_field("spurious", &self.spurious)?;
        object.end()
    }
}
