//! Reads a dump back, with another parser where there is one, and compares graphs.

use std::io::{BufRead, Read};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{BlankNode, GraphName, Literal, NamedNode, Quad, QuadRef, Term};
use rio_api::model as rio;
use rio_api::parser::{QuadsParser, TriplesParser};
use rio_turtle::{NQuadsParser, NTriplesParser, TriGParser, TurtleError, TurtleParser};
use thiserror::Error;

use super::dump::Format;
use crate::graph::Quads;

/// How many differing triples an error names.
const SHOWN: usize = 3;

/// Why a dump is not what was to be written.
#[derive(Debug, Error)]
pub enum RereadError {
    /// The file cannot be read as its format.
    #[error("the {format} file does not parse: {message}")]
    Syntax {
        /// The ending of the file, such as `ttl`.
        format: &'static str,
        /// What the parser says.
        message: String,
    },
    /// The file says something twice, so tools that count lines would disagree.
    #[error("the {format} file states a triple twice: {triple}")]
    Repeated {
        /// The ending of the file.
        format: &'static str,
        /// The first triple that is repeated.
        triple: String,
    },
    /// The file holds another graph.
    #[error(
        "the {format} file holds another graph{}{}",
        list("missing", missing),
        list("unexpected", unexpected)
    )]
    Differs {
        /// The ending of the file.
        format: &'static str,
        /// The first triples that the file lacks.
        missing: Vec<String>,
        /// The first triples that only the file has.
        unexpected: Vec<String>,
    },
    /// Blank nodes have no fixed name, so two files with them cannot be compared by line.
    #[error("the graph holds a blank node: {0}")]
    Blank(String),
}

impl RereadError {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "reread-syntax",
            Self::Repeated { .. } => "reread-repeated",
            Self::Differs { .. } => "reread-differs",
            Self::Blank(_) => "reread-blank-node",
        }
    }
}

fn list(title: &str, triples: &[String]) -> String {
    if triples.is_empty() {
        return String::new();
    }
    format!("; {title}: {}", triples.join(" "))
}

/// Reads a dump of `expected` and compares, before anything is put in place.
///
/// Turtle, TriG, N-Triples and N-Quads are read by Rio, which shares no code with the writer;
/// JSON-LD and RDF/XML by Oxigraph's own parsers, for want of another. Formats without named
/// graphs are compared with the union of all graphs.
///
/// # Errors
///
/// When the file does not parse, repeats a triple or holds another graph, or when `expected`
/// has blank nodes.
pub fn check(file: impl BufRead, format: Format, expected: &Quads) -> Result<(), RereadError> {
    if let Some(quad) = expected.first_blank() {
        return Err(RereadError::Blank(quad.to_string()));
    }
    let name = format.extension();
    let read = read(file, format).map_err(|message| RereadError::Syntax {
        format: name,
        message,
    })?;
    let (found, repeated) = Quads::and_repeated(read);
    if let Some(quad) = repeated {
        return Err(RereadError::Repeated {
            format: name,
            triple: quad.to_string(),
        });
    }
    if format.has_graphs() {
        compare(name, expected.iter().map(Quad::as_ref), &found)
    } else {
        compare(name, expected.union(), &found)
    }
}

/// Walks two sorted lists side by side.
fn compare<'a>(
    format: &'static str,
    expected: impl Iterator<Item = QuadRef<'a>>,
    found: &Quads,
) -> Result<(), RereadError> {
    let mut expected = expected.peekable();
    let mut found = found.iter().map(Quad::as_ref).peekable();
    let (mut missing, mut unexpected) = (Vec::new(), Vec::new());
    while missing.len() < SHOWN && unexpected.len() < SHOWN {
        let order = match (expected.peek(), found.peek()) {
            (None, None) => break,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(a), Some(b)) => crate::graph::quads::compare(*a, *b),
        };
        if order.is_le()
            && let Some(quad) = expected.next()
            && order.is_ne()
        {
            missing.push(quad.to_string());
        }
        if order.is_ge()
            && let Some(quad) = found.next()
            && order.is_ne()
        {
            unexpected.push(quad.to_string());
        }
    }
    if missing.is_empty() && unexpected.is_empty() {
        return Ok(());
    }
    Err(RereadError::Differs {
        format,
        missing,
        unexpected,
    })
}

