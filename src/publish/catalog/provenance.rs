//! How the dataset was made.

use oxigraph::model::NamedNode;

use super::Writing;
use crate::graph::vocab::{dcterms, foaf, prov, rdfs, schema};

/// The name and version of this program.
const TOOL: &str = concat!("govrep ", env!("CARGO_PKG_VERSION"));

/// Where this program is found.
const TOOL_PAGE: &str = env!("CARGO_PKG_REPOSITORY");

impl Writing<'_> {
    /// The making of this version from its sources.
    pub fn build(&mut self) -> NamedNode {
        let build = self.address.build(self.described_by.version);
        self.said.is(&build, prov::ACTIVITY);
        for tag in self.languages() {
            let label = self.tables.phrase("build", tag, &[]);
            self.said.text(&build, rdfs::LABEL, tag, &label);
        }
        let tool = self.address.agent("govrep");
        self.said
            .term(&build, prov::WAS_ASSOCIATED_WITH, tool.clone());
        for source in self.described_by.sources {
            self.said.term(&build, prov::USED, source.text.clone());
        }
        self.said
            .term(&build, prov::GENERATED, self.address.dataset());
        self.said.is(&tool, prov::SOFTWARE_AGENT);
        self.said.plain(&tool, rdfs::LABEL, TOOL);
        self.said.plain(&tool, schema::SOFTWARE_VERSION, TOOL);
        let page = NamedNode::new_unchecked(TOOL_PAGE);
        self.said.term(&tool, foaf::HOMEPAGE, page);
        for source in self.described_by.sources {
            self.said.is(&source.text, prov::ENTITY);
            let hash = format!("sha256:{}", source.sha256);
            self.said.plain(&source.text, dcterms::IDENTIFIER, &hash);
            self.said
                .texts(&source.text, dcterms::TITLE, &source.report.title);
        }
        build
    }

    /// The same in words.
    pub fn provenance(&mut self) -> NamedNode {
        let node = self.address.part("provenance");
        self.said.is(&node, dcterms::PROVENANCE_STATEMENT);
        let sources = self.described_by.sources.len().to_string();
        for tag in self.languages() {
            let words = [("tool", TOOL), ("sources", &*sources)];
            let text = self.tables.phrase("provenance", tag, &words);
            self.said.text(&node, rdfs::LABEL, tag, &text);
        }
        node
    }
}
