//! Stations of a branch office: 農業部林業及自然保育署嘉義分署|觸口工作站.
//!
//! The station is named with the offices above it, as a section is with its ministry.

use std::ops::Range;

use super::cue::Cues;
use super::glyph::{Class, Glyphs};
use super::knowledge::Knowledge;

/// Where the branch office ends that begins what ends as a station does, if persons stand behind it:
/// 養護工程分局|工程人員工務段.
pub fn before_persons(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    name: &Range<usize>,
) -> Option<usize> {
    let station = station(knowledge, glyphs, name)?;
    knowledge
        .holds_persons(glyphs, &station)
        .then_some(station.start)
}

/// The name of a station without its ending, behind the branch office that begins a name.
fn station(knowledge: &Knowledge, glyphs: &Glyphs, name: &Range<usize>) -> Option<Range<usize>> {
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
    Some(at..suffix)
}
