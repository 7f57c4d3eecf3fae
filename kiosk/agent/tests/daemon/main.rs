//! The daemon as it runs: the real program with its link part, real sessions, a hub played by the test over real TLS,
//! and a screen played by the test. As root. Each test has a visitor's uid of its own, so that they can run side by side.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod away;
mod children;
mod crash;
mod disk;
mod golden;
mod hub;
#[path = "../common/install.rs"]
mod install;
mod installed;
mod pause;
mod places;
mod programs;
mod refused;
mod scans;
mod station;
#[path = "../common/uids.rs"]
mod uids;
mod visit;
