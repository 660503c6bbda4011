//! Pages that say one thing.

use askama::Template;

use super::Page;

#[derive(Template)]
#[template(path = "plain.html")]
struct PlainPage<'p> {
    page: &'p Page<'p>,
    text: &'p str,
    lead: &'p str,
}

/// Writes the query page of a program that has no query bundle: how to add it.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render_missing_query(page: &Page<'_>) -> askama::Result<String> {
    PlainPage {
        page,
        lead: page.t("sparql-intro"),
        text: page.t("sparql-missing"),
    }
    .render()
}

#[derive(Template)]
#[template(path = "not-found.html")]
struct NotFoundPage<'p> {
    page: &'p Page<'p>,
}

/// Writes the page for addresses that lead nowhere, which must work at any address.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render_not_found(page: &Page<'_>) -> askama::Result<String> {
    NotFoundPage { page }.render()
}
