//! What the tables of names and the lists of cue words say of tokens.

use rustc_hash::FxHashMap;

use super::token::{Name, Token, name};
use crate::mention::glyph::{Class, Glyphs};
use crate::mention::knowledge::{CLUE_LISTS, Knowledge};

/// Some of the [`CLUES`], a bit for each.
pub type Clues = u64;

/// What is told by tables: names first, then the lists of [`Knowledge::clue_at`], then words of English.
pub const CLUES: [Name; NAMES + CLUE_LISTS + WORDS.len()] = {
    let mut all = [name(""); NAMES + CLUE_LISTS + WORDS.len()];
    let mut at = 0;
    while at < all.len() {
        all[at] = name(if at < NAMES {
            TABLES[at]
        } else if at < NAMES + CLUE_LISTS {
            LISTS[at - NAMES]
        } else {
            WORDS[at - NAMES - CLUE_LISTS].1
        });
        at += 1;
    }
    all
};

const NAMES: usize = TABLES.len();

/// What the tables of names tell.
const TABLES: [&str; 9] = [
    "place",
    "weak-place",
    "body",
    "title",
    "honorific",
    "surname",
    "long-surname",
    "place-end",
    "sound",
];

const PLACE: usize = 0;
const WEAK_PLACE: usize = 1;
const BODY: usize = 2;
const TITLE: usize = 3;
const HONORIFIC: usize = 4;
const SURNAME: usize = 5;
const LONG_SURNAME: usize = 6;
const PLACE_END: usize = 7;
const SOUND: usize = 8;

/// The lists of [`Knowledge::clue_at`], in their order.
const LISTS: [&str; CLUE_LISTS] = [
    "before",
    "after",
    "strong-end",
    "body-end",
    "generic",
    "described",
    "event-end",
    "not-name",
    "place-name",
    "place-hint",
    "town",
    "place-cue",
    "place-trail",
    "classifier",
];

/// Groups of English words with what they tell, and whether they are written with a capital.
const WORDS: [(&str, &str, bool); 15] = [
    ("given-name", "given", true),
    ("place-en", "place-en", true),
    ("surname-en", "surname-en", true),
    ("org-head-en", "body-head", true),
    ("firm-head-en", "firm", true),
    ("place-suffix-en", "place-head", true),
    ("event-suffix-en", "event-head", true),
    ("doc-suffix-en", "paper-head", true),
    ("demonym-en", "demonym", true),
    ("not-person-en", "no-person", true),
    ("not-place-en", "no-place", true),
    ("sentence-word-en", "ordinary", true),
    ("person-verb-en", "verb", false),
    ("name-particle", "particle", false),
    ("org-linker-en", "linker", false),
];

/// What the tables say of each token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told {
    /// What begins here.
    pub begins: Clues,
    /// What goes on here: neither its first token nor its last.
    pub inside: Clues,
    /// What ends here.
    pub ends: Clues,
}

/// Asks the tables of all tokens.
pub fn read(knowledge: &Knowledge, glyphs: &Glyphs, tokens: &[Token]) -> Vec<Told> {
    let mut told = vec![Told::default(); tokens.len()];
    let mut until = [0; CLUES.len()];
    let mut words: FxHashMap<u64, Clues> = FxHashMap::default();
    let mut buffer = String::new();
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let start = token.range.start;
        found.clear();
        if token.is_letters() {
            let key = token.word ^ u64::from(token.is_capital());
            let clues = *words.entry(key).or_insert_with(|| {
                buffer.clear();
                buffer.extend(token.range.clone().map(|at| glyphs.char(at)));
                of_word(knowledge, &mut buffer, token.is_capital())
            });
            told[at].begins |= clues;
            told[at].ends |= clues;
        }
        let is_han = glyphs.class(start) == Class::Han;
        if is_han || token.is_capital() {
            names_at(knowledge, glyphs, start, &mut found);
        }
        if is_han {
            words_at(knowledge, glyphs, start, &mut found);
            for (length, _) in knowledge.surnames_at(glyphs, start) {
                let clue = if length > 1 { LONG_SURNAME } else { SURNAME };
                set(&mut told, tokens, at, start + length, clue);
            }
        }
        for &(clue, end) in &found {
            // Of one kind the longest from the left counts.
            if end > start && start >= until[clue] {
                until[clue] = end;
                set(&mut told, tokens, at, end, clue);
            }
        }
    }
    told
}

/// The names of the tables that begin at a glyph, each with what it tells and its end.
fn names_at(knowledge: &Knowledge, glyphs: &Glyphs, start: usize, found: &mut Vec<(usize, usize)>) {
    let place = knowledge.jurisdictions.longest_at(glyphs, start);
    found.extend(place.map(|(end, _)| (PLACE, end)));
    let body = knowledge.organisations.longest_at(glyphs, start);
    found.extend(body.map(|(end, _)| (BODY, end)));
    if let Some((end, title)) = knowledge.title_at(glyphs, start) {
        found.push((TITLE, end));
        if knowledge.uses(title).honorific {
            found.push((HONORIFIC, end));
        }
    }
}

/// The Chinese words that begin at a glyph, likewise.
fn words_at(knowledge: &Knowledge, glyphs: &Glyphs, start: usize, found: &mut Vec<(usize, usize)>) {
    let place = knowledge.weak_places.longest_at(glyphs, start);
    found.extend(place.map(|(end, _)| (WEAK_PLACE, end)));
    let ending = knowledge.place_ending_at(glyphs, start);
    found.extend(ending.map(|(end, _)| (PLACE_END, end)));
    if knowledge.is_transcription(glyphs.char(start)) {
        found.push((SOUND, start + 1));
    }
    for list in 0..CLUE_LISTS {
        let word = knowledge.clue_at(glyphs, start, list);
        found.extend(word.map(|end| (NAMES + list, end)));
    }
}

/// The groups of English words that have a word.
fn of_word(knowledge: &Knowledge, word: &mut str, capital: bool) -> Clues {
    let lexicon = &knowledge.authority.lexicon;
    let mut clues = 0;
    let mut ask = |word: &str, place: usize| {
        if lexicon.contains(WORDS[place].0, word) {
            clues |= 1 << (NAMES + CLUE_LISTS + place);
        }
    };
    for (place, _) in WORDS
        .iter()
        .enumerate()
        .filter(|(_, word)| word.2 == capital)
    {
        ask(word, place);
    }
    if capital {
        word.make_ascii_lowercase();
        let ordinary = WORDS.iter().position(|group| group.0 == "sentence-word-en");
        if let Some(place) = ordinary {
            ask(word, place);
        }
    }
    clues
}

/// Says of the tokens up to a glyph that they are one of what a clue tells.
fn set(told: &mut [Told], tokens: &[Token], at: usize, end: usize, clue: usize) {
    let bit = 1 << clue;
    told[at].begins |= bit;
    let mut last = at;
    while last + 1 < tokens.len() && tokens[last + 1].range.start < end {
        if last > at {
            told[last].inside |= bit;
        }
        last += 1;
    }
    told[last].ends |= bit;
}
