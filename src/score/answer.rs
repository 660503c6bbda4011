//! What was read from a report, in the terms of a gold file.

use std::collections::BTreeMap;

use super::ink::{Ink, Place};
use super::kind::Kind;
use crate::document::Span;
use crate::extraction::Extraction;
use crate::fact::{Occasion, UndertakingClass};
use crate::mention::Reading;

/// What was read from a report.
///
/// Facts name things by their index in `things`.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The text.
    pub ink: Ink,
    /// Entities, sessions, visits and web addresses.
    pub things: Vec<Thing>,
    /// Where the text names things.
    pub mentions: Vec<(Kind, Place)>,
    /// Dates: place and value as ISO 8601.
    pub dates: Vec<(Place, String)>,
    /// Numbers of something.
    pub numbers: Vec<Number>,
    /// Who belongs to what.
    pub memberships: Vec<Membership>,
    /// Who holds which title where.
    pub roles: Vec<Role>,
    /// Who took part in what.
    pub parts: Vec<Part>,
    /// What is recommended or promised.
    pub undertakings: Vec<Undertaking>,
    /// Numbers of which it is known what they are of.
    pub figures: Vec<Figure>,
}

/// A thing.
#[derive(Clone, Debug)]
pub struct Thing {
    /// What it is.
    pub kind: Kind,
    /// What to call it in a list.
    pub label: String,
    /// Its names as printed.
    pub names: Vec<String>,
    /// Where the text names it.
    pub places: Vec<Place>,
}

/// A number of something.
#[derive(Clone, Debug)]
pub struct Number {
    /// Where it stands.
    pub place: Place,
    /// The number in decimal notation.
    pub value: String,
    /// The notation of its bound.
    pub bound: String,
}

/// Somebody belongs to something.
#[derive(Clone, Debug)]
pub struct Membership {
    /// Who.
    pub member: usize,
    /// To what.
    pub body: usize,
    /// What says it.
    pub place: Place,
}

/// A person holds a title.
#[derive(Clone, Debug)]
pub struct Role {
    /// Who.
    pub person: usize,
    /// Where, if that is said.
    pub body: Option<usize>,
    /// The title as printed.
    pub title: String,
    /// What says it.
    pub place: Place,
}

/// Somebody takes part in something.
#[derive(Clone, Debug)]
pub struct Part {
    /// Who.
    pub agent: usize,
    /// In what.
    pub occasion: usize,
    /// The notation of the role.
    pub role: String,
    /// What says it.
    pub place: Place,
}

/// Something is recommended or promised.
#[derive(Clone, Debug)]
pub struct Undertaking {
    /// Whether the maker binds itself.
    pub commitment: bool,
    /// What it says.
    pub place: Place,
}

/// A number of a thing.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Of what.
    pub about: usize,
    /// The number.
    pub number: Number,
}

impl Answer {
    /// Nothing read from a text.
    pub fn nothing(text: &str) -> Self {
        Self {
            ink: Ink::new(text),
            things: Vec::new(),
            mentions: Vec::new(),
            dates: Vec::new(),
            numbers: Vec::new(),
            memberships: Vec::new(),
            roles: Vec::new(),
            parts: Vec::new(),
            undertakings: Vec::new(),
            figures: Vec::new(),
        }
    }

    /// What was read from a report.
    pub fn of(extraction: &Extraction) -> Self {
        let mut answer = Self::nothing(&extraction.document.source().text);
        answer.add_things(extraction);
        answer.add_mentions(extraction);
        answer.add_memberships(extraction);
        answer.add_parts(extraction);
        let facts = &extraction.facts;
        for undertaking in &facts.undertakings {
            answer.undertakings.push(Undertaking {
                commitment: undertaking.class == UndertakingClass::Commitment,
                place: answer.place(extraction, undertaking.text),
            });
        }
        for figure in &facts.figures {
            answer.figures.push(Figure {
                about: figure.about.0,
                number: Number {
                    place: answer.first_place(extraction, &figure.evidence),
                    value: figure.value.to_string(),
                    bound: figure.bound.clone(),
                },
            });
        }
        answer
    }

    fn place(&self, extraction: &Extraction, span: Span) -> Place {
        self.ink.place(&extraction.document.origin(span).bytes)
    }

    fn first_place(&self, extraction: &Extraction, evidence: &[Span]) -> Place {
        let first = evidence.iter().min();
        first.map_or(0..0, |&span| self.place(extraction, span))
    }

