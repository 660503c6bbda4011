//! Things: their names lead to documents about them ([httpRange-14], 303).
//!
//! `/id/person/唐鳳` leads to `/doc/person/唐鳳`, a page, or to `/data/person/唐鳳.ttl` and its
//! siblings, as `Accept` says. An ending beats `Accept`.
//!
//! [httpRange-14]: https://www.w3.org/TR/cooluris/

use hyper::StatusCode;
use hyper::header::{self, HeaderName};
use oxigraph::model::NamedNode;

use super::describe;
use super::media::Media;
use super::problem::Problem;
use super::reply::{Reply, encode_iri, encode_path};
use super::request::Request;
use super::site;
use super::version::{THINGS, Version};
use crate::publish::dump::Format;

/// The forms of a thing, best first: a client without a wish is a program.
const FORMS: [Media; 7] = [
    Media::Graph(Format::Turtle),
    Media::Html,
    Media::Graph(Format::JsonLd),
    Media::Graph(Format::NTriples),
    Media::Graph(Format::RdfXml),
    Media::Graph(Format::NQuads),
    Media::Graph(Format::TriG),
];

/// The forms of data, best first.
const DATA: [Media; 6] = Media::GRAPH;

/// A thing and the rest of its path: `person/唐鳳`.
struct Thing {
    node: NamedNode,
    key: String,
}

fn find(version: &Version, key: &str, encoded: &str) -> Option<Thing> {
    let path = format!("{THINGS}{key}");
    let node = version.thing(&path, &format!("{THINGS}{encoded}"))?;
    let key = node.as_str()[version.base().len() + THINGS.len()..].to_owned();
    Some(Thing { node, key })
}

/// A thing with an ending behind its path, and the form that the ending means.
fn find_with_suffix(
    version: &Version,
    key: &str,
    encoded: &str,
    offered: &[Media],
) -> Option<(Thing, Media)> {
    let (key, suffix) = key.rsplit_once('.')?;
    let (encoded, _) = encoded.rsplit_once('.')?;
    let media = Media::with_suffix(suffix, offered)?;
    Some((find(version, key, encoded)?, media))
}

/// `/id/…`: leads to a document.
pub(super) fn name(
    version: &Version,
    request: &Request,
    key: &str,
    encoded: &str,
) -> Result<Reply, Problem> {
    let (thing, media) = match find(version, key, encoded) {
        Some(thing) => (thing, None),
        None => find_with_suffix(version, key, encoded, &FORMS)
            .map(|(thing, media)| (thing, Some(media)))
            .ok_or_else(|| Problem::not_found(&request.path))?,
    };
    let media = match media {
        Some(media) => media,
        None => request.choose(&FORMS)?,
    };
    if version.is_withdrawn(thing.node.as_ref()) {
        return document(version, request, &thing, media);
    }
    let path = match media {
        Media::Html => format!("/doc/{}", thing.key),
        media => format!("/data/{}.{}", thing.key, media.suffix()),
    };
    let reply = Reply::see_other(&path)
        .varying()
        .with(header::CACHE_CONTROL, "public, no-cache");
    Ok(alternates(reply, &thing))
}

/// `/doc/…`: the document, as a page unless something else is asked for.
pub(super) fn doc(
    version: &Version,
    request: &Request,
    key: &str,
    encoded: &str,
) -> Result<Reply, Problem> {
    if let Some((thing, media)) = find_with_suffix(version, key, encoded, &FORMS) {
        return document(version, request, &thing, media);
    }
    let thing = find(version, key, encoded).ok_or_else(|| Problem::not_found(&request.path))?;
    let mut forms = FORMS;
    forms.swap(0, 1);
    let media = request.choose(&forms)?;
    let reply = document(version, request, &thing, media)?.varying();
    Ok(match media {
        Media::Html => reply.with(header::VARY, "Accept-Language"),
        media => {
            let path = format!("/data/{}.{}", thing.key, media.suffix());
            reply.with(header::CONTENT_LOCATION, &encode_path(&path))
        }
    })
}

/// `/data/…`: the data, in the form of the ending, else of `Accept`.
pub(super) fn data(
    version: &Version,
    request: &Request,
    key: &str,
    encoded: &str,
) -> Result<Reply, Problem> {
    if let Some((thing, media)) = find_with_suffix(version, key, encoded, &DATA) {
        return document(version, request, &thing, media);
    }
    let thing = find(version, key, encoded).ok_or_else(|| Problem::not_found(&request.path))?;
    let media = request.choose(&DATA)?;
    let path = format!("/data/{}.{}", thing.key, media.suffix());
    Ok(document(version, request, &thing, media)?
        .varying()
        .with(header::CONTENT_LOCATION, &encode_path(&path)))
}

/// The document about a thing; of one that was withdrawn, what is left of it with 410.
fn document(
    version: &Version,
    request: &Request,
    thing: &Thing,
    media: Media,
) -> Result<Reply, Problem> {
    let node = thing.node.as_ref();
    let reply = if let Some(format) = media.graph() {
        let document = format!("{}data/{}", version.base(), thing.key);
        let document = NamedNode::new_unchecked(document);
        describe::reply(
            &version.description(node, document.as_ref()),
            format,
            version,
        )?
    } else {
        let reply = site::thing(version, node, request.language())?;
        if reply.status.is_redirection() {
            return Ok(alternates(reply, thing));
        }
        reply
    };
    let link = HeaderName::from_static("link");
    let about = format!("<{}>; rel=\"about\"", encode_iri(node.as_str()));
    let licence = encode_iri(&version.project.dataset.licence);
    let reply = reply
        .tagged()
        .with(link.clone(), &about)
        .with(link, &format!("<{licence}>; rel=\"license\""));
    let reply = alternates(reply, thing);
    Ok(if version.is_withdrawn(node) {
        reply.status(StatusCode::GONE)
    } else {
        reply
    })
}

/// Says in which other forms a thing can be had.
fn alternates(reply: Reply, thing: &Thing) -> Reply {
    let link = HeaderName::from_static("link");
    let mut links = vec![format!(
        "<{}>; rel=\"alternate\"; type=\"text/html\"",
        encode_path(&format!("/doc/{}", thing.key))
    )];
    links.extend(Media::TRIPLES.iter().map(|media| {
        let path = format!("/data/{}.{}", thing.key, media.suffix());
        let name = media.types()[0];
        format!(
            "<{}>; rel=\"alternate\"; type=\"{name}\"",
            encode_path(&path)
        )
    }));
    links.push("</.well-known/void>; rel=\"describedby\"".to_owned());
    reply.with(link, &links.join(", "))
}
