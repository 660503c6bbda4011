//! The saved queries as an API: one path each, parameters after `?`, answers in many forms.

use std::num::NonZeroUsize;
use std::sync::Arc;

use hyper::StatusCode;
use hyper::header::HeaderName;
use oxigraph::sparql::QuerySolutionIter;
use serde_json::{Value, json};

use super::evaluate::{bounded, problem, write};
use super::media::Media;
use super::problem::Problem;
use super::reply::{Reply, encode_path};
use super::request::Request;
use super::rows::Rows;
use super::site;
use super::version::Version;
use super::{Limits, Service};
use crate::page::question::Answer;
use crate::publish::dump::Format;
use crate::query::{Form, SavedQuery, interruptible};
use crate::store::{CancellationToken, QueryResults};

/// The path below which the queries stand.
pub const PATH: &str = "/api";

/// The forms of rows, best first.
pub const ROWS: [Media; 6] = [
    Media::Json,
    Media::Html,
    Media::Csv,
    Media::Tsv,
    Media::SparqlJson,
    Media::SparqlXml,
];

/// The forms of graphs, best first.
pub const GRAPH: [Media; 7] = [
    Media::Graph(Format::Turtle),
    Media::Html,
    Media::Graph(Format::JsonLd),
    Media::Graph(Format::NTriples),
    Media::Graph(Format::RdfXml),
    Media::Graph(Format::NQuads),
    Media::Graph(Format::TriG),
];

/// The parameter that says how many rows a page has.
pub const PER_PAGE: &str = "per_page";

/// The parameter that says which page.
pub const PAGE: &str = "page";

/// The parameter that says the form of the answer by its ending, as the path may.
pub const FORMAT: &str = "format";

/// How many rows a page may have.
pub const MOST_PER_PAGE: usize = 10_000;

/// The forms in which a query can be answered, best first.
pub fn forms(query: &SavedQuery) -> &'static [Media] {
    match query.form {
        Form::Rows | Form::Truth => &ROWS,
        Form::Graph => &GRAPH,
    }
}

/// Whether the answer can be had page by page, unless a parameter of the query has that name.
pub fn has_pages(query: &SavedQuery) -> bool {
    query.form == Form::Rows && is_free(query, PAGE) && is_free(query, PER_PAGE)
}

/// Whether no parameter of the query has a name.
pub fn is_free(query: &SavedQuery, name: &str) -> bool {
    !query.parameters.iter().any(|p| p.is_called(name))
}

/// `/api`: all queries.
pub(super) fn list(version: &Version, request: &Request) -> Result<Reply, Problem> {
    let media = request.choose(&[Media::Json, Media::Html])?;
    let reply = if media == Media::Html {
        by_language(site::named(version, "query/index", request.language())?)
    } else {
        let queries: Value = version.queries.iter().map(entry).collect();
        Reply::new(media, format!("{queries:#}\n"))
    };
    let link = HeaderName::from_static("link");
    let openapi = "</openapi.json>; rel=\"service-desc\"; type=\"application/json\"";
    Ok(reply.tagged().varying().with(link, openapi))
}

fn entry(query: &SavedQuery) -> Value {
    let texts = |text: &crate::query::Text| {
        json!({
            "zh-Hant": text.in_language("zh-Hant").trim(),
            "en": text.in_language("en").trim(),
        })
    };
    let parameters: Value = query
        .parameters
        .iter()
        .map(|parameter| {
            json!({
                "name": parameter.name,
                "type": parameter.kind.to_string(),
                "required": !parameter.is_optional && parameter.default.is_none(),
                "default": parameter.default,
                "values": parameter.allowed,
            })
        })
        .collect();
    json!({
        "name": query.name,
        "path": path(query),
        "summary": texts(&query.head.summary),
        "description": texts(&query.head.description),
        "tags": query.head.tags,
        "parameters": parameters,
        "endings": forms(query).iter().map(|media| media.suffix()).collect::<Vec<_>>(),
    })
}

fn path(query: &SavedQuery) -> String {
    encode_path(&format!("{PATH}/{}", query.name))
}

/// A question to a query: values of its parameters, and which rows of the answer.
struct Question {
    values: Vec<(String, String)>,
    page: Option<(NonZeroUsize, NonZeroUsize)>,
    /// The form that a parameter asks for.
    media: Option<Media>,
}

