//! Saved questions: one file of SPARQL each, with typed parameters.
//!
//! A folder of queries is a web API in the making: the head comment of each says what it
//! answers, in both languages, and what may be given. A sibling file of the same name holds
//! the expected answer.

mod answer;
mod bind;
mod error;
mod fault;
mod head;
mod interrupt;
mod json;
mod lexical;
mod nesting;
mod parameter;
mod plain;
pub mod result;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io;
use std::path::Path;

use oxigraph::model::{NamedNode, Term, Variable};
use spargebra::algebra::{Expression, Function, GraphPattern};
use spargebra::{Query, SparqlParser, Update};

use self::bind::{Position, Walk};
pub use self::error::QueryError;
pub use self::fault::Fault;
pub use self::head::{Head, Text};
pub use self::interrupt::{interruptible, interruptible_pattern};
pub use self::parameter::{Kind, Parameter};
pub use self::result::ResultFormat;
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::store::{CancellationToken, QueryResults, Store};

/// What kind of answer a query gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Rows: `SELECT`.
    Rows,
    /// Yes or no: `ASK`.
    Truth,
    /// A graph: `CONSTRUCT`, `DESCRIBE`.
    Graph,
}

/// A query that was read and understood, with its parameters.
#[derive(Clone, Debug)]
pub struct SavedQuery {
    /// The file name without `.rq`, such as `founding-members`.
    pub name: String,
    /// The head comment.
    pub head: Head,
    /// The file as it is.
    pub text: String,
    /// The parameters, in the order of their names.
    pub parameters: Vec<Parameter>,
    /// What kind of answer it gives.
    pub form: Form,
    query: Query,
    base: String,
}

impl SavedQuery {
    /// Reads a query; `base` is what relative IRIs in it and in its parameters start from.
    ///
    /// # Errors
    ///
    /// When the text is not SPARQL or an update, or when the head comment is not YAML, names a
    /// parameter that the query does not have, or has an ill-typed default.
    pub fn parse(name: &str, text: &str, base: &str) -> Result<Self, QueryError> {
        let head = Head::read(text).map_err(|message| QueryError::Head {
            name: name.to_owned(),
            message,
        })?;
        let query = read_query(name, text, base)?;
        let mut parameters = parameters(&query, name)?;
        let mut wrong_key = None;
        for (key, value) in head.defaults.iter() {
            match parameters.iter_mut().find(|p| p.is_called(key)) {
                Some(parameter) => parameter.default = Some(value.to_text()),
                None => wrong_key = Some(key),
            }
        }
        for (key, values) in head.enumerate.iter() {
            match parameters.iter_mut().find(|p| p.is_called(key)) {
                Some(parameter) => {
                    parameter.allowed = values.iter().map(head::Scalar::to_text).collect();
                }
                None => wrong_key = Some(key),
            }
        }
        let message = match wrong_key {
            Some(key) => Some(format!("the query has no parameter `{key}`")),
            None => parameters.iter().find_map(|parameter| {
                let default = parameter.default.as_ref()?;
                let problem = parameter.term(default, Some(base)).err()?;
                Some(format!("the default of `{}` {problem}", parameter.name))
            }),
        };
        if let Some(message) = message {
            return Err(QueryError::Head {
                name: name.to_owned(),
                message,
            });
        }
        Ok(Self {
            name: name.to_owned(),
            text: text.to_owned(),
            form: match query {
                Query::Select { .. } => Form::Rows,
                Query::Ask { .. } => Form::Truth,
                Query::Construct { .. } | Query::Describe { .. } => Form::Graph,
            },
            head,
            parameters,
            query,
            base: base.to_owned(),
        })
    }

