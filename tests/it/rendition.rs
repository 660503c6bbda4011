use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use serde_json::Value;

use govrep::authority::Authority;
use govrep::diagnostic::render;
use govrep::extraction::Extraction;
use govrep::mention::Knowledge;
use govrep::project::{Project, Report};
use govrep::score::{Gold, Level};

use crate::case::score_of;
use govrep::source::{self, Source};

/// How much worse a report may be read as an office file or PDF than as text, in F1.
const LOSS: f64 = 0.03;

/// What a case is rendered to; `tests/rendition/render.sh` made the files.
const ENDINGS: [&str; 4] = ["html", "odt", "docx", "pdf"];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

/// A text without white space, and the line of each of its characters.
fn ink(text: &str) -> Vec<(char, usize)> {
    let mut line = 1;
    let mut ink = Vec::new();
    for c in text.chars() {
        line += usize::from(c == '\n');
        if !c.is_whitespace() {
            ink.push((c, line));
        }
    }
    ink
}

/// Where a quote stands, by the characters before it.
fn places(ink: &[(char, usize)], quote: &str) -> Vec<usize> {
    let quote: Vec<char> = quote.chars().filter(|c| !c.is_whitespace()).collect();
    let stands = |window: &[(char, usize)]| window.iter().map(|(c, _)| c).eq(&quote);
    let windows = ink.windows(quote.len()).enumerate();
    windows
        .filter(|(_, window)| stands(window))
        .map(|(at, _)| at)
        .collect()
}

/// The gold of a text with the lines of a rendition of it: the third time that the words stand
/// in one is the third time in the other.
fn moved(gold: &mut Value, from: &[(char, usize)], to: &[(char, usize)]) {
    match gold {
        Value::Array(values) => values.iter_mut().for_each(|value| moved(value, from, to)),
        Value::Object(fields) => {
            let quote = fields
                .get("quote")
                .and_then(Value::as_str)
                .map(str::to_owned);
            let line = fields.get("line").and_then(Value::as_u64);
            if let (Some(quote), Some(line)) = (quote, line) {
                let old = places(from, &quote);
                let number = old.iter().position(|&at| from[at].1 as u64 == line);
                let new = places(to, &quote);
                if let Some(&at) = number.and_then(|number| new.get(number)).or(new.last()) {
                    fields.insert("line".to_owned(), to[at].1.into());
                }
            }
            fields.values_mut().for_each(|value| moved(value, from, to));
        }
        _ => {}
    }
}

fn read(path: &Path) -> Source {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (source, found) = source::read("report", &bytes)
        .unwrap_or_else(|problem| panic!("{}: {}", path.display(), render(&[problem], false)));
    assert!(
        found.is_empty(),
        "{}: {}",
        path.display(),
        render(&found, false)
    );
    source
}

/// F1 of persons, organisations and places.
fn score(source: Source, gold: &Value, knowledge: &Knowledge<'_>) -> Result<[f64; 3], String> {
    let report = Report::undescribed("case", "report", &Project::default());
    let gold = Gold::parse("gold.json", &gold.to_string()).map_err(|p| render(&[p], false))?;
    let (extraction, _) = Extraction::read(source, knowledge, &report);
    let score = score_of(&gold, &extraction, knowledge, &report)
        .map_err(|problems| render(&problems, false))?;
    Ok(["person", "organisation", "country-and-place"].map(|kind| {
        let measure = score
            .measure(Level::Entity, kind)
            .expect("a measure of the kind");
        measure.f1().unwrap_or(1.0)
    }))
}

/// Shown with `cargo test rendition -- --nocapture`.
#[test]
fn a_report_says_the_same_in_every_format() {
    let authority = Authority::builtin();
    let knowledge = Knowledge::new(&authority);
    let mut table = format!(
        "{:24}{:6}{:>9}{:>14}{:>9}\n",
        "F1", "", "person", "organisation", "place"
    );
    let mut worse = String::new();
    let mut files = 0;
    let mut cases: Vec<PathBuf> = fs::read_dir(folder("rendition"))
        .expect("the renditions")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "html"))
        .collect();
    cases.sort();
    assert!(cases.len() >= 3, "{cases:?}");
    for page in cases {
        let case = page
            .file_stem()
            .expect("a name")
            .to_str()
            .expect("ASCII")
            .to_owned();
        let text = read(&folder("case").join(&case).join("report.txt"));
        let gold = fs::read_to_string(folder("case").join(&case).join("gold.json")).expect("gold");
        let gold: Value = serde_json::from_str(&gold).expect("JSON");
        let from = ink(&text.text);
        let expected = score(text, &gold, &knowledge).expect("the gold fits the text");
        writeln!(
            table,
            "{case:24}{:6}{:9.3}{:14.3}{:9.3}",
            "txt", expected[0], expected[1], expected[2]
        )
        .expect("a string takes everything");
        for ending in ENDINGS {
            let file = page.with_extension(ending);
            if !file.exists() {
                continue;
            }
            files += 1;
            let source = read(&file);
            let mut gold = gold.clone();
            moved(&mut gold, &from, &ink(&source.text));
            let found = match score(source, &gold, &knowledge) {
                Ok(found) => found,
                Err(problems) => {
                    writeln!(worse, "{case}.{ending}: {problems}").expect("as above");
                    continue;
                }
            };
            writeln!(
                table,
                "{:24}{ending:6}{:9.3}{:14.3}{:9.3}",
                "", found[0], found[1], found[2]
            )
            .expect("as above");
            if found
                .iter()
                .zip(expected)
                .any(|(found, expected)| *found < expected - LOSS)
            {
                writeln!(
                    worse,
                    "{case}.{ending}: {found:.3?} is far below {expected:.3?}"
                )
                .expect("as above");
            }
        }
    }
    println!("{table}");
    assert!(files >= 12, "only {files} renditions");
    assert!(worse.is_empty(), "{worse}\n{table}");
}

/// What a careless copy or a hostile hand makes of a file.
fn damaged() -> impl Strategy<Value = (&'static str, Vec<u8>)> {
    const FILES: [&str; 5] = [
        "meeting-circular.html",
        "meeting-circular.odt",
        "meeting-circular.docx",
        "meeting-circular.pdf",
        "summit-digital-en.pdf",
    ];
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12);
    (
        prop::sample::select(&FILES[..]),
        changes,
        any::<prop::sample::Index>(),
        any::<bool>(),
    )
        .prop_map(|(file, changes, end, cut)| {
            let mut bytes = fs::read(folder("rendition").join(file)).expect("a rendition");
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if cut {
                bytes.truncate(end.index(bytes.len()));
            }
            (file, bytes)
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_file_is_read_or_refused((file, bytes) in damaged()) {
        match source::read(file, &bytes) {
            Ok((source, _)) => {
                let control = |c: char| c < ' ' && !matches!(c, '\n' | '\r' | '\t');
                prop_assert!(!source.text.contains(control));
                prop_assert!(source.pages.iter().all(|&at| source.text.as_bytes()[at] == b' '));
            }
            Err(problem) => prop_assert!(problem.help.is_some(), "{problem:?}"),
        }
    }
}
