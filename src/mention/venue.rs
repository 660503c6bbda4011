//! Schools, halls and works that a text only names to say where something is: 設在光華國小操場旁.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::cue::Cues;
use super::glyph::{Class, Glyphs};
use super::knowledge::Knowledge;
use super::repeated::Block;
use super::{Found, Kind, Reading};

/// Makes places of the bodies that are a house as well, where every mention only says where.
pub fn settle(knowledge: &Knowledge, glyphs: &Glyphs, blocks: &[Block], found: &mut [Found]) {
    let lexicon = &knowledge.authority.lexicon;
    let venues = Venues {
        knowledge,
        glyphs,
        houses: Cues::from(lexicon.cues("house-suffix")),
        before: Cues::from(lexicon.cues("venue-before")),
        after: Cues::from(lexicon.cues("venue-after")),
    };
    let mut only_where: FxHashMap<String, bool> = FxHashMap::default();
    let houses: Vec<(usize, String)> = found
        .iter()
        .enumerate()
        .filter(|(_, item)| item.kind == Kind::Organisation && venues.is_house(item))
        .map(|(place, item)| (place, glyphs.text(item.range.clone())))
        .collect();
    for (place, name) in &houses {
        let range = &found[*place].range;
        let block = blocks.partition_point(|block| block.range.end < range.end);
        let block = blocks
            .get(block)
            .filter(|block| block.range.start <= range.start);
        let says_where = block.is_some_and(|block| venues.says_where(&block.range, range));
        let known = only_where.entry(name.clone()).or_insert(true);
        *known &= says_where;
    }
    for (place, name) in houses {
        if only_where[&name] {
            found[place].kind = Kind::Place;
        }
    }
}

struct Venues<'a, 'g> {
    knowledge: &'g Knowledge<'a>,
    glyphs: &'g Glyphs,
    houses: Cues<'a>,
    before: Cues<'a>,
    after: Cues<'a>,
}

impl Venues<'_, '_> {
    /// Whether a body that no table lists ends as a house does.
    fn is_house(&self, item: &Found) -> bool {
        let unlisted = matches!(&item.reading, Reading::Named(naming) if naming.key.is_none());
        let range = &item.range;
        let mut endings = self.houses.before(self.glyphs, range.start, range.end);
        unlisted && endings.any(|(from, _)| from > range.start)
    }

    /// Whether the words around a name make it a place: 位於…, …操場旁, 地點：….
    fn says_where(&self, block: &Range<usize>, name: &Range<usize>) -> bool {
        let glyphs = self.glyphs;
        let behind = self.after.at(glyphs, name.end).next().is_some() && name.end < block.end;
        // 二樓, 3樓會議室
        let floor = (name.end..block.end.min(name.end + 3))
            .find(|&at| !matches!(glyphs.class(at), Class::Digit) && !is_storey(glyphs.char(at)))
            .is_some_and(|at| at > name.end && glyphs.char(at) == '樓');
        if behind || floor {
            return true;
        }
        let start = glyphs.skip_space_back(block.start, name.start);
        let mut before = self.before.before(glyphs, block.start, start);
        let closed = self.knowledge.name_may_end(glyphs, name.end);
        closed && before.any(|_| true)
    }
}

/// Whether a character counts the storeys of a house: 二樓, 地下一樓.
pub(super) fn is_storey(c: char) -> bool {
    "一二三四五六七八九十地下".contains(c)
}
