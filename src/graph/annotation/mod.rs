//! What other programs and people propose: W3C Web Annotations on the text of a report.
//!
//! Any tagger or language model may propose, and none can invent: an annotation selects words of
//! the report, and what its body says must stand in these words. data/report/README.md describes
//! the format for those who write it.
//!
//! ```json
//! {"type": "Annotation", "creator": {"type": "Software", "name": "a tagger"},
//!  "target": {"selector": {"type": "TextQuoteSelector", "exact": "高嘉良", "suffix": "先生"}},
//!  "body": {"type": "Person", "name": "高嘉良"}}
//! ```

pub(super) mod body;
mod file;
mod json;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use super::curation::Entry;
use super::quote::Quotes;
use crate::diagnostic::{Diagnostic, Place};
use crate::document::Span;

/// A file of annotations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotations {
    /// The file as messages name it.
    file: String,
    /// Its text.
    text: String,
    /// What they propose, in the order of the file; an annotation with several bodies proposes
    /// several things.
    pub proposals: Vec<Proposal>,
    /// How many were refused so far.
    pub refused: usize,
}

/// One thing or fact that an annotation proposes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposal {
    /// The words meant: all of the targets together say it.
    pub targets: Vec<Target>,
    /// What it says of them, in the words of the ontology.
    pub entry: Entry,
    /// Who made the annotation.
    pub creator: Creator,
    /// Of which text the annotation is, if it says so.
    pub source: Option<String>,
    /// Where the annotation stands in the file, in bytes.
    pub at: Range<usize>,
}

/// Words of a report that an annotation selects, in one or several ways that must agree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// The ways.
    pub selectors: Vec<Selector>,
}

/// A way to select words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selector {
    /// By the words themselves and those around them.
    Quote {
        /// The words.
        exact: String,
        /// What stands before them.
        prefix: String,
        /// What stands after them.
        suffix: String,
    },
    /// By code points of the text as received, from 0, the end excluded.
    Position(Range<usize>),
}

/// Who made an annotation.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Creator {
    /// What it is called, if it has a name.
    pub name: Option<String>,
    /// Its IRI, if it has one.
    pub iri: Option<String>,
    /// Whether it is known to be a program.
    pub is_software: bool,
}

/// How many characters of a quote a message shows.
const SHOWN: usize = 40;

/// Why a target selects nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// What is wrong, for a person.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Annotations {
    /// Reads a file: one annotation to a line, an array of them, or an annotation page.
    ///
    /// What is no annotation is told, counted and left out.
    pub fn parse(file: &str, bytes: &[u8]) -> (Self, Vec<Diagnostic>) {
        file::parse(file, bytes)
    }

    /// A place in the file.
    pub fn place(&self, bytes: &Range<usize>) -> Place {
        Place::in_text(&self.file, &self.text, bytes.clone())
    }

    /// Takes a proposal out for a reason, which is returned as a person should know it.
    pub fn refuse(&mut self, index: usize, reason: &str) -> Diagnostic {
        let proposal = self.proposals.remove(index);
        self.refused += 1;
        let message = format!("the annotation does not fit the ontology: {reason}");
        Diagnostic::warning("annotation-shape", message)
            .at(self.place(&proposal.at))
            .help("ontology/README.md shows what a node of its class says")
    }

    /// The annotations of each report when there are several, told apart by the source that
    /// each names; what is of none of them is told and counted.
    ///
    /// `reports` has for each report its key and the file of its text.
    pub fn by_report(self, reports: &[(&str, &str)]) -> (BTreeMap<String, Self>, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let mut parts: BTreeMap<String, Self> = BTreeMap::new();
        let empty = Self {
            proposals: Vec::new(),
            refused: 0,
            ..self.clone()
        };
        let mut refused = self.refused;
        for proposal in self.proposals {
            let source = proposal.source.as_deref();
            let mut of = reports
                .iter()
                .filter(|(key, file)| source.is_none_or(|source| is_of(source, key, file)));
            if let (Some((key, _)), None) = (of.next(), of.next()) {
                let part = parts.entry((*key).to_owned());
                let part = part.or_insert_with(|| empty.clone());
                part.proposals.push(proposal);
                continue;
            }
            refused += 1;
            let message = match source {
                Some(source) => format!("the annotation is of `{source}`, which is not read"),
                None => "the annotation does not say of which report it is".to_owned(),
            };
            let keys: Vec<&str> = reports.iter().map(|(key, _)| *key).collect();
            let help = format!("name one as the source of its target: {}", keys.join(", "));
            found.push(
                Diagnostic::warning("annotation-source", message)
                    .at(empty.place(&proposal.at))
                    .help(help),
            );
        }
        // They are counted once.
        if refused > 0 {
            let first = reports.first().map_or("", |(key, _)| key).to_owned();
            parts.entry(first).or_insert(empty).refused += refused;
        }
        (parts, found)
    }
}

/// Whether the source of a target is a report: its key, its file, or an IRI that ends in either.
fn is_of(source: &str, key: &str, file: &str) -> bool {
    let path = Path::new(file);
    let name = path.file_name().map(|name| name.to_string_lossy());
    let ends_in = |name: &str| {
        let rest = source.strip_suffix(name);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
    };
    let in_dataset = format!("/id/document/{key}/text/");
    ends_in(key) || source.contains(&in_dataset) || name.is_some_and(|name| ends_in(&name))
}

