//! What other programs and people propose, from the file to the published triples.

use std::collections::BTreeSet;

use govrep::authority::Authority;
use govrep::extraction::Extraction;
use govrep::graph::{Additions, Annotations};
use govrep::mention::Knowledge;
use govrep::project::{Project, Report};
use oxigraph::model::{NamedOrBlankNode, Quad, Term};
use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::contains;
use proptest::prelude::*;
use serde_json::json;

use crate::sandbox::{SETTINGS, Sandbox};

/// Made up.
const REPORT: &str = "\
壹、經過

海洋資料學會（Ocean Data Society, 簡稱 ODS）於 2016 年 12 月 7 日在法國巴黎舉辦年會。
該會由林小明與研究員王大同所創。會員國迄今已超過 70 個。

林小明的構想是開放海洋資料；藍色資料庫計畫亦於同年啟動。
";

/// What is said of it: nothing may be proposed but by annotations.
const RULES_ALONE: &str = "language = \"zh-Hant\"\n[extraction]\ntagger = false\n";

/// An annotation of words that stand once, made by a program.
fn line(exact: &str, body: &serde_json::Value) -> String {
    let annotation = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "creator": { "id": "https://models.example.org/tagger-3", "type": "Software", "name": "Tagger 3" },
        "target": { "source": "source.txt", "selector": { "type": "TextQuoteSelector", "exact": exact } },
        "body": body,
    });
    format!("{annotation}\n")
}

struct Converted {
    quads: String,
    told: String,
}

fn convert(annotations: &str, options: &str) -> Converted {
    let sandbox = Sandbox::new()
        .file("r/source.txt", REPORT)
        .file("r/report.toml", RULES_ALONE)
        .file("tagged.jsonl", annotations);
    let arguments = format!(
        "convert r -f nq --base https://data.example.org/ --annotations tagged.jsonl {options}"
    );
    let run = sandbox.govrep(&arguments).assert().success();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    Converted {
        quads: text(&run.get_output().stdout),
        told: text(&run.get_output().stderr),
    }
}

impl Converted {
    /// How many quads have all these words.
    fn count(&self, words: &[&str]) -> usize {
        let has_all = |line: &&str| words.iter().all(|word| line.contains(word));
        self.quads.lines().filter(has_all).count()
    }
}

#[test]
fn what_is_taken_over_has_its_words_its_method_and_who_made_it() {
    let read = convert(
        &line(
            "林小明與研究員",
            &json!({"type": "Person", "name": "林小明"}),
        ),
        "",
    );
    let person = "<https://data.example.org/id/person/林小明>";
    assert_eq!(read.count(&[person, "foaf/0.1/name>", "\"林小明\""]), 1,);
    assert_eq!(read.count(&[person, "extraction-method/annotated>"]), 1,);
    let creator = "<https://models.example.org/tagger-3>";
    assert_eq!(read.count(&[person, "prov#wasAttributedTo>", creator]), 1,);
    assert_eq!(read.count(&[creator, "prov#SoftwareAgent>", "/meta>"]), 1,);
    // Its evidence is the name, not all that was selected.
    assert_eq!(read.count(&[person, "wasDerivedFrom>"]), 1);
    assert_eq!(read.count(&["oa#exact>", "\"林小明\""]), 1);
    assert!(
        read.told
            .contains("annotations: 1 taken over · 0 of them of what was known · 0 refused")
    );
}

#[test]
fn a_name_that_rules_found_is_joined() {
    let body = json!({"type": "Organization", "name": "Ocean Data Society"});
    let read = convert(&line("Ocean Data Society", &body), "");
    assert_eq!(
        read.count(&[
            "organisation/ods>",
            "rdf-syntax-ns#type>",
            "org#Organization>"
        ]),
        1,
    );
    assert_eq!(
        read.count(&["organisation/ods>", "extraction-method/annotated>"]),
        0,
    );
    assert_eq!(
        read.count(&[
            "id/assertion/",
            "extraction-method/annotated>",
            "/evidence>"
        ]),
        1,
    );
    assert_eq!(
        read.count(&[
            "id/assertion/",
            "wasAttributedTo> <https://models.example.org/tagger-3>"
        ]),
        1,
    );
    assert!(
        read.told.contains("1 taken over · 1 of them"),
        "{}",
        read.told
    );
}

