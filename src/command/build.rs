//! `govrep build`: the main job, from the reports to a release.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;
use oxigraph::model::{NamedNodeRef, NamedOrBlankNodeRef, TermRef};

use govrep::diagnostic::{Count, Diagnostic};
use govrep::graph::map::Tally;
use govrep::graph::vocab::{self, cv, foaf, org, prov, rdf, schema};
use govrep::project::Date;
use govrep::publish::catalog::Described;
use govrep::publish::edition::{self, EditionError};
use govrep::publish::history;
use govrep::publish::release::Release;

use super::catalogue;
use super::check::CheckedProject;
use super::dataset::ReportGraph;
use super::site::Told;
use super::{Console, Outcome, Stop, score, to_stdout};
use crate::cli::Build;

/// Where a release is put if the user does not say, below the folder of the project.
const PUBLIC: &str = "public";

pub fn run(build: &Build, project: Option<&Path>, console: Console) -> Result<Outcome> {
    let checked = CheckedProject::new(project, console)?;
    console.show(&checked.found);
    let target = match &build.output {
        Some(folder) => folder.clone(),
        None => checked.project.path(PUBLIC),
    };
    // A report that cannot be read would silently vanish from what was published before.
    let errors = Count::of(&checked.found).errors > 0;
    if errors || checked.is_wrong || checked.dataset.reports.is_empty() {
        let why = match (checked.dataset.reports.is_empty(), checked.is_wrong) {
            (true, _) => "no report that can be read",
            (false, true) => "errors in the graph or in an answer",
            (false, false) => "errors in a report",
        };
        console.say(&format!(
            "{why}: nothing was written to {}\n",
            target.display()
        ));
        return Ok(Outcome::Problems);
    }
    let files = publish(&checked, &target, console)?;
    if !console.is_quiet() {
        let summary = summary(&checked, files, &target);
        to_stdout(|out| out.write_all(summary.as_bytes()))?;
    }
    Ok(Outcome::Fine)
}

/// Writes the release, proves it with a second parser, puts it in place; returns how many files
/// it has.
fn publish(checked: &CheckedProject, target: &Path, console: Console) -> Result<usize> {
    let measured = score::measured(checked, console);
    let (project, dumps, names) = (&checked.project, checked.dumps(), checked.names());
    let mut release = Release::begin(target)?;
    dumps.write(&mut release).map_err(stop)?;
    // Offsets count in the text that a reader made of a file, so that it is a part of the data.
    for read in &checked.dataset.reports {
        let source = read.extraction.document.source();
        if source.rendition.is_some() {
            let name = format!("text/{}.txt", read.report.key);
            release.write(&name, |out| out.write_all(source.text.as_bytes()))?;
        }
    }
    let set = project.dataset.version.as_deref();
    let version = dumps.version(set, &release);
    dumps
        .keep_versions(&version, set.is_some(), &mut release)
        .map_err(stop)?;
    let day = checked.day();
    let history = history::write(
        &dumps,
        &version,
        day.as_ref().map(Date::to_string),
        &mut release,
    );
    let history = history.map_err(stop)?;
    let told = Told {
        version: &version,
        history,
        measured,
    };
    super::site::write(checked, told, &mut release, console)?;
    let files = release.files().clone();
    let described = Described {
        project,
        authority: &checked.knowledge.authority,
        sources: &catalogue::sources(&checked.dataset, &project.base),
        quads: &checked.quads,
        files: &files,
        version: &version,
        day: checked.knowledge.day,
    };
    edition::write_catalogue(&described, &names, &mut release).map_err(stop)?;
    Ok(release.publish()?.len())
}

/// What the user is told of an error that kept the release back.
fn stop(error: EditionError) -> anyhow::Error {
    match error {
        EditionError::Release(error) => error.into(),
        error => {
            let problem = Diagnostic::error(error.code(), error.to_string());
            Stop::from(problem.help(error.help())).into()
        }
    }
}

