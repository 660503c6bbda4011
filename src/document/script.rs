//! Kinds of characters, and between which of them a document prints a space.

use unicode_width::UnicodeWidthChar;

/// What a character is to the rules of line breaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// White space.
    Space,
    /// Han characters, kana and bopomofo: a line may break between any two, without a space.
    Han,
    /// East Asian punctuation and other wide signs: never a space beside it.
    Wide,
    /// Letters and digits of scripts that separate words by spaces.
    Word,
    /// `(` `[` `“` …
    Open,
    /// `)` `]` `”` …
    Close,
    /// `.` `,` `;` `:` `!` `?` `%`.
    Stop,
    /// Hyphens, dashes, slashes and other signs.
    Sign,
}

pub(super) fn class(c: char) -> Class {
    match c {
        // The commonest first: this runs for every character.
        '\u{4E00}'..='\u{9FFF}' => Class::Han,
        'a'..='z' | 'A'..='Z' | '0'..='9' => Class::Word,
        ' ' | '\t' | '\u{3000}' => Class::Space,
        '(' | '[' | '{' | '“' | '‘' | '«' => Class::Open,
        ')' | ']' | '}' | '”' | '’' | '»' => Class::Close,
        '.' | ',' | ';' | ':' | '!' | '?' | '%' => Class::Stop,
        _ if c.is_ascii() => {
            if c.is_ascii_whitespace() || c.is_ascii_control() {
                Class::Space
            } else {
                Class::Sign
            }
        }
        // Ideographs, their radicals, kana and bopomofo; 〇 and 々 are used as ideographs.
        '\u{3400}'..='\u{4DBF}'
        | '\u{2E80}'..='\u{2FDF}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FA}'
        | '\u{3100}'..='\u{312F}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => Class::Han,
        '…'
        | '‧'
        | '·'
        | '•'
        | '\u{3001}'..='\u{33FF}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF01}'..='\u{FF60}' => Class::Wide,
        _ if c.is_whitespace() => Class::Space,
        _ if c.is_alphanumeric() => Class::Word,
        _ => Class::Sign,
    }
}

/// Whether a character is a letter or digit of a script that writes words together.
pub fn is_word_letter(c: char) -> bool {
    class(c) == Class::Word
}

/// Whether a text is written in Latin letters: it has two or more of them, and eight for each Han
/// character.
pub fn is_latin(text: &str) -> bool {
    // Most blocks of a Chinese report are told by their first characters.
    is_latin_up_to(text, |letters, han| {
        han > 8 && letters < han || too_many(han, text)
    })
}

/// Whether a whole text is in Latin letters, though its first line may be in Han characters.
pub fn is_latin_text(text: &str) -> bool {
    is_latin_up_to(text, |_, han| too_many(han, text))
}

/// Whether the rest of a text cannot have letters enough for so many Han characters, of which each
/// takes three bytes.
fn too_many(han: usize, text: &str) -> bool {
    (3 + 8) * han > text.len()
}

/// The same of the characters up to where the numbers of letters and Han characters are enough.
fn is_latin_up_to(text: &str, enough: impl Fn(usize, usize) -> bool) -> bool {
    let (mut letters, mut han) = (0_usize, 0_usize);
    for c in text.chars() {
        match class(c) {
            Class::Han => han += 1,
            Class::Word if c.is_alphabetic() => letters += 1,
            _ => {}
        }
        if enough(letters, han) {
            break;
        }
    }
    letters >= 2 && letters >= 8 * han
}

/// Columns that a character takes in a fixed-width font: 2 for East Asian wide ones.
pub(super) fn columns(c: char) -> usize {
    match c {
        ' '..='~' => 1,
        '\u{4E00}'..='\u{9FFF}' | '\u{3000}'..='\u{303E}' | '\u{FF01}'..='\u{FF60}' => 2,
        _ => c.width().unwrap_or(0),
    }
}

/// Columns that a text takes in a fixed-width font.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// Whether a text ends a sentence or announces what follows, closing brackets aside.
pub(super) fn finished(text: &str) -> bool {
    matches!(
        last_inside_closers(text),
        Some('。' | '！' | '？' | '；' | '：' | '．' | '.' | '!' | '?' | ';' | ':')
    )
}

/// Whether a text ends a sentence, closing brackets aside.
pub(super) fn sentence_ended(text: &str) -> bool {
    matches!(
        last_inside_closers(text),
        Some('。' | '！' | '？' | '.' | '!' | '?')
    )
}

fn last_inside_closers(text: &str) -> Option<char> {
    let closer = |c| {
        matches!(
            c,
            '」' | '』' | '）' | '》' | '〉' | '】' | '〕' | '”' | '’' | '"' | ')' | ']' | ' '
        )
    };
    text.trim_end_matches(closer).chars().next_back()
}

/// Between which classes of characters a document prints a space inside its lines.
///
/// Chinese documents differ: some write `OGP 高峰會`, some `OGP高峰會`.
#[derive(Clone, Debug, Default)]
pub(super) struct Habits {
    counts: [[[u32; 2]; CLASSES]; CLASSES],
}

const CLASSES: usize = 8;

impl Habits {
    /// Notes that `before` and `after` stood in one line, with or without spaces between.
    pub(super) fn note(&mut self, before: Class, after: Class, spaced: bool) {
        self.counts[before as usize][after as usize][usize::from(spaced)] += 1;
    }

    /// Whether a space is usual between the two classes, as far as the document shows.
    pub(super) fn spaced(&self, before: Class, after: Class) -> Option<bool> {
        let [without, with] = self.counts[before as usize][after as usize];
        (with + without > 0).then_some(with > without)
    }

    /// Whether Han characters and digits are kept apart, so that a digit that touches a Han
    /// character stands out.
    pub(super) fn separates_digits(&self) -> bool {
        let [[a_without, a_with], [b_without, b_with]] = [
            self.counts[Class::Han as usize][Class::Word as usize],
            self.counts[Class::Word as usize][Class::Han as usize],
        ];
        a_with + b_with > 4 * (a_without + b_without)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_brackets_hide_no_sentence_end() {
        assert!(finished("溝通。」") && finished("find allies.)") && finished("如下："));
        assert!(!finished("政府組成，") && !finished("(NGO)") && !finished(""));
        assert!(sentence_ended("願景。") && !sentence_ended("如下："));
    }

    #[test]
    fn a_text_is_latin_if_hardly_any_character_is_han() {
        assert!(is_latin("The Third Global Summit (峰會)"));
        assert!(!is_latin("OGP 高峰會") && !is_latin("2016 / 7"));
    }

    #[test]
    fn han_characters_take_two_columns() {
        assert_eq!(width("OGP 高峰會，é"), 4 + 6 + 2 + 1);
    }
}
