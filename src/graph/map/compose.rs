//! Nodes made of what an editor or an annotation says: their paths, and what follows from it.

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term};
use sha2::{Digest, Sha256};

use super::Writer;
use crate::graph::term::Nature;
use crate::graph::vocab::{code, cv, dcterms, foaf, govrep, org, prov, rdf, rdfs, schema, skos};
use crate::project::slug;
use crate::source::hexadecimal;

/// What names or classifies a thing: its words are those of the thing, no assertion is needed.
pub const NAMING: [NamedNodeRef<'static>; 14] = [
    rdfs::LABEL,
    rdfs::COMMENT,
    skos::ALT_LABEL,
    skos::PREF_LABEL,
    skos::NOTATION,
    skos::BROADER,
    skos::EXACT_MATCH,
    skos::CLOSE_MATCH,
    foaf::NAME,
    dcterms::TYPE,
    dcterms::IDENTIFIER,
    org::CLASSIFICATION,
    schema::POSITION,
    govrep::OPEN_LIST,
];

/// What is written out of what was said, as everywhere in the graph: names of agents, labels
/// of concepts, who is involved in an event, whose words they are.
pub fn derive(
    writer: &mut Writer,
    subject: &NamedNode,
    natures: &[Nature],
    statements: &[(NamedNode, Term)],
    event: Option<&str>,
) {
    let has = |property: NamedNodeRef<'_>| statements.iter().any(|(p, _)| *p == property);
    let labels = statements.iter().filter(|(p, _)| *p == rdfs::LABEL);
    if natures.contains(&Nature::Agent) && !has(foaf::NAME) {
        let names = labels.clone().filter_map(|(_, label)| match label {
            Term::Literal(label) => Some(label),
            _ => None,
        });
        let is_chinese = |l: &&Literal| l.language().is_some_and(|tag| tag.starts_with("zh"));
        let name = names.clone().find(is_chinese).or(names.clone().next());
        if let Some(name) = name {
            let name = Literal::new_simple_literal(name.value());
            writer.add(subject, foaf::NAME, name);
        }
    }
    if natures.iter().any(|nature| *nature != Nature::Fact) {
        let labels: Vec<Literal> = labels
            .clone()
            .filter_map(|(_, label)| match label {
                Term::Literal(label) => Some(label.clone()),
                _ => None,
            })
            .collect();
        writer.named_in_report(subject, &labels, false);
    }
    if natures.contains(&Nature::Concept) && !has(skos::PREF_LABEL) {
        for (_, label) in labels {
            writer.add(subject, skos::PREF_LABEL, label.clone());
        }
    }
    if let Some(event) = event {
        let event = writer.names.thing(event);
        writer.add(&event, cv::HAS_PARTICIPATION, subject.clone());
        for (property, agent) in statements {
            if *property == cv::HAS_PARTICIPANT {
                writer.add(&event, govrep::INVOLVES, agent.clone());
            }
        }
    }
    for (property, agent) in statements {
        if *property == govrep::SPEAKER || *property == govrep::MAKER && !has(govrep::SPEAKER) {
            writer.add(subject, prov::WAS_ATTRIBUTED_TO, agent.clone());
        }
    }
}

/// The path of a fact, made of its parts as ontology/README.md says; else what must be said for
/// it. `root` is what the IRIs of things begin with, `words` the words quoted, without spaces.
///
/// # Errors
///
/// If too little is said; then what to say.
pub fn fact_path(
    writer: &Writer,
    root: &str,
    class: &str,
    words: &str,
    statements: &[(NamedNode, Term)],
    event: Option<&str>,
) -> Result<String, &'static str> {
    let tail = |property: NamedNodeRef<'_>| -> Option<String> {
        let (_, object) = statements.iter().find(|(p, _)| *p == property)?;
        match object {
            Term::NamedNode(node) => {
                let iri = node.as_str();
                let path = iri.strip_prefix(root).or(iri.strip_prefix(code::NAMESPACE));
                let path = path.unwrap_or(iri);
                Some(
                    path.split_once('/')
                        .map_or(path, |(_, tail)| tail)
                        .to_owned(),
                )
            }
            Term::Literal(text) => Some(slug(text.value())),
            _ => None,
        }
    };
    let report = writer.names.report();
    let path = match class {
        "Membership" => (|| {
            let role = tail(schema::ROLE_NAME).or_else(|| tail(org::ROLE))?;
            let (member, body) = (tail(org::MEMBER)?, tail(org::ORGANIZATION)?);
            Some(format!("membership/{member}/{body}/{role}"))
        })(),
        "Participation" => (|| {
            let event = event?;
            let event = event.strip_prefix("event/").unwrap_or(event);
            let (agent, role) = (tail(cv::HAS_PARTICIPANT)?, tail(cv::ROLE)?);
            Some(format!("participation/{event}/{agent}/{role}"))
        })(),
        "Candidacy" => (|| {
            let (agent, body) = (tail(govrep::CANDIDATE)?, tail(govrep::CANDIDATE_TO)?);
            Some(format!("candidacy/{agent}/{body}"))
        })(),
        "Observation" => (|| {
            let measure = tail(schema::MEASURED_PROPERTY)?;
            let about = tail(schema::OBSERVATION_ABOUT)?;
            let value = tail(schema::VALUE)?;
            let hash = short_hash(&[&about, &value, words]);
            Some(format!("figure/{report}/{measure}/{hash}"))
        })(),
        "Negation" => (|| {
            let parts = [rdf::SUBJECT, rdf::PREDICATE, rdf::OBJECT].map(tail);
            let [Some(subject), Some(predicate), Some(object)] = parts else {
                return None;
            };
            let hash = short_hash(&[&subject, &predicate, &object]);
            Some(format!("negation/{hash}"))
        })(),
        "Claim" => Some(format!("claim/{report}/{}", short_hash(&[words]))),
        "SpeechTopic" => Some(format!("speech-topic/{report}/{}", short_hash(&[words]))),
        "ProcedureStep" => None,
        _ => Some(format!("undertaking/{report}/{}", short_hash(&[words]))),
    };
    path.ok_or(match class {
        "Membership" => "say `member`, `organization` and `roleName` or `memberRole`",
        "Participation" => "say `event`, `hasParticipant` and `role`",
        "Candidacy" => "say `candidate` and `candidateTo`",
        "Observation" => "say `observationAbout`, `measuredProperty` and `value`",
        "Negation" => "say `statementSubject`, `statementPredicate`, `statementObject`",
        _ => "say its `id`",
    })
}

/// The first eight digits of a hash of texts.
pub fn short_hash(texts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text);
        hash.update([0]);
    }
    hexadecimal(&hash.finalize()[..4])
}
