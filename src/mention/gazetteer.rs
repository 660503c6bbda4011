//! Known names, found at a place in the text: the longest one wins.

use rustc_hash::FxHashSet;

use super::glyph::{Class, Glyphs};
use crate::authority::beginnings::{self, Lists};
use crate::authority::index::{Index, Name, mark};
use crate::authority::words::WordList;

/// A list of known names, each with what it stands for.
///
/// Names are looked up at one index at a time, because a rule usually asks "does a title end
/// just before this name". Latin names match in any case but keep their initial (`Georgia`,
/// not `georgia`) and whole words only; names in capitals (`OGP`) match as written.
#[derive(Clone, Debug)]
pub struct Gazetteer<T> {
    names: Index,
    values: Vec<T>,
    /// The list that it is; all of them if it is none.
    list: Lists,
}

impl<T: Copy> Gazetteer<T> {
    /// Indexes names; of two equal names the first one stands.
    pub fn new<N: AsRef<str>>(names: impl IntoIterator<Item = (N, T)>) -> Self {
        let mut values = Vec::new();
        let mut seen = FxHashSet::default();
        let names = names.into_iter().filter_map(|(name, value)| {
            let name = name.as_ref().to_owned();
            let is_new = seen.insert(name.clone());
            is_new.then(|| {
                values.push(value);
                name
            })
        });
        let names = Index::new((0..).zip(names).map(|(number, name)| (name, 0, number)));
        Self {
            names,
            values,
            list: Lists::MAX,
        }
    }

    /// The longest name that begins at `index`, with the index after it.
    #[inline]
    pub fn longest_at(&self, glyphs: &Glyphs, index: usize) -> Option<(usize, T)> {
        // Few projects have names of their own, and at few places a word begins.
        if self.values.is_empty() || self.list != Lists::MAX && !glyphs.may_begin(index, self.list)
        {
            return None;
        }
        self.found_at(glyphs, index)
    }

    fn found_at(&self, glyphs: &Glyphs, index: usize) -> Option<(usize, T)> {
        let (end, value) = longest_at(&self.names, glyphs, index, 1, |_| true)?;
        Some((end, *self.values.get(value)?))
    }

    /// The longest name that ends just before `end` and does not begin before `floor`, with
    /// the index where it begins.
    pub fn longest_before(&self, glyphs: &Glyphs, floor: usize, end: usize) -> Option<(usize, T)> {
        if self.values.is_empty() {
            return None;
        }
        let (start, value) = longest_before(&self.names, glyphs, floor, end, 1, |_| true)?;
        Some((start, *self.values.get(value)?))
    }
}

impl Gazetteer<()> {
    /// The words of a list, which stand for nothing but themselves.
    pub fn of_list(list: WordList, names: Index) -> Self {
        Self {
            values: vec![(); names.len()],
            names,
            list: beginnings::list(list.place),
        }
    }
}

/// The longest name of an index that begins at a place, has so many characters at least and is
/// wanted, with the place after it and its value.
#[inline]
pub fn longest_at(
    names: &Index,
    glyphs: &Glyphs,
    index: usize,
    least: usize,
    wanted: impl Fn(&Name<'_>) -> bool,
) -> Option<(usize, usize)> {
    let (pair, single) = glyphs.hashes(index);
    let single = (least < 2).then_some(single);
    if !names.may_begin(pair, single) {
        return None;
    }
    let fits = |chars, mark| is_marked(glyphs, index, index + chars, mark);
    names.beginning(pair, single, fits).find_map(|name| {
        let end = index + name.chars;
        (stands(&name, glyphs, index) && wanted(&name)).then_some((end, name.value as usize))
    })
}

/// The longest name of an index that ends just before `end`, does not begin before `floor`, has
/// so many characters at least and is wanted, with the place where it begins and its value.
#[inline]
pub fn longest_before(
    names: &Index,
    glyphs: &Glyphs,
    floor: usize,
    end: usize,
    least: usize,
    wanted: impl Fn(&Name<'_>) -> bool,
) -> Option<(usize, usize)> {
    if end <= floor {
        return None;
    }
    let single = (least < 2).then(|| glyphs.hashes(end - 1).1);
    let pair = end.checked_sub(2).map(|before| glyphs.hashes(before).0);
    if !names.may_end(pair, single) {
        return None;
    }
    let fits = |chars, mark| {
        let start = end.checked_sub(chars).filter(|&start| start >= floor);
        start.is_some_and(|start| is_marked(glyphs, start, end, mark))
    };
    names.ending(pair, single, fits).find_map(|name| {
        let start = end - name.chars;
        (stands(&name, glyphs, start) && wanted(&name)).then_some((start, name.value as usize))
    })
}

/// Whether the glyphs of a range have the mark of a name that may stand there.
#[inline]
fn is_marked(glyphs: &Glyphs, start: usize, end: usize, marked: u32) -> bool {
    if end > glyphs.len() {
        return false;
    }
    let (pair, single) = glyphs.hashes(start);
    let wanted = match end - start {
        1 => mark(single, single),
        _ => mark(pair, glyphs.hashes(end - 2).0),
    };
    wanted == marked
}

#[inline]
fn stands(name: &Name<'_>, glyphs: &Glyphs, start: usize) -> bool {
    let end = start + name.chars;
    end <= glyphs.len()
        && name.is((start..end).map(|at| glyphs.char(at)))
        && is_word(glyphs, start, end)
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
    use crate::authority::beginnings::Beginnings;

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
    fn a_word_of_a_list_is_found_whether_or_not_its_beginnings_are_known() {
        let words = ["會", "會議", "Summit", "OGP", "第三屆"];
        let index = || Index::new(words.iter().map(|word| (word, 0, 0)));
        let list = Gazetteer::of_list(WordList::ALL[1], index());
        let others = Index::new([("屆高", 0, 0)]);
        let all = WordList::ALL.iter();
        let indexes = all.map(|list| {
            if list.place == 1 {
                index()
            } else {
                others.clone()
            }
        });
        let indexes: Vec<Index> = indexes.collect();
        let beginnings = Beginnings::new(indexes.iter());
        let text = "第三屆高峰會議（ＯＧＰ SUMMIT）於會";
        let (plain, known) = (Glyphs::new(text), Glyphs::known(text, &beginnings));
        let found = |glyphs| -> Vec<usize> {
            let places = 0..plain.len() + 2;
            let ends = places.filter_map(|at| list.longest_at(glyphs, at));
            ends.map(|(end, ())| end).collect()
        };
        assert_eq!(found(&known), [3, 7, 11, 18, 21]);
        assert_eq!(found(&known), found(&plain));
        assert!(
            !known.may_begin(1, beginnings::list(1)) && !known.may_begin(3, beginnings::list(1))
        );
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
