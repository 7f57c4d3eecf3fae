//! Chance that is the same each time.

use jiff::civil::Date;
use rand::rngs::StdRng;
use rand::{Rng, RngCore, SeedableRng as _};
use sha2::{Digest as _, Sha256};

/// A source of chance that depends on the seed and on what it is for, and on nothing else.
#[derive(Debug)]
pub(super) struct Chance(StdRng);

impl Chance {
    /// For one day.
    pub(super) fn of_day(seed: u64, day: Date) -> Self {
        Self::of_people(seed, &day.to_string())
    }

    /// For what stays the same all days.
    pub(super) fn of_people(seed: u64, what: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(seed.to_be_bytes());
        hash.update(what.as_bytes());
        Self(StdRng::from_seed(hash.finalize().into()))
    }

    /// Whether something happens that happens so often in a hundred times.
    pub(super) fn percent(&mut self, times: u32) -> bool {
        self.0.random_range(0..100) < times
    }

    /// One of several, by their weights; the first if there is no weight at all.
    pub(super) fn weighted<T: Copy>(&mut self, choices: &[(T, u32)], otherwise: T) -> T {
        let all: u32 = choices.iter().map(|(_, weight)| weight).sum();
        if all == 0 {
            return otherwise;
        }
        let mut left = self.0.random_range(0..all);
        for &(choice, weight) in choices {
            if left < weight {
                return choice;
            }
            left -= weight;
        }
        otherwise
    }

    /// One of several, each as likely.
    pub(super) fn one_of<T: Copy>(&mut self, choices: &[T]) -> Option<T> {
        if choices.is_empty() { None } else { choices.get(self.0.random_range(0..choices.len())).copied() }
    }
}

impl RngCore for Chance {
    fn next_u32(&mut self) -> u32 {
        self.0.next_u32()
    }

    fn next_u64(&mut self) -> u64 {
        self.0.next_u64()
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        self.0.fill_bytes(bytes);
    }
}
