//! The file of a curation: TOML in, entries out, each problem at its place.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

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
pub fn parse(file: &str, bytes: &[u8]) -> (Curation, Vec<Diagnostic>) {
    let read = str::from_utf8(bytes);
    let text = read.map_or_else(
        |_| String::from_utf8_lossy(bytes).into_owned(),
        str::to_owned,
    );
    let mut reader = Reader {
        file,
        text: &text,
        terms: Terms::of_ontology(),
        found: Vec::new(),
    };
    let mut curation = Curation::default();
    if let Err(error) = read {
        let start = error.valid_up_to();
        let wrong = start..start + char::REPLACEMENT_CHARACTER.len_utf8();
        reader.error(
            "curation-encoding",
            "the file is not UTF-8",
            &wrong,
            "save it as UTF-8",
        );
    } else {
        match DeTable::parse(&text) {
            Ok(table) => reader.tables(table.get_ref(), &mut curation),
            Err(error) => {
                let at = error.span().unwrap_or_default();
                let line = Place::in_text(file, &text, at.clone()).excerpt;
                let help = unquoted_date(&line).unwrap_or_else(|| SYNTAX.to_owned());
                reader.error("curation-syntax", error.message(), &at, &help);
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

    fn tables(&mut self, table: &DeTable<'_>, curation: &mut Curation) {
        // Tables come sorted by name; entries of one name keep their order.
        for (key, value) in table {
            let name = word(key.get_ref(), key.span());
            if !TABLES.contains(&name.text.as_str()) {
                self.unknown_key(&name, &TABLES, "table");
                continue;
            }
            let Some(entries) = value.get_ref().as_array() else {
                let wanted = format!("a list of tables; begin each with [[{}]]", name.text);
                self.value_error(&name.at, &name.text, &wanted);
                continue;
            };
            for entry in entries {
                let Some(table) = entry.get_ref().as_table() else {
                    self.value_error(&entry.span(), &name.text, "a table");
                    continue;
                };
                match name.text.as_str() {
                    "reject" => curation
                        .rejected
                        .extend(self.rejection(table, entry.span())),
                    "discrepancy" => curation.discrepancies.extend(self.dispute(table)),
                    name => {
                        let entry = self.entry(table, entry.span(), name == "correct");
                        curation.entries.push(entry);
                    }
                }
            }
        }
    }

    fn rejection(&mut self, table: &DeTable<'_>, at: Range<usize>) -> Option<Rejection> {
        let mut id = None;
        let mut reason = String::new();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "id" => id = self.text("id", value),
                "reason" => reason = self.text("reason", value)?.text,
                _ => {
                    let key = word(key.get_ref(), key.span());
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

    fn entry(&mut self, table: &DeTable<'_>, at: Range<usize>, replaces: bool) -> Entry {
        let mut entry = Entry {
            replaces,
            at,
            ..Entry::default()
        };
        for (key, value) in in_file_order(table) {
            let name = word(key.get_ref(), key.span());
            match name.text.as_str() {
                "id" => entry.id = self.text("id", value),
                "a" => {
                    entry.classes = self.classes(value);
                    entry.is_classless = entry.classes.len() < each(value).count();
                }
                "quote" | "line" => {}
                "also" => entry.quotes.extend(self.more_quotes(value)),
                "inferred" => entry.inferred = value.get_ref().as_bool() == Some(true),
                _ => self.property(name, value, &mut entry.properties),
            }
        }
        let first = self.quote(table);
        entry.quotes.splice(0..0, first);
        entry
    }

    fn property(
        &mut self,
        name: Word,
        value: &Spanned<DeValue<'_>>,
        properties: &mut Vec<(Word, Vec<Value>)>,
    ) {
        // `event` says in what a participation is one.
        if name.text != "event" && self.terms.property(&name.text).is_none() {
            let known: Vec<&str> = self.terms.properties().chain(ENTRY).collect();
            self.unknown_key(&name, &known, "property");
            return;
        }
        let values = self.values(&name.text, value);
        properties.push((name, values));
    }

    fn classes(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<Word> {
        let mut classes = Vec::new();
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

    fn dispute(&mut self, table: &DeTable<'_>) -> Option<Dispute> {
        let mut dispute = Dispute::default();
        for (key, value) in in_file_order(table) {
            let name = word(key.get_ref(), key.span());
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

    fn statement(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Statement> {
        let Some(table) = value.get_ref().as_table() else {
            self.value_error(&value.span(), "says", "a list of tables");
            return None;
        };
        let mut statement = Statement {
            quotes: self.quote(table).into_iter().collect(),
            ..Statement::default()
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "subject" => statement.subject = self.text("subject", value)?,
                "property" => {
                    let name = self.text("property", value)?;
                    let mut checked = Vec::new();
                    self.property(name, value, &mut checked);
                    statement.property = checked.pop()?.0;
                }
                "value" => statement.value = self.values("value", value).pop()?,
                "preferred" => statement.preferred = value.get_ref().as_bool() == Some(true),
                "quote" | "line" => {}
                _ => {
                    let key = word(key.get_ref(), key.span());
                    self.unknown_key(&key, &STATEMENT, "key");
                }
            }
        }
        Some(statement)
    }

    /// The words in `quote`, which begin in `line`.
    fn quote(&mut self, table: &DeTable<'_>) -> Option<Quote> {
        let words = self.text("quote", table.get("quote")?)?;
        let line = table.get("line").and_then(|line| {
            let number = line.get_ref().as_integer();
            let number = number.and_then(|number| number.as_str().parse().ok());
            if number.is_none() {
                self.value_error(&line.span(), "line", "a line of the source, from 1");
            }
            number
        });
        Some(Quote { words, line })
    }

    fn more_quotes(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<Quote> {
        let tables = each(value).filter_map(|value| value.get_ref().as_table());
        tables.filter_map(|table| self.quote(table)).collect()
    }

    fn text(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Word> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.value_error(&value.span(), key, "a text");
        }
        Some(word(text?, value.span()))
    }

    fn values(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Vec<Value> {
        let mut values = Vec::new();
        for value in each(value) {
            let at = value.span();
            match value.get_ref() {
                DeValue::String(text) => values.push(Value::Text(word(text, at))),
                DeValue::Integer(number) => {
                    values.push(Value::Integer(word(number.as_str(), at)));
                }
                DeValue::Float(number) => values.push(Value::Decimal(word(number.as_str(), at))),
                DeValue::Boolean(truth) => values.push(Value::Boolean(*truth)),
                DeValue::Datetime(date) => values.push(Value::Date(word(&date.to_string(), at))),
                DeValue::Table(languages) => {
                    for (tag, text) in languages {
                        if let Some(text) = self.text(key, text) {
                            values.push(Value::Tagged(tag.get_ref().to_string(), text));
                        }
                    }
                }
                DeValue::Array(_) => self.value_error(&at, key, "a value or a list of values"),
            }
        }
        values
    }
}

/// The values of a list, or the one value.
fn each<'v, 'i>(
    value: &'v Spanned<DeValue<'i>>,
) -> Box<dyn Iterator<Item = &'v Spanned<DeValue<'i>>> + 'v> {
    match value.get_ref() {
        DeValue::Array(values) => Box::new(values.iter()),
        _ => Box::new(std::iter::once(value)),
    }
}

/// The keys of a table as they stand in the file; the parser sorts them by name.
fn in_file_order<'t, 'i>(
    table: &'t DeTable<'i>,
) -> Vec<(
    &'t Spanned<toml::de::DeString<'i>>,
    &'t Spanned<DeValue<'i>>,
)> {
    let mut keys: Vec<_> = table.iter().collect();
    keys.sort_by_key(|(key, _)| key.span().start);
    keys
}

fn word(text: &str, at: Range<usize>) -> Word {
    let text = text.to_owned();
    Word { text, at }
}
