//! Reports: one folder each, with the source as received and what is known of it.

use std::ffi::OsStr;
use std::fmt;
use std::path::{Component, Path};
use std::str::FromStr;
use std::{fs, io};

use serde::Deserialize;
use toml::Spanned;

use super::settings::{LabelTable, Settings};
use super::{
    DEFAULT_LANGUAGES, ExtractionTable, Labels, PdfReader, PdfTable, Project, REPORTS, slug,
};
use crate::authority::{Authority, Organisation};
use crate::diagnostic::{Diagnostic, Place, Severity};

/// The code of the warning that a report has no settings.
const UNDESCRIBED: &str = "report-undescribed";

/// The name of a report's own settings file.
const SETTINGS: &str = "report.toml";

/// The name of the file with what an editor adds or corrects.
const CURATION: &str = "curation.toml";

/// The names of files with what other programs and people propose.
const ANNOTATIONS: [&str; 3] = [
    "annotations.json",
    "annotations.jsonl",
    "annotations.jsonld",
];

/// Who 我國 (our country) is in a report in Traditional Chinese that does not say: ISO 3166-1.
const TRADITIONAL_CHINESE_JURISDICTION: &str = "TWN";

/// A report of a project: what must be known to read its source rightly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What the report is called in IRIs: a [`slug`], the name of its folder.
    pub key: String,
    /// The title; may be empty.
    pub title: Labels,
    /// Who 本會, 本部 (our commission, our ministry) is: the key or a name of an organisation.
    pub issuer: Option<String>,
    /// Where the settings say so.
    pub issuer_place: Option<Place>,
    /// Who 我國 (our country) is: ISO 3166-1 alpha-3.
    pub jurisdiction: Option<String>,
    /// When the report appeared; dates without a year belong to its year, if nothing nearer
    /// says otherwise.
    pub date: Option<Date>,
    /// The language of the text (BCP 47).
    pub language: String,
    /// The IRI of the licence of the text.
    pub licence: String,
    /// The file with the text, as messages name it (see [`Project::path`]).
    pub source: String,
    /// The file with what an editor adds or corrects, if there is one, named likewise.
    pub curation: Option<String>,
    /// The files with annotations of other programs and people, named likewise.
    pub annotations: Vec<String>,
    /// What reads the text, if the file is a PDF.
    pub pdf_reader: PdfReader,
    /// Whether the statistical tagger proposes names that the rules do not find.
    pub tagger: bool,
    /// Whether nobody stated the language, so that the text itself may tell it.
    language_assumed: bool,
    /// Whether the country was concluded from the language.
    jurisdiction_assumed: bool,
}

/// A date that may lack its day, or its month and day, as in `2016-12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year of the Gregorian calendar.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: Option<i8>,
    /// The day of the month, only if there is a month.
    pub day: Option<i8>,
}

impl FromStr for Date {
    type Err = ();

    /// Reads `2016`, `2016-12` or `2016-12-09`; only days that exist.
    fn from_str(text: &str) -> Result<Self, ()> {
        let full = match text.len() {
            4 => format!("{text}-01-01"),
            7 => format!("{text}-01"),
            10 => text.to_owned(),
            _ => return Err(()),
        };
        let date: jiff::civil::Date = full.parse().map_err(|_| ())?;
        Ok(Self {
            year: date.year(),
            month: (text.len() >= 7).then(|| date.month()),
            day: (text.len() == 10).then(|| date.day()),
        })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// What stands in `report.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportTable {
    title: Option<LabelTable>,
    issuer: Option<Spanned<String>>,
    jurisdiction: Option<Spanned<String>>,
    date: Option<Spanned<toml::Value>>,
    language: Option<Spanned<String>>,
    licence: Option<Spanned<String>>,
    source: Option<Spanned<String>>,
    #[serde(default)]
    pdf: PdfTable,
    #[serde(default)]
    extraction: ExtractionTable,
}

impl Report {
    /// A report of which nothing is known but the file, with the defaults of the project.
    pub fn undescribed(key: &str, source: &str, project: &Project) -> Self {
        let language = project.languages.first();
        let language = language.map_or(DEFAULT_LANGUAGES[0], String::as_str);
        Self {
            key: key.to_owned(),
            title: Labels::default(),
            issuer: None,
            issuer_place: None,
            jurisdiction: jurisdiction_of(language),
            date: None,
            language: language.to_owned(),
            licence: project.dataset.licence.clone(),
            source: source.to_owned(),
            curation: None,
            annotations: Vec::new(),
            pdf_reader: project.pdf_reader,
            tagger: project.tagger,
            language_assumed: true,
            jurisdiction_assumed: true,
        }
    }

