//! In what somebody took part.

use super::{Facts, Material, Participation};
use crate::entity::{EntityId, Kind};

/// Something that one can take part in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Occasion {
    /// A named event.
    Event(EntityId),
    /// A session, by its index in [`Facts::sessions`](super::Facts::sessions).
    Session(usize),
    /// A visit, by its index in [`Facts::visits`](super::Facts::visits).
    Visit(usize),
    /// A meeting, by its index in [`Facts::meetings`](super::Facts::meetings).
    Meeting(usize),
}

/// The parts in which one is heard.
const HEARD: [&str; 3] = ["speaker", "moderator", "panellist"];

/// Adds to each event who was heard in its sessions, where nothing else says that they were there.
pub fn of_events(material: &Material, facts: &mut Facts) {
    let mut implied: Vec<Participation> = Vec::new();
    for fact in &facts.participations {
        let Occasion::Session(index) = fact.occasion else {
            continue;
        };
        let event = Occasion::Event(facts.sessions[index].event);
        let is_person = material.resolved.entity(fact.agent).kind == Kind::Person;
        let known = |part: &Participation| part.occasion == event && part.agent == fact.agent;
        let told = facts.participations.iter().any(known);
        if !is_person || !HEARD.contains(&fact.role.as_str()) || told {
            continue;
        }
        match implied.iter_mut().find(|part| known(part)) {
            Some(part) => part.evidence.extend(&fact.evidence),
            None => implied.push(Participation {
                occasion: event,
                implied: true,
                ..fact.clone()
            }),
        }
    }
    for part in &mut implied {
        part.evidence.sort_unstable();
        part.evidence.dedup();
    }
    facts.participations.extend(implied);
}
