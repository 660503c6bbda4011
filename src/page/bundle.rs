//! The query page: SPARQL in the browser, where this program was built with the bundle for it.

use std::collections::BTreeMap;

use askama::Template;
use serde_json::json;

use super::{Language, Page, question};
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
    /// What the result views say in English, each with what the page says, in JSON.
    words: String,
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
        words: json!(said(page)).to_string(),
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

/// The words of the result views in the language of the page; none in English, which they speak.
fn said(page: &Page<'_>) -> BTreeMap<&'static str, String> {
    let words = BTreeMap::from(VIEWS.map(|(key, english)| (english, page.t(key).to_owned())));
    match page.language {
        Language::English => BTreeMap::new(),
        Language::Chinese => words,
    }
}

/// The texts of YASR, by the keys of what the page says instead.
const VIEWS: [(&str, &str); 13] = [
    ("yasr-table", "Table"),
    ("yasr-response", "Response"),
    ("yasr-boolean", "Boolean"),
    ("yasr-error", "Error"),
    ("yasr-simple", "Simple view"),
    ("yasr-ellipse", "Ellipse"),
    ("yasr-filter", "Filter query results"),
    ("yasr-size", "Page size:"),
    ("yasr-info", "Showing _START_ to _END_ of _TOTAL_ entries"),
    ("yasr-empty", "Showing 0 to 0 of 0 entries"),
    ("yasr-filtered", "(filtered from _MAX_ total entries)"),
    ("yasr-no-match", "No matching records found"),
    ("yasr-none", "No data available in table"),
];

impl SparqlPage<'_> {
    fn file(&self, name: &str) -> String {
        self.page.file(&path(name))
    }
}
