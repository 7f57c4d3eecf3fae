//! Calendars as other programs exchange them (iCalendar, RFC 5545).
//!
//! Out: what is booked, without any name, and when the room is open. In: days on which it is closed, and school holidays,
//! from files that may be anybody's: whatever is in one, reading it is bounded and says what was not understood.

mod closing;
mod event;
mod import;
mod lines;
mod publish;
mod recur;
mod replaced;
mod write;
mod zone;

pub use closing::closed_by;
pub use event::DaySpan;
pub use import::{CalendarError, LARGEST, Read, add_to, read};
pub use publish::{Published, publish};

#[cfg(test)]
mod tests;
