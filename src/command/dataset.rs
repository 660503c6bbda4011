//! The reports of a run, read into graphs: what all commands but `init` begin with.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::mem;
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Graph, GraphName, NamedNode, Quad, Triple};
use rayon::prelude::*;

use govrep::authority::{Authority, Home, TABLES};
use govrep::diagnostic::{self, Diagnostic, Place};
use govrep::entity::{self, Reported};
use govrep::extraction::{Extraction, authority_quads};
use govrep::graph::iri::Namer;
use govrep::graph::map::Tally;
use govrep::graph::{Additions, Annotations, Curation, Quads, Rows, across, language, ontology};
use govrep::mention::Knowledge;
use govrep::project::{self, LoadError, PdfReader, Project, Report};
use govrep::source::{self, Kind, Source};
use govrep::store::Store;

use super::fitting::Fitting;
use super::{Console, Stop, poppler};

/// The folder of the tables with which a project adds to what is known.
const AUTHORITY: &str = "data/authority";

/// The ontology file that is not a part of the data.
pub const SHAPES: &str = "shapes.ttl";

/// The name that stands for standard input.
pub const STANDARD_INPUT: &str = "-";

/// The project in use: its settings, and the problems found in them.
pub struct Opened {
    /// The settings.
    pub project: Project,
    /// What a person should know of them.
    pub found: Vec<Diagnostic>,
}

/// Opens the project that the user named, or the nearest one from the current folder upwards.
///
/// # Errors
///
/// If there is none, or its settings cannot be used.
pub fn open(named: Option<&Path>) -> Result<Opened> {
    find(named)?.ok_or_else(|| {
        let file = project::FILE;
        no_project(format!("there is no {file} here or in a folder above")).into()
    })
}

/// The same for what needs no project: none is no error, unless the user named one.
///
/// # Errors
///
/// If the settings of the project cannot be used.
pub fn find(named: Option<&Path>) -> Result<Option<Opened>> {
    let root = match named {
        Some(folder) if folder.join(project::FILE).is_file() => folder.to_owned(),
        Some(file) if file.is_file() => {
            let message = format!(
                "`{}` is a file, not the folder of a project",
                file.display()
            );
            let help = format!("name the folder that holds {}", project::FILE);
            return Err(Stop::from(Diagnostic::error("project-none", message).help(help)).into());
        }
        Some(folder) => {
            let message = format!("there is no {} in `{}`", project::FILE, folder.display());
            return Err(no_project(message).into());
        }
        None => {
            let here = std::env::current_dir().context("cannot tell the current folder")?;
            match Project::find(&here) {
                // Shorter in messages, and the same whatever lies above.
                Some(root) if root == here => PathBuf::new(),
                Some(root) => root.to_owned(),
                None => return Ok(None),
            }
        }
    };
    match Project::load(&root) {
        Ok((project, found)) => Ok(Some(Opened { project, found })),
        Err(LoadError::Invalid(found)) => Err(Stop(found).into()),
        Err(error) => Err(error.into()),
    }
}

fn no_project(message: String) -> Stop {
    Diagnostic::error("project-none", message)
        .help("run `govrep init` to start a project, or name its folder with `-C`")
        .into()
}

/// What of a report goes into the graph.
#[derive(Debug)]
pub enum Added {
    /// What the rules find, alone.
    Nothing,
    /// What lies beside the report, too: annotations, and what an editor added or corrected; and
    /// further annotations by the key of the report.
    All(BTreeMap<String, Annotations>),
}

impl Added {
    /// As an option of the command line says, without further annotations.
    pub fn unless(rules_alone: bool) -> Self {
        if rules_alone {
            Self::Nothing
        } else {
            Self::All(BTreeMap::new())
        }
    }
}

/// A report and its graph.
pub struct ReportGraph<G = Quads> {
    /// What is known of the report.
    pub report: Report,
    /// What was read from it.
    pub extraction: Extraction,
    /// The same as a graph, curated.
    pub quads: G,
    /// How many proposals the annotations held.
    pub annotated: Tally,
    /// The rows of authority tables that only the additions name, by path.
    known: BTreeSet<String>,
}

