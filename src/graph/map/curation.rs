//! What an editor adds, corrects and rejects, as RDF.
//!
//! A fact that is added carries its words itself; what is said of a thing that rules found (where
//! it lies, who runs it) is an assertion with the words, beside the plain triple.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use oxigraph::model::{
    Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, Term, TermRef,
};
use rustc_hash::FxHashSet;
use sha2::{Digest, Sha256};

use super::assertion::{self, Said};
use super::{Writer, hex, tagged};
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::Span;
use crate::entity::fold;
use crate::graph::curation::{
    Curation, Dispute, Entry, Found, Nature, Quote, Quotes, Rejection, Terms, Value, Values, Word,
    date_type,
};
use crate::graph::vocab::{
    code, cv, dcterms, foaf, govrep, org, prov, rdf, rdfs, schema, skos, xsd,
};
use crate::project::slug;

/// What names or classifies a thing: its words are those of the thing, no assertion is needed.
const NAMING: [NamedNodeRef<'static>; 14] = [
    rdfs::LABEL,
    rdfs::COMMENT,
    skos::ALT_LABEL,
    skos::PREF_LABEL,
    skos::NOTATION,
    skos::BROADER,
    skos::EXACT_MATCH,
    skos::CLOSE_MATCH,
    foaf::NAME,
    dcterms::TYPE,
    dcterms::IDENTIFIER,
    org::CLASSIFICATION,
    schema::POSITION,
    govrep::OPEN_LIST,
];

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
pub fn write(writer: &mut Writer, curation: &Curation) -> (BTreeSet<String>, Vec<Diagnostic>) {
    if curation.is_empty() {
        return (BTreeSet::new(), Vec::new());
    }
    let root = writer.names.thing("").into_string();
    let mut curator = Curator {
        quotes: Quotes::new(writer.material.document),
        curation,
        root,
        terms: Terms::new(),
        names: BTreeMap::new(),
        paths: BTreeSet::new(),
        written: FxHashSet::default(),
        known: BTreeSet::new(),
        found: Vec::new(),
        writer,
    };
    curator.know();
    for rejection in &curation.rejected {
        curator.reject(rejection);
    }
    if !curation.rejected.is_empty() {
        curator.know();
    }
    for entry in &curation.entries {
        curator.announce(entry);
    }
    let (corrections, additions): (Vec<&Entry>, Vec<&Entry>) =
        curation.entries.iter().partition(|entry| entry.replaces);
    for entry in corrections.into_iter().chain(additions) {
        curator.entry(entry);
    }
    for dispute in &curation.discrepancies {
        curator.dispute(dispute);
    }
    (curator.known, curator.found)
}

struct Curator<'c, 'w, 'a> {
    writer: &'w mut Writer<'a>,
    curation: &'c Curation,
    terms: Terms,
    quotes: Quotes<'a>,
    /// What the IRIs of things begin with.
    root: String,
    /// The paths of things by folded name.
    names: BTreeMap<String, BTreeSet<String>>,
    /// The paths of all nodes.
    paths: BTreeSet<String>,
    /// The IRIs of the nodes that have a class.
    written: FxHashSet<String>,
    /// The paths of rows of authority tables that were named.
    known: BTreeSet<String>,
    found: Vec<Diagnostic>,
}

