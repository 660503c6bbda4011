//! `govrep explain` as a dossier: what it tells of persons and other things of this repository's
//! report, read by a person against the report before it was kept; those in English end in `.en.txt`.
//!
//! To write them anew after a change that is right: `GOVREP_EXPLAIN=write cargo test --test it
//! explain`, then read the difference.

use std::fs;
use std::path::Path;

use predicates::str::{contains, diff};

use crate::sandbox::{Sandbox, govrep_in};

#[test]
fn dossiers_are_as_they_were_read() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (file, thing) in [
        ("tang.txt", "唐鳳"),
        ("tang.en.txt", "唐鳳"),
        ("obama.txt", "person/barack-obama"),
        ("lu-jiahua.txt", "呂家華"),
        ("gao-jialiang.txt", "高嘉良"),
        ("pan-guocai.en.txt", "潘國才"),
        ("zhang-mingzhong.txt", "張銘忠"),
        ("bouzige.txt", "person/jean-baptiste-bouzige"),
        ("aaron-wytze.en.txt", "Aaron Wytze"),
        ("francois-hollande.txt", "歐蘭德"),
        ("francois-hollande.en.txt", "歐蘭德"),
        ("lu-jiahua.en.txt", "呂家華"),
        ("antoine-darodes.txt", "person/antoine-darodes"),
        ("manish-bapna.txt", "Manish Bapna"),
        ("manish-bapna.en.txt", "Manish Bapna"),
        ("amal-taleb.txt", "person/amal-taleb"),
        ("wri.txt", "世界資源協會"),
        (
            "fork-and-merge.txt",
            "event/ogp-global-summit-2016/session/fork-and-merge-collaboration-in-civic-tech",
        ),
        (
            "new-alliances.txt",
            "undertaking/ogp-summit-2016/ogp-build-alliances",
        ),
    ] {
        let path = here.join("tests/explain").join(file);
        let mut command = govrep_in(here, "explain");
        command.arg(thing);
        if file.ends_with(".en.txt") {
            command.args(["--lang", "en"]);
        }
        if std::env::var("GOVREP_EXPLAIN").is_ok_and(|value| value == "write") {
            let printed = command.output().expect("it runs").stdout;
            fs::write(&path, printed).expect("the dossier can be written");
        } else {
            let dossier = fs::read_to_string(&path).expect("the dossier");
            command.assert().success().stdout(diff(dossier)).stderr("");
        }
    }
}

/// A project with a report in Chinese.
fn project(languages: &str) -> Sandbox {
    let settings = format!("base = \"https://data.example.org/\"\nlanguages = {languages}\n");
    Sandbox::project(&settings).file(
        "data/report/trip/report.txt",
        "壹、過程\n\n  107 年 5 月 3 日赴法國。\n",
    )
}

#[test]
fn a_dossier_is_in_the_first_language_of_the_project_or_the_one_asked_for() {
    let chinese = project(r#"["zh-Hant", "en"]"#);
    let told = |sandbox: &Sandbox, arguments: &str| {
        let output = sandbox.govrep(arguments).output().expect("it runs");
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{errors}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let dossier = told(&chinese, "explain 法國");
    assert!(
        dossier.starts_with("法國\n") && dossier.contains("提及之處"),
        "{dossier}"
    );
    let dossier = told(&chinese, "explain 法國 --lang en");
    assert!(
        dossier.starts_with("France\n") && dossier.contains("named in"),
        "{dossier}"
    );
    let english = project(r#"["en"]"#);
    let dossier = told(&english, "explain 法國");
    assert!(dossier.starts_with("France\n"), "{dossier}");
    chinese
        .govrep("explain 法國 --lang fr")
        .assert()
        .code(2)
        .stderr(contains("zh-Hant, en"));
}

#[test]
fn two_spellings_of_one_name_are_answered_alike() {
    let settings = "base = \"https://data.example.org/\"\nextraction.tagger = false\n";
    let sandbox = Sandbox::project(settings).file(
        "data/report/trip/report.txt",
        "壹、過程\n\n由臺灣海菜復育協會接待。\n",
    );
    let told = |name: &str| {
        let mut explain = sandbox.govrep("explain");
        let run = explain.arg(name).assert().success();
        String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8")
    };
    assert_eq!(told("臺灣海菜復育協會"), told("台灣海菜復育協會"));
}
