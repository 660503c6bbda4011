//! What was checked, and where the reports contradict themselves.

use askama::Template;

use super::thing::{Dispute, Viewer};
use super::{Page, Value, World};
use crate::graph::vocab::{govrep, rdf};

/// A check that was made before the release.
#[derive(Clone, Debug)]
pub struct Check {
    /// The key of its name in the table of words.
    pub key: &'static str,
    /// How many problems it found.
    pub problems: usize,
}

#[derive(Template)]
#[template(path = "quality.html")]
struct QualityPage<'p> {
    page: &'p Page<'p>,
    checks: &'p [Check],
    disputes: Vec<Dispute>,
    methods: Vec<(Value, usize)>,
}

/// Writes the page on the quality of the data.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render(world: &World<'_>, page: &Page<'_>, checks: &[Check]) -> askama::Result<String> {
    let viewer = Viewer::new(world, page);
    let disputes = world
        .pages()
        .into_iter()
        .filter(|iri| world.is_a(iri, govrep::DISCREPANCY))
        .map(|iri| viewer.dispute(iri))
        .collect();
    let mut methods: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for quad in world.quads.union() {
        if quad.predicate == govrep::EXTRACTION_METHOD
            && let oxigraph::model::TermRef::NamedNode(method) = quad.object
        {
            *methods.entry(method.as_str()).or_default() += 1;
        }
    }
    QualityPage {
        page,
        checks,
        disputes,
        methods: methods
            .into_iter()
            .map(|(method, count)| (viewer.link(method), count))
            .collect(),
    }
    .render()
}

/// How many contradictions a graph states.
pub fn disputes(world: &World<'_>) -> usize {
    let quads = world.quads.union();
    quads
        .filter(|quad| {
            let class: oxigraph::model::TermRef<'_> = govrep::DISCREPANCY.into();
            quad.predicate == rdf::TYPE && quad.object == class
        })
        .count()
}
