//! Lists of things that are called by no name, in which items only look like persons: 抽查項目：高麗菜、金針菇.
//!
//! | printed | what tells it |
//! | --- | --- |
//! | 菜單：金瓜米粉、古早味肉燥 | the label before them |
//! | 二、展出作物 | the heading above them |
//! | 品項 | the head of their column |
//! | 供應項目包括…, …等菜色 | the words before or behind them |

use std::ops::Range;

use super::cue::Cues;
use super::glyph::{Class, Glyphs};
use super::knowledge::Knowledge;
use super::scene::{Scene, overlap};
use super::{Found, Reading};
use crate::document::{Block, BlockKind, Document, is_latin};

/// Where such lists stand in each block of a document; `ranges` are the glyphs of its blocks.
pub fn lists(
    document: &Document,
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    ranges: &[Range<usize>],
) -> Vec<Vec<Range<usize>>> {
    let says = |words: &str| says_things(knowledge, words);
    let mut below = Below::Nothing;
    let blocks = document.blocks().iter().zip(ranges);
    let mut by_place = |block: &Block, range: &Range<usize>| -> Vec<Range<usize>> {
        if let BlockKind::Row { table, cells } = &block.kind {
            let heads = &document.tables()[*table].columns;
            // The number before a row may be left out of its cells.
            let skipped = usize::from(heads.len() == cells.len() + 1);
            let fits = heads.len() == cells.len() + skipped;
            let beside = heads[skipped..].iter().zip(cells).filter(|_| fits);
            let cells = beside.filter(|(head, _)| says(document.slice(**head)));
            return cells.map(|(_, cell)| glyphs.range(*cell)).collect();
        }
        if let Some((label, value)) = document.field(block) {
            let is_of_things = says(document.slice(label));
            below = match (is_of_things, document.slice(value).trim().is_empty()) {
                (true, true) => Below::Items,
                _ => Below::Nothing,
            };
            return Vec::from_iter(is_of_things.then(|| glyphs.range(value)));
        }
        if (introduces(document, block) || is_short(document, block))
            && says(title(document, block))
        {
            below = Below::Items;
            return Vec::new();
        }
        if introduces(document, block) {
            below = Below::Nothing;
            return Vec::new();
        }
        let text = document.slice(block.span);
        let is_listed = match below {
            Below::Items => !text.contains(['。', '：', ':', '│', '\t']),
            Below::Nothing => false,
        };
        if !is_listed {
            below = Below::Nothing;
        }
        Vec::from_iter(is_listed.then(|| range.clone()))
    };
    let lists = blocks.map(|(block, range)| {
        let mut lists = by_place(block, range);
        lists.extend(in_sentences(knowledge, glyphs, range));
        lists.sort_unstable_by_key(|list| list.start);
        lists
    });
    lists.collect()
}

/// What stands below a heading or an introduction.
#[derive(Clone, Copy)]
enum Below {
    /// The items of a list of things.
    Items,
    /// Anything.
    Nothing,
}

/// Whether a block says what stands below it: a heading, or a line that ends with a colon.
fn introduces(document: &Document, block: &Block) -> bool {
    let text = document.slice(block.span);
    block.kind == BlockKind::Heading
        || block.kind == BlockKind::Paragraph && text.trim_end().ends_with(['：', ':'])
}

/// Whether a block is a line of a few words, which may be a heading as well.
fn is_short(document: &Document, block: &Block) -> bool {
    const SHORT: usize = 24;
    let text = document.slice(block.span).trim_end();
    let marks = |c: char| c.is_ascii_punctuation() || matches!(c, '、' | '，' | '。' | '；');
    block.kind == BlockKind::Paragraph && text.len() <= SHORT && !text.contains(marks)
}

/// The words of a heading or an introduction, without its colon.
fn title<'d>(document: &'d Document, block: &Block) -> &'d str {
    let heading = block.node.filter(|_| block.kind == BlockKind::Heading);
    let words = heading.map_or(block.span, |node| document.node(node).title);
    let words = document.slice(words).trim_end();
    words.trim_end_matches(['：', ':'])
}

