//! `govrep score`: how well a report is read, against what a person found in it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use govrep::authority::Authority;
use govrep::diagnostic::{Count, Diagnostic, Place, Severity};
use govrep::project::{Project, Report};
use govrep::score::{self, Gold, Published};

use super::check::CheckedProject;
use super::dataset::{Added, Dataset, STANDARD_INPUT, authority, find, open};
use super::{Console, Outcome, Stop, to_stdout};
use crate::cli::{Score, ScoreFormat};

pub fn run(options: &Score, project: Option<&Path>, console: Console) -> Result<Outcome> {
    let file = options.gold.to_string_lossy();
    let text = fs::read_to_string(&options.gold).map_err(|error| {
        let message = format!("the gold file `{file}` cannot be read: {error}");
        let help = "name what a person found in the report first, then the report";
        Stop::from(Diagnostic::error("score-gold", message).help(help))
    })?;
    let gold = Gold::parse(&file, &text).map_err(Stop::from)?;
    let Meant {
        report,
        project,
        authority,
        found,
    } = match &options.input {
        Some(input) => named(&input.to_string_lossy(), project)?,
        None => of_project(&options.gold, project)?,
    };
    let added = Added::unless(options.no_curation);
    let dataset = Dataset::read(vec![report], &project, &authority, &added, found, console);
    console.show_errors(&dataset.found);
    let Some(read) = dataset.reports.first() else {
        return Ok(Outcome::Problems);
    };
    let published = Published {
        extraction: &read.extraction,
        quads: &read.quads,
        authority: &dataset.authority,
        base: &project.base,
    };
    let score = score::Score::new(&gold, &published).map_err(|found| {
        let at = |diagnostic: Diagnostic| diagnostic.at(Place::file(&file));
        Stop(found.into_iter().map(at).collect())
    })?;
    let text = match options.format {
        ScoreFormat::Text => score::to_text(&score),
        ScoreFormat::Markdown => score::to_markdown(&score),
        ScoreFormat::Json => score.to_json(),
    };
    to_stdout(|out| out.write_all(text.as_bytes()))?;
    Ok(if Count::of(&dataset.found).errors == 0 {
        Outcome::Fine
    } else {
        Outcome::Problems
    })
}

/// How well the reports of a project were read that have a gold file, by key, as published.
///
/// A gold file that cannot be used is told and left out: it is no part of what is published.
pub fn measured(checked: &CheckedProject, console: Console) -> Vec<(String, score::Score)> {
    let project = &checked.project;
    let Some(folder) = &project.gold else {
        return Vec::new();
    };
    let mut measured = Vec::new();
    for read in &checked.dataset.reports {
        let file = format!("{folder}/{}.json", read.report.key);
        let Ok(text) = fs::read_to_string(project.path(&file)) else {
            continue;
        };
        let published = Published {
            extraction: &read.extraction,
            quads: &read.quads,
            authority: &checked.dataset.authority,
            base: &project.base,
        };
        let gold = Gold::parse(&file, &text).map_err(|problem| vec![problem]);
        match gold.and_then(|gold| score::Score::new(&gold, &published)) {
            Ok(score) => measured.push((read.report.key.clone(), score)),
            Err(problems) => {
                let told = problems.into_iter().map(|mut problem| {
                    problem.severity = Severity::Warning;
                    if problem.place.is_some() {
                        return problem;
                    }
                    problem.at(Place::file(&file))
                });
                console.show(&told.collect::<Vec<_>>());
            }
        }
    }
    measured
}

/// The report to be scored, and what it is read with.
struct Meant {
    report: Report,
    project: Project,
    authority: Authority,
    found: Vec<Diagnostic>,
}

/// A source that the user named, read as `convert` would read it.
fn named(input: &str, project: Option<&Path>) -> Result<Meant> {
    let (mut project, mut found) = match find(project)? {
        Some(opened) => (opened.project, opened.found),
        None => (Project::default(), Vec::new()),
    };
    let (authority, problems) = authority(&project);
    found.extend(problems);
    if input == STANDARD_INPUT {
        return Ok(Meant {
            report: Report::undescribed("stdin", STANDARD_INPUT, &project),
            project,
            authority,
            found,
        });
    }
    if !Path::new(input).exists() {
        let message = format!("there is no file or folder `{input}`");
        let missing = Diagnostic::error("score-input", message);
        return Err(Stop::from(missing.help("check the name; - is standard input")).into());
    }
    // Sources are named from where the user is, not from the project.
    project.root = PathBuf::new();
    let (report, problems) = Report::at(input, &project);
    found.extend(problems);
    let Some(report) = report else {
        return Err(Stop(found).into());
    };
    Ok(Meant {
        report,
        project,
        authority,
        found,
    })
}

/// The report of the project that is called as the gold file.
fn of_project(gold: &Path, project: Option<&Path>) -> Result<Meant> {
    let opened = open(project)?;
    let (project, mut found) = (opened.project, opened.found);
    let (reports, problems) = project.reports().with_context(|| {
        format!(
            "cannot list `{}`",
            project.path(govrep::project::REPORTS).display()
        )
    })?;
    found.extend(problems);
    let stem = gold
        .file_stem()
        .map(OsStr::to_string_lossy)
        .unwrap_or_default();
    let keys: Vec<&str> = reports.iter().map(|report| &*report.key).collect();
    let Some(index) = keys.iter().position(|key| *key == stem) else {
        let message = format!("no report of the project is called `{stem}`");
        let mut help = "name the source after the gold file".to_owned();
        if !keys.is_empty() {
            help = format!("{help}; the reports are {}", keys.join(", "));
        }
        found.push(Diagnostic::error("score-report", message).help(help));
        return Err(Stop(found).into());
    };
    let (authority, problems) = authority(&project);
    found.extend(problems);
    Ok(Meant {
        report: reports[index].clone(),
        project,
        authority,
        found,
    })
}
