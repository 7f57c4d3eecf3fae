//! The hub as a printer, judged: a real hub with one paired station, an open session and its print queue, a printer that is simulated
//! or CUPS's own, and a visitor who says yes to every print.

pub mod client;
pub mod cups;
mod journal;
mod judge;
mod matrix;
mod office;
mod pdf;
pub mod printer;
mod room;
mod serve;
mod service;
pub mod visitor;

pub use judge::judge;
pub use pdf::{A4, document};
pub use room::PrintRoom;
pub use serve::serve;
