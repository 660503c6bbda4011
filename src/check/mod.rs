//! Whether a graph keeps its promises: evidence, integrity, agreement with itself, SHACL.

pub mod agreement;
pub mod evidence;
pub mod integrity;
mod place;
pub mod shacl;

pub use place::{Received, Texts};

use oxigraph::model::{NamedNodeRef, NamedOrBlankNodeRef, TermRef};

use crate::diagnostic::Place;
use crate::graph::{Names, Quads};

/// A graph to be checked, and what is needed to say where its faults come from.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The graph of one source, or of all.
    pub quads: &'a Quads,
    /// The texts as received that its passages count in.
    pub texts: &'a Texts<'a>,
    /// Short names for messages.
    pub names: Names<'a>,
}

impl Checked<'_> {
    /// The words of the source behind a node, if it has evidence in a known text.
    fn place(&self, node: NamedNodeRef<'_>) -> Option<Place> {
        place::of_node(self.quads, self.texts, node)
    }

    fn place_of_subject(&self, subject: NamedOrBlankNodeRef<'_>) -> Option<Place> {
        match subject {
            NamedOrBlankNodeRef::NamedNode(node) => self.place(node),
            NamedOrBlankNodeRef::BlankNode(_) => None,
        }
    }

    /// How a message names a node.
    fn name(&self, node: NamedNodeRef<'_>) -> String {
        format!("`{}`", self.names.shorten(node.as_str()))
    }

    /// How a message names a term.
    fn term(&self, term: TermRef<'_>) -> String {
        if let TermRef::NamedNode(node) = term {
            return self.name(node);
        }
        if let TermRef::Literal(literal) = term {
            return format!("`{}`", shortened(literal.value()));
        }
        format!("`{term}`")
    }
}

/// The first words of a long text.
fn shortened(text: &str) -> String {
    const CHARACTERS: usize = 60;
    match text.char_indices().nth(CHARACTERS) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}
