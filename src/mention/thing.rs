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

/// Where such lists stand in a document.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Those of things in each block, in order.
    pub things: Vec<Vec<Range<usize>>>,
    /// Those of persons under a label of attendance, in order.
    pub persons: Vec<Range<usize>>,
}

/// Finds the lists; `ranges` are the glyphs of the document's blocks.
pub fn lists(
    document: &Document,
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    ranges: &[Range<usize>],
) -> Lists {
    let mut lists = Lists::default();
    let mut below = None;
    for (block, range) in document.blocks().iter().zip(ranges) {
        let mut said = by_place(document, knowledge, glyphs, (block, range), &mut below);
        said.extend(in_sentences(knowledge, glyphs, range));
        said.sort_unstable_by_key(|(_, list)| list.start);
        let mut things = Vec::new();
        for (label, list) in said {
            match label {
                Label::Persons => lists.persons.push(list),
                Label::Generic if knowledge.are_mostly_persons(glyphs, &list) => {}
                Label::Things | Label::Generic => things.push(list),
            }
        }
        lists.things.push(things);
    }
    lists
}

/// What a label says of the list below or behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    /// Things.
    Things,
    /// Things, but persons as well: 項目.
    Generic,
    /// Persons.
    Persons,
}

/// The lists of a block whose labels stand before or above them; `below` is the label that the block above
/// leaves open, and then what this one does.
fn by_place(
    document: &Document,
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    (block, range): (&Block, &Range<usize>),
    below: &mut Option<Label>,
) -> Vec<(Label, Range<usize>)> {
    if let BlockKind::Row { table, cells } = &block.kind {
        let heads = &document.tables()[*table].columns;
        // The number before a row may be left out of its cells.
        let skipped = usize::from(heads.len() == cells.len() + 1);
        let fits = heads.len() == cells.len() + skipped;
        let beside = heads[skipped..].iter().zip(cells).filter(|_| fits);
        let said = beside.filter_map(|(head, cell)| {
            let label = said_by(knowledge, document.slice(*head))?;
            Some((label, glyphs.range(*cell)))
        });
        return said.collect();
    }
    if let Some((label, value)) = document.field(block) {
        let label = said_by(knowledge, document.slice(label));
        let is_empty = document.slice(value).trim().is_empty();
        *below = label.filter(|_| is_empty);
        return Vec::from_iter(label.map(|label| (label, glyphs.range(value))));
    }
    if introduces(document, block) {
        *below = said_by(knowledge, title(document, block));
        return Vec::new();
    }
    if is_short(document, block)
        && let Some(label) = said_by_whole(knowledge, title(document, block))
    {
        *below = Some(label);
        return Vec::new();
    }
    let text = document.slice(block.span);
    *below = below.filter(|_| !text.contains(['。', '：', ':', '│', '\t']));
    Vec::from_iter(below.map(|label| (label, range.clone())))
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

/// What a label, a heading or the head of a column says of what is listed.
fn said_by(knowledge: &Knowledge, words: &str) -> Option<Label> {
    let lexicon = &knowledge.authority.lexicon;
    if lexicon
        .cues("attendee-label")
        .ending(words.trim())
        .next()
        .is_some()
    {
        return Some(Label::Persons);
    }
    if calls_persons(knowledge, words) {
        return None;
    }
    let whole = said_by_whole(knowledge, words);
    if is_latin(words) {
        let last = || {
            let mut parts = words.split_whitespace();
            let names_body = parts
                .clone()
                .any(|word| lexicon.contains("org-head-en", word));
            let last = parts.next_back().filter(|_| !names_body)?;
            said_by_whole(knowledge, last)
        };
        return whole.or_else(last);
    }
    let words: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = without_noun(knowledge, &words);
    let labels = lexicon.cues("thing-label");
    let ending = [words.as_str(), bare]
        .into_iter()
        .find_map(|words| labels.ending(words).max_by_key(|(word, _)| word.len()));
    whole.or_else(|| ending.map(|(_, kind)| label_of(kind)))
}

/// The same where the words are such a label and nothing else.
fn said_by_whole(knowledge: &Knowledge, words: &str) -> Option<Label> {
    let words: String = if is_latin(words) {
        words.trim().to_lowercase()
    } else {
        words.chars().filter(|c| !c.is_whitespace()).collect()
    };
    let labels = [words.as_str(), without_noun(knowledge, &words)].into_iter();
    let lexicon = &knowledge.authority.lexicon;
    let mut kinds = labels.filter_map(|words| lexicon.value("thing-label", words));
    kinds.next().map(label_of)
}

/// The label of a value in the group `thing-label`.
fn label_of(kind: &str) -> Label {
    match kind {
        "generic" => Label::Generic,
        _ => Label::Things,
    }
}

/// The words without a noun for a list at their end: 植栽|清單.
fn without_noun<'w>(knowledge: &Knowledge, words: &'w str) -> &'w str {
    let listed = knowledge.authority.lexicon.cues("list-noun").ending(words);
    let noun = listed.map(|(noun, _)| noun.len()).max().unwrap_or(0);
    &words[..words.len() - noun]
}

