//! Words that somebody quotes, found in the report.

use std::cell::{LazyCell, OnceCell};
use std::collections::HashSet;
use std::ops::Range;

use crate::document::{Document, Span, folded, is_word_letter};

/// The printed characters of a report, to find quotes in: white space does not count.
#[derive(Debug)]
pub struct Quotes<'a> {
    document: &'a Document,
    /// The reading text without white space.
    ink: String,
    /// For each character its first byte in `ink` and in the reading text.
    offsets: Vec<(usize, usize)>,
    /// The places of the characters, those in order for which the hash of the character and the
    /// next one is the same.
    places: Vec<usize>,
    /// Where those of each hash begin among them, and where the last end.
    heads: Vec<usize>,
    /// For each character its code point in the received text and its byte in the reading text,
    /// in the order of the former; only positions need it.
    received: OnceCell<Vec<(usize, usize)>>,
}

/// Quotes that are made when they are first asked for.
pub type Asked<'a> = LazyCell<Quotes<'a>, Box<dyn FnOnce() -> Quotes<'a> + 'a>>;

/// How many places the nearest words are looked for around.
const TRIED: usize = 64;

impl<'a> Quotes<'a> {
    /// Of a document.
    pub fn new(document: &'a Document) -> Self {
        let mut ink = String::with_capacity(document.text().len());
        let most = document.text().chars().count();
        let (mut offsets, mut hashes) = (Vec::with_capacity(most), Vec::with_capacity(most));
        let mut last = None;
        for (at, c) in document.text().char_indices() {
            if !c.is_whitespace() {
                if let Some(last) = last.replace(c) {
                    hashes.push(hash(last, c));
                }
                offsets.push((ink.len(), at));
                ink.push(c);
            }
        }
        let mut heads = vec![0; HASHES + 1];
        for hash in &hashes {
            heads[hash + 1] += 1;
        }
        for hash in 0..HASHES {
            heads[hash + 1] += heads[hash];
        }
        let mut next = heads.clone();
        let mut places = vec![0; hashes.len()];
        for (place, hash) in hashes.into_iter().enumerate() {
            places[next[hash]] = place;
            next[hash] += 1;
        }
        Self {
            document,
            ink,
            offsets,
            places,
            heads,
            received: OnceCell::new(),
        }
    }

