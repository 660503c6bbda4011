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
/// [`Name::exact`], its characters with [`Name::sort`], and its value.
type Entry = [Number; 4];

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
        let mut listed: Vec<(Ends, Entry)> = Vec::new();
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
            let length = number(text.len() - start) << 1 | u32::from(exact);
            let chars = number(name.len()) << 8 | u32::from(sort);
            let entry = [number(start), length, chars, value].map(u32::to_le_bytes);
            listed.push(((first, name.get(1).copied()), entry));
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
            let side = Side {
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

    /// The names that may begin with two characters, longest first; `None` is the end of a text.
    #[inline]
    pub fn beginning(&self, first: char, second: Option<char>) -> impl Iterator<Item = Name<'_>> {
        self.forward.candidates(&self.text, first, second)
    }

    /// The names that may end with two characters, the last one first, longest first.
    #[inline]
    pub fn ending(&self, last: char, before: Option<char>) -> impl Iterator<Item = Name<'_>> {
        let side = self.backward.get_or_init(|| self.turned());
        side.candidates(&self.text, last, before)
    }

    /// The names that are these words but for folding and case.
    pub fn spelt(&self, words: &str) -> impl Iterator<Item = Name<'_>> {
        let mut chars = words.chars().map(fold);
        let first = chars.next();
        let names = first.map(|first| self.beginning(first, chars.next()));
        let names = names.into_iter().flatten();
        names.filter(move |name| name.is(words.chars().map(fold)))
    }

    /// The same names by their last two characters.
    pub(super) fn turned(&self) -> Side {
        let ends = self.forward.entries.iter().map(|entry| {
            let name = name(&self.text, entry);
            let text = str::from_utf8(name.text).unwrap_or_default();
            let mut chars = text.chars().rev();
            (chars.next().map(|last| (last, chars.next())), *entry)
        });
        let ends = ends.filter_map(|(ends, entry)| Some((ends?, entry)));
        Side::new(ends.collect())
    }
}

/// The numbers before the parts of a stored index: how many heads and how many entries there
/// are, how many heads backwards, and whether some names have one character only, of each side.
pub const LAYOUT: usize = 5;

/// The outer character of a name at one end, and the one beside it.
type Ends = (char, Option<char>);

impl Side {
    fn new(mut names: Vec<(Ends, Entry)>) -> Self {
        let buckets = names.len().next_power_of_two().max(2);
        let bits = buckets.trailing_zeros();
        let chars = |entry: &Entry| u32::from_le_bytes(entry[2]) >> 8;
        names.sort_by_cached_key(|(ends, entry)| (hash(*ends, bits), Reverse(chars(entry))));
        let mut heads = vec![0; buckets + 1];
        for (ends, _) in &names {
            heads[hash(*ends, bits) + 1] += 1;
        }
        let mut before = 0;
        for head in &mut heads {
            before += *head;
            *head = before;
        }
        Self {
            heads: heads.into_iter().map(u32::to_le_bytes).collect(),
            has_single: names.iter().any(|((_, inner), _)| inner.is_none()),
            entries: names.into_iter().map(|(_, entry)| entry).collect(),
        }
    }

    #[inline]
    fn candidates<'i>(
        &'i self,
        text: &'i [u8],
        outer: char,
        inner: Option<char>,
    ) -> impl Iterator<Item = Name<'i>> {
        let longer = if inner.is_some() {
            self.bucket((outer, inner))
        } else {
            &[]
        };
        let single = if self.has_single {
            self.bucket((outer, None))
        } else {
            &[]
        };
        let entries = longer.iter().chain(single);
        entries.map(move |entry| name(text, entry))
    }

    #[inline]
    fn bucket(&self, ends: Ends) -> &[Entry] {
        let bits = self.heads.len().wrapping_sub(1).trailing_zeros();
        let bucket = hash(ends, bits);
        let head = |bucket: usize| self.heads.get(bucket).copied().map(u32::from_le_bytes);
        match (head(bucket), head(bucket + 1)) {
            (Some(start), Some(end)) => &self.entries[start as usize..end as usize],
            _ => &[],
        }
    }
}

/// The highest bits of a hash of two characters in any case.
#[inline]
fn hash((outer, inner): Ends, bits: u32) -> usize {
    let inner = inner.map_or(0, |c| u64::from(u32::from(lower(c))));
    let both = u64::from(u32::from(lower(outer))) << 32 | inner;
    // The golden ratio in 64 bits: neighbouring characters fall far apart.
    let mixed = both.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ mixed >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::try_from(mixed >> (64 - bits)).unwrap_or_default()
}

#[inline]
fn name<'i>(text: &'i [u8], entry: &Entry) -> Name<'i> {
    let [start, length, chars, value] = entry.map(u32::from_le_bytes);
    let start = start as usize;
    Name {
        text: &text[start..start + (length >> 1) as usize],
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
        let mut rest = self.text;
        for (place, c) in chars.enumerate() {
            let c = if self.exact || place == 0 {
                c
            } else {
                lower(c)
            };
            match rest.strip_prefix(c.encode_utf8(&mut [0; 4]).as_bytes()) {
                Some(after) => rest = after,
                None => return false,
            }
        }
        rest.is_empty()
    }
}
