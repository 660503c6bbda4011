//! The file of a curation: TOML in, entries out, each problem at its place.

use std::ops::Range;

use toml_spanner::{Arena, Array, Item, Table, Value as Written};

use super::{Curation, Dispute, Entry, Quote, Rejection, Statement, Value, Word};
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::graph::term::Terms;
use crate::project::{SYNTAX, unquoted_date};

/// The tables of the file.
const TABLES: [&str; 4] = ["add", "correct", "reject", "discrepancy"];

/// The keys of an entry that are no properties.
const ENTRY: [&str; 8] = [
    "id", "a", "quote", "line", "also", "inferred", "event", "reason",
];

/// The keys of a statement of a discrepancy.
const STATEMENT: [&str; 6] = ["subject", "property", "value", "quote", "line", "preferred"];

/// Reads the file.
pub fn parse(file: &str, bytes: Vec<u8>) -> (Curation, Vec<Diagnostic>) {
    let (text, wrong) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let start = error.utf8_error().valid_up_to();
            let wrong = start..start + char::REPLACEMENT_CHARACTER.len_utf8();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            (text, Some(wrong))
        }
    };
    let mut reader = Reader {
        file,
        text: &text,
        terms: Terms::of_ontology(),
        found: Vec::new(),
    };
    let mut curation = Curation::default();
    if let Some(wrong) = wrong {
        reader.error(
            "curation-encoding",
            "the file is not UTF-8",
            &wrong,
            "save it as UTF-8",
        );
    } else {
        match toml_spanner::parse(&text, &Arena::new()) {
            Ok(document) => reader.tables(document.table(), &mut curation),
            Err(error) => {
                let at = error.span().range();
                let line = Place::in_text(file, &text, at.clone()).excerpt;
                let help = unquoted_date(&line).unwrap_or_else(|| SYNTAX.to_owned());
                reader.error("curation-syntax", &error.message(&text), &at, &help);
            }
        }
    }
    let found = reader.found;
    file.clone_into(&mut curation.file);
    curation.text = text;
    (curation, found)
}

struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    terms: &'static Terms,
    found: Vec<Diagnostic>,
}

/// Whether a text is meant as a path and not as a name.
fn is_like_path(id: &str) -> bool {
    let kind = id.split_once('/').map(|(kind, _)| kind);
    kind.is_some_and(|kind| {
        kind.chars()
            .all(|c| c.is_ascii_lowercase() || ".-".contains(c))
    })
}

