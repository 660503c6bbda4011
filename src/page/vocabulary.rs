//! The documentation of the ontology: terms, code lists, shapes.

use std::collections::BTreeMap;

use askama::Template;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedNodeRef, TermRef};
use rustc_hash::FxHashMap;

use super::thing::Viewer;
use super::{Page, Said, Value, World};
use crate::graph::vocab::{code, dcterms, govrep, owl, rdf, rdfs, schema, skos};
use crate::graph::{Quads, ontology};

const SHACL: &str = "http://www.w3.org/ns/shacl#";

/// A term of the vocabulary.
struct Term {
    local: String,
    name: Said,
    comment: Said,
    parents: Vec<Value>,
    domains: Vec<Value>,
    ranges: Vec<Value>,
    lists: Vec<Value>,
    used: usize,
    example: Option<Value>,
}

#[derive(Template)]
#[template(path = "vocabulary.html")]
struct VocabularyPage<'p> {
    page: &'p Page<'p>,
    classes: Vec<Term>,
    properties: Vec<Term>,
    lists: Vec<(String, Said, usize)>,
}

/// How often a dataset uses each term and concept.
#[derive(Debug)]
pub struct Usage<'a> {
    counts: FxHashMap<&'a str, usize>,
    examples: FxHashMap<&'a str, &'a str>,
}

impl<'a> Usage<'a> {
    /// Counts; only what is said of things of the dataset counts.
    pub fn new(world: &World<'a>) -> Self {
        let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
        let mut examples: FxHashMap<&str, &str> = FxHashMap::default();
        for quad in world.quads.union() {
            let oxigraph::model::NamedOrBlankNodeRef::NamedNode(subject) = quad.subject else {
                continue;
            };
            if !subject.as_str().starts_with(&world.things) {
                continue;
            }
            *counts.entry(quad.predicate.as_str()).or_default() += 1;
            if let TermRef::NamedNode(object) = quad.object {
                *counts.entry(object.as_str()).or_default() += 1;
                if quad.predicate == rdf::TYPE && world.has_page(subject.as_str()) {
                    examples.entry(object.as_str()).or_insert(subject.as_str());
                }
            }
        }
        Self { counts, examples }
    }

    fn of(&self, iri: &str) -> usize {
        self.counts.get(iri).copied().unwrap_or_default()
    }
}

fn text(world: &World<'_>, page: &Page<'_>, iri: &str, property: NamedNodeRef<'static>) -> Said {
    let mut texts = world
        .literals(iri, property)
        .map(|literal| super::world::said(literal, page.language));
    let first = texts.next();
    let own = first
        .iter()
        .cloned()
        .chain(texts)
        .find(|text| text.lang.is_none());
    own.or(first).unwrap_or_default()
}

/// Writes the page of the terms.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render(world: &World<'_>, page: &Page<'_>, usage: &Usage<'_>) -> askama::Result<String> {
    let viewer = Viewer::new(world, page);
    let terms = |class: NamedNodeRef<'static>| -> Vec<Term> {
        let of_class = govrep::TERMS
            .iter()
            .filter(|term| world.is_a(term.as_str(), class));
        let mut terms: Vec<Term> = of_class
            .map(|term| {
                let iri = term.as_str();
                let links = |property: NamedNodeRef<'static>| -> Vec<Value> {
                    let nodes = world.nodes(iri, property);
                    nodes
                        .map(|node| term_link(world, &viewer, page, node))
                        .collect()
                };
                Term {
                    local: iri[govrep::NAMESPACE.len()..].to_owned(),
                    name: world.name(iri, page.language),
                    comment: text(world, page, iri, rdfs::COMMENT),
                    parents: links(rdfs::SUB_CLASS_OF),
                    domains: links(schema::DOMAIN_INCLUDES),
                    ranges: links(schema::RANGE_INCLUDES),
                    lists: links(rdfs::SEE_ALSO),
                    used: usage.of(iri),
                    example: usage.examples.get(iri).map(|thing| viewer.link(thing)),
                }
            })
            .collect();
        terms.sort_by(|a, b| a.local.cmp(&b.local));
        terms
    };
    VocabularyPage {
        classes: terms(owl::CLASS),
        properties: terms(rdf::PROPERTY),
        lists: code::SCHEMES
            .iter()
            .map(|(name, concepts)| {
                let scheme = code::scheme(name);
                let label = world.name(scheme.as_str(), page.language);
                ((*name).to_owned(), label, concepts.len())
            })
            .collect(),
        page,
    }
    .render()
}

/// A link to a term of ours, or the short name of another.
fn term_link(world: &World<'_>, viewer: &Viewer<'_, '_>, page: &Page<'_>, node: &str) -> Value {
    if world.target(node).is_some() {
        return viewer.link(node);
    }
    // A path of several steps has no name.
    if node.is_empty() {
        return Value::default();
    }
    let names = crate::graph::Names {
        base: None,
        prefixes: crate::graph::vocab::PREFIXES,
    };
    Value {
        said: Said::guess(names.shorten(node), page.language),
        href: Some(node.to_owned()),
        is_outside: true,
        ..Value::default()
    }
}

