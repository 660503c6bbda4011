//! Schools that a list calls by the beginning of their names: 玉里、光復等校, 文華、板橋三所高中.

use std::ops::Range;

use super::cue::Cues;
use super::glyph::{Class, Glyphs};
use super::knowledge::Knowledge;
use super::place::PlaceEnding;
use super::{Found, Kind, Naming, Reading, Rule};
use crate::authority::Level;

/// The most characters of a name in such a list.
const LONGEST: usize = 6;

/// Drops the places that are no more than the beginning of a school's name, and the persons that no rule found.
pub fn drop(knowledge: &Knowledge, glyphs: &Glyphs, found: &mut Vec<Found>) {
    let schools = Schools {
        knowledge,
        glyphs,
        words: Cues::from(knowledge.authority.lexicon.cues("school-word")),
        behind: Cues::from(knowledge.authority.lexicon.cues("school-trail")),
    };
    found.retain(|item| !schools.may_name(item) || !schools.lists(&item.range));
}

struct Schools<'a, 'g> {
    knowledge: &'g Knowledge<'a>,
    glyphs: &'g Glyphs,
    words: Cues<'a>,
    /// What goes on behind such a word: 校|長, 大學|教授.
    behind: Cues<'a>,
}

impl Schools<'_, '_> {
    /// Whether a school may be called after it: no country and no town with its ending (臺北市).
    fn may_name(&self, item: &Found) -> bool {
        let (start, end) = (item.range.start, item.range.end);
        let key = match &item.reading {
            Reading::Named(Naming { key, .. }) => key.as_deref(),
            _ => None,
        };
        let jurisdictions = &self.knowledge.authority.jurisdictions;
        let row = key.and_then(|key| jurisdictions.get(key));
        // 臺北市, but not 玉里
        let ending = self.knowledge.place_ending_before(self.glyphs, start, end);
        let is_governed = |ending| matches!(ending, PlaceEnding::Governed { .. });
        let ends_as_town = ending.is_some_and(|(_, it)| is_governed(it)) && end > start + 2;
        let is_kind = match item.kind {
            Kind::Jurisdiction | Kind::Place => true,
            Kind::Person => item.rule == Rule::Model,
            _ => false,
        };
        is_kind
            && item.range.len() <= LONGEST
            && item
                .range
                .clone()
                .all(|at| self.glyphs.class(at) == Class::Han)
            && row.is_none_or(|row| row.level == Level::Subnational)
            && !ends_as_town
    }

    /// Whether a name stands in a list that ends with words for schools.
    fn lists(&self, name: &Range<usize>) -> bool {
        let glyphs = self.glyphs;
        let mut at = name.end;
        let mut listed = name.start > 0 && is_joint(glyphs.char(name.start - 1));
        while is_joint(glyphs.char(at)) {
            listed = true;
            let ends = at + 2..=at + 1 + LONGEST;
            let next = ends
                .take_while(|&end| glyphs.class(end - 1) == Class::Han)
                .find(|&end| is_joint(glyphs.char(end)) || self.closes(end));
            let Some(next) = next else { return false };
            at = next;
        }
        listed && self.closes(at)
    }

    /// Whether words at an index close a list of schools: 等校, 三所高中, 等兩所國中; neither 多所學校, which may
    /// lie in the towns before it, nor 等校長.
    fn closes(&self, at: usize) -> bool {
        let glyphs = self.glyphs;
        let skip = |at: usize, wanted: &str| {
            let run = (at..).take_while(|&i| wanted.contains(glyphs.char(i)));
            at + run.count()
        };
        let after = skip(at, "等");
        let counted = skip(after, "一二三四五六七八九十兩0123456789");
        let number = match counted {
            // 等多所學校
            none if none == after && after > at => skip(after, "數多幾"),
            counted => counted,
        };
        let measured = skip(number, "所間個");
        let end = self.words.end(glyphs, measured).filter(|_| number > at);
        end.is_some_and(|end| self.word_ends(end))
    }

    /// Whether a word for schools ends at an index, and no noun, title or role goes on: 校|受損, but not 校|長.
    fn word_ends(&self, end: usize) -> bool {
        let glyphs = self.glyphs;
        let goes_on = || {
            self.behind.at(glyphs, end).next().is_some()
                || self.knowledge.title_at(glyphs, end).is_some()
                || Knowledge::begins_noun(glyphs, end)
        };
        glyphs.class(end) != Class::Han || !goes_on()
    }
}

fn is_joint(char: char) -> bool {
    matches!(char, '、' | '及' | '與' | '和')
}
