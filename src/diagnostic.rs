//! What is wrong with a source, a setting or a graph, said to a person.
//!
//! A problem in a document is a [`Diagnostic`]: it is collected and the rest of the run goes
//! on. A problem of the machine (an unwritable folder, a full disk) is an error of the
//! function that met it.

use std::ops::Range;

use serde::Serialize;

/// How much a diagnostic matters: an error makes `check` and `build` end with exit code 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The result is wrong or missing here.
    Error,
    /// The result may be wrong here; a person should look.
    Warning,
    /// Worth knowing; nothing is wrong.
    Note,
}

/// A place in a file, with the line that a person would look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file as the user named it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column of the first marked character, from 1, in Unicode code points.
    pub column: usize,
    /// The text of that line (shortened around the mark when it is very long).
    pub excerpt: String,
    /// The marked words: a byte range of `excerpt`.
    pub mark: Range<usize>,
}

/// One thing that a person should know about, with a stable code.
///
/// `message` says what is wrong, in the user's words, in lower case and without a full stop;
/// `help` says what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A stable code such as `source-encoding`, for tests, filters and search engines.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// Where, if it has a place in a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}
