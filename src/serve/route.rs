//! From a request to its answer: which part of the server it is for, and what all answers have.

use std::mem;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Response, StatusCode};

use super::connection::Access;
use super::media::Media;
use super::negotiate::Codings;
use super::problem::Problem;
use super::reply::{Reply, encode_path};
use super::request::Request;
use super::version::Version;
use super::{
    Service, api, coding, describe, dump, graph_store, openapi, reconcile, search, site, sparql,
    thing,
};
use crate::publish::dump::Format;
use crate::store::CancellationToken;

/// The header that tells the number of a request.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// How long an address may be, in bytes.
const ADDRESS_BYTES: usize = 64 << 10;

/// Answers a request, and says what the log should know.
pub(super) async fn respond(
    service: &Arc<Service>,
    client: IpAddr,
    request: hyper::Request<Incoming>,
) -> (Response<Full<Bytes>>, Access) {
    let started = Instant::now();
    let (mut head, body) = request.into_parts();
    let id = request_id(service, &head.headers);
    let method = head.method.clone();
    let headers = Arc::new(mem::take(&mut head.headers));
    let uri = head.uri.clone();
    let accept = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok());
    let answered = match service.admit(client, started) {
        Ok(()) => answer(service, head, Arc::clone(&headers), body).await,
        Err(problem) => Err(problem),
    };
    let (reply, codings) = match answered {
        Ok((reply, codings)) => (Arc::unwrap_or_clone(reply), codings),
        Err(problem) => (problem.reply(accept).dressed(), Codings::of(None)),
    };
    let mut response = reply.answer(&method, &headers, codings);
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    let status = response.status().as_u16();
    let bytes = if method == Method::HEAD {
        0
    } else {
        body_length(response.body())
    };
    let time = started.elapsed();
    service.metrics.answered(status, bytes, time);
    let access = Access {
        method,
        uri,
        status,
        bytes,
        time,
        id,
    };
    (response, access)
}

fn body_length(body: &Full<Bytes>) -> usize {
    let hint = hyper::body::Body::size_hint(body);
    usize::try_from(hint.lower()).unwrap_or(usize::MAX)
}

/// The number of a request: the client's own if it is harmless, else a new one.
fn request_id(service: &Service, headers: &HeaderMap) -> String {
    let sent = headers
        .get(REQUEST_ID)
        .and_then(|value| value.to_str().ok());
    let is_harmless = |id: &&str| {
        (1..=64).contains(&id.len())
            && id
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
    };
    match sent.filter(is_harmless) {
        Some(id) => id.to_owned(),
        None => service.next_id(),
    }
}

async fn answer(
    service: &Arc<Service>,
    head: hyper::http::request::Parts,
    headers: Arc<HeaderMap>,
    body: Incoming,
) -> Result<(Arc<Reply>, Codings), Problem> {
    let length = head.uri.path_and_query().map_or(0, |p| p.as_str().len());
    if length > ADDRESS_BYTES {
        return Err(Problem::new(
            StatusCode::URI_TOO_LONG,
            "address-too-long",
            format!("the address has more than {ADDRESS_BYTES} bytes"),
        )
        .help("send a long query with POST"));
    }
    let mut request = Request::of_head(head, headers, &service.settings)?;
    let codings = request.codings();
    if request.method == Method::OPTIONS {
        return Ok((Arc::new(preflight().dressed()), codings));
    }
    let version = service.version();
    let is_read = matches!(request.method, Method::GET | Method::HEAD);
    if !is_read {
        let limits = service.limits();
        request
            .read_body(body, limits.body_bytes, limits.arrival_time)
            .await?;
        let found = route(service, version, &request).await?;
        let reply = Arc::new(found.varying_in_coding().dressed());
        let reply = service.coded(reply, codings).await?;
        return Ok((reply, codings));
    }
    let reply = kept_or_found(service, version, &request, codings).await?;
    Ok((service.coded(reply, codings).await?, codings))
}

