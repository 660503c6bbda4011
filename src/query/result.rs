//! Answers written down: for people, for programs.

use std::io::{self, Write};

use oxigraph::model::{Literal, Term, TermRef, Triple, Variable, vocab::rdf};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use unicode_width::UnicodeWidthStr;

use super::{QueryError, json};
use crate::graph::language::bcp47_case;
use crate::graph::{Names, Quads};
use crate::publish::dump::{self, Format};
use crate::store::QueryResults;

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultFormat {
    /// Columns for reading in a terminal.
    Table,
    /// [SPARQL 1.1 CSV](https://www.w3.org/TR/sparql11-results-csv-tsv/).
    Csv,
    /// SPARQL 1.1 TSV.
    Tsv,
    /// [SPARQL 1.1 JSON](https://www.w3.org/TR/sparql11-results-json/).
    Json,
    /// [SPARQL 1.1 XML](https://www.w3.org/TR/rdf-sparql-XMLres/).
    Xml,
    /// A format of graphs.
    Graph(Format),
}

impl From<Format> for ResultFormat {
    fn from(format: Format) -> Self {
        Self::Graph(format)
    }
}

impl ResultFormat {
    /// All formats.
    pub const ALL: [Self; 11] = [
        Self::Table,
        Self::Csv,
        Self::Tsv,
        Self::Json,
        Self::Xml,
        Self::Graph(Format::Turtle),
        Self::Graph(Format::NTriples),
        Self::Graph(Format::NQuads),
        Self::Graph(Format::TriG),
        Self::Graph(Format::JsonLd),
        Self::Graph(Format::RdfXml),
    ];

    /// The name of the format on the command line, and the ending of files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Xml => "xml",
            Self::Graph(format) => format.extension(),
        }
    }

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    fn of_graphs(self) -> Option<Format> {
        match self {
            Self::Graph(format) => Some(format),
            _ => None,
        }
    }

    fn of_rows(self) -> Option<QueryResultsFormat> {
        match self {
            Self::Csv => Some(QueryResultsFormat::Csv),
            Self::Tsv => Some(QueryResultsFormat::Tsv),
            Self::Json => Some(QueryResultsFormat::Json),
            Self::Xml => Some(QueryResultsFormat::Xml),
            _ => None,
        }
    }
}

/// How many bytes of rows are written at once, roughly.
const PIECE: usize = 16 << 10;

/// Writes an answer and returns how many rows or triples it has (one for yes or no).
///
/// Language tags stand in the case of BCP 47. A graph asked for as a table is written as
/// Turtle, which is the form for reading. `names` shortens IRIs in tables and Turtle.
///
/// # Errors
///
/// When the format cannot hold this kind of answer, the evaluation fails on the way, or `out`
/// fails.
pub fn write(
    results: QueryResults<'_>,
    format: ResultFormat,
    names: &Names<'_>,
    mut out: impl Write,
) -> Result<usize, QueryError> {
    match results {
        QueryResults::Boolean(truth) => {
            if format == ResultFormat::Table {
                writeln!(out, "{}", if truth { "yes" } else { "no" })?;
            } else {
                let format = format.of_rows().ok_or_else(|| unfit(format, "yes or no"))?;
                QueryResultsSerializer::from_format(format)
                    .serialize_boolean_to_writer(&mut out, truth)?;
                out.write_all(b"\n")?;
            }
            Ok(1)
        }
        QueryResults::Solutions(solutions) => {
            let variables = solutions.variables().to_vec();
            let mut count = 0;
            if format == ResultFormat::Table {
                let mut rows = vec![variables.iter().map(|v| v.as_str().to_owned()).collect()];
                for solution in solutions {
                    let solution = solution?;
                    let cells = solution.values().iter();
                    rows.push(cells.map(|term| cell(term.as_ref(), names)).collect());
                    count += 1;
                }
                write_table(&rows, &mut out)?;
                return Ok(count);
            }
            if format == ResultFormat::Json {
                json::start(&mut out, &variables)?;
                let mut rows = Vec::new();
                for solution in solutions {
                    let solution = solution?;
                    let cells = solution.iter().map(|(v, term)| (v, term.as_ref()));
                    json::row(&mut rows, count == 0, cells);
                    count += 1;
                    if rows.len() >= PIECE {
                        out.write_all(&rows)?;
                        rows.clear();
                    }
                }
                out.write_all(&rows)?;
                json::end(&mut out)?;
                out.write_all(b"\n")?;
                return Ok(count);
            }
            let serializer = QueryResultsSerializer::from_format(
                format.of_rows().ok_or_else(|| unfit(format, "rows"))?,
            );
            let mut serializer = serializer.serialize_solutions_to_writer(&mut out, variables)?;
            for solution in solutions {
                let solution = solution?;
                let cased: Vec<_> = solution.iter().map(|(v, term)| (v, cased(term))).collect();
                serializer.serialize(cased.iter().map(|(v, term)| (*v, term)))?;
                count += 1;
            }
            serializer.finish()?;
            if format == ResultFormat::Xml {
                out.write_all(b"\n")?;
            }
            Ok(count)
        }
        QueryResults::Graph(triples) => {
            let format = match format {
                ResultFormat::Table => Format::Turtle,
                format => format.of_graphs().ok_or_else(|| unfit(format, "a graph"))?,
            };
            let quads: Quads = triples
                .map(|triple| triple.map(in_default_graph))
                .collect::<Result<_, _>>()?;
            dump::write(&quads, format, names, out).map_err(io::Error::from)?;
            Ok(quads.len())
        }
    }
}

