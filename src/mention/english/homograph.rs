//! Places whose names are here the names of other things: `Jersey cows`, `Turkey was served`, and `Chad said`
//! where somebody is called Chad.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::Text;
use super::place::BEFORE;
use crate::mention::{Found, Kind, Reading};

/// Drops them.
pub fn drop(texts: &[Text], found: &mut Vec<Found>) {
    let given = given_names(texts, found);
    let placed = said_where(texts, found, &given);
    let acting = acting(texts, found, &given);
    found.retain(|item| {
        let Some((text, at)) = place_in(texts, item) else {
            return true;
        };
        let name = &text.words[at].text;
        let is_given = text.in_group("given-name", at) && given.contains(name);
        let is_person = if placed.contains(name) {
            text.acts(at)
        } else {
            acting.contains(name)
        };
        text.is_sure(item) || !(text.is_in_phrase(item) || is_given && is_person)
    });
}

/// The text that a place stands in, and its first word there.
fn place_in<'t, 'a>(texts: &'t [Text<'a>], item: &Found) -> Option<(&'t Text<'a>, usize)> {
    if !matches!(item.kind, Kind::Jurisdiction | Kind::Place) {
        return None;
    }
    let index = texts.partition_point(|text| text.block.end <= item.range.start);
    let text = texts
        .get(index)
        .filter(|text| text.block.start <= item.range.start)?;
    let at = text.at(item.range.start);
    let word = text.word(at)?;
    (word.range == item.range || text.at(item.range.end) > at + 1).then_some((text, at))
}

/// The places that are the first names of somebody: of a person that was found (Jordan Blake), or behind whom
/// a surname stands (Chad Whitmore).
fn given_names(texts: &[Text], found: &[Found]) -> FxHashSet<String> {
    let first = |item: &Found| match &item.reading {
        Reading::Person(person) => {
            let name = person.name.split_once(' ');
            name.map(|(first, _)| first.to_owned())
        }
        _ => None,
    };
    let mut given: FxHashSet<String> = found.iter().filter_map(first).collect();
    for text in texts {
        for (at, word) in text.words.iter().enumerate() {
            if text.place_at(at) == Some(at + 1) && text.is_given_name(&word.range) {
                given.insert(word.text.clone());
            }
        }
    }
    given
}

/// The names of places that a word which says where stands before, or another place in a list.
fn said_where(texts: &[Text], found: &[Found], given: &FxHashSet<String>) -> FxHashSet<String> {
    let places: Vec<_> = found
        .iter()
        .filter_map(|item| place_in(texts, item).map(|(text, at)| (text, at, item.range.end)))
        .collect();
    let ends: FxHashSet<usize> = places.iter().map(|(.., end)| *end).collect();
    let said = |text: &Text, at: usize| {
        let listed = || {
            let before = at.checked_sub(2).and_then(|index| text.word(index));
            text.is_one_of(at - 1, &[",", "and", "or"])
                && before.is_some_and(|word| ends.contains(&word.range.end))
        };
        at > 0 && (text.is_one_of(at - 1, &BEFORE) || listed())
    };
    places
        .into_iter()
        .filter(|(text, at, _)| given.contains(&text.words[*at].text) && said(text, *at))
        .map(|(text, at, _)| text.words[at].text.clone())
        .collect()
}

/// The names that do somewhere what persons do: Jordan |was pleased.
fn acting(texts: &[Text], found: &[Found], given: &FxHashSet<String>) -> FxHashSet<String> {
    let places = found.iter().filter_map(|item| place_in(texts, item));
    let acts = |text: &Text, at: usize| text.acts(at) || text.in_group("aux-verb-en", at + 1);
    places
        .filter(|(text, at)| given.contains(&text.words[*at].text) && acts(text, *at))
        .map(|(text, at)| text.words[at].text.clone())
        .collect()
}

impl Text<'_> {
    /// Whether a verb of what persons do stands behind a word.
    fn acts(&self, at: usize) -> bool {
        self.in_group("speech-verb", at + 1) || self.in_group("person-verb-en", at + 1)
    }

    /// Whether the words beside a place say that it is one: |In| Turkey, the Turkey |delegation|, Chad said |it|
    /// would.
    fn is_sure(&self, place: &Found) -> bool {
        let (at, end) = (self.at(place.range.start), self.at(place.range.end));
        let within = ["in", "In", "from", "From", "of", "Of"];
        let says_it = || {
            let speaks = self.in_group("speech-verb", end);
            let that = usize::from(self.is(end + 1, "that"));
            speaks && self.is(end + 1 + that, "it")
        };
        // a herd of |Jersey cows
        let of_thing = || !self.is_one_of(at - 1, &["in", "In"]) && self.names_thing(at, end);
        at > 0 && self.is_one_of(at - 1, &within) && !of_thing()
            || self.in_group_lower("state-noun-en", end)
            || says_it()
    }

    /// Whether a name begins words for another thing with a capital: Jersey |cows.
    fn names_thing(&self, at: usize, end: usize) -> bool {
        /// The most words behind the name.
        const BEHIND: usize = 2;
        let lexicon = &self.knowledge.authority.lexicon;
        let mut ends = end + 1..=(end + BEHIND).min(self.words.len());
        ends.any(|last| {
            let behind = self.text(end..last).to_lowercase();
            let words = format!("{} {behind}", self.text(at..end));
            lexicon.contains("homograph-en", &words)
        })
    }

    /// Whether a place is a part of words for another thing, as these are printed: Jersey |cows. What has a
    /// small letter is printed with a capital only where a sentence begins: Turkey |was served.
    fn is_in_phrase(&self, place: &Found) -> bool {
        /// The most words beside the place.
        const BESIDE: usize = 2;
        let lexicon = &self.knowledge.authority.lexicon;
        let (at, end) = (self.at(place.range.start), self.at(place.range.end));
        let starts = at.saturating_sub(BESIDE)..=at;
        starts.into_iter().any(|start| {
            (end..=(end + BESIDE).min(self.words.len())).any(|last| {
                let printed = || {
                    let words = |words: Range<usize>| {
                        if words.is_empty() {
                            String::new()
                        } else {
                            self.text(words).to_lowercase()
                        }
                    };
                    let before = words(start..at);
                    let behind = words(end..last);
                    let name = self.text(at..end);
                    let first = start == at && self.begins_sentence(at);
                    let small = first.then(|| name.to_lowercase());
                    let names = std::iter::once(name).chain(small);
                    names.map(move |name| format!("{before} {name} {behind}"))
                };
                let is_listed = |words: String| lexicon.contains("homograph-en", words.trim());
                last - start > end - at && printed().any(is_listed)
            })
        })
    }

    /// Whether a sentence begins with a word.
    fn begins_sentence(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_none_or(|before| self.is_one_of(before, &[".", "!", "?", ":", "\"", "“"]))
    }
}
