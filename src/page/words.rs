//! What pages say in words: texts of the interface, names of borrowed terms.
//!
//! The words are tables in `data/page`; own terms have their labels in the ontology.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::world::is_han;
use crate::graph::vocab::PREFIXES;

/// A language in which pages are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Traditional Chinese, `zh-Hant`.
    Chinese,
    /// English, `en`.
    English,
}

impl Language {
    /// Both, in the order of publication.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-Hant",
            Self::English => "en",
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Chinese => Self::English,
            Self::English => Self::Chinese,
        }
    }

    /// Whether a text with this tag (in any case) can be read in this language.
    pub fn reads(self, tag: &str) -> bool {
        let primary = tag.split('-').next().unwrap_or(tag);
        let own = self.tag().split('-').next().unwrap_or_default();
        primary.eq_ignore_ascii_case(own)
    }

    fn pick<T>(self, [chinese, english]: [T; 2]) -> T {
        match self {
            Self::Chinese => chinese,
            Self::English => english,
        }
    }
}

/// What the tables say of a class.
#[derive(Debug)]
pub struct Class {
    names: [&'static str; 2],
    /// What kind of thing it is, for colour and lists: `person`, `body`, `event` …
    pub family: &'static str,
    /// Whether its nodes say something of others, and are shown with them.
    pub is_inline: bool,
    /// The nearest type of schema.org; empty if there is none.
    pub schema: &'static str,
}

/// What the tables say of a property.
#[derive(Debug)]
struct Property {
    names: [&'static str; 2],
    inverse: [&'static str; 2],
    rank: usize,
}

/// A heading of a dossier, and the link that leads to what stands below it.
#[derive(Debug)]
pub struct Heading {
    /// Whether the thing is the value of the link, and what is told its subject.
    pub is_value: bool,
    /// Whether it is said that the link does not hold; the thing is either end.
    pub is_denied: bool,
    /// The IRI of the link.
    pub property: String,
    names: [&'static str; 2],
}

impl Heading {
    /// What it says.
    pub fn name(&self, language: Language) -> &'static str {
        language.pick(self.names)
    }
}

/// A property that a dossier tells of a fact.
#[derive(Debug)]
pub struct Told {
    /// Its IRI.
    pub property: String,
    around: [[&'static str; 2]; 2],
}

impl Told {
    /// A value with the words around it.
    pub fn of(&self, value: &str, language: Language) -> String {
        let [before, after] = language.pick(self.around);
        set(&[before, value, after])
    }
}

/// Pieces of a line, one after the other: a space stands between Han characters and Latin letters
/// or numbers, as in `自 2013 年起`.
pub fn set(pieces: &[&str]) -> String {
    let mut line = String::new();
    for piece in pieces {
        if let (Some(last), Some(next)) = (line.chars().next_back(), piece.chars().next()) {
            let [last_is_han, next_is_han] = [last, next].map(is_han);
            let [last_is_word, next_is_word] = [last, next].map(|c| c.is_ascii_alphanumeric());
            if last_is_han && next_is_word || last_is_word && next_is_han {
                line.push(' ');
            }
        }
        line.push_str(piece);
    }
    line
}

/// The tables of `data/page`.
#[derive(Debug)]
pub struct Words {
    headings: Vec<Heading>,
    told: Vec<Told>,
    quiet: Vec<(String, String)>,
    cues: FxHashMap<&'static str, (&'static str, &'static str)>,
    interface: FxHashMap<&'static str, [&'static str; 2]>,
    problems: FxHashMap<&'static str, [&'static str; 2]>,
    classes: FxHashMap<String, Class>,
    properties: FxHashMap<String, Property>,
}

static WORDS: LazyLock<Words> = LazyLock::new(Words::read);

/// The words, read once.
pub fn words() -> &'static Words {
    &WORDS
}

/// The rows of an embedded table after its head; every row has as many cells as the head.
fn rows(text: &'static str) -> Vec<Vec<&'static str>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let records = reader.records().flatten();
    records
        .map(|record| {
            let leak = |cell: &str| -> &'static str { Box::leak(cell.to_owned().into_boxed_str()) };
            record.iter().map(leak).collect()
        })
        .collect()
}

fn expand(name: &str) -> String {
    let expanded = name.split_once(':').and_then(|(prefix, local)| {
        let (_, namespace) = PREFIXES.iter().find(|(known, _)| *known == prefix)?;
        Some(format!("{namespace}{local}"))
    });
    expanded.unwrap_or_else(|| name.to_owned())
}

impl Words {
    fn read() -> Self {
        let interface = rows(include_str!("../../data/page/interface.csv"));
        let problems = rows(include_str!("../../data/page/problem.csv"));
        let classes = rows(include_str!("../../data/page/class.csv"));
        let properties = rows(include_str!("../../data/page/property.csv"));
        let headings = rows(include_str!("../../data/page/dossier.csv"));
        let told = rows(include_str!("../../data/page/told.csv"));
        let quiet = rows(include_str!("../../data/page/quiet.csv"));
        let cues = rows(include_str!("../../data/page/cue.csv"));
        Self {
            headings: headings
                .iter()
                .map(|row| Heading {
                    is_value: row[0] == "value",
                    is_denied: row[0] == "denied",
                    property: expand(row[1]),
                    names: [row[2], row[3]],
                })
                .collect(),
            quiet: quiet
                .iter()
                .map(|row| (expand(row[0]), expand(row[1])))
                .collect(),
            cues: cues.iter().map(|row| (row[0], (row[2], row[1]))).collect(),
            told: told
                .iter()
                .map(|row| Told {
                    property: expand(row[0]),
                    around: [[row[1], row[2]], [row[3], row[4]]],
                })
                .collect(),
            interface: interface
                .iter()
                .map(|row| (row[0], [row[1], row[2]]))
                .collect(),
            problems: problems
                .iter()
                .map(|row| (row[0], [row[1], row[2]]))
                .collect(),
            classes: classes
                .iter()
                .map(|row| {
                    let class = Class {
                        names: [row[1], row[2]],
                        family: row[3],
                        is_inline: row[4] == "yes",
                        schema: row[5],
                    };
                    (expand(row[0]), class)
                })
                .collect(),
            properties: properties
                .iter()
                .enumerate()
                .map(|(rank, row)| {
                    let property = Property {
                        names: [row[1], row[2]],
                        inverse: [row[3], row[4]],
                        rank,
                    };
                    (expand(row[0]), property)
                })
                .collect(),
        }
    }

