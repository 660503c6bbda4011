//! Bytes as received → the text of a source.
//!
//! [`read`] tells from the content what a file is and reads it: plain text, HTML, Markdown, ODT,
//! DOCX or PDF with a text layer. [`decode`] reads plain text only. What cannot be read is
//! refused with a [`Diagnostic`] that says why; nothing is guessed silently.
//!
//! Of a file that is no plain text, the text is a *rendition*: what a reader of the page sees, a
//! paragraph to a line, the cells of a table row between tabs, footnotes below a rule after the
//! paragraph that refers to them. Offsets count in it, so it is the same for the same bytes.

mod binary;
mod docx;
mod html;
mod kind;
mod list;
mod markdown;
mod odt;
mod package;
mod pdf;
mod prose;
mod text;

use std::borrow::Cow;
use std::ops::Range;

use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, Place};

pub use kind::{Kind, detect};
pub use pdf::{MAX_PAGES, WORKER as PDF_WORKER};
pub use prose::{MAX_CELLS, MAX_TEXT};
pub use text::{MAX_BYTES, MAX_LINE, decode};

/// A file as received, and the text in it.
///
/// Offsets published as evidence count in `text`, in Unicode code points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file as the user named it, or `-` for standard input.
    pub name: String,
    /// The text: of a text file as received (a byte order mark is dropped, nothing else is
    /// changed), otherwise as its reader rendered it.
    pub text: String,
    /// How the bytes of the text were read.
    pub encoding: Encoding,
    /// SHA-256 of `text` as UTF-8, in lower-case hexadecimal (64 characters).
    pub sha256: String,
    /// The byte of each space that stands for a form feed, or for the start of another page.
    ///
    /// XML has no form feed, so that a passage over two pages could not be published with one.
    pub pages: Vec<usize>,
    /// How the text was made, where it is not the file as received.
    pub rendition: Option<Rendition>,
    /// The bytes of the text that the file marks as its title: its one heading of the first level, or the
    /// title of a page.
    pub title: Option<Range<usize>>,
}

/// How the text was made of a file: of one that is no plain text, or has form feeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendition {
    /// What the file is.
    pub kind: Kind,
    /// The program or library that read it, with its version: `hayro-interpret 0.6`.
    pub reader: String,
    /// SHA-256 of the file as received, in lower-case hexadecimal (64 characters).
    pub sha256: String,
    /// The length of the file as received, in bytes.
    pub bytes: usize,
}

/// The encodings that a source may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little endian, with a byte order mark.
    Utf16Le,
    /// UTF-16, big endian, with a byte order mark.
    Utf16Be,
    /// Big5 with the extensions of Windows code page 950, as defined by the WHATWG.
    Big5,
}

/// Reads a file of any kind that govrep knows; the content tells which it is.
///
/// `name` is the file as the user named it; its ending decides only between plain text and
/// Markdown, where the content may be either.
///
/// # Errors
///
/// The one diagnostic that says why the file cannot be read: those of [`decode`], and
/// `source-pdf`, `source-pages`, `source-encrypted`, `source-office`, `source-size`.
pub fn read(name: &str, bytes: &[u8]) -> Result<(Source, Vec<Diagnostic>), Diagnostic> {
    if bytes.len() > MAX_BYTES {
        return Err(text::too_large(name, bytes.len()));
    }
    let kind = detect(name, bytes)?;
    let misnamed = kind.misnamed(name);
    let mut title = None;
    let (text, reader, mut notes) = match kind {
        Kind::Text => {
            let (source, mut notes) = decode(name, bytes)?;
            notes.extend(misnamed);
            return Ok((source, notes));
        }
        Kind::Html => html::read(name, bytes, &mut title)?,
        Kind::Markdown => markdown::read(name, bytes, &mut title)?,
        Kind::Odt => odt::read(name, bytes)?,
        Kind::Docx => docx::read(name, bytes)?,
        Kind::Pdf => pdf::read(name, bytes)?,
    };
    notes.extend(misnamed);
    let source = rendered(name, bytes, kind, reader, text)?;
    if matches!(kind, Kind::Odt | Kind::Docx | Kind::Pdf) {
        notes.extend(text::misread(&source));
    }
    Ok((Source { title, ..source }, notes))
}

/// A source whose text another program made of the file, as `pdftotext` does of a PDF; form
/// feeds part the pages.
///
/// `reader` names the program and its version.
///
/// # Errors
///
/// `source-empty` if there is no text, `source-control` if it holds control characters.
pub fn read_by(
    name: &str,
    bytes: &[u8],
    kind: Kind,
    reader: String,
    text: String,
) -> Result<Source, Diagnostic> {
    rendered(name, bytes, kind, reader, text)
}

fn rendered(
    name: &str,
    bytes: &[u8],
    kind: Kind,
    reader: String,
    text: String,
) -> Result<Source, Diagnostic> {
    if text.trim().is_empty() {
        return Err(kind.without_text(name));
    }
    text::refuse_control(name, &text)?;
    let (text, pages) = without_feeds(text);
    Ok(Source {
        name: name.to_owned(),
        sha256: hexadecimal(&Sha256::digest(text.as_bytes())),
        text,
        encoding: Encoding::Utf8,
        pages,
        rendition: Some(Rendition {
            kind,
            reader,
            sha256: hexadecimal(&Sha256::digest(bytes)),
            bytes: bytes.len(),
        }),
        title: None,
    })
}

