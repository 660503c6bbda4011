//! What a server adds to the pages: forms that ask it something, and what it answers.

use askama::Template;

use super::question::Shown;
use super::words::words;
use super::{Language, Page, Said};
use crate::diagnostic::Place;
use crate::query::{Fault, Parameter, SavedQuery};

/// A form for the values of a question's parameters.
pub struct Form {
    /// The path that it asks, below the page.
    pub action: String,
    /// A field for each parameter.
    pub fields: Vec<Field>,
}

/// A field for the value of a parameter.
pub struct Field {
    /// The name under which the value is sent.
    pub name: String,
    /// What kind of value it is.
    pub kind: String,
    /// What it holds at first.
    pub value: String,
    /// What can be chosen; anything can be typed if empty.
    pub choices: Vec<String>,
    /// Whether the question cannot be answered without.
    pub is_required: bool,
}

impl Form {
    /// The form of a question that was asked with some values.
    pub fn new(query: &SavedQuery, values: &[(String, String)], action: String) -> Self {
        let field = |parameter: &Parameter| {
            let given = values.iter().find(|(name, _)| parameter.is_called(name));
            let mut choices = parameter.allowed.clone();
            if !choices.is_empty() && parameter.is_optional {
                choices.insert(0, String::new());
            }
            Field {
                name: parameter.name.clone(),
                kind: parameter.kind.to_string(),
                value: given
                    .map(|(_, value)| value.clone())
                    .or_else(|| parameter.default.clone())
                    .unwrap_or_default(),
                choices,
                is_required: !parameter.is_optional && parameter.default.is_none(),
            }
        };
        Self {
            action,
            fields: query.parameters.iter().map(field).collect(),
        }
    }
}

/// What was asked in SPARQL, with its answer.
pub struct Asked<'q> {
    /// The text of the query.
    pub query: &'q str,
    /// Why it has no answer, if it was asked and has none.
    pub wrong: Option<Wrong>,
    /// The answer, if it was asked.
    pub answer: Option<Shown>,
    /// The answer as Turtle, if it is a graph.
    pub turtle: Option<String>,
    /// The same answer in other forms: name and path.
    pub forms: Vec<(&'static str, String)>,
}

/// Why a query has no answer, in the words of a reader.
pub struct Wrong {
    /// Whether the query is at fault, and not the time or the room that it had.
    pub is_wrong: bool,
    /// What is wrong.
    pub sentence: Said,
    /// What helps.
    pub help: Option<Said>,
    /// The line of the query that is at fault.
    pub line: Option<Line>,
}

/// A line of a query with words that are marked.
pub struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// What stands before the words.
    pub before: String,
    /// The words; empty where something is missing.
    pub marked: String,
    /// What stands behind them.
    pub after: String,
}

impl Line {
    fn of(fault: &Fault, text: &str) -> Self {
        let place = Place::in_text("", text, fault.at.clone());
        let part = |range: std::ops::Range<usize>| place.excerpt[range].to_owned();
        Self {
            number: place.line,
            before: part(0..place.mark.start),
            marked: part(place.mark.clone()),
            after: part(place.mark.end..place.excerpt.len()),
        }
    }
}

impl Wrong {
    /// The problem of that code: its sentences in Chinese are those of a table, `message` and
    /// `help` are the English ones. `fault` says what is wrong in the text of the query.
    pub fn new(
        language: Language,
        (code, is_wrong): (&str, bool),
        message: &str,
        help: Option<&str>,
        fault: Option<(&Fault, &str)>,
    ) -> Self {
        let said = |text: &str, lang: Option<&str>| Said {
            text: text.to_owned(),
            lang: lang.map(str::to_owned),
        };
        if let Some((fault, text)) = fault {
            let tag = language.tag();
            return Self {
                is_wrong,
                sentence: said(&fault.placed(tag), None),
                help: fault.help(tag).map(|help| said(&help, None)),
                line: Some(Line::of(fault, text)),
            };
        }
        let own = (language == Language::Chinese).then(|| words().problem(code));
        let other = (language != Language::English).then_some("en");
        let (sentence, help) = match own.flatten() {
            Some([sentence, help]) => (said(sentence, None), Some(said(help, None))),
            None => (said(message, other), help.map(|help| said(help, other))),
        };
        Self {
            is_wrong,
            sentence,
            help,
            line: None,
        }
    }
}

#[derive(Template)]
#[template(path = "ask.html")]
struct AskPage<'p> {
    page: &'p Page<'p>,
    asked: Asked<'p>,
    examples: Vec<(String, Said)>,
}

/// Writes the page on which a query is written and answered by the server, without scripts.
///
/// `examples` are the saved queries, each with the path that puts it into the form.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render(
    page: &Page<'_>,
    asked: Asked<'_>,
    examples: Vec<(String, Said)>,
) -> askama::Result<String> {
    AskPage {
        page,
        asked,
        examples,
    }
    .render()
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'p> {
    title: &'p str,
    message: &'p str,
    help: Option<&'p str>,
}

/// Writes the page of a request that has no answer; it needs nothing else to work.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render_problem(title: &str, message: &str, help: Option<&str>) -> askama::Result<String> {
    ProblemPage {
        title,
        message,
        help,
    }
    .render()
}
