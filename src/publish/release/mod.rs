//! A folder of files that is replaced as a whole or not at all.

mod error;
mod folder;
mod hashing;
mod place;
mod single;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;
use tempfile::TempDir;

pub use error::ReleaseError;
pub(super) use hashing::Hashing;
pub use hashing::Written;
pub use single::write_whole;

use error::at;
use folder::{at_path, copy, files_below, first_file, parent_of, sync_all_below, sync_folder};
use place::{clean_up, lock, put_in_place, sibling_prefix, temporary};

/// The list of files with their checksums, as `sha256sum -c` reads it.
pub const CHECKSUMS: &str = "SHA256SUMS";

/// A file that says that the folder is ours to replace: other projects have checksums, too.
const MARKER: &str = ".govrep-release";

/// A release that is being written, beside the folder that it will replace.
///
/// Dropping it without [`publish`](Self::publish) removes what was written.
#[derive(Debug)]
pub struct Release {
    target: PathBuf,
    folder: TempDir,
    files: BTreeMap<String, Written>,
    /// What the folder has that it will replace: the checksums by name.
    former: BTreeMap<String, String>,
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
            former: listed_files(&target),
            target,
            folder,
            files: BTreeMap::new(),
        })
    }

    /// Writes one file of the release, with `/` in its name for folders.
    ///
    /// The bytes are on the disk for good when the release is published.
    ///
    /// # Errors
    ///
    /// When the name leads out of the folder, or writing fails.
    pub fn write(
        &mut self,
        name: &str,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), ReleaseError> {
        let written = self.create(name, content)?;
        self.files.insert(name.to_owned(), written);
        Ok(())
    }

    /// Writes many files, several at a time.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write), for the first file that fails.
    pub fn write_each<T: Sync>(
        &mut self,
        items: &[T],
        name: impl Fn(&T) -> String + Sync,
        content: impl Fn(&T, &mut dyn Write) -> io::Result<()> + Sync,
    ) -> Result<(), ReleaseError> {
        let written: Result<Vec<(String, Written)>, ReleaseError> = items
            .par_iter()
            .map(|item| {
                let name = name(item);
                let written = self.create(&name, |out| content(item, out))?;
                Ok((name, written))
            })
            .collect();
        self.files.extend(written?);
        Ok(())
    }

    /// Writes one file of which the bytes are known; one that the former release has, too, is kept.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write).
    pub fn write_bytes(&mut self, name: &str, bytes: &[u8]) -> Result<(), ReleaseError> {
        let written = self.create_or_keep(name, bytes)?;
        self.files.insert(name.to_owned(), written);
        Ok(())
    }

    /// Makes files and writes them, several items at a time: the files of an item are made in
    /// memory, and written before the same thread makes others.
    ///
    /// A file with the bytes that it had in the former release is not written again: it is the
    /// same file, with its date, so that mirrors see what changed.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write), for the first item that fails, and when one cannot be made.
    pub fn write_made<T, E>(
        &mut self,
        items: &[T],
        make: impl Fn(&T) -> Result<Vec<(String, Vec<u8>)>, E> + Sync,
    ) -> Result<(), E>
    where
        T: Sync,
        E: From<ReleaseError> + Send,
    {
        let written: Result<Vec<Vec<(String, Written)>>, E> = items
            .par_iter()
            .map(|item| {
                let files = make(item)?.into_iter();
                let written = files.map(|(name, bytes)| {
                    let written = self.create_or_keep(&name, &bytes)?;
                    Ok((name, written))
                });
                written.collect()
            })
            .collect();
        self.files.extend(written?.into_iter().flatten());
        Ok(())
    }

    /// Gives a file that was written a second name.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write); also when there is no such file.
    pub fn copy(&mut self, name: &str, second: &str) -> Result<(), ReleaseError> {
        check_name(second)?;
        let Some(written) = self.files.get(name).cloned() else {
            return Err(ReleaseError::Name(name.to_owned()));
        };
        let to = self.path(second);
        at_path(&to, |to| copy(&self.path(name), to)).map_err(at(&self.target.join(second)))?;
        self.files.insert(second.to_owned(), written);
        Ok(())
    }

    /// Takes over those files of the former release, unchanged, whose names `wanted` accepts.
    ///
    /// # Errors
    ///
    /// When a file cannot be read or written.
    pub fn keep(&mut self, wanted: impl Fn(&str) -> bool) -> Result<(), ReleaseError> {
        for (name, sha256) in &self.former {
            let from = self.target.join(name);
            if !wanted(name) || check_name(name).is_err() || !from.is_file() {
                continue;
            }
            let to = self.path(name);
            let bytes = at_path(&to, |to| copy(&from, to))
                .and_then(|()| Ok(to.metadata()?.len()))
                .map_err(at(&from))?;
            let sha256 = sha256.clone();
            self.files.insert(name.clone(), Written { bytes, sha256 });
        }
        Ok(())
    }

    /// The SHA-256 that the former release lists for a file that it still has.
    pub fn former(&self, name: &str) -> Option<&str> {
        let sha256 = self.former.get(name)?;
        self.target.join(name).is_file().then_some(sha256)
    }

    /// Writes a file, or takes over the one of the former release if it has these bytes, without
    /// listing it.
    fn create_or_keep(&self, name: &str, bytes: &[u8]) -> Result<Written, ReleaseError> {
        let written = Written::of(bytes);
        let is_kept = self.former.get(name) == Some(&written.sha256)
            && check_name(name).is_ok()
            && self.take_over(name, bytes);
        if !is_kept {
            check_name(name)?;
            let write = |path: &Path| fs::write(path, bytes);
            at_path(&self.path(name), write).map_err(at(&self.target.join(name)))?;
        }
        Ok(written)
    }

    /// Gives the file of the former release a place in this one, if it is what its checksum says
    /// and the system can.
    fn take_over(&self, name: &str, bytes: &[u8]) -> bool {
        let (from, to) = (self.target.join(name), self.path(name));
        let has_bytes = from.symlink_metadata().is_ok_and(|file| file.is_file())
            && fs::read(&from).is_ok_and(|former| former == bytes);
        has_bytes && at_path(&to, |to| fs::hard_link(&from, to)).is_ok()
    }

    /// Writes a file without listing it.
    fn create(
        &self,
        name: &str,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Written, ReleaseError> {
        check_name(name)?;
        // The user knows the place by its final name.
        let shown = self.target.join(name);
        at_path(&self.path(name), |path| File::create(path))
            .and_then(|file| {
                let mut file = Hashing::new(BufWriter::with_capacity(1 << 16, file));
                content(&mut file)?;
                file.flush()?;
                Ok(file.finish().1)
            })
            .map_err(at(&shown))
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
        sync_all_below(self.folder.path()).map_err(at(&self.target))?;
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
        for name in files_below(&self.target).map_err(at(&self.target))? {
            if name == CHECKSUMS || self.former.contains_key(&name) {
                continue;
            }
            if self.files.contains_key(&name) {
                return Err(ReleaseError::Overwrites {
                    path: self.target.clone(),
                    example: name,
                });
            }
            let (from, to) = (self.target.join(&name), self.path(&name));
            at_path(&to, |to| copy(&from, to)).map_err(at(&from))?;
        }
        Ok(())
    }
}

