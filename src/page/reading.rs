//! A report's text as people read it, with what was recognised marked and linked.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use askama::Template;

use super::thing::Viewer;
use super::world::{World, is_han};
use super::{Page, Said};
use crate::document::{BlockKind, Document};
use crate::graph::vocab::{govrep, prov};

/// About how many bytes a page of the reader may have; a longer text has several pages.
const PART: usize = 150_000;

/// About how many bytes a code point, a line and a passage have on a page, with their marks.
const CHARACTER: usize = 4;
const LINE: usize = 50;
const PASSAGE: usize = 120;

/// What a piece of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Heading(usize),
    Paragraph,
    Item,
    Caption,
    Footnote,
    Row,
    Contents,
    /// Page numbers and other things between the pieces.
    Furniture,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Heading(_) => "heading",
            Self::Paragraph => "paragraph",
            Self::Item => "item",
            Self::Caption => "caption",
            Self::Footnote => "footnote",
            Self::Row => "row",
            Self::Contents => "toc",
            Self::Furniture => "furniture",
        }
    }
}

/// A text that passages lie in, as received, with its pieces.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The IRI of the text.
    pub iri: String,
    /// The IRI of the report.
    pub report: String,
    /// The end of the text's IRI, as the name of its pages.
    stem: String,
    text: &'a str,
    /// The byte of every code point, and the length.
    bytes: Vec<u32>,
    /// The code point that each line begins with.
    lines: Vec<usize>,
    /// Pieces that do not overlap, in order.
    pub(super) pieces: Vec<(Range<usize>, Kind)>,
    /// The code points with which the pages begin.
    parts: Vec<usize>,
}

impl<'a> Reading<'a> {
    /// Prepares the text of a document; `stem` is the end of its IRI.
    pub fn new(iri: String, report: String, stem: String, document: &'a Document) -> Self {
        let text = document.source().text.as_str();
        let mut bytes: Vec<u32> = text
            .char_indices()
            .map(|(at, _)| u32::try_from(at).unwrap_or(u32::MAX))
            .collect();
        bytes.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        let length = bytes.len() - 1;
        let mut lines = vec![0];
        let mut before = '\0';
        for (at, c) in text.chars().enumerate() {
            // CR LF, LF and CR each end a line.
            if c == '\n' && before == '\r' {
                *lines.last_mut().unwrap_or(&mut 0) = at + 1;
            } else if matches!(c, '\n' | '\r') {
                lines.push(at + 1);
            }
            before = c;
        }
        let mut reading = Self {
            iri,
            report,
            stem,
            text,
            bytes,
            lines,
            pieces: pieces(document, length),
            parts: vec![0],
        };
        reading.divide(&[]);
        reading
    }

    /// Divides the text into pages, given the places of its passages in order: first code point
    /// and end.
    pub fn divide(&mut self, passages: &[(usize, usize, &str)]) {
        let mut parts = vec![0];
        let mut size = 0;
        for (range, _) in &self.pieces {
            let lines = self.lines.partition_point(|start| *start < range.end)
                - self.lines.partition_point(|start| *start < range.start);
            let passages = passages.partition_point(|(start, ..)| *start < range.end)
                - passages.partition_point(|(start, ..)| *start < range.start);
            let own = range.len() * CHARACTER + lines * LINE + passages * PASSAGE;
            if size + own > PART && size > 0 {
                parts.push(range.start);
                size = 0;
            }
            size += own;
        }
        self.parts = parts;
    }

    /// The length in code points.
    pub fn len(&self) -> usize {
        self.bytes.len() - 1
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A piece of the text, in code points.
    pub fn slice(&self, start: usize, end: usize) -> &'a str {
        let byte = |at: usize| self.bytes[at.min(self.len())] as usize;
        &self.text[byte(start)..byte(end.max(start))]
    }

    /// The whole text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// How many pages it has.
    pub fn parts(&self) -> usize {
        self.parts.len()
    }

    /// The page that shows a code point.
    pub fn part_at(&self, at: usize) -> usize {
        self.parts
            .partition_point(|start| *start <= at)
            .saturating_sub(1)
    }

    /// The page `part`, from 0.
    pub fn stem_of_part(&self, part: usize) -> String {
        match part {
            0 => format!("doc/{}", self.stem),
            _ => format!("doc/{}/part-{}", self.stem, part + 1),
        }
    }

    /// The line of a code point, from 1.
    pub(super) fn line_at(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at)
    }

    fn range_of_part(&self, part: usize) -> Range<usize> {
        let end = self.parts.get(part + 1).copied().unwrap_or(self.len());
        self.parts[part]..end
    }
}

