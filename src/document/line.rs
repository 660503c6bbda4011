//! The lines of a received text, and how it lays out its paragraphs.

use super::script::{Class, Habits, class, columns, finished};

/// A line that is not blank. Offsets are bytes of the folded text.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The first character that is not white space.
    pub(super) start: usize,
    /// After the last character that is not white space.
    pub(super) end: usize,
    /// White space before `start`, in columns.
    pub(super) indent: usize,
    /// From `start` to `end`, in columns.
    pub(super) width: usize,
    /// Blank lines just above.
    pub(super) blanks: usize,
    /// Whether one of the blank lines above holds spaces: an empty paragraph.
    pub(super) gap: bool,
    /// Whether white space follows `end` in the line.
    pub(super) trailing: bool,
    /// Whether a page begins here: a form feed stands above, or (as a hint) the line begins
    /// with exactly one space in a text that uses that for nothing else.
    pub(super) page_start: bool,
    /// Whether the line is only a drawn rule, or is blank but as long as one.
    pub(super) rule: bool,
}

impl Line {
    pub(super) fn text<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.end]
    }

    /// Where the line reaches to, in columns.
    pub(super) fn reach(&self) -> usize {
        self.indent + self.width
    }
}

/// Spaces from which a blank line counts as the rule above footnotes.
const RULE_COLUMNS: usize = 20;

/// Columns at the start of a line that a marker may take.
const MARKER_COLUMNS: usize = 8;

/// Splits a text into lines; CR LF, LF, CR and form feeds end one.
pub(super) fn split(text: &str) -> (Vec<Line>, Habits) {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let mut habits = Habits::default();
    let (mut blanks, mut gap, mut fed) = (0, false, false);
    let mut start = 0;
    while start < bytes.len() {
        let end = bytes[start..]
            .iter()
            .position(|b| matches!(b, b'\n' | b'\r' | b'\x0C'))
            .map_or(bytes.len(), |at| start + at);
        let line = scan(text, start, end, &mut habits);
        if line.width > 0 || line.rule {
            lines.push(Line {
                blanks,
                gap,
                page_start: fed,
                ..line
            });
            (blanks, gap, fed) = (0, false, false);
        } else if bytes.get(end) != Some(&b'\x0C') {
            blanks += 1;
            gap |= line.trailing;
        }
        start = match bytes.get(end..) {
            Some([b'\r', b'\n', ..]) => end + 2,
            _ => end + 1,
        };
        fed |= bytes.get(end) == Some(&b'\x0C');
    }
    (lines, habits)
}

fn scan(text: &str, start: usize, end: usize, habits: &mut Habits) -> Line {
    let (mut first, mut last) = (None, start);
    let (mut indent, mut width, mut spaces) = (0, 0, 0);
    let mut before: Option<Class> = None;
    let mut drawn = true;
    for (at, c) in text[start..end].char_indices() {
        let kind = class(c);
        if kind == Class::Space {
            spaces += if c == '\t' { 4 } else { columns(c) };
            continue;
        }
        if let Some(before) = before {
            // The space after a marker says nothing about running text.
            if width > MARKER_COLUMNS && (before, kind) != (Class::Word, Class::Word) {
                habits.note(before, kind, spaces > 0);
            }
            width += spaces;
        } else {
            first = Some(start + at);
            indent = spaces;
        }
        drawn &= matches!(
            c,
            '_' | '-' | '=' | '\u{2014}' | '\u{2500}'..='\u{257F}' | '\u{FF3F}' | '\u{FE4D}'
        );
        spaces = 0;
        width += columns(c).max(1);
        before = Some(kind);
        last = start + at + c.len_utf8();
    }
    let blank = first.is_none();
    Line {
        start: first.unwrap_or(start),
        end: if blank { start } else { last },
        indent,
        width,
        blanks: 0,
        gap: false,
        trailing: last < end,
        page_start: false,
        rule: if blank {
            spaces >= RULE_COLUMNS
        } else {
            drawn && width >= 5
        },
    }
}

/// How a document lays out its paragraphs, measured on all of its lines.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// Columns that a full line takes (the 95th percentile).
    pub(super) limit: usize,
    /// Whether paragraphs are broken into lines at all.
    pub(super) wrapped: bool,
    /// Whether a paragraph's last line, and no other, ends with a space (Word's PDF files).
    pub(super) marked: bool,
    /// Blank lines between two lines of one paragraph.
    pub(super) spacing: usize,
}

