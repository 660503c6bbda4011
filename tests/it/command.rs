//! Each command as a user meets it.

use std::collections::BTreeSet;

use predicates::prelude::*;
use predicates::str::{contains, diff, is_match, starts_with};
use serde_json::Value;

use crate::sandbox::{REPORT, SETTINGS, Sandbox, tree};

fn project() -> Sandbox {
    Sandbox::project(SETTINGS).file("data/report/trip/report.txt", REPORT)
}

#[test]
fn init_makes_a_project_that_builds_once_a_report_is_put_in() {
    let sandbox = Sandbox::new();
    sandbox
        .govrep("init new")
        .assert()
        .success()
        .stdout("")
        .stderr(contains("new   new/govrep.toml"))
        .stderr(contains("Put a report into a folder below data/report"));
    assert!(sandbox.read("new/govrep.toml").contains("name = \"new\""));
    sandbox
        .govrep("-C new build")
        .assert()
        .code(1)
        .stderr(contains(
            "warning[report-none]: there is no report in data/report",
        ));
    let sandbox = sandbox.file("new/data/report/trip/report.txt", REPORT);
    sandbox
        .govrep("-C new build")
        .assert()
        .success()
        .stderr(contains("warning[settings-base-default]"));
    assert!(sandbox.path("new/public/dump/new.ttl").is_file());
    // The first saved query answers, in the form that the project may keep beside it.
    let answer = sandbox.govrep("-C new query things -f csv").output();
    let answer = answer.expect("it runs");
    assert!(answer.status.success());
    let rows = String::from_utf8(answer.stdout).expect("UTF-8");
    assert!(
        rows.starts_with("kind,name,passages,first_line\r\n"),
        "{rows}"
    );
    assert!(rows.lines().count() > 1, "{rows}");
    // A thing has several classes and labels in two languages, and one row.
    let named = |name: &str| rows.lines().filter(|row| row.contains(name)).count();
    assert_eq!(named("國家發展委員會"), 1, "{rows}");
    assert_eq!(named("法國"), 1, "{rows}");
    assert!(!rows.contains("National Development Council"), "{rows}");
    let sandbox = sandbox.file("new/queries/things.csv", &rows);
    sandbox.govrep("-C new check").assert().success();
    // Another report calls a person by another script; still it is one thing.
    let other = "一、經過\n會中由國家發展委員會（NDC）唐鳳（Audrey Tang）主任致詞。\n";
    let sandbox = sandbox.file("new/data/report/other/report.txt", other);
    let answer = sandbox.govrep("-C new query things -f csv").output();
    let rows = String::from_utf8(answer.expect("it runs").stdout).expect("UTF-8");
    let things: Vec<(&str, &str)> = rows
        .lines()
        .filter_map(|row| {
            let mut cells = row.split(',');
            Some((cells.next()?, cells.next()?))
        })
        .collect();
    let distinct: BTreeSet<&(&str, &str)> = things.iter().collect();
    assert_eq!(distinct.len(), things.len(), "{rows}");
}

#[test]
fn the_curation_that_init_shows_is_one() {
    let sandbox = Sandbox::new();
    sandbox.govrep("init new").assert().success();
    let readme = sandbox.read("new/data/report/README.md");
    let (_, shown) = readme.rsplit_once("```toml\n").expect("an example");
    let (shown, _) = shown.split_once("```").expect("its end");
    // With what stands in comments there for want of a report.
    let whole: Vec<&str> = shown
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(rest) if rest.starts_with("[[") || rest.contains(" = ") => rest,
            _ => line,
        })
        .filter(|line| !line.contains('…'))
        .collect();
    let whole = whole
        .join("\n")
        .replace("[[reject]]", "[[reject]]\nid = \"organisation/x\"");
    let report = "開放預算計畫主持人王小明。\n".repeat(12);
    let whole = whole.replace("line = 12", "line = 1");
    sandbox
        .file("r/source.txt", format!("本文為測試用之虛構報告\n{report}"))
        .file("r/curation.toml", &whole)
        .govrep("convert r -f nt")
        .assert()
        .stderr(contains("curation-key").not())
        .stderr(contains("curation-syntax").not())
        .stderr(contains("curation-value").not());
}

