//! What was read from a report, in the terms of a gold file.

use super::ink::{Ink, Place, contains};
use super::kind::Kind;
use super::link::Relation;

/// What was read from a report.
///
/// Facts name things by their index in `things`.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The text.
    pub ink: Ink,
    /// The sections of its outline: from a heading or an item of a list to the next that does not
    /// stand under it.
    pub sections: Vec<Place>,
    /// What the graph has nodes for, and web addresses.
    pub things: Vec<Thing>,
    /// Where the text names things.
    pub mentions: Vec<(Kind, Place)>,
    /// Dates: place and value as ISO 8601.
    pub dates: Vec<(Place, String)>,
    /// Numbers of something.
    pub numbers: Vec<Number>,
    /// Who belongs to what.
    pub memberships: Vec<Membership>,
    /// Who holds which title where.
    pub roles: Vec<Role>,
    /// Who took part in what.
    pub parts: Vec<Part>,
    /// What is recommended or promised.
    pub undertakings: Vec<Undertaking>,
    /// Numbers of which it is known what they are of.
    pub figures: Vec<Figure>,
    /// All that the graph says of things.
    pub relations: Vec<Relation>,
}

/// A thing.
#[derive(Clone, Debug)]
pub struct Thing {
    /// What it is.
    pub kind: Kind,
    /// What to call it in a list.
    pub label: String,
    /// Its names as printed.
    pub names: Vec<String>,
    /// Where the text names it.
    pub places: Vec<Place>,
    /// Whether the graph need not mean a thing: the node of a relation, or a concept of a code
    /// list that is only used. It counts where the gold file has such a thing.
    pub implied: bool,
    /// Whether it is the report itself.
    pub report: bool,
}

/// A number of something.
#[derive(Clone, Debug)]
pub struct Number {
    /// Where it stands.
    pub place: Place,
    /// The number in decimal notation.
    pub value: String,
    /// The notation of its bound.
    pub bound: String,
}

/// Somebody belongs to something.
#[derive(Clone, Debug)]
pub struct Membership {
    /// Who.
    pub member: usize,
    /// To what.
    pub body: usize,
    /// What says it.
    pub place: Place,
}

/// A person holds a title.
#[derive(Clone, Debug)]
pub struct Role {
    /// Who.
    pub person: usize,
    /// Where, if that is said.
    pub body: Option<usize>,
    /// The title as printed.
    pub title: String,
    /// What says it.
    pub place: Place,
}

/// Somebody takes part in something.
#[derive(Clone, Debug)]
pub struct Part {
    /// Who.
    pub agent: usize,
    /// In what.
    pub occasion: usize,
    /// The notation of the role.
    pub role: String,
    /// What says it.
    pub place: Place,
    /// Whether it counts only where it is right: gold files say it in another way, if at all.
    pub implied: bool,
}

/// Something is recommended or promised.
#[derive(Clone, Debug)]
pub struct Undertaking {
    /// Its class: `commitment`, `goal`, or `recommendation`, which stands for calls, too.
    pub class: &'static str,
    /// The words that say it.
    pub places: Vec<Place>,
}

/// A number of a thing.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Of what.
    pub about: usize,
    /// The number.
    pub number: Number,
}

impl Thing {
    /// The name to show.
    pub fn name(&self) -> &str {
        self.names.first().unwrap_or(&self.label)
    }
}

impl Answer {
    /// Nothing read from a text.
    pub fn nothing(text: &str) -> Self {
        Self {
            ink: Ink::new(text),
            sections: Vec::new(),
            things: Vec::new(),
            mentions: Vec::new(),
            dates: Vec::new(),
            numbers: Vec::new(),
            memberships: Vec::new(),
            roles: Vec::new(),
            parts: Vec::new(),
            undertakings: Vec::new(),
            figures: Vec::new(),
            relations: Vec::new(),
        }
    }

    /// The smallest section that holds a place; where none does, what stands before the next one.
    pub fn section(&self, of: &Place) -> Place {
        let sections = self.sections.iter();
        let holding = sections.filter(|section| contains(section, of));
        let smallest = holding.min_by_key(|section| section.len());
        smallest.cloned().unwrap_or_else(|| {
            let later = self.sections.iter().map(|section| section.start);
            0..later
                .filter(|start| *start >= of.end)
                .min()
                .unwrap_or(usize::MAX)
        })
    }
}