    /// Takes over the language that the text itself tells, where the settings state none, and
    /// with it what follows from the language for 我國.
    pub fn assume_language(&mut self, language: String) {
        if !self.language_assumed || language == self.language {
            return;
        }
        if self.jurisdiction_assumed {
            self.jurisdiction = jurisdiction_of(&language);
        }
        self.language = language;
    }

    /// The row of the issuer that the settings name, if the tables list it.
    pub fn issuer_row<'a>(&self, authority: &'a Authority) -> Option<&'a Organisation> {
        authority.issuer(self.issuer.as_deref()?, self.jurisdiction.as_deref())
    }

    /// The report that a file holds, or a folder with one.
    ///
    /// Settings and curation that lie beside the file are used, as they would be in a project;
    /// then the report is called as the folder, otherwise as the file without its ending.
    pub fn at(path: &str, project: &Project) -> (Option<Self>, Vec<Diagnostic>) {
        let location = project.path(path);
        if location.is_dir() {
            return in_folder(path, None, project);
        }
        let folder = Path::new(path).parent().and_then(Path::to_str);
        let folder = folder.map_or("", |folder| folder);
        let described = [SETTINGS, CURATION].into_iter().chain(ANNOTATIONS);
        let mut described = described.map(|name| project.path(&beside(folder, name)).exists());
        if described.any(|is_there| is_there) {
            return in_folder(folder, Some(path), project);
        }
        let stem = location.file_stem().map(OsStr::to_string_lossy);
        let key = slug(&stem.unwrap_or_default());
        if key.is_empty() {
            let nameless = Diagnostic::error(
                "report-name",
                "the name of the file holds no letter or digit that can stand in an IRI",
            )
            .at(Place::file(path))
            .help("give it a name, or put it into a folder with a report.toml");
            return (None, vec![nameless]);
        }
        (Some(Self::undescribed(&key, path, project)), Vec::new())
    }
}

/// The reports in `data/report`, by key.
pub(super) fn list(project: &Project) -> io::Result<(Vec<Report>, Vec<Diagnostic>)> {
    let (mut reports, mut found) = (Vec::new(), Vec::new());
    let names = match names_in(&project.path(REPORTS)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        names => names?,
    };
    for name in names {
        let path = beside(REPORTS, &name);
        if !project.path(&path).is_dir() {
            let stem = Path::new(&name).file_stem().map(OsStr::to_string_lossy);
            let key = slug(&stem.unwrap_or_default());
            let loose = Diagnostic::warning("report-loose", "the file is in no report's folder")
                .at(Place::file(&path))
                .help(format!("move it to {REPORTS}/{key}/{name}"));
            found.push(loose);
            continue;
        }
        let (report, problems) = in_folder(&path, None, project);
        reports.extend(report);
        found.extend(problems);
    }
    if reports.is_empty() && found.is_empty() {
        let none = Diagnostic::warning("report-none", format!("there is no report in {REPORTS}"))
            .help(format!(
                "put one into a folder of its own: {REPORTS}/<key>/"
            ));
        found.push(none);
    }
    Ok((reports, undescribed_in_one(found)))
}

/// What was found, with one warning for all reports that have no settings.
fn undescribed_in_one(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let is_one = |one: &Diagnostic| one.code == UNDESCRIBED;
    let places = found.iter().filter(|one| is_one(one));
    let places = places.filter_map(|one| one.place.as_ref());
    let folders: Vec<String> = places.map(|place| place.file.clone()).collect();
    if folders.len() < 2 {
        return found;
    }
    let mut first = true;
    found.retain(|one| !is_one(one) || std::mem::take(&mut first));
    if let Some(one) = found.iter_mut().find(|one| is_one(one)) {
        one.message = format!("there is no {SETTINGS} in {}", folders.join(", "));
        one.place = None;
    }
    found
}

