use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::sandbox::{Sandbox, program};

/// What a person found in the report of this repository.
const GOLD: &str = "tests/gold/ogp-summit-2016.json";

/// The score of this repository's report, read by the rules alone, and the same as tables.
fn score() -> (Value, String) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = |format: &str| {
        let arguments = format!("score {GOLD} --no-curation --format {format}");
        let output = Command::new(program())
            .current_dir(here)
            .args(arguments.split_whitespace())
            .output()
            .expect("it runs");
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{errors}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let json = serde_json::from_str(&run("json")).expect("JSON");
    (json, run("text"))
}

/// A tiny gold file of a made-up report.
const MADE_UP: &str = r#"{"entities": [
    {"id": "france", "type": "country", "name_zh": "法國", "mentions": [
        {"quote": "法國", "line": 1}]}
]}"#;

#[test]
fn the_rules_alone_find_persons_bodies_and_places() {
    let (score, table) = score();
    for (kind, least) in [
        ("person", 0.93),
        ("organisation", 0.75),
        ("country-and-place", 0.95),
    ] {
        let mut measures = score["measures"].as_array().expect("a list").iter();
        let measure = measures
            .find(|measure| measure["level"] == "entity" && measure["kind"] == kind)
            .expect("a measure of the kind");
        let f1 = measure["f1"].as_f64().expect("a number");
        assert!(f1 >= least, "F1 of {kind} is {f1} < {least}\n\n{table}");
    }
}

#[test]
fn any_source_can_be_scored_without_a_project() {
    let sandbox = Sandbox::new()
        .file("gold.json", MADE_UP)
        .file("trip.txt", "本次赴法國參加會議。\n");
    let output = sandbox
        .govrep("score gold.json trip.txt --format json")
        .output()
        .expect("it runs");
    let score: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let measures = score["measures"].as_array().expect("a list");
    let place = &measures[2];
    assert_eq!(place["kind"], "country-and-place");
    assert_eq!((&place["hits"], &place["f1"]), (&1.into(), &1.0.into()));
}

#[test]
fn without_an_input_the_report_called_as_the_gold_file_is_scored() {
    let sandbox = Sandbox::project("base = \"https://data.example.gov.tw/\"\n")
        .file("trip.json", MADE_UP)
        .file("other.json", MADE_UP)
        .file("data/report/trip/trip.txt", "本次赴法國參加會議。\n");
    let scored = sandbox.govrep("score trip.json").assert().success();
    let table = String::from_utf8_lossy(&scored.get_output().stdout).into_owned();
    assert!(
        table.contains("    country                      1      ·     1"),
        "{table}"
    );

    let refused = sandbox.govrep("score other.json").assert().code(2);
    let message = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
    for expected in [
        "error[score-report]: no report of the project is called `other`",
        "= help: name the source after the gold file; the reports are trip",
    ] {
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn what_is_no_gold_file_of_the_source_is_refused() {
    let sandbox = Sandbox::new()
        .file("gold.json", MADE_UP)
        .file("broken.json", "{\"entities\": 5}")
        .file("trip.txt", "本次赴德國參加會議。\n");
    for (arguments, expected) in [
        (
            "score gold.json trip.txt",
            "error[gold-quote]: “法國” does not begin in line 1 of the source",
        ),
        (
            "score broken.json trip.txt",
            "error[gold-json]: not a gold file: invalid type: integer `5`, expected a sequence",
        ),
        ("score none.json trip.txt", "cannot read `none.json`"),
    ] {
        let refused = sandbox.govrep(arguments).assert().code(2);
        let output = refused.get_output();
        let message = String::from_utf8_lossy(&output.stderr);
        assert!(message.contains(expected), "{message}");
        assert!(output.stdout.is_empty(), "{arguments}");
    }
}
