//! Visits with several dates.

use super::{Bilingual, Contradiction, Value};
use crate::fact::{DateConflict, Facts};
use crate::graph::map::event::visit_path;
use crate::graph::map::{Writer, date};
use crate::graph::vocab::{code, schema};

/// Reads them; the date that is preferred, and only that, also becomes a plain triple.
pub fn read(writer: &mut Writer, facts: &Facts) -> Vec<Contradiction> {
    let conflicts = &facts.discrepancies.dates;
    conflicts
        .iter()
        .map(|conflict| read_one(writer, conflict, facts))
        .collect()
}

fn read_one(writer: &mut Writer, conflict: &DateConflict, facts: &Facts) -> Contradiction {
    let visit = &facts.visits[conflict.visit];
    let subject = writer.names.thing(&visit_path(writer, visit));
    let values = conflict.dates.iter().map(|(reading, places)| Value {
        subject: subject.clone(),
        predicate: schema::START_DATE,
        object: date(reading.start).into(),
        places: places.clone(),
    });
    let values = values.collect();
    let preferred = conflict.preferred.map(|preferred| {
        let (reading, _) = &conflict.dates[preferred.date];
        writer.dates(&subject, reading);
        let (first, last) = preferred.days;
        let (chinese, english) = writer.called_in(preferred.event);
        let reason = Bilingual {
            chinese: format!("唯一落在「{chinese}」期間（{first} 至 {last}）之內的日期"),
            english: format!("the only date within the days of “{english}” ({first} to {last})"),
        };
        (preferred.date, reason)
    });
    Contradiction {
        path: format!("visit-{}-start-date", visit.key),
        about: vec![subject],
        kind: code::discrepancy_kind::DATE,
        label: Bilingual {
            chinese: format!("{}：日期不一致", visit.label),
            english: format!("dates that differ: {}", visit.label),
        },
        values,
        preferred,
    }
}
