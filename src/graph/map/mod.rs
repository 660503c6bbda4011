//! Documents, entities and facts as RDF.
//!
//! One file per kind of statement; each writes the triples of its kind through a [`Writer`],
//! which knows the names, the graph and the passages.

mod annotation;
mod assertion;
mod authority;
mod candidacy;
mod compose;
mod curation;
mod discrepancy;
mod document;
mod entity;
mod event;
mod evidence;
mod figure;
mod known;
mod membership;
mod quotation;
mod topic;
mod undertaking;

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, vocab::rdf};

use super::Additions;
use super::iri::Namer;
use super::language;
use super::quote::Quotes;
use super::rows::{Node, Object, Rows, Subject};
use super::vocab::{code, govrep, prov, xsd};
use crate::authority::fold::is_han;
use crate::diagnostic::Diagnostic;
use crate::document::{Origin, Span};
use crate::entity::{EntityId, Kind};
use crate::fact::{Facts, Material};
use crate::mention::Rule;
use crate::mention::date::{CivilDate, DateReading};
use crate::project::slug;

pub use annotation::{Annotated, Tally};
pub use authority::authority;

/// The tag of Traditional Chinese as the RDF model keeps it: lower case.
const CHINESE: &str = "zh-hant";

/// The graph of one report.
#[derive(Debug, Default)]
pub struct Mapped {
    /// Its quads, in no particular order, each once or more.
    pub quads: Rows,
    /// The paths of the rows of authority tables that only the additions name.
    pub known: BTreeSet<String>,
    /// What became of the annotations.
    pub annotated: Annotated,
    /// What of the curation and of the annotations could not be applied.
    pub found: Vec<Diagnostic>,
}

/// Maps one report; `base` is the base IRI of the dataset.
pub fn report(material: &Material, facts: &Facts, additions: &Additions, base: &str) -> Mapped {
    let curation = &additions.curation;
    // Most quads are of passages, up to two dozen for each mention, and as many for what an editor adds.
    let expected = 24 * (material.mentions.len() + curation.entries.len());
    let mut writer = Writer::new(material, facts.credit.author(), base, expected);
    document::write(&mut writer, &facts.credit);
    for index in 0..writer.found_by.len() {
        let rule = writer.found_by[index];
        entity::write(&mut writer, EntityId(index), rule, facts);
    }
    event::write(&mut writer, facts);
    membership::write(&mut writer, facts);
    candidacy::write(&mut writer, facts);
    let quotes = Quotes::asked(material.document);
    let edited = undertaking::edited(material.document, curation, &quotes);
    let undertakings = undertaking::write(&mut writer, facts, &edited);
    let figures = figure::write(&mut writer, facts, &undertakings);
    discrepancy::write(&mut writer, facts, &figures);
    topic::write(&mut writer, facts);
    quotation::write(&mut writer, facts, &edited);
    let mut annotated = annotation::write(&mut writer, &additions.annotations, curation);
    let (mut known, mut found) = curation::write(&mut writer, curation, &quotes);
    annotated.finish(&mut writer);
    known.append(&mut annotated.rows);
    found.append(&mut annotated.found);
    evidence::write(&mut writer);
    found.append(&mut writer.found);
    Mapped {
        quads: writer.quads,
        known,
        annotated,
        found,
    }
}

/// Collects quads.
struct Writer<'a> {
    material: &'a Material<'a>,
    names: Namer<'a>,
    facts: Node,
    /// Who speaks in the report, where its head says so and its settings do not.
    told_author: Option<EntityId>,
    /// The entities' IRIs, by index.
    entities: Vec<NamedNode>,
    /// How each of them was found first.
    found_by: Vec<Rule>,
    /// The passages that something is derived from, by their place in the text.
    passages: BTreeMap<(usize, usize), (Node, Origin)>,
    quads: Rows,
    /// What is worth knowing of the graph.
    found: Vec<Diagnostic>,
}

impl<'a> Writer<'a> {
    /// With room for as many quads as are expected.
    fn new(
        material: &'a Material<'a>,
        told_author: Option<EntityId>,
        base: &'a str,
        expected: usize,
    ) -> Self {
        let names = Namer::new(base, &material.report.key, material.document.source());
        let mut quads = Rows::with_capacity(expected);
        Self {
            material,
            names,
            facts: quads.node(&names.graph("facts")),
            told_author: told_author.filter(|_| material.report.issuer.is_none()),
            entities: material
                .resolved
                .entities
                .iter()
                .map(|entity| names.thing(&entity.path()))
                .collect(),
            found_by: first_rules(material),
            passages: BTreeMap::new(),
            quads,
            found: Vec::new(),
        }
    }