/// The pieces of a text in the order of the source; a footnote cuts what it interrupts in two.
fn pieces(document: &Document, length: usize) -> Vec<(Range<usize>, Kind)> {
    let mut blocks: Vec<(Range<usize>, Kind)> = document
        .blocks()
        .iter()
        .filter(|block| !block.span.is_empty())
        .map(|block| {
            let kind = match &block.kind {
                BlockKind::Heading => {
                    let depth = block.node.map_or(1, |node| document.path(node).len());
                    Kind::Heading(depth)
                }
                BlockKind::Paragraph | BlockKind::Field { .. } => Kind::Paragraph,
                BlockKind::Item => Kind::Item,
                BlockKind::Caption { .. } => Kind::Caption,
                BlockKind::Footnote { .. } => Kind::Footnote,
                BlockKind::Columns { .. } | BlockKind::Row { .. } => Kind::Row,
                BlockKind::Contents => Kind::Contents,
            };
            (document.origin(block.span).chars, kind)
        })
        .collect();
    blocks.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut pieces: Vec<(Range<usize>, Kind)> = Vec::new();
    // Blocks that are still open, outermost first.
    let mut open: Vec<(usize, Kind)> = Vec::new();
    let mut at = 0;
    for (range, kind) in blocks {
        while let Some((end, outer)) = open.last().copied() {
            if end > range.start {
                break;
            }
            if end > at {
                pieces.push((at..end, outer));
                at = end;
            }
            open.pop();
        }
        if range.start > at {
            let outer = open.last().map_or(Kind::Furniture, |(_, kind)| *kind);
            pieces.push((at..range.start, outer));
        }
        at = at.max(range.start);
        open.push((range.end, kind));
    }
    while let Some((end, outer)) = open.pop() {
        if end > at {
            pieces.push((at..end, outer));
            at = end;
        }
    }
    if length > at {
        pieces.push((at..length, Kind::Furniture));
    }
    pieces
}

/// A run of characters in a piece.
struct Run {
    /// The first code point.
    offset: usize,
    /// The line that begins here, if one does.
    line: Option<usize>,
    /// Passages that begin here.
    anchors: Vec<String>,
    text: String,
    /// The thing that it names: link and family.
    mark: Option<(String, &'static str)>,
    /// The contradiction that it is a part of.
    dispute: Option<String>,
}

/// A paragraph of the page.
struct Paragraph {
    kind: &'static str,
    /// The heading level in HTML, 0 for none.
    level: usize,
    line: usize,
    runs: Vec<Run>,
}

impl Paragraph {
    fn text(&self) -> String {
        let runs: Vec<&str> = self.runs.iter().map(|run| run.text.as_str()).collect();
        runs.concat()
    }
}

#[derive(Template)]
#[template(path = "reading.html")]
struct ReadingPage<'p> {
    page: &'p Page<'p>,
    paragraphs: Vec<Paragraph>,
    outline: Vec<(usize, usize, String)>,
    report: super::Value,
    lang: Option<&'static str>,
    part: usize,
    parts: usize,
    file: String,
    stems: Vec<String>,
    /// The code points with which the pages begin, for the script that leads to a passage.
    starts: String,
}

/// Writes one page of the reader.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render(
    world: &World<'_>,
    page: &Page<'_>,
    reading: &Reading<'_>,
    part: usize,
) -> askama::Result<String> {
    let range = reading.range_of_part(part);
    let marks = Marks::new(world, page, reading, &range);
    let mut paragraphs = Vec::new();
    for (piece, kind) in &reading.pieces {
        if piece.start < range.start || piece.start >= range.end {
            continue;
        }
        let paragraph = marks.paragraph(piece.clone(), *kind);
        let is_blank = paragraph.text().trim().is_empty();
        if is_blank && paragraph.runs.iter().all(|run| run.anchors.is_empty()) {
            continue;
        }
        paragraphs.push(paragraph);
    }
    anchor_lines(&mut paragraphs);
    close_ranks(paragraphs.iter_mut().map(|paragraph| &mut paragraph.level));
    let outline = paragraphs
        .iter()
        .filter(|paragraph| (2..=3).contains(&paragraph.level))
        .map(|paragraph| (paragraph.level, paragraph.line, paragraph.text()))
        .collect();
    let is_chinese = reading.text.chars().take(2000).any(is_han);
    let tag = if is_chinese { "zh-Hant" } else { "en" };
    ReadingPage {
        report: Viewer::new(world, page).link(&reading.report),
        paragraphs,
        outline,
        lang: (tag != page.lang()).then_some(tag),
        part,
        parts: reading.parts(),
        file: page.file(&reading.file()),
        stems: (0..reading.parts())
            .map(|part| page.link(&reading.stem_of_part(part)))
            .collect(),
        starts: {
            let starts: Vec<String> = reading.parts.iter().map(usize::to_string).collect();
            starts.join(" ")
        },
        page,
    }
    .render()
}

