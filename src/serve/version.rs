//! A version of the dataset, which never changes: what is asked of it has one answer.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, OnceLock};

use hyper::body::Bytes;
use oxigraph::model::vocab::{rdf::LANG_STRING as RDF_LANG_STRING, xsd};
use oxigraph::model::{
    GraphName, GraphNameRef, Literal, LiteralRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad,
    Term, TermRef,
};
use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};

use super::cache::Cache;
use super::describe;
use super::search::Index;
use super::site::{Pages, Text};
use crate::graph::vocab::{PREFIXES, foaf, owl, rdf, rdfs, void};
use crate::graph::{Names, Quads};
use crate::project::Project;
use crate::publish::dump::{self, Format};
use crate::query::Queries;
use crate::source::hexadecimal;
use crate::store::{Store, StoreError};

/// The paths below the base under which things stand.
pub const THINGS: &str = "id/";

/// What a version is made of; parts are shared between versions.
#[derive(Clone)]
pub struct Content {
    /// The settings of the project.
    pub project: Arc<Project>,
    /// All quads in their graphs, the vocabulary included.
    pub quads: Arc<Quads>,
    /// The saved queries.
    pub queries: Arc<Queries>,
    /// The texts of the reports.
    pub texts: Arc<[Text]>,
}

/// A version of the dataset with everything that was worked out from it.
pub struct Version {
    /// The settings of the project.
    pub project: Arc<Project>,
    /// All quads in their graphs.
    pub quads: Arc<Quads>,
    /// The texts that passages lie in.
    pub texts: Arc<[Text]>,
    /// The same to be asked, and the description of the dataset.
    pub store: Store,
    /// The saved queries.
    pub queries: Arc<Queries>,
    /// Names this version: the beginning of the SHA-256 of the quads as N-Quads.
    pub tag: String,
    /// How many triples each named graph has, by name.
    pub graphs: BTreeMap<String, usize>,
    /// Answers that were given before.
    pub answers: Cache,
    /// The description of the saved queries, in a graph of their own.
    described: Vec<Quad>,
    /// Nodes of which the store says something else than the quads, or in other words.
    only_in_store: FxHashSet<NamedOrBlankNode>,
    /// The positions of quads whose object is an IRI, in the order of those.
    incoming: Vec<u32>,
    index: OnceLock<Index>,
    pages: OnceLock<Pages>,
    dumps: [OnceLock<Bytes>; Format::ALL.len()],
}

