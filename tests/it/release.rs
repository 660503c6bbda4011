use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::io::Read;

use govrep::publish::packed::Packing;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Graph, NamedNodeRef, TermRef, Triple};
use predicates::str::contains;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::sandbox::{REPORT, Sandbox, tree};

/// Settings that leave nothing out which catalogues ask for.
const SETTINGS: &str = r#"
base = "https://data.example.gov.tw/"
[dataset]
name = "test"
title = { zh-Hant = "測試", en = "Test" }
description = { zh-Hant = "測試用資料集。", en = "A dataset for tests." }
issued = 2026-11-23
keywords = { zh-Hant = ["開放政府"], en = ["open government"] }
[publisher]
key = "twn-ndc"
email = "opendata@example.gov.tw"
type = "NationalAuthority"
"#;

fn project_with(settings: &str) -> Sandbox {
    Sandbox::project(settings)
        .file("data/report/trip/report.txt", REPORT)
        .file("data/report/trip/report.toml", "date = \"2016-12\"\n")
}

fn built(settings: &str) -> Sandbox {
    let project = project_with(settings);
    project.govrep("build").assert().success();
    project
}

/// The triples of a file of the release.
fn graph(project: &Sandbox, name: &str, format: RdfFormat) -> Graph {
    let text = project.read(&format!("public/{name}"));
    let quads = RdfParser::from_format(format).for_slice(&text);
    quads
        .map(|quad| Triple::from(quad.expect("valid RDF")))
        .collect()
}

fn catalog(project: &Sandbox) -> Graph {
    graph(project, "catalog.ttl", RdfFormat::Turtle)
}

fn node(iri: &str) -> NamedNodeRef<'_> {
    NamedNodeRef::new(iri).expect("an IRI")
}

/// The values of a property, in the order of the N-Triples lines.
fn values(graph: &Graph, subject: &str, property: &str) -> BTreeSet<String> {
    graph
        .objects_for_subject_predicate(node(subject), node(property))
        .map(|value| match value {
            TermRef::NamedNode(node) => node.as_str().to_owned(),
            TermRef::Literal(literal) => literal.value().to_owned(),
            other => other.to_string(),
        })
        .collect()
}

/// In lower-case hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        write!(text, "{byte:02x}").expect("a text");
    }
    text
}

const DATASET: &str = "https://data.example.gov.tw/id/dataset/test";

#[test]
fn every_file_is_listed_with_its_checksum() {
    let project = built(SETTINGS);
    let files = tree(&project.path("public"));
    let sums = project.read("public/SHA256SUMS");
    let listed: BTreeMap<&str, &str> = sums
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(sum, name)| (name, sum))
        .collect();
    assert_eq!(listed.len(), files.len() - 1);
    for (name, bytes) in files.iter().filter(|(name, _)| *name != "SHA256SUMS") {
        let sum = sha256(bytes);
        assert_eq!(listed.get(name.as_str()), Some(&&*sum), "{name}");
    }
    for name in [
        ".well-known/void",
        "catalog.jsonld",
        "catalog.rdf",
        "ckan.json",
        "RDFC10SUMS",
    ] {
        assert!(files.contains_key(name), "{name}");
    }
}

#[test]
fn packed_dumps_hold_the_plain_ones() {
    let project = built(SETTINGS);
    let files = tree(&project.path("public/dump"));
    assert_eq!(files.len(), 18);
    for (name, bytes) in &files {
        if let Some((packing, plain)) = Packing::of_name(name) {
            let mut content = Vec::new();
            packing
                .unpack(bytes.as_slice())
                .and_then(|mut file| file.read_to_end(&mut content))
                .expect("a packed file");
            assert!(content == files[plain], "{name}");
        }
    }
}

#[test]
fn a_version_is_named_by_its_content_unless_the_settings_name_it() {
    let project = built(SETTINGS);
    let hashes = project.read("public/RDFC10SUMS");
    let hash = hashes
        .lines()
        .find_map(|line| line.strip_suffix("  dump/test.nq"))
        .expect("the hash of the dataset");
    let copies = tree(&project.path(&format!("public/v/{}", &hash[..12])));
    let dumps = tree(&project.path("public/dump"));
    assert!(dumps.iter().all(|(name, bytes)| copies[name] == *bytes));
    // Besides, the hashes and what is told of the release.
    assert_eq!(tree(&project.path("public/v")).len(), dumps.len() + 2);
}

