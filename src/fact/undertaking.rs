//! Recommendations and follow-up actions: the numbered items under a heading that says so.

use super::{Material, Undertaking, UndertakingClass, modal};
use crate::document::{Block, BlockKind, NodeId};
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
        if block.kind != BlockKind::Item || modal::foretells(material, node.title) {
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
