//! Tickets for anonymous visits.

use std::sync::Arc;

use epn_rules::id::{StaffId, TicketId};
use epn_rules::policy_check::LONGEST_SESSION;
use epn_rules::ticket_code::TicketCode;
use epn_rules::units::Minutes;
use epn_wire::console::{NewTicket, TicketIssued};
use epn_wire::secret::Secret;
use jiff::{Timestamp, ToSpan as _};
use serde_json::json;
use ulid::Ulid;

use super::{DeskError, at_the_desk, random, random_picture};
use crate::grant::Case;
use crate::hub::Hub;
use crate::store::{alias, ticket};

/// Issues a ticket. Its code is in the answer and nowhere else.
pub async fn new_ticket(hub: &Arc<Hub>, by: StaffId, new: NewTicket) -> Result<TicketIssued, DeskError> {
    let code = TicketCode::from_random(random()?);
    let picture = random_picture()?;
    at_the_desk(hub, move |case| {
        let minutes = new.minutes.unwrap_or(case.policy.rules.policy().tickets.minutes);
        if minutes == Minutes::ZERO || minutes > LONGEST_SESSION {
            return Err(DeskError::BadRequest(format!("minutes are from 1 to {}", LONGEST_SESSION.0)));
        }
        let today = case.policy.rules.calendar().date_of(case.now);
        let ticket = ticket::Ticket {
            id: TicketId(Ulid::new()),
            minutes,
            expires: expires(case),
            alias: alias::next(case.tx, picture, today)?,
            age: new.age,
        };
        let hash = case.hub.keys.ticket_hash(&code);
        ticket::insert(case.tx, &ticket, &hash, case.now, today, Some(by))?;
        case.audit(by, "ticket", &ticket.id, &json!({ "minutes": minutes }))?;
        Ok(TicketIssued {
            id: ticket.id,
            code: Secret::from(code.reveal().to_string()),
            alias: ticket.alias,
            minutes,
            expires: ticket.expires,
            site: case.hub.site.name.clone(),
        })
    })
    .await
}

/// The end of the last day on which it can be used, the day of issue being the first.
fn expires(case: &Case<'_>) -> Timestamp {
    let calendar = case.policy.rules.calendar();
    let days = i64::from(case.policy.rules.policy().tickets.valid_days.max(1));
    let after = calendar.date_of(case.now).checked_add(days.days());
    after.map_or(Timestamp::MAX, |after| calendar.start_of(after))
}
