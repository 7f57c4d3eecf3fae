//! Arguments that make no sense together.

/// The command was used wrongly: nothing was done, and the exit code is 2.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub struct WrongUse(pub String);
