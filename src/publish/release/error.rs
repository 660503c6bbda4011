//! Why a release or a file could not be written.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

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
        // What /proc and the like say, where no file can be made.
        io::ErrorKind::NotFound => "no file or folder can be made there".to_owned(),
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
pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> ReleaseError {
    let path = path.to_owned();
    move |source| ReleaseError::Write { path, source }
}
