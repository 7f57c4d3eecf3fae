//! What prints count for: sides, without a name.

use serde::{Deserialize, Serialize};

use super::quote::colour_sides;
use crate::grant::Case;
use crate::store::StoreError;
use crate::store::print_job::PrintJob;
use crate::store::usage::{self, NewEvent};

/// A print came out, or a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// Printed sides, at most as many as were paid for.
    pub sides: u32,
    /// How many of them have colour.
    pub colour_sides: u32,
}

/// The word of the event.
const PRINTED: &str = "printed";

/// Records it, unless nothing came out.
pub(super) fn printed(case: &Case<'_>, job: &PrintJob, sides: u32) -> Result<(), StoreError> {
    if sides == 0 {
        return Ok(());
    }
    let event = NewEvent {
        at: case.now,
        day: case.policy.rules.calendar().date_of(case.now),
        kind: PRINTED,
        station: Some(job.station),
        journal: None,
        session: Some(job.session),
    };
    usage::append(case.tx, &event, &Printed { sides, colour_sides: colour_sides(job, sides) })?;
    Ok(())
}
