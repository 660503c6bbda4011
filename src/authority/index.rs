//! Names found by the two characters at one of their ends.
//!
//! An index is a row of numbers and a text, so that those of the built-in tables are made when
//! the program is compiled (build.rs), stand in the binary as they are, and cost nothing at a
//! start, however long the tables grow. Names that are known at run time only are indexed in
//! the same form.
//!
//! Latin names match in any case but keep their initial (`Georgia`, not `georgia`); names in
//! capitals (`OGP`) match as written.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::OnceLock;

use super::fold::{fold, is_han, lower};

/// A number of four bytes, the lowest first, which the binary holds without alignment.
type Number = [u8; 4];

/// What is kept of a name: where its text begins, the length of its text with a bit for
/// [`Name::exact`] and its [`mark`], its characters with [`Name::sort`], and its value.
type Entry = [Number; 4];

/// How many bits of the length of an entry are the mark.
const MARK: u32 = 15;

/// The most bytes of a name: what is longer stands in no text.
const LONGEST: usize = 0xffff;

/// Names with their values.
#[derive(Clone, Debug)]
pub struct Index {
    /// The names in UTF-8, folded, one after the other.
    pub(super) text: Cow<'static, [u8]>,
    /// By the first two characters.
    pub(super) forward: Side,
    /// By the last two characters, made when it is first asked for: few lists are read backwards.
    pub(super) backward: OnceLock<Side>,
}

/// Names by the two characters at one of their ends.
#[derive(Clone, Debug)]
pub struct Side {
    /// For each hash of two characters where its entries begin; at the end where the last end.
    pub(super) heads: Cow<'static, [Number]>,
    /// The names, those of one hash together, the longest of them first.
    pub(super) entries: Cow<'static, [Entry]>,
    /// For each hash of two characters eight bits, of which the hash with three more bits names
    /// one: most characters of a text begin no name, and are told so by a look at it.
    pub(super) sieve: Cow<'static, [u8]>,
    /// How many bits of a hash name its entries.
    bits: u32,
    /// Whether some names have one character only.
    pub(super) has_single: bool,
}

/// A name in an index.
#[derive(Clone, Copy, Debug)]
pub struct Name<'i> {
    text: &'i [u8],
    /// Compare letters as written.
    exact: bool,
    /// Its length in characters.
    pub chars: usize,
    /// A number that tells apart names of one index that are looked up for other ends.
    pub sort: u8,
    /// What it stands for.
    pub value: u32,
}

impl Index {
    /// Indexes names with their sorts and values; of two equal names the first is found first.
    pub fn new<N: AsRef<str>>(names: impl IntoIterator<Item = (N, u8, u32)>) -> Self {
        let mut text = Vec::new();
        let mut listed: Vec<(u32, Entry)> = Vec::new();
        for (name, sort, value) in names {
            let name: Vec<char> = name.as_ref().chars().map(fold).collect();
            let has = |case: fn(char) -> bool| name.iter().any(|&c| !is_han(c) && case(c));
            let exact = has(char::is_uppercase) && !has(char::is_lowercase);
            let start = text.len();
            for (place, &c) in name.iter().enumerate() {
                let c = if exact || place == 0 { c } else { lower(c) };
                text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
            let Some(&first) = name.first() else { continue };
            if text.len() - start > LONGEST {
                text.truncate(start);
                continue;
            }
            let first = hash(first, name.get(1).copied());
            let last = ending_hash(name.iter().rev().copied());
            let length = number(text.len() - start) << 1 | u32::from(exact);
            let length = mark(first, last) << (32 - MARK) | length;
            let chars = number(name.len()) << 8 | u32::from(sort);
            let entry = [number(start), length, chars, value].map(u32::to_le_bytes);
            listed.push((first, entry));
        }
        Self {
            text: text.into(),
            forward: Side::new(listed),
            backward: OnceLock::new(),
        }
    }

    /// The index that build.rs wrote, as [`Index::layout`] says.
    pub fn stored(bytes: &'static [u8]) -> Self {
        let (numbers, _) = bytes.as_chunks();
        let (layout, rest) = numbers.split_at(LAYOUT);
        let [heads, entries, backward_heads, single, backward_single] =
            std::array::from_fn(|place| u32::from_le_bytes(layout[place]) as usize);
        let side = |rest: &'static [Number], heads, single| {
            let (heads, rest) = rest.split_at(heads);
            let (of_entries, rest) = rest.split_at(4 * entries);
            let (sieve, rest) = rest.split_at((heads.len() - 1) / 4);
            let side = Side {
                sieve: Cow::Borrowed(sieve.as_flattened()),
                bits: (heads.len() - 1).trailing_zeros(),
                heads: Cow::Borrowed(heads),
                entries: Cow::Borrowed(of_entries.as_chunks().0),
                has_single: single != 0,
            };
            (side, rest)
        };
        let (forward, rest) = side(rest, heads, single);
        let (backward, rest) = side(rest, backward_heads, backward_single);
        Self {
            text: Cow::Borrowed(&bytes[bytes.len() - rest.len() * 4 - bytes.len() % 4..]),
            forward,
            backward: OnceLock::from(backward),
        }
    }

