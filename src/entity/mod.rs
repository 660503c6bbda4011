//! Things in the world: what the mentions name.

mod abbreviation;
mod across;
mod event;
mod fold;
mod place;
mod resolve;

use crate::authority::Lexicon;
use crate::document::Span;

pub use across::{Reported, doubts};
pub use fold::fold;
pub use resolve::{Resolved, resolve};

/// What kind of thing an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A country, territory, region or city.
    Jurisdiction,
    /// A body.
    Organisation,
    /// A person.
    Person,
    /// A place that nobody governs: an airport, a river, an island.
    Place,
    /// A summit, conference or other event with a name.
    Event,
    /// A document with a name.
    Work,
    /// A programme or plan.
    Programme,
    /// A service on the web.
    Platform,
}

impl Kind {
    /// The first part of the IRI path of such a thing.
    pub fn segment(self) -> &'static str {
        match self {
            Self::Jurisdiction => "jurisdiction",
            Self::Organisation => "organisation",
            Self::Person => "person",
            Self::Place => "place",
            Self::Event => "event",
            Self::Work => "document",
            Self::Programme => "programme",
            Self::Platform => "platform",
        }
    }
}

/// The index of an entity in the list that [`resolve`] returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub usize);

/// A thing that a document names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// What kind of thing it is.
    pub kind: Kind,
    /// Its key: the IRI path is `{kind segment}/{key}`.
    pub key: String,
    /// The key of its row in an authority table.
    pub authority: Option<String>,
    /// The Chinese name that stands for it.
    pub chinese: Option<String>,
    /// The name in another language that stands for it.
    pub foreign: Option<String>,
    /// Every other name that the document gives it, as printed, sorted.
    pub aliases: Vec<String>,
    /// The year of an edition of a recurring event.
    pub year: Option<i16>,
    /// Where the document names it, in the order of the text.
    pub mentions: Vec<Span>,
}

impl Entity {
    /// The name that stands for it in a message: the Chinese one, else the foreign one, else its key.
    pub fn name(&self) -> &str {
        let name = self.chinese.as_deref().or(self.foreign.as_deref());
        name.unwrap_or(&self.key)
    }

    /// Whether an event has one date: it has the year of its edition, and a number or the name of what
    /// is held once a year. A committee meets every month.
    pub fn is_held_once(&self, lexicon: &Lexicon) -> bool {
        let mut names = [&self.chinese, &self.foreign].into_iter().flatten();
        let mut once =
            || names.any(|name| is_once_a_year(name, lexicon) || is_counted(name, lexicon));
        self.year.is_some() && once()
    }

    /// The name with the year of an edition: 2016 年 OGP 高峰會, Global Summit 2016.
    pub fn edition(&self) -> String {
        match (&self.chinese, &self.foreign, self.year) {
            // A space stands between Chinese characters and letters or digits, as in the text.
            (Some(name), _, Some(year))
                if name.starts_with(|c: char| c.is_ascii_alphanumeric()) =>
            {
                format!("{year} 年 {name}")
            }
            (Some(name), _, Some(year)) => format!("{year} 年{name}"),
            (None, Some(name), Some(year)) => format!("{name} {year}"),
            _ => self.name().to_owned(),
        }
    }

    /// The IRI path below `{base}id/`, such as `person/唐鳳`.
    pub fn path(&self) -> String {
        format!("{}/{}", self.kind.segment(), self.key)
    }
}

/// Whether a name has a number that is not that of a term: 第 2 次會議, but not 第 2 屆委員會議.
fn is_counted(name: &str, lexicon: &Lexicon) -> bool {
    let units = lexicon.cues("edition-unit");
    let places = lexicon.cues("ordinal-prefix").places(name);
    places.into_iter().any(|(at, (prefix, _))| {
        let number = |c: char| c.is_numeric() || c == ' ' || "一二三四五六七八九十百".contains(c);
        let rest = name[at + prefix.len()..].trim_start_matches(number);
        !units.start(rest)
    })
}

fn is_once_a_year(name: &str, lexicon: &Lexicon) -> bool {
    let mut endings = lexicon.group("event-once-a-year").iter();
    endings.any(|(ending, _)| name.ends_with(ending.as_ref()))
}
