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

    /// Whether a part of it behind a stroke is in small letters, as in given names: Kwo-|tsai.
    pub fn is_hyphened(&self) -> bool {
        let mut parts = self.text.split('-').skip(1);
        parts.any(|part| part.starts_with(char::is_lowercase))
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

/// The same where the line is set in columns already: the longest cell has the least space.
const NARROW_GAP: usize = 2;

/// The words and marks of a range of glyphs, in order; a gap that sets columns apart is a mark.
pub fn words(glyphs: &Glyphs, range: Range<usize>) -> Vec<Word> {
    let mut words = Vec::new();
    let gaps = Gaps::of(glyphs, &range);
    let narrow = if gaps.justified() {
        usize::MAX
    } else if gaps.wide > 0 {
        NARROW_GAP
    } else {
        GAP_SPACES
    };
    let mut at = range.start;
    while at < range.end {
        match glyphs.class(at) {
            Class::Space => {
                let from = at;
                while at < range.end && glyphs.class(at) == Class::Space {
                    at += 1;
                }
                // ARTCI;     Ana Lima: the mark sets the cells apart already.
                let marked = words
                    .last()
                    .is_some_and(|word: &Word| word.is(";") || word.is("|"));
                let tab = has_tab(glyphs, from..at) && !marked;
                // Bank of  Ghana is a slip, Aoife Ó Briain  Head of Analysis are two cells.
                let wide = if at - from < GAP_SPACES {
                    let before = words.last().is_some_and(Word::is_capital);
                    before && glyphs.char(at).is_uppercase()
                } else {
                    true
                };
                let apart = at - from >= narrow && wide || tab;
                if apart && from > range.start && at < range.end {
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

fn has_tab(glyphs: &Glyphs, mut spaces: Range<usize>) -> bool {
    spaces.any(|at| glyphs.char(at) == '\t')
}

/// The gaps between the words of a range.
#[derive(Default)]
struct Gaps {
    /// Of two spaces.
    double: usize,
    /// Of more, or with a tab.
    wide: usize,
}

impl Gaps {
    fn of(glyphs: &Glyphs, range: &Range<usize>) -> Self {
        let mut gaps = Self::default();
        let mut at = glyphs.skip_space(range.start);
        while at < range.end {
            let next = glyphs.skip_space(at);
            if next < range.end {
                let wide = next - at >= GAP_SPACES || has_tab(glyphs, at..next);
                gaps.wide += usize::from(wide);
                gaps.double += usize::from(!wide && next - at == 2);
            }
            at = next.max(at + 1);
        }
        gaps
    }

    /// Whether a line is justified: its words stand a little apart, and seldom more.
    fn justified(&self) -> bool {
        const FEWEST: usize = 4;
        self.double >= FEWEST && self.double > self.wide
    }
}

/// Words of grammar, which a heading in capitals has in capitals, too.
const GRAMMAR: [&str; 12] = [
    "AND", "OF", "FOR", "THE", "ON", "IN", "TO", "AT", "BY", "WITH", "FROM", "OR",
];

/// Reads `MINISTRY OF HEALTH AND WELFARE` as `Ministry of Health and Welfare`: where all words are
/// in capitals, those of grammar are in small letters.
pub fn read_capitals(words: &mut [Word]) {
    let letters = words
        .iter()
        .filter(|word| word.text.chars().any(char::is_alphabetic));
    let (mut count, mut large) = (0, 0);
    for word in letters {
        count += 1;
        large += usize::from(!word.text.chars().any(char::is_lowercase));
    }
    if count < 3 || large < count {
        return;
    }
    for word in words {
        if GRAMMAR.contains(&word.text.as_str()) {
            word.text.make_ascii_lowercase();
            word.shape = Shape::Lower;
        }
    }
}

/// Takes the full stop behind `St.` into the word, where a name follows: `St. Anne's Dispensary`.
pub fn read_saints(glyphs: &Glyphs, words: &mut Vec<Word>, is_saint: impl Fn(&str) -> bool) {
    let mut at = 0;
    while at + 2 < words.len() {
        let stop = &words[at + 1];
        let dotted = stop.is(".") && stop.range.start == words[at].range.end;
        let named = words[at + 2].shape == Shape::Capital;
        if dotted && named && words[at].shape == Shape::Capital && is_saint(&words[at].text) {
            join(glyphs, words, at..at + 2);
        }
        at += 1;
    }
}

/// Takes two letters with a stroke between them for one word: `Sivanandan |s/o Perumal`.
pub fn read_descent(glyphs: &Glyphs, words: &mut Vec<Word>) {
    let mut at = 0;
    while at + 2 < words.len() {
        let (left, right) = (words[at].range.end, words[at + 2].range.start);
        let touches = words[at + 1].is("/") && right == left + 1;
        let letters = words[at].text.len() == 1 && words[at + 2].text.len() == 1;
        if touches && letters && words[at].shape == Shape::Lower {
            join(glyphs, words, at..at + 3);
        }
        at += 1;
    }
}

/// Makes one word, of the shape of the first, of several.
fn join(glyphs: &Glyphs, words: &mut Vec<Word>, several: Range<usize>) {
    let end = words[several.end - 1].range.end;
    let first = &mut words[several.start];
    first.range.end = end;
    first.text = glyphs.text(first.range.clone());
    words.drain(several.start + 1..several.end);
}

/// Reads single letters before a capitalised word as initials where the points are left out: `R A
/// Ndzanga`, `, I Seckle`.
///
/// One letter behind a capitalised word or a `label` counts (Annex B, option C); `A` and `I` begin
/// sentences, so that one of them is an initial only in a list.
pub fn read_initials(words: &mut [Word], is_label: impl Fn(&str) -> bool) {
    let is_letter = |word: &Word| {
        word.shape == Shape::Capital && word.text.chars().count() == 1 && !word.possessive
    };
    let mut at = 0;
    while at < words.len() {
        let start = at;
        while at < words.len() && is_letter(&words[at]) {
            at += 1;
        }
        if at == start {
            at += 1;
            continue;
        }
        let named = words.get(at).is_some_and(|word| {
            word.shape == Shape::Capital && word.text.chars().count() > 1
                || word.shape == Shape::Capitals && at > start + 1
                || word.shape == Shape::Lower
                    && words.get(at + 1).is_some_and(Word::is_capital)
                    && at > start + 1
        });
        let before = start.checked_sub(1).map(|before| &words[before]);
        let counts = before.is_some_and(|word| {
            word.is_capital() || word.shape == Shape::Number || is_label(&word.text.to_lowercase())
        });
        let listed = before.is_some_and(|word| {
            ["-", ",", ";", ":", "(", "|", GAP, "and", "&"].contains(&word.text.as_str())
        });
        let plain = !matches!(words[start].text.as_str(), "A" | "I");
        if named && (at - start > 1 || !counts && (plain || listed)) {
            for word in &mut words[start..at] {
                word.shape = Shape::Initial;
            }
        }
    }
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
        // O' Donovan
        let apart = end == start + 1
            && glyphs.char(start) == 'O'
            && glyphs.char(end) == '\''
            && end + 2 < limit
            && glyphs.class(end + 1) == Class::Space
            && glyphs.char(end + 2).is_uppercase();
        if apart {
            end += 2;
            continue;
        }
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

/// Whether a word is an initial of two letters for one of Cyrillic, before another name or initial:
/// `Talgat Zh. Myrzabekov`, but not `Ch. 5`.
fn is_romanised_initial(glyphs: &Glyphs, word: Range<usize>) -> bool {
    const LETTERS: [&str; 8] = ["Ch", "Dz", "Kh", "Sh", "Ts", "Ya", "Yu", "Zh"];
    let next = glyphs.skip_space(word.end + 1);
    glyphs.char(word.end) == '.'
        && glyphs.char(next).is_uppercase()
        && LETTERS.contains(&glyphs.text(word).as_str())
}

/// The end of `J.` or `J.R.`, if the word that ends at `end` begins one.
fn initials(glyphs: &Glyphs, start: usize, end: usize, limit: usize) -> Option<usize> {
    let mut at = start;
    let is_initial =
        |at: usize| at + 1 < limit && glyphs.char(at).is_uppercase() && glyphs.char(at + 1) == '.';
    if end == start + 2 && is_romanised_initial(glyphs, start..end) {
        return Some(end + 1);
    }
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
    // d'Iéna, l'Europe; e-Governance, al-Busaidi
    let tail = |mark: char, longest: usize| {
        text.split_once(mark)
            .filter(|(head, _)| head.chars().count() <= longest)
            .and_then(|(_, tail)| tail.chars().next())
    };
    let inner = [tail('\'', 400), tail('-', 3)];
    if first.is_uppercase() || inner.into_iter().flatten().any(char::is_uppercase) {
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
    fn letters_around_a_stroke_are_one_word() {
        let joined = |text: &str| {
            let glyphs = Glyphs::new(text);
            let mut all = words(&glyphs, 0..glyphs.len());
            read_descent(&glyphs, &mut all);
            all.into_iter().map(|word| word.text).collect::<Vec<_>>()
        };
        let name = ["Sivanandan", "s/o", "Perumal"];
        assert_eq!(joined("Sivanandan s/o Perumal"), name);
        assert_eq!(joined("north/south"), ["north", "/", "south"]);
    }

    #[test]
    fn grammar_in_a_heading_in_capitals_is_grammar() {
        let glyphs = Glyphs::new("MINISTRY OF HEALTH");
        let mut all = words(&glyphs, 0..glyphs.len());
        read_capitals(&mut all);
        assert_eq!((all[1].text.as_str(), all[1].shape), ("of", Shape::Lower));
        let glyphs = Glyphs::new("OF the BANK");
        let mut some = words(&glyphs, 0..glyphs.len());
        read_capitals(&mut some);
        assert_eq!(some[0].text, "OF");
    }

    #[test]
    fn letters_without_points_are_initials_where_nothing_counts_with_them() {
        let shapes = |text: &str| {
            let glyphs = Glyphs::new(text);
            let mut all = words(&glyphs, 0..glyphs.len());
            read_initials(&mut all, |word| word == "option");
            let initials = all.into_iter().filter(|word| word.shape == Shape::Initial);
            initials.map(|word| word.text).collect::<Vec<_>>().concat()
        };
        assert_eq!(shapes("Ms R A Ndzanga and J Molapo, I Seckle"), "RAJI");
        assert_eq!(shapes("Annex B Report, option C Roads. A Minister"), "");
    }

    #[test]
    fn a_small_prefix_leaves_a_capital() {
        assert_eq!(shape("e-Estonia"), Shape::Capital);
        assert_eq!(shape("al-Busaidi"), Shape::Capital);
        assert_eq!(shape("non-EU"), Shape::Capital);
        assert_eq!(shape("follow-up"), Shape::Lower);
        assert_eq!(shape("anti-Corruption"), Shape::Lower);
    }

    #[test]
    fn a_gap_between_columns_is_a_mark_and_spaces_between_words_are_none() {
        let read = read("Ana 't Hoen     Bank of  Ghana   Chair");
        let words: Vec<&str> = read.iter().map(|(text, _)| text.as_str()).collect();
        let all = [
            "Ana", "'t", "Hoen", "\t", "Bank", "of", "Ghana", "\t", "Chair",
        ];
        assert_eq!(words, all);
        assert_eq!(read[1].1, Shape::Lower);
    }

    #[test]
    fn spaces_of_a_justified_line_set_nothing_apart() {
        let read = read("Report  of  the  Bank  of  Ghana   on  Trade");
        assert!(read.iter().all(|(text, _)| text != GAP), "{read:?}");
    }

    #[test]
    fn names_keep_their_hyphens_apostrophes_and_initials() {
        assert_eq!(read("O’ Donovan left")[0].0, "O' Donovan");
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
