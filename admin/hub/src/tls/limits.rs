//! What the listener allows whoever connects.

use std::time::Duration;

/// How much of the hub its connections may take, and for how long. All time is the machine's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many connections are open at most.
    pub connections: usize,
    /// How many of them may belong to peers that are not registered, or that did not show it yet.
    pub newcomers: usize,
    /// How many of those may come from one address.
    pub newcomers_from_one: usize,
    /// How long a handshake, and how long a request's head, may take.
    pub head: Duration,
    /// How long a request's body may take.
    pub body: Duration,
}

impl Limits {
    /// The usual limits for so many connections: an eighth for newcomers, of which an eighth for one address. A peer that
    /// is registered is a newcomer for the length of its handshake only.
    pub fn usual(connections: usize) -> Self {
        let newcomers = (connections / 8).max(1);
        let patience = Duration::from_secs(10);
        Self {
            connections,
            newcomers,
            newcomers_from_one: (newcomers / 8).max(1),
            head: patience,
            body: patience,
        }
    }
}
