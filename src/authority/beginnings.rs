//! Which lists have a word or name that begins with two characters, by the hash of these: rules
//! ask for those of two dozen lists at each character, where nearly always none stands.

use std::borrow::Cow;

use super::index::Index;
use super::words::WordList;

/// Some of [`WordList::ALL`] and of the tables of names, a bit for each.
pub type Lists = u32;

/// The built-in names of countries and places.
pub const JURISDICTIONS: Lists = list(WordList::ALL.len());
/// The weak ones.
pub const WEAK_JURISDICTIONS: Lists = list(WordList::ALL.len() + 1);
/// The built-in names of organisations.
pub const ORGANISATIONS: Lists = list(WordList::ALL.len() + 2);
/// The built-in titles.
pub const TITLES: Lists = list(WordList::ALL.len() + 3);

/// The list of a place among all.
pub const fn list(place: usize) -> Lists {
    1 << place
}

/// The lists of which a word may begin, by the hashes of its beginning; the numbers have four
/// bytes, the lowest first, as the binary holds them.
#[derive(Clone, Debug)]
pub struct Beginnings(pub(super) Cow<'static, [[u8; 4]]>);

impl Beginnings {
    /// By so many bits of a hash: few of the places are taken by some thousand words.
    const BITS: u32 = 14;

    /// Reads the indexes of [`WordList::ALL`], and behind them those of the names of countries and
    /// places, of the weak ones, of organisations and titles.
    pub fn new<'i>(lists: impl Iterator<Item = &'i Index>) -> Self {
        let mut begin = vec![0; 1 << Self::BITS];
        for (place, index) in lists.enumerate() {
            for hash in index.beginnings() {
                begin[Self::place(hash)] |= list(place);
            }
        }
        Self(begin.into_iter().map(Lists::to_le_bytes).collect())
    }

    /// Those that build.rs wrote.
    pub(super) fn stored(bytes: &'static [u8]) -> Self {
        Self(Cow::Borrowed(bytes.as_chunks().0))
    }

    /// The lists of which a word may begin with two characters or with the first of them alone.
    pub fn of(&self, (pair, single): (u32, u32)) -> Lists {
        let lists = |hash| Lists::from_le_bytes(self.0[Self::place(hash)]);
        lists(pair) | lists(single)
    }

    fn place(hash: u32) -> usize {
        (hash >> (u32::BITS - Self::BITS)) as usize
    }
}