/// The answer to a question that may have been asked before.
async fn kept_or_found(
    service: &Arc<Service>,
    version: Arc<Version>,
    request: &Request,
    codings: Codings,
) -> Result<Arc<Reply>, Problem> {
    let question = coding::question(question(request), codings.prefers_gzip);
    if let Some(reply) = version.answers.get(&question) {
        service.metrics.hits.count();
        return Ok(reply);
    }
    let kept = Arc::clone(&version);
    let plain = coding::plain(&question).and_then(|plain| kept.answers.get(plain));
    let reply = if let Some(reply) = plain {
        service.metrics.hits.count();
        Arc::unwrap_or_clone(reply)
    } else {
        let found = route(service, version, request).await?;
        found.varying_in_coding().dressed()
    };
    let lasts = reply
        .headers
        .get(header::CACHE_CONTROL)
        .is_some_and(|v| v != "no-store");
    if lasts {
        return Ok(service.keep(&kept, &question, reply).await);
    }
    Ok(Arc::new(reply))
}

/// Everything that an answer to GET depends on besides the version of the dataset.
fn question(request: &Request) -> String {
    let mut question = String::with_capacity(256);
    question.extend([
        &request.encoded_path,
        "?",
        &request.query,
        "\n",
        &request.origin,
    ]);
    for name in [header::ACCEPT, header::ACCEPT_LANGUAGE] {
        question.push('\n');
        for value in request.headers.get_all(name) {
            question.push_str(&String::from_utf8_lossy(value.as_bytes()));
            question.push(',');
        }
    }
    question
}

fn preflight() -> Reply {
    let name = HeaderName::from_static;
    Reply::empty(StatusCode::NO_CONTENT)
        .with(header::ALLOW, "GET, HEAD, POST, PUT, DELETE, OPTIONS")
        .with(
            name("access-control-allow-methods"),
            "GET, HEAD, POST, PUT, DELETE, OPTIONS",
        )
        .with(
            name("access-control-allow-headers"),
            "Accept, Accept-Language, Authorization, Content-Type, If-None-Match, If-Range, Range, \
             X-Request-Id",
        )
        .with(name("access-control-max-age"), "86400")
}

/// Gives the request to the part of the server that it is for.
async fn route(
    service: &Arc<Service>,
    version: Arc<Version>,
    request: &Request,
) -> Result<Reply, Problem> {
    let path = request.path.as_str();
    let encoded = request.encoded_path.as_str();
    let below = |prefix: &str| {
        let rest = path.strip_prefix(prefix)?;
        Some((rest, encoded.strip_prefix(prefix).unwrap_or(rest)))
    };
    if matches!(path, "/sparql" | "/sparql/") {
        return sparql::answer(service, version, request).await;
    }
    if matches!(path, "/store" | "/store/") {
        return graph_store::answer(service, version, request, None).await;
    }
    if let Some((rest, _)) = below("/store/") {
        return graph_store::answer(service, version, request, Some(rest)).await;
    }
    if path == reconcile::PATH || below("/reconcile/").is_some() {
        if request.method == Method::DELETE || request.method == Method::PUT {
            return Err(Problem::method("GET, HEAD, POST, OPTIONS"));
        }
        let (asked, serving) = (request.clone(), Arc::clone(service));
        let rest = below("/reconcile/").map_or("", |(rest, _)| rest).to_owned();
        let work = move |token: &CancellationToken| {
            reconcile::answer(&version, &asked, &rest, serving.limits(), token)
        };
        return service.work(work).await;
    }
    if !matches!(request.method, Method::GET | Method::HEAD) {
        return Err(Problem::method("GET, HEAD, OPTIONS"));
    }
    if let Some((key, encoded)) = below("/id/") {
        return thing::name(&version, request, key, encoded);
    }
    if let Some((key, encoded)) = below("/doc/") {
        let (key, encoded) = (key.to_owned(), encoded.to_owned());
        let render = move |version: &Version, request: &Request| match site::file(
            version,
            request,
            request.path.trim_start_matches('/'),
        )? {
            Some(page) => Ok(page.tagged()),
            None => thing::doc(version, request, &key, &encoded),
        };
        return service.render(version, request, render).await;
    }
    if let Some((key, encoded)) = below("/data/") {
        return thing::data(&version, request, key, encoded);
    }
    if let Some((name, _)) = below("/api/").filter(|(name, _)| !name.is_empty()) {
        return api::answer(service, version, request, name).await;
    }
    if let Some((name, _)) = below("/query/").filter(|(name, _)| !name.starts_with("index.")) {
        // What a release has as files.
        return match name.rsplit_once('.') {
            Some((stem, "json")) => {
                let name = format!("{stem}.{}", Media::SparqlJson.suffix());
                api::answer(service, version, request, &name).await
            }
            Some(_) => api::answer(service, version, request, name).await,
            None => {
                version.queries.get(name)?;
                let mut path = encode_path(&format!("{}/{name}", api::PATH));
                if !request.query.is_empty() {
                    path.extend(["?", &request.query]);
                }
                Ok(Reply::empty(StatusCode::SEE_OTHER).with(header::LOCATION, &path))
            }
        };
    }
    if let Some((file, _)) = below("/dump/") {
        return dump::answer(&version, request, Some(file).filter(|f| !f.is_empty()));
    }
    if below("/graph/").is_some() {
        return graph(&version, request);
    }
    match path {
        "/" => service.render(version, request, home).await,
        search::PATH => service.render(version, request, search::answer).await,
        "/api" | "/api/" => service.render(version, request, api::list).await,
        "/dump" => dump::answer(&version, request, None),
        openapi::PATH => Ok(openapi::answer(&version, &request.origin)),
        "/.well-known/void" => service.render(version, request, void).await,
        "/health" => Ok(plain("ok\n")),
        "/metrics" => {
            let running = service.running.count();
            let text = service.metrics.write(version.triples(), running);
            Ok(plain(&text))
        }
        "/robots.txt" => Ok(plain("User-agent: *\nDisallow: /sparql\nDisallow: /api/\n")),
        _ if below("/dataset/")
            == Some((&version.project.dataset.name, &version.project.dataset.name)) =>
        {
            Ok(Reply::see_other("/.well-known/void"))
        }
        _ => service.render(version, request, file).await,
    }
}

