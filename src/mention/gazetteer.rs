//! Known names, found at a place in the text: the longest one wins.

use std::collections::HashMap;

use super::glyph::{Class, Glyphs};

/// A list of known names, each with what it stands for.
///
/// Names are looked up at one index at a time, because a rule usually asks "does a title end
/// just before this name". Latin names match in any case but keep their initial (`Georgia`,
/// not `georgia`) and whole words only; names in capitals (`OGP`) match as written.
#[derive(Clone, Debug)]
pub struct Gazetteer<T> {
    /// By the first two characters (the second is `\0` in names of one), longest name first.
    forward: HashMap<[char; 2], Vec<(Name, T)>>,
    /// The same by the last two characters.
    backward: HashMap<[char; 2], Vec<(Name, T)>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Name {
    chars: Box<[char]>,
    /// Compare letters as written.
    exact: bool,
}

impl<T: Copy> Gazetteer<T> {
    /// Indexes names; of two equal names the first one stands.
    pub fn new(names: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> Self {
        let mut gazetteer = Self {
            forward: HashMap::new(),
            backward: HashMap::new(),
        };
        for (name, value) in names {
            gazetteer.insert(name.as_ref(), value);
        }
        for bucket in gazetteer.forward.values_mut() {
            bucket.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars.len()));
        }
        for bucket in gazetteer.backward.values_mut() {
            bucket.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars.len()));
        }
        gazetteer
    }

    fn insert(&mut self, name: &str, value: T) {
        let chars: Box<[char]> = name.chars().map(super::glyph::fold).collect();
        let (Some(&first), Some(&last)) = (chars.first(), chars.last()) else {
            return;
        };
        let exact =
            chars.iter().any(|c| c.is_uppercase()) && !chars.iter().any(|c| c.is_lowercase());
        let name = Name { chars, exact };
        let second = name.chars.get(1).copied();
        let before_last = name.chars.iter().rev().nth(1).copied();
        push(&mut self.forward, head(first, second), &name, value);
        push(&mut self.backward, head(last, before_last), &name, value);
    }

    /// The longest name that begins at `index`, with the index after it.
    pub fn longest_at(&self, glyphs: &Glyphs, index: usize) -> Option<(usize, T)> {
        let first = glyphs.char(index);
        let pairs = [head(first, Some(glyphs.char(index + 1))), head(first, None)];
        pairs.into_iter().find_map(|pair| {
            self.forward.get(&pair)?.iter().find_map(|(name, value)| {
                let end = index + name.chars.len();
                name.stands(glyphs, index).then_some((end, *value))
            })
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
        let pairs = [before.map(|b| head(last, Some(b))), Some(head(last, None))];
        pairs.into_iter().flatten().find_map(|pair| {
            self.backward.get(&pair)?.iter().find_map(|(name, value)| {
                let start = end.checked_sub(name.chars.len()).filter(|&s| s >= floor)?;
                name.stands(glyphs, start).then_some((start, *value))
            })
        })
    }
}

fn push<T: Copy>(
    index: &mut HashMap<[char; 2], Vec<(Name, T)>>,
    key: [char; 2],
    name: &Name,
    value: T,
) {
    let bucket = index.entry(key).or_default();
    if !bucket.iter().any(|(known, _)| known == name) {
        bucket.push((name.clone(), value));
    }
}

fn head(first: char, second: Option<char>) -> [char; 2] {
    [lower(first), second.map_or('\0', lower)]
}

fn lower(c: char) -> char {
    if c.is_ascii() {
        c.to_ascii_lowercase()
    } else if c.is_uppercase() {
        c.to_lowercase().next().unwrap_or(c)
    } else {
        c
    }
}

impl Name {
    fn stands(&self, glyphs: &Glyphs, start: usize) -> bool {
        let end = start + self.chars.len();
        if end > glyphs.len() {
            return false;
        }
        let same = self.chars.iter().enumerate().all(|(i, &expected)| {
            let found = glyphs.char(start + i);
            found == expected || (!self.exact && i > 0 && lower(found) == lower(expected))
        });
        same && is_word(glyphs, start, end)
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
