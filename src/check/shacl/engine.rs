//! The SHACL engine of rudof, behind types of our own.

use std::collections::HashMap;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{
    NamedNodeRef, NamedOrBlankNodeRef, Quad, QuadRef, Term, TermRef, vocab::rdf, vocab::rdfs,
};
use rudof_rdf::rdf_core::{RDFFormat, SHACLPath};
use rudof_rdf::rdf_impl::OxigraphInMemory;
use shacl::ir::IRSchema;
use shacl::types::Severity as ShaclSeverity;
use shacl::validator::processor::{GraphValidation, ShaclProcessor};
use shacl::validator::report::ValidationResult;
use shacl::validator::store::{Graph, ShaclDataManager};
use shacl::validator::{ShaclConfig, ShaclValidationMode};
use thiserror::Error;

use crate::check::Checked;
use crate::diagnostic::{Diagnostic, Severity};
use crate::graph::Quads;
use crate::graph::vocab::skos;

const MESSAGE: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("http://www.w3.org/ns/shacl#message");
const DESCRIPTION: NamedNodeRef<'_> =
    NamedNodeRef::new_unchecked("http://www.w3.org/ns/shacl#description");

/// Why SHACL could not be run.
#[derive(Debug, Error)]
pub enum ShapesError {
    /// The shapes are not Turtle, or not SHACL.
    #[error("the SHACL shapes cannot be read: {0}")]
    Shapes(String),
    /// The engine failed.
    #[error("the SHACL shapes cannot be checked: {0}")]
    Engine(String),
}

impl ShapesError {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Shapes(_) => "shacl-shapes",
            Self::Engine(_) => "shacl-engine",
        }
    }
}

/// A place where a graph breaks its shapes.
#[derive(Clone, Debug)]
pub struct Violation {
    /// The node that is not as it should be.
    pub focus: Term,
    /// The property that is wrong or missing, if it is one.
    pub property: Option<String>,
    /// What is wrong, for a person.
    pub diagnostic: Diagnostic,
}

/// SHACL shapes, read once and used for one source after the other.
pub struct Shapes {
    schema: IRSchema,
    /// The message of each shape, in English if there is one: the engine drops some.
    messages: HashMap<String, String>,
    /// What to do where a shape is broken, as its description says it.
    helps: HashMap<String, String>,
}

