//! English text as words: there, unlike in Chinese, white space tells where one ends.

use std::ops::Range;

use crate::mention::glyph::{Class, Glyphs};

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// With a capital at its beginning: `Ministry`, `O'Neill`, `d'Iéna`.
    Capital,
    /// In capitals: `OGP`, `MINUTES`.
    Capitals,
    /// A letter for a name: `J.`, `J.R.`.
    Initial,
    /// Without a capital at its beginning.
    Lower,
    /// With a digit at its beginning: `2016`, `4th`.
    Number,
    /// A punctuation mark or another sign.
    Mark,
}

/// A word or mark.
#[derive(Clone, Debug)]
pub struct Word {
    /// Its glyphs, without `'s`.
    pub range: Range<usize>,
    /// The same as text.
    pub text: String,
    /// How it is written.
    pub shape: Shape,
    /// Whether `'s` follows.
    pub possessive: bool,
}

impl Word {
    /// Whether it may be a word of a name.
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Capitals)
    }

    /// Whether it is this word or mark.
    pub fn is(&self, text: &str) -> bool {
        self.text == text
    }
}

/// What stands for a gap between two cells in the words of a line.
pub const GAP: &str = "\t";

/// Spaces that set words further apart than the words of a sentence are.
const GAP_SPACES: usize = 3;

/// The words and marks of a range of glyphs, in order; a gap that sets columns apart is a mark.
pub fn words(glyphs: &Glyphs, range: Range<usize>) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = range.start;
    while at < range.end {
        match glyphs.class(at) {
            Class::Space => {
                let from = at;
                while at < range.end && glyphs.class(at) == Class::Space {
                    at += 1;
                }
                let tab = (from..at).any(|i| glyphs.char(i) == '\t');
                if (tab || at - from >= GAP_SPACES) && from > range.start && at < range.end {
                    words.push(Word {
                        range: from..at,
                        text: GAP.to_owned(),
                        shape: Shape::Mark,
                        possessive: false,
                    });
                }
            }
            // Mrs |'t Hoen
            Class::Mark if is_dutch_article(glyphs, at) && at + 2 < range.end => {
                words.push(Word {
                    range: at..at + 2,
                    text: glyphs.text(at..at + 2),
                    shape: Shape::Lower,
                    possessive: false,
                });
                at += 2;
            }
            Class::Letter | Class::Digit => {
                let (word, next) = word(glyphs, at, range.end);
                words.push(word);
                at = next;
            }
            Class::Han | Class::Mark => {
                words.push(Word {
                    range: at..at + 1,
                    text: glyphs.text(at..at + 1),
                    shape: Shape::Mark,
                    possessive: false,
                });
                at += 1;
            }
        }
    }
    words
}

/// Whether `'t` before a name stands at an index.
fn is_dutch_article(glyphs: &Glyphs, at: usize) -> bool {
    let apart = at == 0 || glyphs.class(at - 1) == Class::Space;
    apart
        && glyphs.char(at) == '\''
        && matches!(glyphs.char(at + 1), 't' | 's')
        && glyphs.class(at + 2) == Class::Space
        && glyphs.char(at + 3).is_uppercase()
}

/// The word that begins at an index, and where to go on after it.
fn word(glyphs: &Glyphs, start: usize, limit: usize) -> (Word, usize) {
    let is_inside = |i: usize| matches!(glyphs.class(i), Class::Letter | Class::Digit);
    let mut end = start;
    while end < limit {
        let joins = matches!(glyphs.char(end), '-' | '\'')
            && end > start
            && end + 1 < limit
            && glyphs.class(end + 1) == Class::Letter
            && glyphs.class(end - 1) == Class::Letter;
        if !is_inside(end) && !joins {
            break;
        }
        end += 1;
    }
    let possessive =
        end >= start + 3 && glyphs.char(end - 2) == '\'' && glyphs.char(end - 1) == 's';
    let after = end;
    if possessive {
        end -= 2;
    }
    // farmers' association
    let plural = !possessive && glyphs.char(end) == '\'' && glyphs.char(end - 1) == 's';
    let after = if plural { after + 1 } else { after };
    let (end, after, initial) = if possessive || plural {
        (end, after, false)
    } else {
        let dotted = initials(glyphs, start, end, limit);
        dotted.map_or((end, after, false), |end| (end, end, true))
    };
    let text = glyphs.text(start..end);
    let word = Word {
        shape: if initial {
            Shape::Initial
        } else {
            shape(&text)
        },
        range: start..end,
        text,
        possessive: possessive || plural,
    };
    (word, after)
}

/// The end of `J.` or `J.R.`, if the word that ends at `end` begins one.
fn initials(glyphs: &Glyphs, start: usize, end: usize, limit: usize) -> Option<usize> {
    let mut at = start;
    let is_initial =
        |at: usize| at + 1 < limit && glyphs.char(at).is_uppercase() && glyphs.char(at + 1) == '.';
    if end != start + 1 {
        return None;
    }
    while is_initial(at) {
        at += 2;
    }
    (at > start).then_some(at)
}

fn shape(text: &str) -> Shape {
    let first = text.chars().next().unwrap_or_default();
    if first.is_ascii_digit() {
        return Shape::Number;
    }
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let capitals = letters().filter(|c| c.is_uppercase()).count();
    if capitals >= 2 && capitals == letters().count() {
        return Shape::Capitals;
    }
    // d'Iéna, l'Europe
    let tail = text
        .split_once('\'')
        .and_then(|(_, tail)| tail.chars().next());
    if first.is_uppercase() || tail.is_some_and(char::is_uppercase) {
        Shape::Capital
    } else {
        Shape::Lower
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, Shape)> {
        let glyphs = Glyphs::new(text);
        words(&glyphs, 0..glyphs.len())
            .into_iter()
            .map(|word| (word.text, word.shape))
            .collect()
    }

    #[test]
    fn a_gap_between_columns_is_a_mark_and_spaces_between_words_are_none() {
        let read = read("Ana 't Hoen     Bank of  Ghana\tChair");
        let words: Vec<&str> = read.iter().map(|(text, _)| text.as_str()).collect();
        let all = [
            "Ana", "'t", "Hoen", "\t", "Bank", "of", "Ghana", "\t", "Chair",
        ];
        assert_eq!(words, all);
        assert_eq!(read[1].1, Shape::Lower);
    }

    #[test]
    fn names_keep_their_hyphens_apostrophes_and_initials() {
        let read = read("J. R. O’Neill and Lee Sang-hoon’s 4th OGP paper.");
        let shapes: Vec<&str> = read.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(
            shapes,
            [
                "J.",
                "R.",
                "O'Neill",
                "and",
                "Lee",
                "Sang-hoon",
                "4th",
                "OGP",
                "paper",
                "."
            ]
        );
        assert_eq!(read[0].1, Shape::Initial);
        assert_eq!(read[2].1, Shape::Capital);
        assert_eq!(read[6].1, Shape::Number);
        assert_eq!(read[7].1, Shape::Capitals);
    }
}
