//! From a node of the graph back to the words of the source.

use std::collections::BTreeMap;
use std::ops::Range;

use oxigraph::model::{NamedNodeRef, TermRef};

use crate::diagnostic::Place;
use crate::graph::Quads;
use crate::graph::vocab::{oa, prov};
use crate::source::Source;

/// The texts as received, by the IRI of their rendition in the graph.
#[derive(Clone, Debug, Default)]
pub struct Texts<'a>(BTreeMap<&'a str, Received<'a>>);

impl<'a> Texts<'a> {
    /// Adds a text under the IRI that `oa:hasSource` of its passages names.
    pub fn insert(&mut self, iri: &'a str, received: Received<'a>) {
        self.0.insert(iri, received);
    }

    pub(super) fn get(&self, iri: &str) -> Option<&Received<'a>> {
        self.0.get(iri)
    }
}

/// A text as received, with tables to find code points and lines in it.
#[derive(Clone, Debug)]
pub struct Received<'a> {
    file: &'a str,
    text: &'a str,
    /// Whether the text was read from a file that is no plain text.
    is_rendered: bool,
    /// Where each code point begins, in bytes, and the end of the text.
    starts: Vec<usize>,
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
}

impl<'a> Received<'a> {
    /// Prepares the text of a file.
    pub fn new(file: &'a str, text: &'a str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at);
        // CR LF, LF and CR each end a line.
        let bytes = text.as_bytes();
        let after_newlines = (0..bytes.len())
            .filter(|&at| match bytes[at] {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            })
            .map(|at| at + 1);
        Self {
            file,
            text,
            is_rendered: false,
            starts: starts.chain([text.len()]).collect(),
            lines: [0].into_iter().chain(after_newlines).collect(),
        }
    }

    /// The text of a source.
    pub fn of(source: &'a Source, file: &'a str) -> Self {
        Self {
            is_rendered: source.is_read(),
            ..Self::new(file, &source.text)
        }
    }

    /// A range of code points as a range of bytes, if the text is long enough.
    pub(super) fn bytes(&self, code_points: &Range<usize>) -> Option<Range<usize>> {
        let start = *self.starts.get(code_points.start)?;
        let end = *self.starts.get(code_points.end)?;
        (start <= end).then_some(start..end)
    }

    /// The text of a range of bytes.
    pub(super) fn slice(&self, bytes: Range<usize>) -> &'a str {
        &self.text[bytes]
    }

    /// The line, from 1, that a byte lies on.
    pub(super) fn line(&self, byte: usize) -> usize {
        self.lines.partition_point(|&start| start <= byte)
    }

    pub(super) fn place(&self, bytes: Range<usize>) -> Place {
        Place {
            is_rendered: self.is_rendered,
            ..Place::in_text(self.file, self.text, bytes)
        }
    }
}

/// The words behind a node: of a passage its own, of another node those of its first passage,
/// of a selector those of the passage that it selects.
pub(super) fn of_node(quads: &Quads, texts: &Texts<'_>, node: NamedNodeRef<'_>) -> Option<Place> {
    of_passage(quads, texts, node)
        .or_else(|| {
            quads
                .objects(node, prov::WAS_DERIVED_FROM)
                .find_map(|source| match source {
                    TermRef::NamedNode(passage) => of_passage(quads, texts, passage),
                    _ => None,
                })
        })
        .or_else(|| {
            let quad = quads.iter().find(|quad| {
                quad.predicate == oa::HAS_SELECTOR
                    && quad.object.as_ref() == TermRef::NamedNode(node)
            })?;
            match quad.subject.as_ref() {
                oxigraph::model::NamedOrBlankNodeRef::NamedNode(passage) => {
                    of_passage(quads, texts, passage)
                }
                oxigraph::model::NamedOrBlankNodeRef::BlankNode(_) => None,
            }
        })
}

fn of_passage(quads: &Quads, texts: &Texts<'_>, passage: NamedNodeRef<'_>) -> Option<Place> {
    let received = quads
        .objects(passage, oa::HAS_SOURCE)
        .find_map(|source| match source {
            TermRef::NamedNode(source) => texts.get(source.as_str()),
            _ => None,
        })?;
    let selector = quads.node(passage, oa::HAS_SELECTOR)?;
    let bytes = received.bytes(&quads.range(selector)?)?;
    Some(received.place(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_bytes_and_lines_of_a_text() {
        let received = Received::new("a.txt", "臺灣\nOGP\n");
        assert_eq!(received.bytes(&(1..4)), Some(3..8));
        assert_eq!(received.slice(3..8), "灣\nO");
        assert_eq!(
            (received.line(3), received.line(7), received.line(11)),
            (1, 2, 3)
        );
        assert_eq!(received.bytes(&(0..99)), None);
    }
}
