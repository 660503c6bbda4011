//! Numbers of something: `超過 70 個會員國`, `約 2,500 名公務人員`, `25%`.

use std::ops::Range;

use super::cue::Cues;
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
    /// The words before the number that say what is measured, as printed: 總面積.
    pub of: Option<Span>,
}

/// How far from its classifier the name of what is counted may stand, in characters.
const FARTHEST: usize = 16;

/// Finds the numbers that count or measure something; dates and numbers of an outline are none.
pub fn find(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    blocks: &[Range<usize>],
    dates: &[DatePlace],
) -> Vec<Found> {
    let words = Words::new(knowledge);
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
            match words.read(glyphs, block, at) {
                Some((range, reading)) => {
                    at = range.end;
                    found.push(of_form(range, reading));
                }
                None => at += 1,
            }
        }
    }
    found
}

/// A figure, which is one by its form whatever stands around it.
pub(super) fn of_form(range: Range<usize>, reading: FigureReading) -> Found {
    Found {
        kind: Kind::Figure,
        range,
        reading: Reading::Figure(reading),
        rule: Rule::Form,
        hard: true,
    }
}

/// The words of figures.
struct Words<'a> {
    phrases: Cues<'a>,
    classifiers: Cues<'a>,
    guards: Cues<'a>,
    /// Words that begin like a unit: 人行道.
    unit_guards: Cues<'a>,
    /// Words between a bound and its number.
    gaps: Cues<'a>,
    bounds: Cues<'a>,
    bounds_after: Cues<'a>,
    measures: Cues<'a>,
    /// Units of money.
    currencies: Cues<'a>,
    /// Words that begin like a bound behind a number: 120公里|之內陸.
    bound_guards: Cues<'a>,
    /// Words that say which of several, not how many: 第3次.
    ordinals: Cues<'a>,
    /// Words between what is measured and its number: 執行率|達|48.5%.
    links: Cues<'a>,
    /// Verbs of numbers that change, and of those who are counted.
    verbs: [Cues<'a>; 3],
    /// Ends of words for what is measured.
    quantities: Cues<'a>,
    /// Words between two nouns.
    separators: Cues<'a>,
    /// What the end of a noun is told by.
    knowledge: &'a Knowledge<'a>,
}

impl<'a> Words<'a> {
    fn new(knowledge: &'a Knowledge<'a>) -> Self {
        let cues = |group| Cues::from(knowledge.authority.lexicon.cues(group));
        Self {
            phrases: cues("figure-phrase"),
            classifiers: cues("classifier"),
            guards: cues("number-guard"),
            unit_guards: cues("unit-guard"),
            gaps: cues("bound-gap"),
            bounds: cues("bound"),
            bounds_after: cues("bound-after"),
            measures: cues("measure"),
            currencies: cues("currency"),
            bound_guards: cues("bound-guard"),
            ordinals: cues("ordinal-prefix"),
            links: cues("measure-link"),
            verbs: ["growth-verb", "part-verb", "event-verb"].map(cues),
            quantities: cues("quantity-noun"),
            separators: cues("list-separator"),
            knowledge,
        }
    }

    fn read(
        &self,
        glyphs: &Glyphs,
        block: &Range<usize>,
        at: usize,
    ) -> Option<(Range<usize>, FigureReading)> {
        if let Some(found) = self.phrase(glyphs, block, at) {
            return Some(found);
        }
        let number = numeral::read(glyphs, at)?;
        // A single Chinese digit is a number only right before its classifier: 一場, not 一起.
        let unit_start = glyphs.skip_space(number.range.end);
        let units = [self.classifiers, self.currencies];
        let unit_end = units
            .iter()
            .filter_map(|words| words.end(glyphs, unit_start));
        let unit_end = unit_end.max().filter(|&end| end <= block.end)?;
        // 數十個 is no ten.
        let mut guards = self.unit_guards.at(glyphs, unit_start);
        if self.guards.before(glyphs, block.start, at).next().is_some() || guards.next().is_some() {
            return None;
        }
        let counted = self.counted(glyphs, block, unit_end);
        let edge = glyphs.skip_space_back(block.start, at);
        let ordinal = self.ordinals.before(glyphs, block.start, edge).next();
        if ordinal.is_some() && counted.is_none() {
            return None;
        }
        // 一個 and 一項 mostly only mean "a".
        if glyphs.class(at) == Class::Han
            && counted
                .as_ref()
                .is_none_or(|range| range.start > unit_end + 1)
        {
            return None;
        }
        let before = glyphs.skip_space_back(block.start, at);
        // 約|成立| 1 年, 至少|就|一個議題
        let gaps = self.gaps.before(glyphs, block.start, before);
        let gap = gaps.map(|(start, _)| start).min();
        let prefix = [Some(before), gap]
            .into_iter()
            .flatten()
            .flat_map(|edge| self.bounds.before(glyphs, block.start, edge))
            // 以下 4 個 is no upper bound: such words stand after a number.
            .filter(|(start, (word, _))| {
                let after = self.bounds_after.at(glyphs, *start);
                !after.map(|(known, _)| known).any(|known| known == word)
            })
            .min_by_key(|(start, _)| *start);
        let suffix = self
            .bounds_after
            .at(glyphs, unit_end)
            .next()
            .filter(|_| self.bound_guards.at(glyphs, unit_end).next().is_none());
        let (start, bound) = match (prefix, suffix) {
            (Some((start, (_, bound))), _) => (start, bound.to_string()),
            (None, Some((_, bound))) => (at, bound.to_string()),
            (None, None) => (at, "exactly".to_owned()),
        };
        let bound_end = match &suffix {
            Some((word, _)) if start == at => unit_end + word.chars().count(),
            _ => unit_end,
        };
        let counted = counted.or_else(|| self.noun(glyphs, block, bound_end));
        let end = match &counted {
            Some(noun) => self.end_with_others(glyphs, block, noun),
            None => unit_end,
        };
        Some((
            start..end,
            FigureReading {
                value: number.value,
                bound,
                unit: glyphs.span(unit_start..unit_end),
                counted: counted.map(|range| glyphs.span(range)),
                of: self
                    .measured(glyphs, block, start)
                    .map(|range| glyphs.span(range)),
            },
        ))
    }

