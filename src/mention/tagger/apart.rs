//! Where the tagger reads two names as one: 印度|科契, 豐濱鄉|靜浦村.
//!
//! A country, county or town in front of another place is a place of its own, unless all that follows
//! only says what it is (帛琉國際機場) or names a building after it (德安里活動中心). Words behind a name
//! that count the places of a list or say which part of one is meant are none of it.

use std::iter;
use std::ops::Range;

use crate::authority::JurisdictionKind;
use crate::mention::branch;
use crate::mention::cue::Cues;
use crate::mention::glyph::{Class, Glyphs};
use crate::mention::knowledge::Knowledge;
use crate::mention::organisation;
use crate::mention::place::PlaceEnding;

/// The most characters of the words that a name was tagged with.
const LONGEST_WORDS: usize = 3;
/// The fewest characters of a name.
const SHORTEST: usize = 2;

/// The places that a name tagged as one place is made of, in order.
pub fn places(knowledge: &Knowledge, glyphs: &Glyphs, name: Range<usize>) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let name = behind_verb(knowledge, glyphs, &name)..name.end;
    let mut rest = name.start..bare_end(knowledge, glyphs, &name);
    while let Some(end) = first_end(knowledge, glyphs, &rest) {
        places.push(rest.start..end);
        rest.start = end;
    }
    places.push(rest);
    places
}

/// The beginning of a name at the listed place that a verb stands before: 提昇|台灣.
fn behind_verb(knowledge: &Knowledge, glyphs: &Glyphs, name: &Range<usize>) -> usize {
    let at = name.start + SHORTEST;
    let listed = |at: usize| knowledge.jurisdictions.longest_at(glyphs, at);
    let place = listed(at).is_some_and(|(end, _)| end == name.end);
    if place && Knowledge::begins_verb(glyphs, name.start) && listed(name.start).is_none() {
        at
    } else {
        name.start
    }
}

/// Where a name ends before the words behind it: 安布里姆、埃皮|三島, 基隆|市區, 秀姑巒溪|口.
fn bare_end(knowledge: &Knowledge, glyphs: &Glyphs, name: &Range<usize>) -> usize {
    let Range { start, end } = *name;
    if end < start + SHORTEST + 1 || glyphs.class(end - 1) != Class::Han {
        return end;
    }
    if let Some(counted) = before_count(knowledge, glyphs, name) {
        return counted;
    }
    // 奉化溪口 is a town.
    let river = knowledge.place_names.longest_at(glyphs, start);
    if glyphs.char(end - 1) == '口' && river.is_some_and(|(after, ())| after == end - 1) {
        return end - 1;
    }
    if let Some(place) = before_noun(knowledge, glyphs, name) {
        return place;
    }
    let trails = Cues::from(knowledge.authority.lexicon.cues("settlement-trail"));
    let trail = trails.before(glyphs, start + SHORTEST, end);
    trail.map(|(from, _)| from).min().unwrap_or(end)
}

/// Where a listed place ends that an ordinary word and nothing that ends like a place goes on behind:
/// 花蓮|辦公廳舍.
fn before_noun(knowledge: &Knowledge, glyphs: &Glyphs, name: &Range<usize>) -> Option<usize> {
    let listed = knowledge.jurisdictions.longest_at(glyphs, name.start);
    let listed = listed.map(|(end, _)| end);
    let known = knowledge.place_names.longest_at(glyphs, name.start);
    let end = listed.max(known.map(|(end, ())| end))?;
    let goes_on = end + SHORTEST <= name.end && Knowledge::begins_word(glyphs, end);
    let ending = knowledge.place_ending_before(glyphs, name.start, name.end);
    // 嘉義溪口
    let mouth = glyphs.char(name.end - 1) == '口';
    (goes_on && ending.is_none() && !mouth).then_some(end)
}

/// Where the last name of a list ends before words that count its places: 奇基穆拉及哈拉帕|二省.
fn before_count(knowledge: &Knowledge, glyphs: &Glyphs, name: &Range<usize>) -> Option<usize> {
    let before = name.start.checked_sub(1)?;
    if !glyphs.joins_list(before) {
        return None;
    }
    let lexicon = &knowledge.authority.lexicon;
    let count = |&at: &usize| "兩二三四五六七八九十".contains(glyphs.char(at));
    (name.start + SHORTEST..name.end - 1)
        .rev()
        .find(count)
        .filter(|at| lexicon.contains("place-list-close", &glyphs.text(at + 1..name.end)))
}

/// The bodies that a name tagged as one body is made of, in order.
pub fn bodies(knowledge: &Knowledge, glyphs: &Glyphs, name: Range<usize>) -> Vec<Range<usize>> {
    let start = behind_words(knowledge, glyphs, &name);
    let name = start..name.end;
    match branch::before_persons(knowledge, glyphs, &name) {
        Some(end) => iter::once(start..end).collect(),
        None => joined(knowledge, glyphs, name),
    }
}

/// The beginning of the listed body that ends a name, where only words stand before it: 意思|國防部.
fn behind_words(knowledge: &Knowledge, glyphs: &Glyphs, name: &Range<usize>) -> usize {
    let listed = || {
        let organisations = &knowledge.organisations;
        organisations.longest_before(glyphs, name.start, name.end)
    };
    let holds = organisation::holds_listed(knowledge, glyphs, name.start, name.end)
        && !organisation::owner_at(knowledge, glyphs, name.start);
    let listed = holds.then(listed).flatten();
    let portfolios = &knowledge.portfolios;
    // 文化|觀光局 is one of both.
    let words = |start: usize| {
        portfolios
            .longest_before(glyphs, name.start, start)
            .is_none()
    };
    let listed = listed.filter(|(start, _)| *start <= name.start + LONGEST_WORDS && words(*start));
    listed.map_or(name.start, |(start, _)| start)
}

