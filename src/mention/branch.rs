//! Stations of a branch office: 農業部林業及自然保育署嘉義分署|觸口工作站.
//!
//! A branch office that is named with the body above it is a name by itself, and the station that it
//! runs in some town is another one, named behind it.

use std::ops::Range;

use super::cue::Cues;
use super::glyph::{Class, Glyphs};
use super::knowledge::Knowledge;

/// Where the name of the station begins in a name of both.
pub fn station(knowledge: &Knowledge, glyphs: &Glyphs, name: &Range<usize>) -> Option<usize> {
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
    (farthest..(suffix + 1).saturating_sub(SHORTEST))
        .rev()
        .find(|&at| branches.before(glyphs, above, at).next().is_some())
}
