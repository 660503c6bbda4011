//! Turtle and TriG: the base, the prefixes by name, then a block for each subject.
//!
//! A dump says the same few thousand IRIs again and again. Oxigraph's writer tries all prefixes
//! on each of them and formats it piece by piece, which was two thirds of the work of writing a
//! dump. So it is asked once what it writes for an IRI, and what is added here is what stands
//! between the terms; a test holds the bytes to those that it writes by itself.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use oxigraph::io::{RdfFormat, RdfSerializer, WriterQuadSerializer};
use oxigraph::model::{
    GraphNameRef, LiteralRef, NamedNodeRef, NamedOrBlankNodeRef, QuadRef, TermRef,
    vocab::{rdf, xsd},
};
use rustc_hash::FxHashMap;

use super::DumpError;
use super::literal::write_quoted;
use super::shorten::{Prefixes, relative};
use crate::graph::Names;
use crate::graph::language::Tags;

/// Writes rows, those about one node in one graph together and the types of it first.
pub(super) fn write<'q>(
    rows: impl Iterator<Item = QuadRef<'q>> + Clone,
    names: &Names<'_>,
    tags: &Tags<'_>,
    out: &mut impl Write,
) -> Result<(), DumpError> {
    if let Some(base) = names.base {
        let base = NamedNodeRef::new(base).map_err(|_| DumpError::Name(base.to_owned()))?;
        writeln!(out, "@base {base} .")?;
    }
    let forms = Forms::of(rows.clone(), names)?;
    write_head(&forms.prefixes, out)?;
    let mut writer = Writer {
        forms,
        tags,
        out,
        graph: GraphNameRef::DefaultGraph,
        last: None,
    };
    let mut rows = rows.peekable();
    let mut others: Vec<QuadRef<'_>> = Vec::new();
    while let Some(row) = rows.next() {
        if row.predicate == rdf::TYPE {
            writer.row(row)?;
        } else {
            others.push(row);
        }
        if !rows
            .peek()
            .is_some_and(|next| super::is_of_block(next, &row))
        {
            for other in others.drain(..) {
                writer.row(other)?;
            }
        }
    }
    writer.finish()?;
    Ok(())
}