#[test]
fn a_name_that_says_another_kind_of_file_is_told() {
    let sandbox = Sandbox::new().file("report.pdf", "本文為測試用之虛構報告\n");
    let told = "the name report.pdf says that it is a PDF, but the file is a text file";
    sandbox
        .govrep("convert report.pdf -f nt")
        .assert()
        .success()
        .stderr(contains("note[source-name]").and(contains(told)));
    let sandbox = sandbox.file("page.html", "<!doctype html><p>虛構報告</p>");
    sandbox
        .govrep("convert page.html -f nt")
        .assert()
        .stderr(contains("source-name").not());
}

#[test]
fn an_issuer_that_is_nearly_a_listed_body_is_told() {
    let sandbox = project().file(
        "data/report/trip/report.toml",
        "issuer = \"國家發展委員曾\"\n",
    );
    sandbox.govrep("check").assert().stdout(
        contains("note[report-issuer]").and(contains("did you mean `國家發展委員會` (`twn-ndc`)?")),
    );
    let settings = format!("{SETTINGS}\n[publisher]\nkey = \"twn-ndx\"\n");
    let sandbox = Sandbox::project(&settings).file("data/report/trip/report.txt", REPORT);
    sandbox
        .govrep("check")
        .assert()
        .stdout(contains("note[catalog-publisher]").and(contains("did you mean `twn-ndc`?")));
}

#[test]
fn a_bare_english_name_of_an_issuer_is_a_body_of_the_reports_country() {
    let text = "Annual Report\n\nThe Ministry of Finance published the accounts in 2023.\n";
    let settings =
        |issuer: &str, more: &str| format!("issuer = \"{issuer}\"\nlanguage = \"en\"\n{more}");
    for (more, creator) in [
        ("jurisdiction = \"IND\"", "/ministry-of-finance>"),
        ("jurisdiction = \"TWN\"", "/twn-mof>"),
        ("", "/ministry-of-finance>"),
    ] {
        let sandbox = Sandbox::new()
            .file("r/r.txt", text)
            .file("r/report.toml", settings("Ministry of Finance", more));
        let run = sandbox.govrep("convert r -f nt").assert().success();
        let triples = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
        let mut lines = triples.lines();
        let line = lines.find(|line| line.contains("/dc/terms/creator>"));
        assert!(line.is_some_and(|line| line.contains(creator)), "{line:?}");
    }
    // Nor is the body of another country offered for a misprint.
    for (more, is_offered) in [
        ("jurisdiction = \"IND\"", false),
        ("jurisdiction = \"TWN\"", true),
    ] {
        let sandbox = Sandbox::new()
            .file("r/r.txt", text)
            .file("r/report.toml", settings("Ministry of Finanze", more));
        let run = sandbox.govrep("convert r -f nt").assert().success();
        let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert_eq!(told.contains("twn-mof"), is_offered, "{told}");
    }
}

#[test]
fn an_issuer_that_the_text_does_not_name_is_told_and_keeps_nothing_back() {
    let sandbox = project().file(
        "data/report/trip/report.toml",
        "date = 2016\nissuer = \"雲海觀測聯盟\"\n",
    );
    sandbox
        .govrep("check")
        .assert()
        .success()
        .stdout(contains("note[report-issuer]").and(contains("never names `雲海觀測聯盟`")))
        .stdout(contains("--> data/report/trip/report.toml:2:10"));
    sandbox.govrep("build").assert().success();
    let dump = sandbox.read("public/dump/test.nt");
    let mut lines = dump.lines();
    let is_curated = |line: &str| {
        line.contains("/organisation/雲海觀測聯盟> ")
            && line.contains("/extraction-method/curated>")
    };
    assert!(lines.any(is_curated), "{dump}");
    // One that the text names has its words, and is called as it is there.
    let named = project().file(
        "data/report/trip/report.txt",
        format!("{REPORT}\n雲海觀測聯盟（簡稱 YHO）提出。\n"),
    );
    let named = named.file(
        "data/report/trip/report.toml",
        "issuer = \"雲海觀測聯盟\"\n",
    );
    named
        .govrep("check")
        .assert()
        .success()
        .stdout(contains("report-issuer").not());
    named
        .govrep("convert data/report/trip -f nt")
        .assert()
        .stdout(contains(
            "/dc/terms/creator> <https://data.example.gov.tw/id/organisation/yho> .",
        ));
}

