//! Prints that nobody said yes to in time, and documents that are not kept any longer.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::PrintError;
use super::change::{forget, happens, save};
use super::state::{Event, State};
use crate::grant::Case;
use crate::hub::Hub;
use crate::policies::sleep_until;
use crate::store::print_job::{self, PrintJob};
use crate::store::{StoreError, Tx};

/// Lets prints expire in time, for ever.
pub async fn expire_in_time(hub: Arc<Hub>) {
    let mut prints = hub.prints.changes();
    loop {
        prints.mark_unchanged();
        let next = match expire_now(&hub).await {
            Ok(next) => next,
            Err(PrintError::Store(StoreError::Stopping)) => return,
            Err(error) => {
                tracing::error!(%error, "prints could not expire; it is tried again");
                hub.clock.now().checked_add(SignedDuration::from_secs(60)).ok()
            }
        };
        tokio::select! {
            () = sleep_until(&hub, next) => {}
            Ok(()) = prints.changed() => {}
        }
    }
}

/// Lets expire what is due, and says when something is next.
async fn expire_now(hub: &Arc<Hub>) -> Result<Option<Timestamp>, PrintError> {
    let next = hub.store.readers.read::<_, StoreError, _>(print_job::next_due).await?;
    if next.is_none_or(|next| hub.clock.now() < next) {
        return Ok(next);
    }
    let inside = Arc::clone(hub);
    let expire = move |tx: &Tx<'_>| {
        let case = Case::new(tx, &inside)?;
        for job in print_job::due(tx, case.now)? {
            expire(&case, job)?;
        }
        Ok(print_job::next_due(tx)?)
    };
    hub.store.writer.run(expire).await
}

fn expire(case: &Case<'_>, mut job: PrintJob) -> Result<(), PrintError> {
    match job.state {
        // What stopped cannot be printed again from now on; what came out is no matter of time.
        State::Aborted | State::Unknown => {
            job.until = None;
            forget(case, &mut job);
            Ok(save(case, &job)?)
        }
        _ => happens(case, &mut job, Event::TimedOut),
    }
}
