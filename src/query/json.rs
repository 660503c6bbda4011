//! Rows in the [SPARQL 1.1 JSON format](https://www.w3.org/TR/sparql11-results-json/).
//!
//! The serialiser that comes with the store writes one character at a time, which is half of
//! what a short query costs; this one copies whole texts. The bytes are the same.

use std::io::{self, Write};

#[cfg(feature = "shacl")]
use oxigraph::model::{BaseDirection, NamedOrBlankNodeRef};
use oxigraph::model::{TermRef, Variable, vocab::xsd};

use crate::graph::language::bcp47_case;

/// Writes the beginning of an answer with these columns.
pub fn start(out: &mut impl Write, variables: &[Variable]) -> io::Result<()> {
    out.write_all(b"{\"head\":{\"vars\":")?;
    let names: Vec<&str> = variables.iter().map(Variable::as_str).collect();
    serde_json::to_writer(&mut *out, &names)?;
    out.write_all(b"},\"results\":{\"bindings\":[")
}

/// Adds a row to a text; `is_first` is said of the first one.
pub fn row<'t>(
    out: &mut Vec<u8>,
    is_first: bool,
    row: impl Iterator<Item = (&'t Variable, TermRef<'t>)>,
) {
    if !is_first {
        out.push(b',');
    }
    out.push(b'{');
    for (number, (variable, term)) in row.enumerate() {
        if number > 0 {
            out.push(b',');
        }
        text(out, variable.as_str());
        out.push(b':');
        value(out, term);
    }
    out.push(b'}');
}

/// Adds a term as an object.
fn value(out: &mut Vec<u8>, term: TermRef<'_>) {
    let kind: &[u8] = match term {
        TermRef::NamedNode(_) => b"uri",
        TermRef::BlankNode(_) => b"bnode",
        TermRef::Literal(_) => b"literal",
        #[cfg(feature = "shacl")]
        TermRef::Triple(_) => b"triple",
    };
    out.extend_from_slice(b"{\"type\":\"");
    out.extend_from_slice(kind);
    out.extend_from_slice(b"\",\"value\":");
    match term {
        TermRef::NamedNode(node) => text(out, node.as_str()),
        TermRef::BlankNode(node) => text(out, node.as_str()),
        TermRef::Literal(literal) => {
            text(out, literal.value());
            if let Some(language) = literal.language() {
                out.extend_from_slice(b",\"xml:lang\":");
                text(out, &bcp47_case(language));
                #[cfg(feature = "shacl")]
                if let Some(direction) = literal.direction() {
                    out.extend_from_slice(match direction {
                        BaseDirection::Ltr => b",\"its:dir\":\"ltr\"",
                        BaseDirection::Rtl => b",\"its:dir\":\"rtl\"",
                    });
                }
            } else if literal.datatype() != xsd::STRING {
                out.extend_from_slice(b",\"datatype\":");
                text(out, literal.datatype().as_str());
            }
        }
        #[cfg(feature = "shacl")]
        TermRef::Triple(triple) => {
            out.extend_from_slice(b"{\"subject\":");
            value(out, NamedOrBlankNodeRef::from(&triple.subject).into());
            out.extend_from_slice(b",\"predicate\":");
            value(out, triple.predicate.as_ref().into());
            out.extend_from_slice(b",\"object\":");
            value(out, triple.object.as_ref());
            out.push(b'}');
        }
    }
    out.push(b'}');
}

/// Adds a text in quotes.
fn text(out: &mut Vec<u8>, text: &str) {
    // Over all bytes, without an end before: several are compared at a time.
    let is_escaped = |byte: &u8| *byte < b' ' || *byte == b'"' || *byte == b'\\';
    if text
        .as_bytes()
        .iter()
        .fold(false, |any, byte| any | is_escaped(byte))
    {
        // Memory does not fail.
        let _ = serde_json::to_writer(out, text);
        return;
    }
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
}

/// Writes the end.
pub fn end(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"]}}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{BlankNode, Literal, NamedNode, Term};
    use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};

    #[test]
    fn the_bytes_are_those_of_the_store_s_own_serialiser() {
        let variables = ["a", "名"].map(Variable::new_unchecked);
        let node = NamedNode::new_unchecked("https://e.org/唐鳳?a=\"b\"");
        let controls: String = ('\0'..' ')
            .chain("\u{7f}\"\\/\u{2028}𠀀<script>".chars())
            .collect();
        let literals = [
            Literal::new_simple_literal(controls),
            Literal::new_language_tagged_literal_unchecked("臺灣", "en"),
            Literal::from(12),
            Literal::from(true),
        ];
        let mut terms: Vec<Term> = vec![node.into(), BlankNode::new_unchecked("b1").into()];
        terms.extend(literals.map(Term::from));
        let rows: Vec<Vec<(&Variable, TermRef<'_>)>> = terms
            .iter()
            .map(|term| {
                vec![
                    (&variables[0], term.as_ref()),
                    (&variables[1], term.as_ref()),
                ]
            })
            .chain([Vec::new(), vec![(&variables[1], terms[0].as_ref())]])
            .collect();
        let mut ours = Vec::new();
        start(&mut ours, &variables).unwrap();
        for (number, cells) in rows.iter().enumerate() {
            row(&mut ours, number == 0, cells.iter().copied());
        }
        end(&mut ours).unwrap();
        let serializer = QueryResultsSerializer::from_format(QueryResultsFormat::Json);
        let mut theirs = serializer
            .serialize_solutions_to_writer(Vec::new(), variables.to_vec())
            .unwrap();
        for cells in &rows {
            theirs
                .serialize(cells.iter().map(|(v, t)| (v.as_ref(), *t)))
                .unwrap();
        }
        let theirs = theirs.finish().unwrap();
        assert_eq!(String::from_utf8(ours), String::from_utf8(theirs));
    }
}
