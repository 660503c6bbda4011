//! Who wants to join what.

use oxigraph::model::Literal;

use super::{Writer, chinese, english};
use crate::fact::{Candidacy, Facts};
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
        match fact.label {
            Some(label) => {
                let label = writer.printed(writer.material.document.slice(label));
                writer.add(&subject, rdfs::LABEL, label);
            }
            None => {
                for label in labels(writer, fact) {
                    writer.add(&subject, rdfs::LABEL, label);
                }
            }
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
        let method = writer.rule_upon([fact.candidate, fact.to].into_iter().chain(fact.speaker));
        writer.evidence(&subject, &fact.evidence, method);
    }
}

/// What a candidacy that the report only lists is called: by who may join what, in the languages
/// in which both have a name.
fn labels(writer: &Writer, fact: &Candidacy) -> Vec<Literal> {
    let names = [fact.candidate, fact.to].map(|id| writer.called(id));
    let [(candidate, candidate_en), (to, to_en)] = names;
    let mut labels = Vec::new();
    if let (Some(candidate), Some(to)) = (candidate, to) {
        // A space stands between Chinese characters and letters, as in the text.
        let label = if to.is_ascii() {
            format!("{candidate}加入 {to} 案")
        } else {
            format!("{candidate}加入{to}案")
        };
        labels.push(chinese(&label));
    }
    if let (Some(candidate), Some(to)) = (candidate_en, to_en) {
        labels.push(english(&format!("{candidate}’s candidacy to {to}")));
    }
    if labels.is_empty() {
        let name = |id| writer.material.resolved.entity(id).name();
        let label = format!("{} → {}", name(fact.candidate), name(fact.to));
        labels.push(writer.printed(&label));
    }
    labels
}