impl Shapes {
    /// Reads shapes in Turtle.
    ///
    /// # Errors
    ///
    /// When the text is not Turtle or the shapes are malformed.
    pub fn read(turtle: &str) -> Result<Self, ShapesError> {
        let wrong = |error: &dyn std::fmt::Display| ShapesError::Shapes(error.to_string());
        let schema =
            ShaclDataManager::load(&mut turtle.as_bytes(), "shapes", &RDFFormat::Turtle, None)
                .map_err(|error| wrong(&error))?;
        let mut messages = HashMap::new();
        let mut helps = HashMap::new();
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle) {
            let quad = quad.map_err(|error| wrong(&error))?;
            let texts = match quad.predicate.as_ref() {
                MESSAGE => &mut messages,
                DESCRIPTION => &mut helps,
                _ => continue,
            };
            if let Term::Literal(text) = quad.object {
                let shape = quad.subject.to_string();
                if text.language().is_none_or(|tag| tag.starts_with("en")) {
                    texts.insert(shape, text.value().to_owned());
                } else {
                    texts
                        .entry(shape)
                        .or_insert_with(|| text.value().to_owned());
                }
            }
        }
        Ok(Self {
            schema,
            messages,
            helps,
        })
    }

    /// Checks the graph of one source.
    ///
    /// `context` is what the source may refer to: vocabulary, code lists, authority data.
    /// Of it, only what the source names is looked at, so neither time nor memory grows
    /// with the project.
    ///
    /// # Errors
    ///
    /// When the engine fails.
    pub fn check(
        &self,
        checked: &Checked<'_>,
        context: &Quads,
    ) -> Result<Vec<Diagnostic>, ShapesError> {
        let violations = self.violations(checked, context)?;
        let mut diagnostics: Vec<Diagnostic> = violations
            .into_iter()
            .map(|violation| violation.diagnostic)
            .collect();
        // Shapes are checked in parallel, in no fixed order.
        crate::diagnostic::sort(&mut diagnostics);
        Ok(diagnostics)
    }

    /// The same node by node, in no fixed order.
    ///
    /// # Errors
    ///
    /// When the engine fails.
    pub fn violations(
        &self,
        checked: &Checked<'_>,
        context: &Quads,
    ) -> Result<Vec<Violation>, ShapesError> {
        let wrong = |error: &dyn std::fmt::Display| ShapesError::Engine(error.to_string());
        let mut graph = OxigraphInMemory::new();
        for quad in checked.quads.union().chain(named(checked.quads, context)) {
            graph
                .add_triple_ref(quad.subject, quad.predicate, quad.object)
                .map_err(|error| wrong(&error))?;
        }
        let report = GraphValidation::new(Graph::from(graph))
            .validate(
                &self.schema,
                &ShaclValidationMode::Native,
                &ShaclConfig::new(),
            )
            .map_err(|error| wrong(&error))?;
        let results = report.results().iter();
        Ok(results
            .map(|result| Violation {
                focus: Term::from(result.focus_node().clone()),
                property: match result.path() {
                    Some(SHACLPath::Predicate { pred }) => Some(pred.to_string()),
                    _ => None,
                },
                diagnostic: self.diagnostic(checked, result),
            })
            .collect())
    }

    fn diagnostic(&self, checked: &Checked<'_>, result: &ValidationResult) -> Diagnostic {
        let focus = Term::from(result.focus_node().clone());
        let component = match result.constraint_component().clone().into() {
            Term::NamedNode(component) => component.into_string(),
            other => other.to_string(),
        };
        let shape = result
            .source()
            .map(|shape| Term::from(shape.clone()).to_string());
        let help = shape.as_ref().and_then(|shape| self.helps.get(shape));
        let own_message = shape.as_ref().and_then(|shape| self.messages.get(shape));
        let mut message = match own_message {
            Some(message) => message.clone(),
            None => engine_message(result),
        };
        message.extend([": ", &checked.term(focus.as_ref())]);
        if let Some(path) = result.path() {
            message.extend([", property `", &show_path(checked, path), "`"]);
        }
        if let Some(value) = result.value().cloned().map(Term::from)
            && value != focus
        {
            message.extend([", value ", &checked.term(value.as_ref())]);
        }
        let severity = match result.severity() {
            ShaclSeverity::Warning => Severity::Warning,
            ShaclSeverity::Info | ShaclSeverity::Debug | ShaclSeverity::Trace => Severity::Note,
            ShaclSeverity::Violation | ShaclSeverity::Generic(_) => Severity::Error,
        };
        let mut diagnostic = Diagnostic::error(code(&component), message);
        diagnostic.severity = severity;
        if let Some(help) = help {
            diagnostic = diagnostic.help(help);
        }
        match focus.as_ref() {
            TermRef::NamedNode(node) => match checked.place(node) {
                Some(place) => diagnostic.at(place),
                None => diagnostic,
            },
            _ => diagnostic,
        }
    }
}