/// All statements of a file in the order of the file, with what the parser complains about.
fn read(file: impl BufRead, format: Format) -> Result<Vec<Quad>, String> {
    let mut quads = Vec::new();
    let mut triple = |t: rio::Triple<'_>| -> Result<(), TurtleError> {
        quads.push(quad(t.subject, t.predicate, t.object, None));
        Ok(())
    };
    let done = match format {
        Format::Turtle => TurtleParser::new(file, None).parse_all(&mut triple),
        Format::NTriples => NTriplesParser::new(file).parse_all(&mut triple),
        Format::TriG => TriGParser::new(file, None).parse_all(&mut |q| {
            quads.push(quad(q.subject, q.predicate, q.object, q.graph_name));
            Ok(())
        }),
        Format::NQuads => NQuadsParser::new(file).parse_all(&mut |q| {
            quads.push(quad(q.subject, q.predicate, q.object, q.graph_name));
            Ok(())
        }),
        Format::JsonLd | Format::RdfXml => return read_with_oxigraph(file, format.in_oxigraph()),
    };
    match done {
        Ok(()) => Ok(quads),
        Err(error) => Err::<_, TurtleError>(error).map_err(|error| error.to_string()),
    }
}

fn read_with_oxigraph(file: impl Read, format: RdfFormat) -> Result<Vec<Quad>, String> {
    RdfParser::from_format(format)
        .for_reader(file)
        .collect::<Result<_, _>>()
        .map_err(|error| error.to_string())
}

fn quad(
    subject: rio::Subject<'_>,
    predicate: rio::NamedNode<'_>,
    object: rio::Term<'_>,
    graph_name: Option<rio::GraphName<'_>>,
) -> Quad {
    Quad {
        subject: match subject {
            rio::Subject::NamedNode(node) => named(node).into(),
            rio::Subject::BlankNode(node) => blank(node).into(),
            rio::Subject::Triple(triple) => unsupported(triple).into(),
        },
        predicate: named(predicate),
        object: match object {
            rio::Term::NamedNode(node) => named(node).into(),
            rio::Term::BlankNode(node) => blank(node).into(),
            rio::Term::Literal(value) => Term::Literal(literal(value)),
            rio::Term::Triple(triple) => Term::from(unsupported(triple)),
        },
        graph_name: match graph_name {
            None => GraphName::DefaultGraph,
            Some(rio::GraphName::NamedNode(node)) => named(node).into(),
            Some(rio::GraphName::BlankNode(node)) => blank(node).into(),
        },
    }
}

fn named(node: rio::NamedNode<'_>) -> NamedNode {
    NamedNode::new_unchecked(node.iri)
}

fn blank(node: rio::BlankNode<'_>) -> BlankNode {
    BlankNode::new_unchecked(node.id)
}

/// A quoted triple of RDF-star, which a dump never holds: shown as it is, it equals nothing.
fn unsupported(triple: &rio::Triple<'_>) -> NamedNode {
    NamedNode::new_unchecked(format!("<< {triple} >>"))
}

