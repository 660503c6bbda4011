//! Markdown: the words without the signs that lay them out.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::prose::{Cell, Prose, superscript};
use super::{READER, Rendered, decode, html};
use crate::diagnostic::Diagnostic;

/// Reads a text in CommonMark with tables, footnotes and front matter; `title` is where its title
/// stands.
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    title: &mut Option<Range<usize>>,
) -> Result<Rendered, Diagnostic> {
    let (source, notes) = decode(name, bytes)?;
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut pages = Pages::default();
    for event in Parser::new_ext(&source.text, options) {
        pages.event(event);
        pages.prose.check_size(name)?;
    }
    pages.flush();
    *title = pages.prose.title();
    Ok((pages.finish(), READER.to_owned(), notes))
}

/// Whether a tag of HTML ends a line: `<br>`, `<br/>`.
fn is_break(tag: &str) -> bool {
    let name = tag.trim_matches(|c: char| matches!(c, '<' | '>' | '/' | ' '));
    name.eq_ignore_ascii_case("br")
}

/// Whether a line begins with a label and a colon, so that the next label begins a line of its own:
/// `Present: Ana Lima`.
fn is_field(line: &str) -> bool {
    const LONGEST: usize = 5;
    line.split_once(':').is_some_and(|(label, value)| {
        let words = label.split_whitespace().count();
        label.starts_with(char::is_uppercase)
            && (1..=LONGEST).contains(&words)
            && label.chars().all(|c| c.is_alphabetic() || c == ' ')
            && (value.is_empty() || value.starts_with(' '))
    })
}

#[derive(Default)]
struct Pages {
    prose: Prose,
    line: String,
    row: Vec<Cell>,
    in_cell: bool,
    /// Whether a heading of the first level is being read.
    heads: bool,
    lists: Vec<Option<u64>>,
    /// The labels of footnotes in the order in which they are referred to.
    labels: Vec<String>,
    /// The footnote whose words are being read.
    note: Option<String>,
    notes: Vec<(usize, String)>,
    unseen: usize,
}

