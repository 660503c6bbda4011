//! Ranges of the reading text.

use std::ops::Range;

/// A half-open range of a document's reading text, in bytes of UTF-8.
///
/// Bytes inside the program, Unicode code points in RDF: [`Document::origin`] converts.
///
/// [`Document::origin`]: super::Document::origin
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range from `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether there is nothing in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside, edges included.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_meet_contain_and_join() {
        let (a, b, c) = (Span::new(0, 4), Span::new(2, 6), Span::new(4, 6));
        assert!(a.overlaps(b) && !a.overlaps(c));
        assert!(b.contains(c) && !a.contains(b));
        assert_eq!(a.join(c), Span::new(0, 6));
        assert!(Span::new(3, 3).is_empty());
        assert_eq!(Range::from(b), 2..6);
    }
}
