//! The dataset on the web: a SPARQL endpoint, a graph store, things that can be looked up,
//! and the saved queries as an API.
//!
//! A [`Service`] holds a [`Version`] of the dataset, which never changes; a write or a reload
//! puts another in its place, and requests under way keep the one that they began with. So an
//! answer can be kept for as long as its version lives, and nobody reads half a change.
//!
//! Nothing here reads files, the environment or the calendar: the command gives the data, the
//! socket and what to do with each line of the log.

mod api;
mod cache;
mod candidate;
mod coding;
mod connection;
mod describe;
mod dump;
mod evaluate;
mod extend;
mod graph_store;
mod journal;
mod media;
mod metrics;
mod negotiate;
mod openapi;
mod problem;
mod rate;
mod reconcile;
mod reply;
mod request;
mod route;
mod rows;
mod running;
mod search;
mod site;
mod sparql;
mod suggest;
mod thing;
mod threads;
mod update;
mod upload;
mod version;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio::sync::{Mutex, Semaphore};

pub use self::connection::{Access, serve};
pub use self::journal::{Journal, JournalError};
pub use self::site::Text;
pub use self::threads::Threads;
pub use self::update::ReloadError;
pub use self::version::{Content, Version};

use self::metrics::Metrics;
use self::rate::Rates;
use self::running::Running;

/// What a client may take of the machine.
#[derive(Clone, Debug)]
pub struct Limits {
    /// How long a query may run.
    pub query_time: Duration,
    /// How many queries run at a time; others wait, at most as long as one may run.
    pub queries: usize,
    /// How many bytes of memory the program may have before the query that runs longest is
    /// stopped, if it is asking for more.
    pub memory_bytes: usize,
    /// How many rows or triples an answer may have.
    pub rows: usize,
    /// How many bytes an answer may have.
    pub answer_bytes: usize,
    /// How many bytes a request may bring, in its body and in its address.
    pub body_bytes: usize,
    /// How long a request may take to arrive, its head and its body each.
    pub arrival_time: Duration,
    /// How many connections may be open; the longest idle one gives way to the next.
    pub connections: usize,
    /// How many requests per second a client may make, on average; any number if none.
    pub rate: Option<f64>,
    /// How many bytes of answers are kept to be given again.
    pub cache_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            query_time: Duration::from_secs(10),
            queries: 16,
            memory_bytes: 2 << 30,
            rows: 1_000_000,
            answer_bytes: 64 << 20,
            body_bytes: 16 << 20,
            arrival_time: Duration::from_secs(15),
            connections: 16_384,
            rate: None,
            cache_bytes: 64 << 20,
        }
    }
}

/// The secret that a client shows to write, kept as its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl Token {
    /// The token with this text.
    pub fn new(text: &str) -> Self {
        Self(Sha256::digest(text).into())
    }
}

/// How the service behaves.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// What a client may take of the machine.
    pub limits: Limits,
    /// Where clients find this server, without a slash at the end; what they say in `Host`
    /// if nothing is set.
    pub url: Option<String>,
    /// Who may write; nobody if there is no token.
    pub token: Option<Token>,
    /// How many bytes of memory the program has now, if that can be told.
    pub memory: Option<fn() -> Option<usize>>,
    /// What makes the numbers of requests differ from those of another run.
    pub seed: u64,
}

/// A dataset being served.
pub struct Service {
    settings: Settings,
    current: RwLock<Arc<Version>>,
    /// One writer at a time, and where it writes down what it does.
    writer: Arc<Mutex<Option<Journal>>>,
    evaluations: Arc<Semaphore>,
    /// Room for large bodies to be packed in, which no query takes.
    packers: Arc<Semaphore>,
    running: Running,
    rates: Option<Rates>,
    metrics: Metrics,
    numbers: AtomicU64,
}

impl Service {
    /// A service for a version of the dataset; with a journal, writes are kept there.
    pub fn new(version: Arc<Version>, settings: Settings, journal: Option<Journal>) -> Arc<Self> {
        Arc::new(Self {
            evaluations: Arc::new(Semaphore::new(settings.limits.queries)),
            packers: Arc::new(Semaphore::new(coding::PACKERS)),
            current: RwLock::new(version),
            writer: Arc::new(Mutex::new(journal)),
            running: Running::default(),
            rates: settings.limits.rate.map(Rates::new),
            metrics: Metrics::default(),
            numbers: AtomicU64::new(0),
            settings,
        })
    }

    /// The version that requests see.
    pub fn version(&self) -> Arc<Version> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&current)
    }

    /// Puts another version in place; requests under way keep theirs.
    pub fn replace(&self, version: Arc<Version>) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = version;
    }

    /// A number for a request that has none.
    fn next_id(&self) -> String {
        let number = self.numbers.fetch_add(1, Ordering::Relaxed);
        format!("{:016x}-{number:x}", self.settings.seed)
    }

    fn limits(&self) -> &Limits {
        &self.settings.limits
    }
}
