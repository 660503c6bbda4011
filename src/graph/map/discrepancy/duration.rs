//! Lengths that do not fit the dates.

use oxigraph::model::Literal;

use super::{Bilingual, Contradiction, Value};
use crate::fact::{DurationConflict, Facts};
use crate::graph::map::{Writer, date};
use crate::graph::vocab::{code, dcterms, schema, xsd};

/// Reads them: the length, the first and the last day are what contradicts each other.
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
    let (first, last) = conflict.dates;
    let days = conflict.days;
    let length = Literal::new_typed_literal(format!("P{days}D"), xsd::DURATION);
    let mut values = vec![value(schema::DURATION, length, conflict.place)];
    match conflict.event {
        Some(_) => values.extend([
            value(schema::START_DATE, date(first), conflict.printed),
            value(schema::END_DATE, date(last), conflict.printed),
        ]),
        None => values.extend([
            value(dcterms::TEMPORAL, date(first), conflict.printed),
            value(dcterms::TEMPORAL, date(last), conflict.printed),
        ]),
    }
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
