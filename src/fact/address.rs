//! Web addresses, and whose they are.

use super::{Address, Material, sentence};
use crate::document::Span;
use crate::entity::Kind;
use crate::mention::Reading;

/// Reads the addresses that stand beside the name of a thing: `巴黎宣言(Paris Declaration)網址：http…`.
///
/// The nearest thing named before the address in its block has it.
pub fn find(material: &Material) -> Vec<Address> {
    let mut addresses = Vec::new();
    for mention in material.mentions {
        let Reading::Url(url) = &mention.reading else {
            continue;
        };
        let block = material.document.block_at(mention.span.start).span;
        let owner = material
            .inside(Span::new(block.start, mention.span.start))
            .filter_map(|(index, _)| material.resolved.of_mention[index])
            .filter(|&id| {
                matches!(
                    material.resolved.entity(id).kind,
                    Kind::Work | Kind::Organisation | Kind::Platform | Kind::Programme
                )
            })
            .last();
        if let Some(of) = owner {
            addresses.push(Address {
                of,
                url: url.clone(),
                evidence: vec![sentence::trimmed(material.document.text(), block)],
            });
        }
    }
    addresses
}
