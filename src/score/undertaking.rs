//! Recommendations and promises, compared by the words that make them.

use super::align::Edge;
use super::answer::Answer;
use super::comparison::{Comparison, Item, Level, Measure};
use super::gold::Gold;
use super::ink::shared;
use super::located::Located;

/// The predicate whose subject binds itself.
const COMMITMENT: &str = "commitsTo";

/// Predicates whose objects are undertakings.
const PREDICATES: [&str; 4] = [COMMITMENT, "recommends", "proposes", "callsFor"];

/// Counts undertakings; who undertakes them is not compared.
pub fn measures(gold: &Gold, located: &Located, answer: &Answer) -> Vec<Measure> {
    let (mut expected, mut statements) = (Vec::new(), Vec::new());
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
        if entity.r#type != "commitment" {
            continue;
        }
        expected.push(Item {
            id: entity.id.clone(),
            name: mention.quote.clone(),
            what: class(predicate == COMMITMENT).to_owned(),
            line: Some(mention.line),
            // Who undertakes it is not compared, so that it may go without saying.
            optional: relation.qualifiers.inferred,
        });
        statements.push((predicate, place));
    }
    let mut edges = Vec::new();
    for (index, (predicate, place)) in statements.iter().enumerate() {
        for (found, undertaking) in answer.undertakings.iter().enumerate() {
            let common = shared(place, &undertaking.place);
            if 2 * common >= place.len() {
                edges.push(Edge {
                    gold: index,
                    given: found,
                    hit: (*predicate == COMMITMENT) == undertaking.commitment,
                    weight: common,
                });
            }
        }
    }
    let given = answer.undertakings.iter().map(|undertaking| Item {
        name: answer.ink.slice(&undertaking.place).to_owned(),
        what: class(undertaking.commitment).to_owned(),
        line: Some(answer.ink.line(&undertaking.place)),
        ..Item::default()
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

/// What a kind of undertaking is called.
fn class(commitment: bool) -> &'static str {
    if commitment {
        "commitment"
    } else {
        "recommendation"
    }
}
