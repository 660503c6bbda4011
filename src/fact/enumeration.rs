//! Lists of things in running text: `巴西、印尼及美國等 8 國`.

use super::Material;
use crate::document::Span;
use crate::entity::EntityId;

/// A thing named in a list.
pub type Item = (Span, EntityId);

/// The things named in the list that ends at a place, in order. A name right before another one
/// (南韓|首爾) only says where that is.
pub fn ending_at(material: &Material, floor: usize, end: usize) -> Vec<Item> {
    let named = outermost(material, Span::new(floor, end));
    let mut items: Vec<Item> = Vec::new();
    let mut at = end;
    for &(span, id) in named.iter().rev() {
        let gap = material
            .document
            .slice(Span::new(span.end, at.max(span.end)));
        let is_first = items.is_empty();
        at = span.start;
        match gap.trim() {
            "" if is_first => items.push((span, id)),
            "" => {}
            gap if !is_first && is_separator(material, gap) => items.push((span, id)),
            _ => break,
        }
    }
    items.reverse();
    items
}

/// The things named in the list that begins at a place, in order, and where it ends.
pub fn starting_at(material: &Material, start: usize, ceiling: usize) -> (Vec<Item>, usize) {
    let mut items: Vec<Item> = Vec::new();
    let mut at = start;
    for (span, id) in outermost(material, Span::new(start, ceiling)) {
        let gap = material.document.slice(Span::new(at, span.start.max(at)));
        match gap.trim() {
            "" => {
                items.pop();
                items.push((span, id));
            }
            gap if !items.is_empty() && is_separator(material, gap) => items.push((span, id)),
            _ => break,
        }
        at = span.end;
    }
    (items, at)
}

/// The things that a stretch of text names, without names in names.
fn outermost(material: &Material, span: Span) -> Vec<Item> {
    let mut named: Vec<Item> = Vec::new();
    for (index, mention) in material.inside(span) {
        let Some(id) = material.resolved.of_mention[index] else {
            continue;
        };
        match named.last_mut() {
            Some((last, _)) if last.contains(mention.span) => {}
            Some(last) if mention.span.contains(last.0) => *last = (mention.span, id),
            _ => named.push((mention.span, id)),
        }
    }
    named
}

fn is_separator(material: &Material, words: &str) -> bool {
    material
        .authority
        .lexicon
        .contains("list-separator", words.trim())
}
