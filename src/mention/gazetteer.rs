//! Known names, found at a place in the text: the longest one wins.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::glyph::{Class, Glyphs, is_han};

/// A list of known names, each with what it stands for.
///
/// Names are looked up at one index at a time, because a rule usually asks "does a title end
/// just before this name". Latin names match in any case but keep their initial (`Georgia`,
/// not `georgia`) and whole words only; names in capitals (`OGP`) match as written.
#[derive(Clone, Debug)]
pub struct Gazetteer<T> {
    /// The characters of all names, one name after the other: an allocation for each of some
    /// ten thousand names would cost more than reading a report.
    chars: Vec<char>,
    names: Vec<Name<T>>,
    /// By the first two characters.
    forward: Index,
    /// By the last two characters, made when it is first asked for: few lists are read backwards.
    backward: OnceLock<Index>,
}

#[derive(Clone, Debug)]
struct Name<T> {
    /// Where its characters are.
    chars: Range<usize>,
    /// Compare letters as written.
    exact: bool,
    value: T,
}

/// Names by the two characters at one of their ends.
#[derive(Clone, Debug, Default)]
struct Index {
    /// The longest name with such an end; of equally long ones the first.
    longest: FxHashMap<u64, usize>,
    /// For each name the one that comes after it with the same end, or [`NONE`].
    next: Vec<usize>,
    /// A bit for each outer character, modulo the number of bits: most places of a text are
    /// told here that no name of a short list stands there.
    outer: [u64; 16],
    /// Whether some names have one character only.
    has_single: bool,
}

/// No name.
const NONE: usize = usize::MAX;

impl<T: Copy> Gazetteer<T> {
    /// Indexes names; of two equal names the first one stands.
    pub fn new<N: AsRef<str>>(names: impl IntoIterator<Item = (N, T)>) -> Self {
        let mut chars = Vec::new();
        let mut listed = Vec::new();
        for (name, value) in names {
            let start = chars.len();
            chars.extend(name.as_ref().chars().map(super::glyph::fold));
            let name = &chars[start..];
            let has = |case: fn(char) -> bool| name.iter().any(|&c| !is_han(c) && case(c));
            let exact = has(char::is_uppercase) && !has(char::is_lowercase);
            listed.push(Name {
                chars: start..chars.len(),
                exact,
                value,
            });
        }
        let ends = listed.iter().map(|name| {
            let chars = &chars[name.chars.clone()];
            (chars.first(), chars.get(1), chars.len())
        });
        let forward = Index::new(ends);
        Self {
            chars,
            names: listed,
            forward,
            backward: OnceLock::new(),
        }
    }

    fn backward(&self) -> &Index {
        self.backward.get_or_init(|| {
            Index::new(self.names.iter().map(|name| {
                let chars = &self.chars[name.chars.clone()];
                (chars.last(), chars.iter().nth_back(1), chars.len())
            }))
        })
    }

    /// The longest name that begins at `index`, with the index after it.
    pub fn longest_at(&self, glyphs: &Glyphs, index: usize) -> Option<(usize, T)> {
        let (first, second) = (glyphs.char(index), glyphs.char(index + 1));
        self.forward.candidates(first, Some(second)).find_map(|i| {
            let name = &self.names[i];
            let end = index + name.chars.len();
            self.stands(name, glyphs, index)
                .then_some((end, name.value))
        })
    }

    /// The longest name that ends just before `end` and does not begin before `floor`, with
    /// the index where it begins.
    pub fn longest_before(&self, glyphs: &Glyphs, floor: usize, end: usize) -> Option<(usize, T)> {
        if end <= floor {
            return None;
        }
        let last = glyphs.char(end - 1);
        let before = (end >= 2).then(|| glyphs.char(end - 2));
        self.backward().candidates(last, before).find_map(|i| {
            let name = &self.names[i];
            let start = end.checked_sub(name.chars.len()).filter(|&s| s >= floor)?;
            self.stands(name, glyphs, start)
                .then_some((start, name.value))
        })
    }

    fn stands(&self, name: &Name<T>, glyphs: &Glyphs, start: usize) -> bool {
        let end = start + name.chars.len();
        if end > glyphs.len() {
            return false;
        }
        let chars = &self.chars[name.chars.clone()];
        let same = chars.iter().enumerate().all(|(i, &expected)| {
            let found = glyphs.char(start + i);
            found == expected || (!name.exact && i > 0 && lower(found) == lower(expected))
        });
        same && is_word(glyphs, start, end)
    }
}