impl Reading<'_> {
    /// The pieces that people read, with their range in code points.
    pub fn paragraphs(&self) -> Vec<(Range<usize>, String)> {
        let is_read = |kind: &Kind| !matches!(kind, Kind::Furniture | Kind::Contents);
        let pieces = self.pieces.iter().filter(|(_, kind)| is_read(kind));
        pieces
            .map(|(range, kind)| {
                let text = self.reflowed(range.start, range.end, *kind == Kind::Row);
                (range.clone(), text.trim().to_owned())
            })
            .collect()
    }

    /// A piece of the text without its hard line ends, in code points: there is none between
    /// Han characters and a space elsewhere, unless columns are kept.
    pub fn reflowed(&self, start: usize, end: usize, keeps_columns: bool) -> String {
        let is_wide =
            |c: char| is_han(c) || matches!(c, '\u{3000}'..='\u{30FF}' | '\u{FF00}'..='\u{FF60}');
        let mut text = String::new();
        let mut at = start;
        while at < end {
            let c = self.char(at).unwrap_or(' ');
            if !c.is_whitespace() {
                text.push(c);
                at += 1;
                continue;
            }
            // The whole white space, of which other pieces may have a part.
            let is_space = |at: usize| self.char(at).is_some_and(char::is_whitespace);
            let first = (0..at)
                .rev()
                .take_while(|at| is_space(*at))
                .last()
                .unwrap_or(at);
            let next = (at..self.len())
                .find(|at| !is_space(*at))
                .unwrap_or(self.len());
            let has_break = self.slice(first, next).contains(['\n', '\r', '\u{c}']);
            let before = first.checked_sub(1).and_then(|at| self.char(at));
            let is_between_wide = before.is_none_or(is_wide) && self.char(next).is_none_or(is_wide);
            let is_dropped = has_break && is_between_wide && !keeps_columns;
            if first >= start && !is_dropped {
                text.push(' ');
            }
            at = next;
        }
        text
    }

    fn char(&self, at: usize) -> Option<char> {
        self.slice(at, at + 1).chars().next()
    }

    /// The path of the text as a file.
    pub fn file(&self) -> String {
        format!("text/{}.txt", self.stem)
    }
}

/// Gives each line one place to link to, and each paragraph that of its first line.
fn anchor_lines(paragraphs: &mut [Paragraph]) {
    let mut seen: BTreeSet<usize> = BTreeSet::new();
    for paragraph in paragraphs {
        let line = paragraph.line;
        let first = paragraph
            .runs
            .iter()
            .position(|run| !run.text.trim().is_empty());
        for run in &mut paragraph.runs {
            run.line = run
                .line
                .filter(|known| *known != line && !seen.contains(known));
            seen.extend(run.line);
        }
        if seen.insert(line)
            && let Some(run) = paragraph.runs.get_mut(first.unwrap_or_default())
        {
            run.line = Some(line);
        }
    }
}

/// Makes heading levels of depths in the outline, 0 for what is no heading, below the title of
/// the page: none is more than one below the heading before it, since who jumps from heading to
/// heading would look for those between. A page may begin deep in the outline of a long text.
pub(super) fn close_ranks<'l>(levels: impl Iterator<Item = &'l mut usize>) {
    let mut open: Vec<usize> = Vec::new();
    for level in levels.filter(|level| **level > 0) {
        open.retain(|above| above < level);
        open.push(*level);
        *level = (open.len() + 1).min(6);
    }
}

