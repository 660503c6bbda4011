//! How fast many reports are read, beside a tool that merely cuts the same text into words.
//!
//!     cargo bench --bench corpus                    measures
//!     cargo bench --bench corpus -- --write F N     writes the first N reports into folder F
//!
//! Both are measured in CPU time of one process on one thread, the tables and the dictionary
//! loaded before; what is read goes through all stages to N-Quads. benches/corpus.sh measures
//! the program on such a folder.

use std::hint::black_box;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use rustix::time::{ClockId, clock_gettime};

use govrep::authority::Authority;
use govrep::extraction::{Extraction, authority_quads};
use govrep::graph::vocab::PREFIXES;
use govrep::graph::{Additions, Names};
use govrep::mention::Knowledge;
use govrep::project::{Project, Report};
use govrep::publish::dump;
use govrep::source;

mod generate;

/// The allocator of the program, whose speed is measured; for both tools, since there is one.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many reports are measured.
const REPORTS: usize = 2_000;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().position(|it| it == "--write") {
        Some(at) => {
            let folder = PathBuf::from(&arguments[at + 1]);
            let count = arguments[at + 2].parse().expect("a number of reports");
            write(&folder, count);
        }
        None => measure(),
    }
}

fn write(folder: &Path, count: usize) {
    std::fs::create_dir_all(folder).expect("a folder that can be written");
    for (number, text) in generate::reports().take(count).enumerate() {
        let file = folder.join(format!("made-up-{number:05}.txt"));
        std::fs::write(file, text).expect("a disk with room");
    }
}

fn measure() {
    let texts: Vec<String> = generate::reports().take(REPORTS).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let authority = Authority::builtin();
    let knowledge = Knowledge::new(&authority);
    let project = Project::default();
    let read = |text: &String| read(text, &knowledge, &project);
    let jieba = jieba_rs::Jieba::new();

    println!(
        "{REPORTS} made-up reports, {} KB each",
        bytes / REPORTS / 1000
    );
    let extracted = cpu(|| texts.iter().for_each(read));
    rate("govrep, all stages to N-Quads", bytes, extracted);
    let cut = cpu(|| {
        for text in &texts {
            black_box(jieba.cut(text, true));
        }
    });
    rate("jieba-rs, words only", bytes, cut);
    println!(
        "govrep takes {:.2} times the CPU of jieba-rs",
        extracted / cut
    );

    let jobs = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.expect("threads");
        let start = Instant::now();
        let spent = cpu(|| pool.install(|| texts.par_iter().for_each(read)));
        (start.elapsed().as_secs_f64(), spent)
    };
    let (one, two) = (jobs(1), jobs(2));
    println!(
        "two jobs are {:.2} times as fast as one (elapsed), on {:.2} processors, with {:.2} times its CPU time",
        one.0 / two.0,
        two.1 / two.0,
        two.1 / one.1
    );
}

/// A report through all stages.
fn read(text: &str, knowledge: &Knowledge<'_>, project: &Project) {
    let (source, _) = source::decode("made-up.txt", text.as_bytes()).expect("UTF-8");
    let report = Report::undescribed("made-up", "made-up.txt", project);
    let (extraction, _) = Extraction::read(source, knowledge, &report);
    let mapped = extraction.map(knowledge, &report, &Additions::default(), &project.base);
    let known = authority_quads(
        [(&extraction, &report)],
        [],
        knowledge.authority,
        &project.base,
    );
    let mut quads = mapped.quads;
    quads.append(known);
    quads.sort();
    let names = Names {
        base: Some(&project.base),
        prefixes: PREFIXES,
    };
    dump::write(&quads, dump::Format::NQuads, &names, io::sink())
        .expect("nothing fails to be written");
}

/// The CPU seconds that this process spends on something.
fn cpu(work: impl FnOnce()) -> f64 {
    let spent = || {
        let time = clock_gettime(ClockId::ProcessCPUTime);
        let seconds = u64::try_from(time.tv_sec).expect("time goes on");
        let rest = u32::try_from(time.tv_nsec).expect("less than a second");
        Duration::new(seconds, rest)
    };
    let before = spent();
    work();
    spent().saturating_sub(before).as_secs_f64()
}

fn rate(what: &str, bytes: usize, seconds: f64) {
    let megabytes = f64::from(u32::try_from(bytes).expect("less than four gigabytes")) / 1e6;
    let rate = megabytes / seconds;
    println!("{what}: {seconds:.2} s of CPU, {rate:.2} MB of text per CPU second");
}