/// The report in a folder; its source is the one given, or named in the settings, or the only
/// file that can be it.
fn in_folder(
    folder: &str,
    source: Option<&str>,
    project: &Project,
) -> (Option<Report>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let report = read_folder(folder, source, project, &mut found);
    let usable = found.iter().all(|d| d.severity != Severity::Error);
    (usable.then_some(report), found)
}

fn read_folder(
    folder: &str,
    source: Option<&str>,
    project: &Project,
    found: &mut Vec<Diagnostic>,
) -> Report {
    let key = folder_name(&project.path(folder));
    let slug = slug(&key);
    if slug != key || slug.is_empty() {
        let message = format!(
            "the folder name `{key}` is not made of lower-case letters, digits and hyphens"
        );
        let diagnostic = Diagnostic::error("report-name", message).at(Place::file(folder));
        let help = format!("rename the folder to `{slug}`: it becomes a part of IRIs");
        found.push(if slug.is_empty() {
            diagnostic
        } else {
            diagnostic.help(help)
        });
    }
    let mut report = Report::undescribed(&key, "", project);

    let settings = beside(folder, SETTINGS);
    match fs::read(project.path(&settings)) {
        Ok(bytes) => describe(&mut report, &settings, &bytes, project, found),
        Err(error) if error.kind() == io::ErrorKind::NotFound => found.push(
            Diagnostic::warning(UNDESCRIBED, format!("there is no {SETTINGS}"))
                .at(Place::file(folder))
                .help("write one with title, issuer and date, so that 本會 and dates without a year are understood"),
        ),
        Err(error) => found.push(unreadable(&settings, &error)),
    }
    let curation = beside(folder, CURATION);
    if project.path(&curation).is_file() {
        report.curation = Some(curation);
    }
    for name in [CURATION].into_iter().chain(ANNOTATIONS) {
        let path = beside(folder, name);
        if project.path(&path).is_dir() {
            let message = format!("`{name}` is a folder, so that nothing in it is read");
            let help = "a file has to be called so: rename the folder, or move the file out of it";
            let folder = Diagnostic::error("report-unreadable", message);
            found.push(folder.at(Place::file(&path)).help(help));
        }
    }

    let annotations = ANNOTATIONS.map(|name| beside(folder, name)).into_iter();
    report.annotations = annotations
        .filter(|name| project.path(name).is_file())
        .collect();

    if let Some(source) = source {
        source.clone_into(&mut report.source);
    } else if report.source.is_empty() {
        match the_only_file(folder, project) {
            Ok(name) => report.source = name,
            Err(diagnostic) => found.push(diagnostic),
        }
    }
    report
}

/// Takes over what `report.toml` says.
fn describe(
    report: &mut Report,
    file: &str,
    bytes: &[u8],
    project: &Project,
    found: &mut Vec<Diagnostic>,
) {
    let read = Settings::decode(file, bytes).and_then(|s| Ok((s.read::<ReportTable>()?, s)));
    let (table, settings) = match read {
        Ok(read) => read,
        Err(diagnostic) => return found.push(diagnostic),
    };
    report.title = settings.labels(table.title.unwrap_or_default(), &project.languages, found);
    if let Some(issuer) = table.issuer {
        report.issuer_place = Some(settings.place(issuer.span()));
        report.issuer = Some(issuer.into_inner());
    }
    report.pdf_reader = table.pdf.reader.unwrap_or(report.pdf_reader);
    report.tagger = table.extraction.tagger.unwrap_or(report.tagger);
    if let Some(language) = table.language {
        found.extend(settings.check_language(language.get_ref(), language.span()));
        report.language = language.into_inner();
        report.language_assumed = false;
        report.jurisdiction = jurisdiction_of(&report.language);
    }
    if let Some(jurisdiction) = table.jurisdiction {
        found.extend(settings.check_country("report-jurisdiction", &jurisdiction));
        report.jurisdiction = Some(jurisdiction.into_inner());
        report.jurisdiction_assumed = false;
    }
    if let Some(date) = table.date {
        report.date = settings.date("report-date", &date, found);
    }
    if let Some(licence) = table.licence {
        found.extend(settings.check_iri("the licence", &licence));
        report.licence = licence.into_inner();
    }
    if let Some(source) = table.source {
        let folder = file.strip_suffix(SETTINGS).unwrap_or_default();
        report.source = format!("{folder}{}", source.get_ref());
        let inside = Path::new(source.get_ref())
            .components()
            .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        if !inside {
            let message = format!(
                "`{}` lies outside the folder of the report",
                source.get_ref()
            );
            found.push(
                Diagnostic::error("report-source", message)
                    .at(settings.place(source.span()))
                    .help("put the file beside report.toml, so that the project holds all it publishes"),
            );
        } else if !project.path(&report.source).is_file() {
            let message = format!("there is no file `{}` in the folder", source.get_ref());
            found.push(
                Diagnostic::error("report-source", message).at(settings.place(source.span())),
            );
        }
    }
}

