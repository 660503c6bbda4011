//! The dataset and its endpoint, described in RDF: VoID, SPARQL service description, and the
//! saved queries as editors of SPARQL read them.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{
    GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, Quad, Term, TermRef,
};

use super::media::Media;
use super::problem::Problem;
use super::reply::Reply;
use super::version::{THINGS, Version};
use crate::graph::Quads;
use crate::graph::vocab::{PREFIXES, dcterms, rdf, rdfs, schema, sd, sh, void, xsd};
use crate::project::{Labels, Project};
use crate::publish::dump::{self, Format};
use crate::query::{Form, Queries, SavedQuery};

/// The names of file formats, by the W3C.
const FORMATS: &str = "http://www.w3.org/ns/formats/";

/// The IRI of the dataset.
pub fn dataset(project: &Project) -> NamedNode {
    NamedNode::new_unchecked(format!("{}dataset/{}", project.base, project.dataset.name))
}

/// Quads written down as an answer, without an entity tag.
///
/// # Errors
///
/// 406 when the format cannot hold a character.
pub fn reply(quads: &Quads, format: Format, version: &Version) -> Result<Reply, Problem> {
    let mut bytes = Vec::new();
    dump::write(quads, format, &version.names(), &mut bytes).map_err(|error| {
        let status = hyper::StatusCode::NOT_ACCEPTABLE;
        Problem::new(status, error.code(), error.to_string()).help(error.help().unwrap_or_default())
    })?;
    Ok(Reply::new(Media::Graph(format), bytes))
}

/// Statements about one node after the other.
struct Description(Vec<Quad>);

impl Description {
    fn say(&mut self, node: &NamedNode, property: NamedNodeRef<'_>, value: impl Into<Term>) {
        let graph = GraphName::DefaultGraph;
        self.0.push(Quad::new(node.clone(), property, value, graph));
    }

    fn say_labels(&mut self, node: &NamedNode, property: NamedNodeRef<'_>, labels: &Labels) {
        for (tag, text) in labels.iter() {
            if let Ok(text) = Literal::new_language_tagged_literal(text, tag) {
                self.say(node, property, text);
            }
        }
    }

    fn count(&mut self, node: &NamedNode, property: NamedNodeRef<'_>, count: usize) {
        let number = Literal::new_typed_literal(count.to_string(), xsd::INTEGER);
        self.say(node, property, number);
    }
}

/// A node of a description that is no thing of its own.
fn part(of: &NamedNode, name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{}#{name}", of.as_str()))
}

/// The dataset in the words of [VoID](https://www.w3.org/TR/void/).
pub fn void(version: &Version, origin: &str) -> Quads {
    let mut about = Description(Vec::new());
    say_dataset(&mut about, version, origin);
    Quads::new(about.0)
}

fn say_dataset(about: &mut Description, version: &Version, origin: &str) {
    let project = &version.project;
    let node = dataset(project);
    about.say(&node, rdf::TYPE, void::DATASET.into_owned());
    about.say_labels(&node, dcterms::TITLE, &project.dataset.title);
    about.say_labels(&node, dcterms::DESCRIPTION, &project.dataset.description);
    if let Ok(licence) = NamedNode::new(&*project.dataset.licence) {
        about.say(&node, dcterms::LICENSE, licence);
    }
    about.say(&node, void::URI_SPACE, Literal::from(version.base()));
    let here = |path: &str| NamedNode::new_unchecked(format!("{origin}{path}"));
    about.say(&node, void::SPARQL_ENDPOINT, here(super::sparql::PATH));
    for format in Format::ALL {
        let path = format!("/dump/{}.{}", project.dataset.name, format.extension());
        about.say(&node, void::DATA_DUMP, here(&path));
    }
    let triples: Vec<_> = version.quads.union().collect();
    let things = format!("{}{THINGS}", version.base());
    let (mut subjects, mut entities) = (0, 0);
    let mut example = None;
    let mut last = None;
    let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
    let mut properties: BTreeMap<&str, usize> = BTreeMap::new();
    let mut vocabularies: BTreeSet<&str> = BTreeSet::new();
    for triple in &triples {
        if last != Some(triple.subject) {
            last = Some(triple.subject);
            subjects += 1;
            if let NamedOrBlankNodeRef::NamedNode(subject) = triple.subject
                && subject.as_str().starts_with(&things)
            {
                entities += 1;
                example.get_or_insert(subject);
            }
        }
        *properties.entry(triple.predicate.as_str()).or_default() += 1;
        if triple.predicate == rdf::TYPE
            && let TermRef::NamedNode(class) = triple.object
        {
            *classes.entry(class.as_str()).or_default() += 1;
        }
    }
    for term in classes.keys().chain(properties.keys()) {
        let namespaces = PREFIXES.iter().map(|(_, namespace)| *namespace);
        vocabularies.extend(namespaces.filter(|namespace| term.starts_with(namespace)));
    }
    about.count(&node, void::TRIPLES, triples.len());
    about.count(&node, void::DISTINCT_SUBJECTS, subjects);
    about.count(&node, void::ENTITIES, entities);
    about.count(&node, void::CLASSES, classes.len());
    about.count(&node, void::PROPERTIES, properties.len());
    if let Some(example) = example {
        about.say(&node, void::EXAMPLE_RESOURCE, example.into_owned());
    }
    for vocabulary in vocabularies {
        about.say(
            &node,
            void::VOCABULARY,
            NamedNode::new_unchecked(vocabulary),
        );
    }
    for (number, (class, count)) in (1..).zip(classes) {
        let partition = part(&node, &format!("class-{number}"));
        about.say(&node, void::CLASS_PARTITION, partition.clone());
        about.say(&partition, void::CLASS, NamedNode::new_unchecked(class));
        about.count(&partition, void::ENTITIES, count);
    }
    for (number, (property, count)) in (1..).zip(properties) {
        let partition = part(&node, &format!("property-{number}"));
        about.say(&node, void::PROPERTY_PARTITION, partition.clone());
        about.say(
            &partition,
            void::PROPERTY,
            NamedNode::new_unchecked(property),
        );
        about.count(&partition, void::TRIPLES, count);
    }
}

