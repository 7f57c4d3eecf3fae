//! What is wrong with something that a person wrote: where, what, and what to do about it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::policy_check::Flaw;

/// One thing that is wrong with a policy or a facts file.
///
/// `what` and `fix` are for the command line and the log; a screen says a [`Flaw`] in its reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The line of the file, counted from 1; `None` where there is no file, or where something is missing from it.
    pub line: Option<usize>,
    /// Which value, such as `opening.tuesday[1]`; empty if the text as a whole is not understood.
    pub field: String,
    /// What is wrong, in one English sentence.
    pub what: String,
    /// What to do about it, in one English sentence.
    pub fix: String,
    /// The rule that is broken, where the value is well written but means nothing sensible.
    pub flaw: Option<Box<Flaw>>,
}

impl Problem {
    /// A flaw of a policy that is not in a file.
    pub(crate) fn of(flaw: Flaw, field: impl Into<String>) -> Self {
        Self {
            line: None,
            field: field.into(),
            what: flaw.what(),
            fix: flaw.fix(),
            flaw: Some(Box::new(flaw)),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        write!(f, "{} {}", self.what, self.fix)
    }
}

impl std::error::Error for Problem {}
