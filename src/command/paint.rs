//! Colours of what is read in a terminal.

use std::ops::Range;

use clap::builder::styling::{AnsiColor, Style};

/// Where the names stand in the words: for each byte, whether it is marked.
pub fn marks(words: &str, names: &[&str]) -> Vec<bool> {
    let mut marks = vec![false; words.len()];
    for name in names.iter().filter(|name| !name.is_empty()) {
        for (start, _) in words.match_indices(name) {
            marks[start..start + name.len()].fill(true);
        }
    }
    marks
}

/// Colours for a terminal, or none.
#[derive(Clone, Copy)]
pub struct Paint {
    color: bool,
}

impl Paint {
    /// Colours, or none.
    pub fn new(color: bool) -> Self {
        Self { color }
    }

    /// What the page is about.
    pub fn title(self, text: &str) -> String {
        self.with(Style::new().bold(), text)
    }

    /// What a part of the page is about.
    pub fn heading(self, text: &str) -> String {
        self.with(AnsiColor::Cyan.on_default().bold(), text)
    }

    /// What is read last.
    pub fn dim(self, text: &str) -> String {
        self.with(Style::new().dimmed(), text)
    }

    /// A line of the words, with the marked ones in bold.
    pub fn marked(self, words: &str, line: Range<usize>, marks: &[bool]) -> String {
        let mut painted = String::new();
        let mut start = line.start;
        while start < line.end {
            let same = |at: &usize| marks[*at] == marks[start];
            let end = start + (start..line.end).take_while(same).count();
            let part = &words[start..end];
            if marks[start] {
                painted.push_str(&self.with(AnsiColor::Yellow.on_default().bold(), part));
            } else {
                painted.push_str(part);
            }
            start = end;
        }
        painted
    }

    fn with(self, style: Style, text: &str) -> String {
        if self.color {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_marked_where_they_stand() {
        let paint = Paint::new(true);
        let words = "由高嘉良主持";
        let marks = marks(words, &["高嘉良", ""]);
        let style = AnsiColor::Yellow.on_default().bold();
        assert_eq!(
            paint.marked(words, 0..words.len(), &marks),
            format!("由{style}高嘉良{style:#}主持")
        );
    }
}
