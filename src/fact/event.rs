//! When and where a named event took place.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{EventFact, Material, encounter, sentence};
use crate::document::{Span, is_latin};
use crate::entity::{EntityId, Kind};
use crate::mention::date::DateReading;
use crate::mention::{self, Reading};

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
        let document = material.document;
        let clause = sentence::clause(document, mention.span);
        let fact = if is_latin(document.slice(document.block_at(mention.span.start).span)) {
            read_latin(material, event, mention.span)
        } else if sentence::is_not_asserted(material, clause) {
            None
        } else {
            read(material, event, mention.span, clause)
        };
        let Some((fact, is_whole)) = fact else {
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
                } else if is_whole {
                    known.add_date(material, fact.date);
                }
            }
        }
    }
    facts.into_values().collect()
}

/// When and where a clause says that an event was held, and whether of the whole of it: what stands
/// behind the verb may be but a part (於 12 月 7 日舉行|開幕式).
fn read(
    material: &Material,
    event: EntityId,
    name: Span,
    clause: Span,
) -> Option<(EventFact, bool)> {
    let rest = Span::new(name.end, clause.end);
    let verbs = material.cues(rest, "event-verb");
    let held = verbs.filter(|(_, role)| *role == "hold");
    let held = held
        .map(|(verb, _)| verb)
        .min_by_key(|verb| (verb.start, Reverse(verb.end)))?;
    let behind = material.document.slice(Span::new(held.end, clause.end));
    let is_whole = !behind.contains(char::is_alphanumeric);
    let said = Span::new(name.end, held.start);
    let date = days(material, said)?;
    let location = material
        .inside(said)
        .filter_map(|(index, _)| material.resolved.of_mention[index])
        .filter(|&id| material.resolved.entity(id).kind == Kind::Jurisdiction)
        .last();
    let fact = EventFact {
        event,
        date: Some(date),
        other_dates: Vec::new(),
        location,
        evidence: vec![sentence::around(material.document, name.join(said))],
    };
    Some((fact, is_whole))
}

/// The first day or range of days that a stretch prints.
fn days(material: &Material, span: Span) -> Option<(DateReading, Span)> {
    let mut dates = material.dates(span);
    dates.find(|(date, _)| date.start.day().is_some() || date.end.is_some())
}

/// Reads `The Summit was held in Paris from 7 to 9 December 2016`, and the line of a title that goes
/// on with nothing but place and date: `Global Summit, Paris, 7-9 December 2016`.
fn read_latin(material: &Material, event: EntityId, name: Span) -> Option<(EventFact, bool)> {
    let document = material.document;
    let block = document.block_at(name.start).span;
    let sentences = sentence::latin(material, block);
    let said = sentences.into_iter().find(|said| said.contains(name))?;
    let rest = Span::new(name.end, said.end);
    let words = document.slice(rest).to_lowercase();
    let held = encounter::held(material, &words);
    let other = material
        .inside(rest)
        .find(|(_, mention)| matches!(mention.reading, Reading::Event(_)))
        .map_or(rest.len(), |(_, mention)| mention.span.start - rest.start);
    let is_held = held.is_some_and(|at| at < other);
    // The Forum |was held; of the Forum, a dinner was held.
    let is_said_of_whole = match held.filter(|_| is_held) {
        Some(at) => !words[..at].contains(char::is_alphanumeric),
        None => true,
    };
    if !is_held && !is_title(material, rest) || sentence::is_not_asserted(material, said) {
        return None;
    }
    let date = days(material, rest)?;
    let fact = EventFact {
        event,
        date: Some(date),
        other_dates: Vec::new(),
        location: encounter::place(material, rest, is_held),
        evidence: vec![said],
    };
    Some((fact, is_said_of_whole))
}

/// Whether a stretch holds nothing but places, dates and what joins them.
fn is_title(material: &Material, rest: Span) -> bool {
    let document = material.document;
    let mut at = rest.start;
    let mut between = String::new();
    for (_, mention) in material.inside(rest) {
        let names = matches!(
            mention.kind,
            mention::Kind::Jurisdiction | mention::Kind::Place
        ) || matches!(mention.reading, Reading::Date(_));
        if names && mention.span.start >= at {
            between.push_str(document.slice(Span::new(at, mention.span.start)));
            between.push(' ');
            at = mention.span.end;
        }
    }
    between.push_str(document.slice(Span::new(at, rest.end)));
    at > rest.start
        && between
            .split(|c: char| !c.is_alphanumeric())
            .all(|word| matches!(word, "" | "in" | "on" | "from" | "to" | "held" | "and"))
}
