//! How often each client may ask.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How many clients are remembered before those that have waited long enough are forgotten.
const CLIENTS: usize = 10_000;

/// How many clients are remembered at all; more have to wait for others to be forgotten.
const MOST_CLIENTS: usize = 200_000;

/// How often it is looked who may be forgotten.
const LOOK: Duration = Duration::from_secs(1);

/// A bucket of tokens for each client: a request takes one, and they come back evenly.
///
/// Whoever was silent for a while may ask as often as in ten seconds at once, as a browser does
/// for a page with its files.
pub struct Rates {
    per_second: f64,
    most: f64,
    clients: Mutex<Clients>,
}

/// What is remembered of each client.
#[derive(Default)]
struct Clients {
    buckets: HashMap<IpAddr, Bucket>,
    /// When it was last looked who may be forgotten.
    looked: Option<Instant>,
}

/// What a client has left.
#[derive(Clone, Copy)]
struct Bucket {
    tokens: f64,
    at: Instant,
}

impl Rates {
    /// So many requests per second, on average.
    pub fn new(per_second: f64) -> Self {
        Self {
            per_second,
            most: (10.0 * per_second).max(1.0),
            clients: Mutex::default(),
        }
    }

    /// Takes a token of a client, or says how long it has to wait for one.
    pub fn take(&self, client: IpAddr, now: Instant) -> Result<(), Duration> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = clients
            .looked
            .is_none_or(|looked| now.saturating_duration_since(looked) >= LOOK);
        if clients.buckets.len() >= CLIENTS && is_due {
            clients.looked = Some(now);
            let is_needed = |bucket: &Bucket| self.refilled(*bucket, now) < self.most;
            clients.buckets.retain(|_, bucket| is_needed(bucket));
        }
        let client = network(client);
        if clients.buckets.len() >= MOST_CLIENTS && !clients.buckets.contains_key(&client) {
            return Err(LOOK);
        }
        let full = Bucket {
            tokens: self.most,
            at: now,
        };
        let bucket = clients.buckets.entry(client).or_insert(full);
        let tokens = self.refilled(*bucket, now);
        let missing = 1.0 - tokens;
        *bucket = Bucket {
            tokens: if missing > 0.0 { tokens } else { tokens - 1.0 },
            at: now,
        };
        if missing > 0.0 {
            return Err(Duration::from_secs_f64(missing / self.per_second));
        }
        Ok(())
    }

    fn refilled(&self, bucket: Bucket, now: Instant) -> f64 {
        let seconds = now.saturating_duration_since(bucket.at).as_secs_f64();
        (bucket.tokens + seconds * self.per_second).min(self.most)
    }
}

/// What counts as one client: an address, of version 6 the network that one customer gets.
fn network(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_too_often_waits_and_others_do_not() {
        let rates = Rates::new(2.0);
        let start = Instant::now();
        let (busy, calm) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        for _ in 0..20 {
            assert_eq!(rates.take(busy, start), Ok(()));
        }
        let wait = rates.take(busy, start).unwrap_err();
        assert_eq!(wait, Duration::from_millis(500));
        assert_eq!(rates.take(calm, start), Ok(()));
        let later = start + wait;
        assert_eq!(rates.take(busy, later), Ok(()));
        assert!(rates.take(busy, later).is_err());
    }

    #[test]
    fn one_network_of_version_6_is_one_client() {
        let rates = Rates::new(0.1);
        let now = Instant::now();
        let address = |text: &str| text.parse::<IpAddr>().unwrap();
        assert_eq!(rates.take(address("2001:db8::1"), now), Ok(()));
        assert!(rates.take(address("2001:db8::2"), now).is_err());
        assert_eq!(rates.take(address("2001:db8:1::1"), now), Ok(()));
        assert_eq!(rates.take(address("192.0.2.9"), now), Ok(()));
        assert!(rates.take(address("::ffff:192.0.2.9"), now).is_err());
    }

    #[test]
    fn clients_that_have_been_silent_are_forgotten() {
        let rates = Rates::new(1.0);
        let start = Instant::now();
        for number in 0..u32::try_from(CLIENTS).unwrap() {
            let client = IpAddr::from(number.to_be_bytes());
            assert_eq!(rates.take(client, start), Ok(()));
        }
        let later = start + Duration::from_secs(60);
        assert_eq!(rates.take(IpAddr::from([250, 0, 0, 1]), later), Ok(()));
        assert_eq!(rates.clients.lock().unwrap().buckets.len(), 1);
    }

    #[test]
    fn no_more_clients_are_remembered_than_there_is_room_for() {
        let rates = Rates::new(1.0);
        let now = Instant::now();
        for number in 0..u32::try_from(MOST_CLIENTS).unwrap() {
            assert_eq!(rates.take(IpAddr::from(number.to_be_bytes()), now), Ok(()));
        }
        let another = IpAddr::from([250, 0, 0, 1]);
        assert_eq!(rates.take(another, now), Err(LOOK));
        assert_eq!(rates.take(IpAddr::from([0, 0, 0, 1]), now), Ok(()));
        assert_eq!(rates.take(another, now + Duration::from_secs(60)), Ok(()));
    }
}
