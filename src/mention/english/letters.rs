//! Bodies that only their letters name: `the DENR`, `RBI`, `MinLaw`.
//!
//! Letters that stand for something else (GDP), the initials of a person, words of the language and
//! what a number follows (ISO 9001) are none.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::later::{names, same_name};
use super::word::{GAP, Shape, Word};
use super::{Text, named};
use crate::mention::scene::overlap;
use crate::mention::{Found, Kind, Reading, Rule};

/// Groups of the lexicon whose words name no body, be they in capitals.
const NONE: [&str; 6] = [
    "no-body-en",
    "not-person-en",
    "currency",
    "legal-form",
    "post-nominal",
    "org-head-en",
];

/// Finds the bodies of a document that its other names leave; `lower` are the words that it writes
/// without a capital.
pub fn find(texts: &[Text], lower: &FxHashSet<String>, found: &[Found]) -> Vec<Found> {
    let letters = Letters {
        initials: initials(found),
        explained: explained(found),
        lower,
    };
    let free = |range: &Range<usize>| !found.iter().any(|item| overlap(&item.range, range));
    let places: Vec<(&Text, usize)> = texts
        .iter()
        .flat_map(|text| (0..text.words.len()).map(move |at| (text, at)))
        .filter(|&(text, at)| letters.are_name(text, at) && free(&text.words[at].range))
        .collect();
    let told = places.iter().filter(|(text, at)| text.tells_body(*at));
    let called: FxHashSet<&str> = told
        .map(|(text, at)| text.words[*at].text.as_str())
        .collect();
    let named_so = || {
        let places = places.iter().copied();
        places.filter(|(text, at)| called.contains(text.words[*at].text.as_str()))
    };
    let mut meant: FxHashMap<&str, &Found> = FxHashMap::default();
    for &word in &called {
        meant.extend(only_with_initials(word, found).map(|body| (word, body)));
    }
    for (text, at) in named_so() {
        meant.extend(full_name(text, at, found).map(|body| (text.words[at].text.as_str(), body)));
    }
    named_so()
        .map(|(text, at)| {
            let word = &text.words[at];
            let (range, name) = (word.range.clone(), word.text.clone());
            let body = named(Kind::Organisation, range, name, Vec::new(), Rule::Form);
            match meant.get(word.text.as_str()) {
                Some(whole) => abbreviated(body, whole),
                None => body,
            }
        })
        .collect()
}

/// A body that is called by letters, with the names of the one that they stand for.
pub(super) fn abbreviated(body: Found, whole: &Found) -> Found {
    let mut reading = whole.reading.clone();
    if let (Reading::Named(naming), Reading::Named(letters)) = (&mut reading, &body.reading) {
        naming.short.extend(letters.foreign.clone());
    }
    Found { reading, ..body }
}

/// The initials of the persons of a document.
fn initials(found: &[Found]) -> FxHashSet<String> {
    let persons = found.iter().filter_map(|item| match &item.reading {
        Reading::Person(person) => Some(person.name.split([' ', '-'])),
        _ => None,
    });
    persons
        .map(|words| words.filter_map(|word| word.chars().next()).collect())
        .collect()
}

/// The abbreviations that a document explains.
fn explained(found: &[Found]) -> FxHashSet<&str> {
    let names = found.iter().filter_map(|item| match &item.reading {
        Reading::Named(naming) => Some(&naming.short),
        Reading::Event(event) => Some(&event.naming.short),
        _ => None,
    });
    names.flatten().map(String::as_str).collect()
}

/// What is known of the letters of a document.
struct Letters<'a> {
    initials: FxHashSet<String>,
    explained: FxHashSet<&'a str>,
    lower: &'a FxHashSet<String>,
}

impl Letters<'_> {
    /// Whether letters may name a body at a word.
    fn are_name(&self, text: &Text, at: usize) -> bool {
        let word = &text.words[at];
        let small = word.text.to_lowercase();
        let authority = text.knowledge.authority;
        text.has_letters(at)
            && !self.initials.contains(&word.text)
            && !self.explained.contains(word.text.as_str())
            && !self.lower.contains(&small)
            && authority.jurisdictions.get(&word.text).is_none()
            && !NONE.iter().any(|group| text.in_group(group, at))
            && !text.in_group_lower("sentence-word-en", at)
            && !text.is_month_in_capitals(at)
            && ![true, false].iter().any(|&form| text.is_title_in_capitals(&word.text, form))
            && !text.is_in_code(at)
            && text
                .word(at + 1)
                .is_none_or(|word| word.shape != Shape::Number)
            && (at == 0 || !text.joins(at - 1))
            && (word.possessive || !text.joins(at + 1))
            // FINANCE   Payables
            && !(at == 0 && text.is_one_of(1, &[GAP, ":"]))
    }
}

