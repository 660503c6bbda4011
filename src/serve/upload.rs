//! Graphs that clients bring.

use std::collections::{HashMap, HashSet};

use http_body_util::{BodyDataStream, Full};
use hyper::StatusCode;
use hyper::body::Bytes;
use hyper::header;
use multer::Multipart;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Quad};

use super::media::Media;
use super::problem::Problem;
use super::request::Request;

/// How many bytes the entities of an XML document may become, all together.
const ENTITY_BYTES: usize = 1 << 20;

/// The graphs that a request brings: one, or one for each part of a form.
pub(super) async fn bodies(request: &Request) -> Result<Vec<(RdfFormat, Bytes)>, Problem> {
    let (media_type, _) = request.body_type();
    if media_type != "multipart/form-data" {
        request.text()?;
        return Ok(vec![(format(&media_type)?, request.body.clone())]);
    }
    let content_type = request.header(header::CONTENT_TYPE).unwrap_or_default();
    let wrong = |error: multer::Error| Problem::bad("multipart", error.to_string());
    let boundary = multer::parse_boundary(content_type).map_err(wrong)?;
    let stream = BodyDataStream::new(Full::new(request.body.clone()));
    let mut multipart = Multipart::new(stream, boundary);
    let mut bodies = Vec::new();
    while let Some(field) = multipart.next_field().await.map_err(wrong)? {
        let media_type = field
            .content_type()
            .map_or_else(|| "text/turtle".to_owned(), |t| t.essence_str().to_owned());
        bodies.push((format(&media_type)?, field.bytes().await.map_err(wrong)?));
    }
    Ok(bodies)
}

fn format(media_type: &str) -> Result<RdfFormat, Problem> {
    let format = Media::GRAPH
        .into_iter()
        .find(|media| media.is_called(media_type))
        .and_then(|media| RdfFormat::from_media_type(media.types()[0]));
    format.ok_or_else(|| {
        let listed = Media::GRAPH.map(|media| media.types()[0]).join(", ");
        Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "body-type",
            format!("a body of the type `{media_type}` cannot be a graph"),
        )
        .help(format!("send one of {listed}"))
    })
}

/// Reads a graph; its blank nodes are none of those that are there already.
pub(super) fn parse(
    format: RdfFormat,
    body: &[u8],
    graph: &GraphName,
) -> Result<HashSet<Quad>, Problem> {
    if format == RdfFormat::RdfXml {
        check_entities(body)?;
    }
    let base = match graph {
        GraphName::NamedNode(name) => name.as_str(),
        _ => "",
    };
    let parser = RdfParser::from_format(format)
        .rename_blank_nodes()
        .without_named_graphs()
        .with_default_graph(graph.clone());
    let parser = match parser.clone().with_base_iri(base) {
        Ok(parser) => parser,
        Err(_) => parser,
    };
    let quads: Result<HashSet<Quad>, _> = parser.for_slice(body).collect();
    quads.map_err(|error| Problem::bad("body-syntax", format!("the graph cannot be read: {error}")))
}

/// Refuses XML whose entities become much more than what was sent.
///
/// The parser replaces entities by what they stand for, entities within entities included, so
/// forty short lines can stand for a terabyte.
fn check_entities(body: &[u8]) -> Result<(), Problem> {
    let text = String::from_utf8_lossy(body);
    let mut lengths: HashMap<&str, usize> = HashMap::new();
    // As the parser reads them: declared in order, the last one of a name counts.
    for declared in text.split("<!ENTITY").skip(1) {
        let declared = declared.trim_start().trim_start_matches('%').trim_start();
        let Some((name, rest)) = declared.split_once(char::is_whitespace) else {
            continue;
        };
        let value = rest.trim_start().strip_prefix('"');
        let Some((value, _)) = value.and_then(|rest| rest.split_once('"')) else {
            continue;
        };
        let length = value.len().saturating_add(replaced(value, &lengths));
        let longest = lengths.entry(name).or_default();
        *longest = length.max(*longest);
    }
    if lengths.is_empty() || replaced(&text, &lengths) <= ENTITY_BYTES {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "entities-too-large",
        format!("the entities of the document stand for more than {ENTITY_BYTES} bytes"),
    ))
}

/// How many bytes the references in a text stand for.
fn replaced(text: &str, lengths: &HashMap<&str, usize>) -> usize {
    let references = text.split('&').skip(1);
    let names = references.filter_map(|rest| Some(rest.split_once(';')?.0));
    names.fold(0, |sum, name| {
        sum.saturating_add(lengths.get(name).copied().unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMESPACE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    fn parsed(declarations: &str, value: &str) -> Result<usize, &'static str> {
        let body = format!(
            "<!DOCTYPE rdf:RDF [{declarations}]><rdf:RDF xmlns:rdf=\"{NAMESPACE}\" xmlns:e=\"e:\">\
             <rdf:Description rdf:about=\"s:s\"><e:p>{value}</e:p></rdf:Description></rdf:RDF>"
        );
        let quads = parse(RdfFormat::RdfXml, body.as_bytes(), &GraphName::DefaultGraph);
        quads
            .map(|quads| quads.len())
            .map_err(|problem| problem.code)
    }

    #[test]
    fn entities_are_names_for_namespaces_and_no_more() {
        let owl = "<!ENTITY owl \"http://www.w3.org/2002/07/owl#\">";
        assert_eq!(parsed(owl, "&owl;Class"), Ok(1));
        let long = format!("<!ENTITY a \"{}\">", "x".repeat(10_000));
        assert_eq!(parsed(&long, &"&a;".repeat(50)), Ok(1));
        assert_eq!(parsed(&long, &"&a;".repeat(500)), Err("entities-too-large"));
        let mut doubling = "<!ENTITY a0 \"ha\">".to_owned();
        for level in 1..64 {
            let before = level - 1;
            doubling.extend(["<!ENTITY a", &level.to_string(), " \""]);
            doubling.extend([format!("&a{before};&a{before};\">")]);
        }
        assert_eq!(parsed(&doubling, "&a63;"), Err("entities-too-large"));
    }

    #[test]
    fn nothing_is_read_from_elsewhere() {
        for declared in [
            "<!ENTITY x SYSTEM \"file:///etc/passwd\">",
            "<!ENTITY x PUBLIC \"a\" \"http://127.0.0.1/\">",
            "<!ENTITY % x SYSTEM \"http://127.0.0.1/\"> %x;",
        ] {
            assert_eq!(parsed(declared, "&x;"), Err("body-syntax"), "{declared}");
        }
    }
}
