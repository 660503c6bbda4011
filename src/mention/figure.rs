//! Numbers of something: `超過 70 個會員國`, `約 2,500 名公務人員`, `25%`.

use std::ops::Range;

use super::date::DatePlace;
use super::glyph::{Class, Glyphs};
use super::knowledge::Knowledge;
use super::numeral::{self, Decimal};
use super::{Found, Kind, Reading, Rule};
use crate::document::Span;

/// What a number in the text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureReading {
    /// The number.
    pub value: Decimal,
    /// The notation of its bound in the code list `bound`.
    pub bound: String,
    /// The classifier or unit, as printed: 個, 名, %.
    pub unit: Span,
    /// What is counted, as printed: 會員國.
    pub counted: Option<Span>,
}

/// The longest name of what is counted, in characters.
const LONGEST_NAME: usize = 14;

/// Finds the numbers that count or measure something; dates and numbers of an outline are none.
pub fn find(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    blocks: &[Range<usize>],
    dates: &[DatePlace],
) -> Vec<Found> {
    let mut found = Vec::new();
    let mut dates = dates.iter().peekable();
    for block in blocks {
        let mut at = block.start;
        while at < block.end {
            while dates.peek().is_some_and(|d| d.range.end <= at) {
                dates.next();
            }
            if let Some(date) = dates.peek().filter(|d| d.range.start <= at) {
                at = date.range.end;
                continue;
            }
            match read(knowledge, glyphs, block, at) {
                Some((range, reading)) => {
                    at = range.end;
                    found.push(Found {
                        kind: Kind::Figure,
                        range,
                        reading: Reading::Figure(reading),
                        rule: Rule::Form,
                        hard: true,
                    });
                }
                None => at += 1,
            }
        }
    }
    found
}

fn read(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    block: &Range<usize>,
    at: usize,
) -> Option<(Range<usize>, FigureReading)> {
    let number = numeral::read(glyphs, at)?;
    // A single Chinese digit is a number only right before its classifier: 一場, not 一起.
    let unit_start = glyphs.skip_space(number.range.end);
    let lexicon = &knowledge.authority.lexicon;
    let unit_end = lexicon
        .group("classifier")
        .iter()
        .filter(|(word, _)| glyphs.starts_with(unit_start, word))
        .map(|(word, _)| unit_start + word.chars().count())
        .max()
        .filter(|&end| end <= block.end)?;
    let spelled = glyphs.class(at) == Class::Han;
    let counted = counted(knowledge, glyphs, block, unit_end);
    if spelled && counted.is_none() {
        return None;
    }
    let before = glyphs.skip_space_back(block.start, at);
    let prefix = lexicon
        .group("bound")
        .iter()
        .filter_map(|(word, bound)| Some((glyphs.ends_with(block.start, before, word)?, bound)))
        .min_by_key(|(start, _)| *start);
    let suffix = lexicon
        .group("bound-after")
        .iter()
        .find(|(word, _)| glyphs.starts_with(unit_end, word));
    let (start, bound) = match (prefix, suffix) {
        (Some((start, bound)), _) => (start, bound.to_string()),
        (None, Some((_, bound))) => (at, bound.to_string()),
        (None, None) => (at, "exactly".to_owned()),
    };
    let end = counted.clone().map_or(unit_end, |range| range.end);
    Some((
        start..end,
        FigureReading {
            value: number.value,
            bound,
            unit: glyphs.span(unit_start..unit_end),
            counted: counted.map(|range| glyphs.span(range)),
        },
    ))
}

/// The words after a classifier that name what is counted.
fn counted(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    block: &Range<usize>,
    start: usize,
) -> Option<Range<usize>> {
    let start = match glyphs.char(start) {
        '的' => start + 1,
        _ => start,
    };
    let mut end = start;
    while end < block.end
        && end - start < LONGEST_NAME
        && glyphs.class(end) == Class::Han
        && (end == start || !knowledge.name_may_end(glyphs, end))
    {
        end += 1;
    }
    (end > start + 1).then_some(start..end)
}
