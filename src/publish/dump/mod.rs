//! A graph in the six formats of RDF 1.1, the same bytes whatever the order it was found in.

mod format;
mod lines;
mod literal;
mod numbered;
mod shorten;
mod turtle;
mod xml;

use std::io::{self, BufWriter, Write};

use oxigraph::io::RdfSerializer;
use oxigraph::model::{GraphNameRef, Quad, QuadRef, vocab::rdf};
use thiserror::Error;

use crate::graph::language::Tags;
use crate::graph::{Names, Quads, Rows};

pub use format::Format;

use turtle::Said;
use xml::CarriageReturns;

/// Why a graph could not be written.
#[derive(Debug, Error)]
pub enum DumpError {
    /// The writer failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A prefix or the base is not an IRI.
    #[error("`{0}` is not an IRI that can be a prefix or base")]
    Name(String),
    /// XML 1.0 has no way to write some control characters, not even escaped.
    #[error("a text of <{subject}> holds the character U+{:04X}, which XML cannot hold", u32::from(*character))]
    NotXml {
        /// The subject of the triple.
        subject: String,
        /// The character.
        character: char,
    },
}

impl DumpError {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io(_) => "dump-write",
            Self::Name(_) => "dump-name",
            Self::NotXml { .. } => "dump-not-xml",
        }
    }

    /// What to do.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Io(_) => None,
            Self::Name(_) => Some("check the base IRI in govrep.toml"),
            Self::NotXml { .. } => Some("use another format: only RDF/XML lacks this character"),
        }
    }
}

impl From<DumpError> for io::Error {
    fn from(error: DumpError) -> Self {
        match error {
            DumpError::Io(error) => error,
            other => Self::other(other),
        }
    }
}

/// A graph that can be dumped: its quads in the order of their lines, each once.
pub trait Sorted {
    /// The quads.
    fn rows(&self) -> impl Iterator<Item = QuadRef<'_>> + Clone;

    /// The triples of all graphs together, each once, as quads of the default graph.
    fn union(&self) -> impl Iterator<Item = QuadRef<'_>> + Clone;

    /// Writes [`Sorted::union`] as Turtle.
    #[doc(hidden)]
    fn turtle(
        &self,
        names: &Names<'_>,
        tags: &Tags<'_>,
        out: &mut impl Write,
    ) -> Result<(), DumpError>;

    /// The language tags of its texts.
    #[doc(hidden)]
    fn tags(&self) -> Tags<'_>;
}

impl Sorted for Quads {
    fn rows(&self) -> impl Iterator<Item = QuadRef<'_>> + Clone {
        self.iter().map(Quad::as_ref)
    }

    fn union(&self) -> impl Iterator<Item = QuadRef<'_>> + Clone {
        self.union()
    }

    fn turtle(
        &self,
        names: &Names<'_>,
        tags: &Tags<'_>,
        out: &mut impl Write,
    ) -> Result<(), DumpError> {
        turtle::write(self.union(), &Said::of(self.union()), names, tags, out)
    }

    fn tags(&self) -> Tags<'_> {
        Tags::of(self.iter().map(Into::into))
    }
}

impl Sorted for Rows {
    fn rows(&self) -> impl Iterator<Item = QuadRef<'_>> + Clone {
        self.iter()
    }

    fn union(&self) -> impl Iterator<Item = QuadRef<'_>> + Clone {
        self.union()
    }

    fn turtle(
        &self,
        names: &Names<'_>,
        tags: &Tags<'_>,
        out: &mut impl Write,
    ) -> Result<(), DumpError> {
        numbered::write(self, names, tags, out)
    }

    fn tags(&self) -> Tags<'_> {
        Tags::named(self.terms().tags())
    }
}

