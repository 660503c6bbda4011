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
    for row in rows {
        match row.subject {
            NamedOrBlankNodeRef::NamedNode(node) => write_iri(node.as_str(), out)?,
            NamedOrBlankNodeRef::BlankNode(node) => write!(out, "{node}")?,
        }
        out.write_all(b" ")?;
        write_iri(row.predicate.as_str(), out)?;
        out.write_all(b" ")?;
        match row.object {
            TermRef::NamedNode(node) => write_iri(node.as_str(), out)?,
            TermRef::Literal(literal) => write_literal(literal, tags, out)?,
            other => write!(out, "{other}")?,
        }
        match row.graph_name {
            GraphNameRef::DefaultGraph => {}
            GraphNameRef::NamedNode(node) => {
                out.write_all(b" ")?;
                write_iri(node.as_str(), out)?;
            }
            GraphNameRef::BlankNode(node) => write!(out, " {node}")?,
        }
        out.write_all(b" .\n")?;
    }
    Ok(())
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
