//! HTML: the words of a page, as a browser without scripts shows them.

use std::ops::Range;

use encoding_rs::Encoding;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::kind::find;
use super::prose::{Cell, Prose};
use super::{READER, Rendered, decode, text};
use crate::diagnostic::{Diagnostic, Severity};

/// Elements whose content is not text of the page.
const UNSEEN: [&str; 19] = [
    "head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "canvas",
    "audio", "video", "button", "select", "textarea", "datalist", "rt", "rp", "title",
];

/// Words of a line that are struck out.
const STRUCK: [&str; 3] = ["del", "s", "strike"];

/// Elements around the page that are the same on every page of a site.
const FURNITURE: [&str; 3] = ["nav", "footer", "aside"];

/// Elements that begin a line of their own.
const BLOCKS: [&str; 41] = [
    "address",
    "article",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "ol",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
    "footer",
];

/// Elements that have no end tag.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Bytes in which a page says its encoding.
const PRESCAN: usize = 1024;

/// Reads a page; `title` is where its title stands.
///
/// What a browser shows as the title of the window is put above the text, where neither a heading nor
/// a line of the text says it.
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    title: &mut Option<Range<usize>>,
) -> Result<Rendered, Diagnostic> {
    let (text, notes) = decoded(name, bytes)?;
    let mains = Tokenizer::new(text.as_str())
        .flatten()
        .filter(|token| matches!(token, Token::StartTag(tag) if &**tag.name == b"main"))
        .count();
    let render = |furniture| Page::new(mains == 1, furniture).render(name, &text);
    // An element that is never closed would swallow the rest.
    let mut page = render(false)?;
    if page.swallowed || page.text.trim().is_empty() {
        page = render(true)?;
    }
    let mut text = page.text;
    // A heading that only repeats the name of the site is that of no page.
    let is_site = |heading: &Range<usize>| {
        let words = &text[heading.clone()];
        let is_part = |part: &Range<usize>| &page.title[part.clone()] == words;
        parts_of_title(&page.title).iter().skip(1).any(is_part)
            && !is_part(&name_of_page(&page.title))
    };
    let heading = page.heading.filter(|heading| !is_site(heading));
    *title = heading.or_else(|| line_of_title(&text, &page.title));
    let named = page.title.chars().any(char::is_alphanumeric);
    if title.is_none() && named && !text.trim().is_empty() {
        *title = Some(name_of_page(&page.title));
        text.insert_str(0, &format!("{}\n", page.title));
    }
    Ok((text, READER.to_owned(), notes))
}

/// A page as it was read.
struct Read {
    text: String,
    /// Where its heading stands.
    heading: Option<Range<usize>>,
    /// What its `title` element says.
    title: String,
    /// Whether an element that is not shown reached to its end.
    swallowed: bool,
}

/// What sets the name of a page apart from that of its site.
const BESIDE_SITE: [&str; 8] = [" | ", "｜", " - ", " – ", " — ", " :: ", "::", " » "];

/// The parts of the title of a page: its name and that of the site.
fn parts_of_title(title: &str) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = std::iter::once(0..title.len()).collect();
    for mark in BESIDE_SITE {
        parts = parts
            .into_iter()
            .flat_map(|part| {
                let mut start = part.start;
                let mut pieces = Vec::new();
                for (at, _) in title[part.clone()].match_indices(mark) {
                    pieces.push(start..part.start + at);
                    start = part.start + at + mark.len();
                }
                pieces.push(start..part.end);
                pieces
            })
            .collect();
    }
    let trimmed = |part: Range<usize>| {
        let words = &title[part.clone()];
        let start = part.start + words.len() - words.trim_start().len();
        start..start + words.trim().len()
    };
    parts.into_iter().map(trimmed).collect()
}

/// The name of a page in its title, without that of the site: the first part that says something.
fn name_of_page(title: &str) -> Range<usize> {
    let mut parts = parts_of_title(title).into_iter();
    parts
        .find(|part| !part.is_empty())
        .unwrap_or(0..title.len())
}

/// The line among the first ones that says what the title of the page does.
fn line_of_title(text: &str, title: &str) -> Option<Range<usize>> {
    const FIRST: usize = 20;
    if title.is_empty() {
        return None;
    }
    let name = &title[name_of_page(title)];
    let mut start = 0;
    for line in text.split_inclusive('\n').take(FIRST) {
        let words = line.trim_end();
        if words == name || words == title {
            return Some(start..start + words.len());
        }
        start += line.len();
    }
    None
}

