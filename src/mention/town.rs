//! Short names of towns that the county in which they lie tells: 西螺, 二崙, where the text names
//! 雲林縣.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::glyph::{Class, Glyphs};
use super::knowledge::Knowledge;
use super::repeated::Block;
use super::{Found, Kind, Naming, Reading, Rule};

/// Finds the places of such names in a text, in which `found` was found.
pub fn find(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    blocks: &[Block],
    found: &[Found],
) -> Vec<Found> {
    let counties = counties(knowledge, glyphs, found);
    if counties.is_empty() {
        return Vec::new();
    }
    let lexicon = &knowledge.authority.lexicon;
    let places = found.iter().filter(|f| f.kind == Kind::Jurisdiction);
    let edges: FxHashSet<usize> = places.flat_map(|f| [f.range.start, f.range.end]).collect();
    let known = found.iter().filter(|f| f.kind != Kind::Date);
    let taken: FxHashSet<usize> = known.flat_map(|f| f.range.clone()).collect();
    let mut towns = Vec::new();
    for block in blocks {
        let mut at = block.range.start;
        while at < block.range.end {
            let hit = knowledge
                .weak_places
                .longest_at(glyphs, at)
                .filter(|(end, row)| {
                    let range = at..*end;
                    let within = row.within.as_deref();
                    let known = within.is_some_and(|county| counties.contains(county));
                    let begins = at == block.range.start
                        || glyphs.class(at - 1) != Class::Han
                        || knowledge.name_start(glyphs, block.range.start, at + 1).at == at;
                    let ends = knowledge.name_may_end(glyphs, *end) || !runs_on(glyphs, *end);
                    let word = lexicon.contains("weak-place-guard", &glyphs.text(range.clone()));
                    let free = !range.clone().any(|i| taken.contains(&i));
                    let word = word && !is_beside(glyphs, &edges, &range);
                    *end <= block.range.end && known && begins && ends && !word && free
                });
            let Some((end, row)) = hit else {
                at += 1;
                continue;
            };
            towns.push(Found {
                kind: Kind::Jurisdiction,
                range: at..end,
                reading: Reading::Named(Naming::known(&row.key)),
                rule: Rule::Dictionary,
                hard: true,
            });
            at = end;
        }
    }
    towns
}

/// Whether a place stands before or behind a name in a list: 東石鄉、|布袋. `edges` are where
/// places begin and end.
fn is_beside(glyphs: &Glyphs, edges: &FxHashSet<usize>, name: &Range<usize>) -> bool {
    let before = name.start.checked_sub(1);
    let before = before.is_some_and(|i| glyphs.joins_list(i) && edges.contains(&i));
    before || glyphs.joins_list(name.end) && edges.contains(&(name.end + 1))
}

/// Whether what follows a name makes a longer one of it: 虎尾|科技大學, 東港|溪.
fn runs_on(glyphs: &Glyphs, end: usize) -> bool {
    "站路街橋溪港湖寺宮廟國高分區科大學農漁鎮鄉市縣村里山島灣門社校院場廠段線"
        .contains(glyphs.char(end))
}

/// The counties of Taiwan that a text names, by themselves or in the name of a body.
fn counties<'a>(knowledge: &Knowledge<'a>, glyphs: &Glyphs, found: &[Found]) -> FxHashSet<&'a str> {
    let named = found.iter().filter_map(|f| {
        let (end, row) = knowledge.jurisdictions.longest_at(glyphs, f.range.start)?;
        let county = row.within.as_deref() == Some("TWN") && end <= f.range.end;
        county.then_some(&*row.key)
    });
    let above = found.iter().filter_map(|f| {
        let (_, row) = knowledge.jurisdictions.longest_at(glyphs, f.range.start)?;
        let county = knowledge
            .authority
            .jurisdictions
            .get(row.within.as_deref()?)?;
        (county.within.as_deref() == Some("TWN")).then_some(&*county.key)
    });
    // 臺灣|花蓮|地方法院
    let bodies = found.iter().filter(|f| f.kind == Kind::Organisation);
    let inside = bodies.flat_map(|f| f.range.clone()).filter_map(|at| {
        let (_, row) = knowledge.jurisdictions.longest_at(glyphs, at)?;
        (row.within.as_deref() == Some("TWN")).then_some(&*row.key)
    });
    named.chain(above).chain(inside).collect()
}
