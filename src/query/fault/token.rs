//! The words of a text that may be no query.

use std::ops::Range;

use crate::query::lexical::{closed_string, iri, is_name, name, until};

/// What a word of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text with its quotes.
    Text,
    /// A text that has no end.
    OpenText,
    /// An IRI in angle brackets.
    Iri,
    /// A name with a prefix.
    Prefixed,
    /// A variable.
    Variable,
    /// Letters: of the grammar, or a mistake.
    Word,
    /// A number.
    Number,
    /// Everything else.
    Sign,
}

/// A word of the text.
#[derive(Clone, Copy, Debug)]
pub struct Token<'q> {
    pub text: &'q str,
    pub at: usize,
    pub kind: Kind,
}

impl Token<'_> {
    /// Where it stands, in bytes.
    pub fn range(&self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }

    /// Whether it is a word of the grammar, however its letters are written.
    pub fn is(&self, word: &str) -> bool {
        self.kind != Kind::Text && self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it can begin a triple.
    pub fn is_term(&self) -> bool {
        !matches!(self.kind, Kind::Sign | Kind::OpenText)
    }
}

/// The words of a text, without its comments.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = &bytes[at..];
        let (length, kind) = match byte {
            b'#' => {
                at += until(rest, b"\n");
                continue;
            }
            _ if byte.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            b'"' | b'\'' => {
                let line = until(rest, b"\n");
                let is_long = rest.len() >= 3 && rest[1] == byte && rest[2] == byte;
                match closed_string(rest) {
                    Some(length) if is_long || length <= line => (length, Kind::Text),
                    _ => (line, Kind::OpenText),
                }
            }
            b'<' => iri(rest).map_or((1, Kind::Sign), |length| (length, Kind::Iri)),
            b'?' | b'$' if rest.get(1).is_some_and(|b| is_name(*b)) => {
                (1 + name(&rest[1..]), Kind::Variable)
            }
            b'@' => (1 + tag(&rest[1..]), Kind::Sign),
            b':' => (1 + local(&rest[1..]), Kind::Prefixed),
            _ if byte.is_ascii_digit() => (tag(rest), Kind::Number),
            _ if is_name(byte) => {
                let prefix = tag(rest);
                if rest.get(prefix) == Some(&b':') {
                    let length = prefix + 1 + local(&rest[prefix + 1..]);
                    let is_blank = rest.starts_with(b"_:");
                    let kind = if is_blank { Kind::Sign } else { Kind::Prefixed };
                    (length, kind)
                } else {
                    (name(rest), Kind::Word)
                }
            }
            _ => (1, Kind::Sign),
        };
        tokens.push(Token {
            text: &text[at..at + length],
            at,
            kind,
        });
        at += length;
    }
    tokens
}

/// How many bytes a name has that may have hyphens inside, as prefixes and language tags do.
fn tag(rest: &[u8]) -> usize {
    let is_part = |byte: &u8| is_name(*byte) || *byte == b'-';
    rest.iter().take_while(|byte| is_part(byte)).count()
}

/// How many bytes stand behind the colon of a name.
fn local(rest: &[u8]) -> usize {
    let is_part = |byte: &u8| is_name(*byte) || b"-.:%\\".contains(byte);
    let length = rest.iter().take_while(|byte| is_part(byte)).count();
    // A full stop at the end ends the triple.
    let dots = rest[..length].iter().rev().take_while(|b| **b == b'.');
    length - dots.count()
}
