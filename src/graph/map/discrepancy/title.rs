//! Offices with several titles.

use super::{Bilingual, Contradiction, Value};
use crate::fact::{Facts, TitleConflict};
use crate::graph::map::Writer;
use crate::graph::vocab::{code, schema};

/// Reads them; no title is preferred.
pub fn read(writer: &Writer, facts: &Facts) -> Vec<Contradiction> {
    let conflicts = &facts.discrepancies.titles;
    conflicts
        .iter()
        .map(|conflict| read_one(writer, conflict))
        .collect()
}

fn read_one(writer: &Writer, conflict: &TitleConflict) -> Contradiction {
    let person = writer.entity(conflict.person);
    let values = conflict.titles.iter().map(|(title, places)| Value {
        subject: person.clone(),
        predicate: schema::JOB_TITLE,
        object: writer.printed(title).into(),
        places: places.clone(),
    });
    let titles: Vec<&str> = conflict
        .titles
        .iter()
        .map(|(title, _)| title.as_str())
        .collect();
    let (person_zh, person_en) = writer.called_in(conflict.person);
    let (body_zh, body_en) = writer.called_in(conflict.body);
    Contradiction {
        path: format!(
            "title-{}-{}",
            writer.key(conflict.person),
            writer.key(conflict.body)
        ),
        about: vec![person.clone(), writer.entity(conflict.body)],
        kind: code::discrepancy_kind::ROLE,
        label: Bilingual {
            chinese: format!("{person_zh}於{body_zh}之職稱不一致：{}", titles.join("、")),
            english: format!(
                "titles that differ: {person_en} in {body_en}: {}",
                titles.join(", ")
            ),
        },
        values: values.collect(),
        preferred: None,
    }
}
