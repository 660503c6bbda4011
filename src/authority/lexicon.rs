//! Cue words by what they tell.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::cell::{self, Text};
use super::cue::{Cues, Group};
use super::index::Index;
use super::place::Places;
use super::words::WordList;

/// The columns of lexicon.csv.
pub(super) const COLUMNS: [&str; 4] = ["group", "word", "value", "source"];

/// Cue words in groups; data/authority/README.md says what each group is for.
#[derive(Clone, Debug)]
pub struct Lexicon {
    text: &'static str,
    /// Where the rows of each group begin in the text, and where those of the last one end.
    begins: &'static [[u8; 4]],
    /// The places of the groups by their names.
    groups: FxHashMap<&'static str, usize>,
    /// The places of the rows.
    places: Places,
    /// The words of each group, read when they are first asked for.
    read: Box<[OnceLock<Group>]>,
    /// The groups to which a project adds, with all their words.
    own: BTreeMap<Text, Group>,
    /// The group of a name that no group has.
    none: Group,
    /// The indexes of the lists of words.
    lists: Stored,
}

/// The indexes of [`WordList::ALL`] in the binary, in their order.
type Stored = &'static [&'static [u8]];

impl Lexicon {
    /// The words of an embedded table, sorted by group and word; `begins` are the numbers, of
    /// four bytes, that build.rs found, and `places` where the rows stand.
    pub(super) fn stored(
        text: &'static str,
        begins: &'static [u8],
        places: &'static [u8],
        lists: Stored,
    ) -> Self {
        let (begins, _) = begins.as_chunks();
        let name = |begin: &[u8; 4]| {
            let row = &text[u32::from_le_bytes(*begin) as usize..];
            let comma = memchr::memchr(b',', row.as_bytes());
            &row[..comma.unwrap_or(row.len())]
        };
        let groups = &begins[..begins.len().saturating_sub(1)];
        Self {
            text,
            begins,
            groups: groups.iter().map(name).zip(0..).collect(),
            places: Places::stored(places),
            read: groups.iter().map(|_| OnceLock::new()).collect(),
            own: BTreeMap::new(),
            none: Group::default(),
            lists,
        }
    }

    /// Adds a word, or gives a known one a new value; returns the value that it had.
    pub(super) fn insert(&mut self, group: &Text, word: Text, value: Text) -> Option<Text> {
        if !self.own.contains_key(group) {
            let words = self.group(group).to_vec();
            self.own.insert(group.clone(), words.into());
        }
        let words = self.own.entry(group.clone()).or_default().words_mut();
        match words.binary_search_by(|(known, _)| known.cmp(&word)) {
            Ok(place) => Some(std::mem::replace(&mut words[place].1, value)),
            Err(place) => {
                words.insert(place, (word, value));
                None
            }
        }
    }

    /// The words of a group with their values, sorted by word; none for an unknown group.
    ///
    /// A word that needs no value has an empty one.
    pub fn group(&self, name: &str) -> &[(Text, Text)] {
        self.named(name).words()
    }

