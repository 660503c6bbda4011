//! The site of a release: what the pages are made of.

use anyhow::Result;

use govrep::diagnostic::Severity;
use govrep::graph::iri::Namer;
use govrep::page::front::Download;
use govrep::page::quality::{self, Check, Quality};
use govrep::page::question::Answer;
use govrep::page::site::{self, Content};
use govrep::page::vocabulary;
use govrep::page::{Reading, Site, World};
use govrep::project::Project;
use govrep::publish::dump::Format;
use govrep::publish::history::Past;
use govrep::publish::release::Release;
use govrep::query::{QueryError, SavedQuery};
use govrep::score;

use super::Console;
use super::check::CheckedProject;
use super::dataset::ReportGraph;
use super::query::QUERIES;

/// What a release tells of itself on its pages.
pub struct Told<'t> {
    /// The name of its version.
    pub version: &'t str,
    /// The releases that can still be had, the newest first.
    pub history: Vec<Past>,
    /// How well reports were read that a person read, too, by key.
    pub measured: Vec<(String, score::Score)>,
}

/// Writes the site of a project that was checked, and the answers of its saved queries.
pub fn write(
    checked: &CheckedProject,
    told: Told<'_>,
    release: &mut Release,
    console: Console,
) -> Result<()> {
    let project = &checked.project;
    let reports = checked.dataset.reports.iter();
    let readings = reports.map(|read| reading(read, project));
    let world = World::new(&project.base, &checked.quads, readings.collect());
    let mut questions = Vec::new();
    for query in checked.queries.iter() {
        let answer = match query.answer(&checked.store, &[], None) {
            Ok(results) => Some(Answer::read(results)?),
            // It waits for values that only a reader can give.
            Err(QueryError::Parameter { .. }) => None,
            Err(error) => return Err(error.into()),
        };
        questions.push((query, answer));
    }
    let dumps = checked.dumps();
    let downloads = Format::ALL.map(|format| Download {
        format: format_name(format),
        bytes: release
            .files()
            .get(&dumps.file(format))
            .map_or(0, |file| file.bytes),
        path: dumps.file(format),
    });
    let issued = checked.day().map(|day| day.to_string());
    let content = Content {
        site: Site {
            project,
            version: told.version,
            issued: issued.as_deref(),
            languages: &Site::languages(project),
        },
        questions,
        quality: Quality {
            checks: checks(checked, &world, release),
            warnings: warnings(checked),
            catalogue: &checked.score,
            measured: told.measured,
        },
        history: told.history,
        downloads: downloads.to_vec(),
        figures: vec![
            (world.readings.len(), "reports"),
            (world.pages().len(), "things"),
            (checked.quads.union().count(), "triples"),
            (quality::disputes(&world), "discrepancies"),
        ],
        world: &world,
    };
    let progress = |done, all| console.progress("writing pages", done, all);
    site::write(&content, release, &progress)?;
    console.progress_ends();
    Ok(())
}

/// What was checked before the release, with how much of it there was.
fn checks(checked: &CheckedProject, world: &World<'_>, release: &Release) -> Vec<Check> {
    let problems = |family: &str| {
        let found = checked.found.iter();
        found.filter(|it| it.code.starts_with(family)).count()
    };
    let check = |key, family, looked_at| Check {
        key,
        looked_at,
        problems: problems(family),
    };
    let has_answer = |query: &SavedQuery| {
        let file = format!("{QUERIES}/{}.{}", query.name, query.answer_format().name());
        checked.project.path(&file).is_file()
    };
    let answers = checked.queries.iter().filter(|query| has_answer(query));
    let dumps = release.files().keys();
    let rules = cfg!(feature = "shacl").then(vocabulary::rules);
    vec![
        check("check-evidence", "evidence-", Some(quality::facts(world))),
        check("check-shapes", "shacl-", rules),
        check("check-integrity", "integrity-", Some(quality::links(world))),
        check(
            "check-agreement",
            "agreement-",
            Some(quality::disputes(world)),
        ),
        check(
            "check-reread",
            "reread-",
            Some(dumps.filter(|name| name.starts_with("dump/")).count()),
        ),
        check("check-answers", "query-", Some(answers.count())),
    ]
}

/// What else a person should know: a release with an error is never written.
fn warnings(checked: &CheckedProject) -> Vec<String> {
    let found = checked.found.iter();
    let warnings = found.filter(|it| it.severity == Severity::Warning);
    warnings.map(|it| it.message.clone()).collect()
}

/// The text of a report as pages show it.
pub fn reading<'r>(read: &'r ReportGraph, project: &Project) -> Reading<'r> {
    let document = &read.extraction.document;
    let names = Namer::new(&project.base, &read.report.key, document.source());
    let (text, report) = (names.text(), names.document());
    let things = format!("{}id/", project.base);
    let stem = text.as_str().strip_prefix(&things).unwrap_or(text.as_str());
    let stem = govrep::page::link::stem(stem);
    Reading::new(
        text.clone().into_string(),
        report.into_string(),
        stem,
        document,
    )
}

fn format_name(format: Format) -> &'static str {
    match format {
        Format::Turtle => "Turtle",
        Format::NTriples => "N-Triples",
        Format::NQuads => "N-Quads",
        Format::TriG => "TriG",
        Format::JsonLd => "JSON-LD",
        Format::RdfXml => "RDF/XML",
    }
}
