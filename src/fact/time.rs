//! Of when a statement is: 迄今, 2015 年, now.

use super::{Material, sentence};
use crate::document::{Span, is_latin};
use crate::mention::Reading;
use crate::mention::date::CivilDate;

/// The sentence that holds some words, in either script.
pub fn sentence_of(material: &Material, place: Span) -> Span {
    let block = material.document.block_at(place.start).span;
    if !is_latin(material.document.slice(block)) {
        return sentence::whole(material.document, place);
    }
    let sentences = sentence::latin(material, block);
    let holds = |sentence: &Span| sentence.contains(place);
    sentences.into_iter().find(holds).unwrap_or(block)
}

/// Where a word of a group stands in some words; Latin words are whole.
pub fn said(material: &Material, group: &str, within: Span) -> Option<Span> {
    let words = material.document.slice(within).to_lowercase();
    // A letter that changes its length in lower case would move all places after it.
    if words.len() != within.len() {
        return None;
    }
    let letter = |c: char| c.is_ascii_alphabetic();
    let places = material.words(group).places(&words);
    places.iter().find_map(|&(at, (word, _))| {
        let whole = !word.starts_with(letter)
            || !words[..at].ends_with(letter) && !words[at + word.len()..].starts_with(letter);
        let start = within.start + at;
        whole.then(|| Span::new(start, start + word.len()))
    })
}

/// Whether some words end with a word of a group; Latin words are whole.
pub fn ends(material: &Material, group: &str, words: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphabetic();
    let mut found = material.words(group).ending(words);
    found.any(|(word, _)| {
        let before = &words[..words.len() - word.len()];
        !word.starts_with(letter) || !before.ends_with(letter)
    })
}

/// The dates in some words, without those since when something is so (自 2011 年建立以來).
pub fn dates(material: &Material, within: Span) -> Vec<(CivilDate, Span)> {
    let is_since = |date: Span| {
        let block = material.document.block_at(date.start).span;
        let before = material
            .document
            .slice(Span::new(block.start, date.start))
            .to_lowercase();
        ends(material, "since-word", before.trim_end())
    };
    let found = material
        .inside(within)
        .filter_map(|(_, mention)| match &mention.reading {
            Reading::Date(date) if !date.ongoing && !is_since(mention.span) => {
                Some((date.start, mention.span))
            }
            _ => None,
        });
    found.collect()
}

/// What the clause of a figure says before it of the time that it is of: the words, and the date
/// if it is the only one.
pub fn as_of(material: &Material, place: Span) -> Option<(Option<CivilDate>, Span)> {
    let clause = sentence::clause(material.document, place);
    let before = Span::new(clause.start, place.start.max(clause.start));
    if let Some(now) = said(material, "now-word", before) {
        return Some((None, now));
    }
    match dates(material, before).as_slice() {
        [(date, words)] => Some((Some(*date), *words)),
        [] => opening(material, clause),
        _ => None,
    }
}

/// The date of the clause before, where it says no more than of when the next one is:
/// 截至2024年12月底，|已有604個自治體.
fn opening(material: &Material, clause: Span) -> Option<(Option<CivilDate>, Span)> {
    let document = material.document;
    let sentence = sentence::whole(document, clause);
    let earlier = document.slice(Span::new(sentence.start, clause.start.max(sentence.start)));
    let end = sentence.start + earlier.trim_end_matches(['，', ',', ' ']).len();
    let before = sentence::clause(document, Span::new(end, end));
    let before = Span::new(before.start, end.max(before.start));
    let words = document.slice(before);
    let opens = material.words("as-of-cue").start(words);
    match dates(material, before).as_slice() {
        [(date, printed)] if opens => Some((Some(*date), *printed)),
        _ => None,
    }
}
