//! Plain pages: what a browser gets where no other page is made.
//!
//! HTML in its XML form, written by a writer of XML: no text can become a tag.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesText, Event};

use super::media::Media;

/// A page.
pub struct Page {
    /// The title, also the first heading.
    pub title: String,
    /// The language of the page, as a BCP 47 tag.
    pub language: String,
    /// The same in other forms, by path.
    pub alternates: Vec<(Media, String)>,
    /// What stands on it, in order.
    pub blocks: Vec<Block>,
}

/// A part of a page.
pub enum Block {
    /// A heading of a section.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// Text as it is: a query, a log.
    Source(String),
    /// Links, one per line.
    Links(Vec<Cell>),
    /// A table.
    Table {
        /// The names of the columns.
        head: Vec<String>,
        /// The rows, each with a cell per column.
        rows: Vec<Vec<Cell>>,
    },
    /// A form that asks a path with GET.
    Form {
        /// The path.
        action: String,
        /// The fields.
        fields: Vec<Field>,
        /// What the button says.
        button: String,
    },
}

/// A field of a form.
pub struct Field {
    /// The name under which the value is sent.
    pub name: String,
    /// What stands beside it.
    pub label: String,
    /// What it holds at first.
    pub value: String,
    /// What can be chosen; anything can be typed if empty.
    pub choices: Vec<String>,
    /// Whether it has several lines.
    pub is_long: bool,
}

/// A text, perhaps with a link and a language.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// What is read.
    pub text: String,
    /// Where it leads to.
    pub link: Option<String>,
    /// The language of the text, if it is not that of the page.
    pub language: Option<String>,
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }
}

