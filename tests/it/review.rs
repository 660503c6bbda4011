//! The page on which an editor goes through a report, and the entries that it offers.

use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::contains;

use crate::sandbox::{SETTINGS, Sandbox};

/// Made up, with characters that HTML and TOML treat in their own way.
const REPORT: &str = "\
壹、經過

海洋資料學會（Ocean Data Society, 簡稱 ODS）於 2016 年 12 月 7 日在法國巴黎舉辦「A<b> & \"C\"」年會。
國家發展委員會專門委員王大同與會，會員國迄今已超過 70 個。王大同亦拜會法國數位部，並轉往德國。

貳、建議

一、持續推動 <script>alert(1)</script> 開放資料。
";

fn project() -> Sandbox {
    Sandbox::project(SETTINGS)
        .file("data/report/trip/source.txt", REPORT)
        .file(
            "data/report/trip/report.toml",
            "title = { zh-Hant = \"出國報告\" }\nissuer = \"twn-ndc\"\nlanguage = \"zh-Hant\"\ndate = \"2016-12\"\n",
        )
}

/// The page of the report.
fn page(sandbox: &Sandbox) -> String {
    sandbox
        .govrep("review trip -o review.html")
        .assert()
        .success();
    sandbox.read("review.html").replace("&#39;", "'")
}

/// The entries on a page, as a browser shows them.
fn entries(page: &str) -> Vec<String> {
    let entries = page.split("<pre").skip(1).map(|rest| {
        let entry = rest.split_once('>').expect("a tag").1;
        let entry = entry.split("</pre>").next().expect("its end");
        entry
            .replace("&#60;", "<")
            .replace("&#62;", ">")
            .replace("&#34;", "\"")
            .replace("&#39;", "'")
            .replace("&#38;", "&")
    });
    entries.collect()
}

/// A text without what stands from one word to the next of another.
fn without(text: &str, start: &str, end: &str) -> String {
    let mut parts = text.split(start);
    let mut left = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        left.push_str(part.split_once(end).expect("an end").1);
    }
    left
}

#[test]
fn every_entry_can_be_pasted_and_built() {
    let sandbox = project();
    let entries = entries(&page(&sandbox));
    assert!(entries.len() > 10, "{}", entries.len());
    // All of them together, and each to be rejected by itself.
    let sandbox = sandbox.file("data/report/trip/curation.toml", entries.join("\n"));
    sandbox
        .govrep("build")
        .assert()
        .success()
        .stderr(contains("error").not());
    assert!(
        sandbox
            .read("public/dump/test.nq")
            .contains("extraction-method/curated>")
    );
    let again = page(&sandbox);
    assert!(again.contains("how-curated"));
    let uncommented = entries[entries.len() - 1]
        .replace("# or, to take it out:\n", "")
        .replace("# ", "");
    let rejection = uncommented
        .split("[[reject]]")
        .nth(1)
        .expect("an entry that rejects");
    let sandbox = sandbox.file(
        "data/report/trip/curation.toml",
        format!("[[reject]]{rejection}"),
    );
    sandbox.govrep("check").assert().success();
}

#[test]
fn the_page_is_one_file_that_may_do_nothing_else() {
    let page = page(&project());
    assert!(
        page.contains("default-src 'none'; style-src 'sha256-"),
        "a policy"
    );
    assert!(!page.contains("<script>alert"), "the text is escaped");
    assert!(page.contains("&#60;script&#62;alert(1)"));
    for outside in [" src=", "url(", "@import", "<link", " style=", " onclick"] {
        assert!(!page.contains(outside), "{outside}");
    }
    for rest in page.split(" href=\"").skip(1) {
        let target = rest.split('"').next().expect("an end");
        let target = target.strip_prefix('#').expect("a place in the page");
        assert!(page.contains(&format!("id=\"{target}\"")), "{target}");
    }
}

#[test]
fn every_character_of_the_text_is_on_the_page_and_marks_lead_to_notes() {
    let page = page(&project());
    let source = page.split("<div id=\"source\">").nth(1).expect("the text");
    let source = without(source, "<span class=\"ln\"", "</span>");
    let source = without(&source, "<ul class=\"notes\">", "\n</ul>");
    let shown = without(&source, "<", ">");
    let ink = |text: &str| -> String { text.split_whitespace().collect() };
    let escaped = REPORT
        .replace('&', "&#38;")
        .replace('<', "&#60;")
        .replace('>', "&#62;")
        .replace('"', "&#34;");
    assert!(ink(&shown).contains(&ink(&escaped)), "{shown}");
    assert!(page.contains("class=\"m person\"") && page.contains("class=\"m place\""));
    assert!(page.contains("與職稱並列"), "the rule is told");
}

#[test]
fn what_is_meant_is_a_key_a_file_or_a_folder() {
    let sandbox = project().file("else/other.txt", REPORT);
    for named in ["data/report/trip", "else/other.txt"] {
        sandbox
            .govrep(&format!("review {named}"))
            .assert()
            .success()
            .stdout(contains("<!DOCTYPE html>"));
    }
    sandbox
        .govrep("review trap")
        .assert()
        .code(2)
        .stderr(contains("review-report").and(contains("the reports of the project are trip")));
    Sandbox::new()
        .file("a.txt", REPORT)
        .govrep("review a.txt")
        .assert()
        .success()
        .stdout(contains("class=\"m "));
}

#[test]
fn a_long_text_is_shown_whole() {
    let paragraph = "國家發展委員會專門委員王大同於 2016 年 12 月 7 日在法國巴黎出席年會。\n\n";
    let text = paragraph.repeat(400);
    let sandbox = Sandbox::new().file("long.txt", text);
    sandbox
        .govrep("review long.txt -o long.html")
        .assert()
        .success();
    let page = sandbox.read("long.html");
    assert_eq!(page.matches("class=\"m person\"").count(), 400);
}
