//! The reading text as classified characters, the form that the rules read.
//!
//! Chinese is matched on characters, never on words: a wrong segmentation would lose the name
//! before any rule sees it. Full-width letters, digits and punctuation are folded to their
//! ASCII forms here, so that a rule need not list both; spans always refer to the text as it is.

use std::ops::Range;

use crate::authority::beginnings::{Beginnings, Lists};
use crate::authority::fold::fold;
pub use crate::authority::fold::is_han;
use crate::authority::index::hash;
use crate::document::Span;

/// What kind of character a [`Glyph`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A Chinese character.
    Han,
    /// A letter of another script, with its accents.
    Letter,
    /// A decimal digit.
    Digit,
    /// White space, the line end between two blocks excepted.
    Space,
    /// Anything else: punctuation, symbols, the end of a block.
    Mark,
}

/// One character of the reading text.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    /// Where it begins, in bytes of the reading text.
    pub at: usize,
    /// The character, folded: `（` is `(`, `Ａ` is `A`.
    pub char: char,
    /// What kind of character it is.
    pub class: Class,
}

/// A text as a row of glyphs; positions are indices into that row.
#[derive(Clone, Debug)]
pub struct Glyphs {
    row: Vec<Glyph>,
    /// For each glyph the hash of it with the next one, and of it alone, by which names are
    /// looked up.
    hashes: Vec<(u32, u32)>,
    /// For each glyph the lists of which a word may begin with it; empty where all may.
    lists: Vec<Lists>,
    /// Length of the text in bytes.
    end: usize,
}

impl Glyphs {
    /// Reads a text.
    pub fn new(text: &str) -> Self {
        let mut glyphs: Vec<Glyph> = text
            .char_indices()
            .map(|(at, c)| {
                let char = fold(c);
                Glyph {
                    at,
                    char,
                    class: class(char),
                }
            })
            .collect();
        // 夷將．拔路兒: between Han characters the full stop is a middle dot.
        for i in 1..glyphs.len().saturating_sub(1) {
            let between = glyphs[i - 1].class == Class::Han && glyphs[i + 1].class == Class::Han;
            if glyphs[i].char == '.' && between {
                glyphs[i].char = '‧';
            }
        }
        let next = glyphs.iter().skip(1).map(|glyph| glyph.char);
        let hashes = glyphs.iter().zip(next.chain(['\n']));
        Self {
            hashes: hashes
                .map(|(glyph, next)| (hash(glyph.char, Some(next)), hash(glyph.char, None)))
                .collect(),
            row: glyphs,
            lists: Vec::new(),
            end: text.len(),
        }
    }

    /// The same of a long text, with what may begin at each place of it.
    pub fn known(text: &str, beginnings: &Beginnings) -> Self {
        let mut glyphs = Self::new(text);
        let hashes = glyphs.hashes.iter();
        glyphs.lists = hashes.map(|&hashes| beginnings.of(hashes)).collect();
        glyphs
    }

    /// Whether a word of some lists may begin at an index.
    #[inline]
    pub fn may_begin(&self, index: usize, lists: Lists) -> bool {
        self.lists.get(index).is_none_or(|known| known & lists != 0)
    }

    /// The number of characters.
    pub fn len(&self) -> usize {
        self.row.len()
    }

    /// Whether there is no character.
    pub fn is_empty(&self) -> bool {
        self.row.is_empty()
    }

    /// The folded character at an index, or the end-of-block mark outside the text.
    #[inline]
    pub fn char(&self, index: usize) -> char {
        self.row.get(index).map_or('\n', |g| g.char)
    }

    /// The hashes of the character at an index with the next one, and alone.
    #[inline]
    pub fn hashes(&self, index: usize) -> (u32, u32) {
        let outside = || (hash('\n', Some('\n')), hash('\n', None));
        self.hashes.get(index).copied().unwrap_or_else(outside)
    }

    /// The class at an index; [`Class::Mark`] outside the text.
    #[inline]
    pub fn class(&self, index: usize) -> Class {
        self.row.get(index).map_or(Class::Mark, |g| g.class)
    }

