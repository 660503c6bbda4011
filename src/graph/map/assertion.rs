//! Triples as nodes of their own, to say of each which words state it and whether it holds.

use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, Term};
use sha2::{Digest, Sha256};

use super::Writer;
use crate::document::Span;
use crate::graph::vocab::{govrep, prov, rdf};
use crate::source::hexadecimal;

/// What is known of an assertion besides its triple.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// Its concept in the code list `assertion-status`.
    pub status: NamedNodeRef<'static>,
    /// Its concept in the code list `extraction-method`.
    pub method: NamedNodeRef<'static>,
    /// The words.
    pub spans: &'a [Span],
}

/// What the assertion of a triple is called: by the SHA-256 of its N-Triples form.
pub fn name(
    writer: &Writer,
    subject: &NamedNode,
    predicate: NamedNodeRef<'_>,
    object: &Term,
) -> NamedNode {
    let triple = format!("{subject} {predicate} {object}");
    let digest = Sha256::digest(triple);
    let hash = hexadecimal(&digest[..8]);
    writer.names.thing(&format!("assertion/{hash}"))
}

/// Writes a reified triple into the graph `evidence` of the report.
pub fn write(
    writer: &mut Writer,
    subject: &NamedNode,
    predicate: NamedNodeRef<'_>,
    object: Term,
    said: Said<'_>,
) -> NamedNode {
    let assertion = name(writer, subject, predicate, &object);
    let graph: GraphName = writer.names.graph("evidence").into();
    let run = writer.names.extraction();
    let passages: Vec<NamedNode> = said.spans.iter().map(|&s| writer.passage(s)).collect();
    let mut add = |predicate: NamedNodeRef<'_>, object: Term| {
        writer.add_to(&assertion, predicate, object, graph.clone());
    };
    for class in [govrep::ASSERTION, rdf::STATEMENT, prov::ENTITY] {
        add(rdf::TYPE, class.into());
    }
    add(rdf::SUBJECT, subject.clone().into());
    add(rdf::PREDICATE, predicate.into_owned().into());
    add(rdf::OBJECT, object);
    add(govrep::ASSERTION_STATUS, said.status.into());
    add(govrep::EXTRACTION_METHOD, said.method.into());
    add(prov::WAS_GENERATED_BY, run.into());
    for passage in passages {
        add(prov::WAS_DERIVED_FROM, passage.into());
    }
    assertion
}