/// What was made, in numbers.
fn summary(checked: &CheckedProject, files: usize, target: &Path) -> String {
    let reports = &checked.dataset.reports;
    let counts = Counts::of(reports);
    let kinds: Vec<String> = counts
        .entities
        .iter()
        .filter(|(_, things)| !things.is_empty())
        .map(|(kind, things)| format!("{} {kind}", things.len()))
        .collect();
    let entities: usize = counts.entities.iter().map(|(_, things)| things.len()).sum();
    let found = Count::of(&checked.found);
    let mut text = String::new();
    let mut line = |what: &str, number: usize, more: &str| {
        let _ = writeln!(
            text,
            "{}",
            format!("{what:<13} {number:>7}  {more}").trim_end()
        );
    };
    line("sources", reports.len(), "");
    line("entities", entities, &kinds.join(" · "));
    line("facts", counts.facts.len(), "");
    line("triples", checked.quads.union().count(), "");
    line("discrepancies", counts.discrepancies.len(), "");
    let annotated = checked.dataset.annotated();
    if annotated != Tally::default() {
        line("annotations", annotated.accepted, &told(annotated));
    }
    line("warnings", found.warnings, "");
    let points = usize::try_from(checked.score.points()).unwrap_or_default();
    line("catalogue", points, &catalogue::rating(&checked.score));
    line("files", files, &format!("in {}", target.display()));
    text
}

/// What became of annotations.
pub fn told(annotated: Tally) -> String {
    let Tally {
        joined, refused, ..
    } = annotated;
    format!("taken over · {joined} of them of what was known · {refused} refused")
}

/// The things and facts that reports tell of, each once.
struct Counts<'a> {
    /// Entities by kind.
    entities: Vec<(&'static str, BTreeSet<&'a str>)>,
    /// Nodes that say something of entities.
    facts: BTreeSet<&'a str>,
    /// Contradictions.
    discrepancies: BTreeSet<&'a str>,
}

/// The classes of entities, by the word for many of them.
const ENTITIES: [(&str, &[NamedNodeRef<'static>]); 6] = [
    ("jurisdictions", &[vocab::govrep::JURISDICTION]),
    (
        "organisations",
        &[
            org::ORGANIZATION_CLASS,
            org::FORMAL_ORGANIZATION,
            org::ORGANIZATIONAL_UNIT,
            org::ORGANIZATIONAL_COLLABORATION,
        ],
    ),
    ("persons", &[foaf::PERSON]),
    ("events", &[cv::PUBLIC_EVENT, schema::EVENT]),
    ("works", &[schema::CREATIVE_WORK]),
    (
        "programmes and platforms",
        &[vocab::govrep::PROGRAMME, vocab::govrep::PLATFORM],
    ),
];

impl<'a> Counts<'a> {
    /// Counts what was derived from words, and what of it contradicts itself.
    fn of(reports: &'a [ReportGraph]) -> Self {
        let quads = || reports.iter().flat_map(|read| read.quads.iter());
        let subject = |quad: &'a oxigraph::model::Quad| match quad.subject.as_ref() {
            NamedOrBlankNodeRef::NamedNode(node) => Some(node.as_str()),
            NamedOrBlankNodeRef::BlankNode(_) => None,
        };
        let mut facts: BTreeSet<&str> = quads()
            .filter(|quad| quad.predicate == prov::WAS_DERIVED_FROM)
            .filter_map(subject)
            .collect();
        let of_class = |classes: &[NamedNodeRef<'_>]| -> BTreeSet<&'a str> {
            quads()
                .filter(|quad| {
                    let class = quad.object.as_ref();
                    quad.predicate == rdf::TYPE
                        && classes.iter().any(|c| class == TermRef::NamedNode(*c))
                })
                .filter_map(subject)
                .collect()
        };
        let mut take = |classes: &[NamedNodeRef<'_>]| -> BTreeSet<&'a str> {
            let things = of_class(classes);
            let taken = facts.intersection(&things).copied().collect();
            facts.retain(|node| !things.contains(node));
            taken
        };
        let entities = ENTITIES.map(|(kind, classes)| (kind, take(classes))).into();
        // They are derived by comparing facts; their words are those of the values.
        let discrepancies = of_class(&[vocab::govrep::DISCREPANCY]);
        Self {
            entities,
            facts,
            discrepancies,
        }
    }
}
