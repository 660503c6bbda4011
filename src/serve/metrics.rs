//! What the server has done so far, in the text format of Prometheus.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A number that only grows.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    /// One more.
    pub fn count(&self) {
        self.add(1);
    }

    /// So many more.
    pub fn add(&self, number: u64) {
        self.0.fetch_add(number, Ordering::Relaxed);
    }

    /// One less, for what comes and goes.
    pub fn uncount(&self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }

    /// The number now.
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// The upper bounds of the times of requests, in seconds.
const BOUNDS: [f64; 10] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 10.0,
];

/// What the server has done so far.
#[derive(Debug, Default)]
pub struct Metrics {
    /// Requests answered, by the first digit of the status.
    statuses: [Counter; 6],
    /// Requests answered within each bound, and those beyond the last.
    times: [Counter; BOUNDS.len() + 1],
    /// The sum of those times, in microseconds.
    microseconds: Counter,
    /// Bytes of bodies sent.
    bytes: Counter,
    /// Connections that are open.
    pub connections: Counter,
    /// Connections that had to give way to others.
    pub evicted: Counter,
    /// Queries evaluated.
    pub queries: Counter,
    /// Answers that were given from memory.
    pub hits: Counter,
    /// Queries that took too long.
    pub timeouts: Counter,
    /// Queries that were stopped for the memory that they took.
    pub greedy: Counter,
    /// Queries that found no room.
    pub busy: Counter,
    /// Requests refused because their client asked too often.
    pub limited: Counter,
}

impl Metrics {
    /// Counts a request.
    pub fn answered(&self, status: u16, bytes: usize, time: Duration) {
        let class = usize::from(status / 100).min(self.statuses.len() - 1);
        self.statuses[class].count();
        let seconds = time.as_secs_f64();
        let bound = BOUNDS.iter().position(|bound| seconds <= *bound);
        self.times[bound.unwrap_or(BOUNDS.len())].count();
        self.microseconds
            .add(u64::try_from(time.as_micros()).unwrap_or(u64::MAX));
        self.bytes.add(bytes as u64);
    }

    /// All numbers, with those of the dataset.
    pub fn write(&self, triples: usize, running: usize) -> String {
        let mut out = String::new();
        let mut family = |name: &str, kind: &str, help: &str, values: &[(String, String)]| {
            let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} {kind}");
            for (suffix, value) in values {
                let _ = writeln!(out, "{name}{suffix} {value}");
            }
        };
        let one = |value: u64| [(String::new(), value.to_string())];
        let statuses: Vec<_> = (1..)
            .zip(&self.statuses[1..])
            .map(|(class, counter): (u8, _)| {
                (
                    format!("{{status=\"{class}xx\"}}"),
                    counter.get().to_string(),
                )
            })
            .collect();
        family(
            "govrep_requests_total",
            "counter",
            "Requests answered.",
            &statuses,
        );
        let mut sum = 0;
        let mut times = Vec::new();
        let bounds = BOUNDS.iter().map(f64::to_string);
        for (bound, counter) in bounds.chain(["+Inf".to_owned()]).zip(&self.times) {
            sum += counter.get();
            times.push((format!("_bucket{{le=\"{bound}\"}}"), sum.to_string()));
        }
        let seconds = Duration::from_micros(self.microseconds.get()).as_secs_f64();
        times.push(("_sum".to_owned(), seconds.to_string()));
        times.push(("_count".to_owned(), sum.to_string()));
        family(
            "govrep_request_seconds",
            "histogram",
            "Time from the head of a request to its answer.",
            &times,
        );
        for (name, kind, help, value) in self.single(triples, running) {
            family(name, kind, help, &one(value));
        }
        out
    }

    /// The numbers that stand alone: name, kind, help, value.
    fn single(
        &self,
        triples: usize,
        running: usize,
    ) -> [(&'static str, &'static str, &'static str, u64); 11] {
        [
            (
                "govrep_sent_bytes_total",
                "counter",
                "Bytes of bodies sent.",
                self.bytes.get(),
            ),
            (
                "govrep_connections",
                "gauge",
                "Open connections.",
                self.connections.get(),
            ),
            (
                "govrep_connections_evicted_total",
                "counter",
                "Idle connections closed to make room.",
                self.evicted.get(),
            ),
            (
                "govrep_queries_total",
                "counter",
                "Queries evaluated.",
                self.queries.get(),
            ),
            (
                "govrep_queries_running",
                "gauge",
                "Queries being evaluated, cancelled ones included until they end.",
                running as u64,
            ),
            (
                "govrep_cache_hits_total",
                "counter",
                "Answers given from memory.",
                self.hits.get(),
            ),
            (
                "govrep_query_timeouts_total",
                "counter",
                "Queries stopped at their limit.",
                self.timeouts.get(),
            ),
            (
                "govrep_query_memory_stops_total",
                "counter",
                "Queries stopped for the memory that they took.",
                self.greedy.get(),
            ),
            (
                "govrep_query_rejections_total",
                "counter",
                "Queries that found no room.",
                self.busy.get(),
            ),
            (
                "govrep_rate_limited_total",
                "counter",
                "Requests refused because their client asked too often.",
                self.limited.get(),
            ),
            (
                "govrep_triples",
                "gauge",
                "Triples of the dataset.",
                triples as u64,
            ),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_counted_up_to_each_bound() {
        let metrics = Metrics::default();
        metrics.answered(200, 10, Duration::from_micros(700));
        metrics.answered(404, 0, Duration::from_secs(60));
        let text = metrics.write(7, 0);
        for line in [
            "govrep_requests_total{status=\"2xx\"} 1",
            "govrep_requests_total{status=\"4xx\"} 1",
            "govrep_request_seconds_bucket{le=\"0.0005\"} 0",
            "govrep_request_seconds_bucket{le=\"0.001\"} 1",
            "govrep_request_seconds_bucket{le=\"10\"} 1",
            "govrep_request_seconds_bucket{le=\"+Inf\"} 2",
            "govrep_request_seconds_count 2",
            "govrep_triples 7",
        ] {
            assert!(text.lines().any(|l| l == line), "{line} in {text}");
        }
    }
}
