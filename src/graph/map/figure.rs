//! Numbers.

use std::collections::BTreeMap;

use oxigraph::model::{Literal, NamedNode};
use sha2::{Digest, Sha256};

use super::event::{series_path, session_path, write_expression, write_voice};
use super::{Writer, date, english};
use crate::fact::{Facts, Figure, Measured};
use crate::graph::vocab::{code, govrep, prov, rdfs, schema, xsd};
use crate::source::hexadecimal;

/// Writes the figures; `undertakings` are the nodes of those of the report, where they have one.
/// Returns the node of each figure, if it has one.
pub fn write(
    writer: &mut Writer,
    facts: &Facts,
    undertakings: &[Option<NamedNode>],
) -> Vec<Option<NamedNode>> {
    let mut nodes = Vec::with_capacity(facts.figures.len());
    let mut taken = BTreeMap::new();
    for fact in &facts.figures {
        let about = match fact.about {
            Measured::Thing(thing) => writer.entity(thing),
            Measured::Session(index) => {
                let path = session_path(writer, &facts.sessions[index]);
                writer.names.thing(&path)
            }
            Measured::Series(index) => {
                let path = series_path(writer, &facts.series[index]);
                writer.names.thing(&path)
            }
            Measured::Undertaking(index) => {
                let Some(undertaking) = &undertakings[index] else {
                    // An editor says what these words undertake, and what number is in them.
                    nodes.push(None);
                    continue;
                };
                undertaking.clone()
            }
        };
        let hash = quote_hash(writer, fact, &about);
        let path = format!("figure/{}/{}/{hash}", writer.names.report(), fact.measure);
        let path = super::numbered(&mut taken, path);
        let subject = writer.names.thing(&path);
        writer.types(&subject, &[schema::OBSERVATION]);
        let words = fact.of.map_or(fact.place, |of| of.join(fact.place));
        let printed = writer.material.document.slice(words);
        let label = writer.printed(printed);
        if label.language() != Some("en") {
            writer.add(&subject, rdfs::LABEL, english(&in_english(fact)));
        }
        writer.add(&subject, rdfs::LABEL, label);
        writer.add(&subject, schema::OBSERVATION_ABOUT, about);
        writer.add(
            &subject,
            schema::MEASURED_PROPERTY,
            code::concept("measure", &fact.measure),
        );
        let datatype = match fact.value.as_integer() {
            Some(_) => xsd::INTEGER,
            None => xsd::DECIMAL,
        };
        let value = Literal::new_typed_literal(fact.value.to_string(), datatype);
        writer.add(&subject, schema::VALUE, value);
        writer.add(
            &subject,
            schema::UNIT_TEXT,
            Literal::new_simple_literal(&fact.unit),
        );
        if let Some(unit) = &fact.unit_code {
            let unit = code::concept("unit", unit);
            writer.add(&subject, schema::UNIT_CODE, unit);
        }
        writer.add(&subject, govrep::BOUND, code::concept("bound", &fact.bound));
        if let Some((day, words)) = fact.as_of {
            write_expression(writer, &subject, words);
            if let Some(day) = day {
                writer.add(&subject, schema::OBSERVATION_DATE, date(day));
            }
        }
        if let Some(speaker) = fact.speaker {
            let speaker = writer.entity(speaker);
            writer.add(&subject, govrep::SPEAKER, speaker.clone());
            writer.add(&subject, prov::WAS_ATTRIBUTED_TO, speaker);
        }
        write_voice(writer, &subject, facts, fact.place.start, fact.speaker);
        let thing = match fact.about {
            Measured::Thing(thing) => Some(thing),
            _ => None,
        };
        let method = writer.rule_upon(thing.into_iter().chain(fact.speaker));
        writer.evidence(&subject, &fact.evidence, method);
        nodes.push(Some(subject));
    }
    nodes
}

/// A figure in the words of the code lists, whose codes are English: `member countries: more than
/// 70`. That a number is exact goes without saying.
fn in_english(fact: &Figure) -> String {
    let words = |code: &str| code.replace('-', " ");
    let measure = words(&fact.measure);
    match fact.bound.as_str() {
        "exactly" => format!("{measure}: {}", fact.value),
        bound => format!("{measure}: {} {}", words(bound), fact.value),
    }
}

/// Eight digits of the SHA-256 of what the figure says of what and of its sentence without white space,
/// so that wrapping the text anew moves nothing.
fn quote_hash(writer: &Writer, fact: &Figure, about: &NamedNode) -> String {
    let mut hash = Sha256::new();
    let (value, key, bound) = (&fact.value, &fact.key, &fact.bound);
    hash.update(format!("{about} {bound} {value} {key} "));
    for span in &fact.evidence {
        let quote: String = writer
            .material
            .document
            .slice(*span)
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        hash.update(quote);
    }
    let digest = hash.finalize();
    hexadecimal(&digest[..4])
}
