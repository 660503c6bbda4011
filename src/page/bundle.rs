//! The query page: SPARQL in the browser, where this program was built with the bundle for it.

use askama::Template;
use serde_json::json;

use super::{Page, question};
use crate::query::SavedQuery;

/// The files of the bundle by name; none if it was not made (see `web/`).
pub const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/bundle.rs"));

/// The path of a file of the bundle below the root of the site.
pub fn path(name: &str) -> String {
    format!("asset/query/{name}")
}

/// A saved question that can be chosen.
struct Asked {
    line: question::Line,
    /// The variables that stand for values, each with its default as SPARQL writes it, in JSON.
    given: String,
}

#[derive(Template)]
#[template(path = "sparql.html")]
struct SparqlPage<'p> {
    page: &'p Page<'p>,
    questions: Vec<Asked>,
    dump: String,
    root: String,
    ending: String,
}

/// Writes the query page; `dump` is the path of the dataset, packed N-Quads.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render<'q>(
    page: &Page<'_>,
    questions: impl Iterator<Item = &'q SavedQuery>,
    dump: &str,
) -> askama::Result<String> {
    let root = page.file("");
    SparqlPage {
        page,
        questions: questions.map(|query| asked(page, query)).collect(),
        dump: page.file(dump),
        root: if root.is_empty() {
            "./".to_owned()
        } else {
            root
        },
        ending: page.at(""),
    }
    .render()
}

fn asked(page: &Page<'_>, query: &SavedQuery) -> Asked {
    let base = page.site.project.base.as_str();
    let given = query.parameters.iter().filter_map(|parameter| {
        let term = parameter
            .term(parameter.default.as_deref()?, Some(base))
            .ok()?;
        Some([parameter.variable.to_string(), term.to_string()])
    });
    Asked {
        line: question::line(page, query, None),
        given: json!(given.collect::<Vec<_>>()).to_string(),
    }
}

impl SparqlPage<'_> {
    fn file(&self, name: &str) -> String {
        self.page.file(&path(name))
    }
}
