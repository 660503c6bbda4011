//! `govrep convert`: sources → RDF, without a project.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;

use govrep::diagnostic::{Count, Diagnostic, Place};
use govrep::graph::Names;
use govrep::graph::vocab::PREFIXES;
use govrep::project::{Project, Report, valid_base};
use govrep::publish::{dump, release};

use super::dataset::{Curation, Dataset, STANDARD_INPUT, authority, find};
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
    let (reports, problems) = reports(convert, &project);
    found.extend(problems);
    let curation = if convert.no_curation {
        Curation::Off
    } else {
        Curation::On
    };
    let mut dataset = Dataset::read(reports, &project, &authority, curation, found, console);
    console.show(&dataset.found);
    let count = Count::of(&dataset.found);
    // An empty graph would look like a report that says nothing.
    if !dataset.reports.is_empty() {
        let quads = dataset.take_quads();
        let names = Names {
            base: Some(&project.base),
            prefixes: PREFIXES,
        };
        let content = |out: &mut dyn Write| -> io::Result<()> {
            dump::write(&quads, format, &names, out)?;
            Ok(())
        };
        match &convert.output {
            Some(file) => release::write_whole(file, content)?,
            None => to_stdout(content)?,
        }
        // The process ends now, and the system takes all memory back in one piece.
        std::mem::forget((quads, dataset));
    }
    Ok(if count.errors == 0 {
        Outcome::Fine
    } else {
        Outcome::Problems
    })
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

/// The reports that the user named; two of one key would be one report in the graph.
fn reports(convert: &Convert, project: &Project) -> (Vec<Report>, Vec<Diagnostic>) {
    let (mut reports, mut found) = (Vec::new(), Vec::new());
    let mut keys = BTreeSet::new();
    for input in &convert.inputs {
        let name = input.to_string_lossy();
        let (report, problems) = match &*name {
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
