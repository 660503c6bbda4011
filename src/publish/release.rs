//! A folder of files that is replaced as a whole or not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::TempDir;
use thiserror::Error;

/// The list of files with their checksums, as `sha256sum -c` reads it.
pub const CHECKSUMS: &str = "SHA256SUMS";

/// A file that says that the folder is ours to replace: other projects have checksums, too.
const MARKER: &str = ".govrep-release";

/// Why a release or a file could not be written; the former one is as it was.
#[derive(Debug, Error)]
pub enum ReleaseError {
    /// The machine refused.
    #[error("cannot write `{}`: {}", path.display(), reason(source))]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The folder holds something that may not be lost.
    #[error("`{}` holds files that are not from an earlier release, such as `{example}`", path.display())]
    Foreign {
        /// The folder.
        path: PathBuf,
        /// The first such file.
        example: String,
    },
    /// A file would take the place of one that is not from an earlier release.
    #[error("`{}` would overwrite `{example}`, which is not from an earlier release", path.display())]
    Overwrites {
        /// The folder.
        path: PathBuf,
        /// The file.
        example: String,
    },
    /// There is a file where the folder should be.
    #[error("`{}` is a file, not a folder", path.display())]
    NotAFolder {
        /// The file.
        path: PathBuf,
    },
    /// A file name that leads out of the folder or that a list of checksums cannot hold.
    #[error("`{0}` cannot be the name of a file of a release")]
    Name(String),
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        _ => error.to_string(),
    }
}

impl ReleaseError {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Write { .. } => "release-write",
            Self::Foreign { .. } | Self::Overwrites { .. } => "release-foreign",
            Self::NotAFolder { .. } => "release-not-a-folder",
            Self::Name(_) => "release-name",
        }
    }

    /// What to do.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Write { source, .. } if source.kind() == io::ErrorKind::StorageFull => {
                "free some space and try again; what was there before is unchanged"
            }
            Self::Write { .. } => {
                "choose another place with `-o`; what was there before is unchanged"
            }
            Self::Foreign { .. } => {
                "choose a new or empty folder with `-o`: its content is replaced as a whole"
            }
            Self::Overwrites { .. } => "move that file away, or choose another folder with `-o`",
            Self::NotAFolder { .. } => "choose a folder with `-o`",
            Self::Name(_) => "use letters, digits, `-` and `_` in the name of the dataset",
        }
    }
}

/// Adds the path to an error of the system.
fn at(path: &Path) -> impl FnOnce(io::Error) -> ReleaseError {
    let path = path.to_owned();
    move |source| ReleaseError::Write { path, source }
}

/// A file of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The size in bytes.
    pub bytes: u64,
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
}

/// A release that is being written, beside the folder that it will replace.
///
/// Dropping it without [`publish`](Self::publish) removes what was written.
#[derive(Debug)]
pub struct Release {
    target: PathBuf,
    folder: TempDir,
    files: BTreeMap<String, Written>,
    /// Tells other runs that this folder is not a leftover.
    _lock: Option<File>,
}

impl Release {
    /// Starts a release that will be the folder `target`.
    ///
    /// Removes what crashed runs left behind, and puts the former release back if such a run
    /// had just moved it aside.
    ///
    /// # Errors
    ///
    /// When `target` holds anything but an earlier release (with files added beside it), is a
    /// file, or when the folder above it cannot be written.
    pub fn begin(target: &Path) -> Result<Self, ReleaseError> {
        // Through links, so that the folder and not the link is replaced; this also names `.`.
        let target = match target.canonicalize() {
            Ok(target) => target,
            Err(_) => target.to_owned(),
        };
        let parent = parent_of(&target);
        fs::create_dir_all(parent).map_err(at(parent))?;
        clean_up(&target)?;
        let metadata = target.metadata();
        if metadata.as_ref().is_ok_and(|metadata| !metadata.is_dir()) {
            return Err(ReleaseError::NotAFolder { path: target });
        }
        if metadata.is_ok()
            && !is_release(&target)
            && let Some(example) = first_file(&target).map_err(at(&target))?
        {
            return Err(ReleaseError::Foreign {
                path: target,
                example,
            });
        }
        let folder = temporary(&sibling_prefix(&target, "new"), 0o777)
            .tempdir_in(parent)
            .map_err(at(&target))?;
        Ok(Self {
            _lock: lock(folder.path()),
            target,
            folder,
            files: BTreeMap::new(),
        })
    }