    /// Of a document, if anything is looked for.
    pub fn asked(document: &'a Document) -> Asked<'a> {
        LazyCell::new(Box::new(|| Self::new(document)))
    }

    /// Where some words stand, in the order of the reading text; none for no words.
    pub fn places(&self, words: &str) -> Vec<Span> {
        const PAIRS: usize = 3;
        let words = ink(words);
        let count = words.chars().count();
        // A curation has hundreds of quotes: the text is not gone through for each of them, but the
        // fewest places at which two of its first characters stand side by side.
        let pairs = words.chars().zip(words.chars().skip(1));
        let pairs = pairs.take(PAIRS).enumerate();
        let pairs = pairs.map(|(before, (first, second))| {
            let hash = hash(first, second);
            (before, self.heads[hash]..self.heads[hash + 1])
        });
        let Some((before, places)) = pairs.min_by_key(|(_, places)| places.len()) else {
            let places = self.ink.match_indices(&*words).filter(|_| count > 0);
            return places.map(|(at, _)| self.span(at, count)).collect();
        };
        let mut end = 0;
        let mut found = Vec::new();
        for &place in &self.places[places] {
            let Some(place) = place.checked_sub(before) else {
                continue;
            };
            let (at, _) = self.offsets[place];
            if at >= end && self.ink[at..].starts_with(&words) {
                end = at + words.len();
                found.push(self.span_from(place, count));
            }
        }
        found
    }

    /// The line of the source in which a piece of the text begins, from 1.
    pub fn line(&self, span: Span) -> usize {
        self.document.line(span)
    }

    /// The words of a piece of the text, without white space.
    pub fn words(&self, span: Span) -> String {
        ink(self.document.slice(span))
    }

    /// Whether a piece of the text begins or ends inside a word of letters that are written
    /// together: the `Ann` of `Annual`.
    pub fn cuts_a_word(&self, span: Span) -> bool {
        let text = self.document.text();
        let joins = |before: &str, after: &str| {
            let last = before.chars().next_back().is_some_and(is_word_letter);
            last && after.chars().next().is_some_and(is_word_letter)
        };
        let (start, end) = (span.start, span.end);
        joins(&text[..start], &text[start..]) || joins(&text[..end], &text[end..])
    }

    /// Whether a piece of the text stands between these words. They may be those of the text
    /// as received, page numbers and all.
    pub fn is_between(&self, span: Span, prefix: &str, suffix: &str) -> bool {
        let (prefix, suffix) = (ink(prefix), ink(suffix));
        let bytes = self.document.origin(span).bytes;
        let received = &self.document.source().text;
        let texts = [
            (
                &self.document.text()[..span.start],
                &self.document.text()[span.end..],
            ),
            (&received[..bytes.start], &received[bytes.end..]),
        ];
        texts
            .iter()
            .any(|(before, _)| ends_with_ink(before, &prefix))
            && texts
                .iter()
                .any(|(_, after)| starts_with_ink(after, &suffix))
    }

    /// The piece of the reading text that some code points of the received text are, if a
    /// reader reads something there.
    pub fn at(&self, chars: Range<usize>) -> Option<Span> {
        let received = self.received.get_or_init(|| {
            let offsets = self.offsets.iter();
            let mut received: Vec<(usize, usize)> = offsets
                .map(|&(_, at)| (self.document.code_point(at), at))
                .collect();
            received.sort_unstable();
            received
        });
        if chars.end > self.document.code_points() {
            return None;
        }
        let first = received.partition_point(|(point, _)| *point < chars.start);
        let after = received.partition_point(|(point, _)| *point < chars.end);
        let read = received.get(first..after)?.iter().map(|(_, at)| *at);
        let (first, last) = (read.clone().min()?, read.max()?);
        let last_char = self.document.text()[last..].chars().next()?;
        let span = Span::new(first, last + last_char.len_utf8());
        // A footnote between them would make it longer than what was meant.
        let origin = self.document.origin(span).chars;
        (chars.start <= origin.start && origin.end <= chars.end).then_some(span)
    }

    /// The characters from a byte of the ink.
    fn span(&self, at: usize, length: usize) -> Span {
        self.span_from(self.offsets.partition_point(|(ink, _)| *ink < at), length)
    }

    /// The characters from one of them on.
    fn span_from(&self, first: usize, length: usize) -> Span {
        let (ink, start) = self.offsets[first + length - 1];
        let last = self.ink[ink..].chars().next().map_or(0, char::len_utf8);
        Span::new(self.offsets[first].1, start + last)
    }

    /// The words of the report that share most pairs of neighbouring characters with a quote,
    /// and their line.
    pub fn nearest(&self, words: &str) -> Option<(String, usize)> {
        let words = ink(words);
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
        // Windows that hold the same pairs lie beside each other: that is shown which begins or ends
        // as the quote does, so that what differs at its other end is shown, too.
        let length = words.len().min(ink.len());
        let near = |pair: &[char], at: usize| {
            let margin = (length / 3).max(4);
            let lowest = at.saturating_sub(margin);
            let highest = (at + margin + 1).min(ink.len().saturating_sub(1));
            let places = (lowest..highest).filter(|place| ink[*place..].starts_with(pair));
            places.min_by_key(|place| place.abs_diff(at))
        };
        let (first, last) = match words.len() {
            0 | 1 => (None, None),
            count => (
                near(&words[..2], start),
                near(&words[count - 2..], start + count - 2).map(|place| place + 2),
            ),
        };
        let (from, to) = match (first, last) {
            (Some(first), Some(last)) if first < last => (first, last),
            (Some(first), _) => (first, first + length),
            (None, Some(last)) => (last.saturating_sub(length), last),
            (None, None) => (start, start + length),
        };
        let to = to.min(ink.len());
        let span = self.span(self.offsets[from].0, to - from);
        let words = self.document.slice(span).split_whitespace().collect();
        Some((words, self.document.origin(span).line))
    }
}

/// How many hashes of two characters there are.
const HASHES: usize = 1 << 12;

fn hash(first: char, second: char) -> usize {
    let both = u32::from(first).rotate_left(16) ^ u32::from(second);
    both.wrapping_mul(0x9e37_79b9) as usize >> 7 & (HASHES - 1)
}

/// The printed characters of some words, folded like those of the reading text.
fn ink(words: &str) -> String {
    let mut words = folded(words).into_owned();
    words.retain(|c| !c.is_whitespace());
    words
}

/// Whether the printed characters of a text begin with these.
fn starts_with_ink(text: &str, ink: &str) -> bool {
    let mut printed = text.chars().filter(|c| !c.is_whitespace());
    ink.chars().all(|c| printed.next() == Some(c))
}

/// Whether the printed characters of a text end with these.
fn ends_with_ink(text: &str, ink: &str) -> bool {
    let mut printed = text.chars().rev().filter(|c| !c.is_whitespace());
    ink.chars().rev().all(|c| printed.next() == Some(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::TableHeaders;
    use crate::source::decode;

    fn read(text: &str) -> Document {
        let (source, _) = decode("report.txt", text.as_bytes()).expect("UTF-8");
        Document::read(source, &TableHeaders::new(Vec::<String>::new())).0
    }

    fn words<'d>(document: &'d Document, spans: &[Span]) -> Vec<&'d str> {
        spans.iter().map(|span| document.slice(*span)).collect()
    }

    #[test]
    fn white_space_and_line_wraps_do_not_matter() {
        let document = read("本會於 2016 年\n公布指引。\n");
        let quotes = Quotes::new(&document);
        let places = quotes.places("於2016年公布");
        let [span] = places.as_slice() else {
            panic!("{places:?}");
        };
        let words: String = document.slice(*span).split_whitespace().collect();
        assert_eq!(words, "於2016年公布");
        assert_eq!(document.origin(*span).line, 1);
    }

    #[test]
    fn the_words_around_tell_places_apart() {
        let document = read("第一，開放資料。\n\n第二，開放\n資料。\n");
        let quotes = Quotes::new(&document);
        let places = quotes.places("開放資料");
        let of = |prefix: &str, suffix: &str| -> Vec<usize> {
            let between = |span: &&Span| quotes.is_between(**span, prefix, suffix);
            let found = places.iter().filter(between);
            found.map(|span| document.origin(*span).line).collect()
        };
        assert_eq!(of("", ""), [1, 3]);
        assert_eq!(of("第二， ", "。"), [3]);
        assert_eq!(of("", "。\n\n第二"), [1]);
        assert_eq!(of("第三，", ""), [0; 0]);
    }

    #[test]
    fn a_position_counts_code_points_of_the_received_text() {
        let received = "𠮷田 said so.\n";
        let document = read(received);
        let quotes = Quotes::new(&document);
        let at = |range| quotes.at(range).map(|span| document.slice(span));
        assert_eq!(at(0..2), Some("𠮷田"));
        assert_eq!(at(3..7), Some("said"));
        // The space at the edge is nothing that is read.
        assert_eq!(at(2..8), Some("said"));
        assert_eq!(at(2..3), None);
        assert_eq!(at(5..5), None);
        assert_eq!(at(3..400), None);
        assert_eq!(at(400..401), None);
    }

    #[test]
    fn a_piece_of_a_latin_word_is_no_word() {
        let document = read("Ann read the Annual Report.\n");
        let quotes = Quotes::new(&document);
        let whole = quotes.places("Ann").into_iter();
        let whole: Vec<Span> = whole.filter(|span| !quotes.cuts_a_word(*span)).collect();
        assert_eq!(words(&document, &whole), ["Ann"]);
        assert_eq!(whole[0].start, 0);
    }

    #[test]
    fn what_differs_is_in_the_words_that_are_offered() {
        let document = read("本場次由 g0v 共同發起人高嘉良先生擔任主持人，與會者七十人。\n");
        let quotes = Quotes::new(&document);
        for (quote, words) in [
            ("共同發起人高嘉良女士", "共同發起人高嘉良先生"),
            ("g0w共同發起人高嘉良", "g0v共同發起人高嘉良"),
            (
                "本場次由共同發起人高嘉良先生擔任主持人",
                "本場次由g0v共同發起人高嘉良先生擔任主持人",
            ),
            ("高嘉良先生擔任本場次主持人", "高嘉良先生擔任主持人"),
        ] {
            let nearest = quotes.nearest(quote).map(|(words, _)| words);
            assert_eq!(nearest.as_deref(), Some(words), "{quote}");
        }
    }

    #[test]
    fn the_nearest_words_are_offered() {
        let document = read("高峰會於巴黎舉行，共有七十國參加。\n");
        let quotes = Quotes::new(&document);
        assert_eq!(
            quotes.nearest("共有七十餘國參加"),
            Some(("共有七十國參加".to_owned(), 1))
        );
        assert_eq!(quotes.nearest("完全無關的句子"), None);
    }
}
