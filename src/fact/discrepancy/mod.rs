//! Statements of one report that cannot all hold.
//!
//! Every value stays, with its words; one may be preferred, with the reason. Nothing is resolved
//! in silence. A rule that is not sure says nothing: a false alarm costs a reader more than a
//! missed one.

mod date;
mod name;
mod participant;
mod spelling;
mod weekday;

use super::{Facts, Material};

pub use date::{DateConflict, Preference};
pub use name::{NameConflict, NameReason, Named, PrintedName};
pub use participant::{BodyList, ParticipantConflict};
pub use weekday::WeekdayConflict;

/// What contradicts itself in a document, by kind, each in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Discrepancies {
    /// Visits whose dates differ.
    pub dates: Vec<DateConflict>,
    /// Things that one foreign name or abbreviation gives several names.
    pub names: Vec<NameConflict>,
    /// Lists of the bodies of a delegation that differ.
    pub participants: Vec<ParticipantConflict>,
    /// Days beside weekdays that they are not.
    pub weekdays: Vec<WeekdayConflict>,
}

/// Compares what a report says at several places.
pub fn find(material: &Material, facts: &Facts) -> Discrepancies {
    let mut names = name::find(material, facts);
    let known = |of| {
        names
            .iter()
            .any(|conflict: &NameConflict| conflict.of == of)
    };
    let mut spellings = spelling::find(material);
    spellings.retain(|conflict| !known(conflict.of));
    names.extend(spellings);
    Discrepancies {
        dates: date::find(material, facts),
        names,
        participants: participant::find(material, facts),
        weekdays: weekday::find(material, facts),
    }
}
