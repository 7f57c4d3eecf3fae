//! The station's way to its hub. Only a child process under its own uid, `epn-agent link`, sees the network: it does TLS
//! and the WebSocket and passes bounded frames to the root part over a socket pair, which is all that root reads.

pub mod child;
pub mod supervise;

mod backoff;
mod confine;
mod stream;
mod tunnel;