/// Whether a text can stand behind the base of an IRI as it is (RFC 3987), and leads nowhere else.
fn is_path(id: &str) -> bool {
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"{}|\\^`?#:".contains(c);
    id.chars().all(plain) && id.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

impl Reader<'_> {
    fn error(&mut self, code: &'static str, message: &str, at: &Range<usize>, help: &str) {
        let place = Place::in_text(self.file, self.text, at.clone());
        let error = Diagnostic::error(code, message).at(place).help(help);
        self.found.push(error);
    }

    fn value_error(&mut self, at: &Range<usize>, key: &str, wanted: &str) {
        let message = format!("`{key}` is not {wanted}");
        self.error(
            "curation-value",
            &message,
            at,
            "see data/report/README.md for the format",
        );
    }

    fn unknown_key(&mut self, key: &Word, known: &[&str], what: &str) {
        // Perhaps with the prefix of the ontology.
        let name = key.text.rsplit(':').next().unwrap_or_default();
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if what == "property" => {
                "the names of properties are the keys of ontology/context.jsonld".to_owned()
            }
            None => format!("there are {}", known.join(", ")),
        };
        let message = format!("unknown {what} `{}`", key.text);
        self.error("curation-key", &message, &key.at, &help);
    }

    fn tables(&mut self, table: &Table<'_>, curation: &mut Curation) {
        for (key, value) in table {
            let name = word(key.name, key.span.range());
            if !TABLES.contains(&name.text.as_str()) {
                self.unknown_key(&name, &TABLES, "table");
                continue;
            }
            let Some(entries) = value.as_array() else {
                let wanted = format!("a list of tables; begin each with [[{}]]", name.text);
                self.value_error(&name.at, &name.text, &wanted);
                continue;
            };
            for entry in entries {
                let Some(table) = entry.as_table() else {
                    self.value_error(&entry.span().range(), &name.text, "a table");
                    continue;
                };
                let at = self.head(entry);
                match name.text.as_str() {
                    "reject" => curation.rejected.extend(self.rejection(table, at)),
                    "discrepancy" => curation.discrepancies.extend(self.dispute(table)),
                    name => {
                        let entry = self.entry(table, at, name == "correct");
                        curation.entries.push(entry);
                    }
                }
            }
        }
        // Whatever name stands first in the file.
        curation.entries.sort_by_key(|entry| entry.replaces);
    }

    /// Where the head of an entry stands: `[[add]]`, without what is said below it.
    fn head(&self, entry: &Item<'_>) -> Range<usize> {
        let Range { start, end } = entry.span().range();
        let line = self.text[start..end].lines().next().unwrap_or_default();
        let head = line.find("]]").filter(|_| line.starts_with('['));
        start..head.map_or(end, |brackets| start + brackets + 2)
    }

    fn rejection(&mut self, table: &Table<'_>, at: Range<usize>) -> Option<Rejection> {
        let mut id = None;
        let mut reason = String::new();
        for (key, value) in table {
            match key.name {
                "id" => id = self.id(value),
                "reason" => reason = self.text("reason", value)?.text,
                _ => {
                    let key = word(key.name, key.span.range());
                    self.unknown_key(&key, &["id", "reason"], "key");
                }
            }
        }
        if id.is_none() {
            let help = "`id` names what is rejected, such as \"organisation/ogp\"";
            self.error("curation-value", "`id` is missing", &at, help);
        }
        Some(Rejection { id: id?, reason })
    }

    /// A thing by its path below the base of all IRIs, or by a name of it.
    fn id(&mut self, value: &Item<'_>) -> Option<Word> {
        let id = self.text("id", value)?;
        if is_like_path(&id.text) && !is_path(&id.text) {
            self.value_error(
                &id.at,
                "id",
                "a path such as person/ana-lima (no blanks, none of <>\"{}|\\^`?#:, no empty, . or .. part)",
            );
            return None;
        }
        Some(id)
    }

    fn entry(&mut self, table: &Table<'_>, at: Range<usize>, replaces: bool) -> Entry {
        let mut entry = Entry {
            replaces,
            at,
            ..Entry::default()
        };
        let mut more = Vec::new();
        for (key, value) in table {
            let name = word(key.name, key.span.range());
            match name.text.as_str() {
                "id" => entry.id = self.id(value),
                "a" => {
                    entry.classes = self.classes(value);
                    entry.is_classless = entry.classes.len() < each(value).count();
                }
                "quote" | "line" => {}
                "also" => more = self.more_quotes(value),
                "inferred" => entry.inferred = value.as_bool() == Some(true),
                _ => self.property(name, value, &mut entry.properties),
            }
        }
        entry.quotes = self.quote(table).into_iter().chain(more).collect();
        entry
    }

    fn property(&mut self, name: Word, value: &Item<'_>, properties: &mut Vec<(Word, Vec<Value>)>) {
        // `event` says in what a participation is one.
        if name.text != "event" && self.terms.property(&name.text).is_none() {
            let known: Vec<&str> = self.terms.properties().chain(ENTRY).collect();
            self.unknown_key(&name, &known, "property");
            return;
        }
        let values = self.values(&name.text, value);
        properties.push((name, values));
    }

    fn classes(&mut self, value: &Item<'_>) -> Vec<Word> {
        let mut classes = Vec::with_capacity(each(value).len());
        for value in each(value) {
            let Some(class) = self.text("a", value) else {
                continue;
            };
            if Terms::class(&class.text).is_none() {
                self.unknown_key(&class, &Terms::classes().collect::<Vec<_>>(), "class");
            } else {
                classes.push(class);
            }
        }
        classes
    }

    fn dispute(&mut self, table: &Table<'_>) -> Option<Dispute> {
        let mut dispute = Dispute::default();
        for (key, value) in table {
            let name = word(key.name, key.span.range());
            match name.text.as_str() {
                "key" => dispute.key = self.text("key", value)?,
                "says" => {
                    for value in each(value) {
                        dispute.statements.extend(self.statement(value));
                    }
                }
                _ => self.property(name, value, &mut dispute.properties),
            }
        }
        Some(dispute)
    }

    fn statement(&mut self, value: &Item<'_>) -> Option<Statement> {
        let Some(table) = value.as_table() else {
            self.value_error(&value.span().range(), "says", "a list of tables");
            return None;
        };
        let mut statement = Statement {
            quotes: self.quote(table).into_iter().collect(),
            ..Statement::default()
        };
        for (key, value) in table {
            match key.name {
                "subject" => statement.subject = self.text("subject", value)?,
                "property" => {
                    let name = self.text("property", value)?;
                    let mut checked = Vec::new();
                    self.property(name, value, &mut checked);
                    statement.property = checked.pop()?.0;
                }
                "value" => statement.value = self.values("value", value).pop()?,
                "preferred" => statement.preferred = value.as_bool() == Some(true),
                "quote" | "line" => {}
                _ => {
                    let key = word(key.name, key.span.range());
                    self.unknown_key(&key, &STATEMENT, "key");
                }
            }
        }
        Some(statement)
    }

    /// The words in `quote`, which begin in `line`.
    fn quote(&mut self, table: &Table<'_>) -> Option<Quote> {
        let words = self.text("quote", table.get("quote")?)?;
        let line = table.get("line").and_then(|line| {
            let number = line.as_u64().and_then(|line| usize::try_from(line).ok());
            if number.is_none() {
                self.value_error(&line.span().range(), "line", "a line of the source, from 1");
            }
            number
        });
        Some(Quote { words, line })
    }

    fn more_quotes(&mut self, value: &Item<'_>) -> Vec<Quote> {
        let tables = each(value).filter_map(|value| value.as_table());
        tables.filter_map(|table| self.quote(table)).collect()
    }

    fn text(&mut self, key: &str, value: &Item<'_>) -> Option<Word> {
        let text = value.as_str();
        if text.is_none() {
            self.value_error(&value.span().range(), key, "a text");
        }
        Some(word(text?, value.span().range()))
    }

    fn values(&mut self, key: &str, value: &Item<'_>) -> Vec<Value> {
        // A curation has thousands of lists of one value, and a list that grows has room for four.
        let mut values = Vec::with_capacity(each(value).len());
        for value in each(value) {
            let at = value.span().range();
            // Numbers and dates as they are written, but for the lines under digits.
            let written = || word(&self.text[at.clone()].replace('_', ""), at.clone());
            match value.value() {
                Written::String(text) => values.push(Value::Text(word(text, at))),
                Written::Integer(number) => {
                    values.push(Value::Integer(word(&number.as_i128().to_string(), at)));
                }
                Written::Float(_) => values.push(Value::Decimal(written())),
                Written::Boolean(truth) => values.push(Value::Boolean(*truth)),
                Written::DateTime(_) => values.push(Value::Date(written())),
                Written::Table(languages) => {
                    let mut languages: Vec<_> = languages.iter().collect();
                    languages.sort_unstable_by_key(|(tag, _)| tag.name);
                    values.reserve_exact(languages.len());
                    for (tag, text) in languages {
                        if let Some(text) = self.text(key, text) {
                            values.push(Value::Tagged(tag.name.to_owned(), text));
                        }
                    }
                }
                Written::Array(_) => self.value_error(&at, key, "a value or a list of values"),
            }
        }
        values
    }
}