fn literal(literal: rio::Literal<'_>) -> Literal {
    match literal {
        rio::Literal::Simple { value } => Literal::new_simple_literal(value),
        // RDF compares tags without case; the model keeps them in lower case.
        rio::Literal::LanguageTaggedString { value, language } => {
            Literal::new_language_tagged_literal_unchecked(value, language.to_ascii_lowercase())
        }
        rio::Literal::Typed { value, datatype } => {
            Literal::new_typed_literal(value, named(datatype))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Names;
    use crate::publish::dump;
    use oxigraph::model::NamedOrBlankNode;
    use proptest::prelude::*;

    fn quads(lines: &str) -> Quads {
        read(lines.as_bytes(), Format::NQuads)
            .unwrap()
            .into_iter()
            .collect()
    }

    const ONE: &str = "<https://e.org/s> <https://e.org/p> \"臺灣\"@zh-Hant <https://e.org/g> .\n";
    const TWO: &str = "<https://e.org/s> <https://e.org/p> \"Taiwan\"@en <https://e.org/g> .\n";

    #[test]
    fn the_same_graph_passes_in_any_order_and_case_of_tags() {
        let file = format!("{ONE}{TWO}").replace("zh-Hant", "ZH-HANT");
        check(
            file.as_bytes(),
            Format::NQuads,
            &quads(&format!("{TWO}{ONE}")),
        )
        .unwrap();
    }

    #[test]
    fn a_lost_and_a_foreign_triple_are_named() {
        let error = check(ONE.as_bytes(), Format::NQuads, &quads(TWO)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the nq file holds another graph\
             ; missing: <https://e.org/s> <https://e.org/p> \"Taiwan\"@en <https://e.org/g>\
             ; unexpected: <https://e.org/s> <https://e.org/p> \"臺灣\"@zh-hant <https://e.org/g>"
        );
        assert_eq!(error.code(), "reread-differs");
    }

    #[test]
    fn a_repeated_triple_is_refused() {
        let file = format!("{ONE}{ONE}");
        let error = check(file.as_bytes(), Format::NQuads, &quads(ONE)).unwrap_err();
        assert_eq!(error.code(), "reread-repeated");
    }

    #[test]
    fn half_a_file_is_refused() {
        let error = check(&ONE.as_bytes()[..30], Format::NQuads, &quads(ONE)).unwrap_err();
        assert_eq!(error.code(), "reread-syntax");
    }

    #[test]
    fn a_blank_node_is_refused() {
        let with_blank = quads("_:b <https://e.org/p> <https://e.org/o> .\n");
        let error = check(&b""[..], Format::NTriples, &with_blank).unwrap_err();
        assert_eq!(error.code(), "reread-blank-node");
    }

    proptest! {
        /// What is written comes back, from every format and for any text that XML can hold.
        #[test]
        fn every_format_round_trips(
            rows in prop::collection::vec(
                (
                    "[a-z臺/.:~‧(-]{0,4}", "[a-z]{1,2}",
                    "[^\u{0}-\u{8}\u{b}\u{c}\u{e}-\u{1f}\u{fffe}\u{ffff}]{0,5}|[ \r\n\t\"'<>&\\\\]{0,6}",
                    prop::option::of("zh-Hant|en|zh-TW"), "[ab]",
                ),
                0..12,
            ),
        ) {
            let node = |path: &str, key: &str| NamedNode::new(format!("https://e.org/{path}/{key}")).unwrap();
            let quads: Quads = rows
                .iter()
                .map(|(s, p, text, tag, graph)| {
                    let text = match tag {
                        Some(tag) => Literal::new_language_tagged_literal(text, tag).unwrap(),
                        None => Literal::from(text.as_str()),
                    };
                    Quad::new(NamedOrBlankNode::from(node("id", s)), node("ns", p), text, node("graph", graph))
                })
                .collect();
            let names = Names {
                base: Some("https://e.org/id/"),
                prefixes: &[("ns", "https://e.org/ns/"), ("g", "https://e.org/graph/"), ("a", "https://e.org/id/a")],
            };
            for format in Format::ALL {
                let mut file = Vec::new();
                dump::write(&quads, format, &names, &mut file).unwrap();
                let checked = check(file.as_slice(), format, &quads);
                prop_assert!(checked.is_ok(), "{:?}\n{}", checked, String::from_utf8_lossy(&file));
            }
        }
    }
}
