//! Sections and lanes of streets: 彰水路|二段, 環南路三段| 88 巷.

use super::cue::Cues;
use super::glyph::{Class, Glyphs};
use super::knowledge::Knowledge;
use super::{Found, Kind, Reading, name, scene};

/// The most characters of a number.
const LONGEST: usize = 5;

/// Makes the sections and lanes that stand behind the name of a street a part of it.
pub fn settle(knowledge: &Knowledge, glyphs: &Glyphs, found: &mut [Found]) {
    let sorts = Cues::from(knowledge.authority.lexicon.cues("place-sort"));
    for index in 0..found.len() {
        let range = found[index].range.clone();
        let is_street = found[index].kind == Kind::Place
            && sorts
                .before(glyphs, range.start, range.end)
                .any(|(_, (_, sort))| **sort == *"road");
        if !is_street {
            continue;
        }
        let mut end = range.end;
        while let Some((after, true)) = part(knowledge, glyphs, end) {
            end = after;
        }
        let behind = range.end..end;
        let is_free = |other: &Found| {
            matches!(other.kind, Kind::Date | Kind::Figure)
                || !scene::overlap(&other.range, &behind)
        };
        if end == range.end || !found.iter().all(is_free) {
            continue;
        }
        if let Reading::Named(naming) = &mut found[index].reading
            && let (None, Some(chinese)) = (&naming.key, &mut naming.chinese)
        {
            *chinese = name::without_spaces(glyphs.text(range.start..end));
            found[index].range.end = end;
        }
    }
}

/// Whether the number of a house, lane or section stands at an index, so that a street ends there.
pub fn is_addressed(knowledge: &Knowledge, glyphs: &Glyphs, at: usize) -> bool {
    part(knowledge, glyphs, at).is_some()
}

/// Where a number and its noun end, and whether they are a part of the name: 二段, 88 巷, but not 100號.
fn part(knowledge: &Knowledge, glyphs: &Glyphs, at: usize) -> Option<(usize, bool)> {
    let start = at + usize::from(glyphs.class(at) == Class::Space);
    let is_number = |i: &usize| {
        glyphs.class(*i) == Class::Digit
            || "○〇零一二三四五六七八九十百之".contains(glyphs.char(*i))
    };
    let number = (start..start + LONGEST).take_while(is_number).count();
    let noun = start + number + usize::from(glyphs.char(start + number) == ' ');
    let nouns = Cues::from(knowledge.authority.lexicon.cues("street-part"));
    let (word, kind) = nouns.at(glyphs, noun).next().filter(|_| number > 0)?;
    Some((noun + word.chars().count(), **kind == *"name"))
}
