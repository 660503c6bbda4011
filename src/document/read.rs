//! Lines into blocks: paragraphs joined, outline, captions, fields, footnotes and tables told
//! apart.

use std::ops::Range;

use super::footnote::{self, Note};
use super::hyphen::{self, Known};
use super::label::{self, Caption};
use super::layout::Layout;
use super::line::{self, Line};
use super::marker::{self, Marker};
use super::origin::OffsetMap;
use super::outline::{Beginning, Fit, Outline};
use super::rows::InTable;
use super::script::columns;
use super::table::{self, Table, TableHeaders};
use super::unwrap::{Between, Joint, Page, Shape};
use super::writer::Writer;
use super::{Block, BlockKind, Node, Span, furniture, piece};

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

/// Reads a text whose characters are folded already; `whole` says that each line is a paragraph
/// or a row, and that no page put anything between them.
pub(super) fn read(text: &str, headers: &TableHeaders, known: Known, whole: bool) -> Reading {
    let (mut lines, habits) = line::split(text);
    let words = hyphen::Words::of(text, &lines);
    let layout = if whole {
        Layout::of_whole_paragraphs()
    } else {
        Layout::measure(text, &mut lines)
    };
    let page = Page {
        text,
        layout: &layout,
        habits: &habits,
        words: &words,
        known,
    };
    let footnotes = footnote::find(&page, &lines);
    let mut left_out = vec![false; lines.len()];
    for line in footnotes.notes.iter().flat_map(|note| note.lines.clone()) {
        left_out[line] = true;
    }
    for &rule in &footnotes.rules {
        left_out[rule] = true;
    }
    if !whole {
        furniture::find(&page, &lines, &mut left_out);
    }
    let reader = Reader {
        page,
        lines: &lines,
        notes: &footnotes.notes,
        headers,
        writer: Writer::new(text, &footnotes.references),
        outline: foresee(text, &lines, &left_out),
        open: None,
        waiting: 0..0,
        in_contents: false,
        row_cells: 0,
        blocks: Vec::new(),
        tables: Vec::new(),
        slips: Vec::new(),
    };
    reader.run(&left_out)
}

/// Shows the outline all markers, before it decides on the first.
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
pub(super) enum Start {
    Paragraph,
    Bullet,
    Marker(Marker, Fit),
    Caption(Caption),
    Field,
    Contents,
    Columns,
    Row { number: Option<u32> },
}

/// The block that lines are being added to.
pub(super) struct Open {
    pub(super) start: Start,
    /// Its lines, with what stands before each.
    lines: Vec<(usize, Joint)>,
    /// Whether its last line ends inside an address.
    address: bool,
    /// Cells so far, for a row.
    pub(super) cells: usize,
}

pub(super) struct Reader<'r> {
    pub(super) page: Page<'r>,
    pub(super) lines: &'r [Line],
    notes: &'r [Note],
    headers: &'r TableHeaders,
    writer: Writer<'r>,
    pub(super) outline: Outline,
    open: Option<Open>,
    /// The notes that stand after the open block.
    waiting: Range<usize>,
    /// Whether the lines of a table of contents are being read.
    in_contents: bool,
    /// The most cells of a row of the open table, rows that go on aside.
    pub(super) row_cells: usize,
    blocks: Vec<Block>,
    pub(super) tables: Vec<Table>,
    slips: Vec<(Span, u32)>,
}

