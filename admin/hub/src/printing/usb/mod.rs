//! Documents from USB keys: somebody at a free station chooses one, the station sends it part by part, and it becomes a print
//! without anybody having logged in. They pay at the desk, by its number, or with the credit of a ticket or a member.
//!
//! Every print belongs to a session. Those of one visit with a key belong to a session that never began and is over at once: it
//! takes the station from nobody, uses no minutes and counts as no visit in the figures. What is paid at the desk lies in an
//! anonymous purse, which has no free allowance: otherwise plugging the key in again would be a way to print for nothing.
//!
//! A document of nobody waits an hour at most. A part that does not follow, or comes too late, undoes what came before it.

mod arrive;
mod pay;
mod visit;

pub use arrive::{UsbDesks, answer};
pub use pay::pay_with;
pub use visit::is_visit;