/// The file of a report's folder that can be its source.
fn the_only_file(folder: &str, project: &Project) -> Result<String, Diagnostic> {
    let names = names_in(&project.path(folder)).map_err(|error| unreadable(folder, &error))?;
    let candidates: Vec<String> = names
        .into_iter()
        // Settings of a report, of a project or of anything else are no report.
        .filter(|name| Path::new(name).extension().is_none_or(|e| e != "toml"))
        .filter(|name| !ANNOTATIONS.contains(&name.as_str()))
        .map(|name| beside(folder, &name))
        .filter(|path| project.path(path).is_file())
        .collect();
    let problem = |message, help: &str| {
        Diagnostic::error("report-source", message)
            .at(Place::file(folder))
            .help(help)
    };
    match <[String; 1]>::try_from(candidates) {
        Ok([only]) => Ok(only),
        Err(none) if none.is_empty() => Err(problem(
            "the folder holds no report".to_owned(),
            "put the text of the report into it",
        )),
        Err(several) => {
            let names: Vec<&str> = several
                .iter()
                .filter_map(|path| path.rsplit('/').next())
                .collect();
            Err(problem(
                format!("several files could be the report: {}", names.join(", ")),
                "name it in report.toml: source = \"…\"",
            ))
        }
    }
}

/// The names in a folder in byte order, without hidden files and what is only said to people.
fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && !name.starts_with("README") {
            names.push(name);
        }
    }
    names.sort_unstable();
    Ok(names)
}