/// Whether a label, a heading or the head of a column says that things are listed.
fn says_things(knowledge: &Knowledge, words: &str) -> bool {
    let lexicon = &knowledge.authority.lexicon;
    let labels = lexicon.cues("thing-label");
    if is_latin(words) {
        // Menu of the day, Species recorded
        let words = words.trim().to_lowercase();
        let mut edges = [words.split(' ').next(), words.rsplit(' ').next()].into_iter();
        return edges.any(|word| word.is_some_and(|word| lexicon.contains("thing-label", word)));
    }
    let words: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let listed = lexicon.cues("list-noun").ending(&words);
    let noun = listed.map(|(noun, _)| noun.len()).max().unwrap_or(0);
    let bare = &words[..words.len() - noun];
    [words.as_str(), bare]
        .iter()
        .any(|words| labels.ending(words).next().is_some())
}

/// The lists in a block that the words right before or behind them say to be of things: 供應項目包括…,
/// …等五種作物.
fn in_sentences(knowledge: &Knowledge, glyphs: &Glyphs, block: &Range<usize>) -> Vec<Range<usize>> {
    const LINKS: &str = "：:為是有如括含計分別包「( ";
    let words = Cues::from(knowledge.authority.lexicon.cues("thing-label"));
    let links = |at: &usize| LINKS.contains(glyphs.char(*at));
    let ends = |at: &usize| {
        matches!(
            glyphs.char(*at),
            '。' | ',' | '，' | ';' | '；' | ':' | '：'
        )
    };
    let mut lists = Vec::new();
    for at in block.clone() {
        if links(&at) && words.before(glyphs, block.start, at).next().is_some() {
            let start = at + (at..block.end).take_while(links).count();
            let end = (start..block.end).find(ends).unwrap_or(block.end);
            lists.push(start..end);
        } else if glyphs.char(at) == '等' {
            let number = |at: &usize| {
                glyphs.class(*at) == Class::Digit
                    || "一二三四五六七八九十兩多項種類樣道".contains(glyphs.char(*at))
            };
            let from = at + 1 + (at + 1..block.end).take_while(number).count();
            let start = (block.start..at).rev().find(ends);
            let start = start.map_or(block.start, |mark| mark + 1);
            let closes = from < block.end && words.at(glyphs, from).next().is_some();
            lists.extend(closes.then_some(start..at));
        }
    }
    lists.retain(|list| list.clone().any(|at| glyphs.char(at) == '、'));
    lists
}

impl Scene<'_> {
    /// Whether things are listed where a list stands.
    pub fn lists_things(&self, list: &Range<usize>) -> bool {
        self.things.iter().any(|things| overlap(things, list))
    }

    /// Whether what was found without a title fills an item of a list of things.
    pub fn is_listed_thing(&self, found: &Found) -> bool {
        let glyphs = self.glyphs;
        let titled = matches!(&found.reading, Reading::Person(person) if !person.roles.is_empty());
        let mark = |at: usize| {
            matches!(
                glyphs.char(at),
                '、' | ',' | ';' | ':' | '.' | '。' | '\t' | '│'
            )
        };
        let things = self
            .things
            .iter()
            .find(|things| overlap(things, &found.range));
        things.is_some_and(|things| {
            let before = glyphs.skip_space_back(things.start, found.range.start);
            let after = glyphs.skip_space(found.range.end);
            let opens = before <= things.start || mark(before - 1);
            !titled && opens && (after >= things.end || mark(after) || mark(found.range.end))
        })
    }

    /// Whether what looks like a name ends as names of things, places or bodies do, and no person's does:
    /// 金針菇, 文化路, 麵店.
    pub fn ends_otherwise(&self, name: &Range<usize>) -> bool {
        let name = self.glyphs.text(name.clone());
        self.knowledge.sort_by_ending(&name).is_some()
    }
}