    /// Who speaks in the report: the body that its settings name, else whom its head names, else its unnamed
    /// author.
    fn author(&self) -> NamedNode {
        let report = self.material.report;
        match report.issuer.as_deref() {
            Some(issuer) => {
                let row = report.issuer_row(self.material.authority);
                let named = || self.material.resolved.named(Kind::Organisation, issuer);
                let key = match row {
                    Some(row) => row.key.to_string(),
                    None => named().map_or_else(|| slug(issuer), |body| body.key.clone()),
                };
                self.names.thing(&format!("organisation/{key}"))
            }
            None => self.told_author.map_or_else(
                || self.names.thing(&format!("agent/{}-author", report.key)),
                |id| self.entity(id),
            ),
        }
    }

    fn entity(&self, id: EntityId) -> NamedNode {
        self.entities[id.0].clone()
    }

    /// What a thing is called in Chinese and in English where there is room for one name: by its
    /// letters in both, if it has any.
    fn called(&self, id: EntityId) -> (Option<&'a str>, Option<&'a str>) {
        let entity = self.material.resolved.entity(id);
        let is_acronym = |name: &&str| name.chars().all(|c| c.is_ascii_uppercase());
        let own = entity.foreign.iter().chain(&entity.aliases);
        let acronym = own.map(String::as_str).find(is_acronym);
        let key = entity.authority.as_deref();
        let authority = self.material.authority;
        let country = key.and_then(|key| authority.jurisdictions.get(key));
        let body = key.and_then(|key| authority.organisations.get(key));
        let chinese = (country.map(|row| &*row.zh)).or(body.and_then(|row| row.zh.as_deref()));
        let english = (country.map(|row| &*row.en)).or(body.and_then(|row| row.en.as_deref()));
        (
            acronym.or(entity.chinese.as_deref()).or(chinese),
            acronym.or(english).or(entity.foreign.as_deref()),
        )
    }

    /// What a thing is called in the language of a label, else in the other one.
    fn called_in(&self, id: EntityId) -> (&'a str, &'a str) {
        let (chinese, english) = self.called(id);
        let key = self.key(id);
        (
            chinese.or(english).unwrap_or(key),
            english.or(chinese).unwrap_or(key),
        )
    }

