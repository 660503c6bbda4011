use predicates::str::contains;

use crate::sandbox::{SETTINGS, Sandbox};

/// Made-up persons and bodies.
const ONE: &str = "\
會議紀錄

主席：國立雲海大學林大年教授

出席人員：經濟部張小芬科長、世紀資源協會（簡稱XRI）王明亮理事長
";

/// One of the persons again, one of the same name who works elsewhere, another XRI.
const OTHER: &str = "\
考察報告

出席人員：經濟部張小芬科長、外交部林大年處長、水利研究所（簡稱XRI）何雲所長
";

/// The quads of a report's own graphs and things.
fn quads(sandbox: &Sandbox, report: &str) -> Vec<String> {
    let all = sandbox.read("public/dump/test.nq");
    let own = all
        .lines()
        .filter(|line| line.contains(&format!("/{report}")));
    let own: Vec<String> = own.map(ToOwned::to_owned).collect();
    assert!(own.len() > 50, "{report}: {} quads", own.len());
    own
}

#[test]
fn adding_a_report_changes_nothing_of_the_others() {
    let sandbox = Sandbox::project(SETTINGS).file("data/report/one/report.txt", ONE);
    sandbox.govrep("build").assert().success();
    let before = quads(&sandbox, "one");
    let sandbox = sandbox.file("data/report/other/report.txt", OTHER);
    sandbox.govrep("build").assert().success();
    assert_eq!(quads(&sandbox, "one"), before);
}

#[test]
fn what_may_be_two_things_is_told() {
    let sandbox = Sandbox::project(SETTINGS)
        .file("data/report/one/report.txt", ONE)
        .file("data/report/other/report.txt", OTHER);
    sandbox
        .govrep("check")
        .assert()
        .success()
        .stdout(contains("note[doubtful-merge]: “林大年” of “外交部”"))
        .stdout(contains(
            "warning[doubtful-merge]: “水利研究所” and “世紀資源協會” of report `one`",
        ));
    sandbox.govrep("build").assert().success();
    let all = sandbox.read("public/dump/test.nt");
    let named = all
        .lines()
        .filter(|line| line.contains("/foaf/0.1/name> \"張小芬\""));
    assert_eq!(named.count(), 1);
}
