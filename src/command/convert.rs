//! `govrep convert`: sources → RDF, without a project.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;

use govrep::diagnostic::{Count, Diagnostic, Place};
use govrep::graph::map::Tally;
use govrep::graph::vocab::PREFIXES;
use govrep::graph::{Annotations, Names, Rows};
use govrep::project::{Project, Report, valid_base};
use govrep::publish::{dump, release};
use walkdir::WalkDir;

use super::build::told;
use super::dataset::{Added, Dataset, STANDARD_INPUT, authority, find, read_annotations};
use super::parts::{self, Parts};
use super::{Console, Outcome, Stop, to_stdout};
use crate::cli::{Convert, GraphFormat};

pub fn run(convert: &Convert, project: Option<&Path>, console: Console) -> Result<Outcome> {
    let mut project = find(project)?.map_or_else(Project::default, |opened| opened.project);
    let (authority, mut found) = authority(&project);
    // Sources are named from where the user is, not from the project.
    project.root = PathBuf::new();
    if let Some(base) = &convert.base {
        valid_base(base).map_err(|message| {
            Stop::from(
                Diagnostic::error("convert-base", message)
                    .help("write it whole, such as --base https://data.example.gov.tw/"),
            )
        })?;
        base.clone_into(&mut project.base);
    }
    let format = format(convert)?;
    refuse_missing(convert)?;
    let (reports, problems) = reports(convert, &project);
    found.extend(problems);
    let added = if convert.no_curation {
        Added::Nothing
    } else {
        match annotations(convert, &reports, &project, &mut found) {
            Ok(annotations) => Added::All(annotations),
            // Without what was asked for nothing is written.
            Err(problem) => {
                found.push(problem);
                console.show(&found);
                return Ok(Outcome::Problems);
            }
        }
    };
    if format == dump::Format::NQuads && reports.len() > parts::TOGETHER {
        let parts = Parts {
            project: &project,
            authority: &authority,
            added: &added,
            annotated: Tally::default(),
            console,
            all: reports.len(),
            reports: reports.into_iter(),
            known: Rows::default(),
            found,
        };
        return in_parts(convert, parts);
    }
    let mut dataset: Dataset<Rows> =
        Dataset::read(reports, &project, &authority, &added, found, console);
    console.show(&dataset.found);
    tell(dataset.annotated(), console);
    let count = Count::of(&dataset.found);
    // An empty graph would look like a report that says nothing.
    if !dataset.reports.is_empty() {
        let quads = dataset.take_rows();
        let names = Names {
            base: Some(&project.base),
            prefixes: PREFIXES,
        };
        let content = |out: &mut dyn Write| -> io::Result<()> {
            dump::write(&quads, format, &names, out)?;
            Ok(())
        };
        put(convert, content)?;
        // The process ends now, and the system takes all memory back in one piece.
        std::mem::forget((quads, dataset));
    }
    Ok(outcome(count))
}

/// Reads and writes many reports a few at a time, so that memory does not grow with their number.
fn in_parts(convert: &Convert, mut parts: Parts<'_>) -> Result<Outcome> {
    // An empty graph would look like a report that says nothing.
    let written = match parts.read()? {
        Some(first) => put(convert, |out| parts.write(first, out)),
        None => Ok(()),
    };
    parts.console.show(&parts.found);
    tell(parts.annotated, parts.console);
    written?;
    Ok(outcome(Count::of(&parts.found)))
}

/// Writes to where the user wants it.
fn put(convert: &Convert, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    match &convert.output {
        Some(file) => Ok(release::write_whole(file, content)?),
        None => to_stdout(content),
    }
}

fn outcome(count: Count) -> Outcome {
    if count.errors == 0 {
        Outcome::Fine
    } else {
        Outcome::Problems
    }
}

/// Says what became of annotations, if there were any.
fn tell(annotated: Tally, console: Console) {
    if annotated != Tally::default() {
        let told = told(annotated);
        console.say(&format!("annotations: {} {told}\n", annotated.accepted));
    }
}

/// The annotations of each report, from the files that the user named.
fn annotations(
    convert: &Convert,
    reports: &[Report],
    project: &Project,
    found: &mut Vec<Diagnostic>,
) -> Result<BTreeMap<String, Annotations>, Diagnostic> {
    let mut of_reports: BTreeMap<String, Annotations> = BTreeMap::new();
    let named: Vec<(&str, &str)> = reports
        .iter()
        .map(|report| (report.key.as_str(), report.source.as_str()))
        .collect();
    if let Some(file) = &convert.annotations {
        let (annotations, problems) = read_annotations(&file.to_string_lossy(), project)?;
        found.extend(problems);
        match named.as_slice() {
            [(only, _)] => {
                of_reports.insert((*only).to_owned(), annotations);
            }
            several => {
                let (parts, problems) = annotations.by_report(several);
                found.extend(problems);
                of_reports = parts;
            }
        }
    }
    Ok(of_reports)
}

