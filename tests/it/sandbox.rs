use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;
use walkdir::WalkDir;

/// Settings with which nothing is wrong; what is tested is what the rules find.
pub const SETTINGS: &str = "\
base = \"https://data.example.gov.tw/\"
extraction.tagger = false
[dataset]
name = \"test\"
title = { zh-Hant = \"測試\", en = \"Test\" }
";

/// A report that can be read and names some things.
pub const REPORT: &str = "\
壹、目的

國家發展委員會於 2016 年 12 月 7 日至 9 日出席於法國巴黎舉辦之 2016 年 OGP 全球高峰會。
開放政府夥伴關係聯盟（Open Government Partnership, 簡稱 OGP）迄今已超過 70 個會員國。

貳、建議

一、持續推動開放政府。
";

/// The program under test.
pub fn program() -> PathBuf {
    assert_cmd::cargo::cargo_bin("govrep")
}

/// A folder of its own for one test, removed afterwards.
pub struct Sandbox(TempDir);

impl Sandbox {
    /// An empty folder.
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    /// A project with the settings given and no reports.
    pub fn project(settings: &str) -> Self {
        Self::new().file("govrep.toml", settings)
    }

    /// The same with one more file; its folders are made.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
        fs::write(path, content).expect("files can be written");
        self
    }

    /// Where a file is.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The text of a file.
    pub fn read(&self, name: &str) -> String {
        let path = self.path(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// The program, to be run in the folder with these arguments, separated by spaces.
    pub fn govrep(&self, arguments: &str) -> Command {
        govrep_in(self.0.path(), arguments)
    }

    /// A script for bash, to be run in the folder; `$GOVREP` is the program.
    pub fn shell(&self, script: &str) -> Command {
        let mut command = Command::new("bash");
        command
            .current_dir(self.0.path())
            .env("GOVREP", program())
            .args(["-c", script]);
        command
    }
}

/// The program, to be run in a folder, with nothing of the tester's settings.
pub fn govrep_in(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::new(program());
    command
        .current_dir(folder)
        .env_clear()
        .args(arguments.split_whitespace());
    command
}

/// The files below a folder: names with `/`, and contents.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("readable"));
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("below");
            let name = name.to_str().expect("UTF-8").replace('\\', "/");
            (name, fs::read(entry.path()).expect("readable"))
        })
        .collect()
}