#[test]
fn the_date_of_the_settings_is_published() {
    for (date, told, sort) in [
        ("2016-12-09", "9 December 2016", "date"),
        ("2016-12", "December 2016", "gYearMonth"),
        ("2016", "2016", "gYear"),
    ] {
        let settings = format!("date = \"{date}\"\n");
        let sandbox = project().file("data/report/trip/report.toml", settings);
        let literal = format!("\"{date}\"^^<http://www.w3.org/2001/XMLSchema#{sort}>");
        let stated = format!("/id/document/trip> <http://purl.org/dc/terms/issued> {literal} .");
        sandbox
            .govrep("convert data/report/trip -f nt")
            .assert()
            .success()
            .stdout(contains(stated));
        sandbox
            .govrep("explain OGP --lang en")
            .assert()
            .success()
            .stdout(contains(format!("author of the report · {told} ·")));
    }
}

#[test]
fn lines_of_a_text_that_was_read_from_a_file_are_called_so() {
    let page = format!("# 報告\n\n- 一\n- 二\n\n{REPORT}");
    Sandbox::project(SETTINGS)
        .file("data/report/trip/report.md", page)
        .govrep("explain OGP --lang en")
        .assert()
        .success()
        .stdout(
            is_match(r"text that\s+was read from data/report/trip/report.md")
                .expect("an expression"),
        );
    project()
        .govrep("explain OGP --lang en")
        .assert()
        .success()
        .stdout(contains("read from").not());
}

#[test]
fn a_number_of_jobs_that_is_none_says_what_one_is() {
    for jobs in ["abc", "0", "-1"] {
        project()
            .govrep(&format!("check --jobs={jobs}"))
            .assert()
            .code(2)
            .stderr(contains("write a whole number from 1 to 65535, such as 4"));
    }
}

#[test]
fn a_release_may_go_into_folders_that_are_not_there() {
    let sandbox = project();
    sandbox.govrep("build -o a/b/c").assert().success();
    assert!(sandbox.path("a/b/c/dump/test.ttl").is_file());
    let sandbox = sandbox.file("data/report/trip/report.toml", "date = 1\n");
    sandbox.govrep("build -o d/e").assert().code(1);
    assert!(!sandbox.path("d").exists(), "nothing is made in vain");
}

#[test]
fn a_release_that_is_not_there_or_cannot_be_is_told_in_a_sentence() {
    let sandbox = project();
    sandbox
        .govrep("diff nowhere public")
        .assert()
        .code(2)
        .stderr(contains("there is no release and no file at `nowhere`"))
        .stderr(contains("name a folder that `govrep build` wrote"));
    if cfg!(target_os = "linux") {
        sandbox
            .govrep("build -o /proc/nowhere")
            .assert()
            .code(2)
            .stderr(contains(
                "cannot write `/proc/nowhere`: no file or folder can be made there",
            ))
            .stderr(contains("choose another place with `-o`"));
    }
}

#[test]
fn a_graph_can_be_had_in_every_format_that_is_offered() {
    let sandbox = project();
    let ask = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3";
    for format in ["table", "ttl", "nt", "nq", "trig", "jsonld", "rdf"] {
        let mut command = sandbox.govrep("query");
        command.args(["--sparql", ask, "-f", format]);
        command.assert().success();
    }
    let mut command = sandbox.govrep("query");
    command.args(["--sparql", ask, "-f", "csv"]);
    command
        .assert()
        .code(2)
        .stderr(contains("use one of table, ttl, nt, nq, trig, jsonld, rdf"));
}

#[test]
fn a_value_that_is_no_thing_is_why_an_answer_is_empty() {
    let sandbox = project();
    let ask = "SELECT ?p WHERE { ?_thing_iri ?p ?o }";
    let mut command = sandbox.govrep("query");
    command.args(["--sparql", ask, "-p", "thing=法國"]);
    command
        .assert()
        .success()
        .stderr(contains("warning[query-nothing]: nothing is said of <"))
        .stderr(contains("`thing` takes the IRI of a thing"));
    let mut command = sandbox.govrep("query");
    command.args(["--sparql", ask, "-p", "thing=id/jurisdiction/FRA"]);
    command.assert().stderr(contains("query-nothing").not());
    // A text that nothing is called by is told, too.
    let ask = "SELECT ?p WHERE { ?s ?p ?_name }";
    let mut command = sandbox.govrep("query");
    command.args(["--sparql", ask, "-p", "name=nobody"]);
    command.assert().success().stderr(contains(
        "nothing matches name=nobody, so that the answer is empty",
    ));
}

