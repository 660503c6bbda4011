//! Office Open XML word processing documents.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::odt::{Node, attribute, walk};
use super::package::Package;
use super::prose::{Cell, Prose};
use super::{READER, Rendered, list};
use crate::diagnostic::Diagnostic;

/// Elements that are not text of the page: what was deleted, codes of fields, readings beside
/// characters, the second form of a drawing.
const UNSEEN: [&[u8]; 10] = [
    b"w:del",
    b"w:moveFrom",
    b"w:instrText",
    b"w:delText",
    b"w:rt",
    b"mc:Fallback",
    b"w:pPrChange",
    b"w:sectPr",
    b"w:rPr",
    b"w:tblPr",
];

/// Reads a document.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Rendered, Diagnostic> {
    let mut package = Package::open(name, bytes)?;
    let mut body = Body::default();
    if let Some(part) = package.part("word/styles.xml")? {
        body.numbering.read_styles(name, &part)?;
    }
    if let Some(part) = package.part("word/numbering.xml")? {
        body.numbering.read(name, &part)?;
    }
    for part in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(xml) = package.part(part)? {
            read_notes(name, &xml, &mut body.notes)?;
        }
    }
    let document = package.part("word/document.xml")?.unwrap_or_default();
    walk(name, &document, |node| {
        body.event(node);
        body.prose.check_size(name)
    })?;
    Ok((body.prose.finish(), READER.to_owned(), Vec::new()))
}

/// The words of notes, by kind of reference and number.
fn read_notes(
    name: &str,
    xml: &[u8],
    notes: &mut HashMap<(bool, String), String>,
) -> Result<(), Diagnostic> {
    let mut id = None;
    let (mut text, mut in_text) = (String::new(), false);
    walk(name, xml, |node| {
        match node {
            Node::Start(tag) => match tag.name().as_ref() {
                element @ (b"w:footnote" | b"w:endnote") => {
                    id = attribute(tag, "w:id").map(|id| (element == b"w:endnote", id));
                    text.clear();
                }
                b"w:t" => in_text = true,
                b"w:tab" | b"w:br" => text.push(' '),
                _ => {}
            },
            Node::Text(words) if in_text => text.push_str(words),
            Node::End(b"w:t") => in_text = false,
            Node::End(b"w:p") => text.push(' '),
            Node::End(b"w:footnote" | b"w:endnote") => {
                if let Some(id) = id.take() {
                    notes.insert(id, text.trim().to_owned());
                }
            }
            Node::Text(_) | Node::End(_) => {}
        }
        Ok(())
    })
}

/// How a level of a list shows its number.
#[derive(Clone, Debug, Default)]
struct Level {
    format: String,
    /// With `%1` for the number of the first level, and so on.
    text: String,
    start: u32,
}

/// The lists of a document.
#[derive(Debug, Default)]
struct Numbering {
    /// Levels by abstract list.
    abstracts: HashMap<String, HashMap<usize, Level>>,
    /// The abstract list of each list.
    lists: HashMap<String, String>,
    /// The list and level of paragraph styles.
    styles: HashMap<String, (Option<String>, usize)>,
    /// Styles of the lines of a table of contents.
    contents: Vec<String>,
    /// The numbers so far, by abstract list and level.
    counts: HashMap<String, Vec<u32>>,
}

impl Numbering {
    fn read(&mut self, name: &str, xml: &[u8]) -> Result<(), Diagnostic> {
        let (mut abstracted, mut list, mut level) = (None, None, None::<usize>);
        walk(name, xml, |node| {
            let Node::Start(tag) = node else {
                if let Node::End(b"w:lvl") = node {
                    level = None;
                }
                return Ok(());
            };
            let value = || attribute(tag, "w:val").unwrap_or_default();
            let of_level = |name: &str| attribute(tag, name)?.parse().ok();
            match tag.name().as_ref() {
                b"w:abstractNum" => abstracted = attribute(tag, "w:abstractNumId"),
                b"w:lvl" => level = of_level("w:ilvl"),
                b"w:num" => list = attribute(tag, "w:numId"),
                b"w:abstractNumId" => {
                    if let Some(list) = &list {
                        self.lists.insert(list.clone(), value());
                    }
                }
                element => {
                    if let (Some(id), Some(level)) = (&abstracted, level)
                        && list.is_none()
                    {
                        let levels = self.abstracts.entry(id.clone()).or_default();
                        let level = levels.entry(level).or_insert_with(|| Level {
                            start: 1,
                            ..Level::default()
                        });
                        match element {
                            b"w:numFmt" => level.format = value(),
                            b"w:lvlText" => level.text = value(),
                            b"w:start" => level.start = value().parse().unwrap_or(1),
                            _ => {}
                        }
                    }
                }
            }
            Ok(())
        })
    }

