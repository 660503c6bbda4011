//! Passages: the places in the text that everything else is derived from (Web Annotation).
//!
//! `oa:start` and `oa:end` count Unicode code points of the text as received, from 0, the end
//! excluded; `oa:exact` is that slice, line breaks and all; `schema:text` is what a reader
//! reads there.

use std::collections::hash_map::Entry;
use std::hash::Hash;

use oxigraph::model::Literal;
use rustc_hash::FxHashMap;

use super::{Node, Writer};
use crate::document::Span;
use crate::graph::vocab::{govrep, oa, rdf, schema, xsd};

/// Writes the passages that were used, into the graph of the text.
pub fn write(writer: &mut Writer) {
    let graph = writer.graph("text");
    let text = writer.names.text();
    let text = writer.quads.node(&text);
    let document = writer.material.document;
    let received = &document.source().text;
    // Passages of one line or section say the same of it.
    let (mut numbers, mut sections, mut paths) = Default::default();
    let mut number = |writer: &mut Writer, number: usize| {
        kept(&mut numbers, number, writer, |_, number| {
            Literal::new_typed_literal(number.to_string(), xsd::INTEGER)
        })
    };
    for ((start, end), (passage, origin)) in std::mem::take(&mut writer.passages) {
        let selector = writer.names.selector(&origin);
        let selector = writer.quads.node(&selector);
        let reading = writer.printed(document.slice(Span::new(start, end)));
        let node = document.block_at(start).node;
        // In the order of the file, which the sort of all quads then has only to confirm.
        writer.add_to(passage, rdf::TYPE, oa::SPECIFIC_RESOURCE, graph);
        writer.add_to(passage, rdf::TYPE, govrep::PASSAGE, graph);
        writer.add_to(passage, oa::HAS_SELECTOR, selector, graph);
        writer.add_to(passage, oa::HAS_SOURCE, text, graph);
        writer.add_to(passage, schema::TEXT, reading, graph);
        if origin.end_line != origin.line {
            let line = number(writer, origin.end_line);
            writer.add_to(passage, govrep::END_LINE, line, graph);
        }
        if let Some(heading) = node.and_then(|node| document.heading(node)) {
            let section = kept(&mut sections, heading, writer, |writer, &heading| {
                writer.printed(&document.section(heading))
            });
            writer.add_to(passage, govrep::IN_SECTION, section, graph);
        }
        let line = number(writer, origin.line);
        writer.add_to(passage, govrep::LINE, line, graph);
        if let Some(node) = node {
            let path = kept(&mut paths, node, writer, |_, &node| {
                let path: Vec<String> = document.path(node).iter().map(u32::to_string).collect();
                Literal::new_simple_literal(path.join("-"))
            });
            writer.add_to(passage, govrep::OUTLINE_PATH, path, graph);
        }
        if let Some(page) = origin.page {
            let page = number(writer, page as usize);
            writer.add_to(passage, govrep::PAGE, page, graph);
        }
        writer.add_to(selector, rdf::TYPE, oa::TEXT_POSITION_SELECTOR, graph);
        writer.add_to(selector, rdf::TYPE, oa::TEXT_QUOTE_SELECTOR, graph);
        let end = number(writer, origin.chars.end);
        writer.add_to(selector, oa::END, end, graph);
        let exact = Literal::new_simple_literal(&received[origin.bytes]);
        writer.add_to(selector, oa::EXACT, exact, graph);
        let start = number(writer, origin.chars.start);
        writer.add_to(selector, oa::START, start, graph);
    }
}

/// The text for a key, made when the key is first met.
fn kept<K: Eq + Hash>(
    known: &mut FxHashMap<K, Node>,
    key: K,
    writer: &mut Writer,
    text: impl FnOnce(&Writer, &K) -> Literal,
) -> Node {
    match known.entry(key) {
        Entry::Occupied(known) => *known.get(),
        Entry::Vacant(new) => {
            let text = text(writer, new.key());
            *new.insert(writer.quads.text(text))
        }
    }
}
