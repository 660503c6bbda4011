//! The words of a group of cue words, found in a text.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::cell::Text;

/// The words of a group with their values, sorted by word, and their index.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    words: Vec<(Text, Text)>,
    /// By itself, since most groups are never asked.
    firsts: OnceLock<Box<Firsts>>,
    lasts: OnceLock<FxHashMap<char, Vec<usize>>>,
}

/// Where the words with each first character stand among all.
#[derive(Clone, Debug)]
struct Firsts {
    runs: FxHashMap<char, (usize, usize)>,
    /// A bit for each first character, by its last ten bits: most characters of a text begin no
    /// word, and are told so without a look into the map.
    bits: [u64; 16],
    /// The same of the words of one character alone.
    singles: [u64; 16],
    /// A bit for the first two characters of each longer word.
    pairs: [u64; 32],
    /// The length of the longest word, in characters.
    longest: usize,
}

impl From<Vec<(Text, Text)>> for Group {
    fn from(words: Vec<(Text, Text)>) -> Self {
        Self {
            words,
            ..Self::default()
        }
    }
}

impl Group {
    pub(super) fn words(&self) -> &[(Text, Text)] {
        &self.words
    }

    /// The words to be changed, in whose order they must stay.
    pub(super) fn words_mut(&mut self) -> &mut Vec<(Text, Text)> {
        self.firsts = OnceLock::new();
        self.lasts = OnceLock::new();
        &mut self.words
    }

    /// The value of a word.
    pub(super) fn value(&self, word: &str) -> Option<&str> {
        let firsts = self.firsts();
        let first = word
            .chars()
            .next()
            .filter(|&first| firsts.may_begin(first))?;
        let &(start, end) = firsts.runs.get(&first)?;
        let words = &self.words[start..end];
        let place = words.binary_search_by(|(known, _)| (**known).cmp(word));
        Some(&words[place.ok()?].1)
    }

    fn firsts(&self) -> &Firsts {
        self.firsts.get_or_init(|| {
            let mut runs: Vec<(char, (usize, usize))> = Vec::new();
            let (mut bits, mut singles, mut pairs) = ([0; 16], [0; 16], [0; 32]);
            let mut longest = 0;
            for (place, (word, _)) in self.words.iter().enumerate() {
                let mut chars = word.chars();
                let Some(first) = chars.next() else {
                    continue;
                };
                // The words are sorted, so those with one beginning stand together.
                match runs.last_mut() {
                    Some((of, (_, end))) if *of == first => *end = place + 1,
                    _ => runs.push((first, (place, place + 1))),
                }
                let (place, bit) = bit(first);
                bits[place] |= bit;
                if let Some(second) = chars.next() {
                    let (place, bit) = bit_of_pair(first, second);
                    pairs[place] |= bit;
                } else {
                    singles[place] |= bit;
                }
                longest = longest.max(word.chars().count());
            }
            Box::new(Firsts {
                runs: runs.into_iter().collect(),
                bits,
                singles,
                pairs,
                longest,
            })
        })
    }

    fn lasts(&self) -> &FxHashMap<char, Vec<usize>> {
        self.lasts.get_or_init(|| {
            let mut lasts: FxHashMap<char, Vec<usize>> = FxHashMap::default();
            for (place, (word, _)) in self.words.iter().enumerate() {
                if let Some(last) = word.chars().next_back() {
                    lasts.entry(last).or_default().push(place);
                }
            }
            lasts
        })
    }
}

impl Firsts {
    /// Whether a word may begin with a character.
    #[inline]
    fn may_begin(&self, first: char) -> bool {
        let (place, bit) = bit(first);
        self.bits[place] & bit != 0
    }

    /// Whether a word may begin with a character that another one follows.
    #[inline]
    fn may_begin_before(&self, first: char, second: impl FnOnce() -> Option<char>) -> bool {
        let (place, bit) = bit(first);
        if self.bits[place] & bit == 0 {
            return false;
        }
        self.singles[place] & bit != 0
            || second().is_some_and(|second| {
                let (place, bit) = bit_of_pair(first, second);
                self.pairs[place] & bit != 0
            })
    }
}

/// The place of two characters among thirty-two numbers, and their bit there.
#[inline]
fn bit_of_pair(first: char, second: char) -> (usize, u64) {
    let low = (u32::from(first).wrapping_mul(0x9e5) ^ u32::from(second)) & 0x7ff;
    ((low >> 6) as usize, 1 << (low & 63))
}

/// The place of a character among sixteen numbers, and its bit there.
#[inline]
fn bit(first: char) -> (usize, u64) {
    let low = u32::from(first) & 0x3ff;
    ((low >> 6) as usize, 1 << (low & 63))
}

/// The words of a group with their values, for rules that ask where in a text they stand.
///
/// A rule that went through all words of a group at each place of a text would read the group
/// ten thousand times; here a place is looked at once, and seldom twice.
#[derive(Clone, Copy, Debug)]
pub struct Cues<'a> {
    group: &'a Group,
    firsts: &'a Firsts,
}

impl<'a> Cues<'a> {
    pub(super) fn new(group: &'a Group) -> Self {
        Self {
            group,
            firsts: group.firsts(),
        }
    }