impl Index {
    /// `names` are the two characters at the end of each name, the outer one first, and its
    /// length in characters.
    fn new<'c>(
        names: impl ExactSizeIterator<Item = (Option<&'c char>, Option<&'c char>, usize)>,
    ) -> Self {
        let mut index = Self {
            longest: FxHashMap::with_capacity_and_hasher(names.len(), rustc_hash::FxBuildHasher),
            next: vec![NONE; names.len()],
            outer: [0; 16],
            has_single: false,
        };
        let mut lengths = Vec::with_capacity(names.len());
        for (name, (outer, inner, length)) in names.enumerate() {
            lengths.push(length);
            let Some(&outer) = outer else { continue };
            index.has_single |= inner.is_none();
            let (word, bit) = outer_bit(outer);
            index.outer[word] |= bit;
            let longest = index.longest.entry(key(outer, inner.copied()));
            let longest = *longest.or_insert(name);
            if longest == name {
                continue;
            }
            if lengths[longest] < length {
                index.longest.insert(key(outer, inner.copied()), name);
                index.next[name] = longest;
                continue;
            }
            let mut before = longest;
            loop {
                let next = index.next[before];
                if next == NONE || lengths[next] < length {
                    break;
                }
                before = next;
            }
            index.next[name] = std::mem::replace(&mut index.next[before], name);
        }
        index
    }

    /// The names with such an end, longest first.
    #[inline]
    fn candidates(&self, outer: char, inner: Option<char>) -> impl Iterator<Item = usize> {
        let (word, bit) = outer_bit(outer);
        let may_stand = self.outer[word] & bit != 0;
        let first = |key| self.longest.get(&key).copied().unwrap_or(NONE);
        let mut next = match inner {
            Some(inner) if may_stand => first(key(outer, Some(inner))),
            _ => NONE,
        };
        let mut single = if may_stand && self.has_single {
            first(key(outer, None))
        } else {
            NONE
        };
        std::iter::from_fn(move || {
            if next == NONE {
                next = std::mem::replace(&mut single, NONE);
            }
            let name = next;
            next = *self.next.get(name)?;
            Some(name)
        })
    }
}

/// The place of an outer character, in any case, among the bits of [`Index::outer`].
#[inline]
fn outer_bit(outer: char) -> (usize, u64) {
    let place = u32::from(lower(outer));
    ((place >> 6 & 15) as usize, 1 << (place & 63))
}

/// Two characters at the end of a name, in any case; names of one character have no second.
#[inline]
fn key(outer: char, inner: Option<char>) -> u64 {
    u64::from(u32::from(lower(outer))) << 32 | inner.map_or(0, |c| u64::from(u32::from(lower(c))))
}

#[inline]
fn lower(c: char) -> char {
    match c {
        c if c.is_ascii() => c.to_ascii_lowercase(),
        // Nearly all of a Chinese text: no case, and no look into the tables of Unicode.
        '\u{3000}'..='\u{9fff}' => c,
        c if c.is_uppercase() => c.to_lowercase().next().unwrap_or(c),
        c => c,
    }
}

/// Whether letters and digits do not run on over the edges of a range: `OGP` is no word in
/// `OGPX`, but Han characters need no space around them.
pub fn is_word(glyphs: &Glyphs, start: usize, end: usize) -> bool {
    let runs_on = |inside: usize, outside: Class| {
        matches!(glyphs.class(inside), Class::Letter | Class::Digit) && outside == Class::Letter
            || glyphs.class(inside) == Class::Letter && outside == Class::Digit
    };
    let before = start
        .checked_sub(1)
        .map_or(Class::Mark, |i| glyphs.class(i));
    !runs_on(start, before) && !runs_on(end - 1, glyphs.class(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_wins_in_both_directions() {
        let names = Gazetteer::new([("行政院", 1), ("行政院科技會報辦公室", 2), ("OGP", 3)]);
        let glyphs = Glyphs::new("由行政院科技會報辦公室及OGP");
        assert_eq!(names.longest_at(&glyphs, 1), Some((11, 2)));
        assert_eq!(names.longest_before(&glyphs, 0, 11), Some((1, 2)));
        assert_eq!(names.longest_before(&glyphs, 2, 11), None);
        assert_eq!(names.longest_at(&glyphs, 12), Some((15, 3)));
    }

    #[test]
    fn letters_match_whole_words_and_keep_their_initial() {
        let names = Gazetteer::new([
            ("Open Government Partnership", 1),
            ("Georgia", 2),
            ("OGP", 3),
        ]);
        let at = |text: &str| names.longest_at(&Glyphs::new(text), 0).map(|(_, v)| v);
        assert_eq!(at("OPEN GOVERNMENT PARTNERSHIP"), Some(1));
        assert_eq!(at("georgia"), None);
        assert_eq!(at("Georgian"), None);
        assert_eq!(at("OGP推動"), Some(3));
        assert_eq!(at("Ogp"), None);
    }
}
