//! Things and the places that name them, compared.

use std::collections::{BTreeMap, BTreeSet};

use super::align::Edge;
use super::answer::Answer;
use super::comparison::{Comparison, Item, Level, Measure};
use super::gold::Gold;
use super::ink::{Place, covered, shared};
use super::kind::Kind;
use super::located::Located;
use crate::entity::fold;

/// The gold types that make up countries and places.
const PLACE_TYPES: [&str; 3] = ["country", "subnational", "place"];

/// The id of the report itself in a gold file.
const REPORT: &str = "report";

/// The names and places of one thing, of either side.
struct Signs<'a> {
    names: BTreeSet<String>,
    places: BTreeSet<(usize, usize)>,
    at: &'a [Place],
}

impl<'a> Signs<'a> {
    fn new<'n>(names: impl Iterator<Item = &'n str>, places: &'a [Place]) -> Self {
        let names = names.map(fold).filter(|name| !name.is_empty());
        Self {
            names: names.collect(),
            places: places
                .iter()
                .map(|place| (place.start, place.end))
                .collect(),
            at: places,
        }
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.at
            .iter()
            .any(|a| other.at.iter().any(|b| shared(a, b) > 0))
    }
}

/// Pairs the things of both sides.
///
/// Two may be one if they share a name that only one thing of the gold file has, or a place, or
/// any name together with an overlapping place. A statement has no name: two may be one if the
/// words of the one given hold at least half of a quote.
pub fn compare(gold: &Gold, located: &Located, answer: &Answer) -> Comparison {
    let wanted: Vec<Signs> = gold
        .entities
        .iter()
        .zip(&located.mentions)
        .map(|(entity, places)| Signs::new(entity.names(), places))
        .collect();
    let mut named: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut placed: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (index, signs) in wanted.iter().enumerate() {
        for name in &signs.names {
            named.entry(name).or_default().push(index);
        }
        for place in &signs.places {
            placed.entry(*place).or_default().push(index);
        }
    }
    let mut edges = Vec::new();
    for (given, thing) in answer.things.iter().enumerate() {
        let signs = Signs::new(thing.names.iter().map(String::as_str), &thing.places);
        let mut weights: BTreeMap<usize, usize> = BTreeMap::new();
        for place in &signs.places {
            for &index in placed.get(place).into_iter().flatten() {
                *weights.entry(index).or_default() += 1;
            }
        }
        for name in &signs.names {
            let owners = named.get(name.as_str()).map_or(&[][..], Vec::as_slice);
            for &index in owners {
                if owners.len() == 1 || signs.overlaps(&wanted[index]) {
                    weights.entry(index).or_default();
                }
            }
        }
        if thing.report {
            weights.extend(gold.index(REPORT).map(|index| (index, 0)));
        }
        if thing.kind == Kind::Statement {
            let statements = gold.entities.iter().zip(&located.mentions).enumerate();
            let statements = statements.filter(|(_, (entity, _))| entity.kind() == thing.kind);
            // Only words make two statements one, not what is named in both.
            weights = statements
                .filter_map(|(index, (_, quotes))| Some((index, likeness(quotes, &thing.places)?)))
                .collect();
        }
        edges.extend(weights.into_iter().map(|(index, weight)| Edge {
            gold: index,
            given,
            hit: gold.entities[index].kind() == thing.kind,
            weight,
        }));
    }
    let words = words(gold);
    for (index, words) in words.iter().enumerate() {
        let quotes: Vec<Place> = (0..2)
            .flat_map(|more| answer.ink.find(words.text, words.line + more))
            .take(1)
            .collect();
        for (given, thing) in answer.things.iter().enumerate() {
            let is_name = thing.names.iter().any(|name| fold(name) == words.folded);
            let is_said =
                thing.kind == Kind::Statement && likeness(&quotes, &thing.places).is_some();
            if is_name || is_said {
                edges.push(Edge {
                    gold: gold.entities.len() + index,
                    given,
                    hit: true,
                    weight: 0,
                });
            }
        }
    }
    let words = words.iter().map(|words| Item {
        id: words.text.to_owned(),
        name: words.text.to_owned(),
        line: Some(words.line),
        optional: true,
        ..Item::default()
    });
    let expected = gold.entities.iter().map(|entity| Item {
        id: entity.id.clone(),
        name: entity.label().to_owned(),
        what: entity.r#type.clone(),
        line: entity.mentions.first().map(|mention| mention.line),
        optional: entity.is_optional(),
    });
    let given = answer.things.iter().map(|thing| Item {
        id: thing.label.clone(),
        name: thing.names.first().unwrap_or(&thing.label).clone(),
        what: thing.kind.name().to_owned(),
        line: thing
            .places
            .iter()
            .map(|place| answer.ink.line(place))
            .min(),
        optional: thing.implied,
    });
    Comparison::new(expected.chain(words).collect(), given.collect(), edges)
}

