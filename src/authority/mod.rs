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

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Severity};

pub use jurisdiction::{Jurisdiction, JurisdictionKind, Level};
pub use lexicon::Lexicon;
pub use organisation::{Organisation, OrganisationClass};
pub use register::{Entry, Register};
pub use surname::{SurnameKind, Surnames};
pub use table::Text;
pub use title::{Title, Uses};

use table::{Fault, Origin, Row};

mod jurisdiction;
mod lexicon;
mod organisation;
mod register;
mod surname;
mod table;
mod title;

/// The names of the tables, in the order in which a project's own are to be read.
pub const TABLES: [&str; 5] = [
    "jurisdictions.csv",
    "organisations.csv",
    "titles.csv",
    "surnames.csv",
    "lexicon.csv",
];

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

    /// Adds the rows of a project's own table, whose kind its file name tells.
    ///
    /// A row with a new key is added. A row with a known key changes that row: a blank cell
    /// leaves it as it is, names are added, any other word takes the place of the former one.
    /// `file` may be a path; `text` is CSV (RFC 4180) with a header that names its columns, of
    /// which only those that make a key are needed.
    ///
    /// # Diagnostics
    ///
    /// - `authority-file` (warning): the file name is none of [`TABLES`]; nothing is read.
    /// - `authority-header` (error): the key column is missing; nothing is read.
    /// - `authority-column` (warning): a column has an unknown name and is left out.
    /// - `authority-row` (error): a row is malformed and is left out.
    /// - `authority-reference` (warning): a cell names a row that is not listed; the cell is
    ///   left out.
    /// - `authority-clash` (warning): a row contradicts the row with the same key, or one name
    ///   stands on two keys.
    pub fn extend(&mut self, file: &str, text: &str) -> Vec<Diagnostic> {
        match file.rsplit(['/', '\\']).next() {
            Some("jurisdictions.csv") => self.extend_jurisdictions(file, text),
            Some("organisations.csv") => self.extend_organisations(file, text),
            Some("titles.csv") => self.extend_titles(file, text),
            Some("surnames.csv") => self.extend_surnames(file, text),
            Some("lexicon.csv") => self.extend_lexicon(file, text),
            _ => vec![Diagnostic {
                severity: Severity::Warning,
                code: "authority-file",
                message: format!("{file} is not the name of an authority table"),
                place: None,
                help: Some(format!("the tables are {}", TABLES.join(", "))),
            }],
        }
    }

    fn extend_jurisdictions(&mut self, file: &str, text: &str) -> Vec<Diagnostic> {
        let (rows, mut diagnostics) = table::read(&jurisdiction::COLUMNS, &["key"], file, text);
        let own = first_cells(&rows);
        for Row { cells, origin } in rows {
            let key = cells[0].clone();
            let known = self.jurisdictions.get(&key);
            let mut row = match Jurisdiction::from_cells(cells, known) {
                Ok(row) => row,
                Err(fault) => {
                    diagnostics.push(origin.fault(&fault));
                    continue;
                }
            };
            let listed = |key: &str| own.contains(key) || self.jurisdictions.get(key).is_some();
            keep_listed("within", &mut row.within, listed, &origin, &mut diagnostics);
            if let Some(known) = known {
                let columns = row.contradictions(known);
                diagnostics.extend(contradiction(&key, &columns, &origin));
            }
            diagnostics.extend(shared_names(&self.jurisdictions, &row, &origin));
            self.jurisdictions.insert(row);
        }
        diagnostics
    }

    fn extend_organisations(&mut self, file: &str, text: &str) -> Vec<Diagnostic> {
        let (rows, mut diagnostics) = table::read(&organisation::COLUMNS, &["key"], file, text);
        let own = first_cells(&rows);
        for Row { cells, origin } in rows {
            let key = cells[0].clone();
            let known = self.organisations.get(&key);
            let mut row = match Organisation::from_cells(cells, known) {
                Ok(row) => row,
                Err(fault) => {
                    diagnostics.push(origin.fault(&fault));
                    continue;
                }
            };
            let listed = |key: &str| own.contains(key) || self.organisations.get(key).is_some();
            keep_listed("within", &mut row.within, listed, &origin, &mut diagnostics);
            let listed = |key: &str| self.jurisdictions.get(key).is_some();
            let jurisdiction = &mut row.jurisdiction;
            keep_listed(
                "jurisdiction",
                jurisdiction,
                listed,
                &origin,
                &mut diagnostics,
            );
            if let Some(known) = known {
                let columns = row.contradictions(known);
                diagnostics.extend(contradiction(&key, &columns, &origin));
            }
            diagnostics.extend(shared_names(&self.organisations, &row, &origin));
            self.organisations.insert(row);
        }
        diagnostics
    }

    /// One English title may stand for several Chinese ones, so shared names are no clash here.
    fn extend_titles(&mut self, file: &str, text: &str) -> Vec<Diagnostic> {
        let (rows, mut diagnostics) = table::read(&title::COLUMNS, &["zh-Hant", "en"], file, text);
        for Row { cells, origin } in rows {
            let [zh, en, ..] = &cells;
            let key = if zh.is_empty() { en } else { zh }.clone();
            let known = self.titles.get(&key);
            match Title::from_cells(cells, known) {
                Ok(row) => {
                    if let Some(known) = known {
                        let columns = row.contradictions(known);
                        diagnostics.extend(contradiction(&key, &columns, &origin));
                    }
                    self.titles.insert(row);
                }
                Err(fault) => diagnostics.push(origin.fault(&fault)),
            }
        }
        diagnostics
    }

    fn extend_surnames(&mut self, file: &str, text: &str) -> Vec<Diagnostic> {
        let (rows, mut diagnostics) = table::read(&surname::COLUMNS, &["surname"], file, text);
        for Row { cells, origin } in rows {
            let [surname, kind, _] = cells;
            let kind = match SurnameKind::from_cell(&kind) {
                Ok(_) if surname.is_empty() => Err(Fault::missing("surname")),
                kind => kind,
            };
            match kind {
                Ok(kind) => {
                    let former = self.surnames.insert(surname.clone(), kind);
                    if former.is_some_and(|former| former != kind) {
                        diagnostics.extend(contradiction(&surname, &["kind"], &origin));
                    }
                }
                Err(fault) => diagnostics.push(origin.fault(&fault)),
            }
        }
        diagnostics
    }

    fn extend_lexicon(&mut self, file: &str, text: &str) -> Vec<Diagnostic> {
        let (rows, mut diagnostics) = table::read(&lexicon::COLUMNS, &["word"], file, text);
        for Row { cells, origin } in rows {
            let [group, word, value, _] = cells;
            let blank = [(&group, "group"), (&word, "word")];
            if let Some((_, column)) = blank.iter().find(|(cell, _)| cell.is_empty()) {
                diagnostics.push(origin.fault(&Fault::missing(column)));
                continue;
            }
            let former = self.lexicon.insert(group, word.clone(), value.clone());
            if former.is_some_and(|former| former != value) {
                diagnostics.extend(contradiction(&word, &["value"], &origin));
            }
        }
        diagnostics
    }
}

