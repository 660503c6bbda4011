//! The [SPARQL 1.1 Protocol](https://www.w3.org/TR/sparql11-protocol/).

use std::sync::Arc;

use hyper::{Method, StatusCode};
use oxigraph::model::NamedNode;
use spargebra::Query;
use spargebra::algebra::QueryDataset;

use super::describe;
use super::evaluate::{problem, write};
use super::media::Media;
use super::page::{Block, Field, Page};
use super::problem::Problem;
use super::reply::Reply;
use super::request::{Request, pairs};
use super::rows::Rows;
use super::version::Version;
use super::{Limits, Service};
use crate::publish::dump::Format;
use crate::query::{ResultFormat, interruptible, read_query};
use crate::store::{CancellationToken, QueryResults};

/// The path of the endpoint.
pub const PATH: &str = "/sparql";

/// What a request asks for.
enum Operation {
    /// What the endpoint is.
    Describe,
    /// A query.
    Query(String),
    /// An update.
    Update(String),
}

/// An operation on the graphs that the request names.
struct Asked {
    operation: Operation,
    /// `default-graph-uri` and `named-graph-uri`, or `using-…`, if any is given.
    dataset: Option<QueryDataset>,
}

/// Answers a request to the endpoint.
pub(super) async fn answer(
    service: &Arc<Service>,
    version: Arc<Version>,
    request: &Request,
) -> Result<Reply, Problem> {
    let asked = read(request)?;
    match asked.operation {
        Operation::Describe => description(service, &version, request),
        Operation::Query(text) => {
            let accept = request.accept();
            let question = format!(
                "sparql\n{}\n{:?}\n{text}",
                accept.as_deref().unwrap_or_default(),
                asked.dataset,
            );
            // Answers to GET are kept by address, before the request is read.
            let is_post = request.method == Method::POST;
            if is_post && let Some(reply) = version.answers.get(&question) {
                service.metrics.hits.count();
                return Ok(reply);
            }
            service.metrics.queries.count();
            let mut query = read_query("the query", &text, version.base())?;
            if let Some(dataset) = asked.dataset {
                *dataset_of(&mut query) = Some(dataset);
            }
            let media = request.choose(&forms(&query))?;
            let limits = service.limits().clone();
            let language = request.language();
            let asked_of = Arc::clone(&version);
            let work = move |token: &CancellationToken| {
                evaluate(query, media, &asked_of, language, &limits, token)
            };
            let reply = service.work(work).await?.tagged().varying();
            if is_post {
                version.answers.put(question, reply.clone());
            }
            Ok(reply)
        }
        Operation::Update(text) => {
            request.may_write(&service.settings)?;
            service.update(&text, asked.dataset).await?;
            Ok(Reply::empty(StatusCode::NO_CONTENT))
        }
    }
}

/// Reads what a request asks for.
fn read(request: &Request) -> Result<Asked, Problem> {
    let mut parameters = request.parameters()?;
    let mut direct = None;
    match request.method {
        Method::GET | Method::HEAD => {
            if parameters.iter().any(|(name, _)| name == "update") {
                return Err(Problem::bad(
                    "update-by-get",
                    "an update cannot be asked for with GET",
                ));
            }
        }
        Method::POST => match request.body_type().0.as_str() {
            "application/x-www-form-urlencoded" => {
                request.text()?;
                parameters.extend(pairs(&request.body)?);
            }
            "application/sparql-query" => {
                direct = Some(Operation::Query(request.text()?.to_owned()));
            }
            "application/sparql-update" => {
                direct = Some(Operation::Update(request.text()?.to_owned()));
            }
            other => {
                return Err(Problem::new(
                    StatusCode::UNSUPPORTED_MEDIA_TYPE,
                    "body-type",
                    format!("a body of the type `{other}` cannot be a query"),
                )
                .help(
                    "send application/x-www-form-urlencoded, application/sparql-query or \
                     application/sparql-update",
                ));
            }
        },
        _ => return Err(Problem::method("GET, HEAD, POST, OPTIONS")),
    }
    let mut operations: Vec<Operation> = direct.into_iter().collect();
    let (mut default, mut named, mut is_given) = (Vec::new(), Vec::new(), false);
    for (name, value) in parameters {
        match name.as_str() {
            "query" => operations.push(Operation::Query(value)),
            "update" => operations.push(Operation::Update(value)),
            "default-graph-uri" | "using-graph-uri" => {
                default.push(graph(&value)?);
                is_given = true;
            }
            "named-graph-uri" | "using-named-graph-uri" => {
                named.push(graph(&value)?);
                is_given = true;
            }
            // Clients send more: `format`, `output`, `timeout`.
            _ => {}
        }
    }
    if operations.len() > 1 {
        return Err(Problem::bad(
            "several-queries",
            "a request can have one query or one update",
        ));
    }
    let operation = match operations.pop() {
        Some(operation) => operation,
        None if request.method == Method::POST => {
            return Err(Problem::bad("no-query", "the request has no query"));
        }
        None => Operation::Describe,
    };
    Ok(Asked {
        operation,
        dataset: is_given.then_some(QueryDataset {
            default,
            named: Some(named),
        }),
    })
}

