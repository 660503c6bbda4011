//! The [Reconciliation Service API 0.2](https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/),
//! with which OpenRefine matches the names in a table against the dataset, and fills other columns
//! with what is said of what it found.

use hyper::{Method, header};
use oxigraph::model::NamedNode;
use serde_json::{Value, json};

use super::Limits;
use super::media::Media;
use super::problem::Problem;
use super::reply::Reply;
use super::request::{Request, pairs};
use super::version::{THINGS, Version};
use super::{candidate, extend, site, suggest};
use crate::store::CancellationToken;

/// The path of the service.
pub const PATH: &str = "/reconcile";

/// The path of the pages that a program shows inside its own.
pub const PREVIEW: &str = "/reconcile/preview";

/// How large a preview is shown, in CSS pixels.
const PREVIEW_SIZE: (u32, u32) = (430, 260);

/// How many classes are offered before anything is typed.
const DEFAULT_TYPES: usize = 20;

/// Answers a request; `rest` is the path below the service.
pub(super) fn answer(
    version: &Version,
    request: &Request,
    rest: &str,
    limits: &Limits,
    token: &CancellationToken,
) -> Result<Reply, Problem> {
    let mut parameters = request.parameters()?;
    if request.method == Method::POST {
        request.text()?;
        parameters.extend(pairs(&request.body)?);
    }
    let given = |name: &str| {
        let mut values = parameters.iter().filter(|(n, _)| n == name);
        values.next().map(|(_, value)| value.as_str())
    };
    let language = request.language();
    let prefix = given("prefix").unwrap_or_default();
    let value = match (rest, given("queries"), given("extend")) {
        ("", Some(queries), _) => candidate::batch(version, queries, language, token)?,
        ("", None, Some(asked)) => extend::values(version, asked, language, limits, token)?,
        ("", None, None) => manifest(version, &request.origin),
        ("extend/propose", ..) => extend::propose(
            version,
            given("type").unwrap_or_default(),
            given("limit").unwrap_or_default(),
            language,
            token,
        )?,
        ("suggest/entity", ..) => suggest::entities(version, prefix, language),
        ("suggest/property", ..) => suggest::properties(version, prefix, language, token)?,
        ("suggest/type", ..) => suggest::classes(version, prefix, language),
        ("preview", ..) => {
            return site::preview(version, given("id").unwrap_or_default(), language);
        }
        _ => return Err(Problem::not_found(&request.path)),
    };
    let reply = Reply::new(Media::Json, format!("{value}\n")).tagged();
    Ok(reply.with(header::VARY, "Accept-Language"))
}

fn manifest(version: &Version, origin: &str) -> Value {
    let dataset = &version.project.dataset;
    let title = dataset
        .title
        .get("zh-Hant")
        .or_else(|| dataset.title.first());
    let service = |path: &str| {
        json!({
            "service_url": origin,
            "service_path": format!("{PATH}/{path}"),
        })
    };
    json!({
        "versions": ["0.2"],
        "name": title.unwrap_or(&dataset.name),
        "identifierSpace": format!("{}{THINGS}", version.base()),
        "schemaSpace": "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "documentation": format!("{origin}{}", super::openapi::PATH),
        "view": { "url": format!("{origin}/doc/{{{{id}}}}") },
        "preview": {
            "url": format!("{origin}{PREVIEW}?id={{{{id}}}}"),
            "width": PREVIEW_SIZE.0,
            "height": PREVIEW_SIZE.1,
        },
        "defaultTypes": suggest::usual(version, "zh-Hant")
            .into_iter()
            .take(DEFAULT_TYPES)
            .map(|(id, name)| json!({ "id": id, "name": name }))
            .collect::<Vec<_>>(),
        "suggest": {
            "entity": service("suggest/entity"),
            "property": service("suggest/property"),
            "type": service("suggest/type"),
        },
        "extend": {
            "propose_properties": service("extend/propose"),
            "property_settings": [],
        },
    })
}

/// The name of a thing within the dataset: what stands behind the identifier space.
pub(super) fn id<'t>(version: &Version, thing: &'t NamedNode) -> &'t str {
    let iri = thing.as_str();
    iri.strip_prefix(version.base())
        .and_then(|path| path.strip_prefix(THINGS))
        .unwrap_or(iri)
}

/// The thing with a name within the dataset; the name of one elsewhere is its whole IRI.
pub(super) fn node(version: &Version, id: &str) -> Option<NamedNode> {
    NamedNode::new(format!("{}{THINGS}{id}", version.base()))
        .ok()
        .filter(|node| version.is_known(node.as_ref()))
        .or_else(|| NamedNode::new(id).ok())
}
