//! Things that a row of somebody's table may mean, as the [reconciliation
//! queries](https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/#reconciliation-queries)
//! of the reconciliation API: by name, by class and by what else the row says.

use std::collections::BTreeMap;

use oxigraph::model::{NamedNode, NamedNodeRef, TermRef, vocab::xsd};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::evaluate::unless_cancelled;
use super::problem::Problem;
use super::reconcile::{id, node};
use super::search::{Hit, NAMES, alike, expanded, is_of, types};
use super::suggest;
use super::version::Version;
use crate::store::CancellationToken;

/// How many candidates are given if nothing is said, and at most.
const CANDIDATES: (usize, usize) = (5, 50);

/// How many rows can be asked about at a time, and how many properties of each.
const BATCH: (usize, usize) = (200, 20);

/// From this score on a name is taken for the thing's, if no other thing is as much alike.
const MATCH: f64 = 0.999;

/// What a property counts, where the name counts 1.
const WEIGHT: f64 = 0.4;

/// What a row says of the thing that is looked for.
#[derive(Deserialize)]
struct Query {
    #[serde(default, rename = "query")]
    name: Option<String>,
    #[serde(default, rename = "type")]
    class: OneOrMore<String>,
    #[serde(default)]
    type_strict: Strictness,
    #[serde(default)]
    limit: Option<usize>,
    #[serde(default)]
    properties: Vec<Property>,
}

/// A column of the row.
#[derive(Deserialize)]
struct Property {
    #[serde(rename = "pid")]
    id: String,
    #[serde(rename = "v")]
    values: OneOrMore<Cell>,
}

/// A value in a column.
#[derive(Deserialize)]
#[serde(untagged)]
enum Cell {
    /// A thing that was matched before.
    Thing {
        id: String,
    },
    Text(String),
    Number(serde_json::Number),
    Truth(bool),
}

/// A value or a list of values.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore<T> {
    One(T),
    More(Vec<T>),
}

impl<T> Default for OneOrMore<T> {
    fn default() -> Self {
        Self::More(Vec::new())
    }
}

impl<T> OneOrMore<T> {
    fn as_slice(&self) -> &[T] {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::More(values) => values,
        }
    }
}

/// How the classes that are asked for narrow the candidates.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Strictness {
    /// One of them is enough.
    #[default]
    Any,
    /// They do not.
    Should,
    /// All are needed.
    All,
}

/// A property with its column.
type Column<'q> = (&'q Property, NamedNode);

/// A thing with how well the row fits it.
struct Candidate {
    hit: Hit,
    /// How much the name is alike, if there is one, and then each column, from 0 to 1.
    features: Vec<f64>,
}

impl Candidate {
    /// Whether everything that the row says is the same.
    fn is_exact(&self) -> bool {
        self.features.iter().all(|feature| *feature >= MATCH)
    }
}

/// Candidates for each row of a batch.
///
/// # Errors
///
/// 400 when it is not JSON of the form that the specification has, or asks for too much; what
/// [`unless_cancelled`] says.
pub(super) fn batch(
    version: &Version,
    queries: &str,
    language: &str,
    token: &CancellationToken,
) -> Result<Value, Problem> {
    let queries: BTreeMap<String, Query> = serde_json::from_str(queries)
        .map_err(|error| Problem::bad("reconcile-queries", format!("`queries`: {error}")))?;
    let most = queries.values().map(|query| query.properties.len()).max();
    if queries.len() > BATCH.0 || most.is_some_and(|most| most > BATCH.1) {
        let message = format!(
            "at most {} names can be asked about at a time, with at most {} properties each",
            BATCH.0, BATCH.1
        );
        return Err(Problem::bad("reconcile-batch", message));
    }
    let answered = queries.into_iter().map(|(number, query)| {
        unless_cancelled(token)?;
        let result = result(version, &query, language, token)?;
        Ok((number, json!({ "result": result })))
    });
    Ok(Value::Object(
        answered.collect::<Result<Map<_, _>, Problem>>()?,
    ))
}

/// The candidates for a row, the best first.
fn result(
    version: &Version,
    query: &Query,
    language: &str,
    token: &CancellationToken,
) -> Result<Vec<Value>, Problem> {
    let limit = query.limit.unwrap_or(CANDIDATES.0).clamp(1, CANDIDATES.1);
    let candidates = candidates(version, query, limit, token)?;
    let exact = candidates.iter().filter(|of| of.is_exact()).count();
    let shown = candidates.iter().take(limit).map(|candidate| {
        let is_match = exact == 1 && candidate.is_exact();
        shown(version, query, candidate, is_match, language)
    });
    Ok(shown.collect())
}

