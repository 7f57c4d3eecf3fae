//! What every end-to-end check needs: processes that cannot outlive it, a display without a
//! screen, pictures of that display, and one way to wait.

mod binaries;
mod picture;
mod policy;
mod process;
mod wait;
mod xvfb;

pub use binaries::{BINARIES, build_binaries, built, cargo, workspace_root};
pub use picture::{Picture, grab};
pub use policy::always_open;
pub use process::{Finished, Held, Process, run_to_end};
pub use wait::{wait_for, wait_until};
pub use xvfb::Xvfb;

#[cfg(test)]
mod tests;
