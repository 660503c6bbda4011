//! The ontology files, inside the binary.
//!
//! A project may leave its folder `ontology/` out: vocabulary, code lists, shapes and JSON-LD
//! context are the same for all, and these are the texts that the program uses then.

/// A file of the folder `ontology/`: its path there, and its text.
macro_rules! embedded {
    ($path:literal) => {
        ($path, include_str!(concat!("../../ontology/", $path)))
    };
}

/// Every ontology file: the path inside the folder `ontology/`, with `/`, and the text; sorted.
pub const FILES: &[(&str, &str)] = &[
    embedded!("context.jsonld"),
    embedded!("govrep.ttl"),
    embedded!("scheme/assertion-status.ttl"),
    embedded!("scheme/bound.ttl"),
    embedded!("scheme/candidacy-status.ttl"),
    embedded!("scheme/discrepancy-kind.ttl"),
    embedded!("scheme/discrepancy-scope.ttl"),
    embedded!("scheme/document-type.ttl"),
    embedded!("scheme/event-type.ttl"),
    embedded!("scheme/extraction-method.ttl"),
    embedded!("scheme/irm-indicator.ttl"),
    embedded!("scheme/irm-phase.ttl"),
    embedded!("scheme/irm-rating.ttl"),
    embedded!("scheme/jurisdiction-level.ttl"),
    embedded!("scheme/measure.ttl"),
    embedded!("scheme/modality.ttl"),
    embedded!("scheme/ogp-value.ttl"),
    embedded!("scheme/organisation-type.ttl"),
    embedded!("scheme/outcome.ttl"),
    embedded!("scheme/role.ttl"),
    embedded!("scheme/session-format.ttl"),
    embedded!("scheme/side.ttl"),
    embedded!("scheme/statement-kind.ttl"),
    embedded!("scheme/step-type.ttl"),
    embedded!("scheme/theme-ogp-2016.ttl"),
    embedded!("scheme/undertaking-status.ttl"),
    embedded!("scheme/unit.ttl"),
    embedded!("shapes.ttl"),
];

/// Those of [`FILES`] that are Turtle.
#[cfg(test)]
pub(crate) fn turtle() -> impl Iterator<Item = (&'static str, &'static str)> {
    let other = "context.jsonld";
    FILES
        .iter()
        .copied()
        .filter(move |(path, _)| *path != other)
}

