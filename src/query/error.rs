//! Why a query has no answer, said to the person who asked.

use std::io;
use std::ops::Range;

use oxigraph::sparql::QueryEvaluationError;
use thiserror::Error;

use super::fault::Fault;
use crate::diagnostic::{Diagnostic, Place};

/// Why a query has no answer.
#[derive(Debug, Error)]
pub enum QueryError {
    /// There is no saved query of that name.
    #[error("there is no saved query `{name}`")]
    Unknown {
        /// The name that was asked for.
        name: String,
        /// The name that was probably meant.
        nearest: Option<String>,
    },
    /// The text is not SPARQL.
    #[error("`{name}` is not a SPARQL query: {fault}")]
    Syntax {
        /// The query.
        name: String,
        /// What is wrong, and where.
        fault: Box<Fault>,
    },
    /// The text nests too deep to be parsed.
    #[error("`{name}` nests too deep: {message}")]
    TooDeep {
        /// The query.
        name: String,
        /// What is too much.
        message: String,
        /// Where it gets too much, in bytes.
        at: usize,
    },
    /// The text is a SPARQL update.
    #[error("`{name}` is a SPARQL update, and queries cannot change the data")]
    Update {
        /// The query.
        name: String,
    },
    /// The head comment cannot be read, or does not fit the query.
    #[error("the head comment of `{name}` is wrong: {message}")]
    Head {
        /// The query.
        name: String,
        /// What is wrong.
        message: String,
    },
    /// A parameter is missing, unknown or ill-typed.
    #[error("{message}")]
    Parameter {
        /// What is wrong.
        message: String,
        /// The parameters of the query.
        usage: String,
    },
    /// The format cannot hold this kind of answer.
    #[error("`{format}` cannot hold the answer, which is {kind}")]
    Format {
        /// The format that was asked for.
        format: &'static str,
        /// The kind of answer.
        kind: &'static str,
        /// The formats that can.
        fitting: String,
    },
    /// The query was stopped.
    #[error("the query took too long and was stopped")]
    Cancelled,
    /// The query cannot be evaluated.
    #[error("the query failed: {0}")]
    Evaluation(QueryEvaluationError),
    /// The answer cannot be written.
    #[error("cannot write the answer: {0}")]
    Io(#[from] io::Error),
}

impl From<QueryEvaluationError> for QueryError {
    fn from(error: QueryEvaluationError) -> Self {
        match error {
            QueryEvaluationError::Cancelled => Self::Cancelled,
            error => Self::Evaluation(error),
        }
    }
}

impl QueryError {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "query-unknown",
            Self::Syntax { .. } => "query-syntax",
            Self::TooDeep { .. } => "query-too-deep",
            Self::Update { .. } => "query-is-update",
            Self::Head { .. } => "query-head",
            Self::Parameter { .. } => "query-parameter",
            Self::Format { .. } => "query-format",
            Self::Cancelled => "query-cancelled",
            Self::Evaluation(_) => "query-evaluation",
            Self::Io(_) => "query-write",
        }
    }

    /// What to do.
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::Unknown {
                nearest: Some(nearest),
                ..
            } => format!("did you mean `{nearest}`?"),
            Self::Unknown { nearest: None, .. } => {
                "`govrep query` without a name lists the saved queries".to_owned()
            }
            Self::TooDeep { .. } => {
                "ask in several queries, or list many values with VALUES or IN".to_owned()
            }
            Self::Update { .. } => {
                "ask with SELECT, ASK, CONSTRUCT or DESCRIBE; the data changes when its sources \
                 do, by `govrep build`"
                    .to_owned()
            }
            Self::Head { .. } => "the keys are summary, description, tags, defaults and \
                 enumerate, in YAML, each line after `#+`"
                .to_owned(),
            Self::Parameter { usage, .. } => usage.clone(),
            Self::Format { fitting, .. } => format!("use one of {fitting}"),
            Self::Cancelled => "make the query more specific, or give it a LIMIT".to_owned(),
            Self::Syntax { fault, .. } => return fault.help("en"),
            Self::Evaluation(_) | Self::Io(_) => return None,
        })
    }

    /// The same as a diagnostic about a file with this text.
    pub fn in_file(&self, file: &str, text: &str) -> Diagnostic {
        let mut diagnostic = Diagnostic::error(self.code(), self.to_string());
        diagnostic.help = self.help();
        diagnostic.at(match self {
            Self::Syntax { fault, .. } => Place::in_text(file, text, fault.at.clone()),
            Self::TooDeep { at, .. } => Place::in_text(file, text, *at..*at + 1),
            _ => Place::file(file),
        })
    }
}

/// The character at a line and column (code points, from 1), as a range of bytes.
pub(super) fn byte_at(text: &str, line: usize, column: usize) -> Range<usize> {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let mut characters = text[before..].char_indices().skip(column.saturating_sub(1));
    characters.next().map_or(text.len()..text.len(), |(at, c)| {
        before + at..before + at + c.len_utf8()
    })
}
