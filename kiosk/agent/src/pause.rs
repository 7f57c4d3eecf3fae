//! The one place where the agent pauses instead of being told: before it looks again at what no event announces, such as
//! the terminal that is seen or what systemd has come to, and before it starts again what keeps ending.

use std::time::Duration;

/// Holds this thread. Its callers have a deadline, or have nothing else to do.
#[expect(
    clippy::disallowed_methods,
    reason = "the callers say what they look for, and nothing tells them of it"
)]
pub(crate) fn pause(time: Duration) {
    std::thread::sleep(time);
}
