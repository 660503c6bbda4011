//! A saved question with its answer.

use askama::Template;
use oxigraph::model::{Term, Triple, Variable};
use oxigraph::sparql::QuerySolutionIter;

use super::ask::Form;
use super::world::said;
use super::{Page, Said, Value, World};
use crate::query::{Parameter, QueryError, SavedQuery};
use crate::store::QueryResults;

/// The most cells of an answer that a page shows; the CSV file has all.
const CELLS: usize = 1_500;

/// An answer that can be read more than once.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Rows with the names of their columns.
    Rows(Vec<Variable>, Vec<Vec<Option<Term>>>),
    /// Yes or no.
    Truth(bool),
    /// A graph.
    Graph(Vec<Triple>),
}

impl Answer {
    /// Reads an answer to its end.
    ///
    /// # Errors
    ///
    /// When the evaluation fails on the way.
    pub fn read(results: QueryResults<'_>) -> Result<Self, QueryError> {
        Ok(match results {
            QueryResults::Boolean(truth) => Self::Truth(truth),
            QueryResults::Graph(triples) => Self::Graph(
                triples
                    .collect::<Result<_, _>>()
                    .map_err(QueryError::from)?,
            ),
            QueryResults::Solutions(solutions) => {
                let variables = solutions.variables().to_vec();
                let mut rows = Vec::new();
                for solution in solutions {
                    let solution = solution.map_err(QueryError::from)?;
                    rows.push(solution.values().to_vec());
                }
                Self::Rows(variables, rows)
            }
        })
    }

    /// The same, to be written.
    pub fn results(&self) -> QueryResults<'static> {
        match self {
            Self::Truth(truth) => QueryResults::Boolean(*truth),
            Self::Graph(triples) => QueryResults::Graph(oxigraph::sparql::QueryTripleIter::new(
                triples.clone().into_iter().map(Ok),
            )),
            Self::Rows(variables, rows) => {
                let variables: std::sync::Arc<[Variable]> = variables.clone().into();
                let rows = rows.clone().into_iter();
                QueryResults::Solutions(QuerySolutionIter::from_tuples(variables, rows.map(Ok)))
            }
        }
    }
}

/// A question as a line of a list.
pub struct Line {
    /// The name of the file.
    pub name: String,
    /// Its page.
    pub href: String,
    /// What it answers.
    pub summary: Said,
    /// What a reader should know besides.
    pub description: Said,
    /// The number of rows; none if it waits for a value.
    pub rows: Option<usize>,
}

/// A question as a line of a list.
pub fn line(page: &Page<'_>, query: &SavedQuery, answer: Option<&Answer>) -> Line {
    let text = |text: &crate::query::Text| {
        Said::guess(text.in_language(page.language.tag()), page.language)
    };
    let summary = text(&query.head.summary);
    Line {
        name: query.name.clone(),
        href: page.link(&stem(&query.name)),
        summary: if summary.text.is_empty() {
            Said::guess(query.name.clone(), page.language)
        } else {
            summary
        },
        description: text(&query.head.description),
        rows: answer.map(|answer| match answer {
            Answer::Rows(_, rows) => rows.len(),
            Answer::Truth(_) => 1,
            Answer::Graph(triples) => triples.len(),
        }),
    }
}

/// The stem of the page of a question.
pub fn stem(name: &str) -> String {
    format!("query/{name}")
}

#[derive(Template)]
#[template(path = "questions.html")]
struct QuestionsPage<'p> {
    page: &'p Page<'p>,
    lines: Vec<Line>,
}

/// Writes the list of questions.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render_list(page: &Page<'_>, lines: Vec<Line>) -> askama::Result<String> {
    QuestionsPage { page, lines }.render()
}

#[derive(Template)]
#[template(path = "question.html")]
struct QuestionPage<'p> {
    page: &'p Page<'p>,
    line: Line,
    query: &'p SavedQuery,
    parameters: Vec<Given<'p>>,
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
    truth: Option<bool>,
    total: usize,
    has_answer: bool,
    /// On a server, a form for other values.
    form: Option<Form>,
    rq: String,
    csv: String,
    json: Option<String>,
}

/// An answer as pages show it, up to a number of cells.
#[derive(Default)]
pub struct Shown {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The first rows.
    pub rows: Vec<Vec<Value>>,
    /// Yes or no.
    pub truth: Option<bool>,
    /// How many rows there are.
    pub total: usize,
}

