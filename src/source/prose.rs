//! The text that the readers of structured files write: a line for each paragraph and row.

use std::ops::Range;

use crate::diagnostic::Diagnostic;

/// The longest text that a file may render to, in bytes of UTF-8 (16 MiB).
///
/// A report has about a hundredth of it; what has more was packed to fill the memory, or is data.
pub const MAX_TEXT: usize = 16 * 1024 * 1024;

/// The most cells that the tables of a file may have.
pub const MAX_CELLS: usize = 200_000;

/// What stands above footnotes.
const RULE: &str = "____________";

/// A text that grows by paragraphs, rows and footnotes.
#[derive(Debug, Default)]
pub(super) struct Prose {
    text: String,
    /// Footnotes of the paragraph or table that is being written.
    waiting: Vec<(usize, String)>,
    notes: usize,
    cells: usize,
    /// Where the headings of the first level stand.
    headings: Vec<Range<usize>>,
}

/// A cell: its paragraphs.
pub(super) type Cell = Vec<String>;

impl Prose {
    /// Writes a paragraph, and below it the notes that it refers to.
    pub fn paragraph(&mut self, text: &str) {
        for line in text.split('\n') {
            self.line(line);
        }
        self.flush_notes();
    }

    /// Writes a heading of the first level.
    pub fn heading(&mut self, text: &str) {
        let start = self.text.len();
        self.paragraph(text);
        let end = self.text[start..].find('\n').map_or(start, |at| start + at);
        if end > start {
            self.headings.push(start..end);
        }
    }

    /// Where the title of the text stands: its only heading of the first level, or the first of several
    /// if the text begins with it; chapters have a number.
    pub fn title(&self) -> Option<Range<usize>> {
        let first = match self.headings.as_slice() {
            [only] => only,
            [first, ..] if first.start == 0 => first,
            _ => return None,
        };
        (!super::html::numbered(&self.text[first.clone()])).then(|| first.clone())
    }

