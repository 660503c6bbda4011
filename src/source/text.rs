//! Plain text: UTF-8, UTF-16 with a byte order mark, Big5.

use std::ops::Range;

use encoding_rs::{BIG5, GB18030, UTF_16BE, UTF_16LE};
use sha2::{Digest, Sha256};

use super::binary::{SAVE_AS_TEXT, refuse_binary};
use super::{
    Encoding, Kind, READER, Rendition, Source, hexadecimal, line_of, place, without_feeds,
};
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
/// is dropped, a form feed becomes a space (see [`Source::pages`]); nothing else of the text is
/// changed, its line ends neither. Big5 (as the WHATWG
/// Encoding Standard defines it) has no mark of its own: it is tried only when the bytes are
/// not UTF-8, taken only when all of them decode and nearly all Han characters are among
/// the 5,401 common ones, and then said in a note.
///
/// # Errors
///
/// The one diagnostic that says why the file cannot be read: `source-empty` (nothing, or only
/// white space), `source-binary` (not a text file), `source-encoding` (none of the three
/// encodings, with the first wrong byte), `source-size` (more than [`MAX_BYTES`]),
/// `source-line-length` (a line of more than [`MAX_LINE`] code points), `source-control` (a
/// control character that no text has).
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
        return Err(empty(name, text.is_empty()));
    }
    refuse_control(name, &text)?;
    let (text, pages) = without_feeds(text);
    let rendition = (!pages.is_empty()).then(|| Rendition {
        kind: Kind::Text,
        reader: READER.to_owned(),
        sha256: hexadecimal(&Sha256::digest(bytes)),
        bytes: bytes.len(),
    });
    let source = Source {
        name: name.to_owned(),
        sha256: hexadecimal(&Sha256::digest(text.as_bytes())),
        text,
        encoding,
        pages,
        rendition,
        title: None,
    };
    notes.extend(replacement_characters(&source));
    notes.extend(misread(&source));
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

