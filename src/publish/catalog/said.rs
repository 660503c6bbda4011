//! What was said so far: triples in the order in which they are published.

use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::graph::vocab::{rdf, xsd};
use crate::project::{Date, Labels};

/// A document that is being written: each triple once, those of a node together.
#[derive(Debug, Default)]
pub(super) struct Said {
    quads: Vec<Quad>,
    known: FxHashSet<Quad>,
}

impl Said {
    pub fn term(
        &mut self,
        subject: &NamedNode,
        property: NamedNodeRef<'_>,
        value: impl Into<Term>,
    ) {
        let quad = Quad::new(
            subject.clone(),
            property.into_owned(),
            value,
            GraphName::DefaultGraph,
        );
        if self.known.insert(quad.clone()) {
            self.quads.push(quad);
        }
    }

    pub fn is(&mut self, subject: &NamedNode, class: NamedNodeRef<'_>) {
        self.term(subject, rdf::TYPE, class.into_owned());
    }

    /// A text without a language.
    pub fn plain(&mut self, subject: &NamedNode, property: NamedNodeRef<'_>, text: &str) {
        self.term(subject, property, Literal::new_simple_literal(text));
    }

    /// A text in a language.
    pub fn text(&mut self, subject: &NamedNode, property: NamedNodeRef<'_>, tag: &str, text: &str) {
        let text = Literal::new_language_tagged_literal(text, tag)
            .unwrap_or_else(|_| Literal::new_simple_literal(text));
        self.term(subject, property, text);
    }

    /// A text in each language, in their order.
    pub fn texts(&mut self, subject: &NamedNode, property: NamedNodeRef<'_>, labels: &Labels) {
        for (tag, text) in labels.iter() {
            self.text(subject, property, tag, text);
        }
    }

    /// A date with the datatype of its precision.
    pub fn date(&mut self, subject: &NamedNode, property: NamedNodeRef<'_>, date: Date) {
        let datatype = match (date.month, date.day) {
            (Some(_), Some(_)) => xsd::DATE,
            (Some(_), None) => xsd::G_YEAR_MONTH,
            (None, _) => xsd::G_YEAR,
        };
        self.term(
            subject,
            property,
            Literal::new_typed_literal(date.to_string(), datatype),
        );
    }

    /// How many there are of something.
    pub fn number(&mut self, subject: &NamedNode, property: NamedNodeRef<'_>, number: usize) {
        let number = Literal::new_typed_literal(number.to_string(), xsd::INTEGER);
        self.term(subject, property, number);
    }

    /// The triples in the order in which they were said.
    pub fn iter(&self) -> impl Iterator<Item = &Quad> {
        self.quads.iter()
    }

    /// The triples, those of a node where it was first spoken of.
    pub fn into_quads(self) -> Vec<Quad> {
        let mut places: FxHashMap<NamedOrBlankNode, usize> = FxHashMap::default();
        for quad in &self.quads {
            let next = places.len();
            places.entry(quad.subject.clone()).or_insert(next);
        }
        let mut quads = self.quads;
        quads.sort_by_key(|quad| places.get(&quad.subject).copied());
        quads
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::vocab::dcterms;

    #[test]
    fn a_node_is_told_in_one_place_and_each_triple_once() {
        let node = |name: &str| NamedNode::new_unchecked(format!("https://e.org/{name}"));
        let (a, b) = (node("a"), node("b"));
        let mut said = Said::default();
        let titles: Labels = [("zh-Hant", "報告"), ("en", "Report")]
            .into_iter()
            .collect();
        said.texts(&b, dcterms::TITLE, &titles);
        said.plain(&a, dcterms::TITLE, "A");
        said.texts(&b, dcterms::TITLE, &titles);
        said.plain(&b, dcterms::IDENTIFIER, "b");
        let lines: Vec<String> = said
            .into_quads()
            .iter()
            .map(|quad| quad.object.to_string())
            .collect();
        // The main language first, although `R` comes before `報`.
        assert_eq!(
            lines,
            ["\"報告\"@zh-hant", "\"Report\"@en", "\"b\"", "\"A\""]
        );
    }

    #[test]
    fn a_date_has_the_type_of_its_precision() {
        let node = NamedNode::new_unchecked("https://e.org/a");
        let mut said = Said::default();
        for date in ["2016", "2016-12", "2016-12-09"] {
            said.date(&node, dcterms::ISSUED, date.parse().unwrap());
        }
        let types: Vec<String> = said
            .into_quads()
            .iter()
            .map(|quad| {
                quad.object
                    .to_string()
                    .rsplit('#')
                    .next()
                    .unwrap()
                    .to_owned()
            })
            .collect();
        assert_eq!(types, ["gYear>", "gYearMonth>", "date>"]);
    }
}
