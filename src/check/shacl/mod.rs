//! W3C SHACL: whether a graph has the shape that the ontology asks for.

#[cfg(feature = "shacl")]
mod engine;
#[cfg(feature = "shacl")]
#[cfg(test)]
mod every_constraint;

#[cfg(feature = "shacl")]
pub use engine::{Shapes, ShapesError, Violation};

use crate::diagnostic::Diagnostic;

/// Says that SHACL was not run, and how to have it run; nothing if this build has it.
pub fn missing() -> Option<Diagnostic> {
    if cfg!(feature = "shacl") {
        return None;
    }
    Some(
        Diagnostic::note(
            "shacl-missing",
            "the SHACL shapes were not checked: this govrep was built without SHACL",
        )
        .help("build it with `cargo build --release --features shacl`"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_build_without_shacl_says_so() {
        let note = missing();
        assert_eq!(note.is_none(), cfg!(feature = "shacl"));
        if let Some(note) = note {
            assert_eq!(note.code, "shacl-missing");
            assert!(note.help.unwrap().contains("--features shacl"));
        }
    }
}