    /// The number of names.
    pub fn len(&self) -> usize {
        self.forward.entries.len()
    }

    /// Whether a name may begin with two characters or with the first of them alone, by their
    /// [`hash()`]es.
    #[inline]
    pub fn may_begin(&self, pair: u32, single: Option<u32>) -> bool {
        self.forward.may_hold(Some(pair), single)
    }

    /// Whether a name may end with two characters or with the last of them alone.
    #[inline]
    pub fn may_end(&self, pair: Option<u32>, single: Option<u32>) -> bool {
        self.backward().may_hold(pair, single)
    }

    #[inline]
    fn backward(&self) -> &Side {
        self.backward.get_or_init(|| self.turned())
    }

    /// The names that may begin with two characters, longest first; `pair` is the [`hash()`] of
    /// both and `single` that of the first, if names of one character are wanted. Of each, `fits`
    /// is asked by its length in characters and its [`mark`] before it is looked at.
    #[inline]
    pub fn beginning(
        &self,
        pair: u32,
        single: Option<u32>,
        fits: impl Fn(usize, u32) -> bool,
    ) -> impl Iterator<Item = Name<'_>> {
        self.forward
            .candidates(&self.text, Some(pair), single, fits)
    }

    /// The names that may end with two characters, longest first; there is no `pair` at the
    /// beginning of a text, and `single` is the hash of the last character.
    #[inline]
    pub fn ending(
        &self,
        pair: Option<u32>,
        single: Option<u32>,
        fits: impl Fn(usize, u32) -> bool,
    ) -> impl Iterator<Item = Name<'_>> {
        self.backward().candidates(&self.text, pair, single, fits)
    }

    /// The [`hash()`]es by which the names are found at their beginnings.
    pub fn beginnings(&self) -> impl Iterator<Item = u32> {
        self.forward.entries.iter().map(|entry| {
            let text = str::from_utf8(name(&self.text, entry).text).unwrap_or_default();
            let mut chars = text.chars();
            let first = chars.next();
            first.map_or(0, |first| hash(first, chars.next()))
        })
    }

    /// The names that are these words but for folding and case.
    pub fn spelt(&self, words: &str) -> impl Iterator<Item = Name<'_>> {
        let mut chars = words.chars().map(fold);
        let first = chars.next();
        let last = ending_hash(words.chars().rev().map(fold));
        let names = first.map(|first| {
            let pair = hash(first, chars.next());
            let wanted = mark(pair, last);
            let single = Some(hash(first, None));
            self.beginning(pair, single, move |_, mark| mark == wanted)
        });
        let names = names.into_iter().flatten();
        names.filter(move |name| name.is(words.chars().map(fold)))
    }

    /// The same names by their last two characters.
    pub(super) fn turned(&self) -> Side {
        let ends = self.forward.entries.iter().map(|entry| {
            let name = name(&self.text, entry);
            let text = str::from_utf8(name.text).unwrap_or_default();
            (ending_hash(text.chars().rev()), *entry)
        });
        Side::new(ends.collect())
    }
}

/// The numbers before the parts of a stored index: how many heads and how many entries there
/// are, how many heads backwards, and whether some names have one character only, of each side.
pub const LAYOUT: usize = 5;

impl Side {
    /// Sorts names, each with the hash of its end.
    fn new(mut names: Vec<(u32, Entry)>) -> Self {
        // Four at least, so that the sieve is a row of whole numbers.
        let buckets = names.len().next_power_of_two().max(4);
        let bits = buckets.trailing_zeros();
        names.sort_by_cached_key(|(hash, entry)| (bucket(*hash, bits), Reverse(length(entry))));
        let mut heads = vec![0; buckets + 1];
        let mut sieve = vec![0; buckets];
        for (hash, _) in &names {
            heads[bucket(*hash, bits) + 1] += 1;
            sieve[bucket(*hash, bits)] |= 1 << (bucket(*hash, bits + 3) % 8);
        }
        let mut before = 0;
        for head in &mut heads {
            before += *head;
            *head = before;
        }
        Self {
            heads: heads.into_iter().map(u32::to_le_bytes).collect(),
            has_single: names.iter().any(|(_, entry)| length(entry) == 1),
            entries: names.into_iter().map(|(_, entry)| entry).collect(),
            sieve: sieve.into(),
            bits,
        }
    }

