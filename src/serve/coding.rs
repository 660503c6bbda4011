//! Bodies packed by gzip for clients that take them so ([RFC 9110, 8.4]).
//!
//! Packing takes longer than most answers do, so what is packed is what is kept: once, for all who
//! ask again. An answer that is found faster than it is packed goes out as it is the first time.
//!
//! [RFC 9110, 8.4]: https://www.rfc-editor.org/rfc/rfc9110#section-8.4

use std::io::{self, Write};
use std::sync::Arc;

use hyper::StatusCode;
use hyper::body::Bytes;
use hyper::header;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

use super::Service;
use super::evaluate::CancelOnDrop;
use super::negotiate::Codings;
use super::problem::Problem;
use super::reply::{LEVEL, Reply};
use super::version::Version;
use crate::publish::packed::gzip;
use crate::store::CancellationToken;

/// Up to how many bytes a body is packed by the thread that waits for connections.
const SMALL: usize = 8 << 10;

/// How many larger bodies are packed at a time.
pub(super) const PACKERS: usize = 2;

/// The first line of a question whose answer may come packed; no question as such begins so, and
/// nothing that a client writes comes before it.
const MARK: &str = "gzip\n";

/// A question as it is kept: by those who like its answer packed, or as it is.
pub(super) fn question(question: String, is_packed: bool) -> String {
    if is_packed {
        return [MARK, &question].concat();
    }
    question
}

/// The same question by those who like its answer as it is, if it is another.
pub(super) fn plain(question: &str) -> Option<&str> {
    question.strip_prefix(MARK)
}

impl Service {
    /// Keeps the answer to a question, packed if that is asked for and worth it.
    ///
    /// No answer waits to be packed: where there is no room now, it is sent and kept as it is.
    pub(super) async fn keep(&self, version: &Version, question: &str, reply: Reply) -> Arc<Reply> {
        if !version.answers.wants(question, &reply) {
            return Arc::new(reply);
        }
        let packed = if plain(question).is_some() && reply.is_worth_packing() {
            let room = async { Arc::clone(&self.packers).try_acquire_owned().ok() };
            packed(&reply, room).await
        } else {
            None
        };
        let smaller = packed.filter(|packed| packed.body.len() < reply.body.len());
        let reply = Arc::new(smaller.unwrap_or(reply));
        version.answers.put(question, &reply);
        reply
    }

    /// The answer in a coding that the client takes.
    ///
    /// # Errors
    ///
    /// 406 when it takes none; 503 when it takes gzip alone and packing does not end within the
    /// time of a query.
    pub(super) async fn coded(
        &self,
        reply: Arc<Reply>,
        codings: Codings,
    ) -> Result<Arc<Reply>, Problem> {
        let is_taken = if reply.is_packed() {
            codings.takes_gzip
        } else {
            codings.takes_plain
        };
        if is_taken || reply.body.is_empty() {
            return Ok(reply);
        }
        if !codings.takes_gzip {
            return Err(Problem::new(
                StatusCode::NOT_ACCEPTABLE,
                "coding",
                "none of the content codings asked for can be had",
            )
            .help("there are gzip and identity")
            .with(header::VARY, "Accept-Encoding"));
        }
        let room = async { Arc::clone(&self.packers).acquire_owned().await.ok() };
        match timeout(self.limits().query_time, packed(&reply, room)).await {
            Ok(packed) => Ok(Arc::new(packed.ok_or_else(Problem::bug)?)),
            Err(_) => Err(self.busy()),
        }
    }
}

/// The answer with its body packed: a small one at once, another beside the threads that wait for
/// connections, when there is room; nothing when there is none.
async fn packed(
    reply: &Reply,
    room: impl Future<Output = Option<OwnedSemaphorePermit>>,
) -> Option<Reply> {
    let body = reply.body.clone();
    let token = CancellationToken::new();
    let packed = if body.len() <= SMALL {
        pack(&body, &token)
    } else {
        let room = room.await?;
        let _cancelled = CancelOnDrop(token.clone());
        let work = tokio::task::spawn_blocking(move || {
            // Kept until the work is really over.
            let _kept = room;
            pack(&body, &token)
        });
        work.await.ok()?
    };
    Some(reply.clone().packed(packed.ok()?))
}

/// Packs a body into as much memory as it takes.
///
/// # Errors
///
/// When nobody waits for it any more.
fn pack(body: &Bytes, token: &CancellationToken) -> io::Result<Bytes> {
    let mut out = Cancellable {
        bytes: Vec::with_capacity(body.len() / 4),
        token,
    };
    gzip(LEVEL, &**body, &mut out)?;
    Ok(out.bytes.into_boxed_slice().into())
}

/// Memory that takes nothing more when the work was cancelled.
struct Cancellable<'t> {
    bytes: Vec<u8>,
    token: &'t CancellationToken,
}

