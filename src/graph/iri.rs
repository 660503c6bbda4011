//! The IRIs of a dataset: things, graphs, passages.
//!
//! A name is made of what a thing is, never of a date, an offset or a counter, so that reading
//! a report again, or another one, moves nothing. Only passages, which are places in one text,
//! carry offsets, and with them the hash of that text.

use oxigraph::model::{NamedNode, NamedNodeRef, Term};
use sha2::{Digest, Sha256};

use crate::document::Origin;
use crate::source::{Rendition, Source, hexadecimal};

/// The IRIs below one base.
#[derive(Clone, Copy, Debug)]
pub struct Namer<'a> {
    /// The base, ending in `/` or `#`.
    base: &'a str,
    /// The key of the report.
    report: &'a str,
    /// The first eight digits of the SHA-256 of the text.
    text: &'a str,
}

impl<'a> Namer<'a> {
    /// The names for one report; `base` was checked to be an absolute IRI, `report` is a slug.
    pub fn new(base: &'a str, report: &'a str, source: &'a Source) -> Self {
        Self {
            base,
            report,
            text: &source.sha256[..8],
        }
    }

    /// The key of the report.
    pub fn report(&self) -> &'a str {
        self.report
    }

    /// A thing, from its path: `person/唐鳳`. Paths are made of slugs, which are safe in IRIs.
    pub fn thing(&self, path: &str) -> NamedNode {
        self.below(&[path])
    }

    /// A thing whose path is made of parts.
    fn below(&self, parts: &[&str]) -> NamedNode {
        let length = self.base.len() + 3 + parts.iter().map(|part| part.len()).sum::<usize>();
        let mut iri = String::with_capacity(length);
        iri.push_str(self.base);
        iri.push_str("id/");
        for part in parts {
            iri.push_str(part);
        }
        NamedNode::new_unchecked(iri)
    }

    /// The report itself.
    pub fn document(&self) -> NamedNode {
        self.thing(&format!("document/{}", self.report))
    }

    /// Its text as received.
    pub fn text(&self) -> NamedNode {
        self.below(&["document/", self.report, "/text/", self.text])
    }

    /// The run of the program that read it.
    pub fn extraction(&self) -> NamedNode {
        self.below(&["activity/extraction/", self.report, "/", self.text])
    }

    /// The file as received, where the text was made of it.
    pub fn file(&self, made: &Rendition) -> NamedNode {
        self.thing(&format!(
            "document/{}/file/{}",
            self.report,
            &made.sha256[..8]
        ))
    }

    /// The run of the reader that made the text of the file.
    pub fn rendering(&self) -> NamedNode {
        self.thing(&format!("activity/rendering/{}/{}", self.report, self.text))
    }

    /// A passage of the text.
    pub fn passage(&self, origin: &Origin) -> NamedNode {
        let (start, end) = (origin.chars.start.to_string(), origin.chars.end.to_string());
        self.below(&["passage/", self.text, "/", &start, "-", &end])
    }

    /// The selector of a passage.
    pub fn selector(&self, origin: &Origin) -> NamedNode {
        let (start, end) = (origin.chars.start.to_string(), origin.chars.end.to_string());
        self.below(&["passage/", self.text, "/", &start, "-", &end, "/selector"])
    }

    /// A triple as a node of its own: called by the SHA-256 of its N-Triples form.
    pub fn assertion(
        &self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        object: &Term,
    ) -> NamedNode {
        // Piece by piece, without the machinery of formats.
        let mut triple = String::with_capacity(1 << 8);
        for part in ["<", subject.as_str(), "> <", predicate.as_str(), "> "] {
            triple.push_str(part);
        }
        match object {
            Term::NamedNode(node) => {
                for part in ["<", node.as_str(), ">"] {
                    triple.push_str(part);
                }
            }
            other => triple.push_str(&other.to_string()),
        }
        let digest = Sha256::digest(triple);
        self.thing(&format!("assertion/{}", hexadecimal(&digest[..8])))
    }

    /// The graph of discrepancies, one for all reports.
    pub fn quality(&self) -> NamedNode {
        NamedNode::new_unchecked(format!("{}graph/quality", self.base))
    }

    /// A graph of this report: `meta`, `facts`, `text`.
    pub fn graph(&self, part: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}graph/{}/{part}", self.base, self.report))
    }
}

/// The graph of what the authority tables know.
pub fn authority_graph(base: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{base}graph/authority"))
}