/// The keys that the rows of one file bring.
fn first_cells<const N: usize>(rows: &[Row<N>]) -> HashSet<Text> {
    rows.iter().map(|row| row.cells[0].clone()).collect()
}

/// Empties a cell that names a row which is not listed, and says so.
fn keep_listed(
    column: &str,
    cell: &mut Option<Text>,
    listed: impl Fn(&str) -> bool,
    origin: &Origin,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(key) = cell.take_if(|key| !listed(key)) else {
        return;
    };
    diagnostics.push(origin.diagnostic(
        Severity::Warning,
        "authority-reference",
        &key,
        format!("column {column} names {key:?}, which is not listed"),
        Some(format!("add a row {key}, or leave the cell blank")),
    ));
}

/// The warning that a row changes what the row with its key said.
fn contradiction(key: &str, columns: &[&str], origin: &Origin) -> Option<Diagnostic> {
    (!columns.is_empty()).then(|| {
        origin.diagnostic(
            Severity::Warning,
            "authority-clash",
            key,
            format!(
                "{key} is listed already with another {}; this row is followed",
                columns.join(", ")
            ),
            Some("choose another key if this row is about another thing".to_owned()),
        )
    })
}

/// One warning for each name of `row` that tells another row too.
fn shared_names<T: Entry>(register: &Register<T>, row: &T, origin: &Origin) -> Vec<Diagnostic> {
    let mut clashes = Vec::new();
    for name in row.names() {
        for other in register
            .named(name)
            .filter(|other| other.key() != row.key())
        {
            clashes.push(origin.diagnostic(
                Severity::Warning,
                "authority-clash",
                name,
                format!("{name} is a name of both {} and {}", other.key(), row.key()),
                Some("leave the name to one of the rows, or give both the same key".to_owned()),
            ));
        }
    }
    clashes
}
