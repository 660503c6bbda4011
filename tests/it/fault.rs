//! What must never happen: a panic, half a file, a lost release, an unclear message.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use predicates::prelude::*;
use predicates::str::contains;

use crate::sandbox::{REPORT, SETTINGS, Sandbox, tree};

/// A project with one report that can be read.
fn project() -> Sandbox {
    Sandbox::project(SETTINGS).file("data/report/good/report.txt", REPORT)
}

/// Runs `check` on the project with one more report of these bytes and expects the words.
fn refuses_source(bytes: &[u8], words: &[&str]) {
    let sandbox = project().file("data/report/bad/report.txt", bytes);
    let mut check = sandbox.govrep("check").assert().code(1);
    for word in words {
        check = check.stdout(contains(*word));
    }
    check.stdout(contains("panicked").not());
    // The other report is converted, and nothing of the bad one.
    let convert = sandbox.govrep("convert -f nt data/report/bad data/report/good");
    { convert }
        .assert()
        .code(1)
        .stdout(contains("/id/document/good>"))
        .stdout(contains("/id/document/bad>").not())
        .stderr(contains(words[0]));
}

#[test]
fn an_empty_file() {
    refuses_source(
        b"",
        &["error[source-empty]", "data/report/bad/report.txt", "empty"],
    );
    refuses_source(b" \n\r\n\t", &["error[source-empty]", "white space"]);
    // A byte order mark says nothing.
    refuses_source(
        b"\xEF\xBB\xBF",
        &["error[source-empty]", "report.txt is empty"],
    );
}

#[test]
fn a_binary_file() {
    refuses_source(
        b"\x7fELF\x02\x01\x01\0\0\0\0\0",
        &["error[source-binary]", "not a text file"],
    );
    refuses_source(
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
        &["error[source-pdf]", "cannot be read", "help: ", "poppler"],
    );
}

#[test]
fn a_wrong_encoding() {
    let latin = b"Rapport d'activit\xe9 \xff\xfe\x80 du minist\xe8re\n";
    refuses_source(
        latin,
        &["error[source-encoding]", "neither UTF-8 nor Big5", "line 1"],
    );
}

#[test]
fn a_line_of_200_megabytes_ends_soon_in_little_memory() {
    let sandbox = project().file("data/report/long/report.txt", "");
    let mut file = fs::File::create(sandbox.path("data/report/long/report.txt")).expect("a file");
    let megabyte = "開放政府 open ".repeat(58_000);
    for _ in 0..200 {
        file.write_all(megabyte.as_bytes())
            .expect("room for 200 MB");
    }
    drop(file);
    // Ten seconds are the promise of a release; tests run without optimisation, and beside others
    // that take the processors, so seconds of processor time are counted.
    let seconds = if cfg!(debug_assertions) { 90 } else { 10 };
    // Half as much again as the file, and what the program and its threads take.
    sandbox
        .shell(&format!(
            "ulimit -v 1500000 -t {seconds}; exec \"$GOVREP\" check"
        ))
        .assert()
        .code(1)
        .stdout(contains("error[source-line-length]"))
        .stdout(contains("data/report/long/report.txt"));
}

#[test]
fn malformed_settings() {
    let sandbox = Sandbox::project("base = \"https://data.example.gov.tw/\"\n[dataset\nname = 1\n");
    for command in ["build", "check", "query", "explain 臺灣"] {
        sandbox
            .govrep(command)
            .assert()
            .code(2)
            .stdout("")
            .stderr(contains(
                "error[settings-syntax]: unclosed table, expected `]`",
            ))
            .stderr(contains("--> govrep.toml:2:9"))
            .stderr(contains("2 | [dataset"));
    }
}

#[test]
fn an_unknown_key_in_the_settings() {
    Sandbox::project("base = \"https://data.example.gov.tw/\"\nlanguage = [\"en\"]\n")
        .govrep("check")
        .assert()
        .code(2)
        .stderr(contains("error[settings-key]: unknown key `language`"))
        .stderr(contains("--> govrep.toml:2:1"))
        .stderr(contains("help: did you mean `languages`?"));
}

#[test]
fn no_project() {
    Sandbox::new()
        .govrep("build")
        .assert()
        .code(2)
        .stderr(contains(
            "error[project-none]: there is no govrep.toml here or in a folder above",
        ))
        .stderr(contains("help: run `govrep init`"));
    Sandbox::new()
        .govrep("-C nowhere check")
        .assert()
        .code(2)
        .stderr(contains(
            "error[project-none]: there is no govrep.toml in `nowhere`",
        ));
}

const QUERY: &str = "#+ summary: What is of a class\n\
    SELECT ?thing WHERE { ?thing a ?_class_iri ; ?p ?_limit_integer } ORDER BY ?thing\n";