fn graph(iri: &str) -> Result<NamedNode, Problem> {
    NamedNode::new(iri)
        .map_err(|_| Problem::bad("graph-iri", format!("`{iri}` is not the IRI of a graph")))
}

fn dataset_of(query: &mut Query) -> &mut Option<QueryDataset> {
    let (Query::Select { dataset, .. }
    | Query::Construct { dataset, .. }
    | Query::Describe { dataset, .. }
    | Query::Ask { dataset, .. }) = query;
    dataset
}

/// The forms that an answer to a query can have, best first.
fn forms(query: &Query) -> Vec<Media> {
    let forms: &[Media] = match query {
        Query::Select { .. } | Query::Ask { .. } => &Media::ROWS,
        Query::Construct { .. } | Query::Describe { .. } => &Media::GRAPH,
    };
    forms.iter().copied().chain([Media::Html]).collect()
}

fn evaluate(
    query: Query,
    media: Media,
    version: &Version,
    language: &str,
    limits: &Limits,
    token: &CancellationToken,
) -> Result<Reply, Problem> {
    let results = version
        .store
        .query(interruptible(query), Some(token))
        .map_err(|error| problem(error.into()))?;
    if let Some(format) = media.result() {
        let body = write(results, format, &version.names(), limits)?;
        return Ok(Reply::new(media, body));
    }
    let block = match results {
        QueryResults::Graph(_) => {
            let bytes = write(
                results,
                ResultFormat::Graph(Format::Turtle),
                &version.names(),
                limits,
            )?;
            Block::Source(String::from_utf8_lossy(&bytes).into_owned())
        }
        results => Rows::take(results, limits)?.table(version),
    };
    let page = Page {
        title: in_language(language, "查詢結果", "Result").to_owned(),
        language: language.to_owned(),
        alternates: Vec::new(),
        blocks: vec![block],
    };
    Ok(Reply::new(Media::Html, page.write()))
}

/// The service description, or a form to write a query into.
fn description(service: &Service, version: &Version, request: &Request) -> Result<Reply, Problem> {
    let mut forms = Media::TRIPLES.to_vec();
    forms.push(Media::Html);
    let media = request.choose(&forms)?;
    let reply = match media.graph() {
        Some(format) => {
            let endpoint = format!("{}{}", request.origin, request.encoded_path);
            let is_writable = service.settings.token.is_some();
            let quads = describe::service(version, &request.origin, &endpoint, is_writable);
            describe::reply(&quads, format, version)?
        }
        None => Reply::new(media, form(request.language()).write()),
    };
    Ok(reply.tagged().varying())
}

fn form(language: &str) -> Page {
    let field = Field {
        name: "query".to_owned(),
        label: "SPARQL".to_owned(),
        value: "SELECT * WHERE {\n  ?s ?p ?o\n}\nLIMIT 20".to_owned(),
        choices: Vec::new(),
        is_long: true,
    };
    Page {
        title: in_language(language, "SPARQL 查詢", "SPARQL query").to_owned(),
        language: language.to_owned(),
        alternates: vec![(Media::Graph(Format::Turtle), PATH.to_owned())],
        blocks: vec![Block::Form {
            action: PATH.to_owned(),
            fields: vec![field],
            button: in_language(language, "查詢", "Ask").to_owned(),
        }],
    }
}

/// One of two texts.
pub fn in_language<'t>(language: &str, chinese: &'t str, english: &'t str) -> &'t str {
    if language.starts_with("zh") {
        chinese
    } else {
        english
    }
}