/// The text of a page in the encoding that it declares, or in one that can be told.
fn decoded(name: &str, bytes: &[u8]) -> Result<(String, Vec<Diagnostic>), Diagnostic> {
    let marked = Encoding::for_bom(bytes).is_some();
    let declared = if marked {
        None
    } else {
        declared(&bytes[..bytes.len().min(PRESCAN)])
    };
    if let Some(encoding) = declared
        && encoding != encoding_rs::UTF_8
        && str::from_utf8(bytes).is_err()
    {
        let (text, _, wrong) = encoding.decode(bytes);
        text::refuse_control(name, &text)?;
        let notes = wrong.then(|| Diagnostic {
            severity: Severity::Warning,
            code: "source-encoding",
            message: format!(
                "{name} says that it is {}, but some bytes are not (shown as U+FFFD)",
                encoding.name()
            ),
            place: None,
            help: Some("save the page from the browser as UTF-8".to_owned()),
        });
        return Ok((text.into_owned(), notes.into_iter().collect()));
    }
    let (source, notes) = decode(name, bytes)?;
    Ok((source.text, notes))
}

/// The encoding that a `meta` element names, by the WHATWG's table of labels.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.to_ascii_lowercase();
    let rest = &head[find(&head, b"charset")? + b"charset".len()..];
    let label: Vec<u8> = rest
        .iter()
        .copied()
        .skip_while(|b| b.is_ascii_whitespace() || matches!(b, b'=' | b'"' | b'\''))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))
        .collect();
    // What could be read this far is a superset of ASCII.
    Encoding::for_label(&label).filter(|e| e.is_ascii_compatible())
}

/// A table that is being read.
#[derive(Default)]
struct Table {
    row: Vec<Cell>,
    cell: Option<Cell>,
    /// Rows that a cell reaches down to, by column.
    spans: Vec<usize>,
    /// The same of the cells of this row.
    reaches: usize,
    cell_width: usize,
}

/// A page that is being read.
struct Page {
    prose: Prose,
    line: String,
    /// White space waits for the word after it.
    space: Option<char>,
    tables: Vec<Table>,
    /// The number of the next item of each open list, or none for bullets.
    lists: Vec<Option<u32>>,
    marker: Option<String>,
    /// What is being passed over, with the elements of its name inside it.
    unseen: Option<(Vec<u8>, usize)>,
    preformatted: usize,
    raised: usize,
    only_main: bool,
    in_main: bool,
    furniture: bool,
    /// What is being read that names the page.
    naming: Option<Naming>,
    /// What the `title` element says.
    title: String,
}

/// What names a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Naming {
    /// A heading of the first level.
    Heading,
    /// The `title` element.
    Title,
}

impl Page {
    fn new(only_main: bool, furniture: bool) -> Self {
        Self {
            prose: Prose::default(),
            line: String::new(),
            space: None,
            tables: Vec::new(),
            lists: Vec::new(),
            marker: None,
            unseen: None,
            preformatted: 0,
            raised: 0,
            only_main,
            in_main: false,
            furniture,
            naming: None,
            title: String::new(),
        }
    }

