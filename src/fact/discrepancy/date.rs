//! Visits and events that a report dates differently at several places.

use crate::document::Span;
use crate::entity::EntityId;
use crate::fact::{Facts, Material, Occasion};
use crate::mention::date::{CivilDate, DateReading};

/// Several dates of one visit or event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateConflict {
    /// The visit or event.
    pub of: Occasion,
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

/// Compares the dates that a report gives for one visit (in its heading, in its time line) or event.
pub fn find(material: &Material, facts: &Facts) -> Vec<DateConflict> {
    let mut conflicts = Vec::new();
    for (index, visit) in facts.visits.iter().enumerate() {
        let dates = distinct(&visit.dates);
        if dates.len() > 1 {
            let preferred = preference(material, facts, &dates);
            conflicts.push(DateConflict {
                of: Occasion::Visit(index),
                dates,
                preferred,
            });
        }
    }
    for fact in &facts.events {
        let dates = distinct(fact.date.iter().chain(&fact.other_dates));
        if dates.len() > 1 {
            conflicts.push(DateConflict {
                of: Occasion::Event(fact.event),
                dates,
                preferred: None,
            });
        }
    }
    conflicts
}

/// Each date once, with all the words that print it.
fn distinct<'d>(
    printed: impl IntoIterator<Item = &'d (DateReading, Span)>,
) -> Vec<(DateReading, Vec<Span>)> {
    let mut dates: Vec<(DateReading, Vec<Span>)> = Vec::new();
    for (date, printed) in printed {
        match dates.iter_mut().find(|(known, _)| same(known, date)) {
            Some((_, places)) => places.push(*printed),
            None => dates.push((date.clone(), vec![*printed])),
        }
    }
    dates
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
        let (date, _) = fact.settled()?;
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
