use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use govrep::authority::Authority;
use govrep::diagnostic::{Diagnostic, render};
use govrep::extraction::Extraction;
use govrep::graph::Additions;
use govrep::graph::Quads;
use govrep::mention::Knowledge;
use govrep::project::{Project, Report};
use govrep::score::{Gold, Level, Published, Score};
use govrep::source;

/// What every case says of itself, so that nobody takes its persons for real.
const MADE_UP: &str = "本文為測試用之虛構報告";

/// The F1 that a case had by rules alone when it was last looked at, rounded down.
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

/// How well a case is read without settings, with the tagger or by rules alone.
fn score(case: &Path, knowledge: &Knowledge<'_>, tagger: bool) -> Score {
    let text = read(case, "report.txt");
    let (source, _) = source::decode("report.txt", text.as_bytes()).expect("a text");
    let mut report = Report::undescribed(&name(case), "report.txt", &Project::default());
    report.tagger = tagger;
    let (extraction, _) = Extraction::read(source, knowledge, &report);
    let gold = Gold::parse("gold.json", &read(case, "gold.json"))
        .unwrap_or_else(|problem| panic!("{}", render(&[problem], false)));
    score_of(&gold, &extraction, knowledge, &report)
        .unwrap_or_else(|problems| panic!("{}: {}", name(case), render(&problems, false)))
}

/// How well a report is read, by what would be published of it.
pub fn score_of(
    gold: &Gold,
    extraction: &Extraction,
    knowledge: &Knowledge<'_>,
    report: &Report,
) -> Result<Score, Vec<Diagnostic>> {
    let base = "https://data.example.org/";
    let mapped = extraction.map(knowledge, report, &Additions::default(), base);
    let published = Published {
        extraction,
        quads: &Quads::from(mapped.quads),
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
    let mut groups = [Group::default(), Group::default()];
    let mut by_rules = [Group::default(), Group::default()];
    let mut worse = String::new();
    for case in cases() {
        let f1 = |score: &Score, level, kind| {
            let measure = score.measure(level, kind).expect("a measure of the kind");
            measure.f1().unwrap_or(1.0)
        };
        let kinds = |score: &Score| {
            let kinds = ["person", "organisation", "country-and-place"];
            kinds.map(|kind| f1(score, Level::Entity, kind))
        };
        let with_tagger = kinds(&score(&case, &knowledge, true));
        let score = score(&case, &knowledge, false);
        let found = kinds(&score);
        let [person, organisation, place] = found;
        let date = f1(&score, Level::MentionOverlap, "date");
        let name = name(&case);
        writeln!(
            table,
            "{name:24}{person:9.3}{organisation:14.3}{place:9.3}{date:9.3}"
        )
        .expect("a string takes everything");
        let is_apart = read(&case, "README.md").contains("**held-out**")
            || read(&case, "README.md").contains("kept out of tuning");
        groups[usize::from(is_apart)].add(&name, with_tagger);
        by_rules[usize::from(is_apart)].add(&name, found);
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
    // On the cases that nothing was trained on, the tagger finds more than it spoils.
    for (with, without) in groups[1].means().into_iter().zip(by_rules[1].means()) {
        assert!(with > without, "{with} is no more than {without}");
    }
    let [at_hand, apart] = groups;
    let [at_hand_by_rules, apart_by_rules] = by_rules;
    is_the_table_of_the_readme(&format!(
        "| | person | organisation | place | mean |\n| --- | ---: | ---: | ---: | ---: |\n\
         {}{}{}{}",
        at_hand_by_rules.mean("rules written with these at hand, by rules alone"),
        at_hand.rows("rules written with these at hand"),
        apart_by_rules.mean("kept out of tuning, by rules alone"),
        apart.rows("kept out of tuning")
    ));
}

/// The scores of some cases.
#[derive(Default)]
struct Group {
    cases: Vec<(String, [f64; 3])>,
}

impl Group {
    fn add(&mut self, name: &str, found: [f64; 3]) {
        self.cases.push((name.to_owned(), found));
    }

    /// The means of the kinds.
    fn means(&self) -> [f64; 3] {
        let count = f64::from(u32::try_from(self.cases.len()).expect("few cases"));
        [0, 1, 2].map(|kind| self.cases.iter().map(|(_, f1)| f1[kind]).sum::<f64>() / count)
    }

    /// The row of the means in Markdown.
    fn mean(&self, title: &str) -> String {
        row(&format!("**{title}**"), self.means())
    }

    /// The rows of a table, that of the means first.
    fn rows(&self, title: &str) -> String {
        let mut rows = self.mean(title);
        for (name, f1) in &self.cases {
            rows += &row(name, *f1);
        }
        rows
    }
}

fn row(name: &str, f1: [f64; 3]) -> String {
    let [person, organisation, place] = f1;
    let all = f1.iter().sum::<f64>() / 3.0;
    format!("| {name} | {person:.3} | {organisation:.3} | {place:.3} | {all:.3} |\n")
}

/// The table in the README of the cases is what was measured just now.
fn is_the_table_of_the_readme(table: &str) {
    const MARK: &str = "<!-- table -->\n";
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/case/README.md");
    let now = fs::read_to_string(&file).expect("the README of the cases");
    let (before, _) = now.split_once(MARK).expect("a place for the table");
    let anew = format!("{before}{MARK}{table}");
    if std::env::var("GOVREP_README").is_ok_and(|value| value == "write") {
        fs::write(&file, &anew).expect("the README can be written");
        return;
    }
    assert!(
        now == anew,
        "the table is out of date: GOVREP_README=write cargo test --test it case\n\n{table}"
    );
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
