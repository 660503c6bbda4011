//! OpenDocument Text, packed (`.odt`) or flat (`.fodt`).

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::package::{Package, encrypted};
use super::prose::{Cell, Prose};
use super::{READER, Rendered, list};
use crate::diagnostic::Diagnostic;

/// Elements that are not text of the page: what was deleted, remarks, readings, the table of
/// contents (its headings stand in the text again).
const UNSEEN: [&[u8]; 12] = [
    b"text:tracked-changes",
    b"office:annotation",
    b"office:annotation-end",
    b"text:ruby-text",
    b"text:table-of-content",
    b"text:note-citation",
    b"office:forms",
    b"svg:title",
    b"svg:desc",
    b"office:scripts",
    b"office:settings",
    b"office:meta",
];

/// Reads a document.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Rendered, Diagnostic> {
    let mut styles = Styles::default();
    let content = if bytes.starts_with(b"PK") {
        let mut package = Package::open(name, bytes)?;
        let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
        if super::kind::find(&manifest, b"encryption-data").is_some() {
            return Err(encrypted(name));
        }
        if let Some(part) = package.part("styles.xml")? {
            styles.read(name, &part)?;
        }
        package.part("content.xml")?.ok_or_else(|| {
            Diagnostic::error(
                "source-office",
                format!("{name} is an ODT file without content.xml"),
            )
            .help("open it in a word processor and save it anew")
        })?
    } else {
        bytes
            .strip_prefix(b"\xEF\xBB\xBF")
            .unwrap_or(bytes)
            .to_vec()
    };
    styles.read(name, &content)?;
    let mut body = Body {
        styles,
        ..Body::default()
    };
    walk(name, &content, |event| {
        body.event(event);
        body.prose.check_size(name)
    })?;
    Ok((body.prose.finish(), READER.to_owned(), Vec::new()))
}

/// What an XML part consists of, for the readers of office files.
pub(super) enum Node<'e> {
    Start(&'e BytesStart<'e>),
    End(&'e [u8]),
    Text(&'e str),
}

/// Walks through an XML part; an empty element is a start and an end.
///
/// Entities other than XML's own five are refused: a report has none, and they can be made to
/// expand without end.
pub(super) fn walk(
    name: &str,
    xml: &[u8],
    mut visit: impl FnMut(&Node) -> Result<(), Diagnostic>,
) -> Result<(), Diagnostic> {
    let wrong = |message: String, at: u64| {
        Diagnostic::error(
            "source-office",
            format!("the XML in {name} is damaged: {message} (byte {at})"),
        )
        .help("open it in a word processor and save it anew")
    };
    let mut reader = Reader::from_reader(xml);
    let mut depth = 0_usize;
    loop {
        let at = reader.buffer_position();
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                if depth > 2000 {
                    return Err(wrong("it is nested too deeply".to_owned(), at));
                }
                visit(&Node::Start(&tag))?;
            }
            Ok(Event::Empty(tag)) => {
                visit(&Node::Start(&tag))?;
                visit(&Node::End(tag.name().as_ref()))?;
            }
            Ok(Event::End(tag)) => {
                depth = depth.saturating_sub(1);
                visit(&Node::End(tag.name().as_ref()))?;
            }
            Ok(Event::Text(text)) => {
                let text = text
                    .unescape()
                    .map_err(|error| wrong(error.to_string(), at))?;
                visit(&Node::Text(&text))?;
            }
            Ok(Event::CData(text)) => {
                let text = text
                    .decode()
                    .map_err(|error| wrong(error.to_string(), at))?;
                visit(&Node::Text(&text))?;
            }
            Ok(Event::DocType(_)) => {
                return Err(Diagnostic::error(
                    "source-office",
                    format!("the XML in {name} declares entities, which no word processor writes"),
                )
                .help("open it in a word processor and save it anew"));
            }
            Ok(Event::Eof) if depth > 0 => {
                return Err(wrong("it ends in the middle".to_owned(), at));
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(wrong(error.to_string(), at)),
        }
    }
}

/// The value of an attribute, by its whole name.
pub(super) fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    Some(attribute.unescape_value().ok()?.into_owned())
}

fn count(tag: &BytesStart, name: &str) -> Option<u32> {
    attribute(tag, name)?.trim().parse().ok()
}

/// How a level of a list shows its number.
#[derive(Clone, Debug, Default)]
struct Level {
    format: String,
    prefix: String,
    suffix: String,
    start: u32,
    /// Levels that are shown, this one included.
    shown: usize,
}

/// The list styles of a document, by name and level from 1.
#[derive(Debug, Default)]
struct Styles {
    lists: HashMap<String, HashMap<usize, Level>>,
}

