//! From a request to its answer: which part of the server it is for, and what all answers have.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Response, StatusCode};

use super::connection::Access;
use super::media::Media;
use super::problem::Problem;
use super::reply::Reply;
use super::request::Request;
use super::version::Version;
use super::{
    Service, api, describe, dump, graph_store, openapi, reconcile, search, site, sparql, thing,
};
use crate::publish::dump::Format;
use crate::store::CancellationToken;

/// How long an address may be, in bytes.
const ADDRESS_BYTES: usize = 64 << 10;

/// Headers that all answers have.
const COMMON: [(&str, &str); 6] = [
    ("access-control-allow-origin", "*"),
    (
        "access-control-expose-headers",
        "Content-Location, ETag, Link, Location, Retry-After, X-Request-Id, X-Total-Count",
    ),
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
];

/// The policy of a page that other sites may show inside theirs: it runs nothing.
const FRAMED_POLICY: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; \
                             form-action 'none'; frame-ancestors *";

/// Answers a request, and says what the log should know.
pub(super) async fn respond(
    service: &Arc<Service>,
    client: IpAddr,
    request: hyper::Request<Incoming>,
) -> (Response<Full<Bytes>>, Access) {
    let started = Instant::now();
    let (head, body) = request.into_parts();
    let id = request_id(service, &head.headers);
    let method = head.method.clone();
    let headers = head.headers.clone();
    let target = head.uri.to_string();
    let accept = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok());
    let answered = match service.admit(client, started) {
        Ok(()) => answer(service, head, body).await,
        Err(problem) => Err(problem),
    };
    let reply = match answered {
        Ok(reply) => reply,
        Err(problem) => problem.reply(accept),
    };
    let is_framed = reply.is_framed;
    let mut response = reply.answer(&method, &headers);
    let out = response.headers_mut();
    for (name, value) in COMMON {
        let name = HeaderName::from_static(name);
        out.insert(name, HeaderValue::from_static(value));
    }
    if is_framed {
        let policy = HeaderValue::from_static(FRAMED_POLICY);
        out.insert(header::CONTENT_SECURITY_POLICY, policy);
        out.remove(header::X_FRAME_OPTIONS);
    }
    if let Ok(id) = HeaderValue::from_str(&id) {
        out.insert(HeaderName::from_static("x-request-id"), id);
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
        method: method.to_string(),
        target,
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
    let name = HeaderName::from_static("x-request-id");
    let sent = headers.get(name).and_then(|value| value.to_str().ok());
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
    body: Incoming,
) -> Result<Reply, Problem> {
    let length = head.uri.path_and_query().map_or(0, |p| p.as_str().len());
    if length > ADDRESS_BYTES {
        return Err(Problem::new(
            StatusCode::URI_TOO_LONG,
            "address-too-long",
            format!("the address has more than {ADDRESS_BYTES} bytes"),
        )
        .help("send a long query with POST"));
    }
    let mut request = Request::of_head(head, &service.settings)?;
    if request.method == Method::OPTIONS {
        return Ok(preflight());
    }
    let version = service.version();
    let is_read = matches!(request.method, Method::GET | Method::HEAD);
    if !is_read {
        let limits = service.limits();
        request
            .read_body(body, limits.body_bytes, limits.arrival_time)
            .await?;
        return route(service, version, &request).await;
    }
    let question = question(&request);
    if let Some(reply) = version.answers.get(&question) {
        service.metrics.hits.count();
        return Ok(reply);
    }
    let kept = Arc::clone(&version);
    let reply = route(service, version, &request).await?;
    let lasts = reply.headers.contains_key(header::CACHE_CONTROL)
        && reply
            .headers
            .get(header::CACHE_CONTROL)
            .is_some_and(|v| v != "no-store");
    if lasts {
        kept.answers.put(&question, &reply);
    }
    Ok(reply)
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
                Ok(Reply::see_other(&format!("{}/{name}", api::PATH)))
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
