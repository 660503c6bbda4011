//! What an editor adds, corrects and rejects, as RDF.
//!
//! A fact that is added carries its words itself; what is said of a thing that rules found (where
//! it lies, who runs it) is an assertion with the words, beside the plain triple.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use oxigraph::model::{NamedNode, NamedNodeRef, Term, TermRef};
use rustc_hash::FxHashSet;

use super::Writer;
use super::assertion::{self, Said};
use super::compose::{self, NAMING};
use super::known::{Fault, Known, Problem};
use crate::diagnostic::Diagnostic;
use crate::document::Span;
use crate::graph::curation::{Curation, Dispute, Entry, Found, Quote, Rejection, Value, Word};
use crate::graph::quote::{Asked, Quotes};
use crate::graph::rows::Rows;
use crate::graph::term::{Nature, Terms, Values};
use crate::graph::vocab::{code, cv, govrep, org, prov, rdf, schema};

/// The links without which a fact says nothing: it goes with the thing that they point at.
const ESSENTIAL: [NamedNodeRef<'static>; 9] = [
    org::MEMBER,
    org::ORGANIZATION,
    cv::HAS_PARTICIPANT,
    schema::OBSERVATION_ABOUT,
    govrep::CANDIDATE,
    govrep::CANDIDATE_TO,
    rdf::SUBJECT,
    rdf::OBJECT,
    schema::SUPER_EVENT,
];

/// Applies a curation to what was written so far; what cannot be applied is told and left out.
///
/// Also returns the paths of the rows of authority tables that it names.
pub fn write(
    writer: &mut Writer,
    curation: &Curation,
    quotes: &Asked<'_>,
) -> (BTreeSet<String>, Vec<Diagnostic>) {
    if curation.is_empty() {
        return (BTreeSet::new(), Vec::new());
    }
    let mut curator = Curator {
        quotes,
        curation,
        terms: Terms::of_ontology(),
        known: Known::new(writer),
        found: Vec::new(),
        writer,
    };
    curator.reject(&curation.rejected);
    for entry in &curation.entries {
        curator.announce(entry);
    }
    let (corrections, additions): (Vec<&Entry>, Vec<&Entry>) =
        curation.entries.iter().partition(|entry| entry.replaces);
    for entry in corrections.into_iter().chain(additions) {
        curator.entry(entry);
    }
    if !curation.discrepancies.is_empty() {
        let mut told = Told::of(&curator.writer.quads);
        for dispute in &curation.discrepancies {
            curator.dispute(dispute, &mut told);
        }
    }
    (curator.known.rows, curator.found)
}

/// The contradictions that rules tell.
struct Told {
    /// What each joins.
    joined: BTreeMap<NamedNode, BTreeSet<NamedNode>>,
    /// What rules assert.
    by_rule: BTreeSet<NamedNode>,
}

impl Told {
    fn of(quads: &Rows) -> Self {
        let mut joined: BTreeMap<NamedNode, BTreeSet<NamedNode>> = BTreeMap::new();
        let (mut by_rule, mut with_method) = (BTreeSet::new(), FxHashSet::default());
        let rule = TermRef::from(code::extraction_method::RULE);
        for (of, one) in quads.of_property(govrep::CONFLICTING_ASSERTION) {
            if let TermRef::NamedNode(one) = one {
                let joined = joined.entry(of.into_owned()).or_default();
                joined.insert(one.into_owned());
            }
        }
        for (of, method) in quads.of_property(govrep::EXTRACTION_METHOD) {
            if method == rule {
                by_rule.insert(of.into_owned());
            }
            with_method.insert(of.as_str());
        }
        // One that an editor wrote says how it came about.
        joined.retain(|of, _| !with_method.contains(of.as_str()));
        Self { joined, by_rule }
    }
}

struct Curator<'c, 'w, 'a> {
    writer: &'w mut Writer<'a>,
    curation: &'c Curation,
    terms: &'static Terms,
    quotes: &'c Quotes<'c>,
    known: Known,
    found: Vec<Diagnostic>,
}

