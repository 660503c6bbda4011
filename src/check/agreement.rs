//! Whether what a graph says agrees with itself: dates in order, parts within wholes, choices
//! among what there is to choose from.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{GraphNameRef, NamedNodeRef, NamedOrBlankNodeRef, Quad, TermRef};

use super::Checked;
use crate::diagnostic::Diagnostic;
use crate::graph::vocab::{govrep, schema};

/// Checks that a graph agrees with itself.
///
/// - Nothing ends before it starts, at the precision of the coarser of the two dates.
/// - A part of an event lies within its dates. Since a report may really say otherwise, this is
///   a warning, and none where a discrepancy is about the part.
/// - A discrepancy prefers one of the assertions that it joins.
///
/// Dates are compared within a named graph: another report may well date an event otherwise.
pub fn check(checked: &Checked<'_>) -> Vec<Diagnostic> {
    let facts = Facts::read(checked);
    let mut diagnostics = Vec::new();
    for ((graph, node), dates) in &facts.dates {
        if let (Some(start), Some(end)) = (dates.start, dates.end)
            && is_before(end, start)
        {
            let what = format!(
                "{} ends on {end}, before it starts on {start}",
                checked.name(*node)
            );
            diagnostics.push(at(
                checked,
                *node,
                Diagnostic::error("agreement-order", what),
            ));
        }
        for whole in facts.wholes.get(&(*graph, *node)).into_iter().flatten() {
            let Some(of_whole) = facts.dates.get(&(*graph, *whole)) else {
                continue;
            };
            let early = is_before_some(dates.start, of_whole.start);
            let late = is_before_some(of_whole.end, dates.end.or(dates.start));
            if (early || late) && !facts.disputed.contains(node) {
                let what = format!(
                    "{} lies outside the dates of {}, which it is a part of",
                    checked.name(*node),
                    checked.name(*whole)
                );
                let found = Diagnostic::warning("agreement-part", what);
                diagnostics.push(at(checked, *node, found));
            }
        }
    }
    for (discrepancy, preferred) in &facts.preferred {
        let joined = facts.joined.get(discrepancy);
        if !joined.is_some_and(|joined| joined.contains(preferred)) {
            diagnostics.push(Diagnostic::error(
                "agreement-preferred",
                format!(
                    "{} prefers {}, which is none of the assertions that it joins",
                    checked.name(*discrepancy),
                    checked.name(*preferred)
                ),
            ));
        }
    }
    diagnostics
}

/// When something starts and ends, as written.
#[derive(Default)]
struct Dates<'q> {
    start: Option<&'q str>,
    end: Option<&'q str>,
}

/// A node in one named graph.
type Node<'q> = (Option<&'q str>, NamedNodeRef<'q>);

#[derive(Default)]
struct Facts<'q> {
    dates: BTreeMap<Node<'q>, Dates<'q>>,
    /// The events that something is a part of.
    wholes: BTreeMap<Node<'q>, BTreeSet<NamedNodeRef<'q>>>,
    /// What discrepancies are about.
    disputed: BTreeSet<NamedNodeRef<'q>>,
    preferred: BTreeSet<(NamedNodeRef<'q>, NamedNodeRef<'q>)>,
    joined: BTreeMap<NamedNodeRef<'q>, BTreeSet<NamedNodeRef<'q>>>,
}

impl<'q> Facts<'q> {
    fn read(checked: &Checked<'q>) -> Self {
        let mut facts = Self::default();
        let mut about: Vec<(NamedNodeRef<'_>, NamedNodeRef<'_>)> = Vec::new();
        for quad in checked.quads.iter() {
            let NamedOrBlankNodeRef::NamedNode(node) = quad.subject.as_ref() else {
                continue;
            };
            let place = (graph(quad), node);
            match (quad.predicate.as_ref(), quad.object.as_ref()) {
                // Of several dates, which the shapes refuse, the widest range counts.
                (schema::START_DATE, TermRef::Literal(date)) => {
                    let known = &mut facts.dates.entry(place).or_default().start;
                    *known = Some(known.map_or(date.value(), |known| known.min(date.value())));
                }
                (schema::END_DATE, TermRef::Literal(date)) => {
                    let known = &mut facts.dates.entry(place).or_default().end;
                    *known = Some(known.map_or(date.value(), |known| known.max(date.value())));
                }
                (schema::SUPER_EVENT, TermRef::NamedNode(whole)) => {
                    facts.wholes.entry(place).or_default().insert(whole);
                }
                (schema::ABOUT, TermRef::NamedNode(thing)) => about.push((node, thing)),
                (govrep::CONFLICTING_ASSERTION, TermRef::NamedNode(assertion)) => {
                    facts.joined.entry(node).or_default().insert(assertion);
                }
                (govrep::PREFERRED_ASSERTION, TermRef::NamedNode(assertion)) => {
                    facts.preferred.insert((node, assertion));
                }
                _ => {}
            }
        }
        for (node, thing) in about {
            if facts.joined.contains_key(&node) {
                facts.disputed.insert(thing);
            }
        }
        facts
    }
}

