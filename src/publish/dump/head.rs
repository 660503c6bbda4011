//! The prefixes at the head of a Turtle file.

use std::io::{self, Write};

/// Sorts the first lines: Oxigraph writes prefixes by length, people look for them by name.
pub(super) struct SortedHead<W> {
    out: W,
    head: Vec<u8>,
    lines: usize,
}

impl<W: Write> SortedHead<W> {
    pub(super) fn new(out: W, lines: usize) -> Self {
        Self {
            out,
            head: Vec::new(),
            lines,
        }
    }
}

impl<W: Write> Write for SortedHead<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.lines == 0 {
            return self.out.write(bytes);
        }
        let end = bytes.iter().position(|&byte| byte == b'\n');
        let taken = &bytes[..end.map_or(bytes.len(), |at| at + 1)];
        self.head.extend_from_slice(taken);
        if end.is_some() {
            self.lines -= 1;
            if self.lines == 0 {
                let mut lines: Vec<&[u8]> = self.head.split_inclusive(|&b| b == b'\n').collect();
                lines.sort_unstable();
                for line in lines {
                    self.out.write_all(line)?;
                }
                // One empty line between the prefixes and the data.
                self.out.write_all(b"\n")?;
            }
        }
        Ok(taken.len())
    }

    fn write_all(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while self.lines > 0 && !bytes.is_empty() {
            let taken = self.write(bytes)?;
            bytes = &bytes[taken..];
        }
        // The serializer writes in small pieces: from here on they take the short way.
        self.out.write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
