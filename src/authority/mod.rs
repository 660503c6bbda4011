//! What is known before a report is read: names of places, bodies, titles and surnames, and
//! cue words.
//!
//! The tables are data/authority/*.csv, embedded in the binary; data/authority/README.md says
//! what each column means and where the rows come from. A project adds rows of its own, or
//! changes built-in ones, with tables of the same names and columns.
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

pub use jurisdiction::{Jurisdiction, JurisdictionKind, Level};
pub use lexicon::Lexicon;
pub use organisation::{Organisation, OrganisationClass};
pub use register::{Entry, Register};
pub use surname::{SurnameKind, Surnames};
pub use table::{List, Text};
pub use title::{Title, Uses};

mod extend;
mod jurisdiction;
mod lexicon;
mod organisation;
mod register;
mod surname;
mod table;
mod title;

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

/// The tables inside the binary, in the same order.
const BUILTIN: [&str; TABLES.len()] = [JURISDICTIONS, ORGANISATIONS, TITLES, SURNAMES, LEXICON];

const JURISDICTIONS: &str = include_str!("../../data/authority/jurisdictions.csv");
const ORGANISATIONS: &str = include_str!("../../data/authority/organisations.csv");
const TITLES: &str = include_str!("../../data/authority/titles.csv");
const SURNAMES: &str = include_str!("../../data/authority/surnames.csv");
const LEXICON: &str = include_str!("../../data/authority/lexicon.csv");

/// Why a row of a built-in table cannot fail.
const CHECKED: &str = "the built-in tables are read whole by the tests";

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
    /// Whether these are the bytes of a built-in table, which then adds nothing.
    pub fn is_builtin(bytes: &[u8]) -> bool {
        BUILTIN.iter().any(|table| table.as_bytes() == bytes)
    }

    /// The organisation that somebody names by its key or by one of its names.
    pub fn issuer(&self, issuer: &str) -> Option<&Organisation> {
        let by_name = || self.organisations.named(issuer).next();
        self.organisations.get(issuer).or_else(by_name)
    }

    /// The tables inside the binary.
    #[expect(
        clippy::missing_panics_doc,
        reason = "the tests read these very tables"
    )]
    #[must_use]
    pub fn builtin() -> Self {
        let jurisdiction = |cells| Jurisdiction::from_cells(cells, None).expect(CHECKED);
        let organisation = |cells| Organisation::from_cells(cells, None).expect(CHECKED);
        let title = |cells| Title::from_cells(cells, None).expect(CHECKED);
        let surname = |[surname, kind, _]: [Text; surname::COLUMNS.len()]| {
            (surname, SurnameKind::from_cell(&kind).expect(CHECKED))
        };
        Self {
            jurisdictions: Register::new(table::builtin(JURISDICTIONS).map(jurisdiction)),
            organisations: Register::new(table::builtin(ORGANISATIONS).map(organisation)),
            titles: Register::new(table::builtin(TITLES).map(title)),
            surnames: Surnames::new(table::builtin(SURNAMES).map(surname)),
            lexicon: Lexicon::new(table::builtin(LEXICON)),
        }
    }
}