/// What a folder is called, also when the path to it ends in `.` or `..`.
fn folder_name(folder: &Path) -> String {
    let here = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let whole = fs::canonicalize(here).unwrap_or_else(|_| here.to_owned());
    let name = whole.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// A name in a folder, with `/` between them on every system.
fn beside(folder: &str, name: &str) -> String {
    match folder {
        "" => name.to_owned(),
        folder => format!("{}/{name}", folder.trim_end_matches('/')),
    }
}

fn jurisdiction_of(language: &str) -> Option<String> {
    let traditional = language
        .get(..7)
        .is_some_and(|l| l.eq_ignore_ascii_case("zh-Hant"));
    traditional.then(|| TRADITIONAL_CHINESE_JURISDICTION.to_owned())
}

fn unreadable(file: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error("report-unreadable", format!("cannot be read: {error}")).at(Place::file(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project_with(files: &[(&str, &str)]) -> (tempfile::TempDir, Project) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let root = folder.path().to_owned();
        (
            folder,
            Project {
                root,
                ..Project::default()
            },
        )
    }

    fn codes(found: &[Diagnostic]) -> Vec<&str> {
        found.iter().map(|d| d.code).collect()
    }

    #[test]
    fn dates_may_lack_their_end() {
        for text in ["2016", "2016-12", "2016-12-09"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
        for text in [
            "16",
            "2016-13",
            "2016-02-30",
            "2016-1-1",
            "105",
            "",
            "二零一六",
        ] {
            assert_eq!(text.parse::<Date>(), Err(()), "{text}");
        }
    }

    #[test]
    fn a_report_is_a_folder_with_its_settings() {
        let (_folder, project) = project_with(&[
            (
                "data/report/b/report.toml",
                "title = { en = \"Trip\", zh-Hant = \"出國報告\" }\nissuer = \"twn-ndc\"\ndate = 2016-12-09\n",
            ),
            ("data/report/b/text.txt", "壹、目的"),
            ("data/report/b/curation.toml", ""),
            ("data/report/b/.DS_Store", ""),
            (
                "data/report/a/report.toml",
                "date = 2017\nlanguage = \"en\"\njurisdiction = \"FRA\"",
            ),
            ("data/report/a/a.txt", "text"),
        ]);
        let (reports, found) = project.reports().unwrap();
        assert_eq!(found, []);
        let [a, b] = reports.as_slice() else {
            panic!("two reports, by key: {reports:?}")
        };
        assert_eq!(
            (a.key.as_str(), a.source.as_str()),
            ("a", "data/report/a/a.txt")
        );
        assert_eq!(a.jurisdiction.as_deref(), Some("FRA"));
        assert_eq!(a.date.unwrap().to_string(), "2017");
        assert_eq!((a.language.as_str(), &a.curation), ("en", &None));
        assert_eq!(b.title.first(), Some("出國報告"));
        assert_eq!(b.issuer.as_deref(), Some("twn-ndc"));
        assert_eq!(b.jurisdiction.as_deref(), Some("TWN"));
        assert_eq!(b.curation.as_deref(), Some("data/report/b/curation.toml"));
    }

    #[test]
    fn a_bad_report_leaves_the_others() {
        let (_folder, project) = project_with(&[
            ("data/report/A b/report.toml", ""),
            ("data/report/A b/a.txt", ""),
            (
                "data/report/date/report.toml",
                "date = \"105\"\njurisdiction = \"tw\"",
            ),
            ("data/report/date/a.txt", ""),
            ("data/report/empty/report.toml", ""),
            ("data/report/good/a.txt", ""),
            ("data/report/gone/report.toml", "source = \"gone.txt\""),
            ("data/report/loose.txt", ""),
            ("data/report/two/a.txt", ""),
            ("data/report/two/b.txt", ""),
            ("data/report/two/report.toml", ""),
            ("data/report/typo/a.txt", ""),
            ("data/report/typo/report.toml", "tilte = 1"),
        ]);
        let (reports, found) = project.reports().unwrap();
        let keys: Vec<&str> = reports.iter().map(|r| r.key.as_str()).collect();
        assert_eq!(keys, ["good"]);
        assert_eq!(
            codes(&found),
            [
                "report-name",
                "report-jurisdiction",
                "report-date",
                "report-source",
                "report-source",
                "report-undescribed",
                "report-loose",
                "report-source",
                "settings-key",
            ]
        );
        assert_eq!(
            found[0].help.as_deref(),
            Some("rename the folder to `a-b`: it becomes a part of IRIs")
        );
        assert_eq!(
            found[7].message,
            "several files could be the report: a.txt, b.txt"
        );
        assert_eq!(found[8].help.as_deref(), Some("did you mean `title`?"));
    }

    #[test]
    fn a_project_without_reports_says_where_they_go() {
        let (_folder, project) = project_with(&[]);
        let (reports, found) = project.reports().unwrap();
        assert_eq!((reports.len(), codes(&found)), (0, vec!["report-none"]));
    }

    #[test]
    fn a_file_needs_no_project() {
        let (folder, mut project) = project_with(&[
            ("出國報告 2016.txt", ""),
            ("k/report.toml", "issuer = \"x\""),
            ("k/a.txt", ""),
            ("。.txt", ""),
        ]);
        project.root = std::path::PathBuf::new();
        let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
        let (report, found) = Report::at(&path("出國報告 2016.txt"), &project);
        assert_eq!(
            (report.unwrap().key.as_str(), found.len()),
            ("出國報告-2016", 0)
        );
        for name in ["k/a.txt", "k", "k/"] {
            let report = Report::at(&path(name), &project).0.unwrap();
            assert_eq!(
                (report.key.as_str(), report.issuer.as_deref()),
                ("k", Some("x"))
            );
            assert!(report.source.ends_with("k/a.txt"), "{}", report.source);
        }
        assert_eq!(
            codes(&Report::at(&path("。.txt"), &project).1),
            ["report-name"]
        );
    }
}