/// The text with a space for each form feed, and where they stand.
fn without_feeds(text: String) -> (String, Vec<usize>) {
    let pages: Vec<usize> = text.match_indices('\x0C').map(|(at, _)| at).collect();
    if pages.is_empty() {
        return (text, pages);
    }
    (text.replace('\x0C', " "), pages)
}

/// Bytes in lower-case hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|b| [b >> 4, b & 15])
        .map(|half| char::from(DIGITS[usize::from(half)]))
        .collect()
}

/// What read a file, where it was this program.
const READER: &str = concat!("govrep ", env!("CARGO_PKG_VERSION"));

/// The text that a reader made, the reader's name and version, and what a person should know.
type Rendered = (String, String, Vec<Diagnostic>);

impl Source {
    /// Whether each line of the text is a paragraph or a row of a table, so that no line goes on
    /// in the next.
    pub fn has_whole_paragraphs(&self) -> bool {
        self.rendition
            .as_ref()
            .is_some_and(|made| !matches!(made.kind, Kind::Pdf | Kind::Text))
    }

    /// Whether the text was read from a file that is no plain text, so that its lines are not the file's.
    pub fn is_read(&self) -> bool {
        let made_of = self.rendition.as_ref().map(|made| made.kind);
        made_of.is_some_and(|kind| kind != Kind::Text)
    }

    /// The text with its form feeds, every byte at its place.
    pub(crate) fn with_feeds(&self) -> Cow<'_, str> {
        if self.pages.is_empty() {
            return Cow::Borrowed(&self.text);
        }
        let mut text = String::with_capacity(self.text.len());
        let mut from = 0;
        for &page in &self.pages {
            text.push_str(&self.text[from..page]);
            text.push('\x0C');
            from = page + 1;
        }
        text.push_str(&self.text[from..]);
        Cow::Owned(text)
    }

    /// The place of some of the text, for a diagnostic: `bytes` is a range of `text`.
    ///
    /// Takes time in proportion to the offset; [`Document::place`](crate::document::Document::place) looks the line up.
    pub fn place(&self, bytes: Range<usize>) -> Place {
        let line = line_of(&self.text, bytes.start);
        self.place_on_line(bytes, line)
    }

    /// The same for one who knows the line of `bytes.start` already.
    pub(crate) fn place_on_line(&self, bytes: Range<usize>, line: usize) -> Place {
        Place {
            is_rendered: self.is_read(),
            ..place_on_line(&self.name, &self.text, bytes, line)
        }
    }
}

/// The most of a line that is shown on each side of the marked words, in code points.
const EXCERPT_CONTEXT: usize = 120;

fn place(file: &str, text: &str, bytes: Range<usize>) -> Place {
    let line = line_of(text, bytes.start);
    place_on_line(file, text, bytes, line)
}

/// The place of `bytes`, a range of `text`, with the line it begins in.
///
/// A mark that goes over the end of the line is cut there.
fn place_on_line(file: &str, text: &str, bytes: Range<usize>, line: usize) -> Place {
    let start = text[..bytes.start]
        .rfind(['\n', '\r'])
        .map_or(0, |at| at + 1);
    let end = text[bytes.start..]
        .find(['\n', '\r'])
        .map_or(text.len(), |at| bytes.start + at);
    let mark = bytes.start..bytes.end.clamp(bytes.start, end);
    let from = text[start..mark.start]
        .char_indices()
        .rev()
        .nth(EXCERPT_CONTEXT)
        .map_or(start, |(at, c)| start + at + c.len_utf8());
    let to = text[mark.end..end]
        .char_indices()
        .nth(EXCERPT_CONTEXT)
        .map_or(end, |(at, _)| mark.end + at);
    Place {
        file: file.to_owned(),
        line,
        column: text[start..mark.start].chars().count() + 1,
        excerpt: text[from..to].to_owned(),
        mark: mark.start - from..mark.end - from,
        is_rendered: false,
    }
}

/// The line, from 1, that byte `at` of `text` lies in. CR LF, LF and CR each end one line.
fn line_of(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let ends = bytes[..at]
        .iter()
        .enumerate()
        .filter(|&(index, &byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(index + 1) != Some(&b'\n'),
            _ => false,
        });
    1 + ends.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_what_is_no_text_says_so() {
        let rendered = |name: &str, bytes: &[u8]| {
            let (source, _) = read(name, bytes).expect("words");
            let at = source.text.find("three").expect("what is shown");
            source.place(at..at + 5).is_rendered
        };
        let page = b"<p>one</p><script>two</script><p>three</p>";
        assert!(rendered("a.html", page));
        assert!(rendered("a.md", b"# one\n\nthree\n"));
        assert!(!rendered("a.txt", b"one\nthree\n"));
    }
}
