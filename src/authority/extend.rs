//! A project's own rows, added to the built-in ones.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Severity, nearest};

use super::cell::{Fault, Text};
use super::entry::Entry;
use super::register::Register;
use super::surname::SurnameKind;
use super::table::{self, Origin, Row};
use super::{Authority, Jurisdiction, Organisation, TABLES, Title};
use super::{jurisdiction, lexicon, organisation, surname, title};

impl Authority {
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
    /// - `authority-group` (warning): a row of cue words has an unknown group and is left out.
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
            if !self.lexicon.has_group(&group) {
                let near = nearest(&group, self.lexicon.groups());
                let help = near.map_or_else(
                    || "data/authority/README.md of govrep lists the groups".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                diagnostics.push(origin.diagnostic(
                    Severity::Warning,
                    "authority-group",
                    &group,
                    format!("no rule reads the group {group:?}, so the row is left out"),
                    Some(help),
                ));
                continue;
            }
            let former = self.lexicon.insert(&group, word.clone(), value.clone());
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

/// One warning for each name of `row` that tells another row too and did not do so before.
fn shared_names<T: Entry>(register: &Register<T>, row: &T, origin: &Origin) -> Vec<Diagnostic> {
    let mut clashes = Vec::new();
    let known: Vec<_> = register
        .get(row.key())
        .into_iter()
        .flat_map(Entry::names)
        .collect();
    for name in row.names().filter(|name| !known.contains(name)) {
        for other in register.named(&name).map(Entry::key) {
            if other != row.key() {
                clashes.push(origin.diagnostic(
                    Severity::Warning,
                    "authority-clash",
                    &name,
                    format!("{name} is a name of both {other} and {}", row.key()),
                    Some("leave the name to one row, or give both the same key".to_owned()),
                ));
            }
        }
    }
    clashes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The code, the line and the message of each diagnostic.
    fn said(diagnostics: &[Diagnostic]) -> Vec<(&'static str, usize, &str)> {
        let line = |diagnostic: &Diagnostic| diagnostic.place.as_ref().map_or(0, |it| it.line);
        let said = diagnostics.iter();
        said.map(|it| (it.code, line(it), it.message.as_str()))
            .collect()
    }

    #[test]
    fn a_new_row_is_found_by_key_and_by_each_of_its_names() {
        let mut authority = Authority::builtin();
        let table = "key,zh-Hant,en,aliases,short,class,jurisdiction,within\n\
            twn-example,範例署,Example Agency,範署|EXA,例署,formal,TWN,twn-executive-yuan\n";
        assert_eq!(authority.extend("organisations.csv", table), []);
        for name in ["範例署", "Example Agency", "範署", "EXA"] {
            let found = authority.organisations.named(name).next();
            assert_eq!(found.expect(name).key, "twn-example");
        }
        assert_eq!(authority.organisations.named("例署").count(), 0);
        assert_eq!(authority.organisations.weakly_named("例署").count(), 1);
        let row = authority.organisations.get("twn-example").expect("added");
        assert_eq!(row.within.as_deref(), Some("twn-executive-yuan"));
    }

    #[test]
    fn a_row_with_a_known_key_adds_names_and_keeps_what_it_leaves_blank() {
        let mut authority = Authority::builtin();
        let before = authority
            .jurisdictions
            .get("GEO")
            .expect("built in")
            .clone();
        let table = "key,aliases\nGEO,沙卡特維洛\n";
        assert_eq!(
            authority.extend("data/authority/jurisdictions.csv", table),
            []
        );
        let after = authority.jurisdictions.get("GEO").expect("still there");
        assert_eq!((&after.zh, &after.en), (&before.zh, &before.en));
        assert!(
            before
                .aliases
                .iter()
                .all(|name| after.aliases.contains(name))
        );
        let found = authority.jurisdictions.named("沙卡特維洛").next();
        assert_eq!(found, Some(after));
    }

    #[test]
    fn a_row_that_contradicts_a_known_key_is_followed_and_said() {
        let mut authority = Authority::builtin();
        let diagnostics = authority.extend("jurisdictions.csv", "key,zh-Hant\nTWN,臺灣\n");
        assert_eq!(
            said(&diagnostics),
            [(
                "authority-clash",
                2,
                "TWN is listed already with another zh-Hant; this row is followed"
            )]
        );
        let taiwan = authority.jurisdictions.get("TWN").expect("built in");
        assert_eq!(taiwan.zh, "臺灣");
        assert!(
            taiwan.aliases.contains("台灣"),
            "the former label stays a name"
        );
        assert!(!taiwan.aliases.contains("臺灣"), "a label is no alias");
    }

    #[test]
    fn one_name_on_two_keys_is_said_with_both_keys() {
        let mut authority = Authority::builtin();
        let table = "key,zh-Hant,class\nother-ndc,國發會,ngo\n";
        assert_eq!(
            said(&authority.extend("organisations.csv", table)),
            [(
                "authority-clash",
                2,
                "國發會 is a name of both twn-ndc and other-ndc"
            )]
        );
        let found: Vec<&str> = authority
            .organisations
            .named("國發會")
            .map(|it| &*it.key)
            .collect();
        assert_eq!(found, ["twn-ndc", "other-ndc"]);
    }

    #[test]
    fn two_rows_of_one_file_that_share_a_name_are_said_too() {
        let mut authority = Authority::builtin();
        let table = "key,en,class\nexample-a,Example,ngo\nexample-b,Example,ngo\n";
        assert_eq!(
            said(&authority.extend("organisations.csv", table)),
            [(
                "authority-clash",
                3,
                "Example is a name of both example-a and example-b"
            )]
        );
    }

    #[test]
    fn a_malformed_row_is_left_out_and_the_others_are_read() {
        let mut authority = Authority::builtin();
        let table = "key,kind,level,zh-Hant,en\n\
            XYA,planet,national,甲,A\n\
            ,country,national,乙,B\n\
            XYC,country,national,丙,\n\
            XYD,country,national,丁,D\n";
        let diagnostics = authority.extend("jurisdictions.csv", table);
        assert_eq!(
            said(&diagnostics),
            [
                (
                    "authority-row",
                    2,
                    "\"planet\" is not a value of column kind; \
                     known are country, territory, region, city, area"
                ),
                ("authority-row", 3, "column key is blank"),
                ("authority-row", 4, "column en is blank"),
            ]
        );
        let place = diagnostics[0].place.as_ref().expect("a place");
        assert_eq!(&place.excerpt[place.mark.clone()], "planet");
        assert_eq!(place.column, 5);
        assert!(authority.jurisdictions.get("XYA").is_none());
        assert!(authority.jurisdictions.get("XYD").is_some());
    }

    #[test]
    fn a_key_that_no_iri_could_end_with_is_said() {
        let mut authority = Authority::builtin();
        let table = "key,zh-Hant,class\nexample body,範例會,ngo\n範例會,範例會,ngo\n";
        assert_eq!(
            said(&authority.extend("organisations.csv", table)),
            [(
                "authority-row",
                2,
                "key \"example body\" holds ' '; letters, digits, - . and _ may stand in it"
            )]
        );
        assert!(authority.organisations.get("範例會").is_some());
    }

    #[test]
    fn a_cell_that_names_an_unlisted_row_is_emptied_and_said() {
        let mut authority = Authority::builtin();
        let table = "key,zh-Hant,class,jurisdiction,within\n\
            example-unit,範例組,unit,XXX,example\n\
            example,範例會,ngo,TWN,nobody\n";
        assert_eq!(
            said(&authority.extend("organisations.csv", table)),
            [
                (
                    "authority-reference",
                    2,
                    "column jurisdiction names \"XXX\", which is not listed"
                ),
                (
                    "authority-reference",
                    3,
                    "column within names \"nobody\", which is not listed"
                ),
            ]
        );
        let unit = authority.organisations.get("example-unit").expect("added");
        assert_eq!(unit.within.as_deref(), Some("example"));
        assert_eq!(unit.jurisdiction, None);
    }

    #[test]
    fn a_title_gains_uses_and_aliases() {
        let mut authority = Authority::builtin();
        let table = "zh-Hant,aliases,use\n資料治理長,資治長,inner|before\n部長,,prefix\n";
        assert_eq!(authority.extend("titles.csv", table), []);
        let added = authority.titles.named("資治長").next().expect("added");
        assert!(added.uses.inner && added.uses.before && !added.uses.after);
        let minister = authority.titles.get("部長").expect("built in");
        assert!(minister.uses.prefix && minister.uses.inner);
        assert_eq!(minister.role.as_deref(), Some("minister"));
    }

    #[test]
    fn an_unknown_use_of_a_title_is_said() {
        let mut authority = Authority::builtin();
        let diagnostics = authority.extend("titles.csv", "zh-Hant,use\n部長,infix\n");
        assert_eq!(
            said(&diagnostics),
            [(
                "authority-row",
                2,
                "\"infix\" is not a value of column use; \
                 known are inner, before, after, honorific, prefix"
            )]
        );
    }

    #[test]
    fn surnames_and_cue_words_are_added_and_changes_are_said() {
        let mut authority = Authority::builtin();
        let table = "surname,kind\n風魔,japanese\n陳,compound\n,single\n";
        assert_eq!(
            said(&authority.extend("surnames.csv", table)),
            [
                (
                    "authority-clash",
                    3,
                    "陳 is listed already with another kind; this row is followed"
                ),
                ("authority-row", 4, "column surname is blank"),
            ]
        );
        assert_eq!(
            authority.surnames.longest_prefix("風魔小太郎"),
            Some("風魔")
        );
        let table = "group,word,value\nbound,略多於,more-than\nbound,約,exactly\n";
        assert_eq!(
            said(&authority.extend("lexicon.csv", table)),
            [(
                "authority-clash",
                3,
                "約 is listed already with another value; this row is followed"
            )]
        );
        assert_eq!(
            authority.lexicon.value("bound", "略多於"),
            Some("more-than")
        );
        assert_eq!(authority.lexicon.value("bound", "約"), Some("exactly"));
    }

    #[test]
    fn a_group_that_nobody_reads_is_said_with_the_nearest_one() {
        let mut authority = Authority::builtin();
        let table = "group,word,value\naction-colum,交付事項,task\nxyz-qrst,甲,\naction-column,交付事項,task\n";
        let diagnostics = authority.extend("lexicon.csv", table);
        assert_eq!(
            said(&diagnostics),
            [
                (
                    "authority-group",
                    2,
                    "no rule reads the group \"action-colum\", so the row is left out"
                ),
                (
                    "authority-group",
                    3,
                    "no rule reads the group \"xyz-qrst\", so the row is left out"
                ),
            ]
        );
        assert_eq!(
            diagnostics[0].help.as_deref(),
            Some("did you mean `action-column`?")
        );
        assert_eq!(
            authority.lexicon.value("action-column", "交付事項"),
            Some("task")
        );
    }

    #[test]
    fn a_file_of_another_name_is_said_and_not_read() {
        let mut authority = Authority::builtin();
        let diagnostics = authority.extend("data/authority/agencies.csv", "key\nx\n");
        assert_eq!(
            said(&diagnostics),
            [(
                "authority-file",
                0,
                "data/authority/agencies.csv is not the name of an authority table"
            )]
        );
    }

    #[test]
    fn a_table_of_spreadsheet_software_with_mark_and_line_feeds_is_read() {
        let mut authority = Authority::builtin();
        let table = "\u{feff}key,zh-Hant,en,class\r\nexample,\"範例, 會\",\"A, B\",ngo\r\n";
        assert_eq!(authority.extend("organisations.csv", table), []);
        let row = authority.organisations.get("example").expect("added");
        assert_eq!(row.zh.as_deref(), Some("範例, 會"));
    }
}
