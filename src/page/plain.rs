//! Pages that say one thing.

use askama::Template;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest, Sha256};

use super::{Language, Page};

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

/// The style of the page for addresses that lead nowhere, which stands in it: it has no address
/// of its own from which a link to a file could start.
const STYLE: &str = include_str!("../../templates/asset/not-found.css");

/// The icon, which stands in it for the same reason; without one, browsers ask the host for theirs.
const ICON: &[u8] = include_bytes!("../../templates/asset/icon.svg");

#[derive(Template)]
#[template(path = "not-found.html")]
struct NotFoundPage<'p> {
    page: &'p Page<'p>,
    /// What it says in each language, since the address does not tell one.
    texts: Vec<Page<'p>>,
    icon: String,
    style: &'static str,
    /// The hash by which the policy of the page knows its style.
    hash: String,
}

/// Writes the page for addresses that lead nowhere, which must work at any address.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render_not_found(page: &Page<'_>) -> askama::Result<String> {
    let site = page.site;
    let of = |language: &Language| Page::new(site, *language, "404", "");
    NotFoundPage {
        page,
        texts: site.languages.iter().map(of).collect(),
        icon: BASE64_STANDARD.encode(ICON),
        style: STYLE,
        hash: BASE64_STANDARD.encode(Sha256::digest(STYLE)),
    }
    .render()
}
