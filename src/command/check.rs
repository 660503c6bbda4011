//! `govrep check`: everything that `build` does before it writes.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, Result};
use rayon::prelude::*;

use govrep::check::{Checked, Received, Texts, agreement, evidence, integrity, shacl};
use govrep::diagnostic::{self, Count, Diagnostic, Severity, render, to_json};
use govrep::graph::iri::{Namer, authority_graph};
use govrep::graph::vocab::PREFIXES;
use govrep::graph::{Names, Quads, ontology::FILES};
use govrep::project::{Date, Project};
use govrep::publish::catalog::{Catalogue, Described, Score};
use govrep::publish::edition::Dumps;
use govrep::query::{Queries, SavedQuery};
use govrep::store::Store;

use super::catalogue::{self, Knowledge};
use super::dataset::{Dataset, SHAPES, ontology, open};
use super::query::{QUERIES, saved};
use super::{Console, Outcome, to_stdout};
use crate::cli::{Check, CheckFormat};

pub fn run(check: &Check, project: Option<&Path>, console: Console) -> Result<Outcome> {
    let checked = CheckedProject::new(project, console)?;
    let mut found = checked.found;
    if console.is_quiet() {
        found.retain(|d| d.severity == Severity::Error);
    }
    let text = match check.format {
        CheckFormat::Text => render(&found, console.colors_data()),
        CheckFormat::Json => to_json(&found),
    };
    to_stdout(|out| out.write_all(text.as_bytes()))?;
    let count = Count::of(&found);
    if check.format == CheckFormat::Text {
        console.say(&catalogue::table(&checked.score));
    }
    console.say(&format!("{count}\n"));
    Ok(if count.errors == 0 {
        Outcome::Fine
    } else {
        Outcome::Problems
    })
}

/// A project that was read and checked.
pub struct CheckedProject {
    /// Its settings.
    pub project: Project,
    /// Its reports.
    pub dataset: Dataset,
    /// Everything, the ontology included.
    pub quads: Quads,
    /// The same, to be asked.
    pub store: Store,
    /// Its saved queries.
    pub queries: Queries,
    /// What its description needs besides.
    pub knowledge: Knowledge,
    /// How data.europa.eu would rate the description.
    pub score: Score,
    /// Every problem, in order.
    pub found: Vec<Diagnostic>,
    /// Whether the graph or an answer is wrong, so that it must not be published; a report that
    /// could not be read is only missing.
    pub is_wrong: bool,
}

impl CheckedProject {
    /// Reads a project and checks the graph and the saved queries.
    ///
    /// # Errors
    ///
    /// If there is no project, its settings cannot be used, or the machine refuses.
    pub fn new(named: Option<&Path>, console: Console) -> Result<Self> {
        let (project, mut dataset) = Dataset::of_project(open(named)?, console)?;
        let ontology = ontology(&project.base)?;
        let quads = Quads::new(dataset.quads().chain(ontology.iter()).cloned().collect());
        let mut wrong = check_graph(&dataset, &quads, &ontology, &project.base)?;
        let store = Store::in_memory()?;
        store.load(quads.iter().cloned())?;
        let (queries, problems) = check_queries(&store, &project)?;
        wrong.extend(problems);
        let knowledge = Knowledge::of(&project)?;
        let (rated, problems) = check_catalogue(&project, &dataset, &quads, &knowledge);
        wrong.extend(problems);
        let is_wrong = wrong.iter().any(|d| d.severity == Severity::Error);
        let mut found = std::mem::take(&mut dataset.found);
        found.extend(wrong);
        diagnostic::sort(&mut found);
        Ok(Self {
            project,
            dataset,
            quads,
            store,
            queries,
            knowledge,
            score: rated,
            found,
            is_wrong,
        })
    }

    /// The dumps that are to be published.
    pub fn dumps(&self) -> Dumps<'_> {
        Dumps {
            name: &self.project.dataset.name,
            quads: &self.quads,
            names: self.names(),
        }
    }

    /// The day of the release, if the settings or the environment tell it.
    pub fn day(&self) -> Option<Date> {
        let dataset = &self.project.dataset;
        dataset.modified.or(self.knowledge.day).or(dataset.issued)
    }

    /// How IRIs are shortened.
    pub fn names(&self) -> Names<'_> {
        Names {
            base: Some(&self.project.base),
            prefixes: PREFIXES,
        }
    }
}

