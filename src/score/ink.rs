//! The printed characters of a source: places that do not depend on its white space.

use std::ops::Range;

/// A range of the printed characters of a text, white space not counted.
pub type Place = Range<usize>;

/// A text as received without its white space, of which lines and bytes are still known.
#[derive(Clone, Debug)]
pub struct Ink {
    text: String,
    /// For each character its first byte in `text`.
    offsets: Vec<usize>,
    /// For each character its first byte in the text as received.
    received: Vec<usize>,
    /// For each character its place in the text as received, in code points.
    points: Vec<usize>,
    /// For each character its line in the text as received, from 1.
    lines: Vec<usize>,
}

impl Ink {
    /// The printed characters of a text.
    pub fn new(text: &str) -> Self {
        let mut ink = Self {
            text: String::with_capacity(text.len()),
            offsets: Vec::new(),
            received: Vec::new(),
            points: Vec::new(),
            lines: Vec::new(),
        };
        let mut line = 1;
        for (point, (at, c)) in text.char_indices().enumerate() {
            if c == '\n' {
                line += 1;
            }
            if !c.is_whitespace() {
                ink.offsets.push(ink.text.len());
                ink.received.push(at);
                ink.points.push(point);
                ink.lines.push(line);
                ink.text.push(c);
            }
        }
        ink
    }

    /// The place of a range of bytes of the text as received.
    pub fn place(&self, bytes: &Range<usize>) -> Place {
        let index = |byte| self.received.partition_point(|&at| at < byte);
        index(bytes.start)..index(bytes.end)
    }

    /// The place of a range of code points of the text as received.
    pub fn of_points(&self, range: &Range<usize>) -> Place {
        let index = |point| self.points.partition_point(|&at| at < point);
        index(range.start)..index(range.end)
    }

    /// The line in which a place begins, from 1.
    pub fn line(&self, place: &Place) -> usize {
        let last = self.lines.last();
        *self.lines.get(place.start).or(last).unwrap_or(&1)
    }

    /// The characters of a line.
    pub fn of_line(&self, line: usize) -> Place {
        let start = self.lines.partition_point(|&l| l < line);
        let end = self.lines.partition_point(|&l| l <= line);
        start..end
    }

    /// The characters of a place.
    pub fn slice(&self, place: &Place) -> &str {
        let byte = |index: usize| self.offsets.get(index).copied().unwrap_or(self.text.len());
        &self.text[byte(place.start)..byte(place.end)]
    }

    /// Where a quote stands that begins in a line; its own white space does not matter.
    pub fn find(&self, quote: &str, line: usize) -> Vec<Place> {
        let quote: String = quote.chars().filter(|c| !c.is_whitespace()).collect();
        let length = quote.chars().count();
        if length == 0 {
            return Vec::new();
        }
        self.of_line(line)
            .filter(|&start| self.text[self.offsets[start]..].starts_with(&quote))
            .map(|start| start..start + length)
            .collect()
    }
}

/// How many characters two places share.
pub fn shared(a: &Place, b: &Place) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// How many characters of a place the others hold.
pub fn covered(place: &Place, others: &[Place]) -> usize {
    let held = |at: &usize| others.iter().any(|other| other.contains(at));
    place.clone().filter(held).count()
}

/// Whether `inner` lies in `outer`, edges included.
pub fn contains(outer: &Place, inner: &Place) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_found_over_a_line_wrap_by_the_line_of_its_first_character() {
        let ink = Ink::new("高峰會，高\n\n 峰 會。\n高峰會");
        assert_eq!(ink.find("高峰會", 1), [0..3, 4..7]);
        assert_eq!(ink.find("高峰 會", 4).first(), Some(&(8..11)));
        assert!(ink.find("高峰會", 2).is_empty());
        assert!(ink.find(" ", 1).is_empty());
        assert_eq!(ink.line(&(5..7)), 3);
        assert_eq!(ink.slice(&(4..7)), "高峰會");
    }

    #[test]
    fn bytes_of_the_text_as_received_have_a_place() {
        let text = "甲 乙\n丙";
        let ink = Ink::new(text);
        let bytes = text.find('乙').unwrap()..text.len();
        assert_eq!(ink.place(&bytes), 1..3);
        assert_eq!(ink.place(&(text.len()..text.len())), 3..3);
        assert_eq!(ink.of_points(&(2..5)), 1..3);
    }
}
