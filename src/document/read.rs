//! Lines into blocks: paragraphs joined, outline, captions, fields, footnotes and tables told
//! apart.

use std::ops::Range;

use super::footnote::{self, Note};
use super::label;
use super::layout::Layout;
use super::line::{self, Line};
use super::marker::{self, Marker};
use super::origin::OffsetMap;
use super::outline::{Beginning, Fit, Outline};
use super::table::{self, Table, TableHeaders};
use super::unwrap::{Between, Page, Shape};
use super::{Block, BlockKind, Node, Span, furniture};

/// The reading text and its structure, with the way back to the text it was read from.
pub(super) struct Reading {
    pub(super) text: String,
    pub(super) map: OffsetMap,
    pub(super) blocks: Vec<Block>,
    pub(super) nodes: Vec<Node>,
    pub(super) tables: Vec<Table>,
    /// Markers out of order: where, and the ordinal expected there.
    pub(super) slips: Vec<(Span, u32)>,
}

/// Reads a text whose characters are folded already.
pub(super) fn read(text: &str, headers: &TableHeaders) -> Reading {
    let (mut lines, habits) = line::split(text);
    let layout = Layout::measure(text, &mut lines);
    let page = Page {
        text,
        layout: &layout,
        habits: &habits,
    };
    let footnotes = footnote::find(&page, &lines);
    let mut left_out = vec![false; lines.len()];
    for line in footnotes.notes.iter().flat_map(|note| note.lines.clone()) {
        left_out[line] = true;
    }
    for &rule in &footnotes.rules {
        left_out[rule] = true;
    }
    furniture::find(&page, &lines, &mut left_out);
    let reader = Reader {
        page,
        lines: &lines,
        notes: &footnotes.notes,
        references: &footnotes.references,
        headers,
        open: None,
        waiting: 0..0,
        contents: false,
        outline: foresee(text, &lines, &left_out),
        reading: Reading {
            text: String::with_capacity(text.len()),
            map: OffsetMap::default(),
            blocks: Vec::new(),
            nodes: Vec::new(),
            tables: Vec::new(),
            slips: Vec::new(),
        },
        end: 0,
    };
    reader.run(&left_out)
}

fn foresee(text: &str, lines: &[Line], left_out: &[bool]) -> Outline {
    let mut outline = Outline::default();
    for (at, line) in lines
        .iter()
        .enumerate()
        .filter(|&(at, line)| !left_out[at] && !line.rule)
    {
        for marker in marker::readings(line.text(text)) {
            outline.foresee(&marker, at);
        }
    }
    outline
}

/// What a block begins with.
#[derive(Clone, Copy, Debug)]
enum Start {
    Paragraph,
    Bullet,
    Marker(Marker, Fit),
    Caption(Option<u32>),
    Field,
    Contents,
    Columns,
    Row { number: Option<u32> },
}

/// The block that lines are being added to.
struct Open {
    start: Start,
    /// Its lines, with whether a space stands before each.
    lines: Vec<(usize, bool)>,
    /// Whether its last line ends inside an address.
    address: bool,
    /// Cells so far, for a row.
    cells: usize,
}

struct Reader<'r> {
    page: Page<'r>,
    lines: &'r [Line],
    notes: &'r [Note],
    references: &'r [Range<usize>],
    headers: &'r TableHeaders,
    open: Option<Open>,
    /// The notes that stand after the open block.
    waiting: Range<usize>,
    /// Whether the lines of a table of contents are being read.
    contents: bool,
    outline: Outline,
    reading: Reading,
    /// Where the text read last ends.
    end: usize,
}

