//! The settings of a project (`govrep.toml`) and of its reports (`report.toml`).
//!
//! A project is a folder:
//!
//! ```text
//! govrep.toml                 base IRI, dataset, publisher
//! data/report/<key>/          one folder per report
//!     report.toml             title, issuer, date, who 我國 is (may be left out)
//!     source.txt              the report as received, under any name
//!     curation.toml           what an editor adds or corrects (may be left out)
//! queries/                    saved queries of the project
//! ```
//!
//! Files are named in messages relative to the folder of the project, with `/` between the
//! parts, so that messages are the same wherever the project lies.

mod dataset;
mod report;
mod settings;
mod slug;

use std::path::{Path, PathBuf};
use std::{fs, io};

use oxigraph::model::NamedNode;
use serde::Deserialize;
use thiserror::Error;
use toml::Spanned;

use crate::diagnostic::{Diagnostic, Place, Severity};

pub use dataset::{Dataset, Keywords, Publisher};
pub use report::{Date, Report};
pub(crate) use settings::{SYNTAX, unquoted_date};
pub use slug::slug;

use dataset::{DatasetTable, PublisherTable};
use settings::Settings;

/// The name of the settings file, which makes a folder a project.
pub const FILE: &str = "govrep.toml";

/// The folder of the reports, below the folder of the project.
pub const REPORTS: &str = "data/report";

/// The base IRI where nothing else is set; a place that nobody can publish at (RFC 2606).
pub const DEFAULT_BASE: &str = "https://data.example.org/";

/// The licence where nothing else is set: 政府資料開放授權條款－第1版.
pub const DEFAULT_LICENCE: &str = "https://spdx.org/licenses/OGDL-Taiwan-1.0";

/// The languages of titles and descriptions where nothing else is set.
pub const DEFAULT_LANGUAGES: [&str; 2] = ["zh-Hant", "en"];

/// A project: where its things are named, and how its dataset is described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// The folder that holds `govrep.toml`; empty for the current folder.
    pub root: PathBuf,
    /// What the IRI of each published thing begins with; ends in `/` or `#`.
    pub base: String,
    /// The languages of titles and descriptions (BCP 47 tags), in the order of publication.
    pub languages: Vec<String>,
    /// The dataset that `build` publishes.
    pub dataset: Dataset,
    /// Who publishes it.
    pub publisher: Option<Publisher>,
    /// What reads the text of PDF files, where a report says nothing else.
    pub pdf_reader: PdfReader,
    /// Whether the statistical tagger proposes names that the rules do not find, where a report
    /// says nothing else.
    pub tagger: bool,
    /// The folder of gold files, each called as its report: what a person found in it, against
    /// which the release says how well it was read.
    pub gold: Option<String>,
}

/// What reads the text of PDF files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PdfReader {
    /// The reader inside this program.
    #[default]
    BuiltIn,
    /// `pdftotext` of poppler, a program of its own that must be installed.
    Poppler,
}

/// The table `[pdf]` of the settings of a project or report.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PdfTable {
    reader: Option<PdfReader>,
}

/// The table `[extraction]` of the settings of a project or report.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExtractionTable {
    tagger: Option<bool>,
}

/// A text in several languages: pairs of BCP 47 tag and text, in the order of the project's
/// languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels(Vec<(String, String)>);

impl Labels {
    /// Tags and texts in the order of publication.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(tag, text)| (tag.as_str(), text.as_str()))
    }

    /// The text in a language; case does not matter in a tag.
    pub fn get(&self, tag: &str) -> Option<&str> {
        self.iter()
            .find(|(t, _)| t.eq_ignore_ascii_case(tag))
            .map(|(_, text)| text)
    }

    /// The text in the first language that there is.
    pub fn first(&self) -> Option<&str> {
        self.iter().next().map(|(_, text)| text)
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Into<String>, U: Into<String>> FromIterator<(T, U)> for Labels {
    fn from_iter<I: IntoIterator<Item = (T, U)>>(pairs: I) -> Self {
        let pairs = pairs.into_iter();
        Self(pairs.map(|(tag, text)| (tag.into(), text.into())).collect())
    }
}

/// Why a project could not be loaded.
#[derive(Debug, Error)]
pub enum LoadError {
    /// The settings file could not be read.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The settings file says something that cannot be meant.
    #[error("the settings in {FILE} cannot be used")]
    Invalid(Vec<Diagnostic>),
}

/// What stands in `govrep.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProjectTable {
    base: Option<Spanned<String>>,
    languages: Option<Spanned<Vec<Spanned<String>>>>,
    #[serde(default)]
    dataset: DatasetTable,
    publisher: Option<PublisherTable>,
    gold: Option<String>,
    #[serde(default)]
    pdf: PdfTable,
    #[serde(default)]
    extraction: ExtractionTable,
}

