//! `govrep serve`: the dataset of a project on the web, until it is told to stop.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};
use tokio::net::TcpListener;
use walkdir::WalkDir;

use govrep::diagnostic::Diagnostic;
use govrep::graph::Quads;
use govrep::graph::iri::Namer;
use govrep::project;
use govrep::serve::{
    Content, Journal, JournalError, Limits, Service, Settings, Text, Threads, Token, Version,
};

use super::access_log::AccessLog;
use super::dataset::{Dataset, ReportGraph, ontology, open};
use super::query::{QUERIES, saved};
use super::{Console, Outcome, Stop, to_stderr};
use crate::cli::Serve;

/// The variable that may hold the token, so that it stands in no list of processes.
const TOKEN: &str = "GOVREP_TOKEN";

/// The file of what was written, in the folder of the project.
const JOURNAL: &str = "changes.rdfp";

/// The shortest token that is taken, in bytes.
const TOKEN_BYTES: usize = 16;

/// The stack of a thread, in bytes, of which the system gives what is used: the parser and the
/// evaluator call themselves for each level of a query.
const STACK: usize = 64 << 20;

/// How many threads wait for connections at most.
const WAITING: usize = 16;

/// How often changed files are looked for.
const LOOK: Duration = Duration::from_secs(1);

/// How long files must stay as they are before they are read: one that is being written is short.
const SETTLED: Duration = Duration::from_millis(250);

pub fn run(serve: &Serve, project: Option<&Path>, console: Console) -> Result<Outcome> {
    let token = token(serve)?;
    // What changes while the project is read is read again.
    let root = open(project)?.project.root;
    let seen = Watched::now(&root);
    let mut content = read(project, console)?;
    let mut journal = None;
    let path = content.project.path(JOURNAL);
    // What was written is served also when nothing more may be written.
    if token.is_some() || path.exists() {
        let mut opened = Journal::open(&path).map_err(|e| journal_problem(&e))?;
        let quads = Arc::unwrap_or_clone(content.quads);
        let quads = opened.apply(quads).map_err(|e| journal_problem(&e))?;
        content.quads = Arc::new(quads);
        journal = Some(opened);
    }
    let defaults = Limits::default();
    let settings = Settings {
        limits: Limits {
            query_time: Duration::try_from_secs_f64(serve.query_time)
                .context("--query-time is no length of time")?,
            arrival_time: Duration::try_from_secs_f64(serve.arrival_time)
                .context("--arrival-time is no length of time")?,
            queries: usize::from(serve.queries),
            memory_bytes: serve.memory_mib << 20,
            answer_bytes: serve.answer_mib << 20,
            body_bytes: serve.body_mib << 20,
            connections: serve.connections,
            rate: serve.rate,
            ..defaults
        },
        url: serve
            .url
            .as_deref()
            .map(|url| url.trim_end_matches('/').to_owned()),
        token,
        memory: cfg!(target_os = "linux").then_some(memory),
        seed: seed(),
    };
    let cache_bytes = settings.limits.cache_bytes;
    let version = Version::new(content, cache_bytes)?;
    let service = Service::new(version, settings, journal);
    raise_limit();
    let mut threads = Threads::start(waiting(), STACK).context("cannot start threads")?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("cannot start threads")?;
    let (stopping, stopped) = mpsc::channel();
    let watcher = {
        let (service, is_whole) = (Arc::clone(&service), serve.watch);
        thread::spawn(move || watch(&service, &root, seen, is_whole, console, &stopped))
    };
    let bind = serve.bind;
    let log = AccessLog::start(console);
    let served = runtime.block_on(async {
        let listener = TcpListener::bind(bind)
            .await
            .map_err(|error| bind_problem(bind, &error))?;
        let address = listener.local_addr().context("cannot tell the address")?;
        let stop = told_to_stop().context("cannot listen for signals to stop")?;
        console.say(&format!("serving at http://{address}/\n"));
        govrep::serve::serve(service, listener, &mut threads, stop, log.writer()).await;
        anyhow::Ok(())
    });
    drop(stopping);
    drop(threads);
    let _ = watcher.join();
    log.end();
    served?;
    console.say("stopped\n");
    Ok(Outcome::Fine)
}

/// Everything that is served: the data, the vocabulary and the saved queries.
fn read(named: Option<&Path>, console: Console) -> Result<Content> {
    let (project, mut dataset) = Dataset::of_project(open(named)?, console)?;
    console.show_errors(&dataset.found);
    let (queries, found) = saved(&project)?;
    console.show_errors(&found);
    let mut quads = dataset.take_quads().into_vec();
    quads.extend(ontology(&project.base)?.into_vec());
    let text = |read: ReportGraph| {
        let document = read.extraction.document;
        let names_of = Namer::new(&project.base, &read.report.key, document.source());
        Text {
            iri: names_of.text().clone().into_string(),
            report: names_of.document().into_string(),
            document,
        }
    };
    let texts = dataset.reports.into_iter().map(text).collect();
    Ok(Content {
        project: Arc::new(project),
        quads: Arc::new(Quads::new(quads)),
        queries: Arc::new(queries),
        texts,
    })
}