#[test]
fn a_query_that_cannot_be_read_is_told_in_a_sentence() {
    let sandbox = project();
    let mut command = sandbox.govrep("query");
    command.args(["--sparql", "SELECT ?s WHERE { ?s a foaf:Person }"]);
    command
        .assert()
        .code(2)
        .stderr(contains(
            "error[query-syntax]: `--sparql` is not a SPARQL query: line 1, column 24: unknown \
             prefix `foaf:`",
        ))
        .stderr(contains("add `PREFIX foaf: <http://xmlns.com/foaf/0.1/>`"))
        .stderr(contains("^^^^^"))
        .stderr(contains("expected one of").not());
}

#[test]
fn init_overwrites_nothing() {
    let sandbox = Sandbox::new()
        .file("README.md", "mine")
        .file("govrep.toml", SETTINGS);
    sandbox
        .govrep("init")
        .assert()
        .success()
        .stderr(contains("kept  ./README.md"))
        .stderr(contains("kept  ./govrep.toml"))
        .stderr(contains("new   ./queries/README.md"));
    assert_eq!(sandbox.read("README.md"), "mine");
    assert_eq!(sandbox.read("govrep.toml"), SETTINGS);
}

#[test]
fn build_writes_a_release_and_says_what_it_holds() {
    let sandbox = project();
    sandbox
        .govrep("build")
        .assert()
        .success()
        .stdout(is_match(r"(?m)^sources +1$").expect("a pattern"))
        .stdout(is_match(r"(?m)^entities +[1-9].*jurisdiction").expect("a pattern"))
        .stdout(is_match(r"(?m)^facts +[1-9]").expect("a pattern"))
        .stdout(is_match(r"(?m)^triples +[1-9]").expect("a pattern"))
        .stdout(is_match(r"(?m)^files +[1-9].* in .*public$").expect("a pattern"));
    let files = tree(&sandbox.path("public"));
    for format in ["ttl", "nt", "nq", "trig", "jsonld", "rdf"] {
        assert!(
            files.contains_key(&format!("dump/test.{format}")),
            "{format}"
        );
    }
    sandbox
        .shell("cd public && sha256sum --check --quiet SHA256SUMS")
        .assert()
        .success();
    // Quiet is quiet.
    sandbox
        .govrep("build --quiet")
        .assert()
        .success()
        .stdout("")
        .stderr("");
}

#[test]
fn a_bad_report_keeps_the_whole_release_back() {
    let sandbox = project();
    sandbox.govrep("build").assert().success();
    let before = sandbox.read("public/dump/test.nt");
    let sandbox = sandbox.file("data/report/empty/report.txt", "");
    sandbox
        .govrep("build")
        .assert()
        .code(1)
        .stderr(contains("error[source-empty]"))
        .stderr(contains("nothing was written to public"));
    assert_eq!(sandbox.read("public/dump/test.nt"), before);
}

#[test]
fn reports_without_settings_are_told_in_one_line() {
    let sandbox = project()
        .file("data/report/one/report.txt", REPORT)
        .file("data/report/two/report.txt", REPORT);
    let run = sandbox.govrep("build").assert().success();
    let told = String::from_utf8(run.get_output().stderr.clone()).expect("UTF-8");
    assert_eq!(told.matches("report-undescribed").count(), 1, "{told}");
    assert!(told.contains("data/report/one, data/report/t"), "{told}");
}

#[test]
fn check_shows_problems_as_text_and_as_json() {
    let sandbox = project().file("data/report/trip/report.toml", "date = \"2016-13\"\n");
    sandbox
        .govrep("check")
        .assert()
        .code(1)
        .stdout(contains(
            "error[report-date]: `2016-13` is not a date\n \
             --> data/report/trip/report.toml:1:8\n  |\n\
             1 | date = \"2016-13\"\n  |        ^^^^^^^^^\n  |\n  \
             = help: write \"2016\", \"2016-12\" or \"2016-12-09\"\n",
        ))
        .stderr(contains("1 error"));
    let json = sandbox.govrep("check --format json").assert().code(1);
    let json: Value = serde_json::from_slice(&json.get_output().stdout).expect("JSON");
    let problem = &json.as_array().expect("an array")[0];
    assert_eq!(problem["code"], "report-date");
    assert_eq!(problem["severity"], "error");
    assert_eq!(problem["place"]["file"], "data/report/trip/report.toml");
    assert_eq!(problem["place"]["line"], 1);
    assert!(!sandbox.path("public").exists());
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let sandbox = Sandbox::project("bse = 1");
    let escape = || contains("\u{1b}[");
    sandbox.govrep("check").assert().stderr(escape().not());
    sandbox
        .govrep("check --color always")
        .assert()
        .stderr(escape());
    sandbox
        .govrep("check --color always")
        .env("NO_COLOR", "1")
        .assert()
        .stderr(escape());
    sandbox
        .govrep("check --color never")
        .assert()
        .stderr(escape().not());
}

