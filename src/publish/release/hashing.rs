//! A writer that counts and hashes what passes.

use crate::source::hexadecimal;
use std::io::{self, Write};

use sha2::{Digest, Sha256};

/// A file of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The size in bytes.
    pub bytes: u64,
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
}

impl Written {
    /// What a file with these bytes is.
    pub fn of(bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.len() as u64,
            sha256: hexadecimal(&Sha256::digest(bytes)),
        }
    }
}

/// Passes bytes on to `out`.
pub(in crate::publish) struct Hashing<W> {
    out: W,
    hash: Sha256,
    bytes: u64,
}

impl<W> Hashing<W> {
    pub(in crate::publish) fn new(out: W) -> Self {
        Self {
            out,
            hash: Sha256::new(),
            bytes: 0,
        }
    }

    /// The writer below, and what passed.
    pub(in crate::publish) fn finish(self) -> (W, Written) {
        let written = Written {
            bytes: self.bytes,
            sha256: hexadecimal(&self.hash.finalize()),
        };
        (self.out, written)
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.out.write(bytes)?;
        self.hash.update(&bytes[..taken]);
        self.bytes += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
