//! Passages: the places in the text that everything else is derived from (Web Annotation).
//!
//! `oa:start` and `oa:end` count Unicode code points of the text as received, from 0, the end
//! excluded; `oa:exact` is that slice, line breaks and all; `schema:text` is what a reader
//! reads there.

use oxigraph::model::{GraphName, Literal, Term};

use super::Writer;
use crate::graph::vocab::{govrep, oa, rdf, schema, xsd};

/// Writes the passages that were used, into the graph of the text.
pub fn write(writer: &mut Writer) {
    let graph: GraphName = writer.names.graph("text").into();
    let text = writer.names.text();
    let document = writer.material.document;
    let received = &document.source().text;
    for (passage, origin, span) in std::mem::take(&mut writer.passages).into_values() {
        let selector = writer.names.selector(&origin);
        let reading = writer.printed(document.slice(span));
        let section = origin.section.as_deref();
        let section = section.map(|section| writer.printed(section));
        let number = |n: usize, datatype| Literal::new_typed_literal(n.to_string(), datatype);
        let mut add = |subject, predicate, object: Term| {
            writer.add_to(subject, predicate, object, graph.clone());
        };
        // In the order of the file, which the sort of all quads then has only to confirm.
        add(&passage, rdf::TYPE, oa::SPECIFIC_RESOURCE.into());
        add(&passage, rdf::TYPE, govrep::PASSAGE.into());
        add(&passage, oa::HAS_SELECTOR, selector.clone().into());
        add(&passage, oa::HAS_SOURCE, text.clone().into());
        add(&passage, schema::TEXT, reading.into());
        if origin.end_line != origin.line {
            add(
                &passage,
                govrep::END_LINE,
                number(origin.end_line, xsd::INTEGER).into(),
            );
        }
        if let Some(section) = section {
            add(&passage, govrep::IN_SECTION, section.into());
        }
        add(
            &passage,
            govrep::LINE,
            number(origin.line, xsd::INTEGER).into(),
        );
        if let Some(node) = document.block_at(span.start).node {
            let number: Vec<String> = document.path(node).iter().map(u32::to_string).collect();
            let path = Literal::new_simple_literal(number.join("-"));
            add(&passage, govrep::OUTLINE_PATH, path.into());
        }
        if let Some(page) = origin.page {
            add(
                &passage,
                govrep::PAGE,
                number(page as usize, xsd::INTEGER).into(),
            );
        }
        add(&selector, rdf::TYPE, oa::TEXT_POSITION_SELECTOR.into());
        add(&selector, rdf::TYPE, oa::TEXT_QUOTE_SELECTOR.into());
        add(
            &selector,
            oa::END,
            number(origin.chars.end, xsd::INTEGER).into(),
        );
        let exact = &received[origin.bytes.clone()];
        add(
            &selector,
            oa::EXACT,
            Literal::new_simple_literal(exact).into(),
        );
        add(
            &selector,
            oa::START,
            number(origin.chars.start, xsd::INTEGER).into(),
        );
    }
}