    /// The index of the glyph that begins at a byte of the text.
    pub fn index(&self, byte: usize) -> usize {
        self.row.partition_point(|g| g.at < byte)
    }

    /// The byte where an index begins.
    pub fn byte(&self, index: usize) -> usize {
        self.row.get(index).map_or(self.end, |g| g.at)
    }

    /// The bytes of a range of indices.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.byte(range.start), self.byte(range.end))
    }

    /// The indices of a span.
    pub fn range(&self, span: Span) -> Range<usize> {
        self.index(span.start)..self.index(span.end)
    }

    /// Whether a word stands at an index that joins the last two members of a list: 及, 與.
    #[inline]
    pub fn is_conjunction(&self, index: usize) -> bool {
        matches!(self.char(index), '及' | '與' | '和' | '暨')
    }

    /// Whether a stroke stands at an index that may join two halves of a name: 戈爾諾|-|巴達赫尚.
    pub fn is_stroke(&self, index: usize) -> bool {
        matches!(self.char(index), '-' | '—' | '–')
    }

    /// Whether a mark or word stands at an index that joins the members of a list: 、, 及.
    #[inline]
    pub fn joins_list(&self, index: usize) -> bool {
        self.char(index) == '、' || self.is_conjunction(index)
    }

    /// Whether a word stands at an index.
    #[inline]
    pub fn starts_with(&self, index: usize, word: &str) -> bool {
        (index..)
            .zip(word.chars())
            .all(|(at, c)| at < self.len() && self.char(at) == c)
    }

    /// Where a word that ends at `end` begins, if it stands there and not before `floor`.
    pub fn ends_with(&self, floor: usize, end: usize, word: &str) -> Option<usize> {
        let mut at = end;
        for c in word.chars().rev() {
            if at <= floor || self.char(at - 1) != c {
                return None;
            }
            at -= 1;
        }
        Some(at)
    }

    /// The folded characters of a range, as text.
    pub fn text(&self, range: Range<usize>) -> String {
        // A Chinese character has three bytes.
        let mut text = String::with_capacity(3 * range.len());
        text.extend(range.map(|i| self.char(i)));
        text
    }

    /// The first index at or after `index` that is not white space.
    pub fn skip_space(&self, mut index: usize) -> usize {
        while self.class(index) == Class::Space {
            index += 1;
        }
        index
    }

    /// The index after the last glyph before `index` that is not white space, not below `floor`.
    pub fn skip_space_back(&self, floor: usize, mut index: usize) -> usize {
        while index > floor && self.class(index - 1) == Class::Space {
            index -= 1;
        }
        index
    }
}

fn class(c: char) -> Class {
    match c {
        '0'..='9' => Class::Digit,
        '\n' => Class::Mark,
        c if c.is_ascii() => {
            if c.is_ascii_alphabetic() {
                Class::Letter
            } else if matches!(c, ' ' | '\t') {
                Class::Space
            } else {
                Class::Mark
            }
        }
        c if is_han(c) => Class::Han,
        c if c.is_alphabetic() => Class::Letter,
        c if c.is_whitespace() => Class::Space,
        _ => Class::Mark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_is_folded_and_spans_stay() {
        let text = "聯盟（ＯＧＰ）";
        let glyphs = Glyphs::new(text);
        assert_eq!(glyphs.text(0..glyphs.len()), "聯盟(OGP)");
        assert_eq!(&text[Range::from(glyphs.span(3..6))], "ＯＧＰ");
        assert_eq!(glyphs.class(0), Class::Han);
        assert_eq!(glyphs.class(3), Class::Letter);
    }

    #[test]
    fn words_are_found_forwards_and_backwards() {
        let glyphs = Glyphs::new("接著由世界");
        assert!(glyphs.starts_with(2, "由世"));
        assert!(!glyphs.starts_with(4, "界限"));
        assert_eq!(glyphs.ends_with(0, 3, "接著由"), Some(0));
        assert_eq!(glyphs.ends_with(1, 3, "接著由"), None);
    }
}
