//! Sessions, resets and proofs with real processes, as root. Each test has a uid of its own, so that they can run
//! side by side.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod blind;
mod end;
mod golden;
#[path = "../common/install.rs"]
mod install;
mod keep;
mod key;
mod keyrings;
mod machine;
mod refused;
mod rootless;
mod support;
mod traces;
#[path = "../common/uids.rs"]
mod uids;
mod view;
mod watch;
