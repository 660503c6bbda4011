//! What lies in a folder, and how it is made durable.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::Path;

/// The folder above; `.` for a bare name.
pub(super) fn parent_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Makes something at a path, and before it the folder above if it is not there: thousands of
/// files share few folders, and asking for each costs as much as the file.
pub(super) fn at_path<T>(path: &Path, make: impl Fn(&Path) -> io::Result<T>) -> io::Result<T> {
    match make(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(parent_of(path))?;
            make(path)
        }
        result => result,
    }
}

/// The first file below a folder, without looking at the others: it may be a whole home.
pub(super) fn first_file(folder: &Path) -> io::Result<Option<String>> {
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if !entry.file_type().is_dir() {
            return Ok(Some(name_below(folder, entry.path())));
        }
    }
    Ok(None)
}

/// The name of a file relative to a folder, with `/` between the parts.
pub(super) fn name_below(folder: &Path, file: &Path) -> String {
    let path = file.strip_prefix(folder).unwrap_or(file);
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// The names of all files and links below a folder.
pub(super) fn files_below(folder: &Path) -> io::Result<BTreeSet<String>> {
    let mut files = BTreeSet::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry?;
        if !entry.file_type().is_dir() {
            files.insert(name_below(folder, entry.path()));
        }
    }
    Ok(files)
}

/// Copies a file or a link; a second name for the same file costs nothing where it can be had.
pub(super) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if from.is_symlink() {
        return std::os::unix::fs::symlink(fs::read_link(from)?, to);
    }
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to)?;
    Ok(())
}

/// Makes all that lies in a folder durable, with the names.
///
/// On Linux in one step for the whole file system, since asking for each of thousands of small
/// files would take longer than writing them.
pub(super) fn sync_all_below(folder: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    if rustix::fs::syncfs(File::open(folder)?).is_ok() {
        return Ok(());
    }
    for entry in walkdir::WalkDir::new(folder).contents_first(true) {
        let entry = entry?;
        if entry.file_type().is_dir() {
            sync_folder(entry.path())?;
        } else if entry.file_type().is_file() {
            // Windows makes durable only what it may write.
            let mut how = File::options();
            how.read(true).write(cfg!(windows));
            how.open(entry.path())?.sync_all()?;
        }
    }
    Ok(())
}

/// Makes the names in a folder durable; only some systems can, the others need it not.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
