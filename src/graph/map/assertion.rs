//! Triples as nodes of their own, to say of each which words state it and whether it holds.

use oxigraph::model::{NamedNode, NamedNodeRef, Term};

use super::{Node, Writer};
use crate::document::Span;
use crate::graph::vocab::{govrep, prov, rdf};

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

/// What the assertion of a triple is called.
pub fn name(
    writer: &Writer,
    subject: &NamedNode,
    predicate: NamedNodeRef<'_>,
    object: &Term,
) -> NamedNode {
    writer.names.assertion(subject, predicate, object)
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
    let graph = writer.graph("evidence");
    let run = writer.names.extraction();
    let passages: Vec<Node> = said.spans.iter().map(|&s| writer.passage(s)).collect();
    let node = writer.quads.node(&assertion);
    for class in [govrep::ASSERTION, rdf::STATEMENT, prov::ENTITY] {
        writer.add_to(node, rdf::TYPE, class, graph);
    }
    writer.add_to(node, rdf::SUBJECT, subject, graph);
    writer.add_to(node, rdf::PREDICATE, predicate, graph);
    writer.add_to(node, rdf::OBJECT, object, graph);
    writer.add_to(node, govrep::ASSERTION_STATUS, said.status, graph);
    writer.add_to(node, govrep::EXTRACTION_METHOD, said.method, graph);
    writer.add_to(node, prov::WAS_GENERATED_BY, run, graph);
    for passage in passages {
        writer.add_to(node, prov::WAS_DERIVED_FROM, passage, graph);
    }
    assertion
}
