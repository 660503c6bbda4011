//! The graph in Oxigraph, to be asked; the only file that knows memory from disk.

mod lookup;

use std::panic::resume_unwind;
use std::path::{Path, PathBuf};

use oxigraph::model::{
    GraphName, GraphNameRef, LiteralRef, NamedNode, NamedNodeRef, Quad, Term, TermRef,
};
pub use oxigraph::sparql::{CancellationToken, QueryResults};
use oxigraph::sparql::{
    DefaultServiceHandler, QueryEvaluationError, QuerySolutionIter, SparqlEvaluator,
    UpdateEvaluationError,
};
use spargebra::GraphUpdateOperation;
use spargebra::algebra::GraphPattern;
use thiserror::Error;

pub use self::lookup::Lookup;

/// Why the store could not be opened or written.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The program was built without the on-disk store.
    #[error("cannot open the store `{}`: this govrep was built without the on-disk store", .0.display())]
    NoDisk(PathBuf),
    /// The store failed.
    #[error("the store failed: {0}")]
    Storage(#[from] oxigraph::store::StorageError),
}

impl StoreError {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoDisk(_) => "store-no-disk",
            Self::Storage(_) => "store-failed",
        }
    }

    /// What to do.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::NoDisk(_) => Some(
                "build it with `cargo build --release --features rocksdb` (needs a C++20 \
                 compiler and libclang), or leave the path out to work in memory",
            ),
            Self::Storage(_) => None,
        }
    }
}

/// Named graphs of quads that answer SPARQL queries.
#[derive(Clone)]
pub struct Store(oxigraph::store::Store);

impl Store {
    /// An empty store in memory.
    ///
    /// # Errors
    ///
    /// When the system gives no memory.
    pub fn in_memory() -> Result<Self, StoreError> {
        Ok(Self(oxigraph::store::Store::new()?))
    }

    /// The store in the folder `path`, made if it does not exist.
    ///
    /// # Errors
    ///
    /// When the folder cannot be opened as a store, and always without the cargo feature
    /// `rocksdb`.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        #[cfg(feature = "rocksdb")]
        return Ok(Self(oxigraph::store::Store::open(path)?));
        #[cfg(not(feature = "rocksdb"))]
        Err(StoreError::NoDisk(path.to_owned()))
    }

    /// Adds quads, all or none.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub fn load(&self, quads: impl IntoIterator<Item = Quad>) -> Result<(), StoreError> {
        let mut loader = self.0.bulk_loader();
        // Oxigraph can query the named graphs as if they were one, but then counts a triple
        // once for each graph that holds it. So the store's default graph holds their union.
        loader.load_quads(quads.into_iter().flat_map(|quad| {
            let merged = Quad {
                graph_name: GraphName::DefaultGraph,
                ..quad.clone()
            };
            [merged, quad]
        }))?;
        Ok(loader.commit()?)
    }

    /// Whether anything is said of a node, or with it.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub fn has(&self, node: &NamedNode) -> Result<bool, StoreError> {
        let node = node.as_ref();
        let mut quads = self
            .0
            .quads_for_pattern(Some(node.into()), None, None, None)
            .chain(self.0.quads_for_pattern(None, Some(node), None, None))
            .chain(
                self.0
                    .quads_for_pattern(None, None, Some(node.into()), None),
            )
            .chain(
                self.0
                    .quads_for_pattern(None, None, None, Some(node.into())),
            );
        Ok(quads.next().transpose()?.is_some())
    }

    /// Answers a lookup over this store alone, as [`Self::query`] does.
    pub fn look_up(&self, lookup: &Lookup<'_>) -> QueryResults<'static> {
        lookup.answer(&self.0, None)
    }

    /// Whether it gives a literal that it holds back as it was written: it keeps numbers and times as
    /// what they mean, and writes them in its own way.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub fn keeps_words_of(&self, literal: LiteralRef<'_>) -> Result<bool, StoreError> {
        let graph = Some(GraphNameRef::DefaultGraph);
        let mut quads = self
            .0
            .quads_for_pattern(None, None, Some(literal.into()), graph);
        let quad = quads.next().transpose()?;
        Ok(quad.is_none_or(|quad| quad.object.as_ref() == TermRef::from(literal)))
    }

    /// Answers a query over this store alone.
    ///
    /// The default graph is the union of all named graphs, unless the query says `FROM`. There
    /// is no way out: `SERVICE` fails without a network connection being tried. Cancelling the
    /// token, from a timer for example, ends the query with an error, which the results may
    /// yield at any row; a query that was made
    /// [`interruptible`](crate::query::interruptible) may unwind the thread, too.
    ///
    /// # Errors
    ///
    /// When the query calls a service or an unknown function, is cancelled, or the store fails.
    pub fn query(
        &self,
        query: spargebra::Query,
        cancellation: Option<&CancellationToken>,
    ) -> Result<QueryResults<'static>, QueryEvaluationError> {
        if let Some(lookup) = Lookup::of(&query) {
            return Ok(lookup.answer(&self.0, cancellation));
        }
        let evaluator = match cancellation {
            Some(token) => cancellable(evaluator(), token),
            None => evaluator(),
        };
        evaluator.for_query(query).on_store(&self.0).execute()
    }
}

