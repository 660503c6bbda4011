//! The [SPARQL 1.1 Protocol](https://www.w3.org/TR/sparql11-protocol/).

use std::mem;
use std::sync::Arc;

use hyper::{Method, StatusCode, header};
use oxigraph::model::NamedNode;
use sha2::{Digest, Sha256};
use spargebra::Query;
use spargebra::algebra::QueryDataset;

use super::coding;
use super::describe;
use super::evaluate::{bounded, problem, write, write_rows};
use super::media::Media;
use super::problem::Problem;
use super::reply::Reply;
use super::request::{Request, pairs};
use super::rows::Rows;
use super::site;
use super::version::Version;
use super::{Limits, Service};
use crate::page::question::Answer;
use crate::publish::dump::Format;
use crate::query::{ResultFormat, interruptible, read_query};
use crate::store::{CancellationToken, Lookup, QueryResults};

/// The path of the endpoint.
pub const PATH: &str = "/sparql";

/// The parameter by which a link asks for a form that it cannot ask for with `Accept`.
pub const FORMAT: &str = "format";

/// The version of the program that writes the answers.
const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// Up to how many bytes a query is parsed by the thread that waits for connections.
const SHORT: usize = 4 << 10;

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
    /// The ending of the form that is asked for, if it is one.
    format: Option<String>,
}

/// Answers a request to the endpoint; a reader whose query has no answer gets the form again, with
/// the query and what is wrong with it.
pub(super) async fn answer(
    service: &Arc<Service>,
    version: Arc<Version>,
    request: &Request,
) -> Result<Reply, Problem> {
    let answered = answer_to(service, Arc::clone(&version), request).await;
    let Err(problem) = answered else {
        return answered;
    };
    let is_read = Problem::form(request.accept().as_deref()) == Media::Html;
    let text = asked_text(request).filter(|_| is_read);
    // Where there is no room for a query there is none for a page.
    let Some(text) = text.filter(|_| problem.code != "busy") else {
        return Err(problem);
    };
    let told = problem.clone();
    let page = move |version: &Version, request: &Request| {
        let language = version.pages().language(request.language());
        let asked = site::Asked {
            text: &text,
            outcome: Err(&problem),
        };
        let reply = site::query(version, request, language, Some(asked))?;
        Ok(problem.told(reply.with(header::VARY, "Accept-Language").varying()))
    };
    let page = service.render(version, request, page).await;
    page.map_err(|_| told)
}

/// The text of the query that a request asks, if it can be read.
fn asked_text(request: &Request) -> Option<String> {
    let mut parameters = request.parameters().ok()?;
    if request.body_type().0 == "application/x-www-form-urlencoded" {
        parameters.extend(pairs(&request.body).ok()?);
    }
    let mut queries = parameters.into_iter().filter(|(name, _)| name == "query");
    queries.next().map(|(_, text)| text)
}

async fn answer_to(
    service: &Arc<Service>,
    version: Arc<Version>,
    request: &Request,
) -> Result<Reply, Problem> {
    let mut asked = read(request)?;
    match mem::replace(&mut asked.operation, Operation::Describe) {
        Operation::Describe => description(service, version, request).await,
        Operation::Query(text) => {
            // Answers to GET are kept by address, before the request is read.
            let question = (request.method == Method::POST).then(|| {
                let question = question(request, &asked, &text);
                coding::question(question, request.codings().prefers_gzip)
            });
            if let Some(question) = &question
                && let Some(reply) = version.answers.get(question)
            {
                service.metrics.hits.count();
                return Ok(Arc::unwrap_or_clone(reply));
            }
            service.metrics.queries.count();
            let (mut query, text) = if text.len() <= SHORT {
                (parse(&text, &version)?, text)
            } else {
                let asked_of = Arc::clone(&version);
                let work = move |_: &CancellationToken| Ok((parse(&text, &asked_of)?, text));
                service.work(work).await?
            };
            if let Some(dataset) = asked.dataset {
                *dataset_of(&mut query) = Some(dataset);
            }
            let forms = forms(&query);
            let named = asked.format.as_deref();
            let media = match named.and_then(|suffix| Media::with_suffix(suffix, &forms)) {
                Some(media) => media,
                None => request.choose(&forms)?,
            };
            let reply = if media == Media::Html {
                let (asked_of, request) = (Arc::clone(&version), request.clone());
                let limits = service.limits().clone();
                let work = move |token: &CancellationToken| {
                    page(query, &text, &forms, &asked_of, &request, &limits, token)
                };
                service.work(work).await?.tagged()
            } else if let Some(lookup) = Lookup::of(&query).filter(|it| it.thing().is_some()) {
                // Shorter than the way to another thread.
                Reply {
                    is_found_fast: true,
                    ..look_up(&lookup, &text, media, &version, service.limits())?
                }
            } else {
                let limits = service.limits().clone();
                let asked_of = Arc::clone(&version);
                let work = move |token: &CancellationToken| {
                    evaluate(query, media, &asked_of, &limits, token)
                };
                service.work(work).await?.tagged()
            };
            let reply = reply.varying();
            let Some(question) = question else {
                return Ok(reply);
            };
            let kept = service.keep(&version, &question, reply).await;
            Ok(Arc::unwrap_or_clone(kept))
        }
        Operation::Update(text) => {
            request.may_write(&service.settings)?;
            service.update(&text, asked.dataset).await?;
            Ok(Reply::empty(StatusCode::NO_CONTENT))
        }
    }
}

