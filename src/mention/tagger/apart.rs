//! Where the tagger reads two places as one: 印度|科契, 豐濱鄉|靜浦村.
//!
//! A country, county or town in front of another place is a place of its own, unless all that follows
//! only says what it is (帛琉國際機場) or names a building after it (德安里活動中心).

use std::ops::Range;

use crate::authority::JurisdictionKind;
use crate::mention::glyph::{Class, Glyphs};
use crate::mention::knowledge::Knowledge;
use crate::mention::place::PlaceEnding;

/// The fewest characters of a name.
const SHORTEST: usize = 2;

/// The places that a name tagged as one place is made of, in order.
pub fn places(knowledge: &Knowledge, glyphs: &Glyphs, name: Range<usize>) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut rest = name;
    while let Some(end) = first_end(knowledge, glyphs, &rest) {
        places.push(rest.start..end);
        rest.start = end;
    }
    places.push(rest);
    places
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
