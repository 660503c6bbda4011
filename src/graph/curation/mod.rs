//! What an editor adds to a report's graph, corrects in it or rejects from it.
//!
//! Rules come first; an editor adds what they cannot know. A curation is a TOML file beside the
//! report, in the words of the ontology: its keys are those of `ontology/context.jsonld`, its
//! classes those of `ontology/README.md`. data/report/README.md describes it for editors.
//!
//! ```toml
//! [[add]]
//! a = "Membership"
//! quote = "g0v 共同發起人高嘉良先生"
//! line = 419
//! member = "高嘉良"
//! organization = "g0v"
//! roleName = "共同發起人"
//! ```
//!
//! What is added cites the words that say it, and is told apart from what rules found by
//! `govrep:extractionMethod`.

mod file;

use std::ops::Range;

use super::quote::Quotes;
use crate::diagnostic::{Diagnostic, Place};
use crate::document::{Document, Span};

/// A curation file, read but not yet applied.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curation {
    /// The file as messages name it.
    file: String,
    /// Its text.
    text: String,
    /// What is rejected, in the order of the file.
    pub rejected: Vec<Rejection>,
    /// What is added and corrected, in the order of the file.
    pub entries: Vec<Entry>,
    /// Contradictions, in the order of the file.
    pub discrepancies: Vec<Dispute>,
}

/// A word of the file, with the range of bytes where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub text: String,
    /// Where it stands in the file, in bytes.
    pub at: Range<usize>,
}

/// A node that shall not be in the graph, with all that depends on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// The path or name of the node.
    pub id: Word,
    /// Why.
    pub reason: String,
}

/// A node that is added, or of which something is added or corrected.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Whether the properties given replace those that the node has.
    pub replaces: bool,
    /// The path of the node below `{base}id/`, or the name of one that is known already; facts
    /// may leave it out.
    pub id: Option<Word>,
    /// The names of its classes; none for a node that is known already.
    pub classes: Vec<Word>,
    /// The words that say it.
    pub quotes: Vec<Quote>,
    /// Whether the words imply it without saying it.
    pub inferred: bool,
    /// What is said of it, by the name of the property.
    pub properties: Vec<(Word, Vec<Value>)>,
    /// Where the entry stands in the file, in bytes.
    pub at: Range<usize>,
    /// Whether it has a class that there is not, which is told; others may name it, and nothing of
    /// it is taken in.
    pub is_classless: bool,
}

/// Statements that cannot all hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dispute {
    /// The last part of its path.
    pub key: Word,
    /// The properties of the discrepancy itself.
    pub properties: Vec<(Word, Vec<Value>)>,
    /// What is said, each with its words.
    pub statements: Vec<Statement>,
}

/// One of the statements that cannot all hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    /// Of what.
    pub subject: Word,
    /// The name of the property.
    pub property: Word,
    /// The value.
    pub value: Value,
    /// The words that say it.
    pub quotes: Vec<Quote>,
    /// Whether it is the one to go by.
    pub preferred: bool,
}

/// Words of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// The words; white space does not matter.
    pub words: Word,
    /// The line of the source in which they begin, from 1, if they stand there several times.
    pub line: Option<usize>,
}

/// Where a quote was found, or why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Here.
    At(Span),
    /// In these lines, and nothing says which is meant.
    Several(Vec<usize>),
    /// Nowhere; the words that are nearest, with their line.
    Nowhere(Option<(String, usize)>),
}

impl Quote {
    /// Finds it in a document.
    pub fn find(&self, quotes: &Quotes<'_>, document: &Document) -> Found {
        let places = quotes.places(&self.words.text);
        let line = |span: &Span| document.line(*span);
        let wanted: Vec<Span> = places
            .iter()
            .copied()
            .filter(|span| self.line.is_none_or(|wanted| line(span) == wanted))
            .collect();
        match wanted.as_slice() {
            [span] => Found::At(*span),
            [] if places.is_empty() => Found::Nowhere(quotes.nearest(&self.words.text)),
            [] => Found::Several(places.iter().map(line).collect()),
            // In a line that says it twice, the first is as good as the second.
            [first, ..] if self.line.is_some() => Found::At(*first),
            several => Found::Several(several.iter().map(line).collect()),
        }
    }
}

/// The value of a property as written.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text, or the name or path of a node, depending on the property.
    Text(Word),
    /// A text in a language.
    Tagged(String, Word),
    /// A number without a fraction, as written.
    Integer(Word),
    /// A number with one, as written.
    Decimal(Word),
    /// True or false.
    Boolean(bool),
    /// A day.
    Date(Word),
}

impl Default for Value {
    fn default() -> Self {
        Self::Boolean(false)
    }
}

impl Curation {
    /// Reads a curation file; what is wrong with an entry is collected, and the rest is kept.
    pub fn parse(file: &str, bytes: Vec<u8>) -> (Self, Vec<Diagnostic>) {
        file::parse(file, bytes)
    }

    /// A place in the file.
    pub fn place(&self, bytes: &Range<usize>) -> Place {
        Place::in_text(&self.file, &self.text, bytes.clone())
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.rejected.is_empty() && self.entries.is_empty() && self.discrepancies.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::TableHeaders;
    use crate::source::decode;

    #[test]
    fn what_stands_in_several_lines_needs_the_line() {
        let text = "第一，開放資料。\n\n第二，開放資料。\n";
        let (source, _) = decode("report.txt", text.as_bytes()).expect("UTF-8");
        let headers = TableHeaders::new(Vec::<String>::new());
        let document = Document::read(source, &headers).0;
        let quotes = Quotes::new(&document);
        let find = |words: &str, line| {
            let text = words.to_owned();
            let words = Word { text, at: 0..0 };
            Quote { words, line }.find(&quotes, &document)
        };
        assert_eq!(find("開放資料", None), Found::Several(vec![1, 3]));
        assert!(matches!(find("開放資料", Some(3)), Found::At(_)));
        assert_eq!(find("開放資料", Some(2)), Found::Several(vec![1, 3]));
        assert_eq!(find("", None), Found::Nowhere(None));
    }
}
