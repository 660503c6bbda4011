//! The forms in which an answer can be had: media types and endings.

use crate::publish::dump::Format;
use crate::query::ResultFormat;

/// A form in which an answer can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Media {
    /// A page for people.
    Html,
    /// Plain text.
    Text,
    /// JSON of its own shape: plain rows of a saved query, the list of queries.
    Json,
    /// A format of graphs.
    Graph(Format),
    /// SPARQL results in JSON.
    SparqlJson,
    /// SPARQL results in XML.
    SparqlXml,
    /// A style sheet.
    Css,
    /// A script.
    JavaScript,
    /// A drawing.
    Svg,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// What went wrong, in JSON (RFC 9457).
    Problem,
}

impl Media {
    /// The forms of a graph without names, best first.
    pub const TRIPLES: [Self; 5] = [
        Self::Graph(Format::Turtle),
        Self::Graph(Format::JsonLd),
        Self::Graph(Format::NTriples),
        Self::Graph(Format::RdfXml),
        Self::Graph(Format::NQuads),
    ];

    /// The forms of a graph, best first: those that can tell named graphs apart, too.
    pub const GRAPH: [Self; 6] = [
        Self::Graph(Format::Turtle),
        Self::Graph(Format::JsonLd),
        Self::Graph(Format::NTriples),
        Self::Graph(Format::RdfXml),
        Self::Graph(Format::NQuads),
        Self::Graph(Format::TriG),
    ];

    /// The forms of SPARQL results, best first.
    pub const ROWS: [Self; 4] = [Self::SparqlJson, Self::SparqlXml, Self::Csv, Self::Tsv];

    /// The media types, the one that answers carry first; requests may use any.
    pub fn types(self) -> &'static [&'static str] {
        match self {
            Self::Html => &["text/html", "application/xhtml+xml"],
            Self::Text => &["text/plain"],
            Self::Json => &["application/json", "text/json"],
            Self::Graph(Format::Turtle) => {
                &["text/turtle", "application/turtle", "application/x-turtle"]
            }
            Self::Graph(Format::NTriples) => &["application/n-triples", "text/plain"],
            Self::Graph(Format::NQuads) => &["application/n-quads", "text/x-nquads"],
            Self::Graph(Format::TriG) => &["application/trig", "application/x-trig"],
            Self::Graph(Format::JsonLd) => &["application/ld+json", "application/json"],
            Self::Graph(Format::RdfXml) => &["application/rdf+xml", "application/xml", "text/xml"],
            Self::SparqlJson => &[
                "application/sparql-results+json",
                "application/json",
                "text/json",
            ],
            Self::SparqlXml => &[
                "application/sparql-results+xml",
                "application/xml",
                "text/xml",
            ],
            Self::Css => &["text/css"],
            Self::JavaScript => &["text/javascript"],
            Self::Svg => &["image/svg+xml"],
            Self::Csv => &["text/csv"],
            Self::Tsv => &["text/tab-separated-values"],
            Self::Problem => &["application/problem+json", "application/json"],
        }
    }

    /// The value of `Content-Type`, with the encoding where a type has it.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Text => "text/plain; charset=utf-8",
            Self::Css => "text/css; charset=utf-8",
            Self::JavaScript => "text/javascript; charset=utf-8",
            Self::Graph(Format::Turtle) => "text/turtle; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Tsv => "text/tab-separated-values; charset=utf-8",
            _ => self.types()[0],
        }
    }

    /// The ending that asks for it, without the dot.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Text => "txt",
            Self::Json | Self::Problem => "json",
            Self::SparqlJson => "srj",
            Self::SparqlXml => "srx",
            Self::Css => "css",
            Self::JavaScript => "js",
            Self::Svg => "svg",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Graph(format) => format.extension(),
        }
    }

    /// The one of these with that ending.
    pub fn with_suffix(suffix: &str, offered: &[Self]) -> Option<Self> {
        offered
            .iter()
            .copied()
            .find(|media| media.suffix() == suffix)
    }

    /// The form of a file of the site, by its ending.
    pub fn of_file(path: &str) -> Option<Self> {
        const FILES: [Media; 7] = [
            Media::Html,
            Media::Text,
            Media::Css,
            Media::JavaScript,
            Media::Svg,
            Media::Graph(Format::Turtle),
            Media::Graph(Format::JsonLd),
        ];
        let (_, suffix) = path.rsplit_once('.')?;
        Self::with_suffix(suffix, &FILES)
    }

    /// The format of dumps that it is, if it is one.
    pub fn graph(self) -> Option<Format> {
        match self {
            Self::Graph(format) => Some(format),
            _ => None,
        }
    }

    /// The format of SPARQL results or graphs that it is, if it is one.
    pub fn result(self) -> Option<ResultFormat> {
        Some(match self {
            Self::SparqlJson => ResultFormat::Json,
            Self::SparqlXml => ResultFormat::Xml,
            Self::Csv => ResultFormat::Csv,
            Self::Tsv => ResultFormat::Tsv,
            _ => self.graph()?.into(),
        })
    }

    /// Whether a media type, without parameters, means this form.
    pub fn is_called(self, media_type: &str) -> bool {
        self.types()
            .iter()
            .any(|name| name.eq_ignore_ascii_case(media_type))
    }
}
