//! A table of words that build.rs made ([`pack`](super::pack)): what is told of each in two bytes.

use super::hash::{self, Number};

/// The words, by their hashes.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    bits: u32,
    heads: &'static [Number],
    entries: &'static [[u8; 6]],
}

impl Table {
    /// Reads the bytes of a table.
    pub fn stored(bytes: &'static [u8]) -> Self {
        let (bits, rest) = bytes.split_at(4);
        let bits = bits
            .iter()
            .rev()
            .fold(0, |bits, &byte| bits << 8 | u32::from(byte));
        let (heads, entries) = rest.split_at(4 * ((1 << bits) + 1));
        Self {
            bits,
            heads: heads.as_chunks().0,
            entries: entries.as_chunks().0,
        }
    }

    /// What is told of the word that has a hash.
    #[inline]
    pub fn told(&self, word: u64) -> Option<[u8; 2]> {
        let (entries, key) = hash::bucket(self.heads, self.bits, word);
        let found = self.entries[entries].iter().find(|entry| entry[..4] == key);
        found.map(|entry| [entry[4], entry[5]])
    }
}