/// The two units whose head is the same: 人力司|兼|資源司.
fn joined(knowledge: &Knowledge, glyphs: &Glyphs, name: Range<usize>) -> Vec<Range<usize>> {
    let is_joint = |&at: &usize| {
        glyphs.char(at) == '兼'
            && knowledge.ends_body(glyphs, name.start, at)
            && knowledge.ends_body(glyphs, at + 1, name.end)
    };
    match name.clone().find(is_joint) {
        Some(at) => vec![name.start..at, at + 1..name.end],
        None => vec![name],
    }
}

/// Where the first of several places ends.
fn first_end(knowledge: &Knowledge, glyphs: &Glyphs, name: &Range<usize>) -> Option<usize> {
    if glyphs.class(name.start) != Class::Han {
        return None;
    }
    let (end, row) = knowledge.jurisdictions.longest_at(glyphs, name.start)?;
    let governs = match row.kind {
        JurisdictionKind::Area => false,
        JurisdictionKind::Country | JurisdictionKind::Territory => true,
        JurisdictionKind::Region | JurisdictionKind::City => {
            let ending = knowledge.place_ending_before(glyphs, name.start, end);
            ending.is_some_and(|(_, ending)| ending == PlaceEnding::Governed { certain: true })
        }
    };
    let follows = end + SHORTEST <= name.end && glyphs.class(end) == Class::Han;
    (governs && follows && is_named(knowledge, glyphs, end..name.end)).then_some(end)
}

/// Whether what follows a place is a name, and not only what kind of thing it is.
fn is_named(knowledge: &Knowledge, glyphs: &Glyphs, rest: Range<usize>) -> bool {
    match knowledge.place_ending_before(glyphs, rest.start, rest.end) {
        None => true,
        Some((_, PlaceEnding::Venue)) => false,
        Some((start, PlaceEnding::Governed { .. })) => start > rest.start,
        Some((start, PlaceEnding::Feature { .. })) => start >= rest.start + SHORTEST,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::Authority;

    /// The places of which a tagged name is made, at its place in a text.
    fn parts(text: &str, name: &str) -> Vec<String> {
        let authority = Authority::builtin();
        let knowledge = Knowledge::new(&authority);
        let glyphs = Glyphs::known(text, &knowledge.beginnings);
        let start = text[..text.find(name).expect("a part")].chars().count();
        let range = start..start + name.chars().count();
        let parts = places(&knowledge, &glyphs, range).into_iter();
        parts.map(|part| glyphs.text(part)).collect()
    }

    #[test]
    fn a_country_or_town_before_another_place_is_one_of_its_own() {
        assert_eq!(parts("赴印度科契考察", "印度科契"), ["印度", "科契"]);
        assert_eq!(
            parts("位於豐濱鄉靜浦村", "豐濱鄉靜浦村"),
            ["豐濱鄉", "靜浦村"]
        );
        // What kind of thing it is, or a building named after it, makes one name of both.
        assert_eq!(parts("抵帛琉國際機場", "帛琉國際機場"), ["帛琉國際機場"]);
        assert_eq!(
            parts("在豐濱鄉活動中心", "豐濱鄉活動中心"),
            ["豐濱鄉活動中心"]
        );
        assert_eq!(parts("臺灣海峽", "臺灣海峽"), ["臺灣海峽"]);
    }

    #[test]
    fn a_place_ends_before_an_ordinary_word_that_ends_no_place() {
        assert_eq!(parts("協商花蓮辦公廳舍", "花蓮辦公廳舍"), ["花蓮"]);
        assert_eq!(parts("抵花蓮工業區", "花蓮工業區"), ["花蓮工業區"]);
        assert_eq!(parts("有助於加強台灣整體產業", "加強台灣"), ["台灣"]);
    }

    #[test]
    fn a_body_begins_behind_words_and_two_units_of_one_head_are_two() {
        let authority = Authority::builtin();
        let knowledge = Knowledge::new(&authority);
        let of = |text: &str| -> Vec<String> {
            let glyphs = Glyphs::known(text, &knowledge.beginnings);
            let parts = bodies(&knowledge, &glyphs, 0..glyphs.len()).into_iter();
            parts.map(|part| glyphs.text(part)).collect()
        };
        assert_eq!(of("人力司兼資源司"), ["人力司", "資源司"]);
        assert_eq!(of("意思國防部"), ["國防部"]);
        assert_eq!(of("韓國國防部"), ["韓國國防部"]);
        assert_eq!(of("苗栗縣政府文化觀光局"), ["苗栗縣政府文化觀光局"]);
        assert_eq!(of("文化觀光局"), ["文化觀光局"]);
    }

    #[test]
    fn words_that_count_or_divide_places_end_a_name() {
        assert_eq!(parts("安布里姆、埃皮三島", "埃皮三島"), ["埃皮"]);
        assert_eq!(parts("赴埃皮三島", "埃皮三島"), ["埃皮三島"]);
        assert_eq!(parts("秀姑巒溪口左岸", "秀姑巒溪口"), ["秀姑巒溪"]);
        assert_eq!(parts("赴奉化溪口參訪", "奉化溪口"), ["奉化溪口"]);
        assert_eq!(parts("在嘉義溪口會勘", "嘉義溪口"), ["嘉義溪口"]);
    }
}
