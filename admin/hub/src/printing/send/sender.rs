//! One printer's sender: turn by turn, for as long as there is the printer.

use std::sync::Arc;
use std::time::Duration;

use epn_rules::id::PrinterId;
use epn_wire::printing::PrinterTrouble;
use tokio::time::Instant;

use super::client::{Client, Unanswered};
use super::http::NoAddress;
use super::{AGAIN, Known};
use crate::hub::Hub;
use crate::store::print_job::PrintJob;
use crate::store::printer::Printer;
use crate::store::{StoreError, print_job, printer};

/// How often a printer is asked that has a print on it. Printers cannot tell by themselves: what IPP has for it
/// (subscriptions, RFC 3995) most do not offer, and it ends with their connection.
pub(super) const POLL: Duration = Duration::from_millis(500);
/// How often a printer is tried that cannot print now though it should.
pub(super) const RETRY: Duration = Duration::from_secs(2);
/// How often a printer without a print is asked how it is, while somebody looks at it or has to choose one.
const LOOK: Duration = Duration::from_secs(15);
/// How long nothing is done while nobody does.
const REST: Duration = Duration::from_hours(1);

/// When the next turn is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pace {
    /// Now: a step was made.
    AtOnce,
    After(Duration),
    /// When something of the prints changed, and after that long at the latest.
    OnChange(Duration),
    /// The printer was removed.
    Over,
}

/// Why a turn came to nothing.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    #[error(transparent)]
    Printer(#[from] Unanswered),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<NoAddress> for Trouble {
    fn from(error: NoAddress) -> Self {
        Self::Printer(error.into())
    }
}

/// One printer's turn.
pub(super) struct Turn {
    pub(super) hub: Arc<Hub>,
    pub(super) printer: Printer,
    pub(super) client: Client,
}

/// Sends a printer its prints until it is removed or the hub stops.
pub(super) async fn serve(hub: Arc<Hub>, id: PrinterId) {
    let mut changes = hub.prints.changes();
    let mut looked = None;
    loop {
        changes.mark_unchanged();
        let pace = match turn(&hub, id, &mut looked).await {
            Ok(pace) => pace,
            Err(Trouble::Store(StoreError::Stopping)) => return,
            Err(Trouble::Store(error)) => {
                tracing::error!(printer = %id, %error, "a print cannot go on; it is tried again");
                Pace::After(AGAIN)
            }
            Err(Trouble::Printer(error)) => {
                offline(&hub, id, &error);
                Pace::After(RETRY)
            }
        };
        match pace {
            Pace::AtOnce => {}
            Pace::After(wait) => tokio::time::sleep(wait).await,
            Pace::OnChange(longest) => {
                // Whatever comes of it, it is looked again.
                let _ = tokio::time::timeout(longest, changes.changed()).await;
            }
            Pace::Over => return hub.prints.forget(id),
        }
    }
}

fn offline(hub: &Hub, id: PrinterId, error: &Unanswered) {
    let before = hub.prints.known(id);
    if before.trouble != Some(PrinterTrouble::Offline) {
        tracing::warn!(printer = %id, %error, "a printer does not answer");
    }
    hub.prints.set_known(id, before.offline());
}

/// What a turn begins with.
struct Found {
    printer: Option<Printer>,
    /// What is on it, else what comes next.
    next: Option<PrintJob>,
    /// Whether somebody has to choose where to print.
    chooses: bool,
}

async fn turn(hub: &Arc<Hub>, id: PrinterId, looked: &mut Option<Instant>) -> Result<Pace, Trouble> {
    let found = hub.store.readers.read(move |connection| {
        Ok::<_, StoreError>(Found {
            printer: printer::get(connection, id)?,
            next: print_job::next_for(connection, id)?,
            chooses: print_job::waits_for_choice(connection)?,
        })
    });
    let Found { printer, next, chooses } = found.await?;
    let Some(printer) = printer else { return Ok(Pace::Over) };
    let paused = printer.paused;
    let turn = Turn { hub: Arc::clone(hub), client: Client::new(&printer)?, printer };
    let done = match next {
        Some(job) if job.state.is_at_its_printer() => turn.go_on(job).await,
        Some(job) if !paused => turn.begin(job).await,
        _ => turn.look(chooses, looked).await,
    };
    turn.keep_pin().await?;
    done
}

impl Turn {
    /// Asks it how it is, if somebody wants to know and it was not asked just now.
    async fn look(&self, chooses: bool, looked: &mut Option<Instant>) -> Result<Pace, Trouble> {
        let known = self.hub.prints.known(self.printer.id);
        let wanted = chooses || known == Known::default() || self.hub.prints.is_looked_at();
        if !wanted {
            return Ok(Pace::OnChange(REST));
        }
        let left = looked.map(|looked: Instant| LOOK.saturating_sub(looked.elapsed()));
        if let Some(left) = left.filter(|left| !left.is_zero()) {
            return Ok(Pace::OnChange(left));
        }
        *looked = Some(Instant::now());
        match self.client.state().await {
            Ok(known) => self.hub.prints.set_known(self.printer.id, known),
            Err(error) => offline(&self.hub, self.printer.id, &error),
        }
        Ok(Pace::OnChange(LOOK))
    }

    /// The key that it showed first is the one that it has to show from then on.
    async fn keep_pin(&self) -> Result<(), StoreError> {
        let Some(pin) = self.client.newly_shown() else { return Ok(()) };
        let (id, uri) = (self.printer.id, self.printer.uri.clone());
        let keep = move |tx: &crate::store::Tx<'_>| {
            // Another address may have been given it meanwhile.
            let now = printer::get(tx, id)?.filter(|now| now.uri == uri && now.pin.is_none());
            now.map_or(Ok(()), |now| printer::save(tx, &Printer { pin: Some(pin), ..now }))
        };
        self.hub.store.writer.run(keep).await
    }
}
