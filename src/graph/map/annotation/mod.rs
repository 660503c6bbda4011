//! What annotations propose, as RDF.
//!
//! Nothing is taken over that the selected words do not say: a name, a text, a number and a date
//! must stand in them, and a fact is only about things that they name. What kind of thing it is
//! and how things are related is the judgement of who made the annotation, who is named with it.

mod fact;
mod thing;
mod write;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use oxigraph::model::{
    Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, QuadRef, Term, TermRef,
};

use super::Writer;
use super::assertion::{self, Said};
use super::known::{Fault, Known, Problem};
use crate::diagnostic::Diagnostic;
use crate::document::Span;
use crate::graph::annotation::{Annotations, Creator, Proposal, body};
use crate::graph::curation::{Curation, Entry};
use crate::graph::quote::Quotes;
use crate::graph::term::{Nature, Terms};
use crate::graph::vocab::{code, foaf, prov, rdf, rdfs, skos};

/// What names a thing.
const NAMES: [NamedNodeRef<'static>; 4] =
    [rdfs::LABEL, skos::ALT_LABEL, skos::PREF_LABEL, foaf::NAME];

/// How many proposals there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that are in the graph.
    pub accepted: usize,
    /// How many of them are of a thing or fact that was known.
    pub joined: usize,
    /// Those that are not in the graph.
    pub refused: usize,
}

impl Tally {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            accepted: self.accepted + other.accepted,
            joined: self.joined + other.joined,
            refused: self.refused + other.refused,
        }
    }
}

/// File and number of a proposal, and a property of which it says something.
pub type Touch = ((usize, usize), NamedNode);

/// What became of the annotations of a report.
#[derive(Debug, Default)]
pub struct Annotated {
    /// How many there were.
    pub tally: Tally,
    /// What accepted proposals say of each node: file and number of the proposal, and the
    /// property.
    pub touched: BTreeMap<NamedNode, Vec<Touch>>,
    /// What is wrong with the others.
    pub found: Vec<Diagnostic>,
    /// The rows of authority tables that they name, by path.
    pub rows: BTreeSet<String>,
    /// What is said of known nodes, to be written when an editor has had the last word.
    assertions: BTreeMap<NamedNode, Assertion>,
}

/// A triple that annotations state of a known node.
#[derive(Debug)]
struct Assertion {
    subject: NamedNode,
    property: NamedNode,
    object: Term,
    spans: BTreeSet<Span>,
    creators: BTreeSet<NamedNode>,
}

/// Why a proposal is refused.
struct Refusal {
    code: &'static str,
    message: String,
    help: String,
}

impl Refusal {
    fn new(code: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            help: help.into(),
        }
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        let code = match fault.problem {
            Problem::Unknown => "annotation-unknown",
            Problem::Ambiguous => "annotation-ambiguous",
            Problem::Concept => "annotation-concept",
            Problem::Value => "annotation-value",
        };
        Self::new(code, fault.message, fault.help)
    }
}

/// Takes over what can be; what an editor rejects stands in nobody's way.
pub fn write(writer: &mut Writer, files: &[Annotations], curation: &Curation) -> Annotated {
    let mut done = Annotated::default();
    done.tally.refused = files.iter().map(|file| file.refused).sum();
    if files.iter().all(|file| file.proposals.is_empty()) {
        return done;
    }
    let rejected = curation.rejected.iter();
    let mut annotator = Annotator {
        quotes: Quotes::new(writer.material.document),
        terms: Terms::of_ontology(),
        known: Known::new(writer),
        places: BTreeMap::new(),
        at: HashMap::new(),
        called: HashMap::new(),
        ids: BTreeMap::new(),
        creators: BTreeMap::new(),
        rejected: rejected.map(|rejection| &*rejection.id.text).collect(),
        done,
        writer,
    };
    annotator.index();
    let all = files.iter().enumerate().flat_map(|(file, annotations)| {
        let proposals = annotations.proposals.iter().enumerate();
        proposals.map(move |(index, proposal)| (file, index, proposal))
    });
    // Facts may be of things that are proposed after them.
    let (facts, things): (Vec<_>, Vec<_>) = all.partition(|(_, _, p)| is_fact(&p.entry));
    for (file, index, proposal) in things.into_iter().chain(facts) {
        let result = annotator.proposal(proposal, (file, index));
        annotator.count(result, &files[file], proposal);
    }
    annotator.done.rows = annotator.known.rows;
    annotator.done
}

impl Annotated {
    /// Writes what annotations state of known nodes, as far as these are still there.
    pub(super) fn finish(&mut self, writer: &mut Writer) {
        if self.assertions.is_empty() {
            return;
        }
        let is_type = |quad: &QuadRef<'_>| quad.predicate == rdf::TYPE;
        let written: HashSet<NamedOrBlankNode> = writer
            .quads
            .iter()
            .filter(is_type)
            .map(|quad| quad.subject.into_owned())
            .collect();
        let root = writer.names.thing("").into_string();
        let is_there = |node: &NamedNode| {
            let path = node.as_str().strip_prefix(&root);
            path.is_none_or(|path| self.rows.contains(path))
                || written.contains(&NamedOrBlankNode::from(node.clone()))
        };
        for (name, assertion) in std::mem::take(&mut self.assertions) {
            let object = match &assertion.object {
                Term::NamedNode(node) => is_there(node),
                _ => true,
            };
            if !object || !is_there(&assertion.subject) {
                continue;
            }
            let graph = writer.graph("evidence");
            if written.contains(&NamedOrBlankNode::from(name.clone())) {
                // Somebody states the same; how it came about stays as it is.
                for span in assertion.spans {
                    let passage = writer.passage(span);
                    writer.add_to(&name, prov::WAS_DERIVED_FROM, passage, graph);
                }
            } else {
                let spans: Vec<Span> = assertion.spans.into_iter().collect();
                let said = Said {
                    status: code::assertion_status::ASSERTED,
                    method: code::extraction_method::ANNOTATED,
                    spans: &spans,
                };
                let (subject, property) = (&assertion.subject, assertion.property.as_ref());
                assertion::write(writer, subject, property, assertion.object, said);
            }
            for creator in assertion.creators {
                writer.add_to(&name, prov::WAS_ATTRIBUTED_TO, creator, graph);
            }
        }
    }
}

