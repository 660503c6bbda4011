//! Bytes as received → the text of a source.

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