impl Service {
    /// Lets a client ask, unless it asks too often.
    fn admit(&self, client: IpAddr, now: Instant) -> Result<(), Problem> {
        let Some(Err(wait)) = self.rates.as_ref().map(|rates| rates.take(client, now)) else {
            return Ok(());
        };
        self.metrics.limited.count();
        Err(Problem::new(
            StatusCode::TOO_MANY_REQUESTS,
            "rate",
            "too many requests come from this address",
        )
        .help("ask less often; the whole dataset is one file at /dump")
        .with(header::RETRY_AFTER, wait.as_secs_f64().ceil().to_string()))
    }

    /// Renders an answer on a thread of its own.
    pub(super) async fn render(
        self: &Arc<Self>,
        version: Arc<Version>,
        request: &Request,
        render: impl FnOnce(&Version, &Request) -> Result<Reply, Problem> + Send + 'static,
    ) -> Result<Reply, Problem> {
        let request = request.clone();
        let work = move |_: &CancellationToken| render(&version, &request);
        self.work(work).await
    }
}

fn plain(text: &str) -> Reply {
    Reply::new(Media::Text, text.to_owned()).with(header::CACHE_CONTROL, "no-store")
}

/// A named graph of the dataset: what it holds is in the graph store.
fn graph(version: &Version, request: &Request) -> Result<Reply, Problem> {
    let iri = format!("{}{}", version.base(), request.path.trim_start_matches('/'));
    if !version.graphs.contains_key(&iri) {
        return Err(Problem::not_found(&request.path));
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("graph", &iri);
    let path = format!("{}?{}", graph_store::PATH, query.finish());
    Ok(Reply::empty(StatusCode::SEE_OTHER).with(header::LOCATION, &path))
}

/// What the dataset is, in RDF.
fn void(version: &Version, request: &Request) -> Result<Reply, Problem> {
    let format = request.choose(&Media::TRIPLES)?.graph();
    let quads = describe::void(version, &request.origin);
    let reply = describe::reply(&quads, format.ok_or_else(Problem::bug)?, version)?;
    Ok(reply.tagged().varying())
}

/// The first page, and the dataset for programs.
fn home(version: &Version, request: &Request) -> Result<Reply, Problem> {
    let media = request.choose(&[
        Media::Html,
        Media::Graph(Format::Turtle),
        Media::Graph(Format::JsonLd),
        Media::Graph(Format::NTriples),
        Media::Graph(Format::RdfXml),
        Media::Graph(Format::NQuads),
    ])?;
    if media != Media::Html {
        return void(version, request);
    }
    let page = site::named(version, "index", request.language())?;
    Ok(page
        .tagged()
        .varying()
        .with(header::VARY, "Accept-Language"))
}

/// A file of the site.
fn file(version: &Version, request: &Request) -> Result<Reply, Problem> {
    let file = site::file(version, request, request.path.trim_start_matches('/'))?;
    let reply = file.ok_or_else(|| Problem::not_found(&request.path))?;
    Ok(reply.tagged())
}