impl Default for Project {
    /// The settings where there is no project, as for `convert`.
    fn default() -> Self {
        Self {
            root: PathBuf::new(),
            base: DEFAULT_BASE.to_owned(),
            languages: DEFAULT_LANGUAGES.map(str::to_owned).into(),
            dataset: Dataset::default(),
            publisher: None,
            pdf_reader: PdfReader::BuiltIn,
            tagger: true,
            gold: None,
        }
    }
}

impl Project {
    /// The nearest folder with a `govrep.toml`, from `start` upwards.
    pub fn find(start: &Path) -> Option<&Path> {
        start.ancestors().find(|folder| folder.join(FILE).is_file())
    }

    /// Reads the settings of the project in a folder, with what a person should know of them.
    ///
    /// # Errors
    ///
    /// If `govrep.toml` cannot be read or cannot be used.
    pub fn load(root: &Path) -> Result<(Self, Vec<Diagnostic>), LoadError> {
        let path = root.join(FILE);
        let bytes = fs::read(&path).map_err(|source| LoadError::Unreadable { path, source })?;
        let (project, diagnostics) = Self::parse(FILE, &bytes);
        match project {
            Some(mut project) => {
                root.clone_into(&mut project.root);
                Ok((project, diagnostics))
            }
            None => Err(LoadError::Invalid(diagnostics)),
        }
    }

    /// Reads settings; there is no project if one of the diagnostics is an error.
    pub fn parse(file: &str, bytes: &[u8]) -> (Option<Self>, Vec<Diagnostic>) {
        let settings = match Settings::decode(file, bytes) {
            Ok(settings) => settings,
            Err(diagnostic) => return (None, vec![diagnostic]),
        };
        let table: ProjectTable = match settings.read() {
            Ok(table) => table,
            Err(diagnostic) => return (None, vec![diagnostic]),
        };
        let mut found = Vec::new();
        let project = Self::check(table, &settings, &mut found);
        let usable = found.iter().all(|d| d.severity != Severity::Error);
        (usable.then_some(project), found)
    }

    /// Turns what was written into what is meant.
    fn check(table: ProjectTable, settings: &Settings, found: &mut Vec<Diagnostic>) -> Self {
        let mut project = Self::default();
        match table.base {
            Some(base) => {
                found.extend(check_base(&base, settings));
                project.base = base.into_inner();
            }
            None => found.push(default_base(settings.place(0..0))),
        }
        if let Some(languages) = table.languages {
            project.languages = settings.languages(languages, found);
        }
        project.pdf_reader = table.pdf.reader.unwrap_or_default();
        project.tagger = table.extraction.tagger.unwrap_or(project.tagger);
        project.gold = table.gold;
        project.dataset = table.dataset.check(&project.languages, settings, found);
        let publisher = table.publisher;
        project.publisher = publisher.map(|it| it.check(&project.languages, settings, found));
        project
    }

    /// The reports of the project by key, each with its settings and the file of its source.
    ///
    /// A report that cannot be used is a diagnostic, and the rest goes on.
    ///
    /// # Errors
    ///
    /// If the folder `data/report` exists and cannot be listed.
    pub fn reports(&self) -> io::Result<(Vec<Report>, Vec<Diagnostic>)> {
        report::list(self)
    }

    /// Where a file of the project is, given its name in messages, such as
    /// `data/report/a/source.txt`.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }
}

/// What is wrong with a base IRI, if anything.
///
/// The same check serves `--base`, where `settings` has no file to show.
fn check_base(base: &Spanned<String>, settings: &Settings) -> Option<Diagnostic> {
    let place = settings.place(base.span());
    let base = base.get_ref();
    if let Err(message) = valid_base(base) {
        let help = format!("write an address that you control, such as {DEFAULT_BASE}");
        return Some(
            Diagnostic::error("settings-base", message)
                .at(place)
                .help(help),
        );
    }
    base.starts_with(DEFAULT_BASE).then(|| default_base(place))
}

