//! Turtle and TriG: the base, the prefixes by name, then a block for each subject.
//!
//! A dump says the same few thousand IRIs again and again. Oxigraph's writer tries all prefixes
//! on each of them and formats it piece by piece, which was two thirds of the work of writing a
//! dump. So it is asked once what it writes for an IRI, and what is added here is what stands
//! between the terms; a test holds the bytes to those that it writes by itself.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use oxigraph::io::WriterQuadSerializer;
use oxigraph::model::{
    GraphNameRef, LiteralRef, NamedNodeRef, NamedOrBlankNodeRef, QuadRef, TermRef,
    vocab::{rdf, xsd},
};
use rustc_hash::FxHashMap;

use super::literal::write_quoted;
use super::shorten::{Prefixes, relative};
use super::{DumpError, Format};
use crate::graph::Names;
use crate::graph::language::Tags;

/// Writes rows, those about one node in one graph together and the types of it first.
pub(super) fn write<'q>(
    rows: impl Iterator<Item = QuadRef<'q>>,
    said: &Said<'q>,
    names: &Names<'_>,
    tags: &Tags<'_>,
    out: &mut impl Write,
) -> Result<(), DumpError> {
    let forms = Forms::of(&said.iris, names)?;
    write_head(names, &forms.prefixes, out)?;
    let mut writer = Writer {
        oxigraph: Oxigraph::new(&forms.prefixes)?,
        forms: &forms,
        tags,
        out,
        graph: GraphNameRef::DefaultGraph,
        last: None,
    };
    let mut rows = rows.zip(&said.rows).peekable();
    let mut others: Vec<(QuadRef<'_>, &Places)> = Vec::new();
    while let Some((row, places)) = rows.next() {
        if places.predicate == Verb::Type {
            writer.row(row, places)?;
        } else {
            others.push((row, places));
        }
        if rows
            .peek()
            .is_none_or(|(_, next)| next.block != places.block)
        {
            for (other, places) in others.drain(..) {
                writer.row(other, places)?;
            }
        }
    }
    writer.finish()?;
    Ok(())
}

/// Writes the base, then the prefixes by name, where people look for them, and an empty line after
/// them.
pub(super) fn write_head(
    names: &Names<'_>,
    prefixes: &[(&str, &str)],
    out: &mut impl Write,
) -> Result<(), DumpError> {
    if let Some(base) = names.base {
        let base = NamedNodeRef::new(base).map_err(|_| DumpError::Name(base.to_owned()))?;
        writeln!(out, "@base {base} .")?;
    }
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

/// What is written for some IRIs.
struct Forms<'n, 'q> {
    /// The prefixes that are used.
    prefixes: Vec<(&'n str, &'n str)>,
    of_iris: Vec<Form<'q>>,
}

/// What is written for an IRI.
enum Form<'q> {
    /// A path below the base, between angle brackets.
    Path(&'q str),
    /// What Oxigraph writes.
    Whole(String),
}

impl Form<'_> {
    /// The form of a word, which is no path.
    fn whole(&self) -> Option<&str> {
        match self {
            Self::Path(_) => None,
            Self::Whole(form) => Some(form),
        }
    }
}

/// The IRIs that some rows say.
#[derive(Default)]
pub(super) struct Said<'q> {
    /// Each of them, and whether it is a node: a subject, object or graph, which is made relative
    /// to the base. Predicates and datatypes never are.
    iris: Vec<(&'q str, bool)>,
    /// For each row the places of its IRIs.
    rows: Vec<Places>,
}

/// The places of the IRIs of a row among all: of its subject, its predicate, its object or the
/// datatype of it, and its graph.
#[derive(Clone, Copy, Default)]
struct Places {
    subject: u32,
    predicate: Verb,
    object: u32,
    graph: u32,
    /// The number of the block: rows about one node in one graph, together.
    block: u32,
}

/// How a predicate is written.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Verb {
    /// By the word of Turtle for `rdf:type`.
    #[default]
    Type,
    /// By what is written for its IRI, at its place among all.
    Iri(u32),
}

/// IRIs that are met one after the other, each with its place.
#[derive(Default)]
struct Seen<'q> {
    nodes: FxHashMap<&'q str, u32>,
    words: FxHashMap<&'q str, u32>,
    iris: Vec<(&'q str, bool)>,
}

impl<'q> Seen<'q> {
    fn node(&mut self, node: NamedNodeRef<'q>) -> u32 {
        let next = place_of(self.iris.len());
        *self.nodes.entry(node.as_str()).or_insert_with(|| {
            self.iris.push((node.as_str(), true));
            next
        })
    }

    fn word(&mut self, word: NamedNodeRef<'q>) -> u32 {
        let next = place_of(self.iris.len());
        *self.words.entry(word.as_str()).or_insert_with(|| {
            self.iris.push((word.as_str(), false));
            next
        })
    }
}