    /// Writes one file of the release, with `/` in its name for folders.
    ///
    /// The bytes are on the disk when this returns.
    ///
    /// # Errors
    ///
    /// When the name leads out of the folder, or writing fails.
    pub fn write(
        &mut self,
        name: &str,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), ReleaseError> {
        let is_plain = Path::new(name)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if name.is_empty() || !is_plain || name.contains(['\\', '\n', '\r']) {
            return Err(ReleaseError::Name(name.to_owned()));
        }
        let path = self.folder.path().join(name);
        // The user knows the place by its final name.
        let shown = self.target.join(name);
        let written = create(&path)
            .and_then(|file| {
                let mut file = Hashing {
                    out: BufWriter::with_capacity(1 << 16, file),
                    hash: Sha256::new(),
                    bytes: 0,
                };
                content(&mut file)?;
                file.out.flush()?;
                file.out.get_ref().sync_all()?;
                Ok(Written {
                    bytes: file.bytes,
                    sha256: hexadecimal(&file.hash.finalize()),
                })
            })
            .map_err(at(&shown))?;
        self.files.insert(name.to_owned(), written);
        Ok(())
    }

    /// Where a file of the release lies until it is published, to read it again.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The files written so far, by name.
    pub fn files(&self) -> &BTreeMap<String, Written> {
        &self.files
    }

    /// Writes the checksums and puts the release in place of the former one, in one step.
    ///
    /// Files that somebody added beside the former release are kept. A crash at any moment
    /// leaves either the former release or the new one, whole.
    ///
    /// # Errors
    ///
    /// When writing fails, or a new file has the name of one that somebody added; the former
    /// release is then as it was.
    pub fn publish(mut self) -> Result<BTreeMap<String, Written>, ReleaseError> {
        self.write(MARKER, |out| {
            out.write_all(
                b"The files listed in SHA256SUMS are a release that govrep may replace.\n",
            )
        })?;
        let mut lines = String::new();
        for (name, file) in &self.files {
            lines.push_str(&file.sha256);
            lines.push_str("  ");
            lines.push_str(name);
            lines.push('\n');
        }
        self.write(CHECKSUMS, |out| out.write_all(lines.as_bytes()))?;
        self.keep_foreign_files()?;
        for folder in folders_below(self.folder.path()).map_err(at(&self.target))? {
            sync_folder(&folder).map_err(at(&self.target))?;
        }
        put_in_place(self.folder.path(), &self.target).map_err(at(&self.target))?;
        sync_folder(parent_of(&self.target)).map_err(at(&self.target))?;
        // The temporary name now has the former release, or nothing. If it cannot be removed,
        // the next run tries again.
        let _ = self.folder.close();
        self.files.remove(MARKER);
        Ok(self.files)
    }

    /// Copies what is not of the former release into the new folder.
    fn keep_foreign_files(&self) -> Result<(), ReleaseError> {
        if !self.target.is_dir() {
            return Ok(());
        }
        let listed = listed_files(&self.target);
        for name in files_below(&self.target).map_err(at(&self.target))? {
            if name == CHECKSUMS || listed.contains(&name) {
                continue;
            }
            if self.files.contains_key(&name) {
                return Err(ReleaseError::Overwrites {
                    path: self.target.clone(),
                    example: name,
                });
            }
            let (from, to) = (self.target.join(&name), self.path(&name));
            parent_folder(&to)
                .and_then(|()| copy(&from, &to))
                .map_err(at(&from))?;
        }
        Ok(())
    }
}

