//! Things with several names, or with one in two spellings.

use super::{Bilingual, Contradiction, Value};
use crate::fact::{Facts, NameConflict, NameReason, Named};
use crate::graph::map::event::session_path;
use crate::graph::map::{Writer, chinese};
use crate::graph::vocab::{code, rdfs, skos};

/// Reads them. The name that is the thing's label is asserted as such, the others as further
/// names.
pub fn read(writer: &mut Writer, facts: &Facts) -> Vec<Contradiction> {
    let conflicts = &facts.discrepancies.names;
    conflicts
        .iter()
        .map(|conflict| read_one(writer, conflict, facts))
        .collect()
}

fn read_one(writer: &mut Writer, conflict: &NameConflict, facts: &Facts) -> Contradiction {
    let (subject, label, path) = match conflict.of {
        Named::Entity(id) => {
            let entity = writer.material.resolved.entity(id);
            let row = entity.authority.as_deref();
            let organisations = &writer.material.authority.organisations;
            let known = row.and_then(|row| organisations.get(row));
            let label = match known {
                Some(row) => row.zh.as_ref().map(ToString::to_string),
                None => entity.chinese.clone(),
            };
            let path = format!("name-{}-{}", entity.kind.segment(), entity.key);
            (writer.entity(id), label, path)
        }
        Named::Session(index) => {
            let session = &facts.sessions[index];
            let subject = writer.names.thing(&session_path(writer, session));
            let path = format!("name-session-{}", session.key);
            (subject, session.chinese.clone(), path)
        }
    };
    let values = conflict.names.iter().map(|name| {
        let is_label = label.as_deref() == Some(name.name.as_str());
        let (predicate, object) = if is_label {
            (rdfs::LABEL, chinese(&name.name))
        } else {
            (skos::ALT_LABEL, writer.printed(&name.name))
        };
        Value {
            subject: subject.clone(),
            predicate,
            object: object.into(),
            places: name.places.clone(),
        }
    });
    let values = values.collect();
    let preferred = conflict.preferred.map(|(index, reason)| {
        let times = conflict.names[index].places.len();
        let reason = match reason {
            NameReason::Known => Bilingual {
                chinese: "名稱表中的名稱".to_owned(),
                english: "the name in the table of names".to_owned(),
            },
            NameReason::MoreOften => Bilingual {
                chinese: format!("報告中出現 {times} 次，多於其他寫法"),
                english: format!("printed {times} times, more than any other"),
            },
        };
        (index, reason)
    });
    let names: Vec<&str> = conflict.names.iter().map(|n| n.name.as_str()).collect();
    Contradiction {
        path,
        about: vec![subject],
        kind: code::discrepancy_kind::NAME,
        label: Bilingual {
            chinese: format!(
                "同一名稱的不同寫法：{}（{}）",
                names.join("、"),
                conflict.gloss
            ),
            english: format!(
                "one thing, several names: {} ({})",
                names.join(", "),
                conflict.gloss
            ),
        },
        values,
        preferred,
    }
}
