//! How a document lays out its paragraphs, measured on all of its lines.

use super::line::Line;
use super::script::{Class, class, columns};
use super::table;

/// What a paragraph's end and a line's end look like in a document.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// Whether each line is known to be a whole paragraph or row.
    pub(super) whole: bool,
    /// Whether paragraphs are broken into lines at all.
    pub(super) wrapped: bool,
    /// Whether a paragraph's last line, and no other, ends with a space (Word's PDF files).
    pub(super) marked: bool,
    /// Blank lines between two lines of one paragraph.
    pub(super) spacing: usize,
    /// Columns by which the first line of a paragraph is indented, if most are.
    pub(super) first_indent: Option<usize>,
    /// Columns that a full line takes (the 95th percentile).
    limit: usize,
    /// Columns that a line and the first word of the next one take together at least, where the
    /// line was broken for want of space: after the middle, after the end of a sentence.
    fill: usize,
    fill_finished: usize,
}

/// Samples from which the measured fill of lines counts.
const SAMPLES: usize = 8;

impl Layout {
    /// The layout of a text in which no line goes on in the next.
    pub(super) fn of_whole_paragraphs() -> Self {
        Self {
            whole: true,
            wrapped: false,
            marked: false,
            spacing: 0,
            first_indent: None,
            limit: usize::MAX / 100,
            fill: 0,
            fill_finished: 0,
        }
    }

    /// Measures the lines and marks the page starts that only a single space betrays.
    pub(super) fn measure(text: &str, lines: &mut [Line]) -> Self {
        let mut reaches = Histogram::default();
        for line in lines.iter().filter(|line| !line.rule) {
            reaches.add(line.reach());
        }
        let limit = reaches.quantile(95);
        let mut count = Counts::default();
        let mut above: Option<&Line> = None;
        for line in lines.iter().filter(|line| !line.rule) {
            count.add(text, limit, above, line);
            above = Some(line);
        }
        let (fill, fill_finished) = count.fill(limit);
        let layout = Self {
            whole: false,
            wrapped: count.wrapped(limit),
            marked: count.marked(),
            spacing: count.spacing(),
            first_indent: count.first_indent(),
            limit,
            fill,
            fill_finished,
        };
        layout.mark_page_starts(lines);
        layout
    }

    /// A page start may show only in one space before its first line.
    fn mark_page_starts(&self, lines: &mut [Line]) {
        let hint =
            |line: &Line| line.indent == 1 && !line.rule && line.above.blanks <= self.spacing;
        let hints = lines.iter().filter(|line| hint(line)).count();
        if hints * 8 > lines.len().max(24) || hints * 2 > lines.len() {
            return;
        }
        for line in lines.iter_mut().filter(|line| hint(line)) {
            // In double-spaced text the first line of a page follows without a blank one.
            line.above.page_start |= self.spacing == 0 || line.above.blanks == 0;
        }
    }

    /// Whether a line stops clearly before the limit although `next` would have begun on it.
    pub(super) fn short(&self, text: &str, line: &Line, next: &Line) -> bool {
        // Where paragraphs are marked, the end of a sentence adds nothing.
        let tight = line.finished && !self.marked;
        let fill = if tight { self.fill_finished } else { self.fill };
        line.reach() + first_chunk(next.text(text)) < fill
    }

    /// Whether the first word of the next line would have had room on this one, and more.
    pub(super) fn leaves_room(&self, text: &str, line: &Line, next: &Line) -> bool {
        (line.reach() + first_chunk(next.text(text))) * 100 < self.limit * 85
    }

    /// Whether a line reaches far enough that its text may go on in the next.
    pub(super) fn full(&self, line: &Line) -> bool {
        reaches(line, self.limit)
    }
}

/// Whether a line takes most of the width of the page.
fn reaches(line: &Line, limit: usize) -> bool {
    line.reach() * 100 >= limit * 65
}

/// Columns of what cannot be broken at the start of a line: a word, or one Han character with
/// the punctuation that sticks to it.
fn first_chunk(text: &str) -> usize {
    let mut taken = 0;
    let mut han = false;
    for c in text.chars().take(40) {
        let kind = class(c);
        let starts = matches!(kind, Class::Han | Class::Word | Class::Open);
        if kind == Class::Space || han && starts || taken > 0 && kind == Class::Han {
            break;
        }
        han |= kind == Class::Han;
        taken += columns(c);
    }
    taken
}

/// What the lines of a document show of its layout.
#[derive(Debug, Default)]
struct Counts {
    lines: usize,
    /// Full lines that stop in the middle of a sentence, and those that do not.
    open: usize,
    closed: usize,
    /// Of full lines that stop in the middle of a sentence at an East Asian character: those
    /// with a space at the end, those without; the same of lines that end a sentence.
    open_marked: usize,
    open_plain: usize,
    closed_marked: usize,
    closed_plain: usize,
    /// After an open line: no, one, more blank lines.
    blanks: [usize; 3],
    /// How many of these lines stop at an East Asian character.
    blanks_eastern: usize,
    /// Indents of open lines whose next line stands further left.
    first_indents: Histogram,
    /// Columns of open lines with the first word of the next line.
    needed: Histogram,
    /// Lines that end in the middle of a word: Singa-|pore.
    divided: usize,
}