/// What is marked in a text.
struct Marks<'r, 'a> {
    reading: &'r Reading<'a>,
    /// Names that do not overlap, in order, with link and family.
    names: Vec<(Range<usize>, String, &'static str)>,
    /// The first code points of passages.
    anchors: Vec<(usize, String)>,
    disputes: Vec<(Range<usize>, String)>,
}

impl<'r, 'a> Marks<'r, 'a> {
    /// What is marked in one range of a text.
    fn new(
        world: &World<'a>,
        page: &Page<'_>,
        reading: &'r Reading<'a>,
        part: &Range<usize>,
    ) -> Self {
        let viewer = Viewer::new(world, page);
        let mut names: Vec<(Range<usize>, &str)> = Vec::new();
        let mut anchors: Vec<(usize, String)> = Vec::new();
        let mut disputes: Vec<(Range<usize>, String)> = Vec::new();
        for (start, end, passage) in world.passages_in(reading, part) {
            let range = start..end;
            anchors.push((range.start, format!("p={}-{}", range.start, range.end)));
            for (node, property) in world.incoming(passage) {
                if *property != prov::WAS_DERIVED_FROM {
                    continue;
                }
                if !world.is_inline(node) && world.has_page(node) {
                    names.push((range.clone(), *node));
                }
                for (dispute, property) in world.incoming(node) {
                    if *property == govrep::CONFLICTING_ASSERTION {
                        let href = viewer.link(dispute).href.unwrap_or_default();
                        disputes.push((range.clone(), href));
                    }
                }
            }
        }
        let kept = apart(world, reading, names);
        let kept = kept
            .into_iter()
            .map(|(range, node)| {
                let link = viewer.link(node);
                (range, link.href.unwrap_or_default(), link.family)
            })
            .collect();
        anchors.sort();
        anchors.dedup();
        disputes.sort_by(|a, b| (a.0.start, &a.1).cmp(&(b.0.start, &b.1)));
        Self {
            reading,
            names: kept,
            anchors,
            disputes,
        }
    }