impl Question {
    fn read(query: &SavedQuery, request: &Request) -> Result<Self, Problem> {
        let (mut values, mut number, mut size) = (Vec::new(), None, query.head.pagination);
        let (has_pages, has_format) = (has_pages(query), is_free(query, FORMAT));
        let mut media = None;
        for (name, value) in request.parameters()? {
            match name.as_str() {
                PAGE if has_pages => number = Some(count(&name, &value, usize::MAX)?),
                PER_PAGE if has_pages => size = Some(count(&name, &value, MOST_PER_PAGE)?),
                // What is left empty in a form is not given.
                _ if value.is_empty() => {}
                FORMAT if has_format => {
                    media = Some(with_ending(query, &value, StatusCode::BAD_REQUEST)?);
                }
                _ => values.push((name, value)),
            }
        }
        let page = if has_pages && (number.is_some() || size.is_some()) {
            let default = NonZeroUsize::new(100).unwrap_or(NonZeroUsize::MIN);
            Some((number.unwrap_or(NonZeroUsize::MIN), size.unwrap_or(default)))
        } else {
            None
        };
        Ok(Self {
            values,
            page,
            media,
        })
    }
}

fn count(name: &str, value: &str, most: usize) -> Result<NonZeroUsize, Problem> {
    let number = value.parse::<NonZeroUsize>().ok();
    number.filter(|n| n.get() <= most).ok_or_else(|| {
        let range = if most == usize::MAX {
            "from 1".to_owned()
        } else {
            format!("from 1 to {most}")
        };
        Problem::bad(
            "page",
            format!("`{name}` must be a whole number {range}, but is `{value}`"),
        )
    })
}

/// `/api/<name>[.<ending>]`: the answer to a query.
pub(super) async fn answer(
    service: &Arc<Service>,
    version: Arc<Version>,
    request: &Request,
    name: &str,
) -> Result<Reply, Problem> {
    // A page names its language by its ending, as those of a release do.
    let page = (Media::of_file(name) == Some(Media::Html)).then(|| version.pages().parse(name));
    let (query, media, language) = if let Some((stem, language)) = page.flatten() {
        let query = version.queries.get(stem)?;
        (query, Some(Media::Html), language.tag())
    } else {
        let (query, media) = find(&version, name)?;
        (query, media, request.language())
    };
    let question = Question::read(query, request)?;
    let (media, varies) = match question.media.or(media) {
        Some(media) => (media, false),
        None => (request.choose(forms(query))?, true),
    };
    if media == Media::Html && is_form(query, &question) {
        let (of, query) = (Arc::clone(&version), query.clone());
        let work = move |_: &CancellationToken| {
            site::question(&of, &query, &question.values, None, language)
        };
        return Ok(by_language(service.work(work).await?.tagged().varying()));
    }
    let bound = query.bind(&question.values)?;
    service.metrics.queries.count();
    let limits = service.limits().clone();
    let (of, query) = (Arc::clone(&version), query.clone());
    let target = request.encoded_path.clone();
    let work = move |token: &CancellationToken| {
        let results = of
            .store
            .query(interruptible(bound), Some(token))
            .map_err(|error| problem(error.into()))?;
        let asked = Asked {
            version: &of,
            query: &query,
            question: &question,
            media,
            language,
            target: &target,
        };
        asked.write(results, &limits)
    };
    let reply = service.work(work).await?.tagged();
    Ok(match (varies, media) {
        (true, Media::Html) => by_language(reply.varying()),
        (true, _) => reply.varying(),
        (false, _) => reply,
    })
}

/// The same, chosen by `Accept-Language`, too.
fn by_language(reply: Reply) -> Reply {
    reply.with(hyper::header::VARY, "Accept-Language")
}

/// The query of that name, with the form that an ending means.
fn find<'v>(version: &'v Version, name: &str) -> Result<(&'v SavedQuery, Option<Media>), Problem> {
    if let Ok(query) = version.queries.get(name) {
        return Ok((query, None));
    }
    if let Some((stem, suffix)) = name.rsplit_once('.')
        && let Ok(query) = version.queries.get(stem)
    {
        let media = with_ending(query, suffix, StatusCode::NOT_FOUND)?;
        return Ok((query, Some(media)));
    }
    let error = version.queries.get(name).err();
    Err(error.map_or_else(Problem::bug, Into::into))
}

