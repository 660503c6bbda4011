use std::path::Path;

use predicates::prelude::*;
use predicates::str::contains;

use crate::sandbox::{REPORT, SETTINGS, Sandbox};

fn rendition(file: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/rendition")
        .join(file);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn a_folder_of_reports_of_all_kinds() {
    let sandbox = Sandbox::new()
        .file("in/wind.pdf", rendition("wind-japan.pdf"))
        .file("in/health.docx", rendition("health-korea.docx"))
        .file("in/meeting/meeting.odt", rendition("meeting-circular.odt"))
        .file("in/page.dat.html", rendition("indigenous-nz.html"))
        .file("in/photo.png", b"\x89PNG\r\n\x1A\n")
        .file("in/empty/.keep", "");
    sandbox
        .govrep("convert -f nt in")
        .assert()
        .success()
        .stdout(contains("/id/document/wind>"))
        .stdout(contains("/id/document/health>"))
        .stdout(contains("/id/document/meeting>"))
        .stdout(contains("/id/document/page-dat>"))
        .stderr(contains("note[convert-passed-over]"))
        .stderr(contains("photo.png"));
}

#[test]
fn a_pdf_keeps_its_pages_and_says_what_read_it() {
    let sandbox = Sandbox::new().file("wind.pdf", rendition("wind-japan.pdf"));
    sandbox
        .govrep("convert wind.pdf")
        .assert()
        .success()
        .stdout(contains("govrep:page 2"))
        .stdout(contains("\"application/pdf\""))
        .stdout(contains("\"hayro-interpret 0.6\""))
        .stdout(contains("prov:wasGeneratedBy"));
    // The same on standard input, where no ending says what it is.
    sandbox
        .govrep("convert -")
        .write_stdin(rendition("wind-japan.pdf"))
        .assert()
        .success()
        .stdout(contains("歐陽慕華"));
}

#[test]
fn build_publishes_the_text_that_offsets_count_in() {
    let sandbox = Sandbox::project(SETTINGS)
        .file("data/report/wind/report.pdf", rendition("wind-japan.pdf"))
        .file("data/report/good/report.txt", REPORT);
    sandbox.govrep("build").assert().success();
    let text = sandbox.read("public/text/wind.txt");
    assert!(text.contains("歐陽慕華科長"), "{text}");
    assert!(!text.contains('\x0C'));
    assert!(!sandbox.path("public/text/good.txt").exists());
}

#[test]
fn poppler_reads_a_pdf_for_those_who_choose_it() {
    let settings = format!("{SETTINGS}[pdf]\nreader = \"poppler\"\n");
    let sandbox = Sandbox::project(&settings).file(
        "data/report/summit/report.pdf",
        rendition("summit-digital-en.pdf"),
    );
    let installed = Path::new("/usr/bin/pdftotext").exists();
    let convert = sandbox.govrep("convert data/report/summit").assert();
    if installed {
        convert.success().stdout(contains("\"poppler pdftotext "));
    } else {
        convert
            .code(1)
            .stderr(contains("error[source-poppler]: `pdftotext` cannot be run"))
            .stderr(contains("apt-get install poppler-utils"));
    }
}

#[test]
fn a_name_that_is_nothing_is_wrong_usage() {
    Sandbox::new()
        .govrep("convert /nonexistent")
        .assert()
        .code(2)
        .stdout("")
        .stderr(contains(
            "error[convert-input]: there is no file or folder `/nonexistent`",
        ))
        .stderr(contains("help: check the name"));
}

#[test]
fn a_project_is_not_put_onto_a_file() {
    let sandbox = Sandbox::new().file("report.txt", REPORT);
    sandbox
        .govrep("init report.txt")
        .assert()
        .code(2)
        .stderr(contains(
            "error[init-not-a-folder]: `report.txt` is a file, not a folder",
        ));
    assert_eq!(sandbox.read("report.txt"), REPORT);
}

#[test]
fn a_passage_over_two_pages_can_be_written_in_every_format() {
    let text = "壹、目的\n\n國家發展委員會於 2016 年 12 月 7 日出席於法國巴黎舉辦之 2016 年\n\x0COGP 全球高峰會。\n";
    let sandbox = Sandbox::new().file("report.txt", text);
    for format in ["ttl", "nt", "nq", "trig", "jsonld", "rdf"] {
        sandbox
            .govrep(&format!("convert -f {format} report.txt"))
            .assert()
            .success()
            .stdout(predicate::str::is_empty().not());
    }
}
