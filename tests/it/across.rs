use predicates::prelude::*;
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

/// The head of minutes of a made-up body.
fn minutes(title: &str, day: &str) -> String {
    format!("{title}\n\n時間：{day}上午 9 時\n\n地點：臺北市\n\n主席：林大年主任委員\n")
}

/// The lines of the dump with a predicate, sorted.
fn said(sandbox: &Sandbox, predicate: &str) -> Vec<String> {
    let all = sandbox.read("public/dump/test.nt");
    let lines = all.lines().filter(|line| line.contains(predicate));
    lines.map(ToOwned::to_owned).collect()
}

#[test]
fn second_meetings_of_two_committees_are_two_events() {
    let one = minutes(
        "雲海海岸委員會 113 年第 2 次會議紀錄",
        "113 年 3 月 5 日（星期二）",
    );
    let other = minutes(
        "雲海交通委員會 113 年第 2 次會議紀錄",
        "113 年 5 月 7 日（星期二）",
    );
    let sandbox = Sandbox::project(SETTINGS).file("data/report/one/report.txt", one);
    sandbox.govrep("build").assert().success();
    let before = said(&sandbox, "startDate");
    assert_eq!(before.len(), 1, "{before:?}");
    assert!(before[0].contains("/event/雲海海岸委員會第-2-次會議-2024>"));
    let sandbox = sandbox.file("data/report/other/report.txt", other);
    sandbox
        .govrep("build")
        .assert()
        .success()
        .stderr(contains("doubtful-date").not());
    let after = said(&sandbox, "startDate");
    assert_eq!(after.len(), 2, "{after:?}");
    assert!(after.contains(&before[0]), "{after:?}");
}

#[test]
fn terms_and_years_of_a_body_stand_between_it_and_the_number_of_its_meeting() {
    for (title, event) in [
        (
            "雲海海岸委員會 113 年度第 2 次會議紀錄",
            "雲海海岸委員會第-2-次會議-2024",
        ),
        (
            "雲海海岸委員會第 2 屆第 3 次會議紀錄",
            "雲海海岸委員會第-2-屆第-3-次會議",
        ),
        (
            "112 學年度第 1 學期第 2 次校務會議紀錄",
            "r/112-學年度第-1-學期第-2-次校務會議",
        ),
        (
            "第 11 屆第 2 會期第 7 次會議紀錄",
            "r/第-11-屆第-2-會期第-7-次會議",
        ),
        ("113 年工作會議紀錄", "r/工作會議-2024"),
    ] {
        let sandbox = Sandbox::new().file("r.txt", minutes(title, "113 年 3 月 5 日"));
        let dated = format!("/id/event/{event}> <https://schema.org/startDate> ");
        let run = sandbox.govrep("convert r.txt -f nt").assert();
        run.success().stdout(contains(dated));
    }
}

#[test]
fn a_meeting_that_only_has_a_number_is_one_of_its_report() {
    let text = |day| minutes("113 年第 2 次會議紀錄", day);
    let sandbox = Sandbox::project(SETTINGS)
        .file("data/report/one/report.txt", text("113 年 3 月 5 日"))
        .file("data/report/other/report.txt", text("113 年 5 月 7 日"));
    sandbox.govrep("build").assert().success();
    let dated = said(&sandbox, "startDate");
    let english = |day| {
        format!("Minutes of the Second Meeting 2024\n\nDate: {day} 2024\n\nPresent: Ana Lima\n")
    };
    let abroad = Sandbox::project(SETTINGS)
        .file("data/report/one/report.txt", english("5 March"))
        .file("data/report/other/report.txt", english("7 May"));
    abroad.govrep("build").assert().success();
    let of = said(&abroad, "startDate");
    assert_eq!(of.len(), 2, "{of:?}");
    assert!(of[0].contains("/event/one/second-meeting-2024>"), "{of:?}");
    for (report, day) in [("one", "2024-03-05"), ("other", "2024-05-07")] {
        let event = format!("/event/{report}/第-2-次會議-2024>");
        let is_so = |line: &&String| line.contains(&event) && line.contains(day);
        assert_eq!(dated.iter().filter(is_so).count(), 1, "{dated:?}");
    }
}

