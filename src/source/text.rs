//! Plain text: UTF-8, UTF-16 with a byte order mark, Big5.

#![expect(
    clippy::result_large_err,
    reason = "a refusal is made once for a file and shown; it does not travel"
)]

use encoding_rs::{BIG5, UTF_16BE, UTF_16LE};
use sha2::{Digest, Sha256};

use super::{Encoding, Source, line_of, place};
use crate::diagnostic::{Diagnostic, Severity};

/// The largest file that is read, in bytes (256 MiB).
///
/// The whole text is held in memory, as is every later stage that is made from it.
pub const MAX_BYTES: usize = 256 * 1024 * 1024;

/// The longest line that is read, in Unicode code points.
///
/// No line of a report comes near it; data without line ends that was named as a report does.
pub const MAX_LINE: usize = 1_000_000;

/// Reads a text file: UTF-8, UTF-16 with a byte order mark, or Big5.
///
/// `name` is the file as the user named it and is only repeated in messages. A byte order mark
/// is dropped; nothing else of the text is changed, its line ends neither. Big5 (as the WHATWG
/// Encoding Standard defines it) has no mark of its own: it is tried only when the bytes are
/// not UTF-8, taken only when all of them decode and nearly all Han characters are among
/// the 5,401 common ones, and then said in a note.
///
/// # Errors
///
/// The one diagnostic that says why the file cannot be read: `source-empty` (nothing, or only
/// white space), `source-binary` (not a text file), `source-encoding` (none of the three
/// encodings, with the first wrong byte), `source-size` (more than [`MAX_BYTES`]),
/// `source-line-length` (a line of more than [`MAX_LINE`] code points).
pub fn decode(name: &str, bytes: &[u8]) -> Result<(Source, Vec<Diagnostic>), Diagnostic> {
    if bytes.len() > MAX_BYTES {
        return Err(too_large(name, bytes.len()));
    }
    let mut notes = Vec::new();
    let (text, encoding) = if let Some((rest, encoding)) = utf16(bytes) {
        (decode_utf16(name, rest, encoding)?, encoding)
    } else {
        let rest = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        refuse_binary(name, rest)?;
        match str::from_utf8(rest) {
            Ok(text) => {
                refuse_long_line(name, text)?;
                (text.to_owned(), Encoding::Utf8)
            }
            Err(error) => {
                let Some(text) = decode_big5(rest) else {
                    let skipped = bytes.len() - rest.len();
                    return Err(not_text(name, rest, error.valid_up_to(), skipped));
                };
                notes.push(read_as_big5(name));
                (text, Encoding::Big5)
            }
        }
    };
    if encoding != Encoding::Utf8 {
        refuse_nul(name, &text)?;
        refuse_long_line(name, &text)?;
    }
    if text.trim().is_empty() {
        return Err(empty(name, bytes.is_empty()));
    }
    let source = Source {
        name: name.to_owned(),
        sha256: hexadecimal(&Sha256::digest(text.as_bytes())),
        text,
        encoding,
    };
    notes.extend(replacement_characters(&source));
    Ok((source, notes))
}

/// The bytes after a UTF-16 byte order mark. UTF-32 begins like UTF-16 and is left out.
fn utf16(bytes: &[u8]) -> Option<(&[u8], Encoding)> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] => None,
        [0xFF, 0xFE, rest @ ..] => Some((rest, Encoding::Utf16Le)),
        [0xFE, 0xFF, rest @ ..] => Some((rest, Encoding::Utf16Be)),
        _ => None,
    }
}

fn decode_utf16(name: &str, bytes: &[u8], encoding: Encoding) -> Result<String, Diagnostic> {
    let (decoder, little) = match encoding {
        Encoding::Utf16Le => (UTF_16LE, true),
        _ => (UTF_16BE, false),
    };
    if let Some(text) = decoder.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text.into_owned());
    }
    let units = bytes.chunks_exact(2).map(|pair| {
        let pair = [pair[0], pair[1]];
        if little {
            u16::from_le_bytes(pair)
        } else {
            u16::from_be_bytes(pair)
        }
    });
    let mut text = String::new();
    let mut at = 2;
    for unit in char::decode_utf16(units) {
        let Ok(c) = unit else { break };
        text.push(c);
        at += 2 * c.len_utf16();
    }
    Err(Diagnostic {
        severity: Severity::Error,
        code: "source-encoding",
        message: format!(
            "the file begins with a UTF-16 byte order mark, but byte offset {at} (line {}) is not UTF-16",
            line_of(&text, text.len())
        ),
        place: Some(Box::new(place(name, &text, text.len()..text.len()))),
        help: Some("the file may be cut off or damaged; save it again as UTF-8".to_owned()),
    })
}

