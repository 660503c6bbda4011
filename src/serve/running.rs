//! The queries that are running, and which of them has to stop when memory runs short.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::sleep;

use super::Service;
use crate::store::CancellationToken;

/// How often the memory is looked at while queries run.
const LOOK: Duration = Duration::from_millis(25);

/// How much the program must have grown since a query began for that query to be at fault.
///
/// The allocator gives memory back late: what a former query had is no reason to stop another.
const GROWTH: usize = 64 << 20;

/// The queries that are running, by the order in which they began.
#[derive(Default)]
pub struct Running(Mutex<Queries>);

#[derive(Default)]
struct Queries {
    next: u64,
    by_number: BTreeMap<u64, Query>,
}

struct Query {
    token: CancellationToken,
    is_greedy: Arc<AtomicBool>,
    /// The memory of the program when it began, in bytes.
    memory: usize,
}

impl Running {
    fn lock(&self) -> MutexGuard<'_, Queries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.lock().by_number.len()
    }

    /// Stops the query that has run longest of those since whose beginning the program has
    /// grown.
    fn stop_one(&self, memory: usize) {
        let queries = self.lock();
        let mut running = queries.by_number.values();
        let greedy = running.find(|query| {
            memory.saturating_sub(query.memory) >= GROWTH && !query.token.is_cancelled()
        });
        if let Some(query) = greedy {
            query.is_greedy.store(true, Ordering::Relaxed);
            query.token.cancel();
        }
    }
}

/// A query among those that are running, until it is dropped.
pub(super) struct Entry {
    service: Arc<Service>,
    number: u64,
    is_greedy: Arc<AtomicBool>,
}

impl Entry {
    /// Enters a query.
    pub fn new(service: &Arc<Service>, token: &CancellationToken) -> Self {
        let memory = service.memory().unwrap_or_default();
        let is_greedy = Arc::new(AtomicBool::new(false));
        let mut queries = service.running.lock();
        let number = queries.next;
        queries.next += 1;
        let query = Query {
            token: token.clone(),
            is_greedy: Arc::clone(&is_greedy),
            memory,
        };
        queries.by_number.insert(number, query);
        drop(queries);
        Self {
            service: Arc::clone(service),
            number,
            is_greedy,
        }
    }

    /// Tells whether the query was stopped for its memory, also when it has ended.
    pub fn greed(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.is_greedy)
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.service.running.lock().by_number.remove(&self.number);
    }
}

impl Service {
    /// How many bytes of memory the program has, if that can be told.
    fn memory(&self) -> Option<usize> {
        self.settings.memory.and_then(|memory| memory())
    }

    /// Watches the memory, for ever.
    pub(super) async fn watch_memory(&self) {
        if self.settings.memory.is_none() {
            return;
        }
        loop {
            sleep(LOOK).await;
            if self.running.count() > 0
                && let Some(memory) = self.memory()
                && memory > self.limits().memory_bytes
            {
                self.running.stop_one(memory);
            }
        }
    }
}