impl Shown {
    /// Prepares an answer for a page.
    pub fn new(world: &World<'_>, page: &Page<'_>, answer: &Answer) -> Self {
        let mut shown = Self::default();
        let value = |term: &Term| cell(world, page, term);
        match answer {
            Answer::Rows(variables, all) => {
                shown.columns = variables.iter().map(|v| v.as_str().to_owned()).collect();
                shown.total = all.len();
                let most = (CELLS / shown.columns.len().max(1)).max(1);
                let cells = |row: &Vec<Option<Term>>| -> Vec<Value> {
                    let cells = row.iter();
                    cells
                        .map(|cell| cell.as_ref().map(value).unwrap_or_default())
                        .collect()
                };
                shown.rows = all.iter().take(most).map(cells).collect();
            }
            Answer::Graph(triples) => {
                shown.columns = ["subject", "property", "value"].map(str::to_owned).to_vec();
                shown.total = triples.len();
                let cells = |triple: &Triple| {
                    let subject = Term::from(triple.subject.clone());
                    let property = Value {
                        said: world.property_name(triple.predicate.as_str(), page.language),
                        ..Value::default()
                    };
                    vec![value(&subject), property, value(&triple.object)]
                };
                shown.rows = triples.iter().take(CELLS / 3).map(cells).collect();
            }
            Answer::Truth(yes) => shown.truth = Some(*yes),
        }
        shown
    }
}

/// A parameter on a page.
struct Given<'p> {
    parameter: &'p Parameter,
    allowed: String,
}

/// Writes the page of a question; without an answer it says which values it waits for.
///
/// A server gives a form for them, and what its files are asked with (`?name=value`).
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render(
    world: &World<'_>,
    page: &Page<'_>,
    query: &SavedQuery,
    answer: Option<&Answer>,
    form: Option<(Form, &str)>,
) -> askama::Result<String> {
    let shown = answer.map(|answer| Shown::new(world, page, answer));
    let Shown {
        columns,
        rows,
        truth,
        total,
    } = shown.unwrap_or_default();
    let (form, asked) = match form {
        Some((form, asked)) => (Some(form), asked),
        None => (None, ""),
    };
    let file = |ending: &str| {
        let file = page.file(&format!("query/{}.{ending}", query.name));
        format!("{file}{asked}")
    };
    let is_graph = matches!(answer, Some(Answer::Graph(_)));
    QuestionPage {
        line: line(page, query, answer),
        parameters: query
            .parameters
            .iter()
            .map(|parameter| Given {
                parameter,
                allowed: parameter.allowed.join(", "),
            })
            .collect(),
        query,
        columns,
        rows,
        truth,
        total,
        has_answer: answer.is_some(),
        form,
        rq: file("rq"),
        csv: file(query.answer_format().name()),
        json: (!is_graph).then(|| file("json")),
        page,
    }
    .render()
}

/// A cell of an answer: a name leads to the thing that alone has it.
fn cell(world: &World<'_>, page: &Page<'_>, term: &Term) -> Value {
    let (from, first) = (page.path(), page.site.first());
    if let Term::Literal(literal) = term
        && let Some(iri) = world.named(literal.value())
    {
        let link = world.link(iri, &from, page.language, first);
        return Value {
            said: said(literal.as_ref(), page.language),
            ..link
        };
    }
    world.value(term.as_ref(), &from, page.language, first)
}

/// The first rows of an answer with the things that they name, for the front page; empty if
/// they name none.
pub fn sample(world: &World<'_>, page: &Page<'_>, answer: &Answer, most: usize) -> Vec<Vec<Value>> {
    const CELLS: usize = 3;
    let Answer::Rows(_, rows) = answer else {
        return Vec::new();
    };
    let cells = |row: &Vec<Option<Term>>| -> Vec<Value> {
        let cells = row.iter().flatten().map(|term| cell(world, page, term));
        let mut shown: Vec<Value> = Vec::new();
        for value in cells.filter(|value| is_telling(&value.said.text)) {
            // Two names of one thing lead to one page.
            let is_known = value.href.is_some() && shown.iter().any(|it| it.href == value.href);
            if !is_known && shown.len() < CELLS {
                shown.push(value);
            }
        }
        shown
    };
    let mut shown: Vec<Vec<Value>> = Vec::new();
    for row in rows.iter().map(cells) {
        if shown.len() < most && !shown.contains(&row) {
            shown.push(row);
        }
    }
    let rows = shown;
    let names = rows
        .iter()
        .flatten()
        .filter(|value| !value.family.is_empty())
        .count();
    if names >= rows.len() {
        rows
    } else {
        Vec::new()
    }
}

/// Whether a cell says something without the name of its column: no code, no long text.
fn is_telling(text: &str) -> bool {
    let is_code = text
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit());
    !is_code && text.chars().count() < 40
}
