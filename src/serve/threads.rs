//! Threads that wait for connections, each for its own.
//!
//! A connection stays with the thread that it was given to, so a thread that the system lets wait
//! holds up its own connections only. A pool whose threads take each other's work is busy whenever
//! one connection is, and a thread that never sleeps is the first that the system lets wait.

use std::io;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

/// How long work that cannot be stopped may keep a thread that ends.
const LINGER: Duration = Duration::from_millis(200);

/// Threads that wait for connections; they end when this is dropped.
pub struct Threads {
    threads: Vec<Waiting>,
    next: usize,
}

/// A thread that waits.
struct Waiting {
    handle: Handle,
    /// Dropped to end it.
    end: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Threads {
    /// Starts so many threads, at least one; `stack` is how many bytes they, and those that work
    /// for them, have for their stacks.
    ///
    /// # Errors
    ///
    /// When the system gives no more threads.
    pub fn start(count: usize, stack: usize) -> io::Result<Self> {
        let threads = (0..count.max(1)).map(|_| Waiting::start(stack));
        Ok(Self {
            threads: threads.collect::<io::Result<_>>()?,
            next: 0,
        })
    }

    /// The thread whose turn it is.
    pub(super) fn take_turn(&mut self) -> &Handle {
        self.next = (self.next + 1) % self.threads.len();
        &self.threads[self.next].handle
    }
}

impl Waiting {
    fn start(stack: usize) -> io::Result<Self> {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .thread_stack_size(stack)
            .build()?;
        let handle = runtime.handle().clone();
        let (end, ended) = oneshot::channel::<()>();
        let thread = thread::Builder::new().stack_size(stack).spawn(move || {
            // An error is what a dropped sender gives.
            let _ = runtime.block_on(ended);
            runtime.shutdown_timeout(LINGER);
        })?;
        Ok(Self {
            handle,
            end: Some(end),
            thread: Some(thread),
        })
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        // All are told before the first is waited for.
        for waiting in &mut self.threads {
            waiting.end.take();
        }
        for waiting in &mut self.threads {
            // A panic of its own was told where it happened.
            let _ = waiting.thread.take().map(JoinHandle::join);
        }
    }
}