/// Whether an entry says something of things, and is none.
fn is_fact(entry: &Entry) -> bool {
    natures(entry).contains(&Nature::Fact)
}

fn natures(entry: &Entry) -> Vec<Nature> {
    let classes = entry.classes.iter();
    classes
        .filter_map(|class| Some(Terms::class(&class.text)?.0))
        .collect()
}

struct Annotator<'w, 'a, 'r> {
    writer: &'w mut Writer<'a>,
    quotes: Quotes<'a>,
    terms: &'static Terms,
    known: Known,
    /// Where each node is said, by path.
    places: BTreeMap<String, BTreeSet<Span>>,
    /// The same by place.
    at: HashMap<Span, Vec<String>>,
    /// What each node is called, by path.
    called: HashMap<String, Vec<(NamedNode, Literal)>>,
    /// The paths of things by what annotations call them.
    ids: BTreeMap<String, String>,
    creators: BTreeMap<Creator, NamedNode>,
    /// What an editor rejects, by path or name.
    rejected: BTreeSet<&'r str>,
    done: Annotated,
}

/// Which node a proposal is of.
struct Subject {
    path: String,
    is_known: bool,
}

impl Annotator<'_, '_, '_> {
    /// Takes in where nodes are said and what they are called.
    fn index(&mut self) {
        let passages = &self.writer.passages;
        let spans: HashMap<&str, Span> = passages
            .iter()
            .map(|(&(start, end), (passage, _))| {
                let passage = self.writer.quads.name(*passage);
                (passage.as_str(), Span::new(start, end))
            })
            .collect();
        let (mut places, mut names) = (Vec::new(), Vec::new());
        for quad in self.writer.quads.iter() {
            let NamedOrBlankNodeRef::NamedNode(node) = quad.subject else {
                continue;
            };
            let Some(path) = node.as_str().strip_prefix(&self.known.root) else {
                continue;
            };
            match quad.object {
                TermRef::NamedNode(passage) if quad.predicate == prov::WAS_DERIVED_FROM => {
                    let span = spans.get(passage.as_str());
                    places.extend(span.map(|span| (path.to_owned(), *span)));
                }
                TermRef::Literal(name) if NAMES.contains(&quad.predicate) => {
                    names.push((
                        path.to_owned(),
                        quad.predicate.into_owned(),
                        name.into_owned(),
                    ));
                }
                _ => {}
            }
        }
        for (path, span) in places {
            self.place(&path, span);
        }
        for (path, property, name) in names {
            self.called.entry(path).or_default().push((property, name));
        }
    }

    fn place(&mut self, path: &str, span: Span) {
        let spans = self.places.entry(path.to_owned()).or_default();
        if spans.insert(span) {
            self.at.entry(span).or_default().push(path.to_owned());
        }
    }

    fn count(&mut self, result: Result<bool, Refusal>, file: &Annotations, proposal: &Proposal) {
        let tally = &mut self.done.tally;
        match result {
            Ok(is_known) => {
                tally.accepted += 1;
                tally.joined += usize::from(is_known);
            }
            Err(refusal) => {
                tally.refused += 1;
                self.done.found.push(
                    Diagnostic::warning(refusal.code, refusal.message)
                        .at(file.place(&proposal.at))
                        .help(refusal.help),
                );
            }
        }
    }

    /// Takes a proposal over; says whether it is of a known node.
    fn proposal(&mut self, proposal: &Proposal, number: (usize, usize)) -> Result<bool, Refusal> {
        let mut spans = Vec::new();
        for target in &proposal.targets {
            let found = target.find(&self.quotes);
            let found = found
                .map_err(|missed| Refusal::new("annotation-quote", missed.message, missed.help))?;
            spans.extend(found);
        }
        spans.sort_unstable();
        spans.dedup();
        let entry = &proposal.entry;
        let mut statements: Vec<(NamedNode, Term)> = Vec::new();
        let mut event = None;
        for (name, values) in &entry.properties {
            if body::is_naming(&name.text) && !is_fact(entry) {
                continue;
            }
            for value in values {
                if name.text == "event" {
                    event = Some(self.event(value, &spans)?);
                    continue;
                }
                statements.push(self.statement(name, value, &spans)?);
            }
        }
        let (subject, words, named) = if is_fact(entry) {
            let path = self.fact(entry, &spans, &statements, event.as_deref())?;
            (path, spans, Vec::new())
        } else {
            self.thing(entry, &spans)?
        };
        self.known.add(&subject.path);
        let creator = self.creator(&proposal.creator);
        self.write(
            entry,
            &subject,
            statements,
            event.as_deref(),
            &words,
            &named,
            &creator,
            number,
        );
        Ok(subject.is_known)
    }

    /// The places inside the selected words where other words stand.
    fn inside(&self, words: &str, spans: &[Span]) -> Vec<Span> {
        let mut places = self.quotes.places(words);
        places.retain(|place| {
            spans.iter().any(|span| span.contains(*place)) && !self.quotes.cuts_a_word(*place)
        });
        places
    }
}
