//! What the statistical tagger proposes beside the rules, from the text to the published triples.

use std::collections::BTreeSet;

use govrep::authority::Authority;
use govrep::extraction::Extraction;
use govrep::mention::{Kind, Knowledge, Mention, Reading, Rule};
use govrep::project::{Project, Report};
use govrep::source;

use crate::sandbox::Sandbox;

/// Made up.
const REPORT: &str = "\
壹、經過

一、農業部農糧署於５月２日至滿福埤與居民會勘，由邱雅惠陪同，並請大榕樹工作室提供圖面。
二、滿福埤之清淤，大榕樹工作室另提估價。
";

/// What each rule and the tagger found: kind, rule and words.
fn found(text: &str, tagger: bool) -> (Vec<Mention>, Vec<(Kind, Rule, String)>) {
    let authority = Authority::builtin();
    let knowledge = Knowledge::new(&authority);
    let (source, _) = source::decode("report.txt", text.as_bytes()).expect("a text");
    let mut report = Report::undescribed("made-up", "report.txt", &Project::default());
    report.tagger = tagger;
    let (extraction, _) = Extraction::read(source, &knowledge, &report);
    let read = |mention: &Mention| {
        let words = extraction.document.slice(mention.span);
        (mention.kind, mention.rule, words.to_owned())
    };
    let words = extraction.mentions.iter().map(read).collect();
    (extraction.mentions, words)
}

#[test]
fn what_the_tagger_finds_is_named_wherever_it_stands_and_changes_nothing_of_the_rules() {
    let (_, words) = found(REPORT, true);
    let of_model: Vec<(Kind, &str)> = words
        .iter()
        .filter(|(_, rule, _)| *rule == Rule::Model)
        .map(|(kind, _, words)| (*kind, words.as_str()))
        .collect();
    let twice = |kind, words| of_model.iter().filter(|it| **it == (kind, words)).count() == 2;
    assert!(twice(Kind::Organisation, "大榕樹工作室"), "{words:?}");
    assert!(of_model.contains(&(Kind::Person, "邱雅惠")), "{words:?}");
    for text in [
        REPORT,
        "Electors of Little Pohutukawa, Maberly and Kestrel Cove vote at the school hall.\n",
    ] {
        let (with, words) = found(text, true);
        assert!(
            with.iter().any(|mention| mention.rule == Rule::Model),
            "{words:?}"
        );
        let rules: Vec<Mention> = with
            .into_iter()
            .filter(|mention| mention.rule != Rule::Model)
            .collect();
        assert_eq!(rules, found(text, false).0);
    }
}

/// The settings of a project that leaves the tagger on.
const SETTINGS: &str = "\
base = \"https://data.example.gov.tw/\"
[dataset]
name = \"test\"
title = { zh-Hant = \"測試\", en = \"Test\" }
";

const MODEL: &str = "<https://w3id.org/govrep/code/extraction-method/model>";

#[test]
fn the_graph_says_what_only_the_tagger_found_and_settings_turn_it_off() {
    let off = "[extraction]\ntagger = false\n";
    let on = "[extraction]\ntagger = true\n";
    let convert = |project: &str, report: &str| {
        let sandbox = Sandbox::project(&format!("{SETTINGS}{project}"))
            .file(
                "data/report/r/report.toml",
                format!("language = \"zh-Hant\"\n{report}"),
            )
            .file("data/report/r/source.txt", REPORT);
        let run = sandbox
            .govrep("convert data/report/r -f nq")
            .assert()
            .success();
        String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8")
    };
    let lines = |quads: &str, name: &str| {
        let told = quads.lines().filter(|line| line.contains(name));
        told.map(str::to_owned).collect::<Vec<_>>()
    };
    let default = convert("", "");
    let person = lines(
        &default,
        "id/person/邱雅惠> <https://w3id.org/govrep/ns#extractionMethod>",
    );
    assert!(person.len() == 1 && person[0].contains(MODEL), "{default}");
    let silent = convert("", off);
    assert!(!silent.contains(MODEL) && !silent.contains("邱雅惠>"));
    assert!(silent.contains("id/organisation/"));
    assert_eq!(convert(off, ""), silent);
    assert_eq!(convert(off, on), default);
    assert_eq!(convert(on, off), silent);
}

#[test]
fn a_fact_on_a_name_of_the_tagger_says_so_and_is_told_in_words() {
    let report = "壹、經過\n\n一、邱雅惠參加 2019 年國際濕地論壇。\n二、本次行程由邱雅惠記錄。\n";
    let sandbox = Sandbox::project(SETTINGS)
        .file("data/report/r/report.toml", "language = \"zh-Hant\"\n")
        .file("data/report/r/source.txt", report);
    let run = sandbox
        .govrep("convert data/report/r -f nq")
        .assert()
        .success();
    let quads = String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8");
    let part = "/邱雅惠/attendee> <https://w3id.org/govrep/ns#extractionMethod>";
    let methods: Vec<&str> = quads.lines().filter(|line| line.contains(part)).collect();
    assert!(methods.len() == 1 && methods[0].contains(MODEL), "{quads}");
    for (language, of_thing, of_fact) in [
        (
            "en",
            "found by the statistical tagger alone",
            "statistical tagger alone found",
        ),
        ("zh-Hant", "僅由統計模型標出", "名稱僅由統計模型標出"),
    ] {
        sandbox
            .govrep(&format!("explain 邱雅惠 --lang {language}"))
            .assert()
            .success()
            .stdout(predicates::str::contains(of_thing));
        sandbox
            .govrep(&format!(
                "explain event/國際濕地論壇-2019 --lang {language}"
            ))
            .assert()
            .success()
            .stdout(predicates::str::contains(of_fact));
    }
}

#[test]
fn a_setting_that_is_not_known_is_told() {
    let sandbox = Sandbox::project(SETTINGS)
        .file(
            "data/report/r/report.toml",
            "[extraction]\ntaggers = false\n",
        )
        .file("data/report/r/source.txt", REPORT);
    sandbox
        .govrep("convert data/report/r -f nq")
        .assert()
        .code(1)
        .stderr(predicates::str::contains("unknown key `taggers`"));
}

/// Whom the persons of a text are, each once.
fn persons(text: &str) -> BTreeSet<String> {
    let (mentions, _) = found(text, true);
    let names = mentions
        .into_iter()
        .filter_map(|mention| match mention.reading {
            Reading::Person(person) => Some(person.name),
            _ => None,
        });
    names.collect()
}

#[test]
fn who_is_called_by_a_surname_and_a_title_is_the_one_of_the_family_who_is_named_whole() {
    let text = "漁民代表：洪瑞祥（琉球區漁會總幹事）\n\n洪總幹事報告，該會已印製應對卡。\n";
    assert_eq!(persons(text), BTreeSet::from(["洪瑞祥".to_owned()]));
    // Another title is somebody else's.
    let text = "主持人：洪瑞祥理事長\n\n洪總幹事報告，該會已印製應對卡。\n";
    assert!(persons(text).contains("洪總幹事"), "{:?}", persons(text));
}