#[test]
fn convert_writes_each_format() {
    let sandbox = Sandbox::new().file("trip.txt", REPORT);
    for (format, begins) in [
        ("ttl", "@"),
        ("nt", "<"),
        ("nq", "<"),
        ("trig", "@"),
        ("jsonld", "["),
        ("rdf", "<?xml"),
    ] {
        let written = sandbox
            .govrep(&format!("convert trip.txt -f {format}"))
            .assert()
            .success();
        let written = written
            .stdout(starts_with(begins))
            .stdout(contains("id/document/trip"));
        let bytes = written.get_output().stdout.clone();
        sandbox
            .govrep(&format!("convert trip.txt -o out.{format}"))
            .assert()
            .success()
            .stdout("");
        assert_eq!(
            std::fs::read(sandbox.path(&format!("out.{format}"))).expect("a file"),
            bytes
        );
    }
    sandbox
        .govrep("convert trip.txt -o out.docx")
        .assert()
        .code(2)
        .stderr(contains(
            "error[convert-format]: the ending .docx says no format",
        ));
}

#[test]
fn convert_reads_standard_input_and_takes_a_base() {
    let sandbox = Sandbox::new();
    sandbox
        .govrep("convert - -f nt --base https://data.example.gov.tw/x/")
        .write_stdin(REPORT)
        .assert()
        .success()
        .stdout(contains(
            "<https://data.example.gov.tw/x/id/document/stdin>",
        ));
    sandbox
        .govrep("convert - --base data.example.gov.tw")
        .write_stdin(REPORT)
        .assert()
        .code(2)
        .stderr(contains(
            "error[convert-base]: the base `data.example.gov.tw` is not an absolute",
        ));
}

#[test]
fn convert_tells_two_inputs_of_one_name() {
    let sandbox = Sandbox::new()
        .file("a/trip.txt", REPORT)
        .file("b/trip.txt", REPORT);
    sandbox
        .govrep("convert a/trip.txt b/trip.txt")
        .assert()
        .code(1)
        .stderr(contains(
            "error[convert-key]: another input is called `trip`, too",
        ));
}

#[test]
fn a_missing_input_is_told_and_the_rest_converted() {
    let sandbox = Sandbox::new().file("trip.txt", REPORT);
    sandbox
        .govrep("convert gone.txt trip.txt -f nt")
        .assert()
        .code(1)
        .stdout(contains("id/document/trip"))
        .stderr(contains(
            "error[source-unreadable]: cannot be read: No such file or directory",
        ))
        .stderr(contains("--> gone.txt"));
}

#[test]
fn many_reports_are_written_as_n_quads_a_few_at_a_time() {
    let mut sandbox = Sandbox::new();
    for number in 0..40 {
        let text = format!(
            "國家發展委員會於 2016 年 12 月 {} 日赴法國巴黎考察。\n",
            1 + number % 28
        );
        sandbox = sandbox.file(&format!("many/trip-{number:02}.txt"), text);
    }
    let stdout = |command: &str| {
        let output = sandbox.govrep(command).assert().success();
        String::from_utf8(output.get_output().stdout.clone()).expect("UTF-8")
    };
    let quads = stdout("convert many -f nq");
    assert_eq!(quads, stdout("--jobs 1 convert many -f nq"));
    // Each report's lines are sorted and stand together, each line once.
    let lines: Vec<&str> = quads.lines().collect();
    let distinct: BTreeSet<&str> = lines.iter().copied().collect();
    assert_eq!(distinct.len(), lines.len());
    let triples: BTreeSet<String> = lines
        .iter()
        .map(|line| {
            let (triple, _graph) = line.rsplit_once(" <").expect("a graph");
            format!("{triple} .")
        })
        .collect();
    let expected = stdout("convert many -f nt");
    assert!(triples.iter().map(String::as_str).eq(expected.lines()));
    let facts = |number: usize| {
        let graph = format!("/graph/trip-{number:02}/facts> .");
        lines
            .iter()
            .position(|line| line.ends_with(&graph))
            .expect("facts")
    };
    assert!(facts(0) < facts(1) && facts(38) < facts(39));
}