/// Whether a label tells of persons beside whatever else: 負責項目, Lead officer for parks.
fn calls_persons(knowledge: &Knowledge, words: &str) -> bool {
    let lexicon = &knowledge.authority.lexicon;
    if is_latin(words) {
        let words = words.to_lowercase();
        let mut words = words.split(|c: char| !c.is_alphanumeric());
        return words.any(|word| lexicon.contains("person-label", word));
    }
    let words: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    lexicon.cues("person-label").stand_in(&words)
}

/// The lists in a block that the words right before or behind them say to be of things: 供應項目包括…,
/// …等五種作物.
fn in_sentences(
    knowledge: &Knowledge,
    glyphs: &Glyphs,
    block: &Range<usize>,
) -> Vec<(Label, Range<usize>)> {
    let words = Cues::from(knowledge.authority.lexicon.cues("thing-label"));
    let ends = |at: &usize| {
        matches!(
            glyphs.char(*at),
            '。' | ',' | '，' | ';' | '；' | ':' | '：'
        )
    };
    let mut lists = Vec::new();
    for at in block.clone() {
        if let Some(start) = behind_links(knowledge, glyphs, at..block.end) {
            let label = words.before(glyphs, block.start, at).next();
            let clause = (block.start..at).rev().find(ends);
            let clause = clause.map_or(block.start, |mark| mark + 1);
            let label = label.filter(|_| !calls_persons(knowledge, &glyphs.text(clause..at)));
            let end = (start..block.end).find(ends).unwrap_or(block.end);
            lists.extend(label.map(|(_, (_, kind))| (label_of(kind), start..end)));
        } else if glyphs.char(at) == '等' {
            let number = |at: &usize| {
                glyphs.class(*at) == Class::Digit
                    || "一二三四五六七八九十兩多項種類樣道".contains(glyphs.char(*at))
            };
            let from = at + 1 + (at + 1..block.end).take_while(number).count();
            let start = (block.start..at).rev().find(ends);
            let start = start.map_or(block.start, |mark| mark + 1);
            // Not 等|課程|講師.
            let closed = |end: usize| {
                let runs = matches!(glyphs.class(end), Class::Han | Class::Letter | Class::Digit);
                end >= block.end || !runs
            };
            let mut labels = words.at(glyphs, from);
            let label = labels.find(|(word, _)| closed(from + word.chars().count()));
            lists.extend(label.map(|(_, kind)| (label_of(kind), start..at)));
        }
    }
    lists.retain(|(_, list)| list.clone().any(|at| glyphs.char(at) == '、'));
    lists
}

/// The place behind the words that lead from a label to its list, which begin at a stretch: 包括：|….
fn behind_links(knowledge: &Knowledge, glyphs: &Glyphs, stretch: Range<usize>) -> Option<usize> {
    let links = knowledge.thing_links;
    let mut behind = links.end(glyphs, stretch.start)?;
    while let Some(end) = links.end(glyphs, glyphs.skip_space(behind)) {
        behind = end;
    }
    Some(glyphs.skip_space(behind).min(stretch.end))
}

impl Knowledge<'_> {
    /// Whether most items of a list are names of persons by a surname and a known given name.
    fn are_mostly_persons(&self, glyphs: &Glyphs, list: &Range<usize>) -> bool {
        let parts = |at: &usize| matches!(glyphs.char(*at), '、' | ',' | ';' | '。' | '等');
        let (mut items, mut persons) = (0, 0);
        let mut start = list.start;
        for end in list.clone().filter(parts).chain([list.end]) {
            let first = glyphs.skip_space(start).min(end);
            let item = first..glyphs.skip_space_back(first, end);
            start = end + 1;
            if item.is_empty() {
                continue;
            }
            items += 1;
            let words = glyphs.text(item.clone());
            let mut words = words.split(' ');
            let given = words.next().unwrap_or_default();
            let known = self.authority.lexicon.value("given-name", given) == Some("");
            let named = known && words.next().is_some();
            persons += usize::from(named || self.is_usual(glyphs, &item));
        }
        persons * 2 > items
    }
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
    /// 金針菇, 文化路, 麵店. A label of attendance, a title beside it, and a known given name tell more.
    pub fn ends_otherwise(&self, name: &Range<usize>) -> bool {
        let attended = self.persons.iter().any(|persons| overlap(persons, name));
        let before = self.glyphs.skip_space_back(self.block.start, name.start);
        let after = self.glyphs.skip_space(name.end);
        let is_beside = |title: &Range<usize>| title.end == before || title.start == after;
        let titled = self.roles.iter().any(|role| is_beside(&role.range));
        let words = self.glyphs.text(name.clone());
        let named = attended || titled || self.is_usual(name);
        !named && self.knowledge.sort_by_ending(&words).is_some()
    }
}
