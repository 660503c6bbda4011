//! Answers that were given before, up to a number of bytes.

use std::collections::HashMap;
use std::mem;
use std::sync::{Mutex, PoisonError};

use super::reply::Reply;

/// What an entry costs besides its body and key, in bytes, roughly.
const OVERHEAD: usize = 512;

/// Answers by question, as many as fit.
///
/// Two generations: when the young one is full it becomes the old one, whose entries are
/// forgotten unless they are asked for again. So what is asked often stays, and no list has to
/// be kept in the order of use.
pub struct Cache {
    generations: Mutex<Generations>,
    half: usize,
}

#[derive(Default)]
struct Generations {
    young: HashMap<String, Reply>,
    old: HashMap<String, Reply>,
    bytes: usize,
}

impl Cache {
    /// A cache of so many bytes.
    pub fn new(bytes: usize) -> Self {
        Self {
            generations: Mutex::default(),
            half: bytes / 2,
        }
    }

    /// The answer to a question that was asked before.
    pub fn get(&self, question: &str) -> Option<Reply> {
        let mut generations = self
            .generations
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(reply) = generations.young.get(question) {
            return Some(reply.clone());
        }
        let (question, reply) = generations.old.remove_entry(question)?;
        self.insert(&mut generations, question, reply.clone());
        Some(reply)
    }

    /// Keeps an answer, unless it would fill the cache alone.
    pub fn put(&self, question: String, reply: Reply) {
        let mut generations = self
            .generations
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        self.insert(&mut generations, question, reply);
    }

    fn insert(&self, generations: &mut Generations, question: String, reply: Reply) {
        let bytes = question.len() + reply.body.len() + OVERHEAD;
        if bytes > self.half / 2 {
            return;
        }
        if generations.bytes + bytes > self.half {
            generations.old = mem::take(&mut generations.young);
            generations.bytes = 0;
        }
        generations.bytes += bytes;
        generations.young.insert(question, reply);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::media::Media;

    fn reply(bytes: usize) -> Reply {
        Reply::new(Media::Text, vec![b'x'; bytes])
    }

    #[test]
    fn what_is_asked_often_stays_and_the_size_is_bounded() {
        let cache = Cache::new(100_000);
        cache.put("often".to_owned(), reply(1000));
        for number in 0..1000 {
            cache.put(number.to_string(), reply(1000));
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
        cache.put("large".to_owned(), reply(60_000));
        assert!(cache.get("large").is_none());
    }
}
