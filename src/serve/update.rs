//! Changes: made on a copy, written down, then put in place as a whole.

use std::sync::Arc;

use hyper::StatusCode;
use spargebra::GraphUpdateOperation;
use spargebra::algebra::QueryDataset;
use tokio::time::sleep;

use super::journal::difference;
use super::problem::Problem;
use super::{Content, JournalError, Service, Version};
use crate::graph::Quads;
use crate::query::{Queries, QueryError, interruptible_pattern, read_update};
use crate::store::{CancellationToken, ChangeError, Interruption, StoreError, change};

impl Service {
    /// Makes a change; the next request sees it, and it lasts.
    ///
    /// One change at a time, each from the state that the one before has left; it is cancelled
    /// when it takes longer than a query may. What it returns besides its quads is given back.
    ///
    /// # Errors
    ///
    /// What the change says, 507 when it cannot be written down. Then nothing has changed.
    pub(super) async fn write<T: Send + 'static>(
        self: &Arc<Self>,
        change: impl FnOnce(&Version, &CancellationToken) -> Result<(Quads, T), Problem>
        + Send
        + 'static,
    ) -> Result<T, Problem> {
        let service = Arc::clone(self);
        let mut journal = Arc::clone(&self.writer).lock_owned().await;
        let token = CancellationToken::new();
        let (limit, expired) = (self.limits().query_time, token.clone());
        let timer = tokio::spawn(async move {
            sleep(limit).await;
            expired.cancel();
        });
        // It goes on when the client leaves: a change is made or not, never half.
        let handle = tokio::task::spawn_blocking(move || {
            let before = service.version();
            let (quads, given) = change(&before, &token)?;
            let failed = |error: &dyn std::error::Error| {
                Problem::new(
                    StatusCode::INSUFFICIENT_STORAGE,
                    "journal",
                    format!("the change cannot be kept: {error}"),
                )
            };
            if quads == *before.quads {
                return Ok(given);
            }
            let content = Content {
                quads: Arc::new(quads),
                ..before.content()
            };
            let after = Version::new(content, service.limits().cache_bytes)
                .map_err(|error| failed(&error))?;
            if let Some(journal) = &mut *journal {
                let (deleted, added) = difference(&before.quads, &after.quads);
                journal
                    .append(&deleted, &added)
                    .map_err(|error| failed(&error))?;
            }
            service.replace(after);
            Ok(given)
        });
        let ended = handle.await;
        timer.abort();
        match ended {
            Ok(result) => result,
            Err(panic) => match panic.try_into_panic() {
                Ok(payload) => Err(match payload.downcast_ref::<Interruption>() {
                    Some(interruption) => interrupted(*interruption),
                    None => Problem::bug(),
                }),
                Err(_) => Err(Problem::bug()),
            },
        }
    }

    /// Carries out a SPARQL update; `using` is what the request names as its dataset.
    pub(super) async fn update(
        self: &Arc<Self>,
        text: &str,
        using: Option<QueryDataset>,
    ) -> Result<(), Problem> {
        let version = self.version();
        let read = read_update("the update", text, version.base());
        let mut update = read.map_err(|error| match error {
            QueryError::Syntax { fault, .. } => {
                let mut problem = Problem::bad("update-syntax", format!("not an update: {fault}"));
                problem.help = fault.help("en");
                problem
            }
            error => error.into(),
        })?;
        for operation in &mut update.operations {
            if let GraphUpdateOperation::DeleteInsert { pattern, .. } = operation {
                interruptible_pattern(pattern);
            }
        }
        if let Some(dataset) = using {
            for operation in &mut update.operations {
                if let GraphUpdateOperation::DeleteInsert { using, .. } = operation {
                    if using.is_some() {
                        return Err(Problem::bad(
                            "update-dataset",
                            "the update says `USING` or `WITH`, and the request names graphs, too",
                        ));
                    }
                    *using = Some(dataset.clone());
                }
            }
        }
        self.write(move |before, token| {
            let quads = change(before.quads.iter(), update, token).map_err(|error| {
                if token.is_cancelled() {
                    return cancelled();
                }
                match error {
                    ChangeError::Load(_) => {
                        Problem::new(StatusCode::FORBIDDEN, "update-load", error.to_string())
                    }
                    error => Problem::bad("update-failed", error.to_string()),
                }
            })?;
            Ok((Quads::new(quads), ()))
        })
        .await
    }

    /// Puts the data of a changed project in place, with what was written on top.
    ///
    /// To be called from a thread that may wait.
    ///
    /// # Errors
    ///
    /// When the journal cannot be read or the store fails; the former version then stays.
    pub fn reload(&self, mut content: Content) -> Result<(), ReloadError> {
        let mut journal = self.writer.blocking_lock();
        if let Some(journal) = &mut *journal {
            content.quads = Arc::new(journal.apply(Arc::unwrap_or_clone(content.quads))?);
        }
        let version = Version::new(content, self.limits().cache_bytes)?;
        self.replace(version);
        Ok(())
    }
}

impl Service {
    /// Puts changed saved queries in place; the data stay.
    ///
    /// To be called from a thread that may wait.
    ///
    /// # Errors
    ///
    /// When the store fails; the former version then stays.
    pub fn replace_queries(&self, queries: Queries) -> Result<(), StoreError> {
        let _writer = self.writer.blocking_lock();
        let content = Content {
            queries: Arc::new(queries),
            ..self.version().content()
        };
        self.replace(Version::new(content, self.limits().cache_bytes)?);
        Ok(())
    }
}

/// Why a changed project could not be put in place.
#[derive(Debug, thiserror::Error)]
pub enum ReloadError {
    /// The journal cannot be used.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn interrupted(interruption: Interruption) -> Problem {
    match interruption {
        Interruption::Cancelled => cancelled(),
        Interruption::TextTooLong => Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "text-too-long",
            "the change makes a text that is too long",
        ),
    }
}

fn cancelled() -> Problem {
    Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "update-cancelled",
        "the change took too long and was stopped; nothing has changed",
    )
}
