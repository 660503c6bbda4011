//! Recommendations and follow-up actions: the numbered items under a heading that says so.

use super::{Material, Undertaking, UndertakingClass, modal, sentence};
use crate::document::{Block, BlockKind, NodeId, Span};
use crate::entity::{EntityId, Kind};
use crate::mention;

/// Reads the items under headings such as 建議 and 後續工作事項.
pub fn find(material: &Material) -> Vec<Undertaking> {
    let document = material.document;
    let maker = mention::issuer(document, &material.authority.lexicon).and_then(|name| {
        let mut named = material.inside(name);
        named.find_map(|(index, _)| material.resolved.of_mention[index])
    });
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
        let advises = class == UndertakingClass::Recommendation;
        if block.kind != BlockKind::Item
            || modal::foretells(material, node.title)
            || advises && tells_promise(material, node.title, maker)
        {
            continue;
        }
        undertakings.push(Undertaking {
            class,
            number: document.path(id),
            marker: document.markers(id).join("-"),
            text: node.title,
            // What has become of it the report does not say.
            status: "stated".to_owned(),
            maker,
            speaker: None,
            addressees: Vec::new(),
            deadline: None,
            lead: Vec::new(),
            supporting: Vec::new(),
            modality: None,
            cue: None,
            evidence: vec![node.title],
        });
    }
    undertakings
}

/// Whether an item among recommendations only tells what another body or country promised: 總務省
/// 於2020年承諾補助經費，值得我國參考. The sentence itself says whose promise it is.
fn tells_promise(material: &Material, item: Span, maker: Option<EntityId>) -> bool {
    let advises = |(_, value): (Span, &str)| {
        matches!(
            value,
            "recommendation/recommended" | "recommendation/required" | "call/requested"
        )
    };
    let promised = material
        .cues(item, "undertaking-cue")
        .filter(|(_, value)| *value == "commitment/declared")
        .map(|(cue, _)| cue)
        .min();
    promised.is_some_and(|cue| {
        let clause = sentence::clause(material.document, cue);
        let mut agents = material
            .inside(Span::new(clause.start, cue.start))
            .filter_map(|(index, _)| material.resolved.of_mention[index]);
        let other = agents.any(|id| {
            let kind = material.resolved.entity(id).kind;
            let key = Some(&material.resolved.entity(id).key);
            let own = key == material.report.jurisdiction.as_ref() || Some(id) == maker;
            matches!(kind, Kind::Organisation | Kind::Jurisdiction) && !own
        });
        other && !material.cues(item, "undertaking-cue").any(advises)
    })
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
