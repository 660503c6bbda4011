//! RDF: the vocabulary, and how entities and facts map to it.

pub mod vocab;