/// The endpoint in the words of
/// [SPARQL 1.1 Service Description](https://www.w3.org/TR/sparql11-service-description/).
pub fn service(version: &Version, origin: &str, endpoint: &str, is_writable: bool) -> Quads {
    let mut about = Description(Vec::new());
    let endpoint = NamedNode::new_unchecked(endpoint);
    let node = part(&endpoint, "service");
    about.say(&node, rdf::TYPE, sd::SERVICE.into_owned());
    about.say(&node, sd::ENDPOINT, endpoint.clone());
    about.say(&node, sd::FEATURE, sd::UNION_DEFAULT_GRAPH.into_owned());
    about.say(
        &node,
        sd::SUPPORTED_LANGUAGE,
        sd::SPARQL11_QUERY.into_owned(),
    );
    if is_writable {
        about.say(
            &node,
            sd::SUPPORTED_LANGUAGE,
            sd::SPARQL11_UPDATE.into_owned(),
        );
    }
    for name in [
        "SPARQL_Results_JSON",
        "SPARQL_Results_XML",
        "SPARQL_Results_CSV",
        "SPARQL_Results_TSV",
        "Turtle",
        "N-Triples",
        "N-Quads",
        "TriG",
        "JSON-LD",
        "RDF_XML",
    ] {
        let format = NamedNode::new_unchecked(format!("{FORMATS}{name}"));
        about.say(&node, sd::RESULT_FORMAT, format);
    }
    let dataset = dataset(&version.project);
    about.say(&node, sd::DEFAULT_DATASET, dataset.clone());
    about.say(&dataset, rdf::TYPE, sd::DATASET.into_owned());
    let default = part(&endpoint, "default-graph");
    about.say(&dataset, sd::DEFAULT_GRAPH, default.clone());
    about.say(&default, rdf::TYPE, sd::GRAPH_CLASS.into_owned());
    about.count(&default, void::TRIPLES, version.triples());
    for (number, (name, count)) in (1..).zip(&version.graphs) {
        let named = part(&endpoint, &format!("named-graph-{number}"));
        let graph = part(&endpoint, &format!("graph-{number}"));
        about.say(&dataset, sd::NAMED_GRAPH, named.clone());
        about.say(&named, rdf::TYPE, sd::NAMED_GRAPH_CLASS.into_owned());
        about.say(&named, sd::NAME, NamedNode::new_unchecked(name));
        about.say(&named, sd::GRAPH, graph.clone());
        about.say(&graph, rdf::TYPE, sd::GRAPH_CLASS.into_owned());
        about.count(&graph, void::TRIPLES, *count);
    }
    say_dataset(&mut about, version, origin);
    Quads::new(about.0)
}

/// The saved queries in the words of SHACL, in a graph of their own, where editors of SPARQL
/// look for examples.
///
/// A query with parameters stands there with its defaults; one without defaults for all of
/// them is left out, since it could not be run.
pub fn queries(project: &Project, queries: &Queries) -> Vec<Quad> {
    let graph = NamedNode::new_unchecked(format!("{}graph/queries", project.base));
    let mut about = Description(Vec::new());
    for query in queries.iter() {
        let text = if query.parameters.is_empty() {
            query.text.clone()
        } else {
            match query.bind(&[]) {
                Ok(bound) => bound.to_string(),
                Err(_) => continue,
            }
        };
        say_query(&mut about, project, query, &text);
    }
    let into_graph = |quad: Quad| Quad {
        graph_name: graph.clone().into(),
        ..quad
    };
    about.0.into_iter().map(into_graph).collect()
}

fn say_query(about: &mut Description, project: &Project, query: &SavedQuery, text: &str) {
    let Ok(node) = NamedNode::new(format!("{}query/{}", project.base, query.name)) else {
        return;
    };
    let (class, property) = match query.form {
        Form::Rows => (sh::SPARQL_SELECT_EXECUTABLE, sh::SELECT),
        Form::Truth => (sh::SPARQL_ASK_EXECUTABLE, sh::ASK),
        Form::Graph => (sh::SPARQL_CONSTRUCT_EXECUTABLE, sh::CONSTRUCT),
    };
    about.say(&node, rdf::TYPE, sh::SPARQL_EXECUTABLE.into_owned());
    about.say(&node, rdf::TYPE, class.into_owned());
    about.say(&node, property, Literal::from(text));
    for language in &project.languages {
        let summary = query.head.summary.in_language(language);
        if let Ok(summary) = Literal::new_language_tagged_literal(summary, language)
            && !summary.value().is_empty()
        {
            about.say(&node, rdfs::COMMENT, summary);
        }
    }
    for tag in &query.head.tags {
        about.say(&node, schema::KEYWORDS, Literal::from(tag.as_str()));
    }
}