impl Reader<'_> {
    fn run(mut self, left_out: &[bool]) -> Reading {
        let mut between = Between::default();
        for at in 0..self.lines.len() {
            if self
                .notes
                .get(self.waiting.end)
                .is_some_and(|note| note.lines.start == at)
            {
                self.waiting.end += 1;
            }
            if left_out[at] {
                between.furniture = true;
            } else if self.lines[at].rule {
                between.rule = true;
            } else {
                self.line(at, between);
                between = Between::default();
            }
        }
        self.close();
        if self.reading.blocks.is_empty() {
            let span = Span::new(0, 0);
            let kind = BlockKind::Paragraph;
            self.reading.blocks.push(Block {
                span,
                kind,
                node: None,
                page: None,
            });
        }
        self.reading.nodes = self
            .outline
            .finish(&self.reading.text, &mut self.reading.blocks);
        self.reading
    }

    /// Adds a line to the open block or begins a new one with it.
    fn line(&mut self, at: usize, between: Between) {
        let line = &self.lines[at];
        let words = line.text(self.page.text);
        if let Some(open) = &self.open
            && matches!(open.start, Start::Columns | Start::Row { .. })
            && let Some(row) = self.in_table(open, at, between)
        {
            match row {
                InTable::New(number) => self.begin(Start::Row { number }, at),
                InTable::Goes(spaced) => self.add(at, spaced),
            }
            return;
        }
        let goes_on = self.goes_on(at, between);
        if let Some(start) = self.start(at, words, goes_on) {
            self.begin(start, at);
        } else {
            let spaced = self.open.as_ref().is_some_and(|open| {
                let last = &self.lines[open.last()];
                self.page.spaced(last, line, open.address)
            });
            self.add(at, spaced);
        }
    }

    /// Whether the layout joins the line to the open block.
    fn goes_on(&self, at: usize, between: Between) -> GoesOn {
        let Some(open) = &self.open else {
            return GoesOn::No;
        };
        let (last, line) = (&self.lines[open.last()], &self.lines[at]);
        let single = matches!(
            open.start,
            Start::Contents | Start::Columns | Start::Row { .. }
        );
        if single || !self.page.continues(last, line, open.shape(), between) {
            return GoesOn::No;
        }
        // A space at the end is where a line broke between two words, or where it ended.
        let marked = self.page.layout.marked;
        let caption = matches!(open.start, Start::Caption(_));
        if last.finished || caption || marked && last.trailing {
            GoesOn::Perhaps
        } else if marked {
            GoesOn::Surely
        } else {
            GoesOn::Likely
        }
    }

    /// What begins with the line, or nothing if it goes on with the open block.
    fn start(&mut self, at: usize, words: &str, goes_on: GoesOn) -> Option<Start> {
        let new = goes_on == GoesOn::No;
        if label::contents(words) {
            return Some(Start::Contents);
        }
        if new && label::contents_heading(words) {
            self.contents = true;
            return Some(Start::Paragraph);
        }
        if self.contents {
            if label::contents_entry(words) {
                return Some(Start::Contents);
            }
            self.contents = false;
        }
        if goes_on == GoesOn::Surely {
            return None;
        }
        if let Some(number) = label::caption(words) {
            return Some(Start::Caption(number));
        }
        if let Some((marker, fit)) = self.fitting(at, words, goes_on) {
            return Some(Start::Marker(marker, fit));
        }
        if label::bullet(words) {
            return Some(Start::Bullet);
        }
        if new && self.headers.columns(words).is_some() {
            return Some(Start::Columns);
        }
        let fields = goes_on == GoesOn::Perhaps
            && self
                .open
                .as_ref()
                .is_some_and(|open| matches!(open.start, Start::Field));
        if (new || fields) && label::field(words).is_some() {
            return Some(Start::Field);
        }
        new.then_some(Start::Paragraph)
    }

    fn fitting(&self, at: usize, words: &str, goes_on: GoesOn) -> Option<(Marker, Fit)> {
        let beginning = match goes_on {
            GoesOn::No => Beginning::Sure,
            GoesOn::Perhaps => Beginning::Possible,
            GoesOn::Likely | GoesOn::Surely => Beginning::Unlikely,
        };
        let open = self.open.as_ref();
        let listing = open.is_some_and(|open| matches!(open.start, Start::Marker(..)));
        marker::readings(words)
            // In running text only the next item of a list that is being read, or a division.
            .filter(|marker| goes_on != GoesOn::Likely || listing || marker.style.divides())
            .filter_map(|marker| {
                let fit = self.outline.fit(&marker, beginning, at)?;
                Some((marker, fit))
            })
            // `I.` goes on with A. to H. rather than beginning a run of its own.
            .min_by_key(|(marker, fit)| (fit.expected.is_some(), marker.ordinal == 1))
    }

    /// What the line is to the table whose last block is `open`, or nothing if the table is over.
    fn in_table(&self, open: &Open, at: usize, between: Between) -> Option<InTable> {
        let (last, line) = (&self.lines[open.last()], &self.lines[at]);
        let words = line.text(self.page.text);
        if between.rule || words.contains('。') || label::caption(words).is_some() {
            return None;
        }
        let first = matches!(open.start, Start::Columns);
        let columns = if first {
            open.cells
        } else {
            self.reading.tables.last()?.columns.len()
        };
        let numbered = table::row_number(words);
        let count = match open.start {
            Start::Row { number } => number,
            _ => None,
        };
        match (numbered, count) {
            (Some((1, _)), _) if first => return Some(InTable::New(Some(1))),
            (Some((number, _)), Some(count)) if number == count + 1 => {
                return Some(InTable::New(Some(number)));
            }
            _ => {}
        }
        let apart = line.above.empty_paragraph && self.page.layout.marked
            || line.above.blanks > self.page.layout.spacing;
        if count.is_none() {
            let row = table::looks_like_row(words, columns) && (first || !apart);
            return row.then_some(InTable::New(None));
        }
        // A cell that wraps, or cells that stand on lines of their own.
        let unfinished = open.cells < columns;
        let marked = self.page.layout.marked;
        let goes_on = marked && !last.trailing || !marked && self.row_follows(at, count);
        if apart && !between.furniture || !(unfinished || goes_on) {
            return None;
        }
        let spaced = if marked {
            last.trailing || self.page.spaced(last, line, false)
        } else {
            unfinished || self.page.spaced(last, line, false)
        };
        Some(InTable::Goes(spaced))
    }

    /// Whether the next row of a numbered table begins soon after line `at`.
    fn row_follows(&self, at: usize, count: Option<u32>) -> bool {
        self.lines[at + 1..].iter().take(3).any(|line| {
            let number = table::row_number(line.text(self.page.text)).map(|(number, _)| number);
            number.is_some() && number == count.map(|count| count + 1)
        })
    }

    fn begin(&mut self, start: Start, at: usize) {
        self.close();
        if let Start::Marker(marker, fit) = start {
            self.outline.open(&marker, fit, self.reading.blocks.len());
        }
        let words = self.lines[at].text(self.page.text);
        let cells = match start {
            Start::Columns => table::cells(words).count(),
            Start::Row { number } => {
                let skipped = number
                    .and_then(|_| table::row_number(words))
                    .map_or(0, |(_, len)| len);
                table::cells(&words[skipped..]).count()
            }
            _ => 0,
        };
        self.open = Some(Open {
            start,
            lines: vec![(at, false)],
            address: self.page.ends_in_address(&self.lines[at], false),
            cells,
        });
    }

    fn add(&mut self, at: usize, spaced: bool) {
        let line = &self.lines[at];
        if let Some(open) = &mut self.open {
            let goes_on = open.address && !spaced;
            open.address = self.page.ends_in_address(line, goes_on);
            open.lines.push((at, spaced));
            if matches!(open.start, Start::Row { .. }) {
                open.cells += table::cells(line.text(self.page.text)).count();
                open.cells -= usize::from(!spaced && open.cells > 0);
            }
        }
    }

    /// Writes the open block, then the footnotes that stood inside or after it.
    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.write(&open);
        }
        let waiting = self.waiting.clone();
        self.waiting.start = self.waiting.end;
        for note in &self.notes[waiting] {
            self.write_note(note);
        }
    }

    fn write(&mut self, open: &Open) {
        let start = self.separate();
        for (index, &(at, spaced)) in open.lines.iter().enumerate() {
            if index > 0 && spaced {
                self.join();
            }
            let line = &self.lines[at];
            self.copy(line.start..line.end);
        }
        let span = Span::new(start, self.reading.text.len());
        let kind = self.kind(open, span);
        let node = self.outline.innermost();
        self.reading.blocks.push(Block {
            span,
            kind,
            node,
            page: None,
        });
    }

    fn write_note(&mut self, note: &Note) {
        let start = self.separate();
        let mut address = false;
        for at in note.lines.clone() {
            let line = &self.lines[at];
            if at > note.lines.start {
                let spaced = self.page.spaced(&self.lines[at - 1], line, address);
                if spaced {
                    self.join();
                }
                address = self.page.ends_in_address(line, address && !spaced);
                self.copy(line.start..line.end);
            } else {
                address = self.page.ends_in_address(line, false);
                self.copy(note.start..line.end);
            }
        }
        let span = Span::new(start, self.reading.text.len());
        self.reading.blocks.push(Block {
            span,
            kind: BlockKind::Footnote {
                number: note.number,
            },
            node: self.outline.innermost(),
            page: None,
        });
    }

    /// The kind of a block that is written at `span`; opens its outline node or table.
    fn kind(&mut self, open: &Open, span: Span) -> BlockKind {
        let words = &self.reading.text[span.start..span.end];
        let within =
            |range: Range<usize>| Span::new(span.start + range.start, span.start + range.end);
        match open.start {
            Start::Paragraph => BlockKind::Paragraph,
            Start::Bullet => BlockKind::Item,
            Start::Caption(number) => BlockKind::Caption { number },
            Start::Contents => BlockKind::Contents,
            Start::Field => label::field(words).map_or(BlockKind::Paragraph, |(label, value)| {
                BlockKind::Field {
                    label: within(0..label),
                    value: within(value..words.len()),
                }
            }),
            Start::Marker(marker, fit) => {
                let (at, title) = (within(0..marker.len), within(marker.title..words.len()));
                if let Some(expected) = fit.expected {
                    self.reading.slips.push((at, expected));
                }
                self.outline.place(at, title);
                BlockKind::Item
            }
            Start::Columns => {
                let columns = table::cells(words).map(within).collect();
                self.reading.tables.push(Table { columns });
                BlockKind::Columns {
                    table: self.reading.tables.len() - 1,
                }
            }
            Start::Row { number } => {
                let skipped = number
                    .and_then(|_| table::row_number(words))
                    .map_or(0, |(_, len)| len);
                let cells = table::cells(&words[skipped..])
                    .map(|cell| within(skipped + cell.start..skipped + cell.end))
                    .collect();
                BlockKind::Row {
                    table: self.reading.tables.len().saturating_sub(1),
                    cells,
                }
            }
        }
    }

    /// Begins a block: a line end after the one before it.
    fn separate(&mut self) -> usize {
        if !self.reading.blocks.is_empty() {
            self.white('\n');
        }
        self.reading.text.len()
    }

    /// A space between two lines of a paragraph.
    fn join(&mut self) {
        self.white(' ');
    }

    /// White space that stands for the white space (perhaps none) after what was read last.
    fn white(&mut self, c: char) {
        let rest = &self.page.text[self.end..];
        let len = match rest.as_bytes() {
            [b'\r', b'\n', ..] => 2,
            _ => rest
                .chars()
                .next()
                .filter(|c| c.is_whitespace())
                .map_or(0, char::len_utf8),
        };
        self.reading
            .map
            .replace(self.reading.text.len(), self.end..self.end + len);
        self.reading.text.push(c);
    }

    /// Copies a range of the text but the numbers that refer to footnotes.
    fn copy(&mut self, range: Range<usize>) {
        let first = self
            .references
            .partition_point(|reference| reference.start < range.start);
        let mut from = range.start;
        for reference in &self.references[first..] {
            if reference.end > range.end {
                break;
            }
            self.copy_whole(from..reference.start);
            from = reference.end;
        }
        self.copy_whole(from..range.end);
        self.end = range.end;
    }

    fn copy_whole(&mut self, range: Range<usize>) {
        self.reading
            .map
            .copy(self.reading.text.len(), range.clone());
        self.reading.text.push_str(&self.page.text[range]);
    }
}

impl Open {
    fn last(&self) -> usize {
        self.lines.last().map_or(0, |&(at, _)| at)
    }

    fn shape(&self) -> Shape {
        let hangs = matches!(self.start, Start::Marker(..) | Start::Field | Start::Bullet);
        Shape {
            lines: self.lines.len(),
            hangs,
        }
    }
}

/// Whether a line goes on with the open block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum GoesOn {
    /// No: a block begins.
    No,
    /// The line before may have ended a paragraph as well.
    Perhaps,
    /// The line before stops in the middle of a sentence.
    Likely,
    /// The text itself marks the ends of paragraphs, and here is none.
    Surely,
}

/// What a line is inside a table.
enum InTable {
    New(Option<u32>),
    Goes(bool),
}
