//! Visits that a report dates differently at several places.

use crate::document::Span;
use crate::entity::EntityId;
use crate::fact::{Facts, Material};
use crate::mention::date::{CivilDate, DateReading};

/// Several dates of one visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateConflict {
    /// The visit, by its index in [`Facts::visits`].
    pub visit: usize,
    /// The dates that differ, each with the words of all places that print it.
    pub dates: Vec<(DateReading, Vec<Span>)>,
    /// The one to be preferred, if the dates of the enclosing event agree with just one.
    pub preferred: Option<Preference>,
}

/// Which date is preferred, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preference {
    /// The index in [`DateConflict::dates`].
    pub date: usize,
    /// The event whose dates agree with it.
    pub event: EntityId,
    /// The event's first and last day.
    pub days: (CivilDate, CivilDate),
}

/// Compares the dates that a report gives for one visit: in its heading, in its time line.
pub fn find(material: &Material, facts: &Facts) -> Vec<DateConflict> {
    let mut conflicts = Vec::new();
    for (index, visit) in facts.visits.iter().enumerate() {
        let mut dates: Vec<(DateReading, Vec<Span>)> = Vec::new();
        for (date, printed) in &visit.dates {
            match dates.iter_mut().find(|(known, _)| same(known, date)) {
                Some((_, places)) => places.push(*printed),
                None => dates.push((date.clone(), vec![*printed])),
            }
        }
        if dates.len() > 1 {
            let preferred = preference(material, facts, &dates);
            conflicts.push(DateConflict {
                visit: index,
                dates,
                preferred,
            });
        }
    }
    conflicts
}

fn same(a: &DateReading, b: &DateReading) -> bool {
    (a.start, a.end) == (b.start, b.end)
}

/// The only date that lies within the days of an event of the report.
fn preference(
    material: &Material,
    facts: &Facts,
    dates: &[(DateReading, Vec<Span>)],
) -> Option<Preference> {
    let mut events = facts.events.iter().filter_map(|fact| {
        let (date, _) = fact.date.as_ref()?;
        date.start.day()?;
        Some((fact.event, (date.start, date.end.unwrap_or(date.start))))
    });
    // With several events, only the one that the report names most is its own.
    let (event, days) = events
        .by_ref()
        .max_by_key(|(event, _)| material.resolved.entity(*event).mentions.len())?;
    let mut within = dates
        .iter()
        .enumerate()
        .filter(|(_, (date, _))| days.0 <= date.start && date.start <= days.1);
    let (date, _) = within.next()?;
    within
        .next()
        .is_none()
        .then_some(Preference { date, event, days })
}