impl Styles {
    fn read(&mut self, name: &str, xml: &[u8]) -> Result<(), Diagnostic> {
        let mut style = None;
        walk(name, xml, |node| {
            match node {
                Node::Start(tag) => match tag.name().as_ref() {
                    b"text:list-style" => style = attribute(tag, "style:name"),
                    // Numbers of headings.
                    b"text:outline-style" => style = Some(OUTLINE.to_owned()),
                    b"text:list-level-style-number" | b"text:outline-level-style" => {
                        if let Some(style) = &style
                            && let Some(level) = count(tag, "text:level")
                        {
                            let text = |name| attribute(tag, name).unwrap_or_default();
                            let shown = Level {
                                format: text("style:num-format"),
                                prefix: text("style:num-prefix"),
                                suffix: text("style:num-suffix"),
                                start: count(tag, "text:start-value").unwrap_or(1),
                                shown: count(tag, "text:display-levels").unwrap_or(1) as usize,
                            };
                            let levels = self.lists.entry(style.clone()).or_default();
                            levels.insert(level as usize, shown);
                        }
                    }
                    _ => {}
                },
                Node::End(b"text:list-style" | b"text:outline-style") => style = None,
                _ => {}
            }
            Ok(())
        })
    }

    /// The number before an item.
    fn marker(&self, style: &str, counts: &[u32]) -> Option<String> {
        let levels = self.lists.get(style)?;
        let level = levels.get(&counts.len())?;
        let first = counts.len().checked_sub(level.shown.max(1))?;
        let numbers: Vec<String> = (first..counts.len())
            .filter_map(|at| {
                let format = &levels.get(&(at + 1))?.format;
                list::number(format, counts[at])
            })
            .collect();
        let shown = numbers.join(".");
        (!shown.is_empty()).then(|| format!("{}{shown}{}", level.prefix, level.suffix))
    }
}

/// The name under which the numbers of headings are kept.
const OUTLINE: &str = "\0outline";

/// A list that is being read.
struct List {
    style: Option<String>,
    /// The number of its last item.
    number: u32,
}

/// The text that is being read.
#[derive(Default)]
struct Body {
    styles: Styles,
    prose: Prose,
    in_text: bool,
    /// Paragraphs that are open: a frame in one holds others.
    lines: Vec<String>,
    tables: Vec<Table>,
    lists: Vec<List>,
    /// The last number of each list, by its name, for those that go on.
    ended: HashMap<String, u32>,
    marker: Option<String>,
    headings: Vec<u32>,
    /// The number of the footnote that is being read, and its paragraphs.
    note: Option<(usize, Vec<String>)>,
    unseen: usize,
}

#[derive(Default)]
struct Table {
    row: Vec<Cell>,
    cell: Option<Cell>,
    repeated: u32,
}

impl Body {
    fn event(&mut self, node: &Node) {
        match node {
            Node::Start(tag) => {
                let name = tag.name();
                let name = name.as_ref();
                if self.unseen > 0 || UNSEEN.contains(&name) {
                    self.unseen += 1;
                } else if name == b"office:text" {
                    self.in_text = true;
                } else if self.in_text {
                    self.start(name, tag);
                }
            }
            Node::End(name) => {
                if self.unseen > 0 {
                    self.unseen -= 1;
                } else if *name == b"office:text" {
                    self.in_text = false;
                } else if self.in_text {
                    self.end(name);
                }
            }
            Node::Text(text) => {
                if self.unseen == 0
                    && let Some(line) = self.lines.last_mut()
                {
                    // White space in the file is one space, tabs and line ends have elements.
                    for c in text.chars() {
                        let c = if matches!(c, '\n' | '\r' | '\t') {
                            ' '
                        } else {
                            c
                        };
                        if c != ' ' || !line.ends_with(' ') {
                            line.push(c);
                        }
                    }
                }
            }
        }
    }