    /// The query with values in the place of its parameters.
    ///
    /// Values are read as RDF terms and put into the parsed query; none of their characters is
    /// ever SPARQL.
    ///
    /// # Errors
    ///
    /// When a parameter is missing, unknown, given twice or ill-typed; the help of the error
    /// lists all parameters with their types and defaults.
    pub fn bind(&self, values: &[(String, String)]) -> Result<Query, QueryError> {
        let wrong = |message: String| QueryError::Parameter {
            message: format!("{message} of the query `{}`", self.name),
            usage: self.usage(),
        };
        let mut given: HashMap<&str, &str> = HashMap::new();
        for (name, value) in values {
            let Some(parameter) = self.parameters.iter().find(|p| p.is_called(name)) else {
                return Err(QueryError::Parameter {
                    message: format!("the query `{}` has no parameter `{name}`", self.name),
                    usage: self.usage(),
                });
            };
            if given.insert(&parameter.name, value).is_some() {
                return Err(wrong(format!("two values are given for `{name}`")));
            }
        }
        let mut terms: HashMap<&Variable, Term> = HashMap::new();
        for parameter in &self.parameters {
            let value = given
                .get(parameter.name.as_str())
                .copied()
                .or(parameter.default.as_deref());
            let Some(value) = value else {
                if parameter.is_optional {
                    continue;
                }
                return Err(wrong(format!(
                    "a value is missing for the parameter `{}`",
                    parameter.name
                )));
            };
            let term = parameter.term(value, Some(&self.base)).map_err(|problem| {
                QueryError::Parameter {
                    message: format!(
                        "the parameter `{}` of the query `{}` {problem}, but is `{value}`",
                        parameter.name, self.name
                    ),
                    usage: self.usage(),
                }
            })?;
            terms.insert(&parameter.variable, term);
        }
        let mut query = self.query.clone();
        Walk {
            variable: |variable: &Variable, _| terms.get(variable).cloned(),
            expression: |_: &Expression| {},
        }
        .query(&mut query);
        Ok(query)
    }

    /// The IRIs that are given for parameters, each with its parameter; values that are none are
    /// left out.
    pub fn iris<'q>(
        &'q self,
        values: &'q [(String, String)],
    ) -> impl Iterator<Item = (&'q Parameter, NamedNode)> {
        values.iter().filter_map(|(name, value)| {
            let parameter = self.parameters.iter().find(|p| p.is_called(name))?;
            match parameter.term(value, Some(&self.base)) {
                Ok(Term::NamedNode(iri)) => Some((parameter, iri)),
                _ => None,
            }
        })
    }

    /// Answers the query; `values` are pairs of parameter and value.
    ///
    /// # Errors
    ///
    /// As [`bind`](Self::bind), and when the evaluation fails or is cancelled.
    pub fn answer(
        &self,
        store: &Store,
        values: &[(String, String)],
        cancellation: Option<&CancellationToken>,
    ) -> Result<QueryResults<'static>, QueryError> {
        Ok(store.query(self.bind(values)?, cancellation)?)
    }

    /// The parameters in words: `name (type; default …)`.
    pub fn usage(&self) -> String {
        if self.parameters.is_empty() {
            return "it has no parameters".to_owned();
        }
        let listed: Vec<String> = self.parameters.iter().map(Parameter::to_string).collect();
        format!("its parameters are {}", listed.join(", "))
    }

    /// Whether the rows of the answer have an order of their own.
    pub fn is_ordered(&self) -> bool {
        fn is_ordered(pattern: &GraphPattern) -> bool {
            match pattern {
                GraphPattern::OrderBy { .. } => true,
                GraphPattern::Project { inner, .. }
                | GraphPattern::Distinct { inner }
                | GraphPattern::Reduced { inner }
                | GraphPattern::Slice { inner, .. } => is_ordered(inner),
                _ => false,
            }
        }
        matches!(&self.query, Query::Select { pattern, .. } if is_ordered(pattern))
    }

    /// Whether the query compares language tags with `=`, which fails for tags such as
    /// `zh-Hant`: the store keeps tags in lower case.
    fn compares_tags_as_text(&self) -> bool {
        let mut found = false;
        let is_lang = |e: &Expression| matches!(e, Expression::FunctionCall(Function::Lang, _));
        let is_tag =
            |e: &Expression| matches!(e, Expression::Literal(tag) if !tag.value().is_empty());
        Walk {
            variable: |_: &Variable, _| None,
            expression: |expression: &Expression| {
                found |= match expression {
                    Expression::Equal(a, b) | Expression::SameTerm(a, b) => {
                        is_lang(a) && is_tag(b) || is_lang(b) && is_tag(a)
                    }
                    Expression::In(a, list) => is_lang(a) && list.iter().any(is_tag),
                    _ => false,
                };
            },
        }
        .query(&mut self.query.clone());
        found
    }

    /// What a person should look at in the query, though it runs.
    pub fn lint(&self, file: &str) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        if self.compares_tags_as_text() {
            let lower = self.text.to_ascii_lowercase();
            let at = lower.find("lang(").unwrap_or(0);
            diagnostics.push(
                Diagnostic::warning(
                    "query-lang-equal",
                    "a language tag is compared as text, and the store keeps tags in lower case",
                )
                .at(Place::in_text(file, &self.text, at..at + "lang(".len() - 1))
                .help("write `LANGMATCHES(LANG(?x), \"zh-Hant\")`"),
            );
        }
        diagnostics
    }
}

