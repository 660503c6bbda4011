//! Entities and facts → RDF.

pub mod language;
pub mod quads;

pub use quads::Quads;
