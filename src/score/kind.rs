//! The kinds of things that are scored apart.

use crate::mention;

/// A kind of thing, on both sides of the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person.
    Person,
    /// A body.
    Organisation,
    /// A country or another place: gold types `country`, `subnational` and `place`.
    Place,
    /// A named event.
    Event,
    /// A part of an event.
    Session,
    /// A way to hold a session, such as a workshop: gold type `session`, subtype
    /// `session-format`.
    SessionFormat,
    /// A meeting of two sides.
    Visit,
    /// A document with a name: gold types `document`, `declaration` and `work`.
    Document,
    /// A programme or plan.
    Programme,
    /// A service on the web.
    Platform,
    /// A web address: gold type `document`, subtype `url`.
    Address,
    /// What is talked about: gold type `topic`.
    Topic,
    /// A project.
    Project,
    /// What somebody says, promises, wants or calls for: gold type `commitment`.
    Statement,
    /// A gold type that is not known. Never scored; to take it for something is a mistake.
    Other,
}

impl Kind {
    /// The kinds that are scored, in the order of the tables.
    pub const SCORED: [Self; 14] = [
        Self::Person,
        Self::Organisation,
        Self::Place,
        Self::Event,
        Self::Session,
        Self::SessionFormat,
        Self::Visit,
        Self::Document,
        Self::Programme,
        Self::Platform,
        Self::Address,
        Self::Project,
        Self::Topic,
        Self::Statement,
    ];

    /// The kinds of which each place in the text is a mention.
    pub const MENTIONED: [Self; 8] = [
        Self::Person,
        Self::Organisation,
        Self::Place,
        Self::Event,
        Self::Document,
        Self::Programme,
        Self::Platform,
        Self::Address,
    ];

    /// What a gold type and its subtype mean here.
    pub fn of_gold(r#type: &str, subtype: Option<&str>) -> Self {
        match (r#type, subtype) {
            ("person", _) => Self::Person,
            ("organization", _) => Self::Organisation,
            ("country" | "subnational" | "place", _) => Self::Place,
            ("event", _) => Self::Event,
            ("session", Some("session-format")) => Self::SessionFormat,
            ("session", _) => Self::Session,
            ("visit", _) => Self::Visit,
            ("document", Some("url")) => Self::Address,
            ("document" | "declaration" | "work", _) => Self::Document,
            ("programme", _) => Self::Programme,
            ("platform", _) => Self::Platform,
            ("topic", _) => Self::Topic,
            ("project", _) => Self::Project,
            ("commitment", _) => Self::Statement,
            _ => Self::Other,
        }
    }

    /// What a kind of mention is called here; dates and figures are no things.
    pub fn of_mention(kind: mention::Kind) -> Option<Self> {
        Some(match kind {
            mention::Kind::Jurisdiction | mention::Kind::Place => Self::Place,
            mention::Kind::Organisation => Self::Organisation,
            mention::Kind::Person => Self::Person,
            mention::Kind::Event => Self::Event,
            mention::Kind::Work => Self::Document,
            mention::Kind::Programme => Self::Programme,
            mention::Kind::Platform => Self::Platform,
            mention::Kind::Url => Self::Address,
            mention::Kind::Date | mention::Kind::Figure => return None,
        })
    }

    /// The name in the tables and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "country-and-place",
            Self::Event => "event",
            Self::Session => "session",
            Self::SessionFormat => "session-format",
            Self::Visit => "visit",
            Self::Document => "document",
            Self::Programme => "programme",
            Self::Platform => "platform",
            Self::Address => "address",
            Self::Topic => "topic",
            Self::Project => "project",
            Self::Statement => "statement",
            Self::Other => "other",
        }
    }
}
