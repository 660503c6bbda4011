//! The text itself: what a reader reads, and where each character of it came from.
//!
//! The *received* text is what the file holds, with the hard wraps, page starts, footnotes
//! and page numbers of the PDF it came from. The *reading* text is what a person would read:
//! paragraphs joined, page furniture gone. Every character of the reading text keeps its
//! place in the received text.
//!
//! ```
//! use govrep::document::{Document, TableHeaders};
//!
//! let received = "壹、目的 \n\n國家發展委員會於會議前確認我方出席人員、駐外館處拜會行程，並協調公民社會\n\n之相關參訪。 \n";
//! let (source, _) = govrep::source::decode("report.txt", received.as_bytes()).unwrap();
//! let (document, _) = Document::read(source, &TableHeaders::default());
//!
//! assert!(document.text().ends_with("並協調公民社會之相關參訪。"));
//! let block = &document.blocks()[1];
//! let origin = document.origin(block.span);
//! assert_eq!((origin.line, origin.end_line), (3, 5));
//! let heading = document.heading(block.node.unwrap()).unwrap();
//! assert_eq!(document.section(heading), "壹、目的");
//! ```

mod block;
mod footnote;
mod furniture;
mod hyphen;
mod label;
mod layout;
mod line;
mod marker;
mod normal;
mod numeral;
mod origin;
mod outline;
mod piece;
mod read;
mod rows;
mod script;
mod span;
mod table;
mod unwrap;
mod writer;

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::source::Source;

use normal::Folded;
use origin::{OffsetMap, Positions};

pub use block::{Block, BlockKind};
pub use normal::folded;
pub use origin::Origin;
pub use outline::{Node, NodeId};
pub use script::{is_latin, is_latin_text, is_word_letter};
pub use span::Span;
pub use table::{Table, TableHeaders};

/// A source as a person would read it.
#[derive(Clone, Debug)]
pub struct Document {
    source: Source,
    text: String,
    blocks: Vec<Block>,
    nodes: Vec<Node>,
    tables: Vec<Table>,
    /// From the reading text to the folded text, and from there to the source.
    reading: OffsetMap,
    folded: Option<OffsetMap>,
    positions: Positions,
    /// The marks after which a sentence has ended, in order.
    stops: Vec<Span>,
}

/// The marks after which a sentence in Chinese has ended, wherever they stand, and the end of a
/// block.
const STOPS: [char; 5] = ['。', '！', '？', '；', '\n'];

impl Document {
    /// Reads a source: joins its paragraphs, leaves out what only the page needs, and finds
    /// its outline, captions, fields, footnotes and tables.
    ///
    /// `headers` are the words that may head a column of a table. No text is refused. The
    /// diagnostics are notes (`outline-order`) on numbers of headings that are out of order.
    pub fn read(source: Source, headers: &TableHeaders) -> (Self, Vec<Diagnostic>) {
        // A hyphen at the end of a line stays, unless the report writes the word without it.
        Self::read_with(source, headers, &|_| true)
    }

    /// The same, where `known` tells which words there are, so that the hyphen goes with which a line end
    /// divides one (`Ka-|zakhstan`); it is asked for names as printed and for words in small letters.
    pub fn read_with(
        source: Source,
        headers: &TableHeaders,
        known: &dyn Fn(&str) -> bool,
    ) -> (Self, Vec<Diagnostic>) {
        let received = source.with_feeds();
        let folded = Folded::new(&received);
        let whole = source.has_whole_paragraphs();
        let reading = read::read(&folded.text, headers, known, whole);
        let (folded, positions) = (folded.map, Positions::new(&received));
        drop(received);
        let mut document = Self {
            folded,
            positions,
            source,
            stops: reading
                .text
                .match_indices(STOPS)
                .map(|(at, stop)| Span::new(at, at + stop.len()))
                .collect(),
            text: reading.text,
            blocks: reading.blocks,
            nodes: reading.nodes,
            tables: reading.tables,
            reading: reading.map,
        };
        for index in 0..document.blocks.len() {
            let start = document.received_start(document.blocks[index].span.start);
            document.blocks[index].page = document.positions.page(start);
        }
        let notes = reading
            .slips
            .iter()
            .map(|&(at, expected)| document.slip(at, expected));
        let notes = notes.collect();
        (document, notes)
    }

    /// The source that it was read from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The reading text: the blocks in order, one `\n` between two.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The last mark at which a sentence ended before a byte.
    pub fn stop_before(&self, byte: usize) -> Option<Span> {
        let before = self.stops.partition_point(|stop| stop.end <= byte);
        Some(self.stops[before.checked_sub(1)?])
    }

