//! Dates and numbers in the text, compared.

use std::collections::BTreeSet;

use super::align::Edge;
use super::answer::Answer;
use super::comparison::{Comparison, Item, Level, Measure};
use super::gold::Gold;
use super::ink::{Ink, Place, shared};
use super::located::Located;

/// Counts dates: whether they are found, and whether they are found with their value.
pub fn dates(gold: &Gold, located: &Located, answer: &Answer) -> [Measure; 2] {
    let expected: Vec<Item> = gold
        .dates
        .iter()
        .map(|date| Item {
            name: date.quote.clone(),
            what: date.iso.clone(),
            line: Some(date.line),
            optional: date.is_optional(),
            ..Item::default()
        })
        .collect();
    let given: Vec<Item> = answer
        .dates
        .iter()
        .map(|(place, iso)| Item {
            what: iso.clone(),
            ..printed(&answer.ink, place)
        })
        .collect();
    let compare = |level| {
        let mut edges = Vec::new();
        for (index, (date, wanted)) in gold.dates.iter().zip(&located.dates).enumerate() {
            for (found, (place, iso)) in answer.dates.iter().enumerate() {
                let common = shared(wanted, place);
                if common > 0 {
                    edges.push(Edge {
                        gold: index,
                        given: found,
                        // A vague date has no value that could be wrong.
                        hit: level == Level::MentionOverlap
                            || date.is_optional()
                            || told(iso) == told(&date.iso),
                        weight: common,
                    });
                }
            }
        }
        Comparison::new(expected.clone(), given.clone(), edges).measure(level, "date")
    };
    [compare(Level::MentionOverlap), compare(Level::Value)]
}

/// What a date says by itself: whether it belongs to it that something goes on from there
/// (起), gold files take differently.
fn told(iso: &str) -> &str {
    iso.strip_suffix("/..").unwrap_or(iso)
}

/// A number of the gold file at one of its places.
struct Statement {
    place: Place,
    value: Option<String>,
    bound: &'static str,
}

/// Counts the numbers in the text: value, bound and place.
pub fn figures(gold: &Gold, located: &Located, answer: &Answer) -> Measure {
    let (mut expected, mut statements) = (Vec::new(), Vec::new());
    // What a quote shows to stand in a line need not be taken from the list of other lines.
    let mut known: BTreeSet<(usize, Option<String>)> = BTreeSet::new();
    let quoted = gold.figures.iter().zip(&located.figures);
    let quoted = quoted.map(|(figure, place)| (figure, figure.line, place.clone()));
    let others = gold.figures.iter().flat_map(|figure| {
        let lines = figure.also_lines.iter();
        lines.map(move |&line| (figure, line, answer.ink.of_line(line)))
    });
    for (is_quote, (figure, line, place)) in
        quoted.map(|q| (true, q)).chain(others.map(|o| (false, o)))
    {
        let value = figure.value();
        if !known.insert((line, value.clone())) && !is_quote {
            continue;
        }
        let bound = figure.bound();
        expected.push(Item {
            id: figure.subject.clone(),
            name: figure.quote.clone(),
            what: format!("{bound} {}", value.as_deref().unwrap_or("?")),
            line: Some(line),
            optional: figure.is_optional(),
        });
        statements.push(Statement {
            place,
            value,
            bound,
        });
    }
    let mut edges = Vec::new();
    for (index, wanted) in statements.iter().enumerate() {
        for (found, number) in answer.numbers.iter().enumerate() {
            let here = shared(&wanted.place, &number.place);
            if here > 0
                && wanted
                    .value
                    .as_ref()
                    .is_none_or(|value| *value == number.value)
            {
                edges.push(Edge {
                    gold: index,
                    given: found,
                    hit: wanted.value.is_none() || wanted.bound == number.bound,
                    weight: here,
                });
            }
        }
    }
    let given = answer.numbers.iter().map(|number| Item {
        what: format!("{} {}", number.bound, number.value),
        ..printed(&answer.ink, &number.place)
    });
    Comparison::new(expected, given.collect(), edges).measure(Level::Value, "figure")
}

/// What stands at a place.
fn printed(ink: &Ink, place: &Place) -> Item {
    Item {
        name: ink.slice(place).to_owned(),
        line: Some(ink.line(place)),
        ..Item::default()
    }
}
