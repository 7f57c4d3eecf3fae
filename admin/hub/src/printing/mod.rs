//! Prints: documents arrive from the stations' queues, and lie here until they were printed or refused.

pub mod document;
mod format;
mod ticket;

pub use format::DocumentFormat;
pub use ticket::{ColourMode, MOST_COPIES, Media, Orientation, PageRange, Quality, Scaling, Sides, Ticket};
