//! Answers that were given before, up to a number of bytes.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::mem;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxBuildHasher;
use tokio::runtime::Handle;

use super::reply::Reply;

/// What an entry costs besides its body and key, in bytes, roughly.
const OVERHEAD: usize = 512;

/// Answers by question, as many as fit.
///
/// Two generations: when the young one is full it becomes the old one, whose entries are
/// forgotten unless they are asked for again. So what is asked often stays, and no list has to
/// be kept in the order of use.
///
/// An answer that is found faster than it is kept comes in when it is asked for a second time:
/// clients that ask something else each time push nothing out, and cost no memory.
pub struct Cache {
    generations: Mutex<Generations>,
    half: usize,
    /// The hashes of such questions, each in the place that it says itself; others take it over.
    asked: Box<[AtomicU64]>,
}

/// How many questions are remembered without their answers.
const ASKED: usize = 1 << 14;

/// Answers by question.
type Answers = HashMap<String, Arc<Reply>>;

#[derive(Default)]
struct Generations {
    young: Answers,
    old: Answers,
    bytes: usize,
}

impl Cache {
    /// A cache of so many bytes.
    pub fn new(bytes: usize) -> Self {
        Self {
            generations: Mutex::default(),
            half: bytes / 2,
            asked: (0..ASKED).map(|_| AtomicU64::default()).collect(),
        }
    }

    /// The answer to a question that was asked before.
    pub fn get(&self, question: &str) -> Option<Arc<Reply>> {
        let mut generations = self
            .generations
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(reply) = generations.young.get(question) {
            return Some(Arc::clone(reply));
        }
        let (question, reply) = generations.old.remove_entry(question)?;
        let forgotten = self.insert(&mut generations, question, Arc::clone(&reply));
        drop(generations);
        give_back(forgotten);
        Some(reply)
    }

    /// Whether an answer is to be kept: not when it would fill the cache alone, or is found fast and
    /// was not asked for before.
    pub fn wants(&self, question: &str, reply: &Reply) -> bool {
        reply.body.len() <= self.half && (!reply.is_found_fast || self.was_asked(question))
    }

    /// Keeps an answer, unless it would fill the cache alone.
    pub fn put(&self, question: &str, reply: &Arc<Reply>) {
        let mut generations = self
            .generations
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let forgotten = self.insert(&mut generations, question.to_owned(), Arc::clone(reply));
        drop(generations);
        give_back(forgotten);
    }

    /// Whether a question was asked lately; it is from now on.
    fn was_asked(&self, question: &str) -> bool {
        let hash = FxBuildHasher.hash_one(question);
        #[expect(clippy::cast_possible_truncation, reason = "fewer places than that")]
        let place = hash as usize % ASKED;
        self.asked[place].swap(hash, Ordering::Relaxed) == hash
    }

    /// Returns what is forgotten for it.
    fn insert(
        &self,
        generations: &mut Generations,
        question: String,
        reply: Arc<Reply>,
    ) -> Answers {
        let bytes = question.len() + reply.body.len() + OVERHEAD;
        let mut forgotten = Answers::new();
        if bytes > self.half / 2 {
            return forgotten;
        }
        if generations.bytes + bytes > self.half {
            let former = mem::take(&mut generations.young);
            forgotten = mem::replace(&mut generations.old, former);
            generations.bytes = 0;
        }
        generations.bytes += bytes;
        generations.young.insert(question, reply);
        forgotten
    }
}

/// Gives the memory of thousands of answers back where no client waits for it.
fn give_back(forgotten: Answers) {
    if !forgotten.is_empty()
        && let Ok(handle) = Handle::try_current()
    {
        handle.spawn_blocking(move || drop(forgotten));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::media::Media;

    fn reply(bytes: usize) -> Arc<Reply> {
        Arc::new(Reply::new(Media::Text, vec![b'x'; bytes]))
    }

    #[test]
    fn packed_answers_count_as_the_bytes_that_they_have() {
        let cache = Cache::new(100_000);
        let packed = |bytes: usize| {
            let reply = Reply::new(Media::Text, vec![b'x'; 40_000]);
            assert!(cache.wants("large", &reply));
            Arc::new(reply.packed(vec![b'x'; bytes]))
        };
        cache.put("large", &packed(1000));
        assert_eq!(cache.get("large").unwrap().body.len(), 1000);
        cache.put("too large", &packed(30_000));
        assert!(cache.get("too large").is_none());
        for number in 0..1000 {
            cache.put(&number.to_string(), &packed(1000));
        }
        let generations = cache.generations.lock().unwrap();
        let kept = generations.young.values().chain(generations.old.values());
        let bytes: usize = kept.map(|reply| reply.body.len() + OVERHEAD).sum();
        assert!(bytes <= 100_000, "{bytes}");
        assert!(bytes > 50_000, "{bytes}");
    }

    #[test]
    fn what_is_asked_often_stays_and_the_size_is_bounded() {
        let cache = Cache::new(100_000);
        cache.put("often", &reply(1000));
        for number in 0..1000 {
            cache.put(&number.to_string(), &reply(1000));
            assert!(cache.get("often").is_some(), "after {number}");
        }
        assert!(cache.get("3").is_none());
        let generations = cache.generations.lock().unwrap();
        let kept = generations.young.len() + generations.old.len();
        assert!(kept <= 100_000 / 1000, "{kept} kept");
    }

    #[test]
    fn what_would_fill_the_cache_alone_is_not_kept() {
        let cache = Cache::new(100_000);
        cache.put("large", &reply(60_000));
        assert!(cache.get("large").is_none());
    }

    #[test]
    fn what_is_found_fast_is_kept_when_it_is_asked_for_again() {
        let cache = Cache::new(100_000);
        let fast = Reply {
            is_found_fast: true,
            ..Reply::clone(&reply(100))
        };
        assert!(!cache.wants("again", &fast));
        assert!(!cache.wants("other", &fast));
        assert!(cache.wants("again", &fast));
        assert!(cache.wants("slow", &reply(100)));
        assert!(!cache.wants("huge", &reply(60_000)));
    }
}
