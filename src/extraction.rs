//! A report read whole: the stages from the source to the graph, in one call.

use std::collections::BTreeSet;

use crate::authority::Authority;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::entity::{self, Resolved};
use crate::fact::{self, Facts, Material};
use crate::graph::language;
use crate::graph::map::{self, Mapped};
use crate::graph::{Additions, Rows};
use crate::mention::{self, Knowledge, Mention};
use crate::project::Report;
use crate::source::Source;

/// What was read from one report.
#[derive(Debug)]
pub struct Extraction {
    /// The text.
    pub document: Document,
    /// The places in it that name things, in order.
    pub mentions: Vec<Mention>,
    /// The things.
    pub resolved: Resolved,
    /// What is said of them.
    pub facts: Facts,
}

impl Extraction {
    /// Reads a report; what is wrong with it is collected, and the rest is still read.
    pub fn read(source: Source, knowledge: &Knowledge, report: &Report) -> (Self, Vec<Diagnostic>) {
        let (document, mut diagnostics) = {
            let known = |word: &str| knowledge.is_latin_word(word);
            Document::read_with(source, &knowledge.headers, &known)
        };
        let mut told = report.clone();
        told.assume_language(language::of_document(
            document.text(),
            &report.language,
            &knowledge.authority.lexicon,
        ));
        let report = &told;
        let home = mention::home(&document, knowledge, report);
        let mentions = mention::find(&document, knowledge, report, &home);
        let (resolved, found) = entity::resolve(&document, &mentions, &home, &report.key);
        diagnostics.extend(found);
        let facts = fact::find(&Material {
            document: &document,
            mentions: &mentions,
            resolved: &resolved,
            authority: knowledge.authority,
            report,
        });
        diagnostics.extend(facts.homeless.iter().map(|&title| {
            let message = format!(
                "“{}” is a session, but no event is named that it is a part of",
                document.slice(title).trim()
            );
            Diagnostic::warning("session-homeless", message)
                .at(document.place(title))
                .help("name the event in the report's curation.toml, and the session as its part")
        }));
        let extraction = Self {
            document,
            mentions,
            resolved,
            facts,
        };
        (extraction, diagnostics)
    }

    /// The report's own graphs; `base` is the base IRI of the dataset.
    pub fn map(
        &self,
        knowledge: &Knowledge,
        report: &Report,
        additions: &Additions,
        base: &str,
    ) -> Mapped {
        let material = Material {
            document: &self.document,
            mentions: &self.mentions,
            resolved: &self.resolved,
            authority: knowledge.authority,
            report,
        };
        map::report(&material, &self.facts, additions, base)
    }
}

/// The quads of what is known beforehand of the things that some reports name, and their
/// curations: `known` are paths such as `jurisdiction/TWN`.
pub fn authority_quads<'e>(
    extractions: impl IntoIterator<Item = (&'e Extraction, &'e Report)>,
    known: impl IntoIterator<Item = &'e str>,
    authority: &Authority,
    base: &str,
) -> Rows {
    let mut jurisdictions = BTreeSet::new();
    let mut organisations = BTreeSet::new();
    for (extraction, report) in extractions {
        for entity in &extraction.resolved.entities {
            match (&entity.authority, entity.kind) {
                (Some(key), entity::Kind::Jurisdiction) => jurisdictions.insert(key.as_str()),
                (Some(key), entity::Kind::Organisation) => organisations.insert(key.as_str()),
                _ => false,
            };
        }
        // The issuer and its country make the report's undertakings, named or not.
        jurisdictions.extend(report.jurisdiction.as_deref());
        let issuer = report.issuer_row(authority);
        organisations.extend(issuer.map(|row| row.key.as_ref()));
    }
    for path in known {
        match path.split_once('/') {
            Some(("jurisdiction", key)) => jurisdictions.insert(key),
            Some(("organisation", key)) => organisations.insert(key),
            _ => false,
        };
    }
    map::authority(authority, jurisdictions, organisations, base)
}
