//! What catalogues are told of a release: DCAT-AP, VoID, PROV, data.gov.tw, CKAN, and how good
//! that description is.
//!
//! The description is a graph of its own beside the dataset, because it holds the sizes and
//! checksums of the files that hold the dataset. Each IRI of others that it uses is described in
//! it, so that a validator needs no network.

mod address;
mod agent;
mod ckan;
mod coverage;
mod dataset;
mod distribution;
mod licence;
mod provenance;
mod quality;
mod said;
mod stub;
mod table;
mod taiwan;
pub mod void;

use std::collections::BTreeMap;

use oxigraph::model::{NamedNode, NamedNodeRef, Quad};

use crate::authority::Authority;
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::graph::Quads;
use crate::graph::vocab::dcterms;
use crate::project::{self, Date, Project, Report};
use crate::publish::release::Written;

use address::Address;
use said::Said;
use table::{Tables, is_written};

pub use quality::{Indicator, Score};

/// Where the description in VoID is found by convention (RFC 8615), below the release.
pub const DISCOVERY: &str = ".well-known/void";

/// A report and its text, as the catalogue names them.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// What is known of the report.
    pub report: &'a Report,
    /// The IRI of the text as received.
    pub text: NamedNode,
    /// The SHA-256 of the text, in lower-case hexadecimal.
    pub sha256: &'a str,
}

/// A release that is to be described.
#[derive(Clone, Copy, Debug)]
pub struct Described<'a> {
    /// The settings.
    pub project: &'a Project,
    /// Names of countries and organisations.
    pub authority: &'a Authority,
    /// Where the dataset comes from.
    pub sources: &'a [Source<'a>],
    /// The dataset.
    pub quads: &'a Quads,
    /// The files of the release, with their sizes and checksums.
    pub files: &'a BTreeMap<String, Written>,
    /// The name of this version.
    pub version: &'a str,
    /// The day of the release where the settings name none, such as the one that
    /// `SOURCE_DATE_EPOCH` gives.
    pub day: Option<Date>,
}

/// The description of a release.
#[derive(Debug)]
pub struct Catalogue {
    /// DCAT-AP, PROV and DQV, in the order in which they should be read.
    pub catalog: Vec<Quad>,
    /// The body of CKAN's `package_create`, JSON.
    pub ckan: String,
    /// The metadata of data.gov.tw, JSON.
    pub taiwan: String,
    /// How data.europa.eu would rate the description.
    pub score: Score,
    /// What a person should know.
    pub found: Vec<Diagnostic>,
}

impl Catalogue {
    /// Describes a release.
    ///
    /// Sizes and checksums are those of `files`, counts those of `quads`. What the settings leave
    /// out is computed from the dataset where that is possible, and otherwise left out and told.
    pub fn of(described: &Described<'_>) -> Self {
        let tables = Tables::builtin();
        let mut writing = Writing::new(described, &tables);
        writing.catalogue();
        let score = writing.score();
        writing.measurements(&score);
        let ckan = writing.ckan();
        let taiwan = writing.taiwan();
        let mut catalog = writing.said.into_quads();
        catalog.extend(writing.stubs.into_quads());
        Self {
            catalog,
            ckan,
            taiwan,
            score,
            found: writing.found,
        }
    }
}

/// The description while it is written.
struct Writing<'a> {
    described_by: &'a Described<'a>,
    tables: &'a Tables,
    address: Address,
    issued: Option<Date>,
    modified: Option<Date>,
    /// What is ours, from the catalogue down to its parts.
    said: Said,
    /// What is of others.
    stubs: Said,
    found: Vec<Diagnostic>,
}

/// What a dataset shares with its distributions.
struct Shared {
    licence: NamedNode,
    rights: Option<NamedNode>,
    languages: Vec<NamedNode>,
}

impl<'a> Writing<'a> {
    fn new(described: &'a Described<'a>, tables: &'a Tables) -> Self {
        let project = described.project;
        let issued = project.dataset.issued.or(described.day);
        Self {
            described_by: described,
            tables,
            address: Address::new(&project.base, &project.dataset.name),
            issued,
            modified: project.dataset.modified.or(described.day).or(issued),
            said: Said::default(),
            stubs: Said::default(),
            found: Vec::new(),
        }
    }

    /// The languages of the project in which we have texts; English if there is none.
    fn languages(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let all = &self.described_by.project.languages;
        let mut own: Vec<&str> = all.iter().map(String::as_str).collect();
        own.retain(|tag| is_written(tag));
        if own.is_empty() {
            own.push("en");
        }
        own.into_iter()
    }

    /// The title in a language, or in the first that there is, or the name of the dataset.
    fn title(&self, tag: &str) -> String {
        let dataset = &self.described_by.project.dataset;
        let title = dataset.title.get(tag).or(dataset.title.first());
        title.unwrap_or(&dataset.name).to_owned()
    }

    /// The title in each language, or the name of the dataset.
    fn titles(&mut self, node: &NamedNode, property: NamedNodeRef<'_>) {
        let dataset = &self.described_by.project.dataset;
        self.said.texts(node, property, &dataset.title);
        if dataset.title.is_empty() {
            self.said.plain(node, property, &dataset.name);
        }
    }

    fn dates(&mut self, node: &NamedNode) {
        if let Some(issued) = self.issued {
            self.said.date(node, dcterms::ISSUED, issued);
        }
        if let Some(modified) = self.modified {
            self.said.date(node, dcterms::MODIFIED, modified);
        }
    }

    /// A code that the settings name, described; a diagnostic if the list does not have it.
    fn coded(&mut self, scheme: &str, code: &str, what: &str) -> Option<NamedNode> {
        let node = self.concept(scheme, code);
        if node.is_none() {
            let tables = self.tables;
            let help = if let Some(near) = nearest(code, tables.codes(scheme)) {
                format!("did you mean `{near}`?")
            } else {
                let codes: Vec<&str> = tables.codes(scheme).collect();
                format!("known codes: {}", codes.join(", "))
            };
            let message = format!("{what}, `{code}`, is not in the list of {scheme}");
            self.found.push(
                Diagnostic::error("catalog-code", message)
                    .at(Place::file(project::FILE))
                    .help(help),
            );
        }
        node
    }
}
