//! The sentence around some words: the evidence that a reader can check.

use crate::document::{Document, Span};

/// The longest evidence, in bytes; beyond, the words themselves with their clause are shown.
const LONGEST: usize = 600;

/// The sentence that holds a span: up to 。！？； or the edge of the block.
pub fn around(document: &Document, span: Span) -> Span {
    let block = document.block_at(span.start).span;
    let text = document.text();
    let stops = ['。', '！', '？', '；', '\n'];
    let start = text[block.start..span.start]
        .rfind(stops)
        .map_or(block.start, |at| {
            let at = block.start + at;
            at + text[at..].chars().next().map_or(0, char::len_utf8)
        });
    let end = text[span.end..block.end]
        .find(stops)
        .map_or(block.end, |at| {
            let at = span.end + at;
            at + text[at..].chars().next().map_or(0, char::len_utf8)
        });
    let sentence = trimmed(text, Span::new(start, end));
    if sentence.len() <= LONGEST {
        sentence
    } else {
        span
    }
}

/// A span without the white space at its ends.
pub fn trimmed(text: &str, span: Span) -> Span {
    let slice = &text[span.start..span.end];
    let start = span.start + (slice.len() - slice.trim_start().len());
    let end = span.end - (slice.len() - slice.trim_end().len());
    Span::new(start, end.max(start))
}
