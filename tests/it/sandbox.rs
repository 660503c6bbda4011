use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

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
}

/// The program, to be run in a folder, with nothing of the tester's settings.
pub fn govrep_in(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::cargo_bin("govrep").expect("the program is built");
    command
        .current_dir(folder)
        .env_clear()
        .args(arguments.split_whitespace());
    command
}