/// Writes rows of terms as [`ResultFormat::Json`] and returns how many there are: what [`write`]
/// does with rows that are not its own.
///
/// # Errors
///
/// When `out` fails.
pub fn write_json<'t, R>(
    variables: &[Variable],
    rows: impl Iterator<Item = R>,
    mut out: impl Write,
) -> io::Result<usize>
where
    R: Iterator<Item = (&'t Variable, TermRef<'t>)>,
{
    let mut text = Vec::with_capacity(PIECE);
    json::start(&mut text, variables)?;
    let mut count = 0;
    for cells in rows {
        json::row(&mut text, count == 0, cells);
        count += 1;
        if text.len() >= PIECE {
            out.write_all(&text)?;
            text.clear();
        }
    }
    json::end(&mut text)?;
    text.push(b'\n');
    out.write_all(&text)?;
    Ok(count)
}

fn in_default_graph(triple: Triple) -> oxigraph::model::Quad {
    triple.in_graph(oxigraph::model::GraphName::DefaultGraph)
}

fn unfit(format: ResultFormat, kind: &'static str) -> QueryError {
    let fitting: Vec<_> = ResultFormat::ALL
        .into_iter()
        .filter(|format| {
            *format == ResultFormat::Table || (kind == "a graph") == format.of_graphs().is_some()
        })
        .map(ResultFormat::name)
        .collect();
    QueryError::Format {
        format: format.name(),
        kind,
        fitting: fitting.join(", "),
    }
}

/// The term with its language tag in published case.
fn cased(term: &Term) -> Term {
    match term {
        Term::Literal(literal) if literal.datatype() == rdf::LANG_STRING => {
            let tag = literal.language().unwrap_or_default();
            Literal::new_language_tagged_literal_unchecked(literal.value(), bcp47_case(tag)).into()
        }
        term => term.clone(),
    }
}

/// What a person reads in a cell: the words of a literal, the short name of a thing.
fn cell(term: Option<&Term>, names: &Names<'_>) -> String {
    match term {
        None => String::new(),
        Some(Term::Literal(literal)) => {
            let words: Vec<&str> = literal.value().split_whitespace().collect();
            words.join(" ")
        }
        Some(Term::NamedNode(node)) => names.shorten(node.as_str()).into_owned(),
        Some(term) => term.to_string(),
    }
}