/// Writes one file aside and renames it, so that it is whole or absent, never half.
///
/// What is not a plain file (`/dev/stdout`, a pipe) is written directly. An existing file keeps
/// its permissions.
///
/// # Errors
///
/// When writing fails; an existing file is then as it was.
pub fn write_whole(
    path: &Path,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), ReleaseError> {
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let existing = target.metadata().ok();
    if existing.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(at(path)(io::Error::other("it is a folder")));
    }
    if existing
        .as_ref()
        .is_some_and(|metadata| !metadata.is_file())
    {
        return File::options()
            .write(true)
            .open(&target)
            .and_then(|file| {
                let mut out = BufWriter::new(file);
                content(&mut out)?;
                out.flush()
            })
            .map_err(at(path));
    }
    let permissions = existing.map(|metadata| metadata.permissions());
    if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
        // Renaming would not ask.
        return Err(at(path)(io::ErrorKind::PermissionDenied.into()));
    }
    temporary(&sibling_prefix(&target, "new"), 0o666)
        .tempfile_in(parent_of(&target))
        .and_then(|file| {
            let mut out = BufWriter::with_capacity(1 << 16, file);
            content(&mut out)?;
            let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
            if let Some(permissions) = permissions {
                file.as_file().set_permissions(permissions)?;
            }
            file.as_file().sync_all()?;
            file.persist(&target).map_err(|error| error.error)?;
            sync_folder(parent_of(&target))
        })
        .map_err(at(path))
}

struct Hashing<W> {
    out: W,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.out.write(bytes)?;
        self.hash.update(&bytes[..taken]);
        self.bytes += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| DIGITS[usize::from(digit)])
        .collect()
}

/// The folder above; `.` for a bare name.
fn parent_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn parent_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(parent_of(path))
}

fn create(path: &Path) -> io::Result<File> {
    parent_folder(path)?;
    File::create(path)
}

/// `.public.govrep-new-`: hidden, and beside the target, so that renaming stays in one file
/// system.
fn sibling_prefix(target: &Path, kind: &str) -> OsString {
    let mut prefix = OsString::from(".");
    prefix.push(target.file_name().unwrap_or_default());
    prefix.push(format!(".govrep-{kind}-"));
    prefix
}

/// A maker of temporary siblings with the permissions that the user's umask leaves of `mode`.
fn temporary(prefix: &OsStr, mode: u32) -> tempfile::Builder<'_, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
    #[cfg(not(unix))]
    let _ = mode;
    builder
}

/// Locks a folder for this run; `None` where the system cannot.
fn lock(folder: &Path) -> Option<File> {
    let handle = File::open(folder).ok()?;
    handle.try_lock().ok()?;
    Some(handle)
}

/// Removes leftovers of crashed runs, after bringing back a release that one had moved aside.
fn clean_up(target: &Path) -> Result<(), ReleaseError> {
    let parent = parent_of(target);
    let (new, old) = (sibling_prefix(target, "new"), sibling_prefix(target, "old"));
    let starts_with = |name: &OsString, prefix: &OsString| {
        name.as_encoded_bytes()
            .starts_with(prefix.as_encoded_bytes())
    };
    for entry in fs::read_dir(parent).map_err(at(parent))? {
        let entry = entry.map_err(at(parent))?;
        let (name, path) = (entry.file_name(), entry.path());
        let was_aside = starts_with(&name, &old);
        if !was_aside && !starts_with(&name, &new) || !path.is_dir() {
            continue;
        }
        if was_aside && !target.exists() {
            fs::rename(&path, target).map_err(at(target))?;
        } else if lock(&path).is_some() {
            // No run holds it. If it cannot be removed, it is in nobody's way.
            let _ = fs::remove_dir_all(&path);
        }
    }
    Ok(())
}

