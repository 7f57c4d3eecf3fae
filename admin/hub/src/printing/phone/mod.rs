//! Documents that visitors send from their phones: a small page on the room's network takes one and tells a code; whoever types
//! that code in a session, at any kiosk, has the document as a print of that session.
//!
//! **Plain HTTP, on purpose.** No phone knows the hub's certificate authority: TLS would greet every visitor with a warning, and
//! teach them to press it away. So whoever can listen on the room's network can read what is sent there, and the page says so; a
//! network whose stations cannot hear each other (client isolation), or one with a password, is the remedy. Nothing else of the
//! hub is served here, and nothing that was sent can be read here, with or without its code.
//!
//! Whoever sends is nobody that the hub knows, so all of it is bounded: how big, how often, how many at once, how slowly, how
//! many wait and for how long. What waits is known by a keyed hash of its code, in memory alone: a hub that stops deletes it, and
//! after one that was killed the next start sweeps its bytes with those of all documents that nothing is printed of. Neither the
//! name of a document nor an address is kept.

mod fetch;
mod form;
mod language;
mod listen;
mod pace;
mod page;
mod receive;
mod refused;
mod waiting;

pub use fetch::fetch;
pub use listen::{Listening, listen};
pub use waiting::{Phones, forget_all, forget_in_time};

use jiff::SignedDuration;

/// The largest document, in MiB: a photo of a phone has 3 to 12.
const LARGEST_MIB: u64 = 25;
/// The same in bytes.
const LARGEST: u64 = LARGEST_MIB * 1024 * 1024;
/// How long a document waits to be fetched, in site time.
const KEPT: SignedDuration = SignedDuration::from_hours(1);
