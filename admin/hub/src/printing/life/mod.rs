//! The life of a print: how it stands, who decides about it, what it costs, and what becomes of it after a crash.
//!
//! Every step is one transaction: the print's row, its journal, the money and what it counts for change together, and
//! nobody is told before that is durable.

mod change;
mod confirm;
mod counting;
mod desk;
mod error;
mod expire;
mod intake;
mod pay;
mod publish;
mod purse;
mod quote;
mod recover;
mod shown;
mod state;
mod usage;

pub use change::{Doubt, changed, happens, save};
pub use confirm::{Decision, answer};
pub use counting::count_arrivals;
pub use desk::{decide, refund, refuse, release, reprint};
pub use error::PrintError;
pub use expire::expire_in_time;
pub use intake::{
    Arrived, BeginError, Begun, Cancel, adopt, adopt_for, arrived, begin, cancel, incomplete, sent_again,
};
pub use pay::pay;
pub use publish::{Prints, publish_queue, queue, tell_stations};
pub use quote::{Quoted, colour_sides};
pub use recover::recover;
pub use shown::{printer_row, queue_of, row_of};
pub use state::{Effect, Event, State};
