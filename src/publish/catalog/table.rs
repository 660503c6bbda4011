//! The tables of `data/catalogue`: what catalogues expect, apart from any one dataset.

use oxigraph::model::NamedNode;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::graph::vocab::PREFIXES;

/// A list of others whose codes a catalogue uses.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Scheme {
    pub key: String,
    /// The IRI of the scheme; empty where the codes are in none.
    pub iri: String,
    /// What the IRIs of its codes begin with.
    pub namespace: String,
    /// Further classes of its codes, as prefixed names.
    pub classes: String,
    #[serde(rename = "zh-Hant")]
    pub zh: String,
    pub en: String,
}

/// A code of a list.
#[derive(Debug, Deserialize)]
pub(super) struct Concept {
    pub scheme: String,
    pub code: String,
    #[serde(rename = "zh-Hant")]
    pub zh: String,
    pub en: String,
    /// The BCP 47 subtag of a language, the wording of data.gov.tw for a frequency.
    pub note: String,
}

/// A format of files.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct FileFormat {
    pub extension: String,
    pub media_type: String,
    /// The code of the EU list of file types.
    pub file_type: String,
    /// The IRI of the specification.
    pub standard: String,
    pub non_proprietary: String,
    pub machine_readable: String,
    /// What data.gov.tw calls it.
    pub data_gov_tw: String,
    #[serde(rename = "zh-Hant")]
    pub zh: String,
    pub en: String,
}

/// A way to pack files.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Packing {
    pub extension: String,
    pub media_type: String,
    #[serde(rename = "zh-Hant")]
    pub zh: String,
    pub en: String,
}

/// A licence.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Licence {
    pub iri: String,
    #[serde(rename = "zh-Hant")]
    pub zh: String,
    pub en: String,
    /// The page with its terms.
    pub page: String,
    /// The code of the ADMS list of licence types.
    pub r#type: String,
    /// Another licence under which what stands under this one may be passed on.
    pub compatible: String,
    /// Its id in the register of CKAN.
    pub ckan: String,
    /// How its terms want the source to be named.
    #[serde(rename = "attribution-zh-Hant")]
    pub attribution_zh: String,
    pub attribution_en: String,
}

/// Where a country lies, in degrees.
#[derive(Debug, Deserialize)]
pub(super) struct Place {
    pub code: String,
    pub west: f64,
    pub south: f64,
    pub east: f64,
    pub north: f64,
    pub longitude: f64,
    pub latitude: f64,
}

/// An indicator of the metadata quality assessment.
#[derive(Debug, Deserialize)]
pub(super) struct Indicator {
    pub dimension: String,
    pub metric: String,
    pub points: u32,
    /// Whether it is about the dataset or about each of its distributions.
    pub of: Of,
    /// The properties that it looks at, as prefixed names with blanks between them.
    pub property: String,
    pub test: Test,
    #[serde(rename = "zh-Hant")]
    pub zh: String,
    pub en: String,
}

/// What an indicator is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Of {
    Dataset,
    Distribution,
}

/// What an indicator asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Test {
    /// There is a value.
    Present,
    /// The value is an address at which the release has a file.
    Published,
    /// Each value is of a list in the tables.
    Listed,
    NonProprietary,
    MachineReadable,
    /// The rules of DCAT-AP hold.
    Conforms,
}

/// From how many points on a quality has a name.
#[derive(Debug, Deserialize)]
pub(super) struct Rating {
    pub points: u32,
    #[serde(rename = "zh-Hant")]
    pub zh: String,
    pub en: String,
}

/// How often a property stands and what its value is.
#[derive(Debug, Deserialize)]
pub(super) struct Rule {
    pub class: String,
    pub property: String,
    pub least: usize,
    pub most: Option<usize>,
    /// A class, a datatype, or `text`, `date`, `iri`, `geo`.
    pub value: String,
}

/// A sentence of the catalogue.
#[derive(Debug, Deserialize)]
struct Phrase {
    key: String,
    #[serde(rename = "zh-Hant")]
    zh: String,
    en: String,
}

