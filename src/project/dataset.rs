//! How the dataset is described to catalogues: the tables `[dataset]` and `[publisher]`.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::settings::{LabelTable, Settings};
use super::{DEFAULT_LICENCE, Date, Labels};
use crate::diagnostic::Diagnostic;

/// What a catalogue says of the dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dataset {
    /// The name of the dump files, without ending: a [`slug`](super::slug()).
    pub name: String,
    /// The title.
    pub title: Labels,
    /// What the dataset holds.
    pub description: Labels,
    /// The IRI of the licence.
    pub licence: String,
    /// The name of this version, such as `1.0.0` or `2026-11`: one part of a path.
    pub version: Option<String>,
    /// What another system calls the dataset, such as data.gov.tw `A41000000G-000001`.
    pub identifier: Option<String>,
    /// When the dataset was first published.
    pub issued: Option<Date>,
    /// When it was last changed.
    pub modified: Option<Date>,
    /// Words by which it should be found.
    pub keywords: Keywords,
    /// Codes of the EU list of data themes, such as `GOVE`.
    pub themes: Vec<String>,
    /// The code of the EU list of frequencies for how often it changes, such as `IRREG`.
    pub frequency: Option<String>,
    /// The countries that it covers: ISO 3166-1 alpha-3.
    pub spatial: Vec<String>,
    /// The first and the last day, month or year that it covers.
    pub temporal: Option<(Date, Date)>,
    /// The address of a SPARQL endpoint that serves it.
    pub endpoint: Option<String>,
    /// The code of its service class (服務分類) at data.gov.tw, such as `I00`.
    pub category: Option<String>,
}

/// Words by language: pairs of BCP 47 tag and words, in the order of the project's languages.
pub type Keywords = Vec<(String, Vec<String>)>;

/// Who publishes the dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publisher {
    /// The key of the organisation in the authority data, such as `twn-ndc`.
    pub key: Option<String>,
    /// The name, where there is no key or the dataset uses another one.
    pub name: Labels,
    /// The home page.
    pub url: Option<String>,
    /// Where readers write to.
    pub email: Option<String>,
    /// The code of the ADMS list of publisher types, such as `NationalAuthority`.
    pub kind: Option<String>,
    /// The name of the person or office that answers.
    pub contact: Option<String>,
    /// Where readers call.
    pub phone: Option<String>,
    /// The object identifier of a Taiwanese agency, such as `2.16.886.101.20003.20082`.
    pub oid: Option<String>,
    /// The code of a Taiwanese agency (機關代碼), such as `A41000000G`.
    pub code: Option<String>,
}

impl Default for Dataset {
    fn default() -> Self {
        Self {
            name: "dataset".to_owned(),
            title: Labels::default(),
            description: Labels::default(),
            licence: DEFAULT_LICENCE.to_owned(),
            version: None,
            identifier: None,
            issued: None,
            modified: None,
            keywords: Keywords::default(),
            themes: Vec::new(),
            frequency: None,
            spatial: Vec::new(),
            temporal: None,
            endpoint: None,
            category: None,
        }
    }
}

/// What stands under `[dataset]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DatasetTable {
    name: Option<Spanned<String>>,
    title: Option<LabelTable>,
    description: Option<LabelTable>,
    licence: Option<Spanned<String>>,
    version: Option<Spanned<String>>,
    identifier: Option<String>,
    issued: Option<Spanned<toml::Value>>,
    modified: Option<Spanned<toml::Value>>,
    #[serde(default)]
    keywords: BTreeMap<String, Spanned<Vec<String>>>,
    #[serde(default)]
    themes: Vec<String>,
    frequency: Option<String>,
    #[serde(default)]
    spatial: Vec<Spanned<String>>,
    temporal: Option<(Spanned<toml::Value>, Spanned<toml::Value>)>,
    endpoint: Option<Spanned<String>>,
    category: Option<String>,
}

impl DatasetTable {
    /// Turns what was written into what is meant.
    pub fn check(
        self,
        languages: &[String],
        settings: &Settings,
        found: &mut Vec<Diagnostic>,
    ) -> Dataset {
        let mut dataset = Dataset {
            title: settings.labels(self.title.unwrap_or_default(), languages, found),
            description: settings.labels(self.description.unwrap_or_default(), languages, found),
            identifier: self.identifier,
            themes: self.themes,
            frequency: self.frequency,
            category: self.category,
            ..Dataset::default()
        };
        if let Some(name) = self.name {
            found.extend(settings.check_slug("the name of the dataset", &name));
            dataset.name = name.into_inner();
        }
        if let Some(licence) = self.licence {
            found.extend(settings.check_iri("the licence", &licence));
            dataset.licence = licence.into_inner();
        }
        if let Some(version) = self.version {
            found.extend(check_version(&version, settings));
            dataset.version = Some(version.into_inner());
        }
        if let Some(endpoint) = self.endpoint {
            found.extend(settings.check_iri("the SPARQL endpoint", &endpoint));
            dataset.endpoint = Some(endpoint.into_inner());
        }
        let mut date = |value: &Spanned<toml::Value>| settings.date("settings-date", value, found);
        dataset.issued = self.issued.as_ref().and_then(&mut date);
        dataset.modified = self.modified.as_ref().and_then(&mut date);
        if let Some((from, until)) = self.temporal {
            dataset.temporal = date(&from).zip(date(&until));
            if dataset.temporal.is_some_and(ends_before_it_begins) {
                let place = settings.place(from.span().start..until.span().end);
                let message = "`temporal` ends before it begins";
                found.push(Diagnostic::error("settings-date", message).at(place));
            }
        }
        for place in self.spatial {
            found.extend(settings.check_country("settings-country", &place));
            dataset.spatial.push(place.into_inner());
        }
        for (tag, words) in self.keywords {
            found.extend(settings.check_language(&tag, words.span()));
            dataset.keywords.push((tag, words.into_inner()));
        }
        let rank = |tag: &str| languages.iter().position(|l| l == tag);
        let last = languages.len();
        dataset
            .keywords
            .sort_by_key(|(tag, _)| rank(tag).unwrap_or(last));
        dataset
    }
}

