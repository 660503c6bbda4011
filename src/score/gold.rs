//! A gold file: what a person found in a report. tests/gold/README.md describes the format.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use serde_json::{Number, Value};

use super::kind::Kind;
use crate::diagnostic::{Diagnostic, Place};

/// What a person found in a report, as written.
///
/// Keys that are not scored are left out.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Gold {
    /// The things.
    pub entities: Vec<Entity>,
    /// What is said of them.
    #[serde(default)]
    pub relations: Vec<Relation>,
    /// Numbers.
    #[serde(default)]
    pub figures: Vec<Figure>,
    /// Dates.
    #[serde(default)]
    pub dates: Vec<Date>,
    /// The index of each entity by its id.
    #[serde(skip)]
    by_id: HashMap<String, usize>,
}

/// A thing.
#[derive(Clone, Debug, Deserialize)]
pub struct Entity {
    /// What relations call it.
    pub id: String,
    /// What it is.
    pub r#type: String,
    /// What it is more exactly.
    pub subtype: Option<String>,
    /// Its Chinese name.
    pub name_zh: Option<String>,
    /// Its English name.
    pub name_en: Option<String>,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Where the report names it.
    #[serde(default)]
    pub mentions: Vec<Mention>,
}

/// A place where the report names a thing.
#[derive(Clone, Debug, Deserialize)]
pub struct Mention {
    /// The words.
    pub quote: String,
    /// The line of their first character, from 1.
    pub line: usize,
    /// The thing of whose name it is a part.
    pub nested_in: Option<String>,
    /// Whether the words are a clause and no name.
    #[serde(default)]
    pub statement: bool,
}

/// What is said of a thing.
#[derive(Clone, Debug, Deserialize)]
pub struct Relation {
    /// The id of the thing.
    pub subject: String,
    /// What kind of relation it is.
    pub predicate: String,
    /// The id of another thing, or words.
    pub object: Value,
    /// `id` or `literal`.
    pub object_kind: String,
    /// What else is said.
    #[serde(default)]
    pub qualifiers: Qualifiers,
    /// The line of the words that say it, from 1.
    pub line: usize,
}

/// What else a relation says, as far as it is scored.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Qualifiers {
    /// Whether the text implies it and does not say it.
    pub inferred: bool,
    /// Whether the text leaves its subject unsaid.
    pub inferred_subject: bool,
    /// The id of the body of a role.
    pub org: Option<String>,
    /// The number of the row of a table that says it.
    pub row: Option<Value>,
    /// Others, by name.
    #[serde(flatten)]
    more: BTreeMap<String, Value>,
}

impl Qualifiers {
    /// The words or the id that a qualifier gives.
    pub fn word(&self, name: &str) -> Option<&str> {
        self.more.get(name)?.as_str()
    }

    /// The words or ids that a qualifier lists.
    pub fn words(&self, name: &str) -> impl Iterator<Item = &str> {
        let list = self.more.get(name).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_str)
    }
}

/// A number of something.
#[derive(Clone, Debug, Deserialize)]
pub struct Figure {
    /// The id of the thing that it is of.
    pub subject: String,
    /// The number, if the words give one.
    pub value: Option<Number>,
    /// What is counted.
    pub unit: String,
    /// Whether it is exact.
    pub qualifier: String,
    /// The words.
    pub quote: String,
    /// The line of their first character, from 1.
    pub line: usize,
    /// Other lines that give the same number of the same thing.
    #[serde(default)]
    pub also_lines: Vec<usize>,
    /// The id of whoever says so, or `report`.
    pub asserted_by: Option<String>,
    /// Whether it is counted or computed and not said.
    #[serde(default)]
    pub derived: bool,
}

/// A date.
#[derive(Clone, Debug, Deserialize)]
pub struct Date {
    /// The words.
    pub quote: String,
    /// The line of their first character, from 1.
    pub line: usize,
    /// What they say, as ISO 8601; wrong dates are as written.
    pub iso: String,
    /// What kind of date it is.
    pub kind: String,
    /// The id of the thing that it is a date of.
    pub refers_to: Option<String>,
    /// What a wrong date should say.
    pub correct_iso: Option<String>,
}

impl Gold {
    /// Reads a gold file; `file` is its name in messages.
    ///
    /// # Errors
    ///
    /// - `gold-json`: the text is not JSON, or a key is missing or has another type.
    /// - `gold-reference`: an id is used that no entity has.
    pub fn parse(file: &str, text: &str) -> Result<Self, Diagnostic> {
        let mut gold: Self = serde_json::from_str(text).map_err(|error| {
            let line_start: usize = text
                .split_inclusive('\n')
                .take(error.line().saturating_sub(1))
                .map(str::len)
                .sum();
            let at = line_start + error.column().saturating_sub(1);
            // The place says where; the message need not say it again.
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            Diagnostic::error("gold-json", format!("not a gold file: {message}"))
                .at(Place::in_text(file, text, at..at + 1))
                .help("tests/gold/README.md in the sources of govrep describes the format")
        })?;
        let ids = gold.entities.iter().enumerate();
        gold.by_id = ids
            .map(|(index, entity)| (entity.id.clone(), index))
            .collect();
        match gold.unknown_id() {
            Some(id) => Err(Diagnostic::error(
                "gold-reference",
                format!("no entity of the gold file has the id `{id}`"),
            )
            .at(Place::file(file))),
            None => Ok(gold),
        }
    }

