//! The data extension service of the [Reconciliation Service API
//! 0.2](https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/#data-extension-service):
//! what is said of things that were matched, as columns for a table.

use std::collections::BTreeMap;

use oxigraph::model::{
    LiteralRef, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, TermRef, vocab::xsd,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::problem::Problem;
use super::reconcile::id;
use super::search::{class_of, is_of};
use super::version::{THINGS, Version};

/// How many things can be asked about at a time, and how many properties of them.
const MOST: (usize, usize) = (1_000, 100);

/// How many properties are proposed if nothing is said.
const PROPOSED: usize = 50;

/// What is asked of things.
#[derive(Deserialize)]
struct Asked {
    ids: Vec<String>,
    properties: Vec<Property>,
}

/// A property that is asked for.
#[derive(Deserialize)]
struct Property {
    id: String,
}

/// The properties that things of a class have, of all things if none is given, those that most of
/// them have first.
pub(super) fn propose(version: &Version, class: &str, limit: &str, language: &str) -> Value {
    let limit = limit.parse().unwrap_or(PROPOSED);
    let of = (!class.is_empty()).then(|| class_of(version, class));
    let things = format!("{}{THINGS}", version.base());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut last: Option<(NamedNodeRef<'_>, bool)> = None;
    for triple in version.quads.union() {
        let NamedOrBlankNodeRef::NamedNode(thing) = triple.subject else {
            continue;
        };
        // What is said of a thing stands together.
        let fits = match last {
            Some((of_last, fits)) if of_last == thing => fits,
            _ => {
                thing.as_str().starts_with(&things)
                    && is_of(version, &thing.into_owned(), of.as_ref())
            }
        };
        last = Some((thing, fits));
        if fits {
            *counts.entry(triple.predicate.as_str()).or_default() += 1;
        }
    }
    let mut counted: Vec<(&str, usize)> = counts.into_iter().collect();
    counted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let properties: Vec<Value> = counted
        .iter()
        .take(limit)
        .map(|(property, _)| json!({ "id": property, "name": name(version, property, language) }))
        .collect();
    let mut proposed = json!({ "properties": properties, "limit": limit });
    if !class.is_empty() {
        proposed["type"] = class.into();
    }
    proposed
}

/// The values of properties of things.
///
/// # Errors
///
/// 400 when it is not JSON of the form that the specification has, or asks for too much.
pub(super) fn values(version: &Version, asked: &str, language: &str) -> Result<Value, Problem> {
    let asked: Asked = serde_json::from_str(asked)
        .map_err(|error| Problem::bad("reconcile-extend", format!("`extend`: {error}")))?;
    if asked.ids.len() > MOST.0 || asked.properties.len() > MOST.1 {
        let message = format!(
            "at most {} properties of {} things can be asked for at a time",
            MOST.1, MOST.0
        );
        return Err(Problem::bad("reconcile-batch", message));
    }
    let meta: Vec<Value> = asked
        .properties
        .iter()
        .map(|property| {
            let iri = class_of(version, &property.id);
            json!({ "id": property.id, "name": name(version, iri.as_str(), language) })
        })
        .collect();
    let rows = asked.ids.iter().map(|thing| {
        let node = NamedNode::new(format!("{}{THINGS}{thing}", version.base()));
        // The name of a thing elsewhere is its whole IRI.
        let node = node
            .ok()
            .filter(|node| version.is_known(node.as_ref()))
            .or_else(|| NamedNode::new(thing).ok());
        let columns = asked.properties.iter().map(|property| {
            let iri = class_of(version, &property.id);
            let cells = node
                .as_ref()
                .map_or_else(Vec::new, |node| cells(version, node, &iri, language));
            (property.id.clone(), Value::Array(cells))
        });
        let columns: Map<String, Value> = columns.collect();
        (thing.clone(), Value::Object(columns))
    });
    let rows: Map<String, Value> = rows.collect();
    Ok(json!({ "meta": meta, "rows": rows }))
}

/// What a property of a thing has; of texts, those in the language of the reader if there are any.
fn cells(version: &Version, node: &NamedNode, property: &NamedNode, language: &str) -> Vec<Value> {
    let objects: Vec<TermRef<'_>> = version
        .quads
        .objects(node.as_ref(), property.as_ref())
        .collect();
    let is_read = |term: &TermRef<'_>| matches!(term, TermRef::Literal(text) if text.language().is_some_and(|tag| tag.eq_ignore_ascii_case(language)));
    let is_of_another = |term: &TermRef<'_>| {
        matches!(term, TermRef::Literal(text) if text.language().is_some()) && !is_read(term)
    };
    let has_own = objects.iter().any(is_read);
    let shown = objects
        .into_iter()
        .filter(|term| !(has_own && is_of_another(term)));
    shown
        .filter_map(|term| match term {
            TermRef::Literal(literal) => Some(plain(literal)),
            TermRef::NamedNode(node) => Some(entity(version, node, language)),
            _ => None,
        })
        .collect()
}

/// A thing with its name, or what else an IRI stands for.
fn entity(version: &Version, node: NamedNodeRef<'_>, language: &str) -> Value {
    let owned = node.into_owned();
    let id = id(version, &owned);
    match version.label(node, language) {
        Some(label) => json!({ "id": id, "name": label.value() }),
        None => json!({ "str": node.as_str() }),
    }
}

/// A literal in the form that its type has in JSON.
fn plain(literal: LiteralRef<'_>) -> Value {
    let (text, datatype) = (literal.value(), literal.datatype());
    if datatype == xsd::INTEGER
        && let Ok(number) = text.parse::<i64>()
    {
        return json!({ "int": number });
    }
    if [xsd::DECIMAL, xsd::DOUBLE, xsd::FLOAT].contains(&datatype)
        && let Some(number) = text.parse().ok().and_then(serde_json::Number::from_f64)
    {
        return json!({ "float": number });
    }
    if datatype == xsd::BOOLEAN {
        return json!({ "bool": matches!(text, "true" | "1") });
    }
    if [xsd::DATE, xsd::DATE_TIME].contains(&datatype) {
        return json!({ "date": text });
    }
    json!({ "str": text })
}

/// What a property is called, in the words of the pages.
fn name(version: &Version, property: &str, language: &str) -> String {
    let pages = version.pages();
    let said = pages
        .world()
        .property_name(property, pages.language(language));
    said.text
}
