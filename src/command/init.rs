//! `govrep init`: a new project.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result};

use govrep::diagnostic::Diagnostic;
use govrep::project::{self, slug};

use super::{Console, Outcome, Stop};
use crate::cli::Init;

/// The files of a new project. In `govrep.toml`, the name of the dataset is filled in.
const FILES: [(&str, &str); 6] = [
    (project::FILE, include_str!("new/govrep.toml")),
    ("README.md", include_str!("new/README.md")),
    (".gitignore", "/public\n"),
    ("data/report/README.md", include_str!("new/report.md")),
    ("queries/README.md", include_str!("new/queries.md")),
    ("queries/things.rq", include_str!("new/things.rq")),
];

/// Stands for the name of the dataset.
const NAME: &str = "my-dataset";

/// Starts a project in the folder that is named, which is meant from `base` if there is one.
pub fn run(init: &Init, base: Option<&Path>, console: Console) -> Result<Outcome> {
    let folder = match base {
        Some(base) if init.folder == Path::new(".") => base.to_owned(),
        Some(base) => base.join(&init.folder),
        None => init.folder.clone(),
    };
    let files = FILES.iter().map(|(file, _)| folder.join(file));
    let mut folders = files.filter_map(|file| file.parent().map(Path::to_owned));
    // Nothing is written where not all can be.
    let in_the_way = folders.find_map(|needed| {
        let mut above = needed.ancestors();
        let file = above.find(|path| path.is_file())?;
        Some(file.to_owned())
    });
    if let Some(file) = in_the_way {
        let message = format!("`{}` is a file, not a folder", file.display());
        return Err(Stop::from(
            Diagnostic::error("init-not-a-folder", message)
                .help("move the file away, or name a folder that nothing has yet"),
        )
        .into());
    }
    fs::create_dir_all(&folder).with_context(|| cannot_make(&folder))?;
    let name = match folder.canonicalize() {
        Ok(whole) => slug(&whole.file_name().unwrap_or_default().to_string_lossy()),
        Err(_) => String::new(),
    };
    for (file, text) in FILES {
        let path = folder.join(file);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).with_context(|| cannot_make(parent))?;
        }
        let text = match name.as_str() {
            "" => text.to_owned(),
            name => text.replace(NAME, name),
        };
        // `create_new` and not a check before: nothing that exists may be lost.
        match File::create_new(&path) {
            Ok(mut new) => {
                new.write_all(text.as_bytes())
                    .with_context(|| format!("cannot write `{}`", path.display()))?;
                console.say(&format!("new   {}\n", path.display()));
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                console.say(&format!("kept  {}\n", path.display()));
            }
            Err(error) => {
                return Err(error).with_context(|| format!("cannot write `{}`", path.display()));
            }
        }
    }
    console.say("\nPut a report into a folder below data/report, then run `govrep build`.\n");
    Ok(Outcome::Fine)
}

fn cannot_make(folder: &Path) -> String {
    format!("cannot make the folder `{}`", folder.display())
}