#[test]
fn a_relation_is_between_what_the_words_name() {
    let member = json!({
        "type": "Membership", "member": {"type": "Person", "name": "王大同"},
        "organization": "ODS", "roleName": "研究員",
    });
    let founded = "海洋資料學會（Ocean Data Society, 簡稱 ODS）於 2016 年 12 月 7 日在法國巴黎舉辦年會。\n該會由林小明與研究員王大同所創";
    let read = convert(&line(founded, &member), "");
    let membership = "<https://data.example.org/id/membership/王大同/ods/研究員>";
    assert_eq!(
        read.count(&[membership, "org#organization>", "organisation/ods>"]),
        1,
        "{}",
        read.told
    );
    assert_eq!(read.count(&[membership, "wasAttributedTo>"]), 1);
    assert!(
        read.told.contains("2 taken over · 1 of them"),
        "{}",
        read.told
    );
    // The same of words that name the person alone.
    let read = convert(&line("研究員王大同所創", &member), "");
    assert_eq!(read.count(&[membership]), 0);
    assert!(read.told.contains("do not name `ODS`"), "{}", read.told);
}

/// Each annotation that invents something, with what is said about it.
#[test]
fn what_is_invented_is_refused_with_its_line_and_the_nearest_words() {
    let person = json!({"type": "Person", "name": "林小明"});
    for (line, code, told) in [
        (
            line("林小明表示", &person),
            "annotation-quote",
            "not in the report: `林小明表示`",
        ),
        (
            line("林小明的構想", &json!({"type": "Person", "name": "林曉明"})),
            "annotation-name",
            "do not name `林曉明`",
        ),
        (
            line("王大同", &json!({"type": "Jurisdiction"})),
            "annotation-unknown",
            "cannot add one",
        ),
        (
            line("法國巴黎", &json!({"type": "Person", "name": "巴黎"})),
            "annotation-kind",
            "known as `jurisdiction/FR-75C`",
        ),
        (
            line("ata Soc", &json!({"type": "Organization"})),
            "annotation-quote",
            "begins or ends inside a word",
        ),
        (
            line(
                "林小明的構想",
                &json!({"type": "Person", "name": "林小明", "jobTitle": "秘書長"}),
            ),
            "annotation-words",
            "do not say `秘書長`",
        ),
        (
            line(
                "會員國迄今已超過 70 個",
                &json!({"type": "Observation", "observationAbout": "ODS", "measuredProperty": "measure/members", "value": 71}),
            ),
            "annotation-words",
            "do not",
        ),
        (
            line(
                "林小明的構想",
                &json!({"type": "Person", "name": "林小明", "exactMatch": "https://www.wikidata.org/entity/Q1"}),
            ),
            "annotation-words",
            "do not say",
        ),
        (
            line("林小明的構想", &json!({"id": "person/林小民"})),
            "annotation-unknown",
            "nothing is called `person/林小民`",
        ),
        (
            line(
                "林小明的構想",
                &json!({"id": "organisation/ods", "type": "Organization", "name": "林小明"}),
            ),
            "annotation-name",
            "`organisation/ods` is not known as `林小明`",
        ),
        (
            line(
                "林小明的構想",
                &json!({"type": "Membership", "member": "林小明"}),
            ),
            "annotation-",
            "林小明",
        ),
    ] {
        let read = convert(&format!("\n{line}"), "");
        assert!(read.told.contains(code), "{line}\n{}", read.told);
        assert!(
            read.told.contains("tagged.jsonl:2:1"),
            "{line}\n{}",
            read.told
        );
        assert!(read.told.contains(told), "{line}\n{}", read.told);
        assert!(
            read.told
                .contains("annotations: 0 taken over · 0 of them of what was known · 1 refused"),
            "{}",
            read.told
        );
        assert_eq!(read.quads, convert("", "").quads, "{line}");
    }
}