/// Every table.
#[derive(Debug)]
pub(super) struct Tables {
    pub schemes: Vec<Scheme>,
    pub concepts: Vec<Concept>,
    pub formats: Vec<FileFormat>,
    pub packings: Vec<Packing>,
    pub licences: Vec<Licence>,
    pub places: Vec<Place>,
    pub indicators: Vec<Indicator>,
    pub ratings: Vec<Rating>,
    pub rules: Vec<Rule>,
    phrases: Vec<Phrase>,
}

/// The text of a table.
macro_rules! embedded {
    ($name:literal) => {
        include_str!(concat!("../../../data/catalogue/", $name, ".csv"))
    };
}

impl Tables {
    pub fn builtin() -> Self {
        Self {
            schemes: rows(embedded!("schemes")),
            concepts: rows(embedded!("concepts")),
            formats: rows(embedded!("formats")),
            packings: rows(embedded!("packings")),
            licences: rows(embedded!("licences")),
            places: rows(embedded!("places")),
            indicators: rows(embedded!("mqa")),
            ratings: rows(embedded!("ratings")),
            rules: rows(embedded!("dcat-ap")),
            phrases: rows(embedded!("phrases")),
        }
    }

    pub fn scheme(&self, key: &str) -> Option<&Scheme> {
        self.schemes.iter().find(|scheme| scheme.key == key)
    }

    pub fn concept(&self, scheme: &str, code: &str) -> Option<&Concept> {
        let mut concepts = self.concepts.iter();
        concepts.find(|concept| concept.scheme == scheme && concept.code == code)
    }

    /// The codes of a list.
    pub fn codes<'t>(&'t self, scheme: &'t str) -> impl Iterator<Item = &'t str> {
        let concepts = self.concepts.iter().filter(move |it| it.scheme == scheme);
        concepts.map(|concept| concept.code.as_str())
    }

    /// The EU code of a language, from a BCP 47 tag: there is none for scripts.
    pub fn language(&self, tag: &str) -> Option<&Concept> {
        let subtag = tag.split('-').next().unwrap_or(tag);
        let mut concepts = self.concepts.iter();
        concepts.find(|it| it.scheme == "language" && it.note.eq_ignore_ascii_case(subtag))
    }

    pub fn licence(&self, iri: &str) -> Option<&Licence> {
        self.licences.iter().find(|licence| licence.iri == iri)
    }

    pub fn place(&self, code: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.code == code)
    }

    /// The format and the packing that a file name tells.
    pub fn file(&self, name: &str) -> Option<(&FileFormat, Option<&Packing>)> {
        let (stem, last) = name.rsplit_once('.')?;
        let packing = self
            .packings
            .iter()
            .find(|packing| packing.extension == last);
        let extension = match packing {
            Some(_) => stem.rsplit_once('.')?.1,
            None => last,
        };
        let mut formats = self.formats.iter();
        let format = formats.find(|format| format.extension == extension)?;
        Some((format, packing))
    }

    /// A sentence in Chinese if the tag is Chinese, otherwise in English, with `words` filled in.
    pub fn phrase(&self, key: &str, tag: &str, words: &[(&str, &str)]) -> String {
        let phrase = self.phrases.iter().find(|phrase| phrase.key == key);
        let text = phrase.map_or(key, |phrase| in_language(tag, &phrase.zh, &phrase.en));
        fill(text, words)
    }
}

/// Puts words into a text in the places in braces that are called like them.
pub(super) fn fill(text: &str, words: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let word = after.split_once('}').and_then(|(name, after)| {
            let (_, word) = words.iter().find(|(known, _)| *known == name)?;
            Some((word, after))
        });
        rest = if let Some((word, after)) = word {
            filled.push_str(word);
            after
        } else {
            filled.push('{');
            after
        };
    }
    filled.push_str(rest);
    filled
}

