//! Cue words by what they tell.

use std::collections::HashMap;

use super::table::Text;

/// The columns of lexicon.csv.
pub(super) const COLUMNS: [&str; 4] = ["group", "word", "value", "source"];

/// Cue words in groups; data/authority/README.md says what each group is for.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    groups: HashMap<Text, Group>,
}

#[derive(Clone, Debug, Default)]
struct Group {
    words: Vec<(Text, Text)>,
    places: HashMap<Text, usize>,
}

impl Lexicon {
    pub(super) fn new(rows: impl Iterator<Item = [Text; COLUMNS.len()]>) -> Self {
        let mut lexicon = Self::default();
        for [group, word, value, _] in rows {
            lexicon.insert(group, word, value);
        }
        lexicon
    }

    /// Adds a word, or gives a known one a new value; returns the value that it had.
    pub(super) fn insert(&mut self, group: Text, word: Text, value: Text) -> Option<Text> {
        let Group { words, places } = self.groups.entry(group).or_default();
        if let Some(&place) = places.get(&word) {
            return Some(std::mem::replace(&mut words[place].1, value));
        }
        places.insert(word.clone(), words.len());
        words.push((word, value));
        None
    }

    /// The words of a group with their values, sorted by word; none for an unknown group.
    ///
    /// A word that needs no value has an empty one. A project's own words come last.
    pub fn group(&self, name: &str) -> &[(Text, Text)] {
        self.groups.get(name).map_or(&[], |group| &group.words)
    }

    /// Whether `word` is in the group.
    pub fn contains(&self, group: &str, word: &str) -> bool {
        self.value(group, word).is_some()
    }

    /// The value of `word` in the group.
    pub fn value(&self, group: &str, word: &str) -> Option<&str> {
        let group = self.groups.get(group)?;
        let place = *group.places.get(word)?;
        Some(&group.words[place].1)
    }

    /// The names of the groups, sorted.
    pub fn groups(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.groups.keys().map(|name| &**name).collect();
        names.sort_unstable();
        names
    }
}