impl Page {
    /// The page as HTML.
    pub fn write(&self) -> Vec<u8> {
        let mut writer = Writer::new(b"<!DOCTYPE html>\n".to_vec());
        // A writer into memory does not fail.
        let _ = self.write_to(&mut writer);
        let mut bytes = writer.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn write_to(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let html = writer
            .create_element("html")
            .with_attribute(("xmlns", "http://www.w3.org/1999/xhtml"))
            .with_attribute(("lang", self.language.as_str()));
        html.write_inner_content(|writer| {
            writer
                .create_element("head")
                .write_inner_content(|writer| {
                    writer
                        .create_element("meta")
                        .with_attribute(("charset", "utf-8"))
                        .write_empty()?;
                    writer
                        .create_element("meta")
                        .with_attributes([
                            ("name", "viewport"),
                            ("content", "width=device-width, initial-scale=1"),
                        ])
                        .write_empty()?;
                    text(writer, "title", &self.title)?;
                    for (media, path) in &self.alternates {
                        writer
                            .create_element("link")
                            .with_attributes([
                                ("rel", "alternate"),
                                ("type", media.types()[0]),
                                ("href", path),
                            ])
                            .write_empty()?;
                    }
                    Ok(())
                })?;
            writer
                .create_element("body")
                .write_inner_content(|writer| {
                    writer
                        .create_element("main")
                        .write_inner_content(|writer| {
                            text(writer, "h1", &self.title)?;
                            for block in &self.blocks {
                                block.write(writer)?;
                            }
                            Ok(())
                        })?;
                    Ok(())
                })?;
            Ok(())
        })?;
        Ok(())
    }
}

impl Block {
    fn write(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        match self {
            Self::Heading(heading) => text(writer, "h2", heading),
            Self::Text(paragraph) => text(writer, "p", paragraph),
            Self::Source(source) => text(writer, "pre", source),
            Self::Links(cells) => {
                writer.create_element("ul").write_inner_content(|writer| {
                    cells.iter().try_for_each(|cell| cell.write(writer, "li"))
                })?;
                Ok(())
            }
            Self::Table { head, rows } => write_table(writer, head, rows),
            Self::Form {
                action,
                fields,
                button,
            } => {
                let form = writer
                    .create_element("form")
                    .with_attributes([("action", action.as_str()), ("method", "get")]);
                form.write_inner_content(|writer| {
                    fields.iter().try_for_each(|field| field.write(writer))?;
                    writer
                        .create_element("p")
                        .write_inner_content(|writer| text(writer, "button", button))?;
                    Ok(())
                })?;
                Ok(())
            }
        }
    }
}

fn write_table(
    writer: &mut Writer<Vec<u8>>,
    head: &[String],
    rows: &[Vec<Cell>],
) -> io::Result<()> {
    writer
        .create_element("table")
        .write_inner_content(|writer| {
            writer
                .create_element("thead")
                .write_inner_content(|writer| {
                    writer.create_element("tr").write_inner_content(|writer| {
                        for name in head {
                            writer
                                .create_element("th")
                                .with_attribute(("scope", "col"))
                                .write_text_content(BytesText::new(&readable(name)))?;
                        }
                        Ok(())
                    })?;
                    Ok(())
                })?;
            writer
                .create_element("tbody")
                .write_inner_content(|writer| {
                    for row in rows {
                        writer.create_element("tr").write_inner_content(|writer| {
                            row.iter().try_for_each(|cell| cell.write(writer, "td"))
                        })?;
                    }
                    Ok(())
                })?;
            Ok(())
        })?;
    Ok(())
}

impl Field {
    fn write(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        writer.create_element("p").write_inner_content(|writer| {
            writer
                .create_element("label")
                .write_inner_content(|writer| {
                    writer.write_event(Event::Text(BytesText::new(&readable(&self.label))))?;
                    writer.write_event(Event::Text(BytesText::new(" ")))?;
                    let name = readable(&self.name);
                    let value = readable(&self.value);
                    if self.is_long {
                        writer
                            .create_element("textarea")
                            .with_attributes([("name", &*name), ("rows", "12"), ("cols", "80")])
                            .write_text_content(BytesText::new(&value))?;
                    } else if self.choices.is_empty() {
                        writer
                            .create_element("input")
                            .with_attributes([("name", &*name), ("value", &*value)])
                            .write_empty()?;
                    } else {
                        let select = writer
                            .create_element("select")
                            .with_attribute(("name", &*name));
                        select.write_inner_content(|writer| {
                            for choice in &self.choices {
                                let option = writer.create_element("option");
                                let option = if *choice == self.value {
                                    option.with_attribute(("selected", "selected"))
                                } else {
                                    option
                                };
                                option.write_text_content(BytesText::new(&readable(choice)))?;
                            }
                            Ok(())
                        })?;
                    }
                    Ok(())
                })?;
            Ok(())
        })?;
        Ok(())
    }
}

impl Cell {
    fn write(&self, writer: &mut Writer<Vec<u8>>, element: &str) -> io::Result<()> {
        let mut outer = writer.create_element(element);
        if let Some(language) = &self.language {
            outer = outer.with_attribute(("lang", language.as_str()));
        }
        let words = readable(&self.text);
        match &self.link {
            // A link of another kind could be a script.
            Some(link) if is_harmless(link) => outer.write_inner_content(|writer| {
                writer
                    .create_element("a")
                    .with_attribute(("href", readable(link).as_str()))
                    .write_text_content(BytesText::new(&words))?;
                Ok(())
            })?,
            _ => outer.write_text_content(BytesText::new(&words))?,
        };
        Ok(())
    }
}

fn is_harmless(link: &str) -> bool {
    link.starts_with('/') && !link.starts_with("//")
        || link.starts_with("https://")
        || link.starts_with("http://")
}

fn text(writer: &mut Writer<Vec<u8>>, element: &str, words: &str) -> io::Result<()> {
    writer
        .create_element(element)
        .write_text_content(BytesText::new(&readable(words)))?;
    writer.get_mut().write_all(b"\n")
}

/// The text without the control characters that neither HTML nor XML can hold.
fn readable(text: &str) -> String {
    let shown = |c: char| match c {
        '\t' | '\n' | '\r' => c,
        c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::dump::Format;

    #[test]
    fn text_is_never_markup() {
        let script = "<script>alert(1)</script>\"'&\u{0}".to_owned();
        let cell = Cell {
            text: script.clone(),
            link: Some("javascript:alert(1)".to_owned()),
            language: Some("\" onclick=\"x".to_owned()),
        };
        let linked = Cell {
            link: Some("/id/\"><script>".to_owned()),
            ..cell.clone()
        };
        let page = Page {
            title: script.clone(),
            language: "zh-Hant".to_owned(),
            alternates: vec![(Media::Graph(Format::Turtle), "/data/\"><script>".to_owned())],
            blocks: vec![
                Block::Heading(script.clone()),
                Block::Text(script.clone()),
                Block::Source(script.clone()),
                Block::Links(vec![linked]),
                Block::Table {
                    head: vec![script.clone()],
                    rows: vec![vec![cell]],
                },
                Block::Form {
                    action: script.clone(),
                    button: script.clone(),
                    fields: vec![Field {
                        name: script.clone(),
                        label: script.clone(),
                        value: script.clone(),
                        choices: vec![script],
                        is_long: false,
                    }],
                },
            ],
        };
        let html = String::from_utf8(page.write()).unwrap();
        assert!(!html.contains("<script"), "{html}");
        assert!(!html.contains("javascript:"), "{html}");
        assert!(!html.contains("\" onclick"), "{html}");
        assert!(
            html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"),
            "{html}"
        );
    }
}