/// The token of writers; none where nobody may write.
fn token(serve: &Serve) -> Result<Option<Token>> {
    if !serve.writable {
        return Ok(None);
    }
    let text = match &serve.token_file {
        Some(file) => fs::read_to_string(file)
            .with_context(|| format!("cannot read the token in `{}`", file.display()))?,
        None => std::env::var(TOKEN).unwrap_or_default(),
    };
    let text = text.trim();
    if text.len() < TOKEN_BYTES {
        let message = format!("writing needs a token of at least {TOKEN_BYTES} characters");
        let help = format!(
            "put one into a file for `--token-file`, or into the variable {TOKEN}: \
             `openssl rand -hex 32` makes one"
        );
        let problem = Diagnostic::error("serve-token", message).help(help);
        return Err(Stop::from(problem).into());
    }
    Ok(Some(Token::new(text)))
}

fn journal_problem(error: &JournalError) -> Stop {
    let message = format!("what was written cannot be read from `{JOURNAL}`: {error}");
    let help = "repair the file, or move it away to start from the sources again";
    Diagnostic::error("serve-journal", message)
        .help(help)
        .into()
}

fn bind_problem(address: SocketAddr, error: &io::Error) -> Stop {
    let message = format!("cannot listen at {address}: {error}");
    let help = match error.kind() {
        ErrorKind::AddrInUse => "another program does; choose another port with `--bind`",
        ErrorKind::PermissionDenied => "ports below 1024 are for the administrator",
        _ => "`--bind` takes an address of this machine with a port, such as 127.0.0.1:7878",
    };
    Diagnostic::error("serve-bind", message).help(help).into()
}

/// How many threads wait for connections: two for a processor, so that one that the system lets wait
/// holds up few others; a request takes a thread a few hundredths of a millisecond, so that many more
/// would only cost switches between them.
fn waiting() -> usize {
    let processors = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    (2 * processors).clamp(2, WAITING)
}

/// Ends when the program is interrupted or told to terminate, from this call on and not only from when
/// it is first waited for.
#[cfg(unix)]
fn told_to_stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ends when the program is interrupted, from this call on and not only from when it is first waited
/// for.
#[cfg(windows)]
fn told_to_stop() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}

/// A number that differs from run to run.
fn seed() -> u64 {
    let mut hasher = DefaultHasher::new();
    SystemTime::now().hash(&mut hasher);
    std::process::id().hash(&mut hasher);
    hasher.finish()
}

/// How many bytes of memory the program has, as Linux tells it.
fn memory() -> Option<usize> {
    let text = fs::read_to_string("/proc/self/statm").ok()?;
    let pages: usize = text.split(' ').nth(1)?.parse().ok()?;
    // The size of a page where it is not larger; then less is allowed than was said.
    Some(pages * 4096)
}

/// Lets the program have as many connections as the system allows.
fn raise_limit() {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let limit = getrlimit(Resource::Nofile);
        let raised = Rlimit {
            current: limit.maximum,
            ..limit
        };
        // With fewer, connections give way to each other earlier.
        let _ = setrlimit(Resource::Nofile, raised);
    }
}

/// The files that are served, as two numbers that change when they do.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Watched {
    queries: u64,
    sources: u64,
}

impl Watched {
    fn now(root: &Path) -> Self {
        let folders =
            |names: &[&str]| -> Vec<PathBuf> { names.iter().map(|name| root.join(name)).collect() };
        Self {
            queries: state(&folders(&[QUERIES])),
            sources: state(&folders(&[project::FILE, "data", "ontology"])),
        }
    }
}

/// Looks for changed files until the other end is dropped: the saved queries, and all of the
/// project if `is_whole`. `seen` is how they were before they were read.
fn watch(
    service: &Service,
    root: &Path,
    mut seen: Watched,
    is_whole: bool,
    console: Console,
    stopped: &Receiver<()>,
) {
    while stopped.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
        let look = || {
            let mut now = Watched::now(root);
            if !is_whole {
                now.sources = seen.sources;
            }
            now
        };
        let mut now = look();
        if now == seen {
            continue;
        }
        while stopped.recv_timeout(SETTLED) == Err(RecvTimeoutError::Timeout) {
            let before = now;
            now = look();
            if now == before {
                break;
            }
        }
        let result = if now.sources == seen.sources {
            reread_queries(service, console)
        } else {
            let named = (!root.as_os_str().is_empty()).then_some(root);
            read(named, console).and_then(|content| Ok(service.reload(content)?))
        };
        seen = now;
        match result {
            Ok(()) => console.say("read again\n"),
            Err(error) => {
                console.failure(&error);
                to_stderr("what was read before is served on\n");
            }
        }
    }
}

/// Reads the saved queries anew; the data stay.
fn reread_queries(service: &Service, console: Console) -> Result<()> {
    let version = service.version();
    let (queries, found) = saved(&version.project)?;
    console.show_errors(&found);
    service.replace_queries(queries)?;
    Ok(())
}

/// Names, sizes and times of all files below some paths, as one number.
fn state(paths: &[PathBuf]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for path in paths {
        for entry in WalkDir::new(path).sort_by_file_name().into_iter().flatten() {
            let Ok(metadata) = entry.metadata() else {
                continue;
            };
            if metadata.is_file() {
                entry.path().hash(&mut hasher);
                metadata.len().hash(&mut hasher);
                metadata.modified().ok().hash(&mut hasher);
            }
        }
    }
    hasher.finish()
}