/// Whether a period is turned round; dates without a month or a day are compared as far as both
/// go.
fn ends_before_it_begins((from, until): (Date, Date)) -> bool {
    let (from, until) = (from.to_string(), until.to_string());
    let shared = from.len().min(until.len());
    from[..shared] > until[..shared]
}

/// What stands under `[publisher]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PublisherTable {
    key: Option<String>,
    name: Option<LabelTable>,
    url: Option<Spanned<String>>,
    email: Option<Spanned<String>>,
    r#type: Option<String>,
    contact: Option<String>,
    phone: Option<String>,
    oid: Option<String>,
    code: Option<String>,
}

impl PublisherTable {
    /// Turns what was written into what is meant.
    pub fn check(
        self,
        languages: &[String],
        settings: &Settings,
        found: &mut Vec<Diagnostic>,
    ) -> Publisher {
        if let Some(url) = &self.url {
            found.extend(settings.check_iri("the home page of the publisher", url));
        }
        if let Some(email) = &self.email {
            found.extend(check_email(email, settings));
        }
        Publisher {
            name: settings.labels(self.name.unwrap_or_default(), languages, found),
            key: self.key,
            url: self.url.map(Spanned::into_inner),
            email: self.email.map(Spanned::into_inner),
            kind: self.r#type,
            contact: self.contact,
            phone: self.phone,
            oid: self.oid,
            code: self.code,
        }
    }
}

/// What is wrong with the name of a version, which becomes a folder, if anything.
fn check_version(version: &Spanned<String>, settings: &Settings) -> Option<Diagnostic> {
    let text = version.get_ref();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let usable = text.chars().all(is_plain) && text.starts_with(|c: char| c.is_alphanumeric());
    (!usable).then(|| {
        let message = format!("the version `{text}` cannot be the name of a folder");
        Diagnostic::error("settings-version", message)
            .at(settings.place(version.span()))
            .help("use letters, digits, dots and hyphens, as in `1.0.0` or `2026-11`")
    })
}

/// What is wrong with an address for mail, as far as its shape goes.
fn check_email(email: &Spanned<String>, settings: &Settings) -> Option<Diagnostic> {
    let text = email.get_ref();
    let parts = text.split_once('@');
    let usable = parts.is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
        && !text.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'));
    (!usable).then(|| {
        Diagnostic::error(
            "settings-email",
            format!("`{text}` is not an e-mail address"),
        )
        .at(settings.place(email.span()))
        .help("write it as in `opendata@example.gov.tw`")
    })
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::render;
    use crate::project::{FILE, Project};

    fn load(text: &str) -> (Option<Project>, String) {
        let text = format!("base = \"https://a.example/\"\n{text}");
        let (project, found) = Project::parse(FILE, text.as_bytes());
        (project, render(&found, false))
    }

    #[test]
    fn what_a_catalogue_asks_for_is_read() {
        let (project, found) = load(
            r#"
            [dataset]
            version = "1.2.0"
            issued = 2026-11-23
            modified = "2026-11"
            keywords = { en = ["open government"], zh-Hant = ["開放政府", "外交"] }
            themes = ["GOVE", "INTR"]
            spatial = ["TWN"]
            temporal = ["2016-12-07", 2016-12-09]
            [publisher]
            email = "opendata@example.gov.tw"
            type = "NationalAuthority"
            "#,
        );
        assert_eq!(found, "");
        let project = project.unwrap();
        let dataset = project.dataset;
        assert_eq!(dataset.version.as_deref(), Some("1.2.0"));
        assert_eq!(dataset.issued.unwrap().to_string(), "2026-11-23");
        assert_eq!(dataset.modified.unwrap().to_string(), "2026-11");
        assert_eq!(dataset.keywords[0].1, ["開放政府", "外交"]);
        let (from, until) = dataset.temporal.unwrap();
        assert_eq!((from.day, until.day), (Some(7), Some(9)));
        let publisher = project.publisher.unwrap();
        assert_eq!(publisher.kind.as_deref(), Some("NationalAuthority"));
    }

    #[test]
    fn a_version_that_is_no_folder_is_told() {
        for version in ["../1", "", ".hidden", "第一版", "1/2", "a b"] {
            let (project, found) = load(&format!("[dataset]\nversion = \"{version}\"\n"));
            assert!(project.is_none(), "{version}");
            assert!(found.contains("error[settings-version]"), "{found}");
        }
    }

    #[test]
    fn a_period_that_ends_before_it_begins_is_told() {
        let (_, found) = load("[dataset]\ntemporal = [\"2017\", \"2016\"]\n");
        assert!(
            found.contains("`temporal` ends before it begins"),
            "{found}"
        );
    }

    #[test]
    fn a_wrong_date_country_or_address_is_told() {
        let (_, found) = load(
            "[dataset]\nissued = \"105/12/9\"\nspatial = [\"tw\"]\n[publisher]\nemail = \"me\"\n",
        );
        for code in ["settings-date", "settings-country", "settings-email"] {
            assert!(found.contains(code), "{code}: {found}");
        }
    }
}