/// A concept of a code list.
struct Concept {
    local: String,
    name: Said,
    other: Option<Said>,
    definition: Said,
    broader: Vec<Value>,
    used: usize,
}

#[derive(Template)]
#[template(path = "code.html")]
struct CodePage<'p> {
    page: &'p Page<'p>,
    description: Said,
    concepts: Vec<Concept>,
    file: String,
}

/// Writes the page of a code list.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render_list(
    world: &World<'_>,
    page: &Page<'_>,
    usage: &Usage<'_>,
    list: &str,
    concepts: &[NamedNodeRef<'_>],
) -> askama::Result<String> {
    let viewer = Viewer::new(world, page);
    let scheme = code::scheme(list);
    let concepts = concepts
        .iter()
        .map(|concept| {
            let iri = concept.as_str();
            let name = world.name(iri, page.language);
            let other = world.label(iri, page.language.other());
            Concept {
                local: iri.rsplit('/').next().unwrap_or(iri).to_owned(),
                other: other.map(|other| Said {
                    text: other.text,
                    lang: Some(page.language.other().tag().to_owned()),
                }),
                name,
                definition: text(world, page, iri, skos::DEFINITION),
                broader: world
                    .nodes(iri, skos::BROADER)
                    .map(|node| viewer.link(node))
                    .collect(),
                used: usage.of(iri),
            }
        })
        .collect();
    CodePage {
        description: text(world, page, scheme.as_str(), dcterms::DESCRIPTION),
        concepts,
        file: page.file(&format!("ontology/scheme/{list}.ttl")),
        page,
    }
    .render()
}

/// The shapes, which are no part of the dataset.
pub fn shapes() -> Quads {
    let text = ontology::FILES
        .iter()
        .find(|(path, _)| *path == "shapes.ttl");
    let text = text.map_or("", |(_, text)| text);
    let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(text);
    quads.filter_map(Result::ok).collect()
}

/// How many rules the shapes have.
pub fn rules() -> usize {
    let property = format!("{SHACL}property");
    let shapes = shapes();
    let rules = shapes
        .iter()
        .filter(|quad| quad.predicate.as_str() == property);
    rules.count()
}

/// The rules of the shapes on one kind of node.
#[derive(Clone, Debug)]
struct Shape {
    target: Value,
    rules: Vec<(Value, Said)>,
}

#[derive(Template)]
#[template(path = "shapes.html")]
struct ShapesPage<'p> {
    page: &'p Page<'p>,
    shapes: Vec<Shape>,
}

/// Writes the page of the shapes, which are no part of the dataset: `shapes` is their graph.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render_shapes(world: &World<'_>, page: &Page<'_>, shapes: &Quads) -> askama::Result<String> {
    let viewer = Viewer::new(world, page);
    let term = |local: &str| oxigraph::model::NamedNode::new_unchecked(format!("{SHACL}{local}"));
    let [target_class, property, path, message] =
        ["targetClass", "property", "path", "message"].map(term);
    let nodes = |node: NamedNodeRef<'_>, property: NamedNodeRef<'_>| -> Vec<String> {
        let values = shapes.about(node).iter();
        values
            .filter(|quad| quad.predicate.as_ref() == property)
            .filter_map(|quad| match quad.object.as_ref() {
                TermRef::NamedNode(node) => Some(node.as_str().to_owned()),
                _ => None,
            })
            .collect()
    };
    let said = |node: NamedNodeRef<'_>| -> Said {
        let values = shapes
            .about(node)
            .iter()
            .filter(|quad| quad.predicate == message);
        let mut texts: Vec<Said> = values
            .filter_map(|quad| match quad.object.as_ref() {
                TermRef::Literal(text) => Some(super::world::said(text, page.language)),
                _ => None,
            })
            .collect();
        texts.sort_by_key(|text| text.lang.is_some());
        texts.into_iter().next().unwrap_or_default()
    };
    let mut found: BTreeMap<String, Shape> = BTreeMap::new();
    for quad in shapes.iter().filter(|quad| quad.predicate == target_class) {
        let oxigraph::model::NamedOrBlankNodeRef::NamedNode(shape) = quad.subject.as_ref() else {
            continue;
        };
        let TermRef::NamedNode(class) = quad.object.as_ref() else {
            continue;
        };
        let rules = nodes(shape, property.as_ref()).into_iter().map(|rule| {
            let rule = super::world::to_node(&rule).into_owned();
            let path = nodes(rule.as_ref(), path.as_ref())
                .pop()
                .unwrap_or_default();
            (term_link(world, &viewer, page, &path), said(rule.as_ref()))
        });
        let mut rules: Vec<(Value, Said)> =
            rules.filter(|(_, rule)| !rule.text.is_empty()).collect();
        rules.dedup();
        let target = term_link(world, &viewer, page, class.as_str());
        found
            .entry(class.as_str().to_owned())
            .or_insert_with(|| Shape {
                target,
                rules: Vec::new(),
            })
            .rules
            .extend(rules);
    }
    ShapesPage {
        page,
        shapes: found
            .into_values()
            .filter(|shape| !shape.rules.is_empty())
            .collect(),
    }
    .render()
}
