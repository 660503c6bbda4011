//! Writes the reading text and remembers where each piece of it came from.

use std::ops::Range;

use super::origin::OffsetMap;

/// The reading text that grows.
pub(super) struct Writer<'t> {
    /// The text that is read.
    from: &'t str,
    /// The numbers that refer to footnotes, in order; they are not copied.
    references: &'t [Range<usize>],
    text: String,
    map: OffsetMap,
    /// Where the text copied last ends in `from`.
    end: usize,
}

impl<'t> Writer<'t> {
    pub(super) fn new(from: &'t str, references: &'t [Range<usize>]) -> Self {
        Self {
            from,
            references,
            text: String::with_capacity(from.len()),
            map: OffsetMap::default(),
            end: 0,
        }
    }

    /// What is written so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The reading text, with the way back.
    pub(super) fn finish(self) -> (String, OffsetMap) {
        (self.text, self.map)
    }

    /// Ends a block: a line end stands between two.
    pub(super) fn separate(&mut self) {
        self.white('\n');
    }

    /// Puts a space between two lines of a paragraph.
    pub(super) fn join(&mut self) {
        self.white(' ');
    }

    /// White space that stands for the white space (perhaps none) after what was read last.
    fn white(&mut self, c: char) {
        let rest = &self.from[self.end..];
        let len = match rest.as_bytes() {
            [b'\r', b'\n', ..] => 2,
            _ => rest
                .chars()
                .next()
                .filter(|c| c.is_whitespace())
                .map_or(0, char::len_utf8),
        };
        self.map.replace(self.text.len(), self.end..self.end + len);
        self.text.push(c);
    }

    /// Copies a range of the text, without the numbers that refer to footnotes.
    pub(super) fn copy(&mut self, range: Range<usize>) {
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
        self.map.copy(self.text.len(), range.clone());
        self.text.push_str(&self.from[range]);
    }
}
