//! `govrep diff`: what a release adds and removes.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::Result;
use oxigraph::io::RdfParser;
use oxigraph::model::Quad;
use serde_json::json;

use govrep::diagnostic::{Diagnostic, Place};
use govrep::graph::vocab::PREFIXES;
use govrep::graph::{Names, Quads};
use govrep::project::Project;
use govrep::publish::difference::{Change, Difference, has_graphs, statement, without_graphs};
use govrep::publish::dump::{self, Format};
use govrep::publish::packed::Packing;

use super::dataset::find;
use super::{Console, Outcome, Stop, to_stdout};
use crate::cli::{Diff, DiffFormat};

/// The folder of a release with its dumps.
const DUMPS: &str = "dump";

pub fn run(diff: &Diff, project: Option<&Path>, console: Console) -> Result<Outcome> {
    let project = find(project)?.map_or_else(Project::default, |opened| opened.project);
    let (mut old, mut new) = (read(&diff.old)?, read(&diff.new)?);
    if has_graphs(&old) != has_graphs(&new) {
        // One of them cannot tell graphs apart, so only what both can say is compared.
        (old, new) = (without_graphs(&old), without_graphs(&new));
    }
    let difference = Difference::between(&old, &new, &project.languages);
    let names = Names {
        base: Some(&project.base),
        prefixes: PREFIXES,
    };
    match diff.format {
        DiffFormat::Text => {
            let text = text(&difference, &names);
            to_stdout(|out| out.write_all(text.as_bytes()))?;
        }
        DiffFormat::Json => {
            let text = json(&difference)?;
            to_stdout(|out| out.write_all(text.as_bytes()))?;
        }
        DiffFormat::Added => patch(&difference.added())?,
        DiffFormat::Removed => patch(&difference.removed())?,
    }
    console.say(&format!("{}\n", summary(&difference)));
    Ok(Outcome::Fine)
}

/// Things by name, with the statements that came and went.
fn text(difference: &Difference<'_>, names: &Names<'_>) -> String {
    let mut text = String::new();
    for thing in &difference.things {
        let mark = match thing.change {
            Change::Added => '+',
            Change::Removed => '-',
            Change::Changed => '~',
        };
        let short = names.shorten(thing.iri);
        let _ = match thing.label {
            Some(label) => writeln!(text, "{mark} {label} · {short}"),
            None => writeln!(text, "{mark} {short}"),
        };
        let removed = thing.removed.iter().map(|quad| ('-', quad));
        for (mark, quad) in removed.chain(thing.added.iter().map(|quad| ('+', quad))) {
            let _ = writeln!(text, "    {mark} {}", statement(quad, names));
        }
    }
    text
}

/// `3 things added, 1 removed, 2 changed; 20 statements added, 4 removed`.
fn summary(difference: &Difference<'_>) -> String {
    let count = |change| difference.count(change);
    let things = difference.things.iter();
    let (added, removed) = things.fold((0, 0), |(added, removed), thing| {
        (added + thing.added.len(), removed + thing.removed.len())
    });
    format!(
        "{} things added, {} removed, {} changed; {added} statements added, {removed} removed",
        count(Change::Added),
        count(Change::Removed),
        count(Change::Changed),
    )
}

/// The same for programs, statements as lines of N-Quads.
fn json(difference: &Difference<'_>) -> Result<String> {
    let mut things = Vec::new();
    for thing in &difference.things {
        let owned = |quads: &[oxigraph::model::QuadRef<'_>]| -> Quads {
            quads.iter().map(|quad| quad.into_owned()).collect()
        };
        things.push(json!({
            "iri": thing.iri,
            "label": thing.label,
            "change": match thing.change {
                Change::Added => "added",
                Change::Removed => "removed",
                Change::Changed => "changed",
            },
            "removed": lines(&owned(&thing.removed))?,
            "added": lines(&owned(&thing.added))?,
        }));
    }
    let document = json!({
        "things": things,
        "added": difference.count(Change::Added),
        "removed": difference.count(Change::Removed),
        "changed": difference.count(Change::Changed),
    });
    Ok(format!("{document:#}\n"))
}