/// Reports that were read, in the order in which they were named, with their graphs as [`Quads`],
/// or as [`Rows`], not sorted yet, where they are only written down.
pub struct Dataset<G = Quads> {
    /// The reports that could be read.
    pub reports: Vec<ReportGraph<G>>,
    /// What is known beforehand of the things that they name.
    pub authority: G,
    /// Where reports of a project contradict each other.
    pub across: G,
    /// Every problem found so far, in order.
    pub found: Vec<Diagnostic>,
}

impl Dataset {
    /// Reads the reports of a project.
    ///
    /// # Errors
    ///
    /// If the folder of reports cannot be listed. A report that cannot be read is a diagnostic.
    pub fn of_project(opened: Opened, console: Console) -> Result<(Project, Self)> {
        let Opened { project, mut found } = opened;
        let (reports, problems) = project.reports().with_context(|| {
            format!("cannot list `{}`", project.path(project::REPORTS).display())
        })?;
        found.extend(problems);
        let (authority, problems) = authority(&project);
        found.extend(problems);
        let mut dataset = Self::read(
            reports,
            &project,
            &authority,
            &Added::unless(false),
            found,
            console,
        );
        dataset.compare(&project.base, &authority);
        Ok((project, dataset))
    }

    /// Compares what the reports say of the same things.
    fn compare(&mut self, base: &str, authority: &Authority) {
        let read: Vec<across::Reported<'_>> = self
            .reports
            .iter()
            .map(|read| across::Reported {
                names: Namer::new(base, &read.report.key, read.extraction.document.source()),
                document: &read.extraction.document,
                resolved: &read.extraction.resolved,
                quads: &read.quads,
            })
            .collect();
        let (quads, found) = across::dates(&read, &authority.lexicon);
        self.across = quads;
        self.found.extend(found);
        diagnostic::sort(&mut self.found);
    }

    /// All quads but those of the ontology.
    pub fn quads(&self) -> impl Iterator<Item = &Quad> {
        let reports = self.reports.iter().flat_map(|report| report.quads.iter());
        reports
            .chain(self.authority.iter())
            .chain(self.across.iter())
    }

    /// The same, without a copy of each.
    pub fn take_quads(&mut self) -> Quads {
        let reports = self.reports.iter_mut().map(|report| &mut report.quads);
        let others = [&mut self.authority, &mut self.across];
        Quads::merged(reports.chain(others).map(mem::take))
    }

    /// A store that holds everything, the ontology included, to be asked.
    pub fn store(&self, ontology: &Quads) -> Result<Store> {
        let store = Store::in_memory()?;
        store.load(self.quads().chain(ontology.iter()).cloned())?;
        Ok(store)
    }

    /// All triples, the ontology's included.
    pub fn graph(&self, ontology: &Quads) -> Graph {
        let quads = self.quads().chain(ontology.iter());
        quads.map(|quad| Triple::from(quad.clone())).collect()
    }
}

impl Dataset<Rows> {
    /// All quads but those of the ontology, taken out and sorted.
    pub fn take_rows(&mut self) -> Rows {
        let reports = self.reports.iter_mut().map(|report| &mut report.quads);
        Rows::merged(reports.chain([&mut self.authority]).map(mem::take))
    }
}

