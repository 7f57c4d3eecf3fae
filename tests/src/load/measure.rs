//! What the load generator found.

use std::time::Duration;

use serde::Serialize;

/// The latencies of one run, and how many requests came to nothing.
#[derive(Clone, Debug, Default)]
pub struct Measure {
    latencies: Vec<Duration>,
    errors: u64,
}

/// One line of results.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Figures {
    pub requests: u64,
    pub errors: u64,
    pub rate_per_s: f64,
    pub p50_ms: f64,
    pub p95_ms: f64,
    pub p99_ms: f64,
}

impl Measure {
    /// A request was answered after `latency`.
    pub fn answered(&mut self, latency: Duration) {
        self.latencies.push(latency);
    }

    /// A request came to nothing.
    pub fn failed(&mut self) {
        self.errors += 1;
    }

    /// Adds what another task found.
    pub fn merge(&mut self, other: Self) {
        self.latencies.extend(other.latencies);
        self.errors += other.errors;
    }

    /// The figures of a run that took `elapsed`.
    pub fn figures(mut self, elapsed: Duration) -> Figures {
        self.latencies.sort_unstable();
        let answered = u64::try_from(self.latencies.len()).unwrap_or(u64::MAX);
        Figures {
            requests: answered + self.errors,
            errors: self.errors,
            rate_per_s: round(answered as f64 / elapsed.as_secs_f64().max(f64::EPSILON)),
            p50_ms: self.percentile(50),
            p95_ms: self.percentile(95),
            p99_ms: self.percentile(99),
        }
    }

    /// The smallest latency that `percent` of the requests do not exceed, in milliseconds; 0 without requests.
    fn percentile(&self, percent: usize) -> f64 {
        let rank = (self.latencies.len() * percent).div_ceil(100).saturating_sub(1);
        round(self.latencies.get(rank).map_or(0.0, |latency| latency.as_secs_f64() * 1000.0))
    }
}

fn round(figure: f64) -> f64 {
    (figure * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(millis: impl IntoIterator<Item = u64>) -> Figures {
        let mut measure = Measure::default();
        millis.into_iter().for_each(|ms| measure.answered(Duration::from_millis(ms)));
        measure.figures(Duration::from_secs(2))
    }

    #[test]
    fn percentiles_are_latencies_that_were_seen() {
        let figures = of((1..=100).rev());
        assert_eq!((figures.p50_ms, figures.p95_ms, figures.p99_ms), (50.0, 95.0, 99.0));
        assert_eq!((of([7]).p50_ms, of([7]).p99_ms), (7.0, 7.0));
    }

    #[test]
    fn errors_are_requests_but_no_rate() {
        let mut measure = Measure::default();
        measure.failed();
        measure.answered(Duration::from_millis(1));
        let figures = measure.figures(Duration::from_secs(1));
        assert_eq!((figures.requests, figures.errors, figures.rate_per_s), (2, 1, 1.0));
    }

    #[test]
    fn nothing_asked_is_nothing_found() {
        assert_eq!(of([]).requests, 0);
    }
}