/// The values of a list, or the one value.
fn each<'v, 'i>(value: &'v Item<'i>) -> std::slice::Iter<'v, Item<'i>> {
    let values = value.as_array().map(Array::as_slice);
    values.unwrap_or(std::slice::from_ref(value)).iter()
}

fn word(text: &str, at: Range<usize>) -> Word {
    let text = text.to_owned();
    Word { text, at }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_kept_as_they_are_written_and_problems_at_their_places() {
        let text = "# An entry.\n[[add]] # of it\na = \"Observation\"\nvalue = [1_000, 1.50, 2016-12-07]\n\
            label = { zh-Hant = \"年會\", en = \"Meeting\" }\n[[correct]]\nid = \"g0v\"\n";
        let (curation, found) = parse("curation.toml", text.as_bytes().to_vec());
        assert_eq!(found, []);
        let heads = curation.entries.iter().map(|entry| &text[entry.at.clone()]);
        assert_eq!(heads.collect::<Vec<_>>(), ["[[add]]", "[[correct]]"]);
        let [(value, numbers), (label, labels)] = curation.entries[0].properties.as_slice() else {
            panic!("{:?}", curation.entries[0]);
        };
        assert_eq!((&*value.text, &*label.text), ("value", "label"));
        let shown = |values: &[Value]| -> Vec<String> {
            let shown = values.iter().map(|value| match value {
                Value::Text(word)
                | Value::Integer(word)
                | Value::Decimal(word)
                | Value::Date(word) => word.text.clone(),
                Value::Tagged(tag, word) => format!("{tag} {}", &text[word.at.clone()]),
                Value::Boolean(truth) => truth.to_string(),
            });
            shown.collect()
        };
        assert_eq!(shown(numbers), ["1000", "1.50", "2016-12-07"]);
        assert_eq!(shown(labels), ["en \"Meeting\"", "zh-Hant \"年會\""]);
    }
}
