//! What a user may mean who has typed the beginning of a name: things, classes, properties, as the
//! [suggest services](https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/#suggest-services)
//! of the reconciliation API.

use std::collections::BTreeMap;

use oxigraph::model::NamedNode;
use serde_json::{Value, json};

use super::extend;
use super::problem::Problem;
use super::reconcile::id;
use super::search::types;
use super::version::Version;
use crate::store::CancellationToken;

/// How many things are suggested.
const SUGGESTED: usize = 10;

/// Things whose names are like what was typed.
pub fn entities(version: &Version, prefix: &str, language: &str) -> Value {
    let hits = version.index().find(prefix, SUGGESTED, |_| true);
    let found: Vec<Value> = hits
        .iter()
        .map(|hit| {
            let label = version.label(hit.thing.as_ref(), language);
            json!({
                "id": id(version, &hit.thing),
                "name": label.map_or_else(|| hit.name.clone(), |label| label.value().to_owned()),
                "description": hit.name,
                "notable": named(version, types(version, hit.thing.as_ref()), language),
            })
        })
        .collect();
    json!({ "result": found })
}

/// Classes with what was typed in their names, the most frequent ones first.
pub fn classes(version: &Version, prefix: &str, language: &str) -> Value {
    json!({ "result": holding(frequent(version, language), prefix) })
}

/// Properties of things with what was typed in their names, the most frequent ones first.
///
/// # Errors
///
/// What [`extend::counted`] says.
pub fn properties(
    version: &Version,
    prefix: &str,
    language: &str,
    token: &CancellationToken,
) -> Result<Value, Problem> {
    let counted = extend::counted(version, None, token)?;
    let named = counted.into_iter().map(|property| {
        let name = extend::name(version, property, language);
        (property.to_owned(), name)
    });
    Ok(json!({ "result": holding(named, prefix) }))
}

/// Those whose name or IRI holds what was typed.
fn holding(terms: impl IntoIterator<Item = (String, String)>, typed: &str) -> Vec<Value> {
    let typed = typed.to_lowercase();
    let holds = |text: &str| text.to_lowercase().contains(&typed);
    let held = terms
        .into_iter()
        .filter(|(id, name)| holds(name) || holds(id));
    held.map(|(id, name)| json!({ "id": id, "name": name }))
        .collect()
}

/// What most things with names are, in a word each: the most telling class of each of them, with its
/// name, the most frequent one first.
pub fn usual(version: &Version, language: &str) -> Vec<(String, String)> {
    let world = version.pages().world();
    let telling = |thing: &NamedNode| world.class(thing.as_str()).map(str::to_owned);
    counted(
        version,
        version.index().things().filter_map(telling),
        language,
    )
}

/// The classes of things that have names, with their own, the most frequent ones first.
fn frequent(version: &Version, language: &str) -> Vec<(String, String)> {
    let things = version.index().things();
    counted(
        version,
        things.flat_map(|thing| types(version, thing.as_ref())),
        language,
    )
}

/// Each class with its name, the one that occurs most first.
fn counted(
    version: &Version,
    classes: impl Iterator<Item = String>,
    language: &str,
) -> Vec<(String, String)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for class in classes {
        *counts.entry(class).or_default() += 1;
    }
    let with_name = |class: String| {
        let name = class_name(version, &class, language);
        (class, name)
    };
    extend::ranked(counts).into_iter().map(with_name).collect()
}

/// Classes with their names.
pub fn named(version: &Version, classes: Vec<String>, language: &str) -> Vec<Value> {
    let with_name = |class: String| {
        let name = class_name(version, &class, language);
        json!({ "id": class, "name": name })
    };
    classes.into_iter().map(with_name).collect()
}

/// What a class is called, in the words of the pages.
fn class_name(version: &Version, class: &str, language: &str) -> String {
    let pages = version.pages();
    let said = pages.world().class_name(class, pages.language(language));
    said.text
}
