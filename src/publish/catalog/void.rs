//! True counts of the dataset, as VoID: classes, properties, links to others.

use std::collections::BTreeMap;

use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNodeRef, Quad, QuadRef, TermRef};
use oxiri::Iri;
use rustc_hash::{FxHashMap, FxHashSet};

use super::address::Address;
use super::said::Said;
use super::{DISCOVERY, Described};
use crate::graph::vocab::{PREFIXES, dcat, dcterms, foaf, owl, prov, rdf, rdfs, skos, void};
use crate::graph::{Names, Quads};

/// Properties that lead to the same or a like thing elsewhere.
const LINKS: [NamedNodeRef<'static>; 5] = [
    owl::SAME_AS,
    skos::EXACT_MATCH,
    skos::CLOSE_MATCH,
    skos::RELATED_MATCH,
    rdfs::SEE_ALSO,
];

/// Describes the dataset in numbers.
///
/// Counts are of the union of all graphs, as in the Turtle dump. Classes and properties have a
/// partition each, and each class one for every property of its things, from which query editors
/// learn what can be asked.
pub fn describe(described: &Described<'_>) -> Vec<Quad> {
    let project = described.project;
    let address = Address::new(&project.base, &project.dataset.name);
    let counts = Counts::of(described.quads, address.base());
    let names = Names {
        base: None,
        prefixes: PREFIXES,
    };
    let mut said = Said::default();
    let document = address.file(DISCOVERY);
    let dataset = address.dataset();
    said.is(&document, void::DATASET_DESCRIPTION);
    said.term(&document, foaf::PRIMARY_TOPIC, dataset.clone());
    said.is(&dataset, void::DATASET);
    said.texts(&dataset, dcterms::TITLE, &project.dataset.title);
    said.texts(&dataset, dcterms::DESCRIPTION, &project.dataset.description);
    let licence = NamedNode::new_unchecked(&project.dataset.licence);
    said.term(&dataset, dcterms::LICENSE, licence);
    said.plain(&dataset, dcat::VERSION, described.version);
    said.term(&dataset, foaf::HOMEPAGE, address.home());
    said.plain(&dataset, void::URI_SPACE, address.base());
    if let Some(endpoint) = &project.dataset.endpoint {
        let endpoint = NamedNode::new_unchecked(endpoint);
        said.term(&dataset, void::SPARQL_ENDPOINT, endpoint);
    }
    for name in described
        .files
        .keys()
        .filter(|name| name.starts_with("dump/"))
    {
        said.term(&dataset, void::DATA_DUMP, address.file(name));
    }
    said.number(&dataset, void::TRIPLES, counts.triples);
    said.number(&dataset, void::ENTITIES, counts.entities);
    said.number(&dataset, void::CLASSES, counts.classes.len());
    said.number(&dataset, void::PROPERTIES, counts.properties.len());
    said.number(&dataset, void::DISTINCT_SUBJECTS, counts.subjects);
    said.number(&dataset, void::DISTINCT_OBJECTS, counts.objects);
    for namespace in &counts.vocabularies {
        let vocabulary = NamedNode::new_unchecked(*namespace);
        said.term(&dataset, void::VOCABULARY, vocabulary);
    }
    if let Some(example) = counts.example {
        said.term(&dataset, void::EXAMPLE_RESOURCE, example.into_owned());
    }
    for (property, count) in &counts.properties {
        let part = address.part(&format!("property/{}", path(*property, &names)));
        said.term(&dataset, void::PROPERTY_PARTITION, part.clone());
        said.term(&part, void::PROPERTY, property.into_owned());
        said.number(&part, void::TRIPLES, count.triples);
        said.number(&part, void::DISTINCT_SUBJECTS, count.subjects);
        said.number(&part, void::DISTINCT_OBJECTS, count.objects);
    }
    for (class, count) in &counts.classes {
        let class_path = path(*class, &names);
        let part = address.part(&format!("class/{class_path}"));
        said.term(&dataset, void::CLASS_PARTITION, part.clone());
        said.term(&part, void::CLASS, class.into_owned());
        said.number(&part, void::ENTITIES, count.entities);
        for (property, triples) in &count.properties {
            let property_path = path(*property, &names);
            let inner = address.part(&format!("class/{class_path}/{property_path}"));
            said.term(&part, void::PROPERTY_PARTITION, inner.clone());
            said.term(&inner, void::PROPERTY, property.into_owned());
            said.number(&inner, void::TRIPLES, *triples);
        }
    }
    for ((property, origin), triples) in &counts.links {
        let target = NamedNode::new_unchecked(origin.clone());
        let host = target.as_str().split("//").nth(1).unwrap_or_default();
        let host = host.trim_end_matches('/');
        let part = address.part(&format!("links/{host}/{}", path(*property, &names)));
        said.term(&dataset, void::SUBSET, part.clone());
        said.is(&part, void::LINKSET);
        said.term(&part, void::SUBJECTS_TARGET, dataset.clone());
        said.term(&part, void::OBJECTS_TARGET, target.clone());
        said.term(&part, void::LINK_PREDICATE, property.into_owned());
        said.number(&part, void::TRIPLES, *triples);
        said.is(&target, void::DATASET);
        said.plain(&target, void::URI_SPACE, target.as_str());
    }
    said.into_quads()
}