impl Pages {
    fn event(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) if self.unseen == 0 => self.line.push_str(&text),
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak => self.hard_break(),
            Event::InlineHtml(tag) if is_break(&tag) => self.hard_break(),
            Event::FootnoteReference(label) => {
                let at = self.labels.iter().position(|known| **known == *label);
                let at = at.unwrap_or_else(|| {
                    self.labels.push(label.to_string());
                    self.labels.len() - 1
                });
                self.line.push_str(&superscript(at + 1));
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            Tag::Paragraph if self.line.trim_end().len() < 8 && !self.line.is_empty() => {}
            Tag::Heading { level, .. } => {
                self.flush();
                self.heads = level == HeadingLevel::H1 && self.lists.is_empty();
            }
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::BlockQuote(_) => self.flush(),
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush();
                match self.lists.last_mut() {
                    Some(Some(next)) => {
                        self.line = format!("{next}. ");
                        *next += 1;
                    }
                    _ => "• ".clone_into(&mut self.line),
                }
            }
            Tag::TableCell => self.in_cell = true,
            Tag::FootnoteDefinition(label) => {
                self.flush();
                self.note = Some(label.to_string());
            }
            Tag::MetadataBlock(_) | Tag::Image { .. } | Tag::Strikethrough => self.unseen += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::TableCell => {
                self.in_cell = false;
                self.row.push(vec![std::mem::take(&mut self.line)]);
            }
            TagEnd::TableRow | TagEnd::TableHead => {
                let row = std::mem::take(&mut self.row);
                self.prose.row(&row);
            }
            TagEnd::Table => self.prose.end_table(),
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.note = None;
            }
            TagEnd::MetadataBlock(_) | TagEnd::Image | TagEnd::Strikethrough => self.unseen -= 1,
            TagEnd::Heading(_) => {
                self.flush();
                self.heads = false;
            }
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::Item => self.flush(),
            _ => {}
        }
    }

    /// A line of a paragraph ends: writers of Chinese end it after each numbered item, too.
    fn soft_break(&mut self) {
        self.line.push('\n');
    }

    /// A line ends where its writer wants it to: in a cell, which stands on one line, a part of it.
    fn hard_break(&mut self) {
        if self.in_cell {
            self.line.push('\n');
        } else {
            self.flush();
        }
    }

    fn flush(&mut self) {
        if self.in_cell {
            return;
        }
        let lines = std::mem::take(&mut self.line);
        let mut whole = String::new();
        for line in lines.split('\n').map(str::trim) {
            let joined = whole.chars().next_back().zip(line.chars().next());
            match joined {
                Some(_) if html::numbered(line) || is_field(line) && is_field(&whole) => {
                    self.write(&whole);
                    whole.clear();
                }
                Some((a, b)) if !(html::wide(a) && html::wide(b)) => whole.push(' '),
                _ => {}
            }
            whole.push_str(line);
        }
        self.write(&whole);
    }

    fn write(&mut self, line: &str) {
        if matches!(line, "" | "•") {
            return;
        }
        match &self.note {
            Some(label) => {
                let number = self.labels.iter().position(|known| known == label);
                self.notes
                    .extend(number.map(|at| (at + 1, line.to_owned())));
            }
            None if self.heads => self.prose.heading(line),
            None => self.prose.paragraph(line),
        }
    }

    /// The text, with the footnotes at its end, where Markdown shows them.
    fn finish(mut self) -> String {
        self.notes.sort_by_key(|(number, _)| *number);
        for (number, text) in std::mem::take(&mut self.notes) {
            self.prose.note(number, &text);
        }
        self.prose.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(markdown: &str) -> String {
        read("a.md", markdown.as_bytes(), &mut None)
            .expect("a text")
            .0
    }

    fn title(markdown: &str) -> Option<String> {
        let mut title = None;
        let (text, ..) = read("a.md", markdown.as_bytes(), &mut title).expect("a text");
        title.map(|title| text[title].to_owned())
    }

    #[test]
    fn what_is_struck_out_is_not_read() {
        assert_eq!(text("甲~~乙~~丙\n\n~~丁~~\n"), "甲丙\n");
    }

    #[test]
    fn the_heading_of_the_whole_is_the_title() {
        assert_eq!(title("# 甲報告\n\n文\n").as_deref(), Some("甲報告"));
        assert_eq!(title("前\n\n# 甲\n\n## 乙\n").as_deref(), Some("甲"));
        assert_eq!(title("# 甲\n\n# 乙\n").as_deref(), Some("甲"));
        assert_eq!(title("前\n\n# 甲\n\n# 乙\n"), None);
        assert_eq!(title("# 壹、目的\n\n文\n"), None);
        assert_eq!(title("## 甲\n\n文\n"), None);
    }

    #[test]
    fn signs_go_and_words_stay() {
        assert_eq!(
            text(
                "---\ntitle: x\n---\n# 壹、目的\n\n**唐鳳**政務\n委員[率團](http://a.example)\n\n- 甲\n- 乙\n\n3. 丙\n"
            ),
            "壹、目的\n唐鳳政務委員率團\n• 甲\n• 乙\n3. 丙\n"
        );
    }

    #[test]
    fn labels_after_a_soft_break_begin_lines() {
        assert_eq!(
            text("Chair: Ana Lima\nPresent: Bo Berg,\nCy Young\nApologies: Di Ross\n"),
            "Chair: Ana Lima\nPresent: Bo Berg, Cy Young\nApologies: Di Ross\n"
        );
        assert_eq!(text("It said\nso: here\n"), "It said so: here\n");
    }

    #[test]
    fn numbered_lines_are_paragraphs() {
        assert_eq!(
            text("一、甲方\n同意\n二、乙方\n"),
            "一、甲方同意\n二、乙方\n"
        );
    }

    #[test]
    fn tables_have_rows() {
        assert_eq!(
            text("| 單位 | 姓名 |\n|---|---|\n| 外交部 | 王大明 |\n| | 李小華 |\n\n後文\n"),
            "單位\t姓名\n外交部\t王大明\n李小華\n\n後文\n"
        );
    }

    #[test]
    fn a_break_parts_the_lines_of_a_cell() {
        assert_eq!(
            text("| 日期 | 行程 | 地點 |\n|---|---|---|\n| 3/5 | 甲<br>乙 | 丙 |\n"),
            "日期\t行程\t地點\n3/5\t甲 乙\t丙\n\n"
        );
        assert_eq!(text("甲<br/>乙\n"), "甲\n乙\n");
    }

    #[test]
    fn footnotes_stand_below_a_rule() {
        assert_eq!(
            text("會議[^a]通過。\n\n[^a]: 註釋。\n"),
            "會議¹通過。\n____________\n¹ 註釋。\n\n"
        );
    }
}
