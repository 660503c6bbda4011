//! Rows of a table, from the binary or from a project.
//!
//! The built-in tables are read by [`builtin`], which borrows every cell from the embedded
//! text: they are read at each start, so a start must not pay for copies. It knows the part
//! of RFC 4180 that these tables use (no line break inside a cell, no doubled quote), and a
//! test compares it with the csv crate cell by cell. What a project brings is read by
//! [`read`], with the csv crate.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, Place, Severity};

/// Words of a table: borrowed when built in, owned when a project brings them.
pub type Text = Cow<'static, str>;

/// The words of a list cell, which stand between vertical bars.
///
/// It is split when it is read: most lists of most rows are read once or never.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List(Text);

impl List {
    pub(super) fn new(cell: Text) -> Self {
        Self(cell)
    }

    /// The words, in their order, without the blanks around them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let words = self.0.split('|').map(str::trim);
        words.filter(|word| !word.is_empty())
    }

    /// The words, borrowed from the embedded text where they are built in.
    pub(super) fn texts(&self) -> impl Iterator<Item = Text> {
        let (builtin, own) = match &self.0 {
            Cow::Borrowed(words) => (*words, ""),
            Cow::Owned(words) => ("", &**words),
        };
        let builtin = builtin.split('|').filter(|word| !word.is_empty());
        let own = own
            .split('|')
            .map(str::trim)
            .filter(|word| !word.is_empty());
        let own = own.map(|word| Cow::Owned(word.to_owned()));
        builtin.map(Cow::Borrowed).chain(own)
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Whether `word` is in the list.
    pub fn contains(&self, word: &str) -> bool {
        self.iter().any(|known| known == word)
    }

    /// The words of all the lists, each once.
    pub(super) fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut distinct: Vec<&str> = Vec::new();
        for word in words {
            if !distinct.contains(&word) {
                distinct.push(word);
            }
        }
        Self(Cow::Owned(distinct.join("|")))
    }
}

/// What is wrong with one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The words of the cell.
    words: String,
    message: String,
}

impl Fault {
    pub(super) fn missing(column: &str) -> Self {
        Self {
            words: String::new(),
            message: format!("column {column} is blank"),
        }
    }

    pub(super) fn unknown(column: &str, words: &str, known: &[&str]) -> Self {
        let known = known.join(", ");
        Self {
            words: words.to_owned(),
            message: format!("{words:?} is not a value of column {column}; known are {known}"),
        }
    }
}

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

/// The rows of an embedded table, without its header.
pub(super) fn builtin<const N: usize>(text: &'static str) -> impl Iterator<Item = [Text; N]> {
    let (_header, mut rest) = split_at_byte(text, b'\n');
    let rows = memchr::memchr_iter(b'\n', rest.as_bytes()).count();
    (0..rows).map(move |_| {
        let mut cells = [const { Cow::Borrowed("") }; N];
        for (column, cell) in cells.iter_mut().enumerate() {
            let last = column + 1 == N;
            let words;
            (words, rest) = match rest.as_bytes().first() {
                Some(b',') if !last => ("", &rest[1..]),
                Some(b'"') => {
                    let (words, after) = split_at_byte(&rest[1..], b'"');
                    (words, after.get(1..).unwrap_or_default())
                }
                _ => split_at_byte(rest, if last { b'\n' } else { b',' }),
            };
            *cell = Cow::Borrowed(words);
        }
        cells
    })
}

/// The text before the first `separator`, an ASCII byte, and the text after it.
fn split_at_byte(text: &'static str, separator: u8) -> (&'static str, &'static str) {
    match memchr::memchr(separator, text.as_bytes()) {
        Some(place) => (&text[..place], &text[place + 1..]),
        None => (text, ""),
    }
}

/// The cell, unless it is blank.
pub(super) fn filled(cell: Text) -> Option<Text> {
    (!cell.is_empty()).then_some(cell)
}

/// The cell of a key, which becomes the tail of an IRI (RFC 3987) as it is.
pub(super) fn key(cell: Text) -> Result<Text, Fault> {
    let allowed = |c: char| match c {
        '-' | '.' | '_' => true,
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        c => c.is_alphanumeric(),
    };
    if cell.is_empty() {
        return Err(Fault::missing("key"));
    }
    match cell.chars().find(|&c| !allowed(c)) {
        None => Ok(cell),
        Some(c) => Err(Fault {
            message: format!(
                "key {cell:?} holds {c:?}; letters, digits, - . and _ may stand in it"
            ),
            words: cell.into_owned(),
        }),
    }
}

/// The names of the pairs that hold.
pub(super) fn named(pairs: &[(&'static str, bool)]) -> Vec<&'static str> {
    let pairs = pairs.iter().filter(|(_, holds)| *holds);
    pairs.map(|(name, _)| *name).collect()
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
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    while let Ok(true) = reader.read_record(&mut record) {
        // The position is set by every successful read.
        let number = record.position().map_or(1, csv::Position::line);
        let origin = line(usize::try_from(number).unwrap_or(usize::MAX));
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

    #[test]
    fn a_cell_between_quotes_may_hold_a_comma() {
        let rows: Vec<[Text; 3]> = builtin("key,en,zh\na,\"x, y\",甲\nb,,\n").collect();
        assert_eq!(rows, [["a", "x, y", "甲"], ["b", "", ""]]);
    }
}