#[test]
fn a_version_of_the_settings_is_for_good() {
    let with =
        |version: &str| SETTINGS.replace("issued", &format!("version = \"{version}\"\nissued"));
    let project = built(&with("1.0"));
    let first = tree(&project.path("public/v/1.0"));
    // The same data again are fine.
    project.govrep("build").assert().success();

    let more = format!("{REPORT}\n二、擴大公民參與。\n");
    let project = project.file("data/report/trip/report.txt", more);
    project.govrep("build").assert().code(2).stderr(contains(
        "error[release-version]: version 1.0 was already published, with other data",
    ));
    assert_eq!(tree(&project.path("public/v/1.0")), first);

    let project = project.file("govrep.toml", with("1.1"));
    project.govrep("build").assert().success();
    assert_eq!(tree(&project.path("public/v/1.0")), first);
    assert!(project.path("public/v/1.1/test.nq").is_file());
    assert!(
        project
            .read("public/SHA256SUMS")
            .contains("  v/1.0/test.nq\n")
    );
    project
        .govrep("diff public/v/1.0 public")
        .assert()
        .success()
        .stdout(contains("+ "))
        .stderr(contains("things added"));
}

#[test]
fn the_main_language_stands_first_in_the_catalogue() {
    let project = built(SETTINGS);
    for name in ["catalog.ttl", "catalog.jsonld", "catalog.rdf"] {
        let text = project.read(&format!("public/{name}"));
        let (chinese, english) = (text.find("測試"), text.find("Test"));
        assert!(chinese.is_some() && chinese < english, "{name}");
        assert!(
            text.contains("zh-Hant") && !text.contains("zh-hant"),
            "{name}"
        );
    }
}

#[test]
fn sizes_checksums_and_types_are_those_of_the_files() {
    let project = built(SETTINGS);
    let graph = catalog(&project);
    let files = tree(&project.path("public"));
    let distributions = values(&graph, DATASET, "http://www.w3.org/ns/dcat#distribution");
    assert_eq!(distributions.len(), 18);
    for distribution in &distributions {
        let one = |property: &str| {
            let values = values(&graph, distribution, property);
            assert_eq!(values.len(), 1, "{distribution} {property}");
            values.into_iter().next().unwrap_or_default()
        };
        let address = one("http://www.w3.org/ns/dcat#downloadURL");
        let name = address
            .strip_prefix("https://data.example.gov.tw/")
            .expect("an address of ours");
        let bytes = &files[name];
        assert_eq!(
            one("http://www.w3.org/ns/dcat#byteSize"),
            bytes.len().to_string()
        );
        let checksum = one("http://spdx.org/rdf/terms#checksum");
        let sum = sha256(bytes);
        assert_eq!(
            values(&graph, &checksum, "http://spdx.org/rdf/terms#checksumValue"),
            BTreeSet::from([sum])
        );
        if name.ends_with(".ttl.gz") {
            assert!(one("http://www.w3.org/ns/dcat#mediaType").ends_with("/text/turtle"));
            assert!(one("http://www.w3.org/ns/dcat#compressFormat").ends_with("/application/gzip"));
        }
    }
}

#[test]
fn every_code_of_others_is_described_in_the_catalogue() {
    let graph = catalog(&built(SETTINGS));
    let label = node("http://www.w3.org/2004/02/skos/core#prefLabel");
    let lists = ["http://publications.europa.eu/", "http://purl.org/adms/"];
    let mut seen = 0;
    for triple in &graph {
        let TermRef::NamedNode(code) = triple.object else {
            continue;
        };
        if lists.iter().any(|list| code.as_str().starts_with(list)) {
            seen += 1;
            let scheme = node("http://purl.org/dc/terms/title");
            let described = graph.object_for_subject_predicate(code, label).is_some()
                || graph.object_for_subject_predicate(code, scheme).is_some();
            assert!(described, "{code}");
        }
    }
    assert!(seen > 50, "{seen}");
    // CKAN takes the label of a node instead of its IRI, which only media types want.
    let rdfs = node("http://www.w3.org/2000/01/rdf-schema#label");
    for triple in graph.triples_for_predicate(rdfs) {
        let subject = triple.subject.to_string();
        assert!(!subject.contains("publications.europa.eu"), "{subject}");
    }
}

#[test]
fn a_complete_description_is_worth_315_points_with_this_licence_and_80_nobody_asked_for() {
    let project = project_with(SETTINGS);
    project.govrep("build").assert().success().stdout(contains(
        "catalogue         315  of 405 · good · 80 more, excellent, if its addresses answer\n",
    ));
    project
        .govrep("check")
        .assert()
        .success()
        .stderr(contains("  0 of  10  licence from the vocabulary\n"))
        .stderr(contains("  ? of  50  access address answers\n"))
        .stderr(contains(" 30 of  30  conforms to DCAT-AP\n"));
    let scoring = format!("{DATASET}/quality/scoring");
    assert_eq!(
        values(
            &catalog(&project),
            &scoring,
            "http://www.w3.org/ns/dqv#value"
        ),
        BTreeSet::from(["315".to_owned()])
    );
    let measured = project.read("public/catalog.ttl");
    assert!(measured.contains("quality/downloadUrlAvailability"));
    assert!(!measured.contains("downloadUrlStatusCode"), "nobody asked");
    let licensed = SETTINGS.replace(
        "issued",
        "licence = \"http://publications.europa.eu/resource/authority/licence/CC_BY_4_0\"\nissued",
    );
    project_with(&licensed)
        .govrep("build")
        .assert()
        .success()
        .stdout(contains(
            "catalogue         325  of 405 · good · 80 more, excellent, ",
        ));
}

