//! Dates beside a weekday that they are not.

use oxigraph::model::NamedNode;

use super::{Bilingual, Contradiction, Value};
use crate::fact::{Facts, Occasion, WeekdayConflict};
use crate::graph::map::event::{session_path, visit_path};
use crate::graph::map::{Writer, date};
use crate::graph::vocab::{code, dcterms, schema};

/// The days of the week from Monday: how Chinese and English call them, as schema.org does.
const DAYS: [(&str, &str); 7] = [
    ("星期一", "Monday"),
    ("星期二", "Tuesday"),
    ("星期三", "Wednesday"),
    ("星期四", "Thursday"),
    ("星期五", "Friday"),
    ("星期六", "Saturday"),
    ("星期日", "Sunday"),
];

/// Reads them: the day and the weekday are what contradicts each other; neither is preferred.
pub fn read(writer: &Writer, facts: &Facts) -> Vec<Contradiction> {
    let conflicts = &facts.discrepancies.weekdays;
    conflicts
        .iter()
        .filter_map(|conflict| read_one(writer, conflict, facts))
        .collect()
}

fn read_one(writer: &Writer, conflict: &WeekdayConflict, facts: &Facts) -> Option<Contradiction> {
    let (subject, key, dated) = match conflict.of {
        Some(Occasion::Visit(index)) => {
            let visit = &facts.visits[index];
            let subject = writer.names.thing(&visit_path(writer, visit));
            (subject, format!("visit-{}", visit.key), schema::START_DATE)
        }
        Some(Occasion::Session(index)) => {
            let session = &facts.sessions[index];
            let subject = writer.names.thing(&session_path(writer, session));
            let key = format!("session-{}", session.key);
            (subject, key, schema::START_DATE)
        }
        _ => (
            writer.names.document(),
            "report".to_owned(),
            dcterms::TEMPORAL,
        ),
    };
    let day = |number: i8| DAYS.get(usize::try_from(number).ok()?.checked_sub(1)?);
    let (actual, printed) = (day(conflict.actual)?, day(conflict.printed)?);
    let weekday = format!("{}{}", schema::NAMESPACE, printed.1);
    let value = |predicate, object| Value {
        subject: subject.clone(),
        predicate,
        object,
        places: vec![conflict.place],
    };
    let on = conflict.date;
    Some(Contradiction {
        path: format!("{key}-weekday-{on}-{}", conflict.printed),
        about: vec![subject.clone()],
        kind: code::discrepancy_kind::DATE,
        label: Bilingual {
            chinese: format!("{on} 為{}，文中作{}", actual.0, printed.0),
            english: format!("{on} is a {}, printed as a {}", actual.1, printed.1),
        },
        values: vec![
            value(dated, date(on).into()),
            value(
                schema::DAY_OF_WEEK,
                NamedNode::new_unchecked(weekday).into(),
            ),
        ],
        preferred: None,
    })
}
