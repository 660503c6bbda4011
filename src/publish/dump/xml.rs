//! What XML 1.0 can and cannot hold.

use std::io::{self, Write};

use oxigraph::model::{NamedOrBlankNodeRef, QuadRef, TermRef};

use super::DumpError;

/// Refuses what XML 1.0 cannot hold (its production `Char`).
pub(super) fn check(row: &QuadRef<'_>) -> Result<(), DumpError> {
    let TermRef::Literal(literal) = row.object else {
        return Ok(());
    };
    let is_forbidden = |c: char| {
        (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    match literal.value().chars().find(|&c| is_forbidden(c)) {
        None => Ok(()),
        Some(character) => Err(DumpError::NotXml {
            subject: match row.subject {
                NamedOrBlankNodeRef::NamedNode(node) => node.as_str().to_owned(),
                NamedOrBlankNodeRef::BlankNode(node) => node.to_string(),
            },
            character,
        }),
    }
}

/// Writes carriage returns as `&#13;`: XML readers take plain ones for line feeds.
pub(super) struct CarriageReturns<W>(pub W);

impl<W: Write> Write for CarriageReturns<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match bytes.iter().position(|&byte| byte == b'\r') {
            Some(0) => {
                self.0.write_all(b"&#13;")?;
                Ok(1)
            }
            Some(at) => self.0.write(&bytes[..at]),
            None => self.0.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
