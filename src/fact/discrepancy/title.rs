//! One office of a person with two titles: 處長, 副處長.

use crate::document::Span;
use crate::entity::EntityId;
use crate::fact::{Facts, Material, Membership};

/// Titles that one person cannot have in one body at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitleConflict {
    /// The person.
    pub person: EntityId,
    /// The body.
    pub body: EntityId,
    /// The titles as printed, each with its words, in the order of the text.
    pub titles: Vec<(String, Vec<Span>)>,
}

/// Compares the titles that a person has in one body.
///
/// Two titles count only if one is the deputy of the other, or both head a unit and name
/// different units. Titles of another time, and persons who are said to have changed office, do
/// not.
pub fn find(material: &Material, facts: &Facts) -> Vec<TitleConflict> {
    let mut conflicts: Vec<TitleConflict> = Vec::new();
    let present: Vec<&Membership> = { facts.memberships.iter() }
        .filter(|fact| fact.since.is_none() && fact.as_of.is_none() && !fact.title.is_empty())
        .filter(|fact| !changes(material, fact))
        .collect();
    for (at, one) in present.iter().enumerate() {
        for other in &present[at + 1..] {
            let same = (one.member, one.body) == (other.member, other.body);
            if !same || !excludes(material, &one.title, &other.title) {
                continue;
            }
            let title = |fact: &Membership| (fact.title.clone(), fact.evidence.clone());
            conflicts.push(TitleConflict {
                person: one.member,
                body: one.body,
                titles: vec![title(one), title(other)],
            });
        }
    }
    conflicts
}

/// Whether the words of a title tell of another time, or of several offices.
fn changes(material: &Material, fact: &Membership) -> bool {
    let words = material.words("office-change");
    let mut evidence = fact.evidence.iter();
    evidence.any(|&span| words.stand_in(&material.document.slice(span).to_lowercase()))
}

/// Whether nobody has both titles in one body.
fn excludes(material: &Material, one: &str, other: &str) -> bool {
    let (one, other) = (one.trim(), other.trim());
    let deputy = |title: &str, chief: &str| {
        let ranks = material.words("deputy-prefix").starting(title);
        { ranks }.any(|(rank, _)| title[rank.len()..].trim_start() == chief)
    };
    let head = |title: &str| material.authority.lexicon.value("unit-head", title);
    let heads = match (head(one), head(other)) {
        (Some(a), Some(b)) => a != b,
        _ => false,
    };
    deputy(one, other) || deputy(other, one) || heads
}
