//! Words that an editor quotes, found in the report.

use std::collections::HashSet;

use super::Quote;
use crate::document::{Document, Span};

/// The printed characters of a report, to find quotes in: white space does not count.
#[derive(Debug)]
pub struct Quotes<'a> {
    document: &'a Document,
    /// The reading text without white space.
    ink: String,
    /// For each character its first byte in `ink` and in the reading text.
    offsets: Vec<(usize, usize)>,
}

/// Where a quote was found, or why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Here.
    At(Span),
    /// In these lines, and nothing says which is meant.
    Several(Vec<usize>),
    /// Nowhere; the words that are nearest, with their line.
    Nowhere(Option<(String, usize)>),
}

/// How many places the nearest words are looked for around.
const TRIED: usize = 64;

impl<'a> Quotes<'a> {
    /// Of a document.
    pub fn new(document: &'a Document) -> Self {
        let mut ink = String::with_capacity(document.text().len());
        let mut offsets = Vec::new();
        for (at, c) in document.text().char_indices() {
            if !c.is_whitespace() {
                offsets.push((ink.len(), at));
                ink.push(c);
            }
        }
        Self {
            document,
            ink,
            offsets,
        }
    }

    /// Finds a quote.
    pub fn find(&self, quote: &Quote) -> Found {
        let words: String = quote.words.text.split_whitespace().collect();
        if words.is_empty() {
            return Found::Nowhere(None);
        }
        let length = words.chars().count();
        let places: Vec<Span> = memchr::memmem::find_iter(self.ink.as_bytes(), &words)
            .map(|at| self.span(at, length))
            .collect();
        let line = |span: &Span| self.document.origin(*span).line;
        let wanted: Vec<Span> = places
            .iter()
            .copied()
            .filter(|span| quote.line.is_none_or(|wanted| line(span) == wanted))
            .collect();
        match wanted.as_slice() {
            [span] => Found::At(*span),
            [] if places.is_empty() => Found::Nowhere(self.nearest(&words)),
            [] => Found::Several(places.iter().map(line).collect()),
            // In a line that says it twice, the first is as good as the second.
            [first, ..] if quote.line.is_some() => Found::At(*first),
            several => Found::Several(several.iter().map(line).collect()),
        }
    }

    /// The characters from a byte of the ink.
    fn span(&self, at: usize, length: usize) -> Span {
        let first = self.offsets.partition_point(|(ink, _)| *ink < at);
        let (ink, start) = self.offsets[first + length - 1];
        let last = self.ink[ink..].chars().next().map_or(0, char::len_utf8);
        Span::new(self.offsets[first].1, start + last)
    }

    /// The words of the report that share most pairs of neighbouring characters with a quote.
    fn nearest(&self, words: &str) -> Option<(String, usize)> {
        let pairs = |text: &[char]| -> HashSet<[char; 2]> {
            text.windows(2).map(|pair| [pair[0], pair[1]]).collect()
        };
        let words: Vec<char> = words.chars().collect();
        let wanted = pairs(&words);
        let ink: Vec<char> = self.ink.chars().collect();
        let is_wanted: Vec<bool> = ink
            .windows(2)
            .map(|pair| wanted.contains(&[pair[0], pair[1]]))
            .collect();
        // The window with most wanted pairs, counted as it slides.
        let width = words.len().min(ink.len()).max(2) - 1;
        let mut count = is_wanted.iter().take(width).filter(|is| **is).count();
        let mut windows = vec![(count, 0)];
        for start in 1..(is_wanted.len() + 1).saturating_sub(width) {
            count += usize::from(is_wanted[start + width - 1]);
            count -= usize::from(is_wanted[start - 1]);
            windows.push((count, start));
        }
        windows.sort_by_key(|&(count, start)| (std::cmp::Reverse(count), start));
        let best = windows.iter().take(TRIED).max_by_key(|&&(_, start)| {
            let end = (start + width + 1).min(ink.len());
            let window = pairs(&ink[start..end]);
            (
                window.intersection(&wanted).count(),
                std::cmp::Reverse(start),
            )
        })?;
        let (count, start) = *best;
        if 2 * count < width {
            return None;
        }
        let length = (width + 1).min(ink.len() - start);
        let span = self.span(self.offsets[start].0, length);
        let words = self.document.slice(span).split_whitespace().collect();
        Some((words, self.document.origin(span).line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::TableHeaders;
    use crate::graph::curation::Word;
    use crate::source::decode;

    fn read(text: &str) -> Document {
        let (source, _) = decode("report.txt", text.as_bytes()).expect("UTF-8");
        Document::read(source, &TableHeaders::new(Vec::<String>::new())).0
    }

    fn quote(words: &str, line: Option<usize>) -> Quote {
        let text = words.to_owned();
        let words = Word { text, at: 0..0 };
        Quote { words, line }
    }

    #[test]
    fn white_space_and_line_wraps_do_not_matter() {
        let document = read("本會於 2016 年\n公布指引。\n");
        let quotes = Quotes::new(&document);
        let Found::At(span) = quotes.find(&quote("於2016年公布", None)) else {
            panic!("not found");
        };
        let words: String = document.slice(span).split_whitespace().collect();
        assert_eq!(words, "於2016年公布");
        assert_eq!(document.origin(span).line, 1);
    }

    #[test]
    fn what_stands_in_several_lines_needs_the_line() {
        let document = read("第一，開放資料。\n\n第二，開放資料。\n");
        let quotes = Quotes::new(&document);
        assert_eq!(
            quotes.find(&quote("開放資料", None)),
            Found::Several(vec![1, 3])
        );
        assert!(matches!(
            quotes.find(&quote("開放資料", Some(3))),
            Found::At(_)
        ));
        assert_eq!(
            quotes.find(&quote("開放資料", Some(2))),
            Found::Several(vec![1, 3])
        );
    }

    #[test]
    fn the_nearest_words_are_offered() {
        let document = read("高峰會於巴黎舉行，共有七十國參加。\n");
        let quotes = Quotes::new(&document);
        assert_eq!(
            quotes.find(&quote("共有七十餘國參加", None)),
            Found::Nowhere(Some(("，共有七十國參加".to_owned(), 1)))
        );
        assert_eq!(
            quotes.find(&quote("完全無關的句子", None)),
            Found::Nowhere(None)
        );
    }
}
