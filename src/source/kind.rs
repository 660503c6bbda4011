//! What a file is, told by its content; between plain text and Markdown, by its name if that
//! says it.

use super::package;
use crate::diagnostic::{Diagnostic, Place};

/// The kinds of files that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Plain text.
    Text,
    /// HTML, as the WHATWG defines it, or XHTML.
    Html,
    /// Markdown, as CommonMark defines it, with tables and footnotes.
    Markdown,
    /// OpenDocument Text (ISO/IEC 26300), packed or flat.
    Odt,
    /// Office Open XML word processing (ISO/IEC 29500).
    Docx,
    /// PDF (ISO 32000) with a text layer.
    Pdf,
}

impl Kind {
    /// The media type that IANA registers.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain",
            Self::Html => "text/html",
            Self::Markdown => "text/markdown",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
        }
    }

    /// What it is called in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text file",
            Self::Html => "HTML page",
            Self::Markdown => "Markdown file",
            Self::Odt => "ODT file",
            Self::Docx => "DOCX file",
            Self::Pdf => "PDF",
        }
    }

    /// Says that a file is of this kind although its name ends as those of another do.
    pub(super) fn misnamed(self, name: &str) -> Option<Diagnostic> {
        let (_, ending) = name.rsplit_once('.')?;
        let named = match ending.to_ascii_lowercase().as_str() {
            "pdf" => Self::Pdf,
            "odt" | "fodt" => Self::Odt,
            "docx" => Self::Docx,
            "html" | "htm" | "xhtml" => Self::Html,
            // Others are named as their writer likes.
            _ => return None,
        };
        let message = format!(
            "the name {name} says that it is a{} {}, but the file is a{} {} and is read as one",
            named.article(),
            named.name(),
            self.article(),
            self.name(),
        );
        let note = Diagnostic::note("source-name", message)
            .at(Place::file(name))
            .help("see whether it is the right file, and name it by what it is");
        (named != self).then_some(note)
    }

    /// What follows the `a` before its name.
    fn article(self) -> &'static str {
        match self {
            Self::Html | Self::Odt => "n",
            _ => "",
        }
    }

    /// Says that a file of this kind has no text in it.
    pub(super) fn without_text(self, name: &str) -> Diagnostic {
        let help = match self {
            Self::Pdf => {
                "its pages are probably pictures: recognise the text first, for example with \
                 `ocrmypdf -l chi_tra+eng`"
            }
            Self::Html => {
                "a page that a script fills in is empty without it: save it from the browser"
            }
            _ => "is it the right file?",
        };
        Diagnostic::error(
            "source-empty",
            format!("the {} {name} has no text", self.name()),
        )
        .help(help)
    }
}

/// Bytes at the beginning that are looked at: banners and scripts may stand before the page.
const LOOK: usize = 4096;

/// Tells what a file is from its content; `name` decides between plain text and Markdown alone.
///
/// # Errors
///
/// For ZIP archives, which may be damaged or hold something that is not read.
pub fn detect(name: &str, bytes: &[u8]) -> Result<Kind, Diagnostic> {
    let head = &bytes[..bytes.len().min(LOOK)];
    // The standard has it in the first kilobyte; mail gateways put lines before it.
    if find(&head[..head.len().min(1024)], b"%PDF-").is_some() {
        return Ok(Kind::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return package::kind(name, bytes);
    }
    let text = String::from_utf8_lossy(head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head));
    let start = text.trim_start();
    if start.starts_with("<?xml") && text.contains("<office:document") {
        return Ok(Kind::Odt);
    }
    if is_html(&wide(head).unwrap_or_else(|| start.to_owned())) {
        return Ok(Kind::Html);
    }
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    // A text may hold a table of pipes or lines with number signs, and its places are those of
    // the file: where the name says what it is, the content is not asked.
    Ok(match ending.as_deref() {
        Some("md" | "markdown" | "mkd") => Kind::Markdown,
        Some("txt" | "text") => Kind::Text,
        _ if is_markdown(start) => Kind::Markdown,
        _ => Kind::Text,
    })
}

