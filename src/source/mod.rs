//! Bytes as received → the text of a source.
//!
//! [`decode`] reads a plain text file. What it cannot read it refuses with a [`Diagnostic`]
//! that says why; it never guesses silently.
//!
//! [`Diagnostic`]: crate::diagnostic::Diagnostic

mod binary;
mod text;

use std::ops::Range;

use crate::diagnostic::Place;

pub use text::{MAX_BYTES, MAX_LINE, decode};

/// A text file as received, decoded.
///
/// Offsets published as evidence count in `text`, in Unicode code points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file as the user named it, or `-` for standard input.
    pub name: String,
    /// The text as received: decoded, nothing else changed (a byte order mark is dropped).
    pub text: String,
    /// How the bytes were read.
    pub encoding: Encoding,
    /// SHA-256 of `text` as UTF-8, in lower-case hexadecimal (64 characters).
    pub sha256: String,
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

impl Source {
    /// The place of some of the text, for a diagnostic: `bytes` is a range of `text`.
    ///
    /// Takes time in proportion to the offset; [`Document::place`](crate::document::Document::place) looks the line up.
    pub fn place(&self, bytes: Range<usize>) -> Place {
        place(&self.name, &self.text, bytes)
    }

    /// The same for one who knows the line of `bytes.start` already.
    pub(crate) fn place_on_line(&self, bytes: Range<usize>, line: usize) -> Place {
        place_on_line(&self.name, &self.text, bytes, line)
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
