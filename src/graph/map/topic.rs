//! What speeches were about.

use std::collections::BTreeMap;

use super::Writer;
use super::compose::short_hash;
use super::event::{session_path, visit_path};
use super::undertaking::shortened;
use crate::fact::{Facts, Occasion, Topic};
use crate::graph::vocab::{govrep, prov, rdfs, schema};

/// Writes them, with who spoke and where.
pub fn write(writer: &mut Writer, facts: &Facts) {
    let mut taken = BTreeMap::new();
    for topic in &facts.topics {
        let speaker = writer.entity(topic.speaker);
        let words = writer.material.document.slice(topic.text).trim();
        let path = format!(
            "speech-topic/{}/{}",
            writer.names.report(),
            hash(writer, topic)
        );
        let path = super::numbered(&mut taken, path);
        let subject = writer.names.thing(&path);
        writer.types(&subject, &[govrep::SPEECH_TOPIC]);
        let label = writer.printed(&shortened(words));
        writer.add(&subject, rdfs::LABEL, label);
        let text = writer.printed(words);
        writer.add(&subject, schema::TEXT, text);
        writer.add(&subject, govrep::SPEAKER, speaker.clone());
        writer.add(&subject, prov::WAS_ATTRIBUTED_TO, speaker);
        let cue = writer.printed(writer.material.document.slice(topic.cue));
        writer.add(&subject, govrep::CUE, cue);
        let path = match topic.occasion {
            Some(Occasion::Session(index)) => Some(session_path(writer, &facts.sessions[index])),
            Some(Occasion::Visit(index)) => Some(visit_path(writer, &facts.visits[index])),
            _ => None,
        };
        if let Some(path) = path {
            let occasion = writer.names.thing(&path);
            writer.add(&subject, govrep::VOICED_IN, occasion);
        }
        if let Some(about) = topic.about {
            let about = writer.entity(about);
            writer.add(&subject, schema::ABOUT, about);
        }
        let method = writer.rule_upon([topic.speaker]);
        writer.evidence(&subject, &topic.evidence, method);
    }
}

/// A short hash of the speaker and the words without white space.
fn hash(writer: &Writer, topic: &Topic) -> String {
    let words = writer.material.document.slice(topic.text);
    let plain: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    short_hash(&[writer.key(topic.speaker), &plain])
}
