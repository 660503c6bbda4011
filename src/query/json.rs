//! Rows in the [SPARQL 1.1 JSON format](https://www.w3.org/TR/sparql11-results-json/).
//!
//! The serialiser that comes with the store writes one character at a time, which is half of
//! what a short query costs; this one hands whole texts to `serde_json`. The bytes are the same.

use std::borrow::Cow;
use std::io::{self, Write};

#[cfg(feature = "shacl")]
use oxigraph::model::{BaseDirection, NamedOrBlankNodeRef};
use oxigraph::model::{TermRef, Variable, vocab::xsd};
use serde::{Serialize, Serializer};

use crate::graph::language::bcp47_case;

/// Writes the beginning of an answer with these columns.
pub fn start(out: &mut impl Write, variables: &[Variable]) -> io::Result<()> {
    out.write_all(b"{\"head\":{\"vars\":")?;
    let names: Vec<&str> = variables.iter().map(Variable::as_str).collect();
    serde_json::to_writer(&mut *out, &names)?;
    out.write_all(b"},\"results\":{\"bindings\":[")
}

/// Writes a row; `is_first` is said of the first one.
pub fn row<'t>(
    out: &mut impl Write,
    is_first: bool,
    row: impl Iterator<Item = (&'t Variable, TermRef<'t>)>,
) -> io::Result<()> {
    if !is_first {
        out.write_all(b",")?;
    }
    let cells = row.map(|(variable, term)| (variable.as_str(), Value::of(term)));
    serde_json::Serializer::new(out)
        .collect_map(cells)
        .map_err(io::Error::from)
}

/// Writes the end.
pub fn end(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"]}}")
}

/// A term as an object.
#[derive(Serialize)]
struct Value<'t> {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "value")]
    content: Content<'t>,
    #[serde(rename = "xml:lang", skip_serializing_if = "Option::is_none")]
    language: Option<Cow<'t, str>>,
    #[serde(rename = "its:dir", skip_serializing_if = "Option::is_none")]
    direction: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    datatype: Option<&'t str>,
}

/// What an object says.
#[derive(Serialize)]
#[serde(untagged)]
enum Content<'t> {
    Text(&'t str),
    #[cfg_attr(
        not(feature = "shacl"),
        expect(dead_code, reason = "RDF 1.2 comes with it")
    )]
    Triple {
        subject: Box<Value<'t>>,
        predicate: Box<Value<'t>>,
        object: Box<Value<'t>>,
    },
}

impl<'t> Value<'t> {
    fn of(term: TermRef<'t>) -> Self {
        let plain = |kind, text| Self {
            kind,
            content: Content::Text(text),
            language: None,
            direction: None,
            datatype: None,
        };
        match term {
            TermRef::NamedNode(node) => plain("uri", node.as_str()),
            TermRef::BlankNode(node) => plain("bnode", node.as_str()),
            TermRef::Literal(literal) => {
                let language = literal.language().map(bcp47_case);
                let datatype = literal.datatype();
                let is_told = language.is_none() && datatype != xsd::STRING;
                Self {
                    language,
                    #[cfg(feature = "shacl")]
                    direction: literal.direction().map(|direction| match direction {
                        BaseDirection::Ltr => "ltr",
                        BaseDirection::Rtl => "rtl",
                    }),
                    datatype: is_told.then(|| datatype.as_str()),
                    ..plain("literal", literal.value())
                }
            }
            #[cfg(feature = "shacl")]
            TermRef::Triple(triple) => {
                let boxed = |term| Box::new(Self::of(term));
                let subject = NamedOrBlankNodeRef::from(&triple.subject);
                Self {
                    content: Content::Triple {
                        subject: boxed(subject.into()),
                        predicate: boxed(triple.predicate.as_ref().into()),
                        object: boxed(triple.object.as_ref()),
                    },
                    ..plain("triple", "")
                }
            }
        }
    }
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
            row(&mut ours, number == 0, cells.iter().copied()).unwrap();
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
