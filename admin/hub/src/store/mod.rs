//! The database: the only place where SQL is written, one file a subject. One writer, several readers.

mod chain;
mod codec;
mod error;
mod open;
mod readers;
mod writer;

pub mod alias;
pub mod audit;
pub mod booking;
pub mod calendar;
pub mod card;
pub mod command;
pub mod console;
pub mod counters;
pub mod counts;
pub mod day_close;
pub mod equipment;
pub mod integrity;
pub mod journal;
pub mod lease;
pub mod ledger;
pub mod offer;
pub mod pairing;
pub mod policy;
pub mod print_job;
pub mod printer;
pub mod purse;
pub mod queue;
pub mod receipt;
pub mod session;
pub mod site;
pub mod staff;
pub mod station;
pub mod throttle;
pub mod ticket;
pub mod usage;
pub mod visitor;
pub mod voucher;

#[cfg(test)]
mod tests;

use std::path::Path;

pub use error::StoreError;
pub use readers::Readers;
pub use writer::{Tx, Writer};

/// The open database.
#[derive(Debug)]
pub struct Store {
    /// Everything that changes goes through this.
    pub writer: Writer,
    /// Reads that decide nothing.
    pub readers: Readers,
}

impl Store {
    /// A new, empty database at `path`, with the newest schema.
    pub fn create(path: &Path) -> Result<(), StoreError> {
        open::create(path).map(drop)
    }

    /// Opens the database at `path`, after bringing its schema up to date. The caller holds the folder's lock.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let connection = open::for_writing(path)?;
        Ok(Self { writer: Writer::threaded(connection)?, readers: Readers::open(path)? })
    }

    /// As [`Self::open`], with a writer that works in the caller's thread: for commands and tests.
    pub fn open_inline(path: &Path) -> Result<Self, StoreError> {
        let connection = open::for_writing(path)?;
        Ok(Self { writer: Writer::inline(connection), readers: Readers::open(path)? })
    }
}