    fn places(&self, extraction: &Extraction, spans: &[Span]) -> Vec<Place> {
        let places = spans.iter().map(|&span| self.place(extraction, span));
        places.collect()
    }

    /// Entities keep their indices; sessions, visits and addresses follow.
    fn add_things(&mut self, extraction: &Extraction) {
        for entity in &extraction.resolved.entities {
            let surfaces = entity
                .mentions
                .iter()
                .map(|&span| extraction.document.slice(span));
            let names = entity
                .chinese
                .iter()
                .chain(&entity.foreign)
                .chain(&entity.aliases);
            let names = names.map(String::as_str).chain(surfaces);
            self.things.push(Thing {
                kind: Kind::of_entity(entity.kind),
                label: entity.path(),
                names: names.map(str::to_owned).collect(),
                places: self.places(extraction, &entity.mentions),
            });
        }
        for session in &extraction.facts.sessions {
            let names = session.chinese.iter().chain(&session.foreign);
            self.things.push(Thing {
                kind: Kind::Session,
                label: format!("session/{}", session.key),
                names: names.cloned().collect(),
                places: self.places(extraction, &session.evidence),
            });
        }
        for visit in &extraction.facts.visits {
            self.things.push(Thing {
                kind: Kind::Visit,
                label: format!("visit/{}", visit.key),
                names: vec![visit.label.clone()],
                places: self.places(extraction, &visit.evidence),
            });
        }
        let mut addresses: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
        for mention in &extraction.mentions {
            if let Reading::Url(url) = &mention.reading {
                addresses.entry(url).or_default().push(mention.span);
            }
        }
        for (url, spans) in addresses {
            self.things.push(Thing {
                kind: Kind::Address,
                label: url.to_owned(),
                names: vec![url.to_owned()],
                places: self.places(extraction, &spans),
            });
        }
    }

    fn add_mentions(&mut self, extraction: &Extraction) {
        for mention in &extraction.mentions {
            let place = self.place(extraction, mention.span);
            match &mention.reading {
                Reading::Date(date) => {
                    let iso = match date.end {
                        Some(end) => format!("{}/{end}", date.start),
                        None => date.start.to_string(),
                    };
                    self.dates.push((place, iso));
                }
                Reading::Figure(figure) => self.numbers.push(Number {
                    place,
                    value: figure.value.to_string(),
                    bound: figure.bound.clone(),
                }),
                _ => {
                    let kind = Kind::of_mention(mention.kind);
                    self.mentions.extend(kind.map(|kind| (kind, place)));
                }
            }
        }
    }

    fn add_memberships(&mut self, extraction: &Extraction) {
        let is_person = |index: usize| self.things[index].kind == Kind::Person;
        let (mut memberships, mut roles) = (Vec::new(), Vec::new());
        for fact in &extraction.facts.memberships {
            let place = self.first_place(extraction, &fact.evidence);
            if is_person(fact.member.0) && !fact.title.is_empty() {
                roles.push(Role {
                    person: fact.member.0,
                    body: Some(fact.body.0),
                    title: fact.title.clone(),
                    place: place.clone(),
                });
            }
            memberships.push(Membership {
                member: fact.member.0,
                body: fact.body.0,
                place,
            });
        }
        for fact in &extraction.facts.titles {
            roles.push(Role {
                person: fact.person.0,
                body: None,
                title: fact.title.clone(),
                place: self.first_place(extraction, &fact.evidence),
            });
        }
        self.memberships = memberships;
        self.roles = roles;
    }

    fn add_parts(&mut self, extraction: &Extraction) {
        let facts = &extraction.facts;
        let sessions = extraction.resolved.entities.len();
        let visits = sessions + facts.sessions.len();
        for fact in &facts.participations {
            let occasion = match fact.occasion {
                Occasion::Event(event) => event.0,
                Occasion::Session(index) => sessions + index,
                Occasion::Visit(index) => visits + index,
            };
            self.parts.push(Part {
                agent: fact.agent.0,
                occasion,
                role: fact.role.clone(),
                place: self.first_place(extraction, &fact.evidence),
            });
        }
        for (index, visit) in facts.visits.iter().enumerate() {
            self.parts.push(Part {
                agent: visit.host.0,
                occasion: visits + index,
                role: "host".to_owned(),
                place: self.first_place(extraction, &visit.evidence),
            });
        }
    }
}
