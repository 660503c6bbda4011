//! ZIP archives that word processors write.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Kind;
use super::prose::MAX_TEXT;
use crate::diagnostic::Diagnostic;

/// The most bytes that one part of a package may unpack to: markup takes several times its text.
const MAX_PART: usize = 4 * MAX_TEXT;

/// The most files that a package may hold; each picture is one.
const MAX_FILES: usize = 20_000;

/// A package whose parts can be read.
pub(super) struct Package<'b> {
    name: &'b str,
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Package<'b> {
    /// Opens an archive.
    pub fn open(name: &'b str, bytes: &'b [u8]) -> Result<Self, Diagnostic> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(name, &error))?;
        if archive.len() > MAX_FILES {
            let message = format!(
                "{name} holds {} files, more than the {MAX_FILES} that a report may have",
                archive.len()
            );
            return Err(Diagnostic::error("source-size", message)
                .help("this is an archive and no report: unpack it and name the reports in it"));
        }
        Ok(Self { name, archive })
    }

    /// Whether there is such a part.
    pub fn has(&self, part: &str) -> bool {
        self.archive.index_for_name(part).is_some()
    }

    /// The bytes of a part, or nothing if there is none.
    ///
    /// However much a part unpacks to, no more than the limit is held.
    pub fn part(&mut self, part: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let name = self.name;
        let file = match self.archive.by_name(part) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(name, &error)),
        };
        if file.encrypted() {
            return Err(encrypted(name));
        }
        let mut bytes = Vec::new();
        file.take(MAX_PART as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| damaged(name, &error))?;
        if bytes.len() > MAX_PART {
            let message = format!("`{part}` in {name} unpacks to more than {MAX_PART} bytes");
            return Err(Diagnostic::error("source-size", message)
                .help("no report is that long; a small file that unpacks to so much was made to fill the memory"));
        }
        Ok(Some(bytes))
    }
}

/// Says that the words of a file are locked.
pub(super) fn encrypted(name: &str) -> Diagnostic {
    Diagnostic::error(
        "source-encrypted",
        format!("{name} is protected by a password"),
    )
    .help("open it with the password, and save it without")
}

fn damaged(name: &str, error: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::error(
        "source-office",
        format!("the archive {name} is damaged: {error}"),
    )
    .help("it may be cut off: fetch it again, or open it in a word processor and save it anew")
}

/// What kind of report an archive is.
///
/// # Errors
///
/// If it is none that is read, or is damaged.
pub(super) fn kind(name: &str, bytes: &[u8]) -> Result<Kind, Diagnostic> {
    let mut package = Package::open(name, bytes)?;
    if package.has("word/document.xml") {
        return Ok(Kind::Docx);
    }
    let declared = package.part("mimetype")?.unwrap_or_default();
    let declared = String::from_utf8_lossy(&declared);
    let declared = declared.trim();
    if matches!(
        declared,
        "application/vnd.oasis.opendocument.text"
            | "application/vnd.oasis.opendocument.text-template"
    ) {
        return Ok(Kind::Odt);
    }
    let (what, help) = if package.has("xl/workbook.xml") || declared.ends_with("spreadsheet") {
        ("a spreadsheet", "spreadsheets are tables and no reports")
    } else if package.has("ppt/presentation.xml") || declared.ends_with("presentation") {
        ("a presentation", "save it as PDF and read that")
    } else if declared == "application/epub+zip" {
        ("an e-book", "save its text as HTML and read that")
    } else if declared.starts_with("application/vnd.oasis") {
        (
            "an OpenDocument file, but no text",
            "save it as ODT or PDF and read that",
        )
    } else {
        (
            "a ZIP archive, but no DOCX or ODT",
            "unpack it, and name the reports in it; archives in archives are not opened",
        )
    };
    Err(Diagnostic::error(
        "source-binary",
        format!("{name} is no report: it is {what}"),
    )
    .help(help))
}
