//! The queries that are running, and which of them has to stop when memory runs short.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::sleep;

use super::Service;
use crate::store::CancellationToken;

/// How often the memory is looked at.
const LOOK: Duration = Duration::from_millis(25);

/// How much the program must have grown since a query began for that query to be at fault.
///
/// The allocator gives memory back late: what a former query had is no reason to stop another.
const GROWTH: usize = 64 << 20;

/// The queries that are running, by the order in which they began.
#[derive(Default)]
pub struct Running {
    queries: Mutex<Queries>,
    /// The memory of the program when it was last looked at, in bytes.
    memory: AtomicUsize,
}

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
        self.queries.lock().unwrap_or_else(PoisonError::into_inner)
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
        let memory = service.running.memory.load(Ordering::Relaxed);
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
    /// Watches the memory, for ever.
    pub(super) async fn watch_memory(&self) {
        let Some(look) = self.settings.memory else {
            return;
        };
        loop {
            if let Some(memory) = look() {
                // Each query asking for itself would cost more than a short one does.
                self.running.memory.store(memory, Ordering::Relaxed);
                if memory > self.limits().memory_bytes {
                    self.running.stop_one(memory);
                }
            }
            sleep(LOOK).await;
        }
    }
}