    fn read_styles(&mut self, name: &str, xml: &[u8]) -> Result<(), Diagnostic> {
        let mut style = None;
        walk(name, xml, |node| {
            let Node::Start(tag) = node else {
                return Ok(());
            };
            let value = || attribute(tag, "w:val").unwrap_or_default();
            match tag.name().as_ref() {
                b"w:style" => style = attribute(tag, "w:styleId"),
                b"w:name" => {
                    let name = value().to_ascii_lowercase();
                    if name.starts_with("toc ") {
                        self.contents.extend(style.clone());
                    }
                }
                b"w:numId" => {
                    if let Some(style) = &style {
                        self.styles.entry(style.clone()).or_default().0 = Some(value());
                    }
                }
                b"w:ilvl" => {
                    if let Some(style) = &style {
                        self.styles.entry(style.clone()).or_default().1 =
                            value().parse().unwrap_or(0);
                    }
                }
                _ => {}
            }
            Ok(())
        })
    }

    /// The next number of a list, as it is shown.
    fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let id = self.lists.get(list)?;
        let levels = self.abstracts.get(id)?;
        let counts = self.counts.entry(id.clone()).or_default();
        counts.truncate(level + 1);
        while counts.len() <= level {
            // A level that is not shown itself counts as begun.
            let start = levels.get(&counts.len()).map_or(1, |level| level.start);
            let begun = u32::from(counts.len() < level);
            counts.push((start + begun).saturating_sub(1));
        }
        counts[level] += 1;
        let mut text = levels.get(&level)?.text.clone();
        for (at, &count) in counts.iter().enumerate() {
            let sign = format!("%{}", at + 1);
            if text.contains(&sign) {
                let format = &levels.get(&at)?.format;
                text = text.replace(&sign, &list::number(format, count)?);
            }
        }
        // Bullets are signs of fonts that have no letters.
        let bullet = levels.get(&level)?.format == "bullet";
        if bullet {
            Some("• ".to_owned())
        } else {
            Some(text)
        }
    }
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    list: Option<String>,
    level: Option<usize>,
    style: Option<String>,
}

#[derive(Default)]
struct Table {
    row: Vec<Cell>,
    cell: Option<Cell>,
    /// Columns that the cell takes.
    width: usize,
    /// Whether the cell belongs to the one above it.
    merged: bool,
}

/// The text that is being read.
#[derive(Default)]
struct Body {
    prose: Prose,
    numbering: Numbering,
    notes: HashMap<(bool, String), String>,
    /// Paragraphs that are open: a text box in one holds others.
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    in_text: bool,
    unseen: usize,
}

impl Body {
    fn event(&mut self, node: &Node) {
        match node {
            Node::Start(tag) => {
                let name = tag.name();
                let name = name.as_ref();
                if self.unseen > 0 || UNSEEN.contains(&name) {
                    self.unseen += 1;
                } else {
                    self.start(name, tag);
                }
            }
            Node::End(name) => {
                if self.unseen > 0 {
                    self.unseen -= 1;
                } else {
                    self.end(name);
                }
            }
            Node::Text(text) => {
                if self.in_text && self.unseen == 0 {
                    self.push(text);
                }
            }
        }
    }

