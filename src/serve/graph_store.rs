//! The [SPARQL 1.1 Graph Store Protocol](https://www.w3.org/TR/sparql11-http-rdf-update/).
//!
//! `?graph=IRI` names a graph, `?default` the default graph, and `/store/…` the graph whose
//! name is the address of the request. Without any of them the whole dataset is read, and a
//! POST makes a new graph.

use std::sync::Arc;

use hyper::header;
use hyper::{Method, StatusCode};
use oxigraph::model::{GraphName, NamedNode, Quad};
use sha2::{Digest, Sha256};

use super::describe;
use super::media::Media;
use super::problem::Problem;
use super::reply::Reply;
use super::request::Request;
use super::version::{Version, short};
use super::{Limits, Service, upload};
use crate::graph::Quads;
use crate::publish::dump::Format;

/// The path of the graph store.
pub const PATH: &str = "/store";

const METHODS: &str = "GET, HEAD, PUT, POST, DELETE, OPTIONS";

/// Which graph a request is about.
enum Target {
    /// The one of this name, or the default graph.
    Graph(GraphName),
    /// All of them.
    Dataset,
}

/// Answers a request to the graph store; `rest` is the path below it.
pub(super) async fn answer(
    service: &Arc<Service>,
    version: Arc<Version>,
    request: &Request,
    rest: Option<&str>,
) -> Result<Reply, Problem> {
    let target = target(request, rest)?;
    match request.method {
        Method::GET | Method::HEAD => {
            let settings = Arc::clone(service);
            let read = move |version: &Version, request: &Request| {
                read(&settings, version, request, &target)
            };
            service.render(version, request, read).await
        }
        Method::PUT | Method::POST | Method::DELETE => {
            request.may_write(&service.settings)?;
            write(service, request, target).await
        }
        _ => Err(Problem::method(METHODS)),
    }
}

fn target(request: &Request, rest: Option<&str>) -> Result<Target, Problem> {
    let parameters = request.parameters()?;
    let mut named = parameters
        .iter()
        .filter(|(name, _)| name == "graph" || name == "default");
    let first = named.next();
    if named.next().is_some() {
        return Err(Problem::bad(
            "several-graphs",
            "a request is about one graph: either `default` or one `graph`",
        ));
    }
    let iri = match (first, rest) {
        (Some((name, _)), _) if name == "default" => {
            return Ok(Target::Graph(GraphName::DefaultGraph));
        }
        (Some((_, iri)), _) => iri.clone(),
        (None, Some(_)) => format!("{}{}", request.origin, request.encoded_path),
        (None, None) => return Ok(Target::Dataset),
    };
    let graph = NamedNode::new(&iri)
        .map_err(|_| Problem::bad("graph-iri", format!("`{iri}` is not the IRI of a graph")))?;
    Ok(Target::Graph(graph.into()))
}

fn read(
    service: &Service,
    version: &Version,
    request: &Request,
    target: &Target,
) -> Result<Reply, Problem> {
    let whole;
    let quads = match target {
        Target::Dataset => &version.quads,
        // What the default graph holds is what can be written into it; where nothing can be
        // written, it is what queries see: the union of all.
        Target::Graph(GraphName::DefaultGraph) if service.settings.token.is_none() => {
            let media = request.choose(&Media::TRIPLES)?;
            let format = media.graph().ok_or_else(Problem::bug)?;
            whole = version.quads.union().map(Into::into).collect();
            return whole_or_refused(describe::reply(&whole, format, version)?, service.limits());
        }
        Target::Graph(name) => {
            let name = match name {
                GraphName::NamedNode(name) => Some(name.as_ref()),
                _ => None,
            };
            whole = version.graph(name).ok_or_else(|| {
                Problem::new(
                    StatusCode::NOT_FOUND,
                    "no-graph",
                    format!("there is no graph {}", name.map_or("", |n| n.as_str())),
                )
            })?;
            &whole
        }
    };
    let forms: &[Media] = match target {
        Target::Dataset => &[
            Media::Graph(Format::NQuads),
            Media::Graph(Format::TriG),
            Media::Graph(Format::Turtle),
            Media::Graph(Format::JsonLd),
            Media::Graph(Format::NTriples),
            Media::Graph(Format::RdfXml),
        ],
        Target::Graph(_) => &Media::GRAPH,
    };
    let format = request.choose(forms)?.graph().ok_or_else(Problem::bug)?;
    whole_or_refused(describe::reply(quads, format, version)?, service.limits())
}

/// An answer that has no more bytes than one may have.
fn whole_or_refused(reply: Reply, limits: &Limits) -> Result<Reply, Problem> {
    if reply.body.len() > limits.answer_bytes {
        return Err(Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "answer-too-large",
            format!("the graph has more than {} bytes", limits.answer_bytes),
        )
        .help("the whole dataset is one file at /dump"));
    }
    Ok(reply.tagged().varying())
}

async fn write(
    service: &Arc<Service>,
    request: &Request,
    target: Target,
) -> Result<Reply, Problem> {
    let method = request.method.clone();
    let mut is_minted = false;
    let graph = match target {
        Target::Graph(graph) => graph,
        Target::Dataset if method == Method::POST => {
            is_minted = true;
            let name = short(&Sha256::digest(&request.body));
            NamedNode::new_unchecked(format!("{}{PATH}/{name}", request.origin)).into()
        }
        Target::Dataset => {
            return Err(Problem::bad(
                "no-graph",
                "say which graph: `?default`, `?graph=…` or a path below the graph store",
            ));
        }
    };
    let bodies = if method == Method::DELETE {
        Vec::new()
    } else {
        upload::bodies(request).await?
    };
    let location = match &graph {
        GraphName::NamedNode(name) if is_minted => Some(name.as_str().to_owned()),
        _ => None,
    };
    let status = service
        .write(move |before, _| {
            let existed = before.quads.iter().any(|quad| quad.graph_name == graph);
            if method == Method::DELETE && !existed {
                return Err(Problem::new(
                    StatusCode::NOT_FOUND,
                    "no-graph",
                    "there is no such graph",
                ));
            }
            let mut quads: Vec<Quad> = before
                .quads
                .iter()
                .filter(|quad| method == Method::POST || quad.graph_name != graph)
                .cloned()
                .collect();
            for (format, body) in &bodies {
                quads.extend(upload::parse(*format, body, &graph)?);
            }
            let status = match method {
                _ if !existed => StatusCode::CREATED,
                Method::PUT => StatusCode::NO_CONTENT,
                _ => StatusCode::OK,
            };
            Ok((Quads::new(quads), status))
        })
        .await?;
    let reply = Reply::empty(status);
    Ok(match location {
        Some(location) => reply.with(header::LOCATION, &location),
        None => reply,
    })
}