/// Reads any query, which is called `name` in messages; a variable that begins with an
/// underscore is one like all others.
///
/// # Errors
///
/// When the text is not SPARQL, or an update, or too deep to be parsed.
pub fn read_query(name: &str, text: &str, base: &str) -> Result<Query, QueryError> {
    if let Some(query) = plain::read(text, base) {
        return Ok(query);
    }
    is_flat_enough(name, text, false)?;
    parser(base).parse_query(text).map_err(|_| {
        let update = parser(base).parse_update(text);
        // An empty text is an update that does nothing.
        if update.is_ok_and(|update| !update.operations.is_empty()) {
            return QueryError::Update {
                name: name.to_owned(),
            };
        }
        let complaint = |text: &str| Some(parser(base).parse_query(text).err()?.to_string());
        syntax(name, Fault::find(text, complaint))
    })
}

/// Reads an update, which is called `name` in messages.
///
/// # Errors
///
/// When the text is not a SPARQL update, or too deep to be parsed.
pub fn read_update(name: &str, text: &str, base: &str) -> Result<Update, QueryError> {
    is_flat_enough(name, text, true)?;
    let complaint = |text: &str| Some(parser(base).parse_update(text).err()?.to_string());
    let parsed = parser(base).parse_update(text);
    parsed.map_err(|_| syntax(name, Fault::find(text, complaint)))
}

fn parser(base: &str) -> SparqlParser {
    SparqlParser::new().with_base_iri(base).unwrap_or_default()
}

fn is_flat_enough(name: &str, text: &str, in_update: bool) -> Result<(), QueryError> {
    nesting::excess(text, in_update).map_or(Ok(()), |excess| {
        Err(QueryError::TooDeep {
            name: name.to_owned(),
            message: excess.message(),
            at: excess.at(),
        })
    })
}

fn syntax(name: &str, fault: Fault) -> QueryError {
    QueryError::Syntax {
        name: name.to_owned(),
        fault: Box::new(fault),
    }
}

/// The parameters of a query by name, each once.
fn parameters(query: &Query, name: &str) -> Result<Vec<Parameter>, QueryError> {
    let mut found: BTreeMap<String, Parameter> = BTreeMap::new();
    let mut problem = None;
    Walk {
        variable: |variable: &Variable, position| {
            let parameter = Parameter::of(variable)?;
            if position == Position::Assigned {
                problem = Some(format!(
                    "the query gives {variable} a value, so it is no parameter"
                ));
            }
            if position == Position::Iri && parameter.kind != Kind::Iri {
                problem = Some(format!(
                    "{variable} stands where only an IRI can stand; call it {variable}_iri"
                ));
            }
            let other = found
                .entry(parameter.name.clone())
                .or_insert_with(|| parameter.clone());
            if other.variable != parameter.variable {
                problem = Some(format!(
                    "{variable} and {} would be the same parameter `{}`",
                    other.variable, parameter.name
                ));
            }
            None
        },
        expression: |_: &Expression| {},
    }
    .query(&mut query.clone());
    match problem {
        Some(message) => Err(QueryError::Head {
            name: name.to_owned(),
            message,
        }),
        None => Ok(found.into_values().collect()),
    }
}

/// The saved queries of a project, by name.
#[derive(Clone, Debug, Default)]
pub struct Queries(BTreeMap<String, SavedQuery>);

impl Queries {
    /// Reads the files `*.rq` of a folder; `base` is what relative IRIs start from.
    ///
    /// Files that are wrong are left out and told; a folder that does not exist has no queries.
    ///
    /// # Errors
    ///
    /// When the folder or a file cannot be read.
    pub fn read(folder: &Path, base: &str) -> io::Result<(Self, Vec<Diagnostic>)> {
        let mut queries = BTreeMap::new();
        let mut diagnostics = Vec::new();
        let mut files: Vec<_> = match fs::read_dir(folder) {
            Ok(entries) => entries
                .map(|entry| entry.map(|entry| entry.path()))
                .collect::<io::Result<_>>()?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        files.sort();
        for path in files {
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
                continue;
            };
            let Some(name) = name.strip_suffix(".rq") else {
                continue;
            };
            let file = path.display().to_string();
            let text = fs::read_to_string(&path)?;
            match SavedQuery::parse(name, &text, base) {
                Ok(query) => {
                    diagnostics.extend(query.lint(&file));
                    queries.insert(name.to_owned(), query);
                }
                Err(error) => diagnostics.push(error.in_file(&file, &text)),
            }
        }
        Ok((Self(queries), diagnostics))
    }