#[test]
fn one_event_with_two_dates_in_two_reports_is_told_and_published() {
    let text = |month| {
        let held = format!("於 2016 年 {month} 月 7 日至 9 日於法國巴黎舉行");
        format!("{ONE}\n2016 年 OGP 全球高峰會{held}。\n")
    };
    let sandbox = Sandbox::project(SETTINGS).file("data/report/one/report.txt", text(12));
    sandbox.govrep("build").assert().success();
    let before = quads(&sandbox, "one");
    assert_eq!(said(&sandbox, "/discrepancy/across/"), [""; 0]);
    let sandbox = sandbox.file("data/report/other/report.txt", text(11));
    sandbox
        .govrep("build")
        .assert()
        .success()
        .stderr(contains("warning[doubtful-date]").and(contains(
            "“2016 年 OGP 全球高峰會” is on 2016-11-07 in this report and on 2016-12-07 in the report `one`",
        )))
        .stderr(contains("--> data/report/other/report.txt:7:"));
    let told = said(&sandbox, "/discrepancy/across/");
    let count = |words: &str| told.iter().filter(|line| line.contains(words)).count();
    assert_eq!(count("#conflictingAssertion> "), 2, "{told:?}");
    assert_eq!(count("/discrepancy-scope/across-sources> "), 1, "{told:?}");
    let mut after = quads(&sandbox, "one");
    after.retain(|line| !line.ends_with("/graph/quality> ."));
    assert_eq!(after, before);
}

#[test]
fn a_committee_that_meets_every_month_does_not_contradict_another_report() {
    let text = |day| minutes("雲海海岸委員會會議紀錄", day);
    let sandbox = Sandbox::project(SETTINGS)
        .file("data/report/one/report.txt", text("113 年 3 月 5 日"))
        .file("data/report/other/report.txt", text("113 年 5 月 7 日"));
    sandbox
        .govrep("build")
        .assert()
        .success()
        .stderr(contains("doubtful-date").not());
    assert_eq!(said(&sandbox, "/discrepancy/across/"), [""; 0]);
}

#[test]
fn only_days_apart_from_others_differ_whatever_report_comes_first() {
    let text = |days| {
        let held = format!("於 2016 年 12 月 {days}於法國巴黎舉行");
        format!("{ONE}\n2016 年 OGP 全球高峰會{held}。\n")
    };
    let days = ["7 日至 9 日", "7 日", "9 日"];
    for order in [[0, 1, 2], [1, 0, 2], [2, 1, 0]] {
        let sandbox = Sandbox::project(SETTINGS)
            .file("data/report/a/report.txt", text(days[order[0]]))
            .file("data/report/b/report.txt", text(days[order[1]]))
            .file("data/report/c/report.txt", text(days[order[2]]));
        sandbox
            .govrep("build")
            .assert()
            .success()
            .stderr(contains("warning[doubtful-date]"));
        let told = said(&sandbox, "/discrepancy/across/");
        let differ = told
            .iter()
            .filter(|it| it.contains("#conflictingAssertion> "));
        assert_eq!(differ.count(), 2, "{order:?}: {told:?}");
    }
}

#[test]
fn a_day_that_an_editor_told_is_not_said_to_be_found_by_a_rule() {
    let text = "2016 年 OGP 全球高峰會於 2016 年 12 月 7 日至 9 日於法國巴黎舉行。";
    let text = format!("{ONE}\n{text}\n");
    let correction = "[[correct]]\nid = \"2016 年 OGP 全球高峰會\"\n\
        startDate = 2016-11-07\nendDate = 2016-11-09\n";
    let sandbox = Sandbox::project(SETTINGS)
        .file("data/report/one/report.txt", &*text)
        .file("data/report/other/report.txt", &*text)
        .file("data/report/other/curation.toml", correction);
    sandbox
        .govrep("build")
        .assert()
        .success()
        .stderr(contains("warning[doubtful-date]"));
    let told = said(&sandbox, "/discrepancy/across/");
    let told = told
        .iter()
        .filter(|line| line.contains("#conflictingAssertion> "));
    let assertions: Vec<&str> = told.filter_map(|line| line.split(' ').nth(2)).collect();
    assert_eq!(assertions.len(), 2, "{assertions:?}");
    let mut methods = said(&sandbox, "#extractionMethod> ");
    methods.retain(|line| assertions.iter().any(|it| line.starts_with(it)));
    let count = |method: &str| methods.iter().filter(|line| line.contains(method)).count();
    assert_eq!((count("/rule>"), count("/curated>")), (1, 1), "{methods:?}");
}