/// The text, if the bytes are Big5 beyond reasonable doubt.
///
/// Every byte must decode, and of the Han characters nine in ten must lie in the first level of
/// Big5 (lead bytes A4 to C6), which holds the 5,401 characters of everyday use in Taiwan and
/// covers more than 99 % of running text. GBK and Latin-1 texts that happen to decode fail this.
fn decode_big5(bytes: &[u8]) -> Option<String> {
    let text = BIG5.decode_without_bom_handling_and_without_replacement(bytes)?;
    let (mut common, mut rare) = (0_usize, 0_usize);
    let mut rest = bytes;
    while let [lead, tail @ ..] = rest {
        rest = if *lead < 0x80 {
            tail
        } else {
            tail.get(1..).unwrap_or_default()
        };
        match lead {
            0xA4..=0xC6 => common += 1,
            // Punctuation and symbols say nothing.
            0x00..=0x7F | 0xA1..=0xA3 => {}
            _ => rare += 1,
        }
    }
    let private = text.chars().any(|c| matches!(c, '\u{E000}'..='\u{F8FF}'));
    (common > 0 && common >= 9 * rare && !private).then(|| text.into_owned())
}

fn read_as_big5(name: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Note,
        code: "source-encoding",
        message: format!("{name} is not UTF-8 and was read as Big5"),
        place: None,
        help: Some("save the file as UTF-8 to be certain of every character".to_owned()),
    }
}

fn too_large(name: &str, len: usize) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: "source-size",
        message: format!(
            "{name} has {len} bytes, more than the {MAX_BYTES} that a report may have"
        ),
        place: None,
        help: Some("split it, one report to a file".to_owned()),
    }
}

fn empty(name: &str, nothing: bool) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: "source-empty",
        message: if nothing {
            format!("{name} is empty")
        } else {
            format!("{name} holds only white space")
        },
        place: None,
        help: Some(
            "if it was made from a PDF of scanned pages, the PDF needs text recognition first"
                .to_owned(),
        ),
    }
}

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
const SAVE_AS_TEXT: &str = "save its text as a UTF-8 text file and read that";
const RECOGNISE: &str = "a picture needs text recognition first";
const UNPACK: &str = "unpack it first";

/// Share of control characters from which a file is no text: more than one byte in `50`.
const CONTROL_SHARE: usize = 50;

fn refuse_binary(name: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
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
        None => (
            match nul {
                Some(at) => format!("it has a NUL byte at offset {at}"),
                None => format!(
                    "{controls} of its {} bytes are control characters",
                    bytes.len()
                ),
            },
            SAVE_AS_TEXT,
        ),
    };
    Err(Diagnostic {
        severity: Severity::Error,
        code: "source-binary",
        message: format!("{name} is not a text file: {kind}"),
        place: None,
        help: Some(help.to_owned()),
    })
}

/// Text in UTF-16 or UTF-32 that does not say so has a NUL beside every Latin letter and line
/// end, nearly always at odd or nearly always at even offsets.
fn utf16_without_mark(name: &str, bytes: &[u8]) -> Option<Diagnostic> {
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

fn refuse_nul(name: &str, text: &str) -> Result<(), Diagnostic> {
    let Some(at) = text.find('\0') else {
        return Ok(());
    };
    Err(Diagnostic {
        severity: Severity::Error,
        code: "source-binary",
        message: format!(
            "{name} is not a text file: it has a NUL character in line {}",
            line_of(text, at)
        ),
        place: None,
        help: Some(SAVE_AS_TEXT.to_owned()),
    })
}

fn not_text(name: &str, bytes: &[u8], valid: usize, skipped: usize) -> Diagnostic {
    let text = str::from_utf8(&bytes[..valid]).unwrap_or_default();
    let wrong = bytes.get(valid).copied().unwrap_or_default();
    Diagnostic {
        severity: Severity::Error,
        code: "source-encoding",
        message: format!(
            "{name} is neither UTF-8 nor Big5: byte 0x{wrong:02X} at byte offset {} (line {})",
            valid + skipped,
            line_of(text, valid)
        ),
        place: Some(Box::new(place(name, text, valid..valid))),
        help: Some(
            "save the file as UTF-8, for example with `iconv -f ENCODING -t UTF-8`, ENCODING being what it is now"
                .to_owned(),
        ),
    }
}

fn refuse_long_line(name: &str, text: &str) -> Result<(), Diagnostic> {
    let mut start = 0;
    for line in text.split(['\n', '\r']) {
        // No line has more code points than bytes, so that most are never counted.
        if line.len() > MAX_LINE {
            let long = line.chars().count();
            if long > MAX_LINE {
                return Err(Diagnostic {
                    severity: Severity::Error,
                    code: "source-line-length",
                    message: format!(
                        "line {} has {long} characters, more than the {MAX_LINE} that a line may have",
                        line_of(text, start)
                    ),
                    place: Some(Box::new(place(name, text, start..start))),
                    help: Some("a report has line ends; is this a file of data?".to_owned()),
                });
            }
        }
        start += line.len() + 1;
    }
    Ok(())
}

fn replacement_characters(source: &Source) -> Option<Diagnostic> {
    let mark = char::REPLACEMENT_CHARACTER;
    let first = source.text.find(mark)?;
    let count = source.text.matches(mark).count();
    Some(Diagnostic {
        severity: Severity::Warning,
        code: "source-replacement",
        message: format!(
            "{count} character{} lost before this file was made (shown as U+FFFD)",
            if count == 1 { " was" } else { "s were" }
        ),
        place: Some(Box::new(source.place(first..first + mark.len_utf8()))),
        help: Some("extract the text from the original again, or correct it by hand".to_owned()),
    })
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|b| [b >> 4, b & 15])
        .map(|half| char::from(DIGITS[usize::from(half)]))
        .collect()
}