    fn line(&mut self, text: &str) {
        let line = squeezed(text);
        if !line.is_empty() {
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }

    /// Writes a row of a table: its cells between tabs, in one line.
    ///
    /// A row with words in one cell only is a frame around paragraphs; one with a label beside
    /// several paragraphs is a line and the paragraphs below. Where several cells hold equally
    /// many paragraphs, each line of them is a row of its own, as on the page.
    pub fn row(&mut self, row: &[Cell]) {
        self.cells += row.len();
        let row: Vec<Vec<String>> = row
            .iter()
            .map(|cell| {
                let lines = cell.iter().flat_map(|text| text.split('\n'));
                lines
                    .map(squeezed)
                    .filter(|line| !line.is_empty())
                    .collect()
            })
            .collect();
        let filled: Vec<&Vec<String>> = row.iter().filter(|cell| !cell.is_empty()).collect();
        match filled.as_slice() {
            [] => {}
            [only] => only.iter().for_each(|line| self.line(line)),
            [label, lines] if label.len() == 1 && lines.len() > 1 => {
                self.line(&format!("{}\t{}", label[0], lines[0]));
                lines[1..].iter().for_each(|line| self.line(line));
            }
            [first, rest @ ..] => {
                let lines = first.len();
                if lines > 1 && rest.iter().all(|cell| cell.len() == lines) {
                    for at in 0..lines {
                        let cells = row
                            .iter()
                            .map(|cell| cell.get(at).map_or("", String::as_str));
                        self.cells_line(cells);
                    }
                } else {
                    let cells: Vec<String> = row.iter().map(|cell| cell.join(" ")).collect();
                    self.cells_line(cells.iter().map(String::as_str));
                }
            }
        }
    }

    fn cells_line<'c>(&mut self, cells: impl Iterator<Item = &'c str>) {
        let cells: Vec<String> = cells.map(|cell| cell.replace('\t', " ")).collect();
        let line = cells.join("\t");
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// Ends a table: what follows is no row of it.
    pub fn end_table(&mut self) {
        self.flush_notes();
        self.blank();
    }

    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// The mark that refers to the next footnote; its words are given with [`Prose::note`].
    pub fn reference(&mut self) -> (usize, String) {
        self.notes += 1;
        (self.notes, superscript(self.notes))
    }

    /// The words of a footnote; it is written below the paragraph.
    pub fn note(&mut self, number: usize, text: &str) {
        self.waiting
            .push((number, squeezed(&text.replace(['\n', '\t'], " "))));
    }

    fn flush_notes(&mut self) {
        let notes = std::mem::take(&mut self.waiting);
        let notes: Vec<_> = notes
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .collect();
        if notes.is_empty() {
            return;
        }
        self.text.push_str(RULE);
        self.text.push('\n');
        for (number, text) in notes {
            self.text.push_str(&superscript(number));
            self.text.push(' ');
            self.text.push_str(&text);
            self.text.push('\n');
        }
        self.blank();
    }

    /// Refuses a text that grows beyond what a report can have.
    pub fn check_size(&self, name: &str) -> Result<(), Diagnostic> {
        let (message, help) = if self.text.len() > MAX_TEXT {
            (
                format!(
                    "the text in {name} is longer than the {MAX_TEXT} bytes that a report may have"
                ),
                "split it, one report to a file; a small file with so much text was made to fill the memory",
            )
        } else if self.cells > MAX_CELLS {
            (
                format!(
                    "the tables in {name} have more than the {MAX_CELLS} cells that a report may have"
                ),
                "this is data and no report: publish it as a table",
            )
        } else {
            return Ok(());
        };
        Err(Diagnostic::error("source-size", message).help(help))
    }

    /// The whole text.
    pub fn finish(mut self) -> String {
        self.flush_notes();
        self.text
    }
}

/// The text without white space at its ends and without a second space in a row.
///
/// Full-width spaces and tabs are kept, since they set words apart.
fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim_end().chars() {
        let c = if matches!(c, '\r' | '\u{A0}') { ' ' } else { c };
        let plain = c == ' ' && (out.is_empty() || out.ends_with([' ', '\t']));
        if !(plain || c == '\u{AD}' || c.is_control() && c != '\t') {
            out.push(c);
        }
    }
    out
}

/// A number in raised digits, as at a footnote.
pub(super) fn superscript(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = number.to_string();
    digits
        .bytes()
        .map(|b| DIGITS[usize::from(b - b'0') % 10])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> Cell {
        text.split('|').map(str::to_owned).collect()
    }

    fn row(cells: &[&str]) -> String {
        let mut prose = Prose::default();
        let cells: Vec<Cell> = cells.iter().map(|text| cell(text)).collect();
        prose.row(&cells);
        prose.finish()
    }

    #[test]
    fn cells_stand_between_tabs() {
        assert_eq!(row(&["單位", "姓名", "職稱"]), "單位\t姓名\t職稱\n");
        assert_eq!(row(&["單位", "", "職稱"]), "單位\t\t職稱\n");
        assert_eq!(
            row(&["財團法人|某會", "甲", "乙"]),
            "財團法人 某會\t甲\t乙\n"
        );
    }

    #[test]
    fn cells_of_equally_many_lines_are_rows() {
        assert_eq!(row(&["甲會|乙會", "王一|李二"]), "甲會\t王一\n乙會\t李二\n");
    }

    #[test]
    fn a_frame_is_paragraphs() {
        assert_eq!(row(&["", "第一段。|第二段。"]), "第一段。\n第二段。\n");
        assert_eq!(
            row(&["摘要", "第一段。|第二段。"]),
            "摘要\t第一段。\n第二段。\n"
        );
    }

    #[test]
    fn notes_stand_below_their_paragraph() {
        let mut prose = Prose::default();
        let (number, mark) = prose.reference();
        prose.note(number, " 註釋\n文字。");
        prose.paragraph(&format!("參與會議{mark}。"));
        prose.paragraph("其後");
        assert_eq!(
            prose.finish(),
            "參與會議¹。\n____________\n¹ 註釋 文字。\n\n其後\n"
        );
        assert_eq!(superscript(120), "¹²⁰");
    }
}
