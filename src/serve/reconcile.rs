//! The [Reconciliation Service API 0.2](https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/),
//! with which OpenRefine matches the names in a table against the dataset, and fills other columns
//! with what is said of what it found.

use std::collections::BTreeMap;

use hyper::{Method, header};
use oxigraph::model::{NamedNode, NamedOrBlankNodeRef, TermRef};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::Limits;
use super::evaluate::unless_cancelled;
use super::extend;
use super::media::Media;
use super::problem::Problem;
use super::reply::Reply;
use super::request::{Request, pairs};
use super::search::{Hit, expanded, is_of, types};
use super::version::{THINGS, Version};
use crate::graph::vocab::rdf;
use crate::store::CancellationToken;

/// The path of the service.
pub const PATH: &str = "/reconcile";

/// How many candidates are given if nothing is said, and at most.
const CANDIDATES: (usize, usize) = (5, 50);

/// How many names can be asked about at a time.
const BATCH: usize = 200;

/// From this score on a name is taken for the thing's, if no other thing is as much alike.
const MATCH: f64 = 0.999;

/// A name to be matched.
#[derive(Deserialize)]
struct Query {
    #[serde(rename = "query")]
    name: String,
    #[serde(default, rename = "type")]
    class: Option<Classes>,
    #[serde(default)]
    limit: Option<usize>,
}

/// One class or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Classes {
    One(String),
    Several(Vec<String>),
}

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
    let value = match (rest, given("queries"), given("extend")) {
        ("", Some(queries), _) => batch(version, queries, language, token)?,
        ("", None, Some(asked)) => extend::values(version, asked, language, limits, token)?,
        ("", None, None) => manifest(version, &request.origin),
        ("extend/propose", ..) => extend::propose(
            version,
            given("type").unwrap_or_default(),
            given("limit").unwrap_or_default(),
            language,
            token,
        )?,
        ("suggest/entity", ..) => suggest_entity(version, given("prefix").unwrap_or(""), language),
        ("suggest/type", ..) => suggest_type(version, given("prefix").unwrap_or(""), language),
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
    let suggest = |what: &str| {
        json!({
            "service_url": origin,
            "service_path": format!("{PATH}/suggest/{what}"),
        })
    };
    json!({
        "versions": ["0.2"],
        "name": title.unwrap_or(&dataset.name),
        "identifierSpace": format!("{}{THINGS}", version.base()),
        "schemaSpace": "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "view": { "url": format!("{origin}/doc/{{{{id}}}}") },
        "defaultTypes": classes(version, "zh-Hant")
            .into_iter()
            .take(20)
            .map(|(id, name, _)| json!({ "id": id, "name": name }))
            .collect::<Vec<_>>(),
        "suggest": { "entity": suggest("entity"), "type": suggest("type") },
        "extend": {
            "propose_properties": {
                "service_url": origin,
                "service_path": format!("{PATH}/extend/propose"),
            },
            "property_settings": [],
        },
    })
}

/// Candidates for each name of a batch.
fn batch(
    version: &Version,
    queries: &str,
    language: &str,
    token: &CancellationToken,
) -> Result<Value, Problem> {
    let queries: BTreeMap<String, Query> = serde_json::from_str(queries)
        .map_err(|error| Problem::bad("reconcile-queries", format!("`queries`: {error}")))?;
    if queries.len() > BATCH {
        let message = format!("at most {BATCH} names can be asked about at a time");
        return Err(Problem::bad("reconcile-batch", message));
    }
    let answered = queries.into_iter().map(|(number, query)| {
        unless_cancelled(token)?;
        let classes: Vec<NamedNode> = match &query.class {
            None => Vec::new(),
            Some(Classes::One(class)) => vec![expanded(version, class)],
            Some(Classes::Several(classes)) => classes
                .iter()
                .map(|class| expanded(version, class))
                .collect(),
        };
        let limit = query.limit.unwrap_or(CANDIDATES.0).clamp(1, CANDIDATES.1);
        let fits = |thing: &NamedNode| {
            classes.is_empty()
                || classes
                    .iter()
                    .any(|class| is_of(version, thing, Some(class)))
        };
        // One more tells whether the best is the only one.
        let hits = version.index().find(&query.name, limit.max(2), fits);
        let same = hits.iter().filter(|hit| hit.score >= MATCH).count();
        let result: Vec<Value> = hits
            .iter()
            .take(limit)
            .map(|hit| candidate(version, hit, same == 1 && hit.score >= MATCH, language))
            .collect();
        Ok((number, json!({ "result": result })))
    });
    Ok(Value::Object(
        answered.collect::<Result<Map<_, _>, Problem>>()?,
    ))
}

fn candidate(version: &Version, hit: &Hit, is_match: bool, language: &str) -> Value {
    let label = version.label(hit.thing.as_ref(), language);
    let types: Vec<Value> = types(version, hit.thing.as_ref())
        .into_iter()
        .map(|class| {
            let name = class_name(version, &class, language);
            json!({ "id": class, "name": name })
        })
        .collect();
    json!({
        "id": id(version, &hit.thing),
        "name": label.map_or_else(|| hit.name.clone(), |label| label.value().to_owned()),
        "description": hit.name,
        "score": (hit.score * 1000.0).round() / 10.0,
        "match": is_match,
        "type": types,
    })
}

/// The name of a thing within the dataset: what stands behind the identifier space.
pub(super) fn id<'t>(version: &Version, thing: &'t NamedNode) -> &'t str {
    let iri = thing.as_str();
    iri.strip_prefix(version.base())
        .and_then(|path| path.strip_prefix(THINGS))
        .unwrap_or(iri)
}

fn suggest_entity(version: &Version, prefix: &str, language: &str) -> Value {
    let hits = version.index().find(prefix, 10, |_| true);
    let found: Vec<Value> = hits
        .iter()
        .map(|hit| {
            let label = version.label(hit.thing.as_ref(), language);
            json!({
                "id": id(version, &hit.thing),
                "name": label.map_or_else(|| hit.name.clone(), |label| label.value().to_owned()),
                "description": hit.name,
            })
        })
        .collect();
    json!({ "result": found })
}

fn suggest_type(version: &Version, prefix: &str, language: &str) -> Value {
    let prefix = prefix.to_lowercase();
    let found: Vec<Value> = classes(version, language)
        .into_iter()
        .filter(|(id, name, _)| {
            name.to_lowercase().contains(&prefix) || id.to_lowercase().contains(&prefix)
        })
        .map(|(id, name, _)| json!({ "id": id, "name": name }))
        .collect();
    json!({ "result": found })
}

/// The classes of things with their names, the most frequent ones first.
fn classes(version: &Version, language: &str) -> Vec<(String, String, usize)> {
    let things = format!("{}{THINGS}", version.base());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for triple in version.quads.union() {
        if triple.predicate == rdf::TYPE
            && let NamedOrBlankNodeRef::NamedNode(thing) = triple.subject
            && let TermRef::NamedNode(class) = triple.object
            && thing.as_str().starts_with(&things)
        {
            *counts.entry(class.as_str()).or_default() += 1;
        }
    }
    let named = counts.into_iter().map(|(class, count)| {
        (
            class.to_owned(),
            class_name(version, class, language),
            count,
        )
    });
    let mut classes: Vec<_> = named.collect();
    classes.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
    classes
}

/// The label of a class, else its short name.
fn class_name(version: &Version, class: &str, language: &str) -> String {
    let node = NamedNode::new_unchecked(class);
    match version.label(node.as_ref(), language) {
        Some(label) => label.value().to_owned(),
        None => version.names().shorten(class).into_owned(),
    }
}