#[test]
fn positions_count_code_points_and_must_agree_with_the_quote() {
    let start = REPORT.chars().count()
        - REPORT
            .split("藍色")
            .nth(1)
            .expect("it is there")
            .chars()
            .count()
        - 2;
    let of = |start: usize, exact: &str| {
        let annotation = json!({
            "creator": "somebody",
            "target": { "selector": [
                { "type": "TextPositionSelector", "start": start, "end": start + 7 },
                { "type": "TextQuoteSelector", "exact": exact },
            ]},
            "body": { "type": "TextualBody", "purpose": "tagging", "value": "Programme" },
        });
        convert(&format!("[{annotation}]"), "")
    };
    let read = of(start, "藍色資料庫計畫");
    assert_eq!(
        read.count(&["programme/藍色資料庫計畫>", "govrep/ns#Programme>"]),
        1,
        "{}",
        read.told
    );
    assert_eq!(
        read.count(&[
            "programme/藍色資料庫計畫>",
            "wasAttributedTo>",
            "/agent/somebody>"
        ]),
        1
    );
    let read = of(start - 1, "藍色資料庫計畫");
    assert!(
        read.told
            .contains("at the position stands `；藍色資料庫計`"),
        "{}",
        read.told
    );
}

#[test]
fn what_breaks_the_shapes_of_the_ontology_is_left_out_before_anything_is_published() {
    // An undertaking without a maker, and a thing with what only a fact may say.
    let annotations = [
        line(
            "開放海洋資料",
            &json!({"type": "Recommendation", "text": "開放海洋資料"}),
        ),
        line("林小明的構想", &json!({"type": "Person", "name": "林小明"})),
    ]
    .concat();
    let sandbox = Sandbox::project(SETTINGS)
        .file("data/report/r/source.txt", REPORT)
        .file("data/report/r/report.toml", RULES_ALONE)
        .file("data/report/r/annotations.jsonl", annotations);
    sandbox
        .govrep("build")
        .assert()
        .success()
        .stderr(contains("annotation-shape").and(contains("annotations.jsonl:1:1")))
        .stdout(contains(
            "annotations         1  taken over · 0 of them of what was known · 1 refused",
        ));
    let nquads = sandbox.read("public/dump/test.nq");
    assert!(nquads.contains("/person/林小明>"));
}

#[test]
fn an_editor_has_the_last_word() {
    let annotations = line("林小明的構想", &json!({"type": "Person", "name": "林小明"}));
    let sandbox = Sandbox::new()
        .file("r/source.txt", REPORT)
        .file("r/annotations.jsonld", annotations)
        .file(
            "r/curation.toml",
            "[[reject]]\nid = \"person/林小明\"\nreason = \"made up\"\n",
        );
    let run = sandbox.govrep("convert r -f nq").assert().success();
    let quads = String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8");
    assert!(!quads.contains("林小明>"));
    sandbox
        .govrep("convert r -f nq --no-curation")
        .assert()
        .success();
}

#[test]
fn annotations_of_several_reports_are_told_apart_by_their_source() {
    let sandbox = Sandbox::project(SETTINGS)
        .file("a.txt", REPORT)
        .file("b.txt", "壹、目的\n\n林小明參訪。\n")
        .file(
            "tagged.jsonl",
            line("林小明參訪", &json!({"type": "Person", "name": "林小明"}))
                .replace("source.txt", "https://example.org/b.txt")
                + &line("林小明的構想", &json!({"type": "Person", "name": "林小明"}))
                    .replace("source.txt", "c.txt"),
        );
    let run = sandbox
        .govrep("convert a.txt b.txt -f nq --annotations tagged.jsonl")
        .assert()
        .success()
        .stderr(contains("the annotation is of `c.txt`, which is not read"))
        .stderr(contains(
            "1 taken over · 0 of them of what was known · 1 refused",
        ));
    let quads = String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8");
    assert_eq!(quads.matches("person/林小明> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://xmlns.com/foaf/0.1/Person>").count(), 1);
}

#[test]
fn a_file_that_is_missing_or_no_text_is_an_error() {
    let sandbox = Sandbox::new()
        .file("a.txt", REPORT)
        .file("b.jsonl", b"\xff\xfe{}");
    sandbox
        .govrep("convert a.txt --annotations none.jsonl")
        .assert()
        .code(1)
        .stdout("")
        .stderr(contains("annotation-unreadable"));
    sandbox
        .govrep("convert a.txt --annotations b.jsonl")
        .assert()
        .code(1)
        .stderr(contains("annotation-encoding"));
}