impl<'q> Said<'q> {
    pub(super) fn of(quads: impl Iterator<Item = QuadRef<'q>>) -> Self {
        let mut seen = Seen::default();
        let mut rows: Vec<Places> = Vec::with_capacity(quads.size_hint().1.unwrap_or_default());
        let mut last: Option<(QuadRef<'_>, Places)> = None;
        for row in quads {
            let mut places = Places::default();
            // Most rows are about the node of the row before, in its graph.
            match (last, row.subject) {
                (Some((last, before)), subject) if last.subject == subject => {
                    places.subject = before.subject;
                }
                (_, NamedOrBlankNodeRef::NamedNode(node)) => places.subject = seen.node(node),
                _ => {}
            }
            match (last, row.graph_name) {
                (_, GraphNameRef::DefaultGraph) => {}
                (Some((last, before)), graph) if last.graph_name == graph => {
                    places.graph = before.graph;
                }
                (_, GraphNameRef::NamedNode(node)) => places.graph = seen.node(node),
                _ => {}
            }
            places.predicate = match last {
                Some((last, before)) if last.predicate == row.predicate => before.predicate,
                _ if row.predicate == rdf::TYPE => Verb::Type,
                _ => Verb::Iri(seen.word(row.predicate)),
            };
            if let Some((last, before)) = last {
                places.block = before.block + u32::from(!super::is_of_block(&last, &row));
            }
            match row.object {
                TermRef::NamedNode(node) => places.object = seen.node(node),
                TermRef::Literal(literal) if !is_unnamed(literal.datatype()) => {
                    places.object = seen.word(literal.datatype());
                }
                _ => {}
            }
            rows.push(places);
            last = Some((row, places));
        }
        Self {
            iris: seen.iris,
            rows,
        }
    }
}

pub(super) fn place_of(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl<'n, 'q> Forms<'n, 'q> {
    fn of(iris: &[(&'q str, bool)], names: &Names<'n>) -> Result<Self, DumpError> {
        let mut used = Prefixes::new(names);
        let paths = iris.iter().map(|&(iri, is_node)| {
            let path = is_node.then(|| relative(names, iri)).flatten();
            if path.is_none() {
                used.see(iri);
            }
            (iri, path)
        });
        let paths: Vec<(&str, Option<&str>)> = paths.collect();
        let prefixes = used.used();
        let mut oxigraph = Oxigraph::new(&prefixes)?;
        let forms = paths.into_iter().map(|(iri, path)| match path {
            Some(path) => Ok(Form::Path(path)),
            None => Ok(Form::Whole(
                oxigraph.form(NamedNodeRef::new_unchecked(iri))?,
            )),
        });
        Ok(Self {
            of_iris: forms.collect::<io::Result<_>>()?,
            prefixes,
        })
    }
}

/// Whether Turtle writes literals of a datatype without naming it. Of numbers it is named where
/// the value is none, and then without the prefix, which nothing else may need.
pub(super) fn is_unnamed(datatype: NamedNodeRef<'_>) -> bool {
    matches!(
        datatype,
        xsd::STRING | rdf::LANG_STRING | xsd::BOOLEAN | xsd::INTEGER | xsd::DECIMAL | xsd::DOUBLE
    )
}

/// Oxigraph's writer, asked for single terms.
pub(super) struct Oxigraph {
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
    pub(super) fn new(prefixes: &[(&str, &str)]) -> Result<Self, DumpError> {
        let serializer = super::with_prefixes(Format::Turtle, prefixes)?;
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
    pub(super) fn form<'t>(&mut self, term: impl Into<TermRef<'t>>) -> io::Result<String> {
        self.write(term.into())?;
        // All rows have one subject and one predicate, so the objects are a list.
        let written = self.written.0.borrow();
        let form = written.strip_prefix(b" , ").unwrap_or(&written);
        String::from_utf8(form.to_vec()).map_err(io::Error::other)
    }
}

/// Writes row after row.
struct Writer<'w, 'q, W> {
    forms: &'w Forms<'w, 'q>,
    oxigraph: Oxigraph,
    tags: &'w Tags<'w>,
    out: &'w mut W,
    graph: GraphNameRef<'q>,
    /// The row before: its block and its predicate.
    last: Option<(u32, Verb)>,
}

impl<'q, W: Write> Writer<'_, 'q, W> {
    fn row(&mut self, row: QuadRef<'q>, places: &Places) -> io::Result<()> {
        match self.last {
            Some(before) if before == (places.block, places.predicate) => {
                self.out.write_all(b" , ")?;
            }
            Some((block, _)) if block == places.block => {
                self.out.write_all(b" ;\n\t")?;
                self.indent()?;
                self.verb(places.predicate)?;
            }
            _ => {
                if row.graph_name != self.graph {
                    self.close()?;
                    self.open(row.graph_name, places)?;
                }
                if self.last.is_some() {
                    self.out.write_all(b" .\n")?;
                }
                self.indent()?;
                match row.subject {
                    NamedOrBlankNodeRef::NamedNode(_) => self.form(places.subject)?,
                    NamedOrBlankNodeRef::BlankNode(node) => write!(self.out, "{node}")?,
                }
                self.out.write_all(b" ")?;
                self.verb(places.predicate)?;
            }
        }
        self.last = Some((places.block, places.predicate));
        match row.object {
            TermRef::NamedNode(_) => self.form(places.object),
            TermRef::Literal(literal) => {
                let datatype = self.forms.of_iris.get(places.object as usize);
                let datatype = datatype.and_then(Form::whole);
                write_literal(literal, datatype, self.tags, &mut self.oxigraph, self.out)
            }
            other => self.out.write_all(self.oxigraph.form(other)?.as_bytes()),
        }
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

    fn open(&mut self, graph: GraphNameRef<'q>, places: &Places) -> io::Result<()> {
        self.graph = graph;
        match graph {
            GraphNameRef::DefaultGraph => return Ok(()),
            GraphNameRef::NamedNode(_) => self.form(places.graph)?,
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

    fn form(&mut self, place: u32) -> io::Result<()> {
        match self.forms.of_iris.get(place as usize) {
            Some(Form::Path(path)) => {
                self.out.write_all(b"<")?;
                self.out.write_all(path.as_bytes())?;
                self.out.write_all(b">")
            }
            Some(Form::Whole(form)) => self.out.write_all(form.as_bytes()),
            None => Err(io::Error::other("a term without a form")),
        }
    }

    /// The predicate, and the space after it.
    fn verb(&mut self, verb: Verb) -> io::Result<()> {
        match verb {
            Verb::Type => self.out.write_all(b"a ")?,
            Verb::Iri(place) => {
                self.form(place)?;
                self.out.write_all(b" ")?;
            }
        }
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        self.close()
    }
}

/// Writes a literal; `datatype` is what is written for its datatype, where that has a form.
pub(super) fn write_literal(
    literal: LiteralRef<'_>,
    datatype: Option<&str>,
    tags: &Tags<'_>,
    oxigraph: &mut Oxigraph,
    out: &mut impl Write,
) -> io::Result<()> {
    let value = literal.value();
    match (literal.language(), literal.datatype()) {
        (None, xsd::STRING) => write_quoted(value, out),
        (Some(tag), rdf::LANG_STRING) => {
            write_quoted(value, out)?;
            out.write_all(b"@")?;
            out.write_all(tags.case_of(tag).as_bytes())
        }
        (None, xsd::INTEGER) if is_natural(value) => out.write_all(value.as_bytes()),
        (None, of) if !is_unnamed(of) => {
            write_quoted(value, out)?;
            out.write_all(b"^^")?;
            out.write_all(datatype.unwrap_or_default().as_bytes())
        }
        _ => out.write_all(oxigraph.form(literal)?.as_bytes()),
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
    use oxigraph::io::{RdfFormat, RdfSerializer};
    use oxigraph::model::Quad;
    use proptest::prelude::*;

    const PREFIXES: &[(&str, &str)] = &[
        ("e", "https://example.org/"),
        ("ea", "https://example.org/a"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ];

    const NAMES: Names<'static> = Names {
        base: None,
        prefixes: PREFIXES,
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

    fn written(
        quads: &[Quad],
        names: &Names<'static>,
    ) -> (String, Vec<(&'static str, &'static str)>) {
        let tags = Tags::of(quads.iter().map(Into::into));
        let rows = || quads.iter().map(Quad::as_ref);
        let mut out = Vec::new();
        let said = Said::of(rows());
        write(rows(), &said, names, &tags, &mut out).unwrap();
        let forms = Forms::of(&said.iris, names).unwrap();
        let text = String::from_utf8(out).unwrap();
        let body = text
            .split_inclusive('\n')
            .filter(|line| !line.starts_with('@'));
        let body: String = body.collect();
        let body = body.strip_prefix('\n').unwrap_or(&body).to_owned();
        (body, forms.prefixes)
    }

    proptest! {
        #[test]
        fn the_body_is_that_of_oxigraph(quads in prop::collection::vec(quad(), 0..20)) {
            let (body, prefixes) = written(&quads, &NAMES);
            prop_assert_eq!(body, expected(&quads, RdfFormat::TriG, &prefixes));
        }
    }

    proptest! {
        #[test]
        fn what_lies_below_the_base_is_a_path(quads in prop::collection::vec(quad(), 0..20)) {
            let names = Names { base: Some("https://example.org/"), prefixes: PREFIXES };
            let (body, prefixes) = written(&quads, &names);
            let path = |node: &oxigraph::model::NamedNode| {
                let path = relative(&names, node.as_str()).unwrap_or(node.as_str());
                oxigraph::model::NamedNode::new_unchecked(path)
            };
            let mut short = quads.clone();
            for quad in &mut short {
                use oxigraph::model::{GraphName, NamedOrBlankNode, Term};
                if let NamedOrBlankNode::NamedNode(node) = &mut quad.subject {
                    *node = path(node);
                }
                if let Term::NamedNode(node) = &mut quad.object {
                    *node = path(node);
                }
                if let GraphName::NamedNode(node) = &mut quad.graph_name {
                    *node = path(node);
                }
            }
            prop_assert_eq!(body, expected(&short, RdfFormat::TriG, &prefixes));
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
            let (body, prefixes) = written(&quads, &NAMES);
            prop_assert_eq!(body, expected(&quads, RdfFormat::Turtle, &prefixes));
        }
    }
}
