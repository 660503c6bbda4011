//! Recommendations and promises, compared by the words that make them.

use std::collections::BTreeSet;

use super::align::Edge;
use super::answer::Answer;
use super::comparison::{Comparison, Item, Level, Measure};
use super::gold::Gold;
use super::ink::covered;
use super::kind::Kind;
use super::located::Located;

/// The predicate whose subject binds itself.
const COMMITMENT: &str = "commitsTo";

/// Predicates whose objects are undertakings.
const PREDICATES: [&str; 4] = [COMMITMENT, "recommends", "proposes", "callsFor"];

/// Counts undertakings; who undertakes them is not compared.
pub fn measures(gold: &Gold, located: &Located, answer: &Answer) -> Vec<Measure> {
    let (mut expected, mut statements) = (Vec::new(), Vec::new());
    let mut undertaken = BTreeSet::new();
    for relation in &gold.relations {
        let predicate = relation.predicate.as_str();
        let object = relation.object.as_str().and_then(|id| gold.index(id));
        let Some(object) = object.filter(|_| PREDICATES.contains(&predicate)) else {
            continue;
        };
        let entity = &gold.entities[object];
        let (Some(mention), Some(place)) =
            (entity.mentions.first(), located.mentions[object].first())
        else {
            continue;
        };
        if entity.kind() != Kind::Statement {
            continue;
        }
        undertaken.insert(object);
        expected.push(Item {
            id: entity.id.clone(),
            name: mention.quote.clone(),
            what: class(predicate).to_owned(),
            line: Some(mention.line),
            // Who undertakes it is not compared, so that it may go without saying.
            optional: relation.qualifiers.inferred,
        });
        statements.push((predicate, place));
    }
    // Of other statements the gold file does not say whether they promise or urge.
    for (index, entity) in gold.entities.iter().enumerate() {
        if entity.kind() == Kind::Statement
            && !undertaken.contains(&index)
            && let (Some(mention), Some(place)) =
                (entity.mentions.first(), located.mentions[index].first())
        {
            expected.push(Item {
                id: entity.id.clone(),
                name: mention.quote.clone(),
                line: Some(mention.line),
                optional: true,
                ..Item::default()
            });
            statements.push(("", place));
        }
    }
    let mut edges = Vec::new();
    for (index, (predicate, place)) in statements.iter().enumerate() {
        for (found, undertaking) in answer.undertakings.iter().enumerate() {
            let common = covered(place, &undertaking.places);
            if 2 * common >= place.len() {
                edges.push(Edge {
                    gold: index,
                    given: found,
                    hit: predicate.is_empty() || is_right(predicate, undertaking.class),
                    weight: common,
                });
            }
        }
    }
    let given = answer.undertakings.iter().map(|undertaking| {
        let place = undertaking.places.first().cloned().unwrap_or_default();
        Item {
            name: answer.ink.slice(&place).to_owned(),
            what: undertaking.class.to_owned(),
            line: Some(answer.ink.line(&place)),
            ..Item::default()
        }
    });
    let comparison = Comparison::new(expected, given.collect(), edges);
    let mut measures = vec![comparison.measure(Level::Fact, "undertaking")];
    measures.extend(
        PREDICATES.map(|name| {
            comparison.recall_of(Level::Fact, name, |index| statements[index].0 == name)
        }),
    );
    measures
}

/// What a predicate makes of its object.
fn class(predicate: &str) -> &'static str {
    if predicate == COMMITMENT {
        "commitment"
    } else {
        "recommendation"
    }
}

/// Whether an undertaking of a class may be what a predicate says. Gold files have one predicate
/// for what is promised and what is aimed at, and another for aims that are proposed.
fn is_right(predicate: &str, given: &str) -> bool {
    given == class(predicate) || (given == "goal" && matches!(predicate, COMMITMENT | "proposes"))
}