/// Whether the folder is a release: it has a list of checksums, and our marker is on the list.
fn is_release(folder: &Path) -> bool {
    listed_files(folder).contains(MARKER) && folder.join(MARKER).is_file()
}

/// The names in the list of checksums of a folder, if it has one.
fn listed_files(folder: &Path) -> BTreeSet<String> {
    fs::read_to_string(folder.join(CHECKSUMS))
        .unwrap_or_default()
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(_, name)| name.to_owned())
        .collect()
}

/// The first file below a folder, without looking at the others: it may be a whole home.
fn first_file(folder: &Path) -> io::Result<Option<String>> {
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if !entry.file_type().is_dir() {
            return Ok(Some(name_below(folder, entry.path())));
        }
    }
    Ok(None)
}

/// The name of a file relative to a folder, with `/` between the parts.
fn name_below(folder: &Path, file: &Path) -> String {
    let path = file.strip_prefix(folder).unwrap_or(file);
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// The names of all files and links below a folder.
fn files_below(folder: &Path) -> io::Result<BTreeSet<String>> {
    let mut files = BTreeSet::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry?;
        if !entry.file_type().is_dir() {
            files.insert(name_below(folder, entry.path()));
        }
    }
    Ok(files)
}

/// A folder and all folders below it.
fn folders_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    walkdir::WalkDir::new(folder)
        .contents_first(true)
        .into_iter()
        .filter_map(|entry| match entry {
            Ok(entry) if entry.file_type().is_dir() => Some(Ok(entry.into_path())),
            Ok(_) => None,
            Err(error) => Some(Err(error.into())),
        })
        .collect()
}

/// Copies a file or a link; a second name for the same file costs nothing where it can be had.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if from.is_symlink() {
        return std::os::unix::fs::symlink(fs::read_link(from)?, to);
    }
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to)?;
    File::open(to)?.sync_all()
}

/// Makes the names in a folder durable; only some systems can, the others need it not.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// Puts the folder `new` in the place of `target`; what was there is afterwards at `new`, or
/// gone.
fn put_in_place(new: &Path, target: &Path) -> io::Result<()> {
    if !target.exists() {
        return fs::rename(new, target);
    }
    match exchange(new, target) {
        Err(error) if is_unsupported(&error) => {}
        done => return done,
    }
    // Two renames: a crash between them leaves the former release aside, from where the next
    // run brings it back.
    let mut aside = sibling_prefix(target, "old").into_encoded_bytes();
    aside.extend(new.file_name().unwrap_or_default().as_encoded_bytes());
    let aside = String::from_utf8_lossy(&aside).into_owned();
    let aside = target.with_file_name(aside);
    fs::rename(target, &aside)?;
    if let Err(error) = fs::rename(new, target) {
        fs::rename(&aside, target)?;
        return Err(error);
    }
    let _ = fs::remove_dir_all(&aside);
    Ok(())
}

