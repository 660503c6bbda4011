//! Numbers, and what they are of.

use super::{Figure, Material, sentence};
use crate::document::Span;
use crate::entity::{EntityId, Kind};
use crate::mention::Reading;

/// Reads the figures whose measure the authority tables know.
///
/// A figure is about the nearest body, programme or event named before it in its sentence.
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
        let evidence = sentence::around(material.document, mention.span);
        let Some(about) = about(material, evidence, mention.span) else {
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
    let by_name = lexicon
        .group("measure")
        .iter()
        .filter(|(word, _)| counted.starts_with(word.as_ref()) || counted.ends_with(word.as_ref()))
        .max_by_key(|(word, _)| word.len())
        .map(|(_, measure)| measure.to_string());
    by_name.or_else(|| lexicon.value("unit-measure", unit).map(ToOwned::to_owned))
}

fn about(material: &Material, sentence: Span, figure: Span) -> Option<EntityId> {
    let subject = |span: Span| {
        material
            .inside(span)
            .filter_map(|(index, _)| material.resolved.of_mention[index])
            .filter(|&id| {
                matches!(
                    material.resolved.entity(id).kind,
                    Kind::Organisation | Kind::Programme | Kind::Event | Kind::Platform
                )
            })
            .last()
    };
    let block = material.document.block_at(figure.start).span;
    subject(Span::new(sentence.start, figure.start))
        .or_else(|| subject(Span::new(block.start, figure.start)))
}