/// Rates the description before a file is written.
fn check_catalogue(
    project: &Project,
    dataset: &Dataset,
    quads: &Quads,
    knowledge: &Knowledge,
) -> (Score, Vec<Diagnostic>) {
    let dumps = Dumps {
        name: &project.dataset.name,
        quads,
        names: Names::default(),
    };
    let catalogue = Catalogue::of(&Described {
        project,
        authority: &knowledge.authority,
        sources: &catalogue::sources(dataset, &project.base),
        quads,
        files: &catalogue::planned(&dumps),
        version: project.dataset.version.as_deref().unwrap_or_default(),
        day: knowledge.day,
    });
    (catalogue.score, catalogue.found)
}

/// Checks evidence and shapes report by report, and how all hangs together.
fn check_graph(
    dataset: &Dataset,
    all: &Quads,
    ontology: &Quads,
    base: &str,
) -> Result<Vec<Diagnostic>> {
    let names = Names {
        base: Some(base),
        prefixes: PREFIXES,
    };
    let authority = authority_graph(base);
    let context = ontology.iter().chain(dataset.authority.iter());
    let context = Quads::new(context.cloned().collect());
    let shapes = Shapes::read()?;
    let found: Result<Vec<Vec<Diagnostic>>> = dataset
        .reports
        .par_iter()
        .map(|read| {
            let source = read.extraction.document.source();
            let names_of = Namer::new(base, &read.report.key, source);
            let (text, meta) = (names_of.text(), names_of.graph("meta"));
            let mut texts = Texts::default();
            texts.insert(text.as_str(), Received::of(source, &read.report.source));
            let checked = Checked {
                quads: &read.quads,
                texts: &texts,
                names,
            };
            // What the settings state of a report is no fact that it prints.
            let stated = [authority.as_str(), meta.as_str()];
            let mut found = evidence::check(&checked, &stated);
            found.extend(shapes.check(&checked, &context)?);
            Ok(found)
        })
        .collect();
    let mut found: Vec<Diagnostic> = found?.into_iter().flatten().collect();
    let checked = Checked {
        quads: all,
        texts: &Texts::default(),
        names,
    };
    found.extend(integrity::check(&checked, ontology, &format!("{base}id/")));
    found.extend(agreement::check(&checked));
    found.extend(shacl::missing());
    Ok(found)
}

/// The shapes of the ontology, where the program was built with SHACL.
pub struct Shapes(#[cfg(feature = "shacl")] shacl::Shapes);

impl Shapes {
    #[cfg(feature = "shacl")]
    pub fn read() -> Result<Self> {
        let file = FILES.iter().find(|(file, _)| *file == SHAPES);
        let (_, text) = file.context("the shapes are a part of the program")?;
        Ok(Self(shacl::Shapes::read(text)?))
    }

    #[cfg(feature = "shacl")]
    fn check(&self, checked: &Checked<'_>, context: &Quads) -> Result<Vec<Diagnostic>> {
        Ok(self.0.check(checked, context)?)
    }

    /// Where a graph breaks its shapes, node by node.
    #[cfg(feature = "shacl")]
    pub fn violations(
        &self,
        checked: &Checked<'_>,
        context: &Quads,
    ) -> Result<Vec<shacl::Violation>> {
        Ok(self.0.violations(checked, context)?)
    }

    #[cfg(not(feature = "shacl"))]
    fn read() -> Result<Self> {
        Ok(Self())
    }

    #[cfg(not(feature = "shacl"))]
    fn check(&self, _: &Checked<'_>, _: &Quads) -> Result<Vec<Diagnostic>> {
        Ok(Vec::new())
    }
}

/// Reads the saved queries and compares their answers with those that are expected.
fn check_queries(store: &Store, project: &Project) -> Result<(Queries, Vec<Diagnostic>)> {
    let (queries, mut found) = saved(project)?;
    for query in queries.iter() {
        found.extend(check_answer(query, store, project)?);
    }
    Ok((queries, found))
}

fn check_answer(
    query: &SavedQuery,
    store: &Store,
    project: &Project,
) -> Result<Option<Diagnostic>> {
    let file = format!("{QUERIES}/{}.{}", query.name, query.answer_format().name());
    let expected = match fs::read_to_string(project.path(&file)) {
        Ok(expected) => expected,
        // A project need not say what it expects.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("cannot read `{file}`")),
    };
    let query_file = format!("{QUERIES}/{}.rq", query.name);
    Ok(match query.check_answer(store, &file, &expected) {
        Ok(difference) => difference,
        Err(error) => Some(error.in_file(&query_file, &query.text)),
    })
}
