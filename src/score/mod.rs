//! How well a report was read: what is published of it beside what a person found.
//!
//! A **gold file** lists what a person found in a report; tests/gold/README.md describes its
//! format and how each kind is compared. Every comparison is one to one, so that a thing given
//! twice, two things given as one, and a thing of the wrong kind all cost.

mod align;
mod answer;
mod comparison;
mod fact;
mod gold;
mod graph;
mod ink;
mod kind;
mod link;
mod located;
mod pattern;
mod published;
mod relation;
mod said;
mod text;
mod thing;
mod undertaking;
mod value;

use serde::Serialize;

use crate::diagnostic::Diagnostic;

use answer::Answer;
use comparison::{ratio, rounded};
use located::Located;

pub use comparison::{Difference, Level, Measure};
pub use gold::Gold;
pub use published::Published;
pub use text::{to_markdown, to_text};

/// How well a report was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// The counts, in the order of the tables.
    pub measures: Vec<Measure>,
    /// Of the dates found, the part that has the right value; none if none was found.
    pub date_value_accuracy: Option<f64>,
}

impl Score {
    /// Compares what is published of a report with a gold file of the same text.
    ///
    /// # Errors
    ///
    /// `gold-quote`, for each quote of the gold file that the text does not hold in its line.
    pub fn new(gold: &Gold, published: &Published) -> Result<Self, Vec<Diagnostic>> {
        Self::of_answer(gold, &Answer::of(published))
    }

    fn of_answer(gold: &Gold, answer: &Answer) -> Result<Self, Vec<Diagnostic>> {
        let located = Located::new(gold, &answer.ink)?;
        let things = thing::compare(gold, &located, answer);
        let (relations, stating) = relation::measures(gold, answer, &things);
        let mut measures = thing::measures(&things, gold, answer, &stating);
        for level in [Level::MentionExact, Level::MentionOverlap] {
            measures.extend(thing::mentions(gold, &located, answer, level));
        }
        let [found, valued] = value::dates(gold, &located, answer);
        let date_value_accuracy = ratio(valued.hits, found.hits);
        measures.extend([found, valued, value::figures(gold, &located, answer)]);
        measures.extend(fact::Facts::new(gold, answer, &things).measures());
        measures.extend(undertaking::measures(gold, &located, answer));
        measures.extend(relations);
        Ok(Self {
            measures,
            date_value_accuracy,
        })
    }

    /// The counts of a kind at a level.
    pub fn measure(&self, level: Level, kind: &str) -> Option<&Measure> {
        let mut measures = self.measures.iter();
        measures.find(|measure| (measure.level, &*measure.kind) == (level, kind))
    }

    /// Writes a score as JSON, as tests/gold/README.md describes.
    ///
    /// # Panics
    ///
    /// Never: strings and finite numbers can be written.
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Json<'a> {
            version: u32,
            measures: &'a [Measure],
            date_value_accuracy: Option<f64>,
        }
        let json = Json {
            version: 1,
            measures: &self.measures,
            date_value_accuracy: rounded(self.date_value_accuracy),
        };
        let mut text = serde_json::to_string_pretty(&json).expect("strings and finite numbers");
        text.push('\n');
        text
    }
}

#[cfg(test)]
mod made_up;