    /// The query of that name.
    ///
    /// # Errors
    ///
    /// When there is none; the help of the error has the nearest name.
    pub fn get(&self, name: &str) -> Result<&SavedQuery, QueryError> {
        self.0.get(name).ok_or_else(|| QueryError::Unknown {
            name: name.to_owned(),
            nearest: nearest(name, self.0.keys().map(String::as_str)).map(str::to_owned),
        })
    }

    /// All queries, by name.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &SavedQuery> {
        self.0.values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Names;
    use oxigraph::model::{Literal, Quad};

    const BASE: &str = "https://data.example.org/id/";

    fn query(text: &str) -> SavedQuery {
        SavedQuery::parse("test", text, BASE).unwrap()
    }

    fn error(text: &str) -> QueryError {
        SavedQuery::parse("test", text, BASE).unwrap_err()
    }

    fn values(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        let own = |text: &&str| (*text).to_owned();
        pairs
            .iter()
            .map(|(name, value)| (own(name), own(value)))
            .collect()
    }

    fn store() -> Store {
        let node = |path: &str| NamedNode::new(format!("{BASE}{path}")).unwrap();
        let label = NamedNode::new("http://www.w3.org/2000/01/rdf-schema#label").unwrap();
        let tagged = |text, tag| Literal::new_language_tagged_literal(text, tag).unwrap();
        let store = Store::in_memory().unwrap();
        store
            .load([
                Quad::new(
                    node("jurisdiction/TWN"),
                    label.clone(),
                    tagged("臺灣", "zh-Hant"),
                    node("g"),
                ),
                Quad::new(
                    node("jurisdiction/TWN"),
                    label.clone(),
                    tagged("Taiwan", "en"),
                    node("g"),
                ),
                Quad::new(
                    node("jurisdiction/FRA"),
                    label,
                    tagged("法國", "zh-Hant"),
                    node("g"),
                ),
            ])
            .unwrap();
        store
    }

    fn answer(query: &SavedQuery, pairs: &[(&str, &str)]) -> String {
        let results = query.answer(&store(), &values(pairs), None).unwrap();
        let mut out = Vec::new();
        result::write(results, ResultFormat::Csv, &Names::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap().replace("\r\n", "\n")
    }

    #[test]
    fn a_parameter_is_bound_as_a_term() {
        let label = query("SELECT ?label WHERE { ?_country_iri ?p ?label } ORDER BY ?label");
        assert_eq!(
            answer(&label, &[("country", "jurisdiction/FRA")]),
            "label\n法國\n"
        );
        let by_name = query("SELECT ?s WHERE { ?s ?p ?_name_zh_Hant }");
        assert_eq!(
            answer(&by_name, &[("name", "臺灣")]),
            "s\nhttps://data.example.org/id/jurisdiction/TWN\n"
        );
    }

    #[test]
    fn a_default_is_used_and_can_be_replaced() {
        let query = query(
            "#+ defaults:\n#+   country: jurisdiction/FRA\n\
             SELECT (COUNT(*) AS ?n) WHERE { ?_country_iri ?p ?label }",
        );
        assert_eq!(answer(&query, &[]), "n\n1\n");
        assert_eq!(answer(&query, &[("country", "jurisdiction/TWN")]), "n\n2\n");
    }

    #[test]
    fn an_optional_parameter_without_value_matches_everything() {
        let query = query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?__label_en }");
        assert_eq!(answer(&query, &[]), "n\n3\n");
        assert_eq!(answer(&query, &[("label", "Taiwan")]), "n\n1\n");
    }

    #[test]
    fn missing_unknown_repeated_and_ill_typed_parameters_are_told() {
        let query = query(
            "#+ defaults:\n#+   since: 2011\n\
             SELECT * WHERE { ?_country_iri ?p ?y FILTER(?y > ?_since_gYear) }",
        );
        let usage = "its parameters are country (IRI; required), since (gYear; default `2011`)";
        for (given, message) in [
            (
                vec![],
                "a value is missing for the parameter `country` of the query `test`",
            ),
            (
                vec![("contry", "x")],
                "the query `test` has no parameter `contry`",
            ),
            (
                vec![("country", "a"), ("country", "b")],
                "two values are given for `country` of the query `test`",
            ),
            (
                vec![("country", "a"), ("since", "soon")],
                "the parameter `since` of the query `test` must be a value of the type gYear such \
                 as `2016`, but is `soon`",
            ),
        ] {
            let error = query.bind(&values(&given)).unwrap_err();
            assert_eq!(error.to_string(), message);
            assert_eq!(error.code(), "query-parameter");
            assert_eq!(error.help().unwrap(), usage);
        }
    }

