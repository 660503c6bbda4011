//! Cue words at a place in the text.

use super::glyph::Glyphs;
use crate::authority::{self, Text};

/// The words of a group of the lexicon, for rules that ask at every place of a text. Unlike names
/// they are taken as written, also inside longer words.
#[derive(Clone, Copy, Debug)]
pub struct Cues<'a>(authority::Cues<'a>);

impl<'a> From<authority::Cues<'a>> for Cues<'a> {
    fn from(cues: authority::Cues<'a>) -> Self {
        Self(cues)
    }
}

impl<'a> Cues<'a> {
    /// The words that stand at an index, with their values, in their order.
    #[inline]
    pub fn at<'g>(
        self,
        glyphs: &'g Glyphs,
        index: usize,
    ) -> impl Iterator<Item = &'a (Text, Text)> + use<'a, 'g> {
        let words = self.0.beginning(glyphs.char(index)).iter();
        words.filter(move |(word, _)| glyphs.starts_with(index, word))
    }

    /// Whether a word may begin with a character.
    #[inline]
    pub fn may_begin(self, first: char) -> bool {
        !self.0.beginning(first).is_empty()
    }

    /// The place after the longest word at an index.
    #[inline]
    pub fn end(self, glyphs: &Glyphs, index: usize) -> Option<usize> {
        // Of words that begin alike the longest is the last.
        let (word, _) = self.at(glyphs, index).last()?;
        Some(index + word.chars().count())
    }

    /// The words that end just before a place and do not begin before `floor`, each with the place
    /// where it begins.
    pub fn before<'g>(
        self,
        glyphs: &'g Glyphs,
        floor: usize,
        end: usize,
    ) -> impl Iterator<Item = (usize, &'a (Text, Text))> + use<'a, 'g> {
        let starts = end.saturating_sub(self.0.longest()).max(floor)..end;
        starts.flat_map(move |start| {
            let words = self.at(glyphs, start);
            let ending = words.filter(move |(word, _)| start + word.chars().count() == end);
            ending.map(move |row| (start, row))
        })
    }

    /// Where words that stand over the place before `end`, or end there, begin, each with the
    /// place where it ends.
    pub fn over<'g>(
        self,
        glyphs: &'g Glyphs,
        end: usize,
    ) -> impl Iterator<Item = (usize, usize)> + use<'a, 'g> {
        let starts = end.saturating_sub(self.0.longest())..end;
        let words = starts.flat_map(move |start| {
            let words = self.at(glyphs, start);
            words.map(move |(word, _)| (start, start + word.chars().count()))
        });
        words.filter(move |(_, after)| *after >= end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::Authority;

    #[test]
    fn words_that_stand_at_a_place_are_found_in_their_order() {
        let mut authority = Authority::builtin();
        // A group whose own words stand in none of these texts.
        let rows = "group,word,value\nera,去,-1\nera,去年,year-1\nera,同年,year=\n";
        assert_eq!(authority.extend("lexicon.csv", rows), []);
        let cues = Cues::from(authority.lexicon.cues("era"));
        let at = |text, index| -> Vec<&str> {
            let glyphs = Glyphs::new(text);
            cues.at(&glyphs, index).map(|(word, _)| &**word).collect()
        };
        assert_eq!(at("於去年九月", 1), ["去", "去年"]);
        assert_eq!(at("於去年九月", 2), Vec::<&str>::new());
        assert_eq!(at("同", 0), Vec::<&str>::new());
        let glyphs = Glyphs::new("於去年九月");
        let over = |end| cues.over(&glyphs, end).collect::<Vec<_>>();
        assert_eq!(cues.end(&glyphs, 1), Some(3));
        assert_eq!(cues.end(&glyphs, 0), None);
        assert_eq!(over(2), [(1, 2), (1, 3)]);
        assert_eq!(over(3), [(1, 3)]);
        assert_eq!(over(4), []);
    }
}
