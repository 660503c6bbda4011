//! A name that is written with a variant character elsewhere: 國家行動計畫, 行動計劃.

use super::name::{NameConflict, NameReason, Named, PrintedName};
use crate::document::Span;
use crate::entity::{EntityId, Kind};
use crate::fact::Material;
use crate::mention::{Reading, Rule};

/// The fewest characters that say by themselves which name is meant.
const SHORTEST: usize = 4;

/// Looks for the names that a gloss explains, or their ends, in the other spelling.
///
/// Persons are left out: their names are spelt as they wish.
pub fn find(material: &Material) -> Vec<NameConflict> {
    let mut conflicts = Vec::new();
    for (index, entity) in material.resolved.entities.iter().enumerate() {
        let id = EntityId(index);
        let (Some(name), false) = (&entity.chinese, entity.kind == Kind::Person) else {
            continue;
        };
        let Some(gloss) = gloss(material, id, name) else {
            continue;
        };
        for (one, other) in material.authority.lexicon.group("spelling-variant") {
            for (ours, theirs) in [(one, other), (other, one)] {
                let Some(start) = name.rfind(ours.as_ref()) else {
                    continue;
                };
                let end = start + ours.len();
                let variant = format!("{}{theirs}{}", &name[..start], &name[end..]);
                let known = entity.aliases.contains(&variant);
                let found = (!known).then(|| elsewhere(material, id, &variant, start));
                if let Some((variant, places)) = found.flatten() {
                    conflicts.push(conflict(
                        material,
                        id,
                        name,
                        gloss.clone(),
                        &variant,
                        places,
                    ));
                }
            }
        }
    }
    conflicts
}

/// The foreign name or abbreviation that stands beside a name.
fn gloss(material: &Material, id: EntityId, name: &str) -> Option<String> {
    let mentions = material.mentions.iter().zip(&material.resolved.of_mention);
    mentions
        .filter(|(mention, of)| **of == Some(id) && mention.rule == Rule::Gloss)
        .find_map(|(mention, _)| match &mention.reading {
            Reading::Named(naming) if naming.chinese.as_deref() == Some(name) => naming
                .foreign
                .clone()
                .or_else(|| naming.short.first().cloned()),
            _ => None,
        })
}

/// Where the text prints a name, or the longest end of it that includes byte `from`, as a name
/// of its own.
fn elsewhere(
    material: &Material,
    id: EntityId,
    name: &str,
    from: usize,
) -> Option<(String, Vec<Span>)> {
    name.char_indices()
        .map(|(at, _)| &name[at..])
        .take_while(|tail| name.len() - tail.len() <= from && tail.chars().count() >= SHORTEST)
        .find_map(|tail| {
            let text = material.document.text();
            let places: Vec<Span> = text
                .match_indices(tail)
                .map(|(at, _)| Span::new(at, at + tail.len()))
                .filter(|&span| stands_alone(material, span, tail.len() == name.len()))
                .collect();
            // Where several names end so, it may be any of them.
            let ends_so = |name: &Option<String>| name.as_ref().is_some_and(|n| same_end(n, tail));
            let others = material.resolved.entities.iter().enumerate();
            let ambiguous = { others }.any(|(i, e)| i != id.0 && ends_so(&e.chinese));
            (!places.is_empty() && !ambiguous).then(|| (tail.to_owned(), places))
        })
}

/// Whether a name ends in as many characters that differ from `tail` in none but one.
fn same_end(name: &str, tail: &str) -> bool {
    let pairs = name.chars().rev().zip(tail.chars().rev());
    let (mut length, mut differ) = (0, 0);
    for (a, b) in pairs {
        length += 1;
        differ += usize::from(a != b);
    }
    length == tail.chars().count() && differ <= 1
}

/// Whether some words are no part of a longer name: a count or no character stands before them,
/// a function word or none after them.
fn stands_alone(material: &Material, span: Span, whole: bool) -> bool {
    let text = material.document.text();
    let lexicon = &material.authority.lexicon;
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let is_han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    let free_before = whole
        || !before.ends_with(is_han)
        || lexicon.group("classifier").iter().any(|(word, _)| {
            let number = before.strip_suffix(word.as_ref());
            let number = number.map(str::trim_end);
            number.is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()))
        });
    let free_after = !after.starts_with(is_han)
        || lexicon
            .group("boundary-after")
            .iter()
            .any(|(word, _)| after.starts_with(word.as_ref()));
    free_before && free_after
}

fn conflict(
    material: &Material,
    id: EntityId,
    name: &str,
    gloss: String,
    variant: &str,
    variant_places: Vec<Span>,
) -> NameConflict {
    let mentions = &material.resolved.entity(id).mentions;
    let places: Vec<Span> = mentions
        .iter()
        .filter(|span| material.document.slice(**span).contains(name))
        .copied()
        .collect();
    let preferred = match places.len().cmp(&variant_places.len()) {
        std::cmp::Ordering::Greater => Some((0, NameReason::MoreOften)),
        std::cmp::Ordering::Less => Some((1, NameReason::MoreOften)),
        std::cmp::Ordering::Equal => None,
    };
    let printed = |name: &str, places| PrintedName {
        name: name.to_owned(),
        places,
    };
    NameConflict {
        of: Named::Entity(id),
        gloss,
        names: vec![printed(name, places), printed(variant, variant_places)],
        preferred,
    }
}
