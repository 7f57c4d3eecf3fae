//! Why an answer did not come.

use epn_wire::console::{ApiError, ErrorCode};

/// Why a call to the hub failed. `Phrases::failure` says it to a person; `Display` is for the log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The hub refused, and said why.
    #[error("the hub refused: {}", .0.message)]
    Said(Box<ApiError>),
    /// The hub was not reached, or is not the one that was paired.
    #[error("the hub is not reached: {0}")]
    Unreached(String),
    /// The hub took too long; whether it did what was asked is not known.
    #[error("the hub did not answer in time")]
    TimedOut,
    /// The hub answered something that this console does not understand.
    #[error("the hub's answer is not understood: {0}")]
    Unreadable(String),
}

impl Failure {
    /// What kind of refusal it is, if the hub refused.
    pub fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Said(error) => Some(error.code),
            Self::Unreached(_) | Self::TimedOut | Self::Unreadable(_) => None,
        }
    }

    /// Whether the person has to sign in again.
    pub fn is_signed_out(&self) -> bool {
        self.code() == Some(ErrorCode::NotSignedIn)
    }

    /// A refusal from a status and a body: the hub's own words, if they are in it.
    pub(crate) fn from_answer(status: u16, body: &[u8]) -> Self {
        match serde_json::from_slice::<ApiError>(body) {
            Ok(error) => Self::Said(Box::new(error)),
            Err(_) => Self::Unreadable(format!("status {status} without a reason")),
        }
    }
}

/// An error and all its causes, in one line.
pub(crate) fn in_one_line(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        line.push_str(": ");
        line.push_str(&error.to_string());
        cause = error.source();
    }
    line
}
