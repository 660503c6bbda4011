//! The data extension service of the [Reconciliation Service API
//! 0.2](https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/#data-extension-service):
//! what is said of things that were matched, as columns for a table.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use hyper::StatusCode;
use oxigraph::model::{
    LiteralRef, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, TermRef, vocab::xsd,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::Limits;
use super::evaluate::unless_cancelled;
use super::problem::Problem;
use super::reconcile::{id, node};
use super::search::{expanded, is_of};
use super::version::{THINGS, Version};
use crate::store::CancellationToken;

/// How many things can be asked about at a time, and how many properties of them.
const MOST: (usize, usize) = (1_000, 100);

/// How many values an answer may have: as many as when each of them has one.
const VALUES: usize = MOST.0 * MOST.1;

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

/// Properties that may be asked for of things of a class, of all things if none is given.
///
/// # Errors
///
/// What [`unless_cancelled`] says.
pub(super) fn propose(
    version: &Version,
    class: &str,
    limit: &str,
    language: &str,
    token: &CancellationToken,
) -> Result<Value, Problem> {
    let limit = limit.parse().unwrap_or(PROPOSED);
    let of = (!class.is_empty()).then(|| expanded(version, class));
    let counted = counted(version, of.as_ref(), token)?;
    let properties: Vec<Value> = counted
        .iter()
        .take(limit)
        .map(|property| json!({ "id": property, "name": name(version, property, language) }))
        .collect();
    let mut proposed = json!({ "properties": properties, "limit": limit });
    if !class.is_empty() {
        proposed["type"] = class.into();
    }
    Ok(proposed)
}

/// The properties that things of a class have, of all things if none is given, those that most of
/// them have first.
///
/// # Errors
///
/// What [`unless_cancelled`] says.
pub(super) fn counted<'v>(
    version: &'v Version,
    of: Option<&NamedNode>,
    token: &CancellationToken,
) -> Result<Vec<&'v str>, Problem> {
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
                unless_cancelled(token)?;
                thing.as_str().starts_with(&things) && is_of(version, &thing.into_owned(), of)
            }
        };
        last = Some((thing, fits));
        if fits {
            *counts.entry(triple.predicate.as_str()).or_default() += 1;
        }
    }
    Ok(ranked(counts))
}

/// What was counted, the most frequent first.
pub(super) fn ranked<T: Ord>(counts: BTreeMap<T, usize>) -> Vec<T> {
    let mut counted: Vec<(T, usize)> = counts.into_iter().collect();
    counted.sort_by_key(|(_, count)| Reverse(*count));
    counted.into_iter().map(|(what, _)| what).collect()
}

/// The values of properties of things, each thing and property once however often it is named.
///
/// # Errors
///
/// 400 when it is not JSON of the form that the specification has, or asks for too much; 413 when
/// the answer is larger than the limits; what [`unless_cancelled`] says.
pub(super) fn values(
    version: &Version,
    asked: &str,
    language: &str,
    limits: &Limits,
    token: &CancellationToken,
) -> Result<Value, Problem> {
    let asked: Asked = serde_json::from_str(asked)
        .map_err(|error| Problem::bad("reconcile-extend", format!("`extend`: {error}")))?;
    let things = distinct(asked.ids);
    let properties = distinct(asked.properties.into_iter().map(|property| property.id));
    if things.len() > MOST.0 || properties.len() > MOST.1 {
        let message = format!(
            "at most {} properties of {} things can be asked for at a time",
            MOST.1, MOST.0
        );
        return Err(Problem::bad("reconcile-batch", message));
    }
    let properties: Vec<(String, NamedNode)> = properties
        .into_iter()
        .map(|id| {
            let iri = expanded(version, &id);
            (id, iri)
        })
        .collect();
    let meta: Vec<Value> = properties
        .iter()
        .map(|(id, iri)| json!({ "id": id, "name": name(version, iri.as_str(), language) }))
        .collect();
    let (mut values, mut bytes) = (VALUES, limits.answer_bytes);
    let mut rows = Map::new();
    for thing in things {
        unless_cancelled(token)?;
        let node = node(version, &thing);
        let mut row = Map::new();
        for (id, iri) in &properties {
            let shown = node
                .as_ref()
                .map_or_else(Vec::new, |node| shown(version, node, iri, language));
            values = values
                .checked_sub(shown.len())
                .ok_or_else(|| too_large(&format!("{VALUES} values")))?;
            let cells = shown.into_iter().map(|term| cell(version, term, language));
            row.insert(id.clone(), cells.collect());
        }
        let row = Value::Object(row);
        bytes = bytes
            .checked_sub(thing.len() + row.to_string().len())
            .ok_or_else(|| too_large(&format!("{} bytes", limits.answer_bytes)))?;
        rows.insert(thing, row);
    }
    Ok(json!({ "meta": meta, "rows": rows }))
}

fn too_large(most: &str) -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "answer-too-large",
        format!("the answer has more than {most}"),
    )
    .help("ask for fewer things or properties at a time")
}

