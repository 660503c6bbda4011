//! What can be typed: the types of the command line and their help, nothing else.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};
use govrep::page::Language;

const AFTER_HELP: &str = "\
Exit codes: 0 fine, 1 problems found in the data, 2 wrong usage or a problem of the machine.
Data goes to standard output, everything else to standard error.";

/// Turns government reports into linked open data, each fact with the words that say it.
///
/// A source becomes a document; mentions are found in it; mentions resolve to entities; facts
/// relate entities; entities and facts map to a graph; the graph goes into the store; the store
/// is checked, queried and published.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_long_help = AFTER_HELP)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,

    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Global {
    /// The folder of the project [default: the nearest folder upwards with a govrep.toml]
    #[arg(short = 'C', long, value_name = "DIR", global = true)]
    pub project: Option<PathBuf>,

    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub quiet: bool,

    /// When to use colour
    ///
    /// `auto` means: on a terminal, unless NO_COLOR is set.
    #[arg(long, value_name = "WHEN", global = true, default_value_t = ColorChoice::Auto)]
    pub color: ColorChoice,

    /// How many reports to read at a time [default: one per processor]
    ///
    /// The result does not depend on it.
    #[arg(short, long, value_name = "N", global = true, value_parser = several)]
    pub jobs: Option<u16>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Init(Init),
    Build(Build),
    Check(Check),
    Convert(Convert),
    Query(Query),
    Explain(Explain),
    Review(Review),
    Score(Score),
    Serve(Serve),
    Diff(Diff),
}

/// Start a new project
///
/// Writes govrep.toml, a README, a first saved query and the folders for reports and queries.
/// Nothing that exists is overwritten.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  govrep init 出國報告
  mkdir 出國報告/data/report/ogp-2016
  cp report.txt 出國報告/data/report/ogp-2016/
  govrep -C 出國報告 build")]
pub struct Init {
    /// The folder of the project, made if it does not exist
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
}

/// Build the dataset: read every report, check, answer the saved queries, write the files
///
/// The former release stays in place until the new one is whole. Files that others put beside a
/// release are kept; a folder with anything but a release is refused. Nothing is written when an
/// error is found in the graph or a report cannot be read; the exit code is 1 then.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  govrep build
  govrep -C path/to/project build -o /srv/www/data

What belongs to the release is listed in its SHA256SUMS. A file of yours in the same folder (CNAME,
.nojekyll) stays as it is and is never overwritten: build stops if it would have to. Dates come
from the settings, or from SOURCE_DATE_EPOCH, never from the clock.")]
pub struct Build {
    /// Where to write the release [default: public, in the folder of the project]
    ///
    /// The folder and those above it are made where they do not exist.
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

/// Check the project: everything that build does, but nothing is written
///
/// Each problem is shown with file, line, the words meant and what to do. The exit code is 1 if
/// one of them is an error.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  govrep check
  govrep check --format json | jq -r '.[] | select(.severity == \"error\") | .code'")]
pub struct Check {
    /// How to write the problems to standard output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: CheckFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people, with the words marked
    Text,
    /// An array with one object per line
    Json,
}

/// Convert sources to RDF, on standard output
///
/// Needs no project, but takes the base and the tables of the one around it. A report.toml, a
/// curation.toml and an annotations.jsonl beside the source are used. A source that cannot be
/// read is left out, said, and makes the exit code 1.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  govrep convert report.txt
  govrep convert -f nq -o reports.nq reports/
  govrep convert report.txt --annotations tagged.jsonl
  curl -s https://example.gov.tw/report.odt | govrep convert - --base https://data.example.gov.tw/")]
pub struct Convert {
    /// Files, folders with reports, or - for standard input
    ///
    /// PDF with a text layer, ODT, DOCX, HTML, Markdown and plain text are told apart by their
    /// content.
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<PathBuf>,

    /// The format [default: as the ending of the output file says, otherwise ttl]
    #[arg(short, long, value_name = "FORMAT")]
    pub format: Option<GraphFormat>,

    /// Write to a file, which is whole or not there
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Leave out annotations and what an editor added or corrected; what is found in the text stays
    #[arg(long)]
    pub no_curation: bool,

    /// W3C Web Annotations of another tagger or language model: JSON-LD, one to a line, an
    /// array or an annotation page
    ///
    /// What one says must stand in the words of the report that it selects; others are refused,
    /// told and counted. data/report/README.md in the sources of govrep describes them.
    #[arg(long, value_name = "FILE", conflicts_with = "no_curation")]
    pub annotations: Option<PathBuf>,

