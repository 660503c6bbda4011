//! What the graph of a report says, in the terms of a gold file.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedNodeRef, Term, TermRef};

use super::answer::{Answer, Figure, Membership, Number, Part, Role, Thing, Undertaking};
use super::graph::{Graph, in_code_list};
use super::ink::Place;
use super::kind::Kind;
use super::link;
use crate::document::{Document, Node};
use crate::extraction::Extraction;
use crate::graph::vocab::{
    PREFIXES, bibo, cv, dcterms, foaf, govrep, org, prov, rdfs, schema, skos,
};
use crate::graph::{Names, Quads, ontology};
use crate::mention::Reading;

/// A report as it is published.
#[derive(Clone, Copy, Debug)]
pub struct Published<'a> {
    /// The text and the places in it that name things.
    pub extraction: &'a Extraction,
    /// The graphs of the report, with what an editor added to them and took away.
    pub quads: &'a Quads,
    /// What is known beforehand of the things in it; only their classes and names count.
    pub authority: &'a Quads,
    /// The base IRI of the dataset.
    pub base: &'a str,
}

/// What a node of each class is here; the first class that a node has counts.
const CLASSES: [(NamedNodeRef<'static>, Kind); 19] = [
    (foaf::PERSON, Kind::Person),
    (govrep::SESSION, Kind::Session),
    (govrep::VISIT, Kind::Visit),
    (schema::EVENT, Kind::Event),
    (schema::EVENT_SERIES, Kind::Event),
    (govrep::CANDIDACY, Kind::Event),
    (govrep::PROCEDURE_STEP, Kind::Event),
    (govrep::UNDERTAKING, Kind::Statement),
    (schema::CLAIM, Kind::Statement),
    (govrep::PROGRAMME, Kind::Programme),
    (schema::PROJECT, Kind::Project),
    (govrep::PLATFORM, Kind::Platform),
    (govrep::JURISDICTION, Kind::Place),
    (schema::PLACE, Kind::Place),
    (org::ORGANIZATION_CLASS, Kind::Organisation),
    (foaf::GROUP, Kind::Organisation),
    (schema::CREATIVE_WORK, Kind::Document),
    (schema::LEGISLATION, Kind::Document),
    (bibo::REPORT, Kind::Document),
];

/// The properties that give names.
const NAMING: [NamedNodeRef<'static>; 5] = [
    rdfs::LABEL,
    skos::PREF_LABEL,
    skos::ALT_LABEL,
    foaf::NAME,
    dcterms::TITLE,
];

impl Answer {
    /// What a report's graph says, and what its text names.
    pub fn of(published: &Published) -> Self {
        let mut answer = Self::nothing(&published.extraction.document.source().text);
        answer.add_sections(&published.extraction.document);
        answer.add_mentions(published.extraction);
        let graph = Graph::new(published.quads, published.authority);
        let mut reader = Reader {
            published,
            graph: &graph,
            things: HashMap::new(),
            answer,
        };
        reader.add_things();
        reader.add_concepts();
        reader.add_addresses();
        for node in graph.subjects() {
            if graph.is_a(node, org::MEMBERSHIP) {
                reader.membership(node);
            } else if graph.is_a(node, cv::PARTICIPATION) {
                reader.participation(node);
            } else if graph.is_a(node, govrep::UNDERTAKING) {
                reader.undertaking(node);
            } else if graph.is_a(node, schema::OBSERVATION) {
                reader.figure(node);
            } else {
                reader.titles(node);
                reader.direct_parts(node);
            }
        }
        reader.answer.relations = link::relations(&graph, &reader.things);
        reader.answer
    }

    fn add_sections(&mut self, document: &Document) {
        let nodes = document.nodes();
        let start = |node: &Node| document.origin(node.marker).bytes.start;
        let end = document.source().text.len();
        for (at, node) in nodes.iter().enumerate() {
            let mut later = nodes[at + 1..].iter();
            let next = later.find(|next| next.level <= node.level);
            let bytes = start(node)..next.map_or(end, start);
            let place = self.ink.place(&bytes);
            self.sections.push(place);
        }
    }

    /// Dates, numbers and names in the text, of which the graph keeps those of things only.
    fn add_mentions(&mut self, extraction: &Extraction) {
        for mention in &extraction.mentions {
            let bytes = extraction.document.origin(mention.span).bytes;
            let place = self.ink.place(&bytes);
            match &mention.reading {
                Reading::Date(date) => self.dates.push((place, date.to_string())),
                Reading::Figure(figure) => self.numbers.push(Number {
                    place,
                    value: figure.value.to_string(),
                    bound: figure.bound.clone(),
                }),
                _ => {
                    let kind = Kind::of_mention(mention.kind);
                    self.mentions.extend(kind.map(|kind| (kind, place)));
                }
            }
        }
    }
}

/// Collects what a graph says.
struct Reader<'r, 'a> {
    published: &'r Published<'a>,
    graph: &'r Graph<'a>,
    /// The index of the thing that a node is.
    things: HashMap<NamedNodeRef<'a>, usize>,
    answer: Answer,
}

impl<'a> Reader<'_, 'a> {
    fn thing(&self, node: NamedNodeRef<'_>) -> Option<usize> {
        self.things.get(&node).copied()
    }

    /// The thing that a property of a node gives.
    fn end(&self, node: NamedNodeRef<'_>, property: NamedNodeRef<'_>) -> Option<usize> {
        let mut nodes = self.graph.nodes(node, property);
        nodes.find_map(|node| self.thing(node))
    }

    /// Where the words stand that a node is derived from, in order.
    fn places(&self, node: NamedNodeRef<'_>) -> Vec<Place> {
        let passages = self.graph.passages(node);
        let ink = &self.answer.ink;
        let mut places: Vec<Place> = passages.iter().map(|range| ink.of_points(range)).collect();
        places.sort_by_key(|place| (place.start, place.end));
        places
    }

    fn first_place(&self, node: NamedNodeRef<'_>) -> Place {
        self.places(node).into_iter().next().unwrap_or(0..0)
    }

    fn path(&self, node: NamedNodeRef<'_>) -> String {
        let base = format!("{}id/", self.published.base);
        let names = Names {
            base: Some(&base),
            prefixes: PREFIXES,
        };
        names.shorten(node.as_str()).into_owned()
    }

    fn add(&mut self, node: NamedNodeRef<'a>, kind: Kind, names: Vec<String>, implied: bool) {
        let places = self.places(node);
        let ink = &self.answer.ink;
        let printed = places.iter().map(|place| ink.slice(place).to_owned());
        let names = names.into_iter().chain(printed).collect();
        let label = self.path(node);
        self.push(
            node,
            Thing {
                kind,
                label,
                names,
                places,
                implied,
                report: self.graph.is_a(node, bibo::REPORT),
            },
        );
    }

    fn push(&mut self, node: NamedNodeRef<'a>, thing: Thing) {
        self.things.insert(node, self.answer.things.len());
        self.answer.things.push(thing);
    }

    /// The nodes of the classes that have gold types. Those that the graph only points at, as it
    /// does at the issuer of the report, need not be named in the text.
    fn add_things(&mut self) {
        let subjects: BTreeSet<&str> = self.graph.subjects().map(NamedNodeRef::as_str).collect();
        let objects = self.graph.objects();
        let only_objects = objects.filter(|node| !subjects.contains(node.as_str()));
        let only_objects = only_objects.map(|node| (node, true));
        let nodes = self.graph.subjects().map(|node| (node, false));
        for (node, implied) in nodes.chain(only_objects) {
            if in_code_list(node.as_str()).is_some() {
                continue;
            }
            let kind = CLASSES
                .iter()
                .find(|(class, _)| self.graph.is_a(node, *class));
            let kind = match kind {
                Some((_, kind)) => *kind,
                None if self.graph.is_a(node, skos::CONCEPT) => Kind::Topic,
                None => continue,
            };
            // All sessions of one format at an event stand for the format.
            let format = self.graph.nodes(node, cv::FORMAT).next();
            let format = format.filter(|_| kind == Kind::Event);
            let kind = format.map_or(kind, |_| Kind::SessionFormat);
            // In the graph candidacies and steps are relations; some gold files make events of
            // them. And each graph has its report, which few gold files list.
            let is_other = [govrep::CANDIDACY, govrep::PROCEDURE_STEP, bibo::REPORT]
                .into_iter()
                .any(|class| self.graph.is_a(node, class));
            let names = self.graph.names(node, &NAMING);
            self.add(node, kind, names, implied || is_other);
            if let Some(format) = format {
                self.things.insert(format, self.answer.things.len() - 1);
            }
        }
    }

    /// Concepts of code lists: the formats and the subjects of sessions. One that the report's
    /// graph gives words for was read from the text; one that is only used may have been.
    fn add_concepts(&mut self) {
        let mut concepts: BTreeMap<&str, (NamedNodeRef<'a>, Kind)> = BTreeMap::new();
        for quad in self.graph.quads() {
            let kind = match quad.predicate.as_ref() {
                cv::FORMAT => Kind::SessionFormat,
                dcterms::SUBJECT => Kind::Topic,
                _ => continue,
            };
            if let TermRef::NamedNode(concept) = quad.object.as_ref()
                && in_code_list(concept.as_str()).is_some()
            {
                concepts.insert(concept.as_str(), (concept, kind));
            }
        }
        for node in self.graph.subjects() {
            if let Some((list, _)) = in_code_list(node.as_str()) {
                let kind = match list {
                    "session-format" => Kind::SessionFormat,
                    _ => Kind::Topic,
                };
                concepts.entry(node.as_str()).or_insert((node, kind));
            }
        }
        let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let lists: BTreeSet<&str> = concepts
            .keys()
            .filter_map(|iri| Some(in_code_list(iri)?.0))
            .collect();
        for list in lists {
            names.append(&mut concept_names(list));
        }
        for (iri, (node, kind)) in concepts {
            if self.things.contains_key(&node) {
                continue;
            }
            let names = names.remove(iri).unwrap_or_default();
            let implied = self.graph.passages(node).is_empty();
            self.add(node, kind, names, implied);
        }
    }

    /// The web addresses that something has; they stand where the text prints them.
    fn add_addresses(&mut self) {
        let mut addresses: BTreeMap<&str, NamedNodeRef<'a>> = BTreeMap::new();
        for quad in self.graph.quads() {
            if [schema::URL, foaf::HOMEPAGE].contains(&quad.predicate.as_ref())
                && let TermRef::NamedNode(url) = quad.object.as_ref()
            {
                addresses.insert(url.as_str(), url);
            }
        }
        let extraction = self.published.extraction;
        for (address, node) in addresses {
            let printed = extraction.mentions.iter().filter(
                |mention| matches!(&mention.reading, Reading::Url(url) if url.as_str() == address),
            );
            let bytes = printed.map(|mention| extraction.document.origin(mention.span).bytes);
            let places = bytes.map(|bytes| self.answer.ink.place(&bytes)).collect();
            self.push(
                node,
                Thing {
                    kind: Kind::Address,
                    label: address.to_owned(),
                    names: vec![address.to_owned()],
                    places,
                    implied: false,
                    report: false,
                },
            );
        }
    }

    fn membership(&mut self, node: NamedNodeRef<'_>) {
        let (Some(member), Some(body)) = (
            self.end(node, org::MEMBER),
            self.end(node, org::ORGANIZATION),
        ) else {
            return;
        };
        let place = self.first_place(node);
        if self.answer.things[member].kind == Kind::Person {
            for title in self.graph.texts(node, schema::ROLE_NAME) {
                if !title.is_empty() {
                    self.answer.roles.push(Role {
                        person: member,
                        body: Some(body),
                        title: title.to_owned(),
                        place: place.clone(),
                    });
                }
            }
        }
        self.answer.memberships.push(Membership {
            member,
            body,
            place,
        });
    }

    /// Titles that a person holds without any body.
    fn titles(&mut self, node: NamedNodeRef<'_>) {
        let Some(person) = self.thing(node) else {
            return;
        };
        for title in self.graph.texts(node, schema::JOB_TITLE) {
            let place = self.first_place(node);
            self.answer.roles.push(Role {
                person,
                body: None,
                title: title.to_owned(),
                place,
            });
        }
    }

    fn participation(&mut self, node: NamedNodeRef<'_>) {
        let mut occasions = self.graph.owners(node, cv::HAS_PARTICIPATION);
        let (Some(agent), Some(occasion), Some(role)) = (
            self.end(node, cv::HAS_PARTICIPANT),
            occasions.find_map(|occasion| self.thing(occasion)),
            self.graph.notation(node, cv::ROLE),
        ) else {
            return;
        };
        let place = self.first_place(node);
        // That somebody sent a video or was asked for an interview a gold file says by itself.
        let implied = matches!(role, "video-message" | "interviewer" | "interviewee");
        self.answer.parts.push(Part {
            agent,
            occasion,
            role: role.to_owned(),
            place,
            implied,
        });
    }

    /// Who takes part in an event without a participation: its organiser, the body called on by a
    /// visit, and who acts in a step of a procedure.
    fn direct_parts(&mut self, node: NamedNodeRef<'_>) {
        let Some(occasion) = self.thing(node) else {
            return;
        };
        let is_step = self.graph.is_a(node, govrep::PROCEDURE_STEP);
        let is_visit = self.answer.things[occasion].kind == Kind::Visit;
        let place = self.first_place(node);
        for (property, role, is_so) in [
            (schema::ORGANIZER, "organiser", true),
            (schema::ABOUT, "host", is_visit),
            (prov::WAS_ASSOCIATED_WITH, "participant", is_step),
            (govrep::ADDRESSEE, "participant", is_step),
        ] {
            let agents = self.graph.nodes(node, property).filter(|_| is_so);
            let agents: Vec<usize> = agents.filter_map(|node| self.thing(node)).collect();
            for agent in agents {
                let kind = self.answer.things[agent].kind;
                if property != schema::ABOUT || kind == Kind::Organisation {
                    self.answer.parts.push(Part {
                        agent,
                        occasion,
                        role: role.to_owned(),
                        place: place.clone(),
                        implied: is_step,
                    });
                }
            }
        }
    }

    fn undertaking(&mut self, node: NamedNodeRef<'_>) {
        let class = if self.graph.is_a(node, govrep::COMMITMENT) {
            "commitment"
        } else if self.graph.is_a(node, govrep::GOAL) {
            "goal"
        } else {
            "recommendation"
        };
        let places = self.places(node);
        self.answer.undertakings.push(Undertaking { class, places });
    }

    fn figure(&mut self, node: NamedNodeRef<'_>) {
        let value = self.graph.texts(node, schema::VALUE).next();
        let (Some(about), Some(value), Some(bound)) = (
            self.end(node, schema::OBSERVATION_ABOUT),
            value,
            self.graph.notation(node, govrep::BOUND),
        ) else {
            return;
        };
        let place = self.first_place(node);
        self.answer.figures.push(Figure {
            about,
            number: Number {
                place,
                value: value.strip_suffix(".0").unwrap_or(value).to_owned(),
                bound: bound.to_owned(),
            },
        });
    }
}

/// The names of the concepts of a code list of the ontology, by IRI.
fn concept_names(list: &str) -> BTreeMap<String, Vec<String>> {
    let file = format!("scheme/{list}.ttl");
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (_, text) in ontology::FILES.iter().filter(|(path, _)| *path == file) {
        let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(*text);
        // The tests of the ontology read the same files; a code list of a project is not there.
        for quad in quads.flatten() {
            if [skos::PREF_LABEL, skos::ALT_LABEL].contains(&quad.predicate.as_ref())
                && let (Term::Literal(name), subject) = (&quad.object, &quad.subject)
            {
                let iri = subject.to_string();
                let iri = iri.trim_start_matches('<').trim_end_matches('>');
                let names = names.entry(iri.to_owned()).or_default();
                names.push(name.value().to_owned());
            }
        }
    }
    names
}
