//! Who wants to join what.

use oxigraph::model::Literal;

use super::Writer;
use crate::fact::Facts;
use crate::graph::vocab::{code, govrep, prov, rdfs};

/// Writes the candidacies.
pub fn write(writer: &mut Writer, facts: &Facts) {
    for fact in &facts.candidacies {
        let path = format!(
            "candidacy/{}/{}",
            writer.key(fact.candidate),
            writer.key(fact.to)
        );
        let subject = writer.names.thing(&path);
        writer.types(&subject, &[govrep::CANDIDACY, prov::ENTITY]);
        if let Some(label) = fact.label {
            let label = writer.printed(writer.material.document.slice(label));
            writer.add(&subject, rdfs::LABEL, label);
        }
        let (candidate, to) = (writer.entity(fact.candidate), writer.entity(fact.to));
        writer.add(&subject, govrep::CANDIDATE, candidate);
        writer.add(&subject, govrep::CANDIDATE_TO, to);
        let status = code::concept("candidacy-status", &fact.status);
        writer.add(&subject, govrep::CANDIDACY_STATUS, status);
        if let Some(speaker) = fact.speaker {
            let speaker = writer.entity(speaker);
            writer.add(&subject, govrep::SPEAKER, speaker.clone());
            writer.add(&subject, prov::WAS_ATTRIBUTED_TO, speaker);
        }
        if fact.open_list {
            writer.add(&subject, govrep::OPEN_LIST, Literal::from(true));
        }
        writer.evidence(&subject, &fact.evidence, code::extraction_method::RULE);
    }
}
