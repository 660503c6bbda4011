//! RDF: the vocabulary, and how entities and facts map to it.

pub mod ontology;
pub mod vocab;
