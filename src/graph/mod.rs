//! RDF: the vocabulary, and how entities and facts map to it.

pub mod language;
pub mod names;
pub mod ontology;
pub mod quads;
pub mod vocab;

pub use names::Names;
pub use quads::Quads;
