//! Every message between two processes of the suite, versioned; framing; fake peers for tests.

pub mod audit;
pub mod bar;
pub mod calendar;
pub mod clock;
pub mod console;
pub mod framing;
pub mod health;
pub mod kiosk;
pub mod lease;
pub mod link;
pub mod money;
pub mod pairing;
pub mod passage;
#[cfg(feature = "peer")]
pub mod peer;
pub mod planning;
pub mod print_desk;
pub mod printing;
pub mod report;
pub mod right;
pub mod secret;
pub mod staff;
pub mod station;
#[cfg(feature = "peer")]
pub mod tls;
pub mod usage;
