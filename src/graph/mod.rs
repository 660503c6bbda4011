//! RDF: the vocabulary, and how entities and facts map to it.

pub mod across;
pub mod annotation;
pub mod curation;
pub mod iri;
pub mod language;
pub mod map;
pub mod names;
pub mod ontology;
pub mod quads;
pub mod quote;
pub mod rows;
pub mod term;
pub mod vocab;

pub use annotation::Annotations;
pub use curation::Curation;
pub use names::Names;
pub use quads::Quads;
pub use rows::Rows;

/// What is added to what the rules find in a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Additions {
    /// What other programs and people propose.
    pub annotations: Vec<Annotations>,
    /// What an editor adds, corrects and rejects, who has the last word.
    pub curation: Curation,
}