impl Target {
    /// Finds the words in a report. Several selectors must agree.
    ///
    /// A quote without the words around it selects every place where it stands, as the Web
    /// Annotation Data Model has it.
    ///
    /// # Errors
    ///
    /// If the words do not stand where the selectors say.
    pub fn find(&self, quotes: &Quotes<'_>) -> Result<Vec<Span>, Missed> {
        let mut spans: Option<Vec<Span>> = None;
        for selector in &self.selectors {
            let these = selector.find(quotes)?;
            spans = Some(match spans {
                None => these,
                Some(before) => {
                    let both = before.into_iter().filter(|span| these.contains(span));
                    let both: Vec<Span> = both.collect();
                    if both.is_empty() {
                        return Err(self.disagreement(quotes));
                    }
                    both
                }
            });
        }
        Ok(spans.unwrap_or_default())
    }

    /// What a position selects when a quote selects something else.
    fn disagreement(&self, quotes: &Quotes<'_>) -> Missed {
        let position = self.selectors.iter().find_map(|selector| match selector {
            Selector::Position(chars) => quotes.at(chars.clone()),
            Selector::Quote { .. } => None,
        });
        let words = position.map(|span| quotes.words(span)).unwrap_or_default();
        Missed {
            message: "the quote and the position of the annotation are not of the same words"
                .to_owned(),
            help: format!(
                "at the position stands `{words}`; positions count code points of the text as \
                 received, from 0"
            ),
        }
    }
}

impl Selector {
    fn find(&self, quotes: &Quotes<'_>) -> Result<Vec<Span>, Missed> {
        match self {
            Self::Position(chars) => match quotes.at(chars.clone()) {
                Some(span) => Ok(vec![span]),
                None => Err(Missed {
                    message: format!(
                        "characters {} to {} are no words of the report",
                        chars.start, chars.end
                    ),
                    help: "positions count code points of the text as received, from 0".to_owned(),
                }),
            },
            Self::Quote {
                exact,
                prefix,
                suffix,
            } => {
                let places = quotes.places(exact);
                let is_whole = |span: &Span| !quotes.cuts_a_word(*span);
                let whole: Vec<Span> = places.iter().copied().filter(is_whole).collect();
                let is_here = |span: &Span| quotes.is_between(*span, prefix, suffix);
                let here: Vec<Span> = whole.iter().copied().filter(is_here).collect();
                if !here.is_empty() {
                    return Ok(here);
                }
                let line = |span: &Span| quotes.line(*span).to_string();
                let (message, help) = if let Some(first) = whole.first() {
                    (
                        "the words stand in the report, but not between the prefix and the suffix",
                        format!("line {} has them", line(first)),
                    )
                } else if let Some(first) = places.first() {
                    (
                        "the quote begins or ends inside a word",
                        format!("line {} has it", line(first)),
                    )
                } else {
                    let help = match quotes.nearest(exact) {
                        Some((words, line)) => format!("line {line} of it says: {words}"),
                        None => {
                            "quote the report to the letter; white space does not matter".to_owned()
                        }
                    };
                    ("the quoted words are not in the report", help)
                };
                let exact = exact.split_whitespace().collect::<Vec<_>>().join(" ");
                let message = match exact.char_indices().nth(SHOWN) {
                    Some((end, _)) => format!("{message}: `{}…`", &exact[..end]),
                    None => format!("{message}: `{exact}`"),
                };
                Err(Missed { message, help })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_source_of_a_target_tells_the_reports_apart() {
        let names = |source| is_of(source, "trip-2016", "data/report/trip-2016/source.txt");
        assert!(names("trip-2016") && names("source.txt"));
        assert!(names("https://example.org/reports/trip-2016"));
        assert!(names(
            "https://example.org/id/document/trip-2016/text/0123abcd"
        ));
        assert!(!names("https://example.org/reports/my-trip-2016"));
        assert!(!names("trip-2017"));
    }

    #[test]
    fn annotations_of_several_reports_are_told_apart_and_counted_once() {
        let line = |source: &str| {
            format!(
                "{{\"creator\":\"a tagger\",\"target\":{{{source}\"selector\":\
                 {{\"type\":\"TextQuoteSelector\",\"exact\":\"x\"}}}},\"body\":{{\"type\":\"Person\"}}}}\n"
            )
        };
        let text = ["\"source\":\"a\",", "\"source\":\"c\",", ""]
            .map(line)
            .concat()
            + "{}\n";
        let (annotations, _) = Annotations::parse("a.jsonl", text.as_bytes());
        let (parts, found) = annotations.by_report(&[("a", "a.txt"), ("b", "b.txt")]);
        assert_eq!(parts["a"].proposals.len(), 1);
        assert_eq!((parts["a"].refused, parts.len()), (3, 1));
        assert_eq!(found.len(), 2);
        assert_eq!(
            found[0].help.as_deref(),
            Some("name one as the source of its target: a, b")
        );
    }
}
