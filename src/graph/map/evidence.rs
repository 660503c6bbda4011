//! Passages: the places in the text that everything else is derived from (Web Annotation).
//!
//! `oa:start` and `oa:end` count Unicode code points of the text as received, from 0, the end
//! excluded; `oa:exact` is that slice, line breaks and all; `schema:text` is what a reader
//! reads there.

use oxigraph::model::Literal;

use super::Writer;
use crate::graph::vocab::{govrep, oa, rdf, schema, xsd};

/// Writes the passages that were used, into the graph of the text.
pub fn write(writer: &mut Writer) {
    let graph = writer.graph("text");
    let text = writer.names.text();
    let text = writer.quads.node(&text);
    let document = writer.material.document;
    let received = &document.source().text;
    for (passage, origin, span) in std::mem::take(&mut writer.passages).into_values() {
        let selector = writer.names.selector(&origin);
        let selector = writer.quads.node(&selector);
        let reading = writer.printed(document.slice(span));
        let section = origin.section.as_deref();
        let section = section.map(|section| writer.printed(section));
        let number = |n: usize, datatype| Literal::new_typed_literal(n.to_string(), datatype);
        // In the order of the file, which the sort of all quads then has only to confirm.
        writer.add_to(passage, rdf::TYPE, oa::SPECIFIC_RESOURCE, graph);
        writer.add_to(passage, rdf::TYPE, govrep::PASSAGE, graph);
        writer.add_to(passage, oa::HAS_SELECTOR, selector, graph);
        writer.add_to(passage, oa::HAS_SOURCE, text, graph);
        writer.add_to(passage, schema::TEXT, reading, graph);
        if origin.end_line != origin.line {
            writer.add_to(
                passage,
                govrep::END_LINE,
                number(origin.end_line, xsd::INTEGER),
                graph,
            );
        }
        if let Some(section) = section {
            writer.add_to(passage, govrep::IN_SECTION, section, graph);
        }
        writer.add_to(
            passage,
            govrep::LINE,
            number(origin.line, xsd::INTEGER),
            graph,
        );
        if let Some(node) = document.block_at(span.start).node {
            let number: Vec<String> = document.path(node).iter().map(u32::to_string).collect();
            let path = Literal::new_simple_literal(number.join("-"));
            writer.add_to(passage, govrep::OUTLINE_PATH, path, graph);
        }
        if let Some(page) = origin.page {
            writer.add_to(
                passage,
                govrep::PAGE,
                number(page as usize, xsd::INTEGER),
                graph,
            );
        }
        writer.add_to(selector, rdf::TYPE, oa::TEXT_POSITION_SELECTOR, graph);
        writer.add_to(selector, rdf::TYPE, oa::TEXT_QUOTE_SELECTOR, graph);
        writer.add_to(
            selector,
            oa::END,
            number(origin.chars.end, xsd::INTEGER),
            graph,
        );
        let exact = &received[origin.bytes.clone()];
        writer.add_to(
            selector,
            oa::EXACT,
            Literal::new_simple_literal(exact),
            graph,
        );
        writer.add_to(
            selector,
            oa::START,
            number(origin.chars.start, xsd::INTEGER),
            graph,
        );
    }
}
