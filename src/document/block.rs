//! The pieces that a text consists of.

use super::{NodeId, Span};

/// A paragraph or another piece of the text that stands by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands, without the line end after it.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// The innermost outline node that it belongs to; for a heading or item, its own.
    ///
    /// A list item holds only itself: text after a list belongs to the heading above the list.
    pub node: Option<NodeId>,
    /// The page it begins on, from 1, if the text marks its pages with form feeds.
    pub page: Option<u32>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A numbered heading.
    Heading,
    /// Running text.
    Paragraph,
    /// A list item: a numbered one, which has a node of its own, or one with a bullet.
    Item,
    /// A label and its value: `時間：105 年 10 月 7 日上午`.
    ///
    /// The value is empty where the label stands alone, as `會談內容：`; it is then the text
    /// of the blocks that follow.
    Field {
        /// The label without its colon.
        label: Span,
        /// What follows the colon.
        value: Span,
    },
    /// The caption of a figure or table, with its number if it has a plain one.
    Caption {
        /// 12 for `圖 12：…`.
        number: Option<u32>,
    },
    /// A footnote, without its number. It stands after the block that it interrupted.
    Footnote {
        /// The number, as printed before the note.
        number: u32,
    },
    /// The column heads of a table.
    Columns {
        /// The table, an index of [`Document::tables`](super::Document::tables).
        table: usize,
    },
    /// A row of a table.
    Row {
        /// The table, an index of [`Document::tables`](super::Document::tables).
        table: usize,
        /// What white space separates, without the number before the row. There may be fewer
        /// or more of them than columns.
        cells: Vec<Span>,
    },
    /// A line of a table of contents: title, dots and page number.
    Contents,
}