    /// The first mark at which a sentence ends at or after a byte.
    pub fn stop_after(&self, byte: usize) -> Option<Span> {
        let before = self.stops.partition_point(|stop| stop.start < byte);
        self.stops.get(before).copied()
    }

    /// A piece of the reading text.
    ///
    /// # Panics
    ///
    /// If the span is not one of this document.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.start..span.end]
    }

    /// The blocks in order; there is at least one.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The block that a byte of the reading text lies in; a line end counts to the block before
    /// it.
    pub fn block_at(&self, byte: usize) -> &Block {
        let after = self
            .blocks
            .partition_point(|block| block.span.start <= byte);
        &self.blocks[after.saturating_sub(1)]
    }

    /// The label and the value of a block that has them: a field, or a list item or heading
    /// that begins like one (`（三）日方出席人員：…`).
    pub fn field(&self, block: &Block) -> Option<(Span, Span)> {
        const LONGEST_LABEL: usize = 12;
        let title = match (&block.kind, block.node) {
            (BlockKind::Field { label, value }, _) => return Some((*label, *value)),
            (BlockKind::Item | BlockKind::Heading, Some(node)) => self.node(node).title,
            _ => return None,
        };
        let text = self.slice(title);
        let (at, colon) = text.char_indices().find(|(_, c)| matches!(c, '：' | ':'))?;
        let label = &text[..at];
        let plain = label.chars().all(char::is_alphanumeric);
        (plain && label.chars().count() <= LONGEST_LABEL).then(|| {
            let value = Span::new(title.start + at + colon.len_utf8(), title.end);
            (Span::new(title.start, title.start + at), value)
        })
    }

    /// The nodes of the outline in order of reading.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// A node of the outline.
    ///
    /// # Panics
    ///
    /// If the node is not one of this document.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0]
    }

    /// The tables in order of reading.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The cells of a row, each with the head of its column; none where blank cells leave no trace in the
    /// text. Only the last cells of a row may be missing.
    pub fn columns(&self, block: &Block) -> Option<Vec<(Span, Span)>> {
        let BlockKind::Row { table, cells } = &block.kind else {
            return None;
        };
        let columns = &self.tables[*table].columns;
        let row = self.slice(block.span);
        let mut all: Vec<Span> = Vec::new();
        if self.source.has_whole_paragraphs() && row.contains('\t') {
            let mut start = block.span.start;
            all.resize(self.blank_cells_before(start)?, Span::new(start, start));
            for cell in row.split('\t') {
                let lead = cell.len() - cell.trim_start().len();
                let from = start + lead;
                all.push(Span::new(from, from + cell.trim().len()));
                start += cell.len() + 1;
            }
        } else if cells.len() == columns.len() {
            all.clone_from(cells);
        }
        let fits = !all.is_empty() && all.len() <= columns.len();
        fits.then(|| columns.iter().copied().zip(all).collect())
    }

    /// How many columns of white space stand before the line of the received text in which a block begins;
    /// those of Chinese are two wide.
    pub fn indent(&self, block: &Block) -> usize {
        let received = &self.source.text[..self.received_start(block.span.start)];
        let line = received.rfind(['\n', '\r', '\x0C']).map_or(0, |at| at + 1);
        let lead = received[line..].chars().filter(|c| c.is_whitespace());
        lead.map(script::columns).sum()
    }

    /// How many blank cells stand before the first words of a row, each of which left a tab in the received text;
    /// none where other words stand before them.
    fn blank_cells_before(&self, start: usize) -> Option<usize> {
        let received = &self.source.text[..self.received_start(start)];
        let line = received.rfind('\n').map_or(0, |at| at + 1);
        let lead = &received[line..];
        let tabs = lead.matches('\t').count();
        lead.trim().is_empty().then_some(tabs)
    }

    /// The ordinals from the root of the outline to a node: `[3, 2, 1]` for 參、 二、 （一）.
    pub fn path(&self, id: NodeId) -> Vec<u32> {
        let mut path: Vec<u32> = self.ancestors(id).map(|node| node.ordinal).collect();
        path.reverse();
        path
    }

    /// The heading that a node is, or the nearest one above it.
    pub fn heading(&self, id: NodeId) -> Option<NodeId> {
        let mut above = std::iter::successors(Some(id), |&NodeId(id)| self.nodes[id].parent);
        above.find(|&NodeId(id)| self.nodes[id].is_heading)
    }

    /// The headings from the root of the outline to a node, as printed:
    /// `參、心得及建議 > 二、建議`. Items of lists are not headings and do not appear.
    pub fn section(&self, id: NodeId) -> String {
        let mut titles: Vec<&str> = self
            .ancestors(id)
            .filter(|node| node.is_heading)
            .map(|node| self.text[node.marker.start..node.title.end].trim_end())
            .collect();
        titles.reverse();
        titles.join(" > ")
    }

    /// The markers from the root of the outline to a node, as printed: `參`, `二`, `（一）`.
    pub fn markers(&self, id: NodeId) -> Vec<&str> {
        let mut markers: Vec<&str> = self
            .ancestors(id)
            .map(|node| self.slice(node.marker).trim_end_matches(['、', '.', ' ']))
            .collect();
        markers.reverse();
        markers
    }

    /// A node, its parent and so on up to the root.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = &Node> {
        std::iter::successors(Some(&self.nodes[id.0]), |node| {
            node.parent.map(|NodeId(parent)| &self.nodes[parent])
        })
    }

    /// Where a piece of the reading text came from.
    ///
    /// # Panics
    ///
    /// If the span is not one of this document, on character boundaries.
    pub fn origin(&self, span: Span) -> Origin {
        let block = self.block_at(span.start);
        let bytes = self.received(block, span);
        let text = &self.source.text;
        let last = bytes.end.saturating_sub(1).max(bytes.start);
        Origin {
            chars: self.positions.code_point(text, bytes.start)
                ..self.positions.code_point(text, bytes.end),
            line: self.positions.line(bytes.start),
            end_line: self.positions.line(last),
            page: self.positions.page(bytes.start),
            bytes,
        }
    }

    /// The words that the file marks as the title of the text.
    pub fn titled(&self) -> Option<Span> {
        const FIRST: usize = 40;
        let title = self.source.title.as_ref()?;
        let mut blocks = self.blocks.iter().take(FIRST);
        let block = blocks.find(|block| {
            let bytes = self.received(block, block.span);
            bytes.start <= title.start && title.end <= bytes.end
        })?;
        let words = &self.source.text[title.clone()];
        let part = self.slice(block.span).find(words);
        let start = part.map_or(block.span.start, |at| block.span.start + at);
        Some(Span::new(
            start,
            part.map_or(block.span.end, |_| start + words.len()),
        ))
    }

    /// The line of the received text, from 1, in which a piece of the reading text begins.
    pub fn line(&self, span: Span) -> usize {
        let bytes = self.received(self.block_at(span.start), span);
        self.positions.line(bytes.start)
    }

    /// The bytes of the received text that a piece of the reading text was, which begins in a
    /// block.
    fn received(&self, block: &Block, span: Span) -> Range<usize> {
        if span.is_empty() {
            let at = self.received_start(span.start);
            at..at
        } else if block.span.contains(span) {
            self.received_start(span.start)..self.received_end(span.end)
        } else {
            // Footnotes stand after the paragraph that they interrupted.
            let hull = self.reading.hull(span.start..span.end);
            match &self.folded {
                Some(folded) => folded.start(hull.start)..folded.end(hull.end),
                None => hull,
            }
        }
    }

    /// Which code point of the received text, from 0, the character of the reading text that
    /// begins at a byte was.
    pub fn code_point(&self, at: usize) -> usize {
        let byte = self.received_start(at);
        self.positions.code_point(&self.source.text, byte)
    }

    /// How many code points the received text has.
    pub fn code_points(&self) -> usize {
        let text = &self.source.text;
        self.positions.code_point(text, text.len())
    }

    /// The place of a piece of the reading text in the file, for a diagnostic.
    ///
    /// # Panics
    ///
    /// If the span is not one of this document, on character boundaries.
    pub fn place(&self, span: Span) -> Place {
        let origin = self.origin(span);
        self.source.place_on_line(origin.bytes, origin.line)
    }

    fn received_start(&self, at: usize) -> usize {
        let at = self.reading.start(at);
        self.folded.as_ref().map_or(at, |folded| folded.start(at))
    }

    fn received_end(&self, at: usize) -> usize {
        let at = self.reading.end(at);
        self.folded.as_ref().map_or(at, |folded| folded.end(at))
    }

    fn slip(&self, marker: Span, expected: u32) -> Diagnostic {
        Diagnostic {
            severity: Severity::Note,
            code: "outline-order",
            message: format!(
                "`{}` is out of order: number {expected} was expected",
                self.slice(marker).trim_end()
            ),
            place: Some(Box::new(self.place(marker))),
            help: Some(
                "the outline follows the text as it is; the numbers may be a slip".to_owned(),
            ),
        }
    }
}

#[cfg(test)]
mod tests;