    /// What the IRIs begin with [default: the base of the project, or https://data.example.org/]
    #[arg(long, value_name = "IRI")]
    pub base: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GraphFormat {
    /// Turtle
    Ttl,
    /// N-Triples
    Nt,
    /// N-Quads
    Nq,
    /// TriG
    Trig,
    /// JSON-LD
    Jsonld,
    /// RDF/XML
    Rdf,
}

/// Ask a saved query, or any SPARQL query; without a name, list the saved queries
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  govrep query
  govrep query country -p country=法國
  govrep query --sparql 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }' -f csv")]
pub struct Query {
    /// The name of a saved query
    #[arg(value_name = "NAME", conflicts_with_all = ["file", "sparql"])]
    pub name: Option<String>,

    /// The value of a parameter of the query; may be given several times
    #[arg(short, long = "param", value_name = "NAME=VALUE", value_parser = parameter)]
    pub parameters: Vec<(String, String)>,

    /// Ask the query in a file
    #[arg(long, value_name = "FILE", conflicts_with = "sparql")]
    pub file: Option<PathBuf>,

    /// Ask this query
    #[arg(long, value_name = "QUERY")]
    pub sparql: Option<String>,

    /// The format: table, csv, tsv, json and xml for rows; ttl, nt, nq, trig, jsonld and rdf for
    /// graphs
    #[arg(short, long, value_name = "FORMAT")]
    pub format: Option<AnswerFormat>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    /// Columns for people
    Table,
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
    /// SPARQL results in JSON
    Json,
    /// SPARQL results in XML
    Xml,
    /// Turtle
    Ttl,
    /// N-Triples
    Nt,
    /// N-Quads
    Nq,
    /// TriG
    Trig,
    /// JSON-LD
    Jsonld,
    /// RDF/XML
    Rdf,
}

/// Tell what is known of a thing, each fact with the words that it comes from
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  govrep explain 高嘉良
  govrep explain 高嘉良 --lang en
  govrep explain https://data.example.org/id/organisation/g0v")]
pub struct Explain {
    /// The IRI of the thing, or one of its names
    #[arg(value_name = "IRI-OR-NAME")]
    pub thing: String,

    /// The language of the dossier; quotations stay as printed
    /// [default: the first of `languages` in govrep.toml]
    #[arg(long, value_name = "LANGUAGE", value_parser = languages())]
    pub lang: Option<Language>,
}

/// The languages that dossiers are written in, by their tags.
fn languages() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.map(Language::tag)).map(|tag| {
        let mut known = Language::ALL.into_iter();
        let named = known.find(|language| language.tag() == tag);
        named.unwrap_or(Language::English)
    })
}

/// Write a page to go through a report: its text with what was found, by which rule, and entries
/// for curation.toml
///
/// One HTML file that needs no other file and no network. It shows the text with every name
/// marked by its kind; beside it what each place says, how it was found and an entry ready to be
/// pasted; and the contradictions.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  govrep review ogp-summit-2016 -o review.html
  govrep review report.txt > review.html")]
pub struct Review {
    /// The key of a report of the project, or a file or folder with one, or - for standard input
    #[arg(value_name = "REPORT")]
    pub report: PathBuf,

    /// Write to a file, which is whole or not there [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Leave out annotations and what an editor added or corrected; what is found in the text stays
    #[arg(long)]
    pub no_curation: bool,
}

/// Compare what is published of a report with a gold file: precision, recall and F1 per kind
///
/// tests/gold/README.md in the sources of govrep describes gold files, the measure and the
/// JSON.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  govrep score tests/gold/ogp-summit-2016.json --no-curation
  govrep score gold.json report.txt
  govrep score gold.json report.txt --format json | jq '.measures[] | {level, kind, f1}'")]
pub struct Score {
    /// What a person found in the report, as JSON
    #[arg(value_name = "GOLD")]
    pub gold: PathBuf,

    /// The source, or - for standard input [default: the report of the project that is called
    /// as the gold file]
    #[arg(value_name = "INPUT")]
    pub input: Option<PathBuf>,

    /// Leave out annotations and what an editor added or corrected; what is found in the text stays
    #[arg(long)]
    pub no_curation: bool,

    /// How to write the score to standard output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ScoreFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScoreFormat {
    /// Tables for people, then what was missed, mistaken and spurious
    Text,
    /// One table for a page, without what was missed
    Markdown,
    /// An object with one measure per kind
    Json,
}

/// Put the dataset on the web: SPARQL endpoint, linked data, saved queries as an API
///
/// Serves until it is interrupted. Clients only read, unless --writable is given; what they
/// write is kept in changes.rdfp, in the folder of the project. Saved queries are read again
/// when their files change.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Paths:
  /id/…  /doc/…  /data/…    a thing, the page about it, its data (.ttl .jsonld .nt .rdf .nq .trig)
  /sparql                   SPARQL 1.1 query, and update with --writable
  /store                    SPARQL 1.1 graph store
  /api  /openapi.json       saved queries and their description
  /search  /reconcile       things by their names, the latter as OpenRefine asks
  /dump  /.well-known/void  the whole dataset and its description
  /health  /metrics         for those who run the server

