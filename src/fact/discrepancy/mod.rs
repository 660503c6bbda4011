//! Statements of one report that cannot all hold.
//!
//! Every value stays, with its words; one may be preferred, with the reason. Nothing is resolved
//! in silence. A rule that is not sure says nothing: a false alarm costs a reader more than a
//! missed one.

mod arithmetic;
mod date;
mod duration;
mod figure;
mod name;
mod participant;
mod spelling;
mod title;
mod weekday;

use super::{Facts, Material};

pub use arithmetic::{Parts, SumConflict};
pub use date::{DateConflict, Preference};
pub use duration::DurationConflict;
pub use figure::FigureConflict;
pub use name::{NameConflict, NameReason, Named, PrintedName};
pub use participant::{BodyList, ParticipantConflict};
pub use title::TitleConflict;
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
    /// Measures with several values.
    pub figures: Vec<FigureConflict>,
    /// Totals that their parts do not make up.
    pub sums: Vec<SumConflict>,
    /// Lengths that do not fit the dates.
    pub durations: Vec<DurationConflict>,
    /// Offices with several titles.
    pub titles: Vec<TitleConflict>,
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
        figures: figure::find(material, facts),
        sums: arithmetic::find(material),
        durations: duration::find(material, facts),
        titles: title::find(material, facts),
    }
}
