//! What is known before a report is read: names of places, bodies, titles and surnames, and
//! cue words.
//!
//! The tables are data/authority/builtin/*.csv, embedded in the binary; data/authority/README.md
//! says what each column means and where the rows come from. A project adds rows of its own, or
//! changes built-in ones, with tables of the same names and columns in its data/authority/.
//!
//! ```
//! use govrep::authority::Authority;
//!
//! let mut authority = Authority::builtin();
//! assert_eq!(authority.jurisdictions.get("GEO").unwrap().zh, "喬治亞");
//!
//! let own = "key,zh-Hant,en,class\nexample,範例協會,Example Association,ngo\n";
//! assert_eq!(authority.extend("organisations.csv", own), []);
//! let found = authority.organisations.named("範例協會").next().unwrap();
//! assert_eq!(found.key, "example");
//! ```

pub use cell::{List, Text};
pub use cue::Cues;
pub use entry::Entry;
pub use home::Home;
pub use jurisdiction::{Jurisdiction, JurisdictionKind, Level};
pub use lexicon::Lexicon;
pub use organisation::{Organisation, OrganisationClass};
pub use register::Register;
pub use surname::{SurnameKind, Surnames};
pub use title::{Title, Uses};

use beginnings::Beginnings;
use index::Index;
use register::Stored;
use words::WordList;

pub(crate) mod beginnings;
mod cell;
mod cue;
mod entry;
mod extend;
pub(crate) mod fold;
pub(crate) mod hash;
mod home;
pub(crate) mod index;
mod jurisdiction;
mod lexicon;
mod organisation;
mod place;
mod register;
mod surname;
mod table;
mod title;
pub(crate) mod words;

#[cfg(test)]
mod consistency;

/// The names of the tables, in the order in which a project's own are to be read.
pub const TABLES: [&str; 5] = [
    "jurisdictions.csv",
    "organisations.csv",
    "titles.csv",
    "surnames.csv",
    "lexicon.csv",
];

const JURISDICTIONS: &str = include_str!("../../data/authority/builtin/jurisdictions.csv");
const ORGANISATIONS: &str = include_str!("../../data/authority/builtin/organisations.csv");
const TITLES: &str = include_str!("../../data/authority/builtin/titles.csv");
const LEXICON: &str = include_str!("../../data/authority/builtin/lexicon.csv");

/// What build.rs made of the tables.
macro_rules! made {
    ($file:expr) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $file)).as_slice()
    };
}

/// A table with its indexes.
macro_rules! stored {
    ($name:literal, $text:expr) => {
        Stored {
            text: cell::without_header($text),
            blocks: made!(concat!($name, ".blocks")),
            names: made!(concat!($name, ".index")),
            weak_names: made!(concat!($name, "-weak.index")),
        }
    };
}

/// Why a row of a built-in table cannot fail.
const CHECKED: &str = "build.rs has read the built-in tables";

include!(concat!(env!("OUT_DIR"), "/lists.rs"));

/// All that is known before a report is read.
#[derive(Clone, Debug)]
pub struct Authority {
    /// Countries, territories, regions, cities, and areas of the world.
    pub jurisdictions: Register<Jurisdiction>,
    /// Public bodies, international organisations, companies and others.
    pub organisations: Register<Organisation>,
    /// Titles, roles, honorifics and their prefixes.
    pub titles: Register<Title>,
    /// Surnames in Han characters.
    pub surnames: Surnames,
    /// Cue words.
    pub lexicon: Lexicon,
}

impl Authority {
    /// Where words of the lists, and names of the built-in tables, may begin.
    pub(crate) fn beginnings(&self) -> Beginnings {
        if !WordList::ALL
            .iter()
            .any(|&list| self.lexicon.is_extended(list))
        {
            return Beginnings::stored(made!("lists.beginnings"));
        }
        let lists = WordList::ALL.iter().map(|&list| self.lexicon.index(list));
        let lists: Vec<Index> = lists.collect();
        let tables = [
            self.jurisdictions.index(),
            self.jurisdictions.weak_index(),
            self.organisations.index(),
            self.titles.index(),
        ];
        Beginnings::new(lists.iter().chain(tables))
    }

    /// The organisation that a report of a jurisdiction names by its key or by one of its names:
    /// a bare English name means a body of that country only.
    pub fn issuer(&self, issuer: &str, jurisdiction: Option<&str>) -> Option<&Organisation> {
        let by_name = || Home::at(self, jurisdiction).named(issuer);
        self.organisations.get(issuer).or_else(by_name)
    }

    /// The tables inside the binary.
    #[expect(
        clippy::missing_panics_doc,
        reason = "build.rs reads these very tables"
    )]
    #[must_use]
    pub fn builtin() -> Self {
        Self {
            jurisdictions: Register::stored(stored!("jurisdictions", JURISDICTIONS), |rows| {
                let read = |cells| Jurisdiction::from_cells(cells, None).expect(CHECKED);
                cell::rows(rows).map(read).collect()
            }),
            organisations: Register::stored(stored!("organisations", ORGANISATIONS), |rows| {
                let read = |cells| Organisation::from_cells(cells, None).expect(CHECKED);
                cell::rows(rows).map(read).collect()
            }),
            titles: Register::stored(stored!("titles", TITLES), |rows| {
                let read = |cells| Title::from_cells(cells, None).expect(CHECKED);
                cell::rows(rows).map(read).collect()
            }),
            surnames: Surnames::stored(made!("surnames.index")),
            lexicon: Lexicon::stored(
                cell::without_header(LEXICON),
                made!("lexicon.groups"),
                made!("lexicon.places"),
                &WORD_LISTS,
            ),
        }
    }
}