#[test]
fn a_query_with_wrong_parameters() {
    let sandbox = project().file("queries/of-class.rq", QUERY);
    let cases = [
        (
            "query of-class -p limit=1",
            "error[query-parameter]",
            "`class`",
        ),
        (
            "query of-class -p class=https://schema.org/Event -p limit=many",
            "error[query-parameter]",
            "`many`",
        ),
        (
            "query of-class -p class=https://schema.org/Event -p limt=1",
            "error[query-parameter]",
            "limt",
        ),
        (
            "query of-clas",
            "error[query-unknown]",
            "did you mean `of-class`?",
        ),
    ];
    for (command, code, word) in cases {
        sandbox
            .govrep(command)
            .assert()
            .code(2)
            .stdout("")
            .stderr(contains(code))
            .stderr(contains(word))
            .stderr(contains("= help: "));
    }
    sandbox
        .govrep("query of-class -p class")
        .assert()
        .code(2)
        .stderr(contains("a parameter is written name=value"));
}

#[test]
fn a_sparql_update_is_no_query() {
    let sandbox = project()
        .file("drop.rq", "DROP ALL")
        .file("queries/saved.rq", "INSERT DATA { <a> <b> <c> }");
    for command in [
        "query --file drop.rq",
        "query --sparql CLEAR\u{a0}ALL",
        "query saved",
    ] {
        let mut run = sandbox.govrep("");
        run.args(command.split(' ').map(|word| word.replace('\u{a0}', " ")));
        run.assert()
            .code(2)
            .stdout("")
            .stderr(contains("error[query-is-update]"))
            .stderr(contains(
                "is a SPARQL update, and queries cannot change the data",
            ));
    }
}

#[test]
fn a_folder_that_cannot_be_written() {
    let sandbox = project();
    // The tests may run as root, who may write nearly anywhere.
    for (folder, word) in [
        ("govrep.toml/public", "govrep.toml"),
        ("/proc/public", "/proc"),
    ] {
        sandbox
            .govrep(&format!("build -o {folder}"))
            .assert()
            .code(2)
            .stderr(contains("error[release-write]: cannot write"))
            .stderr(contains(word))
            .stderr(contains("help: choose another place with `-o`"));
    }
    sandbox
        .govrep("build -o govrep.toml")
        .assert()
        .code(2)
        .stderr(contains("error[release-not-a-folder]: `"));
    assert_eq!(sandbox.read("govrep.toml"), SETTINGS);
    sandbox
        .govrep("convert data/report/good -o nowhere/graph.ttl")
        .assert()
        .code(2)
        .stderr(contains(
            "error[release-write]: cannot write `nowhere/graph.ttl`",
        ));
}

#[test]
fn a_folder_with_other_peoples_files_is_left_alone() {
    let sandbox = project().file("site/thesis.odt", "years of work");
    sandbox
        .govrep("build -o site")
        .assert()
        .code(2)
        .stderr(contains("error[release-foreign]"))
        .stderr(contains("thesis.odt"));
    assert_eq!(tree(&sandbox.path("site")).len(), 1);
}

#[test]
fn standard_output_that_is_full() {
    let sandbox = project();
    for command in [
        "convert data/report/good",
        "query --sparql ASK{}",
        "check --format json",
        "build",
    ] {
        sandbox
            .shell(&format!("exec \"$GOVREP\" {command} > /dev/full"))
            .assert()
            .code(2)
            .stderr(contains(
                "cannot write to standard output: No space left on device",
            ));
    }
}

#[test]
fn a_closed_pipe_is_success() {
    let sandbox = project();
    for command in [
        "query -f csv --sparql 'SELECT * { ?s ?p ?o }'",
        "query -f ttl --sparql 'CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }'",
        "convert data/report/good",
        "check",
        "--help",
    ] {
        let script = format!("\"$GOVREP\" {command} | true; echo \"${{PIPESTATUS[0]}}\"");
        sandbox
            .shell(&script)
            .assert()
            .success()
            .stdout("0\n")
            .stderr(contains("bug").not());
    }
}

/// A file system of its own, unmounted afterwards.
struct Disk(PathBuf);

impl Disk {
    /// Mounts one of so many bytes, if that is permitted here.
    fn mount(folder: PathBuf, size: &str) -> Option<Self> {
        fs::create_dir_all(&folder).expect("a folder");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(&folder)
            .stderr(Stdio::null())
            .status();
        mounted
            .is_ok_and(|status| status.success())
            .then(|| Self(folder))
    }