fn default_base(place: Place) -> Diagnostic {
    Diagnostic::warning(
        "settings-base-default",
        format!("the base IRI is still the example {DEFAULT_BASE}"),
    )
    .at(place)
    .help("set `base` to an address that you control before you publish: IRIs are for good")
}

/// Checks that a text can stand before the paths of all IRIs.
///
/// # Errors
///
/// A message that says what is wrong with it.
pub fn valid_base(base: &str) -> Result<(), String> {
    let absolute = base.starts_with("http://") || base.starts_with("https://");
    if !absolute || NamedNode::new(base).is_err() {
        return Err(format!(
            "the base `{base}` is not an absolute http or https IRI"
        ));
    }
    if base.contains('?') {
        return Err(format!("the base `{base}` has a query part (?)"));
    }
    if !base.ends_with(['/', '#']) {
        return Err(format!("the base `{base}` does not end in / or #"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::render;

    fn load(text: &str) -> (Option<Project>, String) {
        let (project, found) = Project::parse(FILE, text.as_bytes());
        (project, render(&found, false))
    }

    #[test]
    fn settings_are_read() {
        let (project, found) = load(
            r#"
            base = "https://data.example.gov.tw/ogp/"
            languages = ["zh-Hant", "en"]
            [dataset]
            name = "ogp"
            title = { en = "Reports", zh-Hant = "報告", fr = "Rapports" }
            [publisher]
            name = { zh-Hant = "國家發展委員會" }
            key = "twn-ndc"
            "#,
        );
        assert_eq!(found, "");
        let project = project.unwrap();
        assert_eq!(project.base, "https://data.example.gov.tw/ogp/");
        let title: Vec<_> = project.dataset.title.iter().collect();
        assert_eq!(
            title,
            [("zh-Hant", "報告"), ("en", "Reports"), ("fr", "Rapports")]
        );
        assert_eq!(project.dataset.title.get("EN"), Some("Reports"));
        assert_eq!(project.dataset.licence, DEFAULT_LICENCE);
        assert_eq!(project.publisher.unwrap().key.as_deref(), Some("twn-ndc"));
    }

    #[test]
    fn an_empty_file_is_a_project_with_a_warning() {
        let (project, found) = load("");
        assert_eq!(project, Some(Project::default()));
        assert_eq!(
            found,
            "\
warning[settings-base-default]: the base IRI is still the example https://data.example.org/
 --> govrep.toml
 = help: set `base` to an address that you control before you publish: IRIs are for good

"
        );
    }

    #[test]
    fn broken_toml_is_shown_where_it_breaks() {
        let (project, found) = load("base = \"https://a.example/\"\n[dataset\nname = \"x\"\n");
        assert_eq!(project, None);
        assert_eq!(
            found,
            "\
error[settings-syntax]: unclosed table, expected `]`
 --> govrep.toml:2:9
  |
2 | [dataset
  |         ^
  |
  = help: the file is TOML: https://toml.io/en/v1.0.0

"
        );
    }

    #[test]
    fn an_unknown_key_is_shown_with_the_nearest_known_one() {
        let (project, found) = load("[dataset]\nlicense = \"https://spdx.org/licenses/MIT\"\n");
        assert_eq!(project, None);
        assert_eq!(
            found,
            "\
error[settings-key]: unknown key `license`
 --> govrep.toml:2:1
  |
2 | license = \"https://spdx.org/licenses/MIT\"
  | ^^^^^^^
  |
  = help: did you mean `licence`?

"
        );
        assert!(
            load("colour = 1")
                .1
                .contains("help: known here: base, languages, dataset, publisher")
        );
    }

    #[test]
    fn a_value_of_the_wrong_type_is_named_by_its_path() {
        let (_, found) = load("[dataset]\ntitle = \"Reports\"\n");
        assert_eq!(
            found,
            "\
error[settings-value]: `dataset.title`: invalid type: string \"Reports\", expected a map
 --> govrep.toml:2:9
  |
2 | title = \"Reports\"
  |         ^^^^^^^^^
  |
  = help: write it by language: `title = { zh-Hant = \"…\", en = \"…\" }`

"
        );
    }

    #[test]
    fn a_value_of_the_wrong_type_says_how_to_write_it() {
        for (text, help) in [
            ("languages = \"en\"", "write a list: `languages = [\"en\"]`"),
            ("gold = 1", "put it between quotation marks: `gold = \"1\"`"),
            (
                "[extraction]\ntagger = \"no\"",
                "write `tagger = true` or `tagger = false`",
            ),
            (
                "[dataset]\nkeywords = \"a\"",
                "write it by language: `keywords = { zh-Hant = [\"…\"], en = [\"…\"] }`",
            ),
            (
                "dataset = \"a\"",
                "write it as a table, with a line `[dataset]` and its keys below",
            ),
        ] {
            let (_, found) = load(text);
            assert!(found.contains(&format!("help: {help}")), "{text}\n{found}");
        }
    }

    #[test]
    fn a_language_is_a_code_and_chinese_has_its_script() {
        for (tag, told) in [
            ("chinese", "`chinese` is not a BCP 47 language tag"),
            ("zh", "`zh` does not say in which script"),
            ("zh-TW", "help: write `zh-Hant` for Traditional Chinese"),
            (
                "fr",
                "warning[settings-language-pages]: there are no pages in `fr`",
            ),
            ("zh-Hans", "there are no pages in `zh-Hans`"),
        ] {
            let (_, found) = load(&format!("languages = [\"{tag}\"]"));
            assert!(found.contains(told), "{tag}\n{found}");
        }
        for tag in ["zh-Hant", "zh-hant-TW", "en", "en-GB"] {
            let (_, found) = load(&format!("languages = [\"{tag}\"]"));
            assert!(!found.contains("settings-language"), "{tag}\n{found}");
        }
    }

    #[test]
    fn a_date_that_is_none_says_which_was_meant() {
        for (date, help) in [
            (
                "113-03-25",
                "113 of the Republic of China is 2024: write \"2024-03-25\"",
            ),
            ("105/12/9", "write \"2016-12-09\""),
            ("2024.3", "write \"2024-03\""),
            (
                "25/03/2024",
                "write \"2016\", \"2016-12\" or \"2016-12-09\"",
            ),
            ("soon", "write \"2016\", \"2016-12\" or \"2016-12-09\""),
        ] {
            let (_, found) = load(&format!("[dataset]\nissued = \"{date}\""));
            assert!(found.contains("error[settings-date]"), "{date}\n{found}");
            assert!(found.contains(help), "{date}\n{found}");
        }
    }

    #[test]
    fn every_value_is_checked_before_giving_up() {
        let (project, found) = load(
            "base = \"data.gov.tw\"\nlanguages = [\"中文\"]\n[dataset]\nname = \"My data\"\nlicence = \"MIT\"\n",
        );
        assert_eq!(project, None);
        for expected in [
            "error[settings-base]: the base `data.gov.tw` is not an absolute http or https IRI\n --> govrep.toml:1:8",
            "error[settings-language]: `中文` is not a BCP 47 language tag\n --> govrep.toml:2:14",
            "error[settings-name]: the name of the dataset, `My data`, is not made of lower-case letters, digits and hyphens\n --> govrep.toml:4:8",
            "= help: write `my-data`",
            "error[settings-iri]: the licence, `MIT`, is not an absolute IRI\n --> govrep.toml:5:11",
        ] {
            assert!(found.contains(expected), "{expected}\nin\n{found}");
        }
    }

    #[test]
    fn bases() {
        for base in [
            "https://a.example/",
            "http://a.example/x#",
            "https://資料.tw/",
        ] {
            assert_eq!(valid_base(base), Ok(()));
        }
        for base in [
            "",
            "/",
            "ftp://a.example/",
            "https://a b/",
            "a.example/",
            "https://a.example",
        ] {
            assert!(valid_base(base).is_err(), "{base}");
        }
    }

    #[test]
    fn settings_must_be_utf_8() {
        let (project, found) = Project::parse(FILE, b"base = \"x\"\n# \xa4\xa4\xa4\xe5\n");
        assert_eq!(project, None);
        assert_eq!(
            render(&found, false),
            "\
error[settings-encoding]: the file is not UTF-8
 --> govrep.toml:2:3
  |
2 | # ����
  |   ^
  |
  = help: save it as UTF-8

"
        );
        let (project, _) = Project::parse(FILE, "\u{FEFF}base = \"https://a.example/\"".as_bytes());
        assert_eq!(project.unwrap().base, "https://a.example/");
    }
}