#[test]
fn what_is_published_is_what_is_converted() {
    let sandbox = project();
    sandbox.govrep("build").assert().success();
    let all = sandbox.read("public/dump/test.nt");
    let one = sandbox
        .govrep("convert data/report/trip -f nt")
        .assert()
        .success();
    let one = String::from_utf8(one.get_output().stdout.clone()).expect("text");
    let all: BTreeSet<&str> = all.lines().collect();
    for line in one.lines() {
        assert!(all.contains(line), "{line}");
    }
}

#[test]
fn query_asks_by_name_file_and_text() {
    let count = "SELECT (COUNT(?s) AS ?n) WHERE { ?s a <http://purl.org/ontology/bibo/Report> }";
    let sandbox = project()
        .file(
            "queries/count.rq",
            format!("#+ summary: How many reports\n{count}\n"),
        )
        .file("other.rq", count);
    let mut by_text = sandbox.govrep("query -f csv --sparql");
    by_text.arg(count);
    for mut query in [
        sandbox.govrep("query count -f csv"),
        sandbox.govrep("query --file other.rq -f csv"),
        by_text,
    ] {
        query
            .assert()
            .success()
            .stdout(diff("n\r\n1\r\n"))
            .stderr("");
    }
    sandbox
        .govrep("query")
        .assert()
        .success()
        .stdout("count\n    How many reports\n");
}

#[test]
fn explain_shows_words_and_offers_near_names() {
    let sandbox = project();
    sandbox
        .govrep("explain OGP")
        .assert()
        .success()
        .stdout(contains("Open Government Partnership"))
        .stdout(contains("│ "))
        .stdout(contains("data/report/trip/report.txt:"));
    sandbox
        .govrep("explain 法囯")
        .assert()
        .code(1)
        .stdout("")
        .stderr(contains("error[explain-unknown]: nothing is called `法囯`"));
}

#[test]
fn usage_is_told() {
    let sandbox = Sandbox::new();
    sandbox
        .govrep("")
        .assert()
        .code(2)
        .stderr(contains("Usage: govrep"));
    sandbox
        .govrep("buld")
        .assert()
        .code(2)
        .stderr(contains("'build'"));
    sandbox.govrep("check --jobs 0").assert().code(2);
    sandbox
        .govrep("--version")
        .assert()
        .success()
        .stdout(starts_with("govrep 0."));
    sandbox
        .govrep("help convert")
        .assert()
        .success()
        .stdout(contains("--no-curation"));
}

#[test]
fn a_project_starts_where_the_user_says_or_not_at_all() {
    let sandbox = Sandbox::new().file("taken/data/report", "a file");
    sandbox.govrep("-C new init").assert().success();
    assert!(sandbox.path("new/govrep.toml").is_file());
    assert!(!sandbox.path("govrep.toml").exists());
    sandbox.govrep("-C new init inner").assert().success();
    assert!(sandbox.path("new/inner/govrep.toml").is_file());
    sandbox
        .govrep("init taken")
        .assert()
        .code(2)
        .stderr(contains("init-not-a-folder").and(contains("taken/data/report")));
    assert!(!sandbox.path("taken/govrep.toml").exists());
    sandbox
        .govrep("-C new/govrep.toml check")
        .assert()
        .code(2)
        .stderr(contains("name the folder that holds govrep.toml"));
}

#[test]
fn score_says_which_of_its_files_is_missing() {
    let sandbox = Sandbox::new()
        .file("gold.json", "{}")
        .file("report.txt", REPORT);
    sandbox
        .govrep("score none.json report.txt")
        .assert()
        .code(2)
        .stderr(contains("score-gold").and(contains("none.json")));
    let gold = std::fs::read("tests/case/agri-chicago/gold.json").expect("a gold file");
    let sandbox = sandbox.file("gold.json", gold);
    sandbox
        .govrep("score gold.json none.txt")
        .assert()
        .code(2)
        .stderr(contains("score-input").and(contains("`none.txt`")));
}

/// Made up.
const PARTICIPANTS: &str = "\
Report on the Oslo Forum

List of participants:

* Mart Kask, Ministry of Health
* Anne-Laure Moreau, Director, Food and Agriculture Organization (FAO)
";

#[test]
fn a_member_without_a_title_is_published() {
    Sandbox::project(SETTINGS)
        .file("data/report/oslo/report.txt", PARTICIPANTS)
        .govrep("build")
        .assert()
        .success();
}
