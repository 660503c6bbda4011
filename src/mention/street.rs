//! Sections and lanes of streets: 彰水路|二段, 環南路三段| 88 巷.

use std::ops::Range;

use super::cue::Cues;
use super::glyph::{Class, Glyphs};
use super::knowledge::Knowledge;
use super::{Found, Kind, Reading, name, scene};

/// The most characters of a number.
const LONGEST: usize = 5;

/// Makes the sections and lanes that stand behind the name of a street a part of it, with the numbers in them.
pub fn settle(knowledge: &Knowledge, glyphs: &Glyphs, found: &mut Vec<Found>) {
    let mut numbers = Vec::new();
    for index in 0..found.len() {
        let range = found[index].range.clone();
        if found[index].kind != Kind::Place || !ends_street(knowledge, glyphs, &range) {
            continue;
        }
        let mut end = range.end;
        while let Some((after, true)) = part(knowledge, glyphs, end) {
            end = after;
        }
        let behind = range.end..end;
        let is_free = |other: &Found| is_number(other) || !scene::overlap(&other.range, &behind);
        if end == range.end || !found.iter().all(is_free) {
            continue;
        }
        if let Reading::Named(naming) = &mut found[index].reading
            && let (None, Some(chinese)) = (&naming.key, &mut naming.chinese)
        {
            *chinese = chinese_section(name::without_spaces(glyphs.text(range.start..end)));
            found[index].range.end = end;
            numbers.push(behind);
        }
    }
    found.retain(|item| {
        let mut inside = numbers.iter().filter(|_| is_number(item));
        !inside.any(|street| scene::overlap(street, &item.range))
    });
}

/// A name with the number of its section as it is on signs: 三民路1段 is 三民路一段.
fn chinese_section(name: String) -> String {
    const NUMBERS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let Some((street, lane)) = name.split_once('段') else {
        return name;
    };
    let number = street
        .chars()
        .next_back()
        .and_then(|last| last.to_digit(10));
    let number =
        number.and_then(|number| NUMBERS.get(usize::try_from(number).ok()?.checked_sub(1)?));
    let Some(number) = number.filter(|_| !street.ends_with("10")) else {
        return name;
    };
    let stem: String = street.chars().take(street.chars().count() - 1).collect();
    format!("{stem}{number}段{lane}")
}

fn is_number(found: &Found) -> bool {
    matches!(found.kind, Kind::Date | Kind::Figure)
}

/// Whether a name ends as streets do, or with a section or lane of one.
fn ends_street(knowledge: &Knowledge, glyphs: &Glyphs, name: &Range<usize>) -> bool {
    let endings = Cues::from(knowledge.authority.lexicon.cues("street-end"));
    let mut endings = endings.before(glyphs, name.start, name.end);
    endings.any(|(start, _)| start > name.start)
}

/// Whether a name ends as streets do and the number of a house, lane or section stands behind it.
pub fn is_addressed(knowledge: &Knowledge, glyphs: &Glyphs, name: &Range<usize>) -> bool {
    ends_street(knowledge, glyphs, name) && part(knowledge, glyphs, name.end).is_some()
}

/// Where a number and its noun end, and whether they are a part of the name: 二段, 88 巷, but not 100號, and
/// nothing of 一段時間.
fn part(knowledge: &Knowledge, glyphs: &Glyphs, at: usize) -> Option<(usize, bool)> {
    let start = at + usize::from(glyphs.class(at) == Class::Space);
    let is_digit = |i: usize| {
        glyphs.class(i) == Class::Digit || "○〇零一二三四五六七八九十百".contains(glyphs.char(i))
    };
    // 26之3號
    let is_part =
        |i: &usize| is_digit(*i) || *i > start && glyphs.char(*i) == '之' && is_digit(*i + 1);
    let number = (start..start + LONGEST).take_while(is_part).count();
    let noun = start + number + usize::from(glyphs.char(start + number) == ' ');
    let nouns = Cues::from(knowledge.authority.lexicon.cues("street-part"));
    // Of words that begin alike the longest is the last.
    let (word, kind) = nouns.at(glyphs, noun).last().filter(|_| number > 0)?;
    (**kind != *"no").then(|| (noun + word.chars().count(), **kind == *"name"))
}