impl Version {
    /// Prepares data to be asked; `cache_bytes` is how much of the answers is kept.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub fn new(content: Content, cache_bytes: usize) -> Result<Arc<Self>, StoreError> {
        let Content {
            project,
            quads,
            queries,
            texts,
        } = content;
        let tag = tag(&quads);
        let described = describe::queries(&project, &queries);
        let mut graphs: BTreeMap<String, usize> = BTreeMap::new();
        for quad in quads.iter().chain(&described) {
            if let GraphNameRef::NamedNode(graph) = quad.graph_name.as_ref() {
                match graphs.get_mut(graph.as_str()) {
                    Some(count) => *count += 1,
                    None => {
                        graphs.insert(graph.as_str().to_owned(), 1);
                    }
                }
            }
        }
        let mut incoming: Vec<u32> = (0..)
            .zip(quads.iter())
            .filter(|(_, quad)| quad.object.is_named_node())
            .map(|(position, _)| position)
            .collect();
        incoming.sort_by(|&a, &b| object(&quads, a).cmp(object(&quads, b)).then(a.cmp(&b)));
        let store = Store::in_memory()?;
        store.load(quads.iter().chain(&described).cloned())?;
        let only_in_store = only_in_store(&quads, &described, &store)?;
        Ok(Arc::new(Self {
            project,
            quads,
            texts,
            store,
            queries,
            tag,
            graphs,
            answers: Cache::new(cache_bytes),
            described,
            only_in_store,
            incoming,
            index: OnceLock::new(),
            pages: OnceLock::new(),
            dumps: Default::default(),
        }))
    }

    /// The names of things, collected once.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self))
    }

    /// The pages of the site, indexed once.
    pub fn pages(&self) -> &Pages {
        self.pages.get_or_init(|| Pages::new(self))
    }

    /// The same data, to make another version of.
    pub fn content(&self) -> Content {
        Content {
            project: Arc::clone(&self.project),
            quads: Arc::clone(&self.quads),
            queries: Arc::clone(&self.queries),
            texts: Arc::clone(&self.texts),
        }
    }

    /// What the IRIs of the project begin with.
    pub fn base(&self) -> &str {
        &self.project.base
    }

    /// How IRIs are shortened.
    pub fn names(&self) -> Names<'_> {
        Names {
            base: Some(&self.project.base),
            prefixes: PREFIXES,
        }
    }

    /// The thing at a path below the base, if anything is said of it: `id/person/唐鳳`.
    ///
    /// The path is tried as it reads and, where it was sent so, as it is encoded.
    pub fn thing(&self, path: &str, encoded: &str) -> Option<NamedNode> {
        [path, encoded].into_iter().find_map(|path| {
            let node = NamedNode::new(format!("{}{path}", self.project.base)).ok()?;
            self.is_known(node.as_ref()).then_some(node)
        })
    }

    /// Whether anything is said of a node.
    pub fn is_known(&self, node: NamedNodeRef<'_>) -> bool {
        !self.quads.about(node).is_empty() || !self.pointing_to(node).is_empty()
    }

    /// Whether a thing was withdrawn: `owl:deprecated true`.
    pub fn is_withdrawn(&self, node: NamedNodeRef<'_>) -> bool {
        let mut values = self.quads.objects(node, owl::DEPRECATED);
        values.any(|value| matches!(value, TermRef::Literal(l) if l.value() == "true"))
    }

    /// The quads about a node, if they say what the store says.
    pub fn about(&self, node: NamedNodeRef<'_>) -> Option<&[Quad]> {
        let is_told = !self.only_in_store.contains(&node.into_owned().into());
        is_told.then(|| self.quads.about(node))
    }

    /// The positions of the quads that have the node as object.
    fn pointing_to(&self, node: NamedNodeRef<'_>) -> &[u32] {
        let start = self
            .incoming
            .partition_point(|&at| object(&self.quads, at) < node.as_str());
        let length =
            self.incoming[start..].partition_point(|&at| object(&self.quads, at) == node.as_str());
        &self.incoming[start..start + length]
    }

    /// What is said of a thing, what points to it, and which document says so: one graph.
    ///
    /// Without the names of graphs in any format: a client that reads the N-Quads of a document
    /// and asks its default graph, as Comunica does, must find the thing there.
    pub fn description(&self, node: NamedNodeRef<'_>, document: NamedNodeRef<'_>) -> Quads {
        let graph = GraphName::DefaultGraph;
        let dataset = describe::dataset(&self.project);
        let statements = [
            (rdf::TYPE, foaf::DOCUMENT.into_owned().into()),
            (foaf::PRIMARY_TOPIC, Term::from(node.into_owned())),
            (void::IN_DATASET, dataset.into()),
        ];
        let statements = statements
            .into_iter()
            .map(|(property, value)| Quad::new(document, property, value, GraphName::DefaultGraph));
        self.quads
            .about(node)
            .iter()
            .chain(
                self.pointing_to(node)
                    .iter()
                    .map(|&at| &self.quads[at as usize]),
            )
            .map(|quad| Quad {
                graph_name: graph.clone(),
                ..quad.clone()
            })
            .chain(statements)
            .collect()
    }

    /// The label of a node in a language, else in any, if it has one.
    pub fn label(&self, node: NamedNodeRef<'_>, language: &str) -> Option<Literal> {
        let mut any = None;
        for value in self.quads.objects(node, rdfs::LABEL) {
            if let TermRef::Literal(label) = value {
                if label
                    .language()
                    .is_some_and(|tag| tag.eq_ignore_ascii_case(language))
                {
                    return Some(label.into_owned());
                }
                any.get_or_insert(label);
            }
        }
        any.map(LiteralRef::into_owned)
    }

    /// The quads of a named graph, or of the default graph, as quads of the default graph.
    ///
    /// None if there is no such graph.
    pub fn graph(&self, name: Option<NamedNodeRef<'_>>) -> Option<Quads> {
        let wanted = name.map_or(GraphNameRef::DefaultGraph, GraphNameRef::NamedNode);
        if let Some(name) = name
            && !self.graphs.contains_key(name.as_str())
        {
            return None;
        }
        let quads = self.quads.iter().chain(&self.described);
        Some(
            quads
                .filter(|quad| quad.graph_name.as_ref() == wanted)
                .map(|quad| Quad {
                    graph_name: GraphName::DefaultGraph,
                    ..quad.clone()
                })
                .collect(),
        )
    }

    /// How many triples the default graph has, as queries see it.
    pub fn triples(&self) -> usize {
        self.quads.union().count() + self.described.len()
    }

    /// The whole dataset in a format, written once.
    ///
    /// # Errors
    ///
    /// When the format cannot hold a character of it.
    pub fn dump(&self, format: Format) -> io::Result<Bytes> {
        let slot = Format::ALL.iter().position(|f| *f == format).unwrap_or(0);
        if let Some(dump) = self.dumps[slot].get() {
            return Ok(dump.clone());
        }
        let mut bytes = Vec::new();
        dump::write(&*self.quads, format, &self.names(), &mut bytes)?;
        Ok(self.dumps[slot].get_or_init(|| bytes.into()).clone())
    }
}