    fn start(&mut self, name: &[u8], tag: &BytesStart) {
        match name {
            b"text:p" => {
                let marker = self.marker.take().unwrap_or_default();
                self.lines.push(marker);
            }
            b"text:h" => {
                let level = count(tag, "text:outline-level").unwrap_or(1).clamp(1, 10) as usize;
                self.headings.resize(level, 0);
                self.headings[level - 1] += 1;
                let marker = self.marker.take();
                let own = || self.styles.marker(OUTLINE, &self.headings);
                let line = marker.or_else(own).unwrap_or_default();
                self.lines.push(line);
            }
            b"text:s" => {
                let spaces = count(tag, "text:c").unwrap_or(1).min(200) as usize;
                self.push(&" ".repeat(spaces));
            }
            b"text:tab" => self.push("\t"),
            b"text:line-break" => self.push("\n"),
            b"text:note" => {
                let (number, mark) = self.prose.reference();
                self.push(&mark);
                self.note = Some((number, Vec::new()));
            }
            b"text:list" => {
                let style = attribute(tag, "text:style-name")
                    .or_else(|| self.lists.last().and_then(|list| list.style.clone()));
                let goes_on = attribute(tag, "text:continue-numbering").as_deref() == Some("true")
                    || attribute(tag, "text:continue-list").is_some();
                let key = self.list_key(style.as_deref());
                let number = if goes_on {
                    self.ended.get(&key).copied()
                } else {
                    None
                };
                self.lists.push(List {
                    style,
                    number: number.unwrap_or(0),
                });
            }
            b"text:list-item" => {
                let level = self.lists.len();
                if let Some(list) = self.lists.last_mut() {
                    let first = list
                        .style
                        .as_ref()
                        .and_then(|style| Some(self.styles.lists.get(style)?.get(&level)?.start));
                    list.number = match count(tag, "text:start-value") {
                        Some(value) => value,
                        None if list.number == 0 => first.unwrap_or(1),
                        None => list.number + 1,
                    };
                }
                let counts: Vec<u32> = self.lists.iter().map(|list| list.number).collect();
                let style = self.lists.last().and_then(|list| list.style.as_deref());
                self.marker = style.and_then(|style| self.styles.marker(style, &counts));
            }
            b"table:table" => self.tables.push(Table::default()),
            b"table:table-cell" | b"table:covered-table-cell" => {
                if let Some(table) = self.tables.last_mut() {
                    table.cell = Some(Cell::new());
                    table.repeated = count(tag, "table:number-columns-repeated").unwrap_or(1);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"text:p" | b"text:h" => {
                if let Some(line) = self.lines.pop() {
                    self.paragraph(line);
                }
            }
            b"text:note" => {
                if let Some((number, lines)) = self.note.take() {
                    self.prose.note(number, &lines.join(" "));
                }
            }
            b"text:list" => {
                if let Some(list) = self.lists.pop() {
                    let key = self.list_key(list.style.as_deref());
                    self.ended.insert(key, list.number);
                }
            }
            b"text:list-item" => self.marker = None,
            b"table:table-cell" | b"table:covered-table-cell" => {
                if let Some(table) = self.tables.last_mut()
                    && let Some(cell) = table.cell.take()
                {
                    // Spreadsheets pasted into a text repeat empty cells to the edge.
                    let times = if cell.is_empty() {
                        1
                    } else {
                        table.repeated.clamp(1, 64)
                    };
                    table.row.extend(std::iter::repeat_n(cell, times as usize));
                }
            }
            b"table:table-row" => {
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
            b"table:table" => {
                self.tables.pop();
                if self.tables.is_empty() {
                    self.prose.end_table();
                }
            }
            _ => {}
        }
    }

    fn list_key(&self, style: Option<&str>) -> String {
        format!("{}/{}", style.unwrap_or_default(), self.lists.len())
    }

    fn push(&mut self, text: &str) {
        if let Some(line) = self.lines.last_mut() {
            line.push_str(text);
        }
    }

    fn paragraph(&mut self, line: String) {
        if let Some((_, lines)) = &mut self.note {
            lines.push(line);
        } else if let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            cell.push(line);
        } else {
            self.prose.paragraph(&line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(body: &str) -> String {
        let xml = format!(
            "<?xml version='1.0'?><office:document><office:automatic-styles>\
             <text:list-style style:name='L1'><text:list-level-style-number text:level='1' \
             style:num-format='一, 二, 三, ...' style:num-suffix='、'/></text:list-style>\
             </office:automatic-styles><office:body><office:text>{body}</office:text>\
             </office:body></office:document>"
        );
        read("a.fodt", xml.as_bytes()).expect("a document").0
    }

    #[test]
    fn paragraphs_lists_and_notes() {
        let body = "<text:h text:outline-level='1'>壹、目的</text:h>\
            <text:list text:style-name='L1'><text:list-item><text:p>甲<text:tab/>乙</text:p></text:list-item>\
            <text:list-item><text:p>丙<text:note><text:note-citation>1</text:note-citation>\
            <text:note-body><text:p>註。</text:p></text:note-body></text:note></text:p></text:list-item></text:list>\
            <text:p>丁<office:annotation><text:p>不是</text:p></office:annotation></text:p>";
        assert_eq!(
            text(body),
            "壹、目的\n一、甲\t乙\n二、丙¹\n____________\n¹ 註。\n\n丁\n"
        );
    }

    #[test]
    fn rows_of_tables() {
        let body = "<table:table><table:table-row><table:table-cell><text:p>單位</text:p></table:table-cell>\
            <table:table-cell><text:p>姓名</text:p></table:table-cell></table:table-row>\
            <table:table-row><table:covered-table-cell/><table:table-cell><text:p>王大明</text:p>\
            </table:table-cell></table:table-row></table:table><text:p>後文</text:p>";
        assert_eq!(text(body), "單位\t姓名\n王大明\n\n後文\n");
    }

    #[test]
    fn entities_are_refused() {
        let xml = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY a 'aaaa'>]><office:document/>";
        let error = read("a.fodt", xml.as_bytes()).expect_err("no document");
        assert_eq!(error.code, "source-office");
        assert!(error.message.contains("declares entities"), "{error:?}");
    }
}
