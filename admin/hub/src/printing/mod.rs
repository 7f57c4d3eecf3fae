//! Prints: documents arrive from the stations' queues, are counted, confirmed and released, and sent to real printers.

pub mod count;
pub mod document;
mod format;
pub mod intake;
pub mod life;
pub mod phone;
pub mod printers;
pub mod send;
mod ticket;
pub mod usb;

pub use format::{DocumentFormat, SENSED, Sensed};
pub use ticket::{ColourMode, MOST_COPIES, Media, Orientation, PageRange, Quality, Scaling, Sides, Ticket};
