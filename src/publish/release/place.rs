//! Putting a new folder in the place of the former one, and cleaning up after a crash.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::error::{ReleaseError, at};
use super::folder::parent_of;

/// `.public.govrep-new-`: hidden, and beside the target, so that renaming stays in one file
/// system.
pub(super) fn sibling_prefix(target: &Path, kind: &str) -> OsString {
    let mut prefix = OsString::from(".");
    prefix.push(target.file_name().unwrap_or_default());
    prefix.push(format!(".govrep-{kind}-"));
    prefix
}

/// A maker of temporary siblings with the permissions that the user's umask leaves of `mode`.
pub(super) fn temporary(prefix: &OsStr, mode: u32) -> tempfile::Builder<'_, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
    #[cfg(not(unix))]
    let _ = mode;
    builder
}

/// Locks a folder for this run; `None` where the system cannot.
pub(super) fn lock(folder: &Path) -> Option<File> {
    let handle = File::open(folder).ok()?;
    handle.try_lock().ok()?;
    Some(handle)
}

/// Removes leftovers of crashed runs, after bringing back a release that one had moved aside.
pub(super) fn clean_up(target: &Path) -> Result<(), ReleaseError> {
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

/// Puts the folder `new` in the place of `target`; what was there is afterwards at `new`, or
/// gone.
pub(super) fn put_in_place(new: &Path, target: &Path) -> io::Result<()> {
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
pub(super) fn exchange(new: &Path, target: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, new, CWD, target, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether the system or the file system cannot swap (old kernels, some network folders).
pub(super) fn is_unsupported(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput
    )
}