impl<G: From<Rows> + Send> Dataset<G> {
    /// Reads reports, several at a time.
    pub fn read(
        reports: Vec<Report>,
        project: &Project,
        authority: &Authority,
        added: &Added,
        mut found: Vec<Diagnostic>,
        console: Console,
    ) -> Self {
        let knowledge = Knowledge::new(authority);
        let fitting = Fitting::new(&project.base);
        let (done, all) = (AtomicUsize::new(0), reports.len());
        let reader = Reader {
            project,
            knowledge: &knowledge,
            added,
            fitting: &fitting,
        };
        let read_one = |report| {
            let read = reader.report(report);
            console.progress("reading", done.fetch_add(1, Ordering::Relaxed) + 1, all);
            read
        };
        // Starting threads would cost more than they save on a single report.
        let read: Vec<_> = if all > 1 {
            reports.into_par_iter().map(read_one).collect()
        } else {
            reports.into_iter().map(read_one).collect()
        };
        console.progress_ends();
        let mut reports: Vec<ReportGraph<G>> = Vec::new();
        for (report, problems) in read {
            reports.extend(report);
            found.extend(problems);
        }
        let things: Vec<Reported> = reports
            .iter()
            .map(|read| Reported {
                report: &read.report.key,
                document: &read.extraction.document,
                mentions: &read.extraction.mentions,
                resolved: &read.extraction.resolved,
            })
            .collect();
        found.extend(entity::doubts(&things));
        diagnostic::sort(&mut found);
        let named = reports.iter().map(|r| (&r.extraction, &r.report));
        let curated = reports.iter().flat_map(|r| &r.known).map(String::as_str);
        let known = authority_quads(named, curated, authority, &project.base);
        Self {
            authority: G::from(known),
            across: G::from(Rows::default()),
            reports,
            found,
        }
    }

    /// How many proposals the annotations of all reports held.
    pub fn annotated(&self) -> Tally {
        let tallies = self.reports.iter().map(|read| read.annotated);
        tallies.fold(Tally::default(), Tally::and)
    }
}

/// The vocabulary and the code lists, in a graph of their own.
///
/// # Errors
///
/// Never, unless the program was built wrongly: its tests read the same files.
pub fn ontology(base: &str) -> Result<Quads> {
    let graph: GraphName = NamedNode::new(format!("{base}graph/vocab"))?.into();
    let mut quads = Vec::new();
    for (file, text) in ontology::FILES {
        if !has_ending(file, "ttl") || *file == SHAPES {
            continue;
        }
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(*text) {
            let quad = quad.with_context(|| format!("the ontology file {file}"))?;
            quads.push(Triple::from(quad).in_graph(graph.clone()));
        }
    }
    Ok(Quads::new(quads))
}

/// What is known before a report is read: the built-in tables with what the project adds.
pub fn authority(project: &Project) -> (Authority, Vec<Diagnostic>) {
    let mut authority = Authority::builtin();
    let entries = match std::fs::read_dir(project.path(AUTHORITY)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return (authority, Vec::new()),
        Err(error) => {
            let problem = unreadable("authority-unreadable", AUTHORITY, &error);
            return (authority, vec![problem]);
        }
    };
    let mut names: Vec<String> = entries
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .filter(|name| has_ending(name, "csv"))
        .collect();
    // A table may name rows of one that is read before it.
    names.sort_unstable();
    names.sort_by_key(|name| TABLES.iter().position(|table| table == name));
    let mut found = Vec::new();
    for name in names {
        let file = format!("{AUTHORITY}/{name}");
        match std::fs::read(project.path(&file)) {
            Ok(bytes) => match String::from_utf8(bytes) {
                Ok(text) => found.extend(authority.extend(&file, &text)),
                Err(error) => found.push(in_other_characters(&file, &error)),
            },
            Err(error) => found.push(unreadable("authority-unreadable", &file, &error)),
        }
    }
    (authority, found)
}

fn has_ending(file: &str, ending: &str) -> bool {
    Path::new(file).extension().is_some_and(|e| e == ending)
}

/// Reads reports, several at a time.
struct Reader<'r> {
    project: &'r Project,
    knowledge: &'r Knowledge<'r>,
    added: &'r Added,
    fitting: &'r Fitting<'r>,
}

