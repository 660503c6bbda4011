//! Annotations judged by the shapes of the ontology before anything is published of them: one
//! that does not fit is left out, so that no foreign file can keep a release back.

use govrep::graph::map::Mapped;
use govrep::graph::{Additions, Quads, Rows};

#[cfg(feature = "shacl")]
use super::check::Shapes;
#[cfg(feature = "shacl")]
use govrep::{
    check::{Checked, Texts, shacl::Violation},
    graph::{Names, map::Annotated, vocab::PREFIXES},
};

/// How often a report is written anew without what did not fit, before all is left out that
/// may be the cause.
#[cfg(feature = "shacl")]
const ROUNDS: usize = 8;

/// What annotations are judged by; read when the first are met.
pub struct Fitting<'p> {
    #[cfg_attr(
        not(feature = "shacl"),
        expect(dead_code, reason = "nothing is judged")
    )]
    base: &'p str,
    #[cfg(feature = "shacl")]
    shapes: std::sync::OnceLock<Option<(Shapes, Quads)>>,
}

impl<'p> Fitting<'p> {
    /// For a dataset with this base.
    pub fn new(base: &'p str) -> Self {
        Self {
            base,
            #[cfg(feature = "shacl")]
            shapes: std::sync::OnceLock::new(),
        }
    }

    /// Maps a report with `map`, without the annotations that do not fit; they are told in what
    /// was found. `known` has what is known of the rows of authority tables.
    #[cfg_attr(
        not(feature = "shacl"),
        expect(clippy::unused_self, reason = "nothing is judged")
    )]
    pub fn map(
        &self,
        additions: &mut Additions,
        map: impl Fn(&Additions) -> Mapped,
        known: impl Fn(&std::collections::BTreeSet<String>) -> Rows,
    ) -> Mapped {
        let mut mapped = map(additions);
        #[cfg(feature = "shacl")]
        {
            let mut refused = Vec::new();
            let mut round = 0;
            while !mapped.annotated.touched.is_empty() {
                round += 1;
                let quads = Quads::from(mapped.quads.clone());
                let violations = self.violations(&quads, known(&mapped.known));
                let causes = causes(&mapped.annotated, &violations, round > ROUNDS);
                if causes.is_empty() {
                    break;
                }
                for ((file, index), reason) in causes.into_iter().rev() {
                    refused.push(additions.annotations[file].refuse(index, &reason));
                }
                mapped = map(additions);
            }
            mapped.found.extend(refused);
        }
        #[cfg(not(feature = "shacl"))]
        let _ = known;
        mapped
    }

    #[cfg(feature = "shacl")]
    fn violations(&self, quads: &Quads, known: Rows) -> Vec<Violation> {
        let shapes = self.shapes.get_or_init(|| {
            let ontology = super::dataset::ontology(self.base).ok()?;
            Some((Shapes::read().ok()?, ontology))
        });
        let Some((shapes, ontology)) = shapes else {
            return Vec::new();
        };
        let known = Vec::from(known);
        let context = ontology.iter().cloned().chain(known).collect();
        let checked = Checked {
            quads,
            texts: &Texts::default(),
            names: Names {
                base: Some(self.base),
                prefixes: PREFIXES,
            },
        };
        // What the engine cannot do here it cannot do when all is checked, which is told then.
        let violations = shapes.violations(&checked, &Quads::new(context));
        violations.unwrap_or_default()
    }
}

/// The proposals that make nodes break their shapes, each with a reason: of several that say
/// something of the property in question the last, or all in the end.
#[cfg(feature = "shacl")]
fn causes(
    annotated: &Annotated,
    violations: &[Violation],
    takes_all: bool,
) -> std::collections::BTreeMap<(usize, usize), String> {
    use govrep::diagnostic::Severity;
    use oxigraph::model::Term;

    let mut causes = std::collections::BTreeMap::new();
    for violation in violations {
        let Term::NamedNode(focus) = &violation.focus else {
            continue;
        };
        let Some(touched) = annotated.touched.get(focus) else {
            continue;
        };
        if violation.diagnostic.severity != Severity::Error {
            continue;
        }
        let is_of = |property: &str| violation.property.as_deref() == Some(property);
        let mut of: Vec<(usize, usize)> = touched
            .iter()
            .filter(|(_, property)| is_of(property.as_str()))
            .map(|(number, _)| *number)
            .collect();
        if of.is_empty() {
            of = touched.iter().map(|(number, _)| *number).collect();
        }
        of.sort_unstable();
        if !takes_all {
            of.drain(..of.len().saturating_sub(1));
        }
        for number in of {
            causes.insert(number, violation.diagnostic.message.clone());
        }
    }
    causes
}
