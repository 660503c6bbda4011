//! Whether a graph hangs together: names that lead somewhere, terms that are declared.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use oxigraph::model::{
    GraphNameRef, Literal, NamedNodeRef, NamedOrBlankNodeRef, Quad, TermRef, vocab::rdf,
};

use super::Checked;
use crate::diagnostic::Diagnostic;
use crate::graph::Quads;
use crate::graph::vocab::{code, govrep, owl, rdfs, skos};

/// Checks that a graph hangs together.
///
/// - Every IRI in the project's own namespace (`own`, such as `{base}id/`) that is an object is
///   also described as a subject, and every such subject has a type.
/// - Every class, property and concept in the namespaces of govrep is declared as such in
///   `ontology` (the vocabulary and its code lists) or in the graph; to say something of a term
///   declares nothing.
/// - There are no blank nodes, and language tags are well-formed by BCP 47.
///
/// Each problem is told once, with the first node that has it.
pub fn check(checked: &Checked<'_>, ontology: &Quads, own: &str) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if let Some(blank) = checked.quads.first_blank() {
        diagnostics.push(
            Diagnostic::error(
                "integrity-blank-node",
                format!("there is a blank node: {blank}"),
            )
            .help("give every node an IRI, so that versions can be compared"),
        );
    }
    let described = subjects(checked.quads);
    let declared: BTreeSet<&str> = declared(ontology).chain(declared(checked.quads)).collect();
    let mut typed: HashSet<&str> = HashSet::new();
    let mut dangling: BTreeMap<&str, &Quad> = BTreeMap::new();
    let mut undeclared: BTreeMap<&str, &Quad> = BTreeMap::new();
    let mut tags: BTreeMap<&str, &Quad> = BTreeMap::new();
    for quad in checked.quads.iter() {
        if quad.predicate == rdf::TYPE
            && let NamedOrBlankNodeRef::NamedNode(node) = quad.subject.as_ref()
        {
            typed.insert(node.as_str());
        }
        if let TermRef::NamedNode(object) = quad.object.as_ref() {
            let object = object.as_str();
            if object.starts_with(own) && !described.contains(object) {
                dangling.entry(object).or_insert(quad);
            }
        }
        for term in terms(quad) {
            let is_ours = term.starts_with(govrep::NAMESPACE) || term.starts_with(code::NAMESPACE);
            if is_ours && !declared.contains(term) {
                undeclared.entry(term).or_insert(quad);
            }
        }
        if let TermRef::Literal(literal) = quad.object.as_ref()
            && let Some(tag) = literal.language()
        {
            tags.entry(tag).or_insert(quad);
        }
    }
    for (iri, quad) in dangling {
        diagnostics.push(problem(
            checked,
            quad,
            "integrity-dangling",
            iri,
            "is named but nothing is said of it",
        ));
    }
    for (iri, quad) in undeclared {
        diagnostics.push(
            problem(
                checked,
                quad,
                "integrity-undeclared",
                iri,
                "is not declared in the ontology",
            )
            .help("add it to `ontology/`, or correct its spelling"),
        );
    }
    for iri in described {
        if iri.starts_with(own) && !typed.contains(iri) {
            let node = NamedNodeRef::new_unchecked(iri);
            let untyped = Diagnostic::error(
                "integrity-untyped",
                format!("{} has no type", checked.name(node)),
            );
            diagnostics.push(match checked.place(node) {
                Some(place) => untyped.at(place),
                None => untyped,
            });
        }
    }
    for (tag, quad) in tags {
        if Literal::new_language_tagged_literal("", tag).is_err() {
            diagnostics.push(Diagnostic::error(
                "integrity-language-tag",
                format!("`{tag}` is not a language tag: {quad}"),
            ));
        }
    }
    diagnostics
}

fn problem(
    checked: &Checked<'_>,
    quad: &Quad,
    code: &'static str,
    iri: &str,
    what: &str,
) -> Diagnostic {
    let by = match quad.subject.as_ref() {
        NamedOrBlankNodeRef::NamedNode(subject) => checked.name(subject),
        NamedOrBlankNodeRef::BlankNode(subject) => subject.to_string(),
    };
    let name = checked.name(NamedNodeRef::new_unchecked(iri));
    let found = Diagnostic::error(code, format!("{name} {what} (first used by {by})"));
    match checked.place_of_subject(quad.subject.as_ref()) {
        Some(place) => found.at(place),
        None => found,
    }
}

fn subjects(quads: &Quads) -> BTreeSet<&str> {
    quads
        .iter()
        .filter_map(|quad| match quad.subject.as_ref() {
            NamedOrBlankNodeRef::NamedNode(node) => Some(node.as_str()),
            NamedOrBlankNodeRef::BlankNode(_) => None,
        })
        .collect()
}