    /// The words that begin with a character, in their order.
    #[inline]
    pub fn beginning(self, first: char) -> &'a [(Text, Text)] {
        if !self.firsts.may_begin(first) {
            return &[];
        }
        let run = self.firsts.runs.get(&first);
        run.map_or(&[], |&(start, end)| &self.group.words[start..end])
    }

    /// The length of the longest word, in characters.
    pub fn longest(self) -> usize {
        self.firsts.longest
    }

    /// The words that a text begins with, in their order, so that the longest is the last.
    #[inline]
    pub fn starting(self, text: &str) -> impl Iterator<Item = &'a (Text, Text)> {
        let words = text.chars().next().map(|first| self.beginning(first));
        let words = words.unwrap_or_default().iter();
        words.filter(move |(word, _)| text.starts_with(&**word))
    }

    /// Whether a text begins with one of the words.
    pub fn start(self, text: &str) -> bool {
        self.starting(text).next().is_some()
    }

    /// The words that a text ends with, in their order.
    pub fn ending(self, text: &str) -> impl Iterator<Item = &'a (Text, Text)> {
        let last = text.chars().next_back();
        let places = last.and_then(|last| self.group.lasts().get(&last));
        let words = places.into_iter().flatten();
        let words = words.map(move |&place| &self.group.words[place]);
        words.filter(move |(word, _)| text.ends_with(&**word))
    }

    /// Where in a text a word may stand, by two characters, with the first of them.
    #[inline]
    fn promising(self, text: &str) -> impl Iterator<Item = (usize, char)> {
        text.char_indices().filter(move |&(at, first)| {
            let second = || text[at + first.len_utf8()..].chars().next();
            self.firsts.may_begin_before(first, second)
        })
    }

    /// Whether one of the words stands in a text.
    pub fn stand_in(self, text: &str) -> bool {
        let mut places = self.promising(text);
        places.any(|(at, first)| {
            let rest = &text[at..];
            let words = self.beginning(first).iter();
            words
                .map(|(word, _)| word)
                .any(|word| rest.starts_with(&**word))
        })
    }

    /// Where the words stand in a text, with their values: word by word in their order, so that
    /// one word may lie in another, but none over itself.
    pub fn places(self, text: &str) -> Vec<(usize, &'a (Text, Text))> {
        // The place of each word among all, and where it stands.
        let mut met: Vec<(usize, usize)> = Vec::new();
        for (at, first) in self.promising(text) {
            let Some(&(start, end)) = self.firsts.runs.get(&first) else {
                continue;
            };
            let rest = &text[at..];
            for place in start..end {
                if rest.starts_with(&*self.group.words[place].0) {
                    met.push((place, at));
                }
            }
        }
        met.sort_unstable();
        let (mut last, mut end) = (None, 0);
        let rows = met.into_iter().filter_map(|(place, at)| {
            let row = &self.group.words[place];
            let is_over = last == Some(place) && at < end;
            (!is_over).then(|| {
                (last, end) = (Some(place), at + row.0.len());
                (at, row)
            })
        });
        rows.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn group(words: &[&str]) -> Group {
        let mut words = words.to_vec();
        words.sort_unstable();
        words.dedup();
        let rows = words
            .into_iter()
            .map(|word| (word.to_owned().into(), "".into()));
        Group::from(rows.collect::<Vec<(Text, Text)>>())
    }

    proptest! {
        #[test]
        fn words_are_found_as_one_by_one(
            words in prop::collection::vec("[一丁丂ab]{1,3}", 1..8),
            text in "[一丁丂ab]{0,12}",
        ) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let group = group(&words);
            let cues = Cues::new(&group);
            let rows = || group.words().iter().map(|(word, _)| &**word);
            let found = |rows: &mut dyn Iterator<Item = &(Text, Text)>| -> Vec<String> {
                rows.map(|(word, _)| word.to_string()).collect()
            };
            let starting: Vec<&str> = rows().filter(|word| text.starts_with(word)).collect();
            prop_assert_eq!(found(&mut cues.starting(&text)), starting);
            let ending: Vec<&str> = rows().filter(|word| text.ends_with(word)).collect();
            prop_assert_eq!(found(&mut cues.ending(&text)), ending);
            prop_assert_eq!(cues.stand_in(&text), rows().any(|word| text.contains(word)));
            let places: Vec<(usize, &str)> =
                rows().flat_map(|word| text.match_indices(word)).collect();
            let met = cues.places(&text);
            let met: Vec<(usize, &str)> = met.iter().map(|(at, row)| (*at, &*row.0)).collect();
            prop_assert_eq!(met, places);
            prop_assert_eq!(cues.longest(), rows().map(|word| word.chars().count()).max().unwrap());
        }
    }

    #[test]
    fn a_changed_group_is_indexed_anew() {
        let mut group = group(&["丁"]);
        assert!(Cues::new(&group).stand_in("甲丁"));
        group.words_mut()[0].0 = "乙".into();
        assert!(!Cues::new(&group).stand_in("甲丁"));
        assert!(Cues::new(&group).start("乙丁"));
    }
}