impl Reader<'_> {
    /// Reads one report; there is no graph if it cannot be read.
    fn report<G: From<Rows>>(
        &self,
        mut report: Report,
    ) -> (Option<ReportGraph<G>>, Vec<Diagnostic>) {
        let (knowledge, base) = (self.knowledge, &self.project.base);
        let (source, mut found) = match read_source(&report, self.project) {
            Ok(read) => read,
            Err(problem) => return (None, vec![problem]),
        };
        let mut additions = self.additions(&report, &mut found);
        let (extraction, problems) = Extraction::read(source, knowledge, &report);
        found.extend(problems);
        let lexicon = &knowledge.authority.lexicon;
        let language = language::of_document(extraction.document.text(), &report.language, lexicon);
        report.assume_language(language);
        found.extend(unknown_names(&report, &extraction, knowledge.authority));
        let map = |additions: &Additions| extraction.map(knowledge, &report, additions, base);
        let mapped = self.fitting.map(&mut additions, map, |known| {
            let known = known.iter().map(String::as_str);
            authority_quads([(&extraction, &report)], known, knowledge.authority, base)
        });
        found.extend(mapped.found);
        let read = ReportGraph {
            quads: G::from(mapped.quads),
            annotated: mapped.annotated.tally,
            known: mapped.known,
            report,
            extraction,
        };
        (Some(read), found)
    }

    /// What is added to what the rules find.
    fn additions(&self, report: &Report, found: &mut Vec<Diagnostic>) -> Additions {
        let mut additions = Additions::default();
        let Added::All(given) = self.added else {
            return additions;
        };
        for file in &report.annotations {
            match read_annotations(file, self.project) {
                Ok((annotations, problems)) => {
                    found.extend(problems);
                    additions.annotations.push(annotations);
                }
                Err(problem) => found.push(problem),
            }
        }
        additions
            .annotations
            .extend(given.get(&report.key).cloned());
        if let Some(file) = &report.curation {
            match read_curation(file, self.project) {
                Ok((curation, problems)) => {
                    found.extend(problems);
                    additions.curation = curation;
                }
                Err(problem) => found.push(problem),
            }
        }
        additions
    }
}

/// What the settings of a report name and no table lists.
fn unknown_names(
    report: &Report,
    extraction: &Extraction,
    authority: &Authority,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if let Some(place) = &report.jurisdiction
        && authority.jurisdictions.get(place).is_none()
    {
        let message = format!(
            "the report `{}` says that 我國 is `{place}`, which no table lists",
            report.key
        );
        found.push(Diagnostic::error("report-jurisdiction", message).help(
            "set `jurisdiction` in its report.toml to a code of ISO 3166-1 such as TWN, \
             or add a row to data/authority/jurisdictions.csv",
        ));
    }
    let unlisted = report.issuer.as_deref();
    if let Some(issuer) = unlisted.filter(|_| report.issuer_row(authority).is_none()) {
        let problem = unknown_issuer(issuer, report, extraction, authority);
        found.extend(problem.map(|problem| match &report.issuer_place {
            Some(place) => problem.at(place.clone()),
            None => problem,
        }));
    }
    found
}

/// What a person should know of an issuer that no table lists, if anything.
fn unknown_issuer(
    issuer: &str,
    report: &Report,
    extraction: &Extraction,
    authority: &Authority,
) -> Option<Diagnostic> {
    const CODE: &str = "report-issuer";
    let is_key = issuer
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if is_key {
        let keys = authority.organisations.iter().map(|row| row.key.as_ref());
        let help = match diagnostic::nearest(issuer, keys) {
            Some(key) => {
                format!("did you mean `{key}`? a body that no table lists is given by its name")
            }
            None => "give the body by its name, or add a row to data/authority/organisations.csv"
                .to_owned(),
        };
        let message = format!(
            "the report `{}` has the issuer `{issuer}`, which no table lists",
            report.key
        );
        return Some(Diagnostic::error(CODE, message).help(help));
    }
    let home = Home::at(authority, report.jurisdiction.as_deref());
    if let Some((name, key)) = similar_body(issuer, &home) {
        let message = format!(
            "no table lists `{issuer}`, the issuer of the report `{}`, so that it is a body of its own",
            report.key
        );
        return Some(Diagnostic::note(CODE, message).help(format!(
            "did you mean `{name}` (`{key}`)? Correct `issuer` in its report.toml then"
        )));
    }
    let named = extraction
        .resolved
        .named(entity::Kind::Organisation, issuer);
    named.is_none().then(|| {
        let message = format!(
            "the text of the report `{}` never names `{issuer}`: that it is the issuer rests on \
             the settings alone",
            report.key
        );
        Diagnostic::note(CODE, message).help(
            "if the text calls it otherwise, write that name, or add a row with all its names to \
             data/authority/organisations.csv",
        )
    })
}