/// Where some bytes stand in others.
pub(super) fn find(bytes: &[u8], words: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, words)
}

/// The beginning of a UTF-16 file, its letters beyond ASCII left out.
fn wide(head: &[u8]) -> Option<String> {
    let rest = head
        .strip_prefix(b"\xFF\xFE")
        .or_else(|| head.strip_prefix(b"\xFE\xFF"))?;
    let letters = rest.iter().filter(|b| (1..0x80).contains(*b));
    Some(letters.map(|&b| char::from(b)).collect())
}

/// What a page begins with, its own elements left out.
const OPENERS: [&str; 16] = [
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<title",
    "<meta",
    "<article",
    "<main",
    "<section",
    "<div",
    "<p",
    "<h1",
    "<h2",
    "<table",
    "<header",
    "<style",
];

/// Whether a text begins as a page does: with a doctype or one of the elements that open a page,
/// after comments at most.
fn is_html(text: &str) -> bool {
    let mut rest = text.trim_start();
    loop {
        let skipped = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?xml") {
            "?>"
        } else {
            break;
        };
        let Some(end) = rest.find(skipped) else {
            return false;
        };
        rest = rest[end + skipped.len()..].trim_start();
    }
    let begins = |tag: &str| {
        rest.get(..tag.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(tag))
            && !rest[tag.len()..].starts_with(|c: char| c.is_alphanumeric())
    };
    OPENERS.iter().any(|tag| begins(tag))
}

/// Whether a text has what only Markdown has: two headings with number signs, or the line of
/// hyphens below the heads of a table.
fn is_markdown(text: &str) -> bool {
    let heading = |line: &&str| {
        let signs = line.bytes().take_while(|b| *b == b'#').count();
        (1..=6).contains(&signs) && line[signs..].starts_with(' ')
    };
    let delimiter = |line: &str| {
        let cells = line.trim().trim_matches('|').split('|');
        line.contains('|')
            && line.contains("---")
            && cells.clone().count() > 1
            && cells.map(str::trim).all(|cell| {
                let dashes = cell.trim_matches(':');
                dashes.len() >= 3 && dashes.bytes().all(|b| b == b'-')
            })
    };
    text.lines().filter(heading).count() >= 2 || text.lines().any(delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &str, text: &str) -> Kind {
        detect(name, text.as_bytes()).expect("it is no archive")
    }

    #[test]
    fn the_content_decides_and_not_the_ending() {
        assert_eq!(kind("report.txt", "\n<!DOCTYPE html><p>目的"), Kind::Html);
        assert_eq!(kind("a", "<!-- saved -->\n<html lang=zh>"), Kind::Html);
        assert_eq!(kind("a.txt", "%PDF-1.4\n"), Kind::Pdf);
        assert_eq!(kind("-", "# 目的\n\n文字\n\n## 過程\n"), Kind::Markdown);
        let table = "|姓名|職稱|\n|---|:---:|\n|甲|乙|\n";
        assert_eq!(kind("-", table), Kind::Markdown);
        assert_eq!(kind("a", table), Kind::Markdown);
        assert_eq!(kind("a.html", "壹、目的\n<附件> 無\n"), Kind::Text);
        assert_eq!(kind("a.md", "壹、目的\n"), Kind::Markdown);
        assert_eq!(kind("a.txt", "<p>目的</p>"), Kind::Html);
        assert_eq!(kind("a.txt", "<president> said\n# 1\n"), Kind::Text);
    }

    #[test]
    fn the_ending_decides_between_text_and_markdown() {
        let table = "|姓名|職稱|\n|---|:---:|\n|甲|乙|\n";
        assert_eq!(kind("a.txt", table), Kind::Text);
        assert_eq!(kind("a.TEXT", "# 目的\n\n文字\n\n## 過程\n"), Kind::Text);
        assert_eq!(kind("a.md", "壹、目的\n"), Kind::Markdown);
    }

    #[test]
    fn a_page_in_utf_16_is_a_page() {
        let bytes: Vec<u8> = "\u{FEFF}<html>目的"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(detect("a.txt", &bytes).expect("no archive"), Kind::Html);
    }
}
