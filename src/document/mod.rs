//! The text itself: what a reader reads, and where each character of it came from.
//!
//! The *received* text is what the file holds, with the hard wraps, page starts, footnotes
//! and page numbers of the PDF it came from. The *reading* text is what a person would read:
//! paragraphs joined, page furniture gone. Every character of the reading text keeps its
//! place in the received text.

mod span;

pub use span::Span;
