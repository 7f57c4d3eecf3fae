//! The daemon as it runs: the real program with its link part, real sessions, a hub played by the test over real TLS,
//! and a screen played by the test. As root. Each test has a visitor's uid of its own (61020 to 61049), so that they can
//! run side by side.

mod away;
mod crash;
mod hub;
mod refused;
mod station;
mod visit;