Examples:
  govrep serve
  curl -H 'Accept: text/csv' 'http://127.0.0.1:7878/api/persons'
  GOVREP_TOKEN=$(openssl rand -hex 32) govrep serve --writable")]
pub struct Serve {
    /// Where to listen; port 0 takes any that is free
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7878")]
    pub bind: SocketAddr,

    /// Where clients find the server, if not where it listens [default: what they ask for]
    #[arg(long, value_name = "URL", value_parser = web_address)]
    pub url: Option<String>,

    /// Read the project again when its files change
    #[arg(long)]
    pub watch: bool,

    /// Let clients write that show the token in --token-file or the variable GOVREP_TOKEN
    #[arg(long)]
    pub writable: bool,

    /// The file that holds the token of writers
    #[arg(long, value_name = "FILE", requires = "writable")]
    pub token_file: Option<PathBuf>,

    /// How many seconds a query may take
    #[arg(long, value_name = "SECONDS", default_value_t = 10.0)]
    pub query_time: f64,

    /// How many seconds the head of a request may take to arrive, and its body
    #[arg(long, value_name = "SECONDS", default_value_t = 15.0)]
    pub arrival_time: f64,

    /// How many queries run at a time
    #[arg(long, value_name = "N", default_value_t = 16, value_parser = several)]
    pub queries: u16,

    /// How many MiB of memory the program may have before a query is stopped for it (Linux)
    #[arg(long, value_name = "MIB", default_value_t = 2048)]
    pub memory_mib: usize,

    /// How many MiB an answer may have
    #[arg(long, value_name = "MIB", default_value_t = 64)]
    pub answer_mib: usize,

    /// How many MiB the body of a request may have
    #[arg(long, value_name = "MIB", default_value_t = 16)]
    pub body_mib: usize,

    /// How many connections may be open
    #[arg(long, value_name = "N", default_value_t = 16_384)]
    pub connections: usize,

    /// How many requests per second a client may make, on average [default: any number]
    #[arg(long, value_name = "N", value_parser = rate)]
    pub rate: Option<f64>,
}

/// A number of things that are done at a time.
fn several(text: &str) -> Result<u16, String> {
    let number = text.parse::<u16>().ok();
    number
        .filter(|number| *number > 0)
        .ok_or_else(|| format!("write a whole number from 1 to {}, such as 4", u16::MAX))
}

/// A number of requests per second.
fn rate(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok();
    number
        .filter(|n| n.is_finite() && *n > 0.0)
        .ok_or_else(|| "a rate is a number above 0, such as 5 or 0.5".to_owned())
}

/// An address on the web without anything behind the path.
fn web_address(text: &str) -> Result<String, String> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    match rest {
        Some(rest) if !rest.is_empty() && !rest.contains(['?', '#', ' ', '<', '>', '"']) => {
            Ok(text.to_owned())
        }
        _ => Err("an address on the web is written https://data.example.gov.tw".to_owned()),
    }
}

/// Show what a release adds and removes, thing by thing
///
/// Takes folders that build wrote, or RDF files, also packed ones. That something differs is no
/// error: the exit code is 0.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  govrep diff /srv/www/data public
  govrep diff public/v/1.0.0 public --format json
Patches, which turn the sorted old dump into the new one byte for byte:
  govrep diff OLD NEW --format removed > removed.nq
  govrep diff OLD NEW --format added > added.nq
  LC_ALL=C comm -23 old.nq removed.nq | LC_ALL=C sort -m - added.nq")]
pub struct Diff {
    /// The earlier release, or a file
    #[arg(value_name = "OLD")]
    pub old: PathBuf,

    /// The later one
    #[arg(value_name = "NEW")]
    pub new: PathBuf,

    /// How to write the difference to standard output
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: DiffFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// Things by name, for people
    Text,
    /// An object with one entry per thing
    Json,
    /// What only the later release says, as N-Quads
    Added,
    /// What only the earlier release says, as N-Quads
    Removed,
}

fn parameter(text: &str) -> Result<(String, String), String> {
    let (name, value) = text
        .split_once('=')
        .filter(|(name, _)| !name.is_empty())
        .ok_or("a parameter is written name=value")?;
    Ok((name.to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound_and_everything_is_documented() {
        let mut command = Cli::command();
        command.build();
        command.clone().debug_assert();
        for subcommand in command.get_subcommands() {
            for argument in subcommand.get_arguments() {
                assert!(
                    argument.get_help().is_some(),
                    "{} {} has no help",
                    subcommand.get_name(),
                    argument.get_id()
                );
            }
        }
    }
}