/// The form of the answer to a query that an ending means, else a problem with the status given.
fn with_ending(query: &SavedQuery, suffix: &str, status: StatusCode) -> Result<Media, Problem> {
    let forms = forms(query);
    let suffix = if suffix == "xml" { "srx" } else { suffix };
    Media::with_suffix(suffix, forms).ok_or_else(|| {
        let endings: Vec<_> = forms.iter().map(|media| media.suffix()).collect();
        Problem::new(
            status,
            "ending",
            format!("`{}` has no answer with the ending `{suffix}`", query.name),
        )
        .help(format!("the endings are {}", endings.join(", ")))
    })
}

/// Whether the page can only ask for values: one is missing.
fn is_form(query: &SavedQuery, question: &Question) -> bool {
    question.values.is_empty()
        && query
            .parameters
            .iter()
            .any(|parameter| !parameter.is_optional && parameter.default.is_none())
}

/// A question on its way to be answered.
struct Asked<'a> {
    version: &'a Version,
    query: &'a SavedQuery,
    question: &'a Question,
    media: Media,
    language: &'a str,
    target: &'a str,
}

impl Asked<'_> {
    fn write(&self, results: QueryResults<'static>, limits: &Limits) -> Result<Reply, Problem> {
        let names = self.version.names();
        if self.query.form != Form::Rows {
            if self.media == Media::Html {
                let answer = Answer::read(bounded(results, limits.rows)).map_err(problem)?;
                return self.page(&answer);
            }
            let body = match self.media.result() {
                Some(format) => write(results, format, &names, limits)?,
                None => Rows::take(results, limits)?.json(),
            };
            return Ok(Reply::new(self.media, body));
        }
        let mut rows = Rows::take(results, limits)?;
        let total = rows.rows.len();
        let mut links = Vec::new();
        if let Some((page, size)) = self.question.page {
            let (page, size) = (page.get(), size.get());
            let last = total.div_ceil(size).max(1);
            if page > last {
                return Err(Problem::new(
                    StatusCode::NOT_FOUND,
                    "page",
                    format!("there is no page {page}; the last one is {last}"),
                ));
            }
            rows.rows.truncate(page * size);
            rows.rows.drain(..(page - 1) * size);
            let mut link = |page: usize, relation: &str| {
                links.push(format!(
                    "<{}>; rel=\"{relation}\"",
                    self.page_path(page, size)
                ));
            };
            link(1, "first");
            link(last, "last");
            if page > 1 {
                link(page - 1, "prev");
            }
            if page < last {
                link(page + 1, "next");
            }
        }
        let reply = match self.media {
            Media::Json => Reply::new(self.media, rows.json()),
            Media::Html => self.page(&rows.into_answer())?,
            media => {
                let format = media.result().ok_or_else(Problem::bug)?;
                let variables: Arc<[_]> = rows.variables.into();
                let of_row = Arc::clone(&variables);
                let solutions = rows
                    .rows
                    .into_iter()
                    .map(move |values| Ok((Arc::clone(&of_row), values).into()));
                let results = QuerySolutionIter::new(variables, solutions).into();
                Reply::new(media, write(results, format, &names, limits)?)
            }
        };
        if reply.body.len() > limits.answer_bytes {
            return Err(Problem::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "answer-too-large",
                format!("the answer has more than {} bytes", limits.answer_bytes),
            )
            .help(format!("ask page by page, with `{PER_PAGE}`")));
        }
        let name = HeaderName::from_static("x-total-count");
        let reply = reply.with(name, &total.to_string());
        Ok(if links.is_empty() {
            reply
        } else {
            reply.with(HeaderName::from_static("link"), &links.join(", "))
        })
    }

    /// The path of a page of the same answer.
    fn page_path(&self, page: usize, size: usize) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(&self.question.values);
        if let Some(media) = self.question.media {
            query.append_pair(FORMAT, media.suffix());
        }
        query.append_pair(PER_PAGE, &size.to_string());
        query.append_pair(PAGE, &page.to_string());
        format!("{}?{}", self.target, query.finish())
    }

    fn page(&self, answer: &Answer) -> Result<Reply, Problem> {
        let values = &self.question.values;
        site::question(
            self.version,
            self.query,
            values,
            Some(answer),
            self.language,
        )
    }
}
