//! Cue words at a place in the text.

use rustc_hash::FxHashMap;

use super::glyph::Glyphs;
use crate::authority::Text;

/// The words of a group of the lexicon by their first character, for rules that ask at every
/// place of a text. Unlike names they are taken as written, also inside longer words.
#[derive(Clone, Debug)]
pub struct Cues<'a>(FxHashMap<char, &'a [(Text, Text)]>);

impl<'a> Cues<'a> {
    /// Indexes words with their values, which are sorted by word.
    pub fn new(words: &'a [(Text, Text)]) -> Self {
        let first = |(word, _): &(Text, Text)| word.chars().next();
        let runs = words.chunk_by(|a, b| first(a) == first(b));
        Self(
            runs.filter_map(|run| Some((first(&run[0])?, run)))
                .collect(),
        )
    }

    /// The words that stand at an index, with their values, in their order.
    pub fn at(&self, glyphs: &Glyphs, index: usize) -> impl Iterator<Item = &'a (Text, Text)> {
        let run = self.0.get(&glyphs.char(index)).copied().unwrap_or_default();
        run.iter()
            .filter(move |(word, _)| glyphs.starts_with(index, word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_stand_at_a_place_are_found_in_their_order() {
        let words = [("去", "-1"), ("去年", "year-1"), ("同年", "year=")];
        let words = words.map(|(word, value)| (Text::from(word), Text::from(value)));
        let cues = Cues::new(&words);
        let at = |text, index| -> Vec<&str> {
            let glyphs = Glyphs::new(text);
            cues.at(&glyphs, index).map(|(word, _)| &**word).collect()
        };
        assert_eq!(at("於去年九月", 1), ["去", "去年"]);
        assert_eq!(at("於去年九月", 2), Vec::<&str>::new());
        assert_eq!(at("同", 0), Vec::<&str>::new());
    }
}
