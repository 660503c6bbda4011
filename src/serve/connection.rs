//! Connections: accepted, bounded in number, closed in order.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hyper::http::uri::PathAndQuery;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Uri};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::{Service, Threads, route};

/// How many bytes of a head are kept while it arrives.
const HEAD_BYTES: usize = 128 << 10;

/// How long to wait when the system gives no more connections.
const PAUSE: Duration = Duration::from_millis(50);

/// One request and how it was answered, for a log.
#[derive(Clone, Debug)]
pub struct Access {
    pub(super) method: Method,
    pub(super) uri: Uri,
    /// The status.
    pub status: u16,
    /// How many bytes the body of the answer has.
    pub bytes: usize,
    /// From the head of the request to the answer.
    pub time: Duration,
    /// The number of the request, as the answer has it in `X-Request-Id`.
    pub id: String,
}

impl Access {
    /// The method.
    pub fn method(&self) -> &str {
        self.method.as_str()
    }

    /// The path with what stands after `?`.
    pub fn target(&self) -> &str {
        self.uri.path_and_query().map_or("", PathAndQuery::as_str)
    }
}

/// A connection as the others see it.
#[derive(Default)]
struct Peer {
    is_busy: AtomicBool,
    gives_way: Notify,
}

/// The connections that are open, by the order in which they came.
#[derive(Default)]
struct Peers(Mutex<BTreeMap<u64, Arc<Peer>>>);

impl Peers {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<Peer>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Closes the oldest connection that has nothing to do.
    fn make_room(&self) -> bool {
        let mut peers = self.lock();
        let idle = peers
            .iter()
            .find(|(_, peer)| !peer.is_busy.load(Ordering::Relaxed))
            .map(|(number, _)| *number);
        let Some(peer) = idle.and_then(|number| peers.remove(&number)) else {
            return false;
        };
        peer.gives_way.notify_one();
        true
    }
}

/// Serves connections until `stop` ends, then lets requests under way be answered.
///
/// Connections are given to `threads` in turn; `log` gets every request with the address of its
/// client.
pub async fn serve(
    service: Arc<Service>,
    listener: TcpListener,
    threads: &mut Threads,
    stop: impl Future<Output = ()>,
    log: impl Fn(SocketAddr, &Access) + Send + Sync + 'static,
) {
    let log = Arc::new(log);
    let peers = Arc::new(Peers::default());
    let (stopping, stopped) = watch::channel(false);
    let mut tasks = JoinSet::new();
    let mut stop = pin!(stop);
    let mut next = 0;
    let watched = Arc::clone(&service);
    let watch = tokio::spawn(async move { watched.watch_memory().await });
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        while tasks.try_join_next().is_some() {}
        let Ok((stream, address)) = accepted else {
            // Too many open files, most likely.
            peers.make_room();
            sleep(PAUSE).await;
            continue;
        };
        if peers.lock().len() >= service.limits().connections {
            if !peers.make_room() {
                continue;
            }
            service.metrics.evicted.count();
        }
        let peer = Arc::new(Peer::default());
        peers.lock().insert(next, Arc::clone(&peer));
        service.metrics.connections.count();
        let (service, peers) = (Arc::clone(&service), Arc::clone(&peers));
        let (log, stopped) = (Arc::clone(&log), stopped.clone());
        let number = next;
        next += 1;
        let connect = async move {
            // Its bytes are waited for by the thread that it is given to from now on.
            let stream = stream.into_std().and_then(TcpStream::from_std);
            if let Ok(stream) = stream {
                connection(&service, stream, address, &peer, stopped, &*log).await;
            }
            peers.lock().remove(&number);
            service.metrics.connections.uncount();
        };
        tasks.spawn_on(connect, threads.take_turn());
    }
    drop(listener);
    // Nobody listens if all connections are closed.
    let _ = stopping.send(true);
    let limits = service.limits();
    let longest = limits.query_time + limits.arrival_time;
    let _ = timeout(longest, async {
        while tasks.join_next().await.is_some() {}
    })
    .await;
    watch.abort();
}

async fn connection(
    service: &Arc<Service>,
    stream: TcpStream,
    address: SocketAddr,
    peer: &Peer,
    mut stopped: watch::Receiver<bool>,
    log: &(impl Fn(SocketAddr, &Access) + Send + Sync),
) {
    // Answers go out whole.
    let _ = stream.set_nodelay(true);
    let answer = service_fn(async |request| {
        peer.is_busy.store(true, Ordering::Relaxed);
        let (response, access) = route::respond(service, address.ip(), request).await;
        log(address, &access);
        peer.is_busy.store(false, Ordering::Relaxed);
        Ok::<_, Infallible>(response)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(service.limits().arrival_time)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), answer);
    let mut connection = pin!(connection);
    tokio::select! {
        // That a client breaks off is its own affair.
        _ = connection.as_mut() => return,
        () = peer.gives_way.notified() => return,
        _ = stopped.wait_for(|stopped| *stopped) => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = connection.await;
}
