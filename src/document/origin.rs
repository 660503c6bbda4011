//! The way back from the reading text to the text as received.

use std::ops::Range;

/// Where a piece of the reading text came from.
///
/// All ranges are half-open and count in the text as received, [`Source::text`]. They begin
/// with the first character of the piece and end with its last one; what was skipped between
/// (a line end, a page number, a footnote) lies inside.
///
/// [`Source::text`]: crate::source::Source::text
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The range in bytes of UTF-8.
    pub bytes: Range<usize>,
    /// The range in Unicode code points, as published in RDF (`oa:start`, `oa:end`).
    pub chars: Range<usize>,
    /// The line of the first character, from 1; CR LF, LF and CR each end a line.
    pub line: usize,
    /// The line of the last character, from 1.
    pub end_line: usize,
    /// The page of the first character, from 1, if the text marks its pages with form feeds.
    pub page: Option<u32>,
}

/// A map from offsets in a derived text to offsets in the text it was made from.
#[derive(Clone, Debug, Default)]
pub(super) struct OffsetMap {
    /// Sorted by `start`; each reaches to the next.
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
struct Piece {
    /// First byte in the derived text.
    start: usize,
    /// The bytes it was made from.
    from: Range<usize>,
    /// Whether it is a copy, byte for byte, or one character that stands for `from`.
    copied: bool,
}

impl OffsetMap {
    /// The derived text goes on at `start` with a copy of `from`.
    pub(super) fn copy(&mut self, start: usize, from: Range<usize>) {
        if from.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some(last) if last.copied && last.from.end == from.start => last.from.end = from.end,
            _ => self.pieces.push(Piece {
                start,
                from,
                copied: true,
            }),
        }
    }

    /// The derived text goes on at `start` with one character that stands for `from`.
    pub(super) fn replace(&mut self, start: usize, from: Range<usize>) {
        self.pieces.push(Piece {
            start,
            from,
            copied: false,
        });
    }

    /// Where the character that begins at `at` begins in the text below.
    pub(super) fn start(&self, at: usize) -> usize {
        self.piece(at).map_or(0, |piece| {
            if piece.copied {
                (piece.from.start + (at - piece.start)).min(piece.from.end)
            } else {
                piece.from.start
            }
        })
    }

    /// Where the character that ends at `at` ends in the text below.
    pub(super) fn end(&self, at: usize) -> usize {
        let Some(last) = at.checked_sub(1) else {
            return self.start(0);
        };
        self.piece(last).map_or(0, |piece| {
            if piece.copied {
                piece.from.start + (at - piece.start)
            } else {
                piece.from.end
            }
        })
    }

    /// All that the characters in `range` were made from, in whatever order they now stand.
    pub(super) fn hull(&self, range: Range<usize>) -> Range<usize> {
        let first = self.index(range.start);
        let after = self.pieces.partition_point(|piece| piece.start < range.end);
        let inner = self.pieces.get(first + 1..after).unwrap_or_default();
        let (start, end) = (self.start(range.start), self.end(range.end));
        inner
            .iter()
            .fold(start.min(end)..start.max(end), |hull, piece| {
                let end = if piece.start + piece.from.len() > range.end && piece.copied {
                    hull.end
                } else {
                    piece.from.end
                };
                hull.start.min(piece.from.start)..hull.end.max(end)
            })
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.get(self.index(at))
    }

    fn index(&self, at: usize) -> usize {
        self.pieces
            .partition_point(|piece| piece.start <= at)
            .saturating_sub(1)
    }
}

/// Code points, lines and pages of a text, found by byte offset.
#[derive(Clone, Debug)]
pub(super) struct Positions {
    /// How many code points begin before byte `STEP * index`.
    checkpoints: Vec<usize>,
    /// The byte at which each line begins.
    lines: Vec<usize>,
    /// The byte after each form feed.
    feeds: Vec<usize>,
}

/// Bytes between two checkpoints: a lookup counts at most this many.
const STEP: usize = 64;

impl Positions {
    pub(super) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut checkpoints = Vec::with_capacity(bytes.len() / STEP + 1);
        let mut count = 0;
        for chunk in bytes.chunks(STEP) {
            checkpoints.push(count);
            count += code_points(chunk);
        }
        checkpoints.push(count);
        let mut lines = vec![0];
        let mut feeds = Vec::new();
        for (at, &byte) in bytes.iter().enumerate() {
            if byte > b'\r' {
                continue;
            }
            match byte {
                b'\n' => lines.push(at + 1),
                b'\r' if bytes.get(at + 1) != Some(&b'\n') => lines.push(at + 1),
                b'\x0C' => feeds.push(at + 1),
                _ => {}
            }
        }
        Self {
            checkpoints,
            lines,
            feeds,
        }
    }

    /// How many code points begin before byte `at` of `text`, the text this was made from.
    pub(super) fn code_point(&self, text: &str, at: usize) -> usize {
        let step = at / STEP;
        self.checkpoints[step] + code_points(&text.as_bytes()[step * STEP..at])
    }

    /// The line of byte `at`, from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|&start| start <= at)
    }

    /// The page of byte `at`, from 1, if there is a form feed anywhere.
    pub(super) fn page(&self, at: usize) -> Option<u32> {
        if self.feeds.is_empty() {
            return None;
        }
        u32::try_from(1 + self.feeds.partition_point(|&start| start <= at)).ok()
    }
}

/// How many code points begin in a piece of UTF-8: all bytes but continuation bytes.
fn code_points(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}