    /// A text of the interface; the key itself if there is none, which a test rules out.
    pub fn text<'k>(&self, key: &'k str, language: Language) -> &'k str {
        self.interface
            .get(key)
            .map_or(key, |texts| language.pick(*texts))
    }

    /// Whether a value says nothing to a reader, by the IRIs of the property and the value.
    pub fn is_quiet(&self, property: &str, value: &str) -> bool {
        self.quiet
            .iter()
            .any(|(quiet, of)| quiet == property && (of.is_empty() || of == value))
    }

    /// What the word of a report means that says how firmly something is said, or that it is said;
    /// the tables have those in Chinese, and what they mean in English.
    pub fn cue(&self, word: &str) -> Option<&'static str> {
        self.cues.get(word).map(|(sense, _)| *sense)
    }

    /// Whether a word of a report is a verb of saying, which the tables have.
    pub fn is_saying(&self, word: &str) -> bool {
        self.is_used_as("saying", word)
    }

    /// Whether a word of a report is used so: as a verb of saying, as the head of a list.
    pub fn is_used_as(&self, of: &str, word: &str) -> bool {
        self.cues.get(word).is_some_and(|(_, used)| *used == of)
    }

    /// Whether a text in a language begins with a verb of saying.
    pub fn begins_with_saying(&self, language: Language, text: &str) -> bool {
        let mut cues = self.cues.iter();
        cues.any(|(word, (sense, used))| {
            *used == "saying" && text.starts_with(language.pick([*word, *sense]))
        })
    }

    /// Whether a text has a verb of saying.
    pub fn has_saying(&self, text: &str) -> bool {
        let mut cues = self.cues.iter();
        cues.any(|(word, (_, used))| *used == "saying" && text.contains(word))
    }

    /// The headings of a dossier, in order.
    pub fn headings(&self) -> &[Heading] {
        &self.headings
    }

    /// What a dossier tells of a fact besides its name, in order.
    pub fn told(&self) -> &[Told] {
        &self.told
    }

    /// What a problem of that code is in Chinese, and what helps; English is what the program says.
    pub fn problem(&self, code: &str) -> Option<[&'static str; 2]> {
        self.problems.get(code).copied()
    }

    /// What is known of a class, by its IRI.
    pub fn class(&self, iri: &str) -> Option<&Class> {
        self.classes.get(iri)
    }

    /// The name of a class, if the tables and not the ontology give it.
    pub fn class_name(&self, iri: &str, language: Language) -> Option<&'static str> {
        let class = self.classes.get(iri)?;
        Some(language.pick(class.names)).filter(|name| !name.is_empty())
    }

    /// The name of a property, if the tables and not the ontology give it.
    pub fn property_name(&self, iri: &str, language: Language) -> Option<&'static str> {
        let property = self.properties.get(iri)?;
        Some(language.pick(property.names)).filter(|name| !name.is_empty())
    }

    /// The name of a property read from its value to its subject.
    pub fn inverse_name(&self, iri: &str, language: Language) -> Option<&'static str> {
        let property = self.properties.get(iri)?;
        Some(language.pick(property.inverse)).filter(|name| !name.is_empty())
    }

    /// The place of a property among others: as in the table, those not listed last.
    pub fn rank(&self, iri: &str) -> usize {
        self.properties
            .get(iri)
            .map_or(usize::MAX, |property| property.rank)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const TABLES: [&str; 5] = [
        include_str!("../../data/page/cue.csv"),
        include_str!("../../data/page/interface.csv"),
        include_str!("../../data/page/problem.csv"),
        include_str!("../../data/page/class.csv"),
        include_str!("../../data/page/property.csv"),
    ];

    #[test]
    fn the_tables_are_whole_and_each_row_stands_once() {
        for table in TABLES {
            let width = table.lines().next().unwrap().split(',').count();
            let mut keys = BTreeSet::new();
            for record in csv::Reader::from_reader(table.as_bytes()).records() {
                let record = record.unwrap();
                assert_eq!(record.len(), width, "{record:?}");
                assert!(keys.insert(record[0].to_owned()), "{} twice", &record[0]);
            }
        }
    }

    #[test]
    fn every_text_of_a_template_is_in_the_table_in_both_languages() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let mut used = 0;
        for entry in walkdir::WalkDir::new(folder) {
            let entry = entry.unwrap();
            if entry.path().extension().is_none_or(|e| e != "html") {
                continue;
            }
            let text = std::fs::read_to_string(entry.path()).unwrap();
            for rest in text.split(".t(\"").skip(1) {
                let key = rest.split('"').next().unwrap();
                let texts = words().interface.get(key).expect(key);
                // What follows a number may be nothing in one of the languages.
                let is_whole = texts.iter().all(|text| !text.is_empty());
                assert!(is_whole || key.ends_with("-after"), "{key}");
                used += 1;
            }
        }
        assert!(used > 40, "the templates use words");
    }

    #[test]
    fn han_and_latin_stand_apart() {
        assert_eq!(set(&["自", "2013 年", "起"]), "自 2013 年起");
        assert_eq!(set(&["應", "主辦單位", "邀請"]), "應主辦單位邀請");
        assert_eq!(set(&["met ", "唐鳳", ""]), "met 唐鳳");
    }

    #[test]
    fn every_heading_and_every_property_of_a_dossier_is_known() {
        for property in words().headings().iter().map(|of| &of.property) {
            assert!(property.starts_with("http"), "{property}");
        }
        for property in words().told().iter().map(|of| &of.property) {
            assert!(property.starts_with("http"), "{property}");
        }
    }

    #[test]
    fn a_borrowed_property_has_a_name_in_both_directions() {
        let about = "https://schema.org/superEvent";
        assert_eq!(
            words().property_name(about, Language::English),
            Some("part of")
        );
        assert_eq!(
            words().inverse_name(about, Language::Chinese),
            Some("議程與子活動")
        );
    }
}
