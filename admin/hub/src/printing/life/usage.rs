//! What prints count for: sides, without a name.

use super::quote::colour_sides;
use crate::counts::event::{Printed, record};
use crate::grant::Case;
use crate::store::StoreError;
use crate::store::print_job::PrintJob;

/// Records what came out, unless that is nothing.
pub(super) fn printed(case: &Case<'_>, job: &PrintJob, sides: u32) -> Result<(), StoreError> {
    if sides == 0 {
        return Ok(());
    }
    let event = Printed { sides, colour_sides: colour_sides(job, sides) };
    let calendar = case.policy.rules.calendar();
    record(case.tx, calendar, case.now, Some(job.station), Some(job.session), &event)
}
