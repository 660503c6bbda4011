//! The hash of a graph by RDF Dataset Canonicalization (RDFC-1.0).
//!
//! Canonicalization names blank nodes, sorts and hashes. A published graph has no blank node
//! ([`reread::check`](super::reread::check) refuses one), so its canonical form is the N-Quads
//! file of the dump, and that of its union the N-Triples file: sorted, each line once, with the
//! escapes of canonical N-Quads. Tests hold this to an implementation of the standard.
//!
//! The hash is taken over language tags in the case of BCP 47, as they stand in every file. An
//! implementation that reads tags into lower case comes to another one.

use super::dump::Format;
use super::release::Written;

/// The list of the hashes, in the form of a list of checksums.
pub const HASHES: &str = "RDFC10SUMS";

/// The lines of [`HASHES`] for the dumps of one name: the hash of the graph in each file.
///
/// Formats with named graphs have that of the dataset, the others that of the union of its
/// graphs.
pub fn hashes(dump: impl Fn(Format) -> String, file: impl Fn(&str) -> Option<Written>) -> String {
    let mut lines = String::new();
    for format in Format::ALL {
        let canonical = if format.has_graphs() {
            Format::NQuads
        } else {
            Format::NTriples
        };
        if let Some(file) = file(&dump(canonical)) {
            lines.push_str(&file.sha256);
            lines.push_str("  ");
            lines.push_str(&dump(format));
            lines.push('\n');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use oxigraph::model::dataset::CanonicalizationAlgorithm;
    use oxigraph::model::{Dataset, GraphName, Literal, NamedNode, Quad};
    use proptest::prelude::*;

    use crate::graph::{Names, Quads};
    use crate::publish::dump::{self, Format};

    fn dump(quads: &Quads, format: Format) -> String {
        let mut file = Vec::new();
        dump::write(quads, format, &Names::default(), &mut file).unwrap();
        String::from_utf8(file).unwrap()
    }

    /// The canonical form by the library: its names for blank nodes, then sorted lines.
    fn canonical(quads: impl Iterator<Item = Quad>) -> String {
        let mut dataset: Dataset = quads.collect();
        dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 {
            hash_algorithm: oxigraph::model::dataset::CanonicalizationHashAlgorithm::Sha256,
        });
        let mut lines: Vec<String> = dataset.iter().map(|quad| format!("{quad} .\n")).collect();
        lines.sort();
        lines.concat()
    }

    proptest! {
        #[test]
        fn the_dump_is_the_canonical_form(
            rows in prop::collection::vec(
                ("[ab臺]{1,2}", "[pq]", "[^\u{fffe}\u{ffff}]{0,5}|[ \r\n\t\"\\\\\u{7f}]{0,4}", prop::option::of("en|zh|fr-ca"), "[gh]"),
                0..12,
            ),
        ) {
            let node = |name: &str| NamedNode::new(format!("https://e.org/{name}")).unwrap();
            let quads: Quads = rows
                .iter()
                .map(|(s, p, text, tag, graph)| {
                    let text = match tag {
                        Some(tag) => Literal::new_language_tagged_literal(text, tag).unwrap(),
                        None => Literal::from(text.as_str()),
                    };
                    Quad::new(node(s), node(p), text, node(graph))
                })
                .collect();
            // The library keeps tags in lower case, which is the only difference.
            let as_read = |file: String| {
                let mut lines: Vec<String> = file.lines().map(|line| line.replace("@fr-CA", "@fr-ca") + "\n").collect();
                lines.sort();
                lines.concat()
            };
            prop_assert_eq!(as_read(dump(&quads, Format::NQuads)), canonical(quads.iter().cloned()));
            let union = quads.iter().map(|quad| Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() });
            prop_assert_eq!(as_read(dump(&quads, Format::NTriples)), canonical(union));
        }
    }
}