/// Writes the prefixes by name, where people look for them, and an empty line after them.
fn write_head(prefixes: &[(&str, &str)], out: &mut impl Write) -> io::Result<()> {
    let lines = prefixes.iter();
    let mut lines: Vec<String> = lines
        .map(|(prefix, namespace)| format!("@prefix {prefix}: <{namespace}> .\n"))
        .collect();
    lines.sort_unstable();
    for line in &lines {
        out.write_all(line.as_bytes())?;
    }
    if !lines.is_empty() {
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// What is written for the IRIs of some rows.
struct Forms<'n, 'q> {
    /// The prefixes that are used.
    prefixes: Vec<(&'n str, &'n str)>,
    /// Subjects, objects and graphs, which are made relative to the base.
    nodes: FxHashMap<&'q str, String>,
    /// Predicates and datatypes, which never are.
    words: FxHashMap<&'q str, String>,
    oxigraph: Oxigraph,
}

impl<'n, 'q> Forms<'n, 'q> {
    fn of(rows: impl Iterator<Item = QuadRef<'q>>, names: &Names<'n>) -> Result<Self, DumpError> {
        let mut nodes: FxHashMap<&str, String> = FxHashMap::default();
        let mut words: FxHashMap<&str, String> = FxHashMap::default();
        let mut last: Option<QuadRef<'_>> = None;
        for row in rows {
            // Most rows are about the node of the row before, in its graph.
            if let NamedOrBlankNodeRef::NamedNode(node) = row.subject
                && last.is_none_or(|last| last.subject != row.subject)
            {
                nodes.entry(node.as_str()).or_default();
            }
            if let GraphNameRef::NamedNode(node) = row.graph_name
                && last.is_none_or(|last| last.graph_name != row.graph_name)
            {
                nodes.entry(node.as_str()).or_default();
            }
            // Turtle has a word of its own for `rdf:type`.
            if row.predicate != rdf::TYPE {
                words.entry(row.predicate.as_str()).or_default();
            }
            match row.object {
                TermRef::NamedNode(node) => {
                    nodes.entry(node.as_str()).or_default();
                }
                TermRef::Literal(literal) if !is_unnamed(literal.datatype()) => {
                    words.entry(literal.datatype().as_str()).or_default();
                }
                _ => {}
            }
            last = Some(row);
        }
        let mut used = Prefixes::new(names);
        let path = |iri: &'q str| relative(names, iri);
        let whole = nodes.keys().filter(|iri| path(iri).is_none());
        for iri in whole.chain(words.keys()) {
            used.see(iri);
        }
        let prefixes = used.used();
        let mut oxigraph = Oxigraph::new(&prefixes)?;
        for (iri, form) in &mut nodes {
            let iri = path(iri).unwrap_or(iri);
            *form = oxigraph.form(NamedNodeRef::new_unchecked(iri))?;
        }
        for (iri, form) in &mut words {
            *form = oxigraph.form(NamedNodeRef::new_unchecked(iri))?;
        }
        Ok(Self {
            prefixes,
            nodes,
            words,
            oxigraph,
        })
    }
}

/// Whether Turtle writes literals of a datatype without naming it. Of numbers it is named where
/// the value is none, and then without the prefix, which nothing else may need.
fn is_unnamed(datatype: NamedNodeRef<'_>) -> bool {
    matches!(
        datatype,
        xsd::STRING | rdf::LANG_STRING | xsd::BOOLEAN | xsd::INTEGER | xsd::DECIMAL | xsd::DOUBLE
    )
}

/// Oxigraph's writer, asked for single terms.
struct Oxigraph {
    serializer: WriterQuadSerializer<Written>,
    written: Written,
}

/// What it has written.
#[derive(Clone, Default)]
struct Written(Rc<RefCell<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Oxigraph {
    fn new(prefixes: &[(&str, &str)]) -> Result<Self, DumpError> {
        let mut serializer = RdfSerializer::from_format(RdfFormat::Turtle);
        for (prefix, namespace) in prefixes {
            serializer = serializer
                .with_prefix(*prefix, *namespace)
                .map_err(|_| DumpError::Name((*namespace).to_owned()))?;
        }
        let written = Written::default();
        let mut oxigraph = Self {
            serializer: serializer.for_writer(written.clone()),
            written,
        };
        // The first row has the prefixes before it.
        oxigraph.write(rdf::TYPE.into())?;
        Ok(oxigraph)
    }

    fn write(&mut self, object: TermRef<'_>) -> io::Result<()> {
        self.written.0.borrow_mut().clear();
        let row = QuadRef::new(rdf::TYPE, rdf::TYPE, object, GraphNameRef::DefaultGraph);
        self.serializer.serialize_quad(row)
    }

    /// What it writes for a term that is an object.
    fn form<'t>(&mut self, term: impl Into<TermRef<'t>>) -> io::Result<String> {
        self.write(term.into())?;
        // All rows have one subject and one predicate, so the objects are a list.
        let written = self.written.0.borrow();
        let form = written.strip_prefix(b" , ").unwrap_or(&written);
        String::from_utf8(form.to_vec()).map_err(io::Error::other)
    }
}

/// Writes row after row.
struct Writer<'w, 'n, 'q, W> {
    forms: Forms<'n, 'q>,
    tags: &'w Tags<'w>,
    out: &'w mut W,
    graph: GraphNameRef<'q>,
    /// The row before.
    last: Option<QuadRef<'q>>,
}

impl<'q, W: Write> Writer<'_, '_, 'q, W> {
    fn row(&mut self, row: QuadRef<'q>) -> io::Result<()> {
        if row.graph_name != self.graph {
            self.close()?;
            self.open(row.graph_name)?;
        }
        match self.last {
            Some(last) if last.subject == row.subject => {
                if last.predicate == row.predicate {
                    self.out.write_all(b" , ")?;
                } else {
                    self.out.write_all(b" ;\n\t")?;
                    self.indent()?;
                    self.predicate(row.predicate)?;
                }
            }
            last => {
                if last.is_some() {
                    self.out.write_all(b" .\n")?;
                }
                self.indent()?;
                match row.subject {
                    NamedOrBlankNodeRef::NamedNode(node) => self.node(node)?,
                    NamedOrBlankNodeRef::BlankNode(node) => write!(self.out, "{node}")?,
                }
                self.out.write_all(b" ")?;
                self.predicate(row.predicate)?;
            }
        }
        self.last = Some(row);
        self.object(row.object)
    }

    /// Ends the last block, and the graph that is open.
    fn close(&mut self) -> io::Result<()> {
        if self.last.take().is_some() {
            self.out.write_all(b" .\n")?;
        }
        if self.graph != GraphNameRef::DefaultGraph {
            self.out.write_all(b"}\n")?;
        }
        Ok(())
    }

    fn open(&mut self, graph: GraphNameRef<'q>) -> io::Result<()> {
        self.graph = graph;
        match graph {
            GraphNameRef::DefaultGraph => return Ok(()),
            GraphNameRef::NamedNode(node) => self.node(node)?,
            GraphNameRef::BlankNode(node) => write!(self.out, "{node}")?,
        }
        self.out.write_all(b" {\n")
    }

    /// Lines in a graph stand one step further in.
    fn indent(&mut self) -> io::Result<()> {
        match self.graph {
            GraphNameRef::DefaultGraph => Ok(()),
            _ => self.out.write_all(b"\t"),
        }
    }

    fn node(&mut self, node: NamedNodeRef<'_>) -> io::Result<()> {
        let form = self.forms.nodes.get(node.as_str());
        self.out.write_all(form.map_or(b"", |form| form.as_bytes()))
    }

    fn word(&mut self, word: NamedNodeRef<'_>) -> io::Result<()> {
        let form = self.forms.words.get(word.as_str());
        self.out.write_all(form.map_or(b"", |form| form.as_bytes()))
    }

    /// The predicate, and the space after it.
    fn predicate(&mut self, predicate: NamedNodeRef<'_>) -> io::Result<()> {
        if predicate == rdf::TYPE {
            return self.out.write_all(b"a ");
        }
        self.word(predicate)?;
        self.out.write_all(b" ")
    }

    fn object(&mut self, object: TermRef<'_>) -> io::Result<()> {
        match object {
            TermRef::NamedNode(node) => self.node(node),
            TermRef::Literal(literal) => self.literal(literal),
            other => self.as_oxigraph(other),
        }
    }

    fn literal(&mut self, literal: LiteralRef<'_>) -> io::Result<()> {
        let (value, datatype) = (literal.value(), literal.datatype());
        match (datatype, literal.language()) {
            (xsd::STRING, None) => write_quoted(value, self.out),
            (rdf::LANG_STRING, Some(tag)) => {
                write_quoted(value, self.out)?;
                self.out.write_all(b"@")?;
                self.out.write_all(self.tags.case_of(tag).as_bytes())
            }
            (xsd::INTEGER, None) if is_natural(value) => self.out.write_all(value.as_bytes()),
            (datatype, None) if !is_unnamed(datatype) => {
                write_quoted(value, self.out)?;
                self.out.write_all(b"^^")?;
                self.word(datatype)
            }
            _ => self.as_oxigraph(literal.into()),
        }
    }

    fn as_oxigraph(&mut self, term: TermRef<'_>) -> io::Result<()> {
        let form = self.forms.oxigraph.form(term)?;
        self.out.write_all(form.as_bytes())
    }

    fn finish(mut self) -> io::Result<()> {
        self.close()
    }
}

/// Whether a value is a number that needs neither quotes nor a datatype, as nearly all are.
fn is_natural(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::quads::tests::quad;
    use oxigraph::model::Quad;
    use proptest::prelude::*;

    const NAMES: Names<'static> = Names {
        base: None,
        prefixes: &[
            ("e", "https://example.org/"),
            ("ea", "https://example.org/a"),
            ("xsd", "http://www.w3.org/2001/XMLSchema#"),
        ],
    };

    /// The lines that Oxigraph writes by itself, prefixes and all, in some order.
    fn expected(quads: &[Quad], format: RdfFormat, prefixes: &[(&str, &str)]) -> String {
        let tags = Tags::of(quads.iter().map(Into::into));
        let mut serializer = RdfSerializer::from_format(format);
        for (prefix, namespace) in prefixes {
            serializer = serializer.with_prefix(*prefix, *namespace).unwrap();
        }
        let mut serializer = serializer.for_writer(Vec::new());
        for quad in quads {
            serializer
                .serialize_quad(tags.cased(quad.as_ref()))
                .unwrap();
        }
        let text = String::from_utf8(serializer.finish().unwrap()).unwrap();
        let is_prefix = |line: &&str| line.starts_with("@prefix");
        text.split_inclusive('\n')
            .filter(|l| !is_prefix(l))
            .collect()
    }

    fn written(quads: &[Quad]) -> (String, Vec<(&'static str, &'static str)>) {
        let tags = Tags::of(quads.iter().map(Into::into));
        let rows = || quads.iter().map(Quad::as_ref);
        let mut out = Vec::new();
        write(rows(), &NAMES, &tags, &mut out).unwrap();
        let forms = Forms::of(rows(), &NAMES).unwrap();
        let text = String::from_utf8(out).unwrap();
        let body = text
            .split_inclusive('\n')
            .filter(|line| !line.starts_with("@prefix"));
        let body: String = body.collect();
        let body = body.strip_prefix('\n').unwrap_or(&body).to_owned();
        (body, forms.prefixes)
    }

    proptest! {
        #[test]
        fn the_body_is_that_of_oxigraph(quads in prop::collection::vec(quad(), 0..20)) {
            let (body, prefixes) = written(&quads);
            prop_assert_eq!(body, expected(&quads, RdfFormat::TriG, &prefixes));
        }
    }

    proptest! {
        #[test]
        fn so_are_numbers(values in prop::collection::vec("[-+]?[0-9]{0,3}[.e]?[0-9]{0,2}|true", 1..6)) {
            use oxigraph::model::{Literal, NamedNode};
            let node = NamedNode::new_unchecked("https://example.org/a");
            let types = [xsd::INTEGER, xsd::DECIMAL, xsd::DOUBLE, xsd::BOOLEAN, xsd::DATE];
            let quads: Vec<Quad> = values
                .iter()
                .flat_map(|value| types.map(|of| Literal::new_typed_literal(value, of)))
                .map(|value| Quad::new(node.clone(), node.clone(), value, GraphNameRef::DefaultGraph))
                .collect();
            let (body, prefixes) = written(&quads);
            prop_assert_eq!(body, expected(&quads, RdfFormat::Turtle, &prefixes));
        }
    }
}
