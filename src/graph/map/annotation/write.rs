//! What is taken over of an annotation, with its words and who made it.

use std::collections::BTreeSet;

use oxigraph::model::{Literal, NamedNode, Term};

use super::{Annotator, Assertion, Subject, is_fact, natures};
use crate::document::Span;
use crate::entity::fold;
use crate::graph::annotation::Creator;
use crate::graph::curation::Entry;
use crate::graph::map::{assertion, compose};
use crate::graph::term::Terms;
use crate::graph::vocab::{code, cv, foaf, govrep, prov, rdf, rdfs, skos};
use crate::project::slug;

impl Annotator<'_, '_, '_> {
    /// The node of who made an annotation.
    pub(super) fn creator(&mut self, creator: &Creator) -> NamedNode {
        if let Some(node) = self.creators.get(creator) {
            return node.clone();
        }
        let iri = creator.iri.as_deref();
        let is_web = |iri: &&str| iri.contains(':') && !iri.starts_with(&self.known.root);
        let node = iri.filter(is_web).and_then(|iri| NamedNode::new(iri).ok());
        let name = creator
            .name
            .as_deref()
            .or(iri)
            .unwrap_or_default()
            .to_owned();
        let node = node.unwrap_or_else(|| {
            let key = match slug(&name) {
                key if key.is_empty() => "unnamed".to_owned(),
                key => key,
            };
            self.writer.names.thing(&format!("agent/{key}"))
        });
        let graph = self.writer.graph("meta");
        let class = if creator.is_software {
            prov::SOFTWARE_AGENT
        } else {
            prov::AGENT
        };
        let label = self.writer.printed(&name);
        let plain = Literal::new_simple_literal(&name);
        for (property, object) in [
            (rdf::TYPE, Term::from(class)),
            (rdf::TYPE, foaf::AGENT.into()),
            (rdfs::LABEL, label.into()),
            (foaf::NAME, plain.into()),
        ] {
            self.writer.add_to(&node, property, object, graph);
        }
        self.creators.insert(creator.clone(), node.clone());
        node
    }

    #[expect(clippy::too_many_arguments, reason = "all of them are what is said")]
    pub(super) fn write(
        &mut self,
        entry: &Entry,
        subject: &Subject,
        mut statements: Vec<(NamedNode, Term)>,
        event: Option<&str>,
        spans: &[Span],
        names: &[String],
        creator: &NamedNode,
        number: (usize, usize),
    ) {
        let node = self.writer.names.thing(&subject.path);
        self.touch(&node, number, &rdf::TYPE.into_owned());
        if let Some(event) = event {
            let event = self.writer.names.thing(event);
            self.touch(&event, number, &cv::HAS_PARTICIPATION.into_owned());
        }
        for (index, name) in names.iter().enumerate() {
            let naming = self.naming(subject, name, index);
            self.known.call(&subject.path, name);
            statements.insert(index, naming);
        }
        if !subject.is_known {
            for class in &entry.classes {
                if let Some((_, types)) = Terms::class(&class.text) {
                    self.writer.types(&node, types);
                }
            }
        }
        // A known agent has its name.
        let natures = if subject.is_known {
            Vec::new()
        } else {
            natures(entry)
        };
        compose::derive(self.writer, &node, &natures, &statements, event);
        for &span in spans {
            let passage = self.writer.passage(span);
            self.writer.add(&node, prov::WAS_DERIVED_FROM, passage);
            self.place(&subject.path, span);
        }
        for (property, object) in statements {
            self.touch(&node, number, &property);
            let is_link = matches!(object, Term::NamedNode(_)) && !is_fact(entry);
            if subject.is_known || is_link {
                self.state(&node, &property, &object, spans, creator, number);
            }
            self.writer.add(&node, property.as_ref(), object);
        }
        if !subject.is_known {
            let method = code::extraction_method::ANNOTATED;
            self.writer.add(&node, govrep::EXTRACTION_METHOD, method);
            let creator = creator.clone();
            self.writer.add(&node, prov::WAS_ATTRIBUTED_TO, creator);
        }
    }

    /// What a name is to a thing: the label of a new one, and as it is known already.
    fn naming(&mut self, subject: &Subject, name: &str, index: usize) -> (NamedNode, Term) {
        let known = self.called.entry(subject.path.clone()).or_default();
        let wanted = fold(name);
        if let Some((property, name)) = known
            .iter()
            .find(|(_, known)| fold(known.value()) == wanted)
        {
            return (property.clone(), name.clone().into());
        }
        let property = if subject.is_known || index > 0 {
            skos::ALT_LABEL
        } else {
            rdfs::LABEL
        };
        let label = self.writer.printed(name);
        let known = self.called.entry(subject.path.clone()).or_default();
        known.push((property.into_owned(), label.clone()));
        (property.into_owned(), label.into())
    }

    /// A triple of a known node, to be written with its words and who states it.
    fn state(
        &mut self,
        subject: &NamedNode,
        property: &NamedNode,
        object: &Term,
        spans: &[Span],
        creator: &NamedNode,
        number: (usize, usize),
    ) {
        let name = assertion::name(self.writer, subject, property.as_ref(), object);
        self.touch(&name, number, &rdf::OBJECT.into_owned());
        let assertion = self
            .done
            .assertions
            .entry(name)
            .or_insert_with(|| Assertion {
                subject: subject.clone(),
                property: property.clone(),
                object: object.clone(),
                spans: BTreeSet::new(),
                creators: BTreeSet::new(),
            });
        assertion.spans.extend(spans);
        assertion.creators.insert(creator.clone());
    }

    fn touch(&mut self, node: &NamedNode, number: (usize, usize), property: &NamedNode) {
        let touched = self.done.touched.entry(node.clone()).or_default();
        touched.push((number, property.clone()));
    }
}
