//! Whoever came with a key says who they are, to pay with their credit: what was printed of it is theirs from then on.

use epn_rules::id::{PrintJobId, SessionId, StationId};
use epn_wire::money::PurseHolder;
use epn_wire::printing::PrintAnswer;

use super::visit::is_visit;
use crate::grant::{Case, Entrant};
use crate::printing::life::{State, changed};
use crate::store::{StoreError, print_job};

/// The print is paid from the purse of somebody whose code, or number and PIN, was right.
pub fn pay_with(
    case: &Case<'_>,
    (station, visit): (StationId, SessionId),
    job: PrintJobId,
    entrant: &Entrant,
) -> Result<PrintAnswer, StoreError> {
    let holder = match entrant {
        Entrant::Member(member) => PurseHolder::Visitor { id: member.id },
        Entrant::Ticket(ticket) => PurseHolder::Ticket { id: ticket.id },
        Entrant::NoAccount { .. } => return Ok(PrintAnswer::Gone),
    };
    let is_theirs = is_visit(case.tx, station, visit)? && print_job::is_of_session(case.tx, job, visit)?;
    let waits = |state| matches!(state, State::Receiving | State::ToCheck | State::Held);
    match print_job::get(case.tx, job)?.filter(|job| is_theirs && waits(job.state)) {
        Some(_) => {
            print_job::set_holder(case.tx, job, holder)?;
            changed(case);
            Ok(PrintAnswer::Recognised)
        }
        None => Ok(PrintAnswer::Gone),
    }
}