/// Pieces of which annotations are made at random: words of the report and others.
const WORDS: [&str; 14] = [
    "林小明",
    "王大同",
    "ODS",
    "Ocean Data Society",
    "70",
    "2016-12-07",
    "研究員",
    "法國",
    "巴黎",
    "年會",
    "林曉明",
    "Atlantis",
    "71",
    "role/founder",
];

fn body() -> impl Strategy<Value = serde_json::Value> {
    let word = || prop::sample::select(WORDS.to_vec());
    let class = prop::sample::select(vec![
        "Person",
        "Organization",
        "Event",
        "Place",
        "Membership",
        "Participation",
        "Observation",
        "Concept",
        "Recommendation",
        "Jurisdiction",
        "CreativeWork",
    ]);
    let key = prop::sample::select(vec![
        "name",
        "label",
        "altLabel",
        "member",
        "organization",
        "roleName",
        "memberRole",
        "location",
        "startDate",
        "value",
        "observationAbout",
        "text",
        "url",
        "event",
        "hasParticipant",
        "jobTitle",
        "wasDerivedFrom",
        "id",
    ]);
    (class, prop::collection::vec((key, word()), 0..4)).prop_map(|(class, properties)| {
        let mut body = serde_json::Map::new();
        body.insert("type".to_owned(), class.into());
        for (key, word) in properties {
            let value = word.parse::<u32>().map_or_else(|_| word.into(), Into::into);
            body.insert(key.to_owned(), value);
        }
        body.into()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever annotations say: every new literal stands in the report, every new node has words
    /// of the report, and nothing that was there is gone.
    #[test]
    fn no_annotation_can_invent(
        proposals in prop::collection::vec((0_usize..120, 1_usize..40, body()), 1..6)
    ) {
        let chars: Vec<char> = REPORT.chars().collect();
        let lines: String = proposals
            .iter()
            .map(|(start, length, body)| {
                let end = (start + length).min(chars.len());
                let exact: String = chars[(*start).min(end - 1)..end].iter().collect();
                line(&exact, body)
            })
            .collect();
        let authority = Authority::builtin();
        let knowledge = Knowledge::new(&authority);
        let (source, _) = govrep::source::decode("r.txt", REPORT.as_bytes()).expect("UTF-8");
        let report = Report::undescribed("r", "r.txt", &Project::default());
        let (extraction, _) = Extraction::read(source, &knowledge, &report);
        let map = |additions: &Additions| {
            extraction.map(&knowledge, &report, additions, "https://data.example.org/")
        };
        let (annotations, _) = Annotations::parse("a.jsonl", lines.as_bytes());
        let before: BTreeSet<String> = map(&Additions::default()).quads.iter().map(|quad| quad.to_string()).collect();
        let mapped = map(&Additions { annotations: vec![annotations], ..Additions::default() });
        let quads: Vec<Quad> = mapped.quads.into();
        let after: BTreeSet<String> = quads.iter().map(Quad::to_string).collect();
        prop_assert!(before.is_subset(&after));
        let ink = |text: &str| -> String { text.split_whitespace().collect() };
        let printed = ink(REPORT);
        let is_new = |quad: &&Quad| !before.contains(&quad.to_string());
        for quad in quads.iter().filter(is_new) {
            let graph = quad.graph_name.to_string();
            if !graph.contains("/facts>") {
                continue;
            }
            match &quad.object {
                Term::Literal(literal) if literal.datatype().as_str().ends_with("integer") => {
                    prop_assert!(printed.contains(literal.value()), "{}", quad);
                }
                Term::Literal(literal) if literal.datatype().as_str().contains("#date") => {
                    prop_assert_eq!(literal.value(), "2016-12-07");
                }
                Term::Literal(literal) if !literal.datatype().as_str().contains("#g") => {
                    prop_assert!(printed.contains(&ink(literal.value())), "{}", quad);
                }
                _ => {}
            }
            let subject = &quad.subject;
            let has_words = quads.iter().any(|other| {
                let is_evidence = other.predicate.as_str().ends_with("#wasDerivedFrom");
                is_evidence && other.subject == *subject
            });
            prop_assert!(has_words, "{}", quad);
            let NamedOrBlankNode::NamedNode(node) = subject else {
                return Err(TestCaseError::fail("a blank node"));
            };
            prop_assert!(!node.as_str().contains("Atlantis") && !node.as_str().contains("曉"));
        }
    }
}
