//! Files that are no text, told by their first bytes and by what no text has.

use crate::diagnostic::{Diagnostic, Severity};

/// Kinds of files that users mistake for the text in them, by their first bytes.
const MAGIC: [(&[u8], &str, &str); 17] = [
    (
        b"%PDF-",
        "a PDF",
        "extract its text first, for example with pdftotext",
    ),
    (
        b"PK\x03\x04",
        "a ZIP archive, perhaps DOCX, ODT or XLSX",
        SAVE_AS_TEXT,
    ),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "an old Microsoft Office document",
        SAVE_AS_TEXT,
    ),
    (b"{\\rtf", "a Rich Text document", SAVE_AS_TEXT),
    (b"\x89PNG\r\n\x1A\n", "a PNG image", RECOGNISE),
    (b"\xFF\xD8\xFF", "a JPEG image", RECOGNISE),
    (b"GIF8", "a GIF image", RECOGNISE),
    (b"II*\0", "a TIFF image", RECOGNISE),
    (b"MM\0*", "a TIFF image", RECOGNISE),
    (b"\x1F\x8B", "gzip data", UNPACK),
    (b"BZh", "bzip2 data", UNPACK),
    (b"\xFD7zXZ\0", "xz data", UNPACK),
    (b"\x28\xB5\x2F\xFD", "Zstandard data", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive", UNPACK),
    (b"Rar!\x1A\x07", "a RAR archive", UNPACK),
    (b"SQLite format 3\0", "a SQLite database", SAVE_AS_TEXT),
    (b"\x7FELF", "a program", SAVE_AS_TEXT),
];
pub(super) const SAVE_AS_TEXT: &str = "save its text as a UTF-8 text file and read that";
const RECOGNISE: &str = "a picture needs text recognition first";
const UNPACK: &str = "unpack it first";
const TAKE_OUT: &str = "no text has NUL bytes: take them out, for example with `tr -d '\\000'`";

/// Share of control characters from which a file is no text: more than one byte in `50`.
const CONTROL_SHARE: usize = 50;

/// Refuses bytes that are no text in UTF-8 or Big5.
pub(super) fn refuse_binary(name: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
    let known = MAGIC.iter().find(|(magic, ..)| bytes.starts_with(magic));
    // "BZh" and "GIF8" could begin a text; the longer signatures hold bytes that no text has.
    let sure = known.is_some_and(|(magic, ..)| magic.len() > 4 || !magic.is_ascii());
    let controls = bytes
        .iter()
        .filter(|b| matches!(b, 0x00..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F))
        .count();
    let nul = bytes.iter().position(|&b| b == 0);
    if !sure && nul.is_none() && controls * CONTROL_SHARE <= bytes.len() {
        return Ok(());
    }
    if known.is_none()
        && let Some(error) = utf16_without_mark(name, bytes)
    {
        return Err(error);
    }
    let (kind, help) = match known {
        Some((_, kind, help)) => (format!("it is {kind}"), *help),
        None => match nul {
            Some(at) if is_text_but_for_nul(bytes) => {
                (format!("it has a NUL byte at offset {at}"), TAKE_OUT)
            }
            Some(at) => (format!("it has a NUL byte at offset {at}"), SAVE_AS_TEXT),
            None => (
                format!(
                    "{controls} of its {} bytes are control characters",
                    bytes.len()
                ),
                SAVE_AS_TEXT,
            ),
        },
    };
    Err(Diagnostic {
        severity: Severity::Error,
        code: "source-binary",
        message: format!("{name} is not a text file: {kind}"),
        place: None,
        help: Some(help.to_owned()),
    })
}

/// Whether bytes are UTF-8 with few NULs, of which UTF-16 has one beside every Latin letter.
fn is_text_but_for_nul(bytes: &[u8]) -> bool {
    let count: usize = bytes.iter().map(|&byte| usize::from(byte == 0)).sum();
    str::from_utf8(bytes).is_ok() && count * 3 < bytes.len()
}

/// Text in UTF-16 or UTF-32 that does not say so has a NUL beside every Latin letter and line
/// end, nearly always at odd or nearly always at even offsets.
fn utf16_without_mark(name: &str, bytes: &[u8]) -> Option<Diagnostic> {
    if is_text_but_for_nul(bytes) {
        return None;
    }
    let wide = matches!(bytes, [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..]);
    let mut nul = [0_usize; 2];
    for (at, _) in bytes.iter().enumerate().filter(|(_, b)| **b == 0) {
        nul[at % 2] += 1;
    }
    let lopsided = nul[0].abs_diff(nul[1]) * 10 >= (nul[0] + nul[1]) * 9;
    let many = (nul[0] + nul[1]) * 50 >= bytes.len();
    let pairs = bytes.len().is_multiple_of(2);
    if !(wide || lopsided && many && pairs) {
        return None;
    }
    let kind = if wide {
        "UTF-32"
    } else {
        "UTF-16 without a byte order mark"
    };
    Some(Diagnostic {
        severity: Severity::Error,
        code: "source-encoding",
        message: format!("{name} seems to be {kind}, which is not read"),
        place: None,
        help: Some("save the file as UTF-8".to_owned()),
    })
}