/// Words that a relation of the gold file leads to and that a graph may have a node for.
struct Words<'g> {
    text: &'g str,
    folded: String,
    line: usize,
}

/// Words in place of things, each once: they may be given as things and need not be.
fn words(gold: &Gold) -> Vec<Words<'_>> {
    let mut words: BTreeMap<String, Words> = BTreeMap::new();
    for relation in &gold.relations {
        // Dates and titles are no things.
        let object = match (&*relation.object_kind, &*relation.predicate) {
            ("id", _) | (_, "atDate" | "holdsRole") => None,
            _ => relation.object.as_str(),
        };
        let qualifiers = ["addressee", "recipient", "beneficiary"];
        let qualifiers = qualifiers.map(|name| relation.qualifiers.word(name));
        for text in qualifiers.into_iter().chain([object]).flatten() {
            let folded = fold(text);
            if gold.index(text).is_none() && !folded.is_empty() {
                words.entry(folded.clone()).or_insert(Words {
                    text,
                    folded,
                    line: relation.line,
                });
            }
        }
    }
    words.into_values().collect()
}

/// How much the quotes of a statement have in common with the words of one given, in thousandths
/// of both together; none if no quote is half held.
fn likeness(quotes: &[Place], given: &[Place]) -> Option<usize> {
    let given_length: usize = given.iter().map(ExactSizeIterator::len).sum();
    let likeness = |quote: &Place| {
        let common = covered(quote, given);
        let all = (quote.len() + given_length).saturating_sub(common).max(1);
        (common > 0 && 2 * common >= quote.len()).then_some(1000 * common / all)
    };
    quotes.iter().filter_map(likeness).max()
}

/// Counts things by kind; statements in `stating` are the nodes of relations of the gold file and
/// none of its statements.
pub fn measures(
    comparison: &Comparison,
    gold: &Gold,
    answer: &Answer,
    stating: &BTreeSet<usize>,
) -> Vec<Measure> {
    let mut measures = Vec::new();
    for kind in Kind::SCORED {
        measures.push(comparison.measure_of(
            Level::Entity,
            kind.name(),
            |index| {
                gold.entities
                    .get(index)
                    .is_some_and(|entity| entity.kind() == kind)
            },
            |index| {
                answer.things[index].kind == kind
                    && (kind != Kind::Statement
                        || comparison.is_right(index)
                        || !stating.contains(&index))
            },
        ));
        if kind == Kind::Place {
            // Extraction knows one kind for the three.
            measures.extend(PLACE_TYPES.map(|name| {
                let of_type = |index: usize| {
                    let entity = gold.entities.get(index);
                    entity.is_some_and(|entity| entity.r#type == name)
                };
                comparison.recall_of(Level::Entity, name, of_type)
            }));
        }
    }
    measures
}

/// Counts the places that name things, by kind.
pub fn mentions(gold: &Gold, located: &Located, answer: &Answer, level: Level) -> Vec<Measure> {
    let measure = |kind| {
        let (mut expected, mut places) = (Vec::new(), Vec::new());
        for (entity, at) in gold.entities.iter().zip(&located.mentions) {
            if entity.kind() != kind {
                continue;
            }
            for (mention, place) in entity.mentions.iter().zip(at) {
                if mention.statement {
                    continue;
                }
                expected.push(Item {
                    id: entity.id.clone(),
                    name: mention.quote.clone(),
                    line: Some(mention.line),
                    optional: mention.nested_in.is_some(),
                    ..Item::default()
                });
                places.push(place);
            }
        }
        let given: Vec<&Place> = answer
            .mentions
            .iter()
            .filter(|(given, _)| *given == kind)
            .map(|(_, place)| place)
            .collect();
        let mut edges = Vec::new();
        for (index, wanted) in places.iter().enumerate() {
            for (found, place) in given.iter().enumerate() {
                let common = shared(wanted, place);
                let hit = match level {
                    Level::MentionExact => wanted == place,
                    _ => common > 0,
                };
                if hit {
                    edges.push(Edge {
                        gold: index,
                        given: found,
                        hit,
                        weight: common,
                    });
                }
            }
        }
        let given = given.into_iter().map(|place| Item {
            name: answer.ink.slice(place).to_owned(),
            line: Some(answer.ink.line(place)),
            ..Item::default()
        });
        Comparison::new(expected, given.collect(), edges).measure(level, kind.name())
    };
    Kind::MENTIONED.into_iter().map(measure).collect()
}
