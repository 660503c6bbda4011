//! RDF: the vocabulary, and how entities and facts map to it.

pub mod curation;
pub mod iri;
pub mod language;
pub mod map;
pub mod names;
pub mod ontology;
pub mod quads;
pub mod vocab;

pub use curation::Curation;
pub use names::Names;
pub use quads::Quads;
