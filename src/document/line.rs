//! The lines of a received text.

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
    /// What stands between it and the line above.
    pub(super) above: Above,
    /// Whether white space follows `end` in the line.
    pub(super) trailing: bool,
    /// Whether it ends a sentence or announces what follows.
    pub(super) finished: bool,
    /// Whether it is only a drawn rule, or is blank but as long as one.
    pub(super) rule: bool,
}

/// What stands between a line and the one above it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Above {
    /// Blank lines.
    pub(super) blanks: usize,
    /// Whether one of them holds spaces: an empty paragraph.
    pub(super) empty_paragraph: bool,
    /// Whether a page begins: there is a form feed, or (as a hint) the line begins with exactly
    /// one space in a text that uses that for nothing else.
    pub(super) page_start: bool,
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
    let mut above = Above::default();
    let mut start = 0;
    while start < bytes.len() {
        let end = bytes[start..]
            .iter()
            .position(|b| matches!(b, b'\n' | b'\r' | b'\x0C'))
            .map_or(bytes.len(), |at| start + at);
        let line = scan(text, start, end, &mut habits);
        let feed = bytes.get(end) == Some(&b'\x0C');
        if line.width > 0 || line.rule {
            lines.push(Line { above, ..line });
            above = Above::default();
        } else if !feed {
            above.blanks += 1;
            above.empty_paragraph |= line.trailing;
        }
        above.page_start |= feed;
        start = match bytes.get(end..) {
            Some([b'\r', b'\n', ..]) => end + 2,
            _ => end + 1,
        };
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
        above: Above::default(),
        trailing: last < end,
        finished: !blank && finished(&text[start..last]),
        rule: if blank {
            spaces >= RULE_COLUMNS
        } else {
            drawn && width >= 5
        },
    }
}