impl Text<'_> {
    /// Whether a word is in capitals, or has some inside, as `MinLaw` and `DfT` have, but not `McLeod`.
    pub(super) fn has_letters(&self, at: usize) -> bool {
        const SHORTEST: usize = 3;
        const LONGEST: usize = 9;
        const LONGEST_MIXED: usize = 14;
        let word = &self.words[at];
        let letters = word.text.chars().filter(|c| *c != '-').count();
        let capitals = word.text.chars().filter(char::is_ascii_uppercase).count();
        let lexicon = &self.knowledge.authority.lexicon;
        let prefixed = || {
            let prefixes = lexicon.group("surname-prefix-en");
            prefixes
                .iter()
                .any(|(prefix, _)| word.text.starts_with(&**prefix))
        };
        let mixed = word.shape == Shape::Capital
            && capitals > 1
            && capitals < letters
            && !word.text.contains('-')
            && !prefixed();
        let plain = word
            .text
            .chars()
            .all(|c| c.is_ascii_alphabetic() || c == '-');
        let longest = if mixed { LONGEST_MIXED } else { LONGEST };
        (word.shape == Shape::Capitals && capitals == letters || mixed)
            && (SHORTEST..=longest).contains(&letters)
            && plain
    }

    /// Whether a word is a part of a sign between strokes: `ESCAP/|PCM/2023/L.4`.
    fn is_in_code(&self, at: usize) -> bool {
        let stroke = |at: usize| self.is(at, "/");
        at > 0 && stroke(at - 1) && stroke(at + 1)
    }

    fn is_month_in_capitals(&self, at: usize) -> bool {
        let small = super::phrase::in_small(&self.words[at].text);
        let lexicon = &self.knowledge.authority.lexicon;
        lexicon.contains("month-en", &small)
    }

    /// Whether letters name a body at a word for sure: capitals in running text or in a list, or what
    /// says something or is acted for.
    fn tells_body(&self, at: usize) -> bool {
        let listed =
            at > 0 && self.is_one_of(at - 1, &["(", ";"]) || self.is_one_of(at + 1, &[")", ";"]);
        self.words[at].shape == Shape::Capitals && (listed || self.is_running())
            || self.in_group("acronym-verb-en", at + 1)
            || self.is_acted_for(at)
    }

    /// Whether a block is running text: a heading in capitals names nobody by its words.
    fn is_running(&self) -> bool {
        const FEWEST: usize = 3;
        let is_small = |word: &&Word| self.glyphs.char(word.range.start).is_lowercase();
        let is_large = |word: &&Word| word.shape == Shape::Capitals;
        let small = self.words.iter().filter(is_small).count();
        small >= FEWEST && small > self.words.iter().filter(is_large).count()
    }

    /// Whether the words before a name say that somebody acts for it: `on behalf of the |QLG`.
    fn is_acted_for(&self, at: usize) -> bool {
        const LONGEST: usize = 3;
        let end = at - usize::from(at > 0 && self.is(at - 1, "the"));
        let lexicon = &self.knowledge.authority.lexicon;
        (end.saturating_sub(LONGEST)..end).any(|start| {
            let words = self.text(start..end).to_lowercase();
            lexicon.contains("acronym-cue-en", &words)
        })
    }
}

/// The body whose full name stands behind its letters, between commas: `RVO, the |Netherlands
/// Enterprise Agency|,`; in a list of bodies the next one would.
fn full_name<'f>(text: &Text, at: usize, found: &'f [Found]) -> Option<&'f Found> {
    let apposed = text.is(at + 1, ",") && text.is(at + 2, "the");
    let glyph = text.word(at + 3)?.range.start;
    let is_body = |item: &&Found| item.kind == Kind::Organisation && item.range.start == glyph;
    let body = found.iter().find(|item| apposed && is_body(item))?;
    let end = text.at(body.range.end);
    let closes =
        text.is_one_of(end, &[",", ")", "."]) && !text.is_one_of(end + 1, &["and", "or", "the"]);
    closes.then_some(body)
}

/// The only body whose full name has these initials: `CRC` for `Communications Regulatory Commission`.
fn only_with_initials<'f>(letters: &str, found: &'f [Found]) -> Option<&'f Found> {
    let has_initials = |item: &&Found| {
        let name = names(item).filter(|_| item.kind == Kind::Organisation);
        name.is_some_and(|name| {
            let words = name.split([' ', '-']);
            let initials = words.filter_map(|word| word.chars().next());
            initials.filter(|c| c.is_uppercase()).eq(letters.chars())
        })
    };
    let mut bodies = found.iter().filter(has_initials);
    let first = bodies.next()?;
    bodies.all(|other| same_name(first, other)).then_some(first)
}
