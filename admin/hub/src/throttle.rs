//! Wrong guesses meet growing delays, never a lockout: 1, 2, 4, 8 … seconds of the machine's clock, at most 60.
//!
//! Counted for what is guessed (a member's number, a staff account) and for who guesses (a station, an address). The
//! memory decides; the database only keeps it over a restart.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use data_encoding::HEXLOWER;
use epn_rules::id::StationId;
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

use crate::store::{StoreError, Tx, throttle};

/// The longest wait, in seconds.
pub const LONGEST_WAIT: u32 = 60;
/// Failures are forgotten after so long without another.
const FORGOTTEN: SignedDuration = SignedDuration::from_mins(15);
/// How many subjects are kept in memory before old ones are looked for.
const MANY: usize = 10_000;

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Subject(String);

impl Subject {
    /// A member's number.
    pub fn member(number: &str) -> Self {
        Self(format!("member:{number}"))
    }

    /// A station.
    pub fn station(id: StationId) -> Self {
        Self(format!("station:{id}"))
    }

    /// A staff account.
    pub fn staff(name: &str) -> Self {
        Self(format!("staff:{}", name.to_lowercase()))
    }

    /// A staff card, by the hash of its code.
    pub fn card(hash: &[u8; 32]) -> Self {
        Self(format!("card:{}", HEXLOWER.encode(hash)))
    }

    /// Staff cards at a station: visitors' wrong tries keep no member of staff out, nor theirs a visitor.
    pub fn cards_at(station: StationId) -> Self {
        Self(format!("cards-at:{station}"))
    }

    /// Codes of documents at a station: their wrong tries keep nobody from entering there.
    pub fn documents_at(station: StationId) -> Self {
        Self(format!("documents-at:{station}"))
    }

    /// An address that tries to pair, or to sign in.
    pub fn address(address: IpAddr) -> Self {
        Self(format!("address:{address}"))
    }

    /// Whether its guesses are looked at one after the other, so that many at once are no way around the wait.
    fn is_exclusive(&self) -> bool {
        ["member:", "staff:", "card:"].into_iter().any(|kind| self.0.starts_with(kind))
    }
}

#[derive(Clone, Copy, Debug)]
struct State {
    failures: u32,
    last: Timestamp,
    /// A guess is being looked at.
    busy: bool,
}

/// All that is counted.
#[derive(Clone, Debug, Default)]
pub struct Throttle(Arc<Mutex<HashMap<Subject, State>>>);

/// So many seconds until the next guess is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait(pub u32);

/// The right to have one guess looked at. Without a verdict, nothing is counted.
#[derive(Debug)]
pub struct Attempt {
    throttle: Throttle,
    subjects: Vec<Subject>,
}

impl Throttle {
    /// Reads what was counted before a restart.
    pub fn load(connection: &Connection) -> Result<Self, StoreError> {
        let states = throttle::all(connection)?
            .into_iter()
            .map(|f| (Subject(f.subject), State { failures: f.count, last: f.last, busy: false }));
        Ok(Self(Arc::new(Mutex::new(states.collect()))))
    }

    /// May a guess of these subjects be looked at now? Of each number and account, only one at a time is.
    pub fn attempt(&self, subjects: &[Subject], now: Timestamp) -> Result<Attempt, Wait> {
        let mut states = self.states();
        if states.len() > MANY {
            states.retain(|_, state| state.busy || !is_forgotten(state.last, now));
        }
        for subject in subjects {
            // A clock that was set back must not lengthen the wait by as much: it begins anew, once.
            if let Some(state) = states.get_mut(subject) {
                state.last = state.last.min(now);
            }
        }
        let wait = subjects.iter().filter_map(|subject| states.get(subject)).map(|s| s.wait(now)).max();
        if let Some(wait) = wait.filter(|wait| *wait > 0) {
            return Err(Wait(wait));
        }
        for subject in subjects {
            let state =
                states.entry(subject.clone()).or_insert(State { failures: 0, last: now, busy: false });
            if is_forgotten(state.last, now) {
                state.failures = 0;
            }
            state.busy = subject.is_exclusive();
        }
        Ok(Attempt { throttle: self.clone(), subjects: subjects.to_vec() })
    }

    /// Moves all that is counted into the past: what a simulated clock does instead of waiting.
    pub fn pass(&self, time: SignedDuration) {
        for state in self.states().values_mut() {
            state.last = state.last.saturating_sub(time).unwrap_or(state.last);
        }
    }

    fn states(&self) -> MutexGuard<'_, HashMap<Subject, State>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn wait(&self, now: Timestamp) -> u32 {
        if self.busy {
            return 1;
        }
        if self.failures == 0 {
            return 0;
        }
        let since = now.duration_since(self.last).as_secs();
        let delay = i64::from(delay_after(self.failures));
        u32::try_from((delay - since).max(0)).unwrap_or(0).min(LONGEST_WAIT)
    }
}

impl Attempt {
    /// The guess was wrong: every subject waits, the answer is how long. Counted at once; written with the transaction.
    pub fn failed(self, now: Timestamp) -> Failed {
        let mut states = self.throttle.states();
        let mut rows = Vec::new();
        let mut longest = 0;
        for subject in &self.subjects {
            let state =
                states.entry(subject.clone()).or_insert(State { failures: 0, last: now, busy: false });
            state.failures = state.failures.saturating_add(1);
            state.last = now;
            longest = longest.max(delay_after(state.failures));
            rows.push(throttle::Failures { subject: subject.0.clone(), count: state.failures, last: now });
        }
        drop(states);
        Failed { wait: Wait(longest), rows }
    }

    /// The guess was right: every subject is forgiven.
    pub fn succeeded(self) -> Forgiven {
        let mut states = self.throttle.states();
        let known: Vec<Subject> = self
            .subjects
            .iter()
            .filter(|subject| states.remove(*subject).is_some_and(|state| state.failures > 0))
            .cloned()
            .collect();
        drop(states);
        Forgiven(known)
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        let mut states = self.throttle.states();
        for subject in &self.subjects {
            if let Some(state) = states.get_mut(subject) {
                state.busy = false;
                if state.failures == 0 {
                    states.remove(subject);
                }
            }
        }
    }
}

/// A wrong guess, counted in memory.
#[derive(Clone, Debug)]
pub struct Failed {
    pub wait: Wait,
    rows: Vec<throttle::Failures>,
}

impl Failed {
    /// Keeps it over a restart.
    pub fn write(&self, tx: &Tx<'_>) -> Result<(), StoreError> {
        for row in &self.rows {
            throttle::forget_before(tx, row.last.saturating_sub(FORGOTTEN).unwrap_or(row.last))?;
            throttle::put(tx, row)?;
        }
        Ok(())
    }
}

/// Subjects that had failures before their right guess.
#[derive(Clone, Debug)]
pub struct Forgiven(Vec<Subject>);

impl Forgiven {
    /// Whether there is anything to write.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Forgets them in the database too.
    pub fn write(&self, tx: &Tx<'_>) -> Result<(), StoreError> {
        self.0.iter().try_for_each(|subject| throttle::clear(tx, &subject.0))
    }
}

fn delay_after(failures: u32) -> u32 {
    1_u32.checked_shl(failures.saturating_sub(1)).unwrap_or(LONGEST_WAIT).clamp(1, LONGEST_WAIT)
}

fn is_forgotten(last: Timestamp, now: Timestamp) -> bool {
    now.duration_since(last) > FORGOTTEN
}

#[cfg(test)]
mod tests;