    /// Writes until nothing more fits.
    fn fill(&self) {
        let mut file = fs::File::create(self.0.join("filler")).expect("a file");
        let mut size = 1 << 20;
        while size > 0 {
            if file.write_all(&vec![b'x'; size]).is_err() {
                size /= 2;
            }
        }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_leaves_the_former_release_whole() {
    let sandbox = project();
    let Some(disk) = Disk::mount(sandbox.path("disk"), "64m") else {
        eprintln!("skipped: mounting a file system is not permitted here");
        return;
    };
    sandbox.govrep("build -o disk/public").assert().success();
    let former = tree(&sandbox.path("disk/public"));
    disk.fill();
    let sandbox = sandbox.file("data/report/second/report.txt", REPORT);
    sandbox
        .govrep("build -o disk/public")
        .assert()
        .code(2)
        .stderr(contains("error[release-write]"))
        .stderr(contains("the disk is full"))
        .stderr(contains("what was there before is unchanged"));
    assert_eq!(tree(&sandbox.path("disk/public")), former);
    let left: Vec<_> = fs::read_dir(sandbox.path("disk"))
        .expect("the disk")
        .collect();
    assert_eq!(left.len(), 2, "the release and the filler: {left:?}");
    sandbox
        .govrep("convert data/report/good -o disk/graph.ttl")
        .assert()
        .code(2)
        .stderr(contains("the disk is full"));
    assert!(!sandbox.path("disk/graph.ttl").exists());
}

#[test]
fn a_build_that_is_killed_leaves_the_former_release_whole() {
    let sandbox = project();
    sandbox.govrep("build").assert().success();
    let former = tree(&sandbox.path("public"));
    let sandbox = sandbox.file("data/report/second/report.txt", REPORT);
    let mut build = Command::new(crate::sandbox::program())
        .current_dir(sandbox.path(""))
        .arg("build")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    while !is_writing(&sandbox.path("")) && build.try_wait().expect("a child").is_none() {
        std::thread::sleep(Duration::from_millis(1));
    }
    build.kill().expect("it is ours");
    build.wait().expect("it has ended");
    let now = tree(&sandbox.path("public"));
    let is_new = now.contains_key("dump/test.nq") && now != former;
    assert!(
        now == former || is_new,
        "a release is whole: {:?}",
        now.keys()
    );
    sandbox.govrep("build").assert().success();
    assert!(!is_writing(&sandbox.path("")), "the next build cleans up");
    sandbox
        .shell("cd public && sha256sum --check --quiet SHA256SUMS")
        .assert()
        .success();
}

fn is_writing(folder: &Path) -> bool {
    let mut entries = fs::read_dir(folder).expect("the project").flatten();
    entries.any(|entry| entry.file_name().to_string_lossy().contains(".govrep-new-"))
}

#[test]
fn the_same_project_gives_the_same_bytes() {
    let names = ["alpha", "beta", "gamma"];
    let first = names
        .iter()
        .fold(Sandbox::project(SETTINGS), |sandbox, name| {
            sandbox.file(
                &format!("data/report/{name}/report.txt"),
                format!("{REPORT}{name}"),
            )
        });
    // The files appear in another order, in a folder of another name.
    let second = names.iter().rev().fold(Sandbox::new(), |sandbox, name| {
        sandbox.file(
            &format!("x/data/report/{name}/report.txt"),
            format!("{REPORT}{name}"),
        )
    });
    let second = second.file("x/govrep.toml", SETTINGS);
    first
        .govrep("build --jobs 1")
        .env("LC_ALL", "C")
        .env("TZ", "UTC")
        .assert()
        .success();
    second
        .govrep("-C x build --jobs 7 -o out")
        .env("LC_ALL", "zh_TW.Big5")
        .env("TZ", "Asia/Taipei")
        .env("HOME", "/nonexistent")
        .assert()
        .success();
    let (first, second) = (tree(&first.path("public")), tree(&second.path("out")));
    assert!(first.len() > 6, "{:?}", first.keys());
    assert_eq!(
        first.keys().collect::<Vec<_>>(),
        second.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in &first {
        assert!(*bytes == second[name], "{name} differs");
    }
}

#[test]
fn a_source_outside_the_folder_is_refused() {
    let sandbox = Sandbox::project("")
        .file("elsewhere.txt", "壹、目的\n")
        .file(
            "data/report/trip/report.toml",
            "source = \"../../../elsewhere.txt\"\n",
        );
    sandbox
        .govrep("build")
        .assert()
        .code(1)
        .stderr(contains("error[report-source]"))
        .stderr(contains("lies outside the folder of the report"));
}

#[test]
fn settings_are_not_read_as_a_report() {
    let sandbox = Sandbox::new().file("mine/govrep.toml", "# 國家發展委員會\n");
    sandbox
        .govrep("convert mine")
        .assert()
        .code(1)
        .stderr(contains("the folder holds no report"));
}

#[test]
fn a_country_that_no_table_lists_is_told() {
    let sandbox = project().file("data/report/good/report.toml", "jurisdiction = \"XYZ\"\n");
    sandbox
        .govrep("check")
        .assert()
        .code(1)
        .stdout(contains("error[report-jurisdiction]"))
        .stdout(contains("says that 我國 is `XYZ`, which no table lists"));
}

#[test]
fn an_issuer_key_that_no_table_lists_is_told() {
    let sandbox = project().file("data/report/good/report.toml", "issuer = \"twn-nothing\"\n");
    sandbox
        .govrep("check")
        .assert()
        .code(1)
        .stdout(contains("error[report-issuer]"));
}

#[test]
fn lines_may_end_as_on_any_system() {
    for end in ["\n", "\r\n", "\r"] {
        let text = REPORT.replace('\n', end);
        let sandbox = Sandbox::project(SETTINGS).file("data/report/good/report.txt", text);
        sandbox.govrep("check").assert().success();
    }
}

#[test]
fn a_table_of_names_in_other_characters_or_with_an_open_quotation_mark_says_what_to_do() {
    // 名 in Big5
    let big5 = b"group,word,value\nbound,\xA6\x57,about\n";
    let sandbox = Sandbox::project(SETTINGS).file("data/authority/lexicon.csv", big5);
    let run = sandbox.govrep("check").assert().code(1);
    let out = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    for words in [
        "error[authority-encoding]: the table is not UTF-8, so none of its rows is read",
        "--> data/authority/lexicon.csv:2:7",
        "save it as UTF-8; spreadsheets call that “CSV UTF-8”",
    ] {
        assert!(out.contains(words), "{out}");
    }
    let open = "group,word,value\nbound,\"約莫,about\nbound,上下,about\n";
    let sandbox = Sandbox::project(SETTINGS).file("data/authority/lexicon.csv", open);
    let run = sandbox.govrep("check").assert().code(1);
    let out = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    for words in [
        "error[authority-quote]: a quotation mark opens a cell here and none closes it",
        "--> data/authority/lexicon.csv:2:7",
        "close the cell with a quotation mark",
    ] {
        assert!(out.contains(words), "{out}");
    }
}

#[test]
fn a_date_without_quotation_marks_is_told_how_to_write() {
    let report = "date = 113/3/25\n";
    let sandbox = Sandbox::project(SETTINGS)
        .file("data/report/trip/source.txt", "高雄市政府。\n")
        .file("data/report/trip/report.toml", report);
    let run = sandbox.govrep("check").assert().code(1);
    let out = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    let help = "a date stands between quotation marks: `date = …`; 113 of the Republic of China is 2024: \
                write \"2024-03-25\"";
    assert!(out.contains("--> data/report/trip/report.toml:1:"), "{out}");
    assert!(out.contains(help), "{out}");
}

#[test]
fn check_says_which_rule_of_dcat_ap_is_broken() {
    let sandbox = Sandbox::project("base = \"https://data.example.gov.tw/\"\n");
    let run = sandbox.govrep("check").assert();
    let out = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    let told = "      0 of  30  conforms to DCAT-AP\n                a dcat:Catalog must have dcterms:description\n";
    assert!(out.contains(told), "{out}");
}

#[test]
fn a_word_that_a_project_puts_above_a_column_of_actions_heads_one() {
    let table = "待辦清單\n\n| 交付任務 | 承接者 |\n| --- | --- |\n| 公布清除數量 | 環境部 |\n";
    let words = "group,word,value\naction-column,交付任務,task\naction-column,承接者,owner\naction-colum,完成時,due\n";
    let sandbox = Sandbox::project(SETTINGS)
        .file("data/report/trip/source.txt", table)
        .file("data/authority/lexicon.csv", words);
    let run = sandbox.govrep("check").assert();
    let out = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(
        out.contains("warning[authority-group]: no rule reads the group \"action-colum\""),
        "{out}"
    );
    assert!(out.contains("did you mean `action-column`?"), "{out}");
    let run = sandbox
        .govrep("convert data/report/trip/source.txt -f nt")
        .assert()
        .success();
    let read = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(read.contains("/id/undertaking/"), "{read}");
}

#[test]
fn nothing_from_standard_input_and_a_nul_in_a_text_say_what_to_do() {
    let sandbox = Sandbox::new().file("r.txt", b"plain words\0 and more of them\n");
    let nul = sandbox.govrep("convert r.txt").assert().code(1);
    nul.stderr(contains("a NUL byte at offset 11"))
        .stderr(contains("take them out"));
    let empty = sandbox.shell("printf '' | \"$GOVREP\" convert -").assert();
    { empty }
        .code(1)
        .stderr(contains("nothing came from standard input"))
        .stderr(contains("name a file"));
}

#[test]
fn a_folder_that_is_called_as_a_file_is_told() {
    let sandbox = project().file("data/report/good/curation.toml/x.txt", "");
    let check = sandbox.govrep("check").assert().code(1);
    check.stdout(contains("`curation.toml` is a folder"));
}