/// What the context says of the nodes that the data names, of the nodes that these name in
/// turn (a city lies in a country, that in a continent), and its class hierarchy.
///
/// Concepts lead no further: each would bring the whole of its code list.
fn named<'c>(data: &Quads, context: &'c Quads) -> impl Iterator<Item = QuadRef<'c>> {
    let mut by_subject: HashMap<&str, Vec<&'c Quad>> = HashMap::new();
    let mut wanted: Vec<&'c Quad> = Vec::new();
    for quad in context.iter() {
        if quad.predicate == rdfs::SUB_CLASS_OF {
            wanted.push(quad);
        }
        if let NamedOrBlankNodeRef::NamedNode(node) = quad.subject.as_ref() {
            by_subject.entry(node.as_str()).or_default().push(quad);
        }
    }
    let mut open: Vec<&str> = Vec::new();
    for quad in data.iter() {
        if let NamedOrBlankNodeRef::NamedNode(node) = quad.subject.as_ref() {
            open.push(node.as_str());
        }
        if let TermRef::NamedNode(node) = quad.object.as_ref() {
            open.push(node.as_str());
        }
    }
    while let Some(node) = open.pop() {
        let Some(quads) = by_subject.remove(node) else {
            continue;
        };
        let concept = TermRef::from(skos::CONCEPT);
        if !quads.iter().any(|quad| quad.object.as_ref() == concept) {
            open.extend(quads.iter().filter_map(|quad| match quad.object.as_ref() {
                TermRef::NamedNode(node) if quad.predicate != rdf::TYPE => Some(node.as_str()),
                _ => None,
            }));
        }
        wanted.extend(quads);
    }
    wanted.into_iter().map(Quad::as_ref)
}

/// The engine's own words, in English where it has them.
fn engine_message(result: &ValidationResult) -> String {
    let mut messages: Vec<(String, &String)> = result
        .message()
        .iter()
        .map(|(tag, text)| {
            let tag = tag.as_ref().map(ToString::to_string).unwrap_or_default();
            (tag, text)
        })
        .collect();
    // No tag first, then `en` before `zh`.
    messages.sort();
    match messages.first() {
        Some((_, text)) => text.trim_end_matches('.').to_owned(),
        None => "a SHACL constraint is not met".to_owned(),
    }
}

/// A path as in SPARQL, with short names.
fn show_path(checked: &Checked<'_>, path: &SHACLPath) -> String {
    match path {
        SHACLPath::Predicate { pred } => checked.names.shorten(&pred.to_string()).into_owned(),
        SHACLPath::Sequence { paths } => {
            let parts: Vec<_> = paths.iter().map(|path| show_path(checked, path)).collect();
            parts.join("/")
        }
        SHACLPath::Inverse { path } => format!("^{}", show_path(checked, path)),
        other => other.to_string(),
    }
}