fn candidates(
    version: &Version,
    query: &Query,
    limit: usize,
    token: &CancellationToken,
) -> Result<Vec<Candidate>, Problem> {
    let classes: Vec<NamedNode> = query
        .class
        .as_slice()
        .iter()
        .map(|class| expanded(version, class))
        .collect();
    let of = |thing: &NamedNode, class: &NamedNode| is_of(version, thing, Some(class));
    let fits = |thing: &NamedNode| match query.type_strict {
        Strictness::Any => classes.is_empty() || classes.iter().any(|class| of(thing, class)),
        Strictness::All => classes.iter().all(|class| of(thing, class)),
        Strictness::Should => true,
    };
    let columns: Vec<Column<'_>> = query
        .properties
        .iter()
        .map(|property| (property, expanded(version, &property.id)))
        .collect();
    // One more tells whether the best is the only one; columns may change the order.
    let enough = if columns.is_empty() {
        limit.max(2)
    } else {
        usize::MAX
    };
    let hits = match &query.name {
        Some(name) => version.index().find(name, enough, fits),
        None => unnamed(version, fits),
    };
    let mut candidates = Vec::new();
    for mut hit in hits {
        unless_cancelled(token)?;
        let name = query.name.as_ref().map(|_| hit.score);
        let others: Vec<f64> = columns
            .iter()
            .map(|column| of_column(version, hit.thing.as_ref(), column))
            .collect();
        hit.score = score(name, &others);
        if hit.score > 0.0 {
            let features = name.into_iter().chain(others).collect();
            candidates.push(Candidate { hit, features });
        }
    }
    candidates.sort_by(|a, b| {
        let by_score = b.hit.score.total_cmp(&a.hit.score);
        by_score.then_with(|| a.hit.thing.as_str().cmp(b.hit.thing.as_str()))
    });
    Ok(candidates)
}

/// All things, for a row that tells no name.
fn unnamed(version: &Version, fits: impl Fn(&NamedNode) -> bool) -> Vec<Hit> {
    let things = version.index().things().filter(|thing| fits(thing));
    things
        .map(|thing| Hit {
            thing: thing.clone(),
            name: id(version, thing).to_owned(),
            score: 0.0,
        })
        .collect()
}

/// The score of a thing from how much its name and its properties are alike, from 0 to 1.
fn score(name: Option<f64>, columns: &[f64]) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a few columns")]
    let count = columns.len() as f64;
    let sum: f64 = columns.iter().sum();
    match name {
        Some(name) => (name + WEIGHT * sum) / (1.0 + WEIGHT * count),
        None if columns.is_empty() => 0.0,
        None => sum / count,
    }
}

/// How much a thing has what a column says: as its best value does.
fn of_column(version: &Version, thing: NamedNodeRef<'_>, (property, iri): &Column<'_>) -> f64 {
    let cells = property.values.as_slice();
    let objects = version.quads.objects(thing, iri.as_ref());
    let of_object = |object: TermRef<'_>| {
        let of_cell = |cell: &Cell| of_cell(version, object, cell);
        cells.iter().map(of_cell).fold(0.0, f64::max)
    };
    objects.map(of_object).fold(0.0, f64::max)
}

/// How much a value is what a cell says: texts and names by their characters, all else is the same
/// or is not.
fn of_cell(version: &Version, object: TermRef<'_>, cell: &Cell) -> f64 {
    let same = |is_same: bool| if is_same { 1.0 } else { 0.0 };
    match (object, cell) {
        (TermRef::NamedNode(object), Cell::Thing { id }) => {
            same(node(version, id).is_some_and(|node| node.as_ref() == object))
        }
        (TermRef::NamedNode(object), Cell::Text(text)) => {
            let names = NAMES.iter();
            let names = names.flat_map(|name| version.quads.objects(object, *name));
            let of_name = |name| match name {
                TermRef::Literal(name) => alike(text, name.value()),
                _ => 0.0,
            };
            same(object.as_str() == text).max(names.map(of_name).fold(0.0, f64::max))
        }
        (TermRef::Literal(literal), Cell::Text(text)) => {
            if literal.language().is_some() || literal.datatype() == xsd::STRING {
                alike(text, literal.value())
            } else {
                same(literal.value() == text.trim())
            }
        }
        (TermRef::Literal(literal), Cell::Number(number)) => {
            same(literal.value().parse() == Ok(number.as_f64().unwrap_or(f64::NAN)))
        }
        (TermRef::Literal(literal), Cell::Truth(truth)) => {
            same(literal.datatype() == xsd::BOOLEAN && literal.value() == truth.to_string())
        }
        _ => 0.0,
    }
}

/// A candidate in the form of the specification.
fn shown(
    version: &Version,
    query: &Query,
    candidate: &Candidate,
    is_match: bool,
    language: &str,
) -> Value {
    let hit = &candidate.hit;
    let label = version.label(hit.thing.as_ref(), language);
    let of_name = query.name.iter().map(|_| "name");
    let of_columns = query.properties.iter().map(|column| column.id.as_str());
    let features: Vec<Value> = of_name
        .chain(of_columns)
        .zip(&candidate.features)
        .map(|(id, value)| json!({ "id": id, "value": rounded(*value) }))
        .collect();
    json!({
        "id": id(version, &hit.thing),
        "name": label.map_or_else(|| hit.name.clone(), |label| label.value().to_owned()),
        "description": hit.name,
        "score": rounded(hit.score),
        "features": features,
        "match": is_match,
        "type": suggest::named(version, types(version, hit.thing.as_ref()), language),
    })
}

/// A part of one as a percentage with one digit.
fn rounded(part: f64) -> f64 {
    (part * 1000.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_column_says_moves_the_score_but_less_than_the_name() {
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(near(score(Some(1.0), &[]), 1.0));
        assert!(near(score(Some(1.0), &[1.0, 1.0]), 1.0));
        assert!(score(Some(1.0), &[0.0]) > score(Some(0.5), &[1.0]));
        assert!(near(score(None, &[1.0, 0.0]), 0.5));
        assert!(near(score(None, &[]), 0.0));
    }
}
