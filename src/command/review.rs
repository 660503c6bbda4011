//! `govrep review`: a page on which an editor goes through a report.

use std::path::{Path, PathBuf};

use anyhow::Result;

use govrep::diagnostic::{Count, Diagnostic};
use govrep::graph::Quads;
use govrep::page::{Language, Site, World, review};
use govrep::project::{Project, Report};
use govrep::publish::release;

use super::dataset::{Added, Dataset, STANDARD_INPUT, authority, find, ontology};
use super::site::reading;
use super::{Console, Outcome, Stop, to_stdout};
use crate::cli::Review;

pub fn run(options: &Review, project: Option<&Path>, console: Console) -> Result<Outcome> {
    let (mut project, mut found, reports) = match find(project)? {
        Some(opened) => {
            let (reports, _) = opened.project.reports()?;
            (opened.project, opened.found, reports)
        }
        None => (Project::default(), Vec::new(), Vec::new()),
    };
    let (authority, problems) = authority(&project);
    found.extend(problems);
    let report = report(&options.report, reports, &mut project, &mut found)?;
    let added = Added::unless(options.no_curation);
    let dataset = Dataset::read(vec![report], &project, &authority, &added, found, console);
    console.show(&dataset.found);
    let Some(read) = dataset.reports.first() else {
        return Ok(Outcome::Problems);
    };
    let ontology = ontology(&project.base)?;
    let quads = dataset.quads().chain(ontology.iter()).cloned().collect();
    let quads = Quads::new(quads);
    let world = World::new(&project.base, &quads, vec![reading(read, &project)]);
    let languages = Site::languages(&project);
    let rules = review::rules(&read.extraction);
    // The page is for who reads the report.
    let known = Language::ALL.into_iter();
    let language = known
        .filter(|language| language.reads(&read.report.language))
        .chain(languages)
        .next()
        .unwrap_or(Language::English);
    let page = review::render(&world, &world.readings[0], &rules, language)?;
    match &options.output {
        Some(file) => release::write_whole(file, |out| out.write_all(page.as_bytes()))?,
        None => to_stdout(|out| out.write_all(page.as_bytes()))?,
    }
    Ok(if Count::of(&dataset.found).errors == 0 {
        Outcome::Fine
    } else {
        Outcome::Problems
    })
}

/// The report that is meant: one of the project by its key, else a file or folder, which is
/// named from where the user is.
fn report(
    named: &Path,
    reports: Vec<Report>,
    project: &mut Project,
    found: &mut Vec<Diagnostic>,
) -> Result<Report> {
    let name = named.to_string_lossy();
    let keys: Vec<String> = reports.iter().map(|report| report.key.clone()).collect();
    if let Some(report) = reports.into_iter().find(|report| report.key == name) {
        return Ok(report);
    }
    if name == STANDARD_INPUT {
        return Ok(Report::undescribed("stdin", STANDARD_INPUT, project));
    }
    if !named.exists() {
        let message = format!("there is no report, file or folder `{name}`");
        let help = match keys.as_slice() {
            [] => "check the name; - is standard input".to_owned(),
            keys => format!("the reports of the project are {}", keys.join(", ")),
        };
        return Err(Stop::from(Diagnostic::error("review-report", message).help(help)).into());
    }
    project.root = PathBuf::new();
    let (report, problems) = Report::at(&name, project);
    found.extend(problems);
    report.ok_or_else(|| Stop(std::mem::take(found)).into())
}
