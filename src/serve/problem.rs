//! What went wrong, said in the form that was asked for.

use hyper::StatusCode;
use hyper::header::{self, HeaderName};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};
use serde_json::json;

use super::media::Media;
use super::negotiate;
use super::reply::Reply;
use crate::graph::vocab::{PREFIXES, ht, rdf, rdfs};
use crate::graph::{Names, Quads};
use crate::page::ask;
use crate::publish::dump::{self, Format};
use crate::query::{Fault, QueryError};

/// The forms in which a problem can be told, best first.
const FORMS: [Media; 8] = [
    Media::Problem,
    Media::Html,
    Media::Text,
    Media::Graph(Format::Turtle),
    Media::Graph(Format::JsonLd),
    Media::Graph(Format::NTriples),
    Media::Graph(Format::RdfXml),
    Media::Graph(Format::NQuads),
];

/// Why a request has no answer.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The status.
    pub status: StatusCode,
    /// A stable code.
    pub code: &'static str,
    /// What is wrong, in the words of the client.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// What is wrong in the text of a query.
    pub fault: Option<Box<Fault>>,
    /// Headers that belong to the status.
    headers: Vec<(HeaderName, String)>,
}

impl Problem {
    /// A problem with nothing else to say.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            help: None,
            fault: None,
            headers: Vec::new(),
        }
    }

    /// The same with what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with a header.
    pub fn with(mut self, name: HeaderName, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The request itself is wrong.
    pub fn bad(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }

    /// There is nothing at this path.
    pub fn not_found(path: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "not-found",
            format!("there is nothing at `{path}`"),
        )
    }

    /// None of the forms that the client accepts can be had.
    pub fn not_acceptable(offered: &[Media]) -> Self {
        let listed: Vec<String> = offered
            .iter()
            .map(|media| format!("{} (.{})", media.types()[0], media.suffix()))
            .collect();
        Self::new(
            StatusCode::NOT_ACCEPTABLE,
            "not-acceptable",
            "none of the media types asked for can be had",
        )
        .help(format!("there are {}", listed.join(", ")))
    }

    /// The method does not fit the path.
    pub fn method(allowed: &'static str) -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method",
            format!("this can be asked with {allowed} only"),
        )
        .with(header::ALLOW, allowed)
    }

    /// A mistake of this program.
    pub fn bug() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "bug",
            "the server made a mistake; the request is not at fault",
        )
    }

    /// The same as an answer, in the best form for a header `Accept`.
    pub fn reply(&self, accept: Option<&str>) -> Reply {
        let media = Self::form(accept);
        let body = match media {
            Media::Html => self.page().into_bytes(),
            Media::Text => self.text().into_bytes(),
            media => match media.graph() {
                Some(format) => {
                    let names = Names {
                        base: None,
                        prefixes: PREFIXES,
                    };
                    let mut bytes = Vec::new();
                    if dump::write(&self.graph(), format, &names, &mut bytes).is_err() {
                        bytes.clear();
                    }
                    bytes
                }
                None => self.json(),
            },
        };
        self.told(Reply::new(media, body)).varying()
    }

    /// The best form for a header `Accept`.
    pub fn form(accept: Option<&str>) -> Media {
        negotiate::media(accept, &FORMS).unwrap_or(Media::Problem)
    }

    /// An answer that tells the problem, with its status and what belongs to that.
    pub fn told(&self, mut reply: Reply) -> Reply {
        for (name, value) in &self.headers {
            reply = reply.with(name.clone(), value);
        }
        reply
            .status(self.status)
            .with(header::CACHE_CONTROL, "no-store")
    }

    fn title(&self) -> String {
        self.status.to_string()
    }

    fn text(&self) -> String {
        let mut text = format!("{}\n\n{}\n", self.title(), self.message);
        if let Some(help) = &self.help {
            text.extend(["help: ", help, "\n"]);
        }
        text
    }

    fn page(&self) -> String {
        let page = ask::render_problem(&self.title(), &self.message, self.help.as_deref());
        page.unwrap_or_default()
    }

    fn json(&self) -> Vec<u8> {
        let mut problem = json!({
            "type": "about:blank",
            "title": self.status.canonical_reason().unwrap_or_default(),
            "status": self.status.as_u16(),
            "code": self.code,
            "detail": self.message,
        });
        if let Some(object) = problem.as_object_mut() {
            if let Some(help) = &self.help {
                object.insert("help".to_owned(), help.as_str().into());
            }
            if let Some(fault) = &self.fault {
                object.insert("line".to_owned(), fault.line.into());
                object.insert("column".to_owned(), fault.column.into());
            }
        }
        let mut text = problem.to_string();
        text.push('\n');
        text.into_bytes()
    }

    fn graph(&self) -> Quads {
        // Relative to no document: a problem has no name of its own.
        let node = NamedNode::new_unchecked(format!("urn:govrep:problem:{}", self.code));
        let text = |text: &str| Term::from(Literal::from(text));
        let mut statements = vec![
            (rdf::TYPE, Term::from(ht::RESPONSE.into_owned())),
            (
                ht::STATUS_CODE_NUMBER,
                Literal::from(i64::from(self.status.as_u16())).into(),
            ),
            (
                ht::REASON_PHRASE,
                text(self.status.canonical_reason().unwrap_or_default()),
            ),
            (rdfs::LABEL, text(&self.message)),
        ];
        statements.extend(self.help.as_deref().map(|help| (rdfs::COMMENT, text(help))));
        statements
            .into_iter()
            .map(|(property, value)| {
                Quad::new(node.clone(), property, value, GraphName::DefaultGraph)
            })
            .collect()
    }
}

impl From<QueryError> for Problem {
    fn from(error: QueryError) -> Self {
        let status = match &error {
            QueryError::Unknown { .. } => StatusCode::NOT_FOUND,
            QueryError::Format { .. } => StatusCode::NOT_ACCEPTABLE,
            QueryError::Cancelled => StatusCode::SERVICE_UNAVAILABLE,
            QueryError::Io(_) => StatusCode::INTERNAL_SERVER_ERROR,
            _ => StatusCode::BAD_REQUEST,
        };
        let mut problem = Self::new(status, error.code(), error.to_string());
        problem.help = match &error {
            QueryError::Unknown { nearest: None, .. } => {
                Some(format!("{} lists the saved queries", super::api::PATH))
            }
            error => error.help(),
        };
        if let QueryError::Syntax { fault, .. } = error {
            problem.fault = Some(fault);
        }
        problem
    }
}