    /// The end of what is counted, with the other people that one number counts:
    /// 公務員|及公民社會人員.
    fn end_with_others(&self, glyphs: &Glyphs, block: &Range<usize>, noun: &Range<usize>) -> usize {
        let of_people = |at: usize| {
            let mut words = self.measures.at(glyphs, at);
            words.any(|(_, measure)| {
                let lexicon = &self.knowledge.authority.lexicon;
                lexicon.value("measure-unit", measure) == Some("person")
            })
        };
        let other = of_people(noun.start)
            .then(|| self.separators.end(glyphs, noun.end))
            .flatten()
            .and_then(|start| self.counted(glyphs, block, start));
        match other {
            Some(other) if of_people(other.start) => other.end,
            _ => noun.end,
        }
    }

    /// The noun right behind a unit, up to where a name would end: 1,741 個|自治體.
    fn noun(&self, glyphs: &Glyphs, block: &Range<usize>, start: usize) -> Option<Range<usize>> {
        const LENGTHS: std::ops::RangeInclusive<usize> = 2..=8;
        let han = (start..block.end).take_while(|&i| glyphs.class(i) == Class::Han);
        let limit = start + han.count();
        // 自治體 and 據點 begin like words that end a name.
        let over = |at: usize| {
            let ends = at >= limit || self.knowledge.ends_name(glyphs, at);
            ends && !self.knowledge.is_guarded_word(glyphs, at)
        };
        let end = (start + 1..=limit).find(|&end| over(end))?;
        let verb = over(start)
            || self
                .verbs
                .iter()
                .any(|verbs| verbs.at(glyphs, start).next().is_some());
        (!verb && LENGTHS.contains(&(end - start))).then_some(start..end)
    }

    /// The words for what is measured that stand before a number, its bound and a verb: 總面積,
    /// 執行率達.
    fn measured(
        &self,
        glyphs: &Glyphs,
        block: &Range<usize>,
        figure: usize,
    ) -> Option<Range<usize>> {
        const LONGEST: usize = 10;
        let edge = glyphs.skip_space_back(block.start, figure);
        let link = self.links.before(glyphs, block.start, edge);
        let edge = link.map(|(start, _)| start).min().unwrap_or(edge);
        let edge = glyphs.skip_space_back(block.start, edge);
        self.quantities.before(glyphs, block.start, edge).next()?;
        let start = self.knowledge.name_start(glyphs, block.start, edge).at;
        let start = start.max(edge.saturating_sub(LONGEST));
        // 靜岡縣|總面積
        let place = self.knowledge.jurisdictions.longest_at(glyphs, start);
        let body = self.knowledge.organisations.longest_at(glyphs, start);
        let ends = [place.map(|(end, _)| end), body.map(|(end, _)| end)];
        let owner = ends.into_iter().flatten().filter(|&end| end < edge).max();
        let start = owner.unwrap_or(start);
        (start < edge && glyphs.class(edge - 1) == Class::Han).then_some(start..edge)
    }

    /// Words that say a number without one: 男女各半. Their value in the table is the measure, a
    /// stroke and the number.
    fn phrase(
        &self,
        glyphs: &Glyphs,
        block: &Range<usize>,
        at: usize,
    ) -> Option<(Range<usize>, FigureReading)> {
        let (word, value) = self.phrases.at(glyphs, at).next()?;
        let range = at..at + word.chars().count();
        let (_, number) = value.split_once('/')?;
        (range.end <= block.end).then_some(())?;
        Some((
            range.clone(),
            FigureReading {
                value: Decimal::integer(number.parse().ok()?),
                bound: "exactly".to_owned(),
                unit: glyphs.span(range),
                counted: None,
                of: None,
            },
        ))
    }

    /// The word after a classifier that names what is counted: the first known measure before the
    /// clause ends (`2,456 個促進政府透明的|承諾`).
    fn counted(&self, glyphs: &Glyphs, block: &Range<usize>, start: usize) -> Option<Range<usize>> {
        let limit = block.end.min(start + FARTHEST);
        let clause = (start..limit)
            .find(|&i| {
                glyphs.class(i) == Class::Mark && glyphs.char(i) != '('
                    || glyphs.class(i) == Class::Digit
            })
            .unwrap_or(limit);
        (start..clause).find_map(|at| {
            let end = self.measures.end(glyphs, at)?;
            (end <= clause).then_some(at..end)
        })
    }
}