    /// A piece of the text cut into runs wherever something begins or ends.
    fn paragraph(&self, piece: Range<usize>, kind: Kind) -> Paragraph {
        let reading = self.reading;
        let mut cuts: Vec<usize> = vec![piece.start, piece.end];
        let inside = |at: &usize| piece.contains(at);
        let ends = |range: &Range<usize>| [range.start, range.end];
        cuts.extend(self.names.iter().flat_map(|(r, ..)| ends(r)).filter(inside));
        cuts.extend(
            self.disputes
                .iter()
                .flat_map(|(r, _)| ends(r))
                .filter(inside),
        );
        cuts.extend(self.anchors.iter().map(|(at, _)| *at).filter(inside));
        let first_line = reading.lines.partition_point(|start| *start < piece.start);
        let lines = reading.lines[first_line..]
            .iter()
            .take_while(|at| **at < piece.end);
        cuts.extend(lines);
        cuts.sort_unstable();
        cuts.dedup();
        let mut runs: Vec<Run> = Vec::new();
        for pair in cuts.windows(2) {
            let (start, end) = (pair[0], pair[1]);
            let is_row = kind == Kind::Row || kind == Kind::Contents;
            let text = reading.reflowed(start, end, is_row);
            let first = self.anchors.partition_point(|(at, _)| *at < start);
            let anchors = self.anchors[first..]
                .iter()
                .take_while(|(at, _)| *at == start);
            let name = self.names.partition_point(|(range, ..)| range.end <= start);
            let name = self
                .names
                .get(name)
                .filter(|(range, ..)| range.start <= start);
            let dispute = self
                .disputes
                .iter()
                .find(|(range, _)| range.contains(&start));
            let is_blank = text.trim().is_empty();
            runs.push(Run {
                offset: start,
                line: reading
                    .lines
                    .binary_search(&start)
                    .ok()
                    .map(|line| line + 1),
                anchors: anchors.map(|(_, id)| id.clone()).collect(),
                text,
                mark: name
                    .filter(|_| !is_blank)
                    .map(|(_, href, family)| (href.clone(), *family)),
                dispute: dispute.filter(|_| !is_blank).map(|(_, href)| href.clone()),
            });
        }
        let first = runs.iter().find(|run| !run.text.trim().is_empty());
        let offset = first.map_or(piece.start, |run| run.offset);
        let level = match kind {
            Kind::Heading(depth) => depth + 1,
            _ => 0,
        };
        Paragraph {
            kind: kind.name(),
            level,
            line: reading.line_at(offset),
            runs,
        }
    }
}

/// The names that can be marked, in order, none over another: a long name hides the short ones
/// inside, and what only tells of a thing hides no name.
pub(super) fn apart<'a>(
    world: &World<'a>,
    reading: &Reading<'a>,
    mut names: Vec<(Range<usize>, &'a str)>,
) -> Vec<(Range<usize>, &'a str)> {
    names.sort_by_key(|(range, node)| (range.start, std::cmp::Reverse(range.end), *node));
    // A thing that is named a thousand times is asked once for each of its names.
    let mut asked: HashMap<(&str, String), bool> = HashMap::new();
    let (exact, loose): (Vec<_>, Vec<_>) = names.into_iter().partition(|(range, node)| {
        let words = reading.reflowed(range.start, range.end, false);
        let key = (*node, words.trim().to_owned());
        *asked
            .entry(key)
            .or_insert_with_key(|(node, words)| world.is_called(node, words))
    });
    let mut kept: BTreeMap<usize, (usize, &str)> = BTreeMap::new();
    for (range, node) in exact.into_iter().chain(loose) {
        let before = kept.range(..range.end).next_back();
        if before.is_none_or(|(_, (end, _))| *end <= range.start) {
            kept.insert(range.start, (range.end, node));
        }
    }
    let kept = kept.into_iter();
    kept.map(|(start, (end, node))| (start..end, node))
        .collect()
}

/// The title of a page of the reader.
pub fn title(world: &World<'_>, page: &Page<'_>, reading: &Reading<'_>, part: usize) -> Said {
    let mut title = world.name(&reading.report, page.language);
    if reading.parts() > 1 {
        title.text = format!("{} ({}/{})", title.text, part + 1, reading.parts());
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::TableHeaders;
    use crate::source::decode;

    fn document(text: &str) -> Document {
        let (source, _) = decode("a.txt", text.as_bytes()).unwrap();
        Document::read(source, &TableHeaders::new(std::iter::empty::<&str>())).0
    }

    fn reading(document: &Document) -> Reading<'_> {
        Reading::new(
            "https://e.org/id/document/a/text/1".into(),
            "https://e.org/id/document/a".into(),
            "document/a/text/1".into(),
            document,
        )
    }

    #[test]
    fn hard_line_ends_vanish_between_han_and_become_spaces_elsewhere() {
        for (raw, expected) in [
            ("開放\n政府", "開放政府"),
            ("開放 \n 政府", "開放政府"),
            ("open\ngovernment", "open government"),
            ("OGP \n 高峰會", "OGP 高峰會"),
        ] {
            let document = document(raw);
            let reading = reading(&document);
            assert_eq!(reading.reflowed(0, reading.len(), false), expected);
            // However it is cut, nothing is lost and nothing doubled.
            for cut in 0..reading.len() {
                let halves =
                    reading.reflowed(0, cut, false) + &reading.reflowed(cut, reading.len(), false);
                assert_eq!(halves, expected, "cut at {cut}");
            }
        }
    }

    #[test]
    fn no_heading_skips_a_level() {
        // Depths as they come, levels as they are shown below the title.
        for (depths, levels) in [
            (vec![2, 3, 0, 3, 2], vec![2, 3, 0, 3, 2]),
            (vec![6, 0, 6, 7, 3, 4], vec![2, 0, 2, 3, 2, 3]),
            (vec![2, 5, 4, 5], vec![2, 3, 3, 4]),
            (vec![2, 3, 4, 5, 6, 7, 8], vec![2, 3, 4, 5, 6, 6, 6]),
        ] {
            let mut shown = depths.clone();
            close_ranks(shown.iter_mut());
            assert_eq!(shown, levels, "{depths:?}");
        }
    }

    #[test]
    fn pieces_cover_the_text_without_overlap() {
        let text = "壹、目的\n為參加會議，特此前往。\n\n1\n\n貳、過程\n一、行程\n（一）拜會\n";
        let document = document(text);
        let reading = reading(&document);
        let mut at = 0;
        for (range, _) in &reading.pieces {
            assert_eq!(range.start, at);
            at = range.end;
        }
        assert_eq!(at, reading.len());
    }

    #[test]
    fn a_long_text_has_several_pages_and_a_place_is_on_one_of_them() {
        let text = "這是一段文字。\n\n".repeat(4_000);
        let document = document(&text);
        let reading = reading(&document);
        assert!(reading.parts() > 1);
        for at in [0, 20_000, reading.len() - 1] {
            let range = reading.range_of_part(reading.part_at(at));
            assert!(
                range.contains(&at) && range.len() * CHARACTER <= PART,
                "{at} in {range:?}"
            );
        }
        assert_eq!(reading.stem_of_part(1), "doc/document/a/text/1/part-2");
        // The more is said of a text, the less of it stands on a page.
        let mut dense = reading;
        let parts = dense.parts();
        let passages: Vec<_> = (0..dense.len()).map(|at| (at, at + 1, "")).collect();
        dense.divide(&passages);
        assert!(dense.parts() > 2 * parts);
    }
}