impl Curator<'_, '_, '_> {
    fn error(&mut self, code: &'static str, message: String, at: &Range<usize>, help: String) {
        let error = Diagnostic::error(code, message)
            .at(self.curation.place(at))
            .help(help);
        self.found.push(error);
    }

    /// Takes in a thing that will be written, so that entries may name each other in any order.
    fn announce(&mut self, entry: &Entry) {
        let Some(id) = &entry.id else { return };
        if entry.classes.is_empty() && !entry.is_classless {
            return;
        }
        self.known.add(&id.text);
        for (property, values) in &entry.properties {
            if !["label", "altLabel", "prefLabel", "name"].contains(&property.text.as_str()) {
                continue;
            }
            for value in values {
                if let Value::Text(name) | Value::Tagged(_, name) = value {
                    self.known.call(&id.text, &name.text);
                }
            }
        }
    }

    fn spans(&mut self, quotes: &[Quote], at: &Range<usize>) -> Vec<Span> {
        if quotes.is_empty() {
            let help = "add `quote = \"…\"` with the words of the report that say it";
            let message = "the entry quotes no words".to_owned();
            self.error("curation-quote", message, at, help.to_owned());
        }
        quotes.iter().filter_map(|quote| self.span(quote)).collect()
    }

    fn span(&mut self, quote: &Quote) -> Option<Span> {
        let (message, help) = match quote.find(self.quotes, self.writer.material.document) {
            Found::At(span) => return Some(span),
            Found::Several(lines) => {
                let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
                let message = match quote.line {
                    Some(line) => format!("these words do not begin in line {line} of the report"),
                    None => "these words stand at several places in the report".to_owned(),
                };
                (message, format!("say `line =` {}", lines.join(" or ")))
            }
            Found::Nowhere(nearest) => {
                let message = "these words are not in the report".to_owned();
                let help = match nearest {
                    Some((words, line)) => format!("line {line} of it says: {words}"),
                    None => {
                        "quote the report to the letter; white space does not matter".to_owned()
                    }
                };
                (message, help)
            }
        };
        self.error("curation-quote", message, &quote.words.at, help);
        None
    }

    /// Whether a path is that of the report or of its text.
    fn is_report(&self, path: &str) -> bool {
        let own = format!("document/{}", self.writer.names.report());
        let rest = path.strip_prefix(&own);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("/text/"))
    }

    /// Takes out what is rejected, and what cannot be said without it.
    fn reject(&mut self, rejected: &[Rejection]) {
        let paths: Vec<String> = rejected
            .iter()
            .filter_map(|one| {
                let path = self.path(&one.id)?;
                let is_own = self.is_report(&path);
                if is_own {
                    let message = format!(
                        "`{}` is the report itself, which cannot be rejected",
                        one.id.text
                    );
                    let help = "to leave the report out, move its folder out of data/report";
                    self.error("curation-report", message, &one.id.at, help.to_owned());
                }
                (!is_own).then_some(path)
            })
            .collect();
        if paths.is_empty() {
            return;
        }
        let nodes = paths.iter().map(|path| self.writer.names.thing(path));
        let nodes: Vec<NamedNode> = nodes.collect();
        let gone = self.writer.quads.remove(&nodes, &ESSENTIAL);
        self.known.forget(&gone);
    }

    fn entry(&mut self, entry: &Entry) {
        if entry.is_classless {
            return;
        }
        let spans = if entry.replaces && entry.quotes.is_empty() {
            Vec::new()
        } else {
            let spans = self.spans(&entry.quotes, &entry.at);
            if spans.is_empty() {
                return;
            }
            spans
        };
        let mut statements: Vec<(NamedNode, Term)> = Vec::new();
        let mut event = None;
        for (name, values) in &entry.properties {
            if name.text == "event" {
                event = self.event(values);
                continue;
            }
            let Some(term) = self.terms.property(&name.text).cloned() else {
                continue;
            };
            for value in values {
                let Some(object) = self.value(&term.values, value, name) else {
                    // An entry of which a part is wrong says something else than was meant.
                    return;
                };
                statements.push((term.iri.clone(), object));
            }
        }
        let reasons = reasons(entry, &mut statements);
        let natures: Vec<Nature> = entry
            .classes
            .iter()
            .filter_map(|class| Some(Terms::class(&class.text)?.0))
            .collect();
        let is_fact = natures.contains(&Nature::Fact);
        let path = match &entry.id {
            Some(id) if entry.classes.is_empty() => self.path(id),
            Some(id) => Some(id.text.clone()),
            None if is_fact => self.fact_path(entry, &statements, event.as_deref()),
            None => {
                let message = "the entry does not say what it is about".to_owned();
                let help = "add `id = \"…\"`: the path of a new thing, or the name of a known one";
                self.error("curation-value", message, &entry.at, help.to_owned());
                None
            }
        };
        let Some(path) = path else { return };
        let subject = self.writer.names.thing(&path);
        let method = if entry.inferred {
            code::extraction_method::INFERRED
        } else {
            code::extraction_method::CURATED
        };
        let is_known = self.known.rows.contains(&path) || self.known.is_written(&subject);
        if entry.replaces {
            let properties = statements.iter().map(|(property, _)| property.as_str());
            let mut replaced: BTreeSet<&str> = properties.collect();
            replaced.insert(govrep::EXTRACTION_METHOD.as_str());
            let is_replaced = |property: &str| replaced.contains(property);
            self.writer.quads.leave_out(&subject, is_replaced);
        }
        for class in &entry.classes {
            if let Some((_, types)) = Terms::class(&class.text) {
                self.writer.types(&subject, types);
                self.known.wrote(&subject);
            }
        }
        compose::derive(
            self.writer,
            &subject,
            &natures,
            &statements,
            event.as_deref(),
        );
        // Where a thing is named; where something else is said of it stands with the assertion.
        let names_it = |(property, _): &(NamedNode, Term)| NAMING.contains(&property.as_ref());
        let is_evidence = !is_known || entry.replaces || statements.iter().any(names_it);
        for (property, object) in statements {
            // A new fact carries its words; so does a new thing for what it is called and when
            // it was. What is added to a node, and what links things, is said apart.
            let is_apart = is_known || !is_fact && is_link(&object);
            if is_apart && !NAMING.contains(&property.as_ref()) && !entry.replaces {
                let said = Said {
                    status: code::assertion_status::ASSERTED,
                    method,
                    spans: &spans,
                };
                self.assert(&subject, property.as_ref(), &object, said, &reasons);
            }
            self.writer.add(&subject, property.as_ref(), object);
        }
        for &span in spans.iter().filter(|_| is_evidence) {
            let passage = self.writer.passage(span);
            self.writer.add(&subject, prov::WAS_DERIVED_FROM, passage);
        }
        if !is_known || entry.replaces {
            self.writer.add(&subject, govrep::EXTRACTION_METHOD, method);
        }
    }

    fn event(&mut self, values: &[Value]) -> Option<String> {
        match values.first()? {
            Value::Text(word) => self.path(word),
            _ => None,
        }
    }

    fn fact_path(
        &mut self,
        entry: &Entry,
        statements: &[(NamedNode, Term)],
        event: Option<&str>,
    ) -> Option<String> {
        let class = entry.classes.first()?.text.as_str();
        let quoted = entry.quotes.iter();
        let words: String = quoted
            .flat_map(|quote| quote.words.text.split_whitespace())
            .collect();
        let root = &self.known.root;
        match compose::fact_path(self.writer, root, class, &words, statements, event) {
            Ok(path) => Some(path),
            Err(help) => {
                let message = format!("too little is said of this {class} to give it a name");
                self.error("curation-value", message, &entry.at, help.to_owned());
                None
            }
        }
    }

    fn value(&mut self, values: &Values, value: &Value, name: &Word) -> Option<Term> {
        let term = self
            .known
            .value(self.writer, self.terms, values, value, name);
        self.heed(term)
    }

    fn path(&mut self, word: &Word) -> Option<String> {
        let path = self.known.path(self.writer, word);
        self.heed(path)
    }

    /// Tells what is wrong.
    fn heed<T>(&mut self, result: Result<T, Fault>) -> Option<T> {
        result
            .map_err(|fault| {
                let code = match fault.problem {
                    Problem::Unknown => "curation-unknown",
                    Problem::Ambiguous => "curation-ambiguous",
                    Problem::Concept => "curation-concept",
                    Problem::Value => "curation-value",
                };
                self.error(code, fault.message, &fault.at, fault.help);
            })
            .ok()
    }

    /// A direct statement about a thing, with its words and why it is taken for said.
    fn assert(
        &mut self,
        subject: &NamedNode,
        property: NamedNodeRef<'_>,
        object: &Term,
        said: Said<'_>,
        reasons: &[Term],
    ) {
        let assertion = assertion::write(self.writer, subject, property, object.clone(), said);
        let graph = self.writer.graph("evidence");
        for reason in reasons {
            self.writer
                .add_to(&assertion, govrep::REASON, reason.clone(), graph);
        }
    }

    /// Takes out what a rule says of the same contradiction: the editor has the last word.
    fn take_over(&mut self, told: &mut Told, assertions: &BTreeSet<NamedNode>) {
        let is_same = |of: &BTreeSet<NamedNode>| of.intersection(assertions).count() > 1;
        let (same, others): (BTreeMap<_, _>, BTreeMap<_, _>) = std::mem::take(&mut told.joined)
            .into_iter()
            .partition(|(_, of)| is_same(of));
        let mut gone: BTreeSet<NamedNode> = same.values().flatten().cloned().collect();
        gone.retain(|one| !others.values().any(|of| of.contains(one)));
        gone.extend(assertions.iter().cloned());
        gone.retain(|one| told.by_rule.contains(one));
        gone.extend(same.into_keys());
        told.joined = others;
        told.by_rule.retain(|one| !gone.contains(one));
        if gone.is_empty() {
            return;
        }
        self.writer.quads.remove(&gone, &[]);
    }

    fn dispute(&mut self, dispute: &Dispute, told: &mut Told) {
        let mut statements = Vec::new();
        for statement in &dispute.statements {
            let spans = self.spans(&statement.quotes, &statement.subject.at);
            let Some(term) = self.terms.property(&statement.property.text).cloned() else {
                return;
            };
            let (Some(path), Some(object)) = (
                self.path(&statement.subject),
                self.value(&term.values, &statement.value, &statement.property),
            ) else {
                return;
            };
            if spans.is_empty() {
                return;
            }
            let subject = self.writer.names.thing(&path);
            statements.push((subject, term.iri, object, spans, statement.preferred));
        }
        let has_preferred = statements.iter().any(|(.., preferred)| *preferred);
        let path = format!(
            "discrepancy/{}/{}",
            self.writer.names.report(),
            dispute.key.text
        );
        if statements.len() < 2 {
            let message = "a discrepancy needs two statements that cannot both hold".to_owned();
            let help = "add them as `says = [{ subject, property, value, quote }, …]`".to_owned();
            self.error("curation-value", message, &dispute.key.at, help);
            return;
        }
        let mut properties = Vec::new();
        for (name, values) in &dispute.properties {
            let Some(term) = self.terms.property(&name.text).cloned() else {
                continue;
            };
            for value in values {
                let Some(object) = self.value(&term.values, value, name) else {
                    return;
                };
                properties.push((term.iri.clone(), object));
            }
        }
        let discrepancy = self.writer.names.thing(&path);
        let graph = self.writer.quality();
        let assertions = statements.iter().map(|(subject, property, object, ..)| {
            assertion::name(self.writer, subject, property.as_ref(), object)
        });
        self.take_over(told, &assertions.collect());
        let mut objects: Vec<(NamedNode, Term)> = vec![
            (rdf::TYPE.into_owned(), govrep::DISCREPANCY.into()),
            (rdf::TYPE.into_owned(), prov::ENTITY.into()),
            (
                govrep::EXTRACTION_METHOD.into_owned(),
                code::extraction_method::CURATED.into(),
            ),
        ];
        objects.extend(properties);
        for (subject, property, object, spans, preferred) in statements {
            let status = match (preferred, has_preferred) {
                (true, _) => code::assertion_status::ASSERTED,
                (false, true) => code::assertion_status::CONTRADICTED,
                (false, false) => code::assertion_status::CONTESTED,
            };
            let assertion = assertion::write(
                self.writer,
                &subject,
                property.as_ref(),
                object,
                Said {
                    status,
                    method: code::extraction_method::CURATED,
                    spans: &spans,
                },
            );
            if preferred {
                let preferred = govrep::PREFERRED_ASSERTION.into_owned();
                objects.push((preferred, assertion.clone().into()));
            }
            let conflicting = govrep::CONFLICTING_ASSERTION.into_owned();
            objects.push((conflicting, assertion.into()));
        }
        for (property, object) in objects {
            self.writer
                .add_to(&discrepancy, property.as_ref(), object, graph);
        }
    }
}

/// Takes out why a known thing is taken to be so: it stands with the assertions, not with the thing.
fn reasons(entry: &Entry, statements: &mut Vec<(NamedNode, Term)>) -> Vec<Term> {
    if !entry.inferred || !entry.classes.is_empty() {
        return Vec::new();
    }
    let is_reason = |(property, _): &mut (NamedNode, Term)| *property == govrep::REASON;
    let taken = statements.extract_if(.., is_reason);
    taken.map(|(_, reason)| reason).collect()
}

fn is_link(object: &Term) -> bool {
    matches!(object, Term::NamedNode(_))
}