/// `shacl-min-count` for `sh:MinCountConstraintComponent`.
fn code(component: &str) -> &'static str {
    let name = component.rsplit(['#', '/']).next().unwrap_or_default();
    match name.strip_suffix("ConstraintComponent").unwrap_or(name) {
        "And" => "shacl-and",
        "Class" => "shacl-class",
        "Closed" => "shacl-closed",
        "Datatype" => "shacl-datatype",
        "Disjoint" => "shacl-disjoint",
        "Equals" => "shacl-equals",
        "HasValue" => "shacl-has-value",
        "In" => "shacl-in",
        "LanguageIn" => "shacl-language-in",
        "LessThan" => "shacl-less-than",
        "LessThanOrEquals" => "shacl-less-than-or-equals",
        "MaxCount" => "shacl-max-count",
        "MaxExclusive" => "shacl-max-exclusive",
        "MaxInclusive" => "shacl-max-inclusive",
        "MaxLength" => "shacl-max-length",
        "MinCount" => "shacl-min-count",
        "MinExclusive" => "shacl-min-exclusive",
        "MinInclusive" => "shacl-min-inclusive",
        "MinLength" => "shacl-min-length",
        "NodeKind" => "shacl-node-kind",
        "Node" => "shacl-node",
        "Not" => "shacl-not",
        "Or" => "shacl-or",
        "Pattern" => "shacl-pattern",
        "QualifiedMaxCount" => "shacl-qualified-max-count",
        "QualifiedMinCount" => "shacl-qualified-min-count",
        "UniqueLang" => "shacl-unique-lang",
        "Xone" => "shacl-xone",
        _ => "shacl-constraint",
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::check::{Checked, Texts};
    use crate::diagnostic::Severity;
    use crate::graph::{Names, Quads};
    use oxigraph::io::{RdfFormat, RdfParser};

    pub(in crate::check::shacl) fn quads(turtle: &str) -> Quads {
        RdfParser::from_format(RdfFormat::Turtle)
            .for_slice(turtle)
            .collect::<Result<_, _>>()
            .unwrap()
    }

    pub(in crate::check::shacl) fn check(
        shapes: &str,
        data: &Quads,
        context: &Quads,
    ) -> Vec<Diagnostic> {
        let checked = Checked {
            quads: data,
            texts: &Texts::default(),
            names: Names {
                base: Some("https://data.example.org/id/"),
                prefixes: &[("foaf", "http://xmlns.com/foaf/0.1/")],
            },
        };
        Shapes::read(shapes)
            .unwrap()
            .check(&checked, context)
            .unwrap()
    }

    const PERSON: &str = r#"
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix foaf: <http://xmlns.com/foaf/0.1/> .
        @prefix s: <https://example.org/shapes#> .
        s:Person a sh:NodeShape ; sh:targetClass foaf:Person ; sh:property s:name , s:knows , s:mbox .
        s:name a sh:PropertyShape ; sh:path foaf:name ; sh:minCount 1 ;
            sh:message "人須有名"@zh-Hant , "a person has a name"@en .
        s:knows a sh:PropertyShape ; sh:path foaf:knows ; sh:class foaf:Person .
        s:mbox a sh:PropertyShape ; sh:path foaf:mbox ; sh:maxCount 1 ; sh:severity sh:Warning .
    "#;

    #[test]
    fn a_result_says_which_rule_node_property_and_value() {
        let data = quads(
            "@base <https://data.example.org/id/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .\n\
             <person/a> a foaf:Person ; foaf:name \"唐鳳\" ; foaf:knows <person/b> .\n\
             <person/c> a foaf:Person ; foaf:mbox <mailto:1> , <mailto:2> .",
        );
        let found: Vec<_> = check(PERSON, &data, &Quads::default())
            .into_iter()
            .map(|d| (d.severity, d.code, d.message))
            .collect();
        assert_eq!(found.len(), 3, "{found:?}");
        let knows = found.iter().find(|found| found.1 == "shacl-class").unwrap();
        assert!(
            knows
                .2
                .ends_with(": `person/a`, property `foaf:knows`, value `person/b`"),
            "{knows:?}"
        );
        assert!(found.contains(&(
            Severity::Error,
            "shacl-min-count",
            "a person has a name: `person/c`, property `foaf:name`".to_owned()
        )));
        assert!(found.iter().any(
            |(severity, code, _)| (*severity, *code) == (Severity::Warning, "shacl-max-count")
        ));
    }

    #[test]
    fn what_the_context_says_of_a_named_node_counts() {
        let data = quads(
            "@base <https://data.example.org/id/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .\n\
             <person/a> a foaf:Person ; foaf:name \"唐鳳\" ; foaf:knows <person/b> .",
        );
        let context = quads(
            "@base <https://data.example.org/id/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .\n\
             <person/b> a <Delegate> ; foaf:name \"高嘉良\" .\n\
             <Delegate> <http://www.w3.org/2000/01/rdf-schema#subClassOf> foaf:Person .\n\
             <person/unnamed> a foaf:Person .",
        );
        assert_eq!(check(PERSON, &data, &context), []);
    }

    #[test]
    fn shapes_that_are_not_turtle_are_refused() {
        let error = Shapes::read("not turtle").err().unwrap();
        assert_eq!(error.code(), "shacl-shapes");
        assert!(
            error
                .to_string()
                .starts_with("the SHACL shapes cannot be read: ")
        );
    }
}
