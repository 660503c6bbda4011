//! One file that is replaced as a whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::error::{ReleaseError, at};
use super::folder::{parent_of, sync_folder};
use super::place::{sibling_prefix, temporary};

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
    if !parent_of(&target).is_dir() {
        return Err(at(path)(io::Error::other("its folder does not exist")));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_missing_is_told() {
        let error = write_whole(Path::new("no/such/file"), |_| Ok(())).unwrap_err();
        assert_eq!(
            error.to_string(),
            "cannot write `no/such/file`: its folder does not exist"
        );
    }

    #[test]
    fn a_single_file_is_whole_or_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("file");
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

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_replaced_keeps_its_permissions() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("file");
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
        let folder = tempfile::tempdir().unwrap();
        let error = write_whole(folder.path(), |_| Ok(())).unwrap_err();
        assert!(error.to_string().ends_with("it is a folder"), "{error}");
    }
}
