use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::sandbox::{Sandbox, program};

/// What a person found in the report of this repository.
const GOLD: &str = "tests/gold/ogp-summit-2016.json";

/// The score of this repository's report, and the same as tables.
fn score(options: &str) -> (Value, String) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = |format: &str| {
        let arguments = format!("score {GOLD} {options} --format {format}");
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
    let (score, table) = score("--no-curation");
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
fn with_curation_what_a_person_found_is_published() {
    let (score, table) = score("");
    for measure in score["measures"].as_array().expect("a list") {
        let ratio = |key: &str| measure[key].as_f64().unwrap_or(1.0);
        let least = match measure["level"].as_str() {
            Some("entity") => (0.97, 0.99),
            Some("relation") if measure["kind"] == "relation" => (0.97, 0.95),
            _ => continue,
        };
        let found = (ratio("precision"), ratio("recall"));
        assert!(
            found.0 >= least.0 && found.1 >= least.1,
            "{}: {found:?} is below {least:?}\n\n{table}",
            measure["kind"]
        );
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

/// Three kinds of a score: gold, given and hits.
fn counts(score: &Value, level: &str, kind: &str) -> [u64; 3] {
    let mut measures = score["measures"].as_array().expect("a list").iter();
    let measure = measures
        .find(|measure| measure["level"] == level && measure["kind"] == kind)
        .expect("a measure of the kind");
    ["gold", "given", "hits"].map(|key| measure[key].as_u64().unwrap_or_default())
}

#[test]
fn what_an_editor_adds_and_rejects_is_scored() {
    let gold = r#"{"entities": [
        {"id": "france", "type": "country", "name_zh": "法國", "mentions": [
            {"quote": "法國", "line": 1}]},
        {"id": "meeting", "type": "event", "name_zh": "開放會議", "mentions": [
            {"quote": "開放會議", "line": 1}]},
        {"id": "openness", "type": "topic", "name_zh": "開放", "mentions": [
            {"quote": "開放", "line": 1, "nested_in": "meeting"}, {"quote": "開放", "line": 2}]}],
      "relations": [
        {"subject": "meeting", "predicate": "about", "object": "openness", "object_kind": "id",
         "line": 2},
        {"subject": "meeting", "predicate": "locatedIn", "object": "france",
         "object_kind": "id", "line": 1}]}"#;
    let curation = r#"
        [[reject]]
        id = "jurisdiction/DEU"
        reason = "only flown over"

        [[add]]
        id = "topic/openness"
        a = "Concept"
        quote = "開放"
        line = 2
        prefLabel = { zh-Hant = "開放" }

        [[add]]
        id = "event/meeting"
        a = "Event"
        quote = "赴法國參加開放會議"
        label = { zh-Hant = "開放會議" }
        about = "topic/openness"
    "#;
    let sandbox = Sandbox::project("base = \"https://data.example.gov.tw/\"\n")
        .file("trip.json", gold)
        .file(
            "data/report/trip/trip.txt",
            "本次經德國赴法國參加開放會議。\n與會者談開放之重要性。\n",
        )
        .file("data/report/trip/curation.toml", curation);
    let score = |options: &str| -> Value {
        let arguments = format!("score trip.json --format json {options}");
        let output = sandbox.govrep(&arguments).assert().success();
        serde_json::from_slice(&output.get_output().stdout).expect("JSON")
    };
    let (curated, rules) = (score(""), score("--no-curation"));
    assert_eq!(counts(&rules, "entity", "country-and-place"), [1, 2, 1]);
    assert_eq!(counts(&curated, "entity", "country-and-place"), [1, 1, 1]);
    assert_eq!(counts(&rules, "entity", "topic"), [1, 0, 0]);
    assert_eq!(counts(&curated, "entity", "topic"), [1, 1, 1]);
    assert_eq!(counts(&rules, "relation", "relation"), [2, 0, 0]);
    assert_eq!(counts(&curated, "relation", "relation"), [2, 1, 1]);
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
        (
            "score none.json trip.txt",
            "error[score-gold]: the gold file `none.json` cannot be read",
        ),
    ] {
        let refused = sandbox.govrep(arguments).assert().code(2);
        let output = refused.get_output();
        let message = String::from_utf8_lossy(&output.stderr);
        assert!(message.contains(expected), "{message}");
        assert!(output.stdout.is_empty(), "{arguments}");
    }
}