/// Refuses names that lead out of the folder or that a list of checksums cannot hold.
fn check_name(name: &str) -> Result<(), ReleaseError> {
    let is_plain = Path::new(name)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if name.is_empty() || !is_plain || name.contains(['\\', '\n', '\r']) {
        return Err(ReleaseError::Name(name.to_owned()));
    }
    Ok(())
}

/// Whether the folder is a release: it has a list of checksums, and our marker is on the list.
fn is_release(folder: &Path) -> bool {
    listed_files(folder).contains_key(MARKER) && folder.join(MARKER).is_file()
}

/// The names in the list of checksums of a folder, if it has one, with the checksums.
fn listed_files(folder: &Path) -> BTreeMap<String, String> {
    fs::read_to_string(folder.join(CHECKSUMS))
        .unwrap_or_default()
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(sha256, name)| (name.to_owned(), sha256.to_owned()))
        .collect()
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

    #[cfg(unix)]
    #[test]
    fn a_file_that_did_not_change_is_the_same_file_and_one_that_was_spoilt_is_written() {
        use std::os::unix::fs::MetadataExt;
        let (_folder, target) = place();
        let publish = |files: &[(&str, &str)]| {
            let mut release = Release::begin(&target).unwrap();
            let make = |(name, text): &(&str, &str)| {
                Ok::<_, ReleaseError>(vec![((*name).to_owned(), text.as_bytes().to_vec())])
            };
            release.write_made(files, make).unwrap();
            release.publish().unwrap();
        };
        let node = |name: &str| fs::metadata(target.join(name)).unwrap().ino();
        publish(&[("same", "1"), ("other", "1"), ("spoilt", "1")]);
        let before = ["same", "other", "spoilt"].map(node);
        fs::write(target.join("spoilt"), "x").unwrap();
        publish(&[("same", "1"), ("other", "2"), ("spoilt", "1")]);
        let after = ["same", "other", "spoilt"].map(node);
        assert_eq!(before[0], after[0]);
        assert_ne!(before[1], after[1]);
        assert_eq!(read(&target, "other"), "2");
        assert_eq!(read(&target, "spoilt"), "1");
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
}