impl Counts {
    fn add(&mut self, text: &str, limit: usize, above: Option<&Line>, line: &Line) {
        self.lines += 1;
        let wide = reaches(line, limit);
        let last = line.text(text).chars().next_back().map(class);
        let eastern = matches!(last, Some(Class::Han | Class::Wide));
        match (line.finished, wide, eastern) {
            (false, true, true) if line.trailing => self.open_marked += 1,
            (false, true, true) => self.open_plain += 1,
            (true, _, true) if line.trailing => self.closed_marked += 1,
            (true, _, true) => self.closed_plain += 1,
            _ => {}
        }
        if wide && line.finished {
            self.closed += 1;
        } else if wide {
            self.open += 1;
        }
        if let Some(above) = above {
            let rest = line
                .text(text)
                .starts_with(|c: char| c.is_ascii_lowercase());
            let mut ends = above.text(text).chars().rev();
            let hyphen = ends.next() == Some('-');
            let letter = ends.next().is_some_and(|c| c.is_ascii_lowercase());
            self.divided += usize::from(rest && hyphen && letter && line.above.blanks == 0);
        }
        if let Some(above) = above
            && reaches(above, limit)
            && !above.finished
            && !line.above.page_start
        {
            if !table::in_columns(above.text(text)) {
                self.blanks[line.above.blanks.min(2)] += 1;
                let last = above.text(text).chars().next_back().map(class);
                self.blanks_eastern += usize::from(matches!(last, Some(Class::Han | Class::Wide)));
            }
            if above.indent >= line.indent + 2 {
                self.first_indents.add(above.indent);
            }
            self.needed
                .add(above.reach() + first_chunk(line.text(text)));
        }
    }

    fn spacing(&self) -> usize {
        /// Latin lines that seem to go on after a blank one, since a heading has no full stop.
        const FEWEST: usize = 4;
        let [none, one, more] = self.blanks;
        // In a Latin text whose lines are all apart hardly any stand together.
        let latin = self.blanks_eastern == 0 && (one + more < FEWEST || none * 4 > one + more);
        if none >= one + more || latin {
            0
        } else {
            1 + usize::from(more > one)
        }
    }

    fn first_indent(&self) -> Option<usize> {
        let usual = self.first_indents.quantile(50);
        let alike = self.first_indents.counts[usual];
        (alike >= 3 && alike * 2 > self.first_indents.total).then_some(usual)
    }

    /// Lines that stop at the limit in the middle of a sentence, or of a word, show that paragraphs wrap.
    fn wrapped(&self, limit: usize) -> bool {
        /// So many divided words are no chance.
        const DIVIDED: usize = 3;
        if self.divided >= DIVIDED && (24..=180).contains(&limit) {
            return true;
        }
        if self.open + self.closed < 4 {
            return self.open > 0 && (50..=130).contains(&limit);
        }
        // Short lines are more often a list than a narrow column.
        if limit < 50 && self.needed.total < 3 * SAMPLES {
            return false;
        }
        (24..=180).contains(&limit)
            && self.open * 10 >= (self.open + self.closed) * 3
            && self.open * 100 >= self.lines * 12
            // Lines of a list stop anywhere, wrapped lines where the next word would not fit.
            && self.needed.share(limit * 9 / 10) >= if limit < 50 { 80 } else { 40 }
    }

    /// The median of what broken lines need, less what it usually varies by.
    fn fill(&self, limit: usize) -> (usize, usize) {
        if self.needed.total < SAMPLES {
            return (limit * 70 / 100, limit * 85 / 100);
        }
        let median = self.needed.quantile(50);
        let spread = self.needed.deviation(median);
        let open = median
            .saturating_sub((4 * spread).max(2))
            .max(limit * 60 / 100);
        (open, median.saturating_sub(spread + 1).max(open))
    }

    fn marked(&self) -> bool {
        self.open_plain > 0
            && self.closed_marked > 0
            && self.open_marked * 10 <= self.open_plain
            && self.closed_plain * 3 <= self.closed_marked
    }
}

/// Counts of column numbers; wider ones are all alike, as no page is so wide.
#[derive(Debug)]
struct Histogram {
    counts: [usize; 401],
    total: usize,
}

impl Default for Histogram {
    fn default() -> Self {
        Self {
            counts: [0; 401],
            total: 0,
        }
    }
}

impl Histogram {
    fn add(&mut self, value: usize) {
        self.counts[value.min(400)] += 1;
        self.total += 1;
    }

    /// The least value that `percent` of all do not exceed.
    fn quantile(&self, percent: usize) -> usize {
        let mut seen = 0;
        let reached = |&count: &usize| {
            seen += count;
            seen > 0 && seen * 100 >= self.total * percent
        };
        self.counts.iter().position(reached).unwrap_or(0)
    }

    /// The median of the distances from `median`.
    fn deviation(&self, median: usize) -> usize {
        let mut distances = Self::default();
        for (value, &count) in self.counts.iter().enumerate() {
            distances.counts[value.abs_diff(median)] += count;
        }
        distances.total = self.total;
        distances.quantile(50)
    }

    /// How many percent are at least `value`.
    fn share(&self, value: usize) -> usize {
        let above: usize = self.counts.iter().skip(value).sum();
        above * 100 / self.total.max(1)
    }
}
