//! What a server adds to the pages: forms that ask it something, and what it answers.

use askama::Template;

use super::question::Shown;
use super::{Page, Said};
use crate::query::{Parameter, SavedQuery};

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
    /// The answer, if it was asked.
    pub answer: Option<Shown>,
    /// The answer as Turtle, if it is a graph.
    pub turtle: Option<String>,
    /// The same answer in other forms: name and path.
    pub forms: Vec<(&'static str, String)>,
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
