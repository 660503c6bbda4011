//! Words that a text counts, and that so are no names: 三座|海纜觀測站.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::cue::Cues;
use super::glyph::{Class, Glyphs};
use super::knowledge::Knowledge;
use super::{Found, Kind, Reading, Rule, numeral};
use crate::document::Document;

/// Drops the bodies that only their ending tells, where the text says somewhere how many there are of them.
pub fn drop(knowledge: &Knowledge, document: &Document, glyphs: &Glyphs, found: &mut Vec<Found>) {
    let is_guess = |body: &Found| {
        let named = matches!(&body.reading, Reading::Named(naming) if naming.key.is_none());
        body.kind == Kind::Organisation
            && named
            && matches!(body.rule, Rule::Ending | Rule::Repeated)
            && body.range.clone().all(|i| glyphs.class(i) == Class::Han)
    };
    let words = |range: Range<usize>| document.slice(glyphs.span(range));
    let guesses: Vec<Range<usize>> = found
        .iter()
        .filter(|body| is_guess(body))
        .map(|body| body.range.clone())
        .collect();
    let names: FxHashSet<&str> = guesses.iter().cloned().map(words).collect();
    // 三座|海纜觀測站, 共有三座|海纜觀測站
    let counted = |range: Range<usize>| {
        let mut starts = range.clone();
        starts.find_map(|at| {
            let name = words(at..range.end);
            (names.contains(name) && is_counted(knowledge, glyphs, at)).then_some(name)
        })
    };
    let kinds: FxHashSet<&str> = guesses.into_iter().filter_map(counted).collect();
    let is_kind = |body: &Found| {
        let range = body.range.clone();
        kinds.contains(words(range.clone())) || counted(range).is_some()
    };
    let dropped: Vec<bool> = found
        .iter()
        .map(|body| is_guess(body) && is_kind(body))
        .collect();
    let mut dropped = dropped.into_iter();
    found.retain(|_| dropped.next() != Some(true));
}

/// Whether a number of more than one and a classifier of bodies stand right before an index.
fn is_counted(knowledge: &Knowledge, glyphs: &Glyphs, at: usize) -> bool {
    /// The most characters of a number.
    const LONGEST: usize = 8;
    let lexicon = &knowledge.authority.lexicon;
    let counters = Cues::from(lexicon.cues("body-counter"));
    let unclear = Cues::from(lexicon.cues("vague-number"));
    let edge = glyphs.skip_space_back(0, at);
    counters.before(glyphs, 0, edge).any(|(unit, _)| {
        let end = glyphs.skip_space_back(0, unit);
        let starts = end.saturating_sub(LONGEST)..end;
        let several = |start: usize| {
            let number = numeral::read(glyphs, start)?;
            let value = number.value.as_integer()?;
            // 第三組 is one of them.
            let ordinal = start > 0 && glyphs.char(start - 1) == '第';
            (number.range.end == end && value > 1 && !ordinal).then_some(())
        };
        starts.clone().any(|start| several(start).is_some())
            || unclear.before(glyphs, 0, end).next().is_some()
    })
}
