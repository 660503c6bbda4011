//! Numbers, and what they are of.

use super::{Figure, Material, sentence};
use crate::document::Span;
use crate::entity::{EntityId, Kind};
use crate::mention::Reading;

/// Reads the figures whose measure the authority tables know.
///
/// A figure without anything to be about is left out, as is one whose measure says nothing by
/// itself (5 % of what?).
pub fn find(material: &Material) -> Vec<Figure> {
    let mut figures = Vec::new();
    for mention in material.mentions {
        let Reading::Figure(figure) = &mention.reading else {
            continue;
        };
        let counted = figure
            .counted
            .map(|span| material.document.slice(span))
            .unwrap_or_default();
        let unit = material.document.slice(figure.unit);
        let Some(measure) = measure(material, unit, counted) else {
            continue;
        };
        let clause = sentence::clause(material.document, mention.span);
        if sentence::is_not_asserted(material, clause) {
            continue;
        }
        let evidence = sentence::around(material.document, mention.span);
        let subject = material
            .authority
            .lexicon
            .value("measure-subject", &measure);
        let Some(about) = subject.and_then(|kind| about(material, evidence, mention.span, kind))
        else {
            continue;
        };
        figures.push(Figure {
            about,
            measure,
            value: figure.value,
            bound: figure.bound.clone(),
            unit: format!("{unit}{counted}"),
            evidence: vec![evidence],
        });
    }
    figures
}

/// The notation of what is counted: the longest known word that the counted words end with or
/// begin with.
fn measure(material: &Material, unit: &str, counted: &str) -> Option<String> {
    let lexicon = &material.authority.lexicon;
    let group = if counted.is_empty() {
        "unit-measure"
    } else {
        "measure"
    };
    let word = if counted.is_empty() { unit } else { counted };
    // 15 分鐘的短講 measures time, whatever is 15 minutes long.
    let time = lexicon.value("unit-measure", unit);
    time.or_else(|| lexicon.value(group, word))
        .map(ToOwned::to_owned)
}

/// What a figure is about: the subject of its clause, else of an earlier clause of the sentence,
/// else what is named before it, else what a heading above is about.
///
/// Only a thing of the kind that has such a figure can be its subject: bodies have members,
/// events have an attendance.
fn about(material: &Material, sentence: Span, figure: Span, kind: &str) -> Option<EntityId> {
    let fits = |id: &EntityId| {
        let entity = material.resolved.entity(*id).kind;
        match kind {
            "organisation" => matches!(entity, Kind::Organisation | Kind::Programme),
            "event" => entity == Kind::Event,
            "jurisdiction" => entity == Kind::Jurisdiction,
            _ => false,
        }
    };
    let before = Span::new(sentence.start, figure.start);
    let text = material.document.text();
    // In `巴西、印尼等 8 國` the countries are what is counted.
    let counts_list = text[before.start..before.end].trim_end().ends_with('等');
    let subjects: Vec<(Span, EntityId)> = named(material, before)
        .filter(|(_, id)| fits(id))
        .filter(|(_, id)| !counts_list || material.resolved.entity(*id).kind != Kind::Jurisdiction)
        .collect();
    let begins_clause = |span: Span| {
        let clause = text[before.start..span.start]
            .rfind(['，', '；'])
            .map_or(before.start, |at| before.start + at + '，'.len_utf8());
        let lead = text[clause..span.start].trim();
        let lexicon = &material.authority.lexicon;
        lead.is_empty()
            || lexicon.contains("pronoun", lead)
            || lexicon.contains("event-pointer", lead)
    };
    subjects
        .iter()
        .rev()
        .find(|(span, _)| begins_clause(*span))
        .or_else(|| subjects.last())
        .map(|(_, id)| *id)
        .or_else(|| topic(material, figure).filter(fits))
}

/// The things named in a span, without names inside other names.
fn named<'m>(material: &'m Material, span: Span) -> impl Iterator<Item = (Span, EntityId)> + 'm {
    material.inside(span).filter_map(move |(index, mention)| {
        let id = material.resolved.of_mention[index]?;
        let nested = material
            .inside(span)
            .any(|(_, other)| other.span != mention.span && other.span.contains(mention.span));
        let kind = material.resolved.entity(id).kind;
        (!nested && kind != Kind::Person && kind != Kind::Work).then_some((mention.span, id))
    })
}

/// What the nearest heading above that names anything is about.
fn topic(material: &Material, figure: Span) -> Option<EntityId> {
    let document = material.document;
    document
        .ancestors(document.block_at(figure.start).node?)
        .filter(|node| node.is_heading)
        .find_map(|node| {
            named(material, node.title)
                .map(|(_, id)| id)
                .find(|&id| material.resolved.entity(id).kind != Kind::Jurisdiction)
        })
}
