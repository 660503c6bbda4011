//! Which lines are rows of a table, and where it ends.

use super::line::Line;
use super::outline::Beginning;
use super::read::{Open, Reader, Start};
use super::table::Setting;
use super::unwrap::{Between, Joint};
use super::{label, marker, table};

/// What a line is inside a table.
pub(super) enum InTable {
    /// It begins a row, with this number if the rows are numbered.
    New(Option<u32>),
    /// It goes on with the row above, with this between.
    Goes(Joint),
}

impl Reader<'_> {
    /// What the line is to the table whose last block is `open`, or nothing if the table is over.
    pub(super) fn in_table(&self, open: &Open, at: usize, between: Between) -> Option<InTable> {
        let line = &self.lines[at];
        let words = line.text(self.page.text);
        let setting = Setting::of(self.lines[open.first()].text(self.page.text));
        // A sentence ends a table, but not in the cell of a row that a reader wrote.
        let sentence = words.contains('。') && !self.is_written_row(open, words, setting);
        let over = between.rule || sentence || label::caption(words).is_some();
        if over || self.divides(words, at) {
            return None;
        }
        if matches!(setting, Setting::Strokes | Setting::Gaps) {
            return self.in_set_table(open, at, setting);
        }
        let layout = self.page.layout;
        let apart = line.above.empty_paragraph && layout.marked
            || line.above.blanks > layout.spacing && !between.furniture;
        let number = table::row_number(words).map(|(number, _)| number);
        let first = matches!(open.start, Start::Columns);
        let columns = if first { open.cells } else { self.columns() };
        // Of a row that a reader wrote, the last cells may be blank.
        let blank = layout.whole && setting == Setting::Tabs && {
            let cells = table::cells(words).count();
            Setting::of(words) == Setting::Tabs && (2..columns).contains(&cells)
        };
        let written = blank || self.is_written_row(open, words, setting);
        match open.start {
            Start::Columns if number == Some(1) => Some(InTable::New(number)),
            Start::Row { number: Some(last) } if number == Some(last + 1) => {
                Some(InTable::New(number))
            }
            _ if written && (first || !apart) => Some(InTable::New(None)),
            Start::Row { number: Some(last) } if !apart => self.row_goes_on(open, at, last),
            Start::Row { number: Some(_) } => None,
            _ => {
                let row = table::looks_like_row(words, columns) && (first || !apart);
                row.then_some(InTable::New(None))
            }
        }
    }

    /// The same where strokes or gaps set the cells apart: a row has them, too, and a line without
    /// any that begins below the last cell goes on with it.
    fn in_set_table(&self, open: &Open, at: usize, setting: Setting) -> Option<InTable> {
        let line = &self.lines[at];
        let words = line.text(self.page.text);
        let above = &self.lines[open.last()];
        if Setting::of(words) == setting {
            // A table of gaps ends at a blank line; the first row may stand below one.
            let apart = line.above.blanks > self.page.layout.spacing;
            let first = matches!(open.start, Start::Columns);
            let row = setting == Setting::Strokes || first || !apart;
            return row.then_some(InTable::New(None));
        }
        let below = |above: &Line| {
            let column = above.indent + table::last_column(above.text(self.page.text));
            line.indent.abs_diff(column) <= 2 && table::last_column(above.text(self.page.text)) > 0
                || line.indent == above.indent && line.indent > 8
        };
        let goes = setting == Setting::Gaps
            && matches!(open.start, Start::Row { .. })
            && line.above.blanks == 0
            && Setting::of(words) == Setting::Spaces
            && below(above);
        goes.then_some(InTable::Goes(Joint::Space))
    }

    /// Whether a line is a row between whose cells a reader put tabs, in a table of three columns or more.
    fn is_written_row(&self, open: &Open, words: &str, setting: Setting) -> bool {
        const FEWEST: usize = 3;
        let columns = match open.start {
            Start::Columns => open.cells,
            _ => self.columns(),
        };
        let cells = words.split('\t').count();
        self.page.layout.whole && setting == Setting::Tabs && (FEWEST..=columns).contains(&cells)
    }

    /// The columns of the open table.
    fn columns(&self) -> usize {
        self.tables.last().map_or(0, |table| table.columns.len())
    }

    /// Whether a heading that goes on with the outline begins with these words.
    fn divides(&self, words: &str, at: usize) -> bool {
        marker::readings(words).any(|marker| {
            let fits = self.outline.fit(&marker, Beginning::Sure, at).is_some();
            marker.style.strong() && fits
        })
    }

    /// Whether a line goes on with a numbered row: a cell that wraps, or a cell on a line of its
    /// own.
    fn row_goes_on(&self, open: &Open, at: usize, number: u32) -> Option<InTable> {
        if self.page.layout.whole {
            return None;
        }
        let (last, line) = (&self.lines[open.last()], &self.lines[at]);
        // A column may hold the numbers, so that earlier rows say best how many cells there are.
        let cells = if self.row_cells == 0 {
            self.columns()
        } else {
            self.columns().min(self.row_cells)
        };
        let unfinished = open.cells < cells;
        let marked = self.page.layout.marked;
        let wraps = if marked {
            !last.trailing
        } else {
            self.row_follows(at, number)
        };
        if !unfinished && !wraps {
            return None;
        }
        let apart = if marked { last.trailing } else { unfinished };
        Some(InTable::Goes(if apart {
            Joint::Space
        } else {
            self.page.joint(last, line, false)
        }))
    }

    /// Whether the next row of a numbered table begins soon after line `at`.
    fn row_follows(&self, at: usize, number: u32) -> bool {
        self.lines[at + 1..].iter().take(3).any(|line| {
            let next = table::row_number(line.text(self.page.text));
            next.is_some_and(|(next, _)| next == number + 1)
        })
    }
}
