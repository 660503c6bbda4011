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

use super::Service;
use super::evaluate::unless_cancelled;
use super::negotiate::Codings;
use super::problem::Problem;
use super::reply::Reply;
use super::version::Version;
use crate::publish::packed::gzip;
use crate::store::CancellationToken;

/// Beyond this level pages get smaller by a hundredth, and take half as long again.
const LEVEL: u8 = 4;

/// The end of a question whose answer may come packed.
const MARK: &str = "\ngzip";

/// A question as it is kept: by those who like its answer packed, or as it is.
pub(super) fn question(mut question: String, is_packed: bool) -> String {
    if is_packed {
        question.push_str(MARK);
    }
    question
}

/// The same question by those who like its answer as it is, if it is another.
pub(super) fn plain(question: &str) -> Option<&str> {
    question.strip_suffix(MARK)
}

impl Service {
    /// Keeps the answer to a question, packed if that is asked for and worth it.
    pub(super) async fn keep(
        self: &Arc<Self>,
        version: &Version,
        question: &str,
        reply: Reply,
    ) -> Arc<Reply> {
        if !version.answers.wants(question, &reply) {
            return Arc::new(reply);
        }
        let reply = if plain(question).is_some() && reply.is_worth_packing() {
            match self.packed(&reply).await {
                Ok(packed) if packed.body.len() < reply.body.len() => packed,
                Ok(_) => reply,
                // There is no room for it now.
                Err(_) => return Arc::new(reply),
            }
        } else {
            reply
        };
        let reply = Arc::new(reply);
        version.answers.put(question, &reply);
        reply
    }

    /// The answer in a coding that the client takes.
    ///
    /// # Errors
    ///
    /// 406 when it takes none.
    pub(super) async fn coded(
        self: &Arc<Self>,
        reply: Arc<Reply>,
        codings: Codings,
    ) -> Result<Arc<Reply>, Problem> {
        if codings.takes_plain || reply.is_packed() || reply.body.is_empty() {
            return Ok(reply);
        }
        if !codings.takes_gzip {
            return Err(Problem::new(
                StatusCode::NOT_ACCEPTABLE,
                "coding",
                "none of the content codings asked for can be had",
            )
            .help("there are gzip and identity"));
        }
        Ok(Arc::new(self.packed(&reply).await?))
    }

    async fn packed(self: &Arc<Self>, reply: &Reply) -> Result<Reply, Problem> {
        let body = reply.body.clone();
        let packed = self.work(move |token| pack(&body, token)).await?;
        Ok(reply.clone().packed(packed))
    }
}

/// Packs a body.
///
/// # Errors
///
/// 503 when nobody waits for it any more.
fn pack(body: &Bytes, token: &CancellationToken) -> Result<Vec<u8>, Problem> {
    let mut out = Cancellable {
        bytes: Vec::with_capacity(body.len() / 4),
        token,
    };
    match gzip(LEVEL, &**body, &mut out) {
        Ok(()) => Ok(out.bytes),
        Err(_) => Err(unless_cancelled(token).err().unwrap_or_else(Problem::bug)),
    }
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

    use super::*;
    use proptest::prelude::*;

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
        let problem = pack(&Bytes::from(vec![b'x'; 10_000]), &token).unwrap_err();
        assert_eq!(problem.code, "query-cancelled");
    }
}
