//! Events that several reports date differently.
//!
//! Each report keeps its own date; what contradicts stands in the graph of discrepancies, so that
//! adding a report changes nothing in the graphs of the others.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Quad, Term, TermRef, vocab::rdf};

use super::Quads;
use super::iri::Namer;
use super::vocab::{code, govrep, oa, prov, rdfs, schema};
use crate::authority::Lexicon;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::entity::{Entity, Kind, Resolved};
use crate::project::slug;

/// A report as far as it is compared with others.
#[derive(Clone, Copy, Debug)]
pub struct Reported<'a> {
    /// Its names.
    pub names: Namer<'a>,
    /// Its text.
    pub document: &'a Document,
    /// The things that it names.
    pub resolved: &'a Resolved,
    /// Its graphs, with what an editor added or took out.
    pub quads: &'a Quads,
}

/// What one report says of the days of an event.
struct Dated<'a> {
    report: Reported<'a>,
    entity: &'a Entity,
    event: NamedNode,
    start: &'a str,
    end: &'a str,
}

impl Dated<'_> {
    /// Whether both share no day.
    fn is_apart(&self, other: &Self) -> bool {
        other.start > self.end || self.start > other.end
    }
}

/// Finds events to which reports give days of which none is the same: discrepancies for the graph
/// of quality, and what a person should know of them. Events that are held more than once are not
/// compared.
pub fn dates(reports: &[Reported<'_>], lexicon: &Lexicon) -> (Quads, Vec<Diagnostic>) {
    let mut events: BTreeMap<&str, Vec<Dated<'_>>> = BTreeMap::new();
    for report in reports {
        let entities = report.resolved.entities.iter();
        let named = entities.filter(|entity| entity.kind == Kind::Event);
        for entity in named.filter(|event| event.is_held_once(lexicon)) {
            if let Some(dated) = dated(*report, entity) {
                events.entry(&entity.key).or_default().push(dated);
            }
        }
    }
    let (mut quads, mut found) = (Vec::new(), Vec::new());
    for (key, dates) in events {
        let differs = |one: &&Dated<'_>| dates.iter().any(|other| one.is_apart(other));
        let differing: Vec<&Dated<'_>> = dates.iter().filter(differs).collect();
        let Some((first, others)) = differing.split_first() else {
            continue;
        };
        let Some(other) = others.iter().find(|other| first.is_apart(other)) else {
            continue;
        };
        write(key, reports, &differing, &mut quads);
        let name = other.entity.edition();
        let message = format!(
            "“{name}” is on {} in this report and on {} in the report `{}`",
            other.start,
            first.start,
            first.report.names.report()
        );
        found.push(
            Diagnostic::warning("doubtful-date", message)
                .at(other.report.document.place(other.entity.mentions[0]))
                .help(
                    "if they are two events, reject one of them in curation.toml and add it under \
                     another id; if one of the days is wrong, correct it there",
                ),
        );
    }
    (Quads::new(quads), found)
}

/// The days of an event in the graphs of a report, if it has one date that names days.
fn dated<'a>(report: Reported<'a>, entity: &'a Entity) -> Option<Dated<'a>> {
    const DAY: usize = "2016-12-07".len();
    let event = report.names.thing(&entity.path());
    let one = |property| {
        let mut dates = report.quads.objects(event.as_ref(), property);
        let only = dates.next().filter(|_| dates.next().is_none());
        match only {
            Some(TermRef::Literal(date)) => date.value().get(..DAY),
            _ => None,
        }
    };
    let start = one(schema::START_DATE)?;
    let end = one(schema::END_DATE).unwrap_or(start);
    Some(Dated {
        report,
        entity,
        event,
        start,
        end,
    })
}

fn write(key: &str, reports: &[Reported<'_>], dates: &[&Dated<'_>], quads: &mut Vec<Quad>) {
    let Some(Dated {
        report,
        entity,
        event,
        ..
    }) = dates.first()
    else {
        return;
    };
    let (names, name) = (report.names, entity.edition());
    let graph = names.quality();
    let node = names.thing(&format!(
        "discrepancy/across/event-{}-start-date",
        slug(key)
    ));
    let mut add = |subject: &NamedNode, predicate: NamedNodeRef<'_>, object: Term| {
        quads.push(Quad::new(subject.clone(), predicate, object, graph.clone()));
    };
    let labels = [
        ("zh-hant", format!("{name}：各報告日期不一致")),
        ("en", format!("dates that differ between reports: {name}")),
    ];
    add(&node, rdf::TYPE, govrep::DISCREPANCY.into());
    add(&node, rdf::TYPE, prov::ENTITY.into());
    for (tag, label) in labels {
        let label = Literal::new_language_tagged_literal_unchecked(label, tag);
        add(&node, rdfs::LABEL, label.into());
    }
    add(&node, schema::ABOUT, event.clone().into());
    let kind = code::discrepancy_kind::DATE;
    add(&node, govrep::DISCREPANCY_KIND, kind.into());
    let scope = code::discrepancy_scope::ACROSS_SOURCES;
    add(&node, govrep::DISCREPANCY_SCOPE, scope.into());
    for dated in dates {
        let quads = dated.report.quads;
        let values = quads.objects(dated.event.as_ref(), schema::START_DATE);
        for value in values {
            let value: Term = value.into();
            let predicate = schema::START_DATE;
            let assertion = names.assertion(&dated.event, predicate, &value);
            add(
                &node,
                govrep::CONFLICTING_ASSERTION,
                assertion.clone().into(),
            );
            // An editor said more of it.
            if reports
                .iter()
                .any(|it| !it.quads.about(assertion.as_ref()).is_empty())
            {
                continue;
            }
            for class in [govrep::ASSERTION, rdf::STATEMENT, prov::ENTITY] {
                add(&assertion, rdf::TYPE, class.into());
            }
            add(&assertion, rdf::SUBJECT, dated.event.clone().into());
            add(&assertion, rdf::PREDICATE, predicate.into());
            add(&assertion, rdf::OBJECT, value);
            let status = code::assertion_status::CONTESTED;
            add(&assertion, govrep::ASSERTION_STATUS, status.into());
            add(&assertion, govrep::EXTRACTION_METHOD, method(dated));
            let run = dated.report.names.extraction();
            add(&assertion, prov::WAS_GENERATED_BY, run.into());
            for passage in passages(quads, dated.event.as_ref()) {
                add(
                    &assertion,
                    prov::WAS_DERIVED_FROM,
                    passage.into_owned().into(),
                );
            }
        }
    }
}