/// Each text once, in the order in which they come first.
fn distinct(texts: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let is_new = |text: &String| seen.insert(text.clone());
    texts.into_iter().filter(is_new).collect()
}

/// What a property of a thing has; of texts, those in the language of the reader if there are any.
fn shown<'v>(
    version: &'v Version,
    node: &'v NamedNode,
    property: &'v NamedNode,
    language: &str,
) -> Vec<TermRef<'v>> {
    let objects = version.quads.objects(node.as_ref(), property.as_ref());
    let mut terms: Vec<TermRef<'_>> = objects
        .filter(|term| matches!(term, TermRef::Literal(_) | TermRef::NamedNode(_)))
        .collect();
    let tag_of = |term: &TermRef<'v>| match *term {
        TermRef::Literal(text) => text.language(),
        _ => None,
    };
    let is_read = |tag: &str| tag.eq_ignore_ascii_case(language);
    if terms.iter().any(|term| tag_of(term).is_some_and(is_read)) {
        terms.retain(|term| tag_of(term).is_none_or(is_read));
    }
    terms
}

/// A value in the form of the specification.
fn cell(version: &Version, term: TermRef<'_>, language: &str) -> Value {
    match term {
        TermRef::Literal(literal) => plain(literal),
        TermRef::NamedNode(node) => entity(version, node, language),
        // Not shown: it has no name.
        _ => Value::Null,
    }
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
pub(super) fn name(version: &Version, property: &str, language: &str) -> String {
    let pages = version.pages();
    let said = pages
        .world()
        .property_name(property, pages.language(language));
    said.text
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use oxigraph::model::{GraphName, Literal, Quad};

    use super::*;
    use crate::graph::Quads;
    use crate::project::Project;
    use crate::query::Queries;
    use crate::serve::Content;

    /// A dataset with so many numbers of one thing.
    fn numbers(count: usize) -> Arc<Version> {
        let [thing, property] = ["urn:thing", "urn:number"].map(NamedNode::new_unchecked);
        let quad = |number| {
            let number = Literal::from(i64::try_from(number).expect("a small number"));
            let (thing, property) = (thing.clone(), property.clone());
            Quad::new(thing, property, number, GraphName::DefaultGraph)
        };
        let content = Content {
            project: Arc::new(Project::default()),
            quads: Arc::new(Quads::new((0..count).map(quad).collect())),
            queries: Arc::new(Queries::default()),
            texts: Arc::new([]),
        };
        Version::new(content, 0).expect("a dataset")
    }

    fn answer(version: &Version, asked: &Value, limits: &Limits) -> Result<Value, Problem> {
        let token = CancellationToken::new();
        values(version, &asked.to_string(), "en", limits, &token)
    }

    fn asked(ids: &[&str], properties: &[&str]) -> Value {
        let properties: Vec<Value> = properties.iter().map(|id| json!({ "id": id })).collect();
        json!({ "ids": ids, "properties": properties })
    }

    #[test]
    fn what_is_asked_for_again_and_again_is_given_once() {
        let version = numbers(1);
        let asked = asked(&["urn:thing"; MOST.0 + 1], &["urn:number"; MOST.1 + 1]);
        let answer = answer(&version, &asked, &Limits::default()).expect("an answer");
        assert_eq!(answer["meta"].as_array().map(Vec::len), Some(1));
        let rows = json!({ "urn:thing": { "urn:number": [{ "int": 0 }] } });
        assert_eq!(answer["rows"], rows);
    }

    #[test]
    fn an_answer_that_is_too_large_is_refused() {
        let one = asked(&["urn:thing"], &["urn:number"]);
        let whole = answer(&numbers(VALUES), &one, &Limits::default()).expect("an answer");
        let cells = whole["rows"]["urn:thing"]["urn:number"].as_array();
        assert_eq!(cells.map(Vec::len), Some(VALUES));
        let problem = answer(&numbers(VALUES + 1), &one, &Limits::default()).unwrap_err();
        assert_eq!(problem.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(problem.message, "the answer has more than 100000 values");
        // Empty cells have names, too.
        let limits = Limits {
            answer_bytes: 1_000,
            ..Limits::default()
        };
        let long = "p".repeat(600);
        let two = asked(&["urn:a", "urn:b"], &[&long]);
        let problem = answer(&numbers(0), &two, &limits).unwrap_err();
        assert_eq!(problem.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(problem.message, "the answer has more than 1000 bytes");
    }

    #[test]
    fn nothing_more_is_looked_up_when_nobody_waits() {
        let token = CancellationToken::new();
        token.cancel();
        let version = numbers(1);
        let asked = asked(&["urn:thing"], &["urn:number"]).to_string();
        let problem = values(&version, &asked, "en", &Limits::default(), &token).unwrap_err();
        assert_eq!(problem.code, "query-cancelled");
        let problem = propose(&version, "", "", "en", &token).unwrap_err();
        assert_eq!(problem.code, "query-cancelled");
    }
}
