//! Rows of a project's own table, read with the csv crate.

use std::borrow::Cow;

use super::cell::{Fault, Text};
use crate::diagnostic::{Diagnostic, Place, Severity};

/// A row of a project's table, with its place.
pub(super) struct Row<const N: usize> {
    pub(super) cells: [Text; N],
    pub(super) origin: Origin,
}

/// The line that a row was read from.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    file: String,
    line: usize,
    excerpt: String,
}

impl Origin {
    /// A diagnostic at this line that marks `words`, or the whole line if they are not in it.
    pub(super) fn diagnostic(
        &self,
        severity: Severity,
        code: &'static str,
        words: &str,
        message: String,
        help: Option<String>,
    ) -> Diagnostic {
        let mark = match self.excerpt.find(words) {
            Some(start) if !words.is_empty() => start..start + words.len(),
            _ => 0..self.excerpt.len(),
        };
        let column = self.excerpt[..mark.start].chars().count() + 1;
        Diagnostic {
            severity,
            code,
            message,
            place: Some(Box::new(Place {
                file: self.file.clone(),
                line: self.line,
                column,
                excerpt: self.excerpt.clone(),
                mark,
                is_rendered: false,
            })),
            help,
        }
    }

    /// The diagnostic of a row that is left out.
    pub(super) fn fault(&self, fault: &Fault) -> Diagnostic {
        self.diagnostic(
            Severity::Error,
            "authority-row",
            &fault.words,
            fault.message.clone(),
            Some("the row is left out; correct the cell".to_owned()),
        )
    }
}

/// The rows of a project's table, in the order of `columns` whatever the order in the file.
///
/// Columns that are not in the file are blank; one of `keys` must be there.
pub(super) fn read<const N: usize>(
    columns: &[&'static str; N],
    keys: &[&str],
    file: &str,
    text: &str,
) -> (Vec<Row<N>>, Vec<Diagnostic>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut diagnostics = Vec::new();
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let lines: Vec<&str> = text.lines().collect();
    let line = |number: usize| Origin {
        file: file.to_owned(),
        line: number,
        excerpt: lines
            .get(number - 1)
            .copied()
            .unwrap_or_default()
            .to_owned(),
    };
    // The text is UTF-8 already and rows may have any length, so only an empty file has no header.
    let header: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(str::to_owned).collect(),
        Err(_) => Vec::new(),
    };
    if !header.iter().any(|name| keys.contains(&name.as_str())) {
        diagnostics.push(line(1).diagnostic(
            Severity::Error,
            "authority-header",
            "",
            format!("the table has no column {}", keys.join(" or ")),
            Some(format!(
                "the first line names the columns: {}",
                columns.join(",")
            )),
        ));
        return (Vec::new(), diagnostics);
    }
    for name in &header {
        if !columns.contains(&name.as_str()) {
            diagnostics.push(line(1).diagnostic(
                Severity::Warning,
                "authority-column",
                name,
                format!("column {name:?} is not known and is left out"),
                Some(format!("known columns are {}", columns.join(", "))),
            ));
        }
    }
    let open = open_quote(text);
    if let Some(number) = open {
        diagnostics.push(line(number).diagnostic(
            Severity::Error,
            "authority-quote",
            "\"",
            "a quotation mark opens a cell here and none closes it; this row and those below are left out".to_owned(),
            Some("close the cell with a quotation mark; one inside a cell is written twice".to_owned()),
        ));
    }
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    while let Ok(true) = reader.read_record(&mut record) {
        // The position is set by every successful read.
        let number = record.position().map_or(1, csv::Position::line);
        let number = usize::try_from(number).unwrap_or(usize::MAX);
        if open.is_some_and(|open| number >= open) {
            break;
        }
        let origin = line(number);
        if record.len() != header.len() {
            diagnostics.push(origin.diagnostic(
                Severity::Error,
                "authority-row",
                "",
                format!(
                    "the row has {} cells, the header names {}",
                    record.len(),
                    header.len()
                ),
                Some("put a cell that holds a comma between double quotes".to_owned()),
            ));
            continue;
        }
        let cells = columns.map(|column| {
            let place = header.iter().position(|name| name == column);
            let cell = place.and_then(|place| record.get(place));
            Cow::Owned(cell.unwrap_or_default().to_owned())
        });
        rows.push(Row { cells, origin });
    }
    (rows, diagnostics)
}

