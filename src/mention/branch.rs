//! Stations of a branch office: 農業部林業及自然保育署嘉義分署|觸口工作站.
//!
//! A branch office that is named with the body above it is a name by itself, and the station that it
//! runs in some town is another one, named behind it.

use std::ops::Range;

use super::cue::Cues;
use super::glyph::{Class, Glyphs};
use super::knowledge::Knowledge;

/// What stands behind a branch office in what reads like one name, by where it begins.
pub enum Behind {
    /// A station, which is a body of its own.
    Station(usize),
    /// Persons: 養護工程分局|工程人員工務段.
    Persons(usize),
}

/// What stands behind the branch office that begins a name.
pub fn behind(knowledge: &Knowledge, glyphs: &Glyphs, name: &Range<usize>) -> Option<Behind> {
    const SHORTEST: usize = 2;
    const LONGEST: usize = 6;
    let lexicon = &knowledge.authority.lexicon;
    if name.is_empty() || glyphs.class(name.end - 1) != Class::Han {
        return None;
    }
    let stations = Cues::from(lexicon.cues("station-suffix"));
    let suffix = stations.before(glyphs, name.start, name.end);
    let suffix = suffix.map(|(from, _)| from).min()?;
    let (above, _) = knowledge.organisations.longest_at(glyphs, name.start)?;
    let branches = Cues::from(lexicon.cues("branch-suffix"));
    let farthest = suffix.saturating_sub(LONGEST).max(above + SHORTEST);
    // 北區分局|長官|辦事處
    let ends_office = |at: usize| {
        let mut offices = branches.before(glyphs, above, at);
        offices.any(|(from, _)| {
            let title = |i| knowledge.title_at(glyphs, i);
            !(from..at).any(|i| title(i).is_some_and(|(end, _)| end > at))
        })
    };
    let at = (farthest..(suffix + 1).saturating_sub(SHORTEST))
        .rev()
        .find(|&at| ends_office(at))?;
    Some(if knowledge.holds_persons(glyphs, &(at..suffix)) {
        Behind::Persons(at)
    } else {
        Behind::Station(at)
    })
}