    #[test]
    fn an_update_is_refused_by_what_it_is() {
        let error = error("DELETE WHERE { ?s ?p ?o }");
        assert_eq!(
            error.to_string(),
            "`test` is a SPARQL update, and queries cannot change the data"
        );
        assert_eq!(error.code(), "query-is-update");
        // The word alone does not make an update.
        query("SELECT * WHERE { ?s ?p \"INSERT DATA\" }");
    }

    #[test]
    fn a_syntax_error_has_its_place() {
        let text = "SELECT ?x\nWHERE { ?x ?? ?y }";
        let diagnostic = error(text).in_file("queries/test.rq", text);
        assert_eq!(diagnostic.code, "query-syntax");
        assert_eq!(diagnostic.place.unwrap().line, 2);
    }

    #[test]
    fn a_parameter_that_cannot_work_is_refused_when_the_query_is_read() {
        for (text, message) in [
            (
                "SELECT * WHERE { ?_who ?p ?o }",
                "the head comment of `test` is wrong: ?_who stands where only an IRI can stand; call it ?_who_iri",
            ),
            (
                "SELECT * WHERE { BIND(1 AS ?_n) ?s ?p ?_n }",
                "the head comment of `test` is wrong: the query gives ?_n a value, so it is no parameter",
            ),
            (
                "#+ defaults: {year: 2011}\nASK { ?s ?p ?_since_gYear }",
                "the head comment of `test` is wrong: the query has no parameter `year`",
            ),
            (
                "#+ defaults: {since: soon}\nASK { ?s ?p ?_since_gYear }",
                "the head comment of `test` is wrong: the default of `since` must be a value of the type gYear such as `2016`",
            ),
        ] {
            assert_eq!(error(text).to_string(), message);
        }
    }

    #[test]
    fn tags_compared_as_text_get_a_warning() {
        for (text, warnings) in [
            ("ASK { ?s ?p ?l FILTER(lang(?l) = \"zh-Hant\") }", 1),
            ("ASK { ?s ?p ?l FILTER(\"en\" = LANG(?l)) }", 1),
            ("ASK { ?s ?p ?l FILTER(LANG(?l) IN (\"en\", \"fr\")) }", 1),
            (
                "ASK { ?s ?p ?l FILTER(LANGMATCHES(LANG(?l), \"zh-Hant\")) }",
                0,
            ),
            ("ASK { ?s ?p ?l FILTER(LANG(?l) = \"\") }", 0),
        ] {
            let found = query(text).lint("test.rq");
            assert_eq!(found.len(), warnings, "{text}");
            assert!(found.iter().all(|d| d.code == "query-lang-equal"));
        }
    }

    #[test]
    fn a_folder_is_read_in_order_and_its_faults_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write("b.rq", "ASK { ?s ?p ?o }");
        write("a.rq", "#+ summary: all\nSELECT * WHERE { ?s ?p ?o }");
        write("broken.rq", "SELEKT");
        write("README.md", "not a query");
        let (queries, diagnostics) = Queries::read(folder.path(), BASE).unwrap();
        let names: Vec<_> = queries.iter().map(|query| query.name.as_str()).collect();
        assert_eq!(names, ["a", "b"]);
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].code, "query-syntax");
        let none = Queries::read(&folder.path().join("none"), BASE).unwrap();
        assert_eq!(none.0.iter().len(), 0);
    }

    #[test]
    fn an_unknown_name_gets_the_nearest() {
        let saved = query("ASK {}");
        let queries = Queries([("founding-members".to_owned(), saved)].into());
        let error = queries.get("foundig-members").unwrap_err();
        assert_eq!(
            error.to_string(),
            "there is no saved query `foundig-members`"
        );
        assert_eq!(error.help().unwrap(), "did you mean `founding-members`?");
        assert!(
            queries
                .get("xyz")
                .unwrap_err()
                .help()
                .unwrap()
                .contains("lists the saved")
        );
    }

    #[test]
    fn a_service_is_refused() {
        let query = query("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }");
        let refused = match query.answer(&store(), &[], None) {
            Err(error) => error.to_string(),
            Ok(results) => result::write(results, ResultFormat::Csv, &Names::default(), Vec::new())
                .unwrap_err()
                .to_string(),
        };
        assert!(
            refused.contains("queries may only read this project's data"),
            "{refused}"
        );
    }
}