impl Write for Cancellable<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.token.is_cancelled() {
            return Err(io::Error::other("cancelled"));
        }
        self.bytes.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::time::Duration;

    use proptest::prelude::*;
    use tokio::runtime::Builder;

    use super::*;
    use crate::graph::Quads;
    use crate::project::Project;
    use crate::query::Queries;
    use crate::serve::media::Media;
    use crate::serve::{Content, Limits, Settings};

    proptest! {
        #[test]
        fn what_is_packed_comes_back(
            content in prop::collection::vec(any::<u8>(), 0..5000),
            times in 0_usize..40,
        ) {
            let body = Bytes::from(content.repeat(times));
            let packed = pack(&body, &CancellationToken::new()).unwrap();
            let mut back = Vec::new();
            flate2::read::GzDecoder::new(&*packed).read_to_end(&mut back).unwrap();
            prop_assert!(body == back);
        }
    }

    #[test]
    fn packing_ends_when_nobody_waits() {
        let token = CancellationToken::new();
        token.cancel();
        assert!(pack(&Bytes::from(vec![b'x'; 10_000]), &token).is_err());
    }

    #[test]
    fn what_is_packed_has_no_memory_besides() {
        for length in [1_000, 100_000, 1_000_000] {
            let body = Bytes::from(vec![b'x'; length]);
            let packed = pack(&body, &CancellationToken::new()).unwrap();
            let length = packed.len();
            assert_eq!(Vec::from(packed).capacity(), length);
        }
    }

    /// A server with no room for any query.
    fn service(query_time: Duration) -> Arc<Service> {
        let content = Content {
            project: Arc::new(Project::default()),
            quads: Arc::new(Quads::new(Vec::new())),
            queries: Arc::new(Queries::default()),
            texts: Arc::new([]),
        };
        let limits = Limits {
            queries: 0,
            query_time,
            ..Limits::default()
        };
        let version = Version::new(content, limits.cache_bytes).unwrap();
        let settings = Settings {
            limits,
            ..Settings::default()
        };
        Service::new(version, settings, None)
    }

    fn wait<T>(work: impl Future<Output = T>) -> T {
        let runtime = Builder::new_current_thread().enable_all().build();
        runtime.unwrap().block_on(work)
    }

    fn reply(bytes: usize) -> Reply {
        Reply::new(Media::Text, vec![b'x'; bytes]).tagged()
    }

    #[test]
    fn packing_waits_for_no_query() {
        let service = service(Duration::from_secs(60));
        let version = service.version();
        for bytes in [2_000, 200_000] {
            let question = question(format!("/{bytes}"), true);
            let kept = wait(service.keep(&version, &question, reply(bytes)));
            assert!(kept.is_packed(), "{bytes}");
            assert!(version.answers.get(&question).unwrap().is_packed());
        }
        let only = Codings::of(Some("gzip, identity;q=0"));
        let coded = wait(service.coded(Arc::new(reply(200_000)), only));
        assert!(coded.unwrap().is_packed());
        assert_eq!(service.metrics.busy.get(), 0);
    }

    #[test]
    fn an_answer_for_whose_packing_there_is_no_room_is_kept_as_it_is() {
        let service = service(Duration::from_millis(20));
        let version = service.version();
        let count = u32::try_from(PACKERS).unwrap();
        let taken = Arc::clone(&service.packers).try_acquire_many_owned(count);
        let question = question("/large".to_owned(), true);
        let kept = wait(service.keep(&version, &question, reply(200_000)));
        assert_eq!(kept.body.len(), 200_000);
        assert_eq!(version.answers.get(&question).unwrap().body, kept.body);
        assert_eq!(service.metrics.busy.get(), 0);
        // Who takes nothing else waits for as long as a query may run.
        let only = Codings::of(Some("gzip, identity;q=0"));
        let coded = wait(service.coded(kept, only));
        assert_eq!(coded.unwrap_err().code, "busy");
        drop(taken);
    }

    #[test]
    fn a_question_cannot_be_written_as_one_by_those_who_take_its_answer_packed() {
        let packed = question("sparql\nASK {}".to_owned(), true);
        assert_eq!(plain(&packed), Some("sparql\nASK {}"));
        for text in ["ASK {}\ngzip", "ASK {}gzip\n", "gzip\nASK {}"] {
            let forged = question(format!("sparql\n{text}"), false);
            assert_eq!(plain(&forged), None, "{text}");
        }
    }

    #[test]
    fn what_is_packed_is_not_sent_to_who_takes_it_as_it_is_alone() {
        let service = service(Duration::from_secs(60));
        let packed = Arc::new(reply(10).packed("packed"));
        for (accept, is_sent) in [("gzip", true), ("identity", false), ("br, *;q=0", false)] {
            let codings = Codings::of(Some(accept));
            match wait(service.coded(Arc::clone(&packed), codings)) {
                Ok(_) => assert!(is_sent, "{accept}"),
                Err(problem) => {
                    assert!(!is_sent, "{accept}");
                    let told = problem.reply(None);
                    assert_eq!(told.status, StatusCode::NOT_ACCEPTABLE);
                    let mut vary = told.headers.get_all(header::VARY).iter();
                    assert!(vary.any(|name| name == "Accept-Encoding"), "{accept}");
                }
            }
        }
    }
}
