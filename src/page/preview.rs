//! A thing in a few lines, for programs that show it inside their own page.

use askama::Template;

use super::thing::{Quote, Viewer};
use super::world::said;
use super::{Page, Said, World};
use crate::graph::vocab::{rdfs, skos};

/// How many other names are shown.
const NAMES: usize = 4;

/// The page.
#[derive(Template)]
#[template(path = "preview.html")]
struct Preview<'a> {
    page: &'a Page<'a>,
    name: Said,
    href: String,
    kind: Said,
    also: Vec<Said>,
    quote: Option<Quote>,
}

/// Renders what a thing is called, what it is, and the first words that name it.
///
/// # Errors
///
/// None but what the template engine has.
pub fn render(page: &Page<'_>, world: &World<'_>, iri: &str) -> askama::Result<String> {
    let viewer = Viewer::new(world, page);
    let name = world.name(iri, page.language);
    let names = [rdfs::LABEL, skos::ALT_LABEL].into_iter();
    let names = names.flat_map(|property| world.literals(iri, property));
    let also = names
        .filter(|other| other.value() != name.text)
        .map(|other| said(other, page.language));
    let first = world.passages(iri).into_iter().next();
    let preview = Preview {
        href: viewer.link(iri).href.unwrap_or_default(),
        kind: world.kind(iri, page.language),
        also: also.take(NAMES).collect(),
        quote: first.and_then(|passage| viewer.in_context(passage)),
        page,
        name,
    };
    preview.render()
}
