//! Lengths that do not fit the dates.

use oxigraph::model::Literal;

use super::{Bilingual, Contradiction, Value};
use crate::fact::{DurationConflict, Facts};
use crate::graph::map::{Writer, date};
use crate::graph::vocab::{code, schema, xsd};

/// Reads them: the length, the first and the last day are what contradicts each other. Where no
/// named event has them, the words of length and dates do; the report itself does not take so long.
pub fn read(writer: &Writer, facts: &Facts) -> Vec<Contradiction> {
    let conflicts = &facts.discrepancies.durations;
    conflicts
        .iter()
        .map(|conflict| read_one(writer, conflict))
        .collect()
}

fn read_one(writer: &Writer, conflict: &DurationConflict) -> Contradiction {
    let (subject, key) = match conflict.event {
        Some(event) => (writer.entity(event), writer.key(event)),
        None => (writer.names.document(), "report"),
    };
    let value = |predicate, object: Literal, place| Value {
        subject: subject.clone(),
        predicate,
        object: object.into(),
        places: vec![place],
    };
    let printed = |place| {
        let words = writer.material.document.slice(place).trim();
        value(schema::VALUE, Literal::new_simple_literal(words), place)
    };
    let (first, last) = conflict.dates;
    let days = conflict.days;
    let length = Literal::new_typed_literal(format!("P{days}D"), xsd::DURATION);
    let values = match conflict.event {
        Some(_) => vec![
            value(schema::DURATION, length, conflict.place),
            value(schema::START_DATE, date(first), conflict.printed),
            value(schema::END_DATE, date(last), conflict.printed),
        ],
        None => vec![printed(conflict.place), printed(conflict.printed)],
    };
    Contradiction {
        path: format!("duration-{key}-{first}-{days}"),
        about: vec![subject.clone()],
        kind: code::discrepancy_kind::DURATION,
        label: Bilingual {
            chinese: format!("{first} 至 {last} 不是 {days} 天"),
            english: format!("{first} to {last} is not {days} days"),
        },
        values,
        preferred: None,
    }
}