#[test]
fn what_the_settings_leave_out_is_told_and_not_invented() {
    let bare = "base = \"https://data.example.gov.tw/\"\n[dataset]\nname = \"test\"\n";
    let project = built(bare);
    project.govrep("check").assert().success().stdout(contains(
        "note[catalog-incomplete]: catalogues will miss `title`, `description`, `issued`, `[publisher]`",
    ));
    let graph = catalog(&project);
    for property in ["publisher", "issued", "description"] {
        let iri = format!("http://purl.org/dc/terms/{property}");
        assert!(values(&graph, DATASET, &iri).is_empty(), "{property}");
    }
    // What took place when, where the report is from and what it names is known from the text.
    assert_eq!(
        values(&graph, DATASET, "http://purl.org/dc/terms/temporal").len(),
        1
    );
    assert_eq!(
        values(&graph, DATASET, "http://purl.org/dc/terms/spatial"),
        BTreeSet::from(["http://publications.europa.eu/resource/authority/country/TWN".to_owned()])
    );
    assert!(
        values(&graph, DATASET, "http://www.w3.org/ns/dcat#keyword").contains("國家發展委員會")
    );
}

#[test]
fn a_code_that_no_list_has_keeps_the_release_back() {
    let project = project_with(&SETTINGS.replace("issued", "themes = [\"GOVT\"]\nissued"));
    project
        .govrep("build")
        .assert()
        .code(1)
        .stderr(contains(
            "error[catalog-code]: the theme, `GOVT`, is not in the list of data-theme",
        ))
        .stderr(contains("did you mean `GOVE`?"));
    assert!(!project.path("public").exists());
}

#[test]
fn the_day_comes_from_the_settings_or_from_the_caller_never_from_the_clock() {
    let undated = SETTINGS.replace("issued = 2026-11-23\n", "");
    let project = project_with(&undated);
    project
        .govrep("build")
        .env("SOURCE_DATE_EPOCH", "1481241600")
        .assert()
        .success();
    let issued = "http://purl.org/dc/terms/issued";
    assert_eq!(
        values(&catalog(&project), DATASET, issued),
        BTreeSet::from(["2016-12-09".to_owned()])
    );
    project
        .govrep("build")
        .env("SOURCE_DATE_EPOCH", "yesterday")
        .assert()
        .code(2)
        .stderr(contains(
            "error[environment-date]: SOURCE_DATE_EPOCH is `yesterday`",
        ));
}

