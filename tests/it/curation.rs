//! What an editor adds, corrects and rejects, from the file to the published triples.

use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;

use crate::sandbox::Sandbox;

/// Made up.
const REPORT: &str = "\
壹、經過

海洋資料學會（Ocean Data Society, 簡稱 ODS）於 2016 年 12 月 7 日在法國巴黎舉辦年會。
該會由林小明所創。會員國迄今已超過 70 個。

會員國之一為葡萄牙。
";

fn project(curation: &str) -> Sandbox {
    Sandbox::new()
        .file("r/source.txt", REPORT)
        .file("r/report.toml", "[extraction]\ntagger = false\n")
        .file("r/curation.toml", curation)
}

/// The N-Quads of the report with a curation in which nothing is wrong.
fn read(curation: &str, options: &str) -> String {
    let sandbox = project(curation);
    let arguments = format!("convert r -f nq --base https://data.example.org/ {options}");
    let run = sandbox.govrep(&arguments).assert().success();
    String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8")
}

/// The lines with all these words.
fn lines<'a>(quads: &'a str, words: &[&str]) -> Vec<&'a str> {
    let has_all = |line: &&str| words.iter().all(|word| line.contains(word));
    quads.lines().filter(has_all).collect()
}

const FOUNDER: &str = "\
[[add]]
id = \"person/林小明\"
a = \"Person\"
quote = \"林小明\"
label = { zh-Hant = \"林小明\", en = \"Lin Xiaoming\" }

[[add]]
a = \"Membership\"
quote = \"該會由林小明所創\"
member = \"林小明\"
organization = \"ODS\"
memberRole = \"role/founder\"
";

#[test]
fn a_fact_that_is_added_has_its_words_and_says_that_it_was_added() {
    let quads = read(FOUNDER, "");
    let membership = "<https://data.example.org/id/membership/林小明/ods/founder>";
    let organization = lines(
        &quads,
        &[membership, "org#organization>", "organisation/ods>"],
    );
    assert_eq!(organization.len(), 1, "{quads}");
    let method = lines(&quads, &[membership, "extraction-method/curated>"]);
    assert_eq!(method.len(), 1, "{quads}");
    assert_eq!(lines(&quads, &[membership, "wasDerivedFrom>"]).len(), 1);
    assert_eq!(lines(&quads, &["#exact>", "\"該會由林小明所創\""]).len(), 1);
    // A person is an agent with a name, as everywhere.
    assert_eq!(
        lines(
            &quads,
            &["person/林小明> <http://xmlns.com/foaf/0.1/name> \"林小明\" "]
        )
        .len(),
        1
    );
}

#[test]
fn why_something_is_inferred_stands_with_the_assertion() {
    let curation = "[[add]]\nid = \"ODS\"\nquote = \"該會由林小明所創\"\ninferred = true\n\
                    location = \"巴黎\"\nreason = { zh-Hant = \"創辦人所在\" }\n";
    let quads = read(curation, "");
    let reason = lines(&quads, &["ns#reason>", "創辦人所在"]);
    assert_eq!(reason.len(), 1, "{quads}");
    assert!(reason[0].contains("id/assertion/"), "{}", reason[0]);
    assert!(reason[0].contains("/evidence>"), "{}", reason[0]);
}

#[test]
fn without_curation_the_rules_stand_alone() {
    assert!(!read(FOUNDER, "--no-curation").contains("林小明>"));
}

#[test]
fn a_link_that_is_added_to_what_rules_found_is_an_assertion_too() {
    let quads = read(
        "[[add]]\nid = \"ODS\"\nquote = \"該會由林小明所創\"\nlocation = \"巴黎\"\n",
        "",
    );
    let plain = [
        "organisation/ods> <https://schema.org/location>",
        "FR-75C>",
        "/facts>",
    ];
    assert_eq!(lines(&quads, &plain).len(), 1, "{quads}");
    let reified = [
        "22-rdf-syntax-ns#predicate> <https://schema.org/location>",
        "/evidence>",
    ];
    assert_eq!(lines(&quads, &reified).len(), 1, "{quads}");
}

#[test]
fn what_is_corrected_replaces_what_rules_found() {
    let curation = "[[correct]]\nid = \"ODS\"\nlabel = { zh-Hant = \"海洋資料協會\" }\n";
    let quads = read(curation, "");
    let labels = lines(
        &quads,
        &["organisation/ods> <http://www.w3.org/2000/01/rdf-schema#label>"],
    );
    assert_eq!(labels.len(), 1, "{labels:?}");
    assert!(labels[0].contains("海洋資料協會"));
    let method = lines(&quads, &["organisation/ods>", "extractionMethod>"]);
    assert!(
        method.len() == 1 && method[0].contains("curated"),
        "{method:?}"
    );
}

#[test]
fn what_is_rejected_goes_with_all_that_depends_on_it() {
    let all = format!("{FOUNDER}\n[[reject]]\nid = \"organisation/ods\"\n");
    let sandbox = project(&all);
    // The membership of what is rejected cannot be said any more.
    sandbox
        .govrep("convert r -f nq")
        .assert()
        .code(1)
        .stderr(contains("error[curation-unknown]"))
        .stderr(contains("nothing is called `ODS`"));
    let quads = read(
        "[[reject]]\nid = \"organisation/ods\"\nreason = \"a test\"\n",
        "",
    );
    assert!(!quads.contains("organisation/ods"), "{quads}");
}

#[test]
fn statements_that_cannot_both_hold_are_joined() {
    let quads = read(
        "\
[[discrepancy]]
key = \"founder\"
label = { zh-Hant = \"創辦人\", en = \"founder\" }
about = \"ODS\"
discrepancyKind = \"discrepancy-kind/role\"
says = [
    { subject = \"ODS\", property = \"founder\", value = \"PRT\", quote = \"會員國之一為葡萄牙\" },
    { subject = \"ODS\", property = \"purpose\", value = \"年會\", quote = \"舉辦年會\", preferred = true },
]
",
        "",
    );
    assert_eq!(
        lines(&quads, &["conflictingAssertion>"]).len(),
        2,
        "{quads}"
    );
    assert_eq!(lines(&quads, &["preferredAssertion>"]).len(), 1, "{quads}");
    assert_eq!(
        lines(&quads, &["assertion-status/contradicted>"]).len(),
        1,
        "{quads}"
    );
}

/// A faulty curation, and what is said of it.
#[test]
fn each_fault_is_told_at_its_place_with_what_to_do() {
    let faults = [
        ("[[add]\n", "error[curation-syntax]", "the file is TOML"),
        (
            "[[ad]]\nid = \"ODS\"\n",
            "unknown table `ad`",
            "did you mean `add`?",
        ),
        (
            "[[add]]\nid = \"ODS\"\nquote = \"年會\"\nlocaton = \"巴黎\"\n",
            "unknown property `locaton`",
            "did you mean `location`?",
        ),
        (
            "[[add]]\na = \"Persons\"\nid = \"person/x\"\nquote = \"年會\"\n",
            "unknown class `Persons`",
            "did you mean `Person`?",
        ),
        (
            "[[add]]\na = \"foaf:Persn\"\nid = \"person/x\"\nquote = \"年會\"\n",
            "unknown class `foaf:Persn`",
            "did you mean `Person`?",
        ),
        (
            "[[add]]\na = \"Unheard-of\"\nid = \"person/x\"\nquote = \"年會\"\n",
            "unknown class `Unheard-of`",
            "there are ",
        ),
        (
            "[[add]]\nid = \"ODS\"\nquote = \"該會由林大明所創\"\npurpose = \"x\"\n",
            "these words are not in the report",
            "line 4 of it says: 該會由林小明所創",
        ),
        (
            "[[add]]\nid = \"ODS\"\nquote = \"會員國\"\npurpose = \"x\"\n",
            "these words stand at several places in the report",
            "say `line =` 4 or 6",
        ),
        (
            "[[add]]\nid = \"ODT\"\nquote = \"年會\"\npurpose = \"x\"\n",
            "nothing is called `ODT`",
            "did you mean `organisation/ods`?",
        ),
        (
            "[[add]]\nid = \"ODS\"\nquote = \"年會\"\nclassification = \"organisation-type/busines\"\n",
            "the code list `organisation-type` has no `busines`",
            "did you mean `organisation-type/business`?",
        ),
        (
            "[[add]]\nid = \"ODS\"\nquote = \"年會\"\nstartDate = \"soon\"\n",
            "a value of `startDate` does not fit",
            "its values are a date",
        ),
        (
            "[[add]]\nid = \"ODS\"\npurpose = \"x\"\n",
            "the entry quotes no words",
            "add `quote =",
        ),
        (
            "[[add]]\na = \"Membership\"\nquote = \"年會\"\nmember = \"ODS\"\n",
            "too little is said of this Membership",
            "say `member`, `organization`",
        ),
        (
            "[[reject]]\nreason = \"x\"\n",
            "`id` is missing",
            "names what is rejected",
        ),
    ];
    for (curation, message, help) in faults {
        project(curation)
            .govrep("convert r -f nt")
            .assert()
            .code(1)
            .stderr(contains("r/curation.toml:"))
            .stderr(contains(message))
            .stderr(contains(help));
    }
}

#[test]
fn a_class_that_there_is_not_is_the_only_fault_of_its_entry() {
    let curation = "\
[[add]]
id = \"person/x\"
a = \"Persn\"
quote = \"年會\"
label = \"某人\"

[[add]]
a = \"Membership\"
quote = \"年會\"
member = \"person/x\"
organization = \"ODS\"
";
    project(curation)
        .govrep("convert r -f nt")
        .assert()
        .code(1)
        .stderr(contains("error[curation-key]: unknown class `Persn`"))
        .stderr(contains("curation-unknown").not());
}

#[test]
fn a_curation_that_is_not_utf8_is_told() {
    Sandbox::new()
        .file("r/source.txt", REPORT)
        .file("r/curation.toml", b"# \xa4\xa4")
        .govrep("convert r -f nt")
        .assert()
        .code(1)
        .stderr(contains("error[curation-encoding]"));
}

#[test]
fn what_is_rejected_and_not_there_is_told_only_with_what_is_called_nearly_so() {
    let help = |id: &str| {
        let curation = format!("[[reject]]\nid = \"{id}\"\n");
        let sandbox = Sandbox::new()
            .file("r/source.txt", "壹、過程\n\n王大明處長赴法國。\n")
            .file("r/report.toml", "[extraction]\ntagger = false\n")
            .file("r/curation.toml", curation);
        let run = sandbox.govrep("convert r -f nq").assert().code(1);
        String::from_utf8(run.get_output().stderr.clone()).expect("UTF-8")
    };
    // All paths of persons begin alike.
    let far = help("person/李四");
    assert!(
        !far.contains("王大明") && far.contains("give its path"),
        "{far}"
    );
    let near = help("person/王大銘");
    assert!(near.contains("did you mean `person/王大明`?"), "{near}");
    let class = help("persons/王大明");
    assert!(class.contains("did you mean `person/王大明`?"), "{class}");
}

#[test]
fn an_id_that_cannot_stand_in_an_iri_is_told_where_it_is() {
    for id in [
        "person/a b",
        "person/<x>",
        "../../etc",
        "/abs",
        "person/",
        "person/a?b#c",
    ] {
        let curation = format!("[[add]]\na = \"Person\"\nid = \"{id}\"\nquote = \"林小明\"\n");
        let said = "`id` is not a path such as person/ana-lima";
        let run = project(&curation)
            .govrep("convert r -f nq")
            .assert()
            .code(1);
        run.stderr(contains(said).and(contains("curation.toml:3:")));
    }
}

#[test]
fn the_report_itself_cannot_be_rejected() {
    let rejected = |id: &str| {
        let run = project(&format!("[[reject]]\nid = \"{id}\"\n"))
            .govrep("convert r -f nq")
            .assert()
            .code(1);
        String::from_utf8(run.get_output().stderr.clone()).expect("UTF-8")
    };
    let told = rejected("document/r");
    assert!(
        told.contains("error[curation-report]") && told.contains("curation.toml:2:6"),
        "{told}"
    );
}
