//! Numbers.

use std::collections::BTreeMap;

use oxigraph::model::Literal;
use sha2::{Digest, Sha256};

use super::Writer;
use crate::fact::{Facts, Figure};
use crate::graph::vocab::{code, govrep, rdfs, schema, xsd};

/// Writes the figures.
pub fn write(writer: &mut Writer, facts: &Facts) {
    let mut taken = BTreeMap::new();
    for fact in &facts.figures {
        let hash = quote_hash(writer, fact);
        let path = format!("figure/{}/{}/{hash}", writer.names.report(), fact.measure);
        let path = super::numbered(&mut taken, path);
        let subject = writer.names.thing(&path);
        writer.types(&subject, &[schema::OBSERVATION]);
        let label = format!("{} {}", fact.value, fact.unit);
        let label = writer.printed(&label);
        writer.add(&subject, rdfs::LABEL, label);
        let about = writer.entity(fact.about);
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
        writer.add(&subject, govrep::BOUND, code::concept("bound", &fact.bound));
        writer.evidence(&subject, &fact.evidence, code::extraction_method::RULE);
    }
}

/// Eight digits of the SHA-256 of what the figure says of what and of its sentence without white space,
/// so that wrapping the text anew moves nothing.
fn quote_hash(writer: &Writer, fact: &Figure) -> String {
    let mut hash = Sha256::new();
    let about = writer.entity(fact.about);
    let (value, unit, bound) = (&fact.value, &fact.unit, &fact.bound);
    hash.update(format!("{about} {bound} {value} {unit} "));
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
    super::hex(&digest[..4])
}