#[test]
fn counts_in_void_are_true() {
    let project = built(SETTINGS);
    let void = graph(&project, ".well-known/void", RdfFormat::Turtle);
    assert_eq!(
        project.read("public/.well-known/void"),
        project.read("public/void.ttl")
    );
    let data = graph(&project, "dump/test.nt", RdfFormat::NTriples);
    let number = |subject: &str, property: &str| -> usize {
        let iri = format!("http://rdfs.org/ns/void#{property}");
        let values = values(&void, subject, &iri);
        values
            .iter()
            .next()
            .and_then(|value| value.parse().ok())
            .expect("a number")
    };
    assert_eq!(number(DATASET, "triples"), data.len());
    let subjects: BTreeSet<String> = data
        .iter()
        .map(|triple| triple.subject.to_string())
        .collect();
    assert_eq!(number(DATASET, "distinctSubjects"), subjects.len());
    let passages = data
        .subjects_for_predicate_object(
            node("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
            node("https://w3id.org/govrep/ns#Passage"),
        )
        .count();
    assert_eq!(
        number(&format!("{DATASET}/class/govrep-Passage"), "entities"),
        passages
    );
    let labels = data
        .triples_for_predicate(node("http://www.w3.org/2000/01/rdf-schema#label"))
        .count();
    assert_eq!(
        number(&format!("{DATASET}/property/rdfs-label"), "triples"),
        labels
    );
}

#[test]
fn ckan_and_the_portal_of_taiwan_get_their_json() {
    let project = built(SETTINGS);
    let json = |name: &str| -> Value {
        serde_json::from_str(&project.read(&format!("public/{name}"))).expect("JSON")
    };
    let ckan = json("ckan.json");
    assert_eq!(ckan["title"], "測試");
    assert_eq!(ckan["license_id"], "other-at");
    assert_eq!(ckan["resources"].as_array().expect("resources").len(), 18);
    assert_eq!(ckan["maintainer_email"], "opendata@example.gov.tw");
    let taiwan = json("data.gov.tw.json");
    assert_eq!(taiwan["publisher"], "國家發展委員會");
    assert_eq!(taiwan["license"], "政府資料開放授權條款－第1版");
    assert_eq!(taiwan["temporalCoverageFrom"], "2016-12");
    assert_eq!(
        taiwan["distribution"].as_array().expect("resources").len(),
        6
    );
}

const OLD: &str = "\
<https://e.org/a> <http://www.w3.org/2000/01/rdf-schema#label> \"甲\"@zh-Hant <https://e.org/g> .
<https://e.org/b> <http://www.w3.org/2000/01/rdf-schema#label> \"B\"@en <https://e.org/g> .
";
const NEW: &str = "\
<https://e.org/a> <http://www.w3.org/2000/01/rdf-schema#label> \"甲乙\"@zh-Hant <https://e.org/g> .
<https://e.org/c> <http://www.w3.org/2000/01/rdf-schema#label> \"C\"@en <https://e.org/g> .
";

#[test]
fn a_difference_is_told_by_thing() {
    let files = Sandbox::new().file("old.nq", OLD).file("new.nq", NEW);
    files
        .govrep("diff old.nq new.nq")
        .assert()
        .success()
        .stdout(
            "\
~ 甲乙 · https://e.org/a
    - rdfs:label \"甲\"@zh-Hant
    + rdfs:label \"甲乙\"@zh-Hant
- B · https://e.org/b
    - rdfs:label \"B\"@en
+ C · https://e.org/c
    + rdfs:label \"C\"@en
",
        )
        .stderr("1 things added, 1 removed, 1 changed; 2 statements added, 2 removed\n");
    let json = files
        .govrep("diff old.nq new.nq --format json")
        .assert()
        .success();
    let json: Value = serde_json::from_slice(&json.get_output().stdout).expect("JSON");
    assert_eq!(json["things"][1]["change"], "removed");
    assert_eq!(
        json["things"][2]["added"][0],
        NEW.lines().last().expect("a line")
    );
    files
        .govrep("diff old.nq old.nq")
        .assert()
        .success()
        .stdout("");
}

#[test]
fn a_difference_is_a_patch() {
    let files = Sandbox::new().file("old.nq", OLD).file("new.nq", NEW);
    for kind in ["added", "removed"] {
        let patch = files
            .govrep(&format!("diff old.nq new.nq --format {kind}"))
            .assert()
            .success();
        fs::write(
            files.path(&format!("{kind}.nq")),
            &patch.get_output().stdout,
        )
        .expect("a file");
    }
    files
        .shell("LC_ALL=C comm -23 old.nq removed.nq | LC_ALL=C sort -m - added.nq")
        .assert()
        .success()
        .stdout(NEW);
}

#[test]
fn what_cannot_be_compared_is_told() {
    let files = Sandbox::new()
        .file("old.nq", OLD)
        .file("blank.nt", "_:b <https://e.org/p> \"x\" .\n")
        .file("broken.nt", "<https://e.org/a> .\n")
        .file("report.docx", "x")
        .file("empty/x.txt", "x");
    for (new, code) in [
        ("blank.nt", "diff-blank-node"),
        ("broken.nt", "diff-syntax"),
        ("report.docx", "diff-format"),
        ("empty", "diff-release"),
        ("missing.nq", "diff-unreadable"),
    ] {
        files
            .govrep(&format!("diff old.nq {new}"))
            .assert()
            .code(2)
            .stderr(contains(format!("error[{code}]")));
    }
}

#[test]
fn files_with_and_without_graphs_are_compared_by_their_triples() {
    let lines = OLD.replace(" <https://e.org/g> .", " .");
    let files = Sandbox::new().file("old.nq", OLD).file("new.nt", lines);
    files
        .govrep("diff old.nq new.nt")
        .assert()
        .success()
        .stdout("");
}

#[test]
fn no_two_files_of_the_catalogue_differ() {
    let project = built(SETTINGS);
    let turtle = catalog(&project);
    let profile = oxigraph::io::JsonLdProfileSet::empty();
    assert_eq!(
        graph(&project, "catalog.jsonld", RdfFormat::JsonLd { profile }),
        turtle
    );
    assert_eq!(graph(&project, "catalog.rdf", RdfFormat::RdfXml), turtle);
    let blank = turtle
        .iter()
        .find(|triple| triple.subject.is_blank_node() || triple.object.is_blank_node());
    assert_eq!(blank, None);
}
