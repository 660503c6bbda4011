//! Answers as people and plain programs read them: rows of cells.

use oxigraph::model::{Term, TermRef, Variable, vocab::xsd};
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::Limits;
use super::evaluate::{bounded, problem};
use super::problem::Problem;
use super::reply::encode_path;
use super::version::Version;
use crate::page::question::Answer;
use crate::query::QueryError;
use crate::store::QueryResults;

/// Rows of an answer.
pub struct Rows {
    /// The columns.
    pub variables: Vec<Variable>,
    /// A term for each column, if it has one.
    pub rows: Vec<Vec<Option<Term>>>,
}

impl Rows {
    /// Takes all rows of an answer; yes or no is one row with one column.
    ///
    /// # Errors
    ///
    /// 413 when there are more than the limits allow, and what ends the query.
    pub fn take(results: QueryResults<'static>, limits: &Limits) -> Result<Self, Problem> {
        let mut bytes = 0;
        match bounded(results, limits.rows) {
            QueryResults::Solutions(solutions) => {
                let variables = solutions.variables().to_vec();
                let mut rows = Vec::new();
                for solution in solutions {
                    let solution = solution.map_err(|e| problem(e.into()))?;
                    let row = solution.values().to_vec();
                    let texts = row.iter().flatten().map(|term| text(term.as_ref()).len());
                    bytes += texts.sum::<usize>() + 16 * row.len();
                    if bytes > limits.answer_bytes {
                        return Err(Problem::new(
                            hyper::StatusCode::PAYLOAD_TOO_LARGE,
                            "answer-too-large",
                            format!("the answer has more than {} bytes", limits.answer_bytes),
                        ));
                    }
                    rows.push(row);
                }
                Ok(Self { variables, rows })
            }
            QueryResults::Boolean(truth) => Ok(Self {
                variables: vec![Variable::new_unchecked("boolean")],
                rows: vec![vec![Some(oxigraph::model::Literal::from(truth).into())]],
            }),
            QueryResults::Graph(_) => Err(QueryError::Format {
                format: "rows",
                kind: "a graph",
                fitting: "ttl, jsonld, nt, rdf, nq".to_owned(),
            }
            .into()),
        }
    }

    /// The same for a page.
    pub fn into_answer(self) -> Answer {
        Answer::Rows(self.variables, self.rows)
    }

    /// The rows as a JSON array of objects: numbers and truth values as such, all else as text.
    ///
    /// The columns keep their order; one without a value is null.
    pub fn json(&self) -> Vec<u8> {
        let columns = self.columns();
        let rows: Vec<Row<'_>> = self
            .rows
            .iter()
            .map(|terms| Row {
                columns: &columns,
                terms,
            })
            .collect();
        let mut bytes = serde_json::to_vec(&rows).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    fn columns(&self) -> Vec<String> {
        let names = self.variables.iter();
        names.map(|variable| variable.as_str().to_owned()).collect()
    }
}

/// A row as a JSON object.
struct Row<'a> {
    columns: &'a [String],
    terms: &'a [Option<Term>],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let plain = |term: &Option<Term>| term.as_ref().map(|term| plain(term.as_ref()));
        serializer.collect_map(self.columns.iter().zip(self.terms.iter().map(plain)))
    }
}

/// A term as a JSON value.
fn plain(term: TermRef<'_>) -> Value {
    if let TermRef::Literal(literal) = term {
        let datatype = literal.datatype();
        if datatype == xsd::BOOLEAN {
            match literal.value() {
                "true" | "1" => return Value::Bool(true),
                "false" | "0" => return Value::Bool(false),
                _ => {}
            }
        }
        if datatype == xsd::INTEGER
            && let Ok(number) = literal.value().parse::<i64>()
        {
            return number.into();
        }
        let is_number = [xsd::DECIMAL, xsd::DOUBLE, xsd::FLOAT].contains(&datatype);
        if is_number
            && let Ok(number) = literal.value().parse::<f64>()
            && let Some(number) = serde_json::Number::from_f64(number)
        {
            return Value::Number(number);
        }
    }
    Value::String(text(term).to_owned())
}

/// The characters of a term.
fn text(term: TermRef<'_>) -> &str {
    match term {
        TermRef::NamedNode(node) => node.as_str(),
        TermRef::BlankNode(node) => node.as_str(),
        TermRef::Literal(literal) => literal.value(),
        #[cfg(feature = "shacl")]
        TermRef::Triple(_) => "",
    }
}

/// Where a thing is found here, or its IRI if it is not one of ours.
pub fn local(iri: &str, version: &Version) -> String {
    match iri.strip_prefix(version.base()) {
        Some(path) => format!("/{}", encode_path(path)),
        None => iri.to_owned(),
    }
}
