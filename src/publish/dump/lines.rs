//! N-Triples and N-Quads: a line for each row.

use std::io::{self, Write};

use oxigraph::model::{
    GraphNameRef, LiteralRef, NamedOrBlankNodeRef, QuadRef, TermRef,
    vocab::{rdf, xsd},
};

use super::literal::write_quoted;
use crate::graph::language::Tags;

/// Writes rows as lines; those of the default graph are lines of N-Triples.
///
/// The terms are copied where they lie. Oxigraph's writer formats each of them, which takes
/// three times as long; a test holds the lines to it.
pub(super) fn write<'q>(
    rows: impl Iterator<Item = QuadRef<'q>>,
    tags: &Tags<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    // What a line begins with and ends with is mostly that of the line before.
    let (mut line, mut ending) = (Vec::new(), Vec::new());
    let (mut after_subject, mut after_predicate) = (0, 0);
    let mut last: Option<QuadRef<'_>> = None;
    for row in rows {
        let is_again = last.is_some_and(|last| is_one(subject(last), subject(row)));
        if !is_again {
            line.clear();
            match row.subject {
                NamedOrBlankNodeRef::NamedNode(node) => write_iri(node.as_str(), &mut line)?,
                NamedOrBlankNodeRef::BlankNode(node) => write!(line, "{node}")?,
            }
            line.push(b' ');
            after_subject = line.len();
        }
        let before = last.map(|last| last.predicate.as_str());
        if !is_again || !before.is_some_and(|before| is_one(before, row.predicate.as_str())) {
            line.truncate(after_subject);
            write_iri(row.predicate.as_str(), &mut line)?;
            line.push(b' ');
            after_predicate = line.len();
        }
        line.truncate(after_predicate);
        match row.object {
            TermRef::NamedNode(node) => write_iri(node.as_str(), &mut line)?,
            TermRef::Literal(literal) => write_literal(literal, tags, &mut line)?,
            other => write!(line, "{other}")?,
        }
        let before = last.and_then(graph);
        if last.is_none() || !before.zip(graph(row)).is_some_and(|(a, b)| is_one(a, b)) {
            ending.clear();
            match row.graph_name {
                GraphNameRef::DefaultGraph => {}
                GraphNameRef::NamedNode(node) => {
                    ending.push(b' ');
                    write_iri(node.as_str(), &mut ending)?;
                }
                GraphNameRef::BlankNode(node) => write!(ending, " {node}")?,
            }
            ending.extend_from_slice(b" .\n");
        }
        line.extend_from_slice(&ending);
        out.write_all(&line)?;
        last = Some(row);
    }
    Ok(())
}

/// Whether two texts are one in memory, as those of terms that are kept once are.
fn is_one(a: &str, b: &str) -> bool {
    std::ptr::eq(a, b)
}

fn subject(row: QuadRef<'_>) -> &str {
    match row.subject {
        NamedOrBlankNodeRef::NamedNode(node) => node.as_str(),
        NamedOrBlankNodeRef::BlankNode(node) => node.as_str(),
    }
}

fn graph(row: QuadRef<'_>) -> Option<&str> {
    match row.graph_name {
        GraphNameRef::NamedNode(name) => Some(name.as_str()),
        _ => None,
    }
}

fn write_iri(iri: &str, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"<")?;
    out.write_all(iri.as_bytes())?;
    out.write_all(b">")
}

fn write_literal(literal: LiteralRef<'_>, tags: &Tags<'_>, out: &mut impl Write) -> io::Result<()> {
    let datatype = literal.datatype();
    match literal.language() {
        Some(tag) if datatype == rdf::LANG_STRING => {
            write_quoted(literal.value(), out)?;
            out.write_all(b"@")?;
            out.write_all(tags.case_of(tag).as_bytes())
        }
        Some(_) => write!(out, "{literal}"),
        None if datatype == xsd::STRING => write_quoted(literal.value(), out),
        None => {
            write_quoted(literal.value(), out)?;
            out.write_all(b"^^")?;
            write_iri(datatype.as_str(), out)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::quads::tests::quad;
    use oxigraph::io::{RdfFormat, RdfSerializer};
    use oxigraph::model::Quad;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_lines_are_those_of_oxigraph(quads in prop::collection::vec(quad(), 0..20)) {
            let tags = Tags::of(quads.iter().map(Into::into));
            let rows = || quads.iter().map(Quad::as_ref);
            let mut lines = Vec::new();
            write(rows(), &tags, &mut lines).unwrap();
            let mut serializer = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(Vec::new());
            for row in rows() {
                serializer.serialize_quad(tags.cased(row)).unwrap();
            }
            let expected = serializer.finish().unwrap();
            prop_assert_eq!(String::from_utf8(lines), String::from_utf8(expected));
        }
    }
}