    fn start(&mut self, name: &[u8], tag: &BytesStart) {
        let value = || attribute(tag, "w:val").unwrap_or_default();
        match name {
            b"w:p" => self.paragraphs.push(Paragraph::default()),
            b"w:t" => self.in_text = true,
            b"w:tab" if self.unseen == 0 => {
                let contents = self
                    .paragraphs
                    .last()
                    .is_some_and(|open| self.is_contents(open));
                // What leads to the page number in a table of contents.
                self.push(if contents { "……" } else { "\t" });
            }
            b"w:br" | b"w:cr" => self.push("\n"),
            b"w:noBreakHyphen" => self.push("-"),
            b"w:footnoteReference" | b"w:endnoteReference" => {
                let id = attribute(tag, "w:id").unwrap_or_default();
                let words = self
                    .notes
                    .get(&(name == b"w:endnoteReference", id))
                    .cloned();
                if let Some(words) = words {
                    let (number, mark) = self.prose.reference();
                    self.push(&mark);
                    self.prose.note(number, &words);
                }
            }
            b"w:pStyle" => {
                let style = value();
                self.paragraph(|open| open.style = Some(style));
            }
            b"w:numId" => {
                let list = value();
                self.paragraph(|open| open.list = Some(list));
            }
            b"w:ilvl" => {
                let level = value().parse().ok();
                self.paragraph(|open| open.level = level);
            }
            // Tab stops of a paragraph are no tabs in it.
            b"w:tabs" => self.unseen += 1,
            b"w:tbl" => self.tables.push(Table::default()),
            b"w:tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.cell = Some(Cell::new());
                    (table.width, table.merged) = (1, false);
                }
            }
            b"w:gridSpan" => {
                if let Some(table) = self.tables.last_mut() {
                    table.width = value().parse().unwrap_or(1).clamp(1, 64);
                }
            }
            b"w:vMerge" => {
                if let Some(table) = self.tables.last_mut() {
                    table.merged = value() != "restart";
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"w:t" => self.in_text = false,
            b"w:p" => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.write(paragraph);
                }
            }
            b"w:tc" => {
                if let Some(table) = self.tables.last_mut()
                    && let Some(cell) = table.cell.take()
                {
                    table
                        .row
                        .push(if table.merged { Cell::new() } else { cell });
                    table.row.extend((1..table.width).map(|_| Cell::new()));
                }
            }
            b"w:tr" => {
                let Some(table) = self.tables.last_mut() else {
                    return;
                };
                let row = std::mem::take(&mut table.row);
                let outer = self.tables.len().checked_sub(2);
                match outer.and_then(|at| self.tables[at].cell.as_mut()) {
                    Some(cell) => {
                        let cells = row.iter().map(|cell| cell.join(" "));
                        cell.push(cells.collect::<Vec<_>>().join(" "));
                    }
                    None => self.prose.row(&row),
                }
            }
            b"w:tbl" => {
                self.tables.pop();
                if self.tables.is_empty() {
                    self.prose.end_table();
                }
            }
            _ => {}
        }
    }

    fn is_contents(&self, paragraph: &Paragraph) -> bool {
        let style = paragraph.style.as_ref();
        style.is_some_and(|style| self.numbering.contents.contains(style))
    }

    fn paragraph(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(open) = self.paragraphs.last_mut() {
            change(open);
        }
    }

    fn push(&mut self, text: &str) {
        self.paragraph(|open| open.text.push_str(text));
    }

    fn write(&mut self, paragraph: Paragraph) {
        let own = paragraph
            .style
            .as_ref()
            .and_then(|style| self.numbering.styles.get(style));
        let list = paragraph
            .list
            .clone()
            .or_else(|| own.and_then(|(list, _)| list.clone()));
        let level = paragraph
            .level
            .or(own.map(|(_, level)| *level))
            .unwrap_or(0)
            .min(8);
        let mut text = paragraph.text;
        if let Some(list) = list
            && !text.trim().is_empty()
            && let Some(marker) = self.numbering.next(&list, level)
        {
            text.insert_str(0, &marker);
        }
        match self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            Some(cell) => cell.push(text),
            None => self.prose.paragraph(&text),
        }
    }
}