/// Swaps two folders in one step of the system.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(new: &Path, target: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, new, CWD, target, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether the system or the file system cannot swap (old kernels, some network folders).
fn is_unsupported(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Publishes a release of `files` (name, content) into `target`.
    fn publish(target: &Path, files: &[(&str, &str)]) -> Result<(), ReleaseError> {
        let mut release = Release::begin(target)?;
        for (name, content) in files {
            release.write(name, |out| out.write_all(content.as_bytes()))?;
        }
        release.publish().map(|_| ())
    }

    fn read(target: &Path, name: &str) -> String {
        fs::read_to_string(target.join(name)).unwrap()
    }

    /// A folder and the place of a release in it.
    fn place() -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("public");
        (folder, target)
    }

    fn names(folder: &Path) -> Vec<String> {
        files_below(folder).unwrap().into_iter().collect()
    }

    #[test]
    fn a_release_replaces_the_former_one_as_a_whole() {
        let (folder, target) = place();
        publish(&target, &[("dump/ogp.nt", "old"), ("old.txt", "old")]).unwrap();
        publish(&target, &[("dump/ogp.nt", "new")]).unwrap();
        assert_eq!(read(&target, "dump/ogp.nt"), "new");
        assert_eq!(
            names(folder.path()),
            [
                "public/.govrep-release",
                "public/SHA256SUMS",
                "public/dump/ogp.nt"
            ]
        );
    }

    #[test]
    fn checksums_are_those_of_sha256sum() {
        let (_folder, target) = place();
        publish(&target, &[("dump/a.nt", "abc")]).unwrap();
        let sums = read(&target, CHECKSUMS);
        assert!(sums.contains(
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  dump/a.nt\n"
        ));
        assert!(
            sums.lines()
                .is_sorted_by_key(|line| line.split_once("  ").unwrap().1)
        );
    }

    #[test]
    fn files_added_beside_a_release_are_kept() {
        let (_folder, target) = place();
        publish(&target, &[("a.txt", "1")]).unwrap();
        fs::create_dir(target.join("notes")).unwrap();
        fs::write(target.join("notes/CNAME"), "data.example.org").unwrap();
        publish(&target, &[("a.txt", "2")]).unwrap();
        publish(&target, &[("a.txt", "3")]).unwrap();
        assert_eq!(read(&target, "notes/CNAME"), "data.example.org");
        assert!(!read(&target, CHECKSUMS).contains("CNAME"));
    }

    #[test]
    fn a_file_added_beside_a_release_is_never_overwritten() {
        let (_folder, target) = place();
        publish(&target, &[("a.txt", "1")]).unwrap();
        fs::write(target.join("index.html"), "mine").unwrap();
        let error = publish(&target, &[("index.html", "theirs")]).unwrap_err();
        assert_eq!(error.code(), "release-foreign");
        assert_eq!(read(&target, "index.html"), "mine");
        assert_eq!(read(&target, "a.txt"), "1");
    }

    #[test]
    fn a_folder_with_other_files_is_refused() {
        let (folder, _) = place();
        fs::write(folder.path().join("photo.jpg"), "…").unwrap();
        let error = publish(folder.path(), &[("a.txt", "1")]).unwrap_err();
        let shown = folder.path().canonicalize().unwrap();
        assert_eq!(
            error.to_string(),
            format!(
                "`{}` holds files that are not from an earlier release, such as `photo.jpg`",
                shown.display()
            )
        );
        assert_eq!(
            error.help(),
            "choose a new or empty folder with `-o`: its content is replaced as a whole"
        );
        assert_eq!(names(folder.path()), ["photo.jpg"]);
    }

    #[test]
    fn checksums_of_another_project_do_not_make_a_release() {
        let (folder, _) = place();
        fs::write(folder.path().join("debian.iso"), "…").unwrap();
        fs::write(folder.path().join(CHECKSUMS), "00  debian.iso\n").unwrap();
        let error = publish(folder.path(), &[("a.txt", "1")]).unwrap_err();
        assert_eq!(error.code(), "release-foreign");
    }

    #[test]
    fn an_empty_folder_and_a_missing_path_are_taken() {
        let (folder, target) = place();
        publish(&folder.path().join("a/b/c"), &[("a.txt", "1")]).unwrap();
        fs::create_dir(&target).unwrap();
        publish(&target, &[("a.txt", "1")]).unwrap();
        assert_eq!(read(&target, "a.txt"), "1");
    }

    #[test]
    fn a_file_in_the_place_of_the_folder_is_refused() {
        let (_folder, target) = place();
        fs::write(&target, "a file").unwrap();
        let error = publish(&target, &[("a.txt", "1")]).unwrap_err();
        assert_eq!(error.code(), "release-not-a-folder");
        assert_eq!(fs::read_to_string(&target).unwrap(), "a file");
    }

    #[test]
    fn a_name_that_leads_out_of_the_folder_is_refused() {
        let (_folder, target) = place();
        for name in ["../a.nt", "/a.nt", "", "a\nb.nt"] {
            let error = publish(&target, &[(name, "1")]).unwrap_err();
            assert_eq!(error.code(), "release-name", "{name:?}");
        }
    }

    #[test]
    fn a_full_disk_leaves_the_former_release_and_no_litter() {
        let (folder, target) = place();
        publish(&target, &[("a.txt", "1")]).unwrap();
        let mut release = Release::begin(&target).unwrap();
        let error = release
            .write("a.txt", |out| {
                out.write_all(b"half")?;
                Err(io::ErrorKind::StorageFull.into())
            })
            .unwrap_err();
        let shown = target.canonicalize().unwrap().join("a.txt");
        assert_eq!(
            error.to_string(),
            format!("cannot write `{}`: the disk is full", shown.display())
        );
        assert_eq!(
            error.help(),
            "free some space and try again; what was there before is unchanged"
        );
        drop(release);
        assert_eq!(read(&target, "a.txt"), "1");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn leftovers_of_a_crash_are_removed_but_not_a_run_that_goes_on() {
        let (folder, target) = place();
        let leftover = folder.path().join(".public.govrep-new-crash");
        fs::create_dir(&leftover).unwrap();
        fs::write(leftover.join("half.nt"), "…").unwrap();
        let running = Release::begin(&target).unwrap();
        publish(&target, &[("a.txt", "1")]).unwrap();
        assert!(!leftover.exists());
        assert!(running.path("").is_dir());
    }

    #[test]
    fn a_release_that_a_crash_left_aside_comes_back() {
        let (folder, target) = place();
        publish(&target, &[("a.txt", "1")]).unwrap();
        fs::rename(&target, folder.path().join(".public.govrep-old-crash")).unwrap();
        drop(Release::begin(&target).unwrap());
        assert_eq!(read(&target, "a.txt"), "1");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_the_folder_stays_a_link() {
        let (folder, target) = place();
        let link = folder.path().join("link");
        fs::create_dir(&target).unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        publish(&link, &[("a.txt", "1")]).unwrap();
        assert!(link.is_symlink());
        assert_eq!(read(&target, "a.txt"), "1");
    }

    #[test]
    fn a_single_file_is_whole_or_as_it_was() {
        let (folder, target) = place();
        write_whole(&target, |out| out.write_all(b"first")).unwrap();
        let error = write_whole(&target, |out| {
            out.write_all(b"half")?;
            Err(io::ErrorKind::StorageFull.into())
        })
        .unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("cannot write `{}`: the disk is full", target.display())
        );
        assert_eq!(fs::read_to_string(&target).unwrap(), "first");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_device_is_written_to_and_not_replaced() {
        write_whole(Path::new("/dev/null"), |out| out.write_all(b"x")).unwrap();
        let error = write_whole(Path::new("/dev/full"), |out| out.write_all(b"x")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "cannot write `/dev/full`: the disk is full"
        );
        assert!(!fs::metadata("/dev/full").unwrap().is_file());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_place_that_cannot_be_written_is_named() {
        let error = publish(Path::new("/proc/govrep/public"), &[]).unwrap_err();
        assert_eq!(error.code(), "release-write");
        assert!(
            error
                .to_string()
                .starts_with("cannot write `/proc/govrep`: "),
            "{error}"
        );
        assert_eq!(
            error.help(),
            "choose another place with `-o`; what was there before is unchanged"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_replaced_keeps_its_permissions() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, target) = place();
        fs::write(&target, "first").unwrap();
        fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
        write_whole(&target, |out| out.write_all(b"second")).unwrap();
        assert_eq!(
            fs::metadata(&target).unwrap().permissions().mode() & 0o777,
            0o640
        );
    }

    #[test]
    fn a_folder_in_the_place_of_a_single_file_is_refused() {
        let (folder, _) = place();
        let error = write_whole(folder.path(), |_| Ok(())).unwrap_err();
        assert!(error.to_string().ends_with("it is a folder"), "{error}");
    }
}
