//! What went wrong with the operating system, and while doing what.

use std::io;

/// An operation of the operating system that failed. Its text never holds the name of a visitor's document:
/// `doing` names a step, a folder of the system or a kind of object.
#[derive(Debug, thiserror::Error)]
#[error("{doing}: {cause}")]
pub struct Fault {
    doing: String,
    cause: io::Error,
}

impl Fault {
    /// A failure that has no system error of its own.
    pub fn new(doing: impl Into<String>, why: impl Into<String>) -> Self {
        Self { doing: doing.into(), cause: io::Error::other(why.into()) }
    }

    /// The system's error.
    pub fn kind(&self) -> io::ErrorKind {
        self.cause.kind()
    }
}

/// Adds what was being done to a system error.
pub trait Doing<T> {
    /// Names the operation, for the person who reads the log.
    fn doing<S: Into<String>>(self, what: impl FnOnce() -> S) -> Result<T, Fault>;
}

impl<T, E: Into<io::Error>> Doing<T> for Result<T, E> {
    fn doing<S: Into<String>>(self, what: impl FnOnce() -> S) -> Result<T, Fault> {
        self.map_err(|error| Fault { doing: what().into(), cause: error.into() })
    }
}