    /// The words of a group, to be found in a text.
    pub fn cues(&self, group: &str) -> Cues<'_> {
        Cues::new(self.named(group))
    }

    fn named(&self, name: &str) -> &Group {
        if !self.own.is_empty()
            && let Some(group) = self.own.get(name)
        {
            return group;
        }
        let place = self.groups.get(name);
        place.map_or(&self.none, |&place| self.builtin(place))
    }

    /// A built-in group.
    fn builtin(&self, group: usize) -> &Group {
        self.read[group].get_or_init(|| {
            let rows = self.rows(group);
            // The name of the group is known, and the source is of no use here.
            let head = rows.find(',').map_or(0, |comma| comma + 1);
            let ends = || memchr::memchr_iter(b'\n', rows.as_bytes());
            let mut words = Vec::with_capacity(ends().count());
            let mut start = 0;
            for end in ends() {
                let (word, rest) = cell::first(&rows[start + head..end], false);
                let (value, _) = cell::first(rest, false);
                start = end + 1;
                words.push((Text::Borrowed(word), Text::Borrowed(value)));
            }
            words.into()
        })
    }

    /// The rows of a built-in group as they are written.
    fn rows(&self, group: usize) -> &'static str {
        &self.text[self.begin(group)..self.begin(group + 1)]
    }

    fn begin(&self, group: usize) -> usize {
        u32::from_le_bytes(self.begins[group]) as usize
    }

    /// The index of a list of words.
    pub(crate) fn index(&self, list: WordList) -> Index {
        if !self.is_extended(list) {
            return Index::stored(self.lists[list.place]);
        }
        let words = list.groups.iter().flat_map(|(group, _)| {
            let words = self.group(group).iter();
            words.filter(|(_, value)| list.takes(group, value))
        });
        Index::new(words.map(|(word, _)| (word, 0, 0)))
    }

    /// Whether a project adds to the words of a list.
    pub(super) fn is_extended(&self, list: WordList) -> bool {
        let mut groups = list.groups.iter();
        groups.any(|(group, _)| self.own.contains_key(*group))
    }

    /// The words that a project adds to a group, or gives another value, with all others of it.
    pub(crate) fn own(&self, group: &str) -> Option<&[(Text, Text)]> {
        self.own.get(group).map(Group::words)
    }

    /// Whether `word` is in the group.
    pub fn contains(&self, group: &str, word: &str) -> bool {
        self.value(group, word).is_some()
    }

    /// The value of `word` in the group.
    pub fn value(&self, group: &str, word: &str) -> Option<&str> {
        if !self.own.is_empty()
            && let Some(group) = self.own.get(group)
        {
            return group.value(word);
        }
        self.places.of(group, word).find_map(|place| {
            let row = self.text[place..].strip_prefix(group)?.strip_prefix(',')?;
            let (known, rest) = cell::first(row, false);
            (known == word).then(|| cell::first(rest, false).0)
        })
    }

    /// Whether a label, as written, has persons beside it who travelled or wrote: 出國人員, 提報人.
    pub fn is_of_persons(&self, label: &str) -> bool {
        matches!(
            self.value("field-label", label),
            Some("traveller" | "author")
        )
    }

    /// What the label of a field says: `Date of meeting:` as `date of meeting`.
    pub fn field(&self, label: &str) -> Option<&str> {
        let label = label.trim().trim_end_matches(['：', ':', ' ']);
        // What is asked about may be a whole paragraph.
        let longest = self.cues("field-label").longest();
        if label.chars().nth(longest).is_some() {
            return None;
        }
        let known = self.value("field-label", label);
        // Ideographs have no case, and most labels of Chinese reports are of them.
        let is_capital = |c: char| !('\u{2e80}'..'\u{a640}').contains(&c) && c.is_uppercase();
        if known.is_some() || !label.contains(is_capital) {
            return known;
        }
        self.value("field-label", &label.to_lowercase())
    }

    /// Whether a name says which of several it is: 第 7 次會議.
    pub fn counts(&self, name: &str) -> bool {
        self.cues("ordinal-prefix").stand_in(name)
    }

    /// Whether there is such a group.
    pub(super) fn has_group(&self, name: &str) -> bool {
        self.groups.contains_key(name) || self.own.contains_key(name)
    }

    /// The names of the groups, sorted.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        let builtin = self.groups.keys().copied();
        let own = self.own.keys().map(|name| &**name);
        builtin.chain(own).collect::<BTreeSet<&str>>().into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::Authority;

    #[test]
    fn a_word_is_found_in_its_group_only() {
        let lexicon = Authority::builtin().lexicon;
        assert_eq!(lexicon.value("bound", "約"), Some("about"));
        assert_eq!(lexicon.value("list-close", "等人"), Some(""));
        assert_eq!(lexicon.value("list-close", "約"), None);
        assert_eq!(lexicon.group("no such group"), []);
    }

    #[test]
    fn each_word_is_found_where_it_is_written() {
        let lexicon = Authority::builtin().lexicon;
        for group in lexicon.groups() {
            for (word, value) in lexicon.group(group) {
                assert_eq!(lexicon.value(group, word), Some(&**value), "{word}");
                assert_eq!(lexicon.value(group, &format!("{word}!")), None, "{word}");
            }
            assert_eq!(lexicon.value(group, ""), None);
        }
        assert_eq!(lexicon.value("no such group", "約"), None);
    }

    #[test]
    fn an_added_word_stands_in_the_order_of_its_group_and_moves_no_other() {
        let mut lexicon = Authority::builtin().lexicon;
        let before = lexicon.group("bound").to_vec();
        let others = lexicon.group("boundary-after").to_vec();
        let groups = lexicon.groups().count();
        assert_eq!(
            lexicon.insert(&"bound".into(), "將近乎".into(), "y".into()),
            None
        );
        assert_eq!(
            lexicon.insert(&"no such".into(), "9".into(), "z".into()),
            None
        );
        let words = lexicon.group("bound");
        assert_eq!(words.len(), before.len() + 1);
        assert!(words.is_sorted() && before.iter().all(|word| words.contains(word)));
        assert_eq!(lexicon.group("boundary-after"), others);
        assert_eq!(lexicon.value("no such", "9"), Some("z"));
        assert_eq!(lexicon.value("bound", "將近乎"), Some("y"));
        assert_eq!(lexicon.groups().count(), groups + 1);
        assert!(lexicon.groups().is_sorted());
    }

    #[test]
    fn a_known_word_takes_the_new_value_and_gives_back_the_former() {
        let mut lexicon = Authority::builtin().lexicon;
        let former = lexicon.insert(&"bound".into(), "約".into(), "exactly".into());
        assert_eq!(former.as_deref(), Some("about"));
        assert_eq!(lexicon.value("bound", "約"), Some("exactly"));
    }

    #[test]
    fn a_list_holds_the_words_of_its_groups_and_those_that_a_project_adds() {
        let mut lexicon = Authority::builtin().lexicon;
        let stored = lexicon.index(WordList::DESCRIPTORS);
        assert_eq!(stored.spelt("民間").count(), 1);
        assert_eq!(stored.spelt("有限公司").count(), 0, "no prefix");
        lexicon.insert(&"descriptor".into(), "範例".into(), "".into());
        let extended = lexicon.index(WordList::DESCRIPTORS);
        assert_eq!(extended.len(), stored.len() + 1);
        assert_eq!(extended.spelt("範例").count(), 1);
    }
}
