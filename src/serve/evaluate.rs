//! Queries at work: beside the threads that wait for connections, each within its limits.

use std::error::Error;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use hyper::StatusCode;
use hyper::header;
use oxigraph::model::{TermRef, Variable};
use oxigraph::sparql::{QueryEvaluationError, QuerySolutionIter, QueryTripleIter};
use thiserror::Error;
use tokio::time::timeout;

use super::problem::Problem;
use super::running::Entry;
use super::{Limits, Service};
use crate::graph::Names;
use crate::query::{QueryError, ResultFormat, result};
use crate::store::{CancellationToken, Interruption, QueryResults};

/// What ended a query on its way.
#[derive(Clone, Copy, Debug, Error)]
enum Excess {
    #[error("the answer has more than {0} rows")]
    Rows(usize),
    #[error("the answer has more than {0} bytes")]
    Bytes(usize),
}

impl Service {
    /// Does work that takes a while on a thread of its own.
    ///
    /// It is cancelled when its time is over and when nobody waits for it any more.
    ///
    /// # Errors
    ///
    /// 503 when there is no room or no time left for it; else what the work says.
    pub(super) async fn work<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&CancellationToken) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let limit = self.limits().query_time;
        let room = Arc::clone(&self.evaluations).acquire_owned();
        let Ok(Ok(room)) = timeout(limit, room).await else {
            return Err(self.busy());
        };
        let token = CancellationToken::new();
        let cancelled = CancelOnDrop(token.clone());
        let entry = Entry::new(self, &token);
        let is_greedy = entry.greed();
        let stopped = || {
            if is_greedy.load(Ordering::Relaxed) {
                self.metrics.greedy.count();
                too_much_memory()
            } else {
                self.metrics.timeouts.count();
                self.too_long()
            }
        };
        let handle = tokio::task::spawn_blocking(move || {
            // Kept until the work is really over.
            let _kept = (room, entry);
            work(&token)
        });
        let Ok(ended) = timeout(limit, handle).await else {
            drop(cancelled);
            return Err(stopped());
        };
        match ended {
            Ok(Err(problem)) if problem.code == "query-cancelled" => Err(stopped()),
            Ok(result) => result,
            Err(panic) => match panic.try_into_panic() {
                Ok(payload) => match payload.downcast_ref() {
                    Some(Interruption::Cancelled) => Err(stopped()),
                    Some(Interruption::TextTooLong) => Err(Problem::new(
                        StatusCode::PAYLOAD_TOO_LARGE,
                        "text-too-long",
                        "the query makes a text that is too long",
                    )),
                    None => Err(Problem::bug()),
                },
                Err(_) => Err(Problem::bug()),
            },
        }
    }

    /// That there is no room, which is counted.
    pub(super) fn busy(&self) -> Problem {
        self.metrics.busy.count();
        Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "busy",
            "too many queries are running",
        )
        .with(header::RETRY_AFTER, "5")
    }

    fn too_long(&self) -> Problem {
        let seconds = self.limits().query_time.as_secs_f64();
        Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "query-cancelled",
            format!("the query took longer than {seconds} s and was stopped"),
        )
        .help("make it more specific, or give it a LIMIT")
        .with(header::RETRY_AFTER, "60")
    }
}

fn too_much_memory() -> Problem {
    Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "query-memory",
        "the query needed more memory than there is and was stopped",
    )
    .help("make it more specific: fewer combinations, less to sort and to group")
    .with(header::RETRY_AFTER, "60")
}

/// Ends work that was cancelled; work without a query looks itself, again and again.
///
/// # Errors
///
/// 503 when it was.
pub(super) fn unless_cancelled(token: &CancellationToken) -> Result<(), Problem> {
    if token.is_cancelled() {
        return Err(QueryError::Cancelled.into());
    }
    Ok(())
}

/// Cancels the work when nobody waits for it.
pub(super) struct CancelOnDrop(pub CancellationToken);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// Writes an answer whole, or says why it cannot be had: never a part of it.
///
/// # Errors
///
/// 413 when it is larger than the limits, 406 when the format does not fit it.
pub(super) fn write(
    results: QueryResults<'static>,
    format: ResultFormat,
    names: &Names<'_>,
    limits: &Limits,
) -> Result<Vec<u8>, Problem> {
    let mut out = Bounded {
        bytes: Vec::new(),
        limit: limits.answer_bytes,
    };
    match result::write(bounded(results, limits.rows), format, names, &mut out) {
        Ok(_) => Ok(out.bytes),
        Err(error) => Err(problem(error)),
    }
}

/// Writes rows that were looked up as SPARQL results in JSON, whole.
///
/// # Errors
///
/// 413 when they are larger than the limits.
pub(super) fn write_rows<'t, R>(
    columns: &[Variable],
    rows: impl Iterator<Item = R>,
    limits: &Limits,
) -> Result<Vec<u8>, Problem>
where
    R: Iterator<Item = (&'t Variable, TermRef<'t>)>,
{
    let mut out = Bounded {
        bytes: Vec::new(),
        limit: limits.answer_bytes,
    };
    match result::write_json(columns, rows, &mut out) {
        Ok(_) => Ok(out.bytes),
        Err(error) => Err(problem(error.into())),
    }
}

/// The same results, ending with an error after so many rows.
pub(super) fn bounded(results: QueryResults<'static>, rows: usize) -> QueryResults<'static> {
    match results {
        QueryResults::Boolean(truth) => QueryResults::Boolean(truth),
        QueryResults::Solutions(solutions) => {
            let variables = solutions.variables().into();
            QuerySolutionIter::new(variables, counted(solutions, rows)).into()
        }
        QueryResults::Graph(triples) => QueryTripleIter::new(counted(triples, rows)).into(),
    }
}

fn counted<T>(
    rows: impl Iterator<Item = Result<T, QueryEvaluationError>>,
    limit: usize,
) -> impl Iterator<Item = Result<T, QueryEvaluationError>> {
    rows.enumerate().map(move |(number, row)| {
        if number < limit {
            return row;
        }
        let excess = Box::new(Excess::Rows(limit));
        Err(QueryEvaluationError::Unexpected(excess))
    })
}

/// Memory up to a limit.
struct Bounded {
    bytes: Vec<u8>,
    limit: usize,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.limit {
            return Err(io::Error::other(Excess::Bytes(self.limit)));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What an error of a query says to the client.
pub(super) fn problem(error: QueryError) -> Problem {
    let excess = {
        let inner: Option<&(dyn Error + 'static)> = match &error {
            QueryError::Io(error) => error.get_ref().map(|e| e as &(dyn Error + 'static)),
            QueryError::Evaluation(QueryEvaluationError::Unexpected(error)) => Some(&**error),
            _ => None,
        };
        inner
            .and_then(|error| error.downcast_ref::<Excess>())
            .copied()
    };
    match excess {
        Some(excess) => Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "answer-too-large",
            excess.to_string(),
        )
        .help("give the query a LIMIT, ask page by page, or take the dumps at /dump"),
        None => error.into(),
    }
}