fn graph(quad: &Quad) -> Option<&str> {
    match quad.graph_name.as_ref() {
        GraphNameRef::NamedNode(graph) => Some(graph.as_str()),
        _ => None,
    }
}

fn at(checked: &Checked<'_>, node: NamedNodeRef<'_>, found: Diagnostic) -> Diagnostic {
    match checked.place(node) {
        Some(place) => found.at(place),
        None => found,
    }
}

fn is_before_some(a: Option<&str>, b: Option<&str>) -> bool {
    a.zip(b).is_some_and(|(a, b)| is_before(a, b))
}

/// Whether a date certainly lies before another: years, months and days of ISO 8601 are written
/// so that the order of their letters is theirs, as far as both are given.
fn is_before(a: &str, b: &str) -> bool {
    const DAY: usize = "2016-12-07".len();
    let length = a.len().min(b.len()).min(DAY);
    match (a.get(..length), b.get(..length)) {
        (Some(a), Some(b)) => a < b,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Texts;
    use crate::graph::{Names, Quads};
    use oxigraph::io::{RdfFormat, RdfParser};

    const GRAPH: &str = r#"
        @base <https://data.example.org/id/> .
        @prefix govrep: <https://w3id.org/govrep/ns#> .
        @prefix schema: <https://schema.org/> .
        <graph/a> {
            <event/summit> a schema:Event ; schema:startDate "2016-12-07" ; schema:endDate "2016-12-09" .
            <event/panel> a govrep:Session ; schema:superEvent <event/summit> ;
                schema:startDate "2016-12-08" ; schema:endDate "2016-12" .
            <project/net> schema:startDate "2013" ; schema:endDate "2022-01" .
        }
        <graph/b> { <event/summit> schema:startDate "2017" . }
        <graph/quality> {
            <discrepancy/1> a govrep:Discrepancy ; schema:about <event/other> ;
                govrep:conflictingAssertion <assertion/1> , <assertion/2> ;
                govrep:preferredAssertion <assertion/1> .
        }
    "#;

    /// The codes and messages for the graph with one piece of text replaced.
    fn check_with(old: &str, new: &str) -> Vec<(&'static str, String)> {
        assert!(GRAPH.contains(old), "{old}");
        let quads: Quads = RdfParser::from_format(RdfFormat::TriG)
            .for_slice(&GRAPH.replacen(old, new, 1))
            .collect::<Result<_, _>>()
            .unwrap();
        let checked = Checked {
            quads: &quads,
            texts: &Texts::default(),
            names: Names {
                base: Some("https://data.example.org/id/"),
                prefixes: &[],
            },
        };
        let found = check(&checked).into_iter();
        found.map(|d| (d.code, d.message)).collect()
    }

    #[test]
    fn a_graph_that_agrees_with_itself_passes() {
        assert_eq!(check_with("", ""), []);
    }

    #[test]
    fn each_fault_is_found() {
        for (old, new, code, message) in [
            (
                "\"2016-12-09\"",
                "\"2016-12-06\"",
                "agreement-order",
                "`event/summit` ends on 2016-12-06, before it starts on 2016-12-07",
            ),
            (
                "\"2022-01\"",
                "\"2012-12-31\"",
                "agreement-order",
                "`project/net` ends on 2012-12-31, before it starts on 2013",
            ),
            (
                "schema:startDate \"2016-12-08\"",
                "schema:startDate \"2016-12-06\"",
                "agreement-part",
                "`event/panel` lies outside the dates of `event/summit`, which it is a part of",
            ),
            (
                "schema:endDate \"2016-12\"",
                "schema:endDate \"2016-12-10\"",
                "agreement-part",
                "`event/panel` lies outside the dates of `event/summit`, which it is a part of",
            ),
            (
                "preferredAssertion <assertion/1>",
                "preferredAssertion <assertion/3>",
                "agreement-preferred",
                "`discrepancy/1` prefers `assertion/3`, which is none of the assertions that it joins",
            ),
        ] {
            let found = check_with(old, new);
            assert!(
                found.contains(&(code, message.to_owned())),
                "{new}: {found:?}"
            );
        }
    }

    #[test]
    fn what_a_discrepancy_tells_is_not_told_again() {
        let faulty = GRAPH.replace("\"2016-12-08\"", "\"2016-12-01\"");
        let quads: Quads = RdfParser::from_format(RdfFormat::TriG)
            .for_slice(&faulty.replace("<event/other>", "<event/panel>"))
            .collect::<Result<_, _>>()
            .unwrap();
        let checked = Checked {
            quads: &quads,
            texts: &Texts::default(),
            names: Names {
                base: None,
                prefixes: &[],
            },
        };
        assert_eq!(check(&checked), []);
    }

    #[test]
    fn dates_are_compared_as_far_as_both_are_given() {
        for (a, b, before) in [
            ("2016-12-07", "2016-12-08", true),
            ("2016-12", "2016-12-08", false),
            ("2016-12-08", "2016", false),
            ("2015", "2016-01", true),
            ("2016-12-08T09:00:00", "2016-12-08", false),
        ] {
            assert_eq!(is_before(a, b), before, "{a} {b}");
        }
    }
}