    /// An id that is used and that no entity has.
    fn unknown_id(&self) -> Option<&str> {
        let mentions = self.entities.iter().flat_map(|entity| &entity.mentions);
        let nested = mentions.filter_map(|mention| mention.nested_in.as_deref());
        let relations = self.relations.iter().flat_map(|relation| {
            let object = relation.object.as_str();
            let object = object.filter(|_| relation.object_kind == "id");
            [
                Some(&*relation.subject),
                object,
                relation.qualifiers.org.as_deref(),
            ]
        });
        let figures = self.figures.iter().map(|figure| &*figure.subject);
        nested
            .chain(relations.flatten())
            .chain(figures)
            .find(|id| self.index(id).is_none())
    }

    /// The index of the entity with an id.
    pub fn index(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }
}

impl Entity {
    /// What kind of thing it is.
    pub fn kind(&self) -> Kind {
        Kind::of_gold(&self.r#type, self.subtype.as_deref())
    }

    /// Every name that it has, as written.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let names = self
            .name_zh
            .iter()
            .chain(&self.name_en)
            .chain(&self.aliases);
        let quotes = self.mentions.iter().map(|mention| &mention.quote);
        names.chain(quotes).map(String::as_str)
    }

    /// The name to show.
    pub fn label(&self) -> &str {
        let name = self.name_zh.as_ref().or(self.name_en.as_ref());
        name.unwrap_or(&self.id)
    }

    /// Whether to find it neither helps nor hurts: it stands in other names only, or is a
    /// figure in the sense of a picture.
    pub fn is_optional(&self) -> bool {
        let nested = self
            .mentions
            .iter()
            .all(|mention| mention.nested_in.is_some());
        let picture = self
            .id
            .strip_prefix("fig-")
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()));
        picture || (nested && !self.mentions.is_empty())
    }
}

impl Figure {
    /// Whether to find it neither helps nor hurts: no number is said, it is computed, or it is
    /// a year and scored as a date.
    pub fn is_optional(&self) -> bool {
        self.value.is_none() || self.derived || self.unit == "year"
    }

    /// The number in decimal notation.
    pub fn value(&self) -> Option<String> {
        let value = self.value.as_ref()?.to_string();
        Some(match value.strip_suffix(".0") {
            Some(whole) => whole.to_owned(),
            None => value,
        })
    }

    /// The notation of its bound in the code list `bound`.
    pub fn bound(&self) -> &'static str {
        let qualifier = self.qualifier.split('(').next().unwrap_or_default();
        match qualifier.trim() {
            "more than" => "more-than",
            "less than" => "less-than",
            "at least" => "at-least",
            "at most" => "at-most",
            "about" => "about",
            // `only`, `rounded` and `planned` judge the number and do not bound it.
            _ => "exactly",
        }
    }
}

impl Date {
    /// Whether to find it neither helps nor hurts: it is vague, or no date but a duration or a
    /// recurrence, which are scored as figures.
    pub fn is_optional(&self) -> bool {
        self.kind.starts_with("vague") || self.iso.starts_with(['P', 'R'])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::render;

    fn refused(text: &str) -> String {
        render(&[Gold::parse("gold.json", text).unwrap_err()], false)
    }

    #[test]
    fn a_file_that_is_not_a_gold_file_is_shown_where_it_breaks() {
        let found = refused("{\"entities\": [\n  {\"id\": 5}\n]}");
        assert!(
            found.contains("error[gold-json]: not a gold file: invalid type: integer `5`, expected a string\n --> gold.json:2:10"),
            "{found}"
        );
    }

    #[test]
    fn an_id_that_nothing_has_is_named() {
        let found = refused(
            r#"{"entities": [{"id": "a", "type": "person", "mentions": [
                {"quote": "甲", "line": 1, "nested_in": "b"}]}]}"#,
        );
        let expected = "error[gold-reference]: no entity of the gold file has the id `b`";
        assert!(found.contains(expected), "{found}");
    }

    #[test]
    fn what_is_optional() {
        let entity = |id: &str, mentions: &str| {
            let json = format!(r#"{{"id": "{id}", "type": "work", "mentions": [{mentions}]}}"#);
            serde_json::from_str::<Entity>(&json).unwrap().is_optional()
        };
        let (free, nested) = (
            r#"{"quote": "甲", "line": 1}"#,
            r#"{"quote": "甲", "line": 2, "nested_in": "b"}"#,
        );
        assert!(!entity("a", free));
        assert!(entity("a", nested));
        assert!(!entity("a", &format!("{free}, {nested}")));
        assert!(!entity("a", ""));
        assert!(entity("fig-01", free));
        assert!(!entity("fig-leaf", free));
    }

    #[test]
    fn bounds() {
        for (qualifier, bound) in [
            ("exact", "exactly"),
            ("exact (rounded)", "exactly"),
            ("more than", "more-than"),
            ("only", "exactly"),
            ("about", "about"),
        ] {
            let figure = format!(
                r#"{{"subject": "a", "value": 25.0, "unit": "", "qualifier": "{qualifier}",
                    "quote": "", "line": 1}}"#
            );
            let figure: Figure = serde_json::from_str(&figure).unwrap();
            assert_eq!(figure.bound(), bound);
            assert_eq!(figure.value().as_deref(), Some("25"));
        }
    }
}