fn lines(quads: &Quads) -> Result<Vec<String>> {
    let mut file = Vec::new();
    dump::write(quads, Format::NQuads, &Names::default(), &mut file)?;
    let text = String::from_utf8(file)?;
    Ok(text.lines().map(str::to_owned).collect())
}

/// The statements as N-Quads, sorted like a dump.
fn patch(quads: &Quads) -> Result<()> {
    to_stdout(|out| Ok(dump::write(quads, Format::NQuads, &Names::default(), out)?))
}

/// Reads a file, or the dump of a release.
fn read(path: &Path) -> Result<Quads, Stop> {
    if !path.exists() {
        let message = format!("there is no release and no file at `{}`", path.display());
        return Err(Diagnostic::error("diff-unreadable", message)
            .help("name a folder that `govrep build` wrote, or a file of RDF")
            .into());
    }
    let path = if path.is_dir() {
        dump_in(path)?
    } else {
        path.to_owned()
    };
    let name = path.to_string_lossy();
    let (packing, plain) = match Packing::of_name(&name) {
        Some((packing, plain)) => (Some(packing), plain),
        None => (None, &*name),
    };
    let ending = plain.rsplit_once('.').map(|(_, ending)| ending);
    let Some(format) = ending.and_then(Format::from_extension) else {
        let endings = Format::ALL.map(Format::extension).join(", ");
        let message = "the ending of the file does not say which RDF it holds";
        return Err(Diagnostic::error("diff-format", message)
            .at(Place::file(&name))
            .help(format!(
                "name a folder with a release, or a file that ends in {endings}, \
                 also with .gz or .zst"
            ))
            .into());
    };
    let unreadable = |error: io::Error| {
        let message = format!("cannot be read: {error}");
        Stop::from(Diagnostic::error("diff-unreadable", message).at(Place::file(&name)))
    };
    let file = BufReader::new(File::open(&path).map_err(unreadable)?);
    let file: Box<dyn Read> = match packing {
        Some(packing) => packing.unpack(file).map_err(unreadable)?,
        None => Box::new(file),
    };
    let quads = parse(BufReader::new(file), format).map_err(|message| {
        Stop::from(Diagnostic::error("diff-syntax", message).at(Place::file(&name)))
    })?;
    if let Some(blank) = quads.first_blank() {
        let message = format!("holds a blank node, which has no name to be compared by: {blank}");
        return Err(Diagnostic::error("diff-blank-node", message)
            .at(Place::file(&name))
            .help("compare files without blank nodes, such as those that govrep writes")
            .into());
    }
    Ok(quads)
}

fn parse(file: impl BufRead, format: Format) -> Result<Quads, String> {
    let quads: Result<Vec<Quad>, _> = RdfParser::from_format(format.in_oxigraph())
        .for_reader(file)
        .collect();
    quads.map(Quads::new).map_err(|error| error.to_string())
}

/// The N-Quads dump of a release, or of one of its versions.
fn dump_in(folder: &Path) -> Result<PathBuf, Stop> {
    let places = [folder.join(DUMPS), folder.to_owned()];
    let mut found: Vec<PathBuf> = Vec::new();
    for place in places.iter().filter(|place| place.is_dir()) {
        let entries = fs::read_dir(place).map_err(|error| {
            let message = format!("cannot be read: {error}");
            let place = Place::file(&place.to_string_lossy());
            Stop::from(Diagnostic::error("diff-unreadable", message).at(place))
        })?;
        let files = entries.filter_map(|entry| Some(entry.ok()?.path()));
        found.extend(files.filter(|file| file.extension().is_some_and(|it| it == "nq")));
        if !found.is_empty() {
            break;
        }
    }
    found.sort_unstable();
    match <[PathBuf; 1]>::try_from(found) {
        Ok([file]) => Ok(file),
        Err(found) => {
            let message = if found.is_empty() {
                "the folder holds no release: there is no N-Quads file in it or in `dump`"
            } else {
                "the folder holds several datasets"
            };
            Err(Diagnostic::error("diff-release", message)
                .at(Place::file(&folder.to_string_lossy()))
                .help("name the folder that `govrep build` wrote, or a file")
                .into())
        }
    }
}
