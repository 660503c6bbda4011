//! English titles and forms of address: `Mr.`, `Deputy Director-General`, `president`.

use std::ops::Range;

use super::Text;
use super::word::Shape;
use crate::mention::{Found, Kind};

/// The longest title, in words: `Secretary of State for Foreign Affairs`.
const LONGEST: usize = 6;

/// Where the longest title and the longest form of address that begin at a word end.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ends {
    title: Option<usize>,
    honorific: Option<usize>,
}

/// Whether words are a title, a form of address, or both.
#[derive(Clone, Copy, Default)]
struct Uses {
    title: bool,
    honorific: bool,
}

impl Text<'_> {
    /// The end of the form of address (`Mr.`, `Her Excellency`) at a word.
    pub(super) fn honorific_at(&self, start: usize) -> Option<usize> {
        self.titles.get(start)?.honorific
    }

    /// The end of the title (`Vice-Chair`, `secretary general`) at a word.
    pub(super) fn title_at(&self, start: usize) -> Option<usize> {
        self.titles.get(start)?.title
    }

    /// Reads the longest title and the longest form of address at a word.
    pub(super) fn read_titles(&self, start: usize) -> Ends {
        let mut ends = Ends::default();
        let first = &self.words[start];
        // M. I. M. Rizwan is no monsieur.
        let initial = |index: usize| {
            self.word(index)
                .is_some_and(|word| word.shape == Shape::Initial && word.text.len() == 2)
        };
        if matches!(first.shape, Shape::Mark | Shape::Number)
            || initial(start) && (initial(start + 1) || start > 0 && initial(start - 1))
        {
            return ends;
        }
        for end in start + 1..=(start + LONGEST).min(self.words.len()) {
            let last = &self.words[end - 1];
            if last.shape == Shape::Mark {
                break;
            }
            let dotted = self.is(end, ".") && self.words[end].range.start == last.range.end;
            let mut text = in_titles_case(&self.text(start..end));
            // Prof. is a form of address as Prof is, if a name follows.
            let short = text.chars().count() <= 4
                && self
                    .word(end + 1)
                    .is_some_and(|word| word.is_capital() || word.shape == Shape::Initial);
            let plain = self.uses_of(&text);
            let with_stop = if dotted {
                text.push('.');
                self.uses_of(&text)
            } else {
                Uses::default()
            };
            if with_stop.honorific || dotted && short && plain.honorific {
                ends.honorific = Some(end + 1);
            } else if plain.honorific {
                ends.honorific = Some(end);
            }
            if with_stop.title {
                ends.title = Some(end + 1);
            } else if plain.title {
                ends.title = Some(end);
            }
            if last.possessive {
                break;
            }
        }
        ends
    }

    /// What words may be before a name.
    fn uses_of(&self, text: &str) -> Uses {
        let rows = self.knowledge.authority.titles.named(text);
        rows.filter(|row| !row.uses.prefix && row.uses.before)
            .fold(Uses::default(), |uses, row| Uses {
                title: uses.title || !row.uses.honorific,
                honorific: uses.honorific || row.uses.honorific,
            })
    }

    /// Whether a title or a form of address ends before a word.
    pub(super) fn title_ends(&self, end: usize) -> bool {
        (end.saturating_sub(LONGEST)..end)
            .any(|start| self.title_at(start) == Some(end) || self.honorific_at(start) == Some(end))
    }

    /// Whether a word merely changes the title after it: `Deputy`, `Chief`.
    pub(super) fn begins_title(&self, index: usize) -> bool {
        self.word(index).is_some_and(|word| {
            let mut rows = self.knowledge.authority.titles.named(&word.text);
            rows.any(|row| row.uses.prefix)
        })
    }

    /// A word that narrows a title and may stand before it without a capital: `deputy`, `policy`.
    fn modifies_title(&self, index: usize) -> bool {
        let Some(word) = self.word(index) else {
            return false;
        };
        let text = in_titles_case(&word.text);
        let mut rows = self.knowledge.authority.titles.named(&text);
        rows.any(|row| row.uses.prefix)
            || word.is(&word.text.to_lowercase()) && self.in_group("title-modifier-en", index)
            || word.is_capital() && !self.is_ordinary(index)
    }

    /// The title with what narrows it that begins at a word, an article before it left out:
    /// `Senior Policy Adviser`, `founder and director`.
    pub(super) fn title_phrase(&self, start: usize) -> Option<Range<usize>> {
        let start = if self.is_one_of(
            start,
            &["a", "an", "the", "The", "its", "our", "their", "as"],
        ) {
            start + 1
        } else {
            start
        };
        let mut end = None;
        let mut at = start;
        while at < start + LONGEST + 2 {
            if let Some(after) = self.title_at(at) {
                end = Some(after);
                at = after;
            } else if self.modifies_title(at)
                || end == Some(at) && self.is_one_of(at, &["and", "&"])
            {
                at += 1;
            } else {
                break;
            }
        }
        end.map(|end| start..end)
    }

    /// The body or place that begins at a word, an article before it left out, and the word
    /// after it.
    pub(super) fn body_at<'f>(
        &self,
        start: usize,
        bodies: &'f [Found],
    ) -> Option<(&'f Found, usize)> {
        let start = if self.is_one_of(start, &["the", "The"]) {
            start + 1
        } else {
            start
        };
        let glyph = self.word(start)?.range.start;
        bodies
            .iter()
            .filter(|body| body.range.start == glyph)
            .filter(|body| matches!(body.kind, Kind::Organisation | Kind::Jurisdiction))
            .max_by_key(|body| (body.range.end, body.kind == Kind::Organisation))
            .map(|body| (body, self.at(body.range.end)))
    }
}

/// A title as the tables write it: `Secretary General` for `secretary general`.
fn in_titles_case(text: &str) -> String {
    let mut cased = String::with_capacity(text.len());
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            cased.push(' ');
        }
        for (index, part) in word.split('-').enumerate() {
            if index > 0 {
                cased.push('-');
            }
            // Editor-in-Chief
            let small = matches!(
                part,
                "of" | "and" | "the" | "for" | "to" | "without" | "at" | "in"
            );
            let mut chars = part.chars();
            match chars.next() {
                Some(first) if !small => cased.extend(first.to_uppercase()),
                Some(first) => cased.push(first),
                None => {}
            }
            cased.push_str(chars.as_str());
        }
    }
    cased
}
