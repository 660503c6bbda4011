//! Things that several reports name.
//!
//! A thing has the same IRI in every report that names it alike, so its evidence comes together
//! by itself. Where the reports say different things of it, it may be two; that is told, and
//! only a row in the authority tables makes them two.

use std::collections::{BTreeMap, BTreeSet};

use super::abbreviation::may_be_one;
use super::{Entity, EntityId, Kind, Resolved};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::mention::{Mention, Reading};

/// A report as far as its things are concerned.
#[derive(Clone, Copy, Debug)]
pub struct Reported<'a> {
    /// The key of the report.
    pub report: &'a str,
    /// Its text.
    pub document: &'a Document,
    /// The places that name things.
    pub mentions: &'a [Mention],
    /// The things.
    pub resolved: &'a Resolved,
}

/// What makes it doubtful that things of one name in several reports are one: bodies whose full
/// names have little in common, persons who belong to different bodies.
pub fn doubts(reports: &[Reported]) -> Vec<Diagnostic> {
    let mut named: BTreeMap<(Kind, &str), Vec<(Reported, EntityId)>> = BTreeMap::new();
    for report in reports {
        for (index, entity) in report.resolved.entities.iter().enumerate() {
            let judged = matches!(entity.kind, Kind::Organisation | Kind::Person);
            if judged && entity.authority.is_none() {
                let places = named.entry((entity.kind, &entity.key)).or_default();
                places.push((*report, EntityId(index)));
            }
        }
    }
    let mut found = Vec::new();
    for ((kind, _), places) in named {
        let Some((first, others)) = places.split_first() else {
            continue;
        };
        for other in others {
            found.extend(match kind {
                Kind::Person => two_persons(*first, *other),
                _ => two_bodies(*first, *other),
            });
        }
    }
    found
}

/// A body whose key is its abbreviation, and which has another full name elsewhere.
fn two_bodies(one: (Reported, EntityId), other: (Reported, EntityId)) -> Option<Diagnostic> {
    let (a, b) = (entity(one), entity(other));
    let differ = |a: &Option<String>, b: &Option<String>| matches!((a, b), (Some(a), Some(b)) if !may_be_one(a, b));
    let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
    let doubtful = differ(&a.chinese, &b.chinese) && !same(&a.foreign, &b.foreign)
        || differ(&a.foreign, &b.foreign) && !same(&a.chinese, &b.chinese);
    doubtful.then(|| {
        let message = format!(
            "“{}” and “{}” of report `{}` are one thing, {}, since they share an abbreviation",
            b.name(),
            a.name(),
            one.0.report,
            a.path()
        );
        Diagnostic::warning("doubtful-merge", message)
            .at(other.0.document.place(b.mentions[0]))
            .help("if they are two, give one of them a row in data/authority/organisations.csv")
    })
}

/// A person who belongs to other bodies elsewhere.
fn two_persons(one: (Reported, EntityId), other: (Reported, EntityId)) -> Option<Diagnostic> {
    let (ours, theirs) = (bodies(one), bodies(other));
    let related = |a: &str, b: &str| a.contains(b) || b.contains(a);
    let apart = !ours.iter().any(|a| theirs.iter().any(|b| related(a, b)));
    if ours.is_empty() || theirs.is_empty() || !apart {
        return None;
    }
    let (a, b) = (entity(one), entity(other));
    let message = format!(
        "“{}” of {} and “{}” of {} (report `{}`) are taken for one person",
        b.name(),
        listed(&theirs),
        a.name(),
        listed(&ours),
        one.0.report
    );
    Some(
        Diagnostic::note("doubtful-merge", message)
            .at(other.0.document.place(b.mentions[0]))
            .help(
                "if they are two, reject one of them in curation.toml and add it under another id",
            ),
    )
}

/// The names of the bodies that a person's titles belong to.
fn bodies((report, id): (Reported, EntityId)) -> BTreeSet<String> {
    let persons = report
        .mentions
        .iter()
        .zip(&report.resolved.of_mention)
        .filter(|(_, of)| **of == Some(id));
    let spans = persons.flat_map(|(mention, _)| match &mention.reading {
        Reading::Person(person) => person.roles.iter().filter_map(|role| role.of).collect(),
        _ => Vec::new(),
    });
    spans
        .filter_map(|span| {
            let at = report.mentions.iter().position(|m| m.span == span)?;
            let body = report.resolved.entity(report.resolved.of_mention[at]?);
            (body.kind == Kind::Organisation).then(|| report.document.slice(span).to_owned())
        })
        .collect()
}

fn entity((report, id): (Reported<'_>, EntityId)) -> &Entity {
    report.resolved.entity(id)
}

fn listed(names: &BTreeSet<String>) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    quoted.join(", ")
}
