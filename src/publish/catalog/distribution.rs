//! The files in which the dataset can be had.

use oxigraph::model::{Literal, NamedNode};

use super::table::{FileFormat, Packing, in_language};
use super::{Shared, Writing};
use crate::graph::vocab::{adms, dcat, dcatap, dcterms, spdx, xsd};
use crate::publish::release::Written;

impl Writing<'_> {
    /// Every dump of the release, described.
    pub fn distributions(&mut self, shared: &Shared) -> Vec<NamedNode> {
        let described = self.described_by;
        let prefix = format!("dump/{}.", described.project.dataset.name);
        let mut nodes = Vec::new();
        for (name, file) in described.files {
            if let Some(ending) = name.strip_prefix(&prefix)
                && let Some((format, packing)) = self.tables.file(name)
            {
                nodes.push(self.distribution(ending, name, file, (format, packing), shared));
            }
        }
        nodes
    }

    fn distribution(
        &mut self,
        ending: &str,
        name: &str,
        file: &Written,
        (format, packing): (&FileFormat, Option<&Packing>),
        shared: &Shared,
    ) -> NamedNode {
        let node = self.address.distribution(ending);
        let address = self.address.file(name);
        self.said.is(&node, dcat::DISTRIBUTION_CLASS);
        for tag in self.languages() {
            let title = self.file_title(tag, format, packing);
            self.said.text(&node, dcterms::TITLE, tag, &title);
        }
        for tag in self.languages() {
            let what = in_language(tag, &format.zh, &format.en);
            let text = self.tables.phrase("contents", tag, &[("format", what)]);
            self.said.text(&node, dcterms::DESCRIPTION, tag, &text);
        }
        self.said.term(&node, dcat::ACCESS_URL, address.clone());
        self.said.term(&node, dcat::DOWNLOAD_URL, address);
        if let Some(code) = self.concept_of_file(format) {
            self.said.term(&node, dcterms::FORMAT, code);
        }
        if let Some(media_type) = self.media_type(&format.media_type) {
            self.said.term(&node, dcat::MEDIA_TYPE, media_type);
        }
        if let Some(packing) = packing
            && let Some(media_type) = self.media_type(&packing.media_type)
        {
            self.said.term(&node, dcat::COMPRESS_FORMAT, media_type);
        }
        let size = Literal::new_typed_literal(file.bytes.to_string(), xsd::NON_NEGATIVE_INTEGER);
        self.said.term(&node, dcat::BYTE_SIZE, size);
        let checksum = self.address.distribution(&format!("{ending}/checksum"));
        self.said.term(&node, spdx::CHECKSUM, checksum.clone());
        self.said
            .term(&node, dcterms::LICENSE, shared.licence.clone());
        if let Some(rights) = &shared.rights {
            self.said.term(&node, dcterms::RIGHTS, rights.clone());
        }
        if let Some(stable) = self.concept("planned-availability", "STABLE") {
            self.said.term(&node, dcatap::AVAILABILITY, stable);
        }
        if let Some(completed) = self.concept("distribution-status", "COMPLETED") {
            self.said.term(&node, adms::STATUS, completed);
        }
        let standard = self.standard(&format.standard, &format.zh, &format.en);
        self.said.term(&node, dcterms::CONFORMS_TO, standard);
        for language in &shared.languages {
            self.said.term(&node, dcterms::LANGUAGE, language.clone());
        }
        self.dates(&node);
        self.said.is(&checksum, spdx::CHECKSUM_CLASS);
        let algorithm = self.sha256();
        self.said.term(&checksum, spdx::ALGORITHM, algorithm);
        let value = Literal::new_typed_literal(file.sha256.clone(), xsd::HEX_BINARY);
        self.said.term(&checksum, spdx::CHECKSUM_VALUE, value);
        node
    }

    fn concept_of_file(&mut self, format: &FileFormat) -> Option<NamedNode> {
        let scheme = self.tables.scheme("file-type")?;
        let concept = super::table::Concept {
            scheme: scheme.key.clone(),
            code: format.file_type.clone(),
            zh: format.zh.clone(),
            en: format.en.clone(),
            note: String::new(),
        };
        Some(self.described(scheme, &concept))
    }

    /// `… (Turtle, gzip-compressed)`.
    pub fn file_title(&self, tag: &str, format: &FileFormat, packing: Option<&Packing>) -> String {
        let title = self.title(tag);
        let kind = in_language(tag, &format.zh, &format.en);
        let kind = match packing {
            None => kind.to_owned(),
            Some(packing) => {
                let packing = in_language(tag, &packing.zh, &packing.en);
                let words = [("format", kind), ("packing", packing)];
                self.tables.phrase("packed", tag, &words)
            }
        };
        let words = [("title", &*title), ("format", &*kind)];
        self.tables.phrase("distribution", tag, &words)
    }
}