/// All that the answer to a POST depends on besides the version of the dataset.
fn question(request: &Request, asked: &Asked, text: &str) -> String {
    let accept = request.accept();
    format!(
        "sparql\n{}\n{:?}\n{:?}\n{}\n{:?}\n{text}",
        accept.as_deref().unwrap_or_default(),
        request.language(),
        asked.format,
        request.origin,
        asked.dataset
    )
}

fn parse(text: &str, version: &Version) -> Result<Query, Problem> {
    Ok(read_query("query", text, version.base())?)
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
    let mut format = None;
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
            FORMAT => format = Some(value),
            // Clients send more: `output`, `timeout`.
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
        format,
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

/// Begins to answer a query; the token stops it, also between reads of the store.
fn results(
    query: Query,
    version: &Version,
    token: &CancellationToken,
) -> Result<QueryResults<'static>, Problem> {
    version
        .store
        .query(interruptible(query), Some(token))
        .map_err(|error| problem(error.into()))
}

/// Answers a query for what is said of one thing, from the quads where they say what the store says.
///
/// What is copied from the quads of a version is known by the version, the query, the form and the
/// program: to hash the answer would take longer than to copy it.
fn look_up(
    lookup: &Lookup<'_>,
    text: &str,
    media: Media,
    version: &Version,
    limits: &Limits,
) -> Result<Reply, Problem> {
    let format = media.result().ok_or_else(Problem::bug)?;
    let thing = lookup.thing().filter(|_| lookup.is_by_words());
    let about = thing.and_then(|thing| version.about(thing));
    match about.filter(|quads| quads.len() <= limits.rows) {
        Some(quads) if format == ResultFormat::Json => {
            let body = write_rows(lookup.columns(), lookup.rows(quads), limits)?;
            let known_by = known_by(PROGRAM, media, &version.tag, version.base(), text);
            Ok(Reply::new(media, body).tagged_as(&Sha256::digest(known_by)))
        }
        _ => {
            let results = version.store.look_up(lookup);
            let body = write(results, format, &version.names(), limits)?;
            Ok(Reply::new(media, body).tagged())
        }
    }
}

/// All that an answer copied from the quads depends on: another program may write it otherwise.
fn known_by(program: &str, media: Media, tag: &str, base: &str, text: &str) -> String {
    [program, media.content_type(), tag, base, text].join("\n")
}

fn evaluate(
    query: Query,
    media: Media,
    version: &Version,
    limits: &Limits,
    token: &CancellationToken,
) -> Result<Reply, Problem> {
    let results = results(query, version, token)?;
    let format = media.result().ok_or_else(Problem::bug)?;
    let body = write(results, format, &version.names(), limits)?;
    Ok(Reply::new(media, body))
}

/// A query and its answer as a page.
fn page(
    query: Query,
    text: &str,
    forms: &[Media],
    version: &Version,
    request: &Request,
    limits: &Limits,
    token: &CancellationToken,
) -> Result<Reply, Problem> {
    let results = results(query, version, token)?;
    let answer = match results {
        results @ QueryResults::Solutions(_) => Rows::take(results, limits)?.into_answer(),
        results => Answer::read(bounded(results, limits.rows)).map_err(problem)?,
    };
    let turtle = match &answer {
        Answer::Graph(_) => {
            let (results, format) = (answer.results(), ResultFormat::Graph(Format::Turtle));
            let bytes = write(results, format, &version.names(), limits)?;
            Some(String::from_utf8_lossy(&bytes).into_owned())
        }
        _ => None,
    };
    let answered = site::Answered {
        answer,
        turtle,
        forms: forms.strip_suffix(&[Media::Html]).unwrap_or(forms),
    };
    let asked = site::Asked {
        text,
        outcome: Ok(answered),
    };
    let language = version.pages().language(request.language());
    Ok(site::query(version, request, language, Some(asked))?.with(header::VARY, "Accept-Language"))
}

/// The service description, or a form to write a query into.
async fn description(
    service: &Arc<Service>,
    version: Arc<Version>,
    request: &Request,
) -> Result<Reply, Problem> {
    let mut forms = Media::TRIPLES.to_vec();
    forms.push(Media::Html);
    let media = request.choose(&forms)?;
    if let Some(format) = media.graph() {
        let endpoint = format!("{}{}", request.origin, request.encoded_path);
        let is_writable = service.settings.token.is_some();
        let quads = describe::service(&version, &request.origin, &endpoint, is_writable);
        return Ok(describe::reply(&quads, format, &version)?
            .tagged()
            .varying());
    }
    let request = request.clone();
    let work = move |_: &CancellationToken| {
        let language = version.pages().language(request.language());
        Ok(site::query(&version, &request, language, None)?.with(header::VARY, "Accept-Language"))
    };
    Ok(service.work(work).await?.tagged().varying())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_form_or_program_has_another_tag() {
        let json = Media::SparqlJson;
        let tags = [
            known_by("1.0.0", json, "tag", "base", "text"),
            known_by("1.0.1", json, "tag", "base", "text"),
            known_by("1.0.0", Media::Csv, "tag", "base", "text"),
            known_by("1.0.0", json, "other", "base", "text"),
            known_by("1.0.0", json, "tag", "other", "text"),
            known_by("1.0.0", json, "tag", "base", "other"),
        ];
        for (position, tag) in tags.iter().enumerate() {
            assert!(!tags[..position].contains(tag), "{tag}");
        }
    }
}