/// The triples of one Turtle file of [`FILES`].
#[cfg(test)]
pub(crate) fn graph(path: &str) -> oxigraph::model::Graph {
    use oxigraph::io::{RdfFormat, RdfParser};
    let (_, text) = FILES
        .iter()
        .find(|file| file.0 == path)
        .expect("an embedded file");
    RdfParser::from_format(RdfFormat::Turtle)
        .for_slice(text)
        .map(|quad| quad.unwrap_or_else(|error| panic!("{path}: {error}")))
        .map(oxigraph::model::Triple::from)
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use oxigraph::model::dataset::CanonicalizationAlgorithm;
    use oxigraph::model::{
        BlankNode, Graph, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef,
        Term, TermRef, Triple,
    };
    use rio_api::model as rio;
    use rio_api::parser::TriplesParser;

    use super::*;
    use crate::graph::vocab::{ONTOLOGY, code, dcterms, govrep, owl, rdf, rdfs, schema, skos};

    const SHACL: &str = "http://www.w3.org/ns/shacl#";

    /// The values of a property, and the languages of those that are text, sorted.
    fn languages<'a>(
        graph: &'a Graph,
        subject: impl Into<NamedOrBlankNodeRef<'a>>,
        property: NamedNodeRef<'a>,
    ) -> Vec<&'a str> {
        let mut languages: Vec<&str> = graph
            .objects_for_subject_predicate(subject, property)
            .map(|value| match value {
                TermRef::Literal(text) => text.language().unwrap_or("none"),
                _ => "not text",
            })
            .collect();
        languages.sort_unstable();
        languages
    }

    #[test]
    fn the_list_is_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology");
        let mut found: Vec<String> = walkdir::WalkDir::new(&folder)
            .into_iter()
            .map(|entry| entry.expect("a readable folder"))
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let path = entry.path().strip_prefix(&folder).expect("a path below");
                path.to_str().expect("an ASCII name").replace('\\', "/")
            })
            .filter(|path| path != "README.md")
            .collect();
        found.sort();
        let listed: Vec<&str> = FILES.iter().map(|file| file.0).collect();
        assert_eq!(listed, found);
    }

    #[test]
    fn two_parsers_read_the_same_graph() {
        for (path, text) in turtle() {
            let mut second = Graph::new();
            rio_turtle::TurtleParser::new(text.as_bytes(), None)
                .parse_all(&mut |triple| {
                    second.insert(&triple_of_rio(triple));
                    Ok(()) as Result<(), rio_turtle::TurtleError>
                })
                .unwrap_or_else(|error| panic!("{path}: {error}"));
            let mut first = graph(path);
            first.canonicalize(CanonicalizationAlgorithm::Unstable);
            second.canonicalize(CanonicalizationAlgorithm::Unstable);
            assert!(first == second, "{path}");
        }
    }

    fn triple_of_rio(triple: rio::Triple<'_>) -> Triple {
        let subject: NamedOrBlankNode = match triple.subject {
            rio::Subject::NamedNode(node) => NamedNode::new_unchecked(node.iri).into(),
            rio::Subject::BlankNode(node) => BlankNode::new_unchecked(node.id).into(),
            rio::Subject::Triple(_) => unreachable!("RDF 1.1"),
        };
        let object: Term = match triple.object {
            rio::Term::NamedNode(node) => NamedNode::new_unchecked(node.iri).into(),
            rio::Term::BlankNode(node) => BlankNode::new_unchecked(node.id).into(),
            rio::Term::Literal(rio::Literal::Simple { value }) => {
                Literal::new_simple_literal(value).into()
            }
            rio::Term::Literal(rio::Literal::LanguageTaggedString { value, language }) => {
                Literal::new_language_tagged_literal(value, language)
                    .expect("a language tag")
                    .into()
            }
            rio::Term::Literal(rio::Literal::Typed { value, datatype }) => {
                Literal::new_typed_literal(value, NamedNode::new_unchecked(datatype.iri)).into()
            }
            rio::Term::Triple(_) => unreachable!("RDF 1.1"),
        };
        Triple::new(
            subject,
            NamedNode::new_unchecked(triple.predicate.iri),
            object,
        )
    }

    #[test]
    fn no_blank_nodes_but_the_lists_and_paths_of_the_shapes() {
        for (path, _) in turtle().filter(|file| file.0 != "shapes.ttl") {
            for triple in &graph(path) {
                assert!(!triple.subject.is_blank_node(), "{triple} in {path}");
                assert!(!triple.object.is_blank_node(), "{triple} in {path}");
            }
        }
        let inverse = NamedNode::new_unchecked(format!("{SHACL}inversePath"));
        for triple in &graph("shapes.ttl") {
            if triple.subject.is_blank_node() {
                let predicate = triple.predicate.as_str();
                assert!(
                    [rdf::FIRST.as_str(), rdf::REST.as_str(), inverse.as_str()]
                        .contains(&predicate),
                    "{triple}"
                );
            }
        }
    }

    #[test]
    fn the_ontology_says_what_it_is() {
        let graph = graph("govrep.ttl");
        assert!(graph.contains(oxigraph::model::TripleRef::new(
            ONTOLOGY,
            rdf::TYPE,
            owl::ONTOLOGY
        )));
        assert_eq!(
            languages(&graph, ONTOLOGY, dcterms::TITLE),
            ["en", "zh-hant"]
        );
        assert_eq!(
            languages(&graph, ONTOLOGY, dcterms::DESCRIPTION),
            ["en", "zh-hant"]
        );
        assert!(
            graph
                .object_for_subject_predicate(ONTOLOGY, dcterms::LICENSE)
                .is_some()
        );
    }

    #[test]
    fn every_term_has_label_and_comment_in_both_languages() {
        let graph = graph("govrep.ttl");
        for term in graph.subjects_for_predicate_object(rdfs::IS_DEFINED_BY, ONTOLOGY) {
            assert_eq!(
                languages(&graph, term, rdfs::LABEL),
                ["en", "zh-hant"],
                "{term}"
            );
            assert_eq!(
                languages(&graph, term, rdfs::COMMENT),
                ["en", "zh-hant"],
                "{term}"
            );
        }
    }

    #[test]
    fn every_property_says_where_it_is_used_and_which_code_list_it_draws_on() {
        let graph = graph("govrep.ttl");
        let properties: Vec<_> = graph
            .subjects_for_predicate_object(rdf::TYPE, rdf::PROPERTY)
            .collect();
        assert!(properties.len() > 40);
        for property in properties {
            for needed in [schema::DOMAIN_INCLUDES, schema::RANGE_INCLUDES] {
                let value = graph.object_for_subject_predicate(property, needed);
                assert!(value.is_some(), "{property} lacks {needed}");
            }
            let lists: Vec<_> = graph
                .objects_for_subject_predicate(property, rdfs::SEE_ALSO)
                .collect();
            for list in &lists {
                let known = code::SCHEMES
                    .iter()
                    .any(|(name, _)| TermRef::from(code::scheme(name).as_ref()) == *list);
                assert!(known, "{property} refers to {list}");
            }
        }
    }

    #[test]
    fn every_concept_is_complete() {
        for (name, concepts) in code::SCHEMES {
            let graph = graph(&format!("scheme/{name}.ttl"));
            let scheme = code::scheme(name);
            assert_eq!(
                languages(&graph, &scheme, skos::PREF_LABEL),
                ["en", "zh-hant"],
                "{name}"
            );
            let description = languages(&graph, &scheme, dcterms::DESCRIPTION);
            assert_eq!(description, ["en", "zh-hant"], "{name}");
            for concept in *concepts {
                let concept = *concept;
                assert_eq!(
                    languages(&graph, concept, skos::PREF_LABEL),
                    ["en", "zh-hant"],
                    "{concept}"
                );
                let definition = languages(&graph, concept, skos::DEFINITION);
                assert_eq!(definition, ["en", "zh-hant"], "{concept}");
                let notation = graph.object_for_subject_predicate(concept, skos::NOTATION);
                let slug = concept.as_str().rsplit('/').next().expect("a path");
                assert_eq!(
                    notation,
                    Some(Literal::from(slug).as_ref().into()),
                    "{concept}"
                );
                let top = graph.object_for_subject_predicate(concept, skos::TOP_CONCEPT_OF);
                let below = graph.object_for_subject_predicate(concept, skos::BROADER);
                assert!(top.is_some() != below.is_some(), "{concept}");
                if top.is_some() {
                    let listed =
                        oxigraph::model::TripleRef::new(&scheme, skos::HAS_TOP_CONCEPT, concept);
                    assert!(graph.contains(listed), "{concept}");
                }
            }
        }
    }

    #[test]
    fn every_property_shape_has_a_message_in_both_languages() {
        let graph = graph("shapes.ttl");
        let shacl = |name: &str| NamedNode::new_unchecked(format!("{SHACL}{name}"));
        let (shape, message) = (shacl("PropertyShape"), shacl("message"));
        let mut shapes = 0;
        for subject in graph.subjects_for_predicate_object(rdf::TYPE, shape.as_ref()) {
            assert!(!subject.is_blank_node());
            let found = languages(&graph, subject, message.as_ref());
            assert_eq!(found, ["en", "zh-hant"], "{subject}");
            shapes += 1;
        }
        assert!(shapes > 150);
    }

    /// What the shapes list for a closed code list is the code list.
    #[test]
    fn lists_in_the_shapes_are_whole_code_lists() {
        let graph = graph("shapes.ttl");
        let list_of = NamedNode::new_unchecked(format!("{SHACL}in"));
        let mut lists = 0;
        for triple in graph.triples_for_predicate(list_of.as_ref()) {
            let mut listed = BTreeSet::new();
            let mut rest = triple.object;
            while let TermRef::BlankNode(node) = rest {
                let get = |property| {
                    graph
                        .object_for_subject_predicate(node, property)
                        .expect("a list")
                };
                listed.insert(get(rdf::FIRST).to_string());
                rest = get(rdf::REST);
            }
            let whole = code::SCHEMES.iter().any(|(_, concepts)| {
                concepts
                    .iter()
                    .map(ToString::to_string)
                    .collect::<BTreeSet<_>>()
                    == listed
            });
            assert!(whole, "{} lists {listed:?}", triple.subject);
            lists += 1;
        }
        assert!(lists > 10);
    }

    const README: &str = include_str!("../../ontology/README.md");

    #[test]
    fn the_readme_names_every_term_and_code_list() {
        for term in govrep::TERMS {
            let name = term.as_str().replace(govrep::NAMESPACE, "govrep:");
            assert!(README.contains(&name), "{name} is not explained");
        }
        for (name, _) in code::SCHEMES {
            assert!(
                README.contains(&format!("`{name}`")),
                "{name} is not explained"
            );
        }
    }

    #[test]
    fn the_queries_of_the_readme_are_valid_and_use_declared_terms() {
        let blocks: Vec<&str> = README
            .split("```sparql\n")
            .skip(1)
            .map(|rest| rest.split("```").next().expect("a closed block"))
            .collect();
        assert!(blocks.len() >= 8, "one query per pattern");
        for query in blocks {
            spargebra::SparqlParser::new()
                .parse_query(query)
                .unwrap_or_else(|error| panic!("{error} in\n{query}"));
            let word = |c: char| !(c.is_ascii_alphanumeric() || c == ':');
            for local in query
                .split(word)
                .filter_map(|word| word.strip_prefix("govrep:"))
            {
                let iri = format!("{}{local}", govrep::NAMESPACE);
                let known =
                    local.is_empty() || govrep::TERMS.iter().any(|term| term.as_str() == iri);
                assert!(known, "govrep:{local} in\n{query}");
            }
        }
    }
}