/// The line of the first cell that a quotation mark opens and none closes: behind the next single one no
/// comma stands and no line ends.
fn open_quote(text: &str) -> Option<usize> {
    let mut rest = text;
    let mut begins = true;
    while let Some(c) = rest.chars().next() {
        if !(begins && c == '"') {
            begins = matches!(c, ',' | '\n') || begins && matches!(c, ' ' | '\t');
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let cell = &rest[1..];
        let mut marks = cell.match_indices('"').map(|(at, _)| at).peekable();
        let mut close = None;
        while let Some(at) = marks.next() {
            if marks.next_if_eq(&(at + 1)).is_none() {
                close = Some(at);
                break;
            }
        }
        let behind = close.map(|at| cell[at + 1..].trim_start_matches([' ', '\t']));
        let Some(behind) =
            behind.filter(|rest| rest.is_empty() || rest.starts_with([',', '\r', '\n']))
        else {
            let above = &text[..text.len() - rest.len()];
            return Some(1 + above.matches('\n').count());
        };
        (rest, begins) = (behind, false);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_may_leave_columns_out_and_order_them_freely() {
        let (rows, diagnostics) = read(&["key", "en", "aliases"], &["key"], "f", "en,key\nBee,b\n");
        assert_eq!(diagnostics, []);
        assert_eq!(rows[0].cells, ["b", "Bee", ""]);
    }

    #[test]
    fn a_row_of_another_length_is_left_out_and_said() {
        let (rows, diagnostics) = read(&["key", "en"], &["key"], "f.csv", "key,en\na,A\nb,B,x\n");
        assert_eq!(rows.len(), 1);
        assert_eq!(diagnostics[0].code, "authority-row");
        assert_eq!(
            diagnostics[0].message,
            "the row has 3 cells, the header names 2"
        );
        let place = diagnostics[0].place.as_ref().expect("a place");
        assert_eq!((place.file.as_str(), place.line), ("f.csv", 3));
    }

    #[test]
    fn a_cell_that_no_quotation_mark_closes_is_said_where_it_opens() {
        let said = |table: &str| {
            let (rows, found) = read(&["key", "en"], &["key"], "f.csv", table);
            let places = found
                .iter()
                .map(|it| (it.code, it.place.as_ref().expect("a place").line));
            (rows.len(), places.collect::<Vec<_>>())
        };
        let open = [("authority-quote", 3)];
        assert_eq!(said("key,en\na,A\nb,\"B\nc,C\n"), (1, open.to_vec()));
        assert_eq!(said("key,en\na,A\nb,\"B\nc,\"C\"\n"), (1, open.to_vec()));
        assert_eq!(
            said("key,en\r\na,\"A \"\"x\"\", y\"\r\nb,\"\nB\"\nc, 3\" pipe\n"),
            (3, vec![])
        );
    }

    #[test]
    fn a_table_without_its_key_column_is_left_out_and_said() {
        let (rows, diagnostics) = read(&["key", "en"], &["key"], "f", "name\nx\n");
        assert!(rows.is_empty());
        assert_eq!(diagnostics[0].code, "authority-header");
        assert_eq!(diagnostics[0].message, "the table has no column key");
        let (_, diagnostics) = read(&["key", "en"], &["key"], "f", "");
        assert_eq!(diagnostics[0].code, "authority-header");
    }

    #[test]
    fn an_unknown_column_is_left_out_and_said() {
        let (rows, diagnostics) = read(&["key", "en"], &["key"], "f", "key,color\na,red\n");
        assert_eq!(rows.len(), 1);
        assert_eq!(diagnostics[0].code, "authority-column");
        assert_eq!(diagnostics[0].place.as_ref().expect("a place").column, 5);
    }
}