/// Chinese for a Chinese tag, otherwise English.
pub(super) fn in_language<'t>(tag: &str, zh: &'t str, en: &'t str) -> &'t str {
    if is_chinese(tag) { zh } else { en }
}

/// Whether our own texts exist in this language.
pub(super) fn is_written(tag: &str) -> bool {
    is_chinese(tag) || tag.eq_ignore_ascii_case("en")
}

fn is_chinese(tag: &str) -> bool {
    tag.eq_ignore_ascii_case("zh-Hant")
}

/// The IRI of a prefixed name, such as `dcterms:title`.
pub(super) fn expand(name: &str) -> Option<NamedNode> {
    let (prefix, local) = name.split_once(':')?;
    let (_, namespace) = PREFIXES.iter().find(|(known, _)| *known == prefix)?;
    Some(NamedNode::new_unchecked(format!("{namespace}{local}")))
}

/// The rows of a table inside the program; a test proves that all can be read.
fn rows<T: DeserializeOwned>(text: &str) -> Vec<T> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().filter_map(Result::ok).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        let tables = Tables::builtin();
        for (text, read) in [
            (embedded!("schemes"), tables.schemes.len()),
            (embedded!("concepts"), tables.concepts.len()),
            (embedded!("formats"), tables.formats.len()),
            (embedded!("packings"), tables.packings.len()),
            (embedded!("licences"), tables.licences.len()),
            (embedded!("places"), tables.places.len()),
            (embedded!("mqa"), tables.indicators.len()),
            (embedded!("ratings"), tables.ratings.len()),
            (embedded!("dcat-ap"), tables.rules.len()),
            (embedded!("phrases"), tables.phrases.len()),
        ] {
            assert_eq!(text.lines().count() - 1, read, "{}", &text[..20]);
        }
    }

    #[test]
    fn what_a_table_names_is_in_another_one() {
        let tables = Tables::builtin();
        for concept in &tables.concepts {
            assert!(tables.scheme(&concept.scheme).is_some(), "{concept:?}");
        }
        for format in &tables.formats {
            assert!(tables.scheme("file-type").is_some(), "{format:?}");
        }
        for licence in &tables.licences {
            assert!(
                tables.concept("licence-type", &licence.r#type).is_some(),
                "{licence:?}"
            );
            assert!(NamedNode::new(&licence.iri).is_ok() && NamedNode::new(&licence.page).is_ok());
        }
        let names = tables
            .indicators
            .iter()
            .flat_map(|it| it.property.split_whitespace());
        let classes = tables
            .schemes
            .iter()
            .flat_map(|it| it.classes.split_whitespace());
        let rules = tables
            .rules
            .iter()
            .flat_map(|it| [&*it.class, &*it.property]);
        for name in names.chain(classes).chain(rules) {
            assert!(expand(name).is_some(), "{name}");
        }
    }

    #[test]
    fn the_indicators_sum_up_to_the_405_points_of_the_methodology() {
        let tables = Tables::builtin();
        let of = |dimension: &str| -> u32 {
            let mut sum = 0;
            for it in tables
                .indicators
                .iter()
                .filter(|it| it.dimension == dimension)
            {
                sum += it.points;
            }
            sum
        };
        let sums = [
            "findability",
            "accessibility",
            "interoperability",
            "reusability",
            "contextuality",
        ];
        assert_eq!(sums.map(of), [100, 100, 110, 75, 20]);
    }

    #[test]
    fn files_are_told_by_their_endings() {
        let tables = Tables::builtin();
        let (format, packing) = tables.file("dump/ogp.ttl.gz").unwrap();
        assert_eq!(format.media_type, "text/turtle");
        assert_eq!(packing.unwrap().media_type, "application/gzip");
        assert!(tables.file("dump/ogp.exe").is_none());
    }

    #[test]
    fn words_are_filled_in() {
        assert_eq!(
            fill("{a} und {b}{c}", &[("a", "x{b}"), ("b", "y")]),
            "x{b} und y{c}"
        );
    }
}
