//! The expected answer beside a query, compared with the one that the store gives.

use std::collections::BTreeMap;

use super::error::byte_at;
use super::{Form, QueryError, ResultFormat, SavedQuery, result};
use crate::diagnostic::{Diagnostic, Place};
use crate::graph::Names;
use crate::publish::dump::Format;
use crate::store::Store;

/// How many rows a difference shows of each kind.
const SHOWN: usize = 5;

impl SavedQuery {
    /// The format of the expected answer beside the query: CSV, or N-Triples for a graph.
    pub fn answer_format(&self) -> ResultFormat {
        match self.form {
            Form::Rows | Form::Truth => ResultFormat::Csv,
            Form::Graph => ResultFormat::Graph(Format::NTriples),
        }
    }

    /// Compares the answer with default parameters with the expected one, the text of the
    /// sibling file named `file`.
    ///
    /// The order of rows counts only if the query says `ORDER BY`; line ends never do.
    ///
    /// # Errors
    ///
    /// When the query has no answer.
    pub fn check_answer(
        &self,
        store: &Store,
        file: &str,
        expected: &str,
    ) -> Result<Option<Diagnostic>, QueryError> {
        let mut actual = Vec::new();
        let results = self.answer(store, &[], None)?;
        result::write(
            results,
            self.answer_format(),
            &Names::default(),
            &mut actual,
        )?;
        let actual = String::from_utf8_lossy(&actual);
        let read = match self.form {
            Form::Graph => read_lines,
            Form::Rows | Form::Truth => read_csv,
        };
        let (expected_rows, actual_rows) = (read(expected), read(&actual));
        Ok(self
            .difference(&expected_rows, &actual_rows)
            .map(|(message, line)| {
                let line = line.unwrap_or(1);
                let bytes = byte_at(expected, line, 1);
                let end = expected[bytes.start..]
                    .find('\n')
                    .map_or(expected.len(), |at| bytes.start + at);
                Diagnostic::error("query-answer", message)
                    .at(Place::in_text(file, expected, bytes.start..end))
                    .help(format!(
                        "if the new answer is right, keep it: `govrep query {} -f {} > {file}`",
                        self.name,
                        self.answer_format().name()
                    ))
            }))
    }

    /// What differs, and the line of the expected answer where it does.
    fn difference(&self, expected: &[Row], actual: &[Row]) -> Option<(String, Option<usize>)> {
        let mut count: BTreeMap<&str, isize> = BTreeMap::new();
        for row in actual {
            *count.entry(&row.shown).or_default() += 1;
        }
        let mut missing = Vec::new();
        for row in expected {
            let left = count.entry(&row.shown).or_default();
            *left -= 1;
            if *left < 0 {
                missing.push(row);
            }
        }
        let mut added = Vec::new();
        for row in actual {
            if let Some(left) = count.get_mut(row.shown.as_str())
                && *left > 0
            {
                *left -= 1;
                added.push(row);
            }
        }
        let changed = format!("the answer to `{}` has changed", self.name);
        if missing.is_empty() && added.is_empty() {
            let first = expected
                .iter()
                .zip(actual)
                .find(|(a, b)| a.shown != b.shown)?;
            let (was, is) = first;
            return self.is_ordered().then(|| {
                let message = format!(
                    "{changed}: the rows are in another order, first\n  - {}\n  + {}",
                    was.shown, is.shown
                );
                (message, Some(was.line))
            });
        }
        let mut message = format!(
            "{changed}: {} of {} expected rows missing, {} new",
            missing.len(),
            expected.len().saturating_sub(1),
            added.len()
        );
        for (mark, rows) in [("\n  - ", &missing), ("\n  + ", &added)] {
            for row in rows.iter().take(SHOWN) {
                message.extend([mark, &row.shown]);
            }
            if rows.len() > SHOWN {
                message.extend([mark, "…"]);
            }
        }
        Some((message, missing.first().map(|row| row.line)))
    }
}

/// A row of an answer, the head included.
struct Row {
    /// The line where it begins, from 1.
    line: usize,
    /// The cells, in one line.
    shown: String,
}

fn read_csv(text: &str) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let records = reader.records().map_while(Result::ok);
    records
        .map(|record| Row {
            line: record
                .position()
                .and_then(|position| usize::try_from(position.line()).ok())
                .unwrap_or(1),
            shown: record
                .iter()
                .collect::<Vec<_>>()
                .join(" | ")
                .replace('\n', "⏎"),
        })
        .collect()
}

fn read_lines(text: &str) -> Vec<Row> {
    text.lines()
        .enumerate()
        .map(|(index, line)| Row {
            line: index + 1,
            shown: line.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, expected: &str) -> Option<Diagnostic> {
        let query = SavedQuery::parse("numbers", query, "https://e.org/").unwrap();
        let store = Store::in_memory().unwrap();
        query
            .check_answer(&store, "queries/numbers.csv", expected)
            .unwrap()
    }

    const UNORDERED: &str = "SELECT ?n ?name WHERE { VALUES (?n ?name) { (1 \"一\") (2 \"二\") } }";

    #[test]
    fn the_expected_answer_passes_whatever_its_line_ends_and_order() {
        assert_eq!(check(UNORDERED, "n,name\n1,一\n2,二\n"), None);
        assert_eq!(check(UNORDERED, "n,name\r\n2,二\r\n1,一\r\n"), None);
    }

    #[test]
    fn with_order_by_the_order_counts() {
        let ordered = format!("{UNORDERED} ORDER BY ?n");
        assert_eq!(check(&ordered, "n,name\n1,一\n2,二\n"), None);
        let diagnostic = check(&ordered, "n,name\n2,二\n1,一\n").unwrap();
        assert_eq!(
            diagnostic.message,
            "the answer to `numbers` has changed: the rows are in another order, first\n  \
             - 2 | 二\n  + 1 | 一"
        );
    }

    #[test]
    fn a_difference_shows_rows_and_points_to_the_line() {
        let diagnostic = check(UNORDERED, "n,name\n1,一\n3,三\n").unwrap();
        assert_eq!(diagnostic.code, "query-answer");
        assert_eq!(
            diagnostic.message,
            "the answer to `numbers` has changed: 1 of 2 expected rows missing, 1 new\n  \
             - 3 | 三\n  + 2 | 二"
        );
        let place = diagnostic.place.unwrap();
        assert_eq!(
            (place.line, &place.excerpt[place.mark.clone()]),
            (3, "3,三")
        );
        assert_eq!(
            diagnostic.help.unwrap(),
            "if the new answer is right, keep it: `govrep query numbers -f csv > queries/numbers.csv`"
        );
    }

    #[test]
    fn a_repeated_row_counts_twice() {
        assert!(check(UNORDERED, "n,name\n1,一\n1,一\n2,二\n").is_some());
    }

    #[test]
    fn a_graph_is_compared_as_n_triples() {
        let query = "CONSTRUCT { <s> <p> 1 } WHERE {}";
        let line = "<https://e.org/s> <https://e.org/p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n";
        assert_eq!(check(query, line), None);
        assert!(check(query, "").is_some());
    }
}
