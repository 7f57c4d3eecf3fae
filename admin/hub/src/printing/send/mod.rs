//! Prints on their way to real printers, by IPP: one sender a printer, its prints in their turn.
//!
//! A sender remembers nothing: each turn begins with what the database says, and where a print may be at its printer, the
//! printer is asked. So a hub that was killed goes on as one that was not.

mod client;
mod http;
mod message;
mod sender;
mod standing;
mod steps;
mod tls;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use epn_rules::id::PrinterId;
use tokio::task::{Id, JoinSet};

pub use http::{Address, NoAddress};
pub use standing::{Known, Standing};

use crate::hub::Hub;
use crate::store::{StoreError, printer};

/// How long to wait after something failed in the hub itself.
const AGAIN: Duration = Duration::from_secs(1);

/// Has a sender at work for each printer, for ever.
pub async fn send(hub: Arc<Hub>) {
    let mut changes = hub.prints.changes();
    let mut senders = JoinSet::new();
    let mut at_work: BTreeMap<PrinterId, Id> = BTreeMap::new();
    loop {
        changes.mark_unchanged();
        match hub.store.readers.read(printer::all).await {
            Ok(printers) => {
                for printer in printers {
                    at_work
                        .entry(printer.id)
                        .or_insert_with(|| senders.spawn(sender::serve(Arc::clone(&hub), printer.id)).id());
                }
            }
            Err(StoreError::Stopping) => return,
            Err(error) => {
                tracing::error!(%error, "the printers cannot be read; it is tried again");
                tokio::time::sleep(AGAIN).await;
                continue;
            }
        }
        tokio::select! {
            Some(ended) = senders.join_next_with_id() => {
                let id = ended.map_or_else(|error| error.id(), |(id, ())| id);
                at_work.retain(|_, task| *task != id);
                // Its printer was removed; or what a printer said broke it: then another takes over.
                tokio::time::sleep(AGAIN).await;
            }
            changed = changes.changed() => if changed.is_err() { return },
        }
    }
}
