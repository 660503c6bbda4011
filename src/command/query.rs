//! `govrep query`: a saved query by name, any other SPARQL, or the list of saved queries.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result};

use govrep::diagnostic::{Count, Diagnostic, visible};
use govrep::graph::Names;
use govrep::graph::vocab::PREFIXES;
use govrep::project::Project;
use govrep::publish::dump::Format;
use govrep::query::{Queries, QueryError, ResultFormat, SavedQuery, result};
use govrep::store::Store;

use super::dataset::{Dataset, ontology, open};
use super::{Console, Outcome, Stop, to_stdout};
use crate::cli::{AnswerFormat, Query};

/// The folder of saved queries, below the folder of the project.
pub const QUERIES: &str = "queries";

pub fn run(query: &Query, project: Option<&Path>, console: Console) -> Result<Outcome> {
    let opened = open(project)?;
    let Some(asked) = find(query, &opened.project, console)? else {
        return Ok(Outcome::Fine);
    };
    // Before the reports are read: a mistyped value should be told at once.
    let bound = asked.bind(&query.parameters).map_err(|e| stop(&e))?;
    let (project, dataset) = Dataset::of_project(opened, console)?;
    console.show_errors(&dataset.found);
    let store = dataset.store(&ontology(&project.base)?)?;
    let answer = store.query(bound, None).map_err(|e| stop(&e.into()))?;
    let names = Names {
        base: Some(&project.base),
        prefixes: PREFIXES,
    };
    // In memory first: half an answer would look like a whole one.
    let mut bytes = Vec::new();
    let format = format(query);
    let count = result::write(answer, format, &names, &mut bytes).map_err(|e| stop(&e))?;
    if count == 0 {
        console.show(&nothing_of(&asked, query, &store)?);
    }
    if format == ResultFormat::Table {
        // A table is read in a terminal, which must not obey what a document says.
        bytes = visible(&String::from_utf8_lossy(&bytes)).into_bytes();
    }
    to_stdout(|out| out.write_all(&bytes))?;
    Ok(if Count::of(&dataset.found).errors == 0 {
        Outcome::Fine
    } else {
        Outcome::Problems
    })
}

/// The values that are IRIs of nothing, which is why an answer is empty.
fn nothing_of(asked: &SavedQuery, query: &Query, store: &Store) -> Result<Vec<Diagnostic>> {
    let mut found = Vec::new();
    for (parameter, iri) in asked.iris(&query.parameters) {
        if store.has(&iri)? {
            continue;
        }
        let message = format!("nothing is said of {iri}, so that the answer is empty");
        let help = format!(
            "`{}` takes the IRI of a thing, whole or as a path such as `id/person/唐鳳`, and no \
             name; `govrep explain NAME` tells the IRI",
            parameter.name
        );
        found.push(Diagnostic::warning("query-nothing", message).help(help));
    }
    if found.is_empty() && !query.parameters.is_empty() {
        let values = query.parameters.iter();
        let values: Vec<String> = values
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let message = format!(
            "nothing matches {}, so that the answer is empty",
            values.join(", ")
        );
        let help = "check the spelling: values are compared with what the dataset has";
        found.push(Diagnostic::warning("query-nothing", message).help(help));
    }
    Ok(found)
}

/// The query that was asked for; none if the list of saved queries was, which is then written.
fn find(query: &Query, project: &Project, console: Console) -> Result<Option<SavedQuery>> {
    if let Some(text) = &query.sparql {
        let parsed = SavedQuery::parse("--sparql", text, &project.base);
        return Ok(Some(
            parsed.map_err(|e| Stop::from(e.in_file("--sparql", text)))?,
        ));
    }
    if let Some(file) = &query.file {
        let name = file.display().to_string();
        let text = fs::read_to_string(file).with_context(|| format!("cannot read `{name}`"))?;
        let parsed = SavedQuery::parse(&name, &text, &project.base);
        return Ok(Some(
            parsed.map_err(|e| Stop::from(e.in_file(&name, &text)))?,
        ));
    }
    let (queries, found) = saved(project)?;
    let Some(name) = &query.name else {
        console.show(&found);
        if queries.iter().len() == 0 {
            console.say(&format!("there is no saved query in `{QUERIES}`\n"));
        }
        to_stdout(|out| list(&queries, out))?;
        return Ok(None);
    };
    queries.get(name).cloned().map(Some).map_err(|error| {
        // It may be missing because it is wrong.
        console.show(&found);
        stop(&error).into()
    })
}

/// The saved queries of a project, with what is wrong in their files.
pub fn saved(project: &Project) -> Result<(Queries, Vec<Diagnostic>)> {
    let folder = project.path(QUERIES);
    let (queries, mut found) = Queries::read(&folder, &project.base)
        .with_context(|| format!("cannot read the folder `{}`", folder.display()))?;
    // Files of a project are named from its own folder.
    for place in found.iter_mut().filter_map(|d| d.place.as_mut()) {
        if let Ok(inside) = Path::new(&place.file).strip_prefix(&folder) {
            place.file = format!("{QUERIES}/{}", inside.display());
        }
    }
    Ok((queries, found))
}

/// Writes the names of the saved queries, what they answer and what may be given.
fn list(queries: &Queries, out: &mut dyn Write) -> io::Result<()> {
    for query in queries.iter() {
        let (chinese, english) = (
            query.head.summary.in_language("zh-Hant"),
            query.head.summary.in_language("en"),
        );
        writeln!(out, "{}", query.name)?;
        writeln!(out, "    {}", visible(english))?;
        if chinese != english {
            writeln!(out, "    {}", visible(chinese))?;
        }
        for parameter in &query.parameters {
            writeln!(out, "    -p {}", visible(&parameter.to_string()))?;
        }
    }
    Ok(())
}

fn stop(error: &QueryError) -> Stop {
    let mut diagnostic = Diagnostic::error(error.code(), error.to_string());
    diagnostic.help = error.help();
    diagnostic.into()
}

fn format(query: &Query) -> ResultFormat {
    match query.format {
        None | Some(AnswerFormat::Table) => ResultFormat::Table,
        Some(AnswerFormat::Csv) => ResultFormat::Csv,
        Some(AnswerFormat::Tsv) => ResultFormat::Tsv,
        Some(AnswerFormat::Json) => ResultFormat::Json,
        Some(AnswerFormat::Xml) => ResultFormat::Xml,
        Some(AnswerFormat::Ttl) => ResultFormat::Graph(Format::Turtle),
        Some(AnswerFormat::Nt) => ResultFormat::Graph(Format::NTriples),
        Some(AnswerFormat::Nq) => ResultFormat::Graph(Format::NQuads),
        Some(AnswerFormat::Trig) => ResultFormat::Graph(Format::TriG),
        Some(AnswerFormat::Jsonld) => ResultFormat::Graph(Format::JsonLd),
        Some(AnswerFormat::Rdf) => ResultFormat::Graph(Format::RdfXml),
    }
}