pub(super) fn too_large(name: &str, len: usize) -> Diagnostic {
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

/// Refuses what XML 1.0 cannot say, so that RDF/XML could not, either: control characters other
/// than tab and line ends, and two code points that Unicode reserves. A form feed parts pages
/// and is never part of a passage's reading text.
pub(super) fn refuse_control(name: &str, text: &str) -> Result<(), Diagnostic> {
    let forbidden =
        |c: char| matches!(c, '\0'..='\x08' | '\x0B' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}');
    let Some((at, c)) = text.char_indices().find(|&(_, c)| forbidden(c)) else {
        return Ok(());
    };
    let count = text.chars().filter(|&c| forbidden(c)).count();
    let more = match count {
        1 => String::new(),
        _ => format!(" and {} more like it", count - 1),
    };
    Err(Diagnostic {
        severity: Severity::Error,
        code: "source-control",
        message: format!(
            "{name} has the control character U+{:04X} in line {}{more}",
            u32::from(c),
            line_of(text, at)
        ),
        place: Some(Box::new(place(name, text, at..at))),
        help: Some(
            "no text has such characters, and XML cannot hold them: take them out, for example \
             with `LC_ALL=C tr -d '\\000-\\010\\013\\016-\\037'`"
                .to_owned(),
        ),
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
        help: Some(match likely(bytes) {
            Some(encoding) => format!(
                "it looks like {encoding}: save it as UTF-8, for example with `iconv -f {encoding} -t UTF-8`, \
                 and look whether its names are right"
            ),
            None => "save the file as UTF-8, for example with `iconv -f ENCODING -t UTF-8`, ENCODING being what it is now"
                .to_owned(),
        }),
    }
}

/// The encoding that a text which is not read may be in, by the name that iconv has for it.
///
/// GB18030 where most bytes are of two-byte characters, nearly all of these among the 3,755 common Han characters of
/// GB 2312, and of these as many in its later rows as Chinese has (Korean and Japanese texts have fewer, or kana);
/// Windows-1252 where single letters with accents stand between plain ones.
fn likely(bytes: &[u8]) -> Option<&'static str> {
    let count = |is: fn(u8) -> bool| bytes.iter().filter(|&&byte| is(byte)).count();
    let all = count(|byte| !byte.is_ascii_whitespace());
    let high = count(|byte| byte >= 0x80);
    let whole = GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    if whole.is_some() && 2 * high > all && is_common_chinese(bytes) {
        return Some("GB18030");
    }
    let accents = count(|byte| byte >= 0xC0);
    let doubled = bytes
        .windows(2)
        .filter(|pair| pair[0] >= 0xC0 && pair[1] >= 0x80);
    (2 * high < all && accents > high - accents && 2 * doubled.count() <= accents)
        .then_some("WINDOWS-1252")
}

/// Whether two-byte characters lie where GB 2312 has the Han characters that Chinese texts are written with.
fn is_common_chinese(bytes: &[u8]) -> bool {
    let (mut early, mut late, mut kana, mut rare) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut rest = bytes;
    while let [lead, tail @ ..] = rest {
        rest = match lead {
            0x00..=0x80 => tail,
            _ => tail.get(1..).unwrap_or_default(),
        };
        match lead {
            0xB0..=0xC8 => early += 1,
            0xC9..=0xD7 => late += 1,
            0xA4 | 0xA5 => kana += 1,
            // Punctuation and symbols say nothing.
            0x00..=0x80 | 0xA1..=0xA3 | 0xA6..=0xA9 => {}
            _ => rare += 1,
        }
    }
    let common = early + late;
    common > 0 && common >= 9 * (rare + kana) && 5 * late > early
}

fn refuse_long_line(name: &str, text: &str) -> Result<(), Diagnostic> {
    if text.len() <= MAX_LINE {
        return Ok(());
    }
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

/// The fewest characters that show that a text was read in another encoding than its own.
const MISREAD: usize = 3;

/// A warning where the bytes of UTF-8 were taken for characters of Windows-1252 before the file was made:
/// `æ–‡åŒ–éƒ¨` for 文化部.
pub(super) fn misread(source: &Source) -> Option<Diagnostic> {
    let text = &source.text;
    let mut places = Vec::new();
    // The first byte of such a character is the same character in either encoding.
    for (at, _) in text.match_indices(|c| matches!(c, '\u{C2}'..='\u{F4}')) {
        let end = places.last().map_or(0, |place: &Range<usize>| place.end);
        let length = misread_at(&text[at..]).filter(|_| at >= end);
        places.extend(length.map(|length| at..at + length));
    }
    let first = places.first().filter(|_| places.len() >= MISREAD)?.clone();
    Some(Diagnostic {
        severity: Severity::Warning,
        code: "source-misread",
        message: format!(
            "{} characters look like UTF-8 that was read in another encoding before this file was made",
            places.len()
        ),
        place: Some(Box::new(source.place(first))),
        help: Some("save the original again as UTF-8, or extract its text again".to_owned()),
    })
}

/// The length in bytes of the characters that a text begins with, if they are the bytes of one in UTF-8
/// that is outside of ASCII.
fn misread_at(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let follows = match chars.next().and_then(windows_1252)? {
        0xC2..=0xDF => 1,
        0xE0..=0xEF => 2,
        0xF0..=0xF4 => 3,
        _ => return None,
    };
    let rest = chars.as_str();
    let continues = |c: &char| matches!(windows_1252(*c), Some(0x80..=0xBF));
    let whole = chars.take(follows).take_while(continues);
    let (count, length) = whole.fold((0, 0), |(n, bytes), c| (n + 1, bytes + c.len_utf8()));
    (count == follows).then_some(text.len() - rest.len() + length)
}

/// The byte of a character in Windows-1252, or in ISO 8859-1 where that has none.
fn windows_1252(c: char) -> Option<u8> {
    let mut buffer = [0; 4];
    let (bytes, _, unknown) = encoding_rs::WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    match bytes.as_ref() {
        [byte] if !unknown => Some(*byte),
        _ => u8::try_from(u32::from(c)).ok(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const REPORT: &[u8] = include_bytes!("../../data/report/ogp-summit-2016/source.txt");

    fn read(bytes: &[u8]) -> Source {
        let (source, notes) = decode("report.txt", bytes).expect("it is text");
        assert_eq!(notes, []);
        source
    }

    fn refused(bytes: &[u8]) -> Diagnostic {
        decode("report.txt", bytes).expect_err("it cannot be read")
    }

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        let unit = |unit: u16| {
            if little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        };
        std::iter::once(0xFEFF)
            .chain(text.encode_utf16())
            .flat_map(unit)
            .collect()
    }

    #[test]
    fn a_report_keeps_its_bytes_and_their_hash() {
        let source = read(REPORT);
        assert_eq!(source.text.as_bytes(), REPORT);
        assert_eq!(source.encoding, Encoding::Utf8);
        assert_eq!(
            source.sha256,
            "4e300b23d9479409a38ce5545d5f9cc6becb64071e7ec53c439c7ec660d4ff4e"
        );
    }

    #[test]
    fn a_byte_order_mark_is_dropped_and_line_ends_are_kept() {
        let source = read(b"\xEF\xBB\xBFa\r\nb\rc\n");
        assert_eq!(source.text, "a\r\nb\rc\n");
    }

    #[test]
    fn utf_16_is_read_by_its_mark() {
        let little = read(&utf16("行政院\n𠘨", true));
        assert_eq!(
            (little.text.as_str(), little.encoding),
            ("行政院\n𠘨", Encoding::Utf16Le)
        );
        let big = read(&utf16("行政院\n𠘨", false));
        assert_eq!(
            (big.text.as_str(), big.encoding),
            ("行政院\n𠘨", Encoding::Utf16Be)
        );
        assert_eq!(little.sha256, big.sha256);
    }

    #[test]
    fn big5_is_read_and_said() {
        let (bytes, ..) = BIG5.encode("國家發展委員會於會議前確認我方出席人員。");
        let (source, notes) = decode("report.txt", &bytes).expect("it is Big5");
        assert_eq!(source.text, "國家發展委員會於會議前確認我方出席人員。");
        assert_eq!(source.encoding, Encoding::Big5);
        let [note] = notes.as_slice() else {
            panic!("{notes:?}")
        };
        assert_eq!(
            (note.severity, note.code),
            (Severity::Note, "source-encoding")
        );
        assert_eq!(note.message, "report.txt is not UTF-8 and was read as Big5");
    }

    #[test]
    fn other_encodings_are_refused_with_the_first_wrong_byte() {
        let latin = refused(b"first line\nSoci\xE9t\xE9 num\xE9rique\n");
        assert_eq!(latin.code, "source-encoding");
        assert_eq!(
            latin.message,
            "report.txt is neither UTF-8 nor Big5: byte 0xE9 at byte offset 15 (line 2)"
        );
        let place = latin.place.as_ref().expect("it has a place");
        assert_eq!(
            (place.line, place.column, place.excerpt.as_str()),
            (2, 5, "Soci")
        );
        let (gbk, ..) = encoding_rs::GBK.encode("国家发展委员会在会议前确认出席人员。");
        let gbk = refused(&gbk);
        assert_eq!(gbk.code, "source-encoding");
        let advice = |error: Diagnostic| error.help.expect("it has advice");
        assert!(advice(gbk).starts_with("it looks like GB18030: "));
        assert!(advice(latin).contains("`iconv -f WINDOWS-1252 -t UTF-8`"));
        let capitals = b"RELAT\xD3RIO DE AVALIA\xC7\xC3O\nA\xC7\xC3O E GEST\xC3O DA \xC1GUA EM JO\xC3O PESSOA\n";
        assert!(advice(refused(capitals)).contains("`iconv -f WINDOWS-1252"));
        let (japanese, ..) =
            encoding_rs::EUC_JP.encode("会議の出席者は次のとおりである。資料を配布した。");
        assert!(!advice(refused(&japanese)).contains("GB18030"));
        let neither = refused(b"first line\n\x81\x82\x83 second\n");
        assert!(advice(neither).contains("`iconv -f ENCODING -t UTF-8`"));
    }

    #[test]
    fn a_damaged_utf_16_file_is_refused() {
        let mut bytes = utf16("壹、\n目的", true);
        bytes.pop();
        let error = refused(&bytes);
        assert_eq!(error.code, "source-encoding");
        assert!(
            error
                .message
                .ends_with("byte offset 10 (line 2) is not UTF-16"),
            "{error:?}"
        );
    }

    #[test]
    fn utf_16_without_a_mark_is_named() {
        let bytes: Vec<u8> = "plain words\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let error = refused(&bytes);
        assert_eq!(error.code, "source-encoding");
        assert_eq!(
            error.message,
            "report.txt seems to be UTF-16 without a byte order mark, which is not read"
        );
        assert!(refused(b"\xFF\xFE\0\0a\0\0\0").message.contains("UTF-32"));
    }

    #[test]
    fn an_empty_file_is_refused() {
        assert_eq!(refused(b"").message, "report.txt is empty");
        let blank = refused("\u{FEFF} \r\n\u{3000}\x0C".as_bytes());
        assert_eq!(blank.code, "source-empty");
        assert_eq!(blank.message, "report.txt holds only white space");
    }

    #[test]
    fn binary_files_are_refused_by_name() {
        let cases: [(&[u8], &str); 6] = [
            (b"%PDF-1.7\nwords", "it is a PDF"),
            (
                b"PK\x03\x04\x14\0",
                "it is a ZIP archive, perhaps DOCX, ODT or XLSX",
            ),
            (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "it is a PNG image"),
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF", "it is a JPEG image"),
            (b"\x1F\x8B\x08\0\0", "it is gzip data"),
            (
                b"some words \0 and a NUL\0",
                "it has a NUL byte at offset 11",
            ),
        ];
        for (bytes, kind) in cases {
            let error = refused(bytes);
            assert_eq!(error.code, "source-binary");
            assert_eq!(
                error.message,
                format!("report.txt is not a text file: {kind}")
            );
            assert!(error.help.is_some());
        }
    }

    #[test]
    fn a_text_that_was_read_in_another_encoding_is_told() {
        let misread: String = "文化部將公布名單。"
            .bytes()
            .map(|byte| encoding_rs::WINDOWS_1252.decode(&[byte]).0.into_owned())
            .collect();
        let (_, notes) = decode("report.txt", misread.as_bytes()).expect("text");
        let [told] = &notes[..] else {
            panic!("{notes:?}")
        };
        assert_eq!(told.code, "source-misread");
        assert!(told.message.starts_with("9 characters"), "{}", told.message);
        // French, and one word that was quoted from a broken file
        read("« Réunion passée à l’école », Á Ã© NÃO".as_bytes());
    }

    #[test]
    fn many_control_characters_make_a_binary_file() {
        assert_eq!(refused(b"ab\x01\x02\x03").code, "source-binary");
        assert_eq!(read("頁一\x0C頁二\t欄".as_bytes()).text, "頁一 頁二\t欄");
    }

    #[test]
    fn a_control_character_is_named_with_its_line() {
        let error = refused("壹、目的\n二\x0B、經\x02過很多很多很多很多很多很多文字\n".as_bytes());
        assert_eq!(error.code, "source-control");
        assert_eq!(
            error.message,
            "report.txt has the control character U+000B in line 2 and 1 more like it"
        );
        let place = error.place.expect("it has a place");
        assert_eq!((place.line, place.column), (2, 2));
    }

    #[test]
    fn a_file_over_the_limit_is_refused() {
        let error = refused(&vec![0; MAX_BYTES + 1]);
        assert_eq!(error.code, "source-size");
        assert_eq!(
            error.message,
            "report.txt has 268435457 bytes, more than the 268435456 that a report may have"
        );
    }

    #[test]
    fn a_line_over_the_limit_is_refused_and_one_at_the_limit_is_not() {
        let long = format!("title\n{}\n", "國".repeat(MAX_LINE + 1));
        let error = refused(long.as_bytes());
        assert_eq!(error.code, "source-line-length");
        assert_eq!(
            error.message,
            "line 2 has 1000001 characters, more than the 1000000 that a line may have"
        );
        assert_eq!(error.place.expect("it has a place").line, 2);
        read("國".repeat(MAX_LINE).as_bytes());
    }

    #[test]
    fn lost_characters_are_pointed_at() {
        let (_, notes) =
            decode("report.txt", "一\r\n唐\u{FFFD}鳳\u{FFFD}".as_bytes()).expect("text");
        let [warning] = notes.as_slice() else {
            panic!("{notes:?}")
        };
        assert_eq!(
            (warning.severity, warning.code),
            (Severity::Warning, "source-replacement")
        );
        assert_eq!(
            warning.message,
            "2 characters were lost before this file was made (shown as U+FFFD)"
        );
        let place = warning.place.as_ref().expect("it has a place");
        assert_eq!((place.line, place.column), (2, 2));
        assert_eq!(&place.excerpt[place.mark.clone()], "\u{FFFD}");
    }

    proptest! {
        #[test]
        fn every_unicode_text_is_read_back(text in "[\\PC\r\n\t]{1,80}") {
            prop_assume!(!text.trim().is_empty() && !text.starts_with('\u{FEFF}'));
            prop_assume!(!text.starts_with("%PDF-") && !text.starts_with("{\\rtf"));
            for bytes in [text.clone().into_bytes(), utf16(&text, true), utf16(&text, false)] {
                let (source, _) = decode("t", &bytes).expect("it is text");
                prop_assert_eq!(&source.text, &text);
            }
        }

        #[test]
        fn every_chinese_text_in_big5_is_read_back(
            text in "[的一是不了人在有我他這個們中來上大為和國地到以說時要就出會可也你對生，。、（）\\n]{8,200}",
        ) {
            prop_assume!(text.chars().any(|c| c > '\u{4E00}' && c < '\u{A000}'));
            let (bytes, ..) = BIG5.encode(&text);
            let (source, notes) = decode("t", &bytes).expect("it is Big5");
            prop_assert_eq!(source.text, text);
            prop_assert_eq!(notes.len(), 1);
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode("t", &bytes);
        }
    }
}