/// Columns aligned by how wide characters are on a terminal: Chinese ones count two.
fn write_table(rows: &[Vec<String>], out: &mut impl Write) -> io::Result<()> {
    let columns = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            rows.iter()
                .map(|row| row[column].width())
                .max()
                .unwrap_or(0)
        })
        .collect();
    let rule: Vec<String> = widths.iter().map(|&width| "─".repeat(width)).collect();
    let (head, body) = rows.split_at(rows.len().min(1));
    for row in head.iter().chain([&rule]).chain(body) {
        let mut line = String::new();
        let mut wanted = 0;
        for (text, width) in row.iter().zip(&widths) {
            // What the cells before left open is filled only when another cell follows, so no
            // line ends in blanks.
            line.extend(std::iter::repeat_n(' ', wanted - line.width()));
            line.push_str(text);
            wanted += width + 2;
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::SavedQuery;
    use crate::store::Store;
    use oxigraph::model::{GraphName, NamedNode, Quad};

    const NAMES: Names<'static> = Names {
        base: Some("https://data.example.org/id/"),
        prefixes: &[("rdfs", "http://www.w3.org/2000/01/rdf-schema#")],
    };

    fn answer(query: &str, format: ResultFormat) -> Result<String, QueryError> {
        let label = NamedNode::new("http://www.w3.org/2000/01/rdf-schema#label").unwrap();
        let store = Store::in_memory().unwrap();
        for (key, text, tag) in [("TWN", "臺灣", "zh-Hant"), ("FRA", "France", "en")] {
            let node =
                NamedNode::new(format!("https://data.example.org/id/jurisdiction/{key}")).unwrap();
            let text = Literal::new_language_tagged_literal(text, tag).unwrap();
            store
                .load([Quad::new(
                    node,
                    label.clone(),
                    text,
                    GraphName::DefaultGraph,
                )])
                .unwrap();
        }
        let query = SavedQuery::parse("test", query, "https://data.example.org/id/").unwrap();
        let mut out = Vec::new();
        write(
            query.answer(&store, &[], None).unwrap(),
            format,
            &NAMES,
            &mut out,
        )?;
        Ok(String::from_utf8(out).unwrap())
    }

    const ROWS: &str = "SELECT ?label ?p ?s WHERE { ?s ?p ?label } ORDER BY ?s";

    #[test]
    fn a_table_is_aligned_by_display_width() {
        assert_eq!(
            answer(ROWS, ResultFormat::Table).unwrap(),
            "label   p           s\n\
             ──────  ──────────  ────────────────\n\
             France  rdfs:label  jurisdiction/FRA\n\
             臺灣    rdfs:label  jurisdiction/TWN\n"
        );
    }

    #[test]
    fn tags_stand_in_bcp_47_case_in_every_format() {
        for (format, expected) in [
            (ResultFormat::Tsv, "\"臺灣\"@zh-Hant"),
            (ResultFormat::Json, "\"xml:lang\":\"zh-Hant\""),
            (ResultFormat::Xml, "xml:lang=\"zh-Hant\""),
        ] {
            let text = answer(ROWS, format).unwrap();
            assert!(text.contains(expected), "{text}");
        }
        let construct = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }";
        let text = answer(construct, ResultFormat::Graph(Format::Turtle)).unwrap();
        assert!(
            text.contains("<jurisdiction/TWN> rdfs:label \"臺灣\"@zh-Hant ."),
            "{text}"
        );
    }

    #[test]
    fn yes_and_no() {
        assert_eq!(
            answer("ASK { ?s ?p ?o }", ResultFormat::Table).unwrap(),
            "yes\n"
        );
        assert_eq!(
            answer("ASK { ?s ?s ?o }", ResultFormat::Csv).unwrap(),
            "false\n"
        );
    }

    #[test]
    fn a_format_that_does_not_fit_is_refused_with_those_that_do() {
        let error = answer(ROWS, ResultFormat::Graph(Format::Turtle)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`ttl` cannot hold the answer, which is rows"
        );
        assert_eq!(
            error.help().unwrap(),
            "use one of table, csv, tsv, json, xml"
        );
        let error = answer("DESCRIBE ?s WHERE { ?s ?p ?o }", ResultFormat::Csv).unwrap_err();
        assert_eq!(
            error.help().unwrap(),
            "use one of table, ttl, nt, nq, trig, jsonld, rdf"
        );
        assert_eq!(error.code(), "query-format");
    }

    #[test]
    fn cells_of_several_lines_become_one_line() {
        let text = answer("SELECT (\"a\\n  b\" AS ?x) WHERE {}", ResultFormat::Table).unwrap();
        assert_eq!(text, "x\n───\na b\n");
    }
}
