//! Recommendations and follow-up actions: the numbered items under a heading that says so.

use super::{Credit, Material, Undertaking, UndertakingClass, modal, sentence};
use crate::document::{Block, BlockKind, NodeId, Span};
use crate::entity::{EntityId, Kind};

/// Reads the items under headings such as 建議 and 後續工作事項.
///
/// They are of the body whose report it is, if it is of one alone.
pub fn find(material: &Material, credit: &Credit) -> Vec<Undertaking> {
    let document = material.document;
    let maker = match credit.bodies.as_slice() {
        [(only, _)] => Some(*only),
        _ => None,
    };
    let mut undertakings = Vec::new();
    for (index, node) in document.nodes().iter().enumerate() {
        if node.is_heading {
            continue;
        }
        let Some(class) = node.parent.and_then(|parent| class(material, parent)) else {
            continue;
        };
        let id = NodeId(index);
        let block: &Block = &document.blocks()[node.block];
        if block.kind != BlockKind::Item || modal::foretells(material, node.title) {
            continue;
        }
        // Among 心得與建議 an item may only tell.
        if class == UndertakingClass::Recommendation
            && node.parent.is_some_and(|parent| is_mixed(material, parent))
            && !advises(material, node.title)
        {
            continue;
        }
        let promise = match class {
            UndertakingClass::Recommendation => promise(material, node.title, maker),
            _ => None,
        };
        let class = promise.map_or(class, |_| UndertakingClass::Commitment);
        undertakings.push(Undertaking {
            number: document.path(id),
            marker: document.markers(id).join("-"),
            maker: promise.map(|(other, _)| other).or(maker),
            modality: promise.map(|_| "declared".to_owned()),
            cue: promise.map(|(_, cue)| cue),
            ..Undertaking::stated(class, node.title)
        });
    }
    undertakings
}

/// Whether a heading stands above reflections and recommendations: 心得與建議.
fn is_mixed(material: &Material, heading: NodeId) -> bool {
    let document = material.document;
    let title = document.slice(document.node(heading).title).trim();
    let kinds = material.authority.lexicon.group("recommendation-heading");
    let reflects =
        |word: &str| title.starts_with(word) && title.chars().count() > word.chars().count();
    kinds
        .iter()
        .any(|(word, kind)| &**kind == "reflection" && reflects(word))
}

/// Whether an item says that something should be done.
fn advises(material: &Material, item: Span) -> bool {
    material
        .words("view-cue")
        .stand_in(material.document.slice(item))
}

/// Whose promise an item among recommendations only tells, with the word for it: 總務省於2020年承諾補助
/// 經費，值得我國參考.
fn promise(material: &Material, item: Span, maker: Option<EntityId>) -> Option<(EntityId, Span)> {
    let cues = || material.cues(item, "undertaking-cue");
    let advises = |(_, value): (Span, &str)| {
        matches!(
            value,
            "recommendation/recommended" | "recommendation/required" | "call/requested"
        )
    };
    let promised = cues().filter(|(_, value)| *value == "commitment/declared");
    let cue = promised.map(|(cue, _)| cue).min()?;
    if cues().any(advises) {
        return None;
    }
    let clause = sentence::clause(material.document, cue);
    let mut agents = material
        .inside(Span::new(clause.start, cue.start.max(clause.start)))
        .filter_map(|(index, _)| material.resolved.of_mention[index]);
    let other = agents.find(|&id| {
        let entity = material.resolved.entity(id);
        let own = material.report.jurisdiction.as_ref() == Some(&entity.key) || Some(id) == maker;
        matches!(entity.kind, Kind::Organisation | Kind::Jurisdiction) && !own
    })?;
    Some((other, cue))
}

/// What a heading says of the items below it: its whole title must be the word, so that
/// 心得及建議 above both 心得 and 建議 says nothing yet.
fn class(material: &Material, heading: NodeId) -> Option<UndertakingClass> {
    let node = &material.document.nodes()[heading.0];
    let title = material.document.slice(node.title).trim();
    let lexicon = &material.authority.lexicon;
    // ACTION POINTS
    let lower = title.to_lowercase();
    if [title, &lower]
        .iter()
        .any(|title| lexicon.contains("followup-heading", title))
    {
        Some(UndertakingClass::Commitment)
    } else if lexicon.value("recommendation-heading", title) == Some("recommendation") {
        Some(UndertakingClass::Recommendation)
    } else {
        None
    }
}
