//! Cue words by what they tell.

use std::collections::BTreeMap;
use std::ops::Range;

use super::table::Text;

/// The columns of lexicon.csv.
pub(super) const COLUMNS: [&str; 4] = ["group", "word", "value", "source"];

/// Cue words in groups; data/authority/README.md says what each group is for.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// Words with their values, sorted by group and word.
    words: Vec<(Text, Text)>,
    /// Where each group's words are.
    groups: BTreeMap<Text, Range<usize>>,
}

impl Lexicon {
    /// Reads rows that are sorted by group and word, as the built-in ones are.
    pub(super) fn new(rows: impl Iterator<Item = [Text; COLUMNS.len()]>) -> Self {
        let mut words = Vec::with_capacity(rows.size_hint().0);
        let mut groups: Vec<(Text, Range<usize>)> = Vec::new();
        for [group, word, value, _] in rows {
            let start = words.len();
            words.push((word, value));
            match groups.last_mut() {
                Some((name, range)) if *name == group => range.end = words.len(),
                _ => groups.push((group, start..words.len())),
            }
        }
        let groups = groups.into_iter().collect();
        Self { words, groups }
    }

    /// Adds a word, or gives a known one a new value; returns the value that it had.
    pub(super) fn insert(&mut self, group: &Text, word: Text, value: Text) -> Option<Text> {
        let end = self.words.len();
        let range = self.groups.entry(group.clone()).or_insert(end..end);
        let start = range.start;
        let words = &mut self.words[range.clone()];
        match words.binary_search_by(|(known, _)| known.cmp(&word)) {
            Ok(place) => Some(std::mem::replace(&mut words[place].1, value)),
            Err(place) => {
                range.end += 1;
                self.words.insert(start + place, (word, value));
                for (name, range) in &mut self.groups {
                    if name != group && range.start >= start {
                        *range = range.start + 1..range.end + 1;
                    }
                }
                None
            }
        }
    }

    /// The words of a group with their values, sorted by word; none for an unknown group.
    ///
    /// A word that needs no value has an empty one.
    pub fn group(&self, name: &str) -> &[(Text, Text)] {
        let range = self.groups.get(name).cloned();
        &self.words[range.unwrap_or_default()]
    }

    /// Whether `word` is in the group.
    pub fn contains(&self, group: &str, word: &str) -> bool {
        self.value(group, word).is_some()
    }

    /// The value of `word` in the group.
    pub fn value(&self, group: &str, word: &str) -> Option<&str> {
        let words = self.group(group);
        let place = words.binary_search_by(|(known, _)| (**known).cmp(word));
        Some(&words[place.ok()?].1)
    }

    /// The names of the groups, sorted.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        self.groups.keys().map(|name| &**name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(rows: &[[&'static str; 3]]) -> Lexicon {
        let rows = rows.iter().map(|&[group, word, value]| {
            [group.into(), word.into(), value.into(), Text::Borrowed("")]
        });
        Lexicon::new(rows)
    }

    #[test]
    fn a_word_is_found_in_its_group_only() {
        let lexicon = lexicon(&[["bound", "約", "about"], ["list-close", "等人", ""]]);
        assert_eq!(lexicon.value("bound", "約"), Some("about"));
        assert_eq!(lexicon.value("list-close", "等人"), Some(""));
        assert_eq!(lexicon.value("list-close", "約"), None);
        assert_eq!(lexicon.group("no such group"), []);
    }

    #[test]
    fn an_added_word_stands_in_the_order_of_its_group_and_moves_no_other() {
        let mut lexicon = lexicon(&[["a", "1", ""], ["a", "3", ""], ["b", "2", "x"]]);
        assert_eq!(lexicon.insert(&"a".into(), "2".into(), "y".into()), None);
        assert_eq!(lexicon.insert(&"c".into(), "9".into(), "z".into()), None);
        let words = |name| -> Vec<&str> {
            let group = lexicon.group(name).iter();
            group.map(|(word, _)| &**word).collect()
        };
        assert_eq!(words("a"), ["1", "2", "3"]);
        assert_eq!(words("b"), ["2"]);
        assert_eq!(words("c"), ["9"]);
        assert_eq!(lexicon.value("a", "2"), Some("y"));
        assert_eq!(lexicon.groups().collect::<Vec<_>>(), ["a", "b", "c"]);
    }

    #[test]
    fn a_known_word_takes_the_new_value_and_gives_back_the_former() {
        let mut lexicon = lexicon(&[["bound", "約", "about"]]);
        let former = lexicon.insert(&"bound".into(), "約".into(), "exactly".into());
        assert_eq!(former.as_deref(), Some("about"));
        assert_eq!(lexicon.value("bound", "約"), Some("exactly"));
    }
}
