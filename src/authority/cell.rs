//! The cells of a table, and the rows of those in the binary.
//!
//! The built-in tables are read by [`rows`], which borrows every cell from the embedded text.
//! It knows the part of RFC 4180 that these tables use (no line break inside a cell, no doubled
//! quote), and a test compares it with the csv crate cell by cell. build.rs reads them with this
//! file, too.

use std::borrow::Cow;

/// How many rows of a built-in table are read together, when one of them is first asked for.
pub(super) const BLOCK: usize = 4;

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
    pub(super) words: String,
    pub(super) message: String,
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

/// The text of an embedded table without its first line, which names the columns.
pub(super) fn without_header(text: &'static str) -> &'static str {
    split_at(text, b'\n').1
}

/// The rows of an embedded table, or of a part of it, without its header.
pub(super) fn rows<const N: usize>(text: &'static str) -> impl Iterator<Item = [Text; N]> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut cells = [const { Cow::Borrowed("") }; N];
        for (column, cell) in cells.iter_mut().enumerate() {
            let words;
            (words, rest) = first(rest, column + 1 == N);
            *cell = Cow::Borrowed(words);
        }
        Some(cells)
    })
}

/// The first cell of the rest of a row, which may be its last one, and the text after it.
#[inline]
pub(super) fn first(rest: &'static str, last: bool) -> (&'static str, &'static str) {
    match rest.as_bytes().first() {
        Some(b',') if !last => ("", &rest[1..]),
        Some(b'"') => {
            let (words, after) = split_at(&rest[1..], b'"');
            (words, after.get(1..).unwrap_or_default())
        }
        _ => split_at(rest, if last { b'\n' } else { b',' }),
    }
}

/// The bytes of the first cell of a row; to compare it with another one, few of them are looked at.
pub(super) fn leading(row: &str) -> impl Iterator<Item = u8> {
    let (cell, end) = match row.strip_prefix('"') {
        Some(quoted) => (quoted, b'"'),
        None => (row, b','),
    };
    cell.bytes().take_while(move |&byte| byte != end)
}

/// The text before the first `separator`, and the text after it.
fn split_at(text: &'static str, separator: u8) -> (&'static str, &'static str) {
    // Cells are short: their bytes are sooner gone through than a search is set up.
    let place = text.bytes().position(|byte| byte == separator);
    place.map_or((text, ""), |place| (&text[..place], &text[place + 1..]))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_between_quotes_may_hold_a_comma() {
        let table = without_header("key,en,zh\na,\"x, y\",甲\nb,,\n");
        let rows: Vec<[Text; 3]> = rows(table).collect();
        assert_eq!(rows, [["a", "x, y", "甲"], ["b", "", ""]]);
    }
}
