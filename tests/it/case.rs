use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use govrep::authority::Authority;
use govrep::diagnostic::{Diagnostic, render};
use govrep::extraction::Extraction;
use govrep::graph::Quads;
use govrep::graph::curation::Curation;
use govrep::mention::Knowledge;
use govrep::project::{Project, Report};
use govrep::score::{Gold, Level, Published, Score};
use govrep::source;

/// What every case says of itself, so that nobody takes its persons for real.
const MADE_UP: &str = "本文為測試用之虛構報告";

/// The F1 that a case had when it was last looked at, rounded down.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Floor {
    person: f64,
    organisation: f64,
    place: f64,
}

/// The folders of the cases, sorted.
fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/case");
    let entries = fs::read_dir(folder).expect("the folder of the cases");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut cases: Vec<PathBuf> = paths.filter(|path| path.is_dir()).collect();
    cases.sort();
    cases
}

fn name(case: &Path) -> String {
    let name = case.file_name().expect("a folder has a name");
    name.to_string_lossy().into_owned()
}

fn read(case: &Path, file: &str) -> String {
    let path = case.join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// How well the rules alone read a case.
fn score(case: &Path, knowledge: &Knowledge<'_>) -> Score {
    let text = read(case, "report.txt");
    let (source, _) = source::decode("report.txt", text.as_bytes()).expect("a text");
    let report = Report::undescribed(&name(case), "report.txt", &Project::default());
    let (extraction, _) = Extraction::read(source, knowledge, &report);
    let gold = Gold::parse("gold.json", &read(case, "gold.json"))
        .unwrap_or_else(|problem| panic!("{}", render(&[problem], false)));
    score_of(&gold, &extraction, knowledge, &report)
        .unwrap_or_else(|problems| panic!("{}: {}", name(case), render(&problems, false)))
}

/// How well the rules alone read a report, by what would be published of it.
pub fn score_of(
    gold: &Gold,
    extraction: &Extraction,
    knowledge: &Knowledge<'_>,
    report: &Report,
) -> Result<Score, Vec<Diagnostic>> {
    let base = "https://data.example.org/";
    let mapped = extraction.map(knowledge, report, &Curation::default(), base);
    let published = Published {
        extraction,
        quads: &Quads::new(mapped.quads),
        // What is known beforehand of the things adds names only.
        authority: &Quads::default(),
        base,
    };
    Score::new(gold, &published)
}

/// Shown with `cargo test case -- --nocapture`.
#[test]
fn no_case_is_read_worse_than_before() {
    let authority = Authority::builtin();
    let knowledge = Knowledge::new(&authority);
    let mut table = format!(
        "{:24}{:>9}{:>14}{:>9}{:>9}\n",
        "F1", "person", "organisation", "place", "date"
    );
    let mut worse = String::new();
    for case in cases() {
        let score = score(&case, &knowledge);
        let f1 = |level, kind| {
            let measure = score.measure(level, kind).expect("a measure of the kind");
            measure.f1().unwrap_or(1.0)
        };
        let found =
            ["person", "organisation", "country-and-place"].map(|kind| f1(Level::Entity, kind));
        let [person, organisation, place] = found;
        let date = f1(Level::MentionOverlap, "date");
        let name = name(&case);
        writeln!(
            table,
            "{name:24}{person:9.3}{organisation:14.3}{place:9.3}{date:9.3}"
        )
        .expect("a string takes everything");
        let floor: Floor = toml::from_str(&read(&case, "floor.toml")).expect("three numbers");
        let floors = [floor.person, floor.organisation, floor.place];
        if found
            .iter()
            .zip(floors)
            .any(|(found, floor)| *found < floor)
        {
            writeln!(worse, "{name}: {found:.3?} is below {floors:?}").expect("as above");
        }
    }
    println!("{table}");
    assert!(worse.is_empty(), "{worse}\n{table}");
}

#[test]
fn every_case_says_that_it_is_made_up() {
    let cases = cases();
    assert!(cases.len() >= 8, "{cases:?}");
    for case in cases {
        let text = read(&case, "report.txt");
        assert!(text.starts_with(MADE_UP), "{}", case.display());
        assert!(
            read(&case, "README.md").contains(MADE_UP),
            "{}",
            case.display()
        );
    }
}