    /// The last part of an entity's path, for paths made of parts.
    fn key(&self, id: EntityId) -> &'a str {
        &self.material.resolved.entity(id).key
    }

    /// States a fact.
    fn add(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Object) {
        self.add_to(subject, predicate, object, self.facts);
    }

    /// A graph of the report to say something in: `meta`, `evidence`, `text`.
    fn graph(&mut self, part: &str) -> Node {
        let name = self.names.graph(part);
        self.quads.node(&name)
    }

    /// The graph of discrepancies.
    fn quality(&mut self) -> Node {
        let name = self.names.quality();
        self.quads.node(&name)
    }

    fn add_to(
        &mut self,
        subject: impl Subject,
        predicate: NamedNodeRef<'_>,
        object: impl Object,
        graph: Node,
    ) {
        self.quads.add(subject, predicate, object, graph);
    }

    fn types(&mut self, subject: &NamedNode, types: &[NamedNodeRef<'_>]) {
        for class in types {
            self.add(subject, rdf::TYPE, *class);
        }
    }

    /// Says which words a node comes from, and how they were read. Of what a long text says again and
    /// again the first places will do, and a note says so.
    fn evidence(&mut self, subject: &NamedNode, spans: &[Span], method: NamedNodeRef<'_>) {
        const MOST: usize = 500;
        if spans.len() > MOST {
            let document = self.material.document;
            let (words, count) = (document.slice(spans[0]), spans.len());
            self.found.push(
                Diagnostic::note(
                    "evidence-many",
                    format!(
                        "“{words}” is said in {count} places, of which the first {MOST} are kept"
                    ),
                )
                .at(document.place(spans[0]))
                .help("nothing is to be done; the others say it again"),
            );
        }
        for &span in spans.iter().take(MOST) {
            let passage = self.passage(span);
            self.add(subject, prov::WAS_DERIVED_FROM, passage);
        }
        self.add(subject, govrep::EXTRACTION_METHOD, method);
    }

    /// The method of what a rule says of things: that of the tagger where it alone found one of them.
    fn rule_upon(&self, things: impl IntoIterator<Item = EntityId>) -> NamedNodeRef<'static> {
        let mut things = things.into_iter();
        if things.any(|thing| self.found_by[thing.0] == Rule::Model) {
            code::extraction_method::MODEL
        } else {
            code::extraction_method::RULE
        }
    }

    fn passage(&mut self, span: Span) -> Node {
        if let Some((passage, ..)) = self.passages.get(&(span.start, span.end)) {
            return *passage;
        }
        let origin = self.material.document.origin(span);
        let passage = self.quads.node(&self.names.passage(&origin));
        let place = (span.start, span.end);
        self.passages.insert(place, (passage, origin));
        passage
    }

    /// A date or range on a node, at the precision printed; what goes on has no end.
    fn dates(&mut self, subject: &NamedNode, reading: &DateReading) {
        use super::vocab::schema;
        self.add(subject, schema::START_DATE, date(reading.start));
        if !reading.ongoing {
            let end = reading.end.unwrap_or(reading.start);
            self.add(subject, schema::END_DATE, date(end));
        }
    }

    /// Labels a thing in the language of the report, too, where the report has no other name for
    /// it than a foreign one: by that name it is known there.
    fn named_in_report(&mut self, subject: &NamedNode, labels: &[Literal], is_named: bool) {
        let tag = self.material.report.language.to_lowercase();
        let has = |label: &Literal| label.language().is_some_and(|of| of == tag);
        if let Some(label) = labels.first()
            && !is_named
            && !labels.iter().any(has)
        {
            self.add(
                subject,
                super::vocab::rdfs::LABEL,
                tagged(label.value(), &tag),
            );
        }
    }

    /// A name with Chinese characters in it, which is one in Chinese though most of it is in Latin letters (Fort
    /// William鎮).
    fn called_in_han(&self, name: &str) -> Literal {
        let printed = self.printed(name);
        let is_mixed = matches!(printed.language(), Some("und" | "en")) && name.chars().any(is_han);
        if is_mixed { chinese(name) } else { printed }
    }

    /// Text of the report, in the language that its script tells.
    fn printed(&self, text: &str) -> Literal {
        tagged(
            text,
            &language::of_text(text, &self.material.report.language),
        )
    }
}

/// A literal with a language tag in lower case, as the RDF model keeps it.
fn tagged(text: &str, tag: &str) -> Literal {
    Literal::new_language_tagged_literal_unchecked(text, tag)
}

fn chinese(text: &str) -> Literal {
    tagged(text, CHINESE)
}

fn english(text: &str) -> Literal {
    tagged(text, "en")
}

/// A date at its precision: `xsd:date`, `xsd:gYearMonth` or `xsd:gYear`.
fn date(date: CivilDate) -> Literal {
    let datatype = match (date.month(), date.day()) {
        (Some(_), Some(_)) => xsd::DATE,
        (Some(_), None) => xsd::G_YEAR_MONTH,
        (None, _) => xsd::G_YEAR,
    };
    Literal::new_typed_literal(date.to_string(), datatype)
}

/// The path, or where it is taken already the path with a number: what a report says twice, or
/// numbers alike, stays two things.
fn numbered(taken: &mut BTreeMap<String, u32>, path: String) -> String {
    let count = taken.entry(path.clone()).or_insert(0);
    *count += 1;
    if *count == 1 {
        path
    } else {
        format!("{path}/{count}")
    }
}

/// How each entity was found first; by the tagger only where no rule found it.
fn first_rules(material: &Material) -> Vec<Rule> {
    let resolved = material.resolved;
    let mut rules = vec![Rule::Model; resolved.entities.len()];
    let mentions = material.mentions.iter().zip(&resolved.of_mention);
    for (mention, of) in mentions.rev() {
        if let Some(EntityId(of)) = of
            && mention.rule != Rule::Model
        {
            rules[*of] = mention.rule;
        }
    }
    rules
}

/// The method in the code list `extraction-method` of a rule.
fn method(rule: Rule) -> NamedNodeRef<'static> {
    match rule {
        Rule::Dictionary => code::extraction_method::DICTIONARY,
        Rule::Table => code::extraction_method::TABLE,
        Rule::Model => code::extraction_method::MODEL,
        Rule::Gloss
        | Rule::Ending
        | Rule::Title
        | Rule::List
        | Rule::Reference
        | Rule::Repeated
        | Rule::Form => code::extraction_method::RULE,
    }
}
