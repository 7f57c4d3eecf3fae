//! Bookings: facts from the database, a decision by the rules, and what follows from it, inside one transaction.
//!
//! The console's API, a visitor's requests and the timer that lets late ones go all come through here.

mod arrive;
mod book;
mod cancel;
mod equipment;
mod facts;
mod longest;
mod moved;
mod party;
mod picker;
mod release;
mod series;
mod shown;
mod spots;

use std::sync::Arc;

use epn_rules::decision::Decision;
use epn_rules::id::StaffId;
use serde_json::json;
use tokio::sync::watch;

pub use arrive::{arrived, session_ended};
pub use book::book;
pub use cancel::{cancel, cancel_own};
pub use equipment::{add_equipment, retire_equipment, set_groups, set_tags};
pub use facts::Slot;
pub use longest::longest;
pub use moved::move_to;
pub use party::Party;
pub use picker::{DayStarts, overview, shown_to, starts};
pub use release::{next_release, release_in_time, release_late};
pub use series::{check_length, make};
pub use shown::{calendar, row};
pub use spots::{Spot, every_spot};

use crate::grant::Case;
use crate::hub::Hub;
use crate::name::BadReason;
use crate::store::booking::Booking;
use crate::store::{StoreError, audit};

/// Why a booking was not made, moved or cancelled. Nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum BookingError {
    /// There is no such thing.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// The rules refuse.
    #[error("the rules refuse")]
    Refused(Decision),
    /// It is over, or was given up.
    #[error("the booking is over already")]
    Over,
    /// It is in no state for it.
    #[error("{0}")]
    NotNow(&'static str),
    /// The request makes no sense.
    #[error("{0}")]
    BadRequest(String),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<BadReason> for BookingError {
    fn from(bad: BadReason) -> Self {
        Self::BadRequest(bad.to_string())
    }
}

/// Does `work` inside the writer's transaction, with the policy and time of that moment.
pub async fn decided<T: Send + 'static>(
    hub: &Arc<Hub>,
    work: impl FnOnce(&Case<'_>) -> Result<T, BookingError> + Send + 'static,
) -> Result<T, BookingError> {
    let inside = Arc::clone(hub);
    hub.store.writer.run(move |tx| work(&Case::new(tx, &inside)?)).await
}

/// Who acts, and with what right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// The visitor it is for.
    Visitor,
    /// A member of staff; with a reason, even though the rules refuse what is not held already.
    Staff { id: StaffId, reason: Option<String> },
}

impl By {
    fn staff(&self) -> Option<StaffId> {
        match self {
            Self::Visitor => None,
            Self::Staff { id, .. } => Some(*id),
        }
    }

    fn reason(&self) -> Option<&str> {
        match self {
            Self::Visitor => None,
            Self::Staff { reason, .. } => reason.as_deref(),
        }
    }
}

/// Counts up when bookings changed.
#[derive(Debug, Default)]
pub struct BookingsChanged(watch::Sender<u64>);

impl BookingsChanged {
    /// Told when bookings changed.
    pub fn subscribe(&self) -> watch::Receiver<u64> {
        self.0.subscribe()
    }

    fn tell(&self) {
        self.0.send_modify(|changes| *changes = changes.wrapping_add(1));
    }
}

/// Tells those who wait, once what this transaction changed is durable.
fn changed(case: &Case<'_>) {
    let hub: Arc<Hub> = Arc::clone(case.hub);
    case.tx.after_commit(move || hub.bookings.tell());
}

/// Records what staff did with a booking, and why if they went beyond the rules. What a visitor does with their own
/// is in the booking itself.
fn record(case: &Case<'_>, by: &By, what: &str, booking: &Booking) -> Result<(), StoreError> {
    let By::Staff { id, .. } = by else { return Ok(()) };
    let about = booking.id.to_string();
    let detail = json!({ "reason": booking.reason });
    audit::insert(case.tx, case.now, Some(*id), what, Some(&about), &detail)
}
