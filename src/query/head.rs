//! The head comment of a saved query, as grlc writes it.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use serde::Deserialize;
use serde::de::IgnoredAny;

/// What the lines `#+ …` at the head of a saved query say, in YAML.
///
/// The keys are those of [grlc](https://github.com/CLARIAH/grlc). `summary` and `description`
/// are a text or a text for each language (`zh-Hant:`, `en:`); `defaults` and `enumerate` are
/// a map by parameter, or a list of such maps as in grlc.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Head {
    /// What the query answers, in one line.
    pub summary: Text,
    /// What a reader should know besides.
    pub description: Text,
    /// Topics.
    pub tags: Vec<String>,
    /// Values of parameters that are not given.
    pub defaults: Entries<Scalar>,
    /// The values that a parameter may have.
    pub enumerate: Entries<Vec<Scalar>>,
    /// How many rows a page of the answer has, where it is given page by page.
    pub pagination: Option<NonZeroUsize>,
    // Known to grlc and without meaning here: the store is the endpoint, the caller chooses
    // the format.
    endpoint: IgnoredAny,
    endpoint_in_url: IgnoredAny,
    method: IgnoredAny,
    mime: IgnoredAny,
    transform: IgnoredAny,
    contact: IgnoredAny,
    licence: IgnoredAny,
}

/// A text in one or several languages.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Text {
    /// Without a language.
    Plain(String),
    /// By language tag, such as `zh-Hant` and `en`.
    Tagged(BTreeMap<String, String>),
}

impl Default for Text {
    fn default() -> Self {
        Self::Tagged(BTreeMap::new())
    }
}

impl Text {
    /// The text in the language, else in English, else in any; empty if there is none.
    pub fn in_language(&self, tag: &str) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Tagged(texts) => texts
                .get(tag)
                .or_else(|| texts.get("en"))
                .or_else(|| texts.values().next())
                .map_or("", |text| text.trim_end()),
        }
    }
}

/// A value as it stands in YAML, quoted or not.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Scalar {
    /// Text.
    Text(String),
    /// `true` or `false`.
    Truth(bool),
    /// A whole number.
    Whole(i64),
    /// A number with a fraction.
    Fraction(f64),
}

impl Scalar {
    /// The value as text.
    pub fn to_text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Truth(truth) => truth.to_string(),
            Self::Whole(number) => number.to_string(),
            Self::Fraction(number) => number.to_string(),
        }
    }
}

/// Values by parameter: a map, or a list of maps.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Entries<T> {
    /// `name: value`.
    Map(BTreeMap<String, T>),
    /// `- name: value`.
    List(Vec<BTreeMap<String, T>>),
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self::List(Vec::new())
    }
}

impl<T> Entries<T> {
    /// All entries in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        let maps = match self {
            Self::Map(map) => std::slice::from_ref(map),
            Self::List(maps) => maps.as_slice(),
        };
        maps.iter()
            .flatten()
            .map(|(name, value)| (name.as_str(), value))
    }
}

impl Head {
    /// Reads the head comment of a query; a query without one has an empty head.
    ///
    /// # Errors
    ///
    /// What is wrong with the YAML, with its line in the file.
    pub fn read(query: &str) -> Result<Self, String> {
        // A line of the query becomes a line of YAML, so that lines in messages are right.
        let yaml: String = query
            .lines()
            .flat_map(|line| [line.strip_prefix("#+").unwrap_or(""), "\n"])
            .collect();
        if yaml.trim().is_empty() {
            return Ok(Self::default());
        }
        serde_saphyr::from_str(&yaml).map_err(|error| {
            let message = error.to_string();
            message.lines().next().unwrap_or_default().to_owned()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_in_two_languages() {
        let head = Head::read(
            "#+ summary:\n\
             #+   zh-Hant: 創始會員\n\
             #+   en: Founding members\n\
             #+ description: Who founded it.\n\
             #+ tags: [country, 國家]\n\
             #+ defaults:\n\
             #+   - organisation: organisation/ogp\n\
             #+   - year: 2011\n\
             #+ enumerate:\n\
             #+   - year: [2011, 2016]\n\
             \n\
             SELECT * WHERE { ?s ?p ?o }\n",
        )
        .unwrap();
        assert_eq!(head.summary.in_language("zh-Hant"), "創始會員");
        assert_eq!(head.summary.in_language("fr"), "Founding members");
        assert_eq!(head.description.in_language("en"), "Who founded it.");
        assert_eq!(head.tags, ["country", "國家"]);
        let defaults: Vec<_> = head
            .defaults
            .iter()
            .map(|(n, v)| (n, v.to_text()))
            .collect();
        assert_eq!(
            defaults,
            [
                ("organisation", "organisation/ogp".to_owned()),
                ("year", "2011".to_owned())
            ]
        );
        assert_eq!(head.enumerate.iter().next().unwrap().1.len(), 2);
    }

    #[test]
    fn defaults_may_be_a_plain_map() {
        let head = Head::read("#+ defaults:\n#+   side: host\n").unwrap();
        assert_eq!(head.defaults.iter().next().unwrap().0, "side");
    }

    #[test]
    fn a_query_without_a_head_has_an_empty_one() {
        let head = Head::read("# a comment\nASK { ?s ?p ?o }").unwrap();
        assert_eq!(head.summary.in_language("en"), "");
    }

    #[test]
    fn keys_of_grlc_without_meaning_here_are_accepted() {
        Head::read("#+ endpoint: http://dbpedia.org/sparql\n#+ pagination: 100\n").unwrap();
    }

    #[test]
    fn a_misspelt_key_is_an_error_with_its_line() {
        let error = Head::read("# first line\n#+ sumary: typo\n").unwrap_err();
        assert!(error.contains("sumary"), "{error}");
        assert!(error.contains("line 2"), "{error}");
    }
}