/// The listed body that a report can mean whose name differs in one or two letters, with its key.
fn similar_body<'a>(name: &str, home: &Home<'a>) -> Option<(&'a str, &'a str)> {
    let rows = || {
        let rows = home.authority().organisations.iter();
        rows.filter(|row| !home.is_abroad(row))
    };
    let names = rows().flat_map(|row| [row.zh.as_deref(), row.en.as_deref()]);
    let near = diagnostic::nearest(name, names.flatten())?;
    let is_so = |text: Option<&str>| text == Some(near);
    let row = rows().find(|row| is_so(row.zh.as_deref()) || is_so(row.en.as_deref()))?;
    Some((near, row.key.as_ref()))
}

/// Reads what an editor adds to a report.
fn read_curation(file: &str, project: &Project) -> Result<(Curation, Vec<Diagnostic>), Diagnostic> {
    let bytes = read_bytes(file, project)
        .map_err(|error| unreadable("curation-unreadable", file, &error))?;
    Ok(Curation::parse(file, bytes))
}

/// Reads what other programs and people propose.
pub fn read_annotations(
    file: &str,
    project: &Project,
) -> Result<(Annotations, Vec<Diagnostic>), Diagnostic> {
    let bytes = read_bytes(file, project)
        .map_err(|error| unreadable("annotation-unreadable", file, &error))?;
    Ok(Annotations::parse(file, &bytes))
}

/// Reads the text of a report.
fn read_source(
    report: &Report,
    project: &Project,
) -> Result<(Source, Vec<Diagnostic>), Diagnostic> {
    let name = &report.source;
    let bytes =
        read_bytes(name, project).map_err(|error| unreadable("source-unreadable", name, &error))?;
    if report.pdf_reader == PdfReader::Poppler && source::detect(name, &bytes)? == Kind::Pdf {
        return Ok((poppler::read(name, &bytes)?, Vec::new()));
    }
    if name == STANDARD_INPUT && bytes.is_empty() {
        let nothing = Diagnostic::error("source-empty", "nothing came from standard input");
        return Err(nothing.help("pipe the text of a report into it, or name a file"));
    }
    source::read(name, &bytes)
}

/// The bytes of a file or of standard input; of one that is too large only the beginning,
/// enough to be told so.
fn read_bytes(name: &str, project: &Project) -> io::Result<Vec<u8>> {
    let limit = source::MAX_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    if name == STANDARD_INPUT {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
    } else {
        let file = File::open(project.path(name))?;
        let length = file.metadata()?.len().min(limit);
        // Room for all of it and to see its end, so that nothing is copied while it grows.
        bytes.reserve(usize::try_from(length).unwrap_or_default() + 64);
        file.take(limit).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// That a table is not in UTF-8, and where that shows.
fn in_other_characters(file: &str, error: &FromUtf8Error) -> Diagnostic {
    // Up to the first wrong byte the text is the same, and there it has U+FFFD.
    let text = String::from_utf8_lossy(error.as_bytes());
    let start = error.utf8_error().valid_up_to();
    let wrong = start..start + char::REPLACEMENT_CHARACTER.len_utf8();
    Diagnostic::error(
        "authority-encoding",
        "the table is not UTF-8, so none of its rows is read",
    )
    .at(Place::in_text(file, &text, wrong))
    .help("save it as UTF-8; spreadsheets call that “CSV UTF-8”, and what they call “CSV” is often Big5")
}

fn unreadable(code: &'static str, file: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error(code, format!("cannot be read: {error}")).at(Place::file(file))
}