impl Layout {
    /// Measures the lines and marks the page starts that only a single space betrays.
    pub(super) fn measure(text: &str, lines: &mut [Line]) -> Self {
        let limit = percentile_95(lines.iter().filter(|line| !line.rule).map(Line::reach));
        let mut count = Counts::default();
        let mut before: Option<&Line> = None;
        for line in lines.iter().filter(|line| !line.rule) {
            count.add(text, limit, before, line);
            before = Some(line);
        }
        let spacing = if count.blanks[0] >= count.blanks[1] + count.blanks[2] {
            0
        } else if count.blanks[1] >= count.blanks[2] {
            1
        } else {
            2
        };
        let layout = Self {
            limit,
            wrapped: count.wrapped(limit),
            marked: count.marked(),
            spacing,
        };
        layout.mark_page_starts(lines);
        layout
    }

    /// A page start may show only in one space before its first line.
    fn mark_page_starts(&self, lines: &mut [Line]) {
        let hint = |line: &Line| line.indent == 1 && !line.rule && line.blanks <= self.spacing;
        let hints = lines.iter().filter(|line| hint(line)).count();
        let usual = hints * 8 > lines.len().max(24) || hints * 2 > lines.len();
        for line in lines {
            if hint(line) {
                // In double-spaced text the line of a new page follows without a blank one.
                let tight = self.spacing == 0 || line.blanks == 0;
                line.page_start |= !usual && tight;
            }
        }
    }

    /// Whether a line stops clearly before the limit although `next` would have begun on it.
    pub(super) fn short(&self, text: &str, line: &Line, next: &Line) -> bool {
        let share = if finished(line.text(text)) && !self.marked {
            85
        } else {
            70
        };
        let needed = line.reach() + 1 + first_chunk(next.text(text));
        needed * 100 < self.limit * share
    }

    /// Whether a line reaches far enough that its text may go on in the next.
    pub(super) fn full(&self, line: &Line) -> bool {
        line.reach() * 100 >= self.limit * 60
    }
}

/// Columns of what cannot be broken at the start of a line: a word, or one Han character with
/// the punctuation that sticks to it.
fn first_chunk(text: &str) -> usize {
    let mut taken = 0;
    let mut han = false;
    for c in text.chars().take(40) {
        let kind = class(c);
        if kind == Class::Space || han && matches!(kind, Class::Han | Class::Word | Class::Open) {
            break;
        }
        if taken > 0 && !han && kind == Class::Han {
            break;
        }
        han |= kind == Class::Han;
        taken += columns(c);
    }
    taken
}

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
}

impl Counts {
    fn add(&mut self, text: &str, limit: usize, before: Option<&Line>, line: &Line) {
        self.lines += 1;
        let words = line.text(text);
        let wide = line.reach() * 100 >= limit * 70;
        let finished = finished(words);
        let eastern = words
            .chars()
            .next_back()
            .is_some_and(|c| matches!(class(c), Class::Han | Class::Wide));
        match (finished, wide, eastern) {
            (false, true, true) if line.trailing => self.open_marked += 1,
            (false, true, true) => self.open_plain += 1,
            (true, _, true) if line.trailing => self.closed_marked += 1,
            (true, _, true) => self.closed_plain += 1,
            _ => {}
        }
        if wide && finished {
            self.closed += 1;
        } else if wide {
            self.open += 1;
        }
        if let Some(before) = before
            && before.reach() * 100 >= limit * 70
            && !self::finished(before.text(text))
            && !line.page_start
        {
            self.blanks[line.blanks.min(2)] += 1;
        }
    }

    /// Lines that stop at the limit in the middle of a sentence show that paragraphs wrap.
    fn wrapped(&self, limit: usize) -> bool {
        if self.open + self.closed < 4 {
            return self.open > 0 && (50..=130).contains(&limit);
        }
        (24..=180).contains(&limit)
            && self.open * 10 >= (self.open + self.closed) * 3
            && self.open * 100 >= self.lines * 12
    }

    fn marked(&self) -> bool {
        self.open_plain > 0
            && self.closed_marked > 0
            && self.open_marked * 10 <= self.open_plain
            && self.closed_plain * 3 <= self.closed_marked
    }
}

fn percentile_95(values: impl Iterator<Item = usize>) -> usize {
    // Longer lines are all alike: no page is so wide.
    const MOST: usize = 400;
    let mut histogram = [0_usize; MOST + 1];
    let mut total = 0;
    for value in values {
        histogram[value.min(MOST)] += 1;
        total += 1;
    }
    let mut seen = 0;
    histogram
        .iter()
        .position(|count| {
            seen += count;
            seen > 0 && seen * 100 >= total * 95
        })
        .unwrap_or(0)
}