/// A name that can stand in a path: `rdfs-label`, or what is after the scheme.
fn path(node: NamedNodeRef<'_>, names: &Names<'_>) -> String {
    let short = names.shorten(node.as_str());
    let short = short.split("://").last().unwrap_or_default();
    short.replace([':', '#', '?'], "-")
}

/// Counts by property.
#[derive(Debug, Default)]
struct PropertyCount {
    triples: usize,
    subjects: usize,
    objects: usize,
}

/// Counts by class.
#[derive(Debug, Default)]
struct ClassCount<'q> {
    entities: usize,
    properties: BTreeMap<NamedNodeRef<'q>, usize>,
}

/// All counts of a dataset.
#[derive(Debug, Default)]
struct Counts<'q> {
    triples: usize,
    subjects: usize,
    objects: usize,
    /// Things with an IRI below the base.
    entities: usize,
    properties: BTreeMap<NamedNodeRef<'q>, PropertyCount>,
    classes: BTreeMap<NamedNodeRef<'q>, ClassCount<'q>>,
    /// By property and origin of the target.
    links: BTreeMap<(NamedNodeRef<'q>, String), usize>,
    vocabularies: Vec<&'static str>,
    example: Option<NamedNodeRef<'q>>,
}

impl<'q> Counts<'q> {
    fn of(quads: &'q Quads, base: &str) -> Self {
        let rows: Vec<QuadRef<'q>> = quads.union().collect();
        let mut counts = Self {
            triples: rows.len(),
            ..Self::default()
        };
        let mut objects: FxHashMap<NamedNodeRef<'q>, FxHashSet<TermRef<'q>>> = FxHashMap::default();
        for node in rows.chunk_by(|a, b| a.subject == b.subject) {
            counts.see(node, base, quads);
            for row in node {
                objects.entry(row.predicate).or_default().insert(row.object);
            }
        }
        for (property, objects) in &objects {
            if let Some(count) = counts.properties.get_mut(property) {
                count.objects = objects.len();
            }
        }
        let all: FxHashSet<TermRef<'_>> = objects.into_values().flatten().collect();
        counts.objects = all.len();
        let used = |namespace: &str| {
            let terms = counts.properties.keys().chain(counts.classes.keys());
            terms.map(|term| term.as_str()).any(|iri| {
                let local = iri.strip_prefix(namespace);
                local.is_some_and(|local| !local.contains(['/', '#']))
            })
        };
        let namespaces = PREFIXES.iter().map(|(_, namespace)| *namespace);
        counts.vocabularies = namespaces.filter(|namespace| used(namespace)).collect();
        counts
    }

    /// Counts what is said of one node.
    fn see(&mut self, node: &[QuadRef<'q>], base: &str, described: &Quads) {
        let Some(first) = node.first() else { return };
        self.subjects += 1;
        if let NamedOrBlankNodeRef::NamedNode(subject) = first.subject
            && subject.as_str().starts_with(base)
        {
            self.entities += 1;
            // A thing with a name and with words that it comes from.
            let has = |property| node.iter().any(|row| row.predicate == property);
            if self.example.is_none() && has(rdfs::LABEL) && has(prov::WAS_DERIVED_FROM) {
                self.example = Some(subject);
            }
        }
        let mut last = None;
        for row in node {
            let count = self.properties.entry(row.predicate).or_default();
            count.triples += 1;
            if last.replace(row.predicate) != Some(row.predicate) {
                count.subjects += 1;
            }
            if LINKS.contains(&row.predicate)
                && let TermRef::NamedNode(target) = row.object
                // What the dataset describes itself is no link to others.
                && described.about(target).is_empty()
                && let Some(origin) = origin(target)
            {
                *self.links.entry((row.predicate, origin)).or_default() += 1;
            }
        }
        for row in node.iter().filter(|row| row.predicate == rdf::TYPE) {
            if let TermRef::NamedNode(class) = row.object {
                let count = self.classes.entry(class).or_default();
                count.entities += 1;
                for row in node {
                    *count.properties.entry(row.predicate).or_default() += 1;
                }
            }
        }
    }
}

/// `https://www.wikidata.org/` of an address there.
fn origin(node: NamedNodeRef<'_>) -> Option<String> {
    let iri = Iri::parse(node.as_str()).ok()?;
    Some(format!("{}://{}/", iri.scheme(), iri.authority()?))
}