/// Why an update was not carried out.
#[derive(Debug, Error)]
pub enum ChangeError {
    /// It would read from the web.
    #[error("the update loads <{0}>, but nothing is fetched from elsewhere")]
    Load(NamedNode),
    /// It fails or was cancelled.
    #[error(transparent)]
    Update(#[from] UpdateEvaluationError),
    /// The store failed.
    #[error(transparent)]
    Storage(#[from] oxigraph::store::StorageError),
}

/// Carries out an update on quads and returns what they have become.
///
/// Where the update does not say `USING`, it sees the union of all graphs as its default
/// graph, as queries do; what it writes without `GRAPH` goes into the default graph itself.
///
/// # Errors
///
/// When it would fetch something, fails or is cancelled; then nothing has changed.
pub fn change<'q>(
    quads: impl IntoIterator<Item = &'q Quad>,
    update: spargebra::Update,
    cancellation: &CancellationToken,
) -> Result<Vec<Quad>, ChangeError> {
    for operation in &update.operations {
        if let GraphUpdateOperation::Load { source, .. } = operation {
            return Err(ChangeError::Load(source.clone()));
        }
    }
    let store = oxigraph::store::Store::new()?;
    let mut loader = store.bulk_loader();
    loader.load_quads(quads.into_iter().cloned())?;
    loader.commit()?;
    let mut prepared = cancellable(evaluator(), cancellation).for_update(update);
    for dataset in prepared.using_datasets_mut() {
        if dataset.is_default_dataset() {
            dataset.set_default_graph_as_union();
        }
    }
    prepared.on_store(&store).execute()?;
    Ok(store.iter().collect::<Result<_, _>>()?)
}

/// An evaluator that asks nobody else.
fn evaluator() -> SparqlEvaluator {
    // Other crates in the build may switch on Oxigraph's HTTP client; a handler of our own
    // takes its place whether they do or not.
    SparqlEvaluator::new().with_default_service_handler(NoService)
}

/// The same, stopped by a token.
fn cancellable(evaluator: SparqlEvaluator, token: &CancellationToken) -> SparqlEvaluator {
    let checked = token.clone();
    evaluator
        .with_cancellation_token(token.clone())
        .with_custom_function(CHECK.into_owned(), move |_| {
            if checked.is_cancelled() {
                resume_unwind(Box::new(Interruption::Cancelled));
            }
            None
        })
        .with_custom_function(MEASURE.into_owned(), |arguments| {
            let term = arguments.first()?;
            if matches!(term, Term::Literal(text) if text.value().len() > TEXT_BYTES) {
                resume_unwind(Box::new(Interruption::TextTooLong));
            }
            Some(term.clone())
        })
}

/// The name of the function that looks at the token: it has no value, and unwinds the thread
/// with an [`Interruption`] when the query was cancelled.
pub const CHECK: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("urn:govrep:check");

/// The name of the function that returns its argument, but unwinds the thread with an
/// [`Interruption`] when that is a longer text than any that a query may make.
pub const MEASURE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("urn:govrep:measure");

/// How long a text may become that a query makes, in bytes.
const TEXT_BYTES: usize = 1 << 20;

/// Why the thread of a query was unwound: the payload of the unwinding.
///
/// The evaluator gives no other way out of the middle of its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interruption {
    /// It was cancelled.
    Cancelled,
    /// It made a text that is too long.
    TextTooLong,
}

