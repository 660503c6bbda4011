//! Words and features as numbers, so that none is compared letter by letter.

use std::ops::Range;

/// The golden ratio in 64 bits: neighbouring characters fall far apart.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// The number of nothing, to which characters are added.
pub const EMPTY: u64 = 0x51_7cc1;

/// What stands before the number of a character that a table cannot hold as it is: `U+002C`.
pub const ESCAPE: &str = "U+";

/// A number with one more after it.
#[inline]
pub const fn add(number: u64, next: u64) -> u64 {
    let mixed = (number.rotate_left(23) ^ next).wrapping_mul(SPREAD);
    mixed ^ mixed >> 29
}

/// The number of a name in ASCII.
pub const fn name(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let (mut number, mut at) = (EMPTY, 0);
    while at < bytes.len() {
        number = add(number, bytes[at] as u64);
        at += 1;
    }
    number
}

/// The number of a word.
#[inline]
pub fn word(chars: impl Iterator<Item = char>) -> u64 {
    chars.fold(EMPTY, with)
}

/// The number of a word with one more character.
#[inline]
pub fn with(word: u64, c: char) -> u64 {
    add(word, u64::from(u32::from(c)))
}

/// A number of four bytes, the lowest first, which the binary holds without alignment.
pub type Number = [u8; 4];

/// The entries of the bucket of a number among 2^`bits`, where `heads` say where those of each bucket begin
/// and where those of the last one end; and what tells the number from others there.
#[inline]
pub fn bucket(heads: &[Number], bits: u32, number: u64) -> (Range<usize>, Number) {
    let read = |number: Number| u32::from_le_bytes(number) as usize;
    let (bucket, key) = split(number, bits);
    (
        read(heads[bucket])..read(heads[bucket + 1]),
        key.to_le_bytes(),
    )
}

/// The place of a number in a sieve of thirty-two bits for each of 2^`bits` buckets, and its bit there.
#[inline]
pub fn sieved(number: u64, bits: u32) -> (usize, u32) {
    let (bucket, rest) = split(number, bits);
    (bucket, 1 << (rest >> 27))
}

/// The bucket of a number among 2^`bits`, and what tells it from others there.
#[inline]
pub fn split(number: u64, bits: u32) -> (usize, u32) {
    let bucket = usize::try_from(number >> (u64::BITS - bits)).unwrap_or_default();
    let rest = u32::try_from(number << bits >> u32::BITS).unwrap_or_default();
    (bucket, rest)
}
