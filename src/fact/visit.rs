//! Visits: a heading that says who was visited, with fields for the time and the attendees.

use super::{Facts, Material, Occasion, Participation, Visit, sentence};
use crate::document::{Block, NodeId, Span};
use crate::entity::{EntityId, Kind};
use crate::mention::{Mention, PersonReading, Reading};

/// Reads visits and who attended them.
pub fn find(material: &Material, facts: &mut Facts) {
    for (index, node) in material.document.nodes().iter().enumerate() {
        if !node.is_heading {
            continue;
        }
        let Some(host) = visited(material, node.title) else {
            continue;
        };
        let id = NodeId(index);
        let key = key(material, facts, host, id);
        let mut visit = Visit {
            host,
            key,
            label: material.document.slice(node.title).trim().to_owned(),
            dates: dates(material, node.title),
            open_list: false,
            evidence: vec![node.title],
        };
        let occasion = Occasion::Visit(facts.visits.len());
        // Fields stand under the heading, numbered or not.
        let parent = |block: &Block| {
            let node = block.node?;
            let item = !material.document.node(node).is_heading;
            item.then(|| material.document.node(node).parent)?
        };
        let fields = material
            .document
            .blocks()
            .iter()
            .filter(|block| block.node == Some(id) || parent(block) == Some(id));
        for block in fields {
            let Some((label, value)) = material.document.field(block) else {
                continue;
            };
            match field(material, label) {
                Some(FieldKind::Time) => {
                    let dates = dates(material, value);
                    if !dates.is_empty() {
                        visit.evidence.push(block.span);
                    }
                    visit.dates.extend(dates);
                }
                Some(FieldKind::Attendees(side)) => {
                    visit.open_list |= is_open(material, value);
                    let attendees = attendees(material, block, value, occasion, &side, host);
                    facts.participations.extend(attendees);
                }
                None => {}
            }
        }
        facts.visits.push(visit);
    }
}

/// The body that a heading says was visited: 拜會法國 Digital Agency.
fn visited(material: &Material, title: Span) -> Option<EntityId> {
    let text = material.document.slice(title);
    let verb_end = material
        .authority
        .lexicon
        .group("visit-verb")
        .iter()
        .filter_map(|(verb, _)| text.find(verb.as_ref()).map(|at| (at, at + verb.len())))
        .min()
        .map(|(_, end)| title.start + end)?;
    material
        .inside(Span::new(verb_end, title.end))
        .filter_map(|(index, _)| material.resolved.of_mention[index])
        .find(|&id| material.resolved.entity(id).kind == Kind::Organisation)
}

/// The host's key, with the outline number where a report visits a body twice.
fn key(material: &Material, facts: &Facts, host: EntityId, node: NodeId) -> String {
    let key = &material.resolved.entity(host).key;
    if facts.visits.iter().all(|visit| visit.host != host) {
        return key.clone();
    }
    let number: Vec<String> = material
        .document
        .path(node)
        .iter()
        .map(ToString::to_string)
        .collect();
    format!("{key}-{}", number.join("-"))
}

enum FieldKind {
    Time,
    /// With the notation of the side.
    Attendees(String),
}

fn field(material: &Material, label: Span) -> Option<FieldKind> {
    let label = material.document.slice(label);
    let label = label.trim_end_matches(['：', ':', ' ']);
    let lexicon = &material.authority.lexicon;
    if lexicon.value("field-label", label) == Some("time") {
        return Some(FieldKind::Time);
    }
    let (_, side) = lexicon
        .group("attendee-label")
        .iter()
        .filter(|(word, _)| label.ends_with(word.as_ref()))
        .max_by_key(|(word, _)| word.len())?;
    Some(FieldKind::Attendees(match side.as_ref() {
        // The label's own word for a side (法方) stands before what makes it a list.
        side @ ("visitor" | "host") => side.to_owned(),
        _ => side_of(material, label),
    }))
}

/// 我方出席人員 is the visitors' list, 法方出席人員 the hosts'.
fn side_of(material: &Material, label: &str) -> String {
    let own = material
        .authority
        .lexicon
        .group("self-jurisdiction")
        .iter()
        .any(|(word, _)| label.contains(word.as_ref()));
    if own || !label.contains('方') {
        "visitor"
    } else {
        "host"
    }
    .to_owned()
}

fn dates(material: &Material, span: Span) -> Vec<(crate::mention::date::DateReading, Span)> {
    material
        .inside(span)
        .filter_map(|(_, mention)| match &mention.reading {
            Reading::Date(date) => Some((date.clone(), mention.span)),
            _ => None,
        })
        .collect()
}

/// Whether a list ends in 等 or 等人.
fn is_open(material: &Material, value: Span) -> bool {
    let text = material.document.slice(value);
    let text = text.trim_end_matches(['。', '.', ' ', '；']);
    material
        .authority
        .lexicon
        .group("list-close")
        .iter()
        .any(|(word, _)| text.ends_with(word.as_ref()))
}

/// The persons of a list, each for the body that the list names before him or, where it names
/// none, for the body of the one before; hosts at last for the body visited.
fn attendees(
    material: &Material,
    block: &Block,
    value: Span,
    occasion: Occasion,
    side: &str,
    host: EntityId,
) -> Vec<Participation> {
    let mut last_body = (side == "host").then_some(host);
    let mut attendees = Vec::new();
    for (index, mention) in material.inside(value) {
        let (Reading::Person(person), Some(agent)) =
            (&mention.reading, material.resolved.of_mention[index])
        else {
            continue;
        };
        let body = body_of(material, value, mention, person).or(last_body);
        last_body = body;
        let title = person
            .roles
            .first()
            .map(|role| material.document.slice(role.title).to_owned());
        attendees.push(Participation {
            occasion,
            agent,
            role: "attendee".to_owned(),
            side: Some(side.to_owned()),
            acting_for: body,
            title,
            evidence: vec![sentence::trimmed(material.document.text(), block.span)],
        });
    }
    attendees
}

/// The body that stands in the same item of the list before a person.
fn body_of(
    material: &Material,
    value: Span,
    mention: &Mention,
    person: &PersonReading,
) -> Option<EntityId> {
    if let Some(of) = person.roles.first().and_then(|role| role.of)
        && let Some(body) = material.entity_at(of)
    {
        return Some(body);
    }
    let text = material.document.text();
    let item = text[value.start..mention.span.start]
        .rfind(['、', '，', '；', '：'])
        .map_or(value.start, |at| value.start + at);
    material
        .inside(Span::new(item, mention.span.start))
        .filter_map(|(index, _)| material.resolved.of_mention[index])
        .filter(|&id| material.resolved.entity(id).kind == Kind::Organisation)
        .last()
}
