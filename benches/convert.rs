//! What each stage of `convert` costs on the report of this repository.
//!
//! `cargo bench` measures the library alone; benches/compare.sh measures the whole program
//! beside another one.

use std::hint::black_box;
use std::path::Path;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};

use govrep::authority::Authority;
use govrep::document::{Document, TableHeaders};
use govrep::entity;
use govrep::extraction::{Extraction, authority_quads};
use govrep::fact::{self, Material};
use govrep::graph::vocab::PREFIXES;
use govrep::graph::{Additions, Names, Rows, map};
use govrep::mention::{self, Knowledge};
use govrep::project::{Project, Report};
use govrep::publish::dump;
use govrep::source::{self, Source};

const SOURCE: &str = "data/report/ogp-summit-2016/source.txt";

fn sorted_rows(mut quads: Rows) -> Rows {
    quads.sort();
    quads
}

fn turtle(quads: &Rows, base: &str) -> Vec<u8> {
    let names = Names {
        base: Some(base),
        prefixes: PREFIXES,
    };
    let mut out = Vec::new();
    dump::write(quads, dump::Format::Turtle, &names, &mut out).expect("memory does not fill");
    out
}

fn decode(bytes: &[u8]) -> Source {
    source::decode(SOURCE, bytes)
        .expect("the report is UTF-8")
        .0
}

fn headers(knowledge: &Knowledge) -> TableHeaders {
    let words = knowledge.authority.lexicon.group("table-header");
    TableHeaders::new(words.iter().map(|(word, _)| word.as_ref()))
}

fn stages(criterion: &mut Criterion) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut project, _) = Project::load(root).expect("this repository is a project");
    root.clone_into(&mut project.root);
    let bytes = std::fs::read(root.join(SOURCE)).expect("the report is in the repository");
    let (report, _) = Report::at(SOURCE, &project);
    let report = report.expect("the report is described");
    let authority = Authority::builtin();
    let knowledge = Knowledge::new(&authority);
    let headers = headers(&knowledge);
    let (document, _) = Document::read(decode(&bytes), &headers);
    let home = mention::home(&document, &knowledge, &report);
    let mentions = mention::find(&document, &knowledge, &report, &home);
    let (resolved, _) = entity::resolve(&document, &mentions, &home, &report.key);
    let material = Material {
        document: &document,
        mentions: &mentions,
        resolved: &resolved,
        authority: &authority,
        report: &report,
    };
    let facts = fact::find(&material);
    let none = Additions::default();
    let quads = map::report(&material, &facts, &none, &project.base).quads;
    let sorted = sorted_rows(quads.clone());

    let mut group = criterion.benchmark_group("convert");
    group.bench_function("authority", |b| b.iter(Authority::builtin));
    group.bench_function("knowledge", |b| b.iter(|| Knowledge::new(&authority)));
    group.bench_function("source and document", |b| {
        b.iter(|| Document::read(decode(black_box(&bytes)), &headers));
    });
    group.bench_function("mention", |b| {
        b.iter(|| mention::find(black_box(&document), &knowledge, &report, &home));
    });
    group.bench_function("entity", |b| {
        b.iter(|| entity::resolve(&document, black_box(&mentions), &home, &report.key));
    });
    group.bench_function("fact", |b| b.iter(|| fact::find(black_box(&material))));
    group.bench_function("graph", |b| {
        b.iter(|| map::report(black_box(&material), &facts, &none, &project.base));
    });
    group.bench_function("order", |b| {
        b.iter_batched(|| quads.clone(), sorted_rows, BatchSize::LargeInput);
    });
    group.bench_function("turtle", |b| {
        b.iter(|| turtle(black_box(&sorted), &project.base));
    });
    group.bench_function("whole", |b| {
        b.iter(|| whole(black_box(&bytes), &report, &project));
    });
    group.finish();
}

/// All that `convert` does between reading the file and writing the other.
fn whole(bytes: &[u8], report: &Report, project: &Project) -> Vec<u8> {
    let authority = Authority::builtin();
    let knowledge = Knowledge::new(&authority);
    let (extraction, _) = Extraction::read(decode(bytes), &knowledge, report);
    let mapped = extraction.map(&knowledge, report, &Additions::default(), &project.base);
    let mut quads = mapped.quads;
    quads.append(authority_quads(
        [(&extraction, report)],
        [],
        &authority,
        &project.base,
    ));
    turtle(&sorted_rows(quads), &project.base)
}

criterion_group!(convert, stages);
criterion_main!(convert);