    #[inline]
    fn may_hold(&self, pair: Option<u32>, single: Option<u32>) -> bool {
        let passes = |hash: u32| {
            let place = bucket(hash, self.bits + 3);
            let bits = self.sieve.get(place / 8);
            bits.is_some_and(|bits| bits >> (place % 8) & 1 == 1)
        };
        pair.is_some_and(passes) || self.has_single && single.is_some_and(passes)
    }

    #[inline]
    fn candidates<'i>(
        &'i self,
        text: &'i [u8],
        pair: Option<u32>,
        single: Option<u32>,
        fits: impl Fn(usize, u32) -> bool,
    ) -> impl Iterator<Item = Name<'i>> {
        let mut entries = pair.map_or(&[][..], |pair| self.bucket(pair)).iter();
        let mut single = single.filter(|_| self.has_single);
        std::iter::from_fn(move || {
            loop {
                for entry in entries.by_ref() {
                    if fits(length(entry), mark_of(entry)) {
                        return Some(name(text, entry));
                    }
                }
                entries = self.bucket(single.take()?).iter();
            }
        })
    }

    #[inline]
    fn bucket(&self, hash: u32) -> &[Entry] {
        let bucket = bucket(hash, self.bits);
        let head = |bucket: usize| self.heads.get(bucket).copied().map(u32::from_le_bytes);
        match (head(bucket), head(bucket + 1)) {
            (Some(start), Some(end)) => &self.entries[start as usize..end as usize],
            _ => &[],
        }
    }
}

/// The hash of two neighbouring characters in any case, or of one alone.
#[inline]
pub fn hash(first: char, second: Option<char>) -> u32 {
    let second = second.map_or(0, |c| u64::from(u32::from(lower(c))));
    let both = u64::from(u32::from(lower(first))) << 32 | second;
    // The golden ratio in 64 bits: neighbouring characters fall far apart.
    let mixed = both.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ mixed >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    u32::try_from(mixed >> 32).unwrap_or_default()
}

/// The hash of the last two characters of a name, which is given backwards.
fn ending_hash(mut backwards: impl Iterator<Item = char>) -> u32 {
    match (backwards.next(), backwards.next()) {
        (Some(last), Some(before)) => hash(before, Some(last)),
        (Some(only), None) => hash(only, None),
        (None, _) => 0,
    }
}

/// What tells a name by its first two and its last two characters, from the hashes of both: many
/// names begin alike (國立), and most of them are told apart without a look at their text.
#[inline]
pub fn mark(first: u32, last: u32) -> u32 {
    (first ^ last.rotate_left(16)) & ((1 << MARK) - 1)
}

/// The place of a hash among 2^`bits`.
#[inline]
fn bucket(hash: u32, bits: u32) -> usize {
    usize::try_from(u64::from(hash) >> (32 - bits.min(32))).unwrap_or_default()
}

/// How many characters a name has.
#[inline]
fn length(entry: &Entry) -> usize {
    (u32::from_le_bytes(entry[2]) >> 8) as usize
}

#[inline]
fn mark_of(entry: &Entry) -> u32 {
    u32::from_le_bytes(entry[1]) >> (32 - MARK)
}

#[inline]
fn name<'i>(text: &'i [u8], entry: &Entry) -> Name<'i> {
    let [start, length, chars, value] = entry.map(u32::from_le_bytes);
    let start = start as usize;
    Name {
        text: &text[start..start + ((length >> 1) as usize & LONGEST)],
        exact: length & 1 == 1,
        chars: (chars >> 8) as usize,
        sort: (chars & 0xff) as u8,
        value,
    }
}

/// A length or place as it is kept; a text of four gigabytes is refused long before.
fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl Name<'_> {
    /// Whether these are its characters, which are folded.
    #[inline]
    pub fn is(&self, chars: impl Iterator<Item = char>) -> bool {
        let mut text = self.text.iter();
        for (place, c) in chars.enumerate() {
            let c = if self.exact || place == 0 {
                c
            } else {
                lower(c)
            };
            // A few bytes are sooner compared one by one than by a call.
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                if text.next() != Some(&byte) {
                    return false;
                }
            }
        }
        text.as_slice().is_empty()
    }
}