impl Reader<'_> {
    fn run(mut self, left_out: &[bool]) -> Reading {
        let mut between = Between::default();
        for (at, &left_out) in left_out.iter().enumerate() {
            let next = self.notes.get(self.waiting.end);
            if next.is_some_and(|note| note.lines.start == at) {
                self.waiting.end += 1;
            }
            if left_out {
                between.furniture = true;
            } else if self.lines[at].rule {
                between.rule = true;
            } else {
                self.line(at, between);
                between = Between::default();
            }
        }
        self.close();
        if self.blocks.is_empty() {
            self.push(Span::new(0, 0), BlockKind::Paragraph);
        }
        let nodes = self.outline.finish(self.writer.text(), &mut self.blocks);
        let (text, map) = self.writer.finish();
        Reading {
            text,
            map,
            blocks: self.blocks,
            nodes,
            tables: self.tables,
            slips: self.slips,
        }
    }

    /// Adds a line to the open block or begins a new one with it.
    fn line(&mut self, at: usize, between: Between) {
        let line = &self.lines[at];
        let words = line.text(self.page.text);
        if self.divides_heads(words) {
            return;
        }
        if let Some(open) = &self.open
            && matches!(open.start, Start::Columns | Start::Row { .. })
            && let Some(row) = self.in_table(open, at, between)
        {
            match row {
                InTable::New(number) => self.begin(Start::Row { number }, at),
                InTable::Goes(joint) => self.add(at, joint),
            }
            return;
        }
        let goes_on = self.goes_on(at, between);
        if let Some(start) = self.start(at, words, goes_on) {
            self.begin(start, at);
        } else {
            let joint = self.open.as_ref().map_or(Joint::None, |open| {
                let last = &self.lines[open.last()];
                self.page.joint(last, line, open.address)
            });
            self.add(at, joint);
        }
    }

    /// Whether a line only divides the row above it, which then heads columns, from the rows below.
    fn divides_heads(&mut self, words: &str) -> bool {
        let text = self.page.text;
        let Some(open) = self.open.as_mut().filter(|_| table::divides(words)) else {
            return false;
        };
        let above = self.lines[open.last()].text(text);
        let set = table::Setting::of(above) != table::Setting::Spaces;
        if open.lines.len() > 1 || !set {
            return false;
        }
        if matches!(open.start, Start::Paragraph) {
            open.start = Start::Columns;
            open.cells = table::cells(above).count();
        }
        true
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
        let first = &self.lines[open.lines[0].0];
        let mut shape = open.shape();
        if matches!(open.start, Start::Field) {
            shape.column = value_column(first, self.page.text);
        }
        if single || !self.page.continues(last, line, shape, between) {
            return GoesOn::No;
        }
        // A space at the end is where a line broke between two words, or where it ended.
        let marked = self.page.layout.marked;
        let caption = matches!(open.start, Start::Caption(_));
        let listed = table::sets_apart(last.text(self.page.text));
        if last.finished || caption || listed || marked && last.trailing {
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
            self.in_contents = true;
            return Some(Start::Paragraph);
        }
        if self.in_contents {
            if label::contents_entry(words) {
                return Some(Start::Contents);
            }
            self.in_contents = false;
        }
        if goes_on == GoesOn::Surely {
            return None;
        }
        if let Some(caption) = label::caption(words) {
            return Some(Start::Caption(caption));
        }
        if let Some((marker, fit)) = self.fitting(at, words, goes_on) {
            return Some(Start::Marker(marker, fit));
        }
        if label::bullet(words, goes_on != GoesOn::Likely) {
            return Some(Start::Bullet);
        }
        if new && self.headers.columns(words).is_some() {
            return Some(Start::Columns);
        }
        let field = self
            .open
            .as_ref()
            .is_some_and(|open| matches!(open.start, Start::Field));
        // A list under a label in Latin letters need not end in a full stop: Start date: …
        let latin =
            goes_on == GoesOn::Likely && words.starts_with(|c: char| c.is_ascii_uppercase());
        let fields = field && (goes_on == GoesOn::Perhaps || latin);
        let known = |label: usize| self.headers.is_label(&words[..label]);
        if label::field(words).is_some_and(|(label, _)| new || fields || known(label)) {
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

    fn begin(&mut self, start: Start, at: usize) {
        self.close();
        if let Start::Marker(marker, fit) = start {
            self.outline.open(&marker, fit, self.blocks.len());
        }
        let words = self.lines[at].text(self.page.text);
        let cells = match start {
            Start::Columns => table::cells(words).count(),
            Start::Row { number } => {
                let skipped = number_len(words, number);
                table::cells(&words[skipped..]).count()
            }
            _ => 0,
        };
        self.open = Some(Open {
            start,
            lines: vec![(at, Joint::None)],
            address: self.page.ends_in_address(&self.lines[at], false),
            cells,
        });
    }

    fn add(&mut self, at: usize, joint: Joint) {
        let line = &self.lines[at];
        if let Some(open) = &mut self.open {
            let spaced = joint == Joint::Space;
            let goes_on = open.address && !spaced;
            open.address = self.page.ends_in_address(line, goes_on);
            open.lines.push((at, joint));
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
        let mut start = self.begin_block();
        let is_text = !matches!(
            open.start,
            Start::Columns | Start::Row { .. } | Start::Contents
        );
        let mut kind = None;
        for (index, &(at, joint)) in open.lines.iter().enumerate() {
            if index > 0 && joint == Joint::Space {
                self.writer.join();
            }
            let line = &self.lines[at];
            let mut from = line.start;
            let end = match open.lines.get(index + 1) {
                Some(&(_, Joint::Word { hyphen })) => line.end - hyphen,
                _ => line.end,
            };
            while is_text
                && let Some(length) =
                    piece::end(&self.page.text[from..end], self.writer.text().len() - start)
            {
                self.writer.copy(from..from + length);
                from += length;
                self.end_piece(open, start, &mut kind);
                start = self.begin_block();
            }
            self.writer.copy(from..end);
        }
        self.end_piece(open, start, &mut kind);
    }

    /// Ends a block at the end of the text; `kind` is what its first piece was, if there was one.
    fn end_piece(&mut self, open: &Open, start: usize, kind: &mut Option<BlockKind>) {
        let span = Span::new(start, self.writer.text().len());
        let new = match kind {
            None => self.kind(open, span),
            Some(_) => BlockKind::Paragraph,
        };
        self.push(span, new.clone());
        *kind = Some(new);
    }

    fn begin_block(&mut self) -> usize {
        if !self.blocks.is_empty() {
            self.writer.separate();
        }
        self.writer.text().len()
    }

    fn push(&mut self, span: Span, kind: BlockKind) {
        self.blocks.push(Block {
            span,
            kind,
            node: self.outline.innermost(),
            page: None,
        });
    }

    fn write_note(&mut self, note: &Note) {
        let start = self.begin_block();
        let mut address = false;
        let mut joint = Joint::None;
        for at in note.lines.clone() {
            let line = &self.lines[at];
            let first = at == note.lines.start;
            if joint == Joint::Space {
                self.writer.join();
            }
            address = self
                .page
                .ends_in_address(line, address && !first && joint != Joint::Space);
            joint = match self.lines[..note.lines.end].get(at + 1) {
                Some(next) => self.page.joint(line, next, address),
                None => Joint::None,
            };
            let end = match joint {
                Joint::Word { hyphen } => line.end - hyphen,
                _ => line.end,
            };
            let start = if first { note.start } else { line.start };
            self.writer.copy(start..end);
        }
        let span = Span::new(start, self.writer.text().len());
        let number = note.number;
        self.push(span, BlockKind::Footnote { number });
    }

    /// The kind of a block that is written at `span`; opens its outline node or table.
    fn kind(&mut self, open: &Open, span: Span) -> BlockKind {
        let words = &self.writer.text()[span.start..span.end];
        let within =
            |range: Range<usize>| Span::new(span.start + range.start, span.start + range.end);
        match open.start {
            Start::Paragraph => BlockKind::Paragraph,
            Start::Bullet => BlockKind::Item,
            Start::Caption(caption) => BlockKind::Caption {
                number: caption.number,
            },
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
                    self.slips.push((at, expected));
                }
                self.outline.place(at, title);
                BlockKind::Item
            }
            Start::Columns => {
                let columns = table::cells(words).map(within).collect();
                self.tables.push(Table { columns });
                self.row_cells = 0;
                BlockKind::Columns {
                    table: self.tables.len() - 1,
                }
            }
            Start::Row { number } => {
                let skipped = number_len(words, number);
                let cells: Vec<Span> = table::cells(&words[skipped..])
                    .map(|cell| within(skipped + cell.start..skipped + cell.end))
                    .collect();
                self.row_cells = self.row_cells.max(cells.len());
                BlockKind::Row {
                    table: self.tables.len().saturating_sub(1),
                    cells,
                }
            }
        }
    }
}

/// The bytes of the number before a numbered row and the white space after it.
fn number_len(row: &str, number: Option<u32>) -> usize {
    let (_, len) = number
        .and_then(|_| table::row_number(row))
        .unwrap_or_default();
    len
}

impl Open {
    pub(super) fn last(&self) -> usize {
        self.lines.last().map_or(0, |&(at, _)| at)
    }

    pub(super) fn first(&self) -> usize {
        self.lines.first().map_or(0, |&(at, _)| at)
    }

    fn shape(&self) -> Shape {
        let hangs = matches!(self.start, Start::Marker(..) | Start::Field | Start::Bullet);
        Shape {
            lines: self.lines.len(),
            hangs,
            address: self.address,
            column: None,
        }
    }
}

/// The column at which a line goes on behind a label, its colon and two spaces or more.
fn value_column(line: &Line, text: &str) -> Option<usize> {
    let words = line.text(text);
    let colon = words.find(':')? + 1;
    let value = words[colon..].trim_start();
    let start = words.len() - value.len();
    (start > colon + 1).then(|| line.indent + words[..start].chars().map(columns).sum::<usize>())
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
