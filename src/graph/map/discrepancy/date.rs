//! Visits and events with several dates.

use super::{Bilingual, Contradiction, Value};
use crate::fact::{DateConflict, Facts, Occasion};
use crate::graph::map::event::occasion_path;
use crate::graph::map::{Writer, date};
use crate::graph::vocab::{code, schema};
use crate::project::slug;

/// Reads them; the date that is preferred, and only that, also becomes a plain triple.
pub fn read(writer: &mut Writer, facts: &Facts) -> Vec<Contradiction> {
    let conflicts = &facts.discrepancies.dates;
    conflicts
        .iter()
        .map(|conflict| read_one(writer, conflict, facts))
        .collect()
}

fn read_one(writer: &mut Writer, conflict: &DateConflict, facts: &Facts) -> Contradiction {
    let subject = writer
        .names
        .thing(&occasion_path(writer, conflict.of, facts));
    let (key, called) = match conflict.of {
        Occasion::Visit(index) => {
            let visit = &facts.visits[index];
            (format!("visit-{}", visit.key), visit.label.clone())
        }
        Occasion::Event(id) => {
            let event = writer.material.resolved.entity(id);
            (format!("event-{}", slug(&event.key)), event.edition())
        }
        Occasion::Session(index) => {
            let key = &facts.sessions[index].key;
            (format!("session-{key}"), key.clone())
        }
        Occasion::Meeting(index) => {
            let meeting = &facts.meetings[index];
            (format!("meeting-{}", meeting.key), meeting.label.clone())
        }
    };
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
        path: format!("{key}-start-date"),
        about: vec![subject],
        kind: code::discrepancy_kind::DATE,
        label: Bilingual {
            chinese: format!("{called}：日期不一致"),
            english: format!("dates that differ: {called}"),
        },
        values,
        preferred,
    }
}
