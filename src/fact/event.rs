//! When and where a named event took place.

use std::collections::BTreeMap;

use super::{EventFact, Material, sentence};
use crate::document::Span;
use crate::entity::{EntityId, Kind};
use crate::mention::Reading;

/// Reads sentences such as 「高峰會於 2016 年 12 月 7 日至 9 日於法國巴黎舉辦」: an event, a
/// date with a day or a range, a word for holding it, and the places between.
pub fn find(material: &Material) -> Vec<EventFact> {
    let mut facts: BTreeMap<EntityId, EventFact> = BTreeMap::new();
    for (index, mention) in material.mentions.iter().enumerate() {
        let Reading::Event(_) = mention.reading else {
            continue;
        };
        let Some(event) = material.resolved.of_mention[index] else {
            continue;
        };
        let clause = sentence::clause(material.document, mention.span);
        if sentence::is_not_asserted(material, clause) {
            continue;
        }
        let Some(fact) = read(material, event, mention.span, clause) else {
            continue;
        };
        match facts.get_mut(&event) {
            None => {
                facts.insert(event, fact);
            }
            Some(known) => {
                // The first full statement stands; others add their words where they agree.
                let same = |a: &EventFact, b: &EventFact| {
                    a.date.as_ref().map(|d| (d.0.start, d.0.end))
                        == b.date.as_ref().map(|d| (d.0.start, d.0.end))
                };
                if same(known, &fact) {
                    known.evidence.extend(fact.evidence);
                    known.location = known.location.or(fact.location);
                }
            }
        }
    }
    facts.into_values().collect()
}

fn read(material: &Material, event: EntityId, name: Span, clause: Span) -> Option<EventFact> {
    let rest = Span::new(name.end, clause.end);
    let verbs = material.cues(rest, "event-verb");
    let held = verbs.filter(|(_, role)| *role == "hold");
    let held = held.map(|(verb, _)| verb.start).min()?;
    let said = Span::new(name.end, held);
    let date = material
        .inside(said)
        .find_map(|(_, mention)| match &mention.reading {
            Reading::Date(date) if date.start.day().is_some() || date.end.is_some() => {
                Some((date.clone(), mention.span))
            }
            _ => None,
        })?;
    let location = material
        .inside(said)
        .filter_map(|(index, _)| material.resolved.of_mention[index])
        .filter(|&id| material.resolved.entity(id).kind == Kind::Jurisdiction)
        .last();
    Some(EventFact {
        event,
        date: Some(date),
        location,
        evidence: vec![sentence::around(material.document, name.join(said))],
    })
}
