//! Where the rows of lexicon.csv stand, found by group and word.
//!
//! build.rs makes the row of numbers, which stands in the binary: to ask whether a group has a word reads
//! one row of the table and no other, however long the group is.

use super::hash::{self, Number};

/// How many numbers there are for each row.
const ENTRY: usize = 2;

/// The places of rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places {
    /// How many bits of a hash name its bucket.
    bits: u32,
    /// For each bucket the bits of its rows: most words are in no group that they are looked for in, and are
    /// told so by a look at an eighth of the numbers.
    sieve: &'static [Number],
    /// Where the entries of each bucket begin, and where those of the last one end.
    heads: &'static [Number],
    /// A part of the hash of a row, and where the row begins.
    entries: &'static [[Number; ENTRY]],
}

impl Places {
    /// The places that build.rs wrote: how many bits of a hash name a bucket, the sieve, where the entries of
    /// each bucket begin, and the entries.
    pub(super) fn stored(bytes: &'static [u8]) -> Self {
        let (numbers, _) = bytes.as_chunks();
        let (bits, rest) = numbers.split_at(1);
        let bits = u32::from_le_bytes(bits[0]);
        let (sieve, rest) = rest.split_at(1 << bits);
        let (heads, entries) = rest.split_at((1 << bits) + 1);
        Self {
            bits,
            sieve,
            heads,
            entries: entries.as_chunks().0,
        }
    }

    /// Where the rows begin that may be those of a word in a group: hardly ever more than one.
    #[inline]
    pub(super) fn of(self, group: &str, word: &str) -> impl Iterator<Item = usize> {
        let number = number(group, word);
        let (place, bit) = hash::sieved(number, self.bits);
        let passes = u32::from_le_bytes(self.sieve[place]) & bit != 0;
        let entries = passes.then(|| {
            let (entries, key) = hash::bucket(self.heads, self.bits, number);
            let entries = self.entries[entries].iter();
            entries.filter(move |[known, _]| *known == key)
        });
        let entries = entries.into_iter().flatten();
        entries.map(|[_, place]| u32::from_le_bytes(*place) as usize)
    }
}

/// The number of a word in a group.
#[inline]
pub(super) fn number(group: &str, word: &str) -> u64 {
    let part = |number: u64, text: &str| {
        let (words, rest) = text.as_bytes().as_chunks::<8>();
        let number = words.iter().fold(number, |number, word| {
            hash::add(number, u64::from_le_bytes(*word))
        });
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        last[7] = u8::try_from(rest.len()).unwrap_or_default();
        hash::add(number, u64::from_le_bytes(last))
    };
    part(part(hash::EMPTY, group), word)
}
