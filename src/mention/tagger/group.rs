//! Groups of words: two stand in one if, in a large body of texts, what stands around them is alike. So
//! 鹿港 is in one with 員林 and 板橋, and Nairobi with Toronto, be it in an annotated text or not.
//!
//! In Chinese a word is a pair of characters, whatever it means.

use super::table::Table;

/// The tables that build.rs made of data/model: pairs of characters, and English words as they are written.
pub static GROUPS: [&[u8]; 2] = [
    include_bytes!(concat!(env!("OUT_DIR"), "/groups-zh")),
    include_bytes!(concat!(env!("OUT_DIR"), "/groups-en")),
];

/// A group and a part of it, by their numbers.
pub type Group = [u8; 2];

/// The groups of pairs of Chinese characters.
pub fn chinese() -> Table {
    Table::stored(GROUPS[0])
}

/// The groups of English words.
pub fn english() -> Table {
    Table::stored(GROUPS[1])
}