impl Curator<'_, '_, '_> {
    fn error(&mut self, code: &'static str, message: String, at: &Range<usize>, help: String) {
        let error = Diagnostic::error(code, message)
            .at(self.curation.place(at))
            .help(help);
        self.found.push(error);
    }

    /// Takes in the nodes that were written, and what they are called.
    fn know(&mut self) {
        self.names.clear();
        self.paths.clear();
        self.written.clear();
        let is_name = |quad: &Quad| {
            let property = quad.predicate.as_ref();
            [rdfs::LABEL, skos::ALT_LABEL, skos::PREF_LABEL, foaf::NAME].contains(&property)
        };
        for quad in &self.writer.quads {
            let NamedOrBlankNodeRef::NamedNode(node) = quad.subject.as_ref() else {
                continue;
            };
            if quad.predicate == rdf::TYPE && !self.written.contains(node.as_str()) {
                self.written.insert(node.as_str().to_owned());
            }
            let Some(path) = node.as_str().strip_prefix(&self.root) else {
                continue;
            };
            if !self.paths.contains(path) {
                self.paths.insert(path.to_owned());
            }
            if is_name(quad)
                && let TermRef::Literal(name) = quad.object.as_ref()
            {
                let paths = self.names.entry(fold(name.value())).or_default();
                paths.insert(path.to_owned());
            }
        }
    }

    /// Takes in a thing that will be written, so that entries may name each other in any order.
    fn announce(&mut self, entry: &Entry) {
        let Some(id) = &entry.id else { return };
        if entry.classes.is_empty() {
            return;
        }
        self.paths.insert(id.text.clone());
        for (property, values) in &entry.properties {
            if !["label", "altLabel", "prefLabel", "name"].contains(&property.text.as_str()) {
                continue;
            }
            for value in values {
                if let Value::Text(name) | Value::Tagged(_, name) = value {
                    let paths = self.names.entry(fold(&name.text)).or_default();
                    paths.insert(id.text.clone());
                }
            }
        }
    }

    /// The path of a thing from its path, its name, or the code of a jurisdiction.
    fn path(&mut self, word: &Word) -> Option<String> {
        if self.is_authority(&word.text) {
            self.known.insert(word.text.clone());
            return Some(word.text.clone());
        }
        if self.paths.contains(&word.text) {
            return Some(word.text.clone());
        }
        let country = format!("jurisdiction/{}", word.text);
        if self.is_authority(&country) {
            self.known.insert(country.clone());
            return Some(country);
        }
        let called = self.names.get(&fold(&word.text));
        let called: Vec<String> = called.into_iter().flatten().cloned().collect();
        if let [only] = called.as_slice() {
            return Some(only.clone());
        }
        let (code, message, help) = if called.is_empty() {
            let names = self.names.keys().map(String::as_str);
            let near = nearest(&word.text, self.paths.iter().map(String::as_str)).or_else(|| {
                let name = nearest(&fold(&word.text), names)?;
                self.names[name].first().map(String::as_str)
            });
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    "give its path, such as `organisation/ogp`, or add it with its class".to_owned()
                }
            };
            let message = format!("nothing is called `{}`", word.text);
            ("curation-unknown", message, help)
        } else {
            let message = format!("`{}` is the name of several things", word.text);
            let help = format!("give the path: {}", called.join(" or "));
            ("curation-ambiguous", message, help)
        };
        self.error(code, message, &word.at, help);
        None
    }

    /// Whether a path is that of a row of an authority table.
    fn is_authority(&self, path: &str) -> bool {
        let authority = self.writer.material.authority;
        match path.split_once('/') {
            Some(("jurisdiction", key)) => authority.jurisdictions.get(key).is_some(),
            Some(("organisation", key)) => authority.organisations.get(key).is_some(),
            _ => false,
        }
    }

    /// A node that a property points at: a concept of a code list, a thing, or something
    /// elsewhere on the web.
    fn node(&mut self, word: &Word) -> Option<NamedNode> {
        if word.text.contains("://") {
            let node = NamedNode::new(&word.text);
            if node.is_err() {
                let message = format!("`{}` is not an IRI", word.text);
                let help = "write it whole and without spaces".to_owned();
                self.error("curation-value", message, &word.at, help);
            }
            return node.ok();
        }
        if let Some((scheme, notation)) = word.text.split_once('/')
            && let Some(known) = notations(scheme)
        {
            if known.contains(&notation) {
                return Some(code::concept(scheme, notation));
            }
            let help = match nearest(notation, known.iter().copied()) {
                Some(near) => format!("did you mean `{scheme}/{near}`?"),
                None => format!("it has {}", Vec::from_iter(known).join(", ")),
            };
            let message = format!("the code list `{scheme}` has no `{notation}`");
            self.error("curation-concept", message, &word.at, help);
            return None;
        }
        let path = self.path(word)?;
        Some(self.writer.names.thing(&path))
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
        let (message, help) = match self.quotes.find(quote) {
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

    fn reject(&mut self, rejection: &Rejection) {
        let Some(path) = self.path(&rejection.id) else {
            return;
        };
        let mut rejected = BTreeSet::from([self.writer.names.thing(&path)]);
        let is_in = |rejected: &BTreeSet<NamedNode>, term: &Term| match term {
            Term::NamedNode(node) => rejected.contains(node),
            _ => false,
        };
        // What cannot be said without it goes with it.
        loop {
            let before = rejected.len();
            for quad in &self.writer.quads {
                if ESSENTIAL.contains(&quad.predicate.as_ref())
                    && is_in(&rejected, &quad.object)
                    && let NamedOrBlankNode::NamedNode(fact) = &quad.subject
                {
                    rejected.insert(fact.clone());
                }
            }
            if rejected.len() == before {
                break;
            }
        }
        self.writer.quads.retain(|quad| {
            let is_subject = match &quad.subject {
                NamedOrBlankNode::NamedNode(node) => rejected.contains(node),
                NamedOrBlankNode::BlankNode(_) => false,
            };
            !is_subject && !is_in(&rejected, &quad.object)
        });
    }

    fn entry(&mut self, entry: &Entry) {
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
        let is_known = self.known.contains(&path) || self.written.contains(subject.as_str());
        if entry.replaces {
            let mut replaced: BTreeSet<&NamedNode> = statements.iter().map(|(p, _)| p).collect();
            let came_about = govrep::EXTRACTION_METHOD.into_owned();
            replaced.insert(&came_about);
            self.writer.quads.retain(|quad| {
                quad.subject.as_ref() != subject.as_ref().into()
                    || !replaced.contains(&quad.predicate)
            });
        }
        for class in &entry.classes {
            if let Some((_, types)) = Terms::class(&class.text) {
                self.writer.types(&subject, types);
                self.written.insert(subject.as_str().to_owned());
            }
        }
        self.derive(&subject, &natures, &statements, event.as_deref());
        // Where a thing is named; where something else is said of it stands with the assertion.
        let names_it = |(property, _): &(NamedNode, Term)| NAMING.contains(&property.as_ref());
        let is_evidence = !is_known || entry.replaces || statements.iter().any(names_it);
        for (property, object) in statements {
            // A new fact carries its words; so does a new thing for what it is called and when
            // it was. What is added to a node, and what links things, is said apart.
            let is_apart = is_known || !is_fact && is_link(&object);
            if is_apart && !NAMING.contains(&property.as_ref()) && !entry.replaces {
                self.assert(&subject, property.as_ref(), &object, &spans, method);
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

    /// What is written out of what was said, as everywhere in the graph: names of agents, labels
    /// of concepts, who is involved in an event, whose words they are.
    fn derive(
        &mut self,
        subject: &NamedNode,
        natures: &[Nature],
        statements: &[(NamedNode, Term)],
        event: Option<&str>,
    ) {
        let has = |property: NamedNodeRef<'_>| statements.iter().any(|(p, _)| *p == property);
        let labels = statements.iter().filter(|(p, _)| *p == rdfs::LABEL);
        if natures.contains(&Nature::Agent) && !has(foaf::NAME) {
            let names = labels.clone().filter_map(|(_, label)| match label {
                Term::Literal(label) => Some(label),
                _ => None,
            });
            let is_chinese = |l: &&Literal| l.language().is_some_and(|tag| tag.starts_with("zh"));
            let name = names.clone().find(is_chinese).or(names.clone().next());
            if let Some(name) = name {
                let name = Literal::new_simple_literal(name.value());
                self.writer.add(subject, foaf::NAME, name);
            }
        }
        if natures.contains(&Nature::Concept) && !has(skos::PREF_LABEL) {
            for (_, label) in labels {
                self.writer.add(subject, skos::PREF_LABEL, label.clone());
            }
        }
        if let Some(event) = event {
            let event = self.writer.names.thing(event);
            self.writer
                .add(&event, cv::HAS_PARTICIPATION, subject.clone());
            for (property, agent) in statements {
                if *property == cv::HAS_PARTICIPANT {
                    self.writer.add(&event, govrep::INVOLVES, agent.clone());
                }
            }
        }
        for (property, agent) in statements {
            if *property == govrep::SPEAKER || *property == govrep::MAKER && !has(govrep::SPEAKER) {
                self.writer
                    .add(subject, prov::WAS_ATTRIBUTED_TO, agent.clone());
            }
        }
    }

    fn event(&mut self, values: &[Value]) -> Option<String> {
        match values.first()? {
            Value::Text(word) => self.path(word),
            _ => None,
        }
    }

    fn value(&mut self, values: &Values, value: &Value, name: &Word) -> Option<Term> {
        let typed = |text: &str, datatype: NamedNodeRef<'_>| -> Term {
            Literal::new_typed_literal(text, datatype).into()
        };
        let term = match (values, value) {
            (Values::Nodes, Value::Text(word)) => return self.node(word).map(Term::from),
            (Values::Properties, Value::Text(word)) => {
                let property = self.terms.property(&word.text);
                property.map(|property| property.iri.clone().into())
            }
            (Values::Texts, Value::Text(word)) => Some(self.writer.printed(&word.text).into()),
            (Values::Texts, Value::Tagged(tag, word)) => {
                let tag = tag.to_ascii_lowercase();
                let is_tag = Literal::new_language_tagged_literal("", &tag).is_ok();
                is_tag.then(|| tagged(&word.text, &tag).into())
            }
            (Values::Dates, Value::Text(word)) => {
                let is_date = word.text.parse::<crate::project::Date>().is_ok();
                is_date.then(|| typed(&word.text, date_type(&word.text)))
            }
            (Values::Dates, Value::Date(word)) => Some(typed(&word.text, date_type(&word.text))),
            (Values::Dates, Value::Integer(word)) => Some(typed(&word.text, xsd::G_YEAR)),
            (
                Values::Typed(datatype),
                Value::Text(word) | Value::Integer(word) | Value::Decimal(word),
            ) => Some(typed(&word.text, datatype.as_ref())),
            (Values::Plain, Value::Integer(word)) => Some(typed(&word.text, xsd::INTEGER)),
            (Values::Plain, Value::Decimal(word)) => Some(typed(&word.text, xsd::DECIMAL)),
            (Values::Typed(_) | Values::Plain, Value::Boolean(truth)) => {
                Some(Literal::from(*truth).into())
            }
            (Values::Plain, Value::Text(word)) => {
                Some(Literal::new_simple_literal(&word.text).into())
            }
            _ => None,
        };
        if term.is_none() {
            let wanted = match values {
                Values::Nodes => "the name or path of a thing",
                Values::Properties => "the name of a property",
                Values::Texts => "a text, or texts by language: { zh-Hant = \"…\", en = \"…\" }",
                Values::Typed(_) | Values::Plain => "a number or a text",
                Values::Dates => "a date: 2016-12-07, \"2016-12\" or \"2016\"",
            };
            let message = format!("a value of `{}` does not fit", name.text);
            let help = format!("its values are {wanted}");
            self.error("curation-value", message, &name.at, help);
        }
        term
    }

    /// The path of a fact, made of its parts as ontology/README.md says.
    fn fact_path(
        &mut self,
        entry: &Entry,
        statements: &[(NamedNode, Term)],
        event: Option<&str>,
    ) -> Option<String> {
        let root = self.root.clone();
        let tail = |property: NamedNodeRef<'_>| -> Option<String> {
            let (_, object) = statements.iter().find(|(p, _)| *p == property)?;
            match object {
                Term::NamedNode(node) => {
                    let iri = node.as_str();
                    let path = iri
                        .strip_prefix(&root)
                        .or(iri.strip_prefix(code::NAMESPACE));
                    let path = path.unwrap_or(iri);
                    Some(
                        path.split_once('/')
                            .map_or(path, |(_, tail)| tail)
                            .to_owned(),
                    )
                }
                Term::Literal(text) => Some(slug(text.value())),
                _ => None,
            }
        };
        let words: String = entry
            .quotes
            .iter()
            .flat_map(|quote| quote.words.text.split_whitespace())
            .collect();
        let report = self.writer.names.report();
        let class = entry.classes.first()?.text.as_str();
        let path = match class {
            "Membership" => (|| {
                let role = tail(schema::ROLE_NAME).or_else(|| tail(org::ROLE))?;
                let (member, body) = (tail(org::MEMBER)?, tail(org::ORGANIZATION)?);
                Some(format!("membership/{member}/{body}/{role}"))
            })(),
            "Participation" => (|| {
                let event = event?;
                let event = event.strip_prefix("event/").unwrap_or(event);
                let (agent, role) = (tail(cv::HAS_PARTICIPANT)?, tail(cv::ROLE)?);
                Some(format!("participation/{event}/{agent}/{role}"))
            })(),
            "Candidacy" => (|| {
                let (agent, body) = (tail(govrep::CANDIDATE)?, tail(govrep::CANDIDATE_TO)?);
                Some(format!("candidacy/{agent}/{body}"))
            })(),
            "Observation" => (|| {
                let measure = tail(schema::MEASURED_PROPERTY)?;
                let about = tail(schema::OBSERVATION_ABOUT)?;
                let value = tail(schema::VALUE)?;
                let hash = short_hash(&[&about, &value, &words]);
                Some(format!("figure/{report}/{measure}/{hash}"))
            })(),
            "Negation" => (|| {
                let parts = [rdf::SUBJECT, rdf::PREDICATE, rdf::OBJECT].map(tail);
                let [Some(subject), Some(predicate), Some(object)] = parts else {
                    return None;
                };
                let hash = short_hash(&[&subject, &predicate, &object]);
                Some(format!("negation/{hash}"))
            })(),
            "Claim" => Some(format!("claim/{report}/{}", short_hash(&[&words]))),
            "ProcedureStep" => None,
            _ => Some(format!("undertaking/{report}/{}", short_hash(&[&words]))),
        };
        if path.is_none() {
            let message = format!("too little is said of this {class} to give it a name");
            let help = match class {
                "Membership" => "say `member`, `organization` and `roleName` or `memberRole`",
                "Participation" => "say `event`, `hasParticipant` and `role`",
                "Candidacy" => "say `candidate` and `candidateTo`",
                "Observation" => "say `observationAbout`, `measuredProperty` and `value`",
                "Negation" => "say `statementSubject`, `statementPredicate`, `statementObject`",
                _ => "say its `id`",
            };
            self.error("curation-value", message, &entry.at, help.to_owned());
        }
        path
    }

    /// A direct statement about a thing, with its words.
    fn assert(
        &mut self,
        subject: &NamedNode,
        property: NamedNodeRef<'_>,
        object: &Term,
        spans: &[Span],
        method: NamedNodeRef<'static>,
    ) {
        assertion::write(
            self.writer,
            subject,
            property,
            object.clone(),
            Said {
                status: code::assertion_status::ASSERTED,
                method,
                spans,
            },
        );
    }

    fn dispute(&mut self, dispute: &Dispute) {
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
        let graph = self.writer.names.quality();
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
            let graph = graph.clone().into();
            self.writer
                .add_to(&discrepancy, property.as_ref(), object, graph);
        }
    }
}

/// The notations of a code list, if there is one of the name, sorted.
fn notations(scheme: &str) -> Option<BTreeSet<&'static str>> {
    let place = code::SCHEMES.binary_search_by_key(&scheme, |(name, _)| name);
    let (_, concepts) = code::SCHEMES[place.ok()?];
    let notation = |concept: &NamedNodeRef<'static>| concept.as_str().rsplit('/').next();
    Some(concepts.iter().filter_map(notation).collect())
}

fn is_link(object: &Term) -> bool {
    matches!(object, Term::NamedNode(_))
}

/// The first eight digits of a hash of texts.
fn short_hash(texts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text);
        hash.update([0]);
    }
    hex(&hash.finalize()[..4])
}