/// The nodes of which a store says something else than the quads that it holds, or in other words:
/// described beside them, with a blank node, or with a number or time that it writes in its own way.
fn only_in_store(
    quads: &Quads,
    described: &[Quad],
    store: &Store,
) -> Result<FxHashSet<NamedOrBlankNode>, StoreError> {
    let mut nodes: FxHashSet<NamedOrBlankNode> =
        described.iter().map(|quad| quad.subject.clone()).collect();
    let mut keeps: FxHashMap<LiteralRef<'_>, bool> = FxHashMap::default();
    for quad in quads.iter() {
        let is_told = match quad.object.as_ref() {
            TermRef::NamedNode(_) => true,
            TermRef::Literal(literal) if literal.datatype() == xsd::STRING => true,
            TermRef::Literal(literal) if literal.datatype() == RDF_LANG_STRING => true,
            TermRef::Literal(literal) => {
                if let Some(&known) = keeps.get(&literal) {
                    known
                } else {
                    let kept = store.keeps_words_of(literal)?;
                    keeps.insert(literal, kept);
                    kept
                }
            }
            _ => false,
        };
        if !is_told && !nodes.contains(&quad.subject) {
            nodes.insert(quad.subject.clone());
        }
    }
    Ok(nodes)
}

/// The IRI that is the object of a quad.
fn object(quads: &Quads, position: u32) -> &str {
    match &quads[position as usize].object {
        Term::NamedNode(node) => node.as_str(),
        _ => "",
    }
}

/// The beginning of the SHA-256 of the quads as N-Quads.
fn tag(quads: &Quads) -> String {
    let mut hash = Hashing(Sha256::new());
    let names = Names::default();
    // Hashing does not fail, and N-Quads hold everything.
    let _ = dump::write(quads, Format::NQuads, &names, &mut hash);
    short(&hash.0.finalize())
}

/// The first eight bytes of a hash in hexadecimal digits.
pub fn short(hash: &[u8]) -> String {
    hexadecimal(&hash[..8])
}

/// A writer that keeps nothing but the hash.
struct Hashing(Sha256);

impl io::Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
