//! What publishing costs: dumps, packing, the lasting proof, the descriptions, the pages.
//!
//! `cargo bench --bench publish`; the dataset is that of this repository's report, without what an editor
//! adds. Files are written to memory, since a disk would measure itself; but the pages, which are thousands
//! of files, to a folder for temporary files (`TMPDIR=/dev/shm` is memory, too). The site should cost
//! no more than twice the dumps: `write`, `read again` and `pack` of all formats together.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use govrep::authority::Authority;
use govrep::extraction::{Extraction, authority_quads};
use govrep::graph::Additions;
use govrep::graph::iri::Namer;
use govrep::graph::vocab::PREFIXES;
use govrep::graph::{Names, Quads};
use govrep::mention::Knowledge;
use govrep::page::quality::Quality;
use govrep::page::site::{self, Content};
use govrep::page::{Reading, Site, World};
use govrep::project::{Project, Report};
use govrep::publish::catalog::{Catalogue, Described, Score, Source, void};
use govrep::publish::difference::Difference;
use govrep::publish::dump::{self, Format};
use govrep::publish::packed::Packing;
use govrep::publish::release::{Release, Written};
use govrep::publish::reread;
use govrep::source;

const SOURCE: &str = "data/report/ogp-summit-2016/source.txt";

fn publish(criterion: &mut Criterion) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (project, _) = Project::load(root).expect("this repository is a project");
    let bytes = std::fs::read(root.join(SOURCE)).expect("the report is in the repository");
    let (report, _) = Report::at(SOURCE, &project);
    let report = report.expect("the report is described");
    let authority = Authority::builtin();
    let knowledge = Knowledge::new(&authority);
    let (read, _) = source::decode(SOURCE, &bytes).expect("the report is UTF-8");
    let text = Namer::new(&project.base, &report.key, &read).text();
    let sha256 = read.sha256.clone();
    let (extraction, _) = Extraction::read(read, &knowledge, &report);
    let mapped = extraction.map(&knowledge, &report, &Additions::default(), &project.base);
    let mut quads = mapped.quads;
    let read = [(&extraction, &report)];
    quads.append(authority_quads(read, [], &authority, &project.base));
    let quads = Quads::from(quads);
    let names = Names {
        base: Some(&project.base),
        prefixes: PREFIXES,
    };
    let written = |format| {
        let mut file = Vec::new();
        dump::write(&quads, format, &names, &mut file).expect("memory does not fill");
        file
    };

    let mut group = criterion.benchmark_group("publish");
    files_of(&mut group, &quads, &written);
    group.throughput(Throughput::Elements(quads.len() as u64));
    let unwritten = Written {
        bytes: 0,
        sha256: String::new(),
    };
    let files = Format::ALL.map(|format| format!("dump/ogp.{}", format.extension()));
    let files: BTreeMap<String, Written> = files
        .into_iter()
        .map(|name| (name, unwritten.clone()))
        .collect();
    let sources = [Source {
        report: &report,
        text,
        sha256: &sha256,
    }];
    let described = Described {
        project: &project,
        authority: &authority,
        sources: &sources,
        quads: &quads,
        files: &files,
        version: "bench",
        day: None,
    };
    group.bench_function("describe", |b| {
        b.iter(|| Catalogue::of(black_box(&described)));
    });
    group.bench_function("count", |b| {
        b.iter(|| void::describe(black_box(&described)));
    });
    let half: Quads = quads.iter().step_by(2).cloned().collect();
    group.bench_function("compare", |b| {
        b.iter(|| Difference::between(black_box(&half), &quads, &project.languages));
    });
    group.sample_size(10);
    group.bench_function("all dumps", |b| {
        b.iter(|| {
            Format::ALL.par_iter().for_each(|format| {
                let file = written(*format);
                reread::check(&*file, *format, &quads).expect("it is what was written");
                for packing in Packing::ALL {
                    packing
                        .pack(&*file, std::io::sink())
                        .expect("memory does not fill");
                }
            });
        });
    });
    let names_of = Namer::new(&project.base, &report.key, extraction.document.source());
    let reading = Reading::new(
        names_of.text().into_string(),
        names_of.document().into_string(),
        format!("document/{}/text/1", report.key),
        &extraction.document,
    );
    let world = World::new(&project.base, &quads, vec![reading]);
    group.bench_function("all pages", |b| b.iter(|| pages(&project, &world)));
    group.finish();
}

/// Writes, reads again, packs and hashes the files of a graph.
fn files_of(
    group: &mut BenchmarkGroup<'_, WallTime>,
    quads: &Quads,
    written: &impl Fn(Format) -> Vec<u8>,
) {
    for format in Format::ALL {
        let file = written(format);
        group.throughput(Throughput::Bytes(file.len() as u64));
        let ending = format.extension();
        group.bench_function(format!("write {ending}"), |b| b.iter(|| written(format)));
        group.bench_function(format!("read {ending} again"), |b| {
            b.iter(|| reread::check(black_box(&*file), format, quads));
        });
    }
    let lines = written(Format::NQuads);
    group.throughput(Throughput::Bytes(lines.len() as u64));
    for packing in Packing::ALL {
        group.bench_function(format!("pack nq.{}", packing.extension()), |b| {
            b.iter(|| packing.pack(black_box(&*lines), std::io::sink()));
        });
    }
    group.bench_function("hash nq", |b| b.iter(|| Sha256::digest(black_box(&lines))));
}

/// Writes the pages of a dataset; returns how many files they are.
fn pages(project: &Project, world: &World<'_>) -> usize {
    let content = Content {
        site: Site {
            project,
            version: "bench",
            issued: None,
            languages: &Site::languages(project),
        },
        world,
        questions: Vec::new(),
        quality: Quality {
            checks: Vec::new(),
            warnings: Vec::new(),
            catalogue: &Score::default(),
            measured: Vec::new(),
        },
        history: Vec::new(),
        downloads: Vec::new(),
        figures: Vec::new(),
    };
    let folder = tempfile::tempdir().expect("a folder");
    let mut release = Release::begin(&folder.path().join("public")).expect("a release");
    site::write(&content, &mut release, &|_, _| {}).expect("a site");
    release.files().len()
}

criterion_group!(benches, publish);
criterion_main!(benches);
