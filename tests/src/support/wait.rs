//! The one place where a check waits for another process.
//!
//! Some things that a check waits for announce themselves to nobody: a line in another process's
//! log, a row in its database, the end of a process that is not ours. They are looked at again
//! and again, up to a deadline. A check never sleeps for a fixed time: it names what it waits for.

use std::time::Duration;

use anyhow::{Context, Result};
use tokio::time::{sleep, timeout};

const FIRST_LOOK: Duration = Duration::from_millis(5);
const SLOWEST_LOOK: Duration = Duration::from_millis(100);

/// Looks until `condition` gives a value, at most for `within` of machine time.
///
/// # Errors
/// The first error of `condition`, or "`what` did not happen" at the deadline.
pub async fn wait_for<T>(
    what: &str,
    within: Duration,
    mut condition: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let looking = async {
        let mut pause = FIRST_LOOK;
        loop {
            if let Some(value) = condition().await? {
                return Ok(value);
            }
            sleep(pause).await;
            pause = (pause * 2).min(SLOWEST_LOOK);
        }
    };
    timeout(within, looking)
        .await
        .with_context(|| format!("{what}: did not happen within {:.1} s", within.as_secs_f64()))?
}

/// [`wait_for`] with a plain condition.
///
/// # Errors
/// "`what` did not happen" at the deadline.
pub async fn wait_until(what: &str, within: Duration, mut condition: impl FnMut() -> bool) -> Result<()> {
    wait_for(what, within, async || Ok(condition().then_some(()))).await
}