fn format(convert: &Convert) -> Result<dump::Format, Stop> {
    if let Some(format) = convert.format {
        return Ok(match format {
            GraphFormat::Ttl => dump::Format::Turtle,
            GraphFormat::Nt => dump::Format::NTriples,
            GraphFormat::Nq => dump::Format::NQuads,
            GraphFormat::Trig => dump::Format::TriG,
            GraphFormat::Jsonld => dump::Format::JsonLd,
            GraphFormat::Rdf => dump::Format::RdfXml,
        });
    }
    let Some(ending) = convert.output.as_deref().and_then(Path::extension) else {
        return Ok(dump::Format::Turtle);
    };
    let ending = ending.to_string_lossy();
    dump::Format::from_extension(&ending).ok_or_else(|| {
        let endings = dump::Format::ALL.map(dump::Format::extension).join(", ");
        let message = format!("the ending .{ending} says no format");
        Diagnostic::error("convert-format", message)
            .help(format!("name one with -f: {endings}"))
            .into()
    })
}

/// Refuses inputs of which none exists: a slip of the pen, not a problem in the data.
fn refuse_missing(convert: &Convert) -> Result<(), Stop> {
    let exists = |input: &PathBuf| input.to_str() == Some(STANDARD_INPUT) || input.exists();
    if convert.inputs.iter().any(exists) {
        return Ok(());
    }
    let missing = convert.inputs.iter().map(|input| {
        let message = format!("there is no file or folder `{}`", input.display());
        Diagnostic::error("convert-input", message).help("check the name; - is standard input")
    });
    Err(Stop(missing.collect()))
}

/// The endings of files that are taken for reports where a folder is named.
const ENDINGS: [&str; 12] = [
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "odt", "ott", "fodt", "docx", "pdf",
];

/// The reports in a folder without settings of its own: files, and folders with reports.
///
/// A folder that describes a report, or holds only one, is named by itself.
fn inside(folder: &Path, found: &mut Vec<Diagnostic>) -> Vec<String> {
    let whole = vec![folder.to_string_lossy().into_owned()];
    let described = [
        "report.toml",
        "curation.toml",
        "annotations.json",
        "annotations.jsonl",
        "annotations.jsonld",
    ];
    if described.iter().any(|name| folder.join(name).exists()) {
        return whole;
    }
    let entries = WalkDir::new(folder)
        .min_depth(1)
        .max_depth(1)
        .sort_by_file_name();
    let (mut files, mut folders, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for entry in entries.into_iter().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        let ending = path
            .extension()
            .map(|e| e.to_string_lossy().to_ascii_lowercase());
        if name.starts_with('.') || name.starts_with("README") || ending.as_deref() == Some("toml")
        {
            continue;
        }
        if path.is_dir() {
            folders.push(path.to_owned());
        } else if ending.is_none_or(|ending| ENDINGS.contains(&&*ending)) {
            files.push(path.to_string_lossy().into_owned());
        } else {
            others.push(name);
        }
    }
    if folders.is_empty() && files.len() + others.len() < 2 {
        return whole;
    }
    if !others.is_empty() {
        let message = format!(
            "{} in the folder {} no report and passed over: {}",
            if others.len() == 1 { "a file" } else { "files" },
            if others.len() == 1 { "is" } else { "are" },
            others.join(", ")
        );
        found.push(
            Diagnostic::note("convert-passed-over", message)
                .at(Place::file(&folder.to_string_lossy()))
                .help("name a file itself to have it read whatever its ending"),
        );
    }
    for folder in folders {
        let reports = inside(&folder, found);
        // A folder with nothing in it is no report.
        let empty = reports.len() == 1 && Path::new(&reports[0]) == folder && is_bare(&folder);
        files.extend(if empty { Vec::new() } else { reports });
    }
    files
}

/// Whether a folder holds nothing that could be a report or settings of one.
fn is_bare(folder: &Path) -> bool {
    let entries = WalkDir::new(folder).min_depth(1).max_depth(1);
    !entries.into_iter().flatten().any(|entry| {
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let ending = entry.path().extension();
        let ending = ending.map(|e| e.to_string_lossy().to_ascii_lowercase());
        let known = |ending: &str| ending == "toml" || ENDINGS.contains(&ending);
        !hidden && entry.file_type().is_file() && ending.as_deref().is_none_or(known)
    })
}

/// The reports that the user named; two of one key would be one report in the graph.
fn reports(convert: &Convert, project: &Project) -> (Vec<Report>, Vec<Diagnostic>) {
    let (mut reports, mut found) = (Vec::new(), Vec::new());
    let mut keys = BTreeSet::new();
    let mut names = Vec::new();
    for input in &convert.inputs {
        if input.is_dir() {
            names.extend(inside(input, &mut found));
        } else {
            names.push(input.to_string_lossy().into_owned());
        }
    }
    for name in &names {
        let (report, problems) = match name.as_str() {
            STANDARD_INPUT => {
                let report = Report::undescribed("stdin", STANDARD_INPUT, project);
                (Some(report), Vec::new())
            }
            name => Report::at(name, project),
        };
        found.extend(problems);
        let Some(report) = report else { continue };
        if keys.insert(report.key.clone()) {
            reports.push(report);
        } else {
            let message = format!("another input is called `{}`, too", report.key);
            found.push(
                Diagnostic::error("convert-key", message)
                    .at(Place::file(&report.source))
                    .help("rename the file, or put it into a folder of its own with a report.toml"),
            );
        }
    }
    (reports, found)
}