    /// The text and what the page says of it.
    fn render(mut self, name: &str, html: &str) -> Result<Read, Diagnostic> {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
            match token {
                Token::StartTag(tag) => self.start(&tag),
                Token::EndTag(tag) => self.end(&tag.name),
                Token::String(text) => self.text(&String::from_utf8_lossy(&text)),
                _ => {}
            }
            self.prose.check_size(name)?;
        }
        self.flush();
        while let Some(mut table) = self.tables.pop() {
            self.close_row(&mut table);
        }
        let title = self.title.split_whitespace().collect::<Vec<_>>();
        Ok(Read {
            heading: self.prose.title(),
            title: title.join(" "),
            swallowed: self.unseen.is_some(),
            text: self.prose.finish(),
        })
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let name: &[u8] = &tag.name;
        // A drawing has titles, too.
        let in_head = self.unseen.as_ref().is_none_or(|(of, _)| of == b"head");
        if name == b"title" && in_head && self.title.is_empty() {
            self.naming = Some(Naming::Title);
        } else if self.naming == Some(Naming::Title) {
            self.naming = None;
        }
        self.end_struck(name);
        if let Some((unseen, depth)) = &mut self.unseen {
            *depth += usize::from(*unseen == name && !tag.self_closing);
            return;
        }
        let name = String::from_utf8_lossy(name).into_owned();
        let name = name.as_str();
        let furniture = !self.furniture && FURNITURE.contains(&name);
        let unseen = UNSEEN.contains(&name) || STRUCK.contains(&name) || furniture;
        if unseen || hidden(tag) && !VOID.contains(&name) {
            if !tag.self_closing {
                self.unseen = Some((tag.name.to_vec(), 0));
            }
            return;
        }
        if BLOCKS.contains(&name) {
            self.flush();
        }
        let attribute = |name: &[u8]| {
            let value = tag.attributes.get(name)?;
            String::from_utf8_lossy(value).trim().parse::<u32>().ok()
        };
        match name {
            "main" => self.in_main = true,
            "h1" => self.naming = Some(Naming::Heading),
            "pre" => self.preformatted += 1,
            "sup" => self.raised += 1,
            "ol" => self.lists.push(Some(attribute(b"start").unwrap_or(1))),
            "ul" | "menu" => self.lists.push(None),
            "li" => {
                self.marker = match self.lists.last_mut() {
                    Some(Some(next)) => {
                        let value = attribute(b"value").unwrap_or(*next);
                        *next = value.saturating_add(1);
                        Some(format!("{value}. "))
                    }
                    _ => Some("• ".to_owned()),
                };
            }
            "table" => self.tables.push(Table::default()),
            "tr" => {
                self.close_cell();
                if let Some(mut table) = self.tables.pop() {
                    self.close_row(&mut table);
                    self.tables.push(table);
                }
            }
            "td" | "th" => self.open_cell(
                attribute(b"rowspan").unwrap_or(1),
                attribute(b"colspan").unwrap_or(1),
            ),
            _ => {}
        }
    }

    /// Words that are struck out end with their line at the latest, so that an element that is never
    /// closed swallows no more.
    fn end_struck(&mut self, name: &[u8]) {
        let is_any = |of: &[&str], name: &[u8]| of.iter().any(|known| known.as_bytes() == name);
        let struck = self.unseen.as_ref();
        if struck.is_some_and(|(of, _)| is_any(&STRUCK, of)) && is_any(&BLOCKS, name) {
            self.unseen = None;
        }
    }

    fn end(&mut self, name: &[u8]) {
        if name == b"title" && self.naming == Some(Naming::Title) {
            self.naming = None;
        }
        self.end_struck(name);
        if let Some((unseen, depth)) = &mut self.unseen {
            if *unseen == name {
                if *depth == 0 {
                    self.unseen = None;
                } else {
                    *depth -= 1;
                }
            }
            return;
        }
        let name = String::from_utf8_lossy(name);
        if BLOCKS.contains(&&*name) {
            self.flush();
        }
        match &*name {
            "main" => self.in_main = false,
            "h1" => self.naming = None,
            "pre" => self.preformatted = self.preformatted.saturating_sub(1),
            "sup" => self.raised = self.raised.saturating_sub(1),
            "ol" | "ul" | "menu" => {
                self.lists.pop();
            }
            "li" => self.marker = None,
            "td" | "th" => self.close_cell(),
            "tr" => {
                self.close_cell();
                if let Some(mut table) = self.tables.pop() {
                    self.close_row(&mut table);
                    self.tables.push(table);
                }
            }
            "table" => {
                self.close_cell();
                if let Some(mut table) = self.tables.pop() {
                    self.close_row(&mut table);
                    if self.tables.is_empty() {
                        self.prose.end_table();
                    }
                }
            }
            _ => {}
        }
    }

    fn open_cell(&mut self, rows: u32, columns: u32) {
        self.close_cell();
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        // Cells above reach down into this row.
        while table
            .spans
            .get(table.row.len())
            .is_some_and(|&rows| rows > 0)
        {
            let column = table.row.len();
            table.spans[column] -= 1;
            table.row.push(Cell::new());
        }
        table.cell = Some(Cell::new());
        table.reaches = rows.saturating_sub(1).min(10_000) as usize;
        table.cell_width = columns.clamp(1, 64) as usize;
    }

    fn close_cell(&mut self) {
        self.flush();
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        if let Some(cell) = table.cell.take() {
            let column = table.row.len();
            if table.spans.len() <= column {
                table.spans.resize(column + 1, 0);
            }
            table.spans[column] = table.reaches;
            table.row.push(cell);
            for _ in 1..table.cell_width {
                table.row.push(Cell::new());
            }
        }
    }

    fn close_row(&mut self, table: &mut Table) {
        if let Some(cell) = table.cell.take() {
            table.row.push(cell);
        }
        let row = std::mem::take(&mut table.row);
        if row.is_empty() {
            return;
        }
        for column in row.len()..table.spans.len() {
            table.spans[column] = table.spans[column].saturating_sub(1);
        }
        match self.tables.last_mut().and_then(|outer| outer.cell.as_mut()) {
            // A table in a table: its rows are lines of the cell.
            Some(cell) => {
                let cells = row.iter().map(|cell| cell.join(" "));
                cell.push(cells.collect::<Vec<_>>().join(" "));
            }
            None => self.prose.row(&row),
        }
    }

    fn text(&mut self, text: &str) {
        if self.naming == Some(Naming::Title) {
            self.title.push_str(text);
        }
        if self.unseen.is_some() || self.only_main && !self.in_main {
            return;
        }
        let raised =
            self.raised > 0 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        for c in text.chars() {
            if c == '\n' && self.preformatted > 0 {
                self.flush();
            } else if c == '\u{3000}' {
                self.line.push(c);
            } else if c.is_whitespace() {
                // A line end between two wide characters is no space (CSS Text 3, 4.1.3).
                if self.space.is_none() || c != '\n' {
                    self.space = Some(if c == '\n' || c == '\r' { '\n' } else { ' ' });
                }
            } else {
                if let Some(space) = self.space.take()
                    && let Some(before) = self.line.chars().next_back()
                    && !(space == '\n' && wide(before) && wide(c))
                {
                    self.line.push(' ');
                }
                if self.line.is_empty()
                    && let Some(marker) = self.marker.take()
                    && !numbered(text)
                {
                    self.line.push_str(&marker);
                }
                self.line.push(if raised { raise(c) } else { c });
            }
        }
    }

    /// Ends a line: it is a paragraph, or one of a cell.
    fn flush(&mut self) {
        self.space = None;
        let line = std::mem::take(&mut self.line);
        if line.trim().is_empty() {
            return;
        }
        match self.tables.last_mut() {
            Some(table) if table.cell.is_some() => {
                if let Some(cell) = &mut table.cell {
                    cell.push(line);
                }
            }
            _ if self.naming == Some(Naming::Heading) => self.prose.heading(&line),
            _ => self.prose.paragraph(&line),
        }
    }
}