/// Writes a graph in one format.
///
/// Turtle, N-Triples, JSON-LD and RDF/XML hold the union of all graphs, each triple once;
/// N-Quads and TriG the named graphs. Lines of N-Triples and N-Quads are in byte order. The
/// others are grouped by subject, `rdf:type` first, then predicates and objects in order;
/// JSON-LD has a line for each subject. Of `names`, only prefixes that the graph uses are
/// written, sorted. Language tags stand in the case of
/// [BCP 47](crate::graph::language::bcp47_case) in all of them.
///
/// # Errors
///
/// When `out` fails, when a prefix is not an IRI, and for RDF/XML when a literal holds a
/// character that XML does not have (a form feed, say).
pub fn write(
    quads: &impl Sorted,
    format: Format,
    names: &Names<'_>,
    out: impl Write,
) -> Result<(), DumpError> {
    let tags = quads.tags();
    let mut out = BufWriter::with_capacity(1 << 16, out);
    match format {
        Format::NQuads => lines::write(quads.rows(), &tags, &mut out)?,
        Format::NTriples => lines::write(quads.union(), &tags, &mut out)?,
        Format::TriG => {
            let mut rows: Vec<QuadRef<'_>> = quads.rows().collect();
            // Stable: inside a graph the rows keep the order of the lines.
            rows.sort_by(|a, b| graph_key(a).cmp(&graph_key(b)));
            let said = Said::of(rows.iter().copied());
            turtle::write(rows.iter().copied(), &said, names, &tags, &mut out)?;
        }
        Format::Turtle => quads.turtle(names, &tags, &mut out)?,
        Format::RdfXml => {
            let rows: Vec<QuadRef<'_>> = quads.union().collect();
            write_rdf_xml(&rows, names, &tags, &mut out)?;
        }
        Format::JsonLd => {
            let rows: Vec<QuadRef<'_>> = quads.union().collect();
            write_json_ld(&rows, &tags, &mut out)?;
        }
    }
    out.flush()?;
    Ok(())
}

/// Writes the triples of one small document in the order in which they were said, so that what
/// matters stands first and the main language before the others.
///
/// Statements about one node should stand together; the graphs of the quads do not matter.
///
/// # Errors
///
/// As [`write()`].
pub fn write_in_order(
    said: &[Quad],
    format: Format,
    names: &Names<'_>,
    out: impl Write,
) -> Result<(), DumpError> {
    let tags = Tags::of(said.iter().map(Into::into));
    let mut rows: Vec<QuadRef<'_>> = said.iter().map(Into::into).collect();
    for row in &mut rows {
        row.graph_name = GraphNameRef::DefaultGraph;
    }
    let mut out = BufWriter::with_capacity(1 << 16, out);
    match format {
        Format::Turtle | Format::TriG => {
            let said = Said::of(rows.iter().copied());
            turtle::write(rows.iter().copied(), &said, names, &tags, &mut out)?;
        }
        Format::RdfXml => write_rdf_xml(&rows, names, &tags, &mut out)?,
        Format::JsonLd => write_json_ld(&rows, &tags, &mut out)?,
        Format::NTriples | Format::NQuads => lines::write(rows.into_iter(), &tags, &mut out)?,
    }
    out.flush()?;
    Ok(())
}

fn graph_key<'a>(quad: &QuadRef<'a>) -> Option<&'a str> {
    match quad.graph_name {
        GraphNameRef::NamedNode(name) => Some(name.as_str()),
        GraphNameRef::BlankNode(name) => Some(name.as_str()),
        GraphNameRef::DefaultGraph => None,
    }
}

/// RDF/XML, with the prefixes of its elements.
fn write_rdf_xml(
    rows: &[QuadRef<'_>],
    names: &Names<'_>,
    tags: &Tags<'_>,
    out: &mut impl Write,
) -> Result<(), DumpError> {
    for row in rows {
        xml::check(row)?;
    }
    let prefixes = shorten::element_prefixes(rows, names);
    let serializer = with_prefixes(Format::RdfXml, &prefixes)?;
    let mut serializer = serializer.for_writer(CarriageReturns(out));
    for subject in rows.chunk_by(is_of_block) {
        for row in types_first(subject) {
            serializer.serialize_quad(tags.cased(row))?;
        }
    }
    serializer.finish()?;
    Ok(())
}

/// Oxigraph's writer of a format, with prefixes.
fn with_prefixes(format: Format, prefixes: &[(&str, &str)]) -> Result<RdfSerializer, DumpError> {
    let mut serializer = RdfSerializer::from_format(format.in_oxigraph());
    for (prefix, namespace) in prefixes {
        serializer = serializer
            .with_prefix(*prefix, *namespace)
            .map_err(|_| DumpError::Name((*namespace).to_owned()))?;
    }
    Ok(serializer)
}

/// Whether two rows stand in one block: they are about one node, in one graph.
fn is_of_block(a: &QuadRef<'_>, b: &QuadRef<'_>) -> bool {
    a.subject == b.subject && a.graph_name == b.graph_name
}

fn types_first<'r, 'a>(subject: &'r [QuadRef<'a>]) -> impl Iterator<Item = QuadRef<'a>> + 'r {
    let types = subject.iter().filter(|row| row.predicate == rdf::TYPE);
    let others = subject.iter().filter(|row| row.predicate != rdf::TYPE);
    types.chain(others).copied()
}

