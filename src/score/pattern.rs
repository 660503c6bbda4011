//! Patterns of a graph: paths from a node, and what a node must have.

use oxigraph::model::{NamedNode, NamedNodeRef};

use super::graph::Graph;
use crate::graph::vocab::PREFIXES;

/// Why a row of the table cannot fail.
pub const CHECKED: &str = "the table is read whole by the tests";

/// A step of a path.
pub struct Step {
    /// Whether it goes against the property.
    pub turned: bool,
    /// The property.
    pub property: NamedNode,
    filters: Vec<Filter>,
}

/// What a node must have, or must not.
pub struct Filter {
    denied: bool,
    property: NamedNode,
    concept: NamedNode,
}

impl Filter {
    /// Whether a node has it, or has it not.
    pub fn holds(&self, graph: &Graph, node: NamedNodeRef) -> bool {
        let mut concepts = graph.nodes(node, self.property.as_ref());
        concepts.any(|concept| concept == self.concept.as_ref()) != self.denied
    }
}

/// Where a step leads from a node.
pub fn follow(graph: &Graph, node: NamedNodeRef, step: &Step) -> Vec<NamedNode> {
    let property = step.property.as_ref();
    let reached: Vec<NamedNodeRef> = if step.turned {
        graph.owners(node, property).collect()
    } else {
        graph.nodes(node, property).collect()
    };
    let holds = |node: &NamedNodeRef| step.filters.iter().all(|filter| filter.holds(graph, *node));
    reached
        .into_iter()
        .filter(holds)
        .map(NamedNodeRef::into_owned)
        .collect()
}

/// Reads `^a:b/c:d[e:f=g:h]`.
pub fn path(text: &str) -> Vec<Step> {
    let steps = text.split_terminator('/');
    steps
        .map(|step| {
            let (property, filters) = filtered(step.trim_start_matches('^'));
            Step {
                turned: step.starts_with('^'),
                property,
                filters,
            }
        })
        .collect()
}

/// Reads `a:b`, `a:b[c:d=e:f]` and `a:b[!c:d=e:f;!c:d=g:h]`.
pub fn filtered(text: &str) -> (NamedNode, Vec<Filter>) {
    let Some((name, filters)) = text.split_once('[') else {
        return (term(text), Vec::new());
    };
    let filters = filters.trim_end_matches(']').split(';');
    let filters = filters.map(|filter| {
        let (property, concept) = filter.split_once('=').expect(CHECKED);
        Filter {
            denied: property.starts_with('!'),
            property: term(property.trim_start_matches('!')),
            concept: term(concept),
        }
    });
    (term(name), filters.collect())
}

/// The IRI of a prefixed name.
pub fn term(name: &str) -> NamedNode {
    let (prefix, local) = name.split_once(':').expect(CHECKED);
    let known = PREFIXES.iter().find(|(known, _)| *known == prefix);
    let (_, namespace) = known.expect(CHECKED);
    NamedNode::new_unchecked(format!("{namespace}{local}"))
}