/// What is declared to be a class, a property, a concept or a list of them.
fn declared(quads: &Quads) -> impl Iterator<Item = &str> {
    const DECLARING: [NamedNodeRef<'static>; 8] = [
        rdfs::CLASS,
        owl::CLASS,
        rdf::PROPERTY,
        owl::OBJECT_PROPERTY,
        owl::DATATYPE_PROPERTY,
        owl::ONTOLOGY,
        skos::CONCEPT,
        skos::CONCEPT_SCHEME,
    ];
    quads
        .iter()
        .filter(|quad| {
            let is_declaring =
                |class: &NamedNodeRef<'_>| quad.object.as_ref() == TermRef::NamedNode(*class);
            quad.predicate == rdf::TYPE && DECLARING.iter().any(is_declaring)
        })
        .filter_map(|quad| match quad.subject.as_ref() {
            NamedOrBlankNodeRef::NamedNode(node) => Some(node.as_str()),
            NamedOrBlankNodeRef::BlankNode(_) => None,
        })
}

/// The IRIs of a quad that could be terms of a vocabulary.
fn terms(quad: &Quad) -> impl Iterator<Item = &str> {
    let mut terms = vec![quad.predicate.as_str()];
    if let TermRef::NamedNode(object) = quad.object.as_ref() {
        terms.push(object.as_str());
    }
    if let TermRef::Literal(literal) = quad.object.as_ref() {
        terms.push(literal.datatype().as_str());
    }
    if let GraphNameRef::NamedNode(graph) = quad.graph_name.as_ref() {
        terms.push(graph.as_str());
    }
    terms.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Texts;
    use crate::graph::Names;
    use oxigraph::io::{RdfFormat, RdfParser};

    const GRAPH: &str = r#"
        @base <https://data.example.org/id/> .
        @prefix foaf: <http://xmlns.com/foaf/0.1/> .
        @prefix govrep: <https://w3id.org/govrep/ns#> .
        @prefix role: <https://w3id.org/govrep/code/role/> .
        @prefix org: <http://www.w3.org/ns/org#> .
        <person/a> a foaf:Person ; foaf:name "唐鳳"@zh-Hant .
        <membership/a> a org:Membership ; org:member <person/a> ; org:role role:delegate ;
            govrep:line 3 .
    "#;

    const ONTOLOGY: &str = r"
        @prefix govrep: <https://w3id.org/govrep/ns#> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        @prefix role: <https://w3id.org/govrep/code/role/> .
        govrep:line a rdf:Property .
        role:delegate a <http://www.w3.org/2004/02/skos/core#Concept> .
    ";

    fn quads(turtle: &str) -> Quads {
        RdfParser::from_format(RdfFormat::Turtle)
            .lenient()
            .for_slice(turtle)
            .collect::<Result<_, _>>()
            .unwrap()
    }

    fn check_with(old: &str, new: &str) -> Vec<(&'static str, String)> {
        assert!(GRAPH.contains(old), "{old}");
        let quads_ = quads(&GRAPH.replacen(old, new, 1));
        let checked = Checked {
            quads: &quads_,
            texts: &Texts::default(),
            names: Names {
                base: Some("https://data.example.org/id/"),
                prefixes: &[
                    ("role", "https://w3id.org/govrep/code/role/"),
                    ("govrep", "https://w3id.org/govrep/ns#"),
                ],
            },
        };
        check(&checked, &quads(ONTOLOGY), "https://data.example.org/id/")
            .into_iter()
            .map(|d| (d.code, d.message))
            .collect()
    }

    #[test]
    fn a_graph_that_hangs_together_passes() {
        assert_eq!(check_with("", ""), []);
    }

    #[test]
    fn each_fault_is_found() {
        for (old, new, code, message) in [
            (
                "org:member <person/a>",
                "org:member <person/b>",
                "integrity-dangling",
                "`person/b` is named but nothing is said of it (first used by `membership/a`)",
            ),
            (
                "role:delegate",
                "role:delegat",
                "integrity-undeclared",
                "`role:delegat` is not declared in the ontology (first used by `membership/a`)",
            ),
            (
                "govrep:line",
                "govrep:lines",
                "integrity-undeclared",
                "`govrep:lines` is not declared in the ontology (first used by `membership/a`)",
            ),
            (
                "<person/a> a",
                "role:delegat govrep:line 1 . <membership/b> a org:Membership ; org:role role:delegat . \
                 <person/a> a",
                "integrity-undeclared",
                "`role:delegat` is not declared in the ontology (first used by `membership/b`)",
            ),
            (
                "a foaf:Person ;",
                "",
                "integrity-untyped",
                "`person/a` has no type",
            ),
            (
                "@zh-Hant",
                "@zh-Hantttttttttttttttt",
                "integrity-language-tag",
                "`zh-hantttttttttttttttt` is not a language tag: <https://data.example.org/id/person/a> \
                 <http://xmlns.com/foaf/0.1/name> \"唐鳳\"@zh-hantttttttttttttttt",
            ),
        ] {
            assert_eq!(check_with(old, new), [(code, message.to_owned())]);
        }
    }

    #[test]
    fn a_blank_node_is_found() {
        let found = check_with("org:member <person/a>", "org:member [ a foaf:Person ]");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, "integrity-blank-node");
    }
}
