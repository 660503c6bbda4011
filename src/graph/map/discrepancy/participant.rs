//! Lists of participants that differ.

use oxigraph::model::NamedNode;

use super::{Bilingual, Contradiction, Value};
use crate::entity::EntityId;
use crate::fact::{BodyList, Facts, ParticipantConflict};
use crate::graph::map::Writer;
use crate::graph::vocab::{code, schema};

/// Reads them: each list is one value, in words, of who took part; what it is about are the event
/// and the bodies that one side lacks.
pub fn read(writer: &Writer, facts: &Facts) -> Vec<Contradiction> {
    let conflicts = &facts.discrepancies.participants;
    conflicts
        .iter()
        .map(|conflict| read_one(writer, conflict))
        .collect()
}

fn read_one(writer: &Writer, conflict: &ParticipantConflict) -> Contradiction {
    let (subject, path) = match conflict.event {
        Some(event) => (
            writer.entity(event),
            format!("participants-{}", writer.key(event)),
        ),
        None => (writer.names.document(), "participants".to_owned()),
    };
    let value = |list: &BodyList| Value {
        subject: subject.clone(),
        predicate: schema::ATTENDEE,
        object: writer.printed(&list.names.join("、")).into(),
        places: list.places.clone(),
    };
    let values = conflict
        .lists
        .iter()
        .chain([&conflict.table])
        .map(value)
        .collect();
    let concerned = conflict.only_listed.iter().chain(&conflict.only_in_table);
    let about: Vec<NamedNode> = [subject.clone()]
        .into_iter()
        .chain(concerned.map(|&body| writer.entity(body)))
        .collect();
    let (mut chinese, mut english) = (Vec::new(), Vec::new());
    if !conflict.only_listed.is_empty() {
        let names = names(&conflict.only_listed, &conflict.lists);
        chinese.push(format!("{}見於敘述而團員名單未列", names.join("、")));
        english.push(format!(
            "{} named in the text but not in the table",
            names.join(", ")
        ));
    }
    if !conflict.only_in_table.is_empty() {
        let names = names(
            &conflict.only_in_table,
            std::slice::from_ref(&conflict.table),
        );
        chinese.push(format!("{}見於團員名單而敘述未列", names.join("、")));
        english.push(format!(
            "{} in the table but not named in the text",
            names.join(", ")
        ));
    }
    Contradiction {
        path,
        about,
        kind: code::discrepancy_kind::PARTICIPANTS,
        label: Bilingual {
            chinese: format!("參與名單不一致：{}", chinese.join("；")),
            english: format!("lists of participants that differ: {}", english.join("; ")),
        },
        values,
        preferred: None,
    }
}

/// What bodies are called in the first list that names them.
fn names<'c>(bodies: &[EntityId], lists: &'c [BodyList]) -> Vec<&'c str> {
    let name = |body: &EntityId| {
        lists.iter().find_map(|list| {
            let at = list.bodies.iter().position(|listed| listed == body)?;
            Some(list.names[at].as_str())
        })
    };
    bodies.iter().filter_map(name).collect()
}
