//! A published graph, asked from both ends of its triples.

use std::collections::HashMap;
use std::ops::Range;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNodeRef, NamedOrBlankNodeRef, Quad, TermRef};

use crate::graph::Quads;
use crate::graph::vocab::{code, oa, prov};

/// The graph of a report, with what is known beforehand of the things in it.
pub struct Graph<'a> {
    report: &'a Quads,
    authority: &'a Quads,
    /// For each node of the report's graph what points at it.
    into: HashMap<NamedNodeRef<'a>, Vec<&'a Quad>>,
}

impl<'a> Graph<'a> {
    /// Indexes a graph.
    pub fn new(report: &'a Quads, authority: &'a Quads) -> Self {
        let mut into: HashMap<NamedNodeRef, Vec<&Quad>> = HashMap::new();
        for quad in report.iter() {
            if let TermRef::NamedNode(object) = quad.object.as_ref() {
                into.entry(object).or_default().push(quad);
            }
        }
        Self {
            report,
            authority,
            into,
        }
    }

    /// The nodes that the report's graph says something of, in order.
    pub fn subjects(&self) -> impl Iterator<Item = NamedNodeRef<'a>> {
        self.report
            .chunk_by(|a, b| a.subject == b.subject)
            .filter_map(|about| match about[0].subject.as_ref() {
                NamedOrBlankNodeRef::NamedNode(node) => Some(node),
                NamedOrBlankNodeRef::BlankNode(_) => None,
            })
    }

    /// The nodes that the report's graph points at, in order.
    pub fn objects(&self) -> impl Iterator<Item = NamedNodeRef<'a>> {
        let mut nodes: Vec<NamedNodeRef<'a>> = self.into.keys().copied().collect();
        nodes.sort_unstable_by_key(|node| node.as_str());
        nodes.into_iter()
    }

    /// All that the report's graph says, in order.
    pub fn quads(&self) -> impl Iterator<Item = &'a Quad> {
        self.report.iter()
    }

    /// All that is known beforehand of the things, in order.
    pub fn known(&self) -> impl Iterator<Item = &'a Quad> {
        self.authority.iter()
    }

    /// The values of a property in the report's graph, each once.
    pub fn values<'n>(
        &'n self,
        node: NamedNodeRef<'n>,
        property: NamedNodeRef<'n>,
    ) -> impl Iterator<Item = TermRef<'a>> + 'n {
        let mut last: Option<TermRef<'a>> = None;
        let report: &'a Quads = self.report;
        report
            .about(node)
            .iter()
            .filter(move |quad| quad.predicate.as_ref() == property)
            .map(|quad| quad.object.as_ref())
            .filter(move |&object| last.replace(object) != Some(object))
    }

    /// The nodes among the values of a property.
    pub fn nodes<'n>(
        &'n self,
        node: NamedNodeRef<'n>,
        property: NamedNodeRef<'n>,
    ) -> impl Iterator<Item = NamedNodeRef<'a>> + 'n {
        self.values(node, property).filter_map(|value| match value {
            TermRef::NamedNode(value) => Some(value),
            _ => None,
        })
    }

    /// The nodes that have a node as value of a property.
    pub fn owners<'n>(
        &'n self,
        node: NamedNodeRef<'n>,
        property: NamedNodeRef<'n>,
    ) -> impl Iterator<Item = NamedNodeRef<'a>> + 'n {
        let quads = self.into.get(&node).into_iter().flatten();
        quads
            .filter(move |quad| quad.predicate.as_ref() == property)
            .filter_map(|quad| match quad.subject.as_ref() {
                NamedOrBlankNodeRef::NamedNode(owner) => Some(owner),
                NamedOrBlankNodeRef::BlankNode(_) => None,
            })
    }

    /// What the report's graph says of a node.
    pub fn about(&self, node: NamedNodeRef<'_>) -> &'a [Quad] {
        self.report.about(node)
    }

    /// The nodes that point at a node, whatever the property.
    pub fn pointing<'n>(
        &'n self,
        node: NamedNodeRef<'n>,
    ) -> impl Iterator<Item = NamedNodeRef<'a>> + 'n {
        let quads = self.into.get(&node).into_iter().flatten();
        quads.filter_map(|quad| match quad.subject.as_ref() {
            NamedOrBlankNodeRef::NamedNode(owner) => Some(owner),
            NamedOrBlankNodeRef::BlankNode(_) => None,
        })
    }

    /// The texts among the values of a property.
    pub fn texts<'n>(
        &'n self,
        node: NamedNodeRef<'n>,
        property: NamedNodeRef<'n>,
    ) -> impl Iterator<Item = &'a str> + 'n {
        self.values(node, property).filter_map(|value| match value {
            TermRef::Literal(text) => Some(text.value()),
            _ => None,
        })
    }

    /// The names that both graphs give for a node, by property, and Chinese ones first.
    pub fn names(&self, node: NamedNodeRef<'_>, properties: &[NamedNodeRef<'_>]) -> Vec<String> {
        let about = [self.report.about(node), self.authority.about(node)];
        let mut names: Vec<(usize, bool, &str)> = about
            .into_iter()
            .flatten()
            .filter_map(|quad| {
                let property = properties
                    .iter()
                    .position(|p| *p == quad.predicate.as_ref())?;
                let TermRef::Literal(name) = quad.object.as_ref() else {
                    return None;
                };
                let chinese = name.language().is_some_and(|tag| tag.starts_with("zh"));
                Some((property, !chinese, name.value()))
            })
            .collect();
        names.sort_by_key(|&(property, foreign, _)| (property, foreign));
        names
            .into_iter()
            .map(|(.., name)| name.to_owned())
            .collect()
    }

    /// Whether one of the graphs says that a node is of a class.
    pub fn is_a(&self, node: NamedNodeRef<'_>, class: NamedNodeRef<'_>) -> bool {
        let about = [self.report.about(node), self.authority.about(node)];
        about
            .into_iter()
            .flatten()
            .any(|quad| quad.predicate == rdf::TYPE && quad.object.as_ref() == class.into())
    }

    /// The notation of the concept of a code list that a property gives.
    pub fn notation(&self, node: NamedNodeRef<'_>, property: NamedNodeRef<'_>) -> Option<&'a str> {
        let mut concepts = self.nodes(node, property);
        concepts.find_map(|concept| Some(in_code_list(concept.as_str())?.1))
    }

    /// The passages that a node is derived from: code points of the source.
    pub fn passages(&self, node: NamedNodeRef<'_>) -> Vec<Range<usize>> {
        let passages = self.nodes(node, prov::WAS_DERIVED_FROM);
        let selectors = passages.flat_map(|passage| {
            let selectors: Vec<_> = self.nodes(passage, oa::HAS_SELECTOR).collect();
            selectors
        });
        let number = |selector, property| {
            let mut texts = self.texts(selector, property);
            texts.find_map(|text| text.parse().ok())
        };
        selectors
            .filter_map(|selector| Some(number(selector, oa::START)?..number(selector, oa::END)?))
            .collect()
    }
}

/// The code list and the notation of a concept of this program's own code lists.
pub fn in_code_list(iri: &str) -> Option<(&str, &str)> {
    iri.strip_prefix(code::NAMESPACE)?.split_once('/')
}