/// Whether an element says that it is not shown.
fn hidden(tag: &StartTag<()>) -> bool {
    let style = tag.attributes.get(b"style".as_slice());
    let style = style.map(|style| {
        let style = String::from_utf8_lossy(style).to_ascii_lowercase();
        style.split_whitespace().collect::<String>()
    });
    tag.attributes.contains_key(b"hidden".as_slice())
        || style.is_some_and(|style| style.contains("display:none"))
}

/// Whether an item says its own number or sign: `一、`, `(1)`, `2.`, `•`.
pub(super) fn numbered(text: &str) -> bool {
    let text = text.trim_start();
    let inner = text.trim_start_matches(['(', '（']);
    let digits = inner
        .chars()
        .take_while(|c| {
            c.is_ascii_digit() || "一二三四五六七八九十壹貳參肆伍陸柒捌玖拾".contains(*c)
        })
        .map(char::len_utf8)
        .sum::<usize>();
    digits > 0 && inner[digits..].starts_with(['、', '.', '．', ')', '）'])
        || text.starts_with(['•', '●', '■', '◆', '-', '–', '*', '①', '②', '③'])
}

/// Characters between which no space stands where a line ends.
pub(super) fn wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

fn raise(c: char) -> char {
    let digit = c.to_digit(10).unwrap_or(0) as usize;
    super::prose::superscript(digit).chars().next().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        read("page.html", html.as_bytes(), &mut None)
            .expect("a page")
            .0
    }

    /// The title of a page, and its text.
    fn titled(html: &str) -> (Option<String>, String) {
        let mut title = None;
        let (text, ..) = read("page.html", html.as_bytes(), &mut title).expect("a page");
        (title.map(|title| text[title].to_owned()), text)
    }

    #[test]
    fn the_title_is_the_heading_or_what_the_window_says() {
        let page = |title: &str, body: &str| {
            titled(&format!(
                "<html><head><title>{title}</title></head><body>{body}"
            ))
        };
        let (title, text) = page("甲 | 某部", "<h1>乙</h1><p>文");
        assert_eq!((title.as_deref(), &*text), (Some("乙"), "乙\n文\n"));
        let (title, text) = page(
            "首長訪視離島醫療 | 某部",
            "<div>首長訪視離島醫療</div><p>文",
        );
        assert_eq!(title.as_deref(), Some("首長訪視離島醫療"));
        assert_eq!(text, "首長訪視離島醫療\n文\n");
        let (title, text) = page("首長訪視離島醫療 | 某部", "<p>文");
        assert_eq!(title.as_deref(), Some("首長訪視離島醫療"));
        assert_eq!(text, "首長訪視離島醫療 | 某部\n文\n");
        let (title, _) = page(
            "首長訪視離島醫療 | 某部",
            "<h1>某部</h1><h2>首長訪視離島醫療</h2>",
        );
        assert_eq!(title.as_deref(), Some("首長訪視離島醫療"));
        let (title, text) = page("", "<p>文<svg><title>圖</title></svg>");
        assert_eq!((title, &*text), (None, "文\n"));
    }

    #[test]
    fn scripts_styles_and_the_furniture_of_the_site_are_not_read() {
        let html = "<html><head><title>標題</title><style>p{}</style></head><body>\
            <nav><ul><li>首頁</li></ul></nav><script>var 唐鳳 = '<p>不是</p>';</script>\
            <h1>壹、目的</h1><p>國家發展\n委員會 &amp; OGP<br>出席</p><p hidden>隱藏</p>\
            <p style='display: none'>隱藏</p><footer>頁尾</footer></body></html>";
        assert_eq!(text(html), "標題\n壹、目的\n國家發展委員會 & OGP\n出席\n");
    }

    #[test]
    fn what_is_struck_out_is_not_read() {
        assert_eq!(text("<p>甲<del>乙</del><s>丙</s>丁"), "甲丁\n");
        // To the end of the line, if it is never closed.
        assert_eq!(
            text("<p>甲<s>乙<p>丙</p><ul><li>丁<del>戊</li><li>己"),
            "甲\n丙\n• 丁\n• 己\n"
        );
    }

    #[test]
    fn only_the_main_part_is_read_if_there_is_one() {
        assert_eq!(
            text("<body><div>選單</div><main><p>本文</p></main><div>其他</div>"),
            "本文\n"
        );
    }

    #[test]
    fn an_element_that_is_never_closed_swallows_nothing() {
        assert_eq!(text("<body><nav><p>首頁<p>本文"), "首頁\n本文\n");
        assert_eq!(text("<p>本文<script>var a"), "本文\n");
    }

    #[test]
    fn rows_keep_their_columns() {
        let html = "<table><tr><th>單位<th>姓名<th>職稱<tr><td rowspan=2>外交部<td>王大明<td>司長\
            <tr><td>李小華<td>科長</table><p>後文";
        assert_eq!(
            text(html),
            "單位\t姓名\t職稱\n外交部\t王大明\t司長\n\t李小華\t科長\n\n後文\n"
        );
    }

    #[test]
    fn items_have_the_numbers_that_a_browser_shows() {
        assert_eq!(
            text("<ol start=3><li>甲<li>乙</ol><ul><li>丙<li>（一）丁</ul>"),
            "3. 甲\n4. 乙\n• 丙\n（一）丁\n"
        );
    }

    #[test]
    fn a_page_in_big5_or_gbk_says_so() {
        let page = "<html><meta charset=gbk><p>国家发展委员会";
        let (bytes, ..) = encoding_rs::GBK.encode(page);
        assert_eq!(
            read("a", &bytes, &mut None).expect("a page").0,
            "国家发展委员会\n"
        );
    }

    #[test]
    fn raised_digits_stay_raised() {
        assert_eq!(text("<p>會議<sup>1</sup>通過"), "會議¹通過\n");
    }
}