/// Refuses `SERVICE`.
struct NoService;

#[derive(Debug, Error)]
#[error("the query calls the service {0}, but queries may only read this project's data")]
struct ServiceRefused(NamedNode);

impl DefaultServiceHandler for NoService {
    type Error = ServiceRefused;

    fn handle(
        &self,
        service_name: &NamedNode,
        _: &GraphPattern,
        _: Option<&oxiri::Iri<String>>,
    ) -> Result<QuerySolutionIter<'static>, ServiceRefused> {
        Err(ServiceRefused(service_name.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use spargebra::SparqlParser;

    fn store() -> Store {
        let node = |tail: &str| NamedNode::new(format!("https://e.org/{tail}")).unwrap();
        let store = Store::in_memory().unwrap();
        store
            .load([
                Quad::new(node("s"), node("p"), node("o"), node("graph/1")),
                Quad::new(node("s"), node("p"), node("o"), node("graph/2")),
                Quad::new(node("s"), node("q"), node("o"), node("graph/2")),
            ])
            .unwrap();
        store
    }

    /// The number of rows, or what is wrong.
    fn rows(query: &str, cancellation: Option<&CancellationToken>) -> Result<usize, String> {
        let query = SparqlParser::new().parse_query(query).unwrap();
        let results = store()
            .query(query, cancellation)
            .map_err(|e| e.to_string())?;
        let QueryResults::Solutions(solutions) = results else {
            panic!("not a SELECT")
        };
        let rows: Result<Vec<_>, _> = solutions.collect();
        rows.map(|rows| rows.len()).map_err(|e| e.to_string())
    }

    #[test]
    fn the_default_graph_is_the_union_and_each_triple_counts_once() {
        assert_eq!(rows("SELECT * WHERE { ?s ?p ?o }", None), Ok(2));
    }

    #[test]
    fn named_graphs_can_be_told_apart() {
        assert_eq!(
            rows("SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }", None),
            Ok(3)
        );
        assert_eq!(
            rows(
                "SELECT * FROM <https://e.org/graph/1> WHERE { ?s ?p ?o }",
                None
            ),
            Ok(1)
        );
    }

    #[test]
    fn a_service_is_refused_before_the_network_is_tried() {
        // A listener that nobody accepts: a connection would hang or be counted.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let query = format!("SELECT * WHERE {{ SERVICE <http://{address}/> {{ ?s ?p ?o }} }}");
        assert_eq!(
            rows(&query, None),
            Err(format!(
                "the query calls the service <http://{address}/>, but queries may only read this \
                 project's data"
            ))
        );
        assert!(listener.accept().is_err());
    }

    #[test]
    fn a_cancelled_query_ends() {
        let token = CancellationToken::new();
        token.cancel();
        assert_eq!(
            rows("SELECT * WHERE { ?s ?p ?o }", Some(&token)),
            Err("The SPARQL operation has been cancelled".to_owned())
        );
    }

    #[cfg(not(feature = "rocksdb"))]
    #[test]
    fn without_the_feature_the_error_names_the_command() {
        let Err(error) = Store::open(Path::new("data/store")) else {
            panic!("opened")
        };
        assert_eq!(
            error.to_string(),
            "cannot open the store `data/store`: this govrep was built without the on-disk store"
        );
        assert!(
            error
                .help()
                .is_some_and(|help| help.contains("cargo build --release --features rocksdb"))
        );
    }

    #[cfg(feature = "rocksdb")]
    #[test]
    fn a_store_on_disk_keeps_its_quads() {
        let folder = tempfile::tempdir().unwrap();
        let node = NamedNode::new("https://e.org/s").unwrap();
        let quad = Quad::new(node.clone(), node.clone(), node.clone(), node);
        Store::open(folder.path()).unwrap().load([quad]).unwrap();
        let query = SparqlParser::new()
            .parse_query("ASK { GRAPH ?g { ?s ?p ?o } }")
            .unwrap();
        let store = Store::open(folder.path()).unwrap();
        let answer = store.query(query, None).unwrap();
        assert!(matches!(answer, QueryResults::Boolean(true)));
    }
}
