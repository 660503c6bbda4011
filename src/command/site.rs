//! The site of a release: what the pages are made of.

use anyhow::Result;

use govrep::diagnostic::Count;
use govrep::graph::iri::Namer;
use govrep::page::front::Download;
use govrep::page::quality::{self, Check};
use govrep::page::question::Answer;
use govrep::page::site::{self, Content};
use govrep::page::{Reading, Site, World};
use govrep::publish::dump::Format;
use govrep::publish::release::Release;
use govrep::query::QueryError;

use super::check::CheckedProject;

/// How many digits of the checksum of the dataset make its version.
const DIGITS: usize = 8;

/// Writes the site of a project that was checked, and the answers of its saved queries.
pub fn write(checked: &CheckedProject, release: &mut Release) -> Result<()> {
    let project = &checked.project;
    let readings = checked.dataset.reports.iter().map(|read| {
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
    });
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
    let dump = |format: Format| format!("dump/{}.{}", project.dataset.name, format.extension());
    let downloads = Format::ALL.map(|format| Download {
        format: format_name(format),
        bytes: release
            .files()
            .get(&dump(format))
            .map_or(0, |file| file.bytes),
        path: dump(format),
    });
    let quads = release.files().get(&dump(Format::NQuads));
    let version = quads.map_or(String::new(), |file| file.sha256[..DIGITS].to_owned());
    let problems = Count::of(&checked.found);
    let check = |key, problems| Check { key, problems };
    let content = Content {
        site: Site {
            project,
            version: &version,
            issued: None,
            languages: &Site::languages(project),
        },
        questions,
        // A release with an error is never written.
        checks: vec![
            check("check-evidence", 0),
            check("check-shapes", 0),
            check("check-integrity", 0),
            check("check-reread", 0),
            check("check-answers", 0),
            check("check-warnings", problems.warnings),
        ],
        downloads: downloads.to_vec(),
        figures: vec![
            (world.readings.len(), "reports"),
            (world.pages().len(), "things"),
            (checked.quads.union().count(), "triples"),
            (quality::disputes(&world), "discrepancies"),
        ],
        world: &world,
    };
    Ok(site::write(&content, release)?)
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