/// JSON-LD in expanded form, a line for each subject, so that versions can be compared by line.
fn write_json_ld(
    rows: &[QuadRef<'_>],
    tags: &Tags<'_>,
    out: &mut impl Write,
) -> Result<(), DumpError> {
    out.write_all(b"[")?;
    let mut separator: &[u8] = b"\n";
    for subject in rows.chunk_by(is_of_block) {
        let mut serializer =
            RdfSerializer::from_format(Format::JsonLd.in_oxigraph()).for_writer(Vec::new());
        for row in types_first(subject) {
            serializer.serialize_quad(tags.cased(row))?;
        }
        let array = serializer.finish()?;
        let node = array
            .strip_prefix(b"[")
            .and_then(|rest| rest.trim_ascii_end().strip_suffix(b"]"))
            .ok_or_else(|| io::Error::other("the JSON-LD writer wrote no array"))?;
        out.write_all(separator)?;
        out.write_all(node)?;
        separator = b",\n";
    }
    out.write_all(b"\n]\n")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::rows::tests::{named, rows};
    use oxigraph::model::{Literal, NamedNode, Quad, Term, vocab::xsd};
    use proptest::prelude::*;

    const NAMES: Names<'static> = Names {
        base: Some("https://data.example.org/id/"),
        prefixes: &[
            ("schema", "https://schema.org/"),
            ("foaf", "http://xmlns.com/foaf/0.1/"),
            ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
            ("unused", "https://example.org/"),
            ("xsd", "http://www.w3.org/2001/XMLSchema#"),
        ],
    };

    fn iri(iri: &str) -> NamedNode {
        NamedNode::new(iri).unwrap()
    }

    fn id(path: &str) -> NamedNode {
        iri(&format!("https://data.example.org/id/{path}"))
    }

    fn quad(s: NamedNode, p: &str, o: impl Into<Term>, graph: &str) -> Quad {
        Quad::new(
            s,
            iri(p),
            o,
            iri(&format!("https://data.example.org/graph/{graph}")),
        )
    }

    fn example() -> Vec<Quad> {
        let label = "http://www.w3.org/2000/01/rdf-schema#label";
        let tagged = |text, tag| Literal::new_language_tagged_literal(text, tag).unwrap();
        vec![
            quad(id("person/唐鳳"), label, tagged("唐鳳", "zh-Hant"), "facts"),
            quad(
                id("person/唐鳳"),
                label,
                tagged("Audrey Tang", "en"),
                "facts",
            ),
            quad(
                id("person/唐鳳"),
                "http://xmlns.com/foaf/0.1/name",
                Literal::from("唐鳳"),
                "facts",
            ),
            quad(
                id("person/唐鳳"),
                rdf::TYPE.as_str(),
                iri("http://xmlns.com/foaf/0.1/Person"),
                "facts",
            ),
            quad(
                id("person/唐鳳"),
                rdf::TYPE.as_str(),
                iri("http://xmlns.com/foaf/0.1/Person"),
                "authority",
            ),
            quad(
                id("event/ogp"),
                "https://schema.org/startDate",
                Literal::new_typed_literal("2016-12-07", xsd::DATE),
                "facts",
            ),
            quad(
                id("event/ogp"),
                "https://schema.org/attendees",
                Literal::from(5),
                "facts",
            ),
        ]
    }

    fn dump(quads: &Quads, format: Format) -> String {
        let mut out = Vec::new();
        write(quads, format, &NAMES, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn turtle_has_used_prefixes_types_first_and_bcp_47_tags() {
        assert_eq!(
            dump(&Quads::new(example()), Format::Turtle),
            "@base <https://data.example.org/id/> .\n\
             @prefix foaf: <http://xmlns.com/foaf/0.1/> .\n\
             @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\
             @prefix schema: <https://schema.org/> .\n\
             @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n\
             \n\
             <event/ogp> schema:attendees 5 ;\n\
             \tschema:startDate \"2016-12-07\"^^xsd:date .\n\
             <person/唐鳳> a foaf:Person ;\n\
             \trdfs:label \"Audrey Tang\"@en , \"唐鳳\"@zh-Hant ;\n\
             \tfoaf:name \"唐鳳\" .\n"
        );
    }

    #[test]
    fn n_quads_are_in_byte_order_and_n_triples_hold_each_triple_once() {
        let quads = Quads::new(example());
        let n_quads = dump(&quads, Format::NQuads);
        assert!(n_quads.lines().is_sorted());
        assert_eq!(n_quads.lines().count(), 7);
        let n_triples = dump(&quads, Format::NTriples);
        assert!(n_triples.lines().is_sorted());
        assert_eq!(n_triples.lines().count(), 6);
        assert!(n_triples.contains("\"唐鳳\"@zh-Hant ."));
    }

    #[test]
    fn json_ld_has_a_line_for_each_subject() {
        let json_ld = dump(&Quads::new(example()), Format::JsonLd);
        assert_eq!(json_ld.lines().count(), 4);
        assert!(json_ld.contains(r#"{"@language":"zh-Hant","@value":"唐鳳"}"#));
    }

    #[test]
    fn rdf_xml_declares_the_prefixes_of_its_elements() {
        let rdf_xml = dump(&Quads::new(example()), Format::RdfXml);
        assert!(rdf_xml.contains("xmlns:foaf="), "{rdf_xml}");
        assert!(!rdf_xml.contains("xmlns:xsd="), "{rdf_xml}");
        assert!(rdf_xml.contains("xml:lang=\"zh-Hant\""), "{rdf_xml}");
    }

    #[test]
    fn no_format_shows_the_lower_case_tags_of_the_model() {
        for format in Format::ALL {
            let text = dump(&Quads::new(example()), format);
            assert!(
                text.contains("zh-Hant") && !text.contains("zh-hant"),
                "{text}"
            );
        }
    }

    #[test]
    fn tri_g_has_the_named_graphs_in_order() {
        let tri_g = dump(&Quads::new(example()), Format::TriG);
        let authority = tri_g.find("<https://data.example.org/graph/authority> {");
        let facts = tri_g.find("<https://data.example.org/graph/facts> {");
        assert!(authority.is_some() && authority < facts, "{tri_g}");
    }

    #[test]
    fn the_order_of_the_input_does_not_matter() {
        let mut turned = example();
        turned.reverse();
        for format in Format::ALL {
            assert_eq!(
                dump(&Quads::new(example()), format),
                dump(&Quads::new(turned.clone()), format)
            );
        }
    }

    #[test]
    fn an_empty_graph_is_a_valid_file_of_each_format() {
        for format in Format::ALL {
            let text = dump(&Quads::default(), format);
            assert!(
                crate::publish::reread::check(text.as_bytes(), format, &Quads::default()).is_ok(),
                "{format:?}: {text}"
            );
        }
    }

    #[test]
    fn a_form_feed_cannot_be_written_as_rdf_xml() {
        let quads = Quads::new(vec![quad(
            id("passage/1"),
            "http://www.w3.org/ns/oa#exact",
            Literal::from("壹、\u{c}目的"),
            "text",
        )]);
        let error = write(&quads, Format::RdfXml, &NAMES, Vec::new()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "a text of <https://data.example.org/id/passage/1> holds the character U+000C, \
             which XML cannot hold"
        );
        assert_eq!(error.code(), "dump-not-xml");
    }

    #[test]
    fn a_full_disk_is_an_error() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        for format in Format::ALL {
            let error = write(&Quads::new(example()), format, &NAMES, Full).unwrap_err();
            assert!(matches!(error, DumpError::Io(e) if e.kind() == io::ErrorKind::StorageFull));
        }
    }

    proptest! {
        #[test]
        fn the_same_is_written_of_rows_as_of_quads(quads in named()) {
            let mut said = rows(&quads);
            said.sort();
            let names = Names {
                base: Some("https://example.org/"),
                prefixes: &[("e", "https://example.org/"), ("x", "http://www.w3.org/2001/XMLSchema#")],
            };
            for format in Format::ALL {
                let (mut of_rows, mut of_quads) = (Vec::new(), Vec::new());
                let one = write(&said, format, &names, &mut of_rows);
                let other = write(&Quads::new(quads.clone()), format, &names, &mut of_quads);
                prop_assert_eq!(one.is_ok(), other.is_ok());
                prop_assert_eq!(of_rows, of_quads);
            }
        }
    }
}
