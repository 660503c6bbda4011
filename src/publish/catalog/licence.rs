//! The licence, and how it wants the source to be named.

use oxigraph::model::NamedNode;

use super::Writing;
use super::table::{fill, in_language};
use crate::graph::vocab::{dcterms, rdfs, skos};
use crate::project::Labels;

impl Writing<'_> {
    /// The licence, described as far as the tables know it.
    pub fn licence(&mut self) -> NamedNode {
        let iri = &self.described_by.project.dataset.licence;
        let node = NamedNode::new_unchecked(iri);
        self.said.is(&node, dcterms::LICENSE_DOCUMENT);
        let Some(licence) = self.tables.licence(iri) else {
            return node;
        };
        self.said
            .text(&node, dcterms::TITLE, "zh-Hant", &licence.zh);
        self.said.text(&node, dcterms::TITLE, "en", &licence.en);
        if let Some(kind) = self.concept("licence-type", &licence.r#type) {
            self.said.term(&node, dcterms::TYPE, kind);
        }
        let page = NamedNode::new_unchecked(&licence.page);
        self.said.term(&node, rdfs::SEE_ALSO, page);
        if !licence.compatible.is_empty() {
            // What stands under it may be passed on under the other; not the same licence.
            let other = NamedNode::new_unchecked(&licence.compatible);
            self.said.term(&node, skos::CLOSE_MATCH, other);
        }
        node
    }

    /// What the terms of the licence want to be written beside the data.
    pub fn rights(&mut self) -> Option<NamedNode> {
        let texts = self.attribution();
        if texts.is_empty() {
            return None;
        }
        let node = self.address.part("rights");
        self.said.is(&node, dcterms::RIGHTS_STATEMENT);
        // CKAN takes the label of a statement of rights for its text.
        self.said.texts(&node, rdfs::LABEL, &texts);
        Some(node)
    }

    /// The attribution that the licence asks for, in the languages of the project that it has.
    pub fn attribution(&self) -> Labels {
        let project = self.described_by.project;
        let Some(licence) = self.tables.licence(&project.dataset.licence) else {
            return Labels::default();
        };
        let names = project.publisher.as_ref();
        let names = names.map(|publisher| self.publisher_names(publisher));
        let names = names.unwrap_or_default();
        let year = self.issued.or(self.modified);
        let year = year.map(|date| date.year.to_string()).unwrap_or_default();
        let texts = self.languages().map(|tag| {
            let name = names.get(tag).or(names.first()).unwrap_or_default();
            let title = self.title(tag);
            let words = [
                ("publisher", name),
                ("year", &*year),
                ("title", &*title),
                ("version", self.described_by.version),
            ];
            let text = in_language(tag, &licence.attribution_zh, &licence.attribution_en);
            (tag, fill(text, &words))
        });
        texts.collect()
    }
}
