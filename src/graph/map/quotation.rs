//! What somebody is quoted with.

use std::collections::BTreeMap;

use super::Writer;
use super::compose::short_hash;
use super::event::write_voice;
use super::undertaking::{is_edited, shortened};
use crate::document::Span;
use crate::fact::Facts;
use crate::graph::vocab::{govrep, prov, rdfs, schema};

/// Writes it as claims of whoever says it; where an editor says what the words are, they are not written
/// twice.
pub fn write(writer: &mut Writer, facts: &Facts, edited: &[(String, Span)]) {
    let mut taken = BTreeMap::new();
    let document = writer.material.document;
    for quotation in &facts.quotations {
        if is_edited(document, edited, quotation.text) {
            continue;
        }
        let words = document.slice(quotation.text).trim();
        let plain: String = words.chars().filter(|c| !c.is_whitespace()).collect();
        let hash = short_hash(&[writer.key(quotation.speaker), &plain]);
        let path = format!("claim/{}/{hash}", writer.names.report());
        let path = super::numbered(&mut taken, path);
        let subject = writer.names.thing(&path);
        writer.types(&subject, &[schema::CLAIM]);
        let label = writer.printed(&shortened(words));
        writer.add(&subject, rdfs::LABEL, label);
        let text = writer.printed(words);
        writer.add(&subject, schema::TEXT, text);
        let speaker = writer.entity(quotation.speaker);
        writer.add(&subject, schema::AUTHOR, speaker.clone());
        writer.add(&subject, govrep::SPEAKER, speaker.clone());
        writer.add(&subject, prov::WAS_ATTRIBUTED_TO, speaker);
        if let Some(cue) = quotation.cue {
            let cue = writer.printed(document.slice(cue));
            writer.add(&subject, govrep::CUE, cue);
        }
        let at = quotation.text.start;
        write_voice(writer, &subject, facts, at, Some(quotation.speaker));
        let method = writer.rule_upon([quotation.speaker]);
        writer.evidence(&subject, &quotation.evidence, method);
    }
}