/// How a report came to the day of an event: as to the event, where an editor, an annotation or the
/// model told of it, else by a rule.
fn method(dated: &Dated<'_>) -> Term {
    let told = [
        code::extraction_method::CURATED,
        code::extraction_method::INFERRED,
        code::extraction_method::ANNOTATED,
        code::extraction_method::MODEL,
    ];
    let quads = dated.report.quads;
    let mut methods = quads.objects(dated.event.as_ref(), govrep::EXTRACTION_METHOD);
    let only = methods.next().filter(|_| methods.next().is_none());
    match only {
        Some(TermRef::NamedNode(method)) if told.contains(&method) => method.into_owned().into(),
        _ => code::extraction_method::RULE.into(),
    }
}

/// The passages of a node that lie in no other of them: sentences and lines, not the names in them.
fn passages<'q>(quads: &'q Quads, node: NamedNodeRef<'_>) -> Vec<NamedNodeRef<'q>> {
    let mut places: BTreeSet<(usize, std::cmp::Reverse<usize>, NamedNodeRef<'q>)> = BTreeSet::new();
    for source in quads.objects(node, prov::WAS_DERIVED_FROM) {
        if let TermRef::NamedNode(passage) = source
            && let Some(selector) = quads.node(passage, oa::HAS_SELECTOR)
            && let Some(range) = quads.range(selector)
        {
            places.insert((range.start, std::cmp::Reverse(range.end), passage));
        }
    }
    let mut reached = 0;
    let mut outer = Vec::new();
    for (_, std::cmp::Reverse(end), passage) in places {
        if end > reached {
            reached = end;
            outer.push(passage);
        }
    }
    outer
}
