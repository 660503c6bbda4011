//! What the README shows is what the program prints.
//!
//! A block marked `console` holds commands after `$ ` and below each what it prints. `…` stands
//! for anything: inside a line for the rest of a word or line, alone on a line for any lines.
//!
//! A table below a comment `<!-- $ command -->` is what that command prints. To write the tables
//! anew: `GOVREP_README=write cargo test --test it readme`.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::sandbox::program;

/// A folder with a copy of this repository's project, so that the tree stays clean.
fn project() -> tempfile::TempDir {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let copied = Command::new("cp")
        .arg("-r")
        .args(["govrep.toml", "data", "queries", "tests"].map(|name| here.join(name)))
        .arg(folder.path())
        .status()
        .expect("cp");
    assert!(copied.success());
    fs::write(folder.path().join("empty.txt"), "").expect("a file");
    folder
}

/// The commands of the README, each with what it should print.
fn examples() -> Vec<(String, String)> {
    let readme = include_str!("../../README.md");
    let mut examples: Vec<(String, String)> = Vec::new();
    let blocks = readme.split("```console\n").skip(1);
    for block in blocks
        .filter_map(|rest| rest.split_once("```"))
        .map(|(block, _)| block)
    {
        for line in block.lines() {
            if let Some(command) = line.strip_prefix("$ ") {
                examples.push((command.to_owned(), String::new()));
            } else {
                let (_, expected) = examples.last_mut().expect("a command first");
                expected.push_str(line);
                expected.push('\n');
            }
        }
    }
    examples
}

/// What a command prints, run in a folder.
fn printed(command: &str, folder: &Path) -> String {
    let path = format!(
        "{}:{}",
        program().parent().expect("a folder").display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let output = Command::new("bash")
        .args(["-c", &format!("{command} 2>&1")])
        .current_dir(folder)
        .env("PATH", &path)
        .output()
        .expect("bash");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn the_tables_of_the_readme_are_what_their_commands_print() {
    const COMMENT: &str = "<!-- $ ";
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&file).expect("the README");
    let project = project();
    let mut anew = String::new();
    let mut old = false;
    let mut commands = 0;
    for line in readme.split_inclusive('\n') {
        if !(old && line.starts_with('|')) {
            anew.push_str(line);
        }
        if let Some(command) = line.trim_end().strip_prefix(COMMENT) {
            let command = command
                .strip_suffix(" -->")
                .expect("the end of the comment");
            anew.push_str(&printed(command, project.path()));
            commands += 1;
            old = true;
        } else if !line.starts_with('|') {
            old = false;
        }
    }
    assert_eq!(commands, 2, "with what an editor says, and by rules alone");
    if std::env::var("GOVREP_README").is_ok_and(|value| value == "write") {
        fs::write(&file, &anew).expect("the README can be written");
    }
    let now = fs::read_to_string(&file).expect("the README");
    assert!(
        now == anew,
        "the tables are out of date: GOVREP_README=write cargo test --test it readme\n\n{anew}"
    );
}

/// Whether a printed line is what the expected one says, `…` standing for anything.
fn line_matches(expected: &str, printed: &str) -> bool {
    let mut parts = expected.split('…');
    let Some(mut rest) = printed.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in middle {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

fn matches(expected: &[&str], printed: &[&str]) -> bool {
    match (expected.split_first(), printed.split_first()) {
        (None, None) => true,
        (Some((&"…", more)), _) => {
            (0..=printed.len()).any(|skip| matches(more, &printed[skip..]))
        }
        (None, Some(_)) | (Some(_), None) => false,
        (Some((line, more)), Some((found, rest))) => {
            line_matches(line, found) && matches(more, rest)
        }
    }
}

#[test]
fn the_commands_of_the_readme_print_what_it_shows() {
    let project = project();
    let examples = examples();
    assert!(examples.len() >= 5, "the README has examples");
    for (command, expected) in examples {
        let command = command.replace("cargo run --release --", "govrep");
        let printed = printed(&command, project.path());
        let lines = |text: &str| -> Vec<String> {
            text.trim_end()
                .lines()
                .map(|line| line.trim_end().to_owned())
                .collect()
        };
        let (expected, found) = (lines(&expected), lines(&printed));
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        let found: Vec<&str> = found.iter().map(String::as_str).collect();
        assert!(
            matches(&expected, &found),
            "$ {command}\n--- the README shows\n{}\n--- it prints\n{printed}",
            expected.join("\n")
        );
    }
}
