//! What a site costs when the dataset is large: time per page, and memory.
//!
//! `cargo bench --bench site -- 1000 10000 100000`; each number is one of things, made up. Each
//! dataset is written to a folder for temporary files, which must have room for five files each.
//!
//! On two cores, to files in memory (`TMPDIR=/dev/shm`): 1,000 things take 56 µs of CPU for a file,
//! 10,000 take 62, 100,000 take 72 (half a million files in 25 s); memory is that of the dataset
//! and its index, about 7 kB for a thing (13, 76, 683 MB). On a disk the file system takes as much
//! again and more.

use std::fs;
use std::io::Write as _;
use std::time::Instant;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};

use govrep::document::{Document, TableHeaders};
use govrep::graph::Quads;
use govrep::graph::vocab::{foaf, govrep as own, oa, org, prov, rdfs, schema};
use govrep::page::quality::Quality;
use govrep::page::site::{self, Content};
use govrep::page::{Reading, Site, World};
use govrep::project::Project;
use govrep::publish::catalog::Score;
use govrep::publish::release::Release;
use govrep::source;

/// How many persons one report names.
const PER_REPORT: usize = 500;

/// How many persons a body has.
const PER_BODY: usize = 10;

fn main() {
    let given = std::env::args().skip(1);
    let mut counts: Vec<usize> = given.filter_map(|number| number.parse().ok()).collect();
    if counts.is_empty() {
        counts = vec![1_000, 10_000];
    }
    println!("  things     files   CPU s   wall s  µs of CPU per file   peak MB");
    for count in counts {
        let (cpu, start) = (cpu_seconds(), Instant::now());
        let files = build(count);
        let (cpu, wall) = (cpu_seconds() - cpu, start.elapsed().as_secs_f64());
        #[expect(
            clippy::cast_precision_loss,
            reason = "files are no more than millions"
        )]
        let each = cpu * 1e6 / files as f64;
        println!(
            "{count:8} {files:9} {cpu:7.1} {wall:8.1} {each:20.0} {:9}",
            peak()
        );
    }
}

/// Writes the site of a dataset with about this many things; returns how many files it has.
fn build(count: usize) -> usize {
    let project = Project::default();
    let base = project.base.as_str();
    // Ten persons have a body and ten memberships.
    let persons = count * PER_BODY / (2 * PER_BODY + 1);
    let mut quads: Vec<Quad> = Vec::new();
    let documents: Vec<(String, Document)> = (0..persons.div_ceil(PER_REPORT))
        .map(|report| {
            let first = report * PER_REPORT;
            let last = (first + PER_REPORT).min(persons);
            document(base, report, first..last, &mut quads)
        })
        .collect();
    let quads = Quads::new(quads);
    let readings = documents.iter().map(|(key, document)| {
        let report = format!("{base}id/document/{key}");
        let stem = format!("document/{key}/text/1");
        Reading::new(format!("{base}id/{stem}"), report, stem, document)
    });
    let world = World::new(base, &quads, readings.collect());
    let score = Score::default();
    let content = Content {
        site: Site {
            project: &project,
            version: "bench",
            issued: None,
            languages: &Site::languages(&project),
        },
        world: &world,
        questions: Vec::new(),
        quality: Quality {
            checks: Vec::new(),
            warnings: Vec::new(),
            catalogue: &score,
            measured: Vec::new(),
        },
        history: Vec::new(),
        downloads: Vec::new(),
        figures: vec![(world.pages().len(), "things")],
    };
    let folder = tempfile::tempdir().expect("a folder");
    let mut release = Release::begin(&folder.path().join("public")).expect("a release");
    let tell = |done, all| {
        eprint!("\r{done} of {all} ");
        let _ = std::io::stderr().flush();
    };
    site::write(&content, &mut release, &tell).expect("a site");
    eprint!("\r");
    release.publish().expect("room on the disk").len()
}

/// A report with a line for each person, and what was read from it.
fn document(
    base: &str,
    report: usize,
    persons: std::ops::Range<usize>,
    quads: &mut Vec<Quad>,
) -> (String, Document) {
    let key = format!("r{report}");
    let graph = iri(&format!("{base}graph/{key}"));
    let mut say = |subject: &NamedNode, property: NamedNodeRef<'_>, value: Term| {
        let graph = GraphName::from(graph.clone());
        quads.push(Quad::new(subject.clone(), property, value, graph));
    };
    let text_of = iri(&format!("{base}id/document/{key}/text/1"));
    let tagged = |text: &str| -> Term {
        let literal = Literal::new_language_tagged_literal(text, "zh-Hant");
        literal.expect("a language tag").into()
    };
    let document_of = iri(&format!("{base}id/document/{key}"));
    say(&document_of, rdfs::LABEL, tagged(&format!("報告{report}")));
    let (mut text, mut at) = (String::new(), 0);
    for (line, person) in persons.enumerate() {
        let (name, body) = (
            format!("人物{person}"),
            format!("機關{}", person / PER_BODY),
        );
        let said = format!("{name}任職於{body}。\n\n");
        let end = at + said.trim_end().chars().count();
        let passage = iri(&format!("{base}id/passage/{key}/{at}-{end}"));
        let place = iri(&format!("{}/selector", passage.as_str()));
        say(&passage, rdf::TYPE, own::PASSAGE.into_owned().into());
        say(&passage, schema::TEXT, tagged(said.trim_end()));
        say(
            &passage,
            own::LINE,
            Literal::from(2 * line as u64 + 1).into(),
        );
        say(&passage, oa::HAS_SOURCE, text_of.clone().into());
        say(&passage, oa::HAS_SELECTOR, place.clone().into());
        say(
            &place,
            rdf::TYPE,
            oa::TEXT_POSITION_SELECTOR.into_owned().into(),
        );
        say(&place, oa::START, Literal::from(at as u64).into());
        say(&place, oa::END, Literal::from(end as u64).into());
        let person = iri(&format!("{base}id/person/{person}"));
        let organisation = iri(&format!("{base}id/organisation/{body}"));
        let membership = iri(&format!("{}/membership/1", person.as_str()));
        let things = [
            (&person, foaf::PERSON, Some(&name)),
            (&organisation, org::ORGANIZATION_CLASS, Some(&body)),
            (&membership, org::MEMBERSHIP, None),
        ];
        for (thing, class, label) in things {
            say(thing, rdf::TYPE, class.into_owned().into());
            say(thing, prov::WAS_DERIVED_FROM, passage.clone().into());
            if let Some(label) = label {
                say(thing, rdfs::LABEL, tagged(label));
            }
        }
        say(&membership, org::MEMBER, person.into());
        say(&membership, org::ORGANIZATION, organisation.into());
        text.push_str(&said);
        at += said.chars().count();
    }
    let (source, _) = source::decode("report.txt", text.as_bytes()).expect("UTF-8");
    let headers = TableHeaders::default();
    (key, Document::read(source, &headers).0)
}

fn iri(iri: &str) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

/// What this process used of all processors, by Linux; 0 elsewhere.
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields = after_name.split_whitespace().skip(11).take(2);
    let ticks: f64 = fields.filter_map(|it| it.parse::<f64>().ok()).sum();
    ticks / 100.0
}

/// The most memory that this process had so far, in MB, by Linux; 0 elsewhere.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number
        .and_then(|it| it.parse::<u64>().ok())
        .unwrap_or_default()
        / 1000
}
