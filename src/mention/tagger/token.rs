//! A text as tokens: a Chinese character, a run of letters or of digits, or another sign.

use std::ops::Range;

use super::hash;
use crate::authority::fold::lower;
use crate::document::{BlockKind, Document, is_latin};
use crate::mention::glyph::{Class, Glyphs};

/// A name of a template or of a value, with its number.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    /// As the tables of weights write it.
    pub text: &'static str,
    /// Its number.
    pub hash: u64,
}

/// Gives a name its number.
pub const fn name(text: &'static str) -> Name {
    Name {
        text,
        hash: hash::name(text),
    }
}

/// How tokens are written.
pub const SHAPES: [Name; 12] = [
    name("H"),
    name("P"),
    name("d1"),
    name("d2"),
    name("d3"),
    name("d4"),
    name("A"),
    name("a"),
    name("AA"),
    name("Aa"),
    name("aa"),
    name("aA"),
];

/// What stands before a token: nothing, a space, a wide space, or the beginning of a block.
pub const LAYOUTS: [Name; 4] = [name("0"), name("space"), name("gap"), name("block")];

/// What a block is.
pub const BLOCKS: [Name; 9] = [
    name("heading"),
    name("paragraph"),
    name("item"),
    name("field"),
    name("caption"),
    name("footnote"),
    name("columns"),
    name("row"),
    name("contents"),
];

/// A token.
#[derive(Clone, Debug)]
pub struct Token {
    /// Its glyphs.
    pub range: Range<usize>,
    /// The number of the word in small letters.
    pub word: u64,
    /// Its place among [`SHAPES`].
    pub shape: usize,
    /// Its place among [`LAYOUTS`].
    pub layout: usize,
    /// Inside how many brackets it stands, two at most.
    pub depth: usize,
    /// How many tokens of the block stand before it, three at most.
    pub place: usize,
    /// Whether a colon stands before it in the block.
    pub labelled: bool,
}

impl Token {
    /// Whether it is a word or a number.
    pub fn is_word(&self) -> bool {
        self.shape != MARK
    }

    /// Whether it is written with a capital.
    pub fn is_capital(&self) -> bool {
        matches!(SHAPES[self.shape].text, "A" | "AA" | "Aa")
    }

    /// Whether it is written in capitals.
    pub fn is_in_capitals(&self) -> bool {
        SHAPES[self.shape].text == "AA"
    }

    /// Whether it is a Chinese character.
    pub fn is_han(&self) -> bool {
        self.shape == 0
    }

    /// Whether it is a word of letters.
    pub fn is_letters(&self) -> bool {
        self.shape > DIGITS + 3
    }
}

/// The place of the marks among [`SHAPES`].
const MARK: usize = 1;

/// The place of the first numbers among [`SHAPES`].
const DIGITS: usize = 2;

/// The tokens of a block.
#[derive(Clone, Debug)]
pub struct Row {
    /// Their places among all tokens of the document.
    pub tokens: Range<usize>,
    /// The place of the kind of the block among [`BLOCKS`].
    pub block: usize,
    /// Whether it is written in Latin letters.
    pub latin: bool,
}

/// The tokens of a document, block by block; `ranges` are the glyphs of the blocks.
pub fn read(
    document: &Document,
    glyphs: &Glyphs,
    ranges: &[Range<usize>],
) -> (Vec<Token>, Vec<Row>) {
    let mut tokens = Vec::new();
    let mut rows = Vec::new();
    for (block, range) in document.blocks().iter().zip(ranges) {
        let from = tokens.len();
        read_block(glyphs, range.clone(), &mut tokens);
        rows.push(Row {
            tokens: from..tokens.len(),
            block: kind(&block.kind),
            latin: is_latin(document.slice(block.span)),
        });
    }
    (tokens, rows)
}

fn kind(kind: &BlockKind) -> usize {
    match kind {
        BlockKind::Heading => 0,
        BlockKind::Paragraph => 1,
        BlockKind::Item => 2,
        BlockKind::Field { .. } => 3,
        BlockKind::Caption { .. } => 4,
        BlockKind::Footnote { .. } => 5,
        BlockKind::Columns { .. } => 6,
        BlockKind::Row { .. } => 7,
        BlockKind::Contents => 8,
    }
}

fn read_block(glyphs: &Glyphs, block: Range<usize>, tokens: &mut Vec<Token>) {
    const DEEPEST: usize = 2;
    const FARTHEST: usize = 3;
    let from = tokens.len();
    let (mut at, mut depth, mut labelled) = (block.start, 0, false);
    let mut end = block.start;
    while at < block.end {
        let class = glyphs.class(at);
        if class == Class::Space {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        if matches!(class, Class::Letter | Class::Digit) {
            while at < block.end && glyphs.class(at) == class {
                at += 1;
            }
        }
        let char = glyphs.char(start);
        if matches!(char, '(' | '「' | '『' | '《' | '[') {
            depth = DEEPEST.min(depth + 1);
        }
        let place = tokens.len() - from;
        tokens.push(Token {
            word: hash::word((start..at).map(|at| plain(glyphs.char(at)))),
            shape: shape(glyphs, class, start..at),
            layout: if place == 0 {
                3
            } else {
                layout(glyphs, end, start)
            },
            depth,
            place: place.min(FARTHEST),
            labelled,
            range: start..at,
        });
        if matches!(char, ')' | '」' | '』' | '》' | ']') {
            depth = depth.saturating_sub(1);
        }
        labelled |= char == ':';
        end = at;
    }
}

/// What stands between two tokens; a space of the width of a character is a wide one.
fn layout(glyphs: &Glyphs, end: usize, start: usize) -> usize {
    match start - end {
        0 => 0,
        1 if glyphs.byte(start) - glyphs.byte(end) == 1 && glyphs.char(end) == ' ' => 1,
        _ => 2,
    }
}

/// A character without regard to case, and of two forms of one the usual one.
#[inline]
pub fn plain(char: char) -> char {
    match lower(char) {
        '台' => '臺',
        char => char,
    }
}

fn shape(glyphs: &Glyphs, class: Class, range: Range<usize>) -> usize {
    const LONGEST: usize = 4;
    match class {
        Class::Han => 0,
        Class::Mark | Class::Space => MARK,
        Class::Digit => DIGITS + range.len().min(LONGEST) - 1,
        Class::Letter => {
            let first = glyphs.char(range.start).is_uppercase();
            let rest = || (range.start + 1..range.end).map(|at| glyphs.char(at));
            let capitals = rest().filter(|c| c.is_uppercase()).count();
            let letter = DIGITS + LONGEST;
            match (first, range.len() - 1, capitals) {
                (true, 0, _) => letter,
                (false, 0, _) => letter + 1,
                (true, rest, capitals) if rest == capitals => letter + 2,
                (true, _, 0) => letter + 3,
                (false, _, 0) => letter + 4,
                _ => letter + 5,
            }
        }
    }
}
